package clue_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// ofDebtor is a finding about a plaintiff who has sued debtor.
func ofDebtor(debtor, plaintiff string, risk float64, cases ...string) scan.Finding {
	f := finding(plaintiff, cases...)
	f.Risk, f.Actors = risk, []scan.Actor{{ID: "p-" + debtor, Name: debtor}}
	return f
}

// registerAt registers a whole scan at a moment.
func registerAt(t testing.TB, s *clue.Service, snapshot string, at time.Time, subjects map[string][]string, findings ...scan.Finding) clue.Registered {
	t.Helper()
	for i := range findings {
		findings[i].Snapshot = snapshot
	}
	got, err := s.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: snapshot, Models: []string{lender}, Findings: findings, At: at, Subjects: subjects})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestClusterIsOneClue: findings with an actor in common are one clue with members: once in the
// queue, with the figures of all, found by the name or a case of each.
func TestClusterIsOneClue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		all := []scan.Finding{ofDebtor("债", "甲某某", 0.7, "1"), ofDebtor("债", "乙某某", 0.9, "2", "3"), ofDebtor("债", "丙某某", 0.5, "3"), ofDebtor("他", "丁某某", 0.6, "9")}
		all[0].From, all[1].To = "2024-01-02", "2025-03-04"
		if got := register(t, s, "s-1", all...); got != (clue.Registered{New: 4, Joined: 2}) {
			t.Errorf("registered %+v", got)
		}
		p, err := s.List(t.Context(), handler(), clue.Filter{})
		if err != nil || p.Total != 2 || p.Counts[clue.Found] != 2 || p.Items[0].Subject.Name != "乙某某" {
			t.Fatalf("the queue: %+v, %v", p, err)
		}
		if c := p.Items[0]; c.Members != 2 || c.Cases != 3 || c.Risk != 0.9 || c.Amount != 2000 || c.From != "2024-01-02" || c.To != "2025-03-04" {
			t.Errorf("the row says %+v", c)
		}
		head := mustGet(t, s, idOf("乙某某"))
		if len(head.Cluster) != 2 || head.Says.ZH != "债：3 条命中，涉及乙某某、甲某某、丙某某，共 3 件案件" || head.Says.EN == "" {
			t.Errorf("the page says %q with %+v", head.Says, head.Cluster)
		}
		if len(head.Finding.Cases) != 2 || head.History[1].Kind != clue.WasMerged || head.History[1].By != "" {
			t.Errorf("its own finding and history: %v, %+v", head.Finding.Cases, head.History)
		}
		member := mustGet(t, s, idOf("甲某某"))
		if member.State != clue.Merged || member.MergedInto != head.ID || member.Cases != 1 || member.Risk != 0.7 {
			t.Errorf("the member is %+v", member.Clue)
		}
		wantNames(t, named(t, s, handler(), clue.Filter{Query: "甲某"}), "乙某某")
		sum, err := s.Summary(t.Context(), handler())
		if err != nil || sum.ByState[clue.Found] != 2 || sum.ByModel[0].Clues != 2 {
			t.Errorf("counted %+v, %v", sum, err)
		}
		move(t, s, head.ID, clue.Screening)
		move(t, s, head.ID, clue.Accepted)
		if list, _, err := s.Decisions(t.Context(), handler(), lender); err != nil || len(list) != 1 || !list[0].Confirmed {
			t.Errorf("one decision counts %d times: %v", len(list), err)
		}
	})
}

