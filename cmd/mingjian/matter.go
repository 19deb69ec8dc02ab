package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

type matterCmd struct {
	database `embed:""`
	List     matterListCmd   `cmd:"" help:"${matter_list}"`
	Show     matterShowCmd   `cmd:"" help:"${matter_show}"`
	Open     matterOpenCmd   `cmd:"" help:"${matter_open}"`
	Step     matterStepCmd   `cmd:"" help:"${matter_step}"`
	Paper    matterPaperCmd  `cmd:"" help:"${matter_paper}"`
	Attach   matterAttachCmd `cmd:"" help:"${matter_attach}"`
	Receipt  receiptCmd      `cmd:"" help:"${matter_receipt}"`
	Verify   matterVerifyCmd `cmd:"" help:"${matter_verify}"`
}

// withMatters runs f with the matters of the workflow database.
func (a *app) withMatters(d database, f func(*matter.Service) error) error {
	rules, err := a.rules()
	if err != nil {
		return err
	}
	return a.withStore(d, func(store *db.DB) error {
		return f(matter.NewService(store, rules))
	})
}

type matterListCmd struct {
	Closed    bool   `help:"${matter_closed}"`
	Procedure string `help:"${matter_procedure}"`
	Overdue   bool   `help:"${matter_overdue}"`
	Limit     int    `help:"${matter_limit}" default:"50"`
}

// Run lists matters, the most pressing first.
func (c *matterListCmd) Run(a *app, parent *matterCmd) error {
	rules, err := a.rules()
	if err != nil {
		return err
	}
	return a.withStore(parent.database, func(store *db.DB) error {
		s := matter.NewService(store, rules)
		if err := a.looked(store, audit.Search, "matters", string(access.Home)); err != nil {
			return err
		}
		w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
		if !a.json {
			fmt.Fprintln(w, a.pick("案件\t流程\t号\t名称\t状态\t最近期限", "matter\tprocedure\tnumber\ttitle\tstate\tnext due"))
		}
		f := matter.Filter{Closed: c.Closed, Procedure: c.Procedure, Overdue: c.Overdue, Limit: matter.MaxLimit}
		for n := 0; ; {
			page, err := s.List(a.ctx, a.actor(), f)
			if err != nil {
				return err
			}
			for _, r := range page.Items {
				if c.Limit > 0 && n == c.Limit {
					return w.Flush()
				}
				n++
				if err := a.printMatterRow(w, r); err != nil {
					return err
				}
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				return w.Flush()
			}
		}
	})
}

func (a *app) printMatterRow(w *tabwriter.Writer, r matter.Row) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	due := r.NextDue.String()
	if r.Overdue {
		due += a.pick("（逾期）", " (overdue)")
	}
	_, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Procedure, r.Cite(), r.Title, r.Stands.In(a.lang), due)
	return err
}

type matterShowCmd struct {
	ID      matter.ID `arg:"" help:"${matter_id}"`
	Purpose string    `help:"${look_purpose}" placeholder:"TEXT"`
}

// Run shows one matter: where it stands, its deadlines with how they were counted, and what was
// done. Sensitive fields stay hidden unless it is said what they are needed for.
func (c *matterShowCmd) Run(a *app, parent *matterCmd) error {
	purpose, err := stated(c.Purpose)
	if err != nil {
		return err
	}
	return a.withMatters(parent.database, func(s *matter.Service) error {
		d, err := s.Whole(a.ctx, a.actor(), c.ID, purpose)
		if err != nil {
			return err
		}
		return a.printMatter(d)
	})
}

// leastPurpose is how many characters say something.
const leastPurpose = 4

// stated refuses a purpose that says nothing; an empty one is none.
func stated(purpose string) (string, error) {
	purpose = strings.TrimSpace(purpose)
	if purpose != "" && len([]rune(purpose)) < leastPurpose {
		return "", fault.Invalidf("请用至少 %d 个字写明查看目的。", "say in at least %d characters why you have to see it.", leastPurpose)
	}
	return purpose, nil
}

