package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/mingjian/mingjian/fault"
)

// gather writes every row of a PostgreSQL database, as they are at one moment, into a new
// SQLite file of the same schema. Nobody waits for it: it reads in one transaction.
func (d *DB) gather(ctx context.Context, path string) (err error) {
	to, err := openSQLite(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	to.now = d.now
	if err := to.migrate(ctx); err != nil {
		return err
	}
	from, err := d.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return err
	}
	defer from.Rollback()
	// Whatever refers to whatever, all of it comes; it is checked when it is there.
	if _, err := to.write.ExecContext(ctx, `PRAGMA foreign_keys = off`); err != nil {
		return err
	}
	into, err := to.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer into.Rollback() // does nothing after Commit
	tables, err := strs(ctx, from, `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version'`)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := gatherTable(ctx, from, into, t); err != nil {
			return fmt.Errorf("table %s: %w", t, err)
		}
	}
	if err := into.Commit(); err != nil {
		return err
	}
	broken, err := strs(ctx, to.write, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`)
	if err == nil && len(broken) > 0 {
		err = fmt.Errorf("rows of table %s refer to what is not there", broken[0])
	}
	return err
}

// A querier is a database or a transaction of it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// strs reads a column of texts.
func strs(ctx context.Context, q querier, query string, args ...any) (list []string, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

const columnsOf = `SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`

func gatherTable(ctx context.Context, from, into *sql.Tx, table string) error {
	columns, err := strs(ctx, from, columnsOf, table)
	if err != nil {
		return err
	}
	if _, err := into.ExecContext(ctx, `DELETE FROM `+table); err != nil { // what the schema begins with
		return err
	}
	names := strings.Join(columns, ", ")
	put, err := into.PrepareContext(ctx, `INSERT INTO `+table+` (`+names+`) VALUES (?`+strings.Repeat(", ?", len(columns)-1)+`)`)
	if err != nil {
		return err
	}
	defer func() { _ = put.Close() }()
	rows, err := from.QueryContext(ctx, `SELECT `+names+` FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	row := newRow(len(columns))
	for rows.Next() {
		if err := rows.Scan(row.at...); err != nil {
			return err
		}
		if _, err := put.ExecContext(ctx, row.values...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// A row is one row of whatever table.
type row struct {
	values, at []any
}

func newRow(columns int) row {
	r := row{make([]any, columns), make([]any, columns)}
	for i := range r.values {
		r.at[i] = &r.values[i]
	}
	return r
}

// Load puts every row of a file that [DB.CopyTo] made into a PostgreSQL database in which
// nobody has done anything yet: all of it or, if anything fails, nothing.
func Load(ctx context.Context, file, location string, now func() time.Time) error {
	if err := load(ctx, file, location, now); err != nil {
		return fmt.Errorf("load the workflow database: %w", err)
	}
	return nil
}

func load(ctx context.Context, file, location string, now func() time.Time) error {
	to, err := Open(ctx, location, now)
	if err != nil {
		return err
	}
	if err := to.Close(); err != nil {
		return err
	}
	cfg, err := pgx.ParseConfig(location)
	if err != nil || to.File() {
		return fault.Invalidf("--db 须为 PostgreSQL 数据库的 URL（postgres://…）。", "--db is the URL of a PostgreSQL database (postgres://…).")
	}
	from, err := openSQLite(file)
	if err != nil {
		return err
	}
	defer from.Close()
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if err := unused(ctx, tx); err != nil {
			return err
		}
		tables, err := inOrder(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range slices.Backward(tables) {
			if _, err := tx.Exec(ctx, `DELETE FROM `+t); err != nil { // what the schema begins with
				return err
			}
		}
		for _, t := range tables {
			if err := loadTable(ctx, from.read, tx, t); err != nil {
				return fmt.Errorf("table %s: %w", t, err)
			}
		}
		return nil
	})
}

// unused refuses a database in which something was done: it keeps others out until the end,
// since the lock on the record of acts stops whoever would act.
func unused(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, `LOCK TABLE account, audit_outbox IN EXCLUSIVE MODE`); err != nil {
		return err
	}
	var n int
	err := tx.QueryRow(ctx, `SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM audit_outbox)`).Scan(&n)
	if err == nil && n > 0 {
		err = fault.Conflictf("该 PostgreSQL 数据库已被使用；只能恢复到空的数据库。", "The PostgreSQL database was used before; a backup is restored into an empty one.")
	}
	return err
}

// inOrder returns the tables, each after those that its rows refer to.
func inOrder(ctx context.Context, tx pgx.Tx) (sorted []string, err error) {
	rows, err := tx.Query(ctx, `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'goose_db_version' ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	rows, err = tx.Query(ctx, `SELECT own.relname, other.relname FROM pg_constraint JOIN pg_class own ON own.oid = conrelid JOIN pg_class other ON other.oid = confrelid
		WHERE contype = 'f' AND own.relnamespace = current_schema()::regnamespace AND conrelid <> confrelid`)
	if err != nil {
		return nil, err
	}
	refers := map[string][]string{}
	var own, other string
	if _, err := pgx.ForEachRow(rows, []any{&own, &other}, func() error { refers[own] = append(refers[own], other); return nil }); err != nil {
		return nil, err
	}
	var visit func(string)
	visit = func(t string) {
		if slices.Contains(sorted, t) {
			return
		}
		for _, o := range refers[t] {
			visit(o)
		}
		sorted = append(sorted, t)
	}
	for _, t := range all {
		visit(t)
	}
	return sorted, nil
}

func loadTable(ctx context.Context, from *sql.DB, tx pgx.Tx, table string) error {
	found, err := tx.Query(ctx, columnsOf, table)
	if err != nil {
		return err
	}
	columns, err := pgx.CollectRows(found, pgx.RowTo[string])
	if err != nil {
		return err
	}
	rows, err := from.QueryContext(ctx, `SELECT `+strings.Join(columns, ", ")+` FROM `+table) //nolint:sqlclosecheck // closed below, in a call the check does not follow
	if err != nil {
		return err
	}
	defer rows.Close()
	row := newRow(len(columns))
	_, err = tx.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		if !rows.Next() {
			return nil, rows.Err()
		}
		err := rows.Scan(row.at...)
		return row.values, err
	}))
	return err
}
