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
// next two and the next three characters are hashed, and only words that begin with such
// characters are compared. Every word has two Chinese characters or more.
type lexicon struct {
	pairs   wordHeads // of the words of two characters, and those that go on otherwise
	triples wordHeads // of the words of three Chinese characters or more
	words   []lexiconWord
}

// wordHeads finds words by a hash of their first characters.
type wordHeads struct {
	begins [1 << lexiconBits / 64]uint64 // whether a word begins so; small enough for the first-level cache
	first  [1 << lexiconBits]uint16      // one more than the index of the first word; 0 for none
}

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
	l := &lexicon{}
	for _, row := range table {
		for w := range strings.FieldsSeq(row.words) {
			l.words = append(l.words, lexiconWord{cue: row.cue, text: w})
		}
	}
	// The shorter first: each goes to the head of its chain, so the longest is met first.
	slices.SortStableFunc(l.words, func(a, b lexiconWord) int { return cmp.Compare(len(a.text), len(b.text)) })
	for i := range l.words {
		w := &l.words[i]
		if h, ok := tripleHashOf(w.text); ok {
			l.triples.add(w, h, i)
		} else {
			l.pairs.add(w, headHash(twoCharacters(w.text)), i)
		}
	}
	return l
}

func (t *wordHeads) add(w *lexiconWord, h uint64, i int) {
	t.begins[h/64] |= 1 << (h % 64)
	w.next, t.first[h] = t.first[h], uint16(i+1)
}

// has reports whether a word may begin with the characters of a hash: surely not, if false.
func (t *wordHeads) has(h uint64) bool { return t.begins[h/64]>>(h%64)&1 != 0 }

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

// headHash hashes what twoCharacters returns.
func headHash(two uint64) uint64 { return two * 0x9e3779b97f4a7c15 >> (64 - lexiconBits) }

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

// find appends to marks the cue words that s starts with, and to tagged the words of the rules
// of tags, of the chain that begins with n. What stands at the same place and is shorter stands
// after them.
func (l *lexicon) find(s string, n uint16, m mark, marks, tagged []mark) ([]mark, []mark) {
	for n != 0 {
		w := &l.words[n-1]
		if strings.HasPrefix(s, w.text) {
			m.cue, m.end = w.cue, m.start+int32(len(w.text))
			if w.cue < cueTags {
				marks = addMark(marks, m)
			} else {
				tagged = addMark(tagged, m)
			}
		}
		n = w.next
	}
	return marks, tagged
}

// addMark adds m to marks, before those that start at the same place and are shorter.
func addMark(marks []mark, m mark) []mark {
	marks = append(marks, m)
	for i := len(marks) - 1; i > 0 && marks[i-1].start == m.start && marks[i-1].end < m.end; i-- {
		marks[i], marks[i-1] = marks[i-1], marks[i]
	}
	return marks
}

// at appends to marks the cue words that start at byte i of text, the longest first.
func (l *lexicon) at(text string, i int, marks []mark) []mark {
	if i+6 > len(text) {
		return marks
	}
	s, m := text[i:], mark{start: int32(i)}
	marks, _ = l.find(s, l.pairs.first[headHash(twoCharacters(s))], m, marks, nil)
	if h, ok := tripleHashOf(s); ok {
		marks, _ = l.find(s, l.triples.first[h], m, marks, nil)
	}
	return marks
}

// words is the lexicon of the reader, built once.
var words = sync.OnceValue(func() *lexicon { return newLexicon(cueWords()) })
