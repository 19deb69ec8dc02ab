package record

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// prints lists the fingerprints of chars with their places.
func prints(chars []rune) (hashes []uint64, places []int) {
	winnow(letters(chars), func(at int, hash uint64) {
		hashes, places = append(hashes, hash), append(places, at)
	})
	return hashes, places
}

// meet reports whether two texts have a common fingerprint.
func meet(a, b []rune) bool {
	x, _ := prints(a)
	y, _ := prints(b)
	return slices.ContainsFunc(x, func(h uint64) bool { return slices.Contains(y, h) })
}

// What winnowing promises: equal stretches of a window meet wherever they stand, shorter
// ones than a passage never do.
func TestEqualStretchesMeet(t *testing.T) {
	const promised = passageLength + passageWindow - 1
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		a, b := invented(seed, 400, '一'), invented(seed+1, 300, '龠')
		from, to := rapid.IntRange(0, 400-promised).Draw(rt, "from"), rapid.IntRange(0, 300-promised).Draw(rt, "to")
		n := rapid.IntRange(1, promised).Draw(rt, "n")
		copy(b[to:], a[from:from+n])
		if got := meet(a, b); n == promised && !got || n < passageLength && got {
			rt.Errorf("%d equal characters at %d and %d: meet is %v", n, from, to, got)
		}
	})
}

func TestFingerprintsAreFew(t *testing.T) {
	const n = 17_000
	for name, tc := range map[string]struct {
		chars []rune
		most  int
	}{
		"a text":            {invented(1, n, '一'), 1200},
		"one character":     {[]rune(strings.Repeat("甲", n)), n/passageWindow + 1},
		"one word":          {[]rune(strings.Repeat("原告诉称", n/4)), n/(passageWindow-4) + 1},
		"a short run":       {invented(1, passageLength, '一'), 1},
		"less than a piece": {invented(1, passageLength-1, '一'), 0},
	} {
		t.Run(name, func(t *testing.T) {
			hashes, places := prints(tc.chars)
			if len(hashes) > tc.most || len(hashes) < tc.most*3/4 {
				t.Errorf("%d fingerprints, want at most %d and not much less", len(hashes), tc.most)
			}
			if !slices.IsSorted(places) || len(slices.Compact(places)) != len(hashes) {
				t.Errorf("the places do not rise: %v", places)
			}
		})
	}
}

// seriesSuits are two suits of one series: other people, sums and days.
func seriesSuits(t *testing.T) (a, b string) {
	t.Helper()
	a = readText(t, "testdata/loan-cash.txt")
	return a, strings.NewReplacer("钱伍德", "冯佰", "李柒文", "陈佰壹", "周捌英", "褚佰贰", "350000", "82000",
		"343000", "80360", "叁拾伍万元", "捌万贰仟元", "2017年5月1日", "2016年11月23日", "2017年5月22日", "2017年10月31日").Replace(a)
}

func TestSeriesSuitsSharePassages(t *testing.T) {
	one, two := seriesSuits(t)
	a, b := Index("a", one), Index("b", two)
	at := map[uint64]Passage{}
	for _, p := range b.Passages {
		at[p.Hash] = p
	}
	shared := 0
	for _, p := range a.Passages {
		q, found := at[p.Hash]
		if !found {
			continue
		}
		shared++
		if p.Section != q.Section || p.Section == "" {
			t.Errorf("a passage of section %q stands in section %q of its clone", p.Section, q.Section)
		}
		if x, y := spoken(one, p.Span, a), spoken(two, q.Span, b); x != y || utf8.RuneCountInString(x) != passageLength {
			t.Errorf("one fingerprint for %q and %q", x, y)
		}
	}
	if len(a.Passages) < 10 || shared*10 < len(a.Passages)*9 {
		t.Errorf("the suits share %d of %d passages", shared, len(a.Passages))
	}
}

// spoken returns the letters that a span of a text stands for.
func spoken(text string, at Span, j Judgment) string {
	r, s := &reader{text: cut(text, at), j: j}, &story{}
	r.scan()
	r.readCast()
	r.findNames()
	r.anonymise(s, place{0, len(r.text)})
	out := ""
	for _, l := range s.letters {
		out += string(l.char)
	}
	return out
}

// Formulas never enter, and what enters is in the sections that tell the case.
func TestPassagesHoldNoFormula(t *testing.T) {
	n := 0
	for _, path := range documents(t) {
		text := readText(t, path)
		j := Index(path, text)
		checkPassages(t, text, j)
		for _, p := range j.Passages {
			n++
			for _, word := range []string{"《中华人民共和国", "判决如下", "不服本判决", "条规定", "条的规定"} {
				if strings.Contains(cut(text, p.Span), word) {
					t.Errorf("%s: %q is in a passage", path, cut(text, p.Span))
				}
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d passages", n)
	}
}

// checkPassages fails the test unless the passages are in order and within their sections.
func checkPassages(t interface{ Errorf(string, ...any) }, text string, j Judgment) {
	size, last := utf8.RuneCountInString(text), -1
	if len(j.Passages) > size/passageLength*2 {
		t.Errorf("%d passages of %d characters", len(j.Passages), size)
	}
	for _, p := range j.Passages {
		if p.Span.Start <= last || p.Span.End-p.Span.Start < passageLength || p.Span.End > size {
			t.Errorf("passage %v after %d, in a text of %d characters", p.Span, last, size)
		}
		last = p.Span.Start
		inside := func(s Section) bool {
			return s.Kind == p.Section && s.Span.Start <= p.Span.Start && p.Span.End <= s.Span.End
		}
		if !slices.ContainsFunc(j.Sections, inside) {
			t.Errorf("passage %v is not in a section %q of %v", p.Span, p.Section, j.Sections)
		}
	}
}

// Story and Parse tell the same: each passage begins at a letter and ends with one.
func TestStoryHoldsThePassages(t *testing.T) {
	for _, path := range documents(t) {
		text := readText(t, path)
		starts, ends := map[int]bool{}, map[int]bool{}
		for _, run := range Story(text) {
			for _, l := range run.Letters {
				starts[l.Span.Start], ends[l.Span.End] = true, true
				if got := cut(text, l.Span); l.Char != anyName && l.Char != anyNumber && got != string(l.Char) {
					t.Errorf("%s: letter %c stands for %q", path, l.Char, got)
				}
			}
		}
		for _, p := range Index(path, text).Passages {
			if !starts[p.Span.Start] || !ends[p.Span.End] {
				t.Errorf("%s: passage %v is not made of letters", path, p.Span)
			}
		}
	}
}

func FuzzPassages(f *testing.F) {
	for _, path := range documents(f) {
		f.Add(readText(f, path))
	}
	f.Add("原告甲，住某处。\n被告乙。\n原告甲诉称：" + strings.Repeat("甲乙甲乙", 100))
	f.Fuzz(func(t *testing.T, text string) {
		a, b := Index("a", text), Index("b", text)
		if !slices.Equal(a.Passages, b.Passages) {
			t.Error("the same text gives other passages the second time")
		}
		checkPassages(t, string([]rune(text)), a)
	})
}
