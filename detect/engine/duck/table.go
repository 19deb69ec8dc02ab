package duck

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// table makes the table of s that has files: a view over them or, where there are rows in
// memory as well, a table. A table without files is there already.
func (e *Engine) table(ctx context.Context, s standard.Standard, files []string, rows []engine.Row) error {
	name := Dialect{}.Name(engine.AsRead(s))
	switch {
	case len(files) > 0 && len(rows) == 0:
		if _, err := e.db.ExecContext(ctx, "CREATE VIEW "+name+" AS "+read(s, files)); err != nil {
			return redact("read the header of Parquet files", err)
		}
		return nil
	case len(files) > 0:
		if _, err := e.db.ExecContext(ctx, "CREATE TABLE "+name+" AS "+read(s, files)); err != nil {
			return redact("create", err)
		}
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
	return conn.Raw(func(raw any) error {
		a, err := duckdb.NewAppenderFromConn(raw.(driver.Conn), "", engine.AsRead(s))
		if err != nil {
			return redact("append", err)
		}
		fields := delivered(s)
		for i, row := range rows {
			if err := appendRow(a, fields, row); err != nil {
				a.Close()
				return fmt.Errorf("row %d: %w", i+1, err)
			}
		}
		return redact("append", a.Close())
	})
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
