package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
)

// linkState is the name under which the lake keeps the state of linkage.
const linkState = "linkage"

// linking is one run of mingjian link.
type linking struct {
	*app
	lake      *lake.Lake
	snapshot  lake.Snapshot
	standards standard.Library
	decisions []linkage.Decision
	room      room
}

func decisionsInForce(a *app, store *db.DB) (list []linkage.Decision, err error) {
	decisions, err := identity.NewService(store).InForce(a.ctx, access.Home)
	for _, d := range decisions {
		list = append(list, linkage.Decision{Left: linkage.Mention(d.Left), Right: linkage.Mention(d.Right), Verdict: match.Verdict(d.Verdict)})
	}
	return list, err
}

// context is what a state rests on besides the records.
func (x *linking) context() linkage.Context {
	return linkage.Context{Library: x.standards, Decisions: x.decisions}
}

// because says in the result why everything is linked again.
func because(err error, zh, en string) (linked, error) {
	r := linked{Why: fault.Text{ZH: zh, EN: en}}
	if err != nil {
		if _, says := fault.Split(err); says.ZH != "" {
			r.Why = says
		}
	}
	return r, fault.Conflictf("须全部重新归并。", "Everything has to be linked again.").Because(err)
}

// added resolves what came since the last run. If that cannot be done the error is
// fault.Conflict and the result says why.
func (x *linking) added(whole bool) (linked, error) {
	if whole {
		return because(nil, "命令要求（--full）", "it was asked for (--full)")
	}
	kept, files, err := x.lake.State(linkState)
	if fault.Is(err, fault.NotFound) {
		return because(nil, "没有可接续的归并状态（首次归并，或数据删除后）", "there is no state to go on from (the first run, or data were forgotten)")
	}
	if err != nil {
		return because(err, "归并状态无法读取", "the saved state cannot be read")
	}
	before, err := x.lake.Snapshot(kept.Snapshot)
	if err != nil {
		return because(nil, "上次归并的快照已不能打开", "the snapshot of the last run cannot be opened any more")
	}
	fresh, only := x.snapshot.Since(before, x.context().Kept)
	if !only {
		return because(nil, "上次归并以来有记录被更正或删除", "records were corrected or removed since the last run")
	}
	state, err := linkage.OpenState(x.context(), files...)
	if err != nil {
		return because(err, "归并状态无法读取", "the saved state cannot be read")
	}
	if len(fresh) == 0 && x.sameLinks(before) {
		r := linked{Snapshot: x.snapshot.ID, Report: state.Report(), Moved: []string{}, Clues: []clue.ID{}}
		rows := x.snapshot.Manifest.Rows()
		r.Report.Candidates, r.Ties = int(rows["candidate"]), int(rows["tie"])
		return r, nil
	}
	return x.add(kept, before, state, fresh)
}

// sameLinks reports whether the snapshot has the links of an earlier one.
func (x *linking) sameLinks(before lake.Snapshot) bool {
	for _, table := range []string{"link", "entity", "candidate", "tie"} {
		if !slices.Equal(x.snapshot.Manifest.Tables[table], before.Manifest.Tables[table]) {
			return false
		}
	}
	return true
}

// add resolves the mentions in fresh files, and keeps what it found.
func (x *linking) add(kept lake.State, before lake.Snapshot, state *linkage.State, fresh map[string][]string) (linked, error) {
	e, closeEngine, err := x.engineOnFiles(fresh, x.room, 1)
	if err != nil {
		return linked{}, err
	}
	bar := x.progress("")
	u, err := state.Add(x.ctx, e, x.context(), match.AddOptions{Progress: x.stages(bar)})
	bar.clear()
	closeEngine()
	if fault.Is(err, fault.Conflict) {
		return because(err, "", "")
	}
	if err != nil {
		return linked{}, err
	}
	old := map[string][]string{}
	for _, table := range []string{"link", "entity", "candidate"} {
		old[table] = before.Files(table)
	}
	if e, closeEngine, err = x.engineOnFiles(old, x.room, 1); err != nil {
		return linked{}, err
	}
	defer closeEngine()
	r := linked{Added: len(u.Links), Report: u.Report, Moved: []string{}, Clues: []clue.ID{}}
	for lost, now := range u.Renamed {
		r.Moved = append(r.Moved, lost, now)
	}
	slices.Sort(r.Moved)
	r.Moved = slices.Compact(r.Moved)
	table := func(name string, rows func(context.Context, engine.Engine, standard.Standard) iter.Seq2[[]any, error], n *int) lake.ResultTable {
		return lake.ResultTable{Standard: x.standards[name], Rows: counted(rows(x.ctx, e, x.standards[name]), n)}
	}
	var links, entities int
	err = x.put(&r, kept, u.Save, table("link", u.LinkRows, &links), table("entity", u.EntityRows, &entities), table("candidate", u.CandidateRows, &r.Report.Candidates))
	return r, err
}

