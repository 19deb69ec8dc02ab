package audit_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

func TestEntriesComeBackInOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		want := []audit.Entry{
			{At: dbtest.Monday.Add(-time.Hour), Actor: "a-1", Verb: audit.Move, Object: "c-1", Office: "o", Detail: map[string]string{"to": "screening"}},
			{At: dbtest.Monday, Actor: "a-1", Verb: audit.LookDocument, Object: "d-1", Office: "o"},
			{At: dbtest.Monday, Actor: "a-2", Verb: audit.Export, Object: "clues", Office: "o"},
		}
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			e := want[0]
			if err := audit.Append(t.Context(), tx, want[1]); err != nil {
				return err
			}
			last := want[2]
			last.At = time.Time{} // the transaction's moment
			return errors.Join(audit.Append(t.Context(), tx, last), audit.Append(t.Context(), tx, e))
		})
		if err != nil {
			t.Fatal(err)
		}
		log := audit.NewLog(d)
		for _, tc := range []struct {
			name   string
			filter audit.Filter
			want   []audit.Entry
		}{
			{"all", audit.Filter{}, want},
			{"one person's", audit.Filter{Actor: "a-1"}, want[:2]},
			{"one thing's", audit.Filter{Object: "clues"}, want[2:]},
			{"from a moment", audit.Filter{From: dbtest.Monday}, want[1:]},
			{"before it", audit.Filter{Until: dbtest.Monday}, want[:1]},
			{"between two", audit.Filter{From: dbtest.Monday.Add(-2 * time.Hour), Until: dbtest.Monday.Add(-time.Minute)}, want[:1]},
			{"the first", audit.Filter{Limit: 1}, want[:1]},
			{"after the first", audit.Filter{After: listed(t, log, audit.Filter{Limit: 1})[0].ID}, want[1:]},
		} {
			t.Run(tc.name, func(t *testing.T) {
				got := listed(t, log, tc.filter)
				if diff := cmp.Diff(tc.want, got, cmpopts.IgnoreFields(audit.Entry{}, "ID")); diff != "" {
					t.Error(diff)
				}
			})
		}
	})
}

// TestWhatALookWasFor: who looked at a clue is also who looked at something else for its sake;
// what is forgotten is not told there any more.
func TestWhatALookWasFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		log := audit.NewLog(d)
		for _, e := range []audit.Entry{
			{Actor: "a-1", Verb: audit.LookClue, Object: "c-1", Office: "o"},
			{Actor: "a-2", Verb: audit.LookRecords, Object: "identity r-1 r-2", Office: "o", Detail: map[string]string{"purpose": "核对身份", audit.For: "c-1"}},
			{Actor: "a-3", Verb: audit.LookDocument, Object: "d-1", Office: "o", Detail: map[string]string{audit.For: "c-2"}},
			{Actor: "a-4", Verb: audit.LookDocument, Object: "d-1", Office: "next", Detail: map[string]string{audit.For: "c-1"}},
		} {
			if err := log.Record(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		who := func() (all []string) {
			t.Helper()
			r, err := log.WhoLooked(t.Context(), "c-1", "o")
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range r.Lookers {
				all = append(all, l.Account)
			}
			return all
		}
		if got := who(); !slices.Equal(got, []string{"a-2", "a-1"}) {
			t.Errorf("looked for c-1: %v", got)
		}
		looked := listed(t, log, audit.Filter{Actor: "a-2"})[0].ID
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE audit_outbox SET place = 1 WHERE id = $1`, looked)
			return err
		})
		if err := errors.Join(err, log.Forget(t.Context(), "a-9", looked, "误填他人信息")); err != nil {
			t.Fatal(err)
		}
		if got := who(); !slices.Equal(got, []string{"a-1"}) {
			t.Errorf("after it was forgotten: %v", got)
		}
	})
}

func TestAnActThatFailsLeavesNoEntry(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		broken := errors.New("broken")
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			if err := audit.Append(t.Context(), tx, audit.Entry{Verb: audit.Move}); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		if got := listed(t, audit.NewLog(d), audit.Filter{}); len(got) != 0 {
			t.Errorf("got %v", got)
		}
	})
}

func TestRecord(t *testing.T) {
	log := audit.NewLog(dbtest.Open(t))
	if err := log.Record(t.Context(), audit.Entry{Actor: "a-1", Verb: audit.LookClue, Object: "c-1"}); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, log, audit.Filter{}); len(got) != 1 || !got[0].At.Equal(dbtest.Monday) {
		t.Errorf("got %v", got)
	}
}

func listed(t *testing.T, l *audit.Log, f audit.Filter) []audit.Entry {
	t.Helper()
	got, err := l.List(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return got
}
