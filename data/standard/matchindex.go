package standard

import (
	"slices"
	"strings"
)

// An index finds the fields of one standard by the words of headings.
type index struct {
	fields   []Field
	number   map[string]int // of a field, by its name
	names    []bool         // whether a field tells the name of a mention
	born     []bool         // whether a field tells when somebody was born
	owner    []int          // the mention that a field tells a trait of, or -1
	mentions []Mention
	roles    [][]string // the words for each mention, folded
	traits   []traitWords
	words    [][]string  // all headings of each field, folded
	spelled  [][]wording // the same in one word of every group of synonyms; made when first asked for
	speller  speller
	exact    map[string]hit   // titles, names and aliases, folded
	form     map[string][]int // the same written only one way
	short    map[string][]hit // by their initials; made when first asked for
	english  map[string][]int
}

func newIndex(s Standard) *index {
	x := &index{fields: s.Columns(), mentions: s.Mentions, traits: traitVocabulary(), number: map[string]int{}, exact: map[string]hit{}, form: map[string][]int{}, english: map[string][]int{}}
	for i, f := range x.fields {
		x.number[f.Name] = i
		x.put(f.Title.ZH, hit{i, scoreTitle, ByTitle})
		x.put(f.Name, hit{i, scoreTitle, ByTitle})
		for n, alias := range f.Aliases {
			x.put(alias, hit{i, scoreAlias - min(0.0005*float64(n), 0.012), ByAlias})
		}
		words := []string{fold(f.Title.ZH)}
		for _, a := range f.Aliases {
			words = append(words, fold(a))
		}
		x.words = append(x.words, words)
		x.english[english(f.Name)] = add(x.english[english(f.Name)], i)
		x.english[english(f.Title.EN)] = add(x.english[english(f.Title.EN)], i)
	}
	x.names, x.born, x.owner = make([]bool, len(x.fields)), make([]bool, len(x.fields)), make([]int, len(x.fields))
	for i := range x.owner {
		x.owner[i] = -1
	}
	for n, m := range s.Mentions {
		x.mention(n, m)
	}
	return x
}

func (x *index) put(word string, h hit) {
	f := fold(word)
	if f == "" {
		return
	}
	if old, ok := x.exact[f]; !ok || h.score > old.score {
		x.exact[f] = h
	}
	c := canonical(f)
	x.form[c] = add(x.form[c], h.field)
}

func (x *index) mention(n int, m Mention) {
	var words []string
	for _, role := range append([]string{m.Title.ZH}, m.Aliases...) {
		for _, w := range spoken(fold(role)) {
			words = add(words, w)
		}
	}
	x.roles = append(x.roles, words)
	for trait, field := range m.By {
		i, ok := x.number[field]
		if !ok {
			continue
		}
		x.names[i] = x.names[i] || trait == TraitName
		x.born[i] = x.born[i] || trait == TraitBornOn
		x.owner[i] = n
	}
	if i, ok := x.number[m.Kind]; ok {
		x.owner[i] = n
	}
}

