package expr

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A Binding gives the names of an expression their meaning.
type Binding struct {
	Dialect engine.Dialect
	// Param returns the value of params.name: string, int64, float64, bool,
	// time.Time or []string.
	Param func(name string) any
	AsOf  time.Time // the day as of which a scan looks
}

// SQL translates e. Columns appear by their quoted names, values as literals.
func (e Expr) SQL(b Binding) (string, error) {
	w := writer{b, e.native}
	if e.Type == standard.TypeBoolean {
		return w.truth(e.tree)
	}
	return w.value(e.tree)
}

// Loose translates a condition to one that holds where e holds; where e does not, it is false
// or unknown. That is enough to choose rows by, and engines see through it.
func (e Expr) Loose(b Binding) (string, error) {
	return writer{b, e.native}.loose(e.tree)
}

// A writer translates one checked syntax tree.
type writer struct {
	Binding
	tree *ast.AST
}

// fail reports what cannot be translated, and where it stands.
func (w writer) fail(x ast.Expr, format string, args ...any) (string, error) {
	at := w.tree.SourceInfo().GetStartLocation(x.ID())
	return "", fmt.Errorf("%d:%d: %s", at.Line(), at.Column()+1, fmt.Sprintf(format, args...))
}

// truth translates x to a condition that is true or false and never unknown.
func (w writer) truth(x ast.Expr) (string, error) {
	if x.Kind() == ast.CallKind {
		c := x.AsCall()
		switch c.FunctionName() {
		case operators.LogicalAnd:
			return w.join("(%s AND %s)", w.truth, c.Args()...)
		case operators.LogicalOr:
			return w.join("(%s OR %s)", w.truth, c.Args()...)
		case operators.LogicalNot:
			return w.join("(NOT %s)", w.truth, c.Args()...)
		case "known":
			return w.join("(%s IS NOT NULL)", w.raw, c.Args()...)
		}
	}
	sql, err := w.raw(x)
	if err != nil {
		return "", err
	}
	return "coalesce(" + sql + ", false)", nil
}

// loose is truth, but for what is unknown.
func (w writer) loose(x ast.Expr) (string, error) {
	if x.Kind() == ast.CallKind {
		c := x.AsCall()
		switch name := c.FunctionName(); {
		case name == operators.LogicalAnd:
			return w.join("%s AND %s", w.loose, c.Args()...)
		case comparison(name) != "":
			return w.raw(x)
		}
	}
	return w.truth(x)
}

// value translates x to a value that may be unknown. A boolean that is a column or a
// choice between columns may be unknown; every other boolean is a condition.
func (w writer) value(x ast.Expr) (string, error) {
	if w.kind(x) == types.BoolKind && x.Kind() == ast.CallKind && x.AsCall().FunctionName() != operators.Conditional {
		return w.truth(x)
	}
	return w.raw(x)
}

func (w writer) kind(x ast.Expr) types.Kind { return w.tree.GetType(x.ID()).Kind() }

// join translates args and puts them into format.
func (w writer) join(format string, each func(ast.Expr) (string, error), args ...ast.Expr) (string, error) {
	parts := make([]any, len(args))
	for i, a := range args {
		sql, err := each(a)
		if err != nil {
			return "", err
		}
		parts[i] = sql
	}
	return fmt.Sprintf(format, parts...), nil
}

// raw translates x without regard to what an unknown result means.
func (w writer) raw(x ast.Expr) (string, error) {
	switch x.Kind() {
	case ast.LiteralKind:
		return w.constant(x)
	case ast.IdentKind:
		return w.ident(x)
	case ast.CallKind:
		return w.call(x)
	default:
		return w.fail(x, "only columns, parameters, values, operators and functions can be used here")
	}
}

func (w writer) constant(x ast.Expr) (string, error) {
	switch v := x.AsLiteral().(type) {
	case types.String:
		return w.literal(x, string(v))
	case types.Int:
		return w.literal(x, int64(v))
	case types.Double:
		return w.literal(x, float64(v))
	case types.Bool:
		return w.literal(x, bool(v))
	default:
		return w.fail(x, "a value of type %s cannot be used; known(x) asks whether a value is there", v.Type().TypeName())
	}
}

