package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// The parts of an answer. Each row says in its column part which it is.
const (
	PartMeasure = "measure" // id: the measure; number or words: its value
	PartCase    = "case"    // id: case number; record: document; words: court; number: amount; since, until. All but since may be unknown
	PartRecord  = "record"  // id: indicator; dataset, record, field, words, start, stop
	PartActor   = "actor"   // id: entity; words: name; number: cases in which they act
	PartCut     = "cut"     // id: step; field: operator; number: rows left out; of no subject: of the whole step, start: nodes
)

// answerColumns are the columns of an answer: narrow and the same for every model, so
// that one reader serves all and an engine can hand it over as one file.
func answerColumns() []Column {
	return []Column{
		{"subject", standard.TypeText}, {"name", standard.TypeText}, {"kind", standard.TypeText},
		{"part", standard.TypeText}, {"id", standard.TypeText}, {"number", standard.TypeNumber}, {"words", standard.TypeText},
		{"dataset", standard.TypeText}, {"record", standard.TypeText}, {"field", standard.TypeText},
		{"start", standard.TypeInteger}, {"stop", standard.TypeInteger}, {"since", standard.TypeDate}, {"until", standard.TypeDate},
	}
}

// answerRows writes the rows of all parts.
func (b *builder) answerRows(at place, over, found table) string {
	b.reads = append(b.reads, over.name, found.name)
	b.cite()
	queries := []string{b.cases(over)}
	if measures := found.columns[3:]; len(measures) > 0 {
		queries = append(queries, b.measures(measures))
	}
	for i, x := range b.Score.Indicators {
		if records := b.records(at.of("indicators").of(i), x); records != "" {
			queries = append(queries, records)
		}
	}
	for i, x := range b.Score.Actors {
		if actors := b.actors(at.of("actors").of(i), x); actors != "" {
			queries = append(queries, actors)
		}
	}
	queries = append(queries, b.cuts(over)...)
	return strings.Join(queries, "\nUNION ALL\n")
}

// answer puts the rows in order, subject by subject. They are a stage of their own, because
// some engines look at rows twice to sort them, and would work them out twice.
func (b *builder) answer(rows table) string {
	b.reads = append(b.reads, rows.name)
	var order []string // with what is unknown last, so that every engine has the same order
	for _, name := range []string{"subject", "part", "id", "dataset", "record", "field", "start", "words", "number", "since", "until"} {
		order = append(order, b.quote(name)+" NULLS LAST")
	}
	return "SELECT * FROM " + b.quote(rows.name) + " a\nORDER BY " + strings.Join(order, ", ")
}

// row writes a SELECT list with a value for each column of an answer. What is not in
// values is unknown.
func (b *builder) row(values map[string]string) string {
	var list []string
	for _, c := range answerColumns() {
		v, ok := values[c.Name]
		if !ok {
			v = "NULL"
		}
		list = append(list, "CAST("+v+" AS "+b.target.Dialect.Type(c.Type)+") AS "+b.quote(c.Name))
	}
	return "SELECT " + strings.Join(list, ", ")
}

// measures writes a row for each measure of each subject. One reading of the subjects
// serves all measures: a query for each would be too much to plan for some engines.
func (b *builder) measures(list []Column) string {
	d := b.target.Dialect
	text, number, place := d.Type(standard.TypeText), d.Type(standard.TypeNumber), b.quote("measure place")
	var places []string
	id, numbers, words := "CASE "+place, "CASE "+place, "CASE "+place
	for i, c := range list {
		places = append(places, fmt.Sprintf("(%d)", i))
		when := fmt.Sprintf(" WHEN %d THEN ", i)
		id += when + d.Text(c.Name)
		switch c.Type {
		case standard.TypeInteger, standard.TypeNumber:
			numbers += when + "CAST(" + b.quote(c.Name) + " AS " + number + ")"
		case standard.TypeBoolean:
			numbers += when + "CASE WHEN " + b.quote(c.Name) + " THEN CAST(1 AS " + number + ") ELSE CAST(0 AS " + number + ") END"
		default:
			words += when + "CAST(" + b.quote(c.Name) + " AS " + text + ")"
		}
	}
	values := map[string]string{"subject": "subject", "name": "name", "kind": "kind", "part": d.Text(PartMeasure), "id": id + " END"}
	for name, choice := range map[string]string{"number": numbers, "words": words} {
		if strings.Contains(choice, " WHEN ") {
			values[name] = choice + " END"
		}
	}
	return b.row(values) + " FROM " + b.quote(foundStage) + " CROSS JOIN (VALUES " + strings.Join(places, ", ") + ") AS k(" + place + ")"
}

