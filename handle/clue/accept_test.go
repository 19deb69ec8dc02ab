package clue_test

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// TestAccept: a matter accepts what is being screened, keeps what is accepted, and takes
// neither what nobody has looked at nor what was dismissed.
func TestAccept(t *testing.T) {
	for _, tc := range []struct {
		name  string
		moves []clue.State
		by    access.Account
		kind  fault.Kind
		verbs int
	}{
		{"screening", []clue.State{clue.Screening}, handler(), "", 2},
		{"accepted", []clue.State{clue.Screening, clue.Accepted}, handler(), "", 2},
		{"found", nil, handler(), fault.Conflict, 0},
		{"dismissed", []clue.State{clue.Dismissed}, handler(), fault.Conflict, 1},
		{"an analyst", []clue.State{clue.Screening}, access.Account{ID: "a-2", Role: access.Analyst, Office: access.Home}, fault.Forbidden, 1},
		{"another office", []clue.State{clue.Screening}, access.Account{ID: "a-3", Role: access.Handler, Office: "other"}, fault.NotFound, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := dbtest.Open(t)
			s := clue.NewService(d)
			register(t, s, "s-1", finding("王某", "（2021）甲0101民初1号"))
			id := clue.NewID(lender, "p-王某")
			for _, to := range tc.moves {
				move(t, s, id, to)
			}
			err := d.InTx(t.Context(), func(tx *db.Tx) error {
				c, err := clue.Accept(t.Context(), tx, tc.by, id)
				if err == nil && c.State != clue.Accepted {
					t.Errorf("the clue is %s", c.State)
				}
				return err
			})
			if (err == nil) != (tc.kind == "") || tc.kind != "" && !fault.Is(err, tc.kind) {
				t.Errorf("got %v, want %q", err, tc.kind)
			}
			moves := 0
			for _, v := range acts(t, d, string(id)) {
				if v == audit.Move {
					moves++
				}
			}
			if moves != tc.verbs {
				t.Errorf("%d moves recorded, want %d", moves, tc.verbs)
			}
		})
	}
}
