package record

import (
	"slices"
	"strings"
)

// pairs is the set of the pairs of neighbouring Chinese characters of a text, with rare
// errors to the safe side: a word whose first two characters are no pair of the text does
// not occur in it. To ask that of twenty words costs less than to look for one of them.
type pairs [64]uint64

// fewWords and shortText are below what it pays to gather pairs for.
const (
	fewWords  = 3
	shortText = 3 * 12
)

// pairsOf gathers the pairs of s.
func (p *pairs) gather(s string) {
	before := uint64(0)
	for i := 0; i < len(s); {
		if s[i] < 0xe0 || i+3 > len(s) {
			before = 0
			i++
			continue
		}
		c := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16
		h := pairHash(before | c<<24)
		p[h/64] |= 1 << (h % 64)
		before = c
		i += 3
	}
}

// mayHold reports whether w can occur in the text: surely not, if false.
func (p *pairs) mayHold(w string) bool {
	if len(w) < 6 || w[0] < 0xe0 || w[3] < 0xe0 {
		return true
	}
	h := pairHash(twoCharacters(w))
	return p[h/64]>>(h%64)&1 != 0
}

func pairHash(two uint64) uint64 { return two * 0x9e3779b97f4a7c15 >> (64 - 12) }

// containsAny reports whether one of words occurs in s.
func containsAny(s string, words ...string) bool {
	if len(s) <= shortText || len(words) <= fewWords {
		return slices.ContainsFunc(words, func(w string) bool { return index(s, w) >= 0 })
	}
	var p pairs
	p.gather(s)
	for _, w := range words {
		if p.mayHold(w) && index(s, w) >= 0 {
			return true
		}
	}
	return false
}

// firstOf returns the byte offset of the earliest of words in s and the word, or -1.
func firstOf(s string, words ...string) (int, string) {
	var p pairs
	filter := len(s) > shortText && len(words) > fewWords
	if filter {
		p.gather(s)
	}
	best, word := -1, ""
	for _, w := range words {
		if filter && !p.mayHold(w) {
			continue
		}
		limit := s
		if best >= 0 {
			limit = s[:min(len(s), best+len(w))]
		}
		if i := index(limit, w); i >= 0 && (best < 0 || i < best || i == best && len(w) > len(word)) {
			best, word = i, w
		}
	}
	return best, word
}

// index is strings.Index for Chinese words. That looks for the first byte, of which there are
// six for all Chinese characters; this for the third, of which there are sixty-four.
func index(s, w string) int {
	if len(w) < 6 {
		return strings.Index(s, w)
	}
	for i := 2; i < len(s); i++ {
		k := strings.IndexByte(s[i:], w[2])
		if k < 0 {
			return -1
		}
		if i += k; s[i-1] == w[1] && strings.HasPrefix(s[i-2:], w) {
			return i - 2
		}
	}
	return -1
}

// lastIndex is strings.LastIndex for Chinese words, for the same reason.
func lastIndex(s, w string) int {
	if len(w) < 3 {
		return strings.LastIndex(s, w)
	}
	for i := len(s) - len(w); i >= 0; i-- {
		if s[i+2] == w[2] && s[i+1] == w[1] && s[i:i+len(w)] == w {
			return i
		}
	}
	return -1
}

// following is the set of the pairs of Chinese characters that follow one another anywhere in
// a text, blanks between them left out, with rare errors to the safe side. It answers for the
// whole text what pairs answers for a part of it, and is there already.
type following [1 << followingBits / 64]uint64

const followingBits = 14

// note notes a pair of characters by its headHash.
func (f *following) note(h uint64) {
	h >>= lexiconBits - followingBits
	f[h/64] |= 1 << (h % 64)
}

// mayHold reports whether w can occur in the text: surely not, if false.
func (f *following) mayHold(w string) bool {
	if len(w) < 6 || w[0] < 0xe0 || w[0] >= 0xf0 || w[3] < 0xe0 || w[3] >= 0xf0 {
		return true
	}
	h := headHash(twoCharacters(w)) >> (lexiconBits - followingBits)
	return f[h/64]>>(h%64)&1 != 0
}

// containsAny is containsAny of words of the text, with or without its blanks.
func (r *reader) containsAny(s string, words ...string) bool {
	for _, w := range words {
		if r.follows.mayHold(w) && index(s, w) >= 0 {
			return true
		}
	}
	return false
}

// firstOf is firstOf of words of the text, with or without its blanks.
func (r *reader) firstOf(s string, words ...string) (int, string) {
	best, word := -1, ""
	for _, w := range words {
		if !r.follows.mayHold(w) {
			continue
		}
		limit := s
		if best >= 0 {
			limit = s[:min(len(s), best+len(w))]
		}
		if i := index(limit, w); i >= 0 && (best < 0 || i < best || i == best && len(w) > len(word)) {
			best, word = i, w
		}
	}
	return best, word
}
