package box

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

// TestLiaison: a liaison reads what is exchanged with the agency that they answer for, all of it
// and only that; to one of another agency, of none, or of another office there is no such thing, and
// none of them takes a step or sees a joint matter.
func TestLiaison(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a, police := two(t, d, dbtest.Open(t))
		court := newOffice(t, dbtest.Open(t), "330102-fy", node.Court, seal.Usual)
		meet(a, court)
		ctx := t.Context()
		theirs, others := a.offer(police.self.Card.Code, false), a.offer(court.self.Card.Code, false)
		if _, err := a.OpenJoint(ctx, a.by, JointStart{Title: "专案", Due: "2026-02-05", Members: []string{court.self.Card.Code}}); err != nil {
			t.Fatal(err)
		}
		joint := a.view(others.ID)
		for _, tc := range []struct {
			name, agency string
			office       access.Office
			want         []string
		}{
			{"of the police", police.self.Card.Code, access.Home, []string{theirs.ID}},
			{"of an agency to which nothing went", "330102-mz", access.Home, nil},
			{"of no agency", "", access.Home, nil},
			{"of the police, at another office", police.self.Card.Code, "next", nil},
		} {
			by := access.Account{ID: "a-9", Role: access.Liaison, Office: tc.office, Department: tc.agency}
			list, next, err := a.List(ctx, by, Filter{})
			if err != nil || next != "" || len(list) != len(tc.want) || len(list) > 0 && list[0].ID != tc.want[0] {
				t.Errorf("%s: the list is %v %v, want %v", tc.name, list, err, tc.want)
			}
			if list, _, err = a.List(ctx, by, Filter{Peer: court.self.Card.Code}); err != nil || len(list) > 0 {
				t.Errorf("%s: asked for the court's: %v %v", tc.name, list, err)
			}
			for _, x := range []Exchange{theirs, others} {
				see := len(tc.want) > 0 && x.ID == tc.want[0]
				item := a.view(x.ID).Items[0].ID
				_, err := a.Get(ctx, by, x.ID)
				_, err1 := a.See(ctx, by, item)
				_, err2 := a.Attachments(ctx, by, item)
				for what, err := range map[string]error{"read": err, "look": err1, "files": err2} {
					if see && err != nil || !see && !fault.Is(err, fault.NotFound) {
						t.Errorf("%s: %s %s: %v", tc.name, what, x.Peer, err)
					}
				}
				if _, err := a.Do(ctx, by, Step{Exchange: x.ID, Kind: dispatch.ClueWithdraw, Data: dataOf(dispatch.ClueWithdraw)}); !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.NotFound) {
					t.Errorf("%s took a step: %v", tc.name, err)
				}
			}
			if joints, err := a.Joints(ctx, by, ""); err != nil || len(joints) > 0 {
				t.Errorf("%s: joint matters %v %v", tc.name, joints, err)
			}
		}
		if got := a.view(others.ID); got.Version != joint.Version {
			t.Errorf("a look changed an exchange: %+v", got)
		}
	})
}
