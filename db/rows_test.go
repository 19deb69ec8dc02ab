package db_test

import (
	"testing"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestRows: rows that a statement is given as one value are what was given, on either database.
func TestRows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		texts := []string{"王丁", "𠮷野", `"\'<&>`, "a\tb\r\n", "\u2028", "12", "", `["x"]`}
		var rows [][]any
		for i, text := range texts {
			rows = append(rows, []any{i, text})
		}
		list, err := db.Rows(rows)
		if err != nil {
			t.Fatal(err)
		}
		got := map[int]string{}
		err = d.View(t.Context(), func(tx *db.Tx) error {
			found, err := tx.Query(t.Context(), `SELECT CAST(value ->> 0 AS INTEGER), value ->> 1 FROM json_rows($1) AS v`, list)
			if err != nil {
				return err
			}
			defer found.Close()
			for found.Next() {
				var n int
				var text string
				if err := found.Scan(&n, &text); err != nil {
					return err
				}
				got[n] = text
			}
			return found.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range texts {
			if got[i] != text {
				t.Errorf("row %d is %q, not %q", i, got[i], text)
			}
		}
		if len(got) != len(texts) {
			t.Errorf("%d rows of %d", len(got), len(texts))
		}
	})
}
