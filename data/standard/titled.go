package standard

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// A Told is what is said of every row of a table where no column says it: that a list called
// 耕地占用税申报 is one of that tax.
type Told struct {
	Field Field
	Word  Word
}

// Titled returns what the texts around a table, such as the names of sheet and file and the
// titles above the headings, say of those fields that may be told so (see Field.Titled) and
// that no column tells. The first text that says anything of a field counts; a text that says
// two things says nothing, and neither does what comes after it.
func Titled(s Standard, headings []string, samples [][]string, around []string) (all []Told) {
	columns := Match(s, headings, samples)
	for _, f := range s.Fields {
		if !f.titled() || slices.ContainsFunc(headings, func(h string) bool { return fold(h) == fold(f.Title.ZH) }) || toldByColumn(f, columns, samples) {
			continue
		}
		for _, text := range around {
			words := f.named(text)
			if len(words) == 1 {
				all = append(all, Told{f, words[0]})
			}
			if len(words) > 0 {
				break
			}
		}
	}
	return all
}

// titled reports whether a title or name may tell the code of f.
func (f Field) titled() bool {
	return f.Titled || (f.Required || f.Usual) && f.Type == TypeText && len(f.Words) > 0
}

// toldBy reports whether the name of a file tells the code of f.
func (f Field) toldBy(name string) bool {
	return f.titled() && len(f.named(name)) == 1
}

// toldByColumn reports whether a column is f and some of its cells can be read as that. A
// column of 税目 that holds 大气污染物 tells no kind of tax.
func toldByColumn(f Field, columns []Matched, samples [][]string) bool {
	return slices.ContainsFunc(columns, func(m Matched) bool {
		if m.Field != f.Name {
			return false
		}
		i := slices.IndexFunc(columns, func(o Matched) bool { return o == m })
		return slices.ContainsFunc(sampleOf(samples, i), func(cell string) bool { return f.writes(strings.TrimSpace(cell)) })
	})
}

// included is what a title says stands in the table as well: 婚姻登记（含补领）.
var included = regexp.MustCompile(`[(（](?:含|包括|不含|除)[^()（）]*[)）]`)

// named lists the words of f that stand in a text, each once. What is part of a longer word
// of f there does not count.
func (f Field) named(text string) (found []Word) {
	text = fold(included.ReplaceAllString(text, ""))
	type way struct {
		text string
		word int
	}
	var ways []way
	for i, w := range f.Words {
		for _, t := range slices.Concat([]string{w.Title.ZH}, w.Aliases, w.Parts) {
			if t = fold(t); len([]rune(t)) > 1 && w.Code != "other" && !w.Rest && !ascii(t) {
				ways = append(ways, way{t, i})
			}
		}
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(len(b.text), len(a.text)) })
	seen := map[int]bool{}
	for _, w := range ways {
		if !strings.Contains(text, w.text) {
			continue
		}
		text = strings.ReplaceAll(text, w.text, "\x00")
		if !seen[w.word] {
			seen[w.word], found = true, append(found, f.Words[w.word])
		}
	}
	return found
}
