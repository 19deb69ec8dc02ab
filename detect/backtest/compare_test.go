package backtest_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

func TestCompare(t *testing.T) {
	c, err := backtest.Compare(t.Context(), open(t, county()), model(t), model(t, "civil/repeat", "civil/wider", "default: 3", "default: 2"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Rule != 1 || c.A.Findings != 2 || c.B.Findings != 3 || c.Gained.Count != 0 || c.Lost.Count != 1 || c.Lost.Examples[0].Subject.Name != "西小有" || c.Both.Count != 2 || c.Overlap.Subjects != 0.6667 {
		t.Errorf("got %+v", c)
	}
	for _, lang := range []string{"zh", "en"} {
		var text strings.Builder
		if err := c.Print(&text, lang); err != nil || strings.Contains(text.String(), "%!") || !strings.Contains(text.String(), "西小有") {
			t.Errorf("%v\n%s", err, text.String())
		}
	}
}

// TestDuplicates: the same rule under other names is noticed, and so are two rules that find
// the same people.
func TestDuplicates(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	list := []models.Model{
		model(t),
		model(t, "civil/repeat", "civil/again", "step: claims", "step: starts", "from: claims", "from: starts", "default: 3", "default: 9"),
		model(t, "civil/repeat", "civil/small", `side == "claiming"`, `side == "defending"`, "least", "few", "take: cases", "take: median, of: claim_amount", "suits < 0", "suits < 0.0", "filed_on}", "heard_on}"),
		model(t, "civil/repeat", "civil/else", "[judgment, party, place]", "[judgment, party, place, agent]", "with: party", "with: agent", "side: side", "side: firm", `side == "claiming"`, `side.contains("所")`),
	}
	found := map[string][]scan.Finding{}
	for _, id := range []string{"1", "2", "3", "4", "5", "6"} {
		f := scan.Finding{Subject: scan.Subject{ID: "p-" + id}, Cases: []string{id}}
		found["civil/repeat"] = append(found["civil/repeat"], f)
		if id != "6" {
			found["civil/else"] = append(found["civil/else"], f)
		}
	}
	pairs, err := backtest.Duplicates(list, found, func(m models.Model) ([]string, error) { return models.Parts(m, lib) })
	if err != nil || len(pairs) != 6 {
		t.Fatalf("%d pairs, %v", len(pairs), err)
	}
	if p := pairs[0]; p.A != "civil/repeat" || p.B != "civil/again" || p.Rule != 1 || !p.ByRule || p.ByFound {
		t.Errorf("first %+v", p)
	}
	for _, p := range pairs {
		if p.A == "civil/repeat" && p.B == "civil/else" && (!p.ByFound || p.Subjects != 0.8333 || p.Common != 5) {
			t.Errorf("got %+v", p)
		}
		if p.B == "civil/small" && p.Near() {
			t.Errorf("another rule is taken for a duplicate: %+v", p)
		}
	}
	for _, lang := range []string{"zh", "en"} {
		var text strings.Builder
		if err := backtest.PrintPairs(&text, lang, pairs); err != nil || strings.Contains(text.String(), "%!") {
			t.Errorf("%v\n%s", err, text.String())
		}
	}
}
