package clue

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"maps"
	"slices"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// MaxBulk is the greatest number of clues that are changed together, and BulkBatch how
// many of them in one transaction.
const (
	MaxBulk   = 10_000
	BulkBatch = 1000
)

// UndoWindow is how long after its end a change of many clues can be taken back.
const UndoWindow = 10 * time.Minute

// A BulkKind is what is done to many clues at once.
type BulkKind string

// The kinds. A clue is accepted or transferred one at a time: each opens a matter or
// leaves the house, and nobody answers for ten thousand of those at once.
const (
	BulkMove  BulkKind = "move"
	BulkHold  BulkKind = "hold"
	BulkAside BulkKind = "aside"
)

// A BulkAct is what is to be done to each of many clues.
type BulkAct struct {
	Kind    BulkKind `json:"kind" enum:"move,hold,aside" doc:"move: take each one step. hold: give each to an account until a day, or free it. aside: put each aside until a day, or bring it back."`
	To      State    `json:"to,omitempty" enum:"found,screening,dismissed" doc:"move: the state that each is to have."`
	Reason  Code     `json:"reason,omitempty" maxLength:"64" doc:"move: code of GET /api/reasons, to dismiss."`
	Account string   `json:"account,omitempty" maxLength:"64" doc:"hold: id of the account; empty frees them."`
	Until   law.Date `json:"until,omitempty" doc:"hold, aside: the last day, ISO; empty brings back what is put aside."`
	Note    string   `json:"note,omitempty" maxLength:"2000" doc:"Why; needed to dismiss and to put aside."`
}

// A Pick is one clue of many. With a version, it is changed only if it still has that one.
type Pick struct {
	ID      ID  `json:"id" maxLength:"64" doc:"Id of the clue."`
	Version int `json:"version,omitempty" minimum:"0" doc:"state_version that the person was looking at; left out, whatever it is."`
}

// A Choice is the clues to be changed: some by id, or all that a filter chooses.
type Choice struct {
	Picks  []Pick
	Filter *Filter // its sort, cursor and limit do not count
}

// A BulkState is how far a change of many clues is.
type BulkState string

// The states.
const (
	BulkRunning   BulkState = "running"   // batches remain
	BulkDone      BulkState = "done"      // all were tried
	BulkCancelled BulkState = "cancelled" // somebody stopped it; what was changed stays changed
	BulkUndoing   BulkState = "undoing"   // batches remain to be put back
	BulkUndone    BulkState = "undone"    // what nobody had touched since was put back
)

// A Bulk is a change of many clues.
type Bulk struct {
	ID       string    `json:"id" doc:"Names the change."`
	Act      BulkAct   `json:"act" doc:"What is done to each clue."`
	State    BulkState `json:"state" enum:"running,done,cancelled,undoing,undone" doc:"How far it is. running and undoing go on with the next batch."`
	Total    int       `json:"total" doc:"Clues that were chosen."`
	Done     int       `json:"done" doc:"Clues that were tried, or while undoing looked at again."`
	Changed  int       `json:"changed" doc:"Clues that were changed."`
	Skipped  int       `json:"skipped" doc:"Clues that could not be changed."`
	Restored int       `json:"restored" doc:"Clues that undoing put back: those that nobody had touched since."`
	Started  time.Time `json:"started_at" doc:"When it was begun."`
	Undoable time.Time `json:"undoable_until" doc:"Until when it can be taken back; the zero time while it runs and after it was undone."`
	Kept     []Kept    `json:"kept" nullable:"false" doc:"At most 100 clues that were not changed, or not put back, each with why."`

	office  access.Office
	account string
	ended   time.Time
}

// A Kept is a clue that a change of many left as it was.
type Kept struct {
	Clue ID         `json:"clue" doc:"Id of the clue."`
	Why  fault.Text `json:"why" doc:"Why."`
}

// check refuses what could succeed on no clue.
func (a BulkAct) check(today law.Date) error {
	switch a.Kind {
	case BulkMove:
		if !slices.Contains([]State{Found, Screening, Dismissed}, a.To) {
			return fault.Invalidf("采用和移送须逐条办理，不能批量。", "Clues are accepted and transferred one at a time, not many at once.")
		}
		c := Clue{State: Screening}
		if a.To == Screening {
			c.State = Found
		}
		return c.Move(Move{To: a.To, Reason: a.Reason, Note: a.Note})
	case BulkHold:
		c := Clue{State: Found, Holder: "x"}
		return c.hold(Hold{Until: a.Until, Note: a.Note}, access.Account{ID: a.Account}, today)
	case BulkAside:
		c := Clue{State: Found, AsideUntil: today}
		return c.Suppress(Suppression{Until: a.Until, Note: a.Note}, today)
	}
	return fault.Invalidf("批量操作只能是 move、hold 或 aside。", "Many clues can be changed by move, hold or aside.")
}

