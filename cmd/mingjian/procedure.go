package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/node"
)

type procedureCmd struct {
	List   procedureListCmd   `cmd:"" help:"${procedure_list}"`
	Show   procedureShowCmd   `cmd:"" help:"${procedure_show}"`
	Check  procedureCheckCmd  `cmd:"" help:"${procedure_check}"`
	Test   procedureTestCmd   `cmd:"" help:"${procedure_test}"`
	Schema procedureSchemaCmd `cmd:"" help:"${procedure_schema}"`
}

// proceduresDir is where an office keeps procedures of its own.
func (a *app) proceduresDir() string { return filepath.Join(a.home, "procedures") }

// templatesDir is where an office keeps templates of papers that take the place of ours.
func (a *app) templatesDir() string { return filepath.Join(a.home, "templates") }

// calendarDir is where an office keeps notices of holidays that are newer than the program.
func (a *app) calendarDir() string { return filepath.Join(a.home, "calendar") }

// desk is what procedures are read and counted with.
type desk struct {
	laws  law.Register
	clock matter.Clock
	kind  string // what sort of agency this is; empty if it has not said
}

// rules is everything that matters go by.
func (a *app) rules() (r matter.Rules, err error) {
	d, err := a.desk()
	if err != nil {
		return r, err
	}
	r.Laws, r.Clock = d.laws, d.clock
	if r.Templates, err = template.Load(a.templatesDir()); err != nil {
		return r, err
	}
	r.Procedures, err = a.procedures(d)
	return r, err
}

func (a *app) desk() (d desk, err error) {
	if d.laws, err = law.Load(); err != nil {
		return d, err
	}
	if d.clock, err = matter.LoadClock(a.calendarDir()); err != nil {
		return d, err
	}
	self, err := node.Load(a.nodeDir())
	if fault.Is(err, fault.NotFound) { // not set up: a procuratorate by itself
		return d, nil
	}
	if err == nil {
		d.kind = string(self.Card.Kind)
	}
	return d, err
}

// all yields the procedures of a folder or, if dir is empty, those of the program and
// those of the office.
func (a *app) allProcedures(d desk, dir string) (iter.Seq2[*matter.Procedure, error], error) {
	if dir != "" {
		files := os.DirFS(dir)
		if found, err := fs.Glob(files, "*.yaml"); err != nil || len(found) == 0 {
			return nil, fault.Invalidf("%s 里没有 <编号>.yaml。", "there is no <id>.yaml in %s.", dir)
		}
		return matter.Load(files, d.laws, d.clock), nil
	}
	return func(yield func(*matter.Procedure, error) bool) {
		for _, list := range []iter.Seq2[*matter.Procedure, error]{matter.Of(d.kind, d.laws, d.clock), matter.Load(os.DirFS(a.proceduresDir()), d.laws, d.clock)} {
			for p, err := range list {
				if !yield(p, err) {
					return
				}
			}
		}
	}, nil
}

// procedures returns the procedures by which matters can be opened. One of the office that
// is broken is told and left out: the others must go on.
func (a *app) procedures(d desk) (matter.Library, error) {
	library, err := matter.NewLibrary(matter.Of(d.kind, d.laws, d.clock))
	if err != nil {
		return nil, err
	}
	for p, err := range matter.Load(os.DirFS(a.proceduresDir()), d.laws, d.clock) {
		switch {
		case err != nil:
			a.printProcedureFaults(err)
		case library[p.ID] != nil:
			fmt.Fprintf(a.term.err, a.pick("程序自带办案流程 %[1]s，本院同名的未使用；请移走或改编号。\n", "the program has a procedure %[1]s; the office's own is not used: remove or rename it.\n"), p.ID)
		default:
			library[p.ID] = p
		}
	}
	return library, nil
}

func (a *app) printProcedureFaults(err error) {
	var faults *matter.Faults
	if !errors.As(err, &faults) {
		fmt.Fprintln(a.term.err, a.said(err))
		return
	}
	for _, x := range faults.List {
		fmt.Fprintf(a.term.err, "%s:%d: %s: %s\n", x.File, x.Line, x.Field, x.Says.In(a.lang))
	}
}

type procedureListCmd struct{}

// Run lists the procedures.
func (c *procedureListCmd) Run(a *app) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	library, err := a.procedures(d)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.term.out, 0, 4, 2, ' ', 0)
	for _, id := range slices.Sorted(maps.Keys(library)) {
		p := library[id]
		if a.json {
			if err := json.NewEncoder(a.term.out).Encode(p); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", p.ID, p.Version, p.Branch, p.Title.In(a.lang))
	}
	return w.Flush()
}

