package record

import (
	"slices"
	"strings"
	"testing"
)

// A table that is too large for its bit sets would lose groups without a sign.
func TestTagTableFits(t *testing.T) {
	b := tagBuilder{&tagger{}, map[string]int{}, map[string]int{}}
	for _, c := range tagRules() {
		for _, words := range append(slices.Clone(c.need), c.unless) {
			if words != "" {
				b.group(words)
			}
		}
	}
	if n, limit := len(b.known)+1+fieldCount, 64*len(groupSet{}); n > limit {
		t.Errorf("%d groups of words, room for %d", n, limit)
	}
}

func TestTagRulesAreSound(t *testing.T) {
	for _, c := range tagRules() {
		if c.kind == "" || c.fields == 0 || len(c.need) == 0 || c.sure <= 0 || c.sure > Formal {
			t.Errorf("rule %+v lacks its kind, field, words or confidence", c)
		}
		for _, words := range c.need {
			if len(strings.Fields(words)) == 0 {
				t.Errorf("rule for %s needs a word of an empty group", c.kind)
			}
		}
	}
}

// Every tag of the courts' list has a rule, and a kind of its own.
func TestEveryCourtTagHasRules(t *testing.T) {
	kinds := map[ElementKind]string{}
	for _, tag := range CourtTags() {
		if other, ok := kinds[tag.Kind]; ok {
			t.Errorf("%s and %s have the kind %s", other, tag.Tag, tag.Kind)
		}
		kinds[tag.Kind] = tag.Tag
		if !slices.ContainsFunc(tagRules(), func(r tagRule) bool { return r.kind == tag.Kind }) {
			t.Errorf("no rule gives %s %s (%s)", tag.Tag, tag.Name, tag.Kind)
		}
	}
	if len(kinds) != 60 {
		t.Errorf("%d tags, want 60", len(kinds))
	}
}

// tagged returns the kinds of the elements of a field that a sentence states, with their values.
func tagged(sentence string, f field) map[ElementKind]string {
	r := &reader{text: sentence}
	r.head.tail = len(sentence)
	r.scan()
	r.findFigures()
	r.tagSentences(tags(), f)
	got := map[ElementKind]string{}
	for _, e := range r.j.Elements {
		got[e.Kind] = e.Value
	}
	return got
}
