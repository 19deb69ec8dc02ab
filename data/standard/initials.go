package standard

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Exports straight from a database have the initials of the pinyin for headings: XM for
// 姓名, GMSFHM for 公民身份号码. They are read so only in a table that has no other headings.

// initialsOnly reports whether the headings of a table may all be initials.
func initialsOnly(headings []string) bool {
	some := false
	for _, h := range headings {
		f := fold(h)
		if strings.ContainsFunc(f, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
			return false
		}
		some = some || len(f) > 1
	}
	return some
}

// delivered leaves out the columns at the end that the program itself put there under the title of
// a field: what the name of a file tells (Titled) and the ends of periods.
func (x *index) delivered(headings []string) []string {
	for n := len(headings); n > 0; n-- {
		if !slices.ContainsFunc(x.fields, func(f Field) bool { return f.Title.ZH == headings[n-1] && (f.titled() || f.Ends != "") }) {
			return headings[:n]
		}
	}
	return nil
}

// initials finds the fields one of whose headings has these initials. The values must say
// so where the field has values that look like something: CSRQ is the day of birth (出生日期) or
// that of release (出所日期), which the other columns tell.
func (x *index) initials(form string, sample []string, beside context) []hit {
	if len(form) < 2 {
		return nil
	}
	if x.short == nil {
		x.short = x.shortened()
	}
	var out []hit
	for _, h := range x.short[form] {
		f := x.fields[h.field]
		share, n := fits(f, sample)
		switch {
		case contradicts(f, x.names[h.field], sample), n > 0 && share < 0.5 && len(f.Codes) == 0:
			continue
		case n > 0 && share >= 0.8:
			h.score += 2 * apart // two of one spelling: what the values agree with
		}
		out = append(out, h)
	}
	return x.inContext(out, sample, beside)
}

// inContext leaves out what days cannot be for the other columns of the table.
func (x *index) inContext(hits []hit, sample []string, beside context) []hit {
	birth := func(h hit) bool { return x.born[h.field] }
	set := func(h hit) bool { return x.fields[h.field].Type == TypeDate && x.fields[h.field].Most != "today" }
	rest := func(out func(hit) bool) []hit {
		left := slices.DeleteFunc(slices.Clone(hits), out)
		if len(left) == 0 {
			return hits
		}
		return left
	}
	if slices.ContainsFunc(hits, birth) {
		switch beside.births(sample) {
		case yes:
			return slices.DeleteFunc(hits, func(h hit) bool { return !birth(h) })
		case no:
			return slices.DeleteFunc(hits, birth)
		}
	}
	if len(hits) > 1 && slices.ContainsFunc(hits, set) && beside.future(sample) {
		return rest(func(h hit) bool { return x.fields[h.field].Type == TypeDate && !set(h) })
	}
	return hits
}

// A context is what the columns of a table tell of days in one of them.
type context struct {
	born   map[string]bool // days of birth that resident IDs in the table tell
	latest string          // of the middle ones of the columns of days
}

// An answer is yes, no, or that nothing tells.
type answer int

const (
	untold answer = iota
	yes
	no
)

// contextOf looks at the cells of a table.
func contextOf(samples [][]string) context {
	c := context{born: map[string]bool{}}
	for _, column := range samples {
		for _, cell := range column {
			switch cell = strings.TrimSpace(cell); {
			case len(cell) == 18 && looksResident.MatchString(cell):
				c.born[cell[6:14]] = true
			case len(cell) == 15 && looksResident.MatchString(cell):
				c.born["19"+cell[6:12]] = true
			}
		}
		if m := middleOf(column); m > c.latest {
			c.latest = m
		}
	}
	return c
}

// births reports whether the days in a column are those of birth: the resident IDs say so or,
// in a table without any, they lie ten years and more before those of another column.
func (c context) births(column []string) answer {
	days := daysOf(column)
	if len(days) < 3 {
		return untold
	}
	if len(c.born) >= 3 {
		same := 0
		for _, d := range days {
			if c.born[d] {
				same++
			}
		}
		switch {
		case 2*same >= len(days):
			return yes
		case 5*same <= len(days):
			return no
		}
		return untold
	}
	if m := middleOf(column); m < c.latest && yearOf(m)+10 <= yearOf(c.latest) {
		return yes
	}
	return untold
}

