package matter

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A PaperRow is an official document of a matter.
type PaperRow struct {
	ID      string     `json:"id" doc:"Made by the program."`
	Kind    string     `json:"kind" doc:"Kind of paper of the procedure."`
	Title   fault.Text `json:"title" doc:"Name of the kind."`
	State   string     `json:"state" enum:"draft,review,approved,sealed,served,withdrawn" doc:"Where it stands. From approved on it is issued: its text stays as it is and it has a number."`
	Number  string     `json:"number" doc:"Number as it is written on it; empty until it is approved."`
	Maker   string     `json:"maker" doc:"Id of who drafted it: somebody else approves."`
	MadeAt  time.Time  `json:"made_at" doc:"When it was first drafted."`
	Version int        `json:"version" doc:"Number of its newest text."`
	Text    PaperText  `json:"text" doc:"Its newest text."`
}

// A PaperText is what stands in one version of a paper.
type PaperText struct {
	To     string    `json:"to" doc:"Whom it is addressed to; may be empty."`
	Body   string    `json:"body" doc:"Its text; a line is a paragraph."`
	By     string    `json:"by" doc:"Display name of who wrote this version."`
	At     time.Time `json:"at" doc:"When."`
	prefix string
}

// PaperStates returns where a paper can stand, in the order in which it goes.
func PaperStates() []string {
	return []string{"draft", "review", "approved", "sealed", "served", "withdrawn"}
}

// paperMoves returns where a paper can go from a state, and the right that it takes.
func paperMoves(state string) map[string]access.Right {
	switch state {
	case "draft":
		return map[string]access.Right{"review": access.HandleMatters, "withdrawn": access.HandleMatters}
	case "review":
		return map[string]access.Right{"approved": access.ApproveMatters, "draft": access.ReadMatters, "withdrawn": access.HandleMatters}
	case "approved":
		return map[string]access.Right{"sealed": access.HandleMatters}
	case "sealed":
		return map[string]access.Right{"served": access.HandleMatters}
	}
	return nil
}

// out reports whether a paper in the state has been issued.
func out(state string) bool { return state == "approved" || state == "sealed" || state == "served" }

// A PaperDraft is a paper that somebody writes.
type PaperDraft struct {
	Kind   string `json:"kind"`
	Prefix string `json:"prefix"` // what stands before the year in its number: 青检民监
	To     string `json:"to"`
	Body   string `json:"body"` // empty: what the matter knows
}

func (d *PaperDraft) check() error {
	return lines(text{"发文字号", "The prefix of the number", &d.Prefix, 1, 20}, text{"受文单位", "The addressee", &d.To, 0, 200}, text{"正文", "The text", &d.Body, 0, 100_000})
}

// DraftPaper begins a paper. Without a text it is drafted from what the matter knows.
func (s *Service) DraftPaper(ctx context.Context, by access.Account, id ID, d PaperDraft, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, d, func(tx *db.Tx, f *file) (audit.Verb, error) {
		if !slices.Contains(f.engine.paperIDs(), d.Kind) {
			return "", fault.Invalidf("本流程没有文书“%s”。", "The procedure has no paper %q.", d.Kind)
		}
		if err := d.check(); err != nil {
			return "", err
		}
		if d.Body == "" {
			d.Body = f.facts()
		}
		p := PaperRow{ID: newID(tx, "w"), Kind: d.Kind}
		_, err := tx.Exec(ctx, `INSERT INTO matter_paper (id, matter, kind, state, prefix, year, number, maker, version, made_at) VALUES ($1, $2, $3, 'draft', $4, 0, 0, $5, 0, $6)`,
			p.ID, string(f.ID), d.Kind, d.Prefix, by.ID, db.Time(tx.Now))
		if err != nil {
			return "", fmt.Errorf("draft a paper of matter %s: %w", f.ID, err)
		}
		return audit.DraftPaper, writePaper(ctx, tx, f, p.ID, d)
	})
}

// RewritePaper gives a draft another text; the one before stays readable.
func (s *Service) RewritePaper(ctx context.Context, by access.Account, id ID, paper string, d PaperDraft, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, []any{paper, d}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		p, err := onePaper(ctx, tx, f, paper)
		if err != nil {
			return "", err
		}
		if p.State != "draft" {
			return "", fault.Conflictf("文书已送审或者已制发，不能再改；需要修改的，先退回。", "The paper is under review or issued and cannot be changed; give it back first.")
		}
		if d.Prefix == "" {
			d.Prefix = p.Text.prefix
		}
		if err := d.check(); err != nil {
			return "", err
		}
		return audit.DraftPaper, writePaper(ctx, tx, f, p.ID, d)
	})
}

