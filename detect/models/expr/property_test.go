package expr

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types/ref"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestSQLMeansWhatCELMeans draws expressions and rows and compares what DuckDB makes of
// the translation with what cel-go makes of each operation. What an unknown value
// means is written down here a second time, because CEL has no such values.
func TestSQLMeansWhatCELMeans(t *testing.T) {
	e, err := duck.Open(t.Context(), duck.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	o := newOracle(t)
	rapid.Check(t, func(t *rapid.T) {
		typ := rapid.SampledFrom(fieldTypes).Draw(t, "type")
		n := o.draw(t, typ, 3)
		rows := rapid.SliceOfN(rapid.Custom(drawRow), 1, 6).Draw(t, "rows")
		x, err := Parse(n.source, scope())
		if err != nil {
			t.Fatalf("%s: %v", n.source, err)
		}
		if x.Type != typ {
			t.Fatalf("%s has type %s, want %s", n.source, x.Type, typ)
		}
		sql, err := x.SQL(Binding{Dialect: e.Dialect(), Param: param, AsOf: asOf})
		if err != nil {
			t.Fatalf("%s: %v", n.source, err)
		}
		loose := "NULL"
		if typ == standard.TypeBoolean {
			loose, err = x.Loose(Binding{Dialect: e.Dialect(), Param: param, AsOf: asOf})
			if err != nil {
				t.Fatalf("%s: %v", n.source, err)
			}
		}
		i := 0
		for got, err := range e.Query(t.Context(), "SELECT "+sql+" AS x, "+loose+" AS loose FROM ("+table(e.Dialect(), rows)+") v ORDER BY row_number") {
			if err != nil {
				t.Fatalf("%s: %s: %v", n.source, sql, err)
			}
			want := n.value(rows[i])
			if n.typ == standard.TypeBoolean && want == nil {
				want = false
			}
			if got["x"] != want {
				t.Fatalf("%s on %v\nis %v (%T) by SQL %s\nand %v (%T) by CEL", n.source, rows[i], got["x"], got["x"], sql, want, want)
			}
			if n.typ == standard.TypeBoolean && (got["loose"] == true) != (want == true) {
				t.Fatalf("%s on %v\nis %v (%T) by SQL %s\nand %v by CEL", n.source, rows[i], got["loose"], got["loose"], loose, want)
			}
			i++
		}
		if i != len(rows) {
			t.Fatalf("%d rows came back of %d", i, len(rows))
		}
	})
}

var (
	fieldTypes = []standard.Type{standard.TypeText, standard.TypeInteger, standard.TypeNumber, standard.TypeBoolean, standard.TypeDate}
	asOf       = time.Date(2020, 2, 29, 0, 0, 0, 0, time.UTC)
)

func param(name string) any {
	if name == "limit" {
		return int64(7)
	}
	return []string{"民间借贷", "it's", "a%"}
}

// drawRow draws a row in which each value may be unknown.
func drawRow(t *rapid.T) map[string]any {
	row := map[string]any{}
	for _, typ := range fieldTypes {
		for _, i := range []string{"1", "2"} {
			name := columnPrefix(typ) + i
			if rapid.IntRange(0, 3).Draw(t, name+" known") > 0 {
				row[name] = drawValue(t, typ)
			} else {
				row[name] = nil
			}
		}
	}
	return row
}

func columnPrefix(t standard.Type) string {
	if t == standard.TypeNumber {
		return "n"
	}
	return string(t[:1])
}

func drawValue(t *rapid.T, typ standard.Type) any {
	switch typ {
	case standard.TypeText:
		return rapid.SampledFrom([]string{"", "a", "ab", "a%", "it's", "民间借贷", "民间", "\\", "\"", "😀x"}).Draw(t, "text")
	case standard.TypeInteger:
		return rapid.Int64Range(-9, 9).Draw(t, "integer")
	case standard.TypeNumber:
		return rapid.SampledFrom([]float64{0, 0.1, -0.1, 1, 2.5, -3, 1e6, 7}).Draw(t, "number")
	case standard.TypeBoolean:
		return rapid.Bool().Draw(t, "boolean")
	default:
		return asOf.AddDate(0, 0, rapid.IntRange(-800, 800).Draw(t, "date"))
	}
}

// table writes rows as a query.
func table(d engine.Dialect, rows []map[string]any) string {
	w := writer{Binding: Binding{Dialect: d}}
	var queries []string
	for i, row := range rows {
		var columns []string
		for _, typ := range fieldTypes {
			for _, n := range []string{"1", "2"} {
				name := columnPrefix(typ) + n
				sql, err := w.literal(nil, row[name])
				if err != nil {
					panic(err)
				}
				columns = append(columns, "CAST("+sql+" AS "+d.Type(typ)+") AS "+name)
			}
		}
		queries = append(queries, fmt.Sprintf("SELECT %d AS row_number, %s", i, strings.Join(columns, ", ")))
	}
	return strings.Join(queries, " UNION ALL ")
}

// A node is an expression with its meaning.
type node struct {
	source string
	typ    standard.Type
	value  func(row map[string]any) any // nil is unknown
}

// An oracle knows what single operations mean, from cel-go.
type oracle struct {
	programs map[string]cel.Program
	env      *cel.Env
}

func newOracle(t *testing.T) *oracle {
	env, err := cel.NewEnv(cel.CrossTypeNumericComparisons(true), cel.Variable("x", cel.DynType), cel.Variable("y", cel.DynType))
	if err != nil {
		t.Fatal(err)
	}
	return &oracle{map[string]cel.Program{}, env}
}

// apply evaluates one operation on known values with cel-go; a failure (division by
// zero) is an unknown value, and so is what is not a number.
func (o *oracle) apply(source string, x, y any) any {
	p, ok := o.programs[source]
	if !ok {
		checked, issues := o.env.Compile(source)
		if issues.Err() != nil {
			panic(issues.Err())
		}
		var err error
		if p, err = o.env.Program(checked); err != nil {
			panic(err)
		}
		o.programs[source] = p
	}
	var out ref.Val
	out, _, err := p.Eval(map[string]any{"x": x, "y": y})
	if err != nil {
		return nil
	}
	if f, ok := out.Value().(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return nil
	}
	return out.Value()
}

// binary is an operation that is unknown or, as a condition, false if an operand is unknown.
func (o *oracle) binary(typ standard.Type, format, source string, l, r node) node {
	return node{fmt.Sprintf(format, l.source, r.source), typ, func(row map[string]any) any {
		x, y := l.value(row), r.value(row)
		if x != nil && y != nil {
			return o.apply(source, x, y)
		}
		if typ == standard.TypeBoolean {
			return false
		}
		return nil
	}}
}

func (o *oracle) draw(t *rapid.T, typ standard.Type, depth int) node {
	if depth == 0 || rapid.IntRange(0, 4).Draw(t, "leaf") == 0 {
		return leaf(t, typ)
	}
	ordered := typ == standard.TypeInteger || typ == standard.TypeNumber || typ == standard.TypeDate
	if ordered && rapid.IntRange(0, 5).Draw(t, "pair") == 0 {
		return o.pair(t, typ, depth)
	}
	if rapid.IntRange(0, 5).Draw(t, "choice") == 0 {
		c, a, b := o.draw(t, standard.TypeBoolean, depth-1), o.draw(t, typ, depth-1), o.draw(t, typ, depth-1)
		return node{"(" + c.source + " ? " + a.source + " : " + b.source + ")", typ, func(row map[string]any) any {
			if c.value(row) == true {
				return a.value(row)
			}
			return b.value(row)
		}}
	}
	switch typ {
	case standard.TypeText:
		return o.binary(typ, "(%s + %s)", "x + y", o.draw(t, typ, depth-1), o.draw(t, typ, depth-1))
	case standard.TypeInteger:
		return o.integer(t, depth)
	case standard.TypeNumber:
		return o.number(t, depth)
	case standard.TypeDate:
		l, r := o.draw(t, typ, depth-1), o.draw(t, standard.TypeInteger, 0)
		return node{"addDays(" + l.source + ", " + r.source + ")", typ, func(row map[string]any) any {
			d, ok := l.value(row).(time.Time)
			n, also := r.value(row).(int64)
			if !ok || !also {
				return nil
			}
			return d.AddDate(0, 0, int(n))
		}}
	default:
		return o.condition(t, depth)
	}
}

// pair draws the smaller or larger of two values, or how far a number is from 0.
func (o *oracle) pair(t *rapid.T, typ standard.Type, depth int) node {
	l, r := o.draw(t, typ, depth-1), o.draw(t, typ, depth-1)
	switch form := rapid.SampledFrom([]string{"least", "greatest", "abs"}).Draw(t, "pair form"); {
	case form == "abs" && typ != standard.TypeDate:
		return node{"abs(" + l.source + ")", typ, func(row map[string]any) any {
			if x := l.value(row); x != nil {
				return o.apply("x < y ? -x : x", x, map[standard.Type]any{standard.TypeInteger: int64(0), standard.TypeNumber: 0.0}[typ])
			}
			return nil
		}}
	case form == "greatest":
		return o.binary(typ, "greatest(%s, %s)", "x >= y ? x : y", l, r)
	default:
		return o.binary(typ, "least(%s, %s)", "x <= y ? x : y", l, r)
	}
}

// calendar draws months by the calendar or full years between two days.
func (o *oracle) calendar(t *rapid.T, depth int) node {
	l, r := o.draw(t, standard.TypeDate, depth-1), o.draw(t, standard.TypeDate, depth-1)
	name := rapid.SampledFrom([]string{"monthsBetween", "yearsBetween"}).Draw(t, "calendar")
	return node{name + "(" + l.source + ", " + r.source + ")", standard.TypeInteger, func(row map[string]any) any {
		x, ok := l.value(row).(time.Time)
		y, also := r.value(row).(time.Time)
		switch {
		case !ok || !also:
			return nil
		case name == "monthsBetween":
			return int64(12*(y.Year()-x.Year()) + int(y.Month()) - int(x.Month()))
		}
		years := y.Year() - x.Year()
		if y.Month() < x.Month() || y.Month() == x.Month() && y.Day() < x.Day() {
			years--
		}
		return int64(years)
	}}
}

func (o *oracle) integer(t *rapid.T, depth int) node {
	switch typ := standard.TypeInteger; rapid.IntRange(0, 4).Draw(t, "integer form") {
	case 4:
		return o.calendar(t, depth)
	case 0:
		s := o.draw(t, standard.TypeText, depth-1)
		return node{"size(" + s.source + ")", typ, func(row map[string]any) any {
			if x := s.value(row); x != nil {
				return o.apply("size(x)", x, nil)
			}
			return nil
		}}
	case 1:
		l, r := o.draw(t, standard.TypeDate, depth-1), o.draw(t, standard.TypeDate, depth-1)
		return node{"daysBetween(" + l.source + ", " + r.source + ")", typ, func(row map[string]any) any {
			x, ok := l.value(row).(time.Time)
			y, also := r.value(row).(time.Time)
			if !ok || !also {
				return nil
			}
			return int64(y.Sub(x).Hours() / 24)
		}}
	case 2:
		d, part := o.draw(t, standard.TypeDate, depth-1), rapid.SampledFrom([]string{"year", "month"}).Draw(t, "part")
		return node{part + "(" + d.source + ")", typ, func(row map[string]any) any {
			x, ok := d.value(row).(time.Time)
			switch {
			case !ok:
				return nil
			case part == "year":
				return int64(x.Year())
			default:
				return int64(x.Month())
			}
		}}
	default:
		op := rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "operator")
		return o.binary(typ, "(%s "+op+" %s)", "x "+op+" y", o.draw(t, typ, depth-1), o.draw(t, typ, depth-1))
	}
}

