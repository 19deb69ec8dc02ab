package lake

import (
	"errors"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

func owed() standard.Standard {
	s := paid()
	s.Name, s.Kind = "owed", standard.Result
	return s
}

// rowsOnce yields rows, and an error after them if there is one.
func rowsOnce(failed error, rows ...[]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
		if failed != nil {
			yield(nil, failed)
		}
	}
}

func put(t *testing.T, l *Lake, base Snapshot, rows ...[]any) (Snapshot, error) {
	t.Helper()
	return l.PutResults(t.Context(), base, noon, ResultTable{owed(), rowsOnce(nil, rows...)})
}

// TestResults: a result takes the place of the one before, the same result changes nothing,
// and records carry it along.
func TestResults(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲|2|3|true|2024-01-02|一所")
	base := current(t, l)
	day := time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)
	row := []any{"n-1", "甲", 12.5, int64(3), true, day, nil, ""}

	first, err := put(t, l, base, row)
	if err != nil {
		t.Fatal(err)
	}
	if got := records(t, first, owed()); len(got) != 1 || first.Manifest.Parent != base.ID || !slices.Equal(got, []string{"n-1|甲|12.5|3|true|2024-05-06|"}) {
		t.Errorf("got %q after %s", got, first.Manifest.Parent)
	}
	if again, err := put(t, l, first, row); err != nil || again.ID != first.ID {
		t.Errorf("the same result made snapshot %s (%v)", again.ID, err)
	}
	if _, err := put(t, l, base, row); !fault.Is(err, fault.Conflict) {
		t.Errorf("a result of an older snapshot: %v", err)
	}
	importPaid(t, l, "2|乙|2|3|true|2024-01-02|一所")
	if got := records(t, current(t, l), owed()); len(got) != 1 {
		t.Errorf("after an import the result is %q", got)
	}
	if err := current(t, l).Verify(t.Context()); err != nil {
		t.Error(err)
	}
	other, err := put(t, l, current(t, l))
	if err != nil || len(records(t, other, owed())) != 0 {
		t.Errorf("an empty result: %v", err)
	}
}

// TestResultsThatFail: what cannot be worked out to the end changes nothing.
func TestResultsThatFail(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲|2|3|true|2024-01-02|一所")
	base := current(t, l)
	broken := errors.New("out of memory")
	if _, err := l.PutResults(t.Context(), base, noon, ResultTable{owed(), rowsOnce(broken)}); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := put(t, l, base, []any{"too few"}); err == nil {
		t.Error("a row of another shape was taken")
	}
	if now := current(t, l); now.ID != base.ID {
		t.Errorf("the snapshot is %s, want %s", now.ID, base.ID)
	}
}
