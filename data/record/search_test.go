package record

import (
	"cmp"
	"strings"
	"testing"
	"unicode/utf8"

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
			// No rule looks for a blank: a reader leaves them out.
			words = append(words, cmp.Or(strings.ReplaceAll(drawWords(rt, "word", 4), "　", ""), "原"))
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
		if strings.Contains(strings.Join(words, ""), "　") {
			return // no word of the reader's has a blank
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

// Steps of one character and of eight bytes find what the library finds.
func TestSteppingFindsWhatThereIs(t *testing.T) {
	const marks = "，“　1é"
	rapid.Check(t, func(rt *rapid.T) {
		s := drawWords(rt, "text", 60)
		if got, want := indexMark(s, marks), strings.IndexAny(s, marks); got != want {
			rt.Errorf("indexMark(%q) = %d, want %d", s, got, want)
		}
		if got, want := lastMark(s, marks), strings.LastIndexAny(s, marks); got != want {
			rt.Errorf("lastMark(%q) = %d, want %d", s, got, want)
		}
		if got, want := lastByte(s, '1'), strings.LastIndexByte(s, '1'); got != want {
			rt.Errorf("lastByte(%q) = %d, want %d", s, got, want)
		}
		c, n := utf8.DecodeLastRuneInString(s)
		if last, size := lastRune(s); last != c || size != n {
			rt.Errorf("lastRune(%q) = %c, %d", s, last, size)
		}
	})
}

// What is valid UTF-8 and what is not is as the library says, whatever a broken byte stands beside.
func TestScanStopsAtBrokenText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := []byte(drawWords(rt, "text", 20) + "\ud7ff\ue000\uffff\u0800" + drawWords(rt, "more", 20))
		for range rapid.IntRange(0, 3).Draw(rt, "broken") {
			s[rapid.IntRange(0, len(s)-1).Draw(rt, "place")] = rapid.Byte().Draw(rt, "byte")
		}
		s = s[:rapid.IntRange(0, len(s)).Draw(rt, "end")]
		r := &reader{text: string(s)}
		if got, want := r.scan(), utf8.Valid(s); got != want {
			rt.Errorf("scan of %q returned %v, want %v", s, got, want)
		}
	})
}

// A phrase ends where a look at every character says it does.
func TestClausesEndAtSeparators(t *testing.T) {
	r := &reader{text: "甲说：“乙，丙：丁”，戊"}
	r.scan()
	for word, want := range map[string]string{"甲": "甲说：", "乙": "乙", "丙": "丙：丁", "丁": "丁", "戊": "戊"} {
		at := int32(strings.Index(r.text, word))
		if got := r.of(r.clause(mark{start: at, end: at + 3})); got != want {
			t.Errorf("the phrase of %s is %q, want %q", word, got, want)
		}
	}
}
