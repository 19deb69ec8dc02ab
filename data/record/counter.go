package record

import (
	"math/bits"
	"slices"
)

// A counter tells how many characters of a text stand before a byte of it. The text must be
// valid UTF-8.
type counter struct {
	text   string
	blocks []int32 // the characters before each block of bytes
}

// countedBlock is how many bytes a block of a counter has.
const countedBlock = 32

// newCounter counts the characters of a text. It keeps what it counts in blocks, if there is room.
func newCounter(text string, blocks []int32) counter {
	blocks = slices.Grow(blocks[:0], len(text)/countedBlock+1)[:len(text)/countedBlock+1]
	n, rest := int32(0), text
	for i := range blocks {
		blocks[i] = n
		if len(rest) < countedBlock {
			break // the last block
		}
		all := continued(rest) + continued(rest[8:]) + continued(rest[16:]) + continued(rest[24:])
		n += countedBlock - int32(all*0x0101010101010101>>56)
		rest = rest[countedBlock:]
	}
	return counter{text, blocks}
}

// before returns the number of characters that start before byte i.
func (c counter) before(i int) int {
	n, s := int(c.blocks[i/countedBlock]), c.text[i&^(countedBlock-1):]
	for i &= countedBlock - 1; i >= 8 && len(s) >= 8; i -= 8 {
		n += startsIn(eightBytes(s))
		s = s[8:]
	}
	if len(s) < 8 {
		return n + characters(s[:i])
	}
	// The bytes from i on are pushed out; what comes in counts as the start of a character.
	past := 8 - i
	return n + startsIn(eightBytes(s)<<(8*past)) - past
}

// startsIn counts the bytes of w that start a character: those whose two high bits are not 10,
// as are those of a byte that continues one.
func startsIn(w uint64) int { return 8 - bits.OnesCount64(w&^(w<<1)&0x8080808080808080) }

// continued returns one in each byte that continues a character in the first eight of s.
func continued(s string) uint64 {
	w := eightBytes(s)
	return w >> 7 &^ (w >> 6) & 0x0101010101010101
}

// characters counts the bytes of s that start a character, eight at a time.
func characters(s string) int {
	n := 0
	for ; len(s) >= 8; s = s[8:] {
		n += startsIn(eightBytes(s))
	}
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}
