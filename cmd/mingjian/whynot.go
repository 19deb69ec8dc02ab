package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

type whyNotCmd struct {
	Case         string `arg:"" help:"${whynot_case}"`
	Model        string `required:"" help:"${whynot_model}" placeholder:"ID"`
	Snapshot     string `help:"${scan_snapshot}" placeholder:"ID"`
	AsOf         string `help:"${scan_asof}" name:"as-of" placeholder:"DATE"`
	engineChoice `embed:""`
}

// Run says why a model does not find a case, and by how much it fails.
func (c *whyNotCmd) Run(a *app, parent *clueCmd) error {
	asOf, err := parseDay(c.AsOf)
	if err != nil {
		return err
	}
	chosen, err := a.chooseModels([]string{c.Model})
	if err != nil {
		return err
	}
	m := chosen[0]
	l, s, err := a.snapshot(c.Snapshot)
	if err != nil {
		return err
	}
	defer l.Close()
	e, closeEngine, err := c.open(a, s)
	if err != nil {
		return err
	}
	defer closeEngine()
	if err := linkage.Link(a.ctx, e, inputsOf([]models.Model{m})...); err != nil {
		return err
	}
	w, err := scan.AskWhyNot(a.ctx, scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, m, c.Case)
	if err != nil {
		return err
	}
	if err := a.trace(parent.database, audit.Entry{Verb: audit.LookDocument, Object: c.Case, Detail: map[string]string{"model": m.ID}}); err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(w)
	}
	a.printWhyNot(m, w)
	return nil
}

func (a *app) printWhyNot(m models.Model, w scan.WhyNot) {
	out := a.term.out
	fmt.Fprintf(out, "%s %s v%d\n%s\n", m.Title.In(a.lang), m.ID, m.Version, w.Says.In(a.lang))
	if w.Tested != nil {
		a.printTested(*w.Tested, 1)
	}
	for name, v := range w.Values {
		fmt.Fprintf(out, "  %s = %v\n", name, v)
	}
	for _, s := range w.Subjects {
		fmt.Fprintf(out, "%s\n", s.Subject.Name)
		a.printTested(s.Gate, 1)
	}
}

// printTested prints a condition as a tree: what holds and what does not, with the values.
func (a *app) printTested(t scan.Tested, depth int) {
	mark := map[bool]string{true: "✓", false: "✗"}[t.Holds]
	what := t.Text
	switch t.How {
	case "all":
		what = a.pick("须全部满足", "all of these")
	case "any":
		what = a.pick("须满足其一", "one of these")
	}
	if t.Compare != "" {
		value := fmt.Sprint(t.Value)
		if t.Value == nil {
			value = a.pick("未知", "unknown")
		}
		what += a.pick("　现为 ", "  is ") + value
	}
	if t.Short != 0 {
		what += fmt.Sprintf(a.pick("，相差 %v", ", off by %v"), t.Short)
	}
	fmt.Fprintf(a.term.out, "%s%s %s\n", strings.Repeat("  ", depth), mark, what)
	for _, x := range t.Of {
		a.printTested(x, depth+1)
	}
}
