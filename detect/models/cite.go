package models

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// A citing gathers what the evidence of a model cites of one data set.
type citing struct {
	records []string // queries of the ids of the records
	reads   []string
	fields  []string
	places  []string // of judgment: the fields whose place in the text is cited
	itself  bool     // place is cited as a data set, not only for the fields of judgment
}

// cite adds a stage for each data set that evidence cites: its records that belong to
// somebody who is found. They are few; without it each line of evidence would read the
// whole data set again.
func (b *builder) cite() {
	all := map[string]*citing{}
	for _, x := range b.Score.Indicators {
		for _, e := range x.Evidence {
			b.citing(e, all)
		}
	}
	b.cited = map[string]string{}
	for _, name := range sortedKeys(all) {
		c, s := all[name], b.target.Standards[name]
		key := recordKey(s)
		where := b.quote(key) + " IN (\n" + strings.Join(c.records, "\nUNION ALL\n") + "\n)"
		if name == "place" && !c.itself {
			where += " AND " + b.quote("field") + " IN (" + strings.Join(c.places, ", ") + ")"
		}
		var columns []Column
		for _, f := range s.Fields {
			if f.Name == key || slices.Contains(c.fields, f.Name) {
				columns = append(columns, Column{f.Name, f.Type})
			}
		}
		from := b.tables[name].name
		b.cited[name] = b.side("cites "+name, "SELECT "+b.list("", table{columns: columns}.names())+" FROM "+b.quote(from)+" WHERE "+where, columns, append(c.reads, from)...)
	}
}

// citing notes what one line of evidence cites. One that is faulty is passed over: it is
// reported where it is written out.
func (b *builder) citing(e Evidence, all map[string]*citing) {
	from, ok := b.tables[cmp.Or(e.From, b.Score.Over)]
	s, known := b.target.Standards[e.Dataset]
	record := e.record(b.Score.Case)
	_, has := from.column(record)
	_, of := from.column(b.Score.Subject.ID)
	if !ok || !known || !has || !of || !slices.Contains(b.Inputs, e.Dataset) {
		return
	}
	query := "SELECT c." + b.quote(record) + " FROM " + b.quote(from.name) + " c JOIN " + b.kept() + " ON g.subject = c." + b.quote(b.Score.Subject.ID)
	note := func(dataset string, fields ...string) *citing {
		if all[dataset] == nil {
			all[dataset] = &citing{}
		}
		c := all[dataset]
		if !slices.Contains(c.records, query) {
			c.records, c.reads = append(c.records, query), append(c.reads, from.name, foundStage)
		}
		c.fields = append(c.fields, fields...)
		return c
	}
	fields := []string{e.Field, "span_start", "span_end"}
	if len(e.Kind) > 0 {
		fields = append(fields, "kind")
	}
	note(s.Name, append(fields, sortedKeys(e.Match)...)...).itself = true
	if s.Name == "judgment" && slices.Contains(b.Inputs, "place") {
		c := note("place", "field", "span_start", "span_end")
		if field := b.target.Dialect.Text(e.Field); !slices.Contains(c.places, field) {
			c.places = append(c.places, field)
		}
	}
}

// cites is the table with the records of a data set that evidence cites.
func (b *builder) cites(dataset string) string {
	return cmp.Or(b.cited[dataset], b.tables[dataset].name)
}

// recordKey is the field by which evidence cites the records of s.
func recordKey(s standard.Standard) string {
	switch {
	case s.Kind == standard.Register:
		return standard.RecordID
	case s.Name == "judgment":
		return "id"
	}
	return "judgment"
}
