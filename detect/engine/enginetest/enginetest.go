// Package enginetest holds every engine to one contract. A behaviour that only one
// engine's own tests check is a behaviour that a model must not rely on.
package enginetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Rows is what the engine under test must have been opened with.
func Rows() map[string][]engine.Row {
	return map[string][]engine.Row{"judgment": {
		{"id": "d1", "case_no": "（2020）测01民初1号", "filed_on": day(2020, 2, 28), "claim_amount": 1.5, "absent_defendant": true, "chars": int64(3)},
		{"id": "d2", "case_no": "引'号\"与\\反斜", "filed_on": day(2020, 3, 1), "absent_defendant": false},
		{"id": "d3"},
	}}
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// Run holds an engine to its contract. open must return an engine over Rows.
func Run(t *testing.T, open func(t *testing.T) engine.Engine) {
	e := open(t)
	t.Run("Order", func(t *testing.T) { order(t, e) })
	t.Run("Types", func(t *testing.T) { types(t, e) })
	t.Run("EmptyTables", func(t *testing.T) { emptyTables(t, e) })
	t.Run("ErrorIsYieldedOnce", func(t *testing.T) { errorOnce(t, e) })
	t.Run("CallerMayStop", func(t *testing.T) { stop(t, e) })
	t.Run("CancelledQueryFails", func(t *testing.T) { cancelled(t, e) })
	t.Run("Define", func(t *testing.T) { define(t, e) })
	t.Run("Literals", func(t *testing.T) { literals(t, e) })
	t.Run("Functions", func(t *testing.T) { functions(t, e) })
	t.Run("Components", func(t *testing.T) { components(t, e) })
	t.Run("Networks", func(t *testing.T) { networks(t, e) })
	t.Run("ClosedEngineFails", func(t *testing.T) { closed(t, e) })
}

// column reads one column of a query.
func column(t *testing.T, e engine.Engine, query, name string) (values []any) {
	t.Helper()
	for row, err := range e.Query(t.Context(), query) {
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		values = append(values, row[name])
	}
	return values
}

func order(t *testing.T, e engine.Engine) {
	got := column(t, e, `SELECT id FROM judgment ORDER BY id DESC`, "id")
	if want := []any{"d3", "d2", "d1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// types: every type of the standards comes back as the Go type engine.Row promises.
func types(t *testing.T, e engine.Engine) {
	for name, want := range map[string]any{"id": "d1", "claim_amount": 1.5, "absent_defendant": true, "chars": int64(3), "filed_on": day(2020, 2, 28), "court": nil} {
		row, err := engine.One(t.Context(), e, "SELECT * FROM judgment WHERE id = 'd1'")
		if err != nil {
			t.Fatal(err)
		}
		if row[name] != want {
			t.Errorf("%s is %T %v, want %T %v", name, row[name], row[name], want, want)
		}
	}
	row, err := engine.One(t.Context(), e, "SELECT count(*) AS n, sum(chars) AS s FROM judgment")
	if err != nil {
		t.Fatal(err)
	}
	if row["n"] != int64(3) || row["s"] != int64(3) {
		t.Errorf("count and sum are %T and %T, want int64", row["n"], row["s"])
	}
}

// emptyTables: a standard without files is a table without rows, not a missing table.
func emptyTables(t *testing.T, e engine.Engine) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range lib {
		if name == "judgment" {
			continue
		}
		if got := column(t, e, "SELECT count(*) AS n FROM "+e.Dialect().Name(engine.AsRead(s)), "n"); !slices.Equal(got, []any{int64(0)}) {
			t.Errorf("table %s has %v rows", name, got)
		}
	}
}

func errorOnce(t *testing.T, e engine.Engine) {
	yields, failures := 0, 0
	for row, err := range e.Query(t.Context(), `SELECT x FROM no_such_table`) {
		yields++
		if err != nil && row == nil {
			failures++
		}
	}
	if yields != 1 || failures != 1 {
		t.Errorf("a failed query yielded %d times, of them %d errors; want one error", yields, failures)
	}
}

func stop(t *testing.T, e engine.Engine) {
	seen := 0
	for _, err := range e.Query(t.Context(), `SELECT id FROM judgment ORDER BY id`) {
		if err != nil {
			t.Fatal(err)
		}
		seen++
		break
	}
	if got := column(t, e, `SELECT count(*) AS n FROM judgment`, "n"); seen != 1 || got[0] != int64(3) {
		t.Errorf("after stopping at row %d the next query gave %v", seen, got)
	}
}

func cancelled(t *testing.T, e engine.Engine) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range e.Query(ctx, `SELECT id FROM judgment`) {
		if err == nil {
			t.Fatal("a cancelled query gave a row")
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error is %v, want one that is context.Canceled", err)
		}
	}
}

// define: a table is worked out once, can be replaced, and is seen by later queries.
func define(t *testing.T, e engine.Engine) {
	for _, query := range []string{"SELECT id FROM judgment", "SELECT id FROM judgment WHERE id <> 'd1'"} {
		if err := e.Define(t.Context(), "defined here", query); err != nil {
			t.Fatal(err)
		}
	}
	got := column(t, e, "SELECT id FROM "+e.Dialect().Name("defined here")+" ORDER BY id", "id")
	if want := []any{"d2", "d3"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := e.Define(t.Context(), "judgment", "SELECT 1 AS x"); err == nil {
		t.Error("a table of the snapshot was replaced")
	}
}

// literals: whatever text a model contains, the engine sees that text and no SQL.
func literals(t *testing.T, e engine.Engine) {
	d := e.Dialect()
	for _, s := range []string{"", "'", "''", `"`, `\`, `\'`, `\'; DROP TABLE judgment; --`, "$1", "?", "%", "民间'借贷\"纠纷", "\n\t", "{}", "😀"} {
		row, err := engine.One(t.Context(), e, "SELECT "+d.Text(s)+" AS "+d.Name(s+"x"))
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		if row[s+"x"] != s {
			t.Errorf("literal %q came back as %v", s, row)
		}
	}
}

func functions(t *testing.T, e engine.Engine) {
	d := e.Dialect()
	whole := func(s string) string { return "CAST(" + s + " AS " + d.Type(standard.TypeInteger) + ")" }
	date := func(s string) string { return "CAST(" + d.Text(s) + " AS " + d.Type(standard.TypeDate) + ")" }
	for _, c := range []struct {
		call string
		want any
	}{
		{d.Call(engine.StartsWith, "'民间借贷'", "'民间'"), true},
		{d.Call(engine.EndsWith, "'民间借贷'", "'民间'"), false},
		{d.Call(engine.Contains, "'a%b'", "'%'"), true},
		{d.Call(engine.ContainsAny, "'王某'", "'[×某*]'"), true},
		{d.Call(engine.ContainsAny, "'甲Ｂ'", "'[！-～]'"), true},
		{d.Call(engine.ContainsAny, "'甲b-'", "'[×某*]'"), false},
		{d.Call(engine.Length, "'民间😀'"), int64(3)},
		{d.Call(engine.Plain, "'云川县 安置小区（二期）第十一标段工程'"), "云川县安置小区2期11标"},
		{d.Call(engine.Plain, "'云川县安置小区2期（标段二十三）'"), "云川县安置小区2期23标"},
		{d.Call(engine.Plain, "'A区Ⅱ标段'"), "a区2标"},
		{d.Call(engine.Plain, "'道路ii标'"), "道路2标"},
		{d.Call(engine.DaysBetween, date("2020-02-28"), date("2020-03-01")), int64(2)},
		{d.Call(engine.DaysBetween, date("2020-03-01"), date("2020-02-28")), int64(-2)},
		{d.Call(engine.AddDays, date("2020-02-28"), whole("2")), day(2020, 3, 1)},
		{d.Call(engine.DivideWhole, whole("-7"), whole("2")), int64(-3)},
		{d.Call(engine.Fingerprint, "'中'"), "a567bdaa11367f260f0708391f4d10766b5962f565d9e432f17981a3584fe1e2"},
	} {
		row, err := engine.One(t.Context(), e, "SELECT "+c.call+" AS x")
		if err != nil {
			t.Errorf("%s: %v", c.call, err)
		} else if row["x"] != c.want {
			t.Errorf("%s is %v, want %v", c.call, row["x"], c.want)
		}
	}
	joined := "SELECT " + d.Call(engine.JoinDistinct, "x", "'、'") + " AS x FROM (SELECT 'b' AS x UNION ALL SELECT 'a' UNION ALL SELECT 'b') v"
	if got := column(t, e, joined, "x"); !slices.Equal(got, []any{"a、b"}) {
		t.Errorf("join distinct gave %v", got)
	}
	over := "SELECT max(n) AS n FROM (SELECT " + d.Call(engine.CountDistinct, "x", "ORDER BY i RANGE BETWEEN 1 PRECEDING AND CURRENT ROW") +
		" AS n FROM (SELECT 'a' AS x, 1 AS i UNION ALL SELECT 'a', 2 UNION ALL SELECT 'b', 3 UNION ALL SELECT 'c', 9) v) w"
	if got := column(t, e, over, "n"); !slices.Equal(got, []any{int64(2)}) {
		t.Errorf("count distinct over a window gave %v, want 2", got)
	}
}

// components: a chain, a pair and a single node, whatever the direction of the edges.
func components(t *testing.T, e engine.Engine) {
	nodes := "SELECT 'a' AS node UNION ALL SELECT 'b' UNION ALL SELECT 'c' UNION ALL SELECT 'd' UNION ALL SELECT 'x' UNION ALL SELECT 'y' UNION ALL SELECT 'z'"
	edges := "SELECT 'd' AS a, 'c' AS b UNION ALL SELECT 'b', 'c' UNION ALL SELECT 'b', 'a' UNION ALL SELECT 'y', 'x'"
	query := "SELECT node, component FROM (" + e.Dialect().Components(nodes, edges) + ") c ORDER BY node"
	got := column(t, e, query, "component")
	if want := []any{"a", "a", "a", "a", "x", "x", "z"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func closed(t *testing.T, e engine.Engine) {
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range e.Query(t.Context(), `SELECT 1 AS x`) {
		if err == nil {
			t.Error("a closed engine answered")
		}
	}
}
