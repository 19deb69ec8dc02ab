package draft_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
)

// reported is a report that finds one subject.
func reported() *backtest.Report {
	return &backtest.Report{Model: "civil/own-model", Version: 1, From: "2025-01-31", To: "2025-12-31", Standing: 1, Months: []backtest.Month{{AsOf: "2025-12-31", New: 1}},
		Examples: []backtest.Example{{Subject: scan.Subject{Kind: "person", ID: "p-1", Name: "王建国"}, Risk: 0.5}}}
}

// TestTestsOutliveTheProgram: what a test said is there after the program has ended and begun
// again, on both databases; one that ran meanwhile was interrupted, says so, and can be begun again
// as it was ordered.
func TestTestsOutliveTheProgram(t *testing.T) {
	for name, at := range map[string]func() string{
		"sqlite":   func() string { return "sqlite:" + filepath.Join(t.TempDir(), "kept.db") },
		"postgres": func() string { return dbtest.Server(t) },
	} {
		t.Run(name, func(t *testing.T) {
			if name == "postgres" {
				dbtest.Server(t) // skipped here where there is none
			}
			location, now := at(), dbtest.Monday
			ctx, analyst := t.Context(), as("analyst", access.Analyst)
			order := draft.TestOrder{From: "2025-01", Against: "civil/lender", Overlap: true}
			open := func() (*db.DB, *draft.Service) {
				d, err := db.Open(ctx, location, func() time.Time { return now })
				if err != nil {
					t.Fatal(err)
				}
				return d, draft.NewService(d)
			}
			d, s := open()
			x := begin(t, s)
			done, err := s.BeginTest(ctx, analyst, x.ID, order, "host 127.0.0.1:8080")
			if err != nil {
				t.Fatal(err)
			}
			if err := s.EndTest(ctx, access.CommandLine(access.Home), done.ID, draft.TestEnd{State: draft.TestDone, Report: reported()}); err != nil {
				t.Fatal(err)
			}
			now = now.Add(time.Second)
			broken, err := s.BeginTest(ctx, analyst, x.ID, order, "host 127.0.0.1:8080")
			if err != nil {
				t.Fatal(err)
			}
			if goes, err := s.TestGoes(ctx, broken.ID, 7, 24); !goes || err != nil {
				t.Fatalf("it goes on: %v, %v", goes, err)
			}
			if err := d.Close(); err != nil { // and nothing is said of the test
				t.Fatal(err)
			}

			d, s = open()
			defer d.Close()
			now = now.Add(5 * time.Second)
			if err := s.Interrupted(ctx, access.CommandLine(access.Home), "other 127.0.0.1:8080"); err != nil {
				t.Fatal(err)
			}
			if newest, err := s.Test(ctx, analyst, x.ID, ""); err != nil || newest.State != draft.TestRunning {
				t.Errorf("another server begins: %+v, %v", newest, err)
			}
			if err := s.Interrupted(ctx, access.CommandLine(access.Home), "host 127.0.0.1:8080"); err != nil {
				t.Fatal(err)
			}
			newest, err := s.Test(ctx, analyst, x.ID, "")
			if err != nil || newest.ID != broken.ID || newest.State != draft.TestInterrupted || newest.Done != 7 || newest.Total != 24 || newest.Order != order || newest.Ended.IsZero() || newest.Report != nil {
				t.Errorf("after the restart %+v, %v", newest, err)
			}
			if goes, err := s.TestGoes(ctx, broken.ID, 8, 24); goes || err != nil {
				t.Errorf("it is still to go on: %v, %v", goes, err)
			}
			old, err := s.Test(ctx, analyst, x.ID, done.ID)
			if err != nil || old.State != draft.TestDone || old.Report == nil || !old.Report.Lists("p-1") || old.Standing != 1 || old.To != "2025-12-31" {
				t.Errorf("the one that was done %+v, %v", old, err)
			}
			if again, err := s.BeginTest(ctx, analyst, x.ID, newest.Order, "host 127.0.0.1:8080"); err != nil || again.State != draft.TestRunning {
				t.Errorf("begun again: %+v, %v", again, err)
			}
			entries, err := audit.NewLog(d).List(ctx, audit.Filter{Object: x.ID, Verbs: []audit.Verb{audit.TestModel}})
			if err != nil || len(entries) != 5 { // begun, done, begun, interrupted, begun
				t.Errorf("%d acts are recorded, %v", len(entries), err)
			}
		})
	}
}

