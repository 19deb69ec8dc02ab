package clue_test

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// TestConfirms: only what somebody decided about the finding itself says whether the model was
// right.
func TestConfirms(t *testing.T) {
	for _, c := range []struct {
		state       clue.State
		reason      clue.Code
		right, says bool
	}{
		{clue.Found, "", false, false}, {clue.Screening, "", false, false},
		{clue.Accepted, "", true, true}, {clue.Transferred, "", true, true},
		{clue.Dismissed, "genuine_debt", false, true}, {clue.Dismissed, "data_error", false, true}, {clue.Dismissed, "already_handled", false, false},
	} {
		if right, says := clue.Confirms(c.state, c.reason); right != c.right || says != c.says {
			t.Errorf("%s %s: %v, %v", c.state, c.reason, right, says)
		}
	}
}

func TestDecisions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("一", "1"), finding("二", "2"), finding("三", "3"), finding("四", "4"))
		id := func(subject string) clue.ID { return clue.NewID(lender, "p-"+subject) }
		move(t, s, id("一"), clue.Screening)
		move(t, s, id("一"), clue.Accepted)
		move(t, s, id("二"), clue.Dismissed)
		if _, err := s.Move(t.Context(), handler(), id("三"), clue.Move{To: clue.Dismissed, Reason: "already_handled", Note: "另案已办理", Seen: 1}); err != nil {
			t.Fatal(err)
		}
		list, silent, err := s.Decisions(t.Context(), handler(), lender)
		if err != nil || len(list) != 2 || silent != 1 {
			t.Fatalf("%d decisions, %d silent, %v", len(list), silent, err)
		}
		for _, x := range list {
			if x.Confirmed != (x.Clue == id("一")) || len(x.Finding.Indicators) != 5 || x.Finding.Model != lender {
				t.Errorf("got %+v", x)
			}
		}
		if list, _, err := s.Decisions(t.Context(), handler(), "civil/other"); err != nil || len(list) != 0 {
			t.Errorf("of another model: %v, %v", list, err)
		}
		if _, _, err := s.Decisions(t.Context(), access.Account{ID: "a-9", Role: "nobody", Office: access.Home}, lender); !fault.Is(err, fault.Forbidden) {
			t.Errorf("got %v", err)
		}
	})
}

// TestOutcomes: of a clue that was handed over, what the other agency found in the end counts.
func TestOutcomes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := clue.NewService(d)
		register(t, s, "s-1", finding("一", "1"), finding("二", "2"), finding("三", "3"), finding("四", "4"))
		codes := map[string][]string{"一": {"established"}, "二": {"established", "not_established"}, "三": {"other"}, "四": nil}
		for subject, list := range codes {
			id := clue.NewID(lender, "p-"+subject)
			move(t, s, id, clue.Screening)
			err := d.InTx(t.Context(), func(tx *db.Tx) error {
				if _, _, err := clue.Leave(t.Context(), tx, handler(), id, ""); err != nil {
					return err
				}
				for _, code := range list {
					if err := clue.Resolved(t.Context(), tx, handler(), id, "反馈办理结果", code); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		list, silent, err := s.Decisions(t.Context(), handler(), lender)
		if err != nil || len(list) != 3 || silent != 1 {
			t.Fatalf("%d decisions, %d silent, %v", len(list), silent, err)
		}
		for _, x := range list {
			if want := x.Clue != clue.NewID(lender, "p-二"); x.Confirmed != want {
				t.Errorf("%s: confirmed %v, want %v", x.Finding.Subject.Name, x.Confirmed, want)
			}
		}
	})
}