// kept is the subjects that are found and to which no exclusion applies.
func (b *builder) kept() string {
	where := []string{"true"}
	for _, x := range b.Exclusions {
		where = append(where, "NOT "+b.quote(ExclusionKey(x.ID)))
	}
	return "(SELECT subject FROM " + b.quote(foundStage) + " WHERE " + strings.Join(where, " AND ") + ") g"
}

func (b *builder) cases(over table) string {
	c := b.Score.Case
	values := map[string]string{"subject": "g.subject", "part": b.target.Dialect.Text(PartCase)}
	for name, column := range map[string]string{"id": c.Number, "record": c.Document, "words": c.Court, "number": c.Amount, "since": c.From, "until": cmp.Or(c.To, c.From)} {
		if column != "" {
			values[name] = "o." + b.quote(column)
		}
	}
	return b.row(values) + " FROM " + b.kept() + " JOIN " + b.quote(over.name) + " o ON o." + b.quote(b.Score.Subject.ID) + " = g.subject"
}

// actors writes who else acts in the cases of the subject, and in how many of them. The subject
// is no actor beside itself.
func (b *builder) actors(at place, x Actor) string {
	from, ok := b.from(at.of("from"), cmp.Or(x.From, b.Score.Over))
	if !ok {
		return ""
	}
	for _, c := range []struct {
		at   place
		name string
	}{{at.of("id"), x.ID}, {at.of("name"), x.Name}, {at, b.Score.Subject.ID}, {at, b.Score.Case.key()}} {
		col, ok := b.column(c.at, from, c.name)
		if !ok {
			return ""
		}
		if col.Type != standard.TypeText {
			b.faults.add(c.at, "列“%s”的类型须为 %s", "column %q must have type %s", c.name, standard.TypeText)
			return ""
		}
	}
	b.reads = append(b.reads, from.name)
	id := "o." + b.quote(x.ID)
	values := map[string]string{"subject": "subject", "part": b.target.Dialect.Text(PartActor), "id": "actor", "words": "called", "number": "acts"}
	return b.row(values) + " FROM (SELECT g.subject AS subject, " + id + " AS actor, min(o." + b.quote(x.Name) + ") AS called, count(DISTINCT o." + b.quote(b.Score.Case.key()) + ") AS acts FROM " +
		b.kept() + " JOIN " + b.quote(from.name) + " o ON o." + b.quote(b.Score.Subject.ID) + " = g.subject WHERE " + id + " IS NOT NULL AND " + id + " <> g.subject GROUP BY g.subject, " + id + ") x"
}

// records writes the records that an indicator rests on, at most MostRecords.
func (b *builder) records(at place, x Indicator) string {
	var queries []string
	for i, e := range x.Evidence {
		if q := b.evidence(at.of("evidence").of(i), e); q != "" {
			queries = append(queries, q)
		}
	}
	if len(queries) == 0 {
		return ""
	}
	values := map[string]string{"part": b.target.Dialect.Text(PartRecord), "id": b.target.Dialect.Text(x.ID)}
	for _, name := range []string{"subject", "words", "dataset", "record", "field", "start", "stop"} {
		values[name] = b.quote(name)
	}
	return b.row(values) + " FROM (SELECT *, row_number() OVER (PARTITION BY subject ORDER BY record, dataset, field, start NULLS LAST, words NULLS LAST) AS place FROM (" +
		strings.Join(queries, " UNION ") + ") e) r WHERE place <= " + fmt.Sprint(MostRecords)
}

