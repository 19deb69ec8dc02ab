package models

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// Names of the stages that the score adds. They contain a space, so no step has them.
const (
	totalsStage = "score totals" // one row for each subject with its measures
	foundStage  = "score found"  // those that pass the gate, with the look-alikes checked
	rowsStage   = "score rows"   // all that the answer says
	answerStage = "score answer"
)

// MostRecords is how many records are named for one indicator of one finding; the
// sentence of the indicator gives the whole number.
const MostRecords = 200

// score compiles the last part of the model, down to the answer.
func (b *builder) score() {
	at := place{"score"}
	over, ok := b.from(at.of("over"), b.Score.Over)
	if !ok || !b.scoreColumns(at, over) {
		return
	}
	totals := b.stage(totalsStage, func() (string, []Column, bool) { return b.totals(at.of("measures"), over) })
	if totals.broken {
		return
	}
	found := b.stage(foundStage, func() (string, []Column, bool) { return b.found(at, totals) })
	b.indicators(at.of("indicators"), totals)
	b.sentences(totals)
	if found.broken {
		return
	}
	b.steps(true)
	rows := b.stage(rowsStage, func() (string, []Column, bool) { return b.answerRows(at, over, found), answerColumns(), true })
	b.stage(answerStage, func() (string, []Column, bool) { return b.answer(rows), answerColumns(), true })
}

// scoreColumns checks the columns that the score names.
func (b *builder) scoreColumns(at place, over table) bool {
	before := len(b.faults.list)
	s, c := b.Score.Subject, b.Score.Case
	for _, x := range []struct {
		at     place
		name   string
		typ    standard.Type
		needed bool
	}{
		{at.of("subject").of("id"), s.ID, standard.TypeText, true}, {at.of("subject").of("name"), s.Name, standard.TypeText, true},
		{at.of("subject").of("kind"), s.Kind, standard.TypeText, true}, {at.of("case").of("from"), c.From, standard.TypeDate, true},
		{at.of("case").of("number"), c.Number, standard.TypeText, c.Key == ""}, {at.of("case").of("key"), c.Key, standard.TypeText, false},
		{at.of("case").of("document"), c.Document, standard.TypeText, false}, {at.of("case").of("court"), c.Court, standard.TypeText, false},
		{at.of("case").of("amount"), c.Amount, standard.TypeNumber, false}, {at.of("case").of("to"), c.To, standard.TypeDate, false},
	} {
		if !x.needed && x.name == "" || x.name == s.Kind && b.writtenKind() {
			continue
		}
		if col, ok := b.column(x.at, over, x.name); ok && col.Type != x.typ {
			b.faults.add(x.at, "列“%s”的类型须为 %s", "column %q must have type %s", x.name, x.typ)
		}
	}
	return len(b.faults.list) == before
}

// writtenKind reports whether the model writes the kind of its subjects out instead of
// naming a column that holds it. A column of that name holds something else: person, the id of one.
func (b *builder) writtenKind() bool { return slices.Contains(SubjectKinds(), b.Score.Subject.Kind) }

// kindOf is the kind of the subject of a row.
func (b *builder) kindOf() string {
	if b.writtenKind() {
		return b.target.Dialect.Text(b.Score.Subject.Kind)
	}
	return b.quote(b.Score.Subject.Kind)
}

// totals writes one row for each subject: the measures over the score's own table, then
// beside them those over other tables, then those computed from the ones before.
func (b *builder) totals(at place, over table) (string, []Column, bool) {
	out := table{name: totalsStage, columns: []Column{{"subject", standard.TypeText}, {"name", standard.TypeText}, {"kind", standard.TypeText}}}
	query := ""
	for _, name := range b.measured() {
		from, ok := over, true
		if name != b.Score.Over {
			from, ok = b.tables[name], !b.tables[name].broken
		}
		if !ok {
			return "", nil, false
		}
		b.reads = append(b.reads, from.name)
		query = b.beside(at, query, from, &out)
	}
	for i, m := range b.Score.Measures {
		if m.Is == "" {
			continue
		}
		b.fresh(at.of(i).of("id"), out, m.ID)
		sql, typ := b.expression(at.of(i).of("is"), m.Is, out)
		query = "SELECT *, " + sql + " AS " + b.quote(m.ID) + " FROM (" + query + ") m"
		out.columns = append(out.columns, Column{m.ID, typ})
	}
	return query, out.columns, true
}

// measured lists the tables that measures read, that of the score first.
func (b *builder) measured() []string {
	tables := []string{b.Score.Over}
	for i, m := range b.Score.Measures {
		if m.Over == "" || m.Is != "" || slices.Contains(tables, m.Over) {
			continue
		}
		if _, ok := b.tables[m.Over]; !ok {
			b.faults.add(place{"score", "measures", i, "over"}, "没有名为“%s”的步骤", "there is no step %q", m.Over)
			continue
		}
		tables = append(tables, m.Over)
	}
	return tables
}

