package matter

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/db"
)

// Naming returns the matters that name a party by one of the identity numbers, with what
// these stand for: of is anything by number.
func Naming(ctx context.Context, d *db.DB, of map[string]string) (map[ID][]string, error) {
	found := map[ID][]string{}
	if len(of) == 0 {
		return found, nil
	}
	err := d.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT DISTINCT matter, identifier FROM matter_party WHERE identifier <> ''`)
		if err != nil {
			return fmt.Errorf("look for matters by their parties: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var id ID
			var number string
			if err := rows.Scan(&id, &number); err != nil {
				return fmt.Errorf("look for matters by their parties: %w", err)
			}
			if what := of[number]; what != "" {
				found[id] = append(found[id], what)
			}
		}
		return rows.Err()
	})
	return found, err
}