func (o *oracle) number(t *rapid.T, depth int) node {
	typ := standard.TypeNumber
	if rapid.Bool().Draw(t, "double") {
		i := o.draw(t, standard.TypeInteger, depth-1)
		return node{"double(" + i.source + ")", typ, func(row map[string]any) any {
			if x := i.value(row); x != nil {
				return o.apply("double(x)", x, nil)
			}
			return nil
		}}
	}
	op := rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "operator")
	return o.binary(typ, "(%s "+op+" %s)", "x "+op+" y", o.draw(t, typ, depth-1), o.draw(t, typ, depth-1))
}

func (o *oracle) condition(t *rapid.T, depth int) node {
	typ := standard.TypeBoolean
	switch rapid.IntRange(0, 6).Draw(t, "condition form") {
	case 0:
		x := o.draw(t, typ, depth-1)
		return node{"!(" + x.source + ")", typ, func(row map[string]any) any { return x.value(row) != true }}
	case 1, 2:
		l, r := o.draw(t, typ, depth-1), o.draw(t, typ, depth-1)
		and := rapid.Bool().Draw(t, "and")
		return node{"(" + l.source + map[bool]string{true: " && ", false: " || "}[and] + r.source + ")", typ, func(row map[string]any) any {
			x, y := l.value(row) == true, r.value(row) == true
			return and && x && y || !and && (x || y)
		}}
	case 3:
		x := o.draw(t, rapid.SampledFrom(fieldTypes).Draw(t, "known type"), 0)
		return node{"known(" + x.source + ")", typ, func(row map[string]any) any { return x.value(row) != nil }}
	case 4:
		f := rapid.SampledFrom([]string{"startsWith", "endsWith", "contains"}).Draw(t, "function")
		return o.binary(typ, "%s."+f+"(%s)", "x."+f+"(y)", o.draw(t, standard.TypeText, depth-1), o.draw(t, standard.TypeText, depth-1))
	case 5:
		x := o.draw(t, standard.TypeText, depth-1)
		return node{"(" + x.source + " in params.causes)", typ, func(row map[string]any) any {
			v := x.value(row)
			return v != nil && o.apply("x in y", v, param("causes")) == true
		}}
	default:
		of := rapid.SampledFrom([]standard.Type{standard.TypeText, standard.TypeInteger, standard.TypeNumber, standard.TypeDate, standard.TypeBoolean}).Draw(t, "compared")
		op := rapid.SampledFrom([]string{"==", "!=", "<", "<=", ">", ">="}).Draw(t, "operator")
		return o.binary(typ, "(%s "+op+" %s)", "x "+op+" y", o.draw(t, of, depth-1), o.draw(t, of, depth-1))
	}
}

// leaf draws a column, a parameter or a written-out value.
func leaf(t *rapid.T, typ standard.Type) node {
	if rapid.Bool().Draw(t, "column") {
		name := columnPrefix(typ) + rapid.SampledFrom([]string{"1", "2"}).Draw(t, "which")
		return node{name, typ, func(row map[string]any) any { return row[name] }}
	}
	v := drawValue(t, typ)
	n := node{"", typ, func(map[string]any) any { return v }}
	switch x := v.(type) {
	case string:
		n.source = strconv.Quote(x)
	case int64:
		n.source = "(" + strconv.FormatInt(x, 10) + ")"
	case float64:
		n.source = "(" + strconv.FormatFloat(x, 'f', 1, 64) + ")"
	case bool:
		n.source = strconv.FormatBool(x)
	case time.Time:
		n.source = "date(\"" + x.Format(time.DateOnly) + "\")"
	}
	return n
}
