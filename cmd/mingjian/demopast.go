package main

import (
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A past is what offices of a demonstration did before anybody came to look: matters of the
// last year, and decisions on the clues of least risk. Without it the figures would be zero.
type past struct {
	app     *app
	matters *matter.Service
	clues   *clue.Service
	today   law.Date
}

// demoOffices are the invented offices below that of the demonstration. Their divisions do not exist.
func demoOffices() []access.Procuratorate {
	return []access.Procuratorate{
		{ID: access.Home, Name: "示范市人民检察院", Level: access.City, Division: "339900"},
		{ID: "demo-east", Name: "示范市东区人民检察院", Level: access.County, Division: "339902", Parent: access.Home},
		{ID: "demo-west", Name: "示范市西区人民检察院", Level: access.County, Division: "339903", Parent: access.Home},
	}
}

// demoPast lets the offices of the demonstration have a past.
func (a *app) demoPast(store *db.DB, accounts *access.Service) error {
	for _, o := range demoOffices() {
		if err := accounts.PutOffice(a.ctx, a.actor(), o); err != nil {
			return err
		}
	}
	if there, err := matter.Tally(a.ctx, store); err != nil || len(there) > 0 {
		return err // made before the preparation was cut short
	}
	rules, err := a.rules()
	if err != nil {
		return err
	}
	p := past{a, matter.NewService(store, rules), clue.NewService(store), law.DateOf(store.Now())}
	for i := range 16 {
		if err := p.supervise(access.Home, i, p.today.AddDays(21*i-340)); err != nil {
			return err
		}
	}
	for i, office := range []access.Office{"demo-east", "demo-east", "demo-west", "demo-east", "demo-west"} {
		if err := p.supervise(office, i, p.today.AddDays(40*i-190)); err != nil {
			return err
		}
	}
	return p.decide()
}

// violations are the kinds of violation that the matters are about, in turn.
func violations() []string { return []string{"service", "time", "summary_abuse", "preservation"} }

// supervise takes one matter as far as it would have come by today.
func (p past) supervise(office access.Office, i int, day law.Date, clues ...clue.ID) error {
	m, err := p.open(office, i, day, clues...)
	if err != nil {
		return err
	}
	return p.carry(m, i, day)
}

func (p past) open(office access.Office, i int, day law.Date, clues ...clue.ID) (*matter.Detail, error) {
	origin := "ex-officio"
	if len(clues) > 0 {
		origin = "clue"
	}
	m, err := p.matters.Open(p.app.ctx, access.CommandLine(office), matter.Draft{Procedure: "civil-trial-violations", Origin: origin, On: day, Clues: clues,
		Title:  fmt.Sprintf("示范审判违法监督案（%s第 %d 号）", day, i+1),
		Fields: map[string]any{"case_no": fmt.Sprintf("（%d）示0199民初%d号", day.Year(), 100+i), "court": "示范市人民法院", "court_level": "same", "violation": violations()[i%len(violations())]}}, matter.Request{})
	return &m, err
}

// carry takes the steps of a matter that would have been taken by today.
func (p past) carry(m *matter.Detail, i int, day law.Date) error {
	last := struct {
		step   string
		fields map[string]any
	}{"adopted", nil}
	if i%4 == 3 {
		last.step, last.fields = "not_adopted", map[string]any{"reason": "人民法院说明的理由成立。"}
	}
	for _, x := range []struct {
		paper, step string
		after       int // days after the opening
		fields      map[string]any
	}{
		{"review-report", "suggest", 12, map[string]any{"retrial_possible": false, "reason": "示范：审判程序违法，建议纠正。"}},
		{"suggestion", "deliver", 16, map[string]any{}},
		{"result-form", "court_replies", 40, map[string]any{"result": "已研究并答复。"}},
		{"", last.step, 44, last.fields},
	} {
		on := day.AddDays(x.after)
		if on.AddDays(1).After(p.today) {
			return nil
		}
		if err := p.paper(m, x.paper, on); err != nil {
			return err
		}
		if err := p.step(m, x.step, on, x.fields); err != nil {
			return err
		}
	}
	return nil
}

// approver is somebody else than who proposes.
func (p past) approver(m *matter.Detail) access.Account {
	return access.Account{ID: "demo-approver", Name: "demo-approver", Display: "示范负责人", Role: access.Leader, Office: m.Office}
}

func (p past) step(m *matter.Detail, step string, on law.Date, fields map[string]any) error {
	out, err := p.matters.Step(p.app.ctx, access.CommandLine(m.Office), m.ID, matter.Doing{Step: step, On: on, Fields: fields}, matter.Request{Seen: m.Version})
	if err == nil && out.Waits != "" {
		out, err = p.matters.Approve(p.app.ctx, p.approver(m), m.ID, matter.Approving{By: out.Waits, On: on}, matter.Request{Seen: out.Version})
	}
	*m = out
	return err
}

// demoPrefix is what stands before the numbers of the papers of an office.
func demoPrefix(o access.Office) string {
	switch o {
	case "demo-east":
		return "示东检民监"
	case "demo-west":
		return "示西检民监"
	}
	return "示检民监"
}

// paper issues a paper of a kind on a day; none if it is empty.
func (p past) paper(m *matter.Detail, kind string, on law.Date) error {
	if kind == "" {
		return nil
	}
	by := access.CommandLine(m.Office)
	out, err := p.matters.DraftPaper(p.app.ctx, by, m.ID, matter.PaperDraft{Kind: kind, Prefix: demoPrefix(m.Office), To: "示范市人民法院", Body: "示范文书，内容从略。"}, matter.Request{Seen: m.Version})
	if err != nil {
		return err
	}
	id := out.Papers[len(out.Papers)-1].ID
	for _, x := range []struct {
		by access.Account
		to matter.PaperMove
	}{{by, matter.PaperMove{To: "review"}}, {p.approver(m), matter.PaperMove{To: "approved", On: on}}, {by, matter.PaperMove{To: "sealed"}}, {by, matter.PaperMove{To: "served", Receiver: "示范市人民法院", On: on}}} {
		if out, err = p.matters.MovePaper(p.app.ctx, x.by, m.ID, id, x.to, matter.Request{Seen: out.Version}); err != nil {
			return err
		}
	}
	*m = out
	return nil
}

// decide decides on the clues of least risk, which nobody who tries the program begins with.
func (p past) decide() error {
	by := access.CommandLine(access.Home)
	list, err := p.clues.List(p.app.ctx, by, clue.Filter{States: []clue.State{clue.Found}, Sort: "risk", Limit: 60})
	if err != nil {
		return err
	}
	// Clues of lenders are what the manual shows: they stay as they were found.
	some := slices.DeleteFunc(list.Items, func(c clue.Clue) bool { return c.Model == "civil/professional-lender" })
	reasons := []clue.Code{"lawful_business", "genuine_debt", "insufficient", "licensed_body", "already_handled"}
	for i, c := range some[:min(18, len(some))] {
		m := clue.Move{To: clue.Dismissed, Reason: reasons[i%len(reasons)], Note: "示范：已核对。", Seen: c.Version}
		if i%5 == 2 {
			m = clue.Move{To: clue.Screening, Seen: c.Version}
		}
		if _, err := p.clues.Move(p.app.ctx, by, c.ID, m); err != nil {
			return err
		}
		if m.To == clue.Screening {
			if err := p.supervise(access.Home, 16+i, p.today.AddDays(-6*i-2), c.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
