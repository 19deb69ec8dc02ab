package record

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A glossary finds exactly what looking for every word would find.
func TestGlossaryFindsEveryWord(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawWords(rt, "text", 40)
		var groups [][]string
		for range rapid.IntRange(1, 5).Draw(rt, "groups") {
			var words []string
			for range rapid.IntRange(1, 6).Draw(rt, "words") {
				words = append(words, drawWords(rt, "word", 3))
			}
			groups = append(groups, words)
		}
		g := newGlossary(groups...)
		longest := ""
		for n, words := range groups {
			want := slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
			if got := anyOf(g.in(s), n); got != want {
				rt.Errorf("%q has a word of %q: %v, want %v", s, words, got, want)
			}
			for _, w := range words {
				if strings.HasPrefix(s, w) && len(w) > len(longest) {
					longest = w
				}
			}
		}
		at, word := g.first(s)
		if i, w := firstOf(s, slices.Concat(groups...)...); i != at || w != word {
			rt.Errorf("the first of %q in %q is %q at %d, want %q at %d", groups, s, word, at, w, i)
		}
		if w, n := g.at(s); w != longest || w != "" && !slices.Contains(groups[n], w) {
			rt.Errorf("%q starts with %q of group %d, want %q", s, w, n, longest)
		}
	})
}
