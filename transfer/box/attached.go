package box

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/db"
)

// A Missing is a file that one side still has to give the other.
type Missing struct {
	SHA256 string
	Size   int64
}

// Missing returns the files that are to come from a partner, or to go to it, at most 1000. A
// file goes once its dispatch has a receipt: before that the partner would not take it.
func (b *Box) Missing(ctx context.Context, peer string, incoming bool) (list []Missing, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx,
			`SELECT DISTINCT f.sha256, f.size FROM dispatch_file f JOIN dispatch d ON d.id = f.dispatch
			  WHERE f.peer = $1 AND f.incoming = $2 AND f.done = 0 AND d.fate <> 'refused' AND (f.incoming = 1 OR d.receipt <> '')
			  ORDER BY f.sha256 LIMIT 1000`, peer, number(incoming))
		if err != nil {
			return fmt.Errorf("find files: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var m Missing
			if err := rows.Scan(&m.SHA256, &m.Size); err != nil {
				return fmt.Errorf("find files: %w", err)
			}
			list = append(list, m)
		}
		return rows.Err()
	})
	return list, err
}

// Named returns the size of a file that a dispatch from (incoming) or to a partner names, and
// whether one does: nothing else is taken from it or given to it.
func (b *Box) Named(ctx context.Context, peer, hash string, incoming bool) (size int64, ok bool, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		var n int
		if !hashForm.MatchString(hash) {
			return nil
		}
		err := tx.QueryRow(ctx, `SELECT COUNT(*), COALESCE(MAX(size), 0) FROM dispatch_file WHERE sha256 = $1 AND peer = $2 AND incoming = $3`, hash, peer, number(incoming)).Scan(&n, &size)
		ok = n > 0
		if err != nil {
			return fmt.Errorf("find file %s: %w", hash, err)
		}
		return nil
	})
	return size, ok, err
}

// Came reports whether a file that a partner's dispatch names has come from it.
func (b *Box) Came(ctx context.Context, peer, hash string) (there bool, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		there, err = came(ctx, tx, peer, hash)
		return err
	})
	return there, err
}

func came(ctx context.Context, tx *db.Tx, peer, hash string) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM dispatch_file WHERE sha256 = $1 AND peer = $2 AND incoming = 1 AND done = 1`, hash, peer).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("find file %s: %w", hash, err)
	}
	return n > 0, nil
}

// Carried notes that a file has come from a partner, or has gone to it, and passes on what waited
// for it.
func (b *Box) Carried(ctx context.Context, peer, hash string, incoming bool) error {
	return b.db.InTx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE dispatch_file SET done = 1 WHERE sha256 = $1 AND peer = $2 AND incoming = $3 AND done = 0`, hash, peer, number(incoming))
		if err != nil {
			return fmt.Errorf("note file %s: %w", hash, err)
		}
		if n == 0 || !incoming {
			return nil
		}
		return b.cameFor(ctx, tx, peer, hash)
	})
}
