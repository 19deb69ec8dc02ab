package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// A Target is what a model is compiled for.
type Target struct {
	Standards standard.Library
	Dialect   engine.Dialect
	AsOf      time.Time      // the day as of which a scan looks; expressions call it as_of
	Params    map[string]any // values other than the defaults, by id
	Known     *Cut           // look only at what was known then; nil: at everything in the snapshot
}

// A Plan is a compiled model.
type Plan struct {
	Stages []Stage // in the order in which they are worked out
	// Parts and Answer are those stages that are needed, for engine.QueryParts: Answer
	// reads the parts, and its rows have the columns of an answer.
	Parts  []engine.Part
	Answer string
	// Demands says, for steps with a condition, what it asks of single columns of their rows.
	Demands map[string][]expr.Demand
	// Params holds the value of every parameter that was compiled in.
	Params map[string]any
}

// A Stage is one part of the query: a step of the rule, or a part of the score.
type Stage struct {
	Name    string
	Columns []Column
	Reads   []string // tables and stages
	SQL     string
}

// A Column is one column of a stage.
type Column struct {
	Name string
	Type standard.Type
}

// Compile turns a model into SQL for one target. It fails with *Faults if the model is
// broken.
func Compile(m Model, t Target) (Plan, error) {
	b := newBuilder(m, t)
	b.live, b.lateness = m.live(), m.late()
	b.model()
	if len(b.faults.list) > 0 {
		b = newBuilder(m, t) // a fault is told of the model as it is written, with all its columns
		b.model()
		if faults := b.faults.sorted(); len(faults) > 0 {
			return Plan{}, &Faults{m.ID, faults}
		}
	}
	if err := b.leak(); err != nil {
		return Plan{}, err
	}
	parts, answer := b.parts()
	return Plan{b.stages, parts, answer, b.demands, b.params}, nil
}

// A table is what a step can read.
type table struct {
	name    string
	columns []Column
	broken  bool // a fault in it was reported; what follows from that is not
}

func (t table) column(name string) (Column, bool) {
	i := slices.IndexFunc(t.columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return t.columns[i], true
}

func (t table) names() []string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.Name
	}
	return names
}

// A builder compiles one model and gathers its faults on the way, so that checking and
// compiling cannot disagree.
type builder struct {
	Model
	target Target
	params map[string]any
	types  map[string]standard.Type // of the parameters
	tables map[string]table
	faults *faultList
	stages []Stage
	reads  []string // what the stage at hand reads

	current string  // the stage at hand
	bounds  []bound // of the steps that leave something out

	cited map[string]string // stages with the records that evidence cites, by data set

	lateness lateness // which steps wait for who is found; zero: none

	demands map[string][]expr.Demand // by step

	live liveness // which columns of steps are read; zero: all are kept
}

func newBuilder(m Model, t Target) *builder {
	b := &builder{Model: m, target: t, params: map[string]any{}, types: map[string]standard.Type{},
		tables: map[string]table{}, demands: map[string][]expr.Demand{}, faults: &faultList{file: "model.yaml", root: parsed(m.Source)}}
	for i, name := range m.Inputs {
		s, ok := t.Standards[name]
		if !ok {
			b.faults.add(place{"inputs", i}, "没有数据标准“%s”", "there is no standard %q", name)
			b.tables[name] = table{name: name, broken: true}
			continue
		}
		in := table{name: name}
		for _, f := range s.Fields {
			in.columns = append(in.columns, Column{f.Name, f.Type})
		}
		b.known(s, &in)
		b.tables[name] = in
	}
	return b
}

// model compiles the parameters, the steps and the score.
func (b *builder) model() {
	for i, p := range b.Parameters {
		b.parameter(place{"parameters", i}, p)
	}
	for name := range b.target.Params {
		if _, ok := b.types[name]; !ok {
			b.faults.add(place{"parameters"}, "没有参数“%s”", "there is no parameter %q", name)
		}
	}
	b.steps(false)
	b.score()
}

// steps compiles those steps that wait for who is found, or the others.
func (b *builder) steps(late bool) {
	for i, s := range b.Rule {
		if b.lateness.steps[s.Name] == late {
			b.step(place{"rule", i}, s)
		}
	}
}