func (w writer) ident(x ast.Expr) (string, error) {
	name := x.AsIdent()
	if param, ok := strings.CutPrefix(name, "params."); ok {
		return w.literal(x, w.Param(param))
	}
	if name == AsOf {
		return w.literal(x, w.AsOf)
	}
	return w.Dialect.Name(name), nil
}

// literal writes a value. Numbers are cast so that every engine calculates with 64
// bits and none takes 0.1 for a decimal.
func (w writer) literal(x ast.Expr, v any) (string, error) {
	cast := func(s string, t standard.Type) (string, error) {
		return "CAST(" + s + " AS " + w.Dialect.Type(t) + ")", nil
	}
	switch v := v.(type) {
	case nil:
		return "NULL", nil
	case string:
		if strings.ContainsRune(v, 0) {
			return w.fail(x, "a text cannot contain the character NUL")
		}
		return w.Dialect.Text(v), nil
	case int64:
		return cast(w.Dialect.Text(strconv.FormatInt(v, 10)), standard.TypeInteger)
	case float64:
		return cast(w.Dialect.Text(strconv.FormatFloat(v, 'g', -1, 64)), standard.TypeNumber)
	case bool:
		return strconv.FormatBool(v), nil
	case time.Time:
		return cast(w.Dialect.Text(v.UTC().Format(time.DateOnly)), standard.TypeDate)
	case []string:
		return w.texts(x, v)
	default:
		return w.fail(x, "a value of type %T cannot be used", v)
	}
}

// texts writes a list for IN. An empty list contains nothing, which IN () cannot say.
func (w writer) texts(x ast.Expr, list []string) (string, error) {
	if len(list) == 0 {
		return "(NULL)", nil
	}
	quoted := make([]string, len(list))
	for i, s := range list {
		q, err := w.literal(x, s)
		if err != nil {
			return "", err
		}
		quoted[i] = q
	}
	return "(" + strings.Join(quoted, ", ") + ")", nil
}

// call translates operators and functions. What is not here cannot be used.
func (w writer) call(x ast.Expr) (string, error) {
	c := x.AsCall()
	args := c.Args()
	if c.IsMemberFunction() {
		args = append([]ast.Expr{c.Target()}, args...)
	}
	switch name := c.FunctionName(); name {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot, "known":
		return w.truth(x)
	case operators.Conditional:
		return w.choice(args)
	case operators.In:
		return w.member(args)
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Negate:
		return w.arithmetic(x, name, args)
	case "date":
		return w.date(x, args[0])
	case "double":
		return w.join("CAST(%s AS "+w.Dialect.Type(standard.TypeNumber)+")", w.value, args...)
	case "year", "month":
		return w.join("CAST("+name+"(%s) AS "+w.Dialect.Type(standard.TypeInteger)+")", w.value, args...)
	case "monthsBetween":
		return w.join("CAST(12 * (year(%[2]s) - year(%[1]s)) + month(%[2]s) - month(%[1]s) AS "+w.Dialect.Type(standard.TypeInteger)+")", w.value, args...)
	case "yearsBetween": // full years: a birthday counts on its day
		return w.join("CAST(year(%[2]s) - year(%[1]s) - CASE WHEN 100 * month(%[2]s) + day(%[2]s) < 100 * month(%[1]s) + day(%[1]s) THEN 1 ELSE 0 END AS "+
			w.Dialect.Type(standard.TypeInteger)+")", w.value, args...)
	case "abs":
		return w.join("abs(%s)", w.value, args...)
	case "least": // not the function of engines, which skips what is unknown
		return w.join("CASE WHEN %[1]s <= %[2]s THEN %[1]s WHEN %[2]s < %[1]s THEN %[2]s END", w.value, args...)
	case "greatest":
		return w.join("CASE WHEN %[1]s >= %[2]s THEN %[1]s WHEN %[2]s > %[1]s THEN %[2]s END", w.value, args...)
	default:
		if op := comparison(name); op != "" {
			return w.join("(%s "+op+" %s)", w.value, args...)
		}
		return w.function(x, name, args)
	}
}

