package record

import (
	"cmp"
	_ "embed" // the table of causes
	"slices"
	"strings"
	"sync"
)

//go:embed reference/causes.csv
var causesCSV string

// A causeRow is one name of a civil cause of action.
type causeRow struct {
	id     string // the same for all names that a cause has had
	tables tables // the versions that have the name
}

// tables is a set of versions of the table of causes: bit i is that of causeTables()[i].
type tables uint8

// has reports whether version i is in the set.
func (t tables) has(i int) bool { return i >= 0 && t&(1<<i) != 0 }

// nearest returns the version of the set that is nearest to version i: the latest before it, for
// courts go on writing the names they know, else the first after it; with i below 0 the latest.
func (t tables) nearest(i int) int {
	last, next := -1, -1
	for k := range causeTables() {
		switch {
		case !t.has(k):
		case k <= i || i < 0:
			last = k
		case next < 0:
			next = k
		}
	}
	if last >= 0 {
		return last
	}
	return next
}

// A causeTable is a version of 民事案件案由规定, called after the year of its text, and the days on
// which it was in force.
type causeTable struct{ version, from, to string }

// causeTables returns the versions in their order: 法发〔2008〕11号, 法〔2011〕41号, 法〔2020〕346号,
// 法〔2025〕226号. Of that of 2008 only the names are here that differ from those of 2011;
// reference/README.md says where the others are from and how they were checked.
func causeTables() []causeTable { return causeVersions[:] }

var causeVersions = [...]causeTable{
	{"2008", "2008-04-01", "2011-03-31"},
	{"2011", "2011-04-01", "2020-12-31"},
	{"2020", "2021-01-01", "2025-12-31"},
	{"2025", "2026-01-01", "9999-12-31"},
}

// CauseTableInForce returns the version of the table of civil causes that was in force on a
// day (ISO 8601); "" before the first.
func CauseTableInForce(day string) string {
	if i := causeTableOn(day); i >= 0 {
		return causeTables()[i].version
	}
	return ""
}

// causeTableOn returns the index of the version that was in force on a day; -1 if none was.
func causeTableOn(day string) int {
	for i, t := range causeTables() {
		if t.from <= day && day <= t.to {
			return i
		}
	}
	return -1
}

// A causeSet holds the civil causes of action by their names, and by their ids the versions
// that have them under whatever name.
type causeSet struct {
	byName map[string]causeRow
	byID   map[string]tables
}

// causes reads the embedded table once.
var causes = sync.OnceValue(func() causeSet {
	set := causeSet{map[string]causeRow{}, map[string]tables{}}
	for line := range strings.Lines(causesCSV) {
		f := strings.Split(strings.TrimSpace(line), ",")
		if f[0] == "id" {
			continue
		}
		var in tables
		for i, t := range causeTables() {
			if slices.Contains(strings.Fields(f[2]), t.version) {
				in |= 1 << i
			}
		}
		set.byName[f[1]] = causeRow{f[0], in}
		set.byID[f[0]] |= in
	}
	return set
})

// isCause reports whether the table has a cause of that name.
func isCause(name string) bool {
	_, ok := causes().byName[name]
	return ok
}

// isCauseWith is isCause of a name and what ends it, which are not put together for that.
func isCauseWith(name, end string) bool {
	var few [128]byte // on the stack: no name in the table is longer
	if len(name)+len(end) > len(few) {
		return false
	}
	_, ok := causes().byName[string(append(append(few[:0], name...), end...))]
	return ok
}

// readCauseCode finds the cause in the table. Of several joined causes the first counts.
//
// The version told is the one that was in force when the case was filed, or, where the text does
// not say, when it was decided, if that version has the cause; the name may be an earlier one of
// it (居间合同纠纷 in 2022). Else it is the version nearest to that day that has the name.
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
	row := causes().byName[name]
	on := causeTableOn(cmp.Or(r.j.FiledOn, r.j.DecidedOn))
	if !row.tables.has(on) {
		confidence = Led // a name that the courts of that day should not have used
	}
	if !causes().byID[row.id].has(on) {
		on = row.tables.nearest(on)
	}
	r.j.CauseCode, r.j.CauseTable = row.id, causeTables()[on].version
	r.setRead("cause_code", at, confidence)
}
