package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/duckdb/duckdb-go/v2"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A Pool lends engines on few rows, again and again the same ones: opening a database takes
// longer than most questions about a few rows, and planning a query of a hundred parts longer
// than answering it. The rows of a loan live in a transaction that is never committed, so that
// nothing of it is left to the next; plans stay.
type Pool struct {
	lib  standard.Library
	free chan *bench
}

// A bench is one connection on which the tables of a library are.
type bench struct {
	engine *Engine
	conn   *sql.Conn
	plans  map[string]*sql.Stmt // by query
}

// NewPool returns a pool of so many engines with the tables of lib, none of whose fields are
// derived.
func NewPool(ctx context.Context, lib standard.Library, engines int) (*Pool, error) {
	p := &Pool{lib: lib, free: make(chan *bench, engines)}
	for range engines {
		b, err := newBench(ctx, lib)
		if err != nil {
			p.Close()
			return nil, err
		}
		p.free <- b
	}
	return p, nil
}

func newBench(ctx context.Context, lib standard.Library) (*bench, error) {
	e, err := Open(ctx, Options{Standards: lib, Threads: 1, Few: true, planned: true})
	if err != nil {
		return nil, err
	}
	b := &bench{engine: e, plans: map[string]*sql.Stmt{}}
	for _, name := range slices.Sorted(maps.Keys(lib)) { // all at once: a table made later would make plans anew
		if err := e.ready(ctx, name); err != nil {
			e.Close()
			return nil, err
		}
	}
	if b.conn, err = e.db.Conn(ctx); err != nil {
		e.Close()
		return nil, redact("connect", err)
	}
	return b, nil
}

// Close closes the engines that are not lent. Those that are had better be given back before.
func (p *Pool) Close() {
	for {
		select {
		case b := <-p.free:
			b.conn.Close()
			b.engine.Close()
		default:
			return
		}
	}
}

// Lend returns an engine on rows, once one is free. Closing it gives it back.
func (p *Pool) Lend(ctx context.Context, rows map[string][]engine.Row) (engine.Engine, error) {
	select {
	case b := <-p.free:
		if _, err := b.conn.ExecContext(ctx, "BEGIN"); err != nil {
			p.free <- b.anew(ctx, p.lib)
			return nil, redact("begin", err)
		}
		if err := b.fill(p.lib, rows); err != nil {
			b.empty()
			p.free <- b
			return nil, err
		}
		return &loan{bench: b, pool: p, rows: rows}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Prepare makes the plan of a query on every engine that is free, before somebody waits for it.
func (p *Pool) Prepare(ctx context.Context, query string) error {
	for range len(p.free) {
		select {
		case b := <-p.free:
			_, err := b.plan(ctx, query) //nolint:sqlclosecheck // kept until its engine closes
			p.free <- b
			if err != nil {
				return err
			}
		default:
		}
	}
	return nil
}

// anew is an engine in the place of b, which begins no transaction any more; b if there can
// be none.
func (b *bench) anew(ctx context.Context, lib standard.Library) *bench {
	fresh, err := newBench(context.WithoutCancel(ctx), lib)
	if err != nil {
		return b
	}
	b.conn.Close()
	b.engine.Close()
	return fresh
}

// fill puts rows into the tables.
func (b *bench) fill(lib standard.Library, rows map[string][]engine.Row) error {
	return b.conn.Raw(func(raw any) error {
		for _, name := range slices.Sorted(maps.Keys(rows)) {
			s, ok := lib[name]
			if !ok {
				return fmt.Errorf("no standard describes table %q", name)
			}
			if len(rows[name]) == 0 {
				continue
			}
			if err := appendAll(raw.(driver.Conn), s, rows[name]); err != nil {
				return fmt.Errorf("open table %s: %w", name, err)
			}
		}
		return nil
	})
}

// empty ends the transaction and with it all rows.
func (b *bench) empty() {
	// Where it fails there is no transaction any more, and so no rows.
	_, _ = b.conn.ExecContext(context.Background(), "ROLLBACK")
}

// plan returns the plan of a query, made once.
func (b *bench) plan(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := b.plans[query]; ok {
		return s, nil
	}
	s, err := b.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, redact("plan", err)
	}
	if len(b.plans) >= mostPlans { // models change now and then, and so does the day they look as of
		for q, old := range b.plans {
			_ = old.Close() // a plan that cannot be given back is not asked again either
			delete(b.plans, q)
		}
	}
	b.plans[query] = s
	return s, nil
}

// mostPlans is how many plans an engine keeps.
const mostPlans = 400

// A loan is an engine of a pool on rows.
type loan struct {
	*bench
	pool *Pool
	rows map[string][]engine.Row
}

var _ engine.Engine = (*loan)(nil)

// Query implements engine.Engine.
func (l *loan) Query(ctx context.Context, query string, args ...any) iter.Seq2[engine.Row, error] {
	return func(yield func(engine.Row, error) bool) {
		s, err := l.plan(ctx, query) //nolint:sqlclosecheck // kept until its engine closes
		if err != nil {
			yield(nil, err)
			return
		}
		rows, err := s.QueryContext(ctx, args...)
		if err != nil {
			yield(nil, redact("query", err))
			return
		}
		yieldRows(rows, yield)
	}
}

// Define implements engine.Engine: a table that is made would make all plans anew.
func (l *loan) Define(context.Context, string, string) error {
	return fmt.Errorf("an engine that is lent defines no tables")
}

// Dialect implements engine.Engine.
func (l *loan) Dialect() engine.Dialect { return Dialect{} }

// Standards returns the standards whose tables the engine has.
func (l *loan) Standards() standard.Library { return l.pool.lib }

// Holds reports whether there are rows of a data set.
func (l *loan) Holds(name string) bool { return len(l.rows[name]) > 0 }

// Close gives the engine back.
func (l *loan) Close() error {
	if l.bench != nil {
		l.empty()
		l.pool.free <- l.bench
		l.bench = nil
	}
	return nil
}

// appendAll appends rows to the table of s.
func appendAll(conn driver.Conn, s standard.Standard, rows []engine.Row) error {
	a, err := duckdb.NewAppenderFromConn(conn, "", engine.AsRead(s))
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
}