// evidence writes the records of one kind: the rows of the dataset that belong to the
// subject's rows.
func (b *builder) evidence(at place, e Evidence) string {
	name := e.From
	if name == "" {
		name = b.Score.Over
	}
	from, ok := b.from(at.of("from"), name)
	s, known := b.dataset(at, e)
	if !ok || !known {
		return ""
	}
	b.column(at, from, b.Score.Subject.ID)
	if !b.recordColumn(at, e, s, from) {
		return ""
	}
	where := "true"
	if e.Where != "" {
		where = b.condition(at.of("where"), e.Where, from)
	}
	rows := "(SELECT * FROM " + b.quote(from.name) + " WHERE " + where + ")"
	key, start, stop, join, on := "judgment", "d.span_start", "d.span_end", "", b.matching(at, e, s, from)
	switch {
	case s.Kind == standard.Register:
		key, start, stop = standard.RecordID, "NULL", "NULL"
		on = append(on, "d."+b.quote(e.Field)+" IS NOT NULL")
	case s.Name == "judgment":
		key, start, stop = "id", "p.span_start", "p.span_end"
		join = " LEFT JOIN " + b.quote(b.cites("place")) + " p ON p.judgment = d.id AND p.field = " + b.target.Dialect.Text(e.Field)
		on = append(on, "d."+b.quote(e.Field)+" IS NOT NULL") // what is not there proves nothing
		b.reads = append(b.reads, b.cites("place"))
	}
	b.reads = append(b.reads, b.cites(s.Name))
	on = append(on, "d."+key+" = s."+b.quote(e.record(b.Score.Case)))
	return "SELECT g.subject, " + b.target.Dialect.Text(s.Name) + " AS dataset, d." + key + " AS record, " + b.target.Dialect.Text(e.Field) + " AS field, " +
		b.shown(s, e.Field) + " AS words, " + start + " AS start, " + stop + " AS stop FROM " + b.kept() +
		" JOIN " + rows + " s ON s." + b.quote(b.Score.Subject.ID) + " = g.subject JOIN " + b.quote(b.cites(s.Name)) + " d ON " + strings.Join(on, " AND ") + join
}

// record is the column that leads from a row of the rule to the record cited.
func (e Evidence) record(c CaseColumns) string { return cmp.Or(e.Record, c.Document) }

// recordColumn checks that there is such a column.
func (b *builder) recordColumn(at place, e Evidence, s standard.Standard, from table) bool {
	if s.Kind == standard.Register && e.Record == "" {
		b.faults.add(at, "引用登记数据须以 record 写明哪一列是其 record_id", "to cite a register, record must name the column that holds its record_id")
		return false
	}
	if e.record(b.Score.Case) == "" {
		b.faults.add(at, "须以 record 写明哪一列是裁判文书的编号", "record must name the column that holds the id of the court document")
		return false
	}
	_, ok := b.column(at.of("record"), from, e.record(b.Score.Case))
	return ok
}

// dataset finds the standard that an evidence cites, which must be an input.
func (b *builder) dataset(at place, e Evidence) (standard.Standard, bool) {
	s, ok := b.target.Standards[e.Dataset]
	if !ok || !slices.Contains(b.Inputs, e.Dataset) {
		b.faults.add(at.of("dataset"), "“%s”不是本模型的输入", "%q is no input of this model", e.Dataset)
		return s, false
	}
	if e.Dataset == "judgment" && !slices.Contains(b.Inputs, "place") {
		b.faults.add(at.of("dataset"), "引用 judgment 的字段须有输入 place", "to cite fields of judgment the input place is needed")
	}
	if _, ok := s.Field(e.Field); !ok {
		b.faults.add(at.of("field"), "数据标准“%s”没有字段“%s”", "standard %q has no field %q", e.Dataset, e.Field)
		return s, false
	}
	if _, spans := s.Field("span_start"); !spans && e.Dataset != "judgment" && s.Kind != standard.Register {
		b.faults.add(at.of("dataset"), "“%s”没有原文位置", "%q has no places in the text", e.Dataset)
		return s, false
	}
	return s, true
}

// matching writes which rows of the dataset belong to a row of from.
func (b *builder) matching(at place, e Evidence, s standard.Standard, from table) (on []string) {
	for _, field := range sortedKeys(e.Match) {
		if _, ok := s.Field(field); !ok {
			b.faults.add(at.of("match").of(field), "数据标准“%s”没有字段“%s”", "standard %q has no field %q", s.Name, field)
		}
		b.column(at.of("match").of(field), from, e.Match[field])
		on = append(on, "d."+b.quote(field)+" = s."+b.quote(e.Match[field]))
	}
	if len(e.Kind) == 0 {
		return on
	}
	if _, ok := s.Field("kind"); !ok {
		b.faults.add(at.of("kind"), "数据标准“%s”没有字段 kind", "standard %q has no field kind", s.Name)
	}
	quoted := make([]string, len(e.Kind))
	for i, k := range e.Kind {
		quoted[i] = b.target.Dialect.Text(k)
	}
	return append(on, "d.kind IN ("+strings.Join(quoted, ", ")+")")
}

// shown writes a field as text, the same on every engine: numbers with two digits.
func (b *builder) shown(s standard.Standard, field string) string {
	f, _ := s.Field(field)
	text := b.target.Dialect.Type(standard.TypeText)
	if f.Type == standard.TypeNumber {
		return "CAST(CAST(d." + b.quote(field) + " AS DECIMAL(18, 2)) AS " + text + ")"
	}
	return "CAST(d." + b.quote(field) + " AS " + text + ")"
}
