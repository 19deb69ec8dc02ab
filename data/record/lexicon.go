package record

import (
	"strings"
	"sync"
)

// A cue is what a word tells about the passage it stands in.
type cue uint8

// A mark is one cue word found in a text, in bytes.
type mark struct {
	cue        cue
	start, end int32
}

// A matcher finds all words of a lexicon in one pass over the bytes of a text
// (Aho and Corasick, 1975), however many words there are.
type matcher struct {
	class [256]uint16 // byte → column; 0 for bytes that occur in no word
	width uint32
	next  []uint16   // the next state, by state × width + column
	ends  [][]ending // by state: the words that end there, the longest first
}

type ending struct {
	cue    cue
	length int32
}

// newMatcher builds a matcher of the words of each cue, which are separated by blanks.
func newMatcher(table []cueRow) *matcher {
	m := &matcher{width: 1}
	for _, row := range table {
		for i := range len(row.words) {
			if b := row.words[i]; b != ' ' && b != '\n' && b != '\t' && m.class[b] == 0 {
				m.class[b] = uint16(m.width)
				m.width++
			}
		}
	}
	m.addState()
	for _, row := range table {
		for w := range strings.FieldsSeq(row.words) {
			m.add(w, row.cue)
		}
	}
	m.link()
	return m
}

func (m *matcher) addState() uint16 {
	m.next = append(m.next, make([]uint16, m.width)...)
	m.ends = append(m.ends, nil)
	return uint16(len(m.ends) - 1)
}

func (m *matcher) add(w string, c cue) {
	state := uint16(0)
	for i := range len(w) {
		at := uint32(state)*m.width + uint32(m.class[w[i]])
		if m.next[at] == 0 {
			s := m.addState() // before the assignment: it moves m.next
			m.next[at] = s
		}
		state = m.next[at]
	}
	m.ends[state] = append(m.ends[state], ending{c, int32(len(w))})
}

// link gives every state its missing transitions and the words that end there as
// endings of longer ones, breadth first, so that no state needs a second look.
func (m *matcher) link() {
	fail := make([]uint16, len(m.ends))
	var queue []uint16
	for col := uint32(1); col < m.width; col++ {
		if s := m.next[col]; s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		f := fail[s]
		m.ends[s] = append(m.ends[s], m.ends[f]...)
		for col := uint32(1); col < m.width; col++ {
			next := &m.next[uint32(s)*m.width+col]
			other := m.next[uint32(f)*m.width+col]
			if *next != 0 {
				fail[*next] = other
				queue = append(queue, *next)
			} else {
				*next = other
			}
		}
	}
}

// find returns the marks of all cue words in text, appended to marks, in the order in
// which they end; of words that end at the same byte the longest comes first.
func (m *matcher) find(text string, marks []mark) []mark {
	state := uint16(0)
	for i := range len(text) {
		state = m.next[uint32(state)*m.width+uint32(m.class[text[i]])]
		for _, w := range m.ends[state] {
			marks = append(marks, mark{w.cue, int32(i+1) - w.length, int32(i + 1)})
		}
	}
	return marks
}

// lexicon is the matcher of all cue words, built once.
var lexicon = sync.OnceValue(func() *matcher { return newMatcher(cueWords()) })
