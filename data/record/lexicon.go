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
	heads [1 << lexiconBits]uint16 // by hash: one more than the index of the first word; 0 for none
	words []lexiconWord
}

type lexiconWord struct {
	cue  cue
	text string
	next uint16 // one more than the index of the next word with the same hash
}

// lexiconBits makes the table of heads large enough that most characters of a text meet an
// empty place, and small enough that it stays in the first-level cache.
const lexiconBits = 13

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
		h := headHash(l.words[i].text)
		l.words[i].next = l.heads[h]
		l.heads[h] = uint16(i + 1)
	}
	return l
}

// headHash hashes the first six bytes of s, two Chinese characters. It needs six.
func headHash(s string) uint64 {
	_ = s[5]
	six := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40
	return six * 0x9e3779b97f4a7c15 >> (64 - lexiconBits)
}

// find appends to marks all words of the lexicon that start at byte i of text, the longest
// first.
func (l *lexicon) find(text string, i int, marks []mark) []mark {
	if i+6 > len(text) {
		return marks
	}
	for n := l.heads[headHash(text[i:])]; n != 0; {
		w := &l.words[n-1]
		if strings.HasPrefix(text[i:], w.text) {
			marks = append(marks, mark{w.cue, int32(i), int32(i + len(w.text))})
		}
		n = w.next
	}
	return marks
}

// words is the lexicon of the reader, built once.
var words = sync.OnceValue(func() *lexicon { return newLexicon(cueWords()) })
