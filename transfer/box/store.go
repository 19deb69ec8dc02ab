package box

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

const exchangeColumns = `id, office, peer, side, opened, state, duty, clue, due, version, sent, got, opened_at, changed_at, joint, clock`

func scanExchange(row interface{ Scan(...any) error }) (x Exchange, err error) {
	var at, changed string
	var duty int
	err = row.Scan(&x.ID, &x.Office, &x.Peer, &x.Side, &x.Opened, &x.State, &duty, &x.Clue, &x.Due, &x.Version, &x.sent, &x.got, &at, &changed, &x.Joint, &x.clock)
	if err != nil {
		return Exchange{}, err
	}
	x.Duty = duty == 1
	var err1, err2 error
	x.Stood = []Stood{}
	x.At, err1 = db.ParseTime(at)
	x.Changed, err2 = db.ParseTime(changed)
	return x, errors.Join(err1, err2)
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func insertExchange(ctx context.Context, tx *db.Tx, x Exchange) error {
	_, err := tx.Exec(ctx, `INSERT INTO exchange (`+exchangeColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		x.ID, string(x.Office), x.Peer, string(x.Side), string(x.Opened), string(x.State), number(x.Duty), x.Clue, x.Due, x.Version, x.sent, x.got, db.Time(x.At), db.Time(x.Changed), x.Joint, x.clock)
	if err != nil {
		return fmt.Errorf("keep exchange %s: %w", x.ID, err)
	}
	return nil
}

// updateExchange keeps x if nobody has since version seen.
func updateExchange(ctx context.Context, tx *db.Tx, x Exchange, seen int) error {
	n, err := tx.Exec(ctx, `UPDATE exchange SET opened = $1, state = $2, duty = $3, due = $4, version = $5, sent = $6, got = $7, changed_at = $8, joint = $9 WHERE id = $10 AND version = $11`,
		string(x.Opened), string(x.State), number(x.Duty), x.Due, x.Version, x.sent, x.got, db.Time(x.Changed), x.Joint, x.ID, seen)
	if err != nil {
		return fmt.Errorf("keep exchange %s: %w", x.ID, err)
	}
	if n != 1 {
		return fault.Conflictf("这件往来刚刚有变化，请重试。", "The exchange has just changed; try again.")
	}
	return nil
}

// getExchange returns the exchange if by may read it; to anyone else it does not exist, and who
// is kept from it by a tie is told so.
func getExchange(ctx context.Context, tx *db.Tx, by access.Account, id string) (Exchange, error) {
	x, err := findExchange(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Exchange{}, fault.NotFoundf("没有这件往来。", "There is no such exchange.")
	}
	if err != nil {
		return Exchange{}, err
	}
	ids, err := tied(ctx, tx, by.ID, ` CROSS JOIN exchange`, `exchange.id = $1 AND `+tieOfExchange, id)
	if err == nil {
		err = permit(by, access.ReadDispatches, x.ID, x.Office, x.Peer, ids)
	}
	if err != nil {
		return Exchange{}, err
	}
	return x, nil
}

// findExchange returns [sql.ErrNoRows] if there is none.
func findExchange(ctx context.Context, tx *db.Tx, id string) (Exchange, error) {
	if !db.Storable(id) {
		return Exchange{}, sql.ErrNoRows
	}
	x, err := scanExchange(tx.QueryRow(ctx, `SELECT `+exchangeColumns+` FROM exchange WHERE id = $1`, id))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Exchange{}, fmt.Errorf("read exchange %s: %w", id, err)
	}
	return x, err
}

// A row is what is kept of a dispatch besides what it says.
type row struct {
	incoming       bool
	actor, display string
	text, hash     string
	fate           dispatch.Fate
	says           string
	owed           bool // a receipt is owed for it
}

