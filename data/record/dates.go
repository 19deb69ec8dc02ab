package record

import (
	"strconv"
	"strings"
)

// A day is a date found in a text.
type day struct {
	iso string // 2016-06-22, or 2016-06 where the text gives no day
	at  place  // in bytes of the text it was looked for in
}

// full reports whether the date names a day and not only a month.
func (d day) full() bool { return len(d.iso) == len("2016-06-22") }

// dateAt reads a date at the start of s in any of the forms courts use:
// 二〇一六年六月二十二日, 2016年6月22日, 2016-6-22, 2016.6.22, 2016年元月, 2016年6月.
// Length 0 means that s starts with none, or with one that no calendar has.
func dateAt(s string) (iso string, length int) {
	year, n := yearAt(s)
	if n == 0 {
		return "", 0
	}
	rest := s[n:]
	if w := prefixOf(rest, []string{"年", " 年"}); w != "" {
		iso, k := monthAndDay(year, rest[len(w):])
		if k == 0 {
			return "", 0
		}
		return iso, n + len(w) + k
	}
	iso, k := plainDate(year, rest)
	if k == 0 {
		return "", 0
	}
	return iso, n + k
}

// yearAt reads four digits of any script that make a year from 1900 to 2099.
func yearAt(s string) (year, length int) {
	if startsNoYear(s) {
		return 0, 0 // most numbers
	}
	if len(s) >= 4 && s[0]-'0' <= 9 && s[1]-'0' <= 9 && s[2]-'0' <= 9 && s[3]-'0' <= 9 {
		if s[:2] != "19" && s[:2] != "20" {
			return 0, 0
		}
		return int(s[0]-'0')*1000 + int(s[1]-'0')*100 + int(s[2]-'0')*10 + int(s[3]-'0'), 4
	}
	for k := 0; k < 4; k++ {
		if length < len(s) && s[length]-'0' > 9 {
			length = skipBlank(s, length)
		}
		c, size := firstRune(s[length:])
		d := digit(c)
		if d < 0 && (c == 'O' || c == 'o' || c == 'Ｏ' || c == 'О') {
			d = 0 // typists' zero
		}
		if d < 0 || c == '两' {
			return 0, 0
		}
		year = year*10 + d
		length += size
		if k == 0 && year != 1 && year != 2 || k == 1 && year != 19 && year != 20 {
			return 0, 0 // most numbers
		}
	}
	return year, length
}

// startsNoYear reports whether the first digits of s are surely those of no year: none of 1 and 2, or,
// where two digits of one byte follow one another, neither 19 nor 20.
func startsNoYear(s string) bool {
	if len(s) < 3 {
		return false
	}
	switch c := s[0]; {
	case c-'0' <= 9:
		return c != '1' && c != '2' || s[1]-'0' <= 9 && s[:2] != "19" && s[:2] != "20"
	case c >= 0xe4 && c <= 0xe9:
		d := digit(wideRune(s))
		return d != 1 && d != 2
	}
	return false
}

// monthAndDay reads 6月22日, 六月二十二日, 元月 or 06月 after the word 年.
func monthAndDay(year int, s string) (iso string, length int) {
	i := skipBlank(s, 0)
	month, n := 1, len("元")
	if !strings.HasPrefix(s[i:], "元") {
		if month, n = smallNumber(s[i:]); n == 0 {
			return "", 0
		}
	}
	i = skipBlank(s, i+n)
	if !strings.HasPrefix(s[i:], "月") || month < 1 || month > 12 {
		return "", 0
	}
	i += len("月")
	afterMonth := i
	i = skipBlank(s, i)
	d, n := smallNumber(s[i:])
	i = skipBlank(s, i+n)
	w := prefixOf(s[i:], []string{"日", "号"})
	if n == 0 || w == "" || d < 1 || d > daysIn(year, month) {
		return isoDate(year, month, 0), afterMonth
	}
	return isoDate(year, month, d), i + len(w)
}

// isoDate writes a date as ISO 8601 does; without the day if that is 0.
func isoDate(year, month, day int) string {
	b := [...]byte{byte('0' + year/1000), byte('0' + year/100%10), byte('0' + year/10%10), byte('0' + year%10), '-',
		byte('0' + month/10), byte('0' + month%10), '-', byte('0' + day/10), byte('0' + day%10)}
	if day == 0 {
		return string(b[:len("2016-06")])
	}
	return string(b[:])
}

// plainDate reads -6-22, .6.22 or /6/22 after the year.
func plainDate(year int, s string) (iso string, length int) {
	sep, size := firstRune(s)
	if !isMark(sep, "-.．/－") || size == 0 {
		return "", 0
	}
	month, n := arabicNumber(s[size:])
	i := size + n
	if n == 0 || n > 2 || !strings.HasPrefix(s[i:], string(sep)) {
		return "", 0
	}
	d, k := arabicNumber(s[i+size:])
	if k == 0 || k > 2 || month < 1 || month > 12 || d < 1 || d > daysIn(year, month) {
		return "", 0
	}
	return isoDate(year, month, d), i + size + k
}

// smallNumber reads a number below one hundred in any script.
func smallNumber(s string) (n, length int) {
	if n, length = arabicNumber(s); length > 0 {
		return n, length
	}
	v, k := number(s)
	if k == 0 || v >= 100 {
		return 0, 0
	}
	return int(v), k
}

// arabicNumber reads at most four Arabic digits of either width.
func arabicNumber(s string) (n, length int) {
	for k := 0; k < 4 && length < len(s); k++ {
		c, size := firstRune(s[length:])
		if !arabic(c) {
			break
		}
		n = n*10 + digit(c)
		length += size
	}
	return n, length
}

// daysIn returns the number of days of a month.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// days returns every date in s. A later date that leaves out the year (同年7月1日,
// 7月1日) takes the year of the date before it. Digits that end one of names are no date's.
func days(s string, names ...string) []day {
	var out []day
	lastYear := 0
	for i := 0; i < len(s); {
		c, size := firstRune(s[i:])
		if n := len(prefixOf(s[i:], names)); n > 0 {
			i += n
			continue
		}
		if digit(c) < 0 && !(c == '同' || c == '当') {
			i += size
			continue
		}
		if iso, n := dateAt(s[i:]); n > 0 {
			out = append(out, day{iso, place{i, i + n}})
			lastYear = yearOf(iso)
			i += n
			continue
		}
		if w := prefixOf(s[i:], []string{"同年", "当年"}); w != "" && lastYear > 0 {
			if iso, n := monthAndDay(lastYear, s[i+len(w):]); n > 0 {
				out = append(out, day{iso, place{i, i + len(w) + n}})
				i += len(w) + n
				continue
			}
		}
		_, n := number(s[i:])
		i += max(n, size)
	}
	return out
}

// firstDate returns the first date of s.
func firstDate(s string) (day, bool) {
	for i := 0; i < len(s); {
		c, size := firstRune(s[i:])
		if digit(c) >= 0 {
			if iso, n := dateAt(s[i:]); n > 0 {
				return day{iso, place{i, i + n}}, true
			}
		}
		i += size
	}
	return day{}, false
}

// yearOf returns the year of an ISO date that this package wrote.
func yearOf(iso string) int {
	year, err := strconv.Atoi(iso[:len("2006")])
	if err != nil {
		return 0
	}
	return year
}
