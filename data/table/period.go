package table

import (
	"regexp"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
)

// period reads a time that a record is about and returns its first or last day, as the field
// asks: 2024, 2024年度, 2024年上半年, 2024年第三季度, 2024Q3, 2024-03, 2024年1-6月,
// 2024-01-01至2024-03-31, or a day.
func (r *Reader) period(clean string, c Cell) outcome {
	from, to, ok := spanOf(solid(clean, ""))
	if !ok {
		return r.day(clean, c)
	}
	if r.field.Format == standard.FormatPeriodTo {
		from = to
	}
	return outcome{v: from, same: c.Text == from.Format(time.DateOnly)}
}

var (
	wholeYear  = regexp.MustCompile(`^(\d{4})年?度?(?:全年)?$`)
	halfYear   = regexp.MustCompile(`^(\d{4})年?度?([上下])半年度?$`)
	quarter    = regexp.MustCompile(`^(\d{4})(?:年度?|[-/.])?第?([1-4一二三四])季度?$`)
	quarterQ   = regexp.MustCompile(`^(\d{4})(?:年|[-/.])?[Qq]([1-4])$`)
	someMonths = regexp.MustCompile(`^(\d{4})(?:年度?|[./])(\d{1,2})月?(?:-|至|到|~|～|—+|－|–)(\d{1,2})月份?$`)
	between    = regexp.MustCompile(`至|到|~|～|—+|－|–`)
)

// spanOf returns the first and the last day of a period.
func spanOf(s string) (from, to time.Time, ok bool) {
	if i := strings.IndexAny(s, "(（"); i > 0 { // 2024年1-6月（累计）
		s = s[:i]
	}
	months := func(year string, first, last int) (time.Time, time.Time, bool) {
		y, _ := figures(year, 0, 4)
		if y < 1900 || first < 1 || last > 12 || first > last {
			return from, to, false
		}
		return time.Date(y, time.Month(first), 1, 0, 0, 0, 0, time.UTC), time.Date(y, time.Month(last)+1, 0, 0, 0, 0, 0, time.UTC), true
	}
	if m := wholeYear.FindStringSubmatch(s); m != nil {
		return months(m[1], 1, 12)
	}
	if m := halfYear.FindStringSubmatch(s); m != nil {
		if m[2] == "上" {
			return months(m[1], 1, 6)
		}
		return months(m[1], 7, 12)
	}
	m := quarter.FindStringSubmatch(s)
	if m == nil {
		m = quarterQ.FindStringSubmatch(s)
	}
	if m != nil {
		n := strings.Index("1234", m[2])
		if n < 0 {
			n = strings.Index("一二三四", m[2]) / len("一")
		}
		return months(m[1], 3*n+1, 3*n+3)
	}
	if m := someMonths.FindStringSubmatch(s); m != nil {
		first, _ := figures(m[2], 0, 2)
		last, _ := figures(m[3], 0, 2)
		return months(m[1], first, last)
	}
	if from, to, ok = dayOrMonth(s); ok {
		return from, to, true
	}
	return ends(s)
}

// dayOrMonth reads a day or a month.
func dayOrMonth(s string) (from, to time.Time, ok bool) {
	if t, ok := plainDay(s); ok {
		return t, t, true
	}
	if t, ok := compactDay(s); ok {
		return t, t, true
	}
	if t, rest, ok := leadingDay(s); ok && timeOfDay(rest) {
		return t, t, true
	}
	if t, ok := plainMonth(s); ok {
		return t, t.AddDate(0, 1, -1), true
	}
	return from, to, false
}

// ends reads two days or months with a word or a line between them: 2024.01-2024.03,
// 2024年1月1日至3月31日.
func ends(s string) (from, to time.Time, ok bool) {
	var cuts [][]int
	if at := between.FindStringIndex(s); at != nil {
		cuts = append(cuts, at)
	}
	for i, c := range s {
		if c == '-' {
			cuts = append(cuts, []int{i, i + 1})
		}
	}
	for _, at := range cuts {
		first, _, ok := dayOrMonth(s[:at[0]])
		if !ok {
			continue
		}
		for _, last := range []string{s[at[1]:], first.Format("2006年") + s[at[1]:]} {
			if _, to, ok := dayOrMonth(last); ok && !to.Before(first) {
				return first, to, true
			}
		}
	}
	return from, to, false
}