// insertDispatch keeps d. What stands in no exchange is one of its own, for the order of
// exchanges is unique.
func insertDispatch(ctx context.Context, tx *db.Tx, d dispatch.Dispatch, r row) error {
	_, err := tx.Exec(ctx,
		`INSERT INTO dispatch (id, exchange, peer, incoming, kind, sequence, at, kept_at, actor, display, text, hash, fate, says, owed)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		d.ID, cmp.Or(d.Exchange, d.ID), peerOf(d, r.incoming), number(r.incoming), string(d.Kind), d.Sequence, db.Time(d.At), db.Time(tx.Now),
		r.actor, r.display, r.text, r.hash, string(r.fate), r.says, number(r.owed))
	if err != nil {
		return fmt.Errorf("keep dispatch %s: %w", d.ID, err)
	}
	for _, a := range d.Attachments {
		_, err := tx.Exec(ctx, `INSERT INTO dispatch_file (dispatch, sha256, peer, incoming, size) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (dispatch, sha256) DO NOTHING`,
			d.ID, a.SHA256, peerOf(d, r.incoming), number(r.incoming), a.Size)
		if err != nil {
			return fmt.Errorf("keep dispatch %s: %w", d.ID, err)
		}
	}
	return nil
}

func peerOf(d dispatch.Dispatch, incoming bool) string {
	if incoming {
		return d.From
	}
	return d.To
}

const itemColumns = `id, incoming, kind, sequence, at, kept_at, display, fate, says, text, hash, receipt, tries, error`

func scanItem(row interface{ Scan(...any) error }) (i Item, err error) {
	var at, kept string
	var incoming int
	err = row.Scan(&i.ID, &incoming, &i.Kind, &i.Sequence, &at, &kept, &i.By, &i.Fate, &i.Says, &i.Text, &i.Hash, &i.Receipt, &i.Tries, &i.Error)
	if err != nil {
		return Item{}, err
	}
	i.Incoming = incoming == 1
	var err1, err2 error
	i.At, err1 = db.ParseTime(at)
	i.Kept, err2 = db.ParseTime(kept)
	return i, errors.Join(err1, err2)
}

// items returns what a statement selects.
func items(ctx context.Context, tx *db.Tx, rest string, args ...any) ([]Item, error) {
	rows, err := tx.Query(ctx, `SELECT `+itemColumns+` FROM dispatch `+rest, args...)
	if err != nil {
		return nil, fmt.Errorf("read dispatches: %w", err)
	}
	defer rows.Close()
	list := []Item{}
	for rows.Next() {
		i, err := scanItem(rows)
		if err != nil {
			return nil, fmt.Errorf("read dispatches: %w", err)
		}
		list = append(list, i)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read dispatches: %w", err)
	}
	return list, nil
}

// one returns the first dispatch that a statement selects, if there is one. It is prepared
// once in a transaction, which counts when a thousand letters are taken in one.
func one(ctx context.Context, tx *db.Tx, rest string, args ...any) (Item, bool, error) {
	i, err := scanItem(tx.QueryRow(ctx, `SELECT `+itemColumns+` FROM dispatch `+rest+` LIMIT 1`, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return Item{}, false, nil
	}
	if err != nil {
		return Item{}, false, fmt.Errorf("read a dispatch: %w", err)
	}
	return i, true, nil
}

// find returns the dispatch of that id, if there is one.
func find(ctx context.Context, tx *db.Tx, id string) (Item, bool, error) {
	if !db.Storable(id) {
		return Item{}, false, nil
	}
	return one(ctx, tx, `WHERE id = $1`, id)
}

// numbered returns the dispatch that came under a number in an exchange, if it has.
func numbered(ctx context.Context, tx *db.Tx, exchange string, sequence int) (Item, bool, error) {
	return one(ctx, tx, `WHERE exchange = $1 AND incoming = 1 AND sequence = $2`, exchange, sequence)
}

// setFate keeps what became of an incoming dispatch.
func setFate(ctx context.Context, tx *db.Tx, id string, fate dispatch.Fate, says string) error {
	if _, err := tx.Exec(ctx, `UPDATE dispatch SET fate = $1, says = $2, owed = 1 WHERE id = $3`, string(fate), says, id); err != nil {
		return fmt.Errorf("keep the fate of %s: %w", id, err)
	}
	return nil
}