// StartBulk notes what is to be done to which clues and does nothing yet: [Service.Continue]
// carries it out batch by batch, so that it shows its progress, can be stopped between two
// batches, and goes on after a crash where it was.
func (s *Service) StartBulk(ctx context.Context, by access.Account, a BulkAct, c Choice) (b Bulk, err error) {
	right := access.MoveClues
	if a.Kind == BulkHold && a.Account != "" && a.Account != by.ID {
		right = access.AssignClues
	}
	if !access.May(by, right, by.Office) {
		return Bulk{}, fault.Forbiddenf("您没有批量%[1]s的权限。", "You may not %[2]s, many at once.", right.In().ZH, right.In().EN)
	}
	if err := a.check(law.DateOf(s.db.Now())); err != nil {
		return Bulk{}, err
	}
	if err := c.check(); err != nil {
		return Bulk{}, err
	}
	b = Bulk{ID: newBulkID(), Act: a, State: BulkRunning, Kept: []Kept{}, office: by.Office, account: by.ID}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := taker(ctx, tx, by, a.Account); err != nil {
			return err
		}
		b.Started = tx.Now
		if err := insertBulk(ctx, tx, &b, c, s.most); err != nil {
			return err
		}
		return b.record(ctx, tx, by)
	})
	return b, err
}

func newBulkID() string {
	var b [10]byte
	rand.Read(b[:])
	return "b-" + hex.EncodeToString(b[:])
}

func (c Choice) check() error {
	seen := make(map[ID]bool, len(c.Picks))
	for _, p := range c.Picks {
		if seen[p.ID] || !db.Storable(string(p.ID)) {
			return fault.Invalidf("线索编号重复或无法识别。", "A clue is named twice, or by an id that cannot be read.")
		}
		seen[p.ID] = true
	}
	switch {
	case (len(c.Picks) > 0) == (c.Filter != nil):
		return fault.Invalidf("请逐条选定线索，或者按筛选条件选定，二者取一。", "Choose the clues by id or by a filter: one of the two.")
	case len(c.Picks) > MaxBulk:
		return tooMany()
	}
	return nil
}

func tooMany() error {
	return fault.Invalidf("一次最多批量处理 %d 条线索，请缩小范围。", "At most %d clues are changed at once; choose fewer.", MaxBulk)
}

// record writes what became of the change as a whole.
func (b *Bulk) record(ctx context.Context, tx *db.Tx, by access.Account) error {
	return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.BulkClues, Object: b.ID, Office: string(b.office),
		Detail: map[string]string{"kind": string(b.Act.Kind), "state": string(b.State)}})
}

// Bulk returns a change of many clues to whoever began it; to others there is none.
func (s *Service) Bulk(ctx context.Context, by access.Account, id string) (b Bulk, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		b, err = getBulk(ctx, tx, by, id)
		return err
	})
	return b, err
}

// Continue carries out the next batch in one transaction and returns how far the change is
// then. After the last one it changes nothing. Two who continue it at once do not carry
// out the same batch twice: one of them gets a Conflict.
func (s *Service) Continue(ctx context.Context, by access.Account, id string) (b Bulk, err error) {
	return s.turn(ctx, by, id, func(tx *db.Tx, b *Bulk) error {
		if b.State != BulkRunning && b.State != BulkUndoing {
			return nil
		}
		if err := tx.Repeats(ctx); err != nil {
			return err
		}
		from, to := b.Done, min(b.Done+BulkBatch, b.Total)
		if err := b.advance(ctx, tx, to); err != nil {
			return err
		}
		if err := b.step(ctx, tx, by, from, to); err != nil {
			return err
		}
		if b.Done < b.Total {
			return b.save(ctx, tx)
		}
		if b.State == BulkUndoing {
			b.State = BulkUndone
		} else {
			b.State = BulkDone
		}
		return b.close(ctx, tx, by)
	})
}

// CancelBulk stops a change between two batches. What it has changed can be taken back.
func (s *Service) CancelBulk(ctx context.Context, by access.Account, id string) (Bulk, error) {
	return s.turn(ctx, by, id, func(tx *db.Tx, b *Bulk) error {
		if b.State != BulkRunning {
			return fault.Conflictf("批量操作已经结束，不能停止。", "The change has ended and cannot be stopped.")
		}
		if err := b.advance(ctx, tx, b.Done); err != nil {
			return err
		}
		b.State = BulkCancelled
		return b.close(ctx, tx, by)
	})
}

// UndoBulk begins to take back a change that has ended within [UndoWindow]; [Service.Continue]
// carries it out.
func (s *Service) UndoBulk(ctx context.Context, by access.Account, id string) (Bulk, error) {
	return s.turn(ctx, by, id, func(tx *db.Tx, b *Bulk) error {
		switch {
		case b.State != BulkDone && b.State != BulkCancelled:
			return fault.Conflictf("批量操作尚未结束或已撤回。", "The change has not ended, or was taken back.")
		case tx.Now.After(b.ended.Add(UndoWindow)):
			return fault.Conflictf("结束已超过 %d 分钟，不能再撤回。", "It ended more than %d minutes ago and can no longer be taken back.", int(UndoWindow.Minutes()))
		}
		if err := b.advance(ctx, tx, 0); err != nil {
			return err
		}
		b.State, b.ended = BulkUndoing, time.Time{}
		if err := b.save(ctx, tx); err != nil {
			return err
		}
		return b.record(ctx, tx, by)
	})
}

