package table

import (
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
)

// The serial numbers that are taken for days: from 1927-05-18, so that a bare year is no
// day, to 2119-01-29.
const (
	leastSerial = 10000
	mostSerial  = 80018
)

// day reads a date. One without a year of four digits, without day, or in an order that
// cannot be told is refused.
func (r *Reader) day(clean string, c Cell) outcome {
	if t, ok := plainDay(clean); ok {
		return outcome{v: t, same: len(c.Text) == len("2006-01-02") && c.Text[4] == '-'}
	}
	if formulaError(clean) {
		return failed(errorValue)
	}
	if t, ok := compactDay(clean); ok {
		return outcome{v: t}
	}
	if t, ok := compactMoment(clean); ok {
		return outcome{v: t}
	}
	if c.Kind == Number && r.column.Days != NoSerials {
		return r.serial(clean)
	}
	if t, ok := momentDay(clean); ok {
		return outcome{v: t}
	}
	if t, rest, ok := leadingDay(clean); ok && timeOfDay(rest) {
		return outcome{v: t}
	}
	if partOfDate(clean) {
		return failed(unclearDate)
	}
	return failed(unreadable)
}

// serial reads a number of a workbook as the day it stands for. The cell does not say that
// it is one, so this is told.
func (r *Reader) serial(clean string) outcome {
	v, err := strconv.ParseFloat(clean, 64)
	if err != nil || v < leastSerial || v > mostSerial {
		return failed(unclearDate)
	}
	return outcome{v: serialDay(int(v), r.column.Days), problem: guessed}
}

// plainDay reads 2024-01-02, 2024/1/2 and 2024.1.2 and nothing else.
func plainDay(s string) (time.Time, bool) {
	t, n := separatedDay(s)
	return t, n > 0 && n == len(s)
}

// separatedDay reads a day of figures at the start of s and returns its length.
func separatedDay(s string) (time.Time, int) {
	if len(s) < len("2024-1-2") {
		return time.Time{}, 0
	}
	sep := s[4]
	if sep != '-' && sep != '/' && sep != '.' {
		return time.Time{}, 0
	}
	year, n := figures(s, 0, 4)
	if n != 4 {
		return time.Time{}, 0
	}
	month, n := figures(s, 5, 2)
	at := 5 + n
	if n == 0 || at >= len(s) || s[at] != sep {
		return time.Time{}, 0
	}
	d, n := figures(s, at+1, 2)
	if n == 0 {
		return time.Time{}, 0
	}
	end := at + 1 + n
	if end < len(s) && s[end] >= '0' && s[end] <= '9' {
		return time.Time{}, 0
	}
	t, ok := calendarDay(year, month, d)
	if !ok {
		return time.Time{}, 0
	}
	return t, end
}

// figures reads at most most digits of s from at on.
func figures(s string, at, most int) (v, n int) {
	for n < most && at+n < len(s) && s[at+n] >= '0' && s[at+n] <= '9' {
		v = v*10 + int(s[at+n]-'0')
		n++
	}
	return v, n
}

// calendarDay returns a day if the calendar has it.
func calendarDay(year, month, d int) (time.Time, bool) {
	if year < 1000 || month < 1 || month > 12 || d < 1 || d > 31 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == d
}

// compactMoment reads 20240102150405 and 202401021504.
func compactMoment(s string) (time.Time, bool) {
	const day = len("20240102")
	if len(s) != len("20240102150405") && len(s) != len("202401021504") || !allDigits(s) {
		return time.Time{}, false
	}
	clock := s[day:day+2] + ":" + s[day+2:day+4]
	if len(s) > day+4 {
		clock += ":" + s[day+4:]
	}
	if !timeOfDay(clock) {
		return time.Time{}, false
	}
	return compactDay(s[:day])
}

// compactDay reads 20240102.
func compactDay(s string) (time.Time, bool) {
	if len(s) != 8 || !allDigits(s) {
		return time.Time{}, false
	}
	year, _ := figures(s, 0, 4)
	month, _ := figures(s, 4, 2)
	d, _ := figures(s, 6, 2)
	if year < 1800 || year > 2999 {
		return time.Time{}, false
	}
	return calendarDay(year, month, d)
}

// momentDay reads a moment with its zone, as programs write it, and returns its day in China.
func momentDay(s string) (time.Time, bool) {
	if len(s) < len("2024-01-02T00:00Z") || s[10] != 'T' {
		return time.Time{}, false
	}
	m, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, false
	}
	y, month, d := m.In(chinaTime()).Date()
	return calendarDay(y, int(month), d)
}

