package identity_test

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/identity"
)

func handler() access.Account {
	return access.Account{ID: "a-1", Display: "检察官甲", Role: access.Handler, Office: access.Home}
}

func husband(record string) identity.Mention {
	return identity.Mention{Dataset: "marriage", Record: record, Mention: "husband"}
}

func decide(t *testing.T, s *identity.Service, left, right identity.Mention, v identity.Verdict) identity.Decision {
	t.Helper()
	d, err := s.Decide(t.Context(), handler(), identity.Draft{Left: left, Right: right, Verdict: v, Reason: " 身份证复印件一致 "})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func inForce(t *testing.T, s *identity.Service) []identity.Decision {
	t.Helper()
	list, err := s.InForce(t.Context(), access.Home)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestPairHasOneDecision: whichever way round a pair is given, the last verdict holds,
// and the one before stays readable.
func TestPairHasOneDecision(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := identity.NewService(d)
		first := decide(t, s, husband("r-1"), husband("r-2"), identity.Same)
		second := decide(t, s, husband("r-2"), husband("r-1"), identity.Different)
		if second.Left != first.Left || second.Reason != "身份证复印件一致" {
			t.Errorf("got %+v", second)
		}
		if list := inForce(t, s); len(list) != 1 || list[0] != second {
			t.Errorf("in force are %+v, want the second only", list)
		}
		all, err := s.List(t.Context(), handler(), "", 10)
		if err != nil || len(all) != 2 || all[1].InForce() || all[1].UndoneWhy != second.ID {
			t.Errorf("listed %+v (%v)", all, err)
		}
		older, err := s.List(t.Context(), handler(), all[0].ID, 10)
		if err != nil || len(older) != 1 || older[0].ID != first.ID {
			t.Errorf("the second page is %+v (%v)", older, err)
		}
	})
}

func TestUndo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := identity.NewService(d)
		made := decide(t, s, husband("r-1"), husband("r-2"), identity.Same)
		if _, err := s.Undo(t.Context(), handler(), made.ID, "  "); !fault.Is(err, fault.Invalid) {
			t.Errorf("without a reason: %v", err)
		}
		if _, err := s.Undo(t.Context(), handler(), made.ID, "认错了人"); err != nil {
			t.Fatal(err)
		}
		if list := inForce(t, s); len(list) != 0 {
			t.Errorf("still in force: %+v", list)
		}
		if _, err := s.Undo(t.Context(), handler(), made.ID, "再撤一次"); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		entries, err := audit.NewLog(d).List(t.Context(), audit.Filter{Object: made.ID})
		if err != nil || len(entries) != 2 {
			t.Errorf("recorded %+v (%v)", entries, err)
		}
	})
}

func TestWhoMayDecide(t *testing.T) {
	s := identity.NewService(dbtest.Open(t))
	made := decide(t, s, husband("r-1"), husband("r-2"), identity.Unsure)
	for _, tc := range []struct {
		role   access.Role
		office access.Office
		decide bool
		undo   fault.Kind
	}{
		{access.Admin, access.Home, false, fault.NotFound},
		{access.Handler, "elsewhere", false, fault.NotFound},
		{access.Analyst, access.Home, true, ""},
	} {
		by := access.Account{ID: "a-2", Role: tc.role, Office: tc.office}
		_, err := s.Decide(t.Context(), by, identity.Draft{Left: husband("r-3"), Right: husband("r-4"), Verdict: identity.Same, Reason: "理由"})
		if (err == nil) != tc.decide {
			t.Errorf("%s of %s decides: %v", tc.role, tc.office, err)
		}
		if _, err := s.Undo(t.Context(), by, made.ID, "理由"); (tc.undo == "") != (err == nil) || tc.undo != "" && !fault.Is(err, tc.undo) {
			t.Errorf("%s of %s undoes: %v", tc.role, tc.office, err)
		}
	}
}

func TestDraftsThatSayNothing(t *testing.T) {
	s := identity.NewService(dbtest.Open(t))
	for name, d := range map[string]identity.Draft{
		"one mention":  {Left: husband("r-1"), Right: husband("r-1"), Verdict: identity.Same, Reason: "理由"},
		"no record":    {Left: husband(""), Right: husband("r-1"), Verdict: identity.Same, Reason: "理由"},
		"no verdict":   {Left: husband("r-2"), Right: husband("r-1"), Reason: "理由"},
		"no reason":    {Left: husband("r-2"), Right: husband("r-1"), Verdict: identity.Same, Reason: " "},
		"a NUL inside": {Left: husband("r\x00"), Right: husband("r-1"), Verdict: identity.Same, Reason: "理由"},
	} {
		if _, err := s.Decide(t.Context(), handler(), d); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNobodyDecidesAboutTheirOwn: whoever is tied to one of the entities is told to stand aside.
func TestNobodyDecidesAboutTheirOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, local := identity.NewService(d), access.CommandLine(access.Home)
		accounts, err := access.NewService(d)
		if err != nil {
			t.Fatal(err)
		}
		zhao, err := accounts.Make(t.Context(), local, access.Account{Name: "zhao", Role: access.Handler}, "一个很长的测试口令")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := accounts.Declare(t.Context(), zhao, access.Tie{Subject: "p-2", Relation: "配偶"}); err != nil {
			t.Fatal(err)
		}
		draft := identity.Draft{Left: husband("r-1"), Right: husband("r-2"), Entities: []string{"p-1", "p-2"}, Verdict: identity.Same, Reason: "理由"}
		if _, err := s.Decide(t.Context(), zhao, draft); !fault.Is(err, fault.Forbidden) {
			t.Errorf("decides: %v", err)
		}
		if err := s.Permit(t.Context(), zhao, draft.Entities...); !fault.Is(err, fault.Forbidden) {
			t.Errorf("looks: %v", err)
		}
		if list := inForce(t, s); len(list) != 0 {
			t.Errorf("decided all the same: %+v", list)
		}
		if _, err := s.Decide(t.Context(), handler(), draft); err != nil {
			t.Errorf("others are kept out too: %v", err)
		}
	})
}
