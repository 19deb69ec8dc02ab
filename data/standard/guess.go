package standard

import (
	"cmp"
	"slices"
	"strings"
)

// A Guessed is a register that a file may be, and what its columns would be then.
type Guessed struct {
	Standard string    `json:"standard"`
	Score    float64   `json:"score"` // 0 to 1
	Columns  []Matched `json:"columns"`
}

// Guess ranks the registers of a library by how likely a file is one of them, the likeliest
// first: by its headings, by whether the fields that every record must have and the day it is
// dated by are there, and by its name and that of the sheet. Those of which it has no column are left out.
func Guess(lib Library, name string, headings []string, samples [][]string) []Guessed {
	var all []Guessed
	knows := make([]int, len(headings)) // how many registers know each heading
	for _, s := range lib {
		if s.Kind != Register {
			continue
		}
		g := Guessed{Standard: s.Name, Columns: Match(s, headings, samples)}
		for i, c := range g.Columns {
			if c.Field != "" {
				knows[i]++
			}
		}
		all = append(all, g)
	}
	for i := range all {
		s := lib[all[i].Standard]
		all[i].Score = s.signed(likely(s, all[i].Columns, knows, fold(name)), all[i].Columns, samples)
	}
	all = slices.DeleteFunc(all, func(g Guessed) bool { return g.Score == 0 || !g.tells(lib[g.Standard]) })
	slices.SortFunc(all, func(a, b Guessed) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Standard, b.Standard))
	})
	return all
}

// Meets reports whether all that s expects of a record is among the columns or told by the
// name of the file.
func (g Guessed) Meets(s Standard, name string) bool {
	for _, f := range s.Columns() {
		has := func(field string) bool {
			return slices.ContainsFunc(g.Columns, func(c Matched) bool { return c.Field == field })
		}
		if f.Expected() && !f.toldBy(name) && !has(f.Name) && !(f.Required && slices.ContainsFunc(f.Or, has)) {
			return false
		}
	}
	return g.tells(s)
}

// tells reports whether the columns have what a list of the register is about (see Standard.OneOf).
func (g Guessed) tells(s Standard) bool {
	return len(s.OneOf) == 0 || slices.ContainsFunc(g.Columns, func(c Matched) bool { return slices.Contains(s.OneOf, c.Field) })
}

// likely weighs each heading by how few registers know it: 姓名 tells nothing, 火化日期 much.
func likely(s Standard, columns []Matched, knows []int, name string) float64 {
	sum, of := 0.0, 0.0
	matched := map[string]bool{}
	for i, c := range columns {
		if take(c.Heading).unnamed {
			continue
		}
		w := 1 / float64(max(knows[i], 1))
		of += w
		if c.Field != "" {
			sum += w * c.Score
			matched[c.Field] = true
		}
	}
	if sum == 0 {
		return 0
	}
	required, there := 0, 0
	for _, f := range s.Columns() {
		// A register is about what it is dated by: a list of seizures has things of debtors and
		// courts as one of auctions has, but no day on which any was put up for sale.
		if f.Expected() || s.Coverage != nil && f.Name == s.Coverage.Date {
			required++
			if matched[f.Name] || matched[f.Ends] || f.toldBy(name) || f.Required && slices.ContainsFunc(f.Or, func(o string) bool { return matched[o] }) || !f.Expected() && happened(s, matched) {
				there++
			}
		}
	}
	complete := 1.0
	if required > 0 {
		complete = float64(there) / float64(required)
	}
	return 0.5*sum/of + 0.3*complete + 0.2*named(s, name)
}

// happened reports whether the columns tell a day on which what the register is about happened:
// of a list of offences the day of each where none tells that of its penalty.
func happened(s Standard, matched map[string]bool) bool {
	return slices.ContainsFunc(s.Columns(), func(f Field) bool {
		born := slices.ContainsFunc(s.Mentions, func(m Mention) bool { return m.By[TraitBornOn] == f.Name })
		return f.Type == TypeDate && f.Most == "today" && !born && matched[f.Name]
	})
}

// What signs do to a score: words of such a register add, words of another take away.
const (
	scoreSigned = 0.1
	keptUnlike  = 0.6
)

// signed is the score of a register by what stands in the columns that tell it from others.
func (s Standard) signed(score float64, columns []Matched, samples [][]string) float64 {
	held := false
	for _, sign := range s.Signs {
		i := slices.IndexFunc(columns, func(c Matched) bool { return c.Field == sign.Field })
		if i < 0 || score == 0 {
			continue
		}
		words := func(of []string) bool {
			part, n := share(sampleOf(samples, i), func(cell string) bool {
				return slices.ContainsFunc(of, func(w string) bool { return strings.Contains(cell, w) })
			})
			return n > 0 && part >= 0.5
		}
		if words(sign.Never) {
			return score * keptUnlike
		}
		held = held || words(sign.Holds)
	}
	if held {
		return min(score+scoreSigned, 1)
	}
	return score
}

// named says how well the name of a file, folded, is that of the register: 1 if it holds
// its title or an alias whole, else the share of the pairs of characters of the title in it.
func named(s Standard, name string) float64 {
	if name == "" {
		return 0
	}
	best := 0.0
	for _, word := range append([]string{s.Title.ZH, s.Name}, s.Aliases...) {
		r, in, pairs := []rune(fold(word)), 0, 0
		for i := 0; i+2 <= len(r); i++ {
			pairs++
			if strings.Contains(name, string(r[i:i+2])) {
				in++
			}
		}
		if pairs > 0 {
			best = max(best, float64(in)/float64(pairs))
		}
	}
	return best
}

// Known returns a function that reports whether some register of a library has a heading,
// as it stands or put together from a part and a trait. It tells the row of headings of a
// file from the rows around it, is asked of every cell of the first rows, and so leaves out
// what is only similar. It may be used by several goroutines.
func Known(lib Library) func(heading string) bool {
	var all []*index
	for _, s := range lib {
		if s.Kind == Register {
			all = append(all, newIndex(s))
		}
	}
	return func(text string) bool {
		h := take(text)
		return slices.ContainsFunc(all, func(x *index) bool {
			return slices.ContainsFunc(h.forms, func(form string) bool { return len(x.lookup(form)) > 0 })
		})
	}
}
