package record

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCounterCountsCharacters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.String().Draw(rt, "s") + strings.Repeat("民事判决书a", rapid.IntRange(0, 40).Draw(rt, "n"))
		c := newCounter(s, nil)
		for i := range s {
			if got, want := c.before(i), utf8.RuneCountInString(s[:i]); got != want {
				rt.Fatalf("before(%d) of %q = %d, want %d", i, s, got, want)
			}
		}
		if got, want := c.before(len(s)), utf8.RuneCountInString(s); got != want {
			rt.Errorf("before(end) of %q = %d, want %d", s, got, want)
		}
	})
}

// The lexicon finds exactly what looking for every word would find.
func TestLexiconFindsEveryWord(t *testing.T) {
	texts := documents(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := readText(t, rapid.SampledFrom(texts).Draw(rt, "text"))
		r := &reader{text: text}
		r.scan()
		n := rapid.IntRange(0, len(words().words)-1).Draw(rt, "word")
		w, word := words().words[n], words().texts[n]
		want := 0
		for i := range text {
			if strings.HasPrefix(text[i:], word) {
				want++
			}
		}
		got := 0
		for _, m := range slices.Concat(r.marks, r.tagged) {
			if m.cue == w.cue && text[m.start:m.end] == word {
				got++
			}
		}
		inOrder := func(a, b mark) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end)) }
		if !slices.IsSortedFunc(r.marks, inOrder) || !slices.IsSortedFunc(r.tagged, inOrder) {
			rt.Error("the words are not in the order of the text, the longer first")
		}
		same := 0 // a word may be listed twice under one cue
		for i, v := range words().words {
			if v.cue == w.cue && words().texts[i] == word {
				same++
			}
		}
		if got != want*same {
			rt.Errorf("%q found %d times, want %d", word, got, want*same)
		}
	})
}

func TestLexiconWordsAreSound(t *testing.T) {
	seen := map[string]bool{}
	for i, w := range words().words {
		text := words().texts[i]
		if a, n := utf8.DecodeRuneInString(text); n != 3 || utf8.RuneCountInString(text) < 2 {
			t.Errorf("%q (%c): a word must begin with two Chinese characters", text, a)
		}
		key := text + "\x00" + string(rune(w.cue))
		if seen[key] {
			t.Errorf("%q is listed twice", text)
		}
		seen[key] = true
	}
}

func TestSentences(t *testing.T) {
	r := &reader{text: "甲。乙；丙\n丁.戊;己3.5元"}
	r.scan()
	var got []string
	for i := 0; i < len(r.text); {
		p := r.sentence(i)
		got = append(got, r.of(p))
		i = p.End
	}
	if want := []string{"甲。", "乙；", "丙\n", "丁.", "戊;", "己3.5元"}; !slices.Equal(got, want) {
		t.Errorf("sentences = %q, want %q", got, want)
	}
}

// A long text without punctuation must not cost its square.
func TestLongTextIsNoBurden(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	text := "原告张三诉被告李四民间借贷纠纷一案" + strings.Repeat("原告借款现金转账被告未到庭", 10000)
	done := make(chan struct{})
	go func() {
		Parse("long", text)
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(60 * time.Second):
		t.Fatalf("%d bytes without punctuation took more than a minute", len(text))
	}
}
