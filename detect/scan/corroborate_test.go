package scan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// pointing returns a finding of a model about a subject with a probability and cases.
func pointing(model, subject string, p float64, cases ...string) scan.Finding {
	slices.Sort(cases)
	return scan.Finding{Model: model, Subject: scan.Subject{Kind: "person", ID: subject, Name: "甲" + subject}, Risk: p, Cases: slices.Compact(cases), Probability: scan.Probability{Value: p}}
}

func cards() []models.Model {
	return []models.Model{{ID: "x/a", Family: "suits"}, {ID: "x/b", Family: "suits"}, {ID: "x/c"}, {ID: "x/d", Depends: []string{"x/c"}}, {ID: "x/e"}}
}

func TestCorroborate(t *testing.T) {
	found := []scan.Finding{
		pointing("x/a", "p-1", 0.6, "1", "2", "3"),
		pointing("x/b", "p-1", 0.5, "7", "8"), // of the same family as x/a
		pointing("x/c", "p-1", 0.7, "9"),      // independent
		pointing("x/e", "p-1", 0.4, "1", "2"), // on the same cases as x/a
		pointing("x/a", "p-2", 0.9, "20"),     // alone
	}
	got := scan.Corroborate(found, cards())
	if len(got) != 3 || got[0].Kind != "subject" || got[0].ID != "p-1" || got[0].Name != "甲p-1" || got[1].Kind != "case" || got[1].ID != "1" || got[2].ID != "2" {
		t.Fatalf("got %+v", got)
	}
	want := []scan.Evidence{{Models: []string{"x/c"}, Probability: 0.7}, {Models: []string{"x/a", "x/b", "x/e"}, Probability: 0.6}}
	if diff := cmp.Diff(want, got[0].Groups); diff != "" {
		t.Error(diff)
	}
	// 0.7 has the odds 7/3, 0.6 the odds 3/2; the one prior has the odds 0.34/0.66.
	odds := 7.0 / 3 * 1.5 / (0.34 / 0.66)
	if p := got[0].Probability.Value; p < odds/(1+odds)-1e-5 || p > odds/(1+odds)+1e-5 {
		t.Errorf("together %v, want %v", p, odds/(1+odds))
	}
	if got[1].Probability.Value != 0.6 || len(got[1].Groups) != 1 {
		t.Errorf("what rests on one case counts once, got %+v", got[1])
	}
	if len(scan.Corroborate(found[:1], cards())) != 0 {
		t.Error("one model corroborates nobody")
	}
	if g := scan.Corroborate([]scan.Finding{found[0], pointing("x/gone", "p-1", 0.5, "40")}, cards()); len(g) != 1 || len(g[0].Groups) != 1 {
		t.Errorf("a model that nobody knows is not independent: %+v", g)
	}
}

// some draws findings about one subject.
func some(t *rapid.T, label string) []scan.Finding {
	n := rapid.IntRange(1, 6).Draw(t, label)
	var list []scan.Finding
	for i := range n {
		m := rapid.SampledFrom([]string{"x/a", "x/b", "x/c", "x/d", "x/e"}).Draw(t, label+"model")
		if slices.ContainsFunc(list, func(f scan.Finding) bool { return f.Model == m }) {
			continue
		}
		cases := rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2", "3", "4", "5"}), 1, 4).Draw(t, label+"cases")
		list = append(list, pointing(m, "p-1", rapid.Float64Range(0.01, 0.99).Draw(t, fmt.Sprint(label, i)), cases...))
	}
	return list
}

// subject is what all findings say of p-1 together; alone, its own probability.
func subject(found []scan.Finding, list []models.Model) float64 {
	for _, c := range scan.Corroborate(found, list) {
		if c.Kind == "subject" {
			return c.Probability.Value
		}
	}
	return found[0].Probability.Value
}

// TestOrderDoesNotMatter: whatever order findings come in, the answer is one.
func TestOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		found := some(t, "n")
		first := scan.Corroborate(found, cards())
		again := scan.Corroborate(rapid.Permutation(found).Draw(t, "order"), cards())
		if diff := cmp.Diff(first, again); diff != "" {
			t.Error(diff)
		}
	})
}

// TestDependentNeverRaises: a finding that is no stronger than one on which it depends adds
// nothing, whatever else there is.
func TestDependentNeverRaises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		found := some(t, "n")
		on := rapid.SampledFrom(found).Draw(t, "on")
		p := rapid.Float64Range(0.01, on.Probability.Value).Draw(t, "p")
		extra := models.Model{ID: "x/z", Depends: []string{on.Model}}
		before, after := subject(found, cards()), subject(append(slices.Clone(found), pointing("x/z", "p-1", p, rapid.SampledFrom([]string{"1", "99"}).Draw(t, "case"))), append(cards(), extra))
		if after > before+1e-6 { // what is added up is rounded
			t.Errorf("%v became %v", before, after)
		}
	})
}

