package audit_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestWaitingAreFound: the acts that wait for their place are read from an index, and not looked for among all that have
// one. PostgreSQL walked past all of these in the order of ids.
func TestWaitingAreFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		explain, index := "EXPLAIN QUERY PLAN ", "audit_outbox_place"
		if strings.HasSuffix(t.Name(), "/postgres") {
			explain, index = "EXPLAIN ", "audit_outbox_waiting"
		}
		run(t, d, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
			INSERT INTO audit_outbox (id, at, actor, verb, object, office, detail, place) SELECT 'e-' || i, '', '', '', '', '', '', 0 FROM n`)
		run(t, d, `ANALYZE audit_outbox`)
		run(t, d, `UPDATE audit_outbox SET place = CAST(substr(id, 3) AS INTEGER) WHERE id <> 'e-777'`) // sealed since anybody counted
		err := d.View(t.Context(), func(tx *db.Tx) error {
			rows, err := tx.Query(t.Context(), explain+`SELECT id, at, actor, verb, object, office, detail, salt, commitment FROM audit_outbox WHERE place = 0 ORDER BY id LIMIT 1000`)
			if err != nil {
				return err
			}
			defer rows.Close()
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			var plan strings.Builder
			for rows.Next() {
				cells, at := make([]string, len(columns)), make([]any, len(columns))
				for i := range cells {
					at[i] = &cells[i]
				}
				if err := rows.Scan(at...); err != nil {
					return err
				}
				plan.WriteString(cells[len(cells)-1] + "\n")
			}
			if !strings.Contains(plan.String(), index) {
				t.Errorf("not in %s:\n%s", index, plan.String())
			}
			return rows.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
