package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// scanState is the name under which the lake keeps up to where each model has looked.
const scanState = "scan"

// A reached says up to where a model has looked.
type reached struct {
	Version  int       `json:"version"`
	Snapshot string    `json:"snapshot"`
	AsOf     time.Time `json:"as_of"`
}

// A leftModel is a model that only a whole scan can tell of, and why.
type leftModel struct {
	model string
	why   fault.Text
}

// scanNew looks for what records cause that came since each model last looked, as of the same
// day as then.
func (c *scanCmd) scanNew(a *app) (found scanned, err error) {
	if c.AsOf != "" || c.Snapshot != "" || c.Engine != "duckdb" {
		return found, usageError{fault.Invalidf("--new 沿用上次扫描的截至日期，只用于最新快照和本机引擎。",
			"--new looks as of the same day as the last scan, at the newest snapshot, on this machine.")}
	}
	chosen, err := a.chooseModels(c.Model)
	if err != nil {
		return found, err
	}
	l, s, err := a.snapshot("")
	if err != nil {
		return found, err
	}
	defer l.Close()
	before, err := readScanned(l)
	if err != nil {
		return found, err
	}
	e, closeEngine, err := a.engineOn(s, c.room)
	if err != nil {
		return found, err
	}
	defer closeEngine()
	if err := linkage.Link(a.ctx, e, inputsOf(chosen)...); err != nil {
		return found, err
	}
	x := newNewScan(a, l, s, e, c.room)
	x.ask = func(ctx context.Context, n nearby.News, asOf time.Time, list []models.Model) ([]nearby.Answer, error) {
		return nearby.Search{Snapshot: scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, News: n, Open: openFew}.Scan(ctx, list)
	}
	for _, g := range x.groups(before, chosen) {
		if err := x.since(g); err != nil {
			return found, err
		}
	}
	return x.found, nil
}

// A group is models that have looked up to the same snapshot, as of the same day.
type group struct {
	reached
	models []models.Model
}

// groups puts models together that have reached the same; those that have looked at nothing yet
// are left to a whole scan.
func (x *newScan) groups(before map[string]reached, list []models.Model) (groups []group) {
	by := map[reached][]models.Model{}
	for _, m := range list {
		at, known := before[m.ID]
		if !known || at.Version != m.Version {
			x.leave(m, fault.Text{ZH: "这一版本的模型尚未整体扫描过", EN: "this version of the model has not scanned everything yet"})
			continue
		}
		at.Version = 0
		by[at] = append(by[at], m)
	}
	for _, at := range slices.SortedFunc(maps.Keys(by), func(p, q reached) int { return cmp.Or(cmp.Compare(p.Snapshot, q.Snapshot), p.AsOf.Compare(q.AsOf)) }) {
		groups = append(groups, group{at, by[at]})
	}
	return groups
}

// readScanned says up to where each model has looked.
func readScanned(l *lake.Lake) (map[string]reached, error) {
	_, content, err := l.State(scanState)
	if fault.Is(err, fault.NotFound) || err == nil && len(content) != 1 {
		return nil, fault.Conflictf("还没有整体扫描过；请先运行 mingjian scan。", "Nothing has been scanned yet; first run mingjian scan.")
	}
	if err != nil {
		return nil, err
	}
	at := map[string]reached{}
	if err := json.Unmarshal(content[0], &at); err != nil {
		return nil, fault.Invalidf("上次扫描的记录已损坏；请运行 mingjian scan。", "What was noted of the last scan is damaged; run mingjian scan.").Because(err)
	}
	return at, nil
}

// keepScanned notes up to where the models of a scan have looked.
func (a *app) keepScanned(f scanned) error {
	if !f.current || len(f.cards) == 0 {
		return nil
	}
	l, s, err := a.snapshot(f.snapshot)
	if err != nil {
		return err
	}
	defer l.Close()
	at, err := readScanned(l)
	if err != nil {
		at = map[string]reached{}
	}
	for _, m := range f.cards {
		day := f.asOf
		if f.subjects != nil {
			day = at[m.ID].AsOf
		}
		at[m.ID] = reached{m.Version, s.ID, day}
	}
	return putScanned(l, s, at)
}