type procedureShowCmd struct {
	ID string `arg:"" help:"${procedure_id}"`
}

// Run shows one procedure: its states, steps, deadlines and rules with their articles.
func (c *procedureShowCmd) Run(a *app) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	library, err := a.procedures(d)
	if err != nil {
		return err
	}
	p, err := library.Get(c.ID)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(p)
	}
	a.showProcedure(d, p)
	return nil
}

func (a *app) showProcedure(d desk, p *matter.Procedure) {
	out := a.term.out
	fmt.Fprintf(out, "%s\n%s\n\n", p.Title.In(a.lang), p.Summary.In(a.lang))
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, a.pick("步骤\t由\t至\t批准\t名称", "step\tfrom\tto\tapproval\tname"))
	for _, s := range p.Steps {
		var approvals []string
		for _, x := range s.Approvals {
			approvals = append(approvals, x.By)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", s.ID, strings.Join(s.From, ","), s.To, strings.Join(approvals, ","), s.Title.In(a.lang))
	}
	w.Flush()
	fmt.Fprintln(out)
	for _, x := range p.Deadlines {
		length := a.pick("由人确定（", "as named (") + p.Fields[x.Until+x.Months].Title.In(a.lang) + a.pick("）", ")")
		if limit, ok := d.clock.Limits.Get(x.Period); ok {
			length = limit.Length.Text().In(a.lang)
		}
		fmt.Fprintf(out, a.pick("期限 %s：%s，%s。\n", "deadline %s: %s, %s.\n"), x.ID, x.Title.In(a.lang), length)
	}
	for _, r := range p.Rules {
		fmt.Fprintf(out, a.pick("规则 %s：%s（%s）\n", "rule %s: %s (%s)\n"), r.ID, r.Says.In(a.lang), matter.Cite(d.laws, r.Law).In(a.lang))
	}
}

type procedureCheckCmd struct {
	Dir string `arg:"" optional:"" help:"${procedure_dir}" type:"path"`
}

// Run checks procedures and reports every fault of every one.
func (c *procedureCheckCmd) Run(a *app) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	all, err := a.allProcedures(d, c.Dir)
	if err != nil {
		return err
	}
	sound, broken := 0, 0
	for p, err := range all {
		if err != nil {
			broken++
			a.printProcedureFaults(err)
			continue
		}
		sound++
		fmt.Fprintf(a.term.out, a.pick("%s 第 %d 版 正常\n", "%s version %d sound\n"), p.ID, p.Version)
	}
	if broken > 0 {
		return fault.Invalidf("%d 个办案流程有问题，%d 个正常。", "%d procedures are broken, %d are sound.", broken, sound)
	}
	return nil
}

type procedureTestCmd struct {
	IDs []string `arg:"" optional:"" name:"id" help:"${procedure_id}"`
	Dir string   `help:"${procedure_dir}" type:"path"`
}

// Run runs the cases that procedures bring.
func (c *procedureTestCmd) Run(a *app) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	all, err := a.allProcedures(d, c.Dir)
	if err != nil {
		return err
	}
	passed, failed := 0, 0
	for p, err := range all {
		if err == nil && len(c.IDs) > 0 && !slices.Contains(c.IDs, p.ID) {
			continue
		}
		if err != nil {
			failed++
			a.printProcedureFaults(err)
			continue
		}
		if err := matter.NewEngine(p, d.clock).Test(); err != nil {
			failed++
			fmt.Fprintln(a.term.err, err)
			continue
		}
		passed++
		fmt.Fprintf(a.term.out, a.pick("%s：%d 个用例通过\n", "%s: %d cases passed\n"), p.ID, len(p.Cases))
	}
	switch {
	case failed > 0:
		return fault.Invalidf("%d 个办案流程未通过，%d 个通过。", "%d procedures failed, %d passed.", failed, passed)
	case passed == 0:
		return fault.NotFoundf("没有这样的办案流程：%s", "there is no such procedure: %s", strings.Join(c.IDs, ", "))
	}
	return nil
}

type procedureSchemaCmd struct{}

// Run prints the JSON Schema of the file of a procedure, for editors.
func (c *procedureSchemaCmd) Run(a *app) error {
	out := json.NewEncoder(a.term.out)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(matter.Schema())
}
