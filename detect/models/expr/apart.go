package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/parser"
)

// A Condition is a condition taken apart, so that it can be said which part fails.
type Condition struct {
	How string      // all, any or test
	Of  []Condition // all, any: the parts
	// Test is what must be true; its Source is written from the syntax tree.
	Test Expr
	// Compare is the comparison sign of a test such as x >= y, with its sides; else empty.
	Compare     string
	Left, Right Expr
}

// Apart takes a condition apart at && and ||, down to tests.
func (e Expr) Apart() (Condition, error) {
	if e.tree.Kind() == ast.CallKind {
		call := e.tree.AsCall()
		switch call.FunctionName() {
		case operators.LogicalAnd:
			return e.parts("all", operators.LogicalAnd)
		case operators.LogicalOr:
			return e.parts("any", operators.LogicalOr)
		}
		if sign := comparison(call.FunctionName()); sign != "" {
			return e.compared(call.FunctionName(), call.Args())
		}
	}
	test, err := e.sub(e.tree)
	return Condition{How: "test", Test: test}, err
}

// parts gathers the parts of a chain of one operator, however it is nested.
func (e Expr) parts(how, operator string) (Condition, error) {
	c := Condition{How: how}
	for _, arg := range e.tree.AsCall().Args() {
		s, err := e.sub(arg)
		if err != nil {
			return c, err
		}
		part, err := s.Apart()
		if err != nil {
			return c, err
		}
		if part.How == how && arg.Kind() == ast.CallKind && arg.AsCall().FunctionName() == operator {
			c.Of = append(c.Of, part.Of...)
			continue
		}
		c.Of = append(c.Of, part)
	}
	return c, nil
}

func (e Expr) compared(operator string, args []ast.Expr) (Condition, error) {
	test, err := e.sub(e.tree)
	if err != nil {
		return Condition{}, err
	}
	c := Condition{How: "test", Test: test}
	if c.Compare, _ = operators.FindReverse(operator); c.Compare == "" {
		return c, nil
	}
	if c.Left, err = e.sub(args[0]); err != nil {
		return c, err
	}
	c.Right, err = e.sub(args[1])
	return c, err
}

// sub is a part of e as an expression of its own.
func (e Expr) sub(x ast.Expr) (Expr, error) {
	source, err := parser.Unparse(x, e.native.SourceInfo())
	if err != nil {
		return Expr{}, err
	}
	t, err := fieldType(e.native.GetType(x.ID()))
	if err != nil {
		t = TypeTexts // a list after in: nothing asks for its value
	}
	return Expr{source, t, x, e.native}, nil
}
