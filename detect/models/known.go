package models

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/models/expr"
)

// A Cut leaves out of every input what was not known at the end of a day, so that a model
// looks at the past as somebody would have then. Court documents are known once they are
// decided (those without that date, once filed) and as long after as Lag says; their
// parts with them; records of registers by the day that their standard names, and fields
// of a record that can be known later only, not before (standard.KnownOn, KnownBy). What
// bears no date at all is taken as known.
type Cut struct {
	On  time.Time
	Lag int // days from the decision until its document is at hand
}

// Decided is the last day of a decision whose document is known.
func (c Cut) Decided() time.Time { return c.On.AddDate(0, 0, -c.Lag) }

// knownStage is the stage that holds what was known of an input. It contains a space, so
// no step has it.
func knownStage(input string) string { return "known " + input }

// known puts what was known of an input in place of it.
func (b *builder) known(s standard.Standard, in *table) {
	if b.target.Known == nil {
		return
	}
	in.name = knownStage(s.Name)
	if slices.ContainsFunc(b.stages, func(x Stage) bool { return x.Name == in.name }) {
		return // judgment, which a part of a document has asked for
	}
	st := Stage{Name: in.name, Columns: in.columns, Reads: []string{s.Name}}
	where := ""
	switch key := documentField(s); {
	case s.Name == "judgment":
		where = b.until("coalesce("+b.quote("decided_on")+", "+b.quote("filed_on")+")", b.target.Known.Decided())
	case key != "":
		b.knownJudgment()
		st.Reads = append(st.Reads, knownStage("judgment"))
		where = b.quote(key) + " IN (SELECT " + b.quote("id") + " FROM " + b.quote(knownStage("judgment")) + ")"
	case s.KnownOn() != "":
		where = b.until(b.quote(s.KnownOn()), b.target.Known.On)
	}
	st.SQL = "SELECT " + b.knownFields(s) + " FROM " + b.quote(s.Name)
	if where != "" {
		st.SQL += " WHERE " + where
	}
	b.stages = append(b.stages, st)
}

// knownJudgment makes sure that there is a stage of the known court documents.
func (b *builder) knownJudgment() {
	s := b.target.Standards["judgment"]
	in := table{name: s.Name}
	for _, f := range s.Fields {
		in.columns = append(in.columns, Column{f.Name, f.Type})
	}
	b.known(s, &in)
}

// documentField returns the field of a part of a court document that names the document;
// empty for whatever is no part of one.
func documentField(s standard.Standard) string {
	if s.Kind != standard.Reading || s.Name == "judgment" {
		return ""
	}
	for _, f := range s.Fields {
		if f.Refers == "judgment" {
			return f.Name
		}
	}
	return "id"
}

// knownFields selects the fields of s; what could be known later only is unknown. A court
// document says all it says at once.
func (b *builder) knownFields(s standard.Standard) string {
	list := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		list[i] = b.quote(f.Name)
		var later []string
		for _, d := range s.KnownBy(f) {
			if s.Kind != standard.Reading && d != s.KnownOn() {
				later = append(later, b.quote(d)+" > "+b.day(b.target.Known.On))
			}
		}
		if len(later) > 0 {
			list[i] = "CASE WHEN " + strings.Join(later, " OR ") + " THEN NULL ELSE " + list[i] + " END AS " + list[i]
		}
	}
	return strings.Join(list, ", ")
}

func (b *builder) until(date string, last time.Time) string {
	return "(" + date + " IS NULL OR " + date + " <= " + b.day(last) + ")"
}

func (b *builder) day(t time.Time) string {
	return "CAST(" + b.target.Dialect.Text(t.UTC().Format(time.DateOnly)) + " AS " + b.target.Dialect.Type(standard.TypeDate) + ")"
}

// leak reports a stage that reads an input itself, past the cut: a mistake of an operator,
// which must not become a wrong number.
func (b *builder) leak() error {
	if b.target.Known == nil {
		return nil
	}
	for _, s := range b.stages {
		if strings.HasPrefix(s.Name, knownStage("")) {
			continue
		}
		for _, input := range append(slices.Clone(b.Inputs), "judgment") {
			if regexp.MustCompile(`(?i)\b(?:from|join)\s+` + regexp.QuoteMeta(b.quote(input)) + `(?:[\s)]|$)`).MatchString(s.SQL) {
				return fmt.Errorf("model %s: stage %q reads %q past what was known", b.ID, s.Name, input)
			}
		}
	}
	return nil
}

// ahead reports what an expression over t asks of the days after as_of, which nobody
// could have known. It is looked for where a model is to look at the past.
func (b *builder) ahead(at place, e expr.Expr, binding expr.Binding, t table) {
	if b.target.Known == nil {
		return
	}
	event := func(column string) bool {
		for _, name := range b.Inputs {
			s := b.target.Standards[name]
			f, ok := s.Field(column)
			if ok && t.name == knownStage(name) && f.Type == standard.TypeDate && documentField(s) == "" {
				return column == s.KnownOn() || slices.Equal(s.KnownBy(f), []string{column})
			}
		}
		return false
	}
	for _, a := range e.Ahead(binding, event) {
		if a.Day {
			b.faults.add(at, "%s：使用了 as_of 之后的日期，回测时不可能知道。预先确定的日期（如到期日）请写 daysBetween(as_of, 日期) <= 天数",
				"%s: a day after as_of, which nobody could know then. Of dates set in advance (due dates) ask daysBetween(as_of, date) <= days", a.At)
			continue
		}
		b.faults.add(at, "%s：询问 as_of 之后发生的事，回测时不可能知道", "%s: asks for what happened after as_of, which nobody could know then", a.At)
	}
}
