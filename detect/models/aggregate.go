package models

import (
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// aggregate compiles an aggregate over the rows of a group.
func (b *builder) aggregate(at place, a Aggregate, in table) (string, standard.Type) {
	switch a.Take {
	case "rows", "share":
		return b.counted(at, a, in)
	case "distinct", "sum", "min", "max", "median", "list":
	default:
		b.faults.add(at.of("take"), "没有汇总方式“%s”", "there is no way to aggregate called %q", a.Take)
		return "NULL", standard.TypeInteger // a guess, so that what reads it is not reported too
	}
	value, typ := b.aggregated(at, a, in)
	if a.Where != "" {
		value = "CASE WHEN " + b.condition(at.of("where"), a.Where, in) + " THEN " + value + " END"
	}
	number := b.target.Dialect.Type(standard.TypeNumber)
	switch a.Take {
	case "distinct":
		return "count(DISTINCT " + value + ")", standard.TypeInteger
	case "sum":
		return "CAST(sum(" + value + ") AS " + b.target.Dialect.Type(typ) + ")", typ
	case "min", "max":
		return a.Take + "(" + value + ")", typ
	case "median":
		return "CAST(median(" + value + ") AS " + number + ")", standard.TypeNumber
	default: // list
		return b.target.Dialect.Call(engine.JoinDistinct, "CAST("+value+" AS "+b.target.Dialect.Type(standard.TypeText)+")", b.target.Dialect.Text("、")), standard.TypeText
	}
}

// counted compiles the aggregates that need no column.
func (b *builder) counted(at place, a Aggregate, in table) (string, standard.Type) {
	if a.Of != "" {
		b.faults.add(at.of("of"), "%s 不用列", "%s takes no column", a.Take)
	}
	if a.Where == "" && a.Take == "rows" {
		return "count(*)", standard.TypeInteger
	}
	where := b.condition(at.of("where"), a.Where, in)
	if a.Take == "rows" {
		return "count(CASE WHEN " + where + " THEN 1 END)", standard.TypeInteger
	}
	number := b.target.Dialect.Type(standard.TypeNumber)
	return "avg(CAST(CASE WHEN " + where + " THEN 1 ELSE 0 END AS " + number + "))", standard.TypeNumber
}

// aggregated finds the column of an aggregate and whether it can be aggregated so.
func (b *builder) aggregated(at place, a Aggregate, in table) (string, standard.Type) {
	c, ok := b.column(at.of("of"), in, a.Of)
	numeric := c.Type == standard.TypeInteger || c.Type == standard.TypeNumber
	if ok && !numeric && (a.Take == "sum" || a.Take == "median") {
		b.faults.add(at.of("of"), "列“%s”不是数值，不能 %s", "column %q is no number and has no %s", a.Of, a.Take)
	}
	return b.quote(a.Of), c.Type
}

// over compiles an aggregate over a window.
func (b *builder) over(at place, a Aggregate, in table, frame string) (string, standard.Type) {
	condition := ""
	if a.Where != "" {
		condition = b.condition(at.of("where"), a.Where, in)
	}
	given := func(value string) string {
		if condition == "" {
			return value
		}
		return "CASE WHEN " + condition + " THEN " + value + " END"
	}
	if a.Take == "rows" {
		return "count(" + given("1") + ") OVER (" + frame + ")", standard.TypeInteger
	}
	value, typ := b.aggregated(at, a, in)
	switch a.Take {
	case "distinct":
		return b.target.Dialect.Call(engine.CountDistinct, given(value), frame), standard.TypeInteger
	case "sum":
		return "CAST(sum(" + given(value) + ") OVER (" + frame + ") AS " + b.target.Dialect.Type(typ) + ")", typ
	case "min", "max":
		return a.Take + "(" + given(value) + ") OVER (" + frame + ")", typ
	default:
		b.faults.add(at.of("take"), "窗口中没有汇总方式“%s”", "a window has no way to aggregate called %q", a.Take)
		return "NULL", standard.TypeInteger
	}
}
