package models

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// Parts takes the rule of a model apart into what it asks of the data: each condition, each
// pair of columns that two tables are joined by, each aggregate, measure and indicator. The
// names that its author chose for steps, columns and parameters are replaced by what they
// stand for, down to the fields of the standards, and numbers are left out: two models that
// differ in names and thresholds only have the same parts. Parts are sorted; one that the
// rule uses twice is there twice.
func Parts(m Model, lib standard.Library) ([]string, error) {
	target := Target{Standards: lib, Dialect: engine.Trial{}, AsOf: time.Unix(0, 0)}
	if _, err := Compile(m, target); err != nil {
		return nil, err
	}
	b := newBuilder(m, target) // with all columns: what a model asks, whether or not it uses the answer
	b.model()
	t := taker{params: map[string]string{}, means: map[string]map[string]string{}}
	for _, p := range m.Parameters {
		t.params["params."+p.ID] = "#"
		if list, ok := texts(p.Default); ok {
			t.params["params."+p.ID] = fmt.Sprint(list)
		}
	}
	for _, name := range m.Inputs {
		t.means[name] = map[string]string{}
		for _, f := range lib[name].Fields {
			t.means[name][f.Name] = name + "." + f.Name
		}
	}
	for _, s := range m.Rule {
		t.step(s, b.tables[s.Name].columns)
	}
	t.score(m.Score)
	slices.Sort(t.parts)
	return t.parts, nil
}

// Alike is how much two models ask the same: the parts that both have in all parts that
// either has, counted as often as they occur, from 0 to 1 (Jaccard).
func Alike(a, b []string) float64 {
	count := map[string][2]int{}
	for side, list := range [2][]string{a, b} {
		for _, p := range list {
			c := count[p]
			c[side]++
			count[p] = c
		}
	}
	both, all := 0, 0
	for _, c := range count {
		both, all = both+min(c[0], c[1]), all+max(c[0], c[1])
	}
	if all == 0 {
		return 0
	}
	return float64(both) / float64(all)
}

// A taker takes a model apart.
type taker struct {
	params map[string]string
	means  map[string]map[string]string // what a column stands for, by table and column
	parts  []string
}

func (t *taker) add(kind string, what ...string) {
	t.parts = append(t.parts, kind+" "+strings.Join(what, " "))
}

