package record

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// words and texts of few characters, so that they meet often.
func drawWords(rt *rapid.T, name string, atMost int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"原", "告", "被", "审", "人", "，", "1", "a", "𠮷", "é", "“", "　"}), 1, atMost).Draw(rt, name), "")
}

// Searching finds what the library finds.
func TestSearchingFindsWhatThereIs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := drawWords(rt, "text", 60)
		var words []string
		for range rapid.IntRange(1, 8).Draw(rt, "n") {
			words = append(words, drawWords(rt, "word", 4))
		}
		any, best, word := false, -1, ""
		for _, w := range words {
			i := strings.Index(s, w)
			if got := index(s, w); got != i {
				rt.Fatalf("index(%q, %q) = %d, want %d", s, w, got, i)
			}
			if got, want := lastIndex(s, w), strings.LastIndex(s, w); got != want {
				rt.Fatalf("lastIndex(%q, %q) = %d, want %d", s, w, got, want)
			}
			any = any || i >= 0
			if i >= 0 && (best < 0 || i < best || i == best && len(w) > len(word)) {
				best, word = i, w
			}
		}
		if got := containsAny(s, words...); got != any {
			rt.Errorf("containsAny(%q, %q) = %v", s, words, got)
		}
		if i, w := firstOf(s, words...); i != best || w != word {
			rt.Errorf("firstOf(%q, %q) = %d %q, want %d %q", s, words, i, w, best, word)
		}
		spaced := "　" + strings.ReplaceAll(s, "告", " \u00a0告\n") // blanks that are left out of s
		r := &reader{text: spaced}
		r.scan()
		if got := r.containsAny(s, words...); got != any {
			rt.Errorf("in %q containsAny(%q, %q) = %v", spaced, s, words, got)
		}
		if i, w := r.firstOf(s, words...); i != best || w != word {
			rt.Errorf("in %q firstOf(%q, %q) = %d %q, want %d %q", spaced, s, words, i, w, best, word)
		}
	})
}
