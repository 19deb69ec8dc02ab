// Package expr reads the conditions of models. They are written in CEL, checked against
// the types of the columns they name, and translated from the checked syntax tree to
// SQL, so that no text of a model reaches an engine unread.
//
// What differs from plain CEL is how unknown values (NULL) are treated, because court
// documents are full of gaps. A comparison, a membership test or a text test with an
// unknown operand is false, and an unknown boolean is false; so a condition is always
// true or false, and !(x == 1) is true where x is unknown while x != 1 is false.
// Arithmetic on an unknown value is unknown, and so is a division by zero. known(x)
// asks whether a value is there.
package expr

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// TypeTexts is the type of a parameter that is a list of texts: the causes of action
// that count. No column has it.
const TypeTexts standard.Type = "texts"

// A Scope is what an expression may name.
type Scope struct {
	Columns map[string]standard.Type // the columns of the row at hand
	Params  map[string]standard.Type // params.x, by x
}

// An Expr is a checked expression.
type Expr struct {
	Source string
	Type   standard.Type
	tree   ast.Expr
	native *ast.AST
}

// Parse reads and checks source. Its errors say line and column within source.
func Parse(source string, scope Scope) (Expr, error) {
	if strings.TrimSpace(source) == "" {
		return Expr{}, errors.New("the expression is empty")
	}
	env, err := environment(scope)
	if err != nil {
		return Expr{}, err
	}
	checked, issues := env.Compile(source)
	if issues.Err() != nil {
		return Expr{}, errors.New(plain(issues))
	}
	t, err := fieldType(checked.OutputType())
	if err != nil {
		return Expr{}, err
	}
	native := checked.NativeRep()
	e := Expr{source, t, native.Expr(), native}
	return e, e.supported()
}

// plain writes what is wrong in one line each, without the drawing that CEL adds.
func plain(issues *cel.Issues) string {
	var lines []string
	for _, e := range issues.Errors() {
		lines = append(lines, fmt.Sprintf("%d:%d: %s", e.Location.Line(), e.Location.Column()+1, e.Message))
	}
	return strings.Join(lines, "; ")
}

// environment declares the columns, the parameters, as_of and the functions that CEL
// does not have. Macros are left out: there is nothing to loop over.
func environment(scope Scope, more ...cel.EnvOption) (*cel.Env, error) {
	options := []cel.EnvOption{
		cel.ClearMacros(),
		cel.CrossTypeNumericComparisons(true),
		cel.Function("known", cel.Overload("known_any", []*cel.Type{cel.DynType}, cel.BoolType)),
		cel.Function("date", cel.Overload("date_text", []*cel.Type{cel.StringType}, cel.TimestampType)),
		cel.Function("daysBetween", cel.Overload("days_between", []*cel.Type{cel.TimestampType, cel.TimestampType}, cel.IntType)),
		cel.Function("addDays", cel.Overload("add_days", []*cel.Type{cel.TimestampType, cel.IntType}, cel.TimestampType)),
		cel.Function("year", cel.Overload("year_date", []*cel.Type{cel.TimestampType}, cel.IntType)),
		cel.Function("month", cel.Overload("month_date", []*cel.Type{cel.TimestampType}, cel.IntType)),
		cel.Function("monthsBetween", cel.Overload("months_between", []*cel.Type{cel.TimestampType, cel.TimestampType}, cel.IntType)),
		cel.Function("yearsBetween", cel.Overload("years_between", []*cel.Type{cel.TimestampType, cel.TimestampType}, cel.IntType)),
		cel.Function("abs", cel.Overload("abs_int", []*cel.Type{cel.IntType}, cel.IntType), cel.Overload("abs_double", []*cel.Type{cel.DoubleType}, cel.DoubleType)),
		cel.Function("plain", cel.Overload("plain_text", []*cel.Type{cel.StringType}, cel.StringType)),
		cel.Function("least", pairwise("least")...),
		cel.Function("greatest", pairwise("greatest")...),
	}
	for _, list := range []struct {
		prefix string
		types  map[string]standard.Type
	}{{"", scope.Columns}, {"params.", scope.Params}} {
		for name, t := range list.types {
			ct, err := celType(t)
			if err != nil {
				return nil, fmt.Errorf("%s%s: %w", list.prefix, name, err)
			}
			options = append(options, cel.Variable(list.prefix+name, ct))
		}
	}
	if _, taken := scope.Columns[AsOf]; !taken {
		options = append(options, cel.Variable(AsOf, cel.TimestampType))
	}
	return cel.NewEnv(append(options, more...)...)
}

// pairwise declares a function of two values of one type that returns one of them.
func pairwise(name string) (overloads []cel.FunctionOpt) {
	for _, t := range []*cel.Type{cel.IntType, cel.DoubleType, cel.TimestampType} {
		overloads = append(overloads, cel.Overload(name+"_"+t.String(), []*cel.Type{t, t}, t))
	}
	return overloads
}

// AsOf is the name under which an expression finds the day as of which a scan looks.
const AsOf = "as_of"

func celType(t standard.Type) (*cel.Type, error) {
	switch t {
	case standard.TypeText:
		return cel.StringType, nil
	case standard.TypeInteger:
		return cel.IntType, nil
	case standard.TypeNumber:
		return cel.DoubleType, nil
	case standard.TypeBoolean:
		return cel.BoolType, nil
	case standard.TypeDate:
		return cel.TimestampType, nil
	case TypeTexts:
		return cel.ListType(cel.StringType), nil
	default:
		return nil, fmt.Errorf("there is no type %q", t)
	}
}

func fieldType(t *cel.Type) (standard.Type, error) {
	switch t.Kind() {
	case types.StringKind:
		return standard.TypeText, nil
	case types.IntKind:
		return standard.TypeInteger, nil
	case types.DoubleKind:
		return standard.TypeNumber, nil
	case types.BoolKind:
		return standard.TypeBoolean, nil
	case types.TimestampKind:
		return standard.TypeDate, nil
	default:
		return "", fmt.Errorf("the expression gives a value of type %s, which no column can hold", t)
	}
}

// Names lists the columns and parameters (params.x) that e names, sorted.
func (e Expr) Names() []string {
	var names []string
	ast.PreOrderVisit(e.tree, ast.NewExprVisitor(func(x ast.Expr) {
		if x.Kind() == ast.IdentKind {
			names = append(names, x.AsIdent())
		}
	}))
	slices.Sort(names)
	return slices.Compact(names)
}

// supported translates e once with stand-in values, so that what cannot be translated
// is found when a model is checked and not when it runs.
func (e Expr) supported() error {
	_, err := e.SQL(Binding{Dialect: engine.Trial{}, Param: func(string) any { return nil }, AsOf: time.Unix(0, 0)})
	return err
}
