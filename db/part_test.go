package db_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestParts: a text is found by any part of it, and after a change by no part of what it was.
func TestParts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		texts := map[string]string{"a": "王丁", "b": "清溪县某某建材有限责任公司", "c": "𠮷野A%_\\", "d": ""}
		put := func(id, before, text string) {
			t.Helper()
			if err := d.InTx(t.Context(), func(tx *db.Tx) error { return tx.PutParts(t.Context(), "clue_part", "clue", id, before, text) }); err != nil {
				t.Fatal(err)
			}
		}
		check := func() {
			t.Helper()
			for _, want := range []string{"王", "丁", "王丁", "县", "有限", "建材有限责任公司", "清溪县某某建材有限责任公司", "某某建材有限责任公", "𠮷", "野A", "%", "_", `\`, "丙", "王丁丁", "公司", "A%_"} {
				var got []string
				from, before, whole := db.PartRange(want)
				err := d.View(t.Context(), func(tx *db.Tx) error {
					rows, err := tx.Query(t.Context(), `SELECT clue, MIN(later) FROM clue_part WHERE part >= $1 AND part < $2 GROUP BY clue`, from, before)
					if err != nil {
						return err
					}
					defer rows.Close()
					for rows.Next() {
						var id string
						var later bool
						if err := rows.Scan(&id, &later); err != nil {
							return err
						}
						if whole && later == strings.HasPrefix(texts[id], want) {
							t.Errorf("%q is in %q, later: %t", want, texts[id], later)
						}
						got = append(got, id)
					}
					return rows.Err()
				})
				if err != nil {
					t.Fatal(err)
				}
				slices.Sort(got)
				for id, text := range texts {
					if strings.Contains(text, want) != slices.Contains(got, id) && (whole || strings.Contains(text, want)) {
						t.Errorf("%q finds %v; it is in %q: %t", want, got, text, strings.Contains(text, want))
					}
				}
			}
		}
		for id, text := range texts {
			put(id, "", text)
		}
		check()
		put("a", "王丁", "李丙王")
		texts["a"] = "李丙王"
		check()
		put("b", texts["b"], texts["b"])
		check()
	})
}
