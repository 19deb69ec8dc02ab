package nearby

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// Wheres are what rows must meet to matter further on: the parts of the conditions on the way
// that ask about one column alone. They keep away what no finding can rest on; a row that
// meets them may still not matter.
type wheres []expr.Demand

// String writes them so that equal ones are equal.
func (w wheres) String() string {
	list := make([]string, len(w))
	for i, d := range w {
		list[i] = fmt.Sprintf("%s %s %q", d.Column, d.Is, d.Of)
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), "; ")
}

// and is both.
func (w wheres) and(more wheres) wheres { return append(slices.Clip(w), more...) }

// among keeps those that ask about certain columns.
func (w wheres) among(columns []string) (some wheres) {
	for _, d := range w {
		if slices.Contains(columns, d.Column) {
			some = append(some, d)
		}
	}
	return some
}

// without is w of those rows that have nothing in a column.
func (w wheres) without(column string) wheres {
	return w.and(wheres{{Column: column, Is: expr.Unknown}})
}

// through says what w asks of a table that a step reads: of columns that the step has from it as
// they are.
func (w wheres) through(s models.Step, table string) (some wheres) {
	for _, d := range w {
		if from := sourcesOf(s, d.Column); len(from) == 1 && from[0].plain && !from[0].picked && from[0].table == table {
			d.Column = from[0].column
			some = append(some, d)
		}
	}
	return some
}

// within says what w asks of one table of a union.
func (w wheres) within(s models.Step, table string) (some wheres) {
	if s.Union == nil {
		return w.through(s, table)
	}
	return w // the tables have the same columns
}

// sides says what w asks of the two tables that meet. Where rows stay that meet nothing, a row
// of with that does not meet w may be what keeps such a row from meeting it.
func (w wheres) sides(m meeting) (left, right wheres) {
	for _, d := range w {
		if c, ok := m.take[d.Column]; ok {
			d.Column = c
			if m.must || !ofNothing(d) {
				right = append(right, d)
			}
			continue
		}
		left = append(left, d)
	}
	if m.open {
		right = nil
	}
	return left, right
}

// ofNothing reports whether what is unknown meets a demand.
func ofNothing(d expr.Demand) bool {
	return d.Is == expr.Unknown || d.Is == expr.NotTrue || d.Is == expr.Beside
}

// of keeps what can be asked of the records of a data set: not who somebody is, which may have
// been otherwise before.
func (w wheres) of(s standard.Standard) (some wheres) {
	for _, d := range w {
		if f, ok := s.Field(d.Column); ok && f.Derived == "" {
			some = append(some, d)
		}
	}
	return some
}

// sql is the condition in a dialect.
func (w wheres) sql(d engine.Dialect) string {
	var all []string
	for _, x := range w {
		c := d.Name(x.Column)
		texts := make([]string, len(x.Of))
		for i, s := range x.Of {
			texts[i] = d.Text(s)
		}
		list := "(" + strings.Join(texts, ", ") + ")"
		switch {
		case x.Is == expr.Among && len(texts) == 0:
			all = append(all, "false")
		case x.Is == expr.Among:
			all = append(all, c+" IN "+list)
		case x.Is == expr.Beside && len(texts) > 0:
			all = append(all, "("+c+" IS NULL OR "+c+" NOT IN "+list+")")
		case x.Is == expr.True:
			all = append(all, c)
		case x.Is == expr.NotTrue:
			all = append(all, "("+c+" IS NULL OR NOT "+c+")")
		case x.Is == expr.Known:
			all = append(all, c+" IS NOT NULL")
		case x.Is == expr.Unknown:
			all = append(all, c+" IS NULL")
		}
	}
	return strings.Join(all, " AND ")
}

// met reports whether a row meets them.
func (w wheres) met(row engine.Row) bool {
	for _, x := range w {
		v := row[x.Column]
		text, _ := v.(string)
		yes, _ := v.(bool)
		if map[expr.Test]bool{
			expr.Among: v != nil && slices.Contains(x.Of, text), expr.Beside: v == nil || !slices.Contains(x.Of, text),
			expr.True: yes, expr.NotTrue: !yes, expr.Known: v != nil, expr.Unknown: v == nil,
		}[x.Is] {
			continue
		}
		return false
	}
	return true
}