// step compiles one step and makes its table known under its name.
func (b *builder) step(at place, s Step) {
	name, op := s.operator()
	if op == nil {
		b.faults.add(at, "一个步骤须有且只有一个算子", "a step needs exactly one operator")
		b.tables[s.Name] = table{name: s.Name, broken: true}
		return
	}
	if !identifier.MatchString(s.Name) {
		b.faults.add(at.of("step"), "步骤名“%s”须由小写字母、数字和下划线组成", "step name %q must consist of small letters, digits and underscores", s.Name)
	}
	_, taken := b.tables[s.Name]
	if _, standard := b.target.Standards[s.Name]; standard || taken {
		b.faults.add(at.of("step"), "名称“%s”已被另一步骤或数据标准占用", "the name %q is taken by another step or a standard", s.Name)
	}
	b.stage(s.Name, func() (string, []Column, bool) {
		if b.lateness.steps[s.Name] {
			_, op = b.narrowed(s).operator()
		}
		query, columns, ok := op.build(b, at.of(name))
		if ok {
			query, columns = b.pruned(s.Name, query, columns)
		}
		return query, columns, ok
	})
}

// stage works out one stage and remembers what it read.
func (b *builder) stage(name string, build func() (string, []Column, bool)) table {
	b.reads, b.current = nil, name
	before := len(b.faults.list)
	query, columns, ok := build()
	t := table{name: name, columns: columns, broken: !ok || len(b.faults.list) > before}
	b.tables[name] = t
	slices.Sort(b.reads)
	b.stages = append(b.stages, Stage{name, columns, slices.Compact(b.reads), query})
	return t
}

// An operator compiles itself to a query and the columns that it has. It reports what
// is wrong with it to the builder; false means that a table it reads was broken before.
type operator interface {
	build(b *builder, at place) (query string, columns []Column, ok bool)
}

// operator returns the only operator that is set, with its name in the file.
func (s Step) operator() (name string, op operator) {
	n := 0
	for _, o := range []struct {
		name string
		set  bool
		op   operator
	}{
		{"filter", s.Filter != nil, s.Filter}, {"join", s.Join != nil, s.Join}, {"missing", s.Missing != nil, s.Missing},
		{"union", s.Union != nil, s.Union}, {"derive", s.Derive != nil, s.Derive}, {"first", s.First != nil, s.First},
		{"tally", s.Tally != nil, s.Tally}, {"window", s.Window != nil, s.Window}, {"concentrate", s.Concentrate != nil, s.Concentrate},
		{"near", s.Near != nil, s.Near}, {"connect", s.Connect != nil, s.Connect},
		{"cycle", s.Cycle != nil, s.Cycle}, {"reach", s.Reach != nil, s.Reach}, {"community", s.Community != nil, s.Community}, {"overlap", s.Overlap != nil, s.Overlap},
	} {
		if o.set {
			name, op = o.name, o.op
			n++
		}
	}
	if n != 1 {
		return "", nil
	}
	return name, op
}

// parts returns the stages that the answer needs, and the query of the answer.
func (b *builder) parts() (parts []engine.Part, answer string) {
	readers := map[string]int{}
	needed := map[string]bool{answerStage: true}
	for _, s := range slices.Backward(b.stages) {
		if !needed[s.Name] {
			continue
		}
		for _, r := range s.Reads {
			needed[r] = true
			readers[r]++
		}
	}
	for _, s := range b.stages {
		if needed[s.Name] && s.Name != answerStage {
			parts = append(parts, engine.Part{Name: s.Name, SQL: s.SQL, Shared: readers[s.Name] > 1})
		}
	}
	return parts, b.stages[len(b.stages)-1].SQL
}

// Found returns a query of those who pass the gate (columns subject, name and kind), with the
// parts that it needs.
func (p Plan) Found(d engine.Dialect) (parts []engine.Part, query string) {
	needed := map[string]bool{foundStage: true}
	for _, s := range slices.Backward(p.Stages) {
		if needed[s.Name] {
			for _, r := range s.Reads {
				needed[r] = true
			}
		}
	}
	for _, x := range p.Parts {
		if needed[x.Name] {
			parts = append(parts, x)
		}
	}
	return parts, "SELECT subject, name, kind FROM " + d.Name(foundStage)
}

// quote returns name as an identifier.
func (b *builder) quote(name string) string { return b.target.Dialect.Name(name) }

// list writes columns, each with an optional table before it.
func (b *builder) list(prefix string, columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = prefix + b.quote(c)
	}
	return strings.Join(quoted, ", ")
}

// sortedKeys returns the keys of m in order, so that a model always gives the same SQL.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// Explain writes the plan stage by stage for people.
func (p Plan) Explain() string {
	var s strings.Builder
	for i, st := range p.Stages {
		fmt.Fprintf(&s, "-- %d %s  ← %s\n", i+1, st.Name, strings.Join(st.Reads, ", "))
		for _, c := range st.Columns {
			fmt.Fprintf(&s, "--     %s %s\n", c.Name, c.Type)
		}
		s.WriteString(st.SQL + "\n\n")
	}
	return s.String()
}