// TestClusterIsTheSameAfterAnotherScan: nothing changes if nothing is new; a new member is told and
// reopens what was dismissed; one that is gone is told.
func TestClusterIsTheSameAfterAnotherScan(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, day := clue.NewService(d), 24*time.Hour
		jia, yi := ofDebtor("债", "甲", 0.9, "1"), ofDebtor("债", "乙", 0.7, "2")
		registerAt(t, s, "s-1", dbtest.Monday, nil, jia, yi)
		before := mustGet(t, s, idOf("甲"))
		if got := registerAt(t, s, "s-2", dbtest.Monday.Add(day), nil, jia, yi); got != (clue.Registered{Unchanged: 2}) {
			t.Errorf("the same again: %+v", got)
		}
		if after := mustGet(t, s, idOf("甲")); after.Version != before.Version || len(after.History) != len(before.History) || after.Cases != 2 {
			t.Errorf("it has changed: %+v", after.Clue)
		}
		move(t, s, idOf("甲"), clue.Dismissed)
		bing := ofDebtor("债", "丙", 0.95, "3", "4")
		if got := registerAt(t, s, "s-3", dbtest.Monday.Add(2*day), nil, jia, yi, bing); got != (clue.Registered{Unchanged: 2, New: 1, Joined: 1, Reopened: 1}) {
			t.Errorf("with a new member: %+v", got)
		}
		head := mustGet(t, s, idOf("甲"))
		last := head.History[len(head.History)-1]
		if head.State != clue.Found || !head.Reopened || head.Risk != 0.95 || head.Cases != 4 || last.Kind != clue.FactsChanged || last.NewCases != 2 || last.Whom != string(idOf("丙")) {
			t.Errorf("the clue is %+v, and says %+v", head.Clue, last)
		}
		move(t, s, idOf("甲"), clue.Dismissed)
		if got := registerAt(t, s, "s-4", dbtest.Monday.Add(3*day), nil, jia, yi); got != (clue.Registered{Unchanged: 2}) {
			t.Errorf("without a member: %+v", got)
		}
		head = mustGet(t, s, idOf("甲"))
		last = head.History[len(head.History)-1]
		if head.State != clue.Dismissed || head.Risk != 0.9 || head.Cases != 2 || last.Kind != clue.WasGone || last.Whom != string(idOf("丙")) || len(head.Cluster) != 2 {
			t.Errorf("the clue is %+v, and says %+v", head.Clue, last)
		}
		if !slices.ContainsFunc(head.Cluster, func(m clue.Member) bool { return m.Clue == idOf("丙") && m.Stale }) {
			t.Errorf("which is gone is not told: %+v", head.Cluster)
		}
	})
}

// TestScansLeaveWhatPeopleDid: what a person has taken out, works on or has decided is not put
// into another clue, and what belongs no more is taken out, unless it was decided meanwhile.
func TestScansLeaveWhatPeopleDid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		jia, yi, bing, ding := ofDebtor("债", "甲", 0.9, "1"), ofDebtor("债", "乙", 0.7, "2"), ofDebtor("债", "丙", 0.6, "3"), ofDebtor("债", "丁", 0.5, "4")
		register(t, s, "s-1", jia, yi, bing)
		head := mustGet(t, s, idOf("甲"))
		if _, err := s.Split(t.Context(), handler(), head.ID, clue.Splitting{Members: []clue.ID{idOf("乙")}, Note: "并非同一", Seen: head.Version}); err != nil {
			t.Fatal(err)
		}
		if got := mustGet(t, s, head.ID); got.Cases != 2 {
			t.Errorf("after it was split it has %d cases", got.Cases)
		}
		move(t, s, idOf("乙"), clue.Dismissed)
		register(t, s, "s-2", jia, yi, bing, ding)
		if got := mustGet(t, s, idOf("乙")); got.State != clue.Dismissed || got.MergedInto != "" || !got.Alone {
			t.Errorf("what was taken out and dismissed is %+v", got.Clue)
		}
		if got := mustGet(t, s, head.ID); got.Members != 2 {
			t.Errorf("it has %d members", got.Members)
		}
		bing.Actors = nil // another has sued him meanwhile
		register(t, s, "s-3", jia, yi, bing, ding)
		got := mustGet(t, s, idOf("丙"))
		if last := got.History[len(got.History)-1]; got.State != clue.Found || got.MergedInto != "" || last.Kind != clue.WasSplit || last.By != "" {
			t.Errorf("what belongs no more is %+v, and says %+v", got.Clue, last)
		}
		if got := mustGet(t, s, head.ID); got.Members != 1 || got.Cases != 2 || got.History[len(got.History)-1].Kind != clue.WasSplit {
			t.Errorf("the clue is %+v", got.Clue)
		}
		move(t, s, head.ID, clue.Dismissed)
		ding.Actors = nil
		register(t, s, "s-4", jia, yi, bing, ding)
		if got := mustGet(t, s, idOf("丁")); got.State != clue.Merged || got.MergedInto != head.ID {
			t.Errorf("what was decided with it is %+v", got.Clue)
		}
		wu := ofDebtor("新", "戊", 0.9, "5")
		register(t, s, "s-5", jia, yi, bing, ding, wu)
		move(t, s, idOf("戊"), clue.Screening)
		ji := ofDebtor("新", "己", 0.99, "6")
		register(t, s, "s-6", jia, yi, bing, ding, wu, ji)
		if got := mustGet(t, s, idOf("戊")); got.State != clue.Screening || got.Members != 1 || got.Risk != 0.99 {
			t.Errorf("what somebody works on is %+v", got.Clue)
		}
	})
}