// TestOneTestAtATime: while one runs no other begins; a stopped one does not go on and keeps
// nothing; one of which nothing is heard keeps nobody waiting; and the newest are kept.
func TestOneTestAtATime(t *testing.T) {
	now := dbtest.Monday
	dbtest.EachAt(t, func() time.Time { return now }, func(t *testing.T, d *db.DB) {
		now = dbtest.Monday
		s, ctx, analyst := draft.NewService(d), t.Context(), as("analyst", access.Analyst)
		x := begin(t, s)
		start := func() (draft.Test, error) {
			now = now.Add(time.Second)
			return s.BeginTest(ctx, analyst, x.ID, draft.TestOrder{}, "here")
		}
		first, err := start()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := start(); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "analyst") {
			t.Errorf("a second: %v", err)
		}
		if _, err := s.StopTest(ctx, as("handler", access.Handler), x.ID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("stopped by a handler: %v", err)
		}
		if _, err := s.StopTest(ctx, analyst, x.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.StopTest(ctx, analyst, x.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("stopped again: %v", err)
		}
		if err := s.EndTest(ctx, analyst, first.ID, draft.TestEnd{State: draft.TestDone, Report: reported()}); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Test(ctx, analyst, x.ID, first.ID); err != nil || got.State != draft.TestStopped || got.Report != nil {
			t.Errorf("stopped, and then done: %+v, %v", got, err)
		}
		if _, err := start(); err != nil {
			t.Fatal(err)
		}
		now = now.Add(2 * draft.Silence)
		if got, err := s.Test(ctx, analyst, x.ID, ""); err != nil || got.State != draft.TestInterrupted {
			t.Errorf("nothing is heard of it: %+v, %v", got, err)
		}
		for range draft.TestsKept {
			again, err := start()
			if err != nil {
				t.Fatal(err)
			}
			if err := s.EndTest(ctx, analyst, again.ID, draft.TestEnd{State: draft.TestFailed, Says: fault.Text{ZH: "无数据", EN: "no data"}}); err != nil {
				t.Fatal(err)
			}
		}
		list, err := s.Tests(ctx, analyst, x.ID)
		if err != nil || len(list) != draft.TestsKept || list[0].Says.EN != "no data" || list[len(list)-1].State != draft.TestFailed {
			t.Errorf("kept are %+v, %v", list, err)
		}
		if _, err := s.Test(ctx, analyst, x.ID, first.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("the oldest: %v", err)
		}
		// Tests of a draft that was given up go, once it is long ago.
		if _, err := s.Move(ctx, analyst, x.ID, draft.Move{To: draft.Dropped, Seen: x.Version}, sound); err != nil {
			t.Fatal(err)
		}
		dropped := x.ID
		for _, later := range []struct {
			after time.Duration
			want  int
		}{{0, draft.TestsKept}, {draft.TestsGone, 0}} {
			now = now.Add(later.after)
			x, err = s.Make(ctx, analyst, fmt.Sprintf("civil/next-%d", later.want), draft.Text{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := start(); err != nil {
				t.Fatal(err)
			}
			if list, err := s.Tests(ctx, analyst, dropped); err != nil || len(list) != later.want {
				t.Errorf("%v after it was given up %d are kept, %v", later.after, len(list), err)
			}
			if _, err := s.StopTest(ctx, analyst, x.ID); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestWhoMayTest: an analyst tests; whoever reads the clues of the office reads what came of it.
func TestWhoMayTest(t *testing.T) {
	s := draft.NewService(dbtest.Open(t))
	x := begin(t, s)
	if _, err := s.BeginTest(t.Context(), as("analyst", access.Analyst), x.ID, draft.TestOrder{}, "here"); err != nil {
		t.Fatal(err)
	}
	for role, want := range map[access.Role]struct{ begin, read fault.Kind }{
		access.Handler: {begin: fault.Forbidden}, access.Leader: {begin: fault.Forbidden},
		access.Admin: {fault.Forbidden, fault.Forbidden}, access.Citizen: {fault.NotFound, fault.NotFound},
	} {
		if _, err := s.BeginTest(t.Context(), as("x", role), x.ID, draft.TestOrder{}, "here"); !fault.Is(err, want.begin) {
			t.Errorf("%s begins a test: %v", role, err)
		}
		_, err := s.Test(t.Context(), as("x", role), x.ID, "")
		_, listed := s.Tests(t.Context(), as("x", role), x.ID)
		for _, err := range []error{err, listed} {
			if want.read == "" && err != nil || want.read != "" && !fault.Is(err, want.read) {
				t.Errorf("%s reads a test: %v", role, err)
			}
		}
	}
	other := as("away", access.Analyst)
	other.Office = "elsewhere"
	if _, err := s.Test(t.Context(), other, x.ID, ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("another office reads a test: %v", err)
	}
}
