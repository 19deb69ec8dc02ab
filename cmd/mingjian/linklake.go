package main

import (
	"encoding/json"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// linkLakeCmd is mingjian link without more words.
type linkLakeCmd struct {
	database `embed:""`
	room     `embed:""`
	Full     bool `help:"${link_full}"`
}

// A linked is what came of resolving the records of the lake.
type linked struct {
	Snapshot string         `json:"snapshot"`
	Whole    bool           `json:"whole"`        // everything was resolved, not only what is new
	Why      fault.Text     `json:"why,omitzero"` // it was
	Added    int            `json:"added"`        // mentions that were resolved
	Report   linkage.Report `json:"report"`
	Ties     int            `json:"ties"`
	Cut      int            `json:"cut"`   // values that too many share to tie anybody
	Moved    []string       `json:"moved"` // entities whose mentions are not the same as before
	Clues    []clue.ID      `json:"clues"` // clues about them
}

// Run tells who is who in all records of the lake, and prints what came of it.
func (c *linkLakeCmd) Run(a *app) error {
	return a.withStore(c.database, func(store *db.DB) error {
		r, err := a.link(store, c.room, c.Full)
		if err != nil {
			return err
		}
		if err := a.looked(store, audit.Renew, r.Snapshot, string(access.Home)); err != nil {
			return err
		}
		return a.printLinked(r)
	})
}

// link resolves the records of the newest snapshot and puts the answer into one that
// follows it. Where an earlier run kept its state and records were only added since, only
// what is new is resolved, unless whole is asked for.
func (a *app) link(store *db.DB, within room, whole bool) (linked, error) {
	l, s, err := a.snapshot("")
	if err != nil {
		return linked{}, err
	}
	defer l.Close()
	x := &linking{app: a, lake: l, snapshot: s, room: within}
	if x.standards, err = a.standards(); err != nil {
		return linked{}, err
	}
	if x.decisions, err = decisionsInForce(a, store); err != nil {
		return linked{}, err
	}
	r, err := x.added(whole)
	if fault.Is(err, fault.Conflict) && r.Why.ZH != "" {
		why := r.Why
		r, err = x.whole()
		r.Whole, r.Why = true, why
	}
	if err != nil {
		return linked{}, err
	}
	touched, err := clue.NewService(store).About(a.ctx, a.actor(), r.Moved)
	for _, c := range touched {
		r.Clues = append(r.Clues, c.ID)
	}
	return r, err
}

func (a *app) printLinked(r linked) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	w, n := a.term.out, r.Report
	switch {
	case r.Whole:
		fmt.Fprintf(w, a.pick("全部归并，因为%s。\n", "Everything was linked, because %s.\n"), r.Why.In(a.lang))
	case r.Added == 0:
		fmt.Fprintln(w, a.pick("上次归并以来没有新的提及。", "There are no new mentions since the last run."))
	default:
		fmt.Fprintf(w, a.pick("增量归并：新提及 %d 处，原有主体不变。\n", "Only what is new was linked: %d mentions; entities stay.\n"), r.Added)
	}
	fmt.Fprintf(w, a.pick("%d 处提及归为 %d 人、%d 个单位；隐名 %d 处不按姓名归并。\n", "%d mentions are %d persons and %d organisations; %d masked ones are not linked by name.\n"),
		n.Mentions, n.Persons, n.Firms, n.Masked)
	fmt.Fprintf(w, a.pick("比对 %d 对；待人工核对 %d 对；证件号码相同而姓名、出生日期矛盾 %d 对，均未合并。\n",
		"%d pairs compared; %d are left for people to decide; %d have one number but contradicting names and birth dates and were not merged.\n"), n.Compared, n.Candidates, n.Conflicts)
	if r.Whole || r.Added > 0 {
		fmt.Fprintf(w, a.pick("关系 %d 条；共用者过多而不作关系的住址、电话、代理人 %d 个。\n", "%d ties; %d addresses, telephones and agents are shared by too many to tie anybody.\n"), r.Ties, r.Cut)
	}
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
