package delivery

import (
	_ "embed"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

//go:embed typos.txt
var typoTable string

// confusions maps a character to those it is mistaken for.
type confusions map[rune][]rune

// readConfusions reads the embedded table: characters of one line sound or look alike,
// and the first is mistaken for the others.
func readConfusions() confusions {
	c := confusions{}
	for _, line := range strings.Fields(typoTable) {
		all := []rune(line)
		c[all[0]] = append(c[all[0]], all[1:]...)
		for _, r := range all[1:] {
			c[r] = append(c[r], all[0])
		}
	}
	return c
}

// A soiler puts slips into the cells of a sheet.
type soiler struct {
	*rand.Rand
	rates Rates
	style Style
	names confusions
	cols  []Column
	cells []Cell
	slips []string // of each role
	mask  []bool
}

func newSoiler(s *Sheet, rates Rates, r *rand.Rand) *soiler {
	return &soiler{Rand: r, rates: rates, style: s.Style, names: readConfusions(), cols: s.Columns,
		cells: make([]Cell, len(s.Columns)), slips: make([]string, len(s.Roles)), mask: make([]bool, len(s.Roles))}
}

func (s *soiler) chance(p float64) bool { return p > 0 && s.Float64() < p }

// soil copies the cells of a row and puts slips into them.
func (s *soiler) soil(r *Row) []Cell {
	copy(s.cells, r.Cells)
	clear(s.slips)
	for i := range s.mask {
		s.mask[i] = s.style.Masked && r.Who[i] != "" && r.Who[i][0] == 'P' && s.chance(s.rates.Masked)
		s.slips[i] = r.Slip
	}
	for i, c := range s.cols {
		if !s.cells[i].Has {
			continue
		}
		if c.Role >= 0 {
			if who := r.Who[c.Role]; who != "" && who[0] == 'C' { // a firm where people may stand too
				c.Kind = map[Kind]Kind{Name: Org, ID: Code}[c.Kind]
			}
			s.told(&s.cells[i], c)
		}
		switch c.Kind {
		case ID, Phone, Count, Yuan, Date:
			if s.style.Format != "jsonl" && s.chance(s.rates.Wide) {
				s.cells[i].wide = true
			}
		}
	}
	return s.cells
}

// plain copies the cells without slips, for a corrected delivery.
func (s *soiler) plain(r *Row) []Cell {
	copy(s.cells, r.Cells)
	clear(s.slips)
	clear(s.mask)
	return s.cells
}

func (s *soiler) slip(role int, what string) {
	if s.slips[role] != "" {
		what = s.slips[role] + " " + what
	}
	s.slips[role] = what
}

// told soils a cell that tells something of a person or firm.
func (s *soiler) told(c *Cell, col Column) {
	if s.mask[col.Role] {
		s.conceal(c, col)
		return
	}
	switch col.Kind {
	case Name:
		s.name(c, col.Role)
	case ID:
		s.id(c, col)
	case Born:
		s.born(c, col.Role)
	case Address:
		s.address(c, col.Role)
	case Org:
		if c.Alt != "" && s.chance(s.rates.OldName) {
			c.S = c.Alt
			s.slip(col.Role, "old_name")
		}
	case Division:
		if c.Alt != "" && s.chance(s.rates.OldCode) {
			c.S = c.Alt
			s.slip(col.Role, "old_division")
		}
	case Phone:
		if s.chance(s.rates.PhoneGone) {
			*c = Cell{}
		}
	}
}

// conceal masks what names a person.
func (s *soiler) conceal(c *Cell, col Column) {
	switch col.Kind {
	case Name:
		first, size := utf8.DecodeRuneInString(c.S)
		c.S = string(first) + strings.Repeat("*", max(1, utf8.RuneCountInString(c.S[size:])))
	case ID:
		if len(c.S) == 18 {
			c.S = c.S[:6] + "********" + c.S[14:]
		}
	case Phone:
		if len(c.S) == 11 {
			c.S = c.S[:3] + "****" + c.S[7:]
		}
	case Born, Address:
		*c = Cell{}
	}
}

func (s *soiler) name(c *Cell, role int) {
	switch {
	case s.chance(s.rates.NameTypo):
		if typo, ok := s.mistype([]rune(c.S)); ok {
			c.S = typo
			s.slip(role, "name_typo")
		}
	case utf8.RuneCountInString(c.S) == 2 && s.chance(3*s.rates.NameSpace) || s.chance(s.rates.NameSpace/3):
		_, size := utf8.DecodeRuneInString(c.S)
		c.S = c.S[:size] + []string{" ", "　", "  "}[s.IntN(3)] + c.S[size:]
		s.slip(role, "name_space")
	}
}

// mistype writes one character wrong, in the given name where it can, or exchanges two.
func (s *soiler) mistype(name []rune) (string, bool) {
	if len(name) == 3 && name[1] != name[2] && s.chance(0.2) {
		name[1], name[2] = name[2], name[1]
		return string(name), true
	}
	for k := len(name) - 1; k >= 0; k-- {
		if wrong := s.names[name[k]]; len(wrong) > 0 {
			name[k] = wrong[s.IntN(len(wrong))]
			return string(name), true
		}
	}
	return "", false
}

func (s *soiler) id(c *Cell, col Column) {
	switch {
	case !col.Needed && s.chance(s.rates.IDMissing):
		*c = Cell{}
		s.slip(col.Role, "id_missing")
	case len(c.S) != 18:
	case s.chance(s.rates.IDTypo):
		c.S = s.misnumber([]byte(c.S))
		s.slip(col.Role, "id_typo")
	case s.style.Old && c.S[6:10] < "1980" && s.chance(s.rates.ID15):
		c.S = c.S[:6] + c.S[8:17]
		s.slip(col.Role, "id_15")
	case c.S[17] == 'X' && s.chance(s.rates.IDLower):
		c.S = c.S[:17] + "x"
		s.slip(col.Role, "id_lower")
	}
}

// misnumber writes one digit wrong or exchanges two that differ.
func (s *soiler) misnumber(b []byte) string {
	k := 6 + s.IntN(10)
	if s.chance(0.4) {
		for range 8 {
			if b[k] != b[k+1] && b[k+1] != 'X' {
				b[k], b[k+1] = b[k+1], b[k]
				return string(b)
			}
			k = 6 + s.IntN(10)
		}
	}
	b[k] = '0' + (b[k]-'0'+byte(1+s.IntN(9)))%10
	return string(b)
}

func (s *soiler) born(c *Cell, role int) {
	switch {
	case s.chance(s.rates.BornGone):
		*c = Cell{}
	case s.chance(s.rates.BornSlip):
		c.N = exchanged(c.N)
		s.slip(role, "born_slip")
	}
}

// exchanged swaps day and month where that gives another date, or is a day off.
func exchanged(n int64) int64 {
	t := onDay(n)
	if t.Day() <= 12 && t.Day() != int(t.Month()) {
		return dayOf(t.Year(), t.Day(), int(t.Month()))
	}
	return n + 1
}

func (s *soiler) address(c *Cell, role int) {
	if c.Alt != "" && s.chance(s.rates.Moved) {
		c.S = c.Alt
		s.slip(role, "moved")
	}
	if s.chance(s.rates.Short) {
		c.S = strings.TrimPrefix(strings.TrimPrefix(c.S, "浙江省"), "澜州市")
	}
}
