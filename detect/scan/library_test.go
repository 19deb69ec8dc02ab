package scan_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// inMemory opens the real engine on the rows of a case.
func inMemory(ctx context.Context, rows map[string][]engine.Row) (engine.Engine, error) {
	return duck.Open(ctx, duck.Options{Rows: rows, Threads: 1})
}

// TestLibrary runs every case of every model on the real engine, the way production
// does. A model added to the library is tested by being there.
func TestLibrary(t *testing.T) {
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range m.Cases {
			t.Run(m.ID+"/"+c.Name, func(t *testing.T) {
				t.Parallel()
				wrong, err := scan.Try(t.Context(), m, c, inMemory)
				if err != nil {
					t.Fatal(err)
				}
				for _, w := range wrong {
					t.Error(w.EN)
				}
			})
		}
	}
}

// TestExamples runs the cases of the models in the manual.
func TestExamples(t *testing.T) {
	n := 0
	for m, err := range models.Load(os.DirFS("../../docs/examples")) {
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Check(); err != nil {
			t.Error(err)
		}
		for _, c := range m.Cases {
			n++
			t.Run(m.ID+"/"+c.Name, func(t *testing.T) {
				wrong, err := scan.Try(t.Context(), m, c, inMemory)
				if err != nil {
					t.Fatal(err)
				}
				for _, w := range wrong {
					t.Error(w.EN)
				}
			})
		}
	}
	if n < 12 {
		t.Errorf("only %d cases", n)
	}
}

// TestTryNotices: a case that wants something else fails, whatever it is.
func TestTryNotices(t *testing.T) {
	m := model(t, "civil/professional-lender")
	right := m.Cases[slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Kind == "hit" })]
	for name, change := range map[string]func(*models.Case){
		"subject":   func(c *models.Case) { c.Want[0].Subject = "别人" },
		"nobody":    func(c *models.Case) { c.Want = nil },
		"risk":      func(c *models.Case) { c.Want[0].Min = 1 },
		"cases":     func(c *models.Case) { c.Want[0].Cases++ },
		"missing":   func(c *models.Case) { c.Want[0].Indicators = []string{"family"} },
		"absent":    func(c *models.Case) { c.Want[0].Absent = []string{"frequent"} },
		"against":   func(c *models.Case) { c.Want[0].Against = []string{"dormant"} },
		"exclusion": func(c *models.Case) { c.Excluded = []string{"别人"} },
	} {
		c := right
		c.Want = slices.Clone(right.Want)
		change(&c)
		if wrong, err := scan.Try(t.Context(), m, c, inMemory); err != nil || len(wrong) == 0 {
			t.Errorf("%s: a wrong case passed (%v)", name, err)
		}
	}
}

// open opens an engine over rows with entities linked; with names, in those data sets alone.
func open(t testing.TB, rows map[string][]engine.Row, names ...string) engine.Engine {
	t.Helper()
	e, err := inMemory(t.Context(), rows)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e, names...); err != nil {
		t.Fatal(err)
	}
	return e
}

// shares says what each indicator adds.
func shares(f scan.Finding) map[string]float64 {
	m := map[string]float64{}
	for _, i := range f.Indicators {
		m[i.ID] = i.Share
	}
	return m
}
