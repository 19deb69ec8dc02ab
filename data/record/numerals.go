package record

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// digit returns the value of c as a single digit in any of the scripts in which courts
// write numbers (0, ０, 零, 〇, ○, 一, 壹 …), or -1.
func digit(c rune) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= '０' && c <= '９':
		return int(c - '０')
	}
	switch c {
	case '〇', '○', '零', '◯', '０':
		return 0
	case '一', '壹', '弌':
		return 1
	case '二', '贰', '貳', '两':
		return 2
	case '三', '叁', '參':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// figures is the set of the characters that a date or a sum can start with, built once.
var figures = sync.OnceValue(func() *runeSet {
	s := &runeSet{}
	for c := rune(0); c < 1<<16; c++ {
		if digit(c) >= 0 || strings.ContainsRune("十拾同当", c) {
			s.add(c)
		}
	}
	return s
})

// arabic reports whether c is one of the digits 0 to 9 of either width.
func arabic(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

// unit returns what c multiplies a number by (十, 百, 千, 万, 亿 and their capitals), or 0.
func unit(c rune) float64 {
	switch c {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万', '萬':
		return 1e4
	case '亿', '億':
		return 1e8
	}
	return 0
}

// number reads a number at the start of s: 12, 1,234.50, 三十六, 叁拾伍万, 3万5千, 20.5万.
// It returns its value and its length in bytes, which is 0 if there is none.
func number(s string) (value float64, length int) {
	var total, section, n float64
	pending, seen := false, false
	i := 0
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case arabic(c):
			v, k := decimal(s[i:])
			n, pending, seen = v, true, true
			i += k
			continue
		case digit(c) >= 0:
			// 一五〇 is written digit by digit; 十五 is not: both end here.
			if pending {
				n = n*10 + float64(digit(c))
			} else {
				n = float64(digit(c))
			}
			pending, seen = true, true
		case unit(c) >= 1e4 && seen:
			total += (section + n) * unit(c)
			section, n, pending = 0, 0, false
		case unit(c) > 0 && unit(c) < 1e4:
			if !pending {
				n = 1
			}
			section += n * unit(c)
			n, pending, seen = 0, false, true
		default:
			return total + section + n, i
		}
		i += size
	}
	return total + section + n, i
}

// decimal reads a number in Arabic digits of either width, with thousands commas and a
// decimal point, at the start of s.
func decimal(s string) (value float64, length int) {
	var digits strings.Builder
	point := false
	i := 0
	for i < len(s) {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case arabic(c):
			digits.WriteByte(byte('0' + digit(c)))
		case (c == ',' || c == '，') && i > 0 && !point && groupOfThree(s[i+size:]):
		case (c == '.' || c == '．' || c == '·') && !point && i > 0 && startsWithDigit(s[i+size:]):
			digits.WriteByte('.')
			point = true
		default:
			value, _ = strconv.ParseFloat(digits.String(), 64)
			return value, i
		}
		i += size
	}
	value, _ = strconv.ParseFloat(digits.String(), 64)
	return value, i
}

// groupOfThree reports whether s starts with exactly three Arabic digits.
func groupOfThree(s string) bool {
	n := 0
	for _, c := range s {
		if !arabic(c) {
			break
		}
		n++
	}
	return n == 3
}

func startsWithDigit(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return arabic(c)
}

// A sum is an amount of money found in a text.
type sum struct {
	yuan float64
	at   place // in bytes of the text it was looked for in
}

// money reads a sum at the start of s: 43,840元, 30万元, 叁拾万元整, 79.5万, 3万余元, 1元5角.
// A number without 元 counts only with 万 or 亿. Length 0 means none.
func money(s string) (yuan float64, length int) {
	v, n := number(s)
	if n == 0 {
		return 0, 0
	}
	large := strings.ContainsAny(s[:n], "万亿萬億")
	rest := s[n:]
	if w := prefixOf(rest, []string{"余", "多"}); w != "" {
		n, rest = n+len(w), rest[len(w):]
		if u, size := utf8.DecodeRuneInString(rest); unit(u) >= 1e4 {
			v, n, rest, large = v*unit(u), n+size, rest[size:], true
		}
	}
	y := prefixOf(rest, []string{"元", "圆", "圓"})
	if y == "" {
		if large {
			return v, n
		}
		return 0, 0
	}
	n += len(y)
	part, k := small(s[n:])
	n += k
	n += len(prefixOf(s[n:], []string{"整", "正"}))
	return v + part, n
}

// small reads the part of a sum below one yuan (5角3分) at the start of s.
func small(s string) (yuan float64, length int) {
	for _, u := range []struct {
		word  string
		worth float64
	}{{"角", 0.1}, {"分", 0.01}} {
		c, size := utf8.DecodeRuneInString(s[length:])
		if d := digit(c); d >= 0 && strings.HasPrefix(s[length+size:], u.word) {
			yuan += float64(d) * u.worth
			length += size + len(u.word)
		}
	}
	return yuan, length
}

// sums returns every sum of money in s. Numbers that belong to one of names are left out:
// 陈某18万元 is eight, lent to 陈某1.
func sums(s string, names ...string) []sum {
	var out []sum
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if n := len(prefixOf(s[i:], names)); n > 0 {
			i += n
			continue
		}
		if digit(c) < 0 && c != '十' && c != '拾' {
			i += size
			continue
		}
		yuan, n := money(s[i:])
		if n > 0 {
			out = append(out, sum{yuan, place{i, i + n}})
			i += n
			continue
		}
		_, n = number(s[i:])
		i += max(n, size)
	}
	return out
}
