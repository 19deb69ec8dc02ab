package clue

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// MaxMembers is the greatest number of clues that are merged into one.
const MaxMembers = 100

// A Merging is the clues that somebody merges into one, because they are one thing to answer
// for: one wrong that several models see, or one group under several names. Each keeps its
// finding, its history and what was decided of it; meanwhile the one answers for all.
type Merging struct {
	Members []Pick
	Note    string // why, at least [MinNote] characters
	Seen    int    // version of the one they go into
}

// A Splitting is members that somebody takes out of a clue again; none means all.
type Splitting struct {
	Members []ID
	Note    string // why, at least [MinNote] characters
	Seen    int
}

// A Member is a clue that is merged into another, as it stood before.
type Member struct {
	Clue     ID      `json:"clue" doc:"Id of the clue."`
	Model    string  `json:"model" doc:"Id of the model that found it."`
	Subject  string  `json:"subject" doc:"Name of whom or what it is about."`
	Risk     float64 `json:"risk" doc:"Its own risk coefficient."`
	Cases    int     `json:"cases" doc:"Number of cases its finding rests on."`
	State    State   `json:"state" enum:"found,screening,dismissed" doc:"Where it stood, and stands again when it is taken out."`
	Reopened bool    `json:"reopened" doc:"New facts have reopened it."`
	Stale    bool    `json:"stale" doc:"The newest scan of its model no longer finds it."`
	Scan     bool    `json:"by_scan" doc:"A scan put it here, because it rests on the same cases or the same person or firm acts in them; false: a person did."`
	was      was
}

// Merge merges clues into one, which answers for all from then on: they leave every list, and
// nobody can act on them by themselves. Whoever merges could act on each of them. What was
// accepted or transferred stays by itself: its matter or another agency answers for it.
func (s *Service) Merge(ctx context.Context, by access.Account, id ID, m Merging) (d Detail, err error) {
	if err := checkMerging(id, m); err != nil {
		return Detail{}, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		into, err := bare(ctx, tx, by, id)
		if err != nil {
			return err
		}
		ask := asking(ctx, tx)
		if err := mayMerge(ask, by, into, m.Seen); err != nil {
			return err
		}
		if into.State != Found && into.State != Screening {
			return fault.New(fault.Conflict, "%[1]s的线索不能并入其他线索。", "Nothing can be merged into a clue that is %[2]s.", into.State.In().ZH, into.State.In().EN)
		}
		have, err := members(ctx, tx, id)
		if err != nil {
			return err
		}
		if len(have)+len(m.Members) > MaxMembers {
			return fault.Conflictf("一条线索最多并入 %d 条。", "At most %d clues are merged into one.", MaxMembers)
		}
		changes, ids := make([]change, len(m.Members)), make([]string, len(m.Members))
		for i, p := range m.Members {
			if changes[i], err = mergeOne(ctx, tx, by, into, p, m.Note); err != nil {
				return err
			}
			ids[i] = string(p.ID)
		}
		head := changed(by, into, into, Event{Kind: WasMerged, Note: m.Note}, tx.Now, audit.MergeClue, map[string]string{"members": strings.Join(ids, " ")})
		if err := saveWhole(ctx, tx, append(changes, head)); err != nil {
			return err
		}
		if err := stay(ctx, tx, ids, false); err != nil {
			return err
		}
		if err := total(ctx, tx, id, nil); err != nil {
			return err
		}
		d, err = detail(ctx, tx, by, id)
		return err
	})
	return d, err
}

func checkMerging(id ID, m Merging) error {
	seen := map[ID]bool{id: true}
	for _, p := range m.Members {
		if seen[p.ID] {
			return fault.Invalidf("线索编号重复，或与并入的线索相同。", "A clue is named twice, or is the one they are to be merged into.")
		}
		seen[p.ID] = true
	}
	if len(m.Members) == 0 || len(m.Members) > MaxMembers {
		return fault.Invalidf("请选定 1 至 %d 条要并入的线索。", "Choose 1 to %d clues to be merged.", MaxMembers)
	}
	return checkWhy(m.Note)
}

// checkWhy asks for a reason that can be read.
func checkWhy(note string) error {
	if len([]rune(strings.TrimSpace(note))) < MinNote {
		return fault.Invalidf("请用至少 %d 个字说明为何。", "Say why in at least %d characters.", MinNote)
	}
	return checkNote(note)
}

