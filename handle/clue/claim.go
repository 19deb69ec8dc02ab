package clue

import (
	"context"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Claim asks for the next clue that nobody has looked at.
type Claim struct {
	Filter  Filter   // among these; its states, cursor and limit do not count
	Account string   // id of whom it is for; empty means who asks
	Until   law.Date // the last day on which it is theirs
}

// Claim gives the first free clue of the filter's order to somebody and begins its
// screening. Two who ask at once never get the same clue: the loser of a race takes the
// next one. Without a clue that they may take, it returns NotFound.
func (s *Service) Claim(ctx context.Context, by access.Account, c Claim) (d Detail, err error) {
	if !access.May(by, access.MoveClues, by.Office) {
		return Detail{}, fault.Forbiddenf("您可以查看线索，但不能领取。", "You may read clues but not claim them.")
	}
	f := c.Filter
	f.States, f.Free, f.Cursor, f.Limit = []State{Found}, true, "", 50
	for {
		var next string
		var lost bool
		o, err := f.check()
		if err != nil {
			return Detail{}, err
		}
		err = s.db.InTx(ctx, func(tx *db.Tx) (err error) {
			d, next, lost, err = s.claim(ctx, tx, by, c, f, o)
			return err
		})
		switch {
		case err != nil:
			return Detail{}, err
		case d.ID != "":
			return d, nil
		case next == "" && !lost:
			return Detail{}, fault.NotFoundf("没有可以领取的线索。", "There is no clue to claim.")
		case !lost: // after a lost race the same page is read again: somebody may have put one back
			f.Cursor = next
		}
	}
}

// claim tries the clues of one page. Without success it returns the cursor of the next
// page, and whether it lost a race.
func (s *Service) claim(ctx context.Context, tx *db.Tx, by access.Account, c Claim, f Filter, o order) (d Detail, next string, lost bool, err error) {
	account := c.Account
	if account == "" {
		account = by.ID
	}
	to, err := taker(ctx, tx, by, account)
	if err != nil {
		return d, "", false, err
	}
	list, err := s.first(ctx, tx, by.Office, f, o)
	if err != nil {
		return d, "", false, err
	}
	if len(list) > f.Limit {
		list = list[:f.Limit]
		next = o.cursor(list[f.Limit-1])
	}
	for _, x := range list {
		ok, err := mayTake(ctx, tx, by, to, x)
		if err != nil {
			return d, "", false, err
		}
		if !ok {
			continue
		}
		err = take(ctx, tx, by, to, x, c.Until)
		if fault.Is(err, fault.Conflict) {
			lost = true
			continue
		}
		if err != nil {
			return d, "", false, err
		}
		d, err = detail(ctx, tx, by, x.ID)
		return d, "", false, err
	}
	return d, next, lost, nil
}

// mayTake reports whether by may give the clue to somebody: a tie to its subject keeps
// either from it.
func mayTake(ctx context.Context, tx *db.Tx, by, to access.Account, c Clue) (bool, error) {
	for _, who := range []access.Account{by, to} {
		if err := check(ctx, tx, who, access.MoveClues, c); fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	return true, nil
}

// take begins the screening of a clue and gives it to somebody.
func take(ctx context.Context, tx *db.Tx, by, to access.Account, c Clue, until law.Date) error {
	ask := asking(ctx, tx)
	x, err := move(ask, by, c, Move{To: Screening, Seen: c.Version}, tx.Now)
	if err != nil {
		return err
	}
	if err := save(ctx, tx, x); err != nil {
		return err
	}
	c = x.clue
	c.Version++
	if x, err = hold(ask, by, c, Hold{Account: to.ID, Until: until, Seen: c.Version}, to, tx.Now); err != nil {
		return err
	}
	return save(ctx, tx, x)
}
