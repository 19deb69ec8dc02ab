package record

import (
	"strings"
	"testing"
)

// TestMarkingsCoverEverySpan compares the markings with the spans of the judgment: every one
// but those of sections and of the parties' whole lines is marked.
func TestMarkingsCoverEverySpan(t *testing.T) {
	for _, name := range documents(t) {
		text := readText(t, name)
		j := Parse(name, text)
		marked := map[Span]bool{}
		last := -1
		for _, m := range j.Markings() {
			if m.Span.Start < last {
				t.Errorf("%s: %s at %d stands after %d", name, m.Field, m.Span.Start, last)
			}
			last = m.Span.Start
			marked[m.Span] = true
		}
		skip := map[Span]bool{}
		for _, s := range j.Sections {
			skip[s.Span] = true
		}
		for _, p := range j.Parties {
			skip[p.LineSpan] = true
		}
		for _, p := range j.Passages {
			skip[p.Span] = true // no field: it serves comparison
		}
		if e := j.Enforcement; e != nil {
			skip[e.Span] = true
			for _, b := range e.Basis {
				skip[b.Span] = true // also among the prior cases
			}
		}
		j.eachSpan(func(s *Span) {
			if s.Known() && !marked[*s] && !skip[*s] {
				t.Errorf("%s: %q is not marked", name, strings.TrimSpace(string([]rune(text)[s.Start:s.End])))
			}
		})
	}
}
