package matter

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
)

// TestKinds: every kind of supervision that the workflow of the domain names has its
// procedure, and each rests on at least one article whose text is in the register.
func TestKinds(t *testing.T) {
	laws, clock := clockAndLaws(t)
	var have []string
	asked := map[string]bool{} // fields that some procedure asks
	for p, err := range All(laws, clock) {
		if err != nil {
			t.Fatal(err)
		}
		have = append(have, p.ID)
		for name := range p.Fields {
			asked[name] = true
		}
		if !slices.ContainsFunc(p.Basis, func(r law.Ref) bool { a, ok := laws.Get(r.Law, r.Version, r.Article); return ok && a.Text != "" }) {
			t.Errorf("%s: no article of its basis has a text here", p.ID)
		}
	}
	for _, id := range []string{
		"civil-effective-judgments", "civil-trial-violations", "civil-enforcement", "false-litigation",
		"administrative-effective-judgments", "administrative-trial-violations", "administrative-enforcement",
		"non-litigation-enforcement", "administrative-dispute-resolution",
		"public-interest-administrative", "public-interest-civil", "social-governance-suggestion",
		"support-for-suit", "judicial-assistance", "petition",
		"criminal-filing-supervision", "illegal-acts-correction", "prison-inspection", "judicial-personnel-crimes",
		"juvenile-mandatory-report", "juvenile-employment-inquiry", "juvenile-guardianship-order", "juvenile-conditional-non-prosecution",
		"compliance-evaluation", "public-hearing", "three-regulations-record", "superior-review", "flow-monitoring",
	} {
		if !slices.Contains(have, id) {
			t.Errorf("there is no procedure %s", id)
		}
	}
	templatesKnowTheirSources(t, asked)
}

// templatesKnowTheirSources: no field of a paper waits for a fact that nobody asks for.
func templatesKnowTheirSources(t *testing.T, asked map[string]bool) {
	t.Helper()
	l, err := template.Load("")
	if err != nil {
		t.Fatal(err)
	}
	special := []string{"@parties", "@origin", "@clues", "@evidence", "@law", "@handler", "@committee", "@opened", "@facts", "@served"}
	for _, s := range l.All() {
		for _, f := range s.Fields {
			for _, from := range f.From {
				if !asked[from] && !slices.Contains(special, from) {
					t.Errorf("%s: %s comes from %q, which no procedure asks", s.ID, f.Name, from)
				}
			}
		}
	}
}
