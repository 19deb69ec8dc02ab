package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

type clueAsideCmd struct {
	ID    string `arg:"" help:"${clue_id}"`
	Until string `help:"${clue_until}" placeholder:"DATE"`
	Note  string `help:"${clue_note}"`
}

type clueAssignCmd struct {
	ID    string `arg:"" help:"${clue_id}"`
	To    string `help:"${clue_to}" placeholder:"NAME"`
	Until string `help:"${clue_until}" placeholder:"DATE"`
	Note  string `help:"${clue_note}"`
}

type clueNextCmd struct {
	To    string `help:"${clue_to}" placeholder:"NAME" required:""`
	Until string `help:"${clue_until}" placeholder:"DATE" required:""`
	Model string `help:"${clue_model}"`
}

type clueBulkCmd struct {
	clueFilter `embed:""`
	IDs        []string `arg:"" optional:"" name:"id" help:"${clue_ids}"`
	Do         string   `help:"${clue_do}" enum:"move,assign,aside" required:""`
	Become     string   `help:"${clue_become}" placeholder:"STATE"`
	Reason     string   `help:"${clue_reason}"`
	To         string   `help:"${clue_to}" placeholder:"NAME"`
	Until      string   `help:"${clue_until}" placeholder:"DATE"`
	Note       string   `help:"${clue_note}"`
}

type clueMergeCmd struct {
	ID      string   `arg:"" help:"${clue_id}"`
	Members []string `arg:"" name:"member" help:"${clue_members}"`
	Note    string   `help:"${clue_why}" required:""`
}

type clueSplitCmd struct {
	ID      string   `arg:"" help:"${clue_id}"`
	Members []string `arg:"" optional:"" name:"member" help:"${clue_members}"`
	Note    string   `help:"${clue_why}" required:""`
}

type clueUndoCmd struct {
	Bulk string `arg:"" help:"${clue_bulkid}"`
}

// date reads a flag that may be left out.
func date(text string) (law.Date, error) {
	if text == "" {
		return law.Date{}, nil
	}
	return law.ParseDate(text)
}

// accountID returns the id of the account of that name in the office; no name is nobody.
func (a *app) accountID(store *db.DB, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	accounts, err := access.NewService(store)
	if err != nil {
		return "", err
	}
	list, err := accounts.List(a.ctx, a.actor(), access.Home)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(list, func(x access.Account) bool { return x.Name == name })
	if i < 0 {
		return "", fault.NotFoundf("没有账号 %s。", "There is no account %s.", name)
	}
	return list[i].ID, nil
}

// actOn does something to one clue as it stands and prints it.
func (a *app) actOn(d database, id string, do func(*db.DB, *clue.Service, clue.Detail) (clue.Detail, error)) error {
	return a.withStore(d, func(store *db.DB) error {
		clues := clue.NewService(store)
		seen, err := clues.Get(a.ctx, a.actor(), clue.ID(id))
		if err != nil {
			return err
		}
		now, err := do(store, clues, seen)
		if err != nil {
			return err
		}
		return a.told(now)
	})
}

// told prints where a clue stands after an act.
func (a *app) told(d clue.Detail) error {
	if a.json {
		return a.printClue(a.term.out, d.Clue, d.Finding)
	}
	a.showStanding(d.Clue)
	return nil
}

// showStanding says in one line where a clue stands, who has it and until when it is aside.
func (a *app) showStanding(c clue.Clue) {
	fmt.Fprintf(a.term.out, "%s  %s  %s", c.ID, c.State.In().In(a.lang), c.Subject.Name)
	if c.Holder != "" {
		fmt.Fprintf(a.term.out, a.pick("  由%s办理至 %s", "  with %s until %s"), c.HolderName, c.HeldUntil)
	}
	if !c.AsideUntil.IsZero() {
		fmt.Fprintf(a.term.out, a.pick("  暂缓至 %s", "  aside until %s"), c.AsideUntil)
	}
	if c.MergedInto != "" {
		fmt.Fprintf(a.term.out, a.pick("  并入 %s", "  merged into %s"), c.MergedInto)
	}
	if c.Members > 0 {
		fmt.Fprintf(a.term.out, a.pick("  已并入 %d 条线索", "  with %d clues merged into it"), c.Members)
	}
	fmt.Fprintln(a.term.out)
}

// Run puts a clue aside until a day, or brings it back.
func (c *clueAsideCmd) Run(a *app, parent *clueCmd) error {
	until, err := date(c.Until)
	if err != nil {
		return err
	}
	return a.actOn(parent.database, c.ID, func(_ *db.DB, s *clue.Service, d clue.Detail) (clue.Detail, error) {
		return s.Suppress(a.ctx, a.actor(), d.ID, clue.Suppression{Until: until, Note: c.Note, Seen: d.Version})
	})
}

// Run gives a clue to somebody until a day, or frees it.
func (c *clueAssignCmd) Run(a *app, parent *clueCmd) error {
	until, err := date(c.Until)
	if err != nil {
		return err
	}
	return a.actOn(parent.database, c.ID, func(store *db.DB, s *clue.Service, d clue.Detail) (clue.Detail, error) {
		to, err := a.accountID(store, c.To)
		if err != nil {
			return clue.Detail{}, err
		}
		return s.Hold(a.ctx, a.actor(), d.ID, clue.Hold{Account: to, Until: until, Note: c.Note, Seen: d.Version})
	})
}

