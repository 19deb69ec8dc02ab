package duck_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestTablesAreMadeWhenNamed: however a query spells the name of a table of the snapshot,
// the table is there, and so is one that only a later query names.
func TestTablesAreMadeWhenNamed(t *testing.T) {
	file := parquet(t)
	for _, query := range []string{
		"SELECT count(*) AS n FROM judgment",
		`SELECT count(*) AS n FROM "judgment"`,
		`SELECT count(*) AS n FROM (SELECT * FROM memory.main.JUDGMENT) x`,
		`SELECT count(*) AS n FROM custody_as_read c RIGHT JOIN judgment ON false`,
	} {
		e := open(t, duck.Options{Tables: map[string][]string{"judgment": {file}}})
		if row, err := engine.One(t.Context(), e, query); err != nil || row["n"] != int64(3) {
			t.Errorf("%s: %v, %v", query, row, err)
		}
	}
	e := open(t, duck.Options{Tables: map[string][]string{"judgment": {file}}})
	if err := e.Define(t.Context(), "later", "SELECT id FROM judgment"); err != nil {
		t.Fatal(err)
	}
	if row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM later l ANTI JOIN custody_as_read ON true"); err != nil || row["n"] != int64(3) {
		t.Errorf("%v, %v", row, err)
	}
	if !e.Holds("judgment") || e.Holds("custody") {
		t.Error("the engine does not know what it holds")
	}
}

// TestTablesAreMadeOnce: many queries may name a table for the first time at once.
func TestTablesAreMadeOnce(t *testing.T) {
	e := open(t, duck.Options{Tables: map[string][]string{"judgment": {parquet(t)}}})
	var all sync.WaitGroup
	failed := make(chan error, 8)
	for range cap(failed) {
		all.Go(func() {
			row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM judgment, (SELECT count(*) FROM marriage_as_read)")
			if err == nil && row["n"] != int64(3) {
				err = fmt.Errorf("%v", row)
			}
			failed <- err
		})
	}
	all.Wait()
	for range cap(failed) {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}
