package clue

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// Leave moves a clue that is screened to transferred, in the transaction that offers it to
// another agency, and returns what is offered.
func Leave(ctx context.Context, tx *db.Tx, by access.Account, id ID, note string) (Clue, scan.Finding, error) {
	c, f, err := get(ctx, tx, by, id)
	if err != nil {
		return Clue{}, scan.Finding{}, err
	}
	if !access.May(by, access.MoveClues, c.Office) {
		return Clue{}, scan.Finding{}, fault.Forbiddenf("您可以查看这条线索，但不能处理。", "You may read this clue but not move it.")
	}
	if err := c.mine(by); err != nil {
		return Clue{}, scan.Finding{}, err
	}
	from := c
	m := Move{To: Transferred, Note: note, Seen: c.Version}
	if err := c.Move(m); err != nil {
		return Clue{}, scan.Finding{}, err
	}
	return c, f, save(ctx, tx, moved(by, from, c, m, tx.Now))
}

// ComeBack puts a transferred clue back into screening, visibly: the agency that it went to
// does not answer for it. by is whose step it was, as the history shows it. A clue that is
// elsewhere stays where it is.
func ComeBack(ctx context.Context, tx *db.Tx, by access.Account, id ID, note string) error {
	return returned(ctx, tx, by, id, Screening, note)
}

// Told notes in the history of a transferred clue what the other agency said of it.
func Told(ctx context.Context, tx *db.Tx, by access.Account, id ID, note string) error {
	return returned(ctx, tx, by, id, Transferred, note)
}

// Resolved is Told of what came of the clue in the end. code is that of the result; it tells
// whether the model that found the clue was right.
func Resolved(ctx context.Context, tx *db.Tx, by access.Account, id ID, note, code string) error {
	c, _, err := get(ctx, tx, access.CommandLine(by.Office), id)
	if fault.Is(err, fault.NotFound) || err == nil && c.State != Transferred {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO clue_outcome (clue, code, at) VALUES ($1, $2, $3) ON CONFLICT (clue) DO UPDATE SET code = $2, at = $3`, string(id), code, db.Time(tx.Now))
	if err != nil {
		return fmt.Errorf("keep what came of clue %s: %w", id, err)
	}
	return Told(ctx, tx, by, id, note)
}

func returned(ctx context.Context, tx *db.Tx, by access.Account, id ID, to State, note string) error {
	c, _, err := get(ctx, tx, access.CommandLine(by.Office), id)
	if fault.Is(err, fault.NotFound) || err == nil && c.State != Transferred {
		return nil
	}
	if err != nil {
		return err
	}
	from := c
	c.State = to
	return save(ctx, tx, moved(by, from, c, Move{To: to, Note: note}, tx.Now))
}

// FindingOf returns the finding that a clue rests on now, if by may read it.
func FindingOf(ctx context.Context, tx *db.Tx, by access.Account, id ID) (scan.Finding, error) {
	_, f, err := get(ctx, tx, by, id)
	return f, err
}