// turn does one thing to a change of many clues, in one transaction.
func (s *Service) turn(ctx context.Context, by access.Account, id string, do func(*db.Tx, *Bulk) error) (b Bulk, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if b, err = findBulk(ctx, tx, by, id); err != nil {
			return err
		}
		if err := do(tx, &b); err != nil {
			return err
		}
		b, err = getBulk(ctx, tx, by, id)
		return err
	})
	return b, err
}

// close ends the change at this moment.
func (b *Bulk) close(ctx context.Context, tx *db.Tx, by access.Account) error {
	b.ended = tx.Now
	if err := b.save(ctx, tx); err != nil {
		return err
	}
	return b.record(ctx, tx, by)
}

// step carries out or takes back one batch: it decides about each clue as if it were alone,
// and saves together what came of it. What a person could not do to a clue is told with the
// item and stops nothing.
func (b *Bulk) step(ctx context.Context, tx *db.Tx, by access.Account, from, to int) error {
	items, err := bulkItems(ctx, tx, b.ID, from, to)
	if err != nil {
		return err
	}
	clues, err := many(ctx, tx, items)
	if err != nil {
		return err
	}
	ask, err := askingOf(ctx, tx, slices.Collect(maps.Values(clues)))
	if err != nil {
		return err
	}
	taker, err := taker(ctx, tx, by, b.Act.Account)
	if err != nil && !refused(err) {
		return err
	}
	noTaker := err
	var changes []change
	for n := range items {
		i := &items[n]
		c, ok := clues[i.clue]
		switch {
		case b.State == BulkUndoing && i.after == 0:
			continue // it was not changed
		case !ok:
			i.err = noSuchClue()
			continue
		}
		var x change
		if b.State == BulkUndoing {
			x, i.err = restore(ask, by, c, *i, b.ID, tx.Now)
		} else if i.err = noTaker; i.err == nil {
			x, i.err = b.act(ask, by, taker, c, cmp.Or(i.seen, c.Version), tx.Now)
		}
		if i.err == nil {
			i.was, i.after = wasOf(c), c.Version+1
			changes = append(changes, x)
		} else if !refused(i.err) {
			return i.err
		}
	}
	lost, err := saveAll(ctx, tx, changes)
	if err != nil {
		return err
	}
	return b.keep(ctx, tx, items, lost)
}

// refused reports whether an error is one that a person is told.
func refused(err error) bool {
	kind, _ := fault.Split(err)
	return kind != fault.Internal
}

func (b *Bulk) act(ask asker, by, taker access.Account, c Clue, seen int, now time.Time) (change, error) {
	switch a := b.Act; a.Kind {
	case BulkMove:
		return move(ask, by, c, Move{To: a.To, Reason: a.Reason, Note: a.Note, Seen: seen}, now)
	case BulkAside:
		return suppress(ask, by, c, Suppression{Until: a.Until, Note: a.Note, Seen: seen}, now)
	default:
		return hold(ask, by, c, Hold{Account: a.Account, Until: a.Until, Note: a.Note, Seen: seen}, taker, now)
	}
}

// restore puts one clue back as it was before the change, if the change is the last thing
// that happened to it.
func restore(ask asker, by access.Account, c Clue, i bulkItem, bulk string, now time.Time) (change, error) {
	if err := ask(by, access.MoveClues, c); err != nil {
		return change{}, err
	}
	if c.Version != i.after {
		return change{}, fault.Conflictf("此后已有新的变动，保持现状。", "Something else has happened to it since; it stays as it is.")
	}
	e := Event{Kind: Undone, From: c.State, To: i.was.State, Until: i.was.AsideUntil}
	from := c
	i.was.back(&c, law.DateOf(now))
	return changed(by, from, c, e, now, audit.RestoreClue, map[string]string{"bulk": bulk, "to": string(c.State)}), nil
}

// keep counts what became of the items and keeps what undoing needs, or why a clue stayed as
// it was.
func (b *Bulk) keep(ctx context.Context, tx *db.Tx, items []bulkItem, lost []ID) error {
	var told []bulkItem
	for _, i := range items {
		if i.err == nil && slices.Contains(lost, i.clue) {
			i.err = changedMeanwhile()
		}
		switch undoing := b.State == BulkUndoing; {
		case undoing && i.err == nil && i.after == 0:
		case undoing && i.err == nil:
			b.Restored++
		case undoing:
			told = append(told, i)
		case i.err == nil:
			b.Changed++
			told = append(told, i)
		default:
			b.Skipped++
			told = append(told, i)
		}
	}
	return putItems(ctx, tx, told)
}
