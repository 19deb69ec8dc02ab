package duck_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/fault"
)

// chain is a query over parts, some of which several others read; a part has the name of a
// column, and one has the name of a table in another session.
func chain(n int) ([]engine.Part, string) {
	return []engine.Part{
		{Name: "numbers", SQL: fmt.Sprintf(`SELECT range AS n FROM range(%d)`, n), Shared: true},
		{Name: "even", SQL: `SELECT n FROM "numbers" WHERE n % 2 = 0`},
		{Name: "squares", SQL: `SELECT n, n * n AS "even" FROM "even"`, Shared: true},
		{Name: "large", SQL: `SELECT n FROM "squares" WHERE "even" > 10`},
		{Name: "groups", SQL: duck.Dialect{}.Components(`SELECT n AS node FROM "large"`, `SELECT a.n AS a, b.n AS b FROM "numbers" a JOIN "large" b ON b.n = a.n + 2`), Shared: true},
	}, `SELECT count(*) AS n, count(DISTINCT g.component) AS parts, sum(s."even") AS total FROM "groups" g JOIN "squares" s ON s.n = g.node`
}

// TestPartsOneByOne: the rows are those of the one statement, several queries at a time have
// tables of the same names, and nothing is left behind.
func TestPartsOneByOne(t *testing.T) {
	e, few := open(t, duck.Options{}), open(t, duck.Options{Few: true})
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			parts, query := chain(20 * n)
			var got, want []string
			for row, err := range engine.QueryParts(t.Context(), e, parts, query) {
				got = append(got, fmt.Sprint(row, err))
			}
			for row, err := range engine.QueryParts(t.Context(), few, parts, query) {
				want = append(want, fmt.Sprint(row, err))
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	wait.Wait()
	if row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM duckdb_tables() WHERE temporary"); err != nil || row["n"] != int64(0) {
		t.Errorf("%v tables are left, %v", row, err)
	}
}

// TestBrokenPart: a part that fails is one error, and what was made before it is dropped.
func TestBrokenPart(t *testing.T) {
	e := open(t, duck.Options{})
	parts, query := chain(10)
	parts[2].SQL = `SELECT n, error('no') AS "even" FROM "even"`
	failed := 0
	for _, err := range engine.QueryParts(t.Context(), e, parts, query) {
		if err == nil {
			t.Error("a row came of a broken part")
		}
		failed++
	}
	if failed != 1 {
		t.Errorf("%d errors", failed)
	}
	if row, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM duckdb_tables() WHERE temporary"); err != nil || row["n"] != int64(0) {
		t.Errorf("%v tables are left, %v", row, err)
	}
}

// TestTooLarge: a query for which there is no room says what to set.
func TestTooLarge(t *testing.T) {
	e := open(t, duck.Options{MemoryLimit: "20MB", TempDir: t.TempDir(), TempLimit: "10MB", Threads: 1})
	_, err := engine.One(t.Context(), e, "SELECT count(*) AS n FROM (SELECT sha256(range::VARCHAR) AS a, row_number() OVER (ORDER BY sha256(range::VARCHAR)) AS b FROM range(2000000)) WHERE b % 2 = 0 AND a > '1'")
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Conflict {
		t.Errorf("got %v", err)
	}
}
