package record

import (
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"
)

// A glossary tells which of a few dozen words a short text has. To ask it costs one look at
// each character of the text, however many words there are.
type glossary struct {
	heads [256]uint16 // by hash of a character: one more than the index of the first word; 0 for none
	words []glossaryWord
}

type glossaryWord struct {
	text  string
	group uint8  // which list it is of
	next  uint16 // one more than the index of the next word with the same hash
}

// newGlossary makes a glossary of lists of words, sixty-four at most if sets of groups are asked
// for (in), else 256. A word belongs to the group that is the place of its list.
func newGlossary(groups ...[]string) *glossary {
	g := &glossary{}
	for n, list := range groups {
		for _, w := range list {
			g.words = append(g.words, glossaryWord{text: w, group: uint8(n)})
		}
	}
	// The shorter first: each goes to the head of its chain, so the longest is met first.
	slices.SortStableFunc(g.words, func(a, b glossaryWord) int { return cmp.Compare(len(a.text), len(b.text)) })
	for i := range g.words {
		h := glossaryHash(g.words[i].text)
		g.words[i].next, g.heads[h] = g.heads[h], uint16(i+1)
	}
	return g
}

// glossaryHash hashes the first character of s, which is not empty.
func glossaryHash(s string) uint32 {
	if s[0]>>4 == 0xe && len(s) >= 3 {
		return wideGlossaryHash(s)
	}
	c, _ := charAt(s, 0)
	return charHash(c) >> 1
}

// wideGlossaryHash is glossaryHash where that is a character of three bytes.
func wideGlossaryHash(s string) uint32 { return uint32(threeBytes(s)) * 0x9e3779b1 >> (32 - 8) }

// listOf makes a glossary of one list of words when it is first asked for.
func listOf(words ...string) func() *glossary {
	return sync.OnceValue(func() *glossary { return newGlossary(words) })
}

// first returns where the first of the words in s stands and the longest word there, or -1.
func (g *glossary) first(s string) (int, string) {
	for i := 0; i < len(s); {
		h, size := uint32(0), 3
		if s[i]>>4 == 0xe && i+3 <= len(s) {
			h = wideGlossaryHash(s[i:])
		} else {
			h = glossaryHash(s[i:])
			if size = 1; s[i]>>4 == 0xe {
				size = 3 // the others are gone over byte by byte: within them no word begins
			}
		}
		if g.heads[h&0xff] != 0 {
			if w, _ := g.at(s[i:]); w != "" {
				return i, w
			}
		}
		i += size
	}
	return -1, ""
}

// in returns the set of the groups of which s has a word, the first group as the lowest bit.
func (g *glossary) in(s string) (groups uint64) {
	for i := 0; i < len(s); {
		h, size := uint32(0), 3
		if s[i]>>4 == 0xe && i+3 <= len(s) {
			h = wideGlossaryHash(s[i:])
		} else {
			c := rune(s[i])
			if size = 1; c >= utf8.RuneSelf {
				c, size = charAt(s, i)
			}
			h = charHash(c) >> 1
		}
		if g.heads[h&0xff] != 0 {
			groups |= g.groupsAt(s[i:], h)
		}
		i += size
	}
	return groups
}

// groupsAt returns the set of the groups of the words that s starts with. H is its glossaryHash.
func (g *glossary) groupsAt(s string, h uint32) (groups uint64) {
	for n := g.heads[h]; n != 0; {
		w := &g.words[n-1]
		if begins(s, w.text) {
			groups |= 1 << w.group
		}
		n = w.next
	}
	return groups
}

// at returns the longest word that s starts with and its group, or "".
func (g *glossary) at(s string) (word string, group int) {
	if s == "" {
		return "", 0
	}
	for n := g.heads[glossaryHash(s)]; n != 0; n = g.words[n-1].next {
		if w := &g.words[n-1]; begins(s, w.text) {
			return w.text, int(w.group)
		}
	}
	return "", 0
}

// last returns where the last of the words in s stands and the longest word there, or -1.
func (g *glossary) last(s string) (int, string) {
	for i := len(s); i > 0; {
		if i >= 3 && s[i-1] >= utf8.RuneSelf && s[i-3]>>4 == 0xe {
			i -= 3
		} else {
			_, n := lastRune(s[:i])
			i -= n
		}
		if g.heads[glossaryHash(s[i:])] == 0 {
			continue
		}
		if w, _ := g.at(s[i:]); w != "" {
			return i, w
		}
	}
	return -1, ""
}

// anyOf reports whether a set of groups has one of those given.
func anyOf(groups uint64, of ...int) bool {
	for _, n := range of {
		if groups>>n&1 != 0 {
			return true
		}
	}
	return false
}
