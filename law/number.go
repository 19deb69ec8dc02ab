package law

import (
	"regexp"
	"strconv"
	"strings"
)

// numberForm is how an article is numbered: one to four digits, and the digits of 之一.
var numberForm = regexp.MustCompile(`^[1-9]\d{0,3}(-[1-9]\d?)?$`)

// writtenForm is how a person writes a number: 18, 307-1, 第18条, 第三百零七条之一.
var writtenForm = regexp.MustCompile(`^第?([0-9]+|[零〇一二三四五六七八九十百千]+)[条点]?(?:[-之]([0-9]+|[一二三四五六七八九十]+))?$`)

// Number returns the number of an article in digits, however a person wrote it: 307-1
// for 第三百零七条之一. It is false if that is no number.
func Number(written string) (string, bool) {
	m := writtenForm.FindStringSubmatch(strings.Join(strings.Fields(written), ""))
	if m == nil {
		return "", false
	}
	n := number([2]int{value(m[1]), value(m[2])})
	return n, numberForm.MatchString(n)
}

func number(parts [2]int) string {
	s := strconv.Itoa(parts[0])
	if parts[1] > 0 {
		s += "-" + strconv.Itoa(parts[1])
	}
	return s
}

func digits(number string) (parts []int) {
	for part := range strings.SplitSeq(number, "-") {
		n, _ := strconv.Atoi(part) // checked by numberForm in the test of the register
		parts = append(parts, n)
	}
	return parts
}

// value reads a number in digits or in Chinese: 一百一十五 is 115.
func value(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	total, digit := 0, 0
	for _, c := range s {
		switch unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[c]; {
		case unit > 0:
			total += max(digit, 1) * unit
			digit = 0
		case c == '〇':
			digit = 0
		default:
			digit = strings.Index(ones, string(c)) / len("一")
		}
	}
	return total + digit
}

const ones = "零一二三四五六七八九"

// heading returns the number as the law prints it: 307-1 is 第三百零七条之一.
func heading(number string) string {
	parts := digits(number)
	s := "第" + numeral(parts[0]) + "条"
	if len(parts) > 1 {
		s += "之" + numeral(parts[1])
	}
	return s
}

// numeral writes n, from 1 to 9999, in Chinese: 12 is 十二, 115 is 一百一十五.
func numeral(n int) string {
	digit := func(d int) string { return string([]rune(ones)[d]) }
	var b strings.Builder
	gap := false
	for _, place := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / place.value % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString("零")
			gap = false
		}
		if d > 1 || place.value != 10 || b.Len() > 0 {
			b.WriteString(digit(d))
		}
		b.WriteString(place.name)
	}
	return b.String()
}
