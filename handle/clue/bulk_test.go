package clue_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// crowd registers n clues.
func crowd(t testing.TB, s *clue.Service, n int) {
	t.Helper()
	list := make([]scan.Finding, n)
	for i := range list {
		list[i] = finding(fmt.Sprintf("甲%05d", i), fmt.Sprint(i))
	}
	register(t, s, "s-1", list...)
}

// carry carries a change out to its end.
func carry(t testing.TB, s *clue.Service, b clue.Bulk) clue.Bulk {
	t.Helper()
	for b.State == clue.BulkRunning || b.State == clue.BulkUndoing {
		before := b.Done
		var err error
		if b, err = s.Continue(t.Context(), handler(), b.ID); err != nil {
			t.Fatal(err)
		}
		if b.Done <= before || b.Done > before+clue.BulkBatch {
			t.Fatalf("a batch went from %d to %d", before, b.Done)
		}
	}
	return b
}

func start(t testing.TB, s *clue.Service, a clue.BulkAct, c clue.Choice) clue.Bulk {
	t.Helper()
	b, err := s.StartBulk(t.Context(), handler(), a, c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBulk: a change of many clues goes on batch by batch, leaves what a person could not
// change, and within its window is taken back on what nobody has touched since.
func TestBulk(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, c *clock) {
		s := clue.NewService(d)
		crowd(t, s, clue.BulkBatch+20)
		yi := somebody(t, d, "yi", access.Handler)
		held, touched := clue.NewID(lender, "p-甲00003"), clue.NewID(lender, "p-甲00004")
		if _, err := s.Hold(t.Context(), yi, held, clue.Hold{Account: yi.ID, Until: day(5), Seen: 1}); err != nil {
			t.Fatal(err)
		}
		b := start(t, s, clue.BulkAct{Kind: clue.BulkMove, To: clue.Dismissed, Reason: "genuine_debt", Note: "批量核对"},
			clue.Choice{Filter: &clue.Filter{States: []clue.State{clue.Found}}})
		if b.Total != clue.BulkBatch+20 || b.Done != 0 || mustGet(t, s, touched).State != clue.Found {
			t.Fatalf("it began with %+v", b)
		}
		b = carry(t, s, b)
		if b.State != clue.BulkDone || b.Changed != clue.BulkBatch+19 || b.Skipped != 1 || len(b.Kept) != 1 || b.Kept[0].Clue != held || b.Kept[0].Why.EN == "" {
			t.Fatalf("it ended with %+v", b)
		}
		if got := mustGet(t, s, touched); got.State != clue.Dismissed || got.Reason != "genuine_debt" {
			t.Errorf("got %s, %s", got.State, got.Reason)
		}
		if again, err := s.Continue(t.Context(), handler(), b.ID); err != nil || again.Changed != b.Changed || again.State != clue.BulkDone {
			t.Errorf("after the end: %+v, %v", again, err)
		}
		if _, err := s.Bulk(t.Context(), yi, b.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another sees it: %v", err)
		}
		if _, err := s.UndoBulk(t.Context(), yi, b.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another takes it back: %v", err)
		}
		move(t, s, touched, clue.Found)
		c.forward(clue.UndoWindow)
		b, err := s.UndoBulk(t.Context(), handler(), b.ID)
		if err != nil {
			t.Fatal(err)
		}
		b = carry(t, s, b)
		if b.State != clue.BulkUndone || b.Restored != clue.BulkBatch+18 || len(b.Kept) != 2 {
			t.Errorf("taken back: %+v", b)
		}
		got := mustGet(t, s, clue.NewID(lender, "p-甲00005"))
		if last := got.History[len(got.History)-1]; got.State != clue.Found || got.Reason != "" || last.Kind != clue.Undone || last.From != clue.Dismissed {
			t.Errorf("got %s %q, %+v", got.State, got.Reason, last)
		}
		if verbs := acts(t, d, string(got.ID)); !slices.Equal(verbs, []audit.Verb{audit.Move, audit.RestoreClue}) {
			t.Errorf("the log of the clue says %v", verbs)
		}
		if verbs := acts(t, d, b.ID); len(verbs) != 4 {
			t.Errorf("the log of the change says %v", verbs)
		}
		if _, err := s.UndoBulk(t.Context(), handler(), b.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("taken back twice: %v", err)
		}
	})
}