// putScanned notes up to where models have looked.
func putScanned(l *lake.Lake, s lake.Snapshot, at map[string]reached) error {
	return l.PutState(scanState, lake.State{}, s, func(w io.Writer) error { return json.NewEncoder(w).Encode(at) })
}

// A newScan gathers what new records cause.
type newScan struct {
	*app
	lake   *lake.Lake
	now    lake.Snapshot
	engine engine.Engine
	room   room
	ask    func(context.Context, nearby.News, time.Time, []models.Model) ([]nearby.Answer, error)
	found  scanned
}

func newNewScan(a *app, l *lake.Lake, s lake.Snapshot, e engine.Engine, r room) *newScan {
	return &newScan{app: a, lake: l, now: s, engine: e, room: r, found: scanned{snapshot: s.ID, current: true, subjects: map[string][]string{}}}
}

func (x *newScan) leave(m models.Model, why fault.Text) {
	x.found.left = append(x.found.left, leftModel{m.ID, why})
}

// since runs models that have looked at an earlier snapshot on what came after it.
func (x *newScan) since(g group) error {
	news, err := x.news(g.Snapshot)
	if why, whole := nearby.Whole(err); whole {
		for _, m := range g.models {
			x.leave(m, why)
		}
		return nil
	}
	if err != nil {
		return err
	}
	return x.on(news, g)
}

// news is what came after a snapshot.
func (x *newScan) news(snapshot string) (nearby.News, error) {
	if snapshot == x.now.ID {
		return nearby.News{}, nil
	}
	before, err := x.lake.Snapshot(snapshot)
	if fault.Is(err, fault.NotFound) {
		return nearby.News{}, fault.Conflictf("上次扫描的快照已不能打开", "the snapshot of the last scan cannot be opened any more")
	}
	if err != nil {
		return nearby.News{}, err
	}
	return nearby.Since(x.ctx, before, x.now, x.engine, x.openFiles)
}

// on runs models on what is new.
func (x *newScan) on(news nearby.News, g group) error {
	answers, err := x.ask(x.ctx, news, g.AsOf, g.models)
	if err != nil {
		return err
	}
	for _, r := range answers {
		if r.Whole != (fault.Text{}) {
			x.leave(r.Model, r.Whole)
			continue
		}
		f := &x.found
		f.models, f.cards = append(f.models, r.Model.ID), append(f.cards, r.Model)
		f.findings, f.excluded = append(f.findings, r.Result.Findings...), append(f.excluded, r.Result.Excluded...)
		f.subjects[r.Model.ID] = r.Subjects
	}
	return nil
}

// openFew opens an engine on the few records that new ones bear on.
func openFew(ctx context.Context, lib standard.Library, rows map[string][]engine.Row) (engine.Engine, error) {
	return duck.Open(ctx, duck.Options{Standards: lib, Rows: rows, Threads: 1, Few: true})
}

// openFiles opens an engine on some files, of tables that need not be those of the program.
func (x *newScan) openFiles(tables map[string][]string, lib standard.Library) (engine.Engine, func(), error) {
	e, err := duck.Open(x.ctx, duck.Options{Tables: tables, Standards: lib, MemoryLimit: x.room.Memory})
	if err != nil {
		return nil, nil, err
	}
	return e, func() { e.Close() }, nil
}

// printLeft says which models have to be run over everything.
func printLeft(a *app, out io.Writer, f scanned) {
	if f.subjects == nil {
		return
	}
	n := 0
	for _, list := range f.subjects {
		n += len(list)
	}
	fmt.Fprintf(out, a.pick("新增记录：%d 个模型重新核对了 %d 个主体，其余不变\n", "new records: %d models looked at %d subjects anew; all others are as before\n"), len(f.models), n)
	for _, x := range f.left {
		fmt.Fprintf(out, a.pick("须运行 mingjian scan --model %s：%s\n", "run mingjian scan --model %s: %s\n"), x.model, x.why.In(a.lang))
	}
}
