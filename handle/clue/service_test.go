package clue_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

const lender = "civil/professional-lender"

func handler() access.Account {
	return access.Account{ID: "a-1", Display: "检察官甲", Role: access.Handler, Office: access.Home}
}

// finding is an invented finding of the lender model about subject, on cases.
func finding(subject string, cases ...string) scan.Finding {
	return scan.Finding{
		Model: lender, Version: 1, Snapshot: "s-1",
		Subject: scan.Subject{Kind: "person", ID: "p-" + subject, Name: subject},
		Risk:    0.5, Cases: cases, Documents: []string{"d-1"}, Courts: []string{"青石县人民法院"}, Amount: 1000,
		Summary: fault.Text{ZH: "多次起诉", EN: "sued often"},
		Indicators: []scan.Indicator{
			{ID: "volume", Share: 0.2}, {ID: "uniform", Share: 0.25}, {ID: "counsel", Share: 0.04},
			{ID: "absent", Share: 0.05}, {ID: "appears", Share: -0.04},
		},
		Against: []scan.Against{{ID: "licence", Kind: "checked"}},
	}
}

func register(t testing.TB, s *clue.Service, snapshot string, findings ...scan.Finding) clue.Registered {
	t.Helper()
	for i := range findings {
		findings[i].Snapshot = snapshot
	}
	got, err := s.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{
		Snapshot: snapshot, Models: []string{lender}, Findings: findings, At: dbtest.Monday})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func move(t testing.TB, s *clue.Service, id clue.ID, to clue.State) clue.Detail {
	t.Helper()
	d, err := s.Get(t.Context(), handler(), id)
	if err != nil {
		t.Fatal(err)
	}
	m := clue.Move{To: to, Seen: d.Version, Note: "  看过全部材料  "}
	if to == clue.Dismissed {
		m.Reason = "genuine_debt"
	}
	if d, err = s.Move(t.Context(), handler(), id, m); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestRegister(t *testing.T) {
	const a, b, c = "（2021）甲0101民初1号", "（2021）甲0101民初2号", "（2021）甲0101民初3号"
	rescored := finding("王某", a, b)
	rescored.Version, rescored.Risk = 2, 0.7
	for _, tc := range []struct {
		name    string
		moves   []clue.State
		again   scan.Finding
		want    clue.Registered
		state   clue.State
		risk    float64
		changes int // how far the version moves on
		event   clue.Event
	}{
		{"the same facts", nil, finding("王某", a, b), clue.Registered{Unchanged: 1}, clue.Found, 0.5, 0, clue.Event{}},
		{"another version of the model", nil, rescored, clue.Registered{Unchanged: 1}, clue.Found, 0.7, 1, clue.Event{}},
		{"more cases", []clue.State{clue.Screening}, finding("王某", a, b, c), clue.Registered{Changed: 1}, clue.Screening, 0.5, 1,
			clue.Event{From: clue.Screening, To: clue.Screening, NewCases: 1}},
		{"other cases", []clue.State{clue.Screening, clue.Accepted}, finding("王某", c), clue.Registered{Changed: 1}, clue.Accepted, 0.5, 1,
			clue.Event{From: clue.Accepted, To: clue.Accepted, NewCases: 1, GoneCases: 2}},
		{"dismissed, the same facts", []clue.State{clue.Dismissed}, finding("王某", a, b), clue.Registered{Unchanged: 1}, clue.Dismissed, 0.5, 0, clue.Event{}},
		{"dismissed, another version", []clue.State{clue.Dismissed}, rescored, clue.Registered{Unchanged: 1}, clue.Dismissed, 0.5, 0, clue.Event{}},
		{"dismissed, fewer cases", []clue.State{clue.Dismissed}, finding("王某", a), clue.Registered{Changed: 1}, clue.Dismissed, 0.5, 1,
			clue.Event{From: clue.Dismissed, To: clue.Dismissed, GoneCases: 1}},
		{"dismissed, new cases", []clue.State{clue.Dismissed}, finding("王某", a, b, c), clue.Registered{Reopened: 1}, clue.Found, 0.5, 1,
			clue.Event{From: clue.Dismissed, To: clue.Found, NewCases: 1}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := clue.NewService(d)
				if got := register(t, s, "s-1", finding("王某", a, b)); got != (clue.Registered{New: 1}) {
					t.Fatalf("got %+v", got)
				}
				id := clue.NewID(lender, "p-王某")
				for _, to := range tc.moves {
					move(t, s, id, to)
				}
				before := mustGet(t, s, id)
				if got := register(t, s, "s-2", tc.again); got != tc.want {
					t.Errorf("got %+v, want %+v", got, tc.want)
				}
				after := mustGet(t, s, id)
				if after.State != tc.state || after.Risk != tc.risk || after.Version != before.Version+tc.changes {
					t.Errorf("got %s, risk %v, version %d", after.State, after.Risk, after.Version)
				}
				if after.Reopened != (tc.want.Reopened == 1) || after.Stale || after.Seen != "s-2" {
					t.Errorf("got reopened %v, stale %v, seen %s", after.Reopened, after.Stale, after.Seen)
				}
				checkEvent(t, before, after, tc.event)
			})
		})
	}
}

