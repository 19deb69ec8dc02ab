package clue

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// How long at most. Neither is in the law: without the first, a clue could be put aside
// for good, which is a dismissal without a reason code; without the second, one that
// somebody forgot would never come to anybody else.
const (
	MaxAside = 12 // months for which a clue can be put aside
	MaxHold  = 3  // months for which a clue can be held
)

// A Suppression puts a clue aside up to and with a day; without a day it brings it back.
type Suppression struct {
	Until law.Date
	Note  string // why, at least [MinNote] characters; may be empty to bring it back
	Seen  int    // the version the person was looking at
}

// A Hold gives a clue to an account up to and with a day; without an account it frees it.
type Hold struct {
	Account string // id
	Until   law.Date
	Note    string // may be empty
	Seen    int    // the version the person was looking at
}

// ended forgets what is over today.
func (c *Clue) ended(today law.Date) {
	if c.AsideUntil.Before(today) {
		c.AsideUntil = law.Date{}
	}
	if c.HeldUntil.Before(today) {
		c.Holder, c.HolderName, c.HeldUntil = "", "", law.Date{}
	}
}

// mine returns nil unless somebody else holds the clue.
func (c *Clue) mine(by access.Account) error {
	if c.Holder == "" || c.Holder == by.ID || by == access.CommandLine(by.Office) {
		return nil
	}
	return fault.Conflictf("线索由%s办理至 %s，在此之前他人不能处理；请联系其本人或由负责人改派。",
		"The clue is with %s until %s, and nobody else can act on it before; ask them, or have a leader reassign it.", c.HolderName, c.HeldUntil)
}

// Suppress puts c aside today, or brings it back, or says why it may not be.
func (c *Clue) Suppress(s Suppression, today law.Date) error {
	note := strings.TrimSpace(s.Note)
	switch {
	case c.State != Found && c.State != Screening:
		return fault.New(fault.Conflict, "%[1]s的线索不能暂缓。", "A clue that is %[2]s cannot be put aside.", c.State.In().ZH, c.State.In().EN)
	case s.Until.IsZero() && c.AsideUntil.IsZero():
		return fault.Conflictf("这条线索没有暂缓。", "The clue is not put aside.")
	case !s.Until.IsZero() && (!s.Until.After(today) || s.Until.After(today.AddMonths(MaxAside))):
		return fault.Invalidf("暂缓的截止日须在今天之后、%d 个月以内。", "A clue is put aside until a day after today, at most %d months ahead.", MaxAside)
	case !s.Until.IsZero() && utf8.RuneCountInString(note) < MinNote:
		return fault.Invalidf("请用至少 %d 个字说明为何暂缓。", "Say in at least %d characters why the clue is put aside.", MinNote)
	}
	if err := checkNote(note); err != nil {
		return err
	}
	c.AsideUntil = s.Until
	return nil
}

// hold gives c to an account today, or to nobody if to is the zero account.
func (c *Clue) hold(h Hold, to access.Account, today law.Date) error {
	switch {
	case c.State != Found && c.State != Screening:
		return fault.New(fault.Conflict, "%[1]s的线索不能领取或分派。", "A clue that is %[2]s cannot be held.", c.State.In().ZH, c.State.In().EN)
	case to.ID == "" && c.Holder == "":
		return fault.Conflictf("这条线索无人持有。", "Nobody holds the clue.")
	case to.ID != "" && (h.Until.Before(today) || h.Until.After(today.AddMonths(MaxHold))):
		return fault.Invalidf("持有的截止日须为今天或以后、%d 个月以内。", "A clue is held until today or a later day, at most %d months ahead.", MaxHold)
	}
	if err := checkNote(h.Note); err != nil {
		return err
	}
	c.Holder, c.HolderName, c.HeldUntil = to.ID, to.Display, h.Until
	if to.ID == "" {
		c.HeldUntil = law.Date{}
	}
	return nil
}

// mayChange returns nil if by may act on the clue, which they saw at version seen.
func mayChange(ask asker, by access.Account, c Clue, seen int) error {
	if err := ask(by, access.MoveClues, c); err != nil {
		return err
	}
	if c.Version != seen {
		return changedMeanwhile()
	}
	return c.mine(by)
}

