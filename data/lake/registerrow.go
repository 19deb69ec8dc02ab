package lake

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

// A cellReader returns what reads the cells of one column as values of a field; on is the
// day of the import, after which is the future. What cannot be read is an error.
type cellReader func(f standard.Field, c table.Column, on time.Time) func(table.Cell) (table.Value, error)

func readCells(f standard.Field, c table.Column, on time.Time) func(table.Cell) (table.Value, error) {
	return table.NewReader(f, c, on).Read
}

// A candidate is one row on its way into the lake. Either row or reasons is set.
type candidate struct {
	row     parquet.Row
	key     recordKey
	print   uint64 // hash of the values
	named   bool   // key is good, though the row may be refused
	from    table.Row
	mends   string // row in quarantine that it names as the one it mends
	reasons []table.Problem
}

// A converter turns the rows of one sheet into candidates. It is used by one goroutine.
type converter struct {
	layout   *layout
	importID parquet.Value
	headings []string
	columns  []reader // by heading
	told     []telling
	mends    int // number of the column that names rows in quarantine; -1 for none
	buffer   []byte
	problems []byte
	raw      []byte
	unread   []byte // cells that say something nobody could read
	keyed    bool   // false while a field of the name could not be read
}

// A reader reads one column; field is -1 where the column is left out.
type reader struct {
	field int // number in the fields of the layout
	read  func(table.Cell) (table.Value, error)
}

func (l *Lake) newConverter(lay *layout, s MappedSheet, importID string, at time.Time) *converter {
	c := &converter{layout: lay, importID: parquet.ByteArrayValue([]byte(importID)), headings: s.Headings, mends: -1}
	for i, col := range s.Columns {
		r := reader{field: lay.number(col.Field)}
		if r.field >= 0 {
			r.read = l.cells(lay.fields[r.field], s.column(i), at)
		}
		if r.field < 0 && strings.TrimSpace(col.Heading) == QuarantineHeading {
			c.mends = i
		}
		c.columns = append(c.columns, r)
	}
	c.told = c.tellings()
	return c
}

// A telling is a field that the words of some columns may tell.
type telling struct {
	field   int // number in the fields of the layout
	columns []int
}

// tellings lists the fields that are looked for in texts of which there are columns.
func (c *converter) tellings() (all []telling) {
	for n, f := range c.layout.fields {
		if f.As == "" {
			continue
		}
		t := telling{field: n}
		for _, source := range f.ToldIn {
			for i, col := range c.columns {
				if col.field >= 0 && c.layout.fields[col.field].Name == source {
					t.columns = append(t.columns, i)
				}
			}
		}
		if len(t.columns) > 0 {
			all = append(all, t)
		}
	}
	return all
}

// tell fills the fields that no cell of their own says with what the words of others say. The
// text stays beside the value, as every cell does that is written otherwise.
func (c *converter) tell(out *candidate) {
	for _, t := range c.told {
		f, n := c.layout.fields[t.field], c.layout.of[t.field]
		for _, i := range t.columns {
			if !out.row[n].IsNull() || i >= len(out.from.Cells) {
				continue
			}
			text := out.from.Cells[i].Text
			v, ok := table.Told(f, text)
			if stored, well := stored(v); ok && well {
				out.row[n] = stored.Level(0, 1, n)
				c.appendRaw(f.Name, text)
			}
		}
	}
}

// column returns what is known of all cells of a column. A unit that a person told wins.
func (m MappedSheet) column(i int) (c table.Column) {
	if i < len(m.Sheet.Columns) {
		c = m.Sheet.Columns[i]
	}
	if m.Columns[i].Unit != "" {
		c.Unit = m.Columns[i].Unit
	}
	return c
}

// number returns the number of a field among those that an import fills, or -1.
func (l *layout) number(field string) int {
	for i, f := range l.fields {
		if f.Name == field {
			return i
		}
	}
	return -1
}

// refusal makes a candidate of a row that the file reader could not read.
func refusal(from table.Row, err error) candidate {
	var known *fault.Error
	says := fault.Text{ZH: "这一行无法读取。", EN: "This row cannot be read."}
	if errors.As(err, &known) {
		says = known.Public
	}
	code := refused
	if from.Place == "" {
		code = broken
	}
	return candidate{from: from, reasons: []table.Problem{{Code: code, Says: says}}}
}

// convert reads one row.
func (c *converter) convert(from table.Row) candidate {
	out := candidate{from: from, row: make(parquet.Row, len(c.layout.column))}
	for i := range out.row {
		out.row[i] = parquet.NullValue().Level(0, 0, i)
	}
	c.problems, c.raw, c.unread, c.keyed = c.problems[:0], c.raw[:0], c.unread[:0], true
	for i, col := range c.columns {
		switch {
		case i >= len(from.Cells):
		case col.field >= 0:
			c.put(&out, col, from.Cells[i])
		case i == c.mends:
			out.mends = strings.TrimSpace(from.Cells[i].Text)
		}
	}
	c.tell(&out)
	c.require(&out)
	whole := c.keyed && c.hasKey(out.row)
	if out.named = whole || len(out.reasons) == 0; whole {
		out.key, c.buffer = c.layout.keyOfRow(out.row, c.buffer)
	} else if out.named {
		out.key, c.buffer = c.layout.keyOfAll(out.row, c.unread, c.buffer)
	}
	if len(out.reasons) > 0 {
		out.row = nil
		return out
	}
	c.finish(&out)
	return out
}

