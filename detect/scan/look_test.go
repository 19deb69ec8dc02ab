package scan_test

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// TestLookAtCase: every step is shown with the rows it was asked of, those it leaves out too,
// and what its condition is on each; the totals stand beside the gate.
func TestLookAtCase(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := model(t, "civil/professional-lender")
	i := slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Name == "ten suits within one year, with every trait" })
	got, err := scan.LookAt(t.Context(), lib, m, m.Cases[i], inMemory)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Steps) != len(m.Rule) || len(got.Findings) != 1 || got.AsOf == "" {
		t.Fatalf("%d steps of %d, %d findings as of %q", len(got.Steps), len(m.Rule), len(got.Findings), got.AsOf)
	}
	asked := 0
	for n, s := range got.Steps {
		if s.Step != m.Rule[n].Name || len(s.Rows) > scan.LookRows || s.Total < len(s.Rows) || len(s.Columns) == 0 {
			t.Errorf("step %s: %d rows of %d, %d columns", s.Step, len(s.Rows), s.Total, len(s.Columns))
		}
		for _, r := range s.Rows {
			if len(r.Values) != len(s.Columns) {
				t.Errorf("step %s: %d values in %d columns", s.Step, len(r.Values), len(s.Columns))
			}
			if r.Tested != nil {
				asked++
			}
		}
	}
	if asked == 0 {
		t.Error("no condition is shown on any row")
	}
	lending := got.Steps[slices.IndexFunc(got.Steps, func(s scan.LookStep) bool { return s.Step == "lending" })]
	if lending.Total != 10 || !lending.Rows[0].Tested.Holds {
		t.Errorf("lending: %d rows, the first %+v", lending.Total, lending.Rows[0].Tested)
	}
	k := slices.IndexFunc(got.Totals.Columns, func(c models.Column) bool { return c.Name == "name" })
	lender := slices.IndexFunc(got.Totals.Rows, func(r scan.LookRow) bool { return r.Values[k] == "钱大有" })
	if lender < 0 || !got.Totals.Rows[lender].Tested.Holds {
		t.Errorf("the totals are %+v", got.Totals.Rows)
	}
}

// TestLookAtWhatIsLeftOut: a row that a filter drops is shown with the test that it fails.
func TestLookAtWhatIsLeftOut(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := model(t, "civil/professional-lender")
	for _, c := range m.Cases {
		got, err := scan.LookAt(t.Context(), lib, m, c, inMemory)
		if err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		for _, s := range got.Steps {
			for _, r := range s.Rows {
				if s.Operator == "filter" && !r.Tested.Holds {
					return
				}
			}
		}
	}
	t.Error("no case of the model shows a row that a filter leaves out")
}
