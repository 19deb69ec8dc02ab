package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// A Trace is a model compiled so that it can be asked how far a case gets in it, and what
// stops it there.
type Trace struct {
	b       *builder
	origins map[string]map[string]Origin // by table and column
	branch  map[string]int               // by union: which of its tables the way leads through; the first if it is not there
}

// An Origin is the field of a data set that a column holds unchanged.
type Origin struct{ Dataset, Field string }

// A TraceStep is one step on the way to the table of the score.
type TraceStep struct {
	Name     string
	Operator string
	From     string          // the step or input before it
	Carries  []CarriedColumn // columns that name records
}

// A CarriedColumn is a column of a step that names a record of a data set.
type CarriedColumn struct{ Column, Dataset string }

// CompileTrace compiles m for questions.
func CompileTrace(m Model, t Target) (Trace, error) {
	if _, err := Compile(m, t); err != nil {
		return Trace{}, err
	}
	b := newBuilder(m, t)
	b.model()
	return traced(b, nil), nil
}

func traced(b *builder, branch map[string]int) Trace {
	t := Trace{b, map[string]map[string]Origin{}, branch}
	for _, name := range b.Inputs {
		t.origins[name] = map[string]Origin{}
		for _, f := range b.target.Standards[name].Fields {
			t.origins[name][f.Name] = Origin{name, f.Name}
		}
	}
	for _, s := range b.Rule {
		t.origins[s.Name] = t.originsOf(s)
	}
	return t
}

// Ways returns the trace once for each way from an input to the table of the score: a union of what registers
// and documents tell has as many as it has tables.
func (t Trace) Ways() (list []Trace) {
	for _, step := range t.Path() {
		u := t.step(step.Name).Union
		if _, chosen := t.branch[step.Name]; u == nil || chosen {
			continue
		}
		for i := range u.Of {
			branch := maps.Clone(t.branch)
			if branch == nil {
				branch = map[string]int{}
			}
			branch[step.Name] = i
			list = append(list, traced(t.b, branch).Ways()...)
		}
		return list
	}
	return []Trace{t}
}

// originsOf says which columns of a step are fields of a data set as they are.
func (t Trace) originsOf(s Step) map[string]Origin {
	name, op := s.operator()
	switch o := op.(type) {
	case *Join:
		return t.taken(o.From, o.With, o.Take)
	case *Overlap:
		return t.taken(o.From, o.With, o.Take)
	case *Derive:
		out := map[string]Origin{}
		for column, origin := range t.origins[o.From] {
			if len(o.Keep) == 0 || slices.Contains(o.Keep, column) {
				out[column] = origin
			}
		}
		for column, source := range o.Set {
			if origin, ok := t.origins[o.From][source]; ok {
				out[column] = origin
			}
		}
		return out
	case *Tally:
		return t.some(o.From, o.By)
	case *Concentrate:
		return t.some(o.From, slices.Concat(o.Whole, o.Part))
	case *Union:
		return maps.Clone(t.origins[t.fromOf(s)])
	}
	if from := t.fromOf(s); from != "" && !slices.Contains([]string{"near", "cycle", "reach", "community"}, name) {
		return maps.Clone(t.origins[from])
	}
	return map[string]Origin{}
}

func (t Trace) taken(from, with string, take map[string]string) map[string]Origin {
	out := maps.Clone(t.origins[from])
	for name, column := range take {
		if origin, ok := t.origins[with][column]; ok {
			out[name] = origin
		}
	}
	return out
}

func (t Trace) some(from string, columns []string) map[string]Origin {
	out := map[string]Origin{}
	for _, c := range columns {
		if origin, ok := t.origins[from][c]; ok {
			out[c] = origin
		}
	}
	return out
}