// TestSomeLookedAt: a scan that looked at some subjects only makes clues about these stale,
// and leaves the others.
func TestSomeLookedAt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		const a = "（2021）甲0101民初1号"
		register(t, s, "s-1", finding("王某", a), finding("李某", a), finding("赵某", a))
		found := finding("赵某", a)
		found.Snapshot = "s-2"
		got, err := s.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-2", Models: []string{lender}, At: dbtest.Monday,
			Findings: []scan.Finding{found}, Subjects: map[string][]string{lender: {"p-王某", "p-赵某", "p-无"}}})
		if err != nil || got != (clue.Registered{Unchanged: 1}) {
			t.Fatalf("got %+v, %v", got, err)
		}
		for name, stale := range map[string]bool{"王某": true, "李某": false, "赵某": false} {
			if c := mustGet(t, s, clue.NewID(lender, "p-"+name)); c.Stale != stale {
				t.Errorf("%s: stale is %v", name, c.Stale)
			}
		}
	})
}

func checkEvent(t *testing.T, before, after clue.Detail, want clue.Event) {
	t.Helper()
	if want == (clue.Event{}) {
		if len(after.History) != len(before.History) {
			t.Errorf("an event was noted: %+v", after.History)
		}
		return
	}
	want.Kind, want.At = clue.FactsChanged, dbtest.Monday
	if len(after.History) != len(before.History)+1 {
		t.Fatalf("got %d events, want one more than %d", len(after.History), len(before.History))
	}
	if diff := cmp.Diff(want, after.History[len(after.History)-1], cmpopts.EquateComparable(law.Date{})); diff != "" {
		t.Error(diff)
	}
}

func TestRegisterKeepsWhatIsNoLongerFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"), finding("李某", "2"))
		register(t, s, "s-2", finding("王某", "1"))
		gone := mustGet(t, s, clue.NewID(lender, "p-李某"))
		if last := gone.History[len(gone.History)-1]; !gone.Stale || gone.Seen != "s-1" || last.Kind != clue.WasGone || last.GoneCases != 1 || last.To != clue.Found {
			t.Errorf("got stale %v, seen %s, at last %+v", gone.Stale, gone.Seen, last)
		}
		if there := mustGet(t, s, clue.NewID(lender, "p-王某")); there.Stale {
			t.Error("a clue that was found again is stale")
		}
		register(t, s, "s-3")
		if still := mustGet(t, s, clue.NewID(lender, "p-李某")); len(still.History) != len(gone.History) {
			t.Errorf("it was noted twice that it is gone: %+v", still.History)
		}
		register(t, s, "s-4", finding("李某", "2"))
		if back := mustGet(t, s, clue.NewID(lender, "p-李某")); back.Stale || back.History[len(back.History)-1].Kind != clue.WasFound {
			t.Errorf("a clue that came back: stale %v, %+v", back.Stale, back.History)
		}
	})
}

func TestRegisterRefuses(t *testing.T) {
	s := clue.NewService(dbtest.Open(t))
	bare, risky, old := finding("王某"), finding("王某", "1"), finding("王某", "1")
	bare.Documents = nil
	risky.Risk = 1.01
	old.Snapshot = "s-0"
	for _, tc := range []struct {
		name     string
		findings []scan.Finding
	}{
		{"no facts", []scan.Finding{bare}},
		{"a risk above 1", []scan.Finding{risky}},
		{"another snapshot", []scan.Finding{old}},
		{"one subject twice", []scan.Finding{finding("王某", "1"), finding("王某", "2")}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := s.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-1", Findings: tc.findings, At: dbtest.Monday})
			if err == nil {
				t.Error("it was registered")
			}
		})
	}
	if _, err := s.Register(t.Context(), handler(), clue.Scan{}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a handler registered clues: %v", err)
	}
}

func TestGetTellsTheWholeStory(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		f := finding("王某", "1")
		other := finding("王某", "1")
		other.Model, other.Risk = "civil/sham-loan", 0.8
		register(t, s, "s-1", f, other)
		id := clue.NewID(lender, "p-王某")
		move(t, s, id, clue.Screening)
		got := move(t, s, id, clue.Dismissed)

		f.Snapshot = "s-1"
		if diff := cmp.Diff(f, got.Finding); diff != "" {
			t.Error(diff)
		}
		if got.Top[0].ID != "uniform" || len(got.Top) != 3 || got.Against != 1 {
			t.Errorf("got %+v, against %d", got.Top, got.Against)
		}
		last := clue.Event{At: dbtest.Monday, Actor: "a-1", By: "检察官甲", Kind: clue.Moved, From: clue.Screening,
			To: clue.Dismissed, Reason: "genuine_debt", Note: "看过全部材料"}
		if diff := cmp.Diff(last, got.History[2], cmpopts.EquateComparable(law.Date{})); diff != "" || len(got.History) != 3 {
			t.Error(diff, len(got.History))
		}
		want := clue.SubjectRisk{Risk: 0.8, Models: []clue.Sibling{{Model: other.Model, Clue: clue.NewID(other.Model, "p-王某"), Risk: 0.8}}}
		if diff := cmp.Diff(want.Models, got.SubjectRisk.Models); diff != "" {
			t.Errorf("a dismissed clue counts among the open ones: %s", diff)
		}
	})
}

