// Package duck answers queries with DuckDB inside the program. The database is in
// memory and reads the Parquet files of one snapshot; it can read nothing else on the
// machine, load no extension and reach no network.
package duck

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/big"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/fault"
)

// Options say what to open. The zero value opens a snapshot without records.
type Options struct {
	// Tables holds the Parquet files of each table by the name of its standard. A
	// standard without files is an empty table.
	Tables map[string][]string
	// Rows holds rows that are in no file, by the name of their standard: model
	// cases and tests. They come after those of Tables.
	Rows map[string][]engine.Row

	// Standards are the tables there are; nil is what comes with the program. An office may
	// have more (standard.LoadWith).
	Standards standard.Library

	// MemoryLimit is as DuckDB writes it: 4GB. Empty is 80 % of the machine and, where there
	// is a TempDir for the rest, no more than usualMemory.
	MemoryLimit string
	TempDir     string // where to put what does not fit; empty: a query that does not fit fails
	TempLimit   string // how much may be put there, as DuckDB writes it; empty is usualSpill
	Threads     int    // 0 is one per core
	// Asking is from how many goroutines queries will come at the same time. A thread that asks
	// works on its query itself, and while others do its last piece it does not wait but asks
	// again and again; more threads than cores would take the cores from one another. 0 is one.
	Asking int

	// Few says that there are few rows: a plan is made without looking for the best one.
	Few bool

	planned bool // plans are kept while rows change
}

// usualMemory is what is enough for a scan of a million documents; the rest of the machine
// is for others, and for the files that its disk cache holds.
const usualMemory = 6 // GB

// usualSpill is what a query may put on disk at most. Who needs more than that is making a
// mistake more often than not, and a full disk stops everybody else.
const usualSpill = "10GB"

// An Engine is one open database. It may be used by several goroutines.
type Engine struct {
	db       *sql.DB
	snapshot standard.Library // whose tables may not be defined anew; read-only
	waiting  map[string]*made // tables of the snapshot, by the name under which they are read; read-only
	holds    map[string]bool  // data sets with files or rows; read-only
	threads  int              // that work on queries
	roomy    bool             // what does not fit into memory has a place
	few      bool             // rows: planning costs more than what is planned
}

var _ engine.Engine = (*Engine)(nil)

// Open opens a snapshot and proves that its files are there and that rows in memory fit
// their standards. A table of the snapshot is made when a query first names it: there are
// many registers, and a query reads few of them. A standard with derived fields is found
// under engine.AsRead, until somebody defines it.
func Open(ctx context.Context, o Options) (*Engine, error) {
	lib := o.Standards
	if lib == nil {
		var err error
		if lib, err = standard.Load(); err != nil {
			return nil, fmt.Errorf("load the standards: %w", err)
		}
	}
	if err := o.check(lib); err != nil {
		return nil, err
	}
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, redact("open", err)
	}
	e := &Engine{db: sql.OpenDB(connector), snapshot: lib, holds: o.held(), threads: cmp.Or(o.Threads, runtime.NumCPU()), roomy: o.TempDir != "", few: o.Few}
	if err := e.prepare(ctx, o, lib); err != nil {
		e.db.Close()
		return nil, err
	}
	return e, nil
}

// check finds the tables that no standard describes, and the files that are not there.
func (o Options) check(lib standard.Library) error {
	for _, name := range slices.Concat(slices.Collect(maps.Keys(o.Tables)), slices.Collect(maps.Keys(o.Rows))) {
		if _, ok := lib[name]; !ok {
			return fmt.Errorf("open snapshot: no standard describes table %q", name)
		}
		for _, f := range o.Tables[name] {
			if info, err := os.Stat(f); err != nil || !info.Mode().IsRegular() {
				return fmt.Errorf("open table %s: a file of the snapshot cannot be read (path withheld)", name)
			}
		}
	}
	return nil
}

// held lists the data sets of which there is anything.
func (o Options) held() map[string]bool {
	held := map[string]bool{}
	for name, files := range o.Tables {
		held[name] = len(files) > 0
	}
	for name, rows := range o.Rows {
		held[name] = held[name] || len(rows) > 0
	}
	return held
}