// mayMerge returns nil if by may merge or split what they saw at version seen.
func mayMerge(ask asker, by access.Account, c Clue, seen int) error {
	if err := ask(by, access.MergeClues, c); err != nil {
		return err
	}
	return mayChange(ask, by, c, seen)
}

// mergeOne is what merging makes of one member.
func mergeOne(ctx context.Context, tx *db.Tx, by access.Account, into Clue, p Pick, note string) (change, error) {
	c, err := bare(ctx, tx, by, p.ID)
	if err != nil {
		return change{}, err
	}
	seen := c.Version
	if p.Version != 0 {
		seen = p.Version
	}
	if err := mayMerge(asking(ctx, tx), by, c, seen); err != nil {
		return change{}, err
	}
	switch have, err := members(ctx, tx, c.ID); {
	case err != nil:
		return change{}, err
	case len(have) > 0:
		return change{}, fault.Conflictf("“%s”的线索已并入了其他线索，请先拆分。", "Other clues are merged into that about %s; split it first.", c.Subject.Name)
	case c.Office != into.Office:
		return change{}, noSuchClue()
	case c.State != Found && c.State != Screening && c.State != Dismissed:
		return change{}, fault.New(fault.Conflict, "%[1]s的线索不能并入其他线索。", "A clue that is %[2]s cannot be merged into another.", c.State.In().ZH, c.State.In().EN)
	}
	before, err := json.Marshal(wasOf(c))
	if err != nil {
		return change{}, err
	}
	from := c
	c.State, c.Reason, c.Reopened, c.AsideUntil, c.MergedInto = Merged, "", false, law.Date{}, into.ID
	c.Holder, c.HolderName, c.HeldUntil = "", "", law.Date{}
	x := changed(by, from, c, Event{Kind: WasMerged, From: from.State, To: Merged, Note: note, Whom: string(into.ID)}, tx.Now, audit.MergeClue, map[string]string{"into": string(into.ID)})
	x.was = string(before)
	return x, nil
}

// Split takes members out of a clue: each stands again where it stood before, with what new
// facts have made of it meanwhile. Nothing that was done to the cluster is undone.
func (s *Service) Split(ctx context.Context, by access.Account, id ID, x Splitting) (d Detail, err error) {
	if err := checkWhy(x.Note); err != nil {
		return Detail{}, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		of, err := bare(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := mayMerge(asking(ctx, tx), by, of, x.Seen); err != nil {
			return err
		}
		have, err := members(ctx, tx, id)
		if err != nil {
			return err
		}
		out, err := x.of(have)
		if err != nil {
			return err
		}
		changes, ids := make([]change, len(out)), make([]string, len(out))
		for i, m := range out {
			if changes[i], err = splitOne(ctx, tx, by, of, m, x.Note); err != nil {
				return err
			}
			ids[i] = string(m.Clue)
		}
		head := changed(by, of, of, Event{Kind: WasSplit, Note: x.Note}, tx.Now, audit.SplitClue, map[string]string{"members": strings.Join(ids, " ")})
		if err := saveWhole(ctx, tx, append(changes, head)); err != nil {
			return err
		}
		if err := stay(ctx, tx, ids, true); err != nil {
			return err
		}
		if err := total(ctx, tx, id, nil); err != nil {
			return err
		}
		d, err = detail(ctx, tx, by, id)
		return err
	})
	return d, err
}

// stay notes whether a person wants clues to stay by themselves, whatever scans find.
func stay(ctx context.Context, tx *db.Tx, ids []string, alone bool) error {
	w := &where{}
	set := w.bind("alone = CAST(? AS INTEGER)", number(alone))
	in(w, "id", ids)
	if _, err := tx.Exec(ctx, `UPDATE clue SET `+set+` WHERE `+w.String(), w.args...); err != nil {
		return fmt.Errorf("note that clues stay by themselves: %w", err)
	}
	return nil
}

// of returns the members that are taken out.
func (x Splitting) of(have []Member) ([]Member, error) {
	if len(have) == 0 {
		return nil, fault.Conflictf("没有线索并入这条线索。", "No clue is merged into this one.")
	}
	if len(x.Members) == 0 {
		return have, nil
	}
	byID := make(map[ID]Member, len(have))
	for _, m := range have {
		byID[m.Clue] = m
	}
	var out []Member
	for _, id := range x.Members {
		m, ok := byID[id]
		if !ok {
			return nil, fault.Invalidf("所选线索没有并入这条线索，或重复选定。", "A clue that was chosen is not merged into this one, or was chosen twice.")
		}
		delete(byID, id)
		out = append(out, m)
	}
	return out, nil
}

