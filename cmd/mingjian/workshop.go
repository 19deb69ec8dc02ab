package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/docs/examples"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/web"
)

// A workshop reads, tries and tests models that people write in the workbench.
type workshop struct {
	app       *app
	documents *documents
	standards standard.Library
	laws      law.Register
	clues     *clue.Service
	drafts    *draft.Service
	log       *slog.Logger

	planning chan struct{} // holds one plan at a time

	server string // where it runs: host and port, which no other program listens on

	mu    sync.Mutex
	tests map[string]context.CancelFunc // tests at work here, by their ids
	facts map[string]datasetFacts       // by data set, of the snapshot at which each was asked
	done  sync.WaitGroup
}

// wait returns when no test is at work.
func (w *workshop) wait() { w.done.Wait() }

// Source returns a model at hand under a new id, or the beginning of one.
func (w *workshop) Source(id, from string) (rule, cases string, err error) {
	if _, err := models.Get(id); err == nil {
		return "", "", fault.Conflictf("程序自带模型 %s；请另取编号，可以它为底稿。", "the program has a model %s itself; choose another id, you may begin with its text.", id)
	}
	m, err := w.begin(from)
	if err != nil {
		return "", "", err
	}
	branch, _, _ := strings.Cut(id, "/")
	lines := strings.Split(string(m.Source), "\n")
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "id:"):
			lines[i] = "id: " + id
		case strings.HasPrefix(line, "branch:"):
			lines[i] = "branch: " + branch
		case strings.HasPrefix(line, "version:") && from == id:
			lines[i] = fmt.Sprintf("version: %d", m.Version+1)
		case strings.HasPrefix(line, "version:"):
			lines[i] = "version: 1"
		}
	}
	return strings.Join(lines, "\n"), string(m.CaseSource), nil
}

// begin returns a model at hand or, where none is named, the first of the examples.
func (w *workshop) begin(from string) (models.Model, error) {
	if from == "" {
		return models.LoadFolder(examples.Files, examples.First, examples.First, w.standards, w.laws)
	}
	list, err := w.app.chooseModels([]string{from})
	if err != nil {
		return models.Model{}, err
	}
	return list[0], nil
}

func (w *workshop) read(id, rule, cases string) (models.Model, error) {
	return models.ReadAs(id, []byte(rule), []byte(cases), w.standards, w.laws)
}

// Check reads a rule and says everything that is wrong with it.
func (w *workshop) Check(id, rule, cases string) (out web.ModelCheck, err error) {
	m, err := w.read(id, rule, cases)
	for _, c := range m.Cases {
		out.Cases = append(out.Cases, web.ModelCase{Name: c.Name, Kind: c.Kind})
	}
	var faults *models.Faults
	if errors.As(err, &faults) {
		for _, f := range faults.List {
			out.Faults = append(out.Faults, web.ModelFault{File: f.File, Line: f.Line, Field: f.Field, Says: f.Says})
		}
		return out, nil
	}
	if err != nil {
		return out, err
	}
	trace, err := models.CompileTrace(m, models.Target{Standards: w.standards, Dialect: duck.Dialect{}, AsOf: w.app.now().UTC().Truncate(24 * time.Hour)})
	if err != nil {
		return out, err
	}
	for _, name := range m.Inputs {
		out.Tables = append(out.Tables, tableOf(trace, models.TraceStep{Name: name, Operator: "input"}))
	}
	for _, s := range trace.Steps() {
		out.Tables = append(out.Tables, tableOf(trace, s))
	}
	measures := tableOf(trace, models.TraceStep{Name: trace.Totals(), Operator: "score"})
	measures.Name = ""
	out.Tables = append(out.Tables, measures)
	return out, nil
}

func tableOf(trace models.Trace, s models.TraceStep) web.ModelTable {
	t := web.ModelTable{Name: s.Name, Operator: s.Operator, Columns: []web.ModelColumn{}}
	for _, c := range trace.Columns(s.Name) {
		x := web.ModelColumn{Name: c.Name, Type: string(c.Type)}
		if f, ok := trace.Field(s.Name, c.Name); ok {
			x.Title = f.Title
			x.Dataset, x.Field = trace.Source(s.Name, c.Name)
		}
		t.Columns = append(t.Columns, x)
	}
	return t
}

// sound reads a model and turns what is wrong with it into one sentence.
func (w *workshop) sound(id, rule, cases string) (models.Model, error) {
	m, err := w.read(id, rule, cases)
	var faults *models.Faults
	if errors.As(err, &faults) {
		f := faults.List[0]
		return m, fault.Invalidf("模型有 %[1]d 处问题，第一处：%[2]s 第 %[3]d 行，%[4]s", "the model has %[1]d faults, the first in line %[3]d of %[2]s: %[5]s", len(faults.List), f.File, f.Line, f.Says.ZH, f.Says.EN)
	}
	return m, err
}

// Try runs every case.
func (w *workshop) Try(ctx context.Context, id, rule, cases string) (all []web.CaseTrial, err error) {
	m, err := w.sound(id, rule, cases)
	if err != nil {
		return nil, err
	}
	for _, c := range m.Cases {
		wrong, err := scan.TryOn(ctx, w.standards, m, c, caseOpener(w.standards))
		if err != nil {
			return nil, fault.Invalidf("用例“%[1]s”无法运行：%[2]v", "the case %[1]q cannot be run: %[2]v", c.Name, err).Because(err)
		}
		all = append(all, web.CaseTrial{ModelCase: web.ModelCase{Name: c.Name, Kind: c.Kind}, Passed: len(wrong) == 0, Wrong: wrong})
	}
	return all, nil
}

