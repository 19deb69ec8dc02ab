// Package db is the workflow database: what people did about what was found. It is
// one SQLite file, or a PostgreSQL schema where several servers share it; the same
// SQL runs on both. Nothing outside this package opens, begins or commits anything.
package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// A DB is an open, migrated workflow database. It is safe for concurrent use.
type DB struct {
	write *sql.DB // SQLite: one connection that takes the write lock when it begins
	read  *sql.DB // SQLite: several connections that may not write; PostgreSQL: the same pool
	kind  dialect
	now   func() time.Time
	acts  atomic.Uint64

	ready readied // statements of the writer
	crowd crowd   // short acts that wait for the writer
}

// A dialect is which of the two databases it is.
type dialect int

const (
	sqlite dialect = iota
	postgres
)

// A Tx is one transaction, with the moment that every row of the act carries.
// SQL is written for both databases, with the placeholders $1, $2 …
type Tx struct {
	Now  time.Time // UTC, in whole microseconds: what both databases can keep
	tx   *sql.Tx
	kind dialect
	acts *atomic.Uint64

	wrote bool // it has changed something
	stmts map[string]*sql.Stmt
	ready *readied // nil where statements end with the transaction
	whole bool     // what is under way ends although its caller has gone: others share it
	after []func()
}

// InTx runs f in one transaction: it commits if f returns nil and rolls back if it
// does not. Nothing else in the program begins or ends a transaction that writes.
// On SQLite writers wait for each other at the beginning, never in the middle.
func (d *DB) InTx(ctx context.Context, f func(tx *Tx) error) error {
	return d.run(ctx, d.write, nil, f)
}

// View runs f in one transaction that sees a single state of the database and may
// not write. It never waits for a writer and no writer waits for it.
func (d *DB) View(ctx context.Context, f func(tx *Tx) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if d.kind == postgres {
		opts.Isolation = sql.LevelRepeatableRead // SQLite has no weaker one
	}
	return d.run(ctx, d.read, opts, f)
}

func (d *DB) run(ctx context.Context, pool *sql.DB, opts *sql.TxOptions, f func(tx *Tx) error) error {
	t := &Tx{kind: d.kind, acts: &d.acts}
	if d.kind == sqlite && pool == d.write {
		t.ready = &d.ready
		d.ready.prepare(ctx, pool)
	}
	tx, err := pool.BeginTx(ctx, opts)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() // does nothing after Commit

	t.tx, t.Now = tx, d.Now()
	if err := f(t); err != nil {
		return err
	}
	if err := t.once(ctx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	for _, f := range t.after {
		f()
	}
	return nil
}

// After lets f run once the transaction is kept, and not at all if it is not.
func (t *Tx) After(f func()) { t.after = append(t.after, f) }

// Now returns the time by the clock that Open was given, as a Tx would carry it.
func (d *DB) Now() time.Time { return d.now().UTC().Truncate(time.Microsecond) }

// Close closes the database. On SQLite it also folds the write-ahead log back into
// the file, so that a copy of the file alone is whole.
func (d *DB) Close() error {
	d.ready.close()
	if d.read == d.write {
		return d.write.Close()
	}
	return errors.Join(d.read.Close(), d.write.Close())
}

// Exec runs a statement and returns how many rows it changed.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	ctx, err := t.of(ctx)
	if err != nil {
		return 0, err
	}
	res, err := t.exec(ctx, query, args)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	t.wrote = t.wrote || n > 0
	return n, err
}

func (t *Tx) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	if t.kind == postgres {
		return t.tx.ExecContext(ctx, t.kind.text(query), args...)
	}
	stmt, err := t.prepared(ctx, query) //nolint:sqlclosecheck // it ends with the transaction
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(ctx, args...)
}

// of returns the context in which a statement of a caller runs.
func (t *Tx) of(ctx context.Context) (context.Context, error) {
	if !t.whole {
		return ctx, nil
	}
	return context.WithoutCancel(ctx), ctx.Err()
}

// prepared returns the statement, compiled once in a transaction: a scan runs the same
// few a hundred thousand times. They end with the transaction. The driver of PostgreSQL keeps
// the statements of each connection by itself; one of ours would be told to the server and taken
// back in each transaction, which are two more messages for one statement.
func (t *Tx) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := t.stmts[query]; stmt != nil {
		return stmt, nil
	}
	var stmt *sql.Stmt
	if kept := t.ready.get(query); kept != nil {
		stmt = t.tx.StmtContext(ctx, kept)
	} else {
		var err error
		if stmt, err = t.tx.PrepareContext(ctx, t.kind.text(query)); err != nil {
			return nil, err
		}
		t.ready.want(query)
	}
	if t.stmts == nil {
		t.stmts = map[string]*sql.Stmt{}
	}
	t.stmts[query] = stmt
	return stmt, nil
}

