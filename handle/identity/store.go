package identity

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/mingjian/mingjian/db"
)

const columns = `id, office, left_dataset, left_record, left_mention, right_dataset, right_record, right_mention,
	verdict, reason, actor, display, at, undone_at, undone_by, undone_why`

// newID makes an id that sorts by moment, then by the order of acts in this process; the
// random end keeps two servers apart.
func newID(tx *db.Tx) string {
	var b [6]byte
	rand.Read(b[:])
	return fmt.Sprintf("d-%016x-%08x-%s", tx.Now.UnixMicro(), tx.Act(), hex.EncodeToString(b[:]))
}

func insert(ctx context.Context, tx *db.Tx, d Decision) error {
	_, err := tx.Exec(ctx,
		`INSERT INTO identity_decision (id, office, left_dataset, left_record, left_mention,
			right_dataset, right_record, right_mention, verdict, reason, actor, display, at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		d.ID, string(d.Office), d.Left.Dataset, d.Left.Record, d.Left.Mention,
		d.Right.Dataset, d.Right.Record, d.Right.Mention, string(d.Verdict), d.Reason, d.By, d.Display, db.Time(d.At))
	if err != nil {
		return fmt.Errorf("keep identity decision %s: %w", d.ID, err)
	}
	return nil
}

// replace takes back what is in force about the pair of d, because d takes its place.
func replace(ctx context.Context, tx *db.Tx, d Decision) error {
	_, err := tx.Exec(ctx,
		`UPDATE identity_decision
		    SET undone_at = $1, undone_by = $2, undone_why = $3
		  WHERE office = $4 AND left_dataset = $5 AND left_record = $6 AND left_mention = $7
		    AND right_dataset = $8 AND right_record = $9 AND right_mention = $10 AND undone_at = ''`,
		db.Time(d.At), d.By, d.ID, string(d.Office), d.Left.Dataset, d.Left.Record, d.Left.Mention,
		d.Right.Dataset, d.Right.Record, d.Right.Mention)
	if err != nil {
		return fmt.Errorf("replace the decision before %s: %w", d.ID, err)
	}
	return nil
}

// undo saves that d was taken back, if nobody was faster.
func undo(ctx context.Context, tx *db.Tx, d Decision) error {
	n, err := tx.Exec(ctx, `UPDATE identity_decision SET undone_at = $1, undone_by = $2, undone_why = $3 WHERE id = $4 AND undone_at = ''`,
		db.Time(d.UndoneAt), d.UndoneBy, d.UndoneWhy, d.ID)
	if err == nil && n != 1 {
		err = errors.New("it was taken back meanwhile")
	}
	if err != nil {
		return fmt.Errorf("take back identity decision %s: %w", d.ID, err)
	}
	return nil
}

// find returns the decisions that the rest of a statement asks for.
func find(ctx context.Context, tx *db.Tx, rest string, args ...any) (list []Decision, err error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM identity_decision `+rest, args...)
	if err != nil {
		return nil, fmt.Errorf("list identity decisions: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		d, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("list identity decisions: %w", err)
		}
		list = append(list, d)
	}
	return list, rows.Err()
}

// scan reads columns.
func scan(row interface{ Scan(...any) error }) (d Decision, err error) {
	var at, undone string
	err = row.Scan(&d.ID, &d.Office, &d.Left.Dataset, &d.Left.Record, &d.Left.Mention,
		&d.Right.Dataset, &d.Right.Record, &d.Right.Mention, &d.Verdict, &d.Reason, &d.By, &d.Display,
		&at, &undone, &d.UndoneBy, &d.UndoneWhy)
	if err != nil {
		return Decision{}, err
	}
	var err1, err2 error
	d.At, err1 = db.ParseTime(at)
	d.UndoneAt, err2 = db.ParseTime(undone)
	return d, errors.Join(err1, err2)
}
