package clue_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// A clock is what a test database shows, and can be set on.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// eachAt runs a test on both databases with a clock that it can set on.
func eachAt(t *testing.T, test func(t *testing.T, d *db.DB, c *clock)) {
	t.Helper()
	var c clock
	dbtest.EachAt(t, c.Now, func(t *testing.T, d *db.DB) {
		c.mu.Lock()
		c.now = dbtest.Monday
		c.mu.Unlock()
		test(t, d, &c)
	})
}

func day(n int) law.Date { return law.DateOf(dbtest.Monday).AddDays(n) }

// somebody makes an account of the office that clues can be given to.
func somebody(t *testing.T, d *db.DB, name string, role access.Role) access.Account {
	t.Helper()
	accounts, err := access.NewService(d)
	if err != nil {
		t.Fatal(err)
	}
	a, err := accounts.Make(t.Context(), access.CommandLine(access.Home), access.Account{Name: name, Display: name, Role: role, Office: access.Home}, "correct-horse-battery")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// named returns the names of the subjects of a list, sorted.
func named(t *testing.T, s *clue.Service, by access.Account, f clue.Filter) (names []string) {
	t.Helper()
	p, err := s.List(t.Context(), by, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Items {
		names = append(names, c.Subject.Name)
	}
	if p.Total != len(names) {
		t.Errorf("%d clues, %d counted", len(names), p.Total)
	}
	slices.Sort(names)
	return names
}

func wantNames(t *testing.T, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestPutAside: a clue that is put aside is on no list until its day is over, unless asked
// for; then it is there again without anybody's doing.
func TestPutAside(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, c *clock) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"), finding("李某", "2"))
		id := clue.NewID(lender, "p-王某")
		got, err := s.Suppress(t.Context(), handler(), id, clue.Suppression{Until: day(10), Note: " 等待笔迹鉴定 ", Seen: 1})
		if err != nil || got.AsideUntil != day(10) || got.State != clue.Found || got.Version != 2 {
			t.Fatalf("got %+v, %v", got.Clue, err)
		}
		last := got.History[len(got.History)-1]
		if last.Kind != clue.PutAside || last.Until != day(10) || last.Note != "等待笔迹鉴定" || last.By != "检察官甲" {
			t.Errorf("the history says %+v", last)
		}
		if verbs := acts(t, d, string(id)); !slices.Contains(verbs, audit.AsideClue) {
			t.Errorf("the log says %v", verbs)
		}
		wantNames(t, named(t, s, handler(), clue.Filter{}), "李某")
		wantNames(t, named(t, s, handler(), clue.Filter{Aside: clue.OnlyAside}), "王某")
		wantNames(t, named(t, s, handler(), clue.Filter{Aside: clue.OnlyAside, Query: "李某"}))
		wantNames(t, named(t, s, handler(), clue.Filter{Aside: clue.AnyAside}), "王某", "李某")
		c.forward(10 * 24 * time.Hour)
		wantNames(t, named(t, s, handler(), clue.Filter{}), "李某") // its last day
		c.forward(24 * time.Hour)
		wantNames(t, named(t, s, handler(), clue.Filter{}), "王某", "李某")
		wantNames(t, named(t, s, handler(), clue.Filter{Aside: clue.OnlyAside}))
		if got := mustGet(t, s, id); !got.AsideUntil.IsZero() || got.Version != 2 {
			t.Errorf("after the day: until %v, version %d", got.AsideUntil, got.Version)
		}
	})
}

