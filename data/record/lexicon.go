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
// first two characters of the text ahead are hashed, and only words that begin with two
// such characters are compared. Every word has two Chinese characters or more.
type lexicon struct {
	begins [1 << lexiconBits / 64]uint64 // by hash: whether a word begins so; small enough for the first-level cache
	heads  [1 << lexiconBits]uint16      // by hash: one more than the index of the first word; 0 for none
	words  []lexiconWord
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
		h := headHash(twoCharacters(l.words[i].text))
		l.begins[h/64] |= 1 << (h % 64)
		l.words[i].next = l.heads[h]
		l.heads[h] = uint16(i + 1)
	}
	return l
}

// twoCharacters returns the first six bytes of s, two Chinese characters, as one number.
func twoCharacters(s string) uint64 {
	_ = s[5]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40
}

// headHash hashes what twoCharacters returns.
func headHash(two uint64) uint64 { return two * 0x9e3779b97f4a7c15 >> (64 - lexiconBits) }

// find appends to marks the cue words that s starts with, and to tagged the words of the rules
// of tags, the longest first. N is the head that the first two characters of s have in the
// table.
func (l *lexicon) find(s string, n uint16, m mark, marks, tagged []mark) ([]mark, []mark) {
	for n != 0 {
		w := &l.words[n-1]
		if strings.HasPrefix(s, w.text) {
			m.cue, m.end = w.cue, m.start+int32(len(w.text))
			if w.cue < cueTags {
				marks = append(marks, m)
			} else {
				tagged = append(tagged, m)
			}
		}
		n = w.next
	}
	return marks, tagged
}

// at appends to marks the cue words that start at byte i of text, the longest first.
func (l *lexicon) at(text string, i int, marks []mark) []mark {
	if i+6 > len(text) {
		return marks
	}
	marks, _ = l.find(text[i:], l.heads[headHash(twoCharacters(text[i:]))], mark{start: int32(i)}, marks, nil)
	return marks
}

// words is the lexicon of the reader, built once.
var words = sync.OnceValue(func() *lexicon { return newLexicon(cueWords()) })
