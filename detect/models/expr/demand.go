package expr

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// A Demand is what a condition asks of one column alone.
type Demand struct {
	Column string
	Is     Test
	Of     []string // for Among and Beside
}

// A Test is how a value is looked at.
type Test string

// The tests.
const (
	Among   Test = "among"   // the text is one of Of
	Beside  Test = "beside"  // the text is none of Of, or unknown
	True    Test = "true"    // the boolean is true
	NotTrue Test = "not"     // the boolean is false or unknown
	Known   Test = "known"   // there is a value
	Unknown Test = "unknown" // there is none
)

// Demands lists what every row must meet of which e is true: those parts of e that are joined
// by && and ask about one column each. What else e asks is left out.
func (e Expr) Demands(param func(string) any) []Demand {
	d := demander{param: param}
	d.walk(e.tree)
	return d.found
}

type demander struct {
	param func(string) any
	found []Demand
}

func (d *demander) walk(x ast.Expr) {
	if x.Kind() == ast.CallKind && x.AsCall().FunctionName() == operators.LogicalAnd {
		for _, a := range x.AsCall().Args() {
			d.walk(a)
		}
		return
	}
	if found, ok := d.demand(x); ok {
		d.found = append(d.found, found)
	}
}

// demand reads one part of a condition.
func (d *demander) demand(x ast.Expr) (Demand, bool) {
	if c, ok := column(x); ok {
		return Demand{Column: c, Is: True}, true
	}
	if x.Kind() != ast.CallKind {
		return Demand{}, false
	}
	call := x.AsCall()
	args := call.Args()
	switch call.FunctionName() {
	case operators.LogicalNot:
		return d.negated(args[0])
	case "known":
		c, ok := column(args[0])
		return Demand{Column: c, Is: Known}, ok
	case operators.Equals:
		return d.among(args[0], args[1])
	case operators.NotEquals:
		found, ok := d.among(args[0], args[1])
		found.Is = Beside
		return found, ok
	case operators.In:
		return d.among(args[0], args[1])
	}
	return Demand{}, false
}

// negated is the demand of the contrary.
func (d *demander) negated(x ast.Expr) (Demand, bool) {
	found, ok := d.demand(x)
	contrary, known := map[Test]Test{Among: Beside, True: NotTrue, Known: Unknown}[found.Is]
	if x.Kind() == ast.CallKind && x.AsCall().FunctionName() == operators.NotEquals {
		known = false // true of what is unknown, too
	}
	found.Is = contrary
	return found, ok && known
}

// among is the demand that a column has one of some texts.
func (d *demander) among(x, of ast.Expr) (Demand, bool) {
	c, ok := column(x)
	if !ok {
		x, of = of, x
		if c, ok = column(x); !ok {
			return Demand{}, false
		}
	}
	texts, ok := d.texts(of)
	return Demand{c, Among, texts}, ok
}

// texts are the texts that an expression lists.
func (d *demander) texts(x ast.Expr) ([]string, bool) {
	switch x.Kind() {
	case ast.LiteralKind:
		if s, ok := x.AsLiteral().(types.String); ok {
			return []string{string(s)}, true
		}
	case ast.ListKind:
		var all []string
		for _, e := range x.AsList().Elements() {
			one, ok := d.texts(e)
			if !ok || len(one) != 1 {
				return nil, false
			}
			all = append(all, one[0])
		}
		return all, true
	case ast.IdentKind:
		name, isParam := strings.CutPrefix(x.AsIdent(), "params.")
		if !isParam {
			return nil, false
		}
		switch v := d.param(name).(type) {
		case string:
			return []string{v}, true
		case []string:
			return v, true
		}
	}
	return nil, false
}

// column is the column that x is.
func column(x ast.Expr) (string, bool) {
	if x.Kind() != ast.IdentKind || x.AsIdent() == AsOf || strings.HasPrefix(x.AsIdent(), "params.") {
		return "", false
	}
	return x.AsIdent(), true
}
