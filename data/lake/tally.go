package lake

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
)

// A Tally is what was counted of some records of a register. Tallies of several files add
// up to that of all; they tell nothing of anybody but what their masked examples show.
type Tally struct {
	Rows   int64                 `json:"rows"`
	Fields map[string]FieldTally `json:"fields"`
	Dates  *DateTally            `json:"dates,omitempty"` // of registers whose standard says how often they come
}

// A FieldTally is what was counted of one field.
type FieldTally struct {
	Filled   int64            `json:"filled"`
	Problems map[string]int64 `json:"problems,omitempty"` // by code
	Examples []Example        `json:"examples,omitempty"` // some of each code
}

// An Example is one value that something is wrong with. What is not public is masked.
type Example struct {
	Code      string `json:"code"`
	Value     string `json:"value"`
	Import    string `json:"import"`
	SourceRow string `json:"source_row"`
}

// A DateTally counts records by the date that the standard's coverage names.
type DateTally struct {
	Earliest string                      `json:"earliest,omitempty"` // yyyy-mm-dd
	Latest   string                      `json:"latest,omitempty"`
	Lags     []int64                     `json:"lags"`    // records by how late they came, see LagBounds
	Undated  int64                       `json:"undated"` // without date
	Odd      int64                       `json:"odd"`     // with a date before 1949 or after the import
	Months   map[string]map[string]int64 `json:"months"`  // by the value that the coverage asks for, then yyyy-mm
}

// LagBounds are the days between a record's date and its import that DateTally.Lags counts
// up to; what came later is counted last.
func LagBounds() []int { return []int{31, 92, 183, 366} }

// examplesKept is how many examples are kept of each field and code.
const examplesKept = 3

// A tallier makes a Tally row by row.
type tallier struct {
	layout  *layout
	at      time.Time
	width   []int // number in the rows of each field of the layout
	places  map[string]int
	rows    int64
	filled  []int64
	wrong   map[string]int64 // by all problems of a row, as they are written in its column
	months  map[string]map[int]int64
	dates   *DateTally
	date    int // number in the rows; -1 for none
	by      int
	first   int64 // days since 1970
	last    int64
	samples map[string][]Example // by field:code
}

func newTallier(l *layout, schema *parquet.Schema, at time.Time) *tallier {
	t := &tallier{layout: l, at: at, places: columnsOf(schema), filled: make([]int64, len(l.fields)), wrong: map[string]int64{},
		date: -1, by: -1, samples: map[string][]Example{}}
	for _, f := range l.fields {
		t.width = append(t.width, t.places[f.Name])
	}
	if c := l.standard.Coverage; c != nil {
		t.dates = &DateTally{Lags: make([]int64, len(LagBounds())+1)}
		t.months = map[string]map[int]int64{}
		t.date = t.place(c.Date)
		t.by = t.place(c.By)
	}
	return t
}

// place returns the number of a field in the rows, or -1.
func (t *tallier) place(field string) int {
	if n, ok := t.places[field]; ok {
		return n
	}
	return -1
}

// add counts one row.
func (t *tallier) add(row parquet.Row) {
	t.rows++
	for i, n := range t.width {
		if !row[n].IsNull() {
			t.filled[i]++
		}
	}
	if v := row[t.places[problemsColumn]]; !v.IsNull() {
		t.addProblems(v.ByteArray(), row)
	}
	if t.date >= 0 {
		t.addDate(row)
	}
}

// addProblems counts the problems of a row, and keeps some as examples.
func (t *tallier) addProblems(text []byte, row parquet.Row) {
	t.wrong[string(text)]++
	if t.wrong[string(text)] > examplesKept {
		return
	}
	for p := range strings.FieldsSeq(string(text)) {
		if len(t.samples[p]) < examplesKept {
			field, code, _ := strings.Cut(p, ":")
			t.samples[p] = append(t.samples[p], Example{Code: code, Value: t.masked(field, row),
				Import: string(row[t.places[standard.ImportID]].ByteArray()), SourceRow: string(row[t.places[standard.SourceRow]].ByteArray())})
		}
	}
}

// masked returns what was delivered for a field, in the form in which it may be shown.
func (t *tallier) masked(field string, row parquet.Row) string {
	var raw map[string]string
	if v := row[t.places[standard.Raw]]; !v.IsNull() {
		_ = json.Unmarshal(v.ByteArray(), &raw) // written by this program
	}
	text, delivered := raw[field]
	f, _ := t.layout.standard.Field(field)
	if n := t.place(field); !delivered && n >= 0 {
		text = textOf(f, row[n])
	}
	if f.Sensitivity == standard.Public {
		return text
	}
	return mask(text)
}

// mask hides all of a text but its first character and its length.
func mask(text string) string {
	const most = 24
	var b strings.Builder
	n := 0
	for _, r := range text {
		switch n++; {
		case n > most:
			return b.String() + "…"
		case n == 1, !unicode.IsLetter(r) && !unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteRune('×')
		}
	}
	return b.String()
}

// addDate counts a row under its month.
func (t *tallier) addDate(row parquet.Row) {
	const firstDay = -7671 // 1949-01-01
	v := row[t.date]
	if v.IsNull() {
		t.dates.Undated++
		return
	}
	days := int64(v.Int32())
	late := t.at.Unix()/secondsOfDay - days
	if days < firstDay || late < 0 {
		t.dates.Odd++
		return
	}
	bounds := LagBounds()
	n := slices.IndexFunc(bounds, func(b int) bool { return late <= int64(b) })
	if n < 0 {
		n = len(bounds)
	}
	t.dates.Lags[n]++
	if seen := t.dates.seen(); seen == 1 {
		t.first, t.last = days, days
	}
	t.first, t.last = min(t.first, days), max(t.last, days)
	t.count(row, days)
}

