package matter

import (
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/handle/template"
)

// TestEveryTemplateIsReached: whoever works in some procedure can draft every paper that there
// is a template for, and every hearing can be put on record.
func TestEveryTemplateIsReached(t *testing.T) {
	laws, clock := clockAndLaws(t)
	l, err := template.Load("")
	if err != nil {
		t.Fatal(err)
	}
	papers, templates := map[string]bool{}, map[string]bool{}
	for p, err := range All(laws, clock) {
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range p.Papers {
			papers[x.Title.ZH] = true
			templates[l.For(p.ID, x.Title.ZH).ID] = true
		}
		if holdsHearing(p) && !slices.ContainsFunc(p.Papers, func(x Paper) bool { return x.Title.ZH == "听证笔录" }) {
			t.Errorf("%s holds hearings and has no record of them", p.ID)
		}
	}
	// Names that only procedures of an office may use; ours have a name that says more.
	ours := map[string]string{
		"起诉书": "行政公益诉讼起诉书", "公益诉讼起诉书": "民事公益诉讼起诉书", "要求说明立案理由通知书": "要求说明不立案（立案）理由通知书",
	}
	for _, s := range l.All() {
		if !templates[s.ID] {
			t.Errorf("no procedure has a paper that goes by the template %s", s.ID)
		}
		for _, name := range s.Papers {
			if our, ok := ours[name]; !papers[name] && !(ok && papers[our]) {
				t.Errorf("%s: no procedure has a paper %s", s.ID, name)
			}
		}
	}
}

func holdsHearing(p *Procedure) bool {
	for _, s := range p.Steps {
		if strings.Contains(s.Title.ZH, "听证") {
			return true
		}
		for _, name := range slices.Concat(s.Asks, s.May) {
			if strings.Contains(p.Fields[name].Title.ZH, "听证") {
				return true
			}
		}
	}
	return false
}

// TestCommonPapers: a procedure that makes papers has the common ones after its own, its own
// in place of one of the same name; one without papers has none.
func TestCommonPapers(t *testing.T) {
	laws, clock := clockAndLaws(t)
	for _, kind := range []string{"", "court", "police", "administration"} {
		for p, err := range Of(kind, laws, clock) {
			if err != nil {
				t.Fatal(err)
			}
			names := ids(p.Papers, func(x Paper) string { return x.Title.ZH })
			if has := slices.Contains(names, "调取证据通知书"); has != (kind == "") {
				t.Errorf("%s of %q: the common papers are there: %t", p.ID, kind, has)
			}
			slices.Sort(names)
			if n := len(slices.Compact(slices.Clone(names))); n != len(names) {
				t.Errorf("%s has a paper twice: %v", p.ID, names)
			}
		}
	}
}