// TestIndependentNeverLowers: evidence of its own never speaks for somebody.
func TestIndependentNeverLowers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		found := some(t, "n")
		p := rapid.Float64Range(0.01, 0.99).Draw(t, "p")
		before, after := subject(found, cards()), subject(append(slices.Clone(found), pointing("x/z", "p-1", p, "99")), append(cards(), models.Model{ID: "x/z"}))
		if after < before-1e-6 || after < p-1e-6 {
			t.Errorf("%v became %v with %v", before, after, p)
		}
	})
}

func TestClusters(t *testing.T) {
	found := []scan.Finding{
		pointing("x/a", "p-3", 0.5, "1", "2", "3", "4"),
		pointing("x/a", "p-1", 0.9, "3", "4", "5", "6"), // half of p-3's
		pointing("x/a", "p-2", 0.7, "6"),                // with p-1
		pointing("x/a", "p-4", 0.7, "1", "10", "11"),    // a third
		pointing("x/b", "p-3", 0.5, "1", "2", "3", "4"), // another model
	}
	got := scan.Clusters(found)
	if len(got) != 1 || got[0].Model != "x/a" || !strings.HasPrefix(got[0].ID, "g-") || !slices.Equal(got[0].Cases, []string{"1", "2", "3", "4", "5", "6"}) {
		t.Fatalf("got %+v", got)
	}
	var ids []string
	for _, m := range got[0].Members {
		ids = append(ids, fmt.Sprintf("%s %v %d", m.Subject.ID, m.Risk, m.Cases))
	}
	if diff := cmp.Diff([]string{"p-1 0.9 4", "p-2 0.7 1", "p-3 0.5 4"}, ids); diff != "" {
		t.Error(diff)
	}
	slices.Reverse(found)
	if diff := cmp.Diff(got, scan.Clusters(found)); diff != "" {
		t.Errorf("another order, other clusters:\n%s", diff)
	}
	if scan.Clusters(found[:1]) != nil || scan.Clusters(nil) != nil {
		t.Error("one finding is no cluster")
	}
}

// TestClustersOfActors: findings of one model with an actor in common are one cluster, whatever
// they rest on; who is the subject of one and acts in the cases of another joins them too.
func TestClustersOfActors(t *testing.T) {
	found := []scan.Finding{
		pointing("x/a", "p-1", 0.5, "1"), pointing("x/a", "p-2", 0.7, "2"), pointing("x/a", "p-3", 0.6, "3"),
		pointing("x/b", "p-4", 0.5, "4"), pointing("x/a", "p-9", 0.4, "5"), pointing("x/a", "p-8", 0.4, "6"),
	}
	for i, actors := range [][]scan.Actor{{{ID: "p-9"}}, {{ID: "p-9"}, {ID: "p-7"}}, {{ID: "p-7"}}, {{ID: "p-9"}}, nil, {{ID: "p-6"}}} {
		found[i].Actors = actors
	}
	if got := scan.Together(found); len(got) != 1 || !slices.Equal(got[0], []int{0, 1, 2, 4}) {
		t.Errorf("got %v", got)
	}
}

// TestFindingsHaveAProbability: with what it rests on, in the line too.
func TestFindingsHaveAProbability(t *testing.T) {
	m := model(t, "civil/professional-lender")
	m.Yield = &models.Yield{Prior: 0.5, Source: "某地 [X]"}
	found, err := scan.Run(t.Context(), open(t, lenders(25)), m, "s", on("2020-12-31"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%d findings, %v", len(found), err)
	}
	f := found[0]
	if f.Probability.Value != 0.5 || f.Probability.N != 0 || !strings.Contains(f.Probability.Basis.ZH, "未校准") || !strings.Contains(f.Probability.Basis.EN, "某地") {
		t.Errorf("got %+v", f.Probability)
	}
	m.Yield.Calibration = &models.Calibration{Decisions: 64, Confirmed: 30, Slope: 2, Pivot: 0.1, On: "2024-06-30"}
	if found, err = scan.Run(t.Context(), open(t, lenders(25)), m, "s", on("2020-12-31")); err != nil {
		t.Fatal(err)
	}
	if p := found[0].Probability; p.Value <= 0.5 || p.N != 64 || !strings.Contains(p.Basis.ZH, "64 条已决线索") {
		t.Errorf("got %+v", p)
	}
	line, err := found[0].Line("en")
	if err != nil || !strings.Contains(string(line), `"probability":{"value":0.`) || !strings.Contains(string(line), `"n":64}`) {
		t.Errorf("%s, %v", line, err)
	}
}