func TestPutAsideRefuses(t *testing.T) {
	for _, tc := range []struct {
		name  string
		clue  clue.Clue
		s     clue.Suppression
		kind  fault.Kind
		until law.Date
	}{
		{"found", clue.Clue{State: clue.Found}, clue.Suppression{Until: day(1), Note: "等待鉴定"}, "", day(1)},
		{"screening, a year", clue.Clue{State: clue.Screening}, clue.Suppression{Until: day(0).AddMonths(clue.MaxAside), Note: "等待鉴定"}, "", day(0).AddMonths(clue.MaxAside)},
		{"brought back", clue.Clue{State: clue.Found, AsideUntil: day(3)}, clue.Suppression{}, "", law.Date{}},
		{"another day", clue.Clue{State: clue.Found, AsideUntil: day(3)}, clue.Suppression{Until: day(5), Note: "鉴定延期"}, "", day(5)},
		{"not aside", clue.Clue{State: clue.Found}, clue.Suppression{}, fault.Conflict, law.Date{}},
		{"accepted", clue.Clue{State: clue.Accepted}, clue.Suppression{Until: day(1), Note: "等待鉴定"}, fault.Conflict, law.Date{}},
		{"dismissed", clue.Clue{State: clue.Dismissed}, clue.Suppression{Until: day(1), Note: "等待鉴定"}, fault.Conflict, law.Date{}},
		{"today", clue.Clue{State: clue.Found}, clue.Suppression{Until: day(0), Note: "等待鉴定"}, fault.Invalid, law.Date{}},
		{"for good", clue.Clue{State: clue.Found}, clue.Suppression{Until: day(0).AddMonths(clue.MaxAside).AddDays(1), Note: "等待鉴定"}, fault.Invalid, law.Date{}},
		{"without a word", clue.Clue{State: clue.Found}, clue.Suppression{Until: day(1), Note: "等 "}, fault.Invalid, law.Date{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			before := tc.clue
			err := tc.clue.Suppress(tc.s, day(0))
			if tc.kind == "" && (err != nil || tc.clue.AsideUntil != tc.until) {
				t.Errorf("got %v, until %v", err, tc.clue.AsideUntil)
			}
			if tc.kind != "" && (!fault.Is(err, tc.kind) || tc.clue.AsideUntil != before.AsideUntil) {
				t.Errorf("got %v, until %v; want %s", err, tc.clue.AsideUntil, tc.kind)
			}
		})
	}
}

// TestNewFactsBringBack: new cases bring a clue that is put aside back, visibly; the same
// or fewer do not, and after its day there is nothing to bring back.
func TestNewFactsBringBack(t *testing.T) {
	for _, tc := range []struct {
		name  string
		later time.Duration
		cases []string
		want  clue.Registered
	}{
		{"new cases", 0, []string{"1", "2", "3"}, clue.Registered{Reopened: 1}},
		{"fewer cases", 0, []string{"1"}, clue.Registered{Changed: 1}},
		{"the same", 0, []string{"1", "2"}, clue.Registered{Unchanged: 1}},
		{"new cases, afterwards", 20 * 24 * time.Hour, []string{"1", "2", "3"}, clue.Registered{Changed: 1}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := clue.NewService(d)
				register(t, s, "s-1", finding("王某", "1", "2"))
				id := clue.NewID(lender, "p-王某")
				if _, err := s.Suppress(t.Context(), handler(), id, clue.Suppression{Until: day(10), Note: "等待鉴定", Seen: 1}); err != nil {
					t.Fatal(err)
				}
				f := finding("王某", tc.cases...)
				f.Snapshot = "s-2"
				got, err := s.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-2", Models: []string{lender},
					Findings: append([]scan.Finding{}, f), At: dbtest.Monday.Add(tc.later)})
				if err != nil || got != tc.want {
					t.Fatalf("got %+v, %v; want %+v", got, err, tc.want)
				}
				x := mustGet(t, s, id)
				if back := tc.want.Reopened == 1; x.Reopened != back || x.AsideUntil.IsZero() != back || x.State != clue.Found {
					t.Errorf("got reopened %v, aside until %v, %s", x.Reopened, x.AsideUntil, x.State)
				}
			})
		})
	}
}