// whole resolves everything.
func (x *linking) whole() (linked, error) {
	e, closeEngine, err := x.engineOn(x.snapshot, x.room)
	if err != nil {
		return linked{}, err
	}
	defer closeEngine()
	earlier, err := linkage.Earlier(x.ctx, e)
	if err != nil {
		return linked{}, err
	}
	bar := x.progress("")
	answer, err := linkage.Resolve(x.ctx, e, x.standards, linkage.Options{Match: match.Options{Seed: 1, Progress: x.stages(bar)},
		Decisions: x.decisions, Earlier: earlier, Keep: true})
	bar.clear()
	if err != nil {
		return linked{}, err
	}
	r := linked{Added: len(answer.Links), Report: answer.Report, Moved: moved(earlier, answer.Links), Clues: []clue.ID{}}
	err = x.put(&r, lake.State{}, answer.Save, lake.ResultTable{Standard: x.standards["link"], Rows: answer.LinkRows()},
		lake.ResultTable{Standard: x.standards["entity"], Rows: answer.EntityRows()},
		lake.ResultTable{Standard: x.standards["candidate"], Rows: answer.CandidateRows()})
	return r, err
}

// put puts tables and the ties that follow from them into new snapshots, and keeps the state
// behind what was kept before. A state that cannot be kept costs the next run time, no more.
func (x *linking) put(r *linked, kept lake.State, save func(io.Writer) error, tables ...lake.ResultTable) error {
	s, err := x.lake.PutResults(x.ctx, x.snapshot, x.now(), tables...)
	if err != nil {
		return err
	}
	if s, err = x.tie(s, r); err != nil {
		return err
	}
	r.Snapshot = s.ID
	if err := x.lake.PutState(linkState, kept, s, save); err != nil {
		_, says := fault.Split(err)
		fmt.Fprintf(x.term.err, x.pick("归并状态未能保存，下次将全部重新归并。%s\n", "The state was not kept, so the next run will link everything again. %s\n"), says.In(x.lang))
	}
	return nil
}

// stages tells the bar how far the work has come.
func (x *linking) stages(bar *bar) func(match.Stage, int, int) {
	stages := x.linkStages()
	return func(s match.Stage, done, total int) {
		bar.what = fmt.Sprintf("%s %d/%d", stages[s], done, total)
		bar.set(int64(done))
	}
}

// tie puts the ties between the entities of s into a snapshot that follows it.
func (x *linking) tie(s lake.Snapshot, r *linked) (lake.Snapshot, error) {
	e, closeEngine, err := x.engineOn(s, x.room)
	if err != nil {
		return s, err
	}
	defer closeEngine()
	if err := linkage.Link(x.ctx, e); err != nil {
		return s, err
	}
	ties, shared := linkage.Ties(e.Dialect(), x.standards)
	for _, err := range e.Query(x.ctx, shared) {
		if err != nil {
			return s, fmt.Errorf("count what too many share: %w", err)
		}
		r.Cut++
	}
	return x.lake.PutResults(x.ctx, s, x.now(), lake.ResultTable{Standard: x.standards["tie"], Rows: counted(rowsOf(x.ctx, e, ties, x.standards["tie"]), &r.Ties)})
}

// rowsOf yields the rows of a query with one value for each field of a standard.
func rowsOf(ctx context.Context, e engine.Engine, query string, s standard.Standard) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range e.Query(ctx, query) {
			values := make([]any, len(s.Fields))
			for i, f := range s.Fields {
				values[i] = row[f.Name]
			}
			if !yield(values, err) {
				return
			}
		}
	}
}

// counted counts the rows that pass.
func counted(rows iter.Seq2[[]any, error], n *int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			*n++
			if !yield(row, err) {
				return
			}
		}
	}
}

// moved lists the entities, as they were called before, of which a mention now belongs to
// another.
func moved(before map[linkage.Mention]string, links []linkage.LinkRow) []string {
	changed := map[string]bool{}
	for _, l := range links {
		if old, known := before[l.Mention]; known && old != l.Entity {
			changed[old], changed[l.Entity] = true, true
		}
	}
	return slices.Sorted(maps.Keys(changed))
}
