package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/law"
)

func newWorkshop(t *testing.T) (*workshop, *app) {
	t.Helper()
	a := &app{ctx: t.Context(), home: t.TempDir(), now: func() time.Time { return dbtest.Monday }}
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	laws, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &workshop{app: a, standards: lib, laws: laws, planning: make(chan struct{}, 1), tests: map[string]context.CancelFunc{}, server: "here"}, a
}

// TestModelIsBegun: from nothing it is one that is sound and whose cases pass, and from
// another one it is that one under its own id.
func TestModelIsBegun(t *testing.T) {
	w, _ := newWorkshop(t)
	rule, cases, err := w.Source("criminal/own-model", "")
	if err != nil || !strings.Contains(rule, "id: criminal/own-model\n") || !strings.Contains(rule, "branch: criminal\n") {
		t.Fatalf("begun %.80s (%v)", rule, err)
	}
	if err := w.Prove(t.Context(), "criminal/own-model", rule, cases); err != nil {
		t.Errorf("what a model begins with is not sound: %v", err)
	}
	rule, cases, err = w.Source("civil/own-lender", "civil/professional-lender")
	if err != nil {
		t.Fatal(err)
	}
	if check, err := w.Check("civil/own-lender", rule, cases); err != nil || len(check.Faults) != 0 || len(check.Cases) < 5 {
		t.Errorf("a copy has the faults %+v (%v)", check.Faults, err)
	}
	if _, _, err := w.Source("civil/professional-lender", ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("called like a model of the program: %v", err)
	}
	if _, _, err := w.Source("civil/own", "civil/none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("from a model that is not there: %v", err)
	}
}

// TestModelIsChecked: what is wrong is told by line, and what is sound with its columns.
func TestModelIsChecked(t *testing.T) {
	w, _ := newWorkshop(t)
	rule, cases, err := w.Source("civil/own", "")
	if err != nil {
		t.Fatal(err)
	}
	check, err := w.Check("civil/own", rule, cases)
	if err != nil || len(check.Faults) > 0 {
		t.Fatalf("%+v (%v)", check.Faults, err)
	}
	titled, worked, measured := false, false, false
	for _, table := range check.Tables {
		for _, c := range table.Columns {
			titled = titled || table.Name == "judgment" && c.Name == "cause" && c.Title.ZH != ""
			worked = worked || table.Name == "suits" && c.Name == "started" && c.Type == "date" && c.Title.ZH == ""
			measured = measured || table.Operator == "score" && c.Name == "most" && c.Type == "integer"
		}
	}
	if !titled || !worked || !measured {
		t.Errorf("a field without its title (%v), or a column that was worked out with one (%v)", titled, worked)
	}
	broken := strings.Replace(rule, `procedure == "first"`, `procedur == "first"`, 1)
	check, err = w.Check("civil/own", broken, cases)
	if err != nil || len(check.Faults) == 0 || check.Faults[0].Line == 0 || len(check.Tables) > 0 {
		t.Errorf("a field that is not there: %+v (%v)", check, err)
	}
	if err := w.Prove(t.Context(), "civil/own", broken, cases); !fault.Is(err, fault.Invalid) {
		t.Errorf("proved: %v", err)
	}
	if err := w.Prove(t.Context(), "civil/own", strings.Replace(rule, "default: 5", "default: 50", 1), cases); !fault.Is(err, fault.Invalid) {
		t.Errorf("proved with cases that fail: %v", err)
	}
	look, err := w.Look(t.Context(), "civil/own", rule, cases, "six suits in half a year")
	if err != nil || len(look.Findings) != 1 || look.Findings[0].Subject.Name != "钱大有" {
		t.Errorf("looked at %+v (%v)", look.Findings, err)
	}
	if _, err := w.Look(t.Context(), "civil/own", rule, cases, "none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a case that is not there: %v", err)
	}
}