// fromOf is the table that a step goes on from.
func (t Trace) fromOf(s Step) string {
	_, op := s.operator()
	switch o := op.(type) {
	case *Filter:
		return o.From
	case *Join:
		return o.From
	case *Missing:
		return o.From
	case *Derive:
		return o.From
	case *First:
		return o.From
	case *Tally:
		return o.From
	case *Window:
		return o.From
	case *Concentrate:
		return o.From
	case *Near:
		return o.From
	case *Connect:
		return o.From
	case *Cycle:
		return o.From
	case *Reach:
		return o.From
	case *Community:
		return o.From
	case *Overlap:
		return o.From
	case *Union:
		return o.Of[t.branch[s.Name]]
	}
	return ""
}

// Path lists the steps from an input to the table of the score, in order: see [Trace.Ways].
func (t Trace) Path() (path []TraceStep) {
	at := t.b.Score.Over
	for {
		s := t.step(at)
		name, op := s.operator()
		if op == nil {
			break
		}
		path = append(path, TraceStep{s.Name, name, t.fromOf(s), t.carries(s.Name)})
		at = t.fromOf(s)
	}
	path = append(path, t.Input(at))
	slices.Reverse(path)
	return path
}

// Input is a data set that the model reads, as the beginning of a path.
func (t Trace) Input(name string) TraceStep {
	return TraceStep{Name: name, Operator: "input", Carries: t.carries(name)}
}

// Steps lists every step of the rule, as written.
func (t Trace) Steps() (list []TraceStep) {
	for _, s := range t.b.Rule {
		name, _ := s.operator()
		list = append(list, TraceStep{s.Name, name, t.fromOf(s), t.carries(s.Name)})
	}
	return list
}

// carries lists the columns of a table that name records: the document of a judgment or
// of its parts, and the record_id of a register.
func (t Trace) carries(name string) (list []CarriedColumn) {
	for column, o := range t.origins[name] {
		s := t.b.target.Standards[o.Dataset]
		switch {
		case s.Kind == standard.Register && o.Field == standard.RecordID:
			list = append(list, CarriedColumn{column, o.Dataset})
		case o.Dataset == "judgment" && o.Field == "id", s.Kind != standard.Register && o.Field == documentField(s):
			list = append(list, CarriedColumn{column, "judgment"})
		}
	}
	slices.SortFunc(list, func(a, b CarriedColumn) int { return strings.Compare(a.Column, b.Column) })
	return list
}

// Ask returns the parts of a query that reads steps, inputs or what the score has worked
// out, for engine.QueryParts.
func (t Trace) Ask(query string, reads ...string) []engine.Part {
	c := *t.b
	c.stages = slices.DeleteFunc(slices.Clone(t.b.stages), func(s Stage) bool { return s.Name == answerStage })
	c.stages = append(c.stages, Stage{Name: answerStage, SQL: query, Reads: reads})
	parts, _ := c.parts()
	return parts
}

// Table is the quoted name of a step or an input as Ask knows it.
func (t Trace) Table(name string) string { return t.b.quote(t.b.tables[name].name) }

// Read is the name by which Ask is told that it reads a step or an input.
func (t Trace) Read(name string) string { return t.b.tables[name].name }

// Totals is the name of the table with one row for each subject: its column subject and
// the measures.
func (t Trace) Totals() string { return totalsStage }

// Field is the field of a data set that a column holds as it is; ok is false for what a step
// has worked out.
func (t Trace) Field(table, column string) (f standard.Field, ok bool) {
	o, ok := t.origins[table][column]
	if !ok {
		return f, false
	}
	return t.b.target.Standards[o.Dataset].Field(o.Field)
}

// Source names the data set and the field that a column holds as it is; both are empty for
// what a step has worked out.
func (t Trace) Source(table, column string) (dataset, field string) {
	o := t.origins[table][column]
	return o.Dataset, o.Field
}

// Columns lists the columns of a table.
func (t Trace) Columns(name string) []Column { return t.b.tables[name].columns }

