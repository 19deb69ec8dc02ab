package record

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// digitValues holds one more than the value of the characters that are a single digit in any of
// the scripts in which courts write numbers; 0 for all others.
var digitValues = [1 << 16]int8{
	'0': 1, '1': 2, '2': 3, '3': 4, '4': 5, '5': 6, '6': 7, '7': 8, '8': 9, '9': 10,
	'０': 1, '１': 2, '２': 3, '３': 4, '４': 5, '５': 6, '６': 7, '７': 8, '８': 9, '９': 10,
	'〇': 1, '○': 1, '零': 1, '◯': 1,
	'一': 2, '壹': 2, '弌': 2,
	'二': 3, '贰': 3, '貳': 3, '两': 3,
	'三': 4, '叁': 4, '參': 4,
	'四': 5, '肆': 5,
	'五': 6, '伍': 6,
	'六': 7, '陆': 7, '陸': 7,
	'七': 8, '柒': 8,
	'八': 9, '捌': 9,
	'九': 10, '玖': 10,
}

// digit returns the value of c as a single digit (0, ０, 零, 〇, ○, 一, 壹 …), or -1.
func digit(c rune) int {
	if uint32(c) < uint32(len(digitValues)) {
		return int(digitValues[c]) - 1
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
	if !ideograph(c) {
		return 0
	}
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
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = charAt(s, i)
		}
		d := digit(c)
		if d < 0 {
			u := unit(c)
			switch {
			case u >= 1e4 && seen:
				total += (section + n) * u
				section, n, pending = 0, 0, false
			case u > 0 && u < 1e4:
				if !pending {
					n = 1
				}
				section += n * u
				n, pending, seen = 0, false, true
			default:
				return total + section + n, i
			}
			i += size
			continue
		}
		if arabic(c) {
			v, k := decimal(s[i:])
			n, pending, seen = v, true, true
			i += k
			continue
		}
		// 一五〇 is written digit by digit; 十五 is not: both end here.
		if pending {
			n = n*10 + float64(d)
		} else {
			n = float64(d)
		}
		pending, seen = true, true
		i += size
	}
	return total + section + n, i
}

// decimal reads a number in Arabic digits of either width, with thousands commas and a
// decimal point, at the start of s.
func decimal(s string) (value float64, length int) {
	whole, scale, point := 0.0, 1.0, false
	i := 0
	if n := narrowDigits(s); n <= 15 { // a whole number below 2⁵³, most often all there is
		k := uint64(0)
		for i < n {
			k = k*10 + uint64(s[i]-'0')
			i++
		}
		if whole = float64(k); i == len(s) || s[i] != '.' && s[i] != ',' && s[i] < utf8.RuneSelf {
			return whole, i
		}
	}
	for i < len(s) {
		c, size := charAt(s, i)
		switch {
		case arabic(c):
			// Both stay whole numbers, which are exact below 2⁵³ and 10²²: one division at
			// the end rounds as well as reading the decimal would.
			whole = whole*10 + float64(digit(c))
			if point {
				scale *= 10
			}
		case (c == ',' || c == '，') && i > 0 && !point && groupOfThree(s[i+size:]):
		case (c == '.' || c == '．' || c == '·') && !point && i > 0 && startsWithDigit(s[i+size:]):
			point = true
		default:
			return whole / scale, i
		}
		i += size
	}
	return whole / scale, i
}

// narrowDigits counts the digits 0 to 9 that s starts with.
func narrowDigits(s string) int {
	for i := range len(s) {
		if s[i]-'0' > 9 {
			return i
		}
	}
	return len(s)
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
	c, _ := firstRune(s)
	return arabic(c)
}