func add[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// hits lists the fields that a heading may mean, each once with its best score.
func (x *index) hits(h heading) []hit {
	best := map[int]hit{}
	note := func(found []hit, less float64) {
		for _, f := range found {
			f.score -= less
			if old, ok := best[f.field]; !ok || f.score > old.score {
				best[f.field] = f
			}
		}
	}
	whole := len(h.notes) == 0
	if len(h.forms) > 0 {
		if x, ok := x.exact[h.forms[0]]; ok {
			return []hit{x}
		}
	}
	for i, form := range h.forms {
		found := x.lookup(form)
		switch {
		case i == 0 || whole:
			note(found, 0.005*float64(i))
		default:
			note(x.agreeing(found, h.notes), 0.03)
		}
	}
	for _, form := range h.noted {
		note(x.lookup(form), 0.01)
	}
	note(x.alternatives(h.parts), 0.02)
	if ascii(h.text) {
		note(x.inEnglish(h.text), 0)
	}
	if len(best) == 0 && whole && len(h.forms) > 0 {
		last := h.forms[len(h.forms)-1]
		note(x.similar(last), 0)
		if len(best) == 0 {
			note(x.near(last), 0)
		}
	}
	out := make([]hit, 0, len(best))
	for i := range x.fields {
		if b, ok := best[i]; ok {
			if slices.ContainsFunc(h.also, func(form string) bool { return x.another(form, i) }) {
				b.score = 0.5 // 罚金（没收）金额
			}
			if x.foreign(h.unit, i) {
				b.score -= 0.4 // 税率（元）
			}
			out = append(out, b)
		}
	}
	return out
}

// lookup finds the fields that a folded heading means as it stands.
func (x *index) lookup(form string) []hit {
	if h, ok := x.exact[form]; ok {
		return []hit{h}
	}
	if composed := x.composed(form); len(composed) > 0 {
		return composed
	}
	var out []hit
	for _, i := range x.form[canonical(form)] {
		out = append(out, hit{i, scoreForm, ByForm})
	}
	return out
}

// composed finds the fields that a heading put together from a mention and a trait means.
func (x *index) composed(form string) (out []hit) {
	for n, m := range x.mentions {
		for _, role := range x.roles[n] {
			rest, ok := strings.CutPrefix(form, role)
			if !ok || role == "" {
				continue
			}
			if field, ok := x.number[m.By[TraitName]]; ok && rest == "" && len([]rune(role)) > 1 {
				out = append(out, hit{field, scoreRole, ByPart})
			}
			for _, group := range groupWords() {
				if word, ok := strings.CutPrefix(rest, group); ok && word != "" {
					out = append(out, x.trait(n, word, false)...)
				}
			}
		}
		if m.Main {
			out = append(out, x.trait(n, form, true)...)
		}
	}
	return unique(out)
}

// trait finds the field that tells the trait of mention n that a word means. A bare word
// stands alone in its heading.
func (x *index) trait(n int, word string, bare bool) (out []hit) {
	m := x.mentions[n]
	person, organisation := m.Kind != "organisation", m.Kind != "person"
	for _, v := range x.traits {
		i, ok := x.number[m.By[v.trait]]
		if !ok || v.trait == TraitNumber && x.fields[i].Format != FormatAccount {
			continue
		}
		usual := (person && slices.Contains(v.person, word)) || (organisation && slices.Contains(v.organisation, word))
		if usual && bare && v.bare != nil {
			usual = slices.Contains(v.bare, word)
		}
		if usual && bare && v.trait == TraitName && !person && word == "姓名" {
			usual = false
		}
		if usual {
			rank := max(slices.Index(v.person, word), slices.Index(v.organisation, word))
			out = append(out, hit{i, scorePart - 0.0004*float64(rank), ByPart})
		}
	}
	if i, ok := x.number[m.Kind]; ok && !bare && slices.Contains(kindWords(), word) {
		out = append(out, hit{i, scorePart, ByPart})
	}
	return out
}

// agreeing keeps those hits that what stands in brackets does not contradict: it means the
// same field, or the same person or organisation.
func (x *index) agreeing(found []hit, notes []string) (out []hit) {
	for _, h := range found {
		agree := true
		for _, note := range notes {
			said := x.lookup(note)
			same := func(o hit) bool {
				return o.field == h.field || x.owner[h.field] >= 0 && x.owner[o.field] == x.owner[h.field]
			}
			agree = agree && slices.ContainsFunc(said, same)
		}
		if !agree {
			h.score = 0.5
		}
		out = append(out, h)
	}
	return out
}

// foreign reports whether a unit in a heading is of another kind than that of a field.
func (x *index) foreign(unit string, field int) bool {
	family := familyOf(unit)
	return family != "" && x.fields[field].Unit != "" && x.fields[field].Unit != family
}

// another reports whether a folded heading means other fields than this one.
func (x *index) another(form string, field int) bool {
	hits := x.lookup(form)
	return len(hits) > 0 && !slices.ContainsFunc(hits, func(h hit) bool { return h.field == field })
}

// alternatives finds the field that every part of a heading such as 姓名/名称 means.
func (x *index) alternatives(parts []string) (out []hit) {
	if len(parts) < 2 {
		return nil
	}
	for _, first := range x.lookup(parts[0]) {
		all := true
		for _, p := range parts[1:] {
			all = all && x.alsoMeans(p, first.field)
		}
		if all {
			out = append(out, hit{first.field, min(first.score, scorePart), ByForm})
		}
	}
	return out
}

// alsoMeans reports whether a part of a heading, alone or after the words for the owner of
// the field, means the field.
func (x *index) alsoMeans(part string, field int) bool {
	is := func(h hit) bool { return h.field == field }
	if slices.ContainsFunc(x.lookup(part), is) {
		return true
	}
	n := x.owner[field]
	return n >= 0 && slices.ContainsFunc(x.trait(n, part, false), is)
}

// inEnglish finds the fields that an English heading means.
func (x *index) inEnglish(text string) (out []hit) {
	form := english(text)
	for _, i := range x.english[form] {
		out = append(out, hit{i, scoreForm, ByForm})
	}
	if len(out) > 0 || form == "" {
		return out
	}
	for _, m := range x.mentions {
		roles := []string{english(m.Name), english(m.Title.EN)}
		if m.Main {
			roles = append(roles, "")
		}
		for _, role := range roles {
			rest, ok := strings.CutPrefix(form, role)
			for _, v := range x.traits {
				if i, told := x.number[m.By[v.trait]]; ok && told && slices.Contains(v.english, rest) {
					out = append(out, hit{i, scorePart, ByPart})
				}
			}
		}
	}
	return unique(out)
}

// similar finds the fields one of whose headings differs only in characters that change
// nothing.
func (x *index) similar(form string) (out []hit) {
	for word, h := range x.exact {
		if benign(word, form) {
			out = append(out, hit{h.field, scoreSimilar, BySimilar})
		}
	}
	return unique(out)
}

// unique keeps the best hit of each field.
func unique(hits []hit) (out []hit) {
	for _, h := range hits {
		i := slices.IndexFunc(out, func(o hit) bool { return o.field == h.field })
		switch {
		case i < 0:
			out = append(out, h)
		case h.score > out[i].score:
			out[i] = h
		}
	}
	return out
}

func ascii(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r > 126 })
}
