package draft_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/law"
)

func as(id string, role access.Role) access.Account {
	return access.Account{ID: id, Display: id, Role: role, Office: access.Home}
}

func sound(draft.Draft) error { return nil }

func begin(t *testing.T, s *draft.Service) draft.Draft {
	t.Helper()
	d, err := s.Make(t.Context(), as("analyst", access.Analyst), "civil/own-model", draft.Text{Rule: "id: civil/own-model\n", Cases: "cases: []\n"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestLife: a model goes from its writer to another who approves it, and runs from its day on.
func TestLife(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := draft.NewService(d), t.Context()
		analyst, leader := as("analyst", access.Analyst), as("leader", access.Leader)
		x := begin(t, s)
		x, err := s.Write(ctx, analyst, x.ID, draft.Text{Rule: "id: civil/own-model\nversion: 1\n", Seen: x.Version})
		if err != nil || x.Version != 2 {
			t.Fatalf("written %+v: %v", x, err)
		}
		refused := fault.Invalidf("没有用例。", "There are no cases.")
		if _, err := s.Move(ctx, analyst, x.ID, draft.Move{To: draft.Review, Seen: 2}, func(draft.Draft) error { return refused }); !errors.Is(err, refused) {
			t.Errorf("an unsound draft goes to review: %v", err)
		}
		if x, err = s.Move(ctx, analyst, x.ID, draft.Move{To: draft.Review, Seen: 2}, sound); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Write(ctx, analyst, x.ID, draft.Text{Rule: "x", Seen: 3}); !fault.Is(err, fault.Conflict) {
			t.Errorf("written in review: %v", err)
		}
		if got := x.Moves(analyst); !slices.Equal(got, []draft.State{draft.Dropped}) {
			t.Errorf("its writer can take it to %v", got)
		}
		monday := law.DateOf(dbtest.Monday)
		if _, err := s.Move(ctx, leader, x.ID, draft.Move{To: draft.Approved, Seen: 3, Starts: monday.AddDays(-1)}, sound); !fault.Is(err, fault.Invalid) {
			t.Errorf("approved for yesterday: %v", err)
		}
		if x, err = s.Move(ctx, leader, x.ID, draft.Move{To: draft.Approved, Seen: 3, Starts: monday.AddDays(7)}, sound); err != nil {
			t.Fatal(err)
		}
		for day, want := range map[law.Date]int{monday.AddDays(6): 0, monday.AddDays(7): 1, monday.AddDays(70): 1} {
			if due, err := s.Due(ctx, day); err != nil || len(due) != want {
				t.Errorf("on %v %d are due (%v)", day, len(due), err)
			}
		}
		for range 2 { // the second time changes nothing
			if err := s.Activate(ctx, access.CommandLine(access.Home), x.ID); err != nil {
				t.Fatal(err)
			}
		}
		x, err = s.Get(ctx, leader, x.ID)
		if err != nil || x.State != draft.Active || x.JudgeName != "leader" || x.Version != 5 {
			t.Errorf("at the end %+v (%v)", x, err)
		}
		entries, err := audit.NewLog(d).List(ctx, audit.Filter{Object: x.ID})
		if err != nil || len(entries) != 5 {
			t.Errorf("%d acts are recorded (%v)", len(entries), err)
		}
		list, err := s.List(ctx, analyst)
		if err != nil || len(list) != 1 || list[0].Rule != "" {
			t.Errorf("listed %+v (%v)", list, err)
		}
		begin(t, s) // the next version of the same model
	})
}

// TestWhoMayDoWhat: nobody approves what they wrote, and a text is its writer's.
func TestWhoMayDoWhat(t *testing.T) {
	s := draft.NewService(dbtest.Open(t))
	ctx := t.Context()
	x := begin(t, s)
	text := draft.Text{Rule: "x", Seen: 1}
	for _, who := range []access.Account{as("other", access.Analyst), as("h", access.Handler), as("leader", access.Leader)} {
		if _, err := s.Write(ctx, who, x.ID, text); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s writes it: %v", who.ID, err)
		}
	}
	elsewhere := access.Account{ID: "analyst", Role: access.Analyst, Office: "elsewhere"}
	if _, err := s.Get(ctx, elsewhere, x.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("seen from another office: %v", err)
	}
	if _, err := s.Make(ctx, as("h", access.Handler), "civil/x", draft.Text{}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a handler begins one: %v", err)
	}
	x, err := s.Move(ctx, as("analyst", access.Analyst), x.ID, draft.Move{To: draft.Review, Seen: 1}, sound)
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range []access.Account{as("analyst", access.Analyst), as("analyst", access.Leader), as("h", access.Handler), as("admin", access.Admin)} {
		if _, err := s.Move(ctx, who, x.ID, draft.Move{To: draft.Approved, Seen: 2}, sound); err == nil {
			t.Errorf("%s as %s approves it", who.ID, who.Role)
		}
	}
	leader := as("leader", access.Leader)
	if _, err := s.Move(ctx, leader, x.ID, draft.Move{To: draft.Writing, Seen: 2}, sound); !fault.Is(err, fault.Invalid) {
		t.Errorf("given back without a reason: %v", err)
	}
	if _, err := s.Move(ctx, leader, x.ID, draft.Move{To: draft.Writing, Note: "缺相似情形", Seen: 1}, sound); !fault.Is(err, fault.Conflict) {
		t.Errorf("given back unseen: %v", err)
	}
	if x, err = s.Move(ctx, leader, x.ID, draft.Move{To: draft.Writing, Note: "缺相似情形", Seen: 2}, sound); err != nil || x.Note != "缺相似情形" {
		t.Errorf("given back: %+v (%v)", x, err)
	}
	if _, err := s.Move(ctx, as("analyst", access.Analyst), x.ID, draft.Move{To: draft.Active, Seen: 3}, sound); !fault.Is(err, fault.Conflict) {
		t.Errorf("put in force by hand: %v", err)
	}
}

