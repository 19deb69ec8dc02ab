package main

import (
	"context"
	"encoding/json"
	"fmt"
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
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
)

// linkLakeCmd is mingjian link without more words.
type linkLakeCmd struct {
	database `embed:""`
	Memory   string `help:"${scan_memory}" env:"MINGJIAN_MEMORY" placeholder:"SIZE"`
}

// A linked is what came of resolving the records of the lake.
type linked struct {
	Snapshot string         `json:"snapshot"`
	Report   linkage.Report `json:"report"`
	Ties     int            `json:"ties"`
	Cut      int            `json:"cut"`   // values that too many share to tie anybody
	Moved    []string       `json:"moved"` // entities whose mentions are not the same as before
	Clues    []clue.ID      `json:"clues"` // clues about them
}

// Run tells who is who in all records of the lake, and prints what came of it.
func (c *linkLakeCmd) Run(a *app) error {
	return a.withStore(c.database, func(store *db.DB) error {
		r, err := a.link(store, c.Memory)
		if err != nil {
			return err
		}
		return a.printLinked(r)
	})
}

// link resolves the records of the newest snapshot and puts the answer into one that
// follows it.
func (a *app) link(store *db.DB, memory string) (linked, error) {
	l, s, err := a.snapshot("")
	if err != nil {
		return linked{}, err
	}
	defer l.Close()
	lib, err := a.standards()
	if err != nil {
		return linked{}, err
	}
	answer, before, err := a.resolve(store, s, lib, memory)
	if err != nil {
		return linked{}, err
	}
	s, err = l.PutResults(a.ctx, s, a.now(), lake.ResultTable{Standard: lib["link"], Rows: answer.LinkRows()},
		lake.ResultTable{Standard: lib["entity"], Rows: answer.EntityRows()}, lake.ResultTable{Standard: lib["candidate"], Rows: answer.CandidateRows()})
	if err != nil {
		return linked{}, err
	}
	r := linked{Report: answer.Report, Moved: moved(before, answer.Links), Clues: []clue.ID{}}
	if s, err = a.tie(l, s, lib, memory, &r); err != nil {
		return linked{}, err
	}
	r.Snapshot = s.ID
	touched, err := clue.NewService(store).About(a.ctx, a.actor(), r.Moved)
	for _, c := range touched {
		r.Clues = append(r.Clues, c.ID)
	}
	return r, err
}

// resolve works out who is who, and returns the entities of before beside it.
func (a *app) resolve(store *db.DB, s lake.Snapshot, lib standard.Library, memory string) (*linkage.Answer, map[linkage.Mention]string, error) {
	decisions, err := identity.NewService(store).InForce(a.ctx, access.Home)
	if err != nil {
		return nil, nil, err
	}
	e, closeEngine, err := a.engineOn(s, memory)
	if err != nil {
		return nil, nil, err
	}
	defer closeEngine()
	o := linkage.Options{Match: match.Options{Seed: 1}}
	for _, d := range decisions {
		o.Decisions = append(o.Decisions, linkage.Decision{Left: linkage.Mention(d.Left), Right: linkage.Mention(d.Right), Verdict: match.Verdict(d.Verdict)})
	}
	if o.Earlier, err = linkage.Earlier(a.ctx, e); err != nil {
		return nil, nil, err
	}
	bar := a.progress("")
	defer bar.clear()
	stages := a.linkStages()
	o.Match.Progress = func(s match.Stage, done, total int) {
		bar.what = fmt.Sprintf("%s %d/%d", stages[s], done, total)
		bar.set(int64(done))
	}
	answer, err := linkage.Resolve(a.ctx, e, lib, o)
	return answer, o.Earlier, err
}

// tie puts the ties between the entities of s into a snapshot that follows it.
func (a *app) tie(l *lake.Lake, s lake.Snapshot, lib standard.Library, memory string, r *linked) (lake.Snapshot, error) {
	e, closeEngine, err := a.engineOn(s, memory)
	if err != nil {
		return s, err
	}
	defer closeEngine()
	if err := linkage.Link(a.ctx, e); err != nil {
		return s, err
	}
	ties, shared := linkage.Ties(e.Dialect(), lib)
	for _, err := range e.Query(a.ctx, shared) {
		if err != nil {
			return s, fmt.Errorf("count what too many share: %w", err)
		}
		r.Cut++
	}
	return l.PutResults(a.ctx, s, a.now(), lake.ResultTable{Standard: lib["tie"], Rows: counted(rowsOf(a.ctx, e, ties, lib["tie"]), &r.Ties)})
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

func (a *app) printLinked(r linked) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	w, n := a.term.out, r.Report
	fmt.Fprintf(w, a.pick("%d 处提及归为 %d 人、%d 个单位；隐名 %d 处不按姓名归并。\n", "%d mentions are %d persons and %d organisations; %d masked ones are not linked by name.\n"),
		n.Mentions, n.Persons, n.Firms, n.Masked)
	fmt.Fprintf(w, a.pick("比对 %d 对；待人工核对 %d 对；证件号码相同而姓名、出生日期矛盾 %d 对，均未合并。\n",
		"%d pairs compared; %d are left for people to decide; %d have one number but contradicting names and birth dates and were not merged.\n"), n.Compared, n.Candidates, n.Conflicts)
	fmt.Fprintf(w, a.pick("关系 %d 条；共用者过多而不作关系的住址、电话、代理人 %d 个。\n", "%d ties; %d addresses, telephones and agents are shared by too many to tie anybody.\n"), r.Ties, r.Cut)
	for _, b := range n.Blocks {
		fmt.Fprintf(w, a.pick("%s 相同的有 %d 处，过多：%d 对未按此规则比对。\n", "%s: %d mentions agree, too many: %d pairs were not compared by this rule.\n"), b.Rule, b.Mentions, b.Left)
	}
	for _, c := range n.Changes {
		fmt.Fprintf(w, a.pick("人工认定生效：%s %s（%v）\n", "a decision made a difference: %s %s (%v)\n"), c.Decision.Left.Record, c.Decision.Right.Record, c.Entities)
	}
	if n.Undecidable > 0 {
		fmt.Fprintf(w, a.pick("%d 项人工认定互相矛盾，未采用。\n", "%d decisions contradict others and were not followed.\n"), n.Undecidable)
	}
	if len(r.Moved) > 0 {
		fmt.Fprintf(w, a.pick("%d 个主体与上次不同，涉及线索 %d 条：%v；请重新扫描。\n", "%d entities differ from last time, with %d clues about them: %v; scan again.\n"), len(r.Moved), len(r.Clues), r.Clues)
	}
	fmt.Fprintf(w, a.pick("快照 %s\n", "snapshot %s\n"), r.Snapshot)
	return nil
}

// linkStages names the stages of linkage for the bar.
func (a *app) linkStages() map[match.Stage]string {
	return map[match.Stage]string{match.Preparing: a.pick("整理", "preparing"), match.Training: a.pick("估计参数", "estimating"),
		match.Comparing: a.pick("比对", "comparing"), match.Clustering: a.pick("归并", "clustering")}
}