// Look runs one case and returns every step of it.
func (w *workshop) Look(ctx context.Context, id, rule, cases, name string) (scan.Look, error) {
	m, err := w.sound(id, rule, cases)
	if err != nil {
		return scan.Look{}, err
	}
	i := slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Name == name })
	if i < 0 {
		return scan.Look{}, fault.NotFoundf("没有用例“%s”。", "There is no case %q.", name)
	}
	return scan.LookAt(ctx, w.standards, m, m.Cases[i], caseOpener(w.standards))
}

// Prove returns a fault unless the model is sound and all of its cases pass.
func (w *workshop) Prove(ctx context.Context, id, rule, cases string) error {
	m, err := w.sound(id, rule, cases)
	if err != nil {
		return err
	}
	if list, err := w.app.chooseModels([]string{id}); err == nil && list[0].Version >= m.Version {
		return fault.Invalidf("模型 %[1]s 现用第 %[2]d 版，草稿须写更高的 version。", "version %[2]d of the model %[1]s is in force: the draft must have a higher one.", id, list[0].Version)
	}
	all, err := w.Try(ctx, id, rule, cases)
	if err != nil {
		return err
	}
	for _, c := range all {
		if !c.Passed {
			return fault.Invalidf("用例“%[1]s”未通过：%[2]s", "the case %[1]q fails: %[3]s", c.Name, c.Wrong[0].ZH, c.Wrong[0].EN)
		}
	}
	return nil
}

// trialTime is for how long a plan tries the last month: within what a request may take.
const trialTime = 12 * time.Second

// PlanBacktest says what a test of a draft would look at and is expected to take.
func (w *workshop) PlanBacktest(ctx context.Context, d draft.Draft, o draft.TestOrder) (p backtest.Plan, err error) {
	m, err := w.sound(d.Model, d.Rule, d.Cases)
	if err != nil {
		return p, err
	}
	options, err := w.options(m, o)
	if err != nil {
		return p, err
	}
	select { // one at a time: each has an engine
	case w.planning <- struct{}{}:
		defer func() { <-w.planning }()
	case <-ctx.Done():
		return p, ctx.Err()
	}
	s, closeEngine, err := w.open()
	if err != nil {
		return p, err
	}
	defer closeEngine()
	return backtest.Foresee(ctx, s, m, options, func(ctx context.Context) error { return linkage.Link(ctx, s.Engine, inputsOf(used(m, options))...) }, trialTime)
}

// open opens an engine on the present snapshot, so that people who read documents do not wait for it.
func (w *workshop) open() (scan.Snapshot, func(), error) {
	snapshot, err := w.documents.lake.Current()
	if err != nil {
		return scan.Snapshot{}, nil, err
	}
	e, closeEngine, err := w.app.engineOn(snapshot, room{})
	return scan.Snapshot{Engine: e, ID: snapshot.ID}, closeEngine, err
}

// used are the models that a test runs.
func used(m models.Model, o backtest.Options) []models.Model {
	all := []models.Model{m}
	if o.Against != nil {
		all = append(all, *o.Against)
	}
	return append(all, o.Others...)
}

func (w *workshop) options(m models.Model, o draft.TestOrder) (x backtest.Options, err error) {
	x.Clock = w.app.now
	if x.From, err = parseMonth(o.From); err != nil {
		return x, err
	}
	if x.To, err = parseMonth(o.To); err != nil {
		return x, err
	}
	if o.Against != "" {
		list, err := w.app.chooseModels([]string{o.Against})
		if err != nil {
			return x, err
		}
		x.Against = &list[0]
	}
	if o.Overlap {
		list, err := w.app.chooseModels(nil)
		if err != nil {
			return x, err
		}
		x.Others = slices.DeleteFunc(list, func(other models.Model) bool { return other.ID == m.ID })
	}
	return x, nil
}

// activate puts approved models whose day has come on the shelf of the office, where scans
// find them. What was put there and not noted before a crash is put there again, and one that
// cannot be put there keeps none of the others waiting.
func (a *app) activate(ctx context.Context, drafts *draft.Service) (ids []string, err error) {
	due, err := drafts.Due(ctx, law.DateOf(a.now()))
	if err != nil || len(due) == 0 {
		return nil, err
	}
	shelf, err := a.shelf()
	if err != nil {
		return nil, err
	}
	for _, d := range due {
		wrong := shelf.Write(d.Model, []byte(d.Rule), []byte(d.Cases))
		if wrong == nil {
			wrong = drafts.Activate(ctx, a.actor(), d.ID)
		}
		if wrong != nil {
			err = errors.Join(err, wrong)
			continue
		}
		ids = append(ids, d.Model)
	}
	return ids, err
}

// Activate does so for the workbench.
func (w *workshop) Activate(ctx context.Context) {
	ids, err := w.app.activate(ctx, w.drafts)
	if err != nil && ctx.Err() == nil {
		w.log.Error("put models in force", "error", err)
	}
	for _, id := range ids {
		w.log.Info("model in force", "model", id)
	}
}

// activating does so when the program starts and at every hour.
func (w *workshop) activating(ctx context.Context) error {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		w.Activate(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}
