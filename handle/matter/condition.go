package matter

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/mingjian/mingjian/law"
)

// A condition is a checked expression over the facts of a matter.
type condition struct {
	source string
	names  []string // fields that it reads, sorted
	about  []string // those, and fields that it only asks whether they are known
	run    cel.Program
}

// Facts that every matter has, besides its fields.
var given = map[string]*cel.Type{"origin": cel.StringType, "state": cel.StringType, "today": cel.TimestampType, "opened_on": cel.TimestampType, "remedy": cel.StringType}

// Names of the lists that the functions known, done … look into. No field can be called
// so, because a field begins with a letter.
var listOf = map[string]string{"known": "_known", "done": "_done", "times": "_done", "running": "_running", "overdue": "_overdue"}

// vocabulary is what conditions of a procedure may name.
type vocabulary struct {
	types map[string]*cel.Type // of fields
	ids   map[string][]string  // by function: the names that known, done … may be asked about
	clock Clock
}

func (p *Procedure) vocabulary(c Clock) vocabulary {
	v := vocabulary{clock: c, types: map[string]*cel.Type{}, ids: map[string][]string{}}
	for name, f := range p.Fields {
		if t, ok := f.celType(); ok {
			v.types[name] = t
			v.ids["known"] = append(v.ids["known"], name)
		}
	}
	for _, s := range p.Steps {
		v.ids["done"] = append(v.ids["done"], s.ID)
	}
	v.ids["times"] = v.ids["done"]
	for _, d := range p.Deadlines {
		v.ids["running"] = append(v.ids["running"], d.ID)
	}
	v.ids["overdue"] = v.ids["running"]
	return v
}

// environment declares the fields, the given facts and the functions. Loops are left out:
// there is nothing to loop over.
func (v vocabulary) environment() (*cel.Env, error) {
	options := []cel.EnvOption{cel.ClearMacros(), cel.CrossTypeNumericComparisons(true), cel.Macros(v.macros()...)}
	for name, t := range v.types {
		options = append(options, cel.Variable(name, t))
	}
	for name, t := range given {
		options = append(options, cel.Variable(name, t))
	}
	for _, list := range []string{"_known", "_done", "_running", "_overdue"} {
		options = append(options, cel.Variable(list, cel.ListType(cel.StringType)))
	}
	return cel.NewEnv(append(options, v.functions()...)...)
}

// macros makes known(x) the question whether "x" is in the list of what is known, and
// refuses names that nothing in the procedure has.
func (v vocabulary) macros() (all []cel.Macro) {
	for name := range listOf {
		all = append(all, cel.GlobalMacro(name, 1, func(f cel.MacroExprFactory, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
			id, ok := bareName(args[0])
			if !ok || !slices.Contains(v.ids[name], id) {
				return nil, f.NewError(args[0].ID(), fmt.Sprintf("%s is asked of something that the procedure does not have", name))
			}
			word, list := f.NewLiteral(types.String(id)), f.NewIdent(listOf[name])
			if name == "times" {
				return f.NewCall("_count", list, word), nil
			}
			return f.NewCall(operators.In, word, list), nil
		}))
	}
	return all
}

// bareName returns x or "x".
func bareName(x ast.Expr) (string, bool) {
	switch x.Kind() {
	case ast.IdentKind:
		return x.AsIdent(), true
	case ast.LiteralKind:
		s, ok := x.AsLiteral().(types.String)
		return string(s), ok
	}
	return "", false
}

func (v vocabulary) functions() []cel.EnvOption {
	day, whole, text := cel.TimestampType, cel.IntType, cel.StringType
	return []cel.EnvOption{
		cel.Function("date", cel.Overload("date_text", []*cel.Type{text}, day, cel.UnaryBinding(func(s ref.Val) ref.Val {
			d, err := law.ParseDate(string(s.(types.String)))
			if err != nil {
				return types.NewErr("%s is no day", s)
			}
			return types.Timestamp{Time: moment(d)}
		}))),
		cel.Function("daysBetween", cel.Overload("days_between", []*cel.Type{day, day}, whole, cel.BinaryBinding(func(a, b ref.Val) ref.Val {
			return types.Int(b.(types.Timestamp).Sub(a.(types.Timestamp).Time) / (24 * time.Hour))
		}))),
		cel.Function("addDays", cel.Overload("add_days", []*cel.Type{day, whole}, day, cel.BinaryBinding(func(d, n ref.Val) ref.Val {
			return types.Timestamp{Time: d.(types.Timestamp).AddDate(0, 0, int(n.(types.Int)))}
		}))),
		cel.Function("addMonths", cel.Overload("add_months", []*cel.Type{day, whole}, day, cel.BinaryBinding(func(d, n ref.Val) ref.Val {
			return types.Timestamp{Time: moment(law.DateOf(d.(types.Timestamp).Time).AddMonths(int(n.(types.Int))))}
		}))),
		cel.Function("year", cel.Overload("year_date", []*cel.Type{day}, whole, cel.UnaryBinding(func(d ref.Val) ref.Val {
			return types.Int(d.(types.Timestamp).Year())
		}))),
		cel.Function("lastDay", cel.Overload("last_day", []*cel.Type{text, day}, day, cel.BinaryBinding(v.lastDay))),
		cel.Function("_count", cel.Overload("count_text", []*cel.Type{cel.ListType(text), text}, whole, cel.BinaryBinding(count))),
	}
}

