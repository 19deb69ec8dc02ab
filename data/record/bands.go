package record

import (
	"encoding/binary"
	"math/bits"
	"strings"
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
	shingleSize = 5  // characters
	minShingles = 60 // a shorter text has too little in it to be called alike
)

// Bands returns the locality-sensitive hashes of a text that has been stripped of names and
// formulas: 20 numbers, or none if the text is too short to compare. Two texts that share
// one are probably near-identical. The same text gives the same bands in every run.
func Bands(text string) []uint64 {
	var signature [bandCount * bandRows]uint64
	for i := range signature {
		signature[i] = ^uint64(0)
	}
	n := 0
	shingles(text, func(h uint64) {
		n++
		for i := range signature {
			// One strong hash, then a cheap independent mix for each place.
			v := (h ^ uint64(i)*0x9e3779b97f4a7c15) * 0xff51afd7ed558ccd
			v ^= bits.RotateLeft64(v, 29)
			signature[i] = min(signature[i], v)
		}
	})
	if n < minShingles {
		return nil
	}
	return fold(signature[:])
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

// shingles calls f with the hash of every run of shingleSize characters of text.
func shingles(text string, f func(uint64)) {
	var starts [shingleSize]int
	count := 0
	for i := range text {
		if count >= shingleSize {
			f(xxhash.Sum64String(text[starts[count%shingleSize]:i]))
		}
		starts[count%shingleSize] = i
		count++
	}
	if count >= shingleSize {
		f(xxhash.Sum64String(text[starts[count%shingleSize]:]))
	}
}

// bandText returns the facts and the reasoning, or else the whole body, without what differs
// between suits of one series (names, dates, sums, numbers) and without what all judgments
// share (citations of law, formulas).
func (r *reader) bandText() string {
	var b strings.Builder
	b.Grow(len(r.text))
	for _, p := range r.parts {
		if p.kind == secFacts || p.kind == secReasoning {
			r.strip(&b, p.at)
		}
	}
	if b.Len() == 0 {
		r.strip(&b, place{r.head.body, r.head.tail})
	}
	return b.String()
}

// strip writes the words of p that tell this case's story.
func (r *reader) strip(b *strings.Builder, p place) {
	for i := p.Start; i < p.End; {
		end := min(sentenceEnd(r.text, i), p.End)
		if s := r.text[i:end]; !formula(s) {
			r.anonymise(b, s)
		}
		i = max(end, i+1)
	}
}

// formula reports whether a sentence is one that stands in most judgments.
func formula(s string) bool {
	return containsAny(s, "判决如下", "裁定如下", "《中华人民共和国", "之规定", "不服本判决", "有责任提供证据", "举证不能", "当事人对自己", "上述事实", "以上事实", "予以确认", "在卷佐证", "符合法律规定")
}

// anonymise writes s with names as 人, numbers as 数 and without punctuation and spaces.
func (r *reader) anonymise(b *strings.Builder, s string) {
	last := rune(0)
	for i := 0; i < len(s); {
		if n := r.cast.nameLength(s[i:]); n > 0 {
			if last != '人' {
				b.WriteRune('人')
			}
			last, i = '人', i+n
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case digit(c) >= 0 || unit(c) > 0 || c == '.' || c == ',' || c == '×' || c == '*':
			if last != '数' {
				b.WriteRune('数')
			}
			last = '数'
		case blank(c) || strings.ContainsRune("，。；：、,;:“”\"‘’（）()《》？！", c):
		default:
			b.WriteRune(c)
			last = c
		}
	}
}

// nameLength returns the length of the party's name that s starts with, or 0.
func (c cast) nameLength(s string) int {
	for _, n := range c.names {
		if strings.HasPrefix(s, n.name) {
			return len(n.name)
		}
	}
	return 0
}
