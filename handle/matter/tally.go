package matter

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/db"
)

// A Count is how many matters of a procedure are in a state.
type Count struct {
	Procedure, State string
	Matters          int64
}

// Tally counts the matters of all offices by procedure and state: for whoever watches over
// the program, who sees no matter.
func Tally(ctx context.Context, d *db.DB) (counts []Count, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT procedure, state, COUNT(*) FROM matter GROUP BY procedure, state ORDER BY procedure, state`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var c Count
			if err := rows.Scan(&c.Procedure, &c.State, &c.Matters); err != nil {
				return err
			}
			counts = append(counts, c)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("count matters by state: %w", err)
	}
	return counts, nil
}