func (a *app) printMatter(d matter.Detail) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(d)
	}
	out, today := a.term.out, law.DateOf(a.now())
	fmt.Fprintf(out, "%s %s %s\n%s\n", d.Called.In(a.lang), d.Cite(), d.Title, d.ID)
	fmt.Fprintf(out, a.pick("状态：%s", "state: %s"), d.Stands.In(a.lang))
	if d.Waits != "" {
		fmt.Fprintf(out, a.pick("；等待批准：%s", "; waits for: %s"), d.Waits)
	}
	fmt.Fprintln(out)
	for _, t := range d.Course.Terms {
		fmt.Fprintf(out, a.pick("期限 %s：%s（%s）\n", "deadline %s: %s (%s)\n"), t.Deadline, t.Due, t.Status(today))
		for _, l := range t.Lines {
			fmt.Fprintln(out, "  ", l.Says.In(a.lang))
		}
	}
	for _, e := range d.Events {
		fmt.Fprintf(out, "%s  %s %s %s\n", e.At.Format("2006-01-02 15:04"), e.Kind, e.What, e.By)
	}
	for _, x := range d.Choices {
		if x.Refused.ZH != "" {
			fmt.Fprintf(out, a.pick("不能 %s：%s\n", "cannot %s: %s\n"), x.Step.ID, x.Refused.In(a.lang))
			continue
		}
		fmt.Fprintf(out, a.pick("可以 %s：%s\n", "can %s: %s\n"), x.Step.ID, x.Step.Title.In(a.lang))
	}
	return nil
}

// filled is the flags that fill in what a step asks.
type filled struct {
	On    string   `help:"${matter_on}" placeholder:"DATE"`
	Field []string `help:"${matter_field}" placeholder:"NAME=VALUE" sep:"none"`
}

// read reads the day and the fields, by what the procedure says of each.
func (f filled) read(p *matter.Procedure) (on law.Date, fields map[string]any, err error) {
	if f.On != "" {
		if on, err = law.ParseDate(f.On); err != nil {
			return on, nil, err
		}
	}
	fields = map[string]any{}
	for _, x := range f.Field {
		name, text, ok := strings.Cut(x, "=")
		if !ok {
			return on, nil, fault.Invalidf("字段写作 名称=值：%s", "write a field as NAME=VALUE: %s", x)
		}
		fields[name] = typed(p.Fields[name], text)
	}
	return on, fields, nil
}

// typed reads a value as the field wants it; what cannot be read goes on as it is, and is
// refused with the name of the field.
func typed(f matter.Field, text string) any {
	switch f.Schema["type"] {
	case "integer", "number":
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n
		}
	case "boolean":
		if b, err := strconv.ParseBool(text); err == nil {
			return b
		}
	case "array":
		return strings.Split(text, ",")
	}
	return text
}

type matterOpenCmd struct {
	Procedure string    `arg:"" help:"${procedure_id}"`
	Title     string    `help:"${matter_title}" required:""`
	Origin    string    `help:"${matter_origin}" default:"ex-officio"`
	Clue      []clue.ID `help:"${matter_clue}" placeholder:"ID"`
	filled    `embed:""`
}

// Run opens a matter.
func (c *matterOpenCmd) Run(a *app, parent *matterCmd) error {
	return a.withMatters(parent.database, func(s *matter.Service) error {
		p, err := s.Procedures().Get(c.Procedure)
		if err != nil {
			return err
		}
		on, fields, err := c.read(p)
		if err != nil {
			return err
		}
		d, err := s.Open(a.ctx, a.actor(), matter.Draft{Procedure: c.Procedure, Origin: c.Origin, Title: c.Title, On: on, Fields: fields, Clues: c.Clue}, matter.Request{})
		if err != nil {
			return err
		}
		return a.printMatter(d)
	})
}

type matterStepCmd struct {
	ID     matter.ID `arg:"" help:"${matter_id}"`
	Step   string    `arg:"" help:"${matter_stepid}"`
	filled `embed:""`
}

// Run takes a step in a matter.
func (c *matterStepCmd) Run(a *app, parent *matterCmd) error {
	return a.withMatters(parent.database, func(s *matter.Service) error {
		d, err := s.Get(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		p, err := s.Procedures().Get(d.Procedure)
		if err != nil {
			return err
		}
		on, fields, err := c.read(p)
		if err != nil {
			return err
		}
		d, err = s.Step(a.ctx, a.actor(), c.ID, matter.Doing{Step: c.Step, On: on, Fields: fields}, matter.Request{Seen: d.Version})
		if err != nil {
			return err
		}
		return a.printMatter(d)
	})
}