// TestBulkUnlike: of clues that stand differently a change sets different columns, and taking it back
// puts each as it was.
func TestBulkUnlike(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, _ *clock) {
		s := clue.NewService(d)
		crowd(t, s, 3)
		plain, aside, mine := clue.NewID(lender, "p-甲00000"), clue.NewID(lender, "p-甲00001"), clue.NewID(lender, "p-甲00002")
		if _, err := s.Suppress(t.Context(), handler(), aside, clue.Suppression{Until: day(20), Note: "等待刑事判决", Seen: 1}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Hold(t.Context(), handler(), mine, clue.Hold{Account: handler().ID, Until: day(5), Seen: 1}); err != nil {
			t.Fatal(err)
		}
		before := map[clue.ID]clue.Detail{}
		for _, id := range []clue.ID{plain, aside, mine} {
			before[id] = mustGet(t, s, id)
		}
		picks := []clue.Pick{{ID: plain}, {ID: aside}, {ID: mine}}
		for _, a := range []clue.BulkAct{
			{Kind: clue.BulkMove, To: clue.Dismissed, Reason: "genuine_debt", Note: "批量“核对”\\"},
			{Kind: clue.BulkHold, Account: handler().ID, Until: day(30)},
			{Kind: clue.BulkAside, Until: day(40), Note: "等待鉴定结论"},
		} {
			b := carry(t, s, start(t, s, a, clue.Choice{Picks: picks}))
			if b.Changed != 3 {
				t.Fatalf("%s: %+v", a.Kind, b)
			}
			for id, was := range before {
				got := mustGet(t, s, id)
				want := was.Clue
				switch a.Kind {
				case clue.BulkMove:
					want.State, want.Reason, want.AsideUntil, want.Holder, want.HolderName, want.HeldUntil = clue.Dismissed, a.Reason, law.Date{}, "", "", law.Date{}
				case clue.BulkHold:
					want.Holder, want.HolderName, want.HeldUntil = handler().ID, handler().Display, a.Until
				case clue.BulkAside:
					want.AsideUntil = a.Until
				}
				if stands(got.Clue) != stands(want) {
					t.Errorf("%s: got %s, want %s", a.Kind, stands(got.Clue), stands(want))
				}
				if last := got.History[len(got.History)-1]; last.Note != a.Note {
					t.Errorf("%s: the history says %q", a.Kind, last.Note)
				}
			}
			b, err := s.UndoBulk(t.Context(), handler(), b.ID)
			if err != nil {
				t.Fatal(err)
			}
			if b = carry(t, s, b); b.Restored != 3 {
				t.Fatalf("%s taken back: %+v", a.Kind, b)
			}
			for id, was := range before {
				if got := mustGet(t, s, id); stands(got.Clue) != stands(was.Clue) {
					t.Errorf("%s taken back: got %s, want %s", a.Kind, stands(got.Clue), stands(was.Clue))
				}
			}
		}
	})
}

// stands is how a clue stands.
func stands(c clue.Clue) string {
	return fmt.Sprintf("%s %s %q %v aside %s, of %s (%s) until %s", c.ID, c.State, c.Reason, c.Reopened, c.AsideUntil, c.Holder, c.HolderName, c.HeldUntil)
}

// TestBulkByID changes clues in the version somebody saw, stops between two batches, and
// cannot be taken back when the window is over.
func TestBulkByID(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, c *clock) {
		s := clue.NewService(d)
		crowd(t, s, 3)
		stale := clue.NewID(lender, "p-甲00000")
		move(t, s, stale, clue.Screening)
		picks := []clue.Pick{{ID: stale, Version: 1}, {ID: clue.NewID(lender, "p-甲00001"), Version: 1}, {ID: clue.NewID(lender, "p-甲00002")}, {ID: "c-0"}}
		a := clue.BulkAct{Kind: clue.BulkAside, Until: day(30), Note: "等待刑事判决"}
		b := carry(t, s, start(t, s, a, clue.Choice{Picks: picks}))
		if b.Changed != 2 || b.Skipped != 2 || len(b.Kept) != 2 || b.Kept[0].Clue != "c-0" || b.Kept[1].Clue != stale {
			t.Errorf("got %+v", b)
		}
		wantNames(t, named(t, s, handler(), clue.Filter{}), "甲00000")
		c.forward(clue.UndoWindow + time.Second)
		if _, err := s.UndoBulk(t.Context(), handler(), b.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("taken back too late: %v", err)
		}
		b = start(t, s, clue.BulkAct{Kind: clue.BulkHold, Account: handler().ID, Until: day(3)}, clue.Choice{Picks: picks[:3]})
		if b, err := s.CancelBulk(t.Context(), handler(), b.ID); err != nil || b.State != clue.BulkCancelled || b.Changed != 0 {
			t.Errorf("stopped: %+v, %v", b, err)
		}
		if b, err := s.Continue(t.Context(), handler(), b.ID); err != nil || b.Changed != 0 {
			t.Errorf("after it was stopped: %+v, %v", b, err)
		}
		if _, err := s.CancelBulk(t.Context(), handler(), b.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("stopped twice: %v", err)
		}
	})
}