// prepare sets the limits, makes the tables and then locks the door: once external
// access is off and the configuration locked, no query can open either again.
func (e *Engine) prepare(ctx context.Context, o Options, lib standard.Library) error {
	if err := e.each(ctx, "set limits", limits(o)); err != nil {
		return err
	}
	if err := e.moderate(ctx, o); err != nil {
		return err
	}
	if err := e.each(ctx, "close the sandbox", sandbox(o)); err != nil {
		return err
	}
	e.waiting = map[string]*made{}
	for name, st := range lib {
		e.waiting[engine.AsRead(st)] = &made{standard: st, files: o.Tables[name]}
	}
	for _, name := range slices.Sorted(maps.Keys(o.Rows)) {
		if err := e.table(ctx, lib[name], o.Rows[name]); err != nil {
			return fmt.Errorf("open table %s: %w", name, err)
		}
	}
	return nil
}

func (e *Engine) each(ctx context.Context, op string, statements []string) error {
	for _, s := range statements {
		if _, err := e.db.ExecContext(ctx, s); err != nil {
			return redact(op, err)
		}
	}
	return nil
}

func limits(o Options) []string {
	set := []string{"SET preserve_insertion_order = false"}
	if o.MemoryLimit != "" {
		set = append(set, "SET memory_limit = "+Dialect{}.Text(o.MemoryLimit))
	}
	if o.TempDir != "" {
		set = append(set, "SET temp_directory = "+Dialect{}.Text(o.TempDir), "SET max_temp_directory_size = "+Dialect{}.Text(cmp.Or(o.TempLimit, usualSpill)))
	}
	switch {
	case o.planned:
		// What is known of the tables when a plan is made is not so any more when it is used.
		set = append(set, "SET disabled_optimizers = 'statistics_propagation'")
	case o.Few:
		set = append(set, "PRAGMA disable_optimizer")
	}
	if o.Threads > 0 {
		set = append(set, fmt.Sprintf("SET threads = %d", o.Threads))
	}
	if asking := min(o.Asking, mostAbreast, cmp.Or(o.Threads, runtime.NumCPU())); asking > 1 {
		set = append(set, fmt.Sprintf("SET external_threads = %d", asking))
	}
	return set
}

// moderate lowers the limit of memory that DuckDB chose for itself.
func (e *Engine) moderate(ctx context.Context, o Options) error {
	if o.MemoryLimit != "" || o.TempDir == "" {
		return nil
	}
	var chosen, unit string
	var size float64
	if err := e.db.QueryRowContext(ctx, "SELECT current_setting('memory_limit')").Scan(&chosen); err != nil {
		return redact("read limits", err)
	}
	if n, err := fmt.Sscan(chosen, &size, &unit); n != 2 || err != nil || unit != "TiB" && (unit != "GiB" || size <= usualMemory) {
		return nil // a small machine keeps what suits it
	}
	return e.each(ctx, "set limits", []string{fmt.Sprintf("SET memory_limit = '%dGB'", usualMemory)})
}

// sandbox allows the files of the snapshot and the folder for what does not fit, and
// nothing else. The order matters: nothing can be allowed once access is off, and
// nothing can be set once the configuration is locked.
func sandbox(o Options) []string {
	var paths, dirs []string
	for _, files := range o.Tables {
		for _, f := range files {
			paths = append(paths, Dialect{}.Text(f))
		}
	}
	if o.TempDir != "" {
		dirs = append(dirs, Dialect{}.Text(o.TempDir+string(os.PathSeparator)))
	}
	return []string{
		"SET autoinstall_known_extensions = false",
		"SET autoload_known_extensions = false",
		"SET allow_community_extensions = false",
		"SET allowed_paths = [" + strings.Join(paths, ", ") + "]",
		"SET allowed_directories = [" + strings.Join(dirs, ", ") + "]",
		"SET enable_external_access = false",
		"SET lock_configuration = true",
	}
}

// Query runs one statement and yields its rows.
func (e *Engine) Query(ctx context.Context, query string, args ...any) iter.Seq2[engine.Row, error] {
	return func(yield func(engine.Row, error) bool) {
		if err := e.ready(ctx, query); err != nil {
			yield(nil, err)
			return
		}
		rows, err := e.db.QueryContext(ctx, query, args...)
		if err != nil {
			yield(nil, redact("query", err))
			return
		}
		yieldRows(rows, yield)
	}
}