// TestNewRecordsJoinACluster: a scan of only some subjects finds the cluster that they belong to.
func TestNewRecordsJoinACluster(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		registerAt(t, s, "s-1", dbtest.Monday, nil, ofDebtor("债", "甲", 0.9, "1"), ofDebtor("债", "乙", 0.7, "2"), ofDebtor("他", "丁", 0.7, "8"))
		got := registerAt(t, s, "s-2", dbtest.Monday.Add(time.Hour), map[string][]string{lender: {"p-丙"}}, ofDebtor("债", "丙", 0.8, "3"))
		if got != (clue.Registered{New: 1, Joined: 1}) {
			t.Errorf("got %+v", got)
		}
		if head := mustGet(t, s, idOf("甲")); head.Members != 2 || head.Cases != 3 || head.Stale {
			t.Errorf("the clue is %+v", head.Clue)
		}
		if got := registerAt(t, s, "s-3", dbtest.Monday.Add(2*time.Hour), nil, ofDebtor("债", "甲", 0.9, "1"), ofDebtor("债", "乙", 0.7, "2"), ofDebtor("他", "丁", 0.7, "8"), ofDebtor("债", "丙", 0.8, "3")); got != (clue.Registered{Unchanged: 4}) {
			t.Errorf("a whole scan says otherwise: %+v", got)
		}
	})
}

// TestTiedToAMember: whoever is kept from a member is kept from the clue that answers for it.
func TestTiedToAMember(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", ofDebtor("债", "甲", 0.9, "1"), ofDebtor("债", "乙", 0.7, "2"))
		jia := somebody(t, d, "jia", access.Handler)
		accounts, err := access.NewService(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := accounts.Declare(t.Context(), jia, access.Tie{Subject: "p-乙", Relation: "表弟"}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(t.Context(), jia, idOf("甲")); !fault.Is(err, fault.Forbidden) {
			t.Errorf("opened by who is tied to a member: %v", err)
		}
		wantNames(t, named(t, s, jia, clue.Filter{}))
	})
}

// TestManyMembers: of more than a clue can hold the greatest risks are its members.
func TestManyMembers(t *testing.T) {
	s := clue.NewService(dbtest.Open(t))
	var all []scan.Finding
	for i := range clue.MaxMembers + 5 {
		all = append(all, ofDebtor("债", fmt.Sprintf("甲%03d", i), float64(i)/1000, fmt.Sprint(i)))
	}
	if got := register(t, s, "s-1", all...); got.Joined != clue.MaxMembers {
		t.Errorf("%d joined", got.Joined)
	}
	if got := register(t, s, "s-2", all...); got != (clue.Registered{Unchanged: len(all)}) {
		t.Errorf("again: %+v", got)
	}
	p, err := s.List(t.Context(), handler(), clue.Filter{})
	if err != nil || p.Total != 5 || p.Items[0].Members != clue.MaxMembers {
		t.Errorf("the queue: %d, %v", p.Total, err)
	}
}
