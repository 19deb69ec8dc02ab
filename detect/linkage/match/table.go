package match

import (
	"fmt"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/fault"
)

// A Field is one column of a table: its heading and what it holds.
type Field struct {
	Name string       `json:"name"`
	Kind compare.Kind `json:"kind"`
}

// A Table holds mentions, one a row, in columns. Each distinct value is kept once.
type Table struct {
	fields  []Field
	ids     []string
	rows    map[string]int32
	columns []dictionary
}

// A dictionary holds one column: its distinct values, of which the first is empty, and the
// number of the value of each row.
type dictionary struct {
	values []string
	codes  []int32
	index  map[string]int32 // made when it is first needed
}

// NewTable returns an empty table with these columns. Columns of kind compare.Ignored are
// kept out of it: give their values all the same, so that rows keep their shape.
func NewTable(fields ...Field) *Table {
	t := &Table{fields: fields, rows: map[string]int32{}, columns: make([]dictionary, len(fields))}
	for i := range t.columns {
		t.columns[i] = dictionary{values: []string{""}}
	}
	return t
}

// Add appends one mention. Its id must be new; there must be a value, perhaps an empty one,
// for each column.
func (t *Table) Add(id string, values ...string) error {
	if len(values) != len(t.fields) {
		return fmt.Errorf("mention %s has %d values for %d columns", id, len(values), len(t.fields))
	}
	if _, twice := t.rows[id]; twice {
		return fault.Invalidf("编号 %s 出现两次。", "the id %s occurs twice.", id)
	}
	t.rows[id] = int32(len(t.ids))
	t.ids = append(t.ids, id)
	for i, v := range values {
		d := &t.columns[i]
		if t.fields[i].Kind == compare.Ignored {
			v = ""
		}
		d.codes = append(d.codes, d.code(v))
	}
	return nil
}

// code returns the number of a value, a new one if it is new.
func (d *dictionary) code(v string) int32 {
	if d.index == nil {
		d.index = make(map[string]int32, len(d.values))
		for i, v := range d.values {
			d.index[v] = int32(i)
		}
	}
	n, ok := d.index[v]
	if !ok {
		n = int32(len(d.values))
		d.values = append(d.values, v)
		d.index[v] = n
	}
	return n
}

// Len returns the number of mentions.
func (t *Table) Len() int { return len(t.ids) }

// Fields returns the columns.
func (t *Table) Fields() []Field { return t.fields }

// ID returns the id of the mention in row i.
func (t *Table) ID(i int) string { return t.ids[i] }

// value returns the value of a row in a column.
func (t *Table) value(row int32, column int) string {
	d := &t.columns[column]
	return d.values[d.codes[row]]
}