// seen is how many records have been counted by their date.
func (d *DateTally) seen() (n int64) {
	for _, l := range d.Lags {
		n += l
	}
	return n
}

const secondsOfDay = 24 * 60 * 60

func (t *tallier) count(row parquet.Row, days int64) {
	y, m, _ := time.Unix(days*secondsOfDay, 0).UTC().Date()
	by := []byte(nil)
	if t.by >= 0 {
		by = row[t.by].ByteArray()
	}
	months, ok := t.months[string(by)]
	if !ok {
		months = map[int]int64{}
		t.months[string(by)] = months
	}
	months[12*y+int(m)-1]++
}

// done returns the Tally.
func (t *tallier) done() Tally {
	all := Tally{Rows: t.rows, Fields: make(map[string]FieldTally, len(t.filled)), Dates: t.dates}
	for i, f := range t.layout.fields {
		all.Fields[f.Name] = FieldTally{Filled: t.filled[i]}
	}
	for text, n := range t.wrong {
		for p := range strings.FieldsSeq(text) {
			field, code, _ := strings.Cut(p, ":")
			f := all.Fields[field]
			if f.Problems == nil {
				f.Problems = map[string]int64{}
			}
			f.Problems[code] += n
			all.Fields[field] = f
		}
	}
	for _, p := range slices.Sorted(maps.Keys(t.samples)) {
		field, _, _ := strings.Cut(p, ":")
		f := all.Fields[field]
		f.Examples = append(f.Examples, t.samples[p]...)
		all.Fields[field] = f
	}
	if t.dates != nil && t.dates.seen() > 0 {
		t.dates.Earliest, t.dates.Latest = dayText(t.first), dayText(t.last)
	}
	if t.dates != nil {
		t.dates.Months = t.monthTexts()
	}
	return all
}

func (t *tallier) monthTexts() map[string]map[string]int64 {
	all := make(map[string]map[string]int64, len(t.months))
	for by, months := range t.months {
		all[by] = make(map[string]int64, len(months))
		for m, n := range months {
			all[by][monthText(m)] = n
		}
	}
	return all
}

// monthText writes a month counted from the year 0 as yyyy-mm.
func monthText(m int) string {
	return strconv.Itoa(m/12) + "-" + string([]byte{byte('0' + (m%12+1)/10), byte('0' + (m%12+1)%10)})
}

// dayText writes a day since 1970 as yyyy-mm-dd.
func dayText(days int64) string {
	return time.Unix(days*secondsOfDay, 0).UTC().Format(time.DateOnly)
}

// plus returns the Tally of the records of both.
func (t Tally) plus(u Tally) Tally {
	sum := Tally{Rows: t.Rows + u.Rows, Fields: map[string]FieldTally{}, Dates: t.Dates.plus(u.Dates)}
	for _, one := range []Tally{t, u} {
		for name, f := range one.Fields {
			sum.Fields[name] = sum.Fields[name].plus(f)
		}
	}
	return sum
}

func (f FieldTally) plus(g FieldTally) FieldTally {
	sum := FieldTally{Filled: f.Filled + g.Filled, Problems: addUp(f.Problems, g.Problems)}
	kept := map[string]int{}
	for _, e := range slices.Concat(f.Examples, g.Examples) {
		if kept[e.Code]++; kept[e.Code] <= examplesKept {
			sum.Examples = append(sum.Examples, e)
		}
	}
	return sum
}

func (d *DateTally) plus(e *DateTally) *DateTally {
	if d == nil || e == nil {
		if d == nil {
			return e
		}
		return d
	}
	sum := &DateTally{Earliest: d.Earliest, Latest: max(d.Latest, e.Latest), Undated: d.Undated + e.Undated, Odd: d.Odd + e.Odd,
		Lags: slices.Clone(d.Lags), Months: map[string]map[string]int64{}}
	if d.Earliest == "" || e.Earliest != "" && e.Earliest < d.Earliest {
		sum.Earliest = e.Earliest
	}
	for i, n := range e.Lags {
		sum.Lags[i] += n
	}
	for _, one := range []*DateTally{d, e} {
		for by, months := range one.Months {
			sum.Months[by] = addUp(sum.Months[by], months)
		}
	}
	return sum
}

// addUp adds counts by name; it changes neither.
func addUp(a, b map[string]int64) map[string]int64 {
	if len(b) == 0 {
		return a
	}
	sum := make(map[string]int64, len(a)+len(b))
	for k, n := range a {
		sum[k] += n
	}
	for k, n := range b {
		sum[k] += n
	}
	return sum
}

// textOf writes a stored value as a cell of a file.
func textOf(f standard.Field, v parquet.Value) string {
	if v.IsNull() {
		return ""
	}
	switch f.Type {
	case standard.TypeInteger:
		return strconv.FormatInt(v.Int64(), 10)
	case standard.TypeNumber:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	case standard.TypeBoolean:
		return strconv.FormatBool(v.Boolean())
	case standard.TypeDate:
		return dayText(int64(v.Int32()))
	default:
		return string(v.ByteArray())
	}
}
