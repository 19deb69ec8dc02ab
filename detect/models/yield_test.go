package models_test

import (
	"math"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/models"
)

func TestYieldIsChecked(t *testing.T) {
	const sound = "yield:\n  prior: 0.52\n  source: \"绍兴放贷 1300 条成案 679 件 [A7]\"\n  calibration: {decisions: 60, confirmed: 30, offset: 0.1, slope: 3, pivot: 0.5, on: \"2024-06-30\"}\n"
	for _, c := range []struct{ old, bad, field string }{
		{"", "", ""},
		{"prior: 0.52", "prior: 52", "yield.prior"},
		{"\"绍兴放贷 1300 条成案 679 件 [A7]\"", `""`, "yield.source"},
		{"decisions: 60", "decisions: 39", "yield.calibration.decisions"},
		{"confirmed: 30", "confirmed: 50", "yield.calibration.decisions"},
		{"slope: 3", "slope: -1", "yield.calibration.slope"},
		{"offset: 0.1", "offset: .inf", "yield.calibration.offset"},
		{"pivot: 0.5", "pivot: 5", "yield.calibration.pivot"},
		{"2024-06-30", "June", "yield.calibration.on"},
		{"yield:", "family: Two Words\nyield:", "family"},
		{"yield:", "depends: [civil/test]\nyield:", "depends[0]"},
		{"yield:", "depends: [civil/a, civil/a]\nyield:", "depends[1]"},
		{"yield:", "family: lending\ndepends: [civil/a]\nyield:", ""},
	} {
		if !strings.Contains(sound, c.old) {
			t.Fatalf("there is no %q", c.old)
		}
		f := read(t, strings.Replace(source, "inputs:", strings.Replace(sound, c.old, c.bad, 1)+"inputs:", 1), cases)
		switch {
		case c.field == "" && f != nil:
			t.Errorf("%q: %v", c.bad, f)
		case c.field != "" && (f == nil || len(f.List) != 1 || f.List[0].Field != c.field):
			t.Errorf("%q: got %v, want a fault at %s", c.bad, f, c.field)
		}
	}
}

func TestProbability(t *testing.T) {
	plain := models.Model{}.PriorYield()
	if plain.Source == "" || plain.Probability(0.1) != plain.Probability(0.9) || math.Abs(plain.Probability(0.5)-plain.Prior) > 1e-12 {
		t.Errorf("without calibration the probability is the prior, got %v and %v", plain.Probability(0.1), plain.Probability(0.9))
	}
	y := models.Yield{Prior: 0.5, Calibration: &models.Calibration{Offset: 0, Slope: 4, Pivot: 0.5}}
	if p := y.Probability(0.5); math.Abs(p-0.5) > 1e-12 {
		t.Errorf("at the pivot the probability is the prior, got %v", p)
	}
	if p := y.Probability(1); math.Abs(p/(1-p)-math.Exp(2)) > 1e-9 {
		t.Errorf("odds at risk 1 are %v, want e²", p/(1-p))
	}
	last := 0.0
	for risk := 0.0; risk <= 1; risk += 0.05 {
		if p := y.Probability(risk); p <= last {
			t.Errorf("probability falls at risk %v", risk)
		} else {
			last = p
		}
	}
}

func TestDepend(t *testing.T) {
	a, b, c, d := models.Model{ID: "civil/a", Family: "suits"}, models.Model{ID: "civil/b", Family: "suits"}, models.Model{ID: "civil/c", Depends: []string{"civil/a"}}, models.Model{ID: "civil/d"}
	for _, x := range []struct {
		a, b models.Model
		want bool
	}{{a, b, true}, {a, c, true}, {c, a, true}, {b, c, false}, {a, d, false}, {d, d, true}} {
		if got := models.Depend(x.a, x.b); got != x.want {
			t.Errorf("%s and %s: %v", x.a.ID, x.b.ID, got)
		}
	}
}