// TestHold: a clue is its holder's until the day is over; only a leader gives it to others.
func TestHold(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, c *clock) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"), finding("李某", "2"))
		id := clue.NewID(lender, "p-王某")
		jia, yi := somebody(t, d, "jia", access.Handler), somebody(t, d, "yi", access.Handler)
		leader, analyst := somebody(t, d, "leader", access.Leader), somebody(t, d, "analyst", access.Analyst)
		seen := 1
		try := func(name string, by access.Account, h clue.Hold, want fault.Kind) {
			t.Helper()
			h.Seen = seen
			got, err := s.Hold(t.Context(), by, id, h)
			if want == "" && err == nil {
				if seen++; got.Version != seen || got.Holder != h.Account {
					t.Errorf("%s: got version %d, holder %q", name, got.Version, got.Holder)
				}
			} else if !fault.Is(err, want) {
				t.Errorf("%s: got %v, want %q", name, err, want)
			}
		}
		try("to another, as a handler", jia, clue.Hold{Account: yi.ID, Until: day(3)}, fault.Forbidden)
		try("too long", jia, clue.Hold{Account: jia.ID, Until: day(200)}, fault.Invalid)
		try("until yesterday", jia, clue.Hold{Account: jia.ID, Until: day(-1)}, fault.Invalid)
		try("free what nobody holds", jia, clue.Hold{}, fault.Conflict)
		try("hold", jia, clue.Hold{Account: jia.ID, Until: day(3)}, "")
		try("take from another", yi, clue.Hold{Account: yi.ID, Until: day(3)}, fault.Conflict)
		try("free another's", yi, clue.Hold{}, fault.Conflict)
		try("to an analyst", leader, clue.Hold{Account: analyst.ID, Until: day(3)}, fault.Invalid)
		try("to nobody there", leader, clue.Hold{Account: "a-0", Until: day(3)}, fault.NotFound)
		for name, act := range map[string]func() error{
			"move": func() error {
				_, err := s.Move(t.Context(), yi, id, clue.Move{To: clue.Screening, Seen: seen})
				return err
			},
			"put aside": func() error {
				_, err := s.Suppress(t.Context(), yi, id, clue.Suppression{Until: day(5), Note: "等待鉴定", Seen: seen})
				return err
			},
			"accept": func() error {
				return d.InTx(t.Context(), func(tx *db.Tx) error { _, err := clue.Accept(t.Context(), tx, yi, id); return err })
			},
			"transfer": func() error {
				return d.InTx(t.Context(), func(tx *db.Tx) error { _, _, err := clue.Leave(t.Context(), tx, yi, id, ""); return err })
			},
		} {
			if err := act(); !fault.Is(err, fault.Conflict) {
				t.Errorf("%s what another holds: %v", name, err)
			}
		}
		wantNames(t, named(t, s, yi, clue.Filter{Holder: jia.ID}), "王某")
		wantNames(t, named(t, s, yi, clue.Filter{Holder: yi.ID}))
		wantNames(t, named(t, s, yi, clue.Filter{Free: true}), "李某")
		try("reassign", leader, clue.Hold{Account: yi.ID, Until: day(3), Note: "甲出差"}, "")
		wantNames(t, named(t, s, yi, clue.Filter{Holder: yi.ID, Due: true}), "王某")
		wantNames(t, named(t, s, yi, clue.Filter{Due: true}), "王某")
		c.forward(4 * 24 * time.Hour)
		wantNames(t, named(t, s, yi, clue.Filter{Holder: yi.ID}))
		wantNames(t, named(t, s, yi, clue.Filter{Free: true}), "李某", "王某")
		try("take when its day is over", jia, clue.Hold{Account: jia.ID, Until: day(9)}, "")
		if verbs := acts(t, d, string(id)); len(verbs) != 3 || verbs[0] != audit.HoldClue {
			t.Errorf("the log says %v", verbs)
		}
	})
}

