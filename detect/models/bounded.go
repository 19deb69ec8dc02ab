package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A bound is what one bounded step left out: a stage with the columns node and left_out.
// A node is what the step could not follow (an entity, a document), left_out how many
// rows of it.
type bound struct {
	step, operator, stage string
}

// side adds a stage that serves the step at hand and returns its name. It contains a
// space, so that no step has it.
func (b *builder) side(part, query string, columns []Column, reads ...string) string {
	name := b.current + " " + part
	slices.Sort(reads)
	b.stages = append(b.stages, Stage{name, columns, slices.Compact(reads), query})
	b.reads = append(b.reads, name)
	return name
}

// cut adds the stage that says what the step at hand leaves out.
func (b *builder) cut(operator, query string, node standard.Type, reads ...string) {
	step, before := b.current, len(b.reads)
	name := b.side("cut", query, []Column{{"node", node}, {"left_out", standard.TypeInteger}}, reads...)
	b.reads = b.reads[:before] // the step itself does not read it
	b.bounds = append(b.bounds, bound{step, operator, name})
}

// cuts writes what the bounded steps left out that the answer rests on: one row for each
// step, and one for each subject of a finding that was touched, because the subject or
// one of its documents is among the nodes.
func (b *builder) cuts(over table) (queries []string) {
	needed := b.needed(b.reads)
	text, whole := b.target.Dialect.Type(standard.TypeText), b.target.Dialect.Type(standard.TypeInteger)
	for _, x := range b.bounds {
		if !needed[x.step] {
			continue
		}
		b.reads = append(b.reads, x.stage)
		values := map[string]string{"part": b.target.Dialect.Text(PartCut), "id": b.target.Dialect.Text(x.step), "field": b.target.Dialect.Text(x.operator)}
		values["number"], values["start"] = "sum(left_out)", "CAST(count(DISTINCT node) AS "+whole+")"
		queries = append(queries, b.row(values)+" FROM "+b.quote(x.stage)+" HAVING count(*) > 0")
		touched := "SELECT g.subject, c.node, c.left_out FROM " + b.kept() + " JOIN " + b.quote(x.stage) + " c ON CAST(c.node AS " + text + ") = g.subject"
		if document := b.Score.Case.Document; document != "" {
			touched += " UNION SELECT g.subject, c.node, c.left_out FROM " + b.kept() + " JOIN " + b.quote(over.name) + " o ON o." + b.quote(b.Score.Subject.ID) +
				" = g.subject JOIN " + b.quote(x.stage) + " c ON CAST(c.node AS " + text + ") = o." + b.quote(document)
		}
		values["subject"] = "subject"
		queries = append(queries, b.row(values)+" FROM ("+touched+") t GROUP BY subject")
	}
	return queries
}

// needed returns the stages that those read rest on.
func (b *builder) needed(reads []string) map[string]bool {
	needed := map[string]bool{}
	for _, r := range reads {
		needed[r] = true
	}
	for _, s := range slices.Backward(b.stages) {
		if needed[s.Name] {
			for _, r := range s.Reads {
				needed[r] = true
			}
		}
	}
	return needed
}

// within resolves a value that must be a whole number between least and most.
func (b *builder) within(at place, v Value, least, most int) int {
	n := b.whole(at, v, least)
	b.must(n <= most, at, "须不大于%d", "must be at most %d", most)
	return min(n, most)
}

// typed checks that a column has a type, and returns the column.
func (b *builder) typed(at place, t table, name string, types ...standard.Type) Column {
	c, ok := b.column(at, t, name)
	if ok && !slices.Contains(types, c.Type) {
		b.faults.add(at, "列“%s”的类型须为 %s", "column %q must have type %s", name, types[0])
	}
	return c
}

// dayNumber counts the days from a fixed day, so that windows are over whole numbers.
func (b *builder) dayNumber(date string) string {
	epoch := "CAST(" + b.target.Dialect.Text("1970-01-01") + " AS " + b.target.Dialect.Type(standard.TypeDate) + ")"
	return "CAST(" + b.target.Dialect.Call(engine.DaysBetween, epoch, date) + " AS " + b.target.Dialect.Type(standard.TypeInteger) + ")"
}

// numbers is a table with the whole numbers from 1 to n in the column n.
func (b *builder) numbers(n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = fmt.Sprintf("SELECT CAST(%d AS %s) AS n", i+1, b.target.Dialect.Type(standard.TypeInteger))
	}
	return "(" + strings.Join(parts, " UNION ALL ") + ")"
}

// choice writes a value that depends on a whole number from 1 on.
func choice(number string, values []string) string {
	var s strings.Builder
	s.WriteString("CASE " + number)
	for i, v := range values {
		fmt.Fprintf(&s, " WHEN %d THEN %s", i+1, v)
	}
	return s.String() + " END"
}

// each writes format for the numbers from 1 to n, each in place of every #.
func each(n int, format string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = strings.ReplaceAll(format, "#", fmt.Sprint(i+1))
	}
	return list
}

func unionAll(queries []string) string { return strings.Join(queries, " UNION ALL ") }
