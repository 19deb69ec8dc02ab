package record

import "math/bits"

// A counter tells how many characters of a text stand before a byte of it. The text must be
// valid UTF-8.
type counter struct {
	text   string
	blocks []int32 // the characters before each block
}

// counterBlock is the length of a block in bytes: the longest stretch counted per question.
const counterBlock = 64

func newCounter(text string) counter {
	c := counter{text, make([]int32, 0, len(text)/counterBlock+1)}
	n := int32(0)
	for i := 0; ; i += counterBlock {
		c.blocks = append(c.blocks, n)
		if i+counterBlock > len(text) {
			return c
		}
		n += int32(blockCharacters(text[i : i+counterBlock]))
	}
}

// before returns the number of characters that start before byte i.
func (c counter) before(i int) int {
	b := i / counterBlock
	n, from := int(c.blocks[b]), b*counterBlock
	for ; from+8 <= i; from += 8 {
		n += startsIn(eightBytes(c.text[from:]))
	}
	if from+8 > len(c.text) {
		return n + characters(c.text[from:i])
	}
	// The bytes from i on are pushed out; what comes in counts as the start of a character.
	return n + startsIn(eightBytes(c.text[from:])<<(8*(from+8-i))) - (from + 8 - i)
}

// startsIn counts the bytes of w that start a character: those whose two high bits are not 10,
// as are those of a byte that continues one.
func startsIn(w uint64) int { return 8 - bits.OnesCount64(w&^(w<<1)&0x8080808080808080) }

// blockCharacters counts the bytes of a block that start a character: it adds up the others by
// their place among eight, and then these sums.
func blockCharacters(s string) int {
	_ = s[counterBlock-1]
	sums := continued(s[0:8]) + continued(s[8:16]) + continued(s[16:24]) + continued(s[24:32]) +
		continued(s[32:40]) + continued(s[40:48]) + continued(s[48:56]) + continued(s[56:64])
	return counterBlock - int(sums*0x0101010101010101>>56)
}

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
