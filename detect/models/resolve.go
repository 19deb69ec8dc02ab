package models

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// identifier is what steps, columns, measures and parameters may be called.
var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func parsed(source []byte) *yaml.Node {
	var n yaml.Node
	if yaml.Unmarshal(source, &n) != nil {
		return nil // reported by Read
	}
	return &n
}

// from finds a table that a step reads and notes that it is read.
func (b *builder) from(at place, name string) (table, bool) {
	t, ok := b.tables[name]
	if !ok {
		b.faults.add(at, "没有名为“%s”的步骤或输入", "there is no step or input %q before this one", name)
		return t, false
	}
	b.reads = append(b.reads, t.name)
	return t, !t.broken
}

// columns checks that t has every column of names.
func (b *builder) columns(at place, t table, names []string) bool {
	ok := true
	for i, name := range names {
		if _, found := b.column(at.of(i), t, name); !found {
			ok = false
		}
	}
	return ok
}

func (b *builder) column(at place, t table, name string) (Column, bool) {
	c, ok := t.column(name)
	if !ok && !t.broken {
		b.faults.add(at, "“%s”没有列“%s”；有：%s", "%s has no column %q; it has %s", t.name, name, strings.Join(t.names(), ", "))
	}
	return c, ok
}

// fresh checks that a new column has a usable name that t does not have yet.
func (b *builder) fresh(at place, t table, name string) {
	if !identifier.MatchString(name) || name == expr.AsOf {
		b.faults.add(at, "列名“%s”须由小写字母、数字和下划线组成，且不得为 as_of", "column name %q must consist of small letters, digits and underscores, and not be as_of", name)
	}
	if _, taken := t.column(name); taken {
		b.faults.add(at, "已有列“%s”", "there is a column %q already", name)
	}
}

// expression compiles an expression over the columns of t.
func (b *builder) expression(at place, source string, t table) (string, standard.Type) {
	scope := expr.Scope{Columns: map[string]standard.Type{}, Params: b.types}
	for _, c := range t.columns {
		scope.Columns[c.Name] = c.Type
	}
	e, err := expr.Parse(source, scope)
	if err != nil {
		b.faults.add(at, "表达式有误：%s", "the expression is wrong: %s", err)
		return "NULL", standard.TypeText
	}
	sql, err := e.SQL(b.binding())
	if err != nil {
		b.faults.add(at, "表达式有误：%s", "the expression is wrong: %s", err)
	}
	b.ahead(at, e, b.binding(), t)
	return sql, e.Type
}

func (b *builder) binding() expr.Binding {
	return expr.Binding{Dialect: b.target.Dialect, Param: func(name string) any { return b.params[name] }, AsOf: b.target.AsOf}
}

// loose compiles a condition that may be unknown where it does not hold.
func (b *builder) loose(at place, source string, t table) string {
	sql := b.condition(at, source, t)
	scope := expr.Scope{Columns: map[string]standard.Type{}, Params: b.types}
	for _, c := range t.columns {
		scope.Columns[c.Name] = c.Type
	}
	if e, err := expr.Parse(source, scope); err == nil { // or else it was reported
		if simple, err := e.Loose(b.binding()); err == nil {
			return simple
		}
	}
	return sql
}

// condition compiles an expression that must be true or false.
func (b *builder) condition(at place, source string, t table) string {
	sql, typ := b.expression(at, source, t)
	if typ != standard.TypeBoolean && sql != "NULL" {
		b.faults.add(at, "此处须是真假条件，而表达式的类型是 %s", "a condition is needed here, but the expression has type %s", typ)
	}
	return sql
}

// number resolves a value: a number written out, or a parameter.
func (b *builder) number(at place, v Value) float64 {
	s := string(v)
	name, isParam := strings.CutPrefix(s, "params.")
	if !isParam {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			b.faults.add(at, "“%s”既不是数字也不是参数", "%q is neither a number nor a parameter", s)
		}
		return f
	}
	switch x := b.params[name].(type) {
	case int64:
		return float64(x)
	case float64:
		return x
	default:
		b.faults.add(at, "没有数值参数“%s”", "there is no parameter %q that is a number", name)
		return 0
	}
}

// whole resolves a value that must be a whole number of at least least.
func (b *builder) whole(at place, v Value, least int) int {
	f := b.number(at, v)
	if f != float64(int(f)) || int(f) < least {
		b.faults.add(at, "须为不小于%d的整数", "must be a whole number of at least %d", least)
		return least
	}
	return int(f)
}

// parameter checks a parameter and resolves its value.
func (b *builder) parameter(at place, p Parameter) {
	if !identifier.MatchString(p.ID) || b.types[p.ID] != "" {
		b.faults.add(at.of("id"), "参数名“%s”不合规或重复", "parameter name %q is malformed or stands twice", p.ID)
	}
	typ := standard.Type(p.Type)
	value, ok := p.Value(p.Default)
	if !ok {
		b.faults.add(at.of("default"), "默认值须为 %s 且在限值之内", "the default must be of type %s and within the limits", p.Type)
	}
	if set, given := b.target.Params[p.ID]; given {
		if value, ok = p.Value(set); !ok {
			b.faults.add(at, "参数“%s”的取值须为 %s 且在限值之内", "the value of parameter %q must be of type %s and within the limits", p.ID, p.Type)
		}
	}
	b.types[p.ID], b.params[p.ID] = typ, value
}

// Value converts v, as YAML or JSON decode it, to the type of p, and reports whether it
// has that type and keeps the limits.
func (p Parameter) Value(v any) (any, bool) {
	switch standard.Type(p.Type) {
	case standard.TypeInteger:
		f, ok := float(v)
		return int64(f), ok && f == float64(int64(f)) && p.within(f)
	case standard.TypeNumber:
		f, ok := float(v)
		return f, ok && p.within(f)
	case standard.TypeText:
		s, ok := v.(string)
		return s, ok
	case standard.TypeBoolean:
		x, ok := v.(bool)
		return x, ok
	case standard.TypeDate:
		return day(v)
	case expr.TypeTexts:
		return texts(v)
	default:
		return nil, false
	}
}

func (p Parameter) within(f float64) bool {
	return (p.Min == nil || f >= *p.Min) && (p.Max == nil || f <= *p.Max)
}

func float(v any) (float64, bool) {
	switch x := v.(type) {
	case int:
		return float64(x), true
	case int64:
		return float64(x), true
	case float64:
		return x, true
	default:
		return 0, false
	}
}

// day reads a date, which YAML decodes to a time if it is not in quotes.
func day(v any) (any, bool) {
	switch x := v.(type) {
	case time.Time:
		return x, true
	case string:
		t, err := time.Parse(time.DateOnly, x)
		return t, err == nil
	default:
		return nil, false
	}
}

func texts(v any) (any, bool) {
	if list, ok := v.([]string); ok {
		return slices.Clone(list), true
	}
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]string, len(list))
	for i, x := range list {
		if out[i], ok = x.(string); !ok {
			return nil, false
		}
	}
	return out, true
}
