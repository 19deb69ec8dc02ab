package scan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// TestLibrary runs every case of every model on the real engine, the way production
// does. A model added to the library is tested by being there.
func TestLibrary(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range m.Cases {
			t.Run(m.ID+"/"+c.Name, func(t *testing.T) {
				t.Parallel()
				rows, err := c.Rows(lib)
				if err != nil {
					t.Fatal(err)
				}
				judge(t, c, run(t, rows, m, c))
			})
		}
	}
}

// open opens an engine over rows with entities linked.
func open(t testing.TB, rows map[string][]engine.Row) engine.Engine {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: rows, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	return e
}

func run(t *testing.T, rows map[string][]engine.Row, m models.Model, c models.Case) scan.Result {
	t.Helper()
	s := scan.Snapshot{Engine: open(t, rows), ID: "s-case"}
	if c.AsOf != "" {
		var err error
		if s.AsOf, err = time.Parse(time.DateOnly, c.AsOf); err != nil {
			t.Fatal(err)
		}
	}
	r, err := scan.Scan(t.Context(), s, m, c.Params)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// judge compares a result with what the case wants: exactly these subjects.
func judge(t *testing.T, c models.Case, r scan.Result) {
	t.Helper()
	var names, excluded []string
	for _, f := range r.Findings {
		names = append(names, f.Subject.Name)
		sane(t, f)
	}
	for _, x := range r.Excluded {
		excluded = append(excluded, x.Subject.Name)
	}
	var want []string
	for _, w := range c.Want {
		want = append(want, w.Subject)
		if i := slices.Index(names, w.Subject); i >= 0 {
			compare(t, w, r.Findings[i])
		}
	}
	slices.Sort(names)
	slices.Sort(want)
	slices.Sort(excluded)
	if !slices.Equal(names, want) {
		t.Errorf("found %q, want %q", names, want)
	}
	if excluded = slices.Compact(excluded); !slices.Equal(excluded, slices.Sorted(slices.Values(c.Excluded))) {
		t.Errorf("excluded %q, want %q", excluded, c.Excluded)
	}
}

func compare(t *testing.T, w models.Want, f scan.Finding) {
	t.Helper()
	var has, against []string
	for _, i := range f.Indicators {
		has = append(has, i.ID)
	}
	for _, a := range f.Against {
		against = append(against, a.ID)
	}
	if f.Risk < w.Min || f.Risk > w.Max {
		t.Errorf("risk of %s is %v, want %v to %v; indicators %v", w.Subject, f.Risk, w.Min, w.Max, shares(f))
	}
	for _, id := range w.Indicators {
		if !slices.Contains(has, id) {
			t.Errorf("%s: indicator %s is missing; there are %v", w.Subject, id, has)
		}
	}
	for _, id := range w.Absent {
		if slices.Contains(has, id) {
			t.Errorf("%s: indicator %s counts and should not", w.Subject, id)
		}
	}
	for _, id := range w.Against {
		if !slices.Contains(against, id) {
			t.Errorf("%s: %s does not stand against; there are %v", w.Subject, id, against)
		}
	}
	if w.Cases > 0 && len(f.Cases) != w.Cases {
		t.Errorf("%s: %d cases, want %d", w.Subject, len(f.Cases), w.Cases)
	}
}

func shares(f scan.Finding) map[string]float64 {
	m := map[string]float64{}
	for _, i := range f.Indicators {
		m[i.ID] = i.Share
	}
	return m
}

// sane checks what must hold of every finding of every model.
func sane(t *testing.T, f scan.Finding) {
	t.Helper()
	sum := 0.0
	cited := map[string]bool{}
	for _, r := range f.Records {
		cited[r.Indicator] = true
		if r.RecordID == "" || r.Dataset == "" || r.Field == "" {
			t.Errorf("a record is incomplete: %+v", r)
		}
	}
	for _, i := range f.Indicators {
		sum += i.Share
		if i.Weight > 0 && !cited[i.ID] {
			t.Errorf("indicator %s rests on no record", i.ID)
		}
		for _, s := range []string{i.Says.ZH, i.Says.EN} {
			if strings.ContainsAny(s, "{}") || strings.Contains(s, "（未知）") || strings.Contains(s, "(unknown)") {
				t.Errorf("indicator %s says %q", i.ID, s)
			}
		}
	}
	if want := min(max(sum, 0), 1); f.Risk < want-1e-5 || f.Risk > want+1e-5 {
		t.Errorf("risk %v is not the sum of the shares %v", f.Risk, sum)
	}
	if strings.Contains(f.Subject.ID, f.Subject.Name) || f.Subject.Name == "" || len(f.Cases) == 0 || len(f.Law) == 0 {
		t.Errorf("the finding is incomplete: %+v", f.Subject)
	}
	if f.From > f.To || f.From == "" {
		t.Errorf("from %q to %q", f.From, f.To)
	}
}
