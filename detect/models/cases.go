package models

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/fault"
)

// A Case is an invented snapshot and who must be found in it.
type Case struct {
	Name     string         `yaml:"name"`
	Kind     string         `yaml:"kind"`  // hit, miss, boundary, look-alike, missing (data)
	AsOf     string         `yaml:"as_of"` // ISO date; empty: the latest date given
	Params   map[string]any `yaml:"params"`
	Given    []Block        `yaml:"given"`
	Want     []Want         `yaml:"want"`     // all who must be found, and nobody else
	Excluded []string       `yaml:"excluded"` // names of the subjects excluded as look-alikes

	defaults map[string]map[string]any
}

// Kinds lists the kinds of case that every model must have.
func Kinds() []string { return []string{"hit", "miss", "boundary", "look-alike", "missing"} }

// A Block is one document with its parts, or records of registers, repeated. In texts {n}
// is the number of the repetition; all dates but those of birth move by Every days with
// each. Records need no record_id. Who is who follows the fixed rules of package linkage:
// give the same id_no (persons) or the same name (organisations) where one is meant.
type Block struct {
	Repeat   int                         `yaml:"repeat"` // 0 is once
	First    int                         `yaml:"first"`  // the first number; 0 is 1
	Every    int                         `yaml:"every"`
	Judgment map[string]any              `yaml:"judgment"` // left out: there is no document
	Parts    map[string][]map[string]any `yaml:",inline"`  // party, agent, element … of the document; custody, company … of registers
}

// A Want is one subject that must be found.
type Want struct {
	Subject    string   `yaml:"subject"` // its name
	Min        float64  `yaml:"min"`     // risk, between 0 and 1
	Max        float64  `yaml:"max"`
	Indicators []string `yaml:"indicators"` // must have added to (or taken from) the risk
	Absent     []string `yaml:"absent"`     // must not
	Against    []string `yaml:"against"`    // must speak against
	Cases      int      `yaml:"cases"`      // how many cases; 0: not checked
}

// A caseFile is cases.yaml.
type caseFile struct {
	Defaults map[string]map[string]any `yaml:"defaults"` // values of the fields that a block does not give
	Cases    []Case                    `yaml:"cases"`
}

func (f caseFile) expand() []Case {
	for i := range f.Cases {
		f.Cases[i].defaults = f.Defaults
	}
	return f.Cases
}

// mostRows is how much a case may hold: it is an example, and it may have been written by
// somebody else.
const mostRows = 100_000

// Rows returns the rows of c by standard.
func (c Case) Rows(lib standard.Library) (map[string][]engine.Row, error) {
	rows, total := map[string][]engine.Row{}, 0
	for i, b := range c.Given {
		first := max(b.First, 1)
		if total += b.rows(); total > mostRows || first > mostRows {
			return nil, fmt.Errorf("given[%d]: a case holds at most %d rows", i, mostRows)
		}
		for n := first; n < first+max(b.Repeat, 1); n++ {
			w := caseWriter{c, lib, rows, n, (n - first) * b.Every}
			if err := w.document(fmt.Sprintf("d%d-%d", i+1, n), b); err != nil {
				return nil, fmt.Errorf("given[%d]: %w", i, err)
			}
		}
	}
	return rows, nil
}

// rows counts the rows of a block, as far as they can be counted.
func (b Block) rows() int {
	n := 1
	for _, part := range b.Parts {
		n += len(part)
	}
	return min(max(b.Repeat, 1), mostRows+1) * n
}

// A caseWriter writes one repetition of a block.
type caseWriter struct {
	Case
	lib  standard.Library
	rows map[string][]engine.Row
	n    int // number of the repetition
	days int // that dates move by
}

func (w caseWriter) document(id string, b Block) error {
	var document any
	if b.Judgment != nil {
		row, err := w.row("judgment", b.Judgment)
		if err != nil {
			return err
		}
		if row["id"] == nil {
			row["id"] = id
		}
		document = row["id"]
		w.rows["judgment"] = append(w.rows["judgment"], row)
	}
	for _, name := range sortedKeys(b.Parts) {
		for i, fields := range b.Parts[name] {
			part, err := w.row(name, fields)
			if err != nil {
				return err
			}
			w.complete(name, id, part, document, int64(i+1))
			w.rows[name] = append(w.rows[name], part)
		}
	}
	return nil
}