// TestPassedDaysChangeNothing: what was held and put aside until a day that has passed is on the lists, and open to
// the acts of others, like what never was, whether or not the days still stand in its row.
func TestPassedDaysChangeNothing(t *testing.T) {
	eachAt(t, func(t *testing.T, d *db.DB, c *clock) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"), finding("李某", "2"))
		was, never := clue.NewID(lender, "p-王某"), clue.NewID(lender, "p-李某")
		jia, yi := somebody(t, d, "jia", access.Handler), somebody(t, d, "yi", access.Handler)
		_, err1 := s.Hold(t.Context(), jia, was, clue.Hold{Account: jia.ID, Until: day(3), Seen: 1})
		_, err2 := s.Suppress(t.Context(), jia, was, clue.Suppression{Until: day(3), Note: "等待鉴定", Seen: 2})
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		alike := func(when string) {
			t.Helper()
			for _, aside := range []clue.Aside{clue.NoAside, clue.OnlyAside, clue.AnyAside} {
				for _, f := range []clue.Filter{{}, {Free: true}, {Due: true}, {Holder: jia.ID}, {Query: "某"}, {Query: "某", Free: true}} {
					f.Aside = aside
					if got := named(t, s, yi, f); len(got) != 0 && len(got) != 2 {
						t.Errorf("%s, %+v: only %v", when, f, got)
					}
				}
			}
			if x := mustGet(t, s, was); x.Holder != "" || !x.HeldUntil.IsZero() || !x.AsideUntil.IsZero() {
				t.Errorf("%s: held by %q until %v, aside until %v", when, x.Holder, x.HeldUntil, x.AsideUntil)
			}
		}
		if got := named(t, s, yi, clue.Filter{}); !slices.Equal(got, []string{"李某"}) {
			t.Fatalf("before the day: %v", got)
		}
		c.forward(4 * 24 * time.Hour)
		alike("when the day has passed")
		for id, seen := range map[clue.ID]int{was: 3, never: 1} {
			if _, err := s.Move(t.Context(), yi, id, clue.Move{To: clue.Screening, Seen: seen}); err != nil {
				t.Fatalf("moving it: %v", err)
			}
		}
		alike("after somebody else has moved them")
		b := start(t, s, clue.BulkAct{Kind: clue.BulkMove, To: clue.Dismissed, Reason: "genuine_debt", Note: "批量核对"}, clue.Choice{Picks: []clue.Pick{{ID: was}, {ID: never}}})
		if b = carry(t, s, b); b.Changed != 2 {
			t.Fatalf("changing both: %+v", b)
		}
		b, err := s.UndoBulk(t.Context(), handler(), b.ID)
		if err != nil {
			t.Fatal(err)
		}
		if b = carry(t, s, b); b.Restored != 2 {
			t.Fatalf("taking it back: %+v", b)
		}
		alike("after that was taken back")
	})
}

