package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/calibrate"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// An overSnapshot is the flags of commands that run models to look at them, not to make clues.
type overSnapshot struct {
	Snapshot string `help:"${scan_snapshot}" placeholder:"ID"`
	room     `embed:""`
}

// open opens the snapshot with the entities that the models need.
func (o overSnapshot) open(a *app, list []models.Model) (scan.Snapshot, func(), error) {
	l, s, err := a.snapshot(o.Snapshot)
	if err != nil {
		return scan.Snapshot{}, nil, err
	}
	e, closeEngine, err := a.engineOn(s, o.room)
	if err != nil {
		l.Close()
		return scan.Snapshot{}, nil, err
	}
	done := func() { closeEngine(); l.Close() }
	if err := linkage.Link(a.ctx, e, inputsOf(list)...); err != nil {
		done()
		return scan.Snapshot{}, nil, err
	}
	return scan.Snapshot{Engine: e, ID: s.ID}, done, nil
}

type modelBacktestCmd struct {
	database     `embed:""`
	overSnapshot `embed:""`
	Model        string  `arg:"" help:"${model_ref}"`
	Dir          string  `help:"${model_dir}" type:"path"`
	Against      string  `help:"${model_against}" placeholder:"ID@VERSION|DIR"`
	From         string  `help:"${model_from}" placeholder:"YYYY-MM"`
	To           string  `help:"${model_to}" placeholder:"YYYY-MM"`
	Lag          int     `help:"${model_lag}" placeholder:"DAYS"`
	Minutes      float64 `help:"${model_minutes}" placeholder:"N"`
	Overlap      bool    `help:"${model_overlap}"`
}

// Run tests a model over history.
func (c *modelBacktestCmd) Run(a *app) error {
	m, err := a.modelOf(c.Model, c.Dir)
	if err != nil {
		return err
	}
	o, err := c.options(a, m)
	if err != nil {
		return err
	}
	all := append([]models.Model{m}, o.Others...)
	if o.Against != nil {
		all = append(all, *o.Against)
	}
	s, done, err := c.open(a, all)
	if err != nil {
		return err
	}
	defer done()
	if err := a.trace(c.database, audit.Entry{Verb: audit.LookRecords, Object: "model " + m.ID, Detail: map[string]string{"snapshot": s.ID}}); err != nil {
		return err
	}
	b := a.progress("")
	o.Progress = func(n, total int) {
		b.what = fmt.Sprintf(a.pick("月末（共 %d 个）", "month ends of %d:"), total)
		b.set(int64(n))
	}
	r, err := backtest.Run(a.ctx, s, m, o)
	b.clear()
	if err != nil {
		return a.unfaulted(err)
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	return r.Print(a.term.out, a.lang)
}

// unfaulted prints what is wrong with a model line by line.
func (a *app) unfaulted(err error) error {
	var faults *models.Faults
	if !errors.As(err, &faults) {
		return err
	}
	a.printFaults(faults)
	return fault.Invalidf("模型 %s 不能回测，见以上各行。", "the model %s cannot be tested: see the lines above.", faults.Model)
}

// options reads the flags and the decisions.
func (c *modelBacktestCmd) options(a *app, m models.Model) (o backtest.Options, err error) {
	o = backtest.Options{Lag: c.Lag, Minutes: c.Minutes, Clock: a.now}
	if c.Lag < 0 || c.Minutes < 0 {
		return o, usageError{fault.Invalidf("天数和分钟数不能为负。", "days and minutes cannot be negative.")}
	}
	if c.Minutes > 0 {
		o.MinutesOf = fault.Text{ZH: "命令行给定", EN: "given on the command line"}
	}
	if o.From, err = parseMonth(c.From); err != nil {
		return o, err
	}
	if o.To, err = parseMonth(c.To); err != nil {
		return o, err
	}
	if c.Against != "" {
		other, err := a.modelOf(c.Against, "")
		if err != nil {
			return o, err
		}
		o.Against = &other
	}
	if c.Overlap {
		if o.Others, err = a.chooseModels(nil); err != nil {
			return o, err
		}
	}
	decided, _, err := a.decisions(c.database, m.ID)
	for _, d := range decided {
		o.Decisions = append(o.Decisions, backtest.Decision{Subject: d.Finding.Subject.ID, Confirmed: d.Confirmed})
	}
	return o, err
}

// decisions reads what people have decided of the clues of a model.
func (a *app) decisions(d database, model string) (list []clue.Decision, silent int, err error) {
	err = a.withStore(d, func(store *db.DB) error {
		list, silent, err = clue.NewService(store).Decisions(a.ctx, a.actor(), model)
		return err
	})
	return list, silent, err
}

// parseMonth reads a month of the command line; empty is the zero time.
func parseMonth(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return t, usageError{fault.Invalidf("月份 %s 应写作 2024-06 的样子。", "the month %s should be written like 2024-06.", s)}
	}
	return t, nil
}

type modelCompareCmd struct {
	database     `embed:""`
	overSnapshot `embed:""`
	A            string `arg:"" help:"${model_ref}"`
	B            string `arg:"" help:"${model_ref}"`
}

