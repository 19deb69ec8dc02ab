package compare

import "strings"

// places holds cities, suburbs and divisions, as names or as codes of GB/T 2260.
type places struct {
	text  []string // folded
	code  []bool
	parts []parts // of Chinese names
	runes [][]rune
}

func (p *places) Add(v string) {
	s := solid(fold(v))
	code := (len(s) == 6 || len(s) == 9 || len(s) == 12) && strings.Trim(s, "0123456789") == ""
	var cut parts
	if !code && han(s) {
		cut = split([]rune(s))
	}
	p.text, p.code, p.parts, p.runes = append(p.text, s), append(p.code, code), append(p.parts, cut), append(p.runes, []rune(s))
}

func (p *places) Note(a int32) Note {
	if p.text[a] == "" {
		return Silent
	}
	return 0
}

func (p *places) Level(a, b int32) uint8 {
	x, y := p.text[a], p.text[b]
	switch {
	case x == "" || y == "":
		return Missing
	case x == y:
		return 4
	case p.code[a] != p.code[b]:
		return Missing // a code and a name cannot be compared
	case p.code[a]:
		return codeLevel(x, y)
	case p.parts[a].any() && p.parts[b].any():
		return p.parts[a].place(&p.parts[b], x, y)
	}
	r, s := p.runes[a], p.runes[b]
	if min(len(r), len(s)) > 3 && oneOff(r, s) {
		return 3
	}
	return similar(r, s)
}

// codeLevel compares codes of divisions. They change over the years, a county becoming a
// district of its city, but seldom leave the city and nearly never the province.
func codeLevel(x, y string) uint8 {
	x, y = x[:6], y[:6]
	switch {
	case x == y:
		return 4
	case x[:4] == y[:4]:
		return 3
	case x[:2] == y[:2]:
		return 2
	}
	return Differ
}

func (p *places) Key(_ int, a int32) uint64 {
	if p.text[a] == "" {
		return 0
	}
	if p.code[a] {
		return hashText(p.text[a][:6])
	}
	return hashText(p.text[a])
}
