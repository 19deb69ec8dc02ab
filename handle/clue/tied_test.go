package clue_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// TestTiedClues: what a tie closes is in no list, count or export of that person, whether it
// is to the subject or to the case, and is there for everybody else.
func TestTiedClues(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		accounts, err := access.NewService(d)
		if err != nil {
			t.Fatal(err)
		}
		local := access.CommandLine(access.Home)
		who, err := accounts.Make(t.Context(), local, access.Account{Name: "zhang", Role: access.Handler}, "一个很长的测试口令")
		if err != nil {
			t.Fatal(err)
		}
		zhao := finding("赵某", "3")
		zhao.Documents = []string{"d-1", "d-7"}
		register(t, s, "s-1", finding("王某", "1"), finding("李某", "2"), zhao)
		id := func(subject string) clue.ID { return clue.NewID(lender, "p-"+subject) }
		found, err := s.RestingOn(t.Context(), map[string][]string{"d-7": {"p-a", "p-b"}, "d-9": {"p-c"}})
		if err != nil {
			t.Fatal(err)
		}
		if want := map[clue.ID][]string{id("赵某"): {"p-a", "p-b"}}; !cmp.Equal(found, want) {
			t.Errorf("got %v, want %v", found, want)
		}
		for _, tie := range []access.Tie{{Subject: "p-王某", Relation: "配偶"}, {Case: string(id("赵某")), Relation: "曾任代理人"}} {
			if _, err := accounts.Declare(t.Context(), who, tie); err != nil {
				t.Fatal(err)
			}
		}
		for _, f := range []clue.Filter{{}, {Query: "某"}, {MinRisk: 0.1}, {Sort: "amount"}, {Aside: clue.AnyAside}} {
			page, err := s.List(t.Context(), who, f)
			if err != nil || page.Total != 1 || len(page.Items) != 1 || page.Items[0].Subject.Name != "李某" {
				t.Errorf("%+v: got %d %v %v", f, page.Total, page.Items, err)
			}
			if page, err := s.List(t.Context(), handler(), f); err != nil || page.Total != 3 {
				t.Errorf("%+v for others: %d %v", f, page.Total, err)
			}
		}
		for one, err := range s.Export(t.Context(), who, clue.Filter{}) {
			if err != nil || one.Subject.Name != "李某" {
				t.Errorf("exported %s %v", one.Subject.Name, err)
			}
		}
		for by, want := range map[access.Account][]string{who: {"d-1", "d-7"}, handler(): nil} {
			closed, err := s.ClosedDocuments(t.Context(), by)
			slices.Sort(closed)
			if closed = slices.Compact(closed); err != nil || !slices.Equal(closed, want) {
				t.Errorf("documents closed to %s: %v %v", by.ID, closed, err)
			}
		}
		for _, name := range []string{"王某", "赵某"} {
			if _, err := s.Get(t.Context(), who, id(name)); !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
