package models_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
)

// TestLeavingOutChangesNothing: a plan that carries only what is read answers as one that
// carries everything does, on the hits of every model and, where a model keeps one row of
// several, on rows made alike so that there is much to choose from.
func TestLeavingOutChangesNothing(t *testing.T) {
	lib, found := standards(t), 0
	for _, m := range all(t) {
		c := m.Cases[slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Kind == "hit" })]
		rows, err := c.Rows(lib)
		if err != nil {
			t.Fatal(err)
		}
		worlds := []map[string][]engine.Row{rows}
		if m.ID == "civil/batch-suits" || m.ID == "civil/no-confrontation" || m.ID == "civil/routine-loan" {
			for seed := range uint64(3) {
				worlds = append(worlds, alikeRows(rand.New(rand.NewPCG(7, seed)), rows))
			}
		}
		for i, world := range worlds {
			lean, whole := answers(t, m, world)
			if diff := cmp.Diff(whole, lean); diff != "" {
				t.Errorf("%s: world %d:\n%s", m.ID, i, diff)
			}
			if len(whole) > 0 {
				found++
			}
		}
	}
	if found < 50 {
		t.Errorf("something is found in %d worlds only", found)
	}
}

// answers are the rows of a model's plan as it is, and with everything carried along.
func answers(t *testing.T, m models.Model, rows map[string][]engine.Row) (lean, whole []engine.Row) {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := linkage.Link(t.Context(), e, m.Inputs...); err != nil {
		t.Fatal(err)
	}
	target := models.Target{Standards: standards(t), Dialect: e.Dialect(), AsOf: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)}
	plan, err := models.Compile(m, target)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range []models.Plan{plan, models.CompileWhole(m, target)} {
		for row, err := range engine.QueryParts(t.Context(), e, p.Parts, p.Answer) {
			if err != nil {
				t.Fatalf("%s: %v", m.ID, err)
			}
			if i == 0 {
				lean = append(lean, row)
			} else {
				whole = append(whole, row)
			}
		}
	}
	return lean, whole
}

// alikeRows adds documents of the same case number and parties named twice in a document,
// each a little different.
func alikeRows(r *rand.Rand, rows map[string][]engine.Row) map[string][]engine.Row {
	out := map[string][]engine.Row{}
	again := map[any]bool{}
	for name, list := range rows {
		for _, row := range list {
			out[name] = append(out[name], row)
			id := row["judgment"]
			if name == "judgment" {
				id = row["id"]
			}
			if _, asked := again[id]; !asked {
				again[id] = r.IntN(3) == 0
			}
			if again[id] && id != nil {
				copied := maps.Clone(row)
				for _, field := range []string{"judgment", "id"} {
					if copied[field] == id {
						copied[field] = fmt.Sprint("again ", id)
					}
				}
				out[name] = append(out[name], copied)
			}
			if name == "party" && r.IntN(3) == 0 {
				twice := maps.Clone(row)
				twice["n"] = row["n"].(int64) + 20
				twice["address"] = fmt.Sprintf("云川市新街%d号3幢201室", r.IntN(5))
				twice["legal_rep"] = fmt.Sprintf("赵%d", r.IntN(3))
				out[name] = append(out[name], twice)
			}
		}
	}
	return out
}

// TestFewColumnsAreCarried: most steps want few of the thirty fields of a document.
func TestFewColumnsAreCarried(t *testing.T) {
	m, err := models.Get("civil/no-confrontation")
	if err != nil {
		t.Fatal(err)
	}
	target := models.Target{Standards: standards(t), Dialect: duck.Dialect{}, AsOf: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)}
	plan, err := models.Compile(m, target)
	if err != nil {
		t.Fatal(err)
	}
	count := func(p models.Plan, step string) int {
		return len(p.Stages[slices.IndexFunc(p.Stages, func(s models.Stage) bool { return s.Name == step })].Columns)
	}
	for _, step := range []string{"papers", "claims", "answers", "suits"} {
		if lean, whole := count(plan, step), count(models.CompileWhole(m, target), step); lean >= whole-5 {
			t.Errorf("step %s carries %d columns of %d", step, lean, whole)
		}
	}
}

// TestEvidenceWaits: what only evidence reads is worked out for those who are found; what the
// gate rests on is not.
func TestEvidenceWaits(t *testing.T) {
	m, err := models.Get("civil/no-confrontation")
	if err != nil {
		t.Fatal(err)
	}
	plan, err := models.Compile(m, models.Target{Standards: standards(t), Dialect: duck.Dialect{}, AsOf: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	at := func(stage string) int {
		return slices.IndexFunc(plan.Stages, func(s models.Stage) bool { return s.Name == stage })
	}
	found := at("score found")
	for _, late := range []string{"debts", "near_papers", "debt_evidence"} {
		if at(late) < found {
			t.Errorf("step %s is worked out for everybody", late)
		}
	}
	for _, early := range []string{"answers", "in_debt", "fellows", "suits"} {
		if at(early) > found {
			t.Errorf("step %s waits", early)
		}
	}
	if reads := plan.Stages[at("debts of answers")].Reads; !slices.Contains(reads, "score found") || !slices.Contains(reads, "answers") {
		t.Errorf("debts rest on %v", reads)
	}
}
