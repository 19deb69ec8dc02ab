package standard

import (
	"slices"
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
// so where the field has values that look like something.
func (x *index) initials(form string, sample []string) []hit {
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
	return out
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
			put(w, hit{i, scoreInitials - min(0.001*float64(n), 0.014), ByInitials})
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
