package record

import (
	"slices"
	"sync"
)

// A story is what the parties and the court tell of one case, as it is compared with
// others: names as 人, numbers as 数, no punctuation, and none of the sentences that stand
// in most judgments. It is told run by run: a run is a stretch without a formula inside.
type story struct {
	section string   // that the run at hand is in
	letters []letter // of the run at hand
	quotes  bool     // the run at hand gives the words of a law
}

// A letter is one character of a story.
type letter struct {
	char rune
	at   int32 // the byte of the text at which it stands, or what it stands for begins
}

// tell goes over the sections that tell the case, once, and calls hear with each run. The
// letters are only good until hear returns. Papers that hold nothing but formulas tell
// nothing: they would all be alike.
func (r *reader) tell(hear func(*story)) {
	if r.j.Outcome == Withdrawn || r.noCause() {
		return
	}
	s := &story{letters: make([]letter, 0, 1024)} // most runs are shorter
	r.each(func(p part) {
		s.section = p.kind
		r.tellPart(s, p.at, hear)
	}, tellingSections()...)
}

// tellingSections are the sections that tell the case.
func tellingSections() []string { return []string{secClaims, secDefence, secFacts, secReasoning} }

// tellPart calls hear with the runs of one section.
func (r *reader) tellPart(s *story, p place, hear func(*story)) {
	end := func() {
		if len(s.letters) > 0 {
			hear(s)
		}
		s.letters = s.letters[:0]
	}
	mark := 0 // the first that does not end before the sentence
	next, found := slices.BinarySearch(r.starts, int32(p.Start))
	if found {
		next++
	}
	for i := p.Start; i < p.End; next++ {
		stop := p.End
		if next < len(r.starts) {
			stop = min(stop, int(r.starts[next]))
		}
		for mark < len(r.marks) && int(r.marks[mark].end) <= i {
			mark++
		}
		skip, quotes := formula(r.marks[mark:], stop)
		if skip || quotes != s.quotes {
			end()
		}
		if s.quotes = quotes; !skip {
			r.anonymise(s, place{i, stop})
		}
		i = stop
	}
	end()
}

// formula reports whether one of the marks up to byte end is that of a sentence that stands
// in most judgments, and whether one says that the sentence gives the words of a law.
func formula(marks []mark, end int) (formula, quotes bool) {
	for _, m := range marks {
		if int(m.end) > end {
			break
		}
		formula = formula || m.cue == cueFormula || m.cue == cueDisposition
		quotes = quotes || m.cue == cueStatute
	}
	return formula, quotes
}

// The characters that stand for a name and for a number.
const (
	anyName   = '人'
	anyNumber = '数'
)

// anonymise appends what the place p of the text tells. Of names in a row, and of numbers in
// a row, only one is kept: suits of one series differ in how many there are.
func (r *reader) anonymise(s *story, p place) {
	silent, numbers, letters := silentRunes(), numberRunes(), s.letters
	named, last := r.namesIn(p), rune(0)
	for i := p.Start; i < p.End; {
		at, stands := i, rune(0) // what the character stands for, if not for itself
		c, size := charAt(r.text, i)
		i += size
		if len(named) > 0 && named[0].at.Start == at {
			stands, i, named = anyName, named[0].at.End, named[1:]
		} else if silent.has(c) {
			if !numbers.has(c) {
				continue
			}
			stands = anyNumber
		}
		switch {
		case stands == 0:
			letters = append(letters, letter{c, int32(at)})
		case stands != last:
			letters = append(letters, letter{stands, int32(at)})
		}
		last = stands
	}
	s.letters = letters
}

// end returns the byte after what a letter stands for.
func (r *reader) end(l letter) int {
	at := int(l.at)
	c, size := charAt(r.text, at)
	if c == l.char && c != anyName {
		return at + size // it stands for itself
	}
	if named := r.namesIn(place{at, at + size}); len(named) > 0 {
		return named[0].at.End
	}
	for countable(c) && at+size < len(r.text) {
		next, n := charAt(r.text, at+size)
		if !countable(next) {
			break
		}
		size += n
	}
	return at + size
}

// A runeSet is a set of the characters of the basic plane.
type runeSet [1 << 16 / 64]uint64

func (s *runeSet) add(c rune) {
	if c < 1<<16 {
		s[c/64] |= 1 << (c % 64)
	}
}

func (s *runeSet) has(c rune) bool { return c < 1<<16 && s[c/64]>>(c%64)&1 != 0 }

// setOf returns the set of the characters that belong to it.
func setOf(belongs func(rune) bool) *runeSet {
	s := &runeSet{}
	for c := range rune(1 << 16) {
		if belongs(c) {
			s.add(c)
		}
	}
	return s
}

// silentRunes is the set of the characters that a story does not keep, built once.
var silentRunes = sync.OnceValue(func() *runeSet {
	return setOf(func(c rune) bool { return countable(c) || punctuation(c) })
})

// countable reports whether c is part of a number, a date or a masked number.
func countable(c rune) bool { return numberRunes().has(c) }

// numberRunes is the set of the characters that numbers are written with, built once.
var numberRunes = sync.OnceValue(func() *runeSet {
	return setOf(func(c rune) bool {
		return digit(c) >= 0 || unit(c) > 0 || c == '.' || c == ',' || c == '×' || c == '*'
	})
})

// punctuation reports whether c says nothing.
func punctuation(c rune) bool {
	switch c {
	case '，', '。', '；', '：', '、', ';', ':', '“', '”', '"', '‘', '’', '（', '）', '(', ')', '《', '》', '？', '！':
		return true
	}
	return blank(c)
}