func TestWhatIsRefused(t *testing.T) {
	s := draft.NewService(dbtest.Open(t))
	for name, id := range map[string]string{"no branch": "own", "another branch": "fiscal/x", "capitals": "civil/Own", "a way out": "civil/../x", "too long": "civil/" + strings.Repeat("a", 60)} {
		if _, err := s.Make(t.Context(), as("analyst", access.Analyst), id, draft.Text{}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	begin(t, s)
	if _, err := s.Make(t.Context(), as("other", access.Analyst), "civil/own-model", draft.Text{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("two drafts of one model: %v", err)
	}
	if _, err := s.Make(t.Context(), as("other", access.Analyst), "civil/big", draft.Text{Rule: strings.Repeat("x", draft.Most+1)}); !fault.Is(err, fault.Invalid) {
		t.Errorf("too long a rule: %v", err)
	}
}

// TestOnlyTheHomePutsModelsInForce: models in force run over the lake of the home, so that the
// leader of another office approves none, and none that was approved there before runs.
func TestOnlyTheHomePutsModelsInForce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, ctx := draft.NewService(d), t.Context()
		there := func(id string, role access.Role) access.Account {
			return access.Account{ID: id, Display: id, Role: role, Office: "elsewhere"}
		}
		x, err := s.Make(ctx, there("analyst", access.Analyst), "civil/own-model", draft.Text{Rule: "id: civil/own-model\n", Cases: "cases: []\n"})
		if err == nil {
			x, err = s.Move(ctx, there("analyst", access.Analyst), x.ID, draft.Move{To: draft.Review, Seen: x.Version}, sound)
		}
		if err != nil {
			t.Fatal(err)
		}
		leader, monday := there("leader", access.Leader), law.DateOf(dbtest.Monday)
		if slices.Contains(x.Moves(leader), draft.Approved) {
			t.Error("it is offered")
		}
		if _, err := s.Move(ctx, leader, x.ID, draft.Move{To: draft.Approved, Seen: x.Version, Starts: monday.AddDays(1)}, sound); !fault.Is(err, fault.Forbidden) {
			t.Errorf("approved: %v", err)
		}
		if _, err := s.Move(ctx, leader, x.ID, draft.Move{To: draft.Writing, Seen: x.Version, Note: "请补充用例"}, sound); err != nil {
			t.Errorf("given back: %v", err)
		}
		err = d.InTx(ctx, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE model_draft SET state = 'approved', starts = $1 WHERE id = $2`, monday.String(), x.ID)
			return err
		})
		if due, err2 := s.Due(ctx, monday.AddDays(9)); err != nil || err2 != nil || len(due) != 0 {
			t.Errorf("due is %+v, %v, %v", due, err, err2)
		}
	})
}