// leadingDay reads a whole day at the start of s in any form and returns what follows it.
func leadingDay(s string) (t time.Time, rest string, ok bool) {
	if t, n := separatedDay(s); n > 0 {
		return t, s[n:], true
	}
	if len(s) > 8 && s[8] == ' ' {
		if t, ok := compactDay(s[:8]); ok {
			return t, s[8:], true
		}
	}
	iso, n := record.DayAt(s)
	if n == 0 || len(iso) != len("2006-01-02") {
		return t, "", false
	}
	t, ok = plainDay(iso)
	return t, s[n:], ok
}

// timeOfDay reports whether what follows a day is nothing but a time of day.
func timeOfDay(s string) bool {
	if s == "" {
		return true
	}
	s = strings.TrimSpace(strings.TrimPrefix(s, "T"))
	for _, w := range []string{"上午", "下午", "AM", "PM"} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, w), w))
	}
	s = strings.NewReplacer("时", ":", "点", ":", "分", ":", "秒", "", "整", "").Replace(s)
	parts := strings.Split(strings.TrimSuffix(s, ":"), ":")
	if s == "" {
		return true
	}
	if len(parts) > 3 {
		return false
	}
	for i, p := range parts {
		whole, fraction, _ := strings.Cut(p, ".")
		v, n := figures(whole, 0, 2)
		if n == 0 || n != len(whole) || fraction != "" && (i != 2 || !allDigits(fraction)) || v > 59 || i == 0 && v > 24 {
			return false
		}
	}
	return true
}

// partOfDate reports whether a text is some of a date, or one in an order that cannot be
// told: 24-1-2, 1月2日, 2024年1月, 1/2/2024, 2024, 45293.
func partOfDate(s string) bool {
	if strings.Trim(s, "0123456789-/.年月日号元初上中下旬 ") == "" {
		return true
	}
	iso, n := record.DayAt(s)
	return n == len(s) && iso != "" || strings.HasSuffix(s, "月") || strings.Contains(s, "月") && strings.HasSuffix(s, "日")
}

// month reads a month and returns its first day. 2024-03 is how a month is written; a day
// in it is taken for its month, and the cell is kept.
func (r *Reader) month(clean string, c Cell) outcome {
	if t, ok := plainMonth(clean); ok && (c.Kind != Number || clean[4] != '.') { // 2024.1 may have been 2024.10
		return outcome{v: t, same: len(c.Text) == len("2006-01") && c.Text[4] == '-'}
	}
	o := r.day(clean, c)
	if t, ok := o.v.(time.Time); ok {
		o.v, o.same = firstOf(t), o.same && t.Day() == 1
	}
	if o.failed {
		return severalMonths(clean, o)
	}
	return o
}

// severalMonths reads a quarter, half a year or months of a year as the first of them, and doubts it: what is
// paid for a quarter may be paid at its beginning, so only that month is sure. A whole year names no month.
func severalMonths(clean string, o outcome) outcome {
	if !strings.ContainsAny(clean, "季半月Qq") { // 202403-202405 may be either
		return o
	}
	from, to, ok := spanOf(solid(clean, ""))
	if !ok || from.Year() != to.Year() || from.Month() == time.January && to.Month() == time.December {
		return o
	}
	return outcome{v: from, problem: unclearDate}
}

// lasting reads a day from or to which something lasts, and of a month alone its first or its last, and says
// so: registers of insurance and of staff often tell no day.
func (r *Reader) lasting(clean string, c Cell) outcome {
	t, ok := plainMonth(clean)
	if !ok || c.Kind == Number && clean[4] == '.' { // 2024.1 may have been 2024.10
		return r.day(clean, c)
	}
	if r.field.Format == standard.FormatToMonth {
		t = t.AddDate(0, 1, -1)
	}
	return outcome{v: t, problem: monthOnly}
}

// firstOf returns the first day of the month of t.
func firstOf(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC) }

// plainMonth reads 2024-03, 2024/3, 2024.3, 202403 and 2024年3月.
func plainMonth(s string) (time.Time, bool) {
	year, n := figures(s, 0, 4)
	if n < 4 || year < 1800 || len(s) < len("2024-3") {
		return wordedMonth(s)
	}
	at := 4
	if s[4] == '-' || s[4] == '/' || s[4] == '.' {
		at = 5
	}
	month, n := figures(s, at, 2)
	if n == 0 || at == 4 && n != 2 || at+n != len(s) {
		return wordedMonth(s)
	}
	return calendarDay(year, month, 1)
}

// wordedMonth reads 2024年3月 and 二〇二四年三月份.
func wordedMonth(s string) (time.Time, bool) {
	s = strings.TrimSuffix(s, "份")
	iso, n := record.DayAt(s)
	if n == 0 || n != len(s) || len(iso) != len("2006-01") {
		return time.Time{}, false
	}
	t, err := time.Parse("2006-01", iso)
	return t, err == nil
}