// lexeme is a text in quotes, a name or a number.
var lexeme = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+(?:\.[0-9]+)?`)

// meaning replaces the names in an expression, and leaves numbers and spaces out.
func (t *taker) meaning(source string, names map[string]string) string {
	s := lexeme.ReplaceAllStringFunc(source, func(x string) string {
		switch c := x[0]; {
		case c == '"' || c == '\'':
			return `"` + x[1:len(x)-1] + `"`
		case c >= '0' && c <= '9':
			return "#"
		}
		if v, ok := t.params[x]; ok {
			return v
		}
		if v, ok := names[x]; ok {
			return v
		}
		column, method, _ := strings.Cut(x, ".") // cause.contains(...)
		if v, ok := names[column]; ok {
			return v + "." + method
		}
		return x
	})
	return strings.Join(strings.Fields(s), "")
}

// short keeps a meaning that is put into others from growing without end.
func short(s string) string {
	if len(s) <= 60 {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return "~" + hex.EncodeToString(sum[:8])
}

// conjuncts splits a condition at the && that stand in no brackets and no quotes.
func conjuncts(source string) (list []string) {
	depth, from := 0, 0
	var quote rune
	for i, c := range source {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && i >= from && strings.HasPrefix(source[i:], "&&"):
			list = append(list, source[from:i])
			from = i + 2
		}
	}
	return append(list, source[from:])
}

func (t *taker) conditions(source string, names map[string]string) {
	for _, c := range conjuncts(source) {
		if c = t.meaning(c, names); c != "" {
			t.add("where", c)
		}
	}
}

// step notes the parts of a step and what its columns stand for. What is particular about an
// operator is told for the usual ones; of others each setting is a part.
func (t *taker) step(s Step, columns []Column) {
	kind, op := s.operator()
	from, with := t.means[source(s, "from")], t.means[source(s, "with")]
	out := map[string]string{}
	for _, c := range columns {
		out[c.Name] = from[c.Name]
		if out[c.Name] == "" {
			out[c.Name] = kind + "." + c.Name
		}
	}
	t.means[s.Name] = out
	switch o := op.(type) {
	case *Filter:
		t.conditions(o.Where, from)
	case *Join:
		for name, c := range o.Take {
			out[name] = with[c]
		}
		t.pairs(kind, o.On, from, with)
		t.conditions(o.Where, out)
	case *Missing:
		t.pairs(kind, o.On, from, with)
		names := map[string]string{}
		for k, v := range from {
			names[k] = v
		}
		for name, c := range o.Take {
			names[name] = with[c]
		}
		t.conditions(o.Where, names)
	case *Union:
		for name := range out {
			out[name] = t.means[o.Of[0]][name]
		}
	case *Derive:
		for name, e := range o.Set {
			out[name] = short("(" + t.meaning(e, from) + ")")
		}
	case *Tally:
		t.aggregates(kind, o.By, o.Set, from, out)
	case *Window:
		t.aggregates(kind, append(slices.Clone(o.By), o.On), o.Set, from, out)
	default:
		t.settings(s, kind, from)
	}
}

// source is a setting of the operator of s that names a table.
func source(s Step, key string) string {
	all := settingsOf(s)
	name, _ := all[key].(string)
	return name
}

// settingsOf is what the file says of the operator of s.
func settingsOf(s Step) map[string]any {
	kind, op := s.operator()
	if op == nil {
		return nil
	}
	b, err := yaml.Marshal(s)
	if err != nil {
		return nil
	}
	var all map[string]any
	if yaml.Unmarshal(b, &all) != nil {
		return nil
	}
	list, _ := all[kind].(map[string]any)
	return list
}

func (t *taker) pairs(kind string, on map[string]string, from, with map[string]string) {
	for _, l := range sortedKeys(on) {
		t.add(kind, from[l]+"="+with[on[l]])
	}
}

func (t *taker) aggregates(kind string, by []string, set map[string]Aggregate, from, out map[string]string) {
	var groups []string
	for _, name := range by {
		groups = append(groups, from[name])
	}
	slices.Sort(groups)
	for _, name := range sortedKeys(set) {
		what := t.aggregate(set[name], from)
		out[name] = short(what + " by " + strings.Join(groups, ","))
		t.add(kind, out[name])
	}
}

func (t *taker) aggregate(a Aggregate, from map[string]string) string {
	what := a.Take + "(" + from[a.Of]
	if a.Where != "" {
		what += "|" + t.meaning(a.Where, from)
	}
	return what + ")"
}

// settings notes each setting of an operator that is not known better.
func (t *taker) settings(s Step, kind string, from map[string]string) {
	all := settingsOf(s)
	for _, key := range sortedKeys(all) {
		if text := fmt.Sprint(all[key]); all[key] != nil && text != "" && text != "[]" && text != "map[]" && text != "false" && t.means[text] == nil {
			t.add(kind, key, short(t.meaning(text, from)))
		}
	}
}

// score notes the measures, the gate and the indicators.
func (t *taker) score(s Score) {
	over := t.means[s.Over]
	names := map[string]string{}
	t.add("subject", over[s.Subject.ID])
	for _, m := range s.Measures {
		in := over
		if m.Over != "" {
			in = t.means[m.Over]
		}
		what := t.aggregate(Aggregate{m.Take, m.Of, m.Where}, in)
		if m.Among != "" {
			what += " of " + t.meaning(m.Among, in)
		}
		if m.Is != "" {
			what = t.meaning(m.Is, names)
		}
		names[m.ID] = short(what)
		t.add("measure", names[m.ID])
	}
	t.conditions(s.Gate, names)
	for _, x := range s.Indicators {
		t.add("indicator", names[x.Value], map[bool]string{true: "for", false: "against"}[x.Weight < 0])
	}
}
