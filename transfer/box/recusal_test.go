package box

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// TestTies: whoever is tied to the subject of a clue, to the clue itself or to the matter of a
// joint matter neither reads nor steps nor begins what goes to other agencies about it, and does
// not find it in a list; others do, and so do they once the tie is lifted.
func TestTies(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a, police := two(t, d, dbtest.Open(t))
		ctx, local, to := t.Context(), access.CommandLine(access.Home), police.self.Card.Code
		clues := clue.NewService(d)
		_, err := clues.Register(ctx, local, clue.Scan{Snapshot: "s-1", Models: []string{"civil/lender"}, At: dbtest.Monday, Findings: []scan.Finding{{
			Model: "civil/lender", Version: 1, Snapshot: "s-1", Subject: scan.Subject{Kind: "person", ID: "p-1", Name: "王某"}, Risk: 0.8,
			Summary: fault.Text{ZH: "王某多次起诉", EN: "Wang sued often"}, Cases: []string{"（2021）甲0101民初1号"}, Documents: []string{"d-1"}}}})
		if err != nil {
			t.Fatal(err)
		}
		id := clue.NewID("civil/lender", "p-1")
		if _, err := clues.Move(ctx, local, id, clue.Move{To: clue.Screening, Seen: 1}); err != nil {
			t.Fatal(err)
		}
		accounts, err := access.NewService(d)
		if err != nil {
			t.Fatal(err)
		}
		zhao, err := accounts.Make(ctx, local, access.Account{Name: "zhao", Role: access.Leader}, "一个很长的测试口令")
		if err != nil {
			t.Fatal(err)
		}
		x, err := a.OfferClue(ctx, a.by, id, Offering{To: to, Due: "2026-02-05", Note: "请贵局审查处理"})
		if err != nil {
			t.Fatal(err)
		}
		other := a.offer(to, false)
		v, err := a.OpenJoint(ctx, a.by, JointStart{Matter: "m-1", Title: "专案", Due: "2026-02-05", Members: []string{to}})
		if err != nil {
			t.Fatal(err)
		}
		read := func(by access.Account, exchange string) error { _, err := a.Get(ctx, by, exchange); return err }
		aside := func(what string, err error) {
			t.Helper()
			if _, public := fault.Split(err); !fault.Is(err, fault.Forbidden) || !strings.Contains(public.ZH, "应当回避") {
				t.Errorf("%s: %v", what, err)
			}
		}
		listed := func(by access.Account) (list []string) {
			found, _, err := a.List(ctx, by, Filter{})
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range found {
				list = append(list, x.ID)
			}
			joints, err := a.Joints(ctx, by, "")
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range joints {
				list = append(list, j.ID)
			}
			return list
		}
		if err := read(zhao, x.ID); err != nil {
			t.Errorf("before there is a tie: %v", err)
		}
		all := len(listed(zhao))
		for _, tie := range []access.Tie{{Subject: "p-1"}, {Case: string(id)}, {Case: x.ID}} {
			tie.Relation = "配偶"
			made, err := accounts.Declare(ctx, zhao, tie)
			if err != nil {
				t.Fatal(err)
			}
			aside("read", read(zhao, x.ID))
			view, err := a.Get(ctx, a.by, x.ID)
			if err != nil {
				t.Fatal(err)
			}
			_, err = a.See(ctx, zhao, view.Items[0].ID)
			aside("look at the dispatch", err)
			_, err = a.Attachments(ctx, zhao, view.Items[0].ID)
			aside("its files", err)
			_, err = a.Do(ctx, zhao, Step{Exchange: x.ID, Kind: "clue-withdraw", Data: dataOf("clue-withdraw")})
			aside("step", err)
			if tie.Case != x.ID {
				_, err = a.Begin(ctx, zhao, Start{To: to, Kind: "suggestion", Clue: string(id)})
				aside("begin another about the clue", err)
			}
			if got := listed(zhao); strings.Contains(strings.Join(got, " "), x.ID) || len(got) != all-1 {
				t.Errorf("with %+v the list is %v", tie, got)
			}
			if err := read(zhao, other.ID); err != nil {
				t.Errorf("another exchange: %v", err)
			}
			if err := accounts.Lift(ctx, local, made.ID, "核实无亲属关系"); err != nil {
				t.Fatal(err)
			}
			if err := read(zhao, x.ID); err != nil || len(listed(zhao)) != all {
				t.Errorf("after it was lifted: %v", err)
			}
		}
		if _, err := accounts.Declare(ctx, zhao, access.Tie{Case: "m-1", Relation: "曾任辩护人"}); err != nil {
			t.Fatal(err)
		}
		_, err = a.GetJoint(ctx, zhao, v.ID)
		aside("the joint matter", err)
		aside("an exchange of it", read(zhao, v.Exchanges[0].ID))
		_, err = a.EndJoint(ctx, zhao, v.ID, 0, dispatch.Outcome{Code: "established", Says: "属实"})
		aside("end it", err)
		_, err = a.OpenJoint(ctx, zhao, JointStart{Matter: "m-1", Title: "又一专案", Due: "2026-02-05", Members: []string{to}})
		aside("open another about the matter", err)
		if got := listed(zhao); len(got) != all-2 {
			t.Errorf("the lists: %v", got)
		}
		if _, err := a.GetJoint(ctx, a.by, v.ID); err != nil {
			t.Errorf("others are kept out too: %v", err)
		}
	})
}
