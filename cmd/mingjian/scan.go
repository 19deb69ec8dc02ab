package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/draft"
)

type scanCmd struct {
	database     `embed:""`
	Model        []string `help:"${scan_model}" placeholder:"ID" sep:"none"`
	Snapshot     string   `help:"${scan_snapshot}" placeholder:"ID"`
	AsOf         string   `help:"${scan_asof}" name:"as-of" placeholder:"DATE"`
	New          bool     `help:"${scan_new}"`
	Excluded     bool     `help:"${scan_excluded}"`
	engineChoice `embed:""`
}

// An engineChoice says on which engine models are asked.
type engineChoice struct {
	Engine    string `help:"${scan_engine}" enum:"duckdb,spark" default:"duckdb"`
	room      `embed:""`
	sparkLake `embed:""`
}

// A scanned is what a run of models over a snapshot brought.
type scanned struct {
	snapshot string
	current  bool           // the snapshot is the present one, so its clues may be registered
	models   []string       // that ran to their end
	cards    []models.Model // of them
	findings []scan.Finding
	excluded []scan.Excluded // look-alikes that a rule would have hit
	cuts     []modelCut      // what bounded steps left out

	asOf     time.Time
	subjects map[string][]string // by model, who alone was looked at; nil: everybody
	left     []leftModel         // models that only a whole scan can tell of
}

// A modelCut is what a step of a model left out.
type modelCut struct {
	model string
	scan.Cut
}

// Run runs the models, registers what they find and prints it.
func (c *scanCmd) Run(a *app) error {
	return a.withStore(c.database, func(store *db.DB) error { return c.scanInto(a, store) })
}

// scanInto runs the models and registers clues in store.
func (c *scanCmd) scanInto(a *app, store *db.DB) error {
	// Models of the office whose day has come run from this scan on, also where no server runs.
	if _, err := a.activate(a.ctx, draft.NewService(store)); err != nil { // the other models run all the same
		fmt.Fprintf(a.term.err, a.pick("有已批准的模型未能启用：%v\n", "an approved model could not be put in force: %v\n"), a.said(err))
	}
	look := c.scan
	if c.New {
		look = c.scanNew
	}
	found, err := look(a)
	if err != nil {
		return err
	}
	registered, err := c.register(a.ctx, a, store, found)
	if err != nil {
		return err
	}
	if err := a.keepScanned(found); err != nil { // it costs the next scan time, no more
		fmt.Fprintf(a.term.err, a.pick("未能记下本次扫描：%v\n", "this scan could not be noted: %v\n"), a.said(err))
	}
	if !found.current { // its findings are shown, and no clue tells that they were found
		if err := a.looked(store, audit.LookRecords, "snapshot "+found.snapshot, string(access.Home)); err != nil {
			return err
		}
	}
	if err := c.print(a, found, registered); err != nil {
		return err
	}
	if found.current {
		c.checkPromises(a, store)
	}
	return nil
}

// scan runs the chosen models over the snapshot.
func (c *scanCmd) scan(a *app) (found scanned, err error) {
	asOf, err := parseDay(c.AsOf)
	if err != nil {
		return found, err
	}
	chosen, err := a.chooseModels(c.Model)
	if err != nil {
		return found, err
	}
	l, s, err := a.snapshot(c.Snapshot)
	if err != nil {
		return found, err
	}
	defer l.Close()
	current, err := l.Current()
	if err != nil {
		return found, err
	}
	e, closeEngine, err := c.openFor(a, s, len(chosen))
	if err != nil {
		return found, err
	}
	defer closeEngine()
	err = scan.Abreast(a.ctx,
		func(ctx context.Context) error { return linkage.Link(ctx, e, inputsOf(chosen)...) },
		func(ctx context.Context) error { return scan.Keep(ctx, e, chosen) })
	if err != nil {
		return found, err
	}
	if asOf.IsZero() { // once for all models
		if asOf, err = scan.Latest(a.ctx, e); err != nil {
			return found, err
		}
	}
	results, err := scan.All(a.ctx, scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, chosen)
	if err != nil {
		return found, err
	}
	found = scanned{snapshot: s.ID, current: s.ID == current.ID, asOf: asOf}
	for i, m := range chosen {
		r := results[i]
		found.models, found.cards = append(found.models, m.ID), append(found.cards, m)
		found.findings = append(found.findings, r.Findings...)
		found.excluded = append(found.excluded, r.Excluded...)
		for _, x := range r.Cuts {
			found.cuts = append(found.cuts, modelCut{m.ID, x})
		}
	}
	return found, nil
}

