package record

import "unicode/utf8"

// Text that was taken out of a page glyph by glyph, or typed to look airy, may have a blank
// after every character: 清 河 县 人 民 法 院. No rule could find a word in it. The reader
// closes such a text up, reads what is left, and finds the places again in the text as given.

// A spacing tells of each character of a text that was closed up which character of the text
// as given it is. The one after the last stands for the end. None is the text as given.
type spacing []int32

// span returns where the characters of a span stand in the text as given.
func (s spacing) span(at Span) Span {
	if s == nil || at.Start >= at.End {
		return at
	}
	return Span{int(s[at.Start]), int(s[at.End-1]) + 1}
}

// closed returns where a span of the text as given stands in the text that was closed up: the
// characters that are left of it.
func (s spacing) closed(at Span) Span {
	if s == nil {
		return at
	}
	return Span{s.before(at.Start), s.before(at.End)}
}

// before returns how many characters are left before one of the text as given.
func (s spacing) before(i int) int {
	low, high := 0, len(s)-1
	for low < high {
		if mid := (low + high) / 2; int(s[mid]) < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// spacedOut reports whether a text has a blank after nearly every character. It looks at three
// places within, for the title at the beginning is often set so in a text that is not.
func spacedOut(text string) bool {
	const window, least = 240, 20
	const most = 3 * window / 4 // characters with a blank after each that the places have room for
	apart, together := 0, 0
	for k := range 3 {
		from := len(text) * (k + 1) / 4
		a, t := pairsIn(text[from:min(from+window, len(text))])
		apart, together = apart+a, together+t
		if most <= 4*together {
			return false // as of most texts the first place shows
		}
	}
	return apart >= least && apart > 4*together
}

// pairsIn counts the Chinese characters of three bytes in s that one blank parts from the next
// of them, and those that stand next to one.
func pairsIn(s string) (apart, together int) {
	for i := 0; i+3 < len(s); i++ {
		if s[i]>>4 != 0xe || utf8.RuneStart(s[i+1]) {
			continue
		}
		if noBlank(s[i]) && noBlank(s[i+3]) && !utf8.RuneStart(s[i+2]) {
			together++
			i += 2 // over what continues the character
			continue
		}
		if blankAt(s[i:]) > 0 {
			continue
		}
		next := s[i+3]
		switch size := blankAt(s[i+3:]); {
		case size > 0 && i+3+size < len(s) && s[i+3+size]>>4 == 0xe && blankAt(s[i+3+size:]) == 0:
			apart++
		case size == 0 && next>>4 == 0xe:
			together++
		}
	}
	return apart, together
}

// noBlank reports whether a character that begins with the byte has three bytes and is no blank:
// a Chinese one.
func noBlank(first byte) bool { return first >= 0xe4 && first <= 0xe9 }

// blankAt returns the length of the blank that s starts with, other than a line break; 0 if it
// starts with none.
func blankAt(s string) int {
	c, size := utf8.DecodeRuneInString(s)
	if size > 0 && c != '\n' && c != '\r' && blank(c) {
		return size
	}
	return 0
}

// brokenAt reports whether s starts with a byte that is no character.
func brokenAt(s string) bool {
	c, size := utf8.DecodeRuneInString(s)
	return c == utf8.RuneError && size == 1
}

// closeUp leaves out each blank that stands alone within a line, and returns where the
// characters that are left stood. Of several blanks in a row, which part words, all stay, and so
// does one beside a byte that is no character: without it two such could become one.
func closeUp(text string) (string, spacing) {
	left := make([]byte, 0, len(text))
	var from spacing
	n := int32(0)   // characters gone over
	broken := false // the one before is a byte that is none
	for i := 0; i < len(text); {
		if size := blankAt(text[i:]); size > 0 {
			end, blanks := i, int32(0)
			for size > 0 {
				end, blanks = end+size, blanks+1
				size = blankAt(text[end:])
			}
			if blanks > 1 || broken || brokenAt(text[end:]) {
				for k := range blanks {
					from = append(from, n+k)
				}
				left = append(left, text[i:end]...)
			}
			i, n = end, n+blanks
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		broken = brokenAt(text[i:])
		left = append(left, text[i:i+size]...)
		from = append(from, n)
		i, n = i+size, n+1
	}
	return string(left), append(from, n)
}