// TestBulkAtOnce: two who carry one change out at once do not do a batch twice.
func TestBulkAtOnce(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, _ *clock) {
		s := clue.NewService(d)
		crowd(t, s, 100)
		b := start(t, s, clue.BulkAct{Kind: clue.BulkMove, To: clue.Screening}, clue.Choice{Filter: &clue.Filter{}})
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := s.Continue(t.Context(), handler(), b.ID); err != nil && !fault.Is(err, fault.Conflict) {
					t.Errorf("continue: %v", err)
				}
			})
		}
		wg.Wait()
		b, err := s.Bulk(t.Context(), handler(), b.ID)
		if err != nil || b.State != clue.BulkDone || b.Changed != 100 || b.Skipped != 0 {
			t.Errorf("got %+v, %v", b, err)
		}
	})
}

func TestBulkRefuses(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, _ *clock) {
		s := clue.NewService(d)
		crowd(t, s, 1)
		one := clue.Choice{Filter: &clue.Filter{}}
		screen := clue.BulkAct{Kind: clue.BulkMove, To: clue.Screening}
		analyst := handler()
		analyst.Role = access.Analyst
		var tooMany clue.Choice
		for i := range clue.MaxBulk + 1 {
			tooMany.Picks = append(tooMany.Picks, clue.Pick{ID: clue.ID(fmt.Sprint("c-", i))})
		}
		for _, tc := range []struct {
			name string
			by   access.Account
			act  clue.BulkAct
			what clue.Choice
			want fault.Kind
		}{
			{"an analyst", analyst, screen, one, fault.Forbidden},
			{"accept", handler(), clue.BulkAct{Kind: clue.BulkMove, To: clue.Accepted}, one, fault.Invalid},
			{"transfer", handler(), clue.BulkAct{Kind: clue.BulkMove, To: clue.Transferred}, one, fault.Invalid},
			{"dismiss without a reason", handler(), clue.BulkAct{Kind: clue.BulkMove, To: clue.Dismissed, Note: "批量核对"}, one, fault.Invalid},
			{"put aside without a word", handler(), clue.BulkAct{Kind: clue.BulkAside, Until: day(3)}, one, fault.Invalid},
			{"assign, as a handler", handler(), clue.BulkAct{Kind: clue.BulkHold, Account: "a-9", Until: day(3)}, one, fault.Forbidden},
			{"hold for ever", handler(), clue.BulkAct{Kind: clue.BulkHold, Account: "a-1", Until: day(999)}, one, fault.Invalid},
			{"an unknown act", handler(), clue.BulkAct{Kind: "burn"}, one, fault.Invalid},
			{"nothing", handler(), screen, clue.Choice{}, fault.Invalid},
			{"nothing found", handler(), screen, clue.Choice{Filter: &clue.Filter{MinRisk: 0.9}}, fault.Invalid},
			{"both", handler(), screen, clue.Choice{Picks: []clue.Pick{{ID: "c-1"}}, Filter: &clue.Filter{}}, fault.Invalid},
			{"twice", handler(), screen, clue.Choice{Picks: []clue.Pick{{ID: "c-1"}, {ID: "c-1"}}}, fault.Invalid},
			{"too many", handler(), screen, tooMany, fault.Invalid},
		} {
			if _, err := s.StartBulk(t.Context(), tc.by, tc.act, tc.what); !fault.Is(err, tc.want) {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.want)
			}
		}
	})
}

// BenchmarkBulk measures a change of 10,000 clues among 200,000, and taking it back:
//
//	go test ./handle/clue -run '^$' -bench Bulk -benchtime 1x
func BenchmarkBulk(b *testing.B) {
	s := seeded(b, clues(b))
	var picks []clue.Pick
	f := clue.Filter{States: []clue.State{clue.Found}, Limit: clue.MaxLimit}
	for len(picks) < clue.MaxBulk {
		p := list(b, s, f)
		for _, c := range p.Items {
			picks = append(picks, clue.Pick{ID: c.ID, Version: c.Version})
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	for b.Loop() {
		begun := time.Now()
		x := carry(b, s, start(b, s, clue.BulkAct{Kind: clue.BulkMove, To: clue.Screening}, clue.Choice{Picks: picks[:min(len(picks), clue.MaxBulk)]}))
		b.ReportMetric(time.Since(begun).Seconds(), "change-s")
		begun = time.Now()
		x, err := s.UndoBulk(b.Context(), handler(), x.ID)
		if err != nil {
			b.Fatal(err)
		}
		carry(b, s, x)
		b.ReportMetric(time.Since(begun).Seconds(), "undo-s")
		for i := range picks {
			picks[i].Version = 0
		}
	}
}