func comparison(name string) string {
	switch name {
	case operators.Equals:
		return "="
	case operators.NotEquals:
		return "<>"
	case operators.Less:
		return "<"
	case operators.LessEquals:
		return "<="
	case operators.Greater:
		return ">"
	case operators.GreaterEquals:
		return ">="
	default:
		return ""
	}
}

func (w writer) choice(args []ast.Expr) (string, error) {
	condition, err := w.truth(args[0])
	if err != nil {
		return "", err
	}
	return w.join("CASE WHEN "+strings.ReplaceAll(condition, "%", "%%")+" THEN %s ELSE %s END", w.value, args[1:]...)
}

// member translates x in list. The list is written out or is a parameter.
func (w writer) member(args []ast.Expr) (string, error) {
	if args[1].Kind() != ast.ListKind {
		return w.join("(%s IN %s)", w.value, args...)
	}
	elements := args[1].AsList().Elements()
	if len(elements) == 0 {
		return "false", nil
	}
	list := make([]string, len(elements))
	for i, e := range elements {
		if e.Kind() != ast.LiteralKind {
			return w.fail(e, "a list can contain only written-out values")
		}
		if w.kind(e) != w.kind(args[0]) { // CEL would let it be and find nothing; engines fail
			return w.fail(e, "the values of the list must have the type of what stands before in")
		}
		sql, err := w.constant(e)
		if err != nil {
			return "", err
		}
		list[i] = sql
	}
	left, err := w.value(args[0])
	return "(" + left + " IN (" + strings.Join(list, ", ") + "))", err
}

func (w writer) arithmetic(x ast.Expr, name string, args []ast.Expr) (string, error) {
	kind := w.kind(x)
	if kind != types.IntKind && kind != types.DoubleKind && (kind != types.StringKind || name != operators.Add) {
		return w.fail(x, "this operator works on numbers here; for dates use daysBetween and addDays")
	}
	switch {
	case name == operators.Negate:
		return w.join("(- %s)", w.value, args...)
	case name == operators.Add && kind == types.StringKind:
		return w.join("(%s || %s)", w.value, args...)
	case name == operators.Divide:
		left, err := w.value(args[0])
		if err != nil {
			return "", err
		}
		right, err := w.join("nullif(%s, 0)", w.value, args[1])
		if err != nil {
			return "", err
		}
		if kind == types.IntKind {
			return w.Dialect.Call(engine.DivideWhole, left, right), nil
		}
		return "(" + left + " / " + right + ")", nil
	default:
		return w.join("(%s "+strings.Trim(name, "_")+" %s)", w.value, args...)
	}
}

// date translates date("2020-01-31") and date(value), where value is text of that form: what
// the reader read as a day stands as text among values of other kinds. Text of another form
// is an unknown day; engines would take 2020-01 for the first of January.
func (w writer) date(x, arg ast.Expr) (string, error) {
	if arg.Kind() != ast.LiteralKind {
		return w.join("CASE WHEN length(%[1]s) = 10 THEN TRY_CAST(%[1]s AS "+w.Dialect.Type(standard.TypeDate)+") END", w.value, arg)
	}
	s, _ := arg.AsLiteral().Value().(string)
	day, err := time.Parse(time.DateOnly, s)
	if err != nil || day.Year() < 1 {
		return w.fail(x, "%q is no day of the form 2020-01-31", s)
	}
	return w.literal(x, day)
}

// function translates the functions that engines spell differently.
func (w writer) function(x ast.Expr, name string, args []ast.Expr) (string, error) {
	var f engine.Function
	switch name {
	case "startsWith":
		f = engine.StartsWith
	case "endsWith":
		f = engine.EndsWith
	case "contains":
		f = engine.Contains
	case "size":
		f = engine.Length
	case "plain":
		f = engine.Plain
	case "daysBetween":
		f = engine.DaysBetween
	case "addDays":
		f = engine.AddDays
	default:
		return w.fail(x, "%s cannot be used here", strings.Trim(name, "_"))
	}
	if name == "size" && w.kind(args[0]) != types.StringKind {
		return w.fail(x, "size works on texts only")
	}
	list := make([]string, len(args))
	for i, a := range args {
		sql, err := w.value(a)
		if err != nil {
			return "", err
		}
		list[i] = sql
	}
	return w.Dialect.Call(f, list...), nil
}