// put reads a cell into its place in the row.
func (c *converter) put(out *candidate, col reader, cell table.Cell) {
	f, n := c.layout.fields[col.field], c.layout.of[col.field]
	v, err := col.read(cell)
	if told, ok := table.Told(f, cell.Text); err != nil && ok { // 罚金二万元，已缴清
		v, err = table.Value{V: told, Raw: cell.Text}, nil
	}
	if stored, ok := stored(v.V); ok {
		out.row[n] = stored.Level(0, 1, n)
	}
	if v.Raw != "" {
		c.appendRaw(f.Name, v.Raw)
	}
	if err != nil {
		c.unread = append(append(append(append(c.unread, f.Name...), '='), cell.Text...), 0)
		c.keyed = c.keyed && !f.Key
	}
	if err != nil && f.Demanded() {
		out.reasons = append(out.reasons, unreadable(f, v.Problems))
		return
	}
	for _, p := range v.Problems {
		c.appendProblem(f.Name, p.Code)
	}
}

// Codes of the reasons for which a row is put aside, besides those of table.Problem.
const (
	refused     = "refused"     // the row cannot be read from the file
	broken      = "broken_off"  // the file ends too early here
	missing     = "missing"     // a field that must be there is empty
	conflicting = "conflicting" // another row of the file has the same key and other values
)

// require notes each field that must be there and is not.
func (c *converter) require(out *candidate) {
	for i, demand := range c.layout.demands {
		f := c.layout.fields[i]
		if !f.Required || c.stands(demand, out.row) || says(out.reasons, f.Name) {
			continue
		}
		out.reasons = append(out.reasons, table.Problem{Field: f.Name, Code: missing, Says: fault.Text{
			ZH: "缺少“" + f.Title.ZH + "”。", EN: f.Title.EN + " is missing."}})
	}
}

// stands reports whether one of some fields is in the row.
func (c *converter) stands(fields []int, row parquet.Row) bool {
	return slices.ContainsFunc(fields, func(i int) bool { return !row[c.layout.of[i]].IsNull() })
}

func says(reasons []table.Problem, field string) bool {
	for _, p := range reasons {
		if p.Field == field {
			return true
		}
	}
	return false
}

// hasKey reports whether all fields that name a record are there.
func (c *converter) hasKey(row parquet.Row) bool {
	for _, i := range c.layout.key {
		if row[c.layout.of[i]].IsNull() {
			return false
		}
	}
	return true
}

// unreadable returns why a field that must be there could not be read.
func unreadable(f standard.Field, problems []table.Problem) table.Problem {
	p := table.Problem{Field: f.Name, Code: "unreadable", Says: fault.Text{
		ZH: "“" + f.Title.ZH + "”的内容无法读取。", EN: f.Title.EN + " cannot be read."}}
	for _, known := range problems {
		if known.Says != (fault.Text{}) {
			return known
		}
	}
	return p
}

// finish fills the columns that the import gives every record.
func (c *converter) finish(out *candidate) {
	put := func(name string, v parquet.Value, level int) {
		n := c.layout.column[name]
		out.row[n] = v.Level(0, level, n)
	}
	c.buffer = c.layout.appendValues(c.buffer[:0], out.row)
	out.print = xxhash.Sum64(append(c.buffer, c.unread...))
	put(fingerprintColumn, parquet.Int64Value(int64(out.print)), 0)
	put(standard.RecordID, parquet.ByteArrayValue([]byte(out.key.String())), 0)
	put(standard.ImportID, c.importID, 0)
	put(standard.SourceRow, parquet.ByteArrayValue([]byte(out.from.Place)), 0)
	if len(c.raw) > 0 {
		put(standard.Raw, parquet.ByteArrayValue([]byte(string(c.raw)+"}")), 1)
	}
	if len(c.problems) > 0 {
		put(problemsColumn, parquet.ByteArrayValue([]byte(string(c.problems))), 1)
	}
}

// rename gives a row that is equal to an earlier one a name of its own.
func (c *candidate) rename(l *layout, key recordKey) {
	n := l.column[standard.RecordID]
	c.key = key
	c.row[n] = parquet.ByteArrayValue([]byte(key.String())).Level(0, 0, n)
}

func (c *converter) appendProblem(field, code string) {
	if len(c.problems) > 0 {
		c.problems = append(c.problems, ' ')
	}
	c.problems = append(append(append(c.problems, field...), ':'), code...)
}

// appendRaw adds a cell as delivered to the JSON object of the row.
func (c *converter) appendRaw(field, text string) {
	if len(c.raw) == 0 {
		c.raw = append(c.raw, '{')
	} else {
		c.raw = append(c.raw, ',')
	}
	c.raw = appendJSON(c.raw, field)
	c.raw = append(c.raw, ':')
	c.raw = appendJSON(c.raw, text)
}

// appendJSON appends a text as JSON has it.
func appendJSON(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// stored returns a value as Parquet has it, and false for none.
func stored(v any) (parquet.Value, bool) {
	switch x := v.(type) {
	case string:
		return parquet.ByteArrayValue([]byte(strings.ToValidUTF8(x, "\uFFFD"))), true
	case int64:
		return parquet.Int64Value(x), true
	case float64:
		return parquet.DoubleValue(x), true
	case bool:
		return parquet.BooleanValue(x), true
	case time.Time:
		return parquet.Int32Value(int32(x.Unix() / secondsOfDay)), true
	default:
		return parquet.Value{}, false
	}
}
