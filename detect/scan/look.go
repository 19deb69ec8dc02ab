package scan

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// A Look is what a model makes of the rows of one case, step by step, for whoever writes the
// model. Cases are invented, so nothing of it is hidden.
type Look struct {
	AsOf     string
	Steps    []LookStep
	Totals   LookStep // one row for each subject: its measures, and the gate asked of them
	Findings []Finding
	Excluded []Excluded
}

// A LookStep is one step with the rows that it was asked of or gave.
type LookStep struct {
	Step     string // empty: the totals
	Operator string // empty: the totals
	Columns  []models.Column
	Rows     []LookRow
	Total    int // rows there are; Rows has at most LookRows of them
}

// A LookRow is a row with what the step's condition says of it.
type LookRow struct {
	Values []Value
	Tested *Tested // nil where the step asks nothing of single rows
}

// LookRows is how many rows of a step are shown.
const LookRows = 50

// LookAt runs a model on a case and returns every step on the way. Of a step with a condition
// it shows the rows that were asked, those that were left out too.
func LookAt(ctx context.Context, lib standard.Library, m models.Model, c models.Case, open Open) (Look, error) {
	e, asOf, err := openCase(ctx, lib, m, c, open)
	if err != nil {
		return Look{}, err
	}
	defer e.Close()
	s := Snapshot{Engine: e, ID: caseSnapshot, AsOf: asOf}
	r, err := Scan(ctx, s, m, c.Params)
	if err != nil {
		return Look{}, err
	}
	if s.AsOf.IsZero() {
		if s.AsOf, err = Latest(ctx, e); err != nil {
			return Look{}, err
		}
	}
	trace, err := models.CompileTrace(m, models.Target{Standards: lib, Dialect: e.Dialect(), AsOf: s.AsOf, Params: c.Params})
	if err != nil {
		return Look{}, err
	}
	q := question{Snapshot: s, model: m, trace: trace, open: true}
	out := Look{AsOf: s.AsOf.Format(time.DateOnly), Findings: r.Findings, Excluded: r.Excluded}
	for _, x := range trace.Steps() {
		step, err := q.step(ctx, x)
		if err != nil {
			return Look{}, fmt.Errorf("look at step %s of %s: %w", x.Name, m.ID, err)
		}
		out.Steps = append(out.Steps, step)
	}
	out.Totals, err = q.totals(ctx)
	return out, err
}

// caseSnapshot is what findings in a case name as their snapshot.
const caseSnapshot = "s-case"

// openCase opens an engine on the rows of a case with the entities that the model needs. The
// day is zero where the case states none.
func openCase(ctx context.Context, lib standard.Library, m models.Model, c models.Case, open Open) (e engine.Engine, asOf time.Time, err error) {
	rows, err := caseRows(ctx, lib, m, c, open)
	if err != nil {
		return nil, asOf, err
	}
	if c.AsOf != "" {
		if asOf, err = time.Parse(time.DateOnly, c.AsOf); err != nil {
			return nil, asOf, fmt.Errorf("as_of of case %s: %w", c.Name, err)
		}
	}
	if e, err = open(ctx, rows); err != nil {
		return nil, asOf, err
	}
	// The data sets that the model reads and no others, as in a scan.
	if err := linkage.Link(ctx, e, m.Inputs...); err != nil {
		e.Close()
		return nil, asOf, err
	}
	return e, asOf, nil
}

// step reads one step.
func (q question) step(ctx context.Context, x models.TraceStep) (LookStep, error) {
	from := x.Name
	condition, asks := q.trace.Asked(x.Name)
	if name, ok := q.trace.Unjoined(x.Name); ok {
		from = name
	} else if asks {
		from = x.From
	}
	out := LookStep{Step: x.Name, Operator: x.Operator, Columns: q.trace.Columns(from)}
	var ask *expr.Condition
	if asks {
		ask = &condition
	}
	err := q.look(ctx, &out, q.trace.Table(from), q.trace.Read(from), from, ask)
	return out, err
}

// totals reads the measures.
func (q question) totals(ctx context.Context) (LookStep, error) {
	d := q.Engine.Dialect()
	out := LookStep{Columns: []models.Column{{Name: "subject", Type: standard.TypeText}, {Name: "name", Type: standard.TypeText}}}
	for _, m := range q.model.Score.Measures {
		out.Columns = append(out.Columns, models.Column{Name: m.ID})
	}
	var ask *expr.Condition
	if gate, ok := q.trace.Gate(); ok {
		ask = &gate
	}
	err := q.look(ctx, &out, d.Name(q.trace.Totals()), q.trace.Totals(), "", ask)
	return out, err
}

// look fills a step with rows of a table and what the condition, if there is one, is on each.
func (q question) look(ctx context.Context, out *LookStep, table, read, named string, ask *expr.Condition) error {
	d := q.Engine.Dialect()
	selects := make([]string, 0, len(out.Columns))
	for i, c := range out.Columns {
		selects = append(selects, d.Name(c.Name)+" AS "+d.Name(fmt.Sprintf("v%d", i)))
	}
	columns := len(selects)
	if ask != nil {
		if err := q.selects(*ask, "c", named, &selects); err != nil {
			return err
		}
	}
	query := "SELECT count(*) OVER () AS all_rows, " + strings.Join(selects, ", ") + " FROM " + table + " ORDER BY " + ordinals(columns+1) + fmt.Sprintf(" LIMIT %d", LookRows)
	for row, err := range q.ask(ctx, query, read) {
		if err != nil {
			return err
		}
		out.Total = int(row["all_rows"].(int64)) // count gives nothing else
		x := LookRow{Values: make([]Value, columns)}
		for i := range columns {
			x.Values[i] = shownValue(row[fmt.Sprintf("v%d", i)])
		}
		if ask != nil {
			t := q.tested(*ask, "c", row)
			x.Tested = &t
		}
		out.Rows = append(out.Rows, x)
	}
	return nil
}
