package duck_test

import (
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestKeep: rows that are held at hand are the rows of the files, whatever was asked before,
// and they stay part of the snapshot.
func TestKeep(t *testing.T) {
	file := parquet(t)
	tables := map[string][]string{"judgment": {file}}
	for _, o := range []duck.Options{{Tables: tables}, {Tables: tables, TempDir: t.TempDir()}} {
		for _, before := range []bool{false, true} {
			e := open(t, o)
			if before {
				if _, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM judgment"); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				if err := engine.Keep(t.Context(), e, "judgment", "element", "nothing"); err != nil {
					t.Fatal(err)
				}
			}
			if row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM judgment, (SELECT count(*) AS m FROM element) WHERE m = 0"); err != nil || row["n"] != int64(3) {
				t.Errorf("before %v: %v, %v", before, row, err)
			}
			if err := e.Define(t.Context(), "judgment", "SELECT 1 AS id"); err == nil {
				t.Error("a table of the snapshot was replaced")
			}
		}
	}
}
