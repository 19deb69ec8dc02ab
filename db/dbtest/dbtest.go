// Package dbtest gives each test its own empty, migrated workflow database. It is a
// file with a write-ahead log, or a PostgreSQL schema, as in production: an in-memory
// database locks differently and would test something nobody runs.
package dbtest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/mingjian/mingjian/db"
)

// Monday is the moment at which the clock of every test database stands.
var Monday = time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)

// Open returns an empty SQLite database that lives as long as the test.
func Open(t testing.TB) *db.DB {
	t.Helper()
	return OpenAt(t, func() time.Time { return Monday })
}

// OpenAt is Open with a clock of the test's own.
func OpenAt(t testing.TB, now func() time.Time) *db.DB {
	t.Helper()
	return open(t, "sqlite:"+filepath.Join(t.TempDir(), "test.db"), now)
}

// Each runs test on SQLite and, where TEST_POSTGRES holds the URL of a PostgreSQL
// server, on a schema of its own there. What only one of them does, the program must
// not rely on.
func Each(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	EachAt(t, func() time.Time { return Monday }, test)
}

// EachAt is Each with a clock of the test's own.
func EachAt(t *testing.T, now func() time.Time, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, OpenAt(t, now)) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, Server(t), now)) })
}

// Server returns the URL of an empty schema on the PostgreSQL server of TEST_POSTGRES, which
// lives as long as the test. Where there is no server the test is skipped.
func Server(t testing.TB) string {
	t.Helper()
	server := os.Getenv("TEST_POSTGRES")
	if server == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("TEST_POSTGRES is not set")
		}
		t.Skip("TEST_POSTGRES is not set: make test sets it")
	}
	return ownSchema(t, server)
}

func open(t testing.TB, location string, now func() time.Time) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), location, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// ownSchema makes a schema that is dropped after the test and returns the URL of it.
func ownSchema(t testing.TB, server string) string {
	t.Helper()
	var b [8]byte
	rand.Read(b[:])
	name := "test_" + hex.EncodeToString(b[:])
	runSQL(t, server, `CREATE SCHEMA `+name)
	t.Cleanup(func() { runSQL(t, server, `DROP SCHEMA `+name+` CASCADE`) })

	u, err := url.Parse(server)
	if err != nil {
		t.Fatal("TEST_POSTGRES is not a URL")
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

func runSQL(t testing.TB, server, statement string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context()) // also used after the test has ended
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		t.Fatal(err)
	}
}
