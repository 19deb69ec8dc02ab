package table

import (
	"strings"
	"unicode/utf8"
)

// tidy drops the blanks around a text, the characters without width and the control
// characters in it, and writes full-width letters and digits in half width. It gives back
// the text itself where there is nothing to do, which is the usual case.
func tidy(s string) string {
	if isTidy(s) {
		return s
	}
	if strings.HasPrefix(s, `="`) && strings.HasSuffix(s, `"`) && len(s) > 3 {
		s = s[2 : len(s)-1] // how a CSV file for Excel says that something is a text
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F:
			b.WriteByte(' ')
		case odd(r):
		default:
			b.WriteRune(narrow(r))
		}
	}
	return strings.TrimSpace(b.String())
}

// isTidy reports whether tidy has nothing to do.
func isTidy(s string) bool {
	if n := len(s); n == 0 || s[0] == ' ' || s[n-1] == ' ' || s[0] == '=' {
		return n == 0
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7F, c >= 0xE4 && c <= 0xE9, c >= 0x80 && c < 0xC2: // what continues a character
		case c == 0xE2 || c == 0xE3 || c == 0xEF || c == 0xC2 || c == 0xE1:
			r, size := utf8.DecodeRuneInString(s[i:])
			if odd(r) || narrow(r) != r {
				return false
			}
			i += size - 1
		case c < ' ' || c == 0x7F:
			return false
		}
	}
	return true
}

// narrow returns the half-width form of a full-width letter or digit, and of the hyphen
// that stands between such.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r == '－', r == '＊', r == '．', r == '／':
		return r - 0xFEE0
	}
	return r
}

// solid drops all blanks and what else is in cut.
func solid(s, cut string) string {
	if !strings.ContainsAny(s, " "+cut) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == ' ' || strings.ContainsRune(cut, r) {
			return -1
		}
		return r
	}, s)
}

// allDigits reports whether s holds nothing but the digits 0 to 9.
func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// hidden reports whether part of a number is hidden: 3301**********0011.
func hidden(s string) bool {
	return strings.ContainsAny(s, "*×✕╳") || strings.Contains(s, "XX") || strings.Contains(s, "xx")
}
