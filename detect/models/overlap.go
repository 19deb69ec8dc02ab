package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// An Overlap puts each row of one table beside the rows of another that were at the same
// time: a state during a state, or an event during a state. It is a join with three more
// columns: overlap_from, overlap_to and overlap_days, which counts both days.
//
// A period begins with the first column and ends with the second. Without an end it still
// runs on the day as of which a scan looks; without a beginning it is unknown and matches
// nothing. An event has the same column twice.
type Overlap struct {
	From  string            `yaml:"from"`
	Span  []string          `yaml:"span"` // of from: the columns with its first and its last day
	With  string            `yaml:"with"`
	Other []string          `yaml:"other"` // of with: likewise
	On    map[string]string `yaml:"on"`    // column of from: column of with
	Take  map[string]string `yaml:"take"`  // new name: column of with
	Days  Value             `yaml:"days"`  // that both have in common at least; empty: 1
}

func (o *Overlap) build(b *builder, at place) (string, []Column, bool) {
	left, ok := b.from(at.of("from"), o.From)
	right, also := b.from(at.of("with"), o.With)
	if !ok || !also {
		return "", nil, false
	}
	on := b.on(at.of("on"), o.On, left, right)
	out := table{name: "overlap", columns: slices.Clone(left.columns)}
	inner, outer := []string{b.list("l.", left.names())}, []string{b.list("", left.names())}
	for _, name := range sortedKeys(o.Take) {
		b.fresh(at.of("take").of(name), out, name)
		c, _ := b.column(at.of("take").of(name), right, o.Take[name])
		out.columns = append(out.columns, Column{name, c.Type})
		inner, outer = append(inner, "r."+b.quote(c.Name)+" AS "+b.quote(name)), append(outer, b.quote(name))
	}
	from, to, bound := o.span(b, at.of("span"), o.Span, left, "l.")
	otherFrom, otherTo, otherBound := o.span(b, at.of("other"), o.Other, right, "r.")
	least := 1
	if o.Days != "" {
		least = b.whole(at.of("days"), o.Days, 1)
	}
	for _, c := range []Column{{"overlap_from", standard.TypeDate}, {"overlap_to", standard.TypeDate}, {"overlap_days", standard.TypeInteger}} {
		b.fresh(at, out, c.Name)
		out.columns = append(out.columns, c)
	}
	inner = append(inner, "greatest("+from+", "+otherFrom+") AS overlap_from", "least("+to+", "+otherTo+") AS overlap_to")
	days := "CAST(" + b.target.Dialect.Call(engine.DaysBetween, "overlap_from", "overlap_to") + " + 1 AS " + b.target.Dialect.Type(standard.TypeInteger) + ")"
	outer = append(outer, "overlap_from", "overlap_to", days+" AS overlap_days")
	return fmt.Sprintf("SELECT %s FROM (SELECT %s FROM %s l JOIN %s r ON %s WHERE %s AND %s) o WHERE %s >= %d",
		strings.Join(outer, ", "), strings.Join(inner, ", "), b.quote(left.name), b.quote(right.name), on, bound, otherBound, days, least), out.columns, true
}

// span writes the first and the last day of a period, and the condition that it is one.
func (o *Overlap) span(b *builder, at place, columns []string, t table, prefix string) (from, to, bound string) {
	if len(columns) != 2 {
		b.faults.add(at, "须有两列：起始日、终止日", "two columns are needed: the first day and the last")
		return "NULL", "NULL", "false"
	}
	for i, name := range columns {
		b.typed(at.of(i), t, name, standard.TypeDate)
	}
	now := "CAST(" + b.target.Dialect.Text(b.target.AsOf.UTC().Format("2006-01-02")) + " AS " + b.target.Dialect.Type(standard.TypeDate) + ")"
	from, to = prefix+b.quote(columns[0]), "coalesce("+prefix+b.quote(columns[1])+", "+now+")"
	return from, to, from + " IS NOT NULL AND " + from + " <= " + to
}
