package compare

import (
	"strings"

	"github.com/mingjian/mingjian/data/record"
)

// identifiers holds numbers that tell one subject from all others.
type identifiers struct {
	text  []string // upper case, no blanks or dashes, old resident IDs made new
	class []numberClass
}

type numberClass uint8

const (
	silentNumber numberClass = iota
	plainNumber              // no check character, or a wrong one
	certainNumber
	maskedNumber // 3301**********0019
)

func (d *identifiers) Add(v string) {
	text, class := readIdentifier(v)
	d.text, d.class = append(d.text, text), append(d.class, class)
}

// readIdentifier writes a number in one way and tells what it is good for.
func readIdentifier(v string) (string, numberClass) {
	s := squeezed(v)
	switch {
	case s == "" || strings.Trim(s, "0") == "" || strings.Trim(s, "9") == "" || strings.Trim(s, "X*") == "":
		return "", silentNumber
	case strings.Contains(s, "*") || strings.Contains(s, "XX"):
		return strings.ReplaceAll(s, "X", "*"), maskedNumber
	case len(s) == 15 && record.ResidentID(s):
		return record.LongResidentID(s), certainNumber
	case record.ResidentID(s) || record.CreditCode(s):
		return s, certainNumber
	}
	return s, plainNumber
}

// squeezed returns the letters, digits and blots of a number in half width and upper case.
func squeezed(v string) string {
	var b strings.Builder
	for _, c := range v {
		if c >= '！' && c <= '～' {
			c = c - '！' + '!'
		}
		switch {
		case c >= 'a' && c <= 'z':
			b.WriteRune(c - 'a' + 'A')
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '*', c > 0x7f && c != '×' && c != '\u3000' && c != '\ufeff':
			b.WriteRune(c)
		case c == '×':
			b.WriteByte('*')
		}
	}
	return b.String()
}

func (d *identifiers) Note(a int32) Note {
	switch d.class[a] {
	case silentNumber:
		return Silent
	case certainNumber:
		return Certain
	}
	return 0
}

func (d *identifiers) Level(a, b int32) uint8 {
	ca, cb := d.class[a], d.class[b]
	x, y := d.text[a], d.text[b]
	switch {
	case ca == silentNumber || cb == silentNumber:
		return Missing
	case ca == maskedNumber || cb == maskedNumber:
		return shown(x, y)
	case x == y:
		return 4
	case ca == certainNumber && cb == certainNumber:
		return Differ // the check character finds every single error: these are two subjects
	}
	p, q := []byte(x), []byte(y)
	switch {
	case oneOff(p, q):
		return 3
	case min(len(x), len(y)) > 8 && within(p, q, 2):
		return 2
	}
	return Differ
}

// shown compares numbers of which at least one is hidden in part.
func shown(x, y string) uint8 {
	if len(x) != len(y) {
		return Missing
	}
	n := 0
	for i := range len(x) {
		if x[i] == '*' || y[i] == '*' {
			continue
		}
		if x[i] != y[i] {
			return Differ
		}
		n++
	}
	if n < 6 {
		return Missing
	}
	return 2
}

func (d *identifiers) Key(_ int, a int32) uint64 {
	if c := d.class[a]; c == silentNumber || c == maskedNumber {
		return 0
	}
	return hashText(d.text[a])
}

// Birth returns the birth date and the sex (M, F) that a resident ID tells, or empty strings.
func (d *identifiers) Birth(a int32) (date, sex string) {
	s := d.text[a]
	if d.class[a] != certainNumber || len(s) != 18 || s[6] != '1' && s[6] != '2' || strings.Trim(s[6:17], "0123456789") != "" || !record.ResidentID(s) {
		return "", ""
	}
	if (s[16]-'0')%2 == 1 {
		return s[6:14], "M"
	}
	return s[6:14], "F"
}

// phones holds telephone numbers: their digits without the country.
type phones struct{ text []string }

func (p *phones) Add(v string) {
	s := squeezed(firstOf(v))
	if long := strings.TrimPrefix(strings.TrimPrefix(s, "00"), "86"); len(long) >= 10 {
		s = long
	}
	if len(s) < 5 || strings.Trim(s, "0") == "" || strings.Trim(s, "*") == "" {
		s = "" // says nothing
	}
	p.text = append(p.text, s)
}

// firstOf returns the first of several numbers in one cell.
func firstOf(v string) string {
	if i := strings.IndexAny(v, ",;/、，；"); i > 5 {
		return v[:i]
	}
	return v
}

func (p *phones) Note(a int32) Note {
	if p.text[a] == "" {
		return Silent
	}
	return 0
}

func (p *phones) Level(a, b int32) uint8 {
	x, y := p.text[a], p.text[b]
	hidden := strings.Contains(x, "*") || strings.Contains(y, "*")
	switch {
	case x == "" || y == "":
		return Missing
	case hidden:
		return shownPhone(x, y)
	case x == y:
		return 4
	case oneOff([]byte(x), []byte(y)), tail(x, 7) == tail(y, 7):
		return 3
	case tail(x, 4) == tail(y, 4):
		return 2
	}
	return Differ
}

func shownPhone(x, y string) uint8 {
	if shown(x, y) >= 2 || tail(x, 4) == tail(y, 4) && !strings.Contains(tail(x, 4)+tail(y, 4), "*") {
		return 2
	}
	return Missing
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// Key gathers numbers by all digits (0) and by the last seven (1).
func (p *phones) Key(way int, a int32) uint64 {
	s := p.text[a]
	if s == "" || strings.Contains(s, "*") {
		return 0
	}
	if way == 1 {
		s = tail(s, 7)
	}
	return hashText(s)
}

// codes holds short numbers: postcodes, house numbers.
type codes struct{ text []string }

func (c *codes) Add(v string) { c.text = append(c.text, squeezed(v)) }

func (c *codes) Note(a int32) Note {
	if c.text[a] == "" {
		return Silent
	}
	return 0
}

func (c *codes) Level(a, b int32) uint8 {
	x, y := c.text[a], c.text[b]
	switch {
	case x == "" || y == "":
		return Missing
	case x == y:
		return 3
	case oneOff([]byte(x), []byte(y)):
		return 2
	}
	return Differ
}

func (c *codes) Key(_ int, a int32) uint64 {
	if c.text[a] == "" {
		return 0
	}
	return hashText(c.text[a])
}