// Run compares what two models find.
func (c *modelCompareCmd) Run(a *app) error {
	x, err := a.modelOf(c.A, "")
	if err != nil {
		return err
	}
	y, err := a.modelOf(c.B, "")
	if err != nil {
		return err
	}
	s, done, err := c.open(a, []models.Model{x, y})
	if err != nil {
		return err
	}
	defer done()
	if err := a.trace(c.database, audit.Entry{Verb: audit.LookRecords, Object: "model " + x.ID, Detail: map[string]string{"snapshot": s.ID, "beside": y.ID}}); err != nil {
		return err
	}
	r, err := backtest.Compare(a.ctx, s, x, y)
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	return r.Print(a.term.out, a.lang)
}

type modelDuplicatesCmd struct {
	overSnapshot `embed:""`
	Dir          string `help:"${model_dir}" type:"path"`
	Rules        bool   `help:"${model_rules}"`
}

// Run looks for models that are nearly the same.
func (c *modelDuplicatesCmd) Run(a *app) error {
	library, err := a.library(c.Dir)
	if err != nil {
		return err
	}
	var list []models.Model
	for m, err := range library {
		if err != nil {
			return err
		}
		list = append(list, m.Model)
	}
	found, err := c.findings(a, list)
	if err != nil {
		return err
	}
	lib, err := a.standards()
	if err != nil {
		return err
	}
	pairs, err := backtest.Duplicates(list, found, func(m models.Model) ([]string, error) { return models.Parts(m, lib) })
	if err != nil {
		return err
	}
	if !a.json {
		return backtest.PrintPairs(a.term.out, a.lang, pairs)
	}
	for _, p := range pairs {
		if err := json.NewEncoder(a.term.out).Encode(p); err != nil {
			return err
		}
	}
	return nil
}

// findings runs the models on the snapshot, unless only their rules are to be compared.
func (c *modelDuplicatesCmd) findings(a *app, list []models.Model) (map[string][]scan.Finding, error) {
	found := map[string][]scan.Finding{}
	if c.Rules {
		return found, nil
	}
	s, done, err := c.open(a, list)
	if err != nil {
		return nil, err
	}
	defer done()
	b := a.progress(a.pick("模型", "models"))
	defer b.clear()
	for i, m := range list {
		if found[m.ID], err = findingsOf(a, s.Engine, m, s.ID); err != nil {
			return nil, err
		}
		b.set(int64(i + 1))
	}
	return found, nil
}

func findingsOf(a *app, e engine.Engine, m models.Model, snapshot string) ([]scan.Finding, error) {
	return scan.Run(a.ctx, e, m, snapshot, time.Time{})
}

type modelCalibrateCmd struct {
	database `embed:""`
	Model    string `arg:"" help:"${model_ref}"`
	Dir      string `help:"${model_dir}" type:"path"`
	Write    string `help:"${model_write}" placeholder:"DIR" type:"path"`
}

// Run fits a model to what was decided of its clues.
func (c *modelCalibrateCmd) Run(a *app) error {
	m, err := a.modelOf(c.Model, c.Dir)
	if err != nil {
		return err
	}
	decided, silent, err := a.decisions(c.database, m.ID)
	if err != nil {
		return err
	}
	var list []calibrate.Decision
	for _, d := range decided {
		list = append(list, calibrate.Decision{Finding: d.Finding, Confirmed: d.Confirmed})
	}
	r := calibrate.Run(m, list, a.now())
	if a.json {
		err = json.NewEncoder(a.term.out).Encode(r)
	} else {
		err = r.Print(a.term.out, a.lang)
	}
	if err != nil {
		return err
	}
	if silent > 0 && !a.json {
		fmt.Fprintf(a.term.out, a.pick("另有 %d 条因已办理而排除，不说明模型对错，未计入。\n", "%d more were dismissed as already handled: that says nothing of the model, and they do not count.\n"), silent)
	}
	if c.Write == "" {
		return nil
	}
	return a.writeDraft(m, r, c.Write)
}

// writeDraft writes the next version of a model into a folder, beside its cases.
func (a *app) writeDraft(m models.Model, r calibrate.Report, dir string) error {
	if !r.Proposed {
		return fault.Invalidf("没有提出修改，未写入草案。", "nothing is proposed: no draft was written.")
	}
	draft, err := calibrate.Draft(m.Source, r)
	if err != nil {
		return err
	}
	folder := filepath.Join(dir, filepath.FromSlash(m.ID))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, b := range map[string][]byte{"model.yaml": draft, "cases.yaml": m.CaseSource} {
		f, err := os.OpenFile(filepath.Join(folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fault.Invalidf("无法写入 %s：文件已存在或不可写。", "cannot write %s: it exists or may not be written.", filepath.Join(folder, name)).Because(err)
		}
		if _, err := f.Write(b); err != nil {
			f.Close()
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	if !a.json {
		fmt.Fprintf(a.term.out, a.pick("草案写入 %s。启用前请运行：mingjian model test --dir %s；mingjian model backtest %s --dir %s --against %s\n",
			"draft written to %s. Before it is used: mingjian model test --dir %s; mingjian model backtest %s --dir %s --against %s\n"), folder, dir, m.ID, dir, m.ID)
	}
	return nil
}