// Run gives the next clue that nobody has looked at to somebody.
func (c *clueNextCmd) Run(a *app, parent *clueCmd) error {
	until, err := date(c.Until)
	if err != nil {
		return err
	}
	return a.withStore(parent.database, func(store *db.DB) error {
		to, err := a.accountID(store, c.To)
		if err != nil {
			return err
		}
		d, err := clue.NewService(store).Claim(a.ctx, a.actor(), clue.Claim{Filter: clueFilter{Model: c.Model}.filter(), Account: to, Until: until})
		if err != nil {
			return err
		}
		return a.told(d)
	})
}

// Run merges clues into one.
func (c *clueMergeCmd) Run(a *app, parent *clueCmd) error {
	return a.actOn(parent.database, c.ID, func(_ *db.DB, s *clue.Service, d clue.Detail) (clue.Detail, error) {
		m := clue.Merging{Note: c.Note, Seen: d.Version}
		for _, id := range c.Members {
			m.Members = append(m.Members, clue.Pick{ID: clue.ID(id)})
		}
		return s.Merge(a.ctx, a.actor(), d.ID, m)
	})
}

// Run takes members out of a clue again.
func (c *clueSplitCmd) Run(a *app, parent *clueCmd) error {
	return a.actOn(parent.database, c.ID, func(_ *db.DB, s *clue.Service, d clue.Detail) (clue.Detail, error) {
		x := clue.Splitting{Note: c.Note, Seen: d.Version}
		for _, id := range c.Members {
			x.Members = append(x.Members, clue.ID(id))
		}
		return s.Split(a.ctx, a.actor(), d.ID, x)
	})
}

// Run changes many clues, batch by batch. Interrupted, it stops between two batches and
// says how to take back what was changed.
func (c *clueBulkCmd) Run(a *app, parent *clueCmd) error {
	until, err := date(c.Until)
	if err != nil {
		return err
	}
	return a.withStore(parent.database, func(store *db.DB) error {
		act := clue.BulkAct{Kind: clue.BulkKind(c.Do), To: clue.State(c.Become), Reason: clue.Code(c.Reason), Until: until, Note: c.Note}
		if c.Do == "assign" {
			act.Kind = clue.BulkHold
			if act.Account, err = a.accountID(store, c.To); err != nil {
				return err
			}
		}
		clues := clue.NewService(store)
		b, err := clues.StartBulk(a.ctx, a.actor(), act, c.choice())
		if err != nil {
			return err
		}
		return a.carryOut(clues, b)
	})
}

func (c *clueBulkCmd) choice() clue.Choice {
	if len(c.IDs) == 0 {
		f := c.filter()
		return clue.Choice{Filter: &f}
	}
	var out clue.Choice
	for _, id := range c.IDs {
		out.Picks = append(out.Picks, clue.Pick{ID: clue.ID(id)})
	}
	return out
}

// Run takes a change of many clues back.
func (c *clueUndoCmd) Run(a *app, parent *clueCmd) error {
	return a.withStore(parent.database, func(store *db.DB) error {
		clues := clue.NewService(store)
		b, err := clues.UndoBulk(a.ctx, a.actor(), c.Bulk)
		if err != nil {
			return err
		}
		return a.carryOut(clues, b)
	})
}

// carryOut carries a change out to its end and prints what came of it.
func (a *app) carryOut(clues *clue.Service, b clue.Bulk) (err error) {
	bar := a.progress(a.pick("线索", "clues"))
	for b.State == clue.BulkRunning || b.State == clue.BulkUndoing {
		next, err := clues.Continue(a.ctx, a.actor(), b.ID)
		if err != nil {
			bar.clear()
			a.showBulk(b)
			return err
		}
		b = next
		bar.set(int64(b.Done))
	}
	bar.clear()
	if a.json {
		return json.NewEncoder(a.term.out).Encode(b)
	}
	a.showBulk(b)
	return nil
}

func (a *app) showBulk(b clue.Bulk) {
	w := a.term.out
	if a.json {
		w = a.term.err // standard output holds JSON only
	}
	for _, k := range b.Kept {
		fmt.Fprintf(w, "  %s  %s\n", k.Clue, k.Why.In(a.lang))
	}
	fmt.Fprintf(w, a.pick("%s：共 %d 条，已改 %d 条，未改 %d 条，已恢复 %d 条\n", "%s: %d clues, %d changed, %d left, %d put back\n"),
		b.ID, b.Total, b.Changed, b.Skipped, b.Restored)
	if b.State == clue.BulkDone || b.State == clue.BulkCancelled {
		fmt.Fprintf(w, a.pick("%d 分钟内可撤回：mingjian clue undo %s\n", "to take it back within %d minutes: mingjian clue undo %s\n"), int(clue.UndoWindow.Minutes()), b.ID)
	}
}
