package duck

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"iter"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/engine"
)

var _ engine.Stager = (*Engine)(nil)

// QueryParts works out the shared parts one after the other, each as a table that is dropped
// when nothing reads it any more, and then the query. As one statement, every part that it
// shares would be held until its last row, and the plan of a hundred parts is made blindly:
// how many rows a part has is known once it is there.
func (e *Engine) QueryParts(ctx context.Context, parts []engine.Part, query string) iter.Seq2[engine.Row, error] {
	if e.few {
		return e.Query(ctx, engine.Statement(Dialect{}, parts, query))
	}
	return func(yield func(engine.Row, error) bool) {
		s, err := e.stage(ctx, parts, query)
		if err != nil {
			yield(nil, err)
			return
		}
		defer s.close()
		for i, p := range s.parts {
			if !p.Shared {
				continue
			}
			if err := s.work(ctx, i); err != nil {
				yield(nil, err)
				return
			}
		}
		rows, err := s.conn.QueryContext(ctx, s.statement(len(s.parts), query))
		if err != nil {
			yield(nil, redact("query", err))
			return
		}
		yieldRows(rows, yield)
	}
}

// A staged is a query whose parts are worked out one by one, on a connection of its own: the
// tables of others, which may have the same names, are not seen there.
type staged struct {
	conn  *sql.Conn
	parts []engine.Part
	reads []map[int]bool // by part, and last by the query: the parts that it names, itself or through others that are not tables
	held  []int          // parts that are tables now
}

func (e *Engine) stage(ctx context.Context, parts []engine.Part, query string) (*staged, error) {
	s := &staged{parts: parts}
	for i := range len(parts) + 1 {
		text := query
		if i < len(parts) {
			text = parts[i].SQL
		}
		if err := e.ready(ctx, text); err != nil {
			return nil, err
		}
		reads := map[int]bool{}
		for j, p := range parts[:i] {
			if !strings.Contains(text, Dialect{}.Name(p.Name)) {
				continue
			}
			reads[j] = true
			for k := range s.reads[j] {
				if !p.Shared {
					reads[k] = true
				}
			}
		}
		s.reads = append(s.reads, reads)
	}
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return nil, redact("connect", err)
	}
	s.conn = conn
	return s, nil
}

// statement writes part i, or the query, with those of its parts that are no tables.
func (s *staged) statement(i int, query string) string {
	var with []engine.Part
	for j, p := range s.parts {
		if s.reads[i][j] && !p.Shared {
			with = append(with, p)
		}
	}
	if len(with) == 0 {
		return query
	}
	return engine.Statement(Dialect{}, with, "SELECT * FROM (\n"+query+"\n) q")
}

// work makes the table of a part and drops those that nothing will read any more.
func (s *staged) work(ctx context.Context, i int) error {
	p := s.parts[i]
	if _, err := s.conn.ExecContext(ctx, "CREATE TEMP TABLE "+Dialect{}.Name(p.Name)+" AS "+s.statement(i, p.SQL)); err != nil {
		return redact("work out "+p.Name, err)
	}
	s.held = append(s.held, i)
	var err error
	s.held = slices.DeleteFunc(s.held, func(j int) bool {
		if err != nil || slices.ContainsFunc(s.reads[i+1:], func(reads map[int]bool) bool { return reads[j] }) {
			return false
		}
		_, err = s.conn.ExecContext(ctx, "DROP TABLE "+Dialect{}.Name(s.parts[j].Name))
		return err == nil
	})
	return redact("drop", err)
}

// close drops what is left. A connection that cannot be cleared is not used again.
func (s *staged) close() {
	for _, j := range s.held {
		if _, err := s.conn.ExecContext(context.Background(), "DROP TABLE "+Dialect{}.Name(s.parts[j].Name)); err != nil {
			_ = s.conn.Raw(func(any) error { return driver.ErrBadConn })
			break
		}
	}
	s.conn.Close()
}