// Query runs a statement that returns rows.
func (t *Tx) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	ctx, err := t.of(ctx)
	if err != nil {
		return nil, err
	}
	return t.tx.QueryContext(ctx, t.kind.text(query), args...)
}

// QueryRow runs a statement that returns at most one row; without one, Scan gives
// [sql.ErrNoRows].
func (t *Tx) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	if free, err := t.of(ctx); err == nil {
		ctx = free // of a caller that has gone Scan gives the error
	}
	if t.kind == postgres {
		return t.tx.QueryRowContext(ctx, t.kind.text(query), args...)
	}
	stmt, err := t.prepared(ctx, query) //nolint:sqlclosecheck // it ends with the transaction
	if err != nil {
		return t.tx.QueryRowContext(ctx, t.kind.text(query), args...) // fails the same way, in Scan
	}
	return stmt.QueryRowContext(ctx, args...)
}

// Merge returns the statement that reads the rows of all parts in one order, no more than limit, and of
// each part hardly more than those. Each part is a SELECT without an order that an index has in that
// order. SQLite reads such parts side by side as they are; PostgreSQL does where each says its order itself.
func (t *Tx) Merge(parts []string, order string, limit int) string {
	if t.kind == sqlite {
		return fmt.Sprintf("%s ORDER BY %s LIMIT %d", strings.Join(parts, " UNION ALL "), order, limit)
	}
	sorted := make([]string, len(parts))
	for i, p := range parts {
		sorted[i] = fmt.Sprintf("(%s ORDER BY %s LIMIT %d)", p, order, limit)
	}
	return fmt.Sprintf("SELECT * FROM (%s) AS parts ORDER BY %s LIMIT %d", strings.Join(sorted, " UNION ALL "), order, limit)
}

// Repeats says that what follows in the transaction are the same few statements again and again, by
// the keys of rows: PostgreSQL then plans each once, and not anew for its values. The checks of
// foreign keys are among them, one for each row.
func (t *Tx) Repeats(ctx context.Context) error {
	if t.kind == sqlite {
		return nil
	}
	_, err := t.Exec(ctx, `SET LOCAL plan_cache_mode = auto`)
	return err
}

// Act numbers what this process does: 1, 2, 3 … The moment alone would not tell the
// order of two acts of one transaction, or of one microsecond.
func (t *Tx) Act() uint64 { return t.acts.Add(1) }

var placeholder = regexp.MustCompile(`\$(\d)`)

// hints are what only SQLite is told, which has no statistics here: what stands behind a column, a text
// and a number keeps it from choosing an index by it, and INDEXED BY names the one to take. Where
// something stands in a text, and what is in a list, each database asks in its own word; [Rows] are such a list.
var (
	hints = strings.NewReplacer(" || ''", "", " + 0 >= ", " >= ", "instr(", "strpos(", "json_each(", "json_array_elements_text(", "json_rows(", "json_array_elements(")
	index = regexp.MustCompile(` INDEXED BY \w+`)
)

// text returns query as the database reads it. SQLite numbers $1, $2 by their first
// appearance, whatever the digits say, and would bind the wrong values where $2 is
// written first; ?1, ?2 it takes by their number. PostgreSQL knows how many rows have a value;
// behind an expression it would have to guess, and guesses far too few, nor could it ask an
// index it walks for the value.
func (k dialect) text(query string) string {
	if k == sqlite {
		return placeholder.ReplaceAllString(strings.ReplaceAll(query, "json_rows(", "json_each("), "?$1")
	}
	return hints.Replace(index.ReplaceAllString(query, ""))
}

// Storable reports whether both databases can keep s as text: PostgreSQL takes no NUL and
// nothing that is not UTF-8. Whatever comes from outside is asked before it is used.
func Storable(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }

// stamp is RFC 3339 in UTC with a fixed number of digits, so that the order of the
// text is the order of time in either database.
const stamp = "2006-01-02T15:04:05.000000Z"

// Time returns t as the text that is kept in the database.
func Time(t time.Time) string { return t.UTC().Format(stamp) }

// ParseTime reads what Time wrote. Empty text is the zero time.
func ParseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(stamp, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("read a time from the database: %w", err)
	}
	return t, nil
}
