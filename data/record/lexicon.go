package record

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
)

// A cue is what a word tells about the passage it stands in.
type cue uint16

// A mark is one cue word found in a text, in bytes.
type mark struct {
	cue        cue
	start, end int32
}

// A lexicon finds all its words in one pass over a text, however many words there are: the
// next two characters are hashed, and only where words begin so is more compared. Every word has
// two Chinese characters or more. The tables are small enough for the first-level cache, and
// large enough that few characters meet in them what they do not ask for.
type lexicon struct {
	heads [1 << headBits]uint16         // by headHash: one more than the index of the head, and headShort; 0 for none
	kinds [1 << kindBits]uint8          // by kindHash: what a character may be, see enterKinds
	leads [256]bool                     // by byte: whether it begins a character that run goes over, see enterLeads
	opens [1 << openingBits / 64]uint64 // by openingHash: whether a word may begin with the three characters
	begin []wordHead
	lows  []uint64 // the first eight bytes of the words, the first byte lowest
	masks []uint64 // what of these eight bytes a word has
	words []lexiconWord
	texts []string // of the words
}

// How many high bits of a hash the tables of a lexicon use.
const (
	headBits    = 14
	kindBits    = 12
	openingBits = 15
)

// What an entry of the table of heads holds: the index, and whether some word need not go on with a
// third Chinese character.
const (
	headIndex = 1<<12 - 1
	headShort = 1 << 12
)

// A wordHead stands for the words that begin with the same two characters, or with others of the
// same hash. The longest stand first, those of two characters last.
type wordHead struct {
	two        uint64 // the two characters; 0 if words begin with different ones of the same hash
	thirds     uint64 // by thirdHash: whether one of the words goes on so
	first, end uint16 // the indexes of the words
	short      uint16 // of the first that may go on with no Chinese character
}

// A lexiconWord is compared by its first sixteen bytes, as two numbers, without a look at its text.
type lexiconWord struct {
	high uint64 // its second eight bytes
	mask uint64 // what of these it has
	cue  cue
	size uint16 // in bytes
}

// newLexicon gathers the words of each cue, which are separated by blanks.
func newLexicon(table []cueRow) *lexicon {
	l := &lexicon{}
	l.enterKinds()
	l.enterLeads()
	var all []cueRow // one for each word
	for _, row := range table {
		for w := range strings.FieldsSeq(row.words) {
			all = append(all, cueRow{row.cue, w})
		}
	}
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b cueRow) int { // those of one head together
		return cmp.Or(cmp.Compare(headOf(a.words), headOf(b.words)),
			bit(goesOnWide(b.words))-bit(goesOnWide(a.words)), cmp.Compare(len(b.words), len(a.words)))
	})
	for _, w := range all {
		l.enter(w)
	}
	return l
}

// enterKinds enters the characters that a date or a sum may start with, the marks that sign
// knows, and the blanks of three bytes. Few others have the same hash.
func (l *lexicon) enterKinds() {
	enter := func(wide uint64, kind uint8) { l.kinds[kindHash(wide)] |= 1 << (kind - eventFigure) }
	for c := rune(0x800); c < 0xd800; c++ {
		if figures().has(c) {
			enter(threeBytes(string(c)), eventFigure)
		}
	}
	for c := '０'; c <= '９'; c++ {
		enter(threeBytes(string(c)), eventFigure)
	}
	for _, mark := range []uint64{comma, colon, opening, closed, fullStop, semicolon, titleMark} {
		enter(mark, eventSign)
	}
	enter(wideBlank, eventApart)
	enter(byteOrderMark, eventApart)
}

// enterLeads enters the bytes that begin a character that run goes over: of three bytes, two of
// which may be any that continue one. Blanks, dashes and quotes are looked at one by one.
func (l *lexicon) enterLeads() {
	for b := 0xe3; b <= 0xef; b++ {
		l.leads[b] = b != 0xed
	}
}

// headOf returns the place of a word's first two characters in the table of heads.
func headOf(w string) uint64 { return headHash(twoCharacters(w)) >> (64 - headBits) }

// goesOnWide reports whether the third character of a word is one of three bytes.
func goesOnWide(w string) bool { return len(w) >= 9 && w[6]&0xf0 == 0xe0 }

// enter enters a word, the head of which is that of the word before or new.
func (l *lexicon) enter(w cueRow) {
	n, head, two := uint16(len(l.words)), &l.heads[headOf(w.words)], twoCharacters(w.words)
	if *head == 0 {
		l.begin = append(l.begin, wordHead{two: two, first: n, short: n})
		*head = uint16(len(l.begin))
		if len(l.begin) > headIndex {
			panic("record: the lexicon has too many words")
		}
	}
	b := &l.begin[*head&headIndex-1]
	if b.two != two {
		b.two = 0
	}
	if b.end = n + 1; goesOnWide(w.words) {
		b.short = n + 1
		b.thirds |= 1 << thirdHash(threeBytes(w.words[6:]))
		h := openingHash(w.words)
		l.opens[h/64] |= 1 << (h % 64)
	} else {
		*head |= headShort
	}
	start, mask := sixteenAt(w.words, 0), startMask(uint16(len(w.words)))
	l.lows, l.masks = append(l.lows, start.low), append(l.masks, mask.low)
	l.words = append(l.words, lexiconWord{start.high, mask.high, w.cue, uint16(len(w.words))})
	l.texts = append(l.texts, w.words)
}

