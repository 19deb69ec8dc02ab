package clue_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// many returns n invented findings with many equal values, of three models and courts.
func many(n int) []scan.Finding {
	var list []scan.Finding
	for i := range n {
		f := finding(fmt.Sprintf("王%c", '一'+rune(i/3)), fmt.Sprintf("（20%02d）甲01%02d民初%d号", 10+i%7, i%3, 100+i))
		f.Model = []string{lender, "civil/sham-loan", "criminal/fraud"}[i%3]
		f.Subject.Kind = []string{"person", "organisation"}[i%2]
		f.Risk, f.Amount = float64(i%11)/10, float64(i%5*1000)
		f.Courts = []string{[]string{"青石县人民法院", "白水市中级人民法院", "100%_法院"}[i%3]}
		if i%5 == 0 {
			f.Courts = append(f.Courts, "青石县第二人民法院")
		}
		for k := range i % 4 {
			f.Cases = append(f.Cases, fmt.Sprintf("（2020）乙02民初%d%d号", i, k))
		}
		list = append(list, f)
	}
	return list
}

// seed registers n findings and moves some of the clues; it returns all of them.
func seed(t testing.TB, d *db.DB, n int) (*clue.Service, []clue.Exported) {
	t.Helper()
	s := clue.NewService(d)
	register(t, s, "s-1", many(n)...)
	all := exported(t, s)
	for i, e := range all {
		for _, to := range [][]clue.State{nil, {clue.Screening}, {clue.Screening, clue.Accepted}, {clue.Dismissed}}[i%4] {
			move(t, s, e.ID, to)
		}
	}
	return s, exported(t, s)
}

