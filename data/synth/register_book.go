package synth

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/synth/delivery"
)

//go:embed registers/*.txt
var registerBook embed.FS

// A register is one register of the county: how it is delivered, and where the value of
// each column comes from.
type register struct {
	delivery.Sheet
	from []source // of each column
	by   []string // headings by which deliveries are counted: the day, and who reports
	on   int      // the column by which deliveries are counted; -1 for none
	part int      // the column that names who reports; -1 for none
}

// A source tells where a column takes its value: a trait of a mention, or the next value
// of the row.
type source struct {
	role  int // -1: the next value
	trait delivery.Kind
}

// traits are the words for what a column tells of a mention.
func traits() map[string]delivery.Kind {
	return map[string]delivery.Kind{"name": delivery.Name, "id": delivery.ID, "born": delivery.Born, "sex": delivery.Sex,
		"address": delivery.Address, "phone": delivery.Phone, "division": delivery.Division, "org": delivery.Org, "code": delivery.Code}
}

// kinds are the words for the other columns.
func kinds() map[string]delivery.Kind {
	return map[string]delivery.Kind{"text": delivery.Text, "date": delivery.Date, "month": delivery.Month,
		"yuan": delivery.Yuan, "wan": delivery.Wan, "count": delivery.Count}
}

// readRegisters reads the embedded descriptions of the registers, in the order of the
// files and of the registers within them.
func readRegisters() ([]*register, error) {
	entries, err := registerBook.ReadDir("registers")
	if err != nil {
		return nil, fmt.Errorf("read registers: %w", err)
	}
	var all []*register
	for _, e := range entries {
		b, err := registerBook.ReadFile("registers/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read registers: %w", err)
		}
		for i, line := range strings.Split(string(b), "\n") {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
				continue
			case line[0] == '[':
				all = append(all, newRegister(line))
				continue
			case len(all) == 0:
				err = fmt.Errorf("no register is open")
			default:
				err = all[len(all)-1].read(line)
			}
			if err != nil {
				return nil, fmt.Errorf("read registers/%s line %d: %w", e.Name(), i+1, err)
			}
		}
	}
	return all, nil
}

// newRegister begins a register with its heading: [death] 死亡火化信息.
func newRegister(line string) *register {
	name, file, _ := strings.Cut(line[1:], "]")
	return &register{Sheet: delivery.Sheet{Standard: name, File: strings.TrimSpace(file)}, on: -1, part: -1}
}

// read reads one line below the heading: a setting or a column.
func (r *register) read(line string) error {
	f := strings.Fields(line)
	switch {
	case strings.HasSuffix(f[0], ":"):
		return r.set(strings.TrimSuffix(f[0], ":"), strings.TrimSpace(line[len(f[0]):]), f[1:])
	case len(f) == 1:
		return r.flag(f[0])
	case len(f) == 3:
		return r.column(f[0], f[1], f[2])
	}
	return fmt.Errorf("%q is neither a setting nor a column", line)
}

func (r *register) flag(word string) error {
	switch word {
	case "masked":
		r.Style.Masked = true
	case "old":
		r.Style.Old = true
	case "total":
		r.Style.Total = true
	case "mend":
		r.Mend = true
	default:
		return fmt.Errorf("unknown setting %q", word)
	}
	return nil
}

// set reads a setting with a value. by: must stand before the columns it names.
func (r *register) set(word, text string, f []string) error {
	switch word {
	case "agency":
		r.Agency = text
	case "form":
		r.Style.Format = f[0]
		if f[0] == "csv" && len(f) == 3 {
			r.Style.Charset = f[1]
			r.Style.Comma = map[string]rune{"comma": ',', "tab": '\t', "semicolon": ';', "pipe": '|'}[f[2]]
		}
	case "dates":
		r.Style.Dates = text
	case "sexes":
		r.Style.Sexes = text
	case "title":
		r.Style.Title = text
	case "note":
		r.Style.Note = text
	case "by":
		r.by = f
	case "gap":
		return r.gap(f)
	default:
		return fmt.Errorf("unknown setting %q", word)
	}
	return nil
}

func (r *register) gap(f []string) error {
	from, err := readDay(f[0])
	if err != nil {
		return err
	}
	until, err := readDay(f[1])
	if err != nil {
		return err
	}
	g := delivery.Gap{From: int64(from), Until: int64(until)}
	if len(f) > 2 {
		g.Part = f[2]
	}
	r.Gaps = append(r.Gaps, g)
	return nil
}

// readDay reads 2024-05-31.
func readDay(s string) (day, error) {
	var y, m, d int
	if _, err := fmt.Sscanf(s, "%d-%d-%d", &y, &m, &d); err != nil {
		return 0, fmt.Errorf("read day %q: %w", s, err)
	}
	return date(y, m, d), nil
}

// column adds a column: heading, field of the standard, and where its value comes from.
func (r *register) column(heading, field, from string) error {
	c := delivery.Column{Heading: heading, Field: strings.TrimSuffix(field, "!"), Needed: strings.HasSuffix(field, "!"), Role: -1}
	src := source{role: -1}
	if role, trait, ok := strings.Cut(from, "."); ok {
		k, known := traits()[trait]
		if !known {
			return fmt.Errorf("unknown trait %q", trait)
		}
		c.Role, c.Kind = r.role(role), k
		src = source{c.Role, k}
	} else if k, known := kinds()[from]; known {
		c.Kind = k
	} else {
		return fmt.Errorf("unknown source %q", from)
	}
	n := len(r.Columns)
	if by := r.by; len(by) > 0 && by[0] == heading {
		r.on = n
	} else if len(by) > 1 && by[1] == heading {
		r.part = n
	}
	r.Columns, r.from = append(r.Columns, c), append(r.from, src)
	return nil
}

// role returns the number of a mention, new if need be.
func (r *register) role(name string) int {
	if i := slices.Index(r.Roles, name); i >= 0 {
		return i
	}
	r.Roles = append(r.Roles, name)
	return len(r.Roles) - 1
}
