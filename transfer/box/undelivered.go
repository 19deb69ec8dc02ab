package box

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/db"
)

// Undelivered returns how many dispatches went out whose receipt has not come.
func Undelivered(ctx context.Context, d *db.DB) (n int64, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(*) FROM dispatch WHERE incoming = 0 AND receipt = ''`).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("count undelivered dispatches: %w", err)
	}
	return n, nil
}