// TestClaimNext: many who ask at once each get another clue, greatest risk first, and none
// that is aside, held, or of somebody they are tied to.
func TestClaimNext(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		var all []scan.Finding
		for i := range 12 {
			f := finding(fmt.Sprintf("甲%02d", i), fmt.Sprint(i))
			f.Risk = float64(90-i) / 100
			all = append(all, f)
		}
		register(t, s, "s-1", all...)
		jia, yi := somebody(t, d, "jia", access.Handler), somebody(t, d, "yi", access.Handler)
		first := clue.NewID(lender, "p-甲00")
		if _, err := s.Suppress(t.Context(), jia, first, clue.Suppression{Until: day(5), Note: "等待鉴定", Seen: 1}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Hold(t.Context(), yi, clue.NewID(lender, "p-甲01"), clue.Hold{Account: yi.ID, Until: day(5), Seen: 1}); err != nil {
			t.Fatal(err)
		}
		accounts, err := access.NewService(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := accounts.Declare(t.Context(), jia, access.Tie{Subject: "p-甲02", Relation: "配偶的兄弟"}); err != nil {
			t.Fatal(err)
		}
		got, err := s.Claim(t.Context(), jia, clue.Claim{Until: day(7)})
		if err != nil || got.Subject.Name != "甲03" || got.State != clue.Screening || got.Holder != jia.ID || got.HeldUntil != day(7) {
			t.Fatalf("got %+v, %v", got.Clue, err)
		}
		var mu sync.Mutex
		var wg sync.WaitGroup
		var ids []clue.ID
		none := 0
		for i := range 12 {
			by := []access.Account{jia, yi}[i%2]
			wg.Go(func() {
				got, err := s.Claim(t.Context(), by, clue.Claim{Until: day(7)})
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					ids = append(ids, got.ID)
				case fault.Is(err, fault.NotFound):
					none++
				default:
					t.Errorf("claim: %v", err)
				}
			})
		}
		wg.Wait()
		slices.Sort(ids)
		if n := len(slices.Compact(slices.Clone(ids))); n != len(ids) || n < 8 || n > 9 || none != 12-n {
			t.Errorf("%d claims of %d clues, %d without one", len(ids), n, none)
		}
		if _, err := s.Claim(t.Context(), jia, clue.Claim{Until: day(7), Account: yi.ID}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a handler claimed for another: %v", err)
		}
	})
}

// TestSinceYouLastLooked: what others and scans did since, never one's own acts, and
// nothing to whoever has not looked before.
func TestSinceYouLastLooked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("王某", "1"))
		id := clue.NewID(lender, "p-王某")
		other := handler()
		other.ID, other.Display = "a-2", "检察官乙"
		look := func(by access.Account) clue.Since {
			t.Helper()
			since, err := s.Look(t.Context(), by, mustGet(t, s, id))
			if err != nil {
				t.Fatal(err)
			}
			return since
		}
		if got := look(other); !got.Looked.IsZero() || len(got.Events) != 0 {
			t.Errorf("the first look: %+v", got)
		}
		move(t, s, id, clue.Screening) // by a-1
		register(t, s, "s-2", finding("王某", "1", "2"))
		p, err := s.List(t.Context(), other, clue.Filter{})
		if err != nil || p.Items[0].News != 2 {
			t.Errorf("the list says %+v, %v", p.Items, err)
		}
		register(t, s, "s-2", finding("王丙", "9")) // nobody has looked at it
		for _, ways := range [][2]int{{-1, -1}, {0, 0}, {0, 4000}, {500, 4000}} {
			s.SetFew(ways[0], ways[1])
			wantNames(t, named(t, s, other, clue.Filter{News: other.ID}), "王某")
			wantNames(t, named(t, s, other, clue.Filter{News: other.ID, Query: "王"}), "王某")
			wantNames(t, named(t, s, other, clue.Filter{News: other.ID, Query: "李"}))
		}
		wantNames(t, named(t, s, other, clue.Filter{News: other.ID, States: []clue.State{clue.Found}}))
		wantNames(t, named(t, s, handler(), clue.Filter{News: handler().ID})) // who never looked has missed nothing
		got := look(other)
		for _, ways := range [][2]int{{-1, -1}, {0, 4000}, {500, 4000}} { // it has been looked at, and has none
			s.SetFew(ways[0], ways[1])
			wantNames(t, named(t, s, other, clue.Filter{News: other.ID}))
		}
		if !got.Looked.Equal(dbtest.Monday) || len(got.Events) != 2 || got.Events[0].Kind != clue.Moved || got.Events[1].Kind != clue.FactsChanged {
			t.Errorf("the second look: %+v", got)
		}
		if got := look(other); len(got.Events) != 0 {
			t.Errorf("the third look: %+v", got)
		}
		look(handler())
		move(t, s, id, clue.Found)
		if got := look(handler()); len(got.Events) != 0 {
			t.Errorf("one's own acts are news: %+v", got)
		}
	})
}
