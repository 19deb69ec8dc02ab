package scan_test

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// TestWithoutAColumn: a register may come without a column that it is expected to have. Nobody is
// accused for that: whoever is found in a case without it was found with it. Tried are the cases in which
// somebody is let off, for there a column that is gone may be the reason why.
func TestWithoutAColumn(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the library once for each column")
	}
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range m.Inputs {
			for _, f := range lib[name].Columns() {
				if f.Usual && models.ReadsField(m, lib, name, f.Name) {
					t.Run(m.ID+"/"+name+"."+f.Name, func(t *testing.T) {
						t.Parallel()
						withoutColumn(t, lib, m, name, f.Name)
					})
				}
			}
		}
	}
}

func withoutColumn(t *testing.T, lib standard.Library, m models.Model, dataset, field string) {
	for _, c := range m.Cases {
		if c.Kind == "hit" {
			continue
		}
		rows, err := c.Rows(lib)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(rows[dataset], func(r engine.Row) bool { return r[field] != nil }) {
			continue
		}
		r, err := scan.RunCase(t.Context(), lib, m, without(c, dataset, field), inMemory)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Findings {
			if !slices.ContainsFunc(c.Want, func(w models.Want) bool { return w.Subject == f.Subject.Name }) {
				t.Errorf("%s: without %s.%s %s is found", c.Name, dataset, field, f.Subject.Name)
			}
		}
	}
}

// without returns a case with a field of a register unknown in all its rows.
func without(c models.Case, dataset, field string) models.Case {
	c.Given = slices.Clone(c.Given)
	for i, b := range c.Given {
		parts := map[string][]map[string]any{}
		for name, list := range b.Parts {
			for _, row := range list {
				less := map[string]any{}
				for k, v := range row {
					less[k] = v
				}
				if name == dataset {
					less[field] = nil
				}
				parts[name] = append(parts[name], less)
			}
		}
		c.Given[i].Parts = parts
	}
	return c
}
