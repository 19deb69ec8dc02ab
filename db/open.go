package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "github.com/mattn/go-sqlite3" // registers the driver "sqlite3"
)

// Open opens the database at location, brings it to the present schema and proves that
// it answers. location is "sqlite:/path/file.db" (the file is made if it is missing,
// readable by its owner only; its folder must exist) or a "postgres://…" URL. now is
// the clock of all transactions. Errors never carry the password of the URL.
func Open(ctx context.Context, location string, now func() time.Time) (*DB, error) {
	d, err := connect(location)
	if err != nil {
		return nil, err
	}
	d.now = now
	if err := d.migrate(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := d.read.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open the workflow database: %w", err), d.Close())
	}
	return d, nil
}

func connect(location string) (*DB, error) {
	if path, ok := strings.CutPrefix(location, "sqlite:"); ok {
		return openSQLite(path)
	}
	if strings.HasPrefix(location, "postgres://") || strings.HasPrefix(location, "postgresql://") {
		return openPostgres(location)
	}
	return nil, errors.New(`the workflow database must be "sqlite:/path/file.db" or "postgres://…"`)
}

// openSQLite opens the file twice. The writer is a single connection, so writers of
// this process queue in Go, where they can be cancelled, and only another process (the
// command line beside the server) makes them wait for the file's lock.
func openSQLite(path string) (*DB, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the workflow database: %w", err)
	}
	if err := errors.Join(f.Chmod(0o600), f.Close()); err != nil { // its -wal and -shm copy the mode
		return nil, fmt.Errorf("open the workflow database: %w", err)
	}
	write, err := sql.Open("sqlite3", sqliteURL(path, url.Values{"_txlock": {"immediate"}, "_cache_size": {"-64000"}}))
	if err != nil {
		return nil, fmt.Errorf("open the workflow database: %w", err)
	}
	write.SetMaxOpenConns(1)
	// A page that many acts change is copied from the log into the file once for all of them.
	if _, err := write.Exec(`PRAGMA wal_autocheckpoint = 8000`); err != nil { // pages of 4 KiB
		return nil, errors.Join(fmt.Errorf("open the workflow database: %w", err), write.Close())
	}
	read, err := sql.Open("sqlite3", sqliteURL(path, url.Values{"_txlock": {"deferred"}, "_query_only": {"on"}, "_cache_size": {"-32000"}}))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the workflow database: %w", err), write.Close())
	}
	read.SetMaxIdleConns(4)
	read.SetMaxOpenConns(8)
	return &DB{write: write, read: read, kind: sqlite, crowd: crowd{turn: make(chan struct{}, 1)}}, nil
}

// sqliteURL escapes path for SQLite's URI form and adds the settings that all connections
// share; _cache_size, in KiB below zero, is for each. synchronous is FULL because a
// decision that was answered must survive a power failure.
func sqliteURL(path string, q url.Values) string {
	q.Set("_journal_mode", "WAL")
	q.Set("_busy_timeout", "10000") // milliseconds
	q.Set("_foreign_keys", "on")
	q.Set("_synchronous", "FULL")
	q.Set("_case_sensitive_like", "on") // as PostgreSQL; also lets LIKE 'x%' use an index
	return (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: q.Encode()}).String()
}

// sessionSettings are what statements of a few milliseconds want: no compiling of their plans, and
// a plan for the values asked for, since a text that few have and one that nearly all have want
// different ones. A page read out of order costs hardly more than the next one where the disk does not turn or the
// page is in memory; by the server's own guess, four times as much, a thousand rows of an account
// are looked for among all rows of the office, by several processes, which takes ten times as long.
var sessionSettings = map[string]string{"jit": "off", "plan_cache_mode": "force_custom_plan", "random_page_cost": "1.1", "max_parallel_workers_per_gather": "0"}

func openPostgres(location string) (*DB, error) {
	cfg, err := pgx.ParseConfig(location)
	if err != nil { // its text quotes the URL
		return nil, errors.New("the URL of the workflow database cannot be read (text withheld)")
	}
	for name, value := range sessionSettings {
		if _, ok := cfg.RuntimeParams[name]; !ok { // the URL may say otherwise
			cfg.RuntimeParams[name] = value
		}
	}
	pool := stdlib.OpenDB(*cfg)
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(16) // a new one costs more than most statements
	pool.SetConnMaxIdleTime(5 * time.Minute)
	return &DB{write: pool, read: pool, kind: postgres}, nil
}
