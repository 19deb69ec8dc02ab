package clue_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// idOf is the clue of the lender model about subject.
func idOf(subject string) clue.ID { return clue.NewID(lender, "p-"+subject) }

func merge(t testing.TB, s *clue.Service, into clue.ID, members ...clue.ID) clue.Detail {
	t.Helper()
	m := clue.Merging{Note: "同一团伙", Seen: mustGet(t, s, into).Version}
	for _, id := range members {
		m.Members = append(m.Members, clue.Pick{ID: id})
	}
	d, err := s.Merge(t.Context(), handler(), into, m)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestMerge: members leave the lists and stand still, the clue they went into answers for
// them, and taken out they stand where they stood.
func TestMerge(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("甲", "1"), finding("乙", "2"), finding("丙", "3"), finding("丁", "4"))
		move(t, s, idOf("乙"), clue.Screening)
		move(t, s, idOf("丙"), clue.Dismissed)
		got := merge(t, s, idOf("甲"), idOf("乙"), idOf("丙"))
		if len(got.Cluster) != 2 || got.Members != 2 || got.State != clue.Found || got.Version != 2 || got.History[1].Kind != clue.WasMerged {
			t.Errorf("the cluster is %+v", got)
		}
		wantNames(t, named(t, s, handler(), clue.Filter{}), "丁", "甲")
		for _, most := range [][2]int{{0, 0}, {500, 4000}} { // many are asked one by one, few are looked up
			s.SetFew(most[0], most[1])
			wantNames(t, named(t, s, handler(), clue.Filter{Query: "乙"}), "甲") // who answers for it
			wantNames(t, named(t, s, handler(), clue.Filter{Query: "2"}), "甲")
			wantNames(t, named(t, s, handler(), clue.Filter{Query: "戊"}))
		}
		wantNames(t, named(t, s, handler(), clue.Filter{States: []clue.State{clue.Merged}}), "丙", "乙")
		p, err := s.List(t.Context(), handler(), clue.Filter{MinRisk: 0.1})
		if err != nil || p.Total != 2 || p.Counts[clue.Found] != 2 || p.Counts[clue.Screening] != 0 {
			t.Errorf("counted: %d, %v, %v", p.Total, p.Counts, err)
		}
		if i := slices.IndexFunc(p.Items, func(c clue.Clue) bool { return c.ID == idOf("甲") }); i < 0 || p.Items[i].Members != 2 {
			t.Errorf("the list does not tell of the members: %+v", p.Items)
		}
		member := mustGet(t, s, idOf("乙"))
		if member.State != clue.Merged || member.MergedInto != idOf("甲") || len(member.Finding.Cases) != 1 || len(member.History) != 3 {
			t.Errorf("the member is %+v", member)
		}
		if _, err := s.Move(t.Context(), handler(), member.ID, clue.Move{To: clue.Found, Seen: member.Version}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a member was moved: %v", err)
		}
		if _, err := s.Suppress(t.Context(), handler(), member.ID, clue.Suppression{Until: day(3), Note: "等待判决", Seen: member.Version}); !fault.Is(err, fault.Conflict) {
			t.Errorf("a member was put aside: %v", err)
		}
		// What is decided of the one is decided of all, once.
		move(t, s, idOf("甲"), clue.Dismissed)
		list, _, err := s.Decisions(t.Context(), handler(), lender)
		if err != nil || len(list) != 1 || list[0].Clue != idOf("甲") || list[0].State != clue.Dismissed || list[0].Confirmed {
			t.Errorf("decided: %+v, %v", list, err)
		}
		back, err := s.Split(t.Context(), handler(), idOf("甲"), clue.Splitting{Members: []clue.ID{idOf("丙")}, Note: "并非同一团伙", Seen: mustGet(t, s, idOf("甲")).Version})
		if err != nil || len(back.Cluster) != 1 || back.State != clue.Dismissed {
			t.Errorf("split: %+v, %v", back.Cluster, err)
		}
		if got := mustGet(t, s, idOf("丙")); got.State != clue.Dismissed || got.Reason != "genuine_debt" || got.MergedInto != "" || got.History[len(got.History)-1].Kind != clue.WasSplit {
			t.Errorf("taken out: %+v", got.Clue)
		}
		if verbs := acts(t, d, string(idOf("丙"))); !slices.Equal(verbs, []audit.Verb{audit.Move, audit.MergeClue, audit.SplitClue}) {
			t.Errorf("the record of the member: %v", verbs)
		}
		if verbs := acts(t, d, string(idOf("甲"))); !slices.Equal(verbs, []audit.Verb{audit.MergeClue, audit.Move, audit.SplitClue}) {
			t.Errorf("the record of the one: %v", verbs)
		}
	})
}

