package nearby_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
)

// few opens an engine on the rows that a search has gathered.
func few(ctx context.Context, lib standard.Library, rows map[string][]engine.Row) (engine.Engine, error) {
	return duck.Open(ctx, duck.Options{Standards: lib, Rows: rows, Threads: 1, Few: true})
}

// linked opens an engine on rows and tells who is who.
func linked(t *testing.T, m models.Model, rows map[string][]engine.Row) engine.Engine {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows, Threads: 1, Few: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e, append(slices.Clone(m.Inputs), "party")...); err != nil {
		t.Fatal(err)
	}
	return e
}

// parted takes some of the documents and records away, the new ones.
func parted(lib standard.Library, rows map[string][]engine.Row, isNew func() bool) (old map[string][]engine.Row, news map[string][]string) {
	old, news = map[string][]engine.Row{}, map[string][]string{}
	gone := map[any]bool{}
	for _, row := range rows["judgment"] {
		if isNew() {
			gone[row["id"]] = true
			news["judgment"] = append(news["judgment"], row["id"].(string))
		}
	}
	for name, list := range rows {
		s := lib[name]
		for _, row := range list {
			switch {
			case s.Kind == standard.Register && isNew():
				news[name] = append(news[name], row[standard.RecordID].(string))
			case s.Kind == standard.Reading && (gone[row["id"]] && name == "judgment" || gone[row["judgment"]]):
			default:
				old[name] = append(old[name], row)
			}
		}
	}
	return old, news
}

// TestSameAsWhole: in every model of the library, what a search for new records says and what
// was said before of everybody else is together what a whole scan says. Which records of a
// case are new is drawn by lot.
func TestSameAsWhole(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	pool, err := duck.NewPool(t.Context(), nearby.Linked(lib), 2)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	wholly, told := []string{}, 0
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range m.Cases {
			if i >= casesTried {
				break
			}
			lot := rand.New(rand.NewPCG(uint64(i), uint64(len(m.ID))))
			n, whole := sameAsWhole(t, lib, pool, m, c, func() bool { return lot.IntN(3) == 0 })
			told += n
			if whole && !slices.Contains(wholly, m.ID) {
				wholly = append(wholly, m.ID)
			}
		}
	}
	t.Logf("%d findings of new records; whole scans only: %v", told, wholly)
	if len(wholly) > 5 {
		t.Errorf("%d models need whole scans: %v", len(wholly), wholly)
	}
	if told < 10 {
		t.Errorf("only %d findings came of new records: the lot tries nothing", told)
	}
}

// casesTried is how many cases of each model are tried; set it higher after a change here.
const casesTried = 1

func sameAsWhole(t *testing.T, lib standard.Library, pool *duck.Pool, m models.Model, c models.Case, isNew func() bool) (told int, whole bool) {
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
	old, news := parted(lib, rows, isNew)
	after := linked(t, m, rows)
	n := nearby.News{Records: news}
	if err := n.Namesakes(t.Context(), after); err != nil {
		t.Fatal(err)
	}
	s := scan.Snapshot{Engine: after, ID: "s-after", AsOf: asOf}
	search := nearby.Search{Snapshot: s, News: n, Open: few}
	if len(m.ID)%2 == 0 { // as a server searches: with an index, on engines that are lent
		search.Abreast = 2
		search.Open = func(ctx context.Context, _ standard.Library, rows map[string][]engine.Row) (engine.Engine, error) {
			return pool.Lend(ctx, rows)
		}
		if search.Index, err = nearby.NewIndex(t.Context(), after, []models.Model{m}, nil); err != nil {
			t.Fatal(err)
		}
	}
	answers, err := search.Scan(t.Context(), []models.Model{m})
	if err != nil {
		t.Fatalf("%s %s: %v", m.ID, c.Name, err)
	}
	a := answers[0]
	if a.Whole.EN != "" {
		t.Logf("%s %s: %s", m.ID, c.Name, a.Whole.EN)
		if m.ID == "civil/debt-reassigned" && !strings.Contains(a.Whole.EN, "networks") {
			t.Errorf("%s reaches over a network, and the reason is %q", m.ID, a.Whole.EN)
		}
		return 0, true
	}
	now, err := scan.Scan(t.Context(), s, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	before, err := scan.Scan(t.Context(), scan.Snapshot{Engine: linked(t, m, old), ID: "s-after", AsOf: asOf, Has: has(after)}, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, m.ID+" "+c.Name, before, now, a)
	return len(a.Result.Findings), false
}

// has asks the later snapshot which data sets there are: what is missing altogether is said of
// everybody, and a whole scan tells it when it changes.
func has(e engine.Engine) func(context.Context, standard.Standard) (bool, error) {
	return func(ctx context.Context, s standard.Standard) (bool, error) { return scan.Holds(ctx, e, s) }
}

// compare puts what was said before of those who are not looked at beside what is new.
func compare(t *testing.T, what string, before, now scan.Result, a nearby.Answer) {
	t.Helper()
	got := map[string]scan.Finding{}
	for _, f := range before.Findings {
		if !slices.Contains(a.Subjects, f.Subject.ID) {
			got[f.Subject.ID] = f
		}
	}
	for _, f := range a.Result.Findings {
		got[f.Subject.ID] = f
	}
	want := map[string]scan.Finding{}
	for _, f := range now.Findings {
		want[f.Subject.ID] = f
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s: a search for new records says other than a whole scan (-whole +search):\n%s", what, d)
	}
	excluded := map[string]bool{}
	for _, x := range before.Excluded {
		if !slices.Contains(a.Subjects, x.Subject.ID) {
			excluded[fmt.Sprint(x)] = true
		}
	}
	for _, x := range a.Result.Excluded {
		excluded[fmt.Sprint(x)] = true
	}
	whole := map[string]bool{}
	for _, x := range now.Excluded {
		whole[fmt.Sprint(x)] = true
	}
	if d := cmp.Diff(whole, excluded); d != "" {
		t.Errorf("%s: others are left out (-whole +search):\n%s", what, d)
	}
}