// splitOne is what splitting makes of one member.
func splitOne(ctx context.Context, tx *db.Tx, by access.Account, of Clue, m Member, note string) (change, error) {
	c, err := bare(ctx, tx, by, m.Clue)
	if err != nil {
		return change{}, err
	}
	if err := asking(ctx, tx)(by, access.MergeClues, c); err != nil {
		return change{}, err
	}
	from := c
	m.was.back(&c, law.DateOf(tx.Now))
	c.MergedInto = ""
	e := Event{Kind: WasSplit, From: Merged, To: c.State, Note: note, Whom: string(of.ID)}
	return changed(by, from, c, e, tx.Now, audit.SplitClue, map[string]string{"from": string(of.ID)}), nil
}

// saveWhole saves all changes or none.
func saveWhole(ctx context.Context, tx *db.Tx, list []change) error {
	lost, err := saveAll(ctx, tx, list)
	if err == nil && len(lost) > 0 {
		err = changedMeanwhile()
	}
	return err
}

// members returns the clues that are merged into one, by risk.
func members(ctx context.Context, tx *db.Tx, into ID) ([]Member, error) {
	rows, err := tx.Query(ctx, `SELECT id, model, subject_name, risk, cases, stale, merged_was FROM clue WHERE merged_into = $1 AND merged_into <> '' ORDER BY risk DESC, id`, string(into))
	if err != nil {
		return nil, fmt.Errorf("read what is merged into clue %s: %w", into, err)
	}
	defer rows.Close()
	list := []Member{}
	for rows.Next() {
		var m Member
		var before string
		if err := rows.Scan(&m.Clue, &m.Model, &m.Subject, &m.Risk, &m.Cases, &m.Stale, &before); err != nil {
			return nil, fmt.Errorf("read what is merged into clue %s: %w", into, err)
		}
		if err := json.Unmarshal([]byte(before), &m.was); err != nil {
			return nil, fmt.Errorf("read how clue %s stood: %w", m.Clue, err)
		}
		m.State, m.Reopened, m.Scan = m.was.State, m.was.Reopened, m.was.Scan
		list = append(list, m)
	}
	return list, rows.Err()
}

// memberCounts counts the members of each of the clues.
func memberCounts(ctx context.Context, tx *db.Tx, list []Clue) error {
	if len(list) == 0 {
		return nil
	}
	place, ids := make(map[ID]int, len(list)), make([]ID, len(list))
	for i, c := range list {
		place[c.ID], ids[i] = i, c.ID
	}
	w := &where{}
	w.and("merged_into <> ''")
	in(w, "merged_into", ids)
	rows, err := tx.Query(ctx, `SELECT merged_into, COUNT(*) FROM clue WHERE `+w.String()+` GROUP BY merged_into`, w.args...)
	if err != nil {
		return fmt.Errorf("count what is merged: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id ID
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return fmt.Errorf("count what is merged: %w", err)
		}
		list[place[id]].Members = n
	}
	return rows.Err()
}

// wake tells the clue that a member was merged into of new facts of the member: they reopen
// it as they would reopen the member by itself, and stand in its history. It reports whether
// they did.
func wake(ctx context.Context, tx *db.Tx, sc Scan, into, member ID, newCases int) (bool, error) {
	c, err := unchecked(ctx, tx, into)
	if err != nil {
		return false, err
	}
	e := Event{At: sc.At, Kind: FactsChanged, From: c.State, To: c.State, NewCases: newCases, Whom: string(member)}
	reopened := c.State == Dismissed || c.AsideUntil.String() >= law.DateOf(sc.At).String()
	if reopened {
		c.Reopened, c.Reason, c.AsideUntil = true, "", law.Date{}
		if c.State == Dismissed {
			c.State, e.To = Found, Found
		}
	}
	saved, err := put(ctx, tx, []change{{clue: c}})
	if err != nil {
		return false, err
	}
	if !saved[into] {
		return false, changedMeanwhile()
	}
	return reopened, addEvent(ctx, tx, into, e)
}
