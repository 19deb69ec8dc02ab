package record

import (
	_ "embed" // the table of causes
	"strings"
	"sync"
)

//go:embed reference/causes.csv
var causesCSV string

// A causeRow is one name of a civil cause of action.
type causeRow struct {
	id    string // the same for all names that a cause has had
	table string // version of the table the name is from, by the year it came into force: 2008, 2011, 2020
}

// The versions of 民事案件案由规定 and when they were in force. The names come from the table of
// 2011; of that of 2008 and of that of 2020 (法〔2020〕346号, in force from 2021) only the names
// are here that differ and that one knows for certain to mean the same or to be new. The table
// in force from 2026 (法〔2025〕226号) is not here.
func causeTables() []struct{ table, from, to string } {
	return []struct{ table, from, to string }{
		{"2008", "2008-04-01", "2011-03-31"},
		{"2011", "2011-04-01", "2020-12-31"},
		{"2020", "2021-01-01", "2025-12-31"},
	}
}

// CauseTableInForce returns the version of the table of civil causes that was in force on a
// day (ISO 8601); "" if that version is not here.
func CauseTableInForce(day string) string {
	for _, t := range causeTables() {
		if t.from <= day && day <= t.to {
			return t.table
		}
	}
	return ""
}

// causes holds the civil causes of action by their names, read once.
var causes = sync.OnceValue(func() map[string]causeRow {
	set := map[string]causeRow{}
	for line := range strings.Lines(causesCSV) {
		f := strings.Split(strings.TrimSpace(line), ",")
		if f[0] != "id" {
			set[f[1]] = causeRow{f[0], f[2]}
		}
	}
	return set
})

// isCause reports whether the table has a cause of that name.
func isCause(name string) bool {
	_, ok := causes()[name]
	return ok
}

// isCauseWith is isCause of a name and what ends it, which are not put together for that.
func isCauseWith(name, end string) bool {
	var few [128]byte // on the stack: no name in the table is longer
	if len(name)+len(end) > len(few) {
		return false
	}
	_, ok := causes()[string(append(append(few[:0], name...), end...))]
	return ok
}

// readCauseCode finds the cause in the table. Of several joined causes the first counts.
func (r *reader) readCauseCode() {
	at := r.spanOf("cause")
	name := inTable(r.j.Cause)
	confidence := Formal
	if name != r.j.Cause {
		confidence = Led
	}
	if name == "" {
		first := strings.FieldsFunc(r.j.Cause, func(c rune) bool { return c == '、' || c == '及' || c == '和' })
		if len(first) < 2 {
			return
		}
		if name = inTable(first[0]); name == "" {
			return
		}
	}
	row := causes()[name]
	r.j.CauseCode, r.j.CauseTable = row.id, row.table
	r.setRead("cause_code", at, confidence)
}