// yieldRows yields rows until there are no more or nobody wants more, and closes them.
func yieldRows(rows *sql.Rows, yield func(engine.Row, error) bool) {
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		yield(nil, redact("query", err))
		return
	}
	for rows.Next() {
		row, err := scan(rows, columns)
		if err != nil {
			yield(nil, redact("query", err))
			return
		}
		if !yield(row, nil) {
			return
		}
	}
	if err := rows.Err(); err != nil {
		yield(nil, redact("query", err))
	}
}

func scan(rows *sql.Rows, columns []string) (engine.Row, error) {
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	if err := rows.Scan(places...); err != nil {
		return nil, err
	}
	row := make(engine.Row, len(columns))
	for i, c := range columns {
		v, err := plain(values[i])
		if err != nil {
			return nil, err
		}
		row[c] = v
	}
	return row, nil
}

// plain converts a value to one of those that engine.Row allows.
func plain(v any) (any, error) {
	switch x := v.(type) {
	case nil, string, int64, float64, bool, time.Time:
		return x, nil
	case int8:
		return int64(x), nil
	case int16:
		return int64(x), nil
	case int32:
		return int64(x), nil
	case uint8:
		return int64(x), nil
	case uint16:
		return int64(x), nil
	case uint32:
		return int64(x), nil
	case float32:
		return float64(x), nil
	case *big.Int: // HUGEINT: what sum makes of whole numbers
		if !x.IsInt64() {
			return nil, errors.New("a whole number needs more than 64 bits")
		}
		return x.Int64(), nil
	case duckdb.Decimal:
		return x.Float64(), nil
	default:
		return nil, fmt.Errorf("a value has type %T, which no model may return", v)
	}
}

// Define works out query and keeps its rows.
func (e *Engine) Define(ctx context.Context, name, query string) error {
	for _, s := range e.snapshot {
		if engine.AsRead(s) == name {
			return fmt.Errorf("define %s: the snapshot has a table of that name", name)
		}
	}
	if err := e.ready(ctx, query); err != nil {
		return err
	}
	_, err := e.db.ExecContext(ctx, "CREATE OR REPLACE TABLE "+Dialect{}.Name(name)+" AS "+query)
	return redact("define "+name, err)
}

// Standards returns the standards whose tables the engine has.
func (e *Engine) Standards() standard.Library { return e.snapshot }

// Holds reports whether the snapshot has files or rows of a data set.
func (e *Engine) Holds(name string) bool { return e.holds[name] }

// mostAbreast is how many queries share the memory at most.
const mostAbreast = 4

// Abreast is one query per core, up to a few: planning a query of a hundred parts takes one
// core, and so do some of its parts, while the others would wait.
func (e *Engine) Abreast() int { return min(e.threads, mostAbreast) }

// Dialect returns the SQL of DuckDB.
func (e *Engine) Dialect() engine.Dialect { return Dialect{} }

// Close closes the database.
func (e *Engine) Close() error { return redact("close", e.db.Close()) }

// tooLarge is the fault of a query for which there is no room.
var tooLarge = fault.Conflictf("计算超出了内存上限（--memory、MINGJIAN_MEMORY）或者临时磁盘空间上限（--spill、MINGJIAN_SPILL），或者临时目录所在磁盘已满。请调高上限或腾出空间，或者一次少选几个模型。",
	"This takes more than the limits of memory (--memory, MINGJIAN_MEMORY) or of temporary disk space (--spill, MINGJIAN_SPILL) allow, or the disk of the temporary folder is full. Raise the limit, make room, or choose fewer models at a time.")

// redact keeps what class of failure it was and drops the engine's own text, which
// quotes file paths and values from the rows.
func redact(op string, err error) error {
	var d *duckdb.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("duckdb %s: %w", op, err)
	case errors.As(err, &d) && d.Type == duckdb.ErrorTypeOutOfMemory, errors.As(err, &d) && d.Type == duckdb.ErrorTypeIO && strings.Contains(d.Msg, "No space left"):
		return tooLarge.Because(fmt.Errorf("duckdb %s: error class %d (text withheld)", op, d.Type))
	case errors.As(err, &d):
		return fmt.Errorf("duckdb %s: error class %d (text withheld)", op, d.Type)
	default:
		return fmt.Errorf("duckdb %s: failed (text withheld)", op)
	}
}