// lastDay is the last day of a limit of the law that runs from a day.
func (v vocabulary) lastDay(limit, from ref.Val) ref.Val {
	t := Term{Start: law.DateOf(from.(types.Timestamp).Time)}
	if err := v.clock.count(Deadline{Period: string(limit.(types.String))}, &t); err != nil {
		return types.NewErr("%v", err)
	}
	return types.Timestamp{Time: moment(t.Due)}
}

func count(list, word ref.Val) ref.Val {
	n := 0
	all, ok := list.Value().([]string)
	if !ok {
		return types.NewErr("not a list of names")
	}
	for _, s := range all {
		if s == string(word.(types.String)) {
			n++
		}
	}
	return types.Int(n)
}

// compile reads and checks one condition. Its errors say line and column within it.
func compile(env *cel.Env, clock Clock, source string) (condition, error) {
	if strings.TrimSpace(source) == "" {
		return condition{}, errors.New("the condition is empty")
	}
	checked, issues := env.Compile(source)
	if issues.Err() != nil {
		var lines []string
		for _, e := range issues.Errors() {
			lines = append(lines, fmt.Sprintf("%d:%d: %s", e.Location.Line(), e.Location.Column()+1, e.Message))
		}
		return condition{}, errors.New(strings.Join(lines, "; "))
	}
	if checked.OutputType() != cel.BoolType {
		return condition{}, fmt.Errorf("the condition gives %s, not true or false", checked.OutputType())
	}
	run, err := env.Program(checked)
	if err != nil {
		return condition{}, err
	}
	c := condition{source: source, run: run}
	var unknown []string
	ast.PreOrderVisit(checked.NativeRep().Expr(), ast.NewExprVisitor(func(x ast.Expr) {
		if name, ok := asksKnown(x); ok {
			c.about = append(c.about, name)
		}
		if limit, ok := asksLimit(x); ok && !clock.has(limit, "") {
			unknown = append(unknown, limit)
		}
		if x.Kind() == ast.IdentKind && !strings.HasPrefix(x.AsIdent(), "_") && given[x.AsIdent()] == nil {
			c.names = append(c.names, x.AsIdent())
		}
	}))
	slices.Sort(c.names)
	c.names = slices.Compact(c.names)
	c.about = append(c.about, c.names...)
	if len(unknown) > 0 {
		return condition{}, fmt.Errorf("the law has no limit %q", unknown)
	}
	return c, nil
}

// asksLimit returns the limit of lastDay("limit", day).
func asksLimit(x ast.Expr) (string, bool) {
	if x.Kind() != ast.CallKind || x.AsCall().FunctionName() != "lastDay" || x.AsCall().Args()[0].Kind() != ast.LiteralKind {
		return "", false
	}
	return bareName(x.AsCall().Args()[0])
}

// asksKnown returns x of known(x).
func asksKnown(x ast.Expr) (string, bool) {
	if x.Kind() != ast.CallKind || x.AsCall().FunctionName() != operators.In {
		return "", false
	}
	args := x.AsCall().Args()
	if list := args[1]; list.Kind() != ast.IdentKind || list.AsIdent() != "_known" {
		return "", false
	}
	return bareName(args[0])
}

// holds evaluates c. If it cannot be told because facts are missing, it returns them.
func (c condition) holds(facts map[string]any) (ok bool, missing []string, err error) {
	out, _, err := c.run.Eval(facts)
	if err == nil {
		b, isBool := out.(types.Bool)
		if !isBool {
			return false, nil, fmt.Errorf("condition %q gives %v", c.source, out)
		}
		return bool(b), nil, nil
	}
	for _, name := range c.names {
		if _, known := facts[name]; !known {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return false, missing, nil
	}
	return false, nil, fmt.Errorf("condition %q: %w", c.source, err)
}
