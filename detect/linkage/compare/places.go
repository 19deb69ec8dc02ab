package compare

import "strings"

// places holds cities, suburbs and divisions, as names or as codes of GB/T 2260.
type places struct {
	text  []string // folded
	code  []bool
	parts []parts // of Chinese names
}

func (p *places) Add(v string) {
	s := solid(fold(v))
	code := (len(s) == 6 || len(s) == 9 || len(s) == 12) && strings.Trim(s, "0123456789") == ""
	var cut parts
	if !code && han(s) {
		cut = split([]rune(s))
	}
	p.text, p.code, p.parts = append(p.text, s), append(p.code, code), append(p.parts, cut)
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
	r, s := []rune(x), []rune(y)
	j := jaroWinkler(r, s)
	switch {
	case oneOff(r, s) && len(r) > 3, j >= 0.92:
		return 3
	case j >= 0.8, anagram(r, s) >= 0.85:
		return 2
	}
	return Differ
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