// TestMemberWakesTheCluster: new facts of a member reopen what was dismissed or put aside,
// visibly in both histories; the member comes back reopened if it was dismissed itself.
func TestMemberWakesTheCluster(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("甲", "1"), finding("乙", "2"), finding("丙", "3"), finding("丁", "4"))
		move(t, s, idOf("乙"), clue.Dismissed)
		merge(t, s, idOf("甲"), idOf("乙"))
		merge(t, s, idOf("丙"), idOf("丁"))
		move(t, s, idOf("甲"), clue.Dismissed)
		if _, err := s.Suppress(t.Context(), handler(), idOf("丙"), clue.Suppression{Until: day(30), Note: "等待判决", Seen: 2}); err != nil {
			t.Fatal(err)
		}
		if got := register(t, s, "s-2", finding("甲", "1"), finding("乙", "2"), finding("丙", "3"), finding("丁", "4")); got.Unchanged != 4 {
			t.Errorf("the same facts: %+v", got)
		}
		got := register(t, s, "s-3", finding("甲", "1"), finding("乙", "2", "22"), finding("丙", "3"), finding("丁", "4", "44"))
		if got != (clue.Registered{Unchanged: 2, Reopened: 2}) {
			t.Errorf("got %+v", got)
		}
		for _, subject := range []string{"甲", "丙"} {
			c := mustGet(t, s, idOf(subject))
			if last := c.History[len(c.History)-1]; c.State != clue.Found || !c.Reopened || !c.AsideUntil.IsZero() || last.Kind != clue.FactsChanged || last.NewCases != 1 || last.Whom == "" {
				t.Errorf("%s: %+v, %+v", subject, c.Clue, last)
			}
		}
		member := mustGet(t, s, idOf("乙"))
		if member.State != clue.Merged || len(member.Finding.Cases) != 2 || member.History[len(member.History)-1].NewCases != 1 {
			t.Errorf("the member: %+v", member)
		}
		if _, err := s.Split(t.Context(), handler(), idOf("甲"), clue.Splitting{Note: "并非同一团伙", Seen: mustGet(t, s, idOf("甲")).Version}); err != nil {
			t.Fatal(err)
		}
		if member = mustGet(t, s, idOf("乙")); member.State != clue.Found || !member.Reopened || member.Reason != "" {
			t.Errorf("taken out: %+v", member.Clue)
		}
	})
}

func TestMergeRefuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("甲", "1"), finding("乙", "2"), finding("丙", "3"), finding("丁", "4"), finding("戊", "5"))
		move(t, s, idOf("丁"), clue.Screening)
		move(t, s, idOf("丁"), clue.Accepted)
		yi := somebody(t, d, "yi", access.Handler)
		if _, err := s.Hold(t.Context(), yi, idOf("戊"), clue.Hold{Account: yi.ID, Until: day(5), Seen: 1}); err != nil {
			t.Fatal(err)
		}
		merge(t, s, idOf("甲"), idOf("乙"))
		analyst := handler()
		analyst.Role = access.Analyst
		for _, tc := range []struct {
			name    string
			by      access.Account
			into    clue.ID
			members []clue.Pick
			note    string
			seen    int
			want    fault.Kind
		}{
			{"an analyst", analyst, idOf("甲"), []clue.Pick{{ID: idOf("丙")}}, "同一团伙", 2, fault.Forbidden},
			{"without a word", handler(), idOf("甲"), []clue.Pick{{ID: idOf("丙")}}, "同", 2, fault.Invalid},
			{"nothing", handler(), idOf("甲"), nil, "同一团伙", 2, fault.Invalid},
			{"itself", handler(), idOf("甲"), []clue.Pick{{ID: idOf("甲")}}, "同一团伙", 2, fault.Invalid},
			{"twice", handler(), idOf("甲"), []clue.Pick{{ID: idOf("丙")}, {ID: idOf("丙")}}, "同一团伙", 2, fault.Invalid},
			{"an old version", handler(), idOf("甲"), []clue.Pick{{ID: idOf("丙")}}, "同一团伙", 1, fault.Conflict},
			{"an old version of a member", handler(), idOf("甲"), []clue.Pick{{ID: idOf("丙"), Version: 9}}, "同一团伙", 2, fault.Conflict},
			{"into a member", handler(), idOf("乙"), []clue.Pick{{ID: idOf("丙")}}, "同一团伙", 2, fault.Conflict},
			{"a member of another", handler(), idOf("丙"), []clue.Pick{{ID: idOf("乙")}}, "同一团伙", 1, fault.Conflict},
			{"one that has members", handler(), idOf("丙"), []clue.Pick{{ID: idOf("甲")}}, "同一团伙", 1, fault.Conflict},
			{"one that was accepted", handler(), idOf("甲"), []clue.Pick{{ID: idOf("丁")}}, "同一团伙", 2, fault.Conflict},
			{"into one that was accepted", handler(), idOf("丁"), []clue.Pick{{ID: idOf("丙")}}, "同一团伙", 3, fault.Conflict},
			{"one that somebody holds", handler(), idOf("甲"), []clue.Pick{{ID: idOf("戊")}}, "同一团伙", 2, fault.Conflict},
			{"one that is not there", handler(), idOf("甲"), []clue.Pick{{ID: "c-0"}}, "同一团伙", 2, fault.NotFound},
		} {
			if _, err := s.Merge(t.Context(), tc.by, tc.into, clue.Merging{Members: tc.members, Note: tc.note, Seen: tc.seen}); !fault.Is(err, tc.want) {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.want)
			}
		}
		for _, tc := range []struct {
			name string
			of   clue.ID
			ids  []clue.ID
			want fault.Kind
		}{{"no member", idOf("甲"), []clue.ID{idOf("丙")}, fault.Invalid}, {"twice", idOf("甲"), []clue.ID{idOf("乙"), idOf("乙")}, fault.Invalid}, {"nothing merged", idOf("丙"), nil, fault.Conflict}} {
			seen := mustGet(t, s, tc.of).Version
			if _, err := s.Split(t.Context(), handler(), tc.of, clue.Splitting{Members: tc.ids, Note: "并非同一", Seen: seen}); !fault.Is(err, tc.want) {
				t.Errorf("split, %s: got %v, want %s", tc.name, err, tc.want)
			}
		}
	})
}