// beside adds the measures over one table to query and their columns to out.
func (b *builder) beside(at place, query string, from table, out *table) string {
	subject := b.quote(b.Score.Subject.ID)
	first := query == ""
	selects := []string{subject + " AS subject"}
	shown := []string{"g.subject", "coalesce(e.name, g.name) AS name", "g.kind"}
	if first {
		selects = append(selects, "min("+b.quote(b.Score.Subject.Name)+") AS name", "min("+b.kindOf()+") AS kind")
	}
	joined := []string{"t.*"}
	for i, m := range b.Score.Measures {
		if m.Is != "" || b.tables[cmp.Or(m.Over, b.Score.Over)].name != from.name {
			continue
		}
		b.fresh(at.of(i).of("id"), *out, m.ID)
		sql, typ := b.measure(at.of(i), m, from)
		selects = append(selects, sql+" AS "+b.quote(m.ID))
		shown = append(shown, "g."+b.quote(m.ID))
		joined = append(joined, b.orNone(m, "u."+b.quote(m.ID))+" AS "+b.quote(m.ID))
		out.columns = append(out.columns, Column{m.ID, typ})
	}
	b.column(at, from, b.Score.Subject.ID)
	grouped := "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(from.name) + " WHERE " + subject + " IS NOT NULL GROUP BY " + subject
	if first { // the name that most records write, once linkage has told who is who
		entities := "entity"
		if t, ok := b.tables[entities]; ok {
			entities = t.name
			b.reads = append(b.reads, t.name)
		}
		return "SELECT " + strings.Join(shown, ", ") + " FROM (" + grouped + ") g LEFT JOIN " + b.quote(entities) + " e ON e.id = g.subject"
	}
	return "SELECT " + strings.Join(joined, ", ") + " FROM (" + query + ") t LEFT JOIN (" + grouped + ") u ON u.subject = t.subject"
}

// orNone makes the count of a subject without rows 0. Other measures stay unknown.
func (b *builder) orNone(m Measure, value string) string {
	switch m.Take {
	case "cases", "rows", "distinct", "sum":
		return "coalesce(" + value + ", 0)"
	default:
		return value
	}
}

// measure compiles a measure over the rows of one subject.
func (b *builder) measure(at place, m Measure, in table) (string, standard.Type) {
	switch m.Take {
	case "cases":
		return b.aggregate(at, Aggregate{"distinct", b.Score.Case.key(), m.Where}, in)
	case "share":
		return b.share(at, m, in)
	default:
		return b.aggregate(at, Aggregate{m.Take, m.Of, m.Where}, in)
	}
}

// share is the number of cases with where among the cases with among. Without any of
// the latter it is unknown.
func (b *builder) share(at place, m Measure, in table) (string, standard.Type) {
	where, number := b.condition(at.of("where"), m.Where, in), b.target.Dialect.Type(standard.TypeNumber)
	among := "true"
	if m.Among != "" {
		among = b.condition(at.of("among"), m.Among, in)
	}
	count := func(condition string) string {
		return "count(DISTINCT CASE WHEN " + condition + " THEN " + b.quote(b.Score.Case.key()) + " END)"
	}
	b.column(at, in, b.Score.Case.key())
	return "CAST(" + count(where+" AND "+among) + " AS " + number + ") / nullif(" + count(among) + ", 0)", standard.TypeNumber
}

// found keeps who passes the gate, and adds whether each exclusion and each remark
// against applies.
func (b *builder) found(at place, totals table) (string, []Column, bool) {
	b.reads = append(b.reads, totals.name)
	columns := slices.Clone(totals.columns)
	selects := []string{"*"}
	add := func(at place, name, when string) {
		sql := "true"
		if when != "" {
			sql = b.condition(at.of("when"), when, totals)
		}
		selects = append(selects, sql+" AS "+b.quote(name))
		columns = append(columns, Column{name, standard.TypeBoolean})
	}
	for i, x := range b.Exclusions {
		add(place{"exclusions", i}, ExclusionKey(x.ID), x.When)
	}
	for i, x := range b.Against {
		add(place{"against", i}, AgainstKey(x.ID), x.When)
	}
	gate := b.condition(at.of("gate"), b.Score.Gate, totals)
	return "SELECT " + strings.Join(selects, ", ") + " FROM " + b.quote(totals.name) + " WHERE " + gate, columns, true
}

// ExclusionKey is the id under which an answer says whether an exclusion applies.
func ExclusionKey(id string) string { return "exclusion " + id }

// AgainstKey is the id under which an answer says whether a remark against applies.
func AgainstKey(id string) string { return "against " + id }

// indicators checks what the answer takes from them as it is.
func (b *builder) indicators(at place, totals table) {
	for i, x := range b.Score.Indicators {
		here := at.of(i)
		c, ok := b.column(here.of("value"), totals, x.Value)
		if ok && c.Type != standard.TypeInteger && c.Type != standard.TypeNumber {
			b.faults.add(here.of("value"), "指标“%s”不是数值", "measure %q is no number", x.Value)
		}
		b.number(here.of("from"), x.From)
		b.number(here.of("full"), x.Full)
	}
}

// Bounds returns the value at which x begins to count and at which it counts in full,
// with the parameters of p.
func (p Plan) Bounds(x Indicator) (from, full float64) {
	return p.number(x.From), p.number(x.Full)
}

// number resolves a value that was checked when the plan was compiled.
func (p Plan) number(v Value) float64 {
	b := builder{params: p.Params, faults: &faultList{}}
	return b.number(nil, v)
}
