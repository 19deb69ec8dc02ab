package duck_test

import (
	"errors"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestPool: an engine that is lent answers from the rows it was lent with and no others,
// with a plan that was made when there were none.
func TestPool(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	lib = standard.Library{"judgment": lib["judgment"]}
	p, err := duck.NewPool(t.Context(), lib, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	const query = "SELECT count(*) AS n, max(filed_on) AS last, max(claim_amount) AS most FROM judgment WHERE court = 'a' AND id > 'd-0'"
	if err := p.Prepare(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, n := range []int{3, 0, 1, 5000} {
		var rows []engine.Row
		for i := range n {
			rows = append(rows, engine.Row{"id": "d-1", "court": "a", "filed_on": day, "claim_amount": float64(i + 1)})
		}
		e, err := p.Lend(t.Context(), map[string][]engine.Row{"judgment": rows})
		if err != nil {
			t.Fatal(err)
		}
		if got := engine.Holds(e, "judgment"); got != (n > 0) {
			t.Errorf("holds judgments: %v with %d", got, n)
		}
		row, err := engine.One(t.Context(), e, query)
		if err != nil || row["n"] != int64(n) || n > 0 && (row["last"] != day || row["most"] != float64(n)) {
			t.Errorf("lent %d rows: %v, %v", n, row, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := p.Lend(t.Context(), map[string][]engine.Row{"judgment": {{"id": 7}}}); err == nil {
		t.Error("a row that does not fit was taken")
	}
	e, err := p.Lend(t.Context(), nil) // it is there again
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if row, err := engine.One(t.Context(), e, query); err != nil || row["n"] != int64(0) {
		t.Errorf("something is left: %v, %v", row, err)
	}
}

// TestTexts: columns are read as engine.Text writes their values, whatever texts hold.
func TestTexts(t *testing.T) {
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	rows := []engine.Row{
		{"id": "d-1", "court": "", "filed_on": day, "claim_amount": 0.1, "absent_defendant": true},
		{"id": "d-2", "court": "一\n二", "absent_defendant": false},
	}
	e := open(t, duck.Options{Rows: map[string][]engine.Row{"judgment": rows}})
	columns := []string{"id", "court", "filed_on", "claim_amount", "absent_defendant"}
	n := 0
	for got, err := range engine.Texts(t.Context(), e, "judgment", columns) {
		if err != nil {
			t.Fatal(err)
		}
		want := rows[0]
		if got[0] == "d-2" {
			want = rows[1]
		}
		for i, c := range columns {
			if got[i] != engine.Text(want[c]) {
				t.Errorf("%s of %s: %q, want %q", c, got[0], got[i], engine.Text(want[c]))
			}
		}
		n++
	}
	if n != len(rows) {
		t.Errorf("%d rows", n)
	}
	marked := open(t, duck.Options{Rows: map[string][]engine.Row{"judgment": {{"id": "a\x1eb"}}}})
	failed := false
	for _, err := range engine.Texts(t.Context(), marked, "judgment", columns) {
		failed = failed || errors.Is(err, engine.ErrMarked)
	}
	if !failed {
		t.Error("a text with a mark in it was taken apart")
	}
	for got, err := range engine.EachText(t.Context(), marked, "judgment", columns) {
		if err != nil || got[0] != "a\x1eb" || got[1] != engine.Unknown {
			t.Errorf("read one by one: %q, %v", got, err)
		}
	}
}