// TestMergeThenSplitIsTheSame merges and splits at random, with scans in between, and holds
// the clues to others to which the same happened without: all that is different afterwards is
// the history, the version and the moment; no finding is ever lost.
func TestMergeThenSplitIsTheSame(t *testing.T) {
	same := cmp.Options{cmpopts.EquateComparable(law.Date{}), cmpopts.IgnoreFields(clue.Clue{}, "Version", "ChangedAt", "Alone"), cmpopts.IgnoreFields(clue.Detail{}, "History")}
	merged, plain := clue.NewService(dbtest.Open(t)), clue.NewService(dbtest.Open(t))
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++ // clues of their own for each check: opening a database takes longer than all of it
		names := make([]string, 4)
		for i := range names {
			names[i] = fmt.Sprintf("%c%d", []rune("甲乙丙丁")[i], n)
		}
		cases := map[string][]string{}
		scanAll := func(snapshot string) {
			list := make([]scan.Finding, len(names))
			for i, x := range names {
				list[i] = finding(x, cases[x]...)
			}
			register(t, merged, snapshot, slices.Clone(list)...)
			register(t, plain, snapshot, list...)
		}
		for i, x := range names {
			cases[x] = []string{fmt.Sprint(i)}
		}
		scanAll("s-1")
		for _, x := range names[1:] { // the first is what they are merged into
			for _, to := range rapid.SampledFrom([][]clue.State{nil, {clue.Screening}, {clue.Dismissed}, {clue.Screening, clue.Found}}).Draw(r, "moves") {
				move(t, merged, idOf(x), to)
				move(t, plain, idOf(x), to)
			}
		}
		members := rapid.SliceOfNDistinct(rapid.SampledFrom(names[1:]), 1, 3, rapid.ID).Draw(r, "members")
		ids := make([]clue.ID, len(members))
		for i, x := range members {
			ids[i] = idOf(x)
		}
		merge(t, merged, idOf(names[0]), ids...)
		for k := range rapid.IntRange(0, 2).Draw(r, "scans") {
			x := rapid.SampledFrom(names[1:]).Draw(r, "who has new cases")
			cases[x] = append(cases[x], fmt.Sprint(x, k))
			scanAll(fmt.Sprint("s-", k+2))
			for _, x := range names {
				if got := mustGet(t, merged, idOf(x)).Finding.Cases; !slices.Equal(got, cases[x]) {
					r.Fatalf("%s rests on %v, not on %v", x, got, cases[x])
				}
			}
		}
		for len(ids) > 0 { // one after the other, or all at once
			out := clue.Splitting{Note: "并非同一", Seen: mustGet(t, merged, idOf(names[0])).Version}
			if rapid.Bool().Draw(r, "one") {
				out.Members = ids[:1]
			}
			d, err := merged.Split(t.Context(), handler(), idOf(names[0]), out)
			if err != nil {
				r.Fatal(err)
			}
			ids = ids[len(ids)-len(d.Cluster):]
		}
		for _, x := range names {
			if diff := cmp.Diff(mustGet(t, plain, idOf(x)), mustGet(t, merged, idOf(x)), same); diff != "" {
				r.Fatalf("%s:\n%s", x, diff)
			}
		}
	})
}