func writePaper(ctx context.Context, tx *db.Tx, f *file, paper string, d PaperDraft) error {
	fields, err := json.Marshal(map[string]string{"to": d.To, "body": d.Body})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE matter_paper SET version = version + 1, prefix = $1 WHERE id = $2`, d.Prefix, paper)
	if err == nil {
		_, err = tx.Exec(ctx, `INSERT INTO matter_paper_text (paper, n, at, actor, display, fields) SELECT id, version, $1, $2, $3, $4 FROM matter_paper WHERE id = $5`,
			db.Time(f.at), f.by.ID, f.by.Display, string(fields), paper)
	}
	if err != nil {
		return fmt.Errorf("write a paper of matter %s: %w", f.ID, err)
	}
	f.event("paper", paper, law.Date{}, map[string]any{"state": "draft", "kind": d.Kind})
	return nil
}

// A PaperMove takes a paper one step on its way.
type PaperMove struct {
	To       string   `json:"to"`
	Note     string   `json:"note"`     // why it is given back or withdrawn
	Receiver string   `json:"receiver"` // served: who received it
	On       law.Date `json:"on"`       // served: on which day; zero: today
}

// MovePaper submits, approves, gives back, seals, serves or withdraws a paper. Whoever
// drafted it does not approve it. Once approved it has a number and its text is fixed.
func (s *Service) MovePaper(ctx context.Context, by access.Account, id ID, paper string, x PaperMove, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.ReadMatters, []any{paper, x}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		p, err := onePaper(ctx, tx, f, paper)
		if err != nil {
			return "", err
		}
		right, ok := paperMoves(p.State)[x.To]
		if !ok {
			return "", fault.Conflictf("文书不能由“%[1]s”转为“%[2]s”。", "A paper that is %[3]s cannot become %[4]s.", paperState(p.State).ZH, paperState(x.To).ZH, p.State, x.To)
		}
		if err := f.permitPaper(right, p, x); err != nil {
			return "", err
		}
		if err := x.check(p.State, f.at); err != nil {
			return "", err
		}
		return audit.MovePaper, movePaper(ctx, tx, f, p, x)
	})
}

// permitPaper asks whether the actor may move the paper: nobody approves what they
// drafted, and a draft is given back by its maker or by a leader.
func (f *file) permitPaper(right access.Right, p PaperRow, x PaperMove) error {
	r := f.resource
	if right == access.ApproveMatters {
		r.Maker = p.Maker
	}
	if x.To == "draft" && p.Maker != f.by.ID {
		right = access.ApproveMatters
	}
	return access.Check(f.by, right, access.ReadMatters, r, access.Purpose{})
}

func (x *PaperMove) check(from string, now time.Time) error {
	least, receiver := 0, 0
	if from == "review" && x.To == "draft" || x.To == "withdrawn" {
		least = minReason
	}
	if x.To == "served" {
		receiver = 1
	}
	err := lines(text{"理由", "The reason", &x.Note, least, 2000}, text{"收件人", "The receiver", &x.Receiver, receiver, 200})
	if err != nil {
		return err
	}
	x.On, err = actDay(x.On, now)
	return err
}

func movePaper(ctx context.Context, tx *db.Tx, f *file, p PaperRow, x PaperMove) error {
	year, n := 0, 0
	if x.To == "approved" {
		var err error
		year = law.DateOf(f.at).Year()
		if n, err = nextNumber(ctx, tx, string(f.Office)+" paper "+p.Text.prefix, year); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `UPDATE matter_paper SET state = $1, year = CASE WHEN $2 > 0 THEN $2 ELSE year END, number = CASE WHEN $3 > 0 THEN $3 ELSE number END WHERE id = $4`, x.To, year, n, p.ID)
	if err != nil {
		return fmt.Errorf("move a paper of matter %s: %w", f.ID, err)
	}
	on := law.Date{}
	if x.To == "served" {
		on = x.On
	}
	f.event("paper", p.ID, on, map[string]any{"state": x.To, "kind": p.Kind, "note": x.Note, "receiver": x.Receiver})
	if out(x.To) && !out(p.State) {
		f.issue(p.Kind)
	}
	return nil
}

func paperState(s string) fault.Text {
	zh := map[string]string{"draft": "草稿", "review": "审核中", "approved": "已批准", "sealed": "已用印", "served": "已送达", "withdrawn": "已撤回"}[s]
	if zh == "" {
		zh = "未知状态"
	}
	return fault.Text{ZH: zh, EN: s}
}

// facts is what the matter knows, a line each, to begin a paper with.
func (f *file) facts() string {
	var b strings.Builder
	fmt.Fprintf(&b, "案件：%s%s\n", f.Title, f.Cite())
	said := map[string]bool{}
	for _, t := range f.m.Taken {
		s, _ := f.engine.Step(t.Step)
		for _, name := range slices.Concat(s.Asks, s.May) {
			x := f.engine.Fields[name]
			if v, known := f.m.Facts[name]; known && !said[name] && !x.Sensitive {
				said[name] = true
				fmt.Fprintf(&b, "%s：%s\n", x.Title.ZH, x.words(v))
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// words writes a fact as people read it.
func (f Field) words(v any) string {
	label := func(v any) string {
		if t, ok := f.Labels[fmt.Sprint(v)]; ok {
			return t.ZH
		}
		return fmt.Sprint(v)
	}
	switch x := v.(type) {
	case bool:
		if x {
			return "是"
		}
		return "否"
	case []any:
		var all []string
		for _, item := range x {
			all = append(all, label(item))
		}
		return strings.Join(all, "、")
	case []string:
		return strings.Join(x, "、")
	}
	return label(v)
}

const paperColumns = `matter_paper.id, matter_paper.kind, matter_paper.state, matter_paper.prefix, matter_paper.year, matter_paper.number, matter_paper.maker,
	matter_paper.version, matter_paper.made_at, matter_paper_text.fields, matter_paper_text.display, matter_paper_text.at
	FROM matter_paper JOIN matter_paper_text ON matter_paper_text.paper = matter_paper.id AND matter_paper_text.n = `

func scanPaper(e Engine, r interface{ Scan(...any) error }) (p PaperRow, err error) {
	var year, number int
	var made, fields, at string
	err = r.Scan(&p.ID, &p.Kind, &p.State, &p.Text.prefix, &year, &number, &p.Maker, &p.Version, &made, &fields, &p.Text.By, &at)
	if err != nil {
		return p, err
	}
	if number > 0 {
		p.Number = fmt.Sprintf("%s〔%d〕%d号", p.Text.prefix, year, number)
	}
	if i := slices.IndexFunc(e.Papers, func(x Paper) bool { return x.ID == p.Kind }); i >= 0 {
		p.Title = e.Papers[i].Title
	}
	var err1, err2 error
	p.MadeAt, err1 = db.ParseTime(made)
	p.Text.At, err2 = db.ParseTime(at)
	err = errors.Join(err1, err2, json.Unmarshal([]byte(fields), &p.Text))
	return p, err
}

func papers(ctx context.Context, tx *db.Tx, f *file) (all []PaperRow, err error) {
	all = []PaperRow{}
	err = rows(ctx, tx, "papers", `SELECT `+paperColumns+`matter_paper.version WHERE matter_paper.matter = $1 ORDER BY matter_paper.id`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			p, err := scanPaper(f.engine, r)
			all = append(all, p)
			return err
		})
	return all, err
}

func onePaper(ctx context.Context, tx *db.Tx, f *file, id string) (PaperRow, error) {
	if !db.Storable(id) {
		return PaperRow{}, noSuchPaper()
	}
	p, err := scanPaper(f.engine, tx.QueryRow(ctx, `SELECT `+paperColumns+`matter_paper.version WHERE matter_paper.id = $1 AND matter_paper.matter = $2`, id, string(f.ID)))
	if errors.Is(err, sql.ErrNoRows) {
		return p, noSuchPaper()
	}
	if err != nil {
		return p, fmt.Errorf("get a paper of matter %s: %w", f.ID, err)
	}
	return p, nil
}

func noSuchPaper() error { return fault.NotFoundf("没有这份文书。", "There is no such paper.") }

// PaperFile returns a paper as a .docx file and its name; masked, for publication, names
// and identifiers of the parties that are persons are hidden.
func (s *Service) PaperFile(ctx context.Context, by access.Account, id ID, paper string, hide bool) (name string, content []byte, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		p, err := onePaper(ctx, tx, f, paper)
		if err != nil {
			return err
		}
		d := document{Title: p.Title.ZH, Number: p.Number, To: p.Text.To, Body: p.Text.Body, Date: law.DateOf(p.Text.At).String(), Draft: !out(p.State)}
		name = p.Kind
		if hide {
			if err := f.hide(ctx, tx, &d); err != nil {
				return err
			}
			name += "-masked"
		}
		content, err = d.docx()
		return err
	})
	return name + ".docx", content, err
}

// hide takes the names and identifiers of persons out of a document.
func (f *file) hide(ctx context.Context, tx *db.Tx, d *document) error {
	var pairs []string
	err := rows(ctx, tx, "parties", `SELECT kind, name, identifier FROM matter_party WHERE matter = $1 ORDER BY LENGTH(name) DESC, id`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			var kind, name, identifier string
			if err := r.Scan(&kind, &name, &identifier); err != nil {
				return err
			}
			if kind == "person" {
				pairs = append(pairs, name, string([]rune(name)[:1])+"某")
			}
			if identifier != "" {
				pairs = append(pairs, identifier, masked(identifier))
			}
			return nil
		})
	if err != nil {
		return err
	}
	r := strings.NewReplacer(pairs...)
	d.To, d.Body = hiddenNumbers(r.Replace(d.To)), hiddenNumbers(r.Replace(d.Body))
	return nil
}