// open opens the engine that was asked for on a snapshot, for one query at a time.
func (c *engineChoice) open(a *app, s lake.Snapshot) (engine.Engine, func(), error) {
	return c.openFor(a, s, 1)
}

// openFor is open for so many queries at a time.
func (c *engineChoice) openFor(a *app, s lake.Snapshot, asking int) (engine.Engine, func(), error) {
	if c.Engine == "spark" {
		return c.sparkLake.open(a, s)
	}
	return a.engineOnFiles(s.Tables(), c.room, asking)
}

// inputsOf lists the data sets that models read.
func inputsOf(list []models.Model) (names []string) {
	for _, m := range list {
		names = append(names, m.Inputs...)
	}
	return names
}

// register turns findings into clues. What an older snapshot says is shown but not
// registered: clues are about the present.
func (c *scanCmd) register(ctx context.Context, a *app, store *db.DB, f scanned) (clue.Registered, error) {
	if !f.current {
		return clue.Registered{}, nil
	}
	return clue.NewService(store).Register(ctx, a.actor(), clue.Scan{
		Office: access.Home, Snapshot: f.snapshot, Models: f.models, Findings: f.findings, At: a.now(), Subjects: f.subjects})
}

func (c *scanCmd) print(a *app, f scanned, r clue.Registered) error {
	out := bufio.NewWriter(a.term.out)
	if a.json {
		if err := printFindings(a, out, f); err != nil {
			return err
		}
		return out.Flush()
	}
	fmt.Fprintf(out, a.pick("快照 %s：%d 条命中，%d 个主体因属合法形态而排除\n", "snapshot %s: %d findings, %d subjects left out as lawful look-alikes\n"),
		f.snapshot, len(f.findings), len(f.excluded))
	printTogether(a, out, f)
	printLeft(a, out, f)
	if c.Excluded {
		for _, x := range f.excluded {
			fmt.Fprintf(out, a.pick("排除 %s：%s\n", "left out %s: %s\n"), x.Subject.Name, x.Says.In(a.lang))
		}
	}
	printCuts(a, out, f.cuts)
	if !f.current {
		fmt.Fprintln(out, a.pick("不是当前快照，未登记线索。", "not the present snapshot: no clues were registered."))
		return out.Flush()
	}
	fmt.Fprintf(out, a.pick("线索：新增 %d，未变 %d，有新事实 %d，重新打开 %d\n", "clues: %d new, %d unchanged, %d with new facts, %d reopened\n"),
		r.New, r.Unchanged, r.Changed, r.Reopened)
	if r.Joined > 0 {
		fmt.Fprintf(out, a.pick("其中 %d 条与其他线索是同一件事，已并入\n", "%d of them are one matter with another clue and were merged into it\n"), r.Joined)
	}
	printTop(a, out, f.findings)
	return out.Flush()
}

// printCuts says what was too much to go through.
func printCuts(a *app, out io.Writer, cuts []modelCut) {
	for _, x := range cuts {
		fmt.Fprintf(out, a.pick("未逐一核对（%s）：%s\n", "not gone through (%s): %s\n"), x.model, x.Says.In(a.lang))
	}
}

// printTop shows the ten findings with the highest risk.
func printTop(a *app, out *bufio.Writer, all []scan.Finding) {
	top := slices.Clone(all)
	slices.SortStableFunc(top, func(x, y scan.Finding) int {
		switch {
		case x.Risk > y.Risk:
			return -1
		case x.Risk < y.Risk:
			return 1
		}
		return 0
	})
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for _, f := range top[:min(10, len(top))] {
		fmt.Fprintf(w, "%.2f\t%s\t%s\t%s\n", f.Risk, f.Model, f.Subject.Name, f.Summary.In(a.lang))
	}
	w.Flush()
}

// parseDay reads a date of the command line; empty is the zero time.
func parseDay(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, usageError{fault.Invalidf("日期 %s 应写作 2024-06-30 的样子。", "the date %s should be written like 2024-06-30.", s)}
	}
	return t, nil
}
