// Package similar says how alike two court documents are: which passages they have in
// common, but for names, numbers and punctuation, and where these stand in each, so that
// clones can be shown side by side. Which documents are worth comparing is found by joins
// (the operator near of package models); here two are compared in full.
package similar

import (
	"slices"

	"github.com/mingjian/mingjian/data/record"
)

const (
	seedLength = 8  // letters that must be equal in a row before anything is looked at
	maxGap     = 12 // letters by which a passage may differ before it is two passages
	minPassage = 24 // equal letters; fewer are a turn of phrase and not a passage
	maxSeeds   = 8  // places where one seed is tried; more are a word repeated
)

// A Passage stands in both documents.
type Passage struct {
	A       record.Span // in characters of the first document
	B       record.Span // in characters of the second
	Section string      // of the first: claims, defence, facts or reasoning
	Letters int         // that are equal (see record.Letter), at least 24
	Same    []Stretch   // of it, in order: names, numbers and a few letters that differ stand between
}

// A Stretch is written the same in both documents but for punctuation.
type Stretch struct{ A, B record.Span }

// A Comparison is what two documents have in common.
type Comparison struct {
	Passages []Passage // in the order of the second document, where they do not overlap
	// ShareA and ShareB are the shares of the letters of each document that are in common
	// passages, from 0 to 1; 0 for a document that tells nothing.
	ShareA, ShareB float64
}

// A Text is a court document that was read to be compared, perhaps with several.
type Text struct{ told *told }

// Read reads the text of a court document.
func Read(text string) Text {
	t := flatten(record.Story(text))
	t.text = []rune(text)
	return Text{t}
}

// Compare compares two court documents, given as texts. The same texts give the same
// result, and its cost grows with their length and not with the product of both.
func Compare(a, b string) Comparison { return Read(a).Compare(Read(b)) }

// Compare compares two court documents, a being the first.
func (a Text) Compare(b Text) Comparison {
	x, y := a.told, b.told
	var c Comparison
	inA, inB := make([]bool, len(x.letters)), 0
	for _, g := range join(tiles(x, y)) {
		if g.letters < minPassage {
			continue
		}
		p := Passage{x.span(g.a, g.endA), y.span(g.b, g.endB), x.section[g.a], g.letters, nil}
		for _, t := range g.tiles {
			p.Same = append(p.Same, t.stretches(x, y)...)
			inB += t.n
			for i := t.a; i < t.a+t.n; i++ {
				inA[i] = true
			}
		}
		c.Passages = append(c.Passages, p)
	}
	covered := 0
	for _, in := range inA {
		if in {
			covered++
		}
	}
	c.ShareA, c.ShareB = share(covered, x), share(inB, y)
	return c
}

func share(n int, t *told) float64 { return float64(n) / float64(max(1, len(t.letters)-t.breaks)) }

// told is a story in one row, with a break between its runs.
type told struct {
	text    []rune // as it was given
	letters []record.Letter
	section []string // of each letter
	breaks  int
}

func flatten(runs []record.Run) *told {
	t := &told{}
	for _, r := range runs {
		t.letters = append(t.letters, r.Letters...)
		t.letters = append(t.letters, record.Letter{Char: -1}) // a break equals nothing
		t.breaks++
		for range len(r.Letters) + 1 {
			t.section = append(t.section, r.Section)
		}
	}
	return t
}

func (t *told) span(from, to int) record.Span {
	return record.Span{Start: t.letters[from].Span.Start, End: t.letters[to-1].Span.End}
}

// A tile is n letters in a row that are equal in both.
type tile struct{ a, b, n int }

// stretches lists what of a tile is written the same in both: a name or a number is one
// letter, whatever it is.
func (t tile) stretches(x, y *told) (list []Stretch) {
	from := 0
	for i := 0; i <= t.n; i++ {
		if i < t.n && slices.Equal(x.words(t.a+i), y.words(t.b+i)) {
			continue
		}
		if i > from {
			list = append(list, Stretch{x.span(t.a+from, t.a+i), y.span(t.b+from, t.b+i)})
		}
		from = i + 1
	}
	return list
}

// words is what one letter stands for.
func (t *told) words(i int) []rune {
	s := t.letters[i].Span
	return t.text[s.Start:s.End]
}

// tiles covers y with the longest pieces of x, from the left, none shorter than a seed.
func tiles(x, y *told) (list []tile) {
	seeds, after := seedsOf(x), 0 // after: where in x the last tile ended
	for b := 0; b+seedLength <= len(y.letters); {
		t := longest(x, y, b, after, seeds[seedAt(y, b)])
		if t.n < seedLength {
			b++
			continue
		}
		list = append(list, t)
		b, after = b+t.n, t.a+t.n
	}
	return list
}

// longest returns the longest tile at place b of y; of equal ones the first from after on,
// so that a text repeated inside one document meets itself in order.
func longest(x, y *told, b, after int, at []int32) (best tile) {
	for _, s := range at {
		a, n := int(s), 0
		for a+n < len(x.letters) && b+n < len(y.letters) && x.letters[a+n].Char == y.letters[b+n].Char && x.letters[a+n].Char > 0 {
			n++
		}
		if n > best.n || n == best.n && best.a < after && a >= after {
			best = tile{a, b, n}
		}
	}
	return best
}

// A seed is the letters that a tile begins with.
type seed [seedLength]rune

func seedAt(t *told, i int) (s seed) {
	for k := range s {
		s[k] = t.letters[i+k].Char
	}
	return s
}

// seedsOf lists where each seed of t stands, at most maxSeeds places.
func seedsOf(t *told) map[seed][]int32 {
	seeds := make(map[seed][]int32, len(t.letters))
	for i := 0; i+seedLength <= len(t.letters); i++ {
		if s := seedAt(t, i); len(seeds[s]) < maxSeeds {
			seeds[s] = append(seeds[s], int32(i))
		}
	}
	return seeds
}

// A group is a passage: tiles between which only a little differs.
type group struct {
	tiles            []tile
	a, endA, b, endB int
	letters          int
}

// join makes groups of tiles that follow each other closely in both.
func join(list []tile) (groups []group) {
	for _, t := range list {
		if k := len(groups) - 1; k >= 0 && follows(groups[k], t) {
			g := &groups[k]
			g.tiles, g.endA, g.endB, g.letters = append(g.tiles, t), t.a+t.n, t.b+t.n, g.letters+t.n
			continue
		}
		groups = append(groups, group{[]tile{t}, t.a, t.a + t.n, t.b, t.b + t.n, t.n})
	}
	return groups
}

func follows(g group, t tile) bool {
	gapA, gapB := t.a-g.endA, t.b-g.endB
	return gapA >= 0 && gapA <= maxGap && gapB >= 0 && gapB <= maxGap
}