// TestModelComesIntoForce: on its day and not before, and the next version must say so.
func TestModelComesIntoForce(t *testing.T) {
	w, a := newWorkshop(t)
	store := dbtest.Open(t)
	s := draft.NewService(store)
	analyst := access.Account{ID: "analyst", Role: access.Analyst, Office: access.Home}
	leader := access.Account{ID: "leader", Role: access.Leader, Office: access.Home}
	rule, cases, err := w.Source("civil/own", "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Make(t.Context(), analyst, "civil/own", draft.Text{Rule: rule, Cases: cases})
	if err != nil {
		t.Fatal(err)
	}
	prove := func(d draft.Draft) error { return w.Prove(t.Context(), d.Model, d.Rule, d.Cases) }
	for _, x := range []struct {
		by access.Account
		draft.Move
	}{{analyst, draft.Move{To: draft.Review, Seen: 1}}, {leader, draft.Move{To: draft.Approved, Seen: 2, Starts: law.DateOf(dbtest.Monday).AddDays(1)}}} {
		if d, err = s.Move(t.Context(), x.by, d.ID, x.Move, prove); err != nil {
			t.Fatal(err)
		}
	}
	if ids, err := a.activate(t.Context(), s); err != nil || len(ids) > 0 {
		t.Fatalf("in force before its day: %v (%v)", ids, err)
	}
	if _, err := a.chooseModels([]string{"civil/own"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("at hand before its day: %v", err)
	}
	a.now = func() time.Time { return dbtest.Monday.AddDate(0, 0, 1) }
	if ids, err := a.activate(t.Context(), s); err != nil || len(ids) != 1 {
		t.Fatalf("in force on its day: %v (%v)", ids, err)
	}
	if list, err := a.chooseModels([]string{"civil/own"}); err != nil || list[0].Version != 1 {
		t.Errorf("at hand: %v", err)
	}
	if err := w.Prove(t.Context(), "civil/own", rule, cases); !fault.Is(err, fault.Invalid) {
		t.Errorf("the same version again: %v", err)
	}
	// A model from a package has taken the id of the next: it says so, and keeps nothing waiting.
	taken, err := s.Make(t.Context(), analyst, "civil/a-taken", draft.Text{Rule: rule, Cases: cases})
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Make(t.Context(), analyst, "civil/b-free", draft.Text{Rule: rule, Cases: cases})
	if err != nil {
		t.Fatal(err)
	}
	sound := func(draft.Draft) error { return nil }
	for _, id := range []string{taken.ID, other.ID} {
		for seen, x := range []struct {
			by access.Account
			to draft.State
		}{{analyst, draft.Review}, {leader, draft.Approved}} {
			if _, err := s.Move(t.Context(), x.by, id, draft.Move{To: x.to, Seen: seen + 1}, sound); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.MkdirAll(filepath.Join(a.home, "models", "civil", "a-taken", "v1"), 0o700); err != nil {
		t.Fatal(err)
	}
	if ids, err := a.activate(t.Context(), s); !fault.Is(err, fault.Conflict) || len(ids) != 1 || ids[0] != "civil/b-free" {
		t.Errorf("beside one that cannot be: %v (%v)", ids, err)
	}
	next, _, err := w.Source("civil/own", "civil/own")
	if err != nil || !strings.Contains(next, "version: 2\n") {
		t.Errorf("the next version is begun as %.60s (%v)", next, err)
	}
	if err := w.Prove(t.Context(), "civil/own", next, cases); err != nil {
		t.Errorf("the next version: %v", err)
	}
}

// TestBacktestIsKept: how a test ends is kept with the draft, also where the program ends first.
func TestBacktestIsKept(t *testing.T) {
	w, a := newWorkshop(t)
	var err error
	if w.documents, err = openDocuments(a); err != nil {
		t.Fatal(err)
	}
	defer w.documents.close()
	store := dbtest.Open(t)
	w.drafts, w.clues, w.log = draft.NewService(store), clue.NewService(store), slog.New(slog.DiscardHandler)
	analyst := access.Account{ID: "analyst", Role: access.Analyst, Office: access.Home}
	rule, cases, err := w.Source("civil/own", "")
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.drafts.Make(t.Context(), analyst, "civil/own", draft.Text{Rule: rule, Cases: cases})
	if err != nil {
		t.Fatal(err)
	}
	test := func() draft.Test {
		t.Helper()
		if _, err := w.Backtest(t.Context(), analyst, d, draft.TestOrder{From: "2025-01"}); err != nil {
			t.Fatal(err)
		}
		w.wait()
		x, err := w.drafts.Test(t.Context(), analyst, d.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	if x := test(); x.State != draft.TestFailed || x.Says.ZH == "" || x.Order.From != "2025-01" {
		t.Errorf("where nothing was imported: %+v", x)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	a.ctx = ended
	if x := test(); x.State != draft.TestInterrupted {
		t.Errorf("where the program ends: %+v", x)
	}
	if len(w.tests) > 0 {
		t.Errorf("%d tests are still at work", len(w.tests))
	}
	if err := w.StopBacktest(t.Context(), analyst, d.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("stopped when none runs: %v", err)
	}
}
