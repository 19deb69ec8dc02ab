package nearby_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
)

// TestCarriedOn: in every model of the library, documents that come one after the other into an
// index that is carried on cause what a whole scan of all records finds.
func TestCarriedOn(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	pool, err := duck.NewPool(t.Context(), nearby.Linked(lib), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	who, err := duck.NewPool(t.Context(), linkage.Delivered(lib), 1)
	if err != nil {
		t.Fatal(err)
	}
	defer who.Close()
	told, came := 0, 0
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(m.Inputs, "judgment") {
			continue
		}
		lot := rand.New(rand.NewPCG(uint64(len(m.ID)), uint64(len(m.Title.EN))))
		for _, c := range m.Cases {
			n, k := carriedOn(t, lib, pool, who, m, c, func() bool { return lot.IntN(2) == 0 })
			told, came = told+n, came+k
			if n > 0 {
				break
			}
		}
	}
	t.Logf("%d documents came one by one and caused %d findings", came, told)
	if told < 10 || came < 20 {
		t.Errorf("only %d findings of %d documents: the lot tries nothing", told, came)
	}
}

// documentsBy sorts the rows of documents by document, and the rest of rows out of them.
func documentsBy(lib standard.Library, rows map[string][]engine.Row, isNew func() bool) (old map[string][]engine.Row, came []map[string][]engine.Row) {
	old = map[string][]engine.Row{}
	of := map[any]map[string][]engine.Row{}
	for _, row := range rows["judgment"] {
		if isNew() {
			of[row["id"]] = map[string][]engine.Row{}
			came = append(came, of[row["id"]])
		}
	}
	for name, list := range rows {
		for _, row := range list {
			id := row["judgment"]
			if name == "judgment" {
				id = row["id"]
			}
			if d := of[id]; d != nil && lib[name].Kind == standard.Reading {
				d[name] = append(d[name], row)
				continue
			}
			old[name] = append(old[name], row)
		}
	}
	return old, came
}

func carriedOn(t *testing.T, lib standard.Library, pool, who *duck.Pool, m models.Model, c models.Case, isNew func() bool) (told, came int) {
	t.Helper()
	rows, err := c.Rows(lib)
	if err != nil {
		t.Fatal(err)
	}
	asOf := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if c.AsOf != "" {
		if asOf, err = time.Parse(time.DateOnly, c.AsOf); err != nil {
			t.Fatal(err)
		}
	}
	old, documents := documentsBy(lib, rows, isNew)
	if len(documents) == 0 || len(old["judgment"]) == 0 {
		return 0, 0
	}
	before, after := linked(t, m, old), linked(t, m, rows)
	index, err := nearby.NewIndex(t.Context(), before, []models.Model{m}, nil)
	if err != nil {
		t.Fatal(err)
	}
	search := nearby.Search{Snapshot: scan.Snapshot{Engine: before, ID: "s-after", AsOf: asOf}, Index: index,
		Open: func(ctx context.Context, _ standard.Library, rows map[string][]engine.Row) (engine.Engine, error) {
			return pool.Lend(ctx, rows)
		}}
	asked := map[string]bool{}
	last := nearby.Answer{Model: m}
	for _, d := range documents {
		step, err := index.Step(t.Context(), lib, nearby.Arrived{Rows: d}, who.Lend)
		if err != nil {
			t.Fatalf("%s %s: %v", m.ID, c.Name, err)
		}
		step.Take()
		search.News = step.News
		answers, err := search.Scan(t.Context(), []models.Model{m})
		if err != nil {
			t.Fatalf("%s %s: %v", m.ID, c.Name, err)
		}
		a := answers[0]
		if a.Whole.EN != "" {
			return 0, 0
		}
		for _, id := range a.Subjects {
			asked[id] = true
		}
		told += len(a.Result.Findings)
		again := func(id string) bool { return slices.Contains(a.Subjects, id) }
		last.Result.Findings = append(slices.DeleteFunc(last.Result.Findings, func(f scan.Finding) bool { return again(f.Subject.ID) }), a.Result.Findings...)
		last.Result.Excluded = append(slices.DeleteFunc(last.Result.Excluded, func(x scan.Excluded) bool { return again(x.Subject.ID) }), a.Result.Excluded...)
	}
	for id := range asked {
		last.Subjects = append(last.Subjects, id)
	}
	now, err := scan.Scan(t.Context(), scan.Snapshot{Engine: after, ID: "s-after", AsOf: asOf}, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	was, err := scan.Scan(t.Context(), scan.Snapshot{Engine: before, ID: "s-after", AsOf: asOf, Has: has(after)}, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, m.ID+" "+c.Name, was, now, last)
	return told, len(documents)
}
