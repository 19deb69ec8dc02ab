package lake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
)

// rowsInGroup is how many rows of a register stand in one row group: what DuckDB itself
// writes, and reads in parallel.
const rowsInGroup = 122_880

// Where a file of a register keeps the Tally of its rows and the standard it was written by.
const (
	tallyKey    = "mingjian.tally"
	standardKey = "mingjian.standard"
)

// A registerWriter writes one file of a register and tallies its rows.
type registerWriter struct {
	name    string // below the lake's folder
	out     *sealer
	w       *parquet.GenericWriter[any]
	schema  *parquet.Schema
	columns []parquet.Value // one column of the rows at hand
	inGroup int
	rows    int64
	tally   *tallier
}

// newRegisterWriter begins the file called name. at is when its rows were imported.
func newRegisterWriter(lake *Lake, name string, schema *parquet.Schema, l *layout, at time.Time) (*registerWriter, error) {
	out, err := lake.disk.seal(lake.abs(name))
	if err != nil {
		return nil, err
	}
	options := append(usualOptions(), schema,
		parquet.BloomFilters(parquet.SplitBlockFilter(10, standard.RecordID)),
		parquet.SkipPageBounds(standard.Raw), parquet.SkipPageStatistics(standard.Raw),
		parquet.DictionaryMaxBytes(4<<20))
	return &registerWriter{name: name, out: out, w: parquet.NewGenericWriter[any](out, options...), schema: schema, tally: newTallier(l, schema, at)}, nil
}

// write appends rows.
func (w *registerWriter) write(rows []parquet.Row) error {
	for len(rows) > 0 {
		n := min(len(rows), rowsInGroup-w.inGroup)
		if err := w.writeGroup(rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
		if w.inGroup += n; w.inGroup == rowsInGroup {
			w.inGroup = 0
			if err := w.w.Flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeGroup appends rows to the open row group, column by column.
func (w *registerWriter) writeGroup(rows []parquet.Row) error {
	for i, c := range w.w.ColumnWriters() {
		w.columns = w.columns[:0]
		for _, r := range rows {
			w.columns = append(w.columns, r[i])
		}
		if _, err := c.WriteRowValues(w.columns); err != nil {
			return err
		}
	}
	for _, r := range rows {
		w.tally.add(r)
	}
	w.rows += int64(len(rows))
	return nil
}

// close ends the file; err is what went wrong before, if anything.
func (w *registerWriter) close(err error) (File, error) {
	if err == nil {
		err = errors.Join(w.keep(tallyKey, w.tally.done()), w.keep(standardKey, w.tally.layout.standard), w.w.Close())
	}
	f, err := w.out.close(err)
	f.Name, f.Rows = w.name, w.rows
	return f, err
}

// keep writes something about the rows into the file.
func (w *registerWriter) keep(key string, v any) error {
	b, err := json.Marshal(v)
	w.w.SetKeyValueMetadata(key, string(b))
	return err
}

// eachRowOf hands the rows of a row group to do, some hundreds at a time. They are good
// until do returns.
func eachRowOf(ctx context.Context, group parquet.RowGroup, do func([]parquet.Row) error) error {
	r := group.Rows()
	defer r.Close()
	rows := make([]parquet.Row, 512)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.ReadRows(rows)
		if n > 0 {
			if err := do(rows[:n]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || n == 0 && err == nil {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// openParquet opens a file without what is only needed to find single rows.
func openParquet(path string) (*parquet.File, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	p, err := parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return p, func() { f.Close() }, nil
}

// tallyOf reads the Tally of a register's file.
func tallyOf(path string) (t Tally, err error) {
	p, done, err := openParquet(path)
	if err != nil {
		return t, err
	}
	defer done()
	return t, kept(p, tallyKey, &t)
}

// kept reads what registerWriter.keep wrote.
func kept(p *parquet.File, key string, v any) error {
	text, ok := p.Lookup(key)
	if !ok {
		return fmt.Errorf("the file has no %s", key)
	}
	return json.Unmarshal([]byte(text), v)
}

// copyRegister copies the rows of a register's file that keep wants into a new one. Columns
// that the standard no longer has are copied too.
func (l *Lake) copyRegister(ctx context.Context, from File, to string, c copying) (File, error) {
	p, done, err := openParquet(l.abs(from.Name))
	if err != nil {
		return File{}, err
	}
	defer done()
	if c.layout == nil {
		var s standard.Standard
		if err := kept(p, standardKey, &s); err != nil {
			return File{}, err
		}
		c.layout = layoutOf(s)
	}
	w, err := newRegisterWriter(l, to, widened(c.layout, p.Schema()), c.layout, c.at)
	if err != nil {
		return File{}, err
	}
	into := placesIn(p.Schema(), w.schema)
	for _, group := range p.RowGroups() {
		if err == nil {
			err = eachRowOf(ctx, group, func(rows []parquet.Row) error { return w.write(c.chosen(rows, p.Schema(), w.schema, into)) })
		}
	}
	f, err := w.close(err)
	f.Import = from.Import
	return f, err
}

// A copying says which rows of a file are copied.
type copying struct {
	layout *layout   // nil: the one of the file
	at     time.Time // when the rows were imported
	keep   func(*parquet.Schema, recordKey, parquet.Row) bool
}

// chosen returns the rows that are kept, in the order of the columns of the new file.
func (c copying) chosen(rows []parquet.Row, from, to *parquet.Schema, into []int) []parquet.Row {
	id, kept := columnsOf(from)[standard.RecordID], make([]parquet.Row, 0, len(rows))
	width := len(to.Columns())
	for _, r := range rows {
		k, ok := parseKey(string(r[id].ByteArray()))
		if ok && !c.keep(from, k, r) {
			continue
		}
		row := make(parquet.Row, width)
		for i := range row {
			row[i] = parquet.NullValue().Level(0, 0, i)
		}
		for i, v := range r {
			row[into[i]] = v.Level(v.RepetitionLevel(), v.DefinitionLevel(), into[i])
		}
		kept = append(kept, row)
	}
	return kept
}

// placesIn returns the number in to of each column of from.
func placesIn(from, to *parquet.Schema) []int {
	numbers, places := columnsOf(to), []int(nil)
	for _, path := range from.Columns() {
		places = append(places, numbers[path[0]])
	}
	return places
}

// widened returns the schema of the layout with the columns that a file has besides.
func widened(l *layout, has *parquet.Schema) *parquet.Schema {
	group, more := parquet.Group{}, false
	for _, f := range l.schema.Fields() {
		group[f.Name()] = f
	}
	for _, f := range has.Fields() {
		if _, known := group[f.Name()]; !known {
			group[f.Name()], more = f, true
		}
	}
	if !more {
		return l.schema
	}
	return parquet.NewSchema(l.standard.Name, group)
}
