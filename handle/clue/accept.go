package clue

import (
	"context"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
)

// Accept takes a clue that is being screened to accepted, in the transaction of the act
// that opens a matter on it or lets it join one. A clue that was accepted before stays as
// it is. Errors are those of Move.
func Accept(ctx context.Context, tx *db.Tx, by access.Account, id ID) (Clue, error) {
	c, _, err := get(ctx, tx, by, id)
	if err != nil || c.State == Accepted {
		return c, err
	}
	if err := check(ctx, tx, by, access.MoveClues, c); err != nil {
		return c, err
	}
	if err := c.mine(by); err != nil {
		return c, err
	}
	from, m := c, Move{To: Accepted, Seen: c.Version}
	if err := c.Move(m); err != nil {
		return c, err
	}
	return c, save(ctx, tx, moved(by, from, c, m, tx.Now))
}
