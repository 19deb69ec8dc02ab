package table

import (
	"encoding/binary"
	"unicode/utf16"
)

// Fragments are the bytes of a record and of those that continue it. A text that goes over from one into the
// next says anew there whether its characters have one byte or two.
type fragments struct {
	parts [][]byte
}

// done reports whether nothing is left.
func (f *fragments) done() bool {
	for len(f.parts) > 0 && len(f.parts[0]) == 0 {
		f.parts = f.parts[1:]
	}
	return len(f.parts) == 0
}

// number reads a number of so many bytes, at most four.
func (f *fragments) number(size int) (int, bool) {
	v := 0
	for i := range size {
		if f.done() {
			return 0, false
		}
		v |= int(f.parts[0][0]) << (8 * i)
		f.parts[0] = f.parts[0][1:]
	}
	return v, true
}

// skip passes bytes over.
func (f *fragments) skip(n int) bool {
	for n > 0 {
		if f.done() {
			return false
		}
		k := min(n, len(f.parts[0]))
		f.parts[0], n = f.parts[0][k:], n-k
	}
	return true
}

// string reads a text of n units of UTF-16 ([MS-XLS] 2.5.293), with what says how parts of it look and sound. It
// reports false if the text is cut.
func (f *fragments) string(n int) (string, bool) {
	flags, ok := f.number(1)
	if !ok {
		return "", false
	}
	runs, sounds := 0, 0
	if flags&8 != 0 {
		runs, _ = f.number(2)
	}
	if flags&4 != 0 {
		sounds, _ = f.number(4)
	}
	units, whole := f.units(n, flags&1 != 0)
	return string(utf16.Decode(units)), whole && f.skip(4*runs) && f.skip(sounds)
}

// units reads n units, of one byte or two.
func (f *fragments) units(n int, wide bool) (units []uint16, whole bool) {
	for len(units) < n {
		if len(f.parts) > 0 && len(f.parts[0]) == 0 && len(f.parts) > 1 && len(f.parts[1]) > 0 {
			wide = f.parts[1][0]&1 != 0
			f.parts = append([][]byte{f.parts[1][1:]}, f.parts[2:]...)
			continue
		}
		if len(f.parts) == 0 {
			return units, false
		}
		b := f.parts[0]
		switch {
		case wide && len(b) >= 2:
			units, f.parts[0] = append(units, binary.LittleEndian.Uint16(b)), b[2:]
		case !wide && len(b) >= 1:
			units, f.parts[0] = append(units, uint16(b[0])), b[1:]
		default:
			return units, false
		}
	}
	return units, true
}

// sharedTexts reads the texts that cells share ([MS-XLS] 2.4.265).
func sharedTexts(parts [][]byte) (texts []string) {
	f := fragments{parts: parts}
	if !f.skip(8) { // how often they are used, and how many there are: not to be relied on
		return nil
	}
	for !f.done() {
		n, ok := f.number(2)
		if !ok {
			break
		}
		text, whole := f.string(n)
		texts = append(texts, text)
		if !whole {
			break
		}
	}
	return texts
}

// textOf reads a text whose length stands before it in so many bytes.
func textOf(b []byte, size int) string {
	f := fragments{parts: [][]byte{b}}
	n, _ := f.number(size)
	text, _ := f.string(n)
	return text
}