func exported(t testing.TB, s *clue.Service) (all []clue.Exported) {
	t.Helper()
	for e, err := range s.Export(t.Context(), handler(), clue.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// matches says in plain Go what the filter means.
func matches(f clue.Filter, e clue.Exported) bool {
	inCourt := func(s string) bool {
		return slices.ContainsFunc(e.Courts, func(c string) bool { return strings.Contains(c, s) })
	}
	in := func(s string) bool { return strings.Contains(e.Subject.Name, s) || inCourt(s) }
	typed := strings.NewReplacer("(", "（", ")", "）").Replace(f.Query)
	bare := strings.TrimSuffix(typed, "号")
	last := bare[len(strings.TrimRight(bare, "0123456789")):]
	number := func(c string) bool {
		at, running := strings.Index(c, typed), c[strings.Index(c, "初")+len("初"):]
		switch {
		case at <= 0 || last == "":
			return at == 0
		case len(last) <= 2 && last != bare: // behind other text one digit or two are the whole running number
			return running == last+"号" || strings.HasSuffix(c[:at], "）")
		}
		return strings.HasPrefix(running, last) && strings.HasPrefix(running[len(last):], typed[len(bare):])
	}
	return (len(f.Models) == 0 || slices.Contains(f.Models, e.Model)) && (f.SubjectKind == "" || f.SubjectKind == e.Subject.Kind) &&
		e.Risk >= f.MinRisk && (f.Court == "" || inCourt(f.Court)) &&
		(f.Query == "" || in(f.Query) || slices.ContainsFunc(e.Finding.Cases, number))
}

// before says in plain Go what the order means.
func before(sort string, a, b clue.Clue) int {
	name, descending := strings.CutPrefix(sort, "-")
	c := map[string]int{
		"risk": cmp.Compare(a.Risk, b.Risk), "amount": cmp.Compare(a.Amount, b.Amount), "cases": cmp.Compare(a.Cases, b.Cases),
		"found_at": a.FoundAt.Compare(b.FoundAt), "changed_at": a.ChangedAt.Compare(b.ChangedAt), "subject": strings.Compare(a.Subject.Name, b.Subject.Name),
	}[name]
	c = cmp.Or(c, cmp.Compare(a.ID, b.ID))
	if descending {
		return -c
	}
	return c
}

func drawFilter(t *rapid.T) clue.Filter {
	f := clue.Filter{
		States:      rapid.SliceOfNDistinct(rapid.SampledFrom(clue.States()), 0, 3, rapid.ID).Draw(t, "states"),
		Models:      rapid.SliceOfNDistinct(rapid.SampledFrom([]string{lender, "civil/sham-loan", "none"}), 0, 2, rapid.ID).Draw(t, "models"),
		Sort:        rapid.SampledFrom(clue.Sorts()).Draw(t, "sort"),
		Limit:       rapid.IntRange(1, 40).Draw(t, "limit"),
		SubjectKind: rapid.SampledFrom([]string{"", "", "person", "organisation"}).Draw(t, "kind"),
		MinRisk:     rapid.SampledFrom([]float64{0, 0, 0.3, 0.95}).Draw(t, "risk"),
		Court:       rapid.SampledFrom([]string{"", "", "青石", "%_", "法院", "%"}).Draw(t, "court"),
	}
	f.Query = rapid.SampledFrom([]string{"", "", "", "王", "王丁", "白水", "(2012)", "（2012）甲0102", "甲0101民初1", "初1", "1", "104", "104号", "初104号", "乙02", "号", "%", "_", `\`, "'"}).Draw(t, "q")
	return f
}

// TestListAgreesWithPlainGo: whatever the filter, the order and the size of the page, the
// pages together are what a sort and a filter in Go give, and the counts agree.
func TestListAgreesWithPlainGo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, all := seed(t, d, 120)
		rapid.Check(t, func(rt *rapid.T) {
			most := rapid.SampledFrom([][2]int{{1000, 1000}, {0, 1000}, {0, 40}, {-1, -1}}).Draw(rt, "most") // the ways in which a page is found
			s.SetFew(most[0], most[1])
			f := drawFilter(rt)
			var want []clue.Clue
			counts := map[clue.State]int{clue.Found: 0, clue.Screening: 0, clue.Accepted: 0, clue.Dismissed: 0, clue.Transferred: 0}
			for _, e := range all {
				if matches(f, e) {
					counts[e.State]++
					if len(f.States) == 0 || slices.Contains(f.States, e.State) {
						want = append(want, e.Clue)
					}
				}
			}
			slices.SortFunc(want, func(a, b clue.Clue) int { return before(f.Sort, a, b) })
			checkPages(rt, t, s, f, want, counts)
		})
	})
}

func checkPages(rt *rapid.T, t *testing.T, s *clue.Service, f clue.Filter, want []clue.Clue, counts map[clue.State]int) {
	var got []clue.ID
	for page := 0; ; page++ {
		p, err := s.List(t.Context(), handler(), f)
		if err != nil {
			rt.Fatal(err)
		}
		if len(p.More) > 0 || p.Total != len(want) || fmt.Sprint(p.Counts) != fmt.Sprint(counts) {
			rt.Fatalf("total %d %v, want %d %v", p.Total, p.Counts, len(want), counts)
		}
		for _, c := range p.Items {
			got = append(got, c.ID)
		}
		if p.Next == "" {
			break
		}
		if len(p.Items) != f.Limit {
			rt.Fatalf("page %d has %d clues, and there is another", page, len(p.Items))
		}
		f.Cursor = p.Next
	}
	var ids []clue.ID
	for _, c := range want {
		ids = append(ids, c.ID)
	}
	if !slices.Equal(got, ids) {
		rt.Fatalf("got %v, want %v", got, ids)
	}
}

// TestMembersAreFoundEitherWay: what a search finds by the name or a case of a merged clue does not
// depend on how many there are: few are looked up, of many the merged are gone through, and where
// these are many too, each clue that the list comes upon is asked.
func TestMembersAreFoundEitherWay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		var list []scan.Finding
		for i := range 40 {
			name := fmt.Sprintf("%c某%d", []rune("张王李赵")[i%4], i)
			if i == 7 || i == 11 { // a few have the surname of others later
				name = fmt.Sprintf("赵王某%d", i)
			}
			f := finding(name, fmt.Sprintf("（2021）甲01民初%d号", 200+i))
			f.Amount = float64(i % 7 * 1000)
			list = append(list, f)
		}
		register(t, s, "s-1", list...)
		for i := range 5 { // 张某0 answers for 王某1, 李某2 for 赵某3 and so on
			merge(t, s, idOf(list[i*6].Subject.Name), idOf(list[i*6+1].Subject.Name), idOf(list[i*6+3].Subject.Name))
		}
		read := func(few, sorted int, f clue.Filter) (names []string) {
			s.SetFew(few, sorted)
			for f.Limit = 4; ; {
				p, err := s.List(t.Context(), handler(), f)
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range p.Items {
					names = append(names, c.Subject.Name)
				}
				if f.Cursor = p.Next; p.Next == "" {
					return names
				}
			}
		}
		for _, sort := range clue.Sorts() {
			for _, text := range []string{"王", "王某", "某", "赵某3", "初2", "初201号"} {
				for _, states := range [][]clue.State{nil, {clue.Found}, {clue.Merged}} {
					f := clue.Filter{Sort: sort, Query: text, States: states}
					want := read(1000, 1000, f)
					for _, ways := range [][2]int{{0, 3}, {0, 9}, {0, 0}, {-1, -1}} {
						if got := read(ways[0], ways[1], f); !slices.Equal(got, want) {
							t.Errorf("%s by %s of %v, %v: got %v, want %v", text, sort, states, ways, got, want)
						}
					}
					if text == "王" && states == nil && !slices.ContainsFunc(want, func(n string) bool { return !strings.Contains(n, "王") }) {
						t.Errorf("%s: no clue answers for a merged one: %v", sort, want)
					}
				}
			}
		}
	})
}

// TestPagesAreStable: what comes in between two pages moves nothing across their border.
func TestPagesAreStable(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, all := seed(t, d, 30)
		f := clue.Filter{Limit: 10, Sort: "-risk"}
		seen := map[clue.ID]int{}
		for page := range 10 {
			p, err := s.List(t.Context(), handler(), f)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range p.Items {
				seen[c.ID]++
			}
			top := finding(fmt.Sprintf("新%d", page), "1")
			top.Risk = 1
			register(t, s, "s-1", top)
			if f.Cursor = p.Next; p.Next == "" {
				break
			}
		}
		for _, e := range all {
			if seen[e.ID] != 1 {
				t.Errorf("clue %s was shown %d times", e.ID, seen[e.ID])
			}
		}
	})
}

func TestListRefuses(t *testing.T) {
	s, _ := seed(t, dbtest.Open(t), 5)
	p, err := s.List(t.Context(), handler(), clue.Filter{Limit: 1, Sort: "risk"})
	if err != nil || p.Next == "" {
		t.Fatal(err)
	}
	admin := handler()
	admin.Role = access.Admin
	for _, tc := range []struct {
		name   string
		by     access.Account
		filter clue.Filter
		kind   fault.Kind
	}{
		{"an administrator", admin, clue.Filter{}, fault.Forbidden},
		{"a column that is none", handler(), clue.Filter{Sort: "office; --"}, fault.Invalid},
		{"a state that is none", handler(), clue.Filter{States: []clue.State{"guilty"}}, fault.Invalid},
		{"a page of none", handler(), clue.Filter{Limit: -1}, fault.Invalid},
		{"too long a page", handler(), clue.Filter{Limit: clue.MaxLimit + 1}, fault.Invalid},
		{"a cursor of another order", handler(), clue.Filter{Sort: "-risk", Cursor: p.Next}, fault.Invalid},
		{"no cursor at all", handler(), clue.Filter{Cursor: "%%%"}, fault.Invalid},
		{"a NUL", handler(), clue.Filter{Query: "王\x00"}, fault.Invalid},
		{"no UTF-8", handler(), clue.Filter{Models: []string{"\xff"}}, fault.Invalid},
	} {
		if _, err := s.List(t.Context(), tc.by, tc.filter); !fault.Is(err, tc.kind) {
			t.Errorf("%s: got %v, want %s", tc.name, err, tc.kind)
		}
	}
	elsewhere := handler()
	elsewhere.Office = "another"
	if p, err := s.List(t.Context(), elsewhere, clue.Filter{}); err != nil || p.Total != 0 || len(p.Items) != 0 {
		t.Errorf("another office sees %d clues (%v)", p.Total, err)
	}
}

// FuzzCursor: a cursor comes from outside; whatever it holds, the answer is a page or a
// refusal, never an error of ours.
func FuzzCursor(f *testing.F) {
	for _, cursor := range []string{"", "x", "eyJzIjoiLXJpc2siLCJrIjowLjUsImkiOiJjLTEifQ", "eyJzIjoiY2FzZXMiLCJrIjoxLjUsImkiOiIifQ",
		"eyJzIjoiLXJpc2siLCJrIjoxZTMwOCwiaSI6ImMtMSJ9", "eyJzIjoic3ViamVjdCIsImsiOiJcdTAwMDAiLCJpIjoiIn0"} {
		f.Add(cursor, 0)
	}
	s, _ := seed(f, dbtest.Open(f), 20)
	f.Fuzz(func(t *testing.T, cursor string, sort int) {
		by := clue.Sorts()[uint(sort)%uint(len(clue.Sorts()))]
		p, err := s.List(t.Context(), handler(), clue.Filter{Sort: by, Cursor: cursor, Limit: 5})
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
		if err == nil && (p.Total != 20 || len(p.Items) > 5) {
			t.Errorf("cursor %q: %d of %d clues", cursor, len(p.Items), p.Total)
		}
	})
}

func TestSummary(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, all := seed(t, d, 60)
		sum, err := s.Summary(t.Context(), handler())
		if err != nil {
			t.Fatal(err)
		}
		var bins [10]int
		models, states := map[string]int{}, map[clue.State]int{}
		for _, e := range all {
			bins[min(int(e.Risk*10+1e-9), 9)]++
			models[e.Model]++
			states[e.State]++
		}
		for i, b := range sum.Risk {
			if b.Clues != bins[i] || b.From != float64(i)/10 {
				t.Errorf("bin %d: got %+v, want %d", i, b, bins[i])
			}
		}
		for _, m := range sum.ByModel {
			if m.Clues != models[m.Model] {
				t.Errorf("got %+v, want %d", m, models[m.Model])
			}
		}
		for state, n := range sum.ByState {
			if n != states[state] {
				t.Errorf("got %d %s, want %d", n, state, states[state])
			}
		}
		if len(sum.ByModel) != 3 || len(sum.ByState) != 5 {
			t.Errorf("got %v", sum)
		}
	})
}

// TestCountsStop: a state of which there are more than are counted is named, and the number
// beside it is of what was counted; a page is the same as without.
func TestCountsStop(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, all := seed(t, d, 120)
		s.SetFew(-1, -1)
		for _, f := range []clue.Filter{{Limit: 7}, {Limit: 7, Query: "青石"}, {Limit: 7, Query: "王", States: []clue.State{clue.Found}}} {
			s.SetCounted(1000, 1000)
			whole, err := s.List(t.Context(), handler(), f)
			if err != nil || len(whole.More) > 0 {
				t.Fatal(whole.More, err)
			}
			s.SetCounted(20, 10)
			p, err := s.List(t.Context(), handler(), f)
			if err != nil || p.Next != whole.Next || fmt.Sprint(p.Items) != fmt.Sprint(whole.Items) {
				t.Errorf("%+v: another page (%v)", f, err)
			}
			for state, n := range whole.Counts {
				more := slices.Contains(p.More, state)
				if p.Counts[state] > n || !more && p.Counts[state] != n || more != (has(all, state) > map[bool]int{true: 20, false: 10}[f.Query == ""]) {
					t.Errorf("%+v: %d %s are counted, more: %t; there are %d", f, p.Counts[state], state, more, n)
				}
			}
			if len(p.More) == 0 {
				t.Errorf("%+v: nothing is left uncounted, which shows nothing", f)
			}
		}
	})
}

func has(all []clue.Exported, state clue.State) (n int) {
	for _, e := range all {
		if e.State == state {
			n++
		}
	}
	return n
}