func TestMoveIsGuarded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"))
		id := clue.NewID(lender, "p-王某")
		analyst, elsewhere, admin, gone := handler(), handler(), handler(), handler()
		analyst.Role, elsewhere.Office, admin.Role, gone.Disabled = access.Analyst, "another", access.Admin, true
		for _, tc := range []struct {
			name string
			by   access.Account
			id   clue.ID
			move clue.Move
			kind fault.Kind
		}{
			{"no such clue", handler(), "c-0", clue.Move{To: clue.Screening, Seen: 1}, fault.NotFound},
			{"another office", elsewhere, id, clue.Move{To: clue.Screening, Seen: 1}, fault.NotFound},
			{"may not see it", admin, id, clue.Move{To: clue.Screening, Seen: 1}, fault.NotFound},
			{"disabled", gone, id, clue.Move{To: clue.Screening, Seen: 1}, fault.NotFound},
			{"may only read", analyst, id, clue.Move{To: clue.Screening, Seen: 1}, fault.Forbidden},
			{"an old version", handler(), id, clue.Move{To: clue.Screening, Seen: 0}, fault.Conflict},
			{"not from here", handler(), id, clue.Move{To: clue.Accepted, Seen: 1}, fault.Conflict},
		} {
			if _, err := s.Move(t.Context(), tc.by, tc.id, tc.move); !fault.Is(err, tc.kind) {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.kind)
			}
		}
		if got := mustGet(t, s, id); got.State != clue.Found || got.Version != 1 || len(got.History) != 1 {
			t.Errorf("a refused move left a trace: %+v", got)
		}
		if got := acts(t, d, string(id)); len(got) != 0 {
			t.Errorf("a refused move is in the log: %v", got)
		}
	})
}

// TestOneOfManyMovesWins: of people who act on the same version at the same moment, one
// succeeds and the others are told.
func TestOneOfManyMovesWins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"))
		id := clue.NewID(lender, "p-王某")
		errs := make([]error, 8)
		var wg sync.WaitGroup
		for i := range errs {
			wg.Go(func() { _, errs[i] = s.Move(t.Context(), handler(), id, clue.Move{To: clue.Screening, Seen: 1}) })
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if !fault.Is(err, fault.Conflict) {
				t.Errorf("got %v", err)
			}
		}
		if got := mustGet(t, s, id); won != 1 || got.Version != 2 || len(got.History) != 2 {
			t.Errorf("%d won; version %d, %d events", won, got.Version, len(got.History))
		}
		if got := acts(t, d, string(id)); !slices.Equal(got, []audit.Verb{audit.Move}) {
			t.Errorf("the log says %v", got)
		}
	})
}

func TestExport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"), finding("李某", "2"), finding("张某", "3"))
		move(t, s, clue.NewID(lender, "p-李某"), clue.Screening)
		var names []string
		for e, err := range s.Export(t.Context(), handler(), clue.Filter{States: []clue.State{clue.Found}, Limit: 1, Sort: "subject"}) {
			if err != nil {
				t.Fatal(err)
			}
			if e.Finding.Subject != e.Subject {
				t.Errorf("clue of %v, finding of %v", e.Subject, e.Finding.Subject)
			}
			names = append(names, e.Subject.Name)
		}
		if slices.Sort(names); !slices.Equal(names, []string{"张某", "王某"}) {
			t.Errorf("got %v", names)
		}
		for range s.Export(t.Context(), handler(), clue.Filter{}) {
			break // the caller may stop
		}
		if got := acts(t, d, "clues"); len(got) != 2 {
			t.Errorf("the log says %v", got)
		}
		analyst := handler()
		analyst.Role = access.Analyst
		for _, err := range s.Export(t.Context(), analyst, clue.Filter{}) {
			if !fault.Is(err, fault.Forbidden) {
				t.Errorf("an analyst exported: %v", err)
			}
		}
	})
}

func mustGet(t testing.TB, s *clue.Service, id clue.ID) clue.Detail {
	t.Helper()
	d, err := s.Get(t.Context(), handler(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func acts(t testing.TB, d *db.DB, object string) (verbs []audit.Verb) {
	t.Helper()
	entries, err := audit.NewLog(d).List(t.Context(), audit.Filter{Object: object})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		verbs = append(verbs, e.Verb)
	}
	return verbs
}
