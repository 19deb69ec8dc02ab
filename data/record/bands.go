package record

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// The MinHash scheme (Broder, 1997): a text is the set of its shingles; the chance that two
// texts agree in one of the hashes is the share of shingles they have in common (Jaccard),
// s; the chance that they share at least one band is 1-(1-s^rows)^bands. With 20 bands of 5
// rows that is 0.9996 at s = 0.8 and 0.47 at s = 0.5, 0.05 at s = 0.3.
const (
	bandCount   = 20
	bandRows    = 5
	shingleSize = 5   // characters
	minShingles = 120 // a shorter text has too little in it to be called alike
)

// Bands returns the locality-sensitive hashes of a text that has been stripped of names and
// formulas: 20 numbers, or none if the text is too short to compare. Two texts that share
// one are probably near-identical. The same text gives the same bands in every run.
func Bands(text string) []uint64 {
	var signature [bandCount * bandRows]uint64
	n := sketch(text, &signature)
	if n < minShingles {
		return nil
	}
	fill(&signature)
	return fold(signature[:])
}

// sketch puts every shingle into one of the places of the signature by the high bits of its
// hash and keeps the least low bits in each (one permutation hashing, Li, Owen and Zhang,
// 2012): as good an estimate as a hundred hashes of every shingle, for the price of one.
// It returns the number of shingles.
func sketch(text string, signature *[bandCount * bandRows]uint64) int {
	var window [shingleSize]uint64
	n, rolling := 0, uint64(0)
	for _, c := range text {
		k := n % shingleSize
		rolling = rolling*rollBase + uint64(c) - window[k]*rollOut
		window[k] = uint64(c)
		if n++; n < shingleSize {
			continue
		}
		h := mix(rolling)
		at := (h >> 32) * uint64(len(signature)) >> 32
		if v := h<<1 | 1; signature[at] == 0 || v < signature[at] {
			signature[at] = v
		}
	}
	return max(0, n-shingleSize+1)
}

// The rolling hash of a shingle is a polynomial in rollBase; rollOut is its fifth power (modulo 2⁶⁴), by which
// the character that leaves the window has been multiplied.
const (
	rollBase uint64 = 0x9e3779b97f4a7c15
	rollOut  uint64 = 0x2e2b795f2d10fd85
)

// mix spreads the bits of a rolling hash (the finaliser of splitmix64, Vigna, 2015).
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// fill gives every empty place the value of the next full one, changed by the distance, so
// that short texts too have a hundred places to compare (Shrivastava and Li, 2014).
func fill(signature *[bandCount * bandRows]uint64) {
	full := *signature
	for i := range signature {
		for d := 0; full[(i+d)%len(full)] == 0 && d < len(full); {
			d++
			signature[i] = full[(i+d)%len(full)] + uint64(d)*rollBase
		}
	}
}

// fold hashes the rows of each band into one number. The band's place is part of it, so that
// equal rows in different places do not meet.
func fold(signature []uint64) []uint64 {
	out := make([]uint64, bandCount)
	var row [8 * (bandRows + 1)]byte
	for b := range out {
		binary.LittleEndian.PutUint64(row[:], uint64(b))
		for k := range bandRows {
			binary.LittleEndian.PutUint64(row[8*(k+1):], signature[b*bandRows+k])
		}
		out[b] = xxhash.Sum64(row[:])
	}
	return out
}

// bandText returns the facts and the reasoning, or else the claim and the answer, without
// what differs between suits of one series (names, dates, sums, numbers) and without what
// all judgments share (citations of law, formulas). Papers that hold nothing but formulas
// have none: they would all be alike.
func (r *reader) bandText() string {
	if r.j.Outcome == Withdrawn || r.noCause() {
		return ""
	}
	b := make([]byte, 0, len(r.text)/2)
	for _, kinds := range [][2]string{{secFacts, secReasoning}, {secClaims, secDefence}} {
		for _, p := range r.parts {
			if p.kind == kinds[0] || p.kind == kinds[1] {
				b = r.strip(b, p.at)
			}
		}
		if len(b) >= 3*(minShingles+shingleSize) {
			break
		}
	}
	return string(b)
}

// strip appends the words of p that tell this case's story.
func (r *reader) strip(b []byte, p place) []byte {
	next := 0 // the first mark that does not end before the sentence
	for i := p.Start; i < p.End; {
		end := min(r.sentenceEnd(i), p.End)
		for next < len(r.marks) && int(r.marks[next].end) <= i {
			next++
		}
		if !formula(r.marks[next:], end) {
			b = r.anonymise(b, r.text[i:end])
		}
		i = max(end, i+1)
	}
	return b
}

// formula reports whether one of the marks up to byte end is that of a sentence that stands
// in most judgments.
func formula(marks []mark, end int) bool {
	for _, m := range marks {
		if int(m.end) > end {
			return false
		}
		if m.cue == cueFormula || m.cue == cueDisposition {
			return true
		}
	}
	return false
}

// anonymise appends s with names as 人, numbers as 数 and without punctuation and spaces.
func (r *reader) anonymise(b []byte, s string) []byte {
	const person, count = "人", "数"
	quiet := quietRunes()
	last := ""
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if slices.Contains(r.cast.firsts, c) {
			if n := r.cast.nameLength(s[i:]); n > 0 {
				if last != person {
					b = append(b, person...)
				}
				last, i = person, i+n
				continue
			}
		}
		switch {
		case !quiet.has(c):
			b = append(b, s[i:i+size]...)
			last = ""
		case countable(c) && last != count:
			b = append(b, count...)
			last = count
		}
		i += size
	}
	return b
}

// A runeSet is a set of the characters of the basic plane.
type runeSet [1 << 16 / 64]uint64

func (s *runeSet) add(c rune) {
	if c < 1<<16 {
		s[c/64] |= 1 << (c % 64)
	}
}

func (s *runeSet) has(c rune) bool { return c < 1<<16 && s[c/64]>>(c%64)&1 != 0 }

// quietRunes is the set of the characters that anonymise does not keep, built once.
var quietRunes = sync.OnceValue(func() *runeSet {
	s := &runeSet{}
	for c := rune(0); c < 1<<16; c++ {
		if countable(c) || punctuation(c) {
			s[c/64] |= 1 << (c % 64)
		}
	}
	return s
})

// countable reports whether c is part of a number, a date or a masked number.
func countable(c rune) bool {
	return digit(c) >= 0 || unit(c) > 0 || c == '.' || c == ',' || c == '×' || c == '*'
}

// punctuation reports whether c says nothing.
func punctuation(c rune) bool {
	switch c {
	case '，', '。', '；', '：', '、', ';', ':', '“', '”', '"', '‘', '’', '（', '）', '(', ')', '《', '》', '？', '！':
		return true
	}
	return blank(c)
}

// nameLength returns the length of the party's name that s starts with, or 0.
func (c cast) nameLength(s string) int {
	for i := range c.names {
		if n := c.names[i].name; strings.HasPrefix(s, n) {
			return len(n)
		}
	}
	return 0
}
