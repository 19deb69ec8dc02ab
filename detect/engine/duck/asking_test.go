package duck_test

import (
	"fmt"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestAsking: the threads that ask take the place of threads that wait for work, never more of
// them than there are, and no query finds fewer rows for it.
func TestAsking(t *testing.T) {
	for _, x := range []struct{ threads, asking, want int }{{2, 0, 1}, {2, 1, 1}, {2, 2, 2}, {2, 56, 2}, {1, 2, 1}, {16, 56, 4}} {
		e := open(t, duck.Options{Threads: x.threads, Asking: x.asking})
		row, err := engine.One(t.Context(), e, "SELECT CAST(current_setting('external_threads') AS BIGINT) AS n, (SELECT count(DISTINCT range) FROM range(1000000)) AS rows")
		if err != nil || fmt.Sprint(row["n"]) != fmt.Sprint(x.want) || row["rows"] != int64(1000000) {
			t.Errorf("%+v: %v, %v", x, row, err)
		}
	}
}

// TestTableBeingMade: while one table is made others can be read, and whoever names the one
// waits for it.
func TestTableBeingMade(t *testing.T) {
	file := parquet(t)
	e := open(t, duck.Options{Tables: map[string][]string{"judgment": {file}}, TempDir: t.TempDir(), Asking: 2})
	failed := make(chan error)
	for range 8 {
		go func() { failed <- engine.Keep(t.Context(), e, "judgment") }()
		go func() {
			row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM judgment, (SELECT count(*) FROM element)")
			if err == nil && row["n"] != int64(3) {
				err = fmt.Errorf("%v", row)
			}
			failed <- err
		}()
	}
	for range 16 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}