// Suppress puts a clue aside or brings it back. Errors are those of Move.
func (s *Service) Suppress(ctx context.Context, by access.Account, id ID, x Suppression) (Detail, error) {
	return s.act(ctx, by, id, func(tx *db.Tx, c Clue) (change, error) { return suppress(asking(ctx, tx), by, c, x, tx.Now) })
}

// Hold gives a clue to somebody or frees it. Whoever gives it to another, or takes it from
// another, needs the right to assign; it is given only to whoever may act on it.
func (s *Service) Hold(ctx context.Context, by access.Account, id ID, h Hold) (Detail, error) {
	return s.act(ctx, by, id, func(tx *db.Tx, c Clue) (change, error) {
		to, err := taker(ctx, tx, by, h.Account)
		if err != nil {
			return change{}, err
		}
		return hold(asking(ctx, tx), by, c, h, to, tx.Now)
	})
}

// act does one thing to one clue and returns it as it then stands.
func (s *Service) act(ctx context.Context, by access.Account, id ID, do func(*db.Tx, Clue) (change, error)) (d Detail, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		c, err := bare(ctx, tx, by, id)
		if err != nil {
			return err
		}
		x, err := do(tx, c)
		if err != nil {
			return err
		}
		if err := save(ctx, tx, x); err != nil {
			return err
		}
		d, err = detail(ctx, tx, by, id)
		return err
	})
	return d, err
}

// bare is get without the finding.
func bare(ctx context.Context, tx *db.Tx, by access.Account, id ID) (Clue, error) {
	c, err := unchecked(ctx, tx, id)
	if err != nil {
		return Clue{}, err
	}
	return c, check(ctx, tx, by, access.ReadClues, c)
}

// unchecked is bare for an act that asks for the right itself before anything else.
func unchecked(ctx context.Context, tx *db.Tx, id ID) (Clue, error) {
	if !db.Storable(string(id)) {
		return Clue{}, noSuchClue()
	}
	c, err := scanClue(tx.QueryRow(ctx, `SELECT `+columns+` FROM clue WHERE id = $1`, string(id)), law.DateOf(tx.Now))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Clue{}, noSuchClue()
	case err != nil:
		return Clue{}, fmt.Errorf("get clue %s: %w", id, err)
	}
	return c, nil
}

// taker returns the account that is to have a clue: the zero account for nobody.
func taker(ctx context.Context, tx *db.Tx, by access.Account, id string) (access.Account, error) {
	switch id {
	case "":
		return access.Account{}, nil
	case by.ID:
		return by, nil
	}
	if !access.May(by, access.AssignClues, by.Office) { // before anything is said of the account
		return access.Account{}, fault.Forbiddenf("您没有分派线索的权限。", "You may not assign clues.")
	}
	return access.Find(ctx, tx, id)
}

func suppress(ask asker, by access.Account, c Clue, s Suppression, now time.Time) (change, error) {
	if err := mayChange(ask, by, c, s.Seen); err != nil {
		return change{}, err
	}
	from := c
	if err := c.Suppress(s, law.DateOf(now)); err != nil {
		return change{}, err
	}
	e := Event{Kind: PutAside, Until: s.Until, Note: s.Note}
	return changed(by, from, c, e, now, audit.AsideClue, map[string]string{"until": s.Until.String()}), nil
}

func hold(ask asker, by access.Account, c Clue, h Hold, to access.Account, now time.Time) (change, error) {
	if err := ask(by, access.MoveClues, c); err != nil {
		return change{}, err
	}
	others := c.mine(by)
	if others != nil || to.ID != "" && to.ID != by.ID {
		if err := ask(by, access.AssignClues, c); err != nil {
			return change{}, cmp.Or(others, err)
		}
	}
	if c.Version != h.Seen {
		return change{}, changedMeanwhile()
	}
	if to.ID != "" && to.ID != by.ID {
		if err := ask(to, access.MoveClues, c); err != nil {
			return change{}, fault.Invalidf("%s不能办理这条线索（角色、单位或回避），请另选他人。", "%s cannot act on this clue (role, office or recusal); choose somebody else.", to.Display)
		}
	}
	from := c
	if err := c.hold(h, to, law.DateOf(now)); err != nil {
		return change{}, err
	}
	e := Event{Kind: Held, Until: c.HeldUntil, Whom: to.Display, Note: h.Note}
	x := changed(by, from, c, e, now, audit.HoldClue, map[string]string{"account": to.ID, "until": c.HeldUntil.String()})
	x.quiet = true
	return x, nil
}
