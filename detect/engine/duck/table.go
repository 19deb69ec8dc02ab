package duck

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A made is a table of the snapshot, which is made when a query first names it, and what of.
type made struct {
	standard standard.Standard
	files    []string

	sync.Mutex // while it is made: only who names the table waits
	done       bool
}

// once makes the table by a statement, unless it is there.
func (m *made) once(make func() error) error {
	m.Lock()
	defer m.Unlock()
	if m.done {
		return nil
	}
	if err := make(); err != nil {
		return err
	}
	m.done = true
	return nil
}

// ready makes the tables that a query may read and that are not made yet: whatever bears
// the name of one. A word that only looks like a name costs a little time and no more.
func (e *Engine) ready(ctx context.Context, query string) error {
	for word := range strings.FieldsFuncSeq(query, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		t, ok := e.waiting[strings.ToLower(word)]
		if !ok {
			continue
		}
		if err := t.once(func() error { return e.create(ctx, t) }); err != nil {
			return fmt.Errorf("open table %s: %w", t.standard.Name, err)
		}
	}
	return nil
}

// create makes a table without rows, or a view over files.
func (e *Engine) create(ctx context.Context, t *made) error {
	statement, op := empty(t.standard), "create"
	if len(t.files) > 0 {
		statement, op = "CREATE VIEW "+Dialect{}.Name(engine.AsRead(t.standard))+" AS "+read(t.standard, t.files), "read the header of Parquet files"
	}
	_, err := e.db.ExecContext(ctx, statement)
	return redact(op, err)
}

// Keep reads the files of a data set once and holds the rows, if there is room on disk for
// what does not fit into memory. Files are packed, and unpacking texts costs more than most
// queries do with them.
func (e *Engine) Keep(ctx context.Context, name string) error {
	t, ok := e.waiting[name]
	if !ok || len(t.files) == 0 || !e.roomy {
		return nil // nothing to gain
	}
	return t.once(func() error { // not if it was read before
		_, err := e.db.ExecContext(ctx, "CREATE TABLE "+Dialect{}.Name(name)+" AS "+read(t.standard, t.files))
		return redact("keep "+name, err)
	})
}

// table makes the table of s with rows in memory, after those of its files.
func (e *Engine) table(ctx context.Context, s standard.Standard, rows []engine.Row) error {
	name := engine.AsRead(s)
	statement := empty(s)
	t := e.waiting[name]
	if len(t.files) > 0 {
		statement = "CREATE TABLE " + Dialect{}.Name(name) + " AS " + read(s, t.files)
	}
	err := t.once(func() error {
		_, err := e.db.ExecContext(ctx, statement)
		return redact("create", err)
	})
	if err != nil {
		return err
	}
	return e.fill(ctx, s, rows)
}

// delivered lists the fields that files have: all but the derived ones.
func delivered(s standard.Standard) []standard.Field {
	var fields []standard.Field
	for _, f := range s.Fields {
		if f.Derived == "" {
			fields = append(fields, f)
		}
	}
	return fields
}

// empty is the statement that makes the table of s without rows.
func empty(s standard.Standard) string {
	var columns []string
	for _, f := range delivered(s) {
		columns = append(columns, Dialect{}.Name(f.Name)+" "+Dialect{}.Type(f.Type))
	}
	return "CREATE TABLE " + Dialect{}.Name(engine.AsRead(s)) + " (" + strings.Join(columns, ", ") + ")"
}

// nothing selects the fields of s and no rows.
func nothing(s standard.Standard) string {
	var columns []string
	for _, f := range delivered(s) {
		columns = append(columns, "CAST(NULL AS "+Dialect{}.Type(f.Type)+") AS "+Dialect{}.Name(f.Name))
	}
	return "SELECT " + strings.Join(columns, ", ") + " WHERE false"
}

// read selects the fields of s from files. A file written before a field joined the
// standard has no such column: it is read as unknown, because snapshots never change
// and standards do.
func read(s standard.Standard, files []string) string {
	var columns, quoted []string
	for _, f := range delivered(s) {
		name := Dialect{}.Name(f.Name)
		columns = append(columns, "CAST("+name+" AS "+Dialect{}.Type(f.Type)+") AS "+name)
	}
	for _, f := range files {
		quoted = append(quoted, Dialect{}.Text(f))
	}
	return "SELECT " + strings.Join(columns, ", ") + " FROM (" + nothing(s) +
		" UNION ALL BY NAME SELECT * FROM read_parquet([" + strings.Join(quoted, ", ") + "], union_by_name = true))"
}

// fill appends rows; a column that a row does not name stays unknown.
func (e *Engine) fill(ctx context.Context, s standard.Standard, rows []engine.Row) error {
	if len(rows) == 0 {
		return nil
	}
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return redact("connect", err)
	}
	defer conn.Close()
	return conn.Raw(func(raw any) error { return appendAll(raw.(driver.Conn), s, rows) })
}

func appendRow(a *duckdb.Appender, fields []standard.Field, row engine.Row) error {
	values, known := make([]driver.Value, len(fields)), 0
	for i, f := range fields {
		v, ok := row[f.Name]
		if ok {
			known++
		}
		if v != nil && !fits(v, f.Type) {
			return fmt.Errorf("field %s is %T, want %s", f.Name, v, f.Type)
		}
		values[i] = v
	}
	if known != len(row) {
		return fmt.Errorf("%d of its fields are not in the standard", len(row)-known)
	}
	return redact("append", a.AppendRow(values...))
}

func fits(v any, t standard.Type) (ok bool) {
	switch t {
	case standard.TypeInteger:
		_, ok = v.(int64)
	case standard.TypeNumber:
		_, ok = v.(float64)
	case standard.TypeBoolean:
		_, ok = v.(bool)
	case standard.TypeDate:
		_, ok = v.(time.Time)
	default:
		_, ok = v.(string)
	}
	return ok
}
