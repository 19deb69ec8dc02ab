package record

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shared bands of two documents.
func common(a, b Judgment) int {
	n := 0
	for _, x := range a.Bands {
		if slices.Contains(b.Bands, x) {
			n++
		}
	}
	return n
}

func TestSeriesSuitsShareABand(t *testing.T) {
	text := readText(t, "testdata/loan-cash.txt")
	other := strings.NewReplacer(
		"钱伍德", "冯佰", "李柒文", "陈佰壹", "周捌英", "褚佰贰", "350000", "82000", "343000", "80360", "叁拾伍万元", "捌万贰仟元",
		"7000", "1640", "2017年5月1日", "2016年11月23日", "2017年10月31日", "2017年5月22日",
	).Replace(text)
	a, b := Index("a", text), Index("b", other)
	if a.Parties[0].Name == b.Parties[0].Name {
		t.Fatal("the second suit must have another plaintiff")
	}
	if n := common(a, b); n < bandCount/2 {
		t.Errorf("two suits of one series share %d of %d bands", n, bandCount)
	}
}

func TestStrangersShareNoBand(t *testing.T) {
	var docs []Judgment
	for _, path := range documents(t) {
		docs = append(docs, Index(path, readText(t, path)))
	}
	for i, a := range docs {
		for _, b := range docs[i+1:] {
			if n := common(a, b); n > 0 {
				t.Errorf("%s and %s share %d bands", a.ID, b.ID, n)
			}
		}
	}
}

func TestShortTextsHaveNoBands(t *testing.T) {
	for _, s := range []string{"", "本院认为，", strings.Repeat("甲乙", 50)} {
		if got := bandsOf([]rune(s)); got != nil {
			t.Errorf("Bands of %d characters = %d bands, want none", runes(s), len(got))
		}
	}
}

// Texts that differ in a twentieth of their characters share a band; texts of different
// characters never do.
func TestBandsFollowSimilarity(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		a := invented(seed, 600, '一')
		b := slices.Clone(a)
		at := rapid.IntRange(0, len(b)-30).Draw(rt, "at")
		copy(b[at:], invented(seed+1, 30, '一'))
		if !slices.ContainsFunc(bandsOf(a), func(x uint64) bool { return slices.Contains(bandsOf(b), x) }) {
			rt.Errorf("texts that differ in 30 of 600 characters share no band")
		}
		for _, x := range bandsOf(invented(seed, 600, '龠')) {
			if slices.Contains(bandsOf(a), x) {
				rt.Errorf("strangers share band %x", x)
			}
		}
	})
}

// bandsOf returns the bands of a story of one run.
func bandsOf(chars []rune) []uint64 {
	k := &sketch{}
	k.add(letters(chars))
	return k.bands()
}

func letters(chars []rune) []letter {
	out := make([]letter, len(chars))
	for i, c := range chars {
		out[i] = letter{c, int32(i)}
	}
	return out
}

// invented draws n characters from the thousand that follow first or lead to it.
func invented(seed uint64, n int, first rune) []rune {
	out := make([]rune, n)
	for i := range out {
		seed = mix(seed + rollBase)
		out[i] = first + rune(seed%1000) - 500
	}
	return out
}