// sixteen are sixteen bytes as two numbers, the first byte lowest.
type sixteen struct{ low, high uint64 }

// sixteenAt returns the sixteen bytes of s from byte i on, zeros after its end.
func sixteenAt(s string, i int) sixteen {
	if i+16 <= len(s) {
		return sixteen{eightBytes(s[i:]), eightBytes(s[i+8:])}
	}
	return lastSixteen(s[i:])
}

// lastSixteen is sixteenAt for what has fewer bytes.
func lastSixteen(s string) sixteen {
	var b [16]byte
	copy(b[:], s)
	return sixteen{binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(b[8:])}
}

// startMask keeps the first n bytes of sixteen, which are six at least.
func startMask(n uint16) sixteen {
	if n >= 16 {
		return sixteen{^uint64(0), ^uint64(0)}
	}
	if n >= 8 {
		return sixteen{^uint64(0), 1<<(8*(n-8)) - 1}
	}
	return sixteen{1<<(8*n) - 1, 0}
}

// threeBytes returns the character of three bytes that s starts with, as one number, the first
// byte lowest.
func threeBytes(s string) uint64 {
	_ = s[2]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16
}

// twoCharacters returns the first six bytes of s, two Chinese characters, as one number.
func twoCharacters(s string) uint64 {
	_ = s[5]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40
}

// hashFactor mixes the bits of what is hashed into the high ones, of which the tables use as
// many as they have.
const (
	hashFactor  = 0x9e3779b97f4a7c15
	otherFactor = 0xc2b2ae3d27d4eb4f
)

// headHash hashes what twoCharacters returns.
func headHash(two uint64) uint64 { return two * hashFactor }

// openingHash hashes the first nine bytes of s, three Chinese characters.
func openingHash(s string) uint64 {
	_ = s[8]
	return (eightBytes(s)*hashFactor + uint64(s[8])*otherFactor) >> (64 - openingBits)
}

// thirdHash hashes what threeBytes returns to a number below sixty-four.
func thirdHash(wide uint64) uint32 { return uint32(wide) * (hashFactor >> 32) >> 26 }

// kindHash hashes what threeBytes returns.
func kindHash(wide uint64) uint32 { return uint32(wide) * (hashFactor >> 32) >> (32 - kindBits) }

// finds are the words of a lexicon found in a text, in order; at one place the longest first.
type finds struct {
	marks  []mark // the cue words
	tagged []mark // the words of the rules of tags
}

// at notes the words of l that start where events tell of a head: at each three bytes before its byte.
func (f *finds) at(l *lexicon, text string, events []uint64) {
	for _, e := range events {
		i, head, start := int(e>>eventAt)-3, &l.begin[e&headIndex-1], sixteen{}
		if i+16 <= len(text) {
			start = sixteen{eightBytes(text[i:]), eightBytes(text[i+8:])}
		} else {
			start = lastSixteen(text[i:])
		}
		if head.two != 0 && head.two != start.low&(1<<48-1) {
			continue // other characters of the same hash
		}
		if third := start.low>>48 | start.high&0xff<<16; head.thirds>>thirdHash(third)&1 != 0 {
			for k, low := range l.lows[head.first:head.short] {
				if low == start.low { // they have nine bytes or more
					f.add(l, text, i, start.high, head.first+uint16(k))
				}
			}
		}
		for k := head.short; k < head.end; k++ {
			if (l.lows[k]^start.low)&l.masks[k] == 0 {
				f.add(l, text, i, start.high, k)
			}
		}
	}
}

// add notes the k-th word of l if it starts at byte i of text. Its first eight bytes do; the next
// eight there are high.
func (f *finds) add(l *lexicon, text string, i int, high uint64, k uint16) {
	w := &l.words[k]
	if (high^w.high)&w.mask != 0 || w.size > 16 && !begins(text[i:], l.texts[k]) {
		return
	}
	m := mark{w.cue, int32(i), int32(i) + int32(w.size)}
	if m.cue < cueTags {
		f.marks = append(f.marks, m)
	} else {
		f.tagged = append(f.tagged, m)
	}
}

// at appends to marks the cue words that start at byte i of text, the longest first.
func (l *lexicon) at(text string, i int, marks []mark) []mark {
	if i+6 > len(text) {
		return marks
	}
	n := l.heads[headHash(twoCharacters(text[i:]))>>(64-headBits)] & headIndex
	if n == 0 {
		return marks
	}
	f, events := finds{marks: marks}, [...]uint64{uint64(i+3)<<eventAt | uint64(n)}
	f.at(l, text, events[:])
	return f.marks
}

// words is the lexicon of the reader, built once.
var words = sync.OnceValue(func() *lexicon { return newLexicon(cueWords()) })
