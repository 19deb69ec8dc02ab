package record

import (
	"encoding/binary"

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

// bands returns 20 numbers, or none if there were too few shingles to compare. Two documents
// that share one are probably near-identical.
func (k *sketch) bands() []uint64 {
	if k.shingles() < minShingles {
		return nil
	}
	fill(&k.least)
	return fold(k.least[:])
}

// join adds what another sketch has seen.
func (k *sketch) join(other *sketch) {
	k.chars += other.chars
	for i, v := range other.least {
		if v != 0 && (k.least[i] == 0 || v < k.least[i]) {
			k.least[i] = v
		}
	}
}

// A sketch puts every shingle into one of its places by the high bits of the shingle's hash
// and keeps the least low bits in each (one permutation hashing, Li, Owen and Zhang, 2012):
// as good an estimate as a hundred hashes of every shingle, for the price of one.
type sketch struct {
	least   signature
	window  [shingleSize]rune
	chars   int
	rolling uint64
}

type signature [bandCount * bandRows]uint64

// shingles returns the number of shingles seen.
func (k *sketch) shingles() int { return max(0, k.chars-shingleSize+1) }

// add adds the letters that follow those seen before.
func (k *sketch) add(letters []letter) {
	rolling, n := k.rolling, k.chars
	for i := range letters {
		c := letters[i].char
		at := n % shingleSize
		rolling = rolling*rollBase + uint64(c) - uint64(k.window[at])*rollOut
		k.window[at] = c
		if n++; n < shingleSize {
			continue
		}
		h := mix(rolling)
		at = int((h >> 32) * uint64(len(k.least)) >> 32)
		if v := h<<1 | 1; k.least[at] == 0 || v < k.least[at] {
			k.least[at] = v
		}
	}
	k.rolling, k.chars = rolling, n
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
func fill(signature *signature) {
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
