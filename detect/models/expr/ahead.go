package expr

import (
	"fmt"
	"math"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// An Ahead is a place in an expression that looks beyond the day as of which a scan looks.
type Ahead struct {
	At  string // line:column
	Day bool   // a day after as_of is named; else it is asked whether something happened after as_of
}

// Ahead lists where e looks beyond as_of: days that lie, or may lie, after it
// (addDays(as_of, 30); the day after it is allowed, as the end of what still goes on), and comparisons that hold only of what happened after it
// (decided_on > as_of). event says which columns are days on which something happened; of
// others, as due dates, one may ask whether they are still to come. What it does not see, as
// a day written out, is for whoever runs the model to find.
func (e Expr) Ahead(b Binding, event func(column string) bool) []Ahead {
	l := &lookout{Binding: b, tree: e.native, event: event}
	l.term(e.tree)
	return l.found
}

// A reach is what is known of the value of an expression: base + [lo, hi].
type reach struct {
	base   base
	lo, hi float64
}

type base int

const (
	unclear  base = iota
	number        // a number
	today         // as_of and so many days
	happened      // the day of an event and so many days
	until         // days from as_of until an event, and so many
	since         // days from an event until as_of, and so many
)

// A lookout walks one expression.
type lookout struct {
	Binding
	tree  *ast.AST
	event func(string) bool
	found []Ahead
}

func (l *lookout) report(x ast.Expr, day bool) {
	at := l.tree.SourceInfo().GetStartLocation(x.ID())
	l.found = append(l.found, Ahead{fmt.Sprintf("%d:%d", at.Line(), at.Column()+1), day})
}

// term works out what is known of x and reports what in it looks ahead.
func (l *lookout) term(x ast.Expr) reach {
	switch x.Kind() {
	case ast.LiteralKind:
		switch v := x.AsLiteral().(type) {
		case types.Int:
			return reach{number, float64(v), float64(v)}
		case types.Double:
			return reach{number, float64(v), float64(v)}
		}
	case ast.IdentKind:
		return l.named(x.AsIdent())
	case ast.CallKind:
		return l.call(x)
	}
	return reach{}
}

func (l *lookout) named(name string) reach {
	if name == AsOf {
		return reach{base: today}
	}
	if len(name) > 7 && name[:7] == "params." {
		switch v := l.Param(name[7:]).(type) {
		case int64:
			return reach{number, float64(v), float64(v)}
		case float64:
			return reach{number, v, v}
		}
		return reach{}
	}
	if l.event(name) {
		return reach{base: happened}
	}
	return reach{number, math.Inf(-1), math.Inf(1)} // a number that may be any; nothing is asked of other types
}

func (l *lookout) call(x ast.Expr) reach {
	c := x.AsCall()
	if c.FunctionName() == operators.LogicalNot { // !(filed_on > as_of) asks for the past
		inner := &lookout{Binding: l.Binding, tree: l.tree, event: func(string) bool { return false }}
		inner.term(c.Args()[0])
		l.found = append(l.found, inner.found...)
		return reach{}
	}
	var args []reach
	if c.IsMemberFunction() {
		args = append(args, l.term(c.Target()))
	}
	for _, a := range c.Args() {
		args = append(args, l.term(a))
	}
	switch name := c.FunctionName(); name {
	case "addDays":
		r := shift(args[0], args[1])
		if r.base == today && r.hi > 1 {
			l.report(x, true)
		}
		return r
	case "daysBetween":
		return between(args[0], args[1])
	case "double":
		return args[0]
	case operators.Negate:
		return negative(args[0])
	case operators.Add:
		return sum(args[0], args[1])
	case operators.Subtract:
		return sum(args[0], negative(args[1]))
	case operators.Conditional:
		return either(args[1], args[2])
	default:
		if op := comparison(name); op != "" && future(op, args[0], args[1]) {
			l.report(x, false)
		}
		return reach{}
	}
}

func negative(r reach) reach {
	switch r.base {
	case number:
		return reach{number, -r.hi, -r.lo}
	case until:
		return reach{since, -r.hi, -r.lo}
	case since:
		return reach{until, -r.hi, -r.lo}
	}
	return reach{}
}

// shift moves a by the number n; of an unclear number nothing is known.
func shift(a, n reach) reach {
	if n.base != number {
		n = reach{number, math.Inf(-1), math.Inf(1)}
	}
	if a.base == unclear {
		return a
	}
	return reach{a.base, a.lo + n.lo, a.hi + n.hi}
}

func sum(a, b reach) reach {
	switch {
	case a.base == unclear || b.base == unclear:
		return reach{}
	case b.base == number:
		return shift(a, b)
	case a.base == number:
		return shift(b, a)
	}
	return reach{}
}

// between is the days from a to b.
func between(a, b reach) reach {
	switch {
	case a.base == today && b.base == happened:
		return reach{until, b.lo - a.hi, b.hi - a.lo}
	case a.base == happened && b.base == today:
		return reach{since, b.lo - a.hi, b.hi - a.lo}
	case a.base == today && b.base == today:
		return reach{number, b.lo - a.hi, b.hi - a.lo}
	}
	return reach{}
}

func either(a, b reach) reach {
	if a.base != b.base {
		return reach{}
	}
	return reach{a.base, min(a.lo, b.lo), max(a.hi, b.hi)}
}

// future reports whether a op b holds only of an event after as_of: both are brought to the
// form: days from as_of until the event op least, with the smallest least there can be.
func future(op string, a, b reach) bool {
	turned := map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
	var least float64
	switch {
	case a.base == happened && b.base == today, a.base == until && b.base == number:
		least = b.lo - a.hi
	case a.base == today && b.base == happened, a.base == number && b.base == until:
		op, least = turned[op], a.lo-b.hi
	case a.base == since && b.base == number:
		op, least = turned[op], a.lo-b.hi
	case a.base == number && b.base == since:
		least = b.lo - a.hi
	default:
		return false
	}
	switch op {
	case ">":
		return least >= 0
	case ">=", "=":
		return least > 0
	}
	return false
}
