package clue

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/db"
)

// Tally counts the clues of all offices by state: for whoever watches over the program, who
// sees no clue.
func Tally(ctx context.Context, d *db.DB) (map[State]int64, error) {
	n := map[State]int64{}
	for _, state := range States() {
		n[state] = 0
	}
	err := d.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT state, COUNT(*) FROM clue GROUP BY state`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var state State
			var clues int64
			if err := rows.Scan(&state, &clues); err != nil {
				return err
			}
			n[state] = clues
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("count clues by state: %w", err)
	}
	return n, nil
}
