package record

import (
	"math/bits"
	"slices"
	"strings"
)

// containsAny reports whether one of words occurs in s.
func containsAny(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return index(s, w) >= 0 })
}

// firstOf returns the byte offset of the earliest of words in s and the word, or -1.
func firstOf(s string, words ...string) (int, string) {
	best, word := -1, ""
	for _, w := range words {
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
	n := len(w)
	if n < 3 {
		return strings.Index(s, w)
	}
	if n > len(s) {
		return -1
	}
	third := s[2 : len(s)-n+3] // where the third byte may stand
	for i := 0; i < len(third); i++ {
		k := strings.IndexByte(third[i:], w[2])
		if k < 0 {
			return -1
		}
		if i += k; s[i+1] == w[1] && s[i+n-1] == w[n-1] && s[i:i+n] == w {
			return i
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
		if i = lastByte(s[2:i+3], w[2]); i < 0 {
			return -1
		}
		if s[i+1] == w[1] && s[i:i+len(w)] == w {
			return i
		}
	}
	return -1
}

// lastByte is strings.LastIndexByte that looks at eight bytes at a time.
func lastByte(s string, b byte) int {
	n := len(s)
	for ; n >= 8; n -= 8 {
		if zero := zeroBytes(eightBytes(s[n-8:]) ^ uint64(b)*0x0101010101010101); zero != 0 {
			return n - 1 - bits.LeadingZeros64(zero)/8
		}
	}
	for n--; n >= 0; n-- {
		if s[n] == b {
			break
		}
	}
	return n
}

// zeroBytes sets the high bit of each byte of x that is zero, and no other bit.
func zeroBytes(x uint64) uint64 {
	const low = 0x7f7f7f7f7f7f7f7f
	return ^((x&low + low) | x | low)
}

// eightBytes returns the first eight bytes of s as one number, the first byte lowest.
func eightBytes(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// following is the set of the pairs of Chinese characters that follow one another anywhere in
// a text, blanks between them left out, with rare errors to the safe side: a word whose first
// two characters are no pair of the text does not occur in it. To ask that of twenty words
// costs less than to look for one of them.
type following [1 << followingBits / 64]uint64

const followingBits = 14

// note notes a pair of characters by its headHash.
func (f *following) note(h uint64) {
	h >>= 64 - followingBits
	f[h/64] |= 1 << (h % 64)
}

// mayHold reports whether w can occur in the text: surely not, if false.
func (f *following) mayHold(w string) bool {
	if len(w) < 6 || !pairs(w[0]) || !pairs(w[3]) {
		return true
	}
	if !f.has(headHash(twoCharacters(w))) {
		return false
	}
	n := len(w) - 6 // of a longer word the last two characters are asked for, too
	return n < 3 || !pairs(w[n]) || !pairs(w[n+3]) || f.has(headHash(twoCharacters(w[n:])))
}

// has reports whether a pair of characters of a headHash may have been noted: surely not, if false.
func (f *following) has(h uint64) bool {
	h >>= 64 - followingBits
	return f[h/64]>>(h%64)&1 != 0
}

// mayHoldOneOf reports whether a word of g can occur in the text: surely none, if false.
func (f *following) mayHoldOneOf(g *glossary) bool {
	for i := range g.words {
		if f.mayHold(g.words[i].text) {
			return true
		}
	}
	return false
}

// pairs reports whether a character with this first byte is surely noted: Chinese ones and marks
// are, some dashes and quotes are not, nor are blanks, which no word has.
func pairs(first byte) bool { return first >= 0xe3 && first <= 0xef }

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
	var few [32]string // on the stack: no list of words is longer
	return firstOf(s, r.held(few[:0], words...)...)
}

// held appends to held those of words that can occur in the text.
func (r *reader) held(held []string, words ...string) []string {
	for _, w := range words {
		if r.follows.mayHold(w) {
			held = append(held, w)
		}
	}
	return held
}