// future reports whether the days in a column are later than those in every other.
func (c context) future(column []string) bool {
	m := middleOf(column)
	return m != "" && m == c.latest
}

var dayDigits = regexp.MustCompile(`^(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?:\D.*)?$`)

// daysOf returns the days in cells as 19790305.
func daysOf(column []string) (days []string) {
	for _, cell := range column {
		if m := dayDigits.FindStringSubmatch(strings.TrimSpace(cell)); m != nil {
			days = append(days, m[1]+("0" + m[2])[len(m[2])-1:]+("0" + m[3])[len(m[3])-1:])
		}
	}
	return days
}

// middleOf returns the middle one of the days in a column, if most cells are days.
func middleOf(column []string) string {
	days := daysOf(column)
	if len(days) < 3 || 2*len(days) < len(column) {
		return ""
	}
	slices.Sort(days)
	if days[len(days)/2] > "21000000" { // a number of 8 digits
		return ""
	}
	return days[len(days)/2]
}

func yearOf(day string) int {
	year, _ := strconv.Atoi(day[:min(4, len(day))])
	return year
}

// shortened returns the fields by the initials of what they are called.
func (x *index) shortened() map[string][]hit {
	all := map[string][]hit{}
	put := func(word string, h hit) {
		for _, s := range initialsOf(word) {
			if i := slices.IndexFunc(all[s], func(o hit) bool { return o.field == h.field }); i < 0 {
				all[s] = append(all[s], h)
			} else {
				all[s][i].score = max(all[s][i].score, h.score)
			}
		}
	}
	for i, words := range x.words {
		for n, w := range words {
			for _, way := range equally(w) {
				put(way, hit{i, scoreInitials - min(0.001*float64(n), 0.014), ByInitials})
			}
		}
	}
	for n, m := range x.mentions {
		for _, t := range x.traits {
			i, ok := x.number[m.By[t.trait]]
			if !ok {
				continue
			}
			for rank, word := range slices.Concat(t.person, t.organisation) {
				less := min(0.0005*float64(rank), 0.014)
				if m.Main {
					put(word, hit{i, scoreInitials - less, ByInitials})
				}
				for _, role := range x.roles[n] {
					put(role+word, hit{i, scoreInitials - less, ByInitials})
				}
			}
		}
		if i, ok := x.number[m.By[TraitName]]; ok {
			for _, role := range x.roles[n] {
				put(role, hit{i, scoreInitials, ByInitials})
			}
		}
	}
	return all
}

// equally lists a heading and those that say the same with another word at its end: 更新日期 is
// 更新时间 in the next system.
func equally(word string) []string {
	for _, group := range [][]string{{"日期", "时间"}, {"号码", "号"}, {"编号", "号"}, {"金额", "数额"}, {"机关", "单位"}} {
		for i, end := range group {
			if stem, ok := strings.CutSuffix(word, end); ok && len([]rune(stem)) > 1 {
				return []string{word, stem + group[1-i]}
			}
		}
	}
	return []string{word}
}

// otherReadings are characters of headings that are not read as the table of characters
// orders them.
const otherReadings = "行h重z长z调t还h"

// initialsOf returns the initials of the pinyin of a folded heading; none if a character
// has no known one.
func initialsOf(word string) []string {
	all := []string{""}
	for _, r := range word {
		var next []string
		for _, c := range initialOf(r) {
			for _, s := range all {
				next = append(next, s+string(c))
			}
		}
		if len(next) == 0 || len(next) > 8 {
			return nil
		}
		all = next
	}
	return all
}

// initialOf returns the first letter of the pinyin of a character, of the commonest 3755:
// GB 2312 stands in the order of pinyin there. A second one follows if it is also read so.
func initialOf(r rune) string {
	if r < 0x80 {
		return string(r)
	}
	b, err := simplifiedchinese.GBK.NewEncoder().String(string(r))
	if err != nil || len(b) != 2 {
		return ""
	}
	code := int(b[0])<<8 | int(b[1])
	if code > 0xD7F9 || b[1] < 0xA1 {
		return ""
	}
	first := ""
	for i, from := range []int{0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1} {
		if code >= from {
			first = "abcdefghjklmnopqrstwxyz"[i : i+1]
		}
	}
	if _, rest, ok := strings.Cut(otherReadings, string(r)); ok && first != "" {
		first += rest[:1]
	}
	return first
}
