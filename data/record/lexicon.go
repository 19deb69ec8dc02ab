package record

import (
	"cmp"
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
// two Chinese characters or more.
type lexicon struct {
	heads   [1 << headBits]uint8   // 1 by the high bits of the headHash of characters that words begin with
	figures [1 << figureBits]uint8 // 1 by the figureHash of the characters that dates and sums begin with
	pairs   wordHeads              // by headHash, of the words of two characters, and those that go on otherwise
	triples wordHeads              // by tripleHash, of the words of three Chinese characters or more
	longer  bitset                 // by tripleHash: whether a word begins so
	words   []lexiconWord
	digits  *runeSet // see figures
}

// The tables that every character is looked up in are small enough for the first-level cache,
// and large enough that few meet what they do not ask for.
const (
	headBits   = 15
	figureBits = 12
)

// begins reports whether a word may begin with what twoCharacters returns: surely not, if false.
func (l *lexicon) begins(two uint64) bool { return l.heads[two*hashFactor>>(64-headBits)] != 0 }

// A bitset of hashes is small enough for the first-level cache.
type bitset [1 << lexiconBits / 64]uint64

func (s *bitset) add(h uint64) { s[h/64] |= 1 << (h % 64) }

func (s *bitset) has(h uint64) bool { return s[h/64]>>(h%64)&1 != 0 }

// wordHeads holds, by a hash of first characters, one more than the index of the first word; 0
// for none.
type wordHeads [1 << lexiconBits]uint16

type lexiconWord struct {
	cue  cue
	text string
	next uint16 // one more than the index of the next word with the same hash
}

// lexiconBits makes the tables large enough that nearly all characters of a text that begin
// no word meet an empty place.
const lexiconBits = 16

// newLexicon gathers the words of each cue, which are separated by blanks.
func newLexicon(table []cueRow) *lexicon {
	l := &lexicon{digits: figures()}
	for c := rune(0x4e00); c < 0xa000; c++ {
		if l.digits.has(c) {
			l.figures[figureHash(threeBytes(string(c)))] = 1
		}
	}
	for _, row := range table {
		for w := range strings.FieldsSeq(row.words) {
			l.words = append(l.words, lexiconWord{cue: row.cue, text: w})
		}
	}
	// The shorter first: each goes to the head of its chain, so the longest is met first.
	slices.SortStableFunc(l.words, func(a, b lexiconWord) int { return cmp.Compare(len(a.text), len(b.text)) })
	for i := range l.words {
		w := &l.words[i]
		two := twoCharacters(w.text)
		l.heads[two*hashFactor>>(64-headBits)] = 1
		if h, ok := tripleHashOf(w.text); ok {
			l.longer.add(h)
			l.triples.add(w, h, i)
		} else {
			l.pairs.add(w, headHash(two), i)
		}
	}
	return l
}

func (t *wordHeads) add(w *lexiconWord, h uint64, i int) { w.next, t[h] = t[h], uint16(i+1) }

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

// hashFactor mixes the bits of what is hashed into the high ones.
const hashFactor = 0x9e3779b97f4a7c15

// headHash hashes what twoCharacters returns.
func headHash(two uint64) uint64 { return two * hashFactor >> (64 - lexiconBits) }

// figureHash hashes what threeBytes returns.
func figureHash(wide uint64) uint32 { return uint32(wide) * (hashFactor >> 32) >> (32 - figureBits) }

// tripleHash hashes two characters and a third, as twoCharacters and threeBytes return them.
func tripleHash(two, third uint64) uint64 {
	return (two*0x9e3779b97f4a7c15 + third*0xd6e8feb86659fd93) >> (64 - lexiconBits)
}

// tripleHashOf returns the tripleHash of the first three characters of s, if they have three
// bytes each.
func tripleHashOf(s string) (uint64, bool) {
	if len(s) < 9 || s[6] < 0xe0 || s[6] >= 0xf0 {
		return 0, false
	}
	return tripleHash(twoCharacters(s), threeBytes(s[6:])), true
}

// finds are the words of a lexicon found in a text, in order; at one place the longest first.
type finds struct {
	marks  []mark // the cue words
	tagged []mark // the words of the rules of tags
}

// at notes the words of l that start at byte i of text with two characters, as twoCharacters
// returns them.
func (f *finds) at(l *lexicon, text string, i int, two uint64) {
	if len(text) >= i+9 && text[i+6]>>4 == 0xe {
		if h := tripleHash(two, threeBytes(text[i+6:])); l.longer.has(h) {
			f.chain(l, text, i, l.triples[h])
		}
	}
	if n := l.pairs[headHash(two)]; n != 0 {
		f.chain(l, text, i, n)
	}
}

// chain notes the words that start at byte i of the chain that begins with n.
func (f *finds) chain(l *lexicon, text string, i int, n uint16) {
	for s := text[i:]; n != 0; {
		w := &l.words[n-1]
		if begins(s, w.text) {
			m := mark{w.cue, int32(i), int32(i + len(w.text))}
			if m.cue < cueTags {
				f.marks = append(f.marks, m)
			} else {
				f.tagged = append(f.tagged, m)
			}
		}
		n = w.next
	}
}

// at appends to marks the cue words that start at byte i of text, the longest first.
func (l *lexicon) at(text string, i int, marks []mark) []mark {
	if i+6 > len(text) {
		return marks
	}
	two := twoCharacters(text[i:])
	if !l.begins(two) {
		return marks
	}
	f := finds{marks: marks}
	f.at(l, text, i, two)
	return f.marks
}

// words is the lexicon of the reader, built once.
var words = sync.OnceValue(func() *lexicon { return newLexicon(cueWords()) })