// Params holds the values of the parameters.
func (t Trace) Params() map[string]any { return t.b.params }

// Unjoined adds the pairs of a join before its condition was asked, under a name of their
// own; ok is false if the step is no join with a condition.
func (t Trace) Unjoined(step string) (name string, ok bool) {
	j := t.step(step).Join
	if j == nil || j.Where == "" || j.Once {
		return "", false
	}
	all := *j
	all.Where, all.Most = "", ""
	name = "unjoined " + step
	t.origins[name] = t.origins[step]
	if _, made := t.b.tables[name]; made {
		return name, true
	}
	t.b.stage(name, func() (string, []Column, bool) { return all.build(t.b, nil) })
	last := len(t.b.stages) - 1
	made := t.b.stages[last]
	at := slices.IndexFunc(t.b.stages, func(s Stage) bool { return s.Name == step })
	t.b.stages = slices.Insert(t.b.stages[:last], at, made)
	return name, true
}

// step returns a step of the rule by its name; the zero Step for an input.
func (t Trace) step(name string) Step {
	if i := slices.IndexFunc(t.b.Rule, func(s Step) bool { return s.Name == name }); i >= 0 {
		return t.b.Rule[i]
	}
	return Step{}
}

// Public reports whether the values of a column may be shown to anybody: they are no texts,
// or texts of a public field.
func (t Trace) Public(table, column string) bool {
	c, ok := t.b.tables[table].column(column)
	if !ok || c.Type != standard.TypeText {
		return ok
	}
	o := t.origins[table][column]
	f, ok := t.b.target.Standards[o.Dataset].Field(o.Field)
	return ok && f.Sensitivity == standard.Public
}

// Asked returns the condition of a filter or a join, taken apart; ok is false for other
// steps and where there is none.
func (t Trace) Asked(step string) (c expr.Condition, ok bool) {
	s := t.step(step)
	switch {
	case s.Filter != nil:
		return t.apart(s.Filter.Where, t.b.tables[s.Filter.From])
	case s.Join != nil && s.Join.Where != "" && !s.Join.Once: // with once, what it is about is gone
		return t.apart(s.Join.Where, t.b.tables[step])
	}
	return c, false
}

// On returns the columns that a join or an absence compares, of its first table.
func (t Trace) On(step string) (columns []string, with string) {
	switch s := t.step(step); {
	case s.Join != nil:
		return sortedKeys(s.Join.On), s.Join.With
	case s.Overlap != nil:
		return sortedKeys(s.Overlap.On), s.Overlap.With
	case s.Missing != nil:
		return sortedKeys(s.Missing.On), s.Missing.With
	}
	return nil, ""
}

// Gate is the condition of who is found at all, taken apart.
func (t Trace) Gate() (expr.Condition, bool) {
	return t.apart(t.b.Score.Gate, t.b.tables[totalsStage])
}

// Excludes returns the condition of each exclusion over the measures, as SQL.
func (t Trace) Excludes(x Exclusion) string {
	return t.b.condition(nil, x.When, t.b.tables[totalsStage])
}

func (t Trace) apart(source string, in table) (expr.Condition, bool) {
	scope := expr.Scope{Columns: map[string]standard.Type{}, Params: t.b.types}
	for _, c := range in.columns {
		scope.Columns[c.Name] = c.Type
	}
	e, err := expr.Parse(source, scope)
	if err != nil {
		return expr.Condition{}, false // it was compiled before
	}
	c, err := e.Apart()
	return c, err == nil
}

// SQL writes a part of a condition over the columns of the table it was asked of.
func (t Trace) SQL(e expr.Expr) (string, error) {
	sql, err := e.SQL(expr.Binding{Dialect: t.b.target.Dialect, Param: func(name string) any { return t.b.params[name] }, AsOf: t.b.target.AsOf})
	if err != nil {
		return "", fmt.Errorf("write %s: %w", e.Source, err)
	}
	return sql, nil
}