// complete gives a part its document, its number and a place in the text, and a record of
// a register its id.
func (w caseWriter) complete(name, block string, part engine.Row, document any, n int64) {
	given := map[string]any{"judgment": document, "n": n, "span_start": 100 * n, "span_end": 100*n + 10}
	if w.lib[name].Kind == standard.Register {
		given = map[string]any{standard.RecordID: fmt.Sprintf("r-%s-%s-%d", name, block, n)}
	}
	for field, v := range given {
		if _, has := w.lib[name].Field(field); has && part[field] == nil {
			part[field] = v
		}
	}
}

// row types the fields of one row by its standard.
func (w caseWriter) row(name string, fields map[string]any) (engine.Row, error) {
	s, ok := w.lib[name]
	if !ok {
		return nil, fmt.Errorf("there is no standard %q", name)
	}
	all := maps.Clone(w.defaults[name])
	if all == nil {
		all = map[string]any{}
	}
	maps.Copy(all, fields)
	row := engine.Row{}
	for field, v := range all {
		f, ok := s.Field(field)
		if !ok || f.Derived != "" {
			return nil, fmt.Errorf("%s has no field %q that can be given", name, field)
		}
		typed, err := w.value(f, v)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", name, field, err)
		}
		row[field] = typed
	}
	return row, nil
}

// value converts what YAML decoded. null stays unknown.
func (w caseWriter) value(f standard.Field, v any) (any, error) {
	t, days := f.Type, w.days
	if f.Name == "born_on" { // the same person in every repetition
		days = 0
	}
	switch {
	case v == nil:
		return nil, nil
	case t == standard.TypeText:
		s := strings.ReplaceAll(fmt.Sprint(v), "{n}", strconv.Itoa(w.n))
		if len(f.Codes) > 0 && !slices.Contains(f.Codes, s) {
			return nil, fmt.Errorf("%q is none of %s", s, strings.Join(f.Codes, ", "))
		}
		return s, nil
	case t == standard.TypeDate:
		d, ok := day(v)
		if !ok {
			return nil, fmt.Errorf("%v is no date", v)
		}
		return d.(time.Time).AddDate(0, 0, days), nil
	case t == standard.TypeBoolean:
		if b, ok := v.(bool); ok {
			return b, nil
		}
	default:
		x, ok := float(v)
		if ok && t == standard.TypeInteger {
			return int64(x), nil
		}
		if ok {
			return x, nil
		}
	}
	return nil, fmt.Errorf("%v is no %s", v, t)
}

// checkCases checks that the cases are enough and that their rows can be made.
func (m Model) checkCases(lib standard.Library) (list []Fault) {
	add := func(field, zh, en string, args ...any) {
		list = append(list, Fault{File: "cases.yaml", Field: field, Says: fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}})
	}
	kinds := map[string]bool{}
	indicators := map[string]bool{}
	for _, x := range m.Score.Indicators {
		indicators[x.ID] = true
	}
	for i, c := range m.Cases {
		field := fmt.Sprintf("cases[%d]", i)
		kinds[c.Kind] = true
		if c.Name == "" || !slices.Contains(Kinds(), c.Kind) {
			add(field, "须有名称，且种类须为 %s 之一", "needs a name, and a kind of %s", strings.Join(Kinds(), ", "))
		}
		if _, err := c.Rows(lib); err != nil {
			add(field, "给定的数据有误：%s", "what is given is wrong: %s", err)
		}
		for _, w := range c.Want {
			for _, id := range slices.Concat(w.Indicators, w.Absent) {
				if !indicators[id] {
					add(field, "没有监督点“%s”", "there is no indicator %q", id)
				}
			}
		}
	}
	for _, k := range Kinds() {
		if !kinds[k] {
			add("cases", "缺少种类为 %s 的案例", "there is no case of kind %s", k)
		}
	}
	return list
}
