package db

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// released is the schema of the last release: what offices have when they upgrade.
const released = 3

// TestUpgrade brings a database of the last release to the present schema with what
// people did in it, on both databases.
func TestUpgrade(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { testUpgrade(t, "sqlite:"+filepath.Join(t.TempDir(), "old.db")) })
	t.Run("postgres", func(t *testing.T) {
		server := os.Getenv("TEST_POSTGRES")
		if server == "" {
			t.Skip("TEST_POSTGRES is not set: make test sets it")
		}
		schema := "upgrade_" + time.Now().Format("150405000000")
		statement(t, server, "CREATE SCHEMA "+schema)
		t.Cleanup(func() { statement(t, server, "DROP SCHEMA "+schema+" CASCADE") })
		testUpgrade(t, server+"&search_path="+schema)
	})
}

func statement(t *testing.T, server, text string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, text); err != nil {
		t.Fatal(err)
	}
}

func testUpgrade(t *testing.T, location string) {
	d, err := connect(location)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	d.now = time.Now
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.provider(ownFiles{files, d.kind})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), released); err != nil {
		t.Fatal(err)
	}
	run := func(statements ...string) error {
		return d.InTx(t.Context(), func(tx *Tx) error {
			for _, s := range statements {
				if _, err := tx.Exec(t.Context(), s); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := run(
		`INSERT INTO account (id, name, display, role, office, password, created_at) VALUES ('a-1', 'zhang', '张', 'handler', 'home', 'h', 't')`,
		`INSERT INTO session (token, account, created_at, used_at) VALUES ('s', 'a-1', 't', 't')`,
		`INSERT INTO audit_outbox (id, at, actor, verb, object, office, detail) VALUES ('0001', '2026-01-05T09:00:00.000000Z', 'a-1', 'sign-in', 'a-1', 'home', '{}')`,
		`INSERT INTO clue (id, office, model, model_version, snapshot, seen, subject_kind, subject_id, subject_name, risk, state, version, cases, courts, amount,
			from_on, to_on, top, against, facts, body_hash, finding, found_at, changed_at)
		 VALUES ('c-1', 'home', 'm', 1, 's', 's', 'person', 'p', '王', 0.5, 'found', 1, 1, '[]', 0, '', '', '[]', 0, 'f', 'b', 1, '2026-01-05T09:00:00.000000Z', '2026-01-05T09:00:00.000000Z')`,
		`INSERT INTO audit_outbox (id, at, actor, verb, object, office, detail) VALUES ('0002', '2026-01-05T09:00:00.000000Z', 'a-1', 'look-records', 'clue c-1', 'home', '{}')`,
		`INSERT INTO clue_finding (clue, n, at, body) VALUES ('c-1', 1, '2026-01-05T09:00:00.000000Z', '{}')`); err != nil {
		t.Fatal(err)
	}
	if err := run(`UPDATE account SET role = 'liaison'`); err == nil {
		t.Fatal("the old schema takes the new roles: the test upgrades nothing")
	}
	if err := d.migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.migrate(t.Context()); err != nil {
		t.Fatalf("a second time: %v", err)
	}
	for table, want := range map[string]int{"account": 1, "session": 1, "audit_outbox": 2, "audit_for": 1, "clue": 1, "clue_finding": 1} {
		var n int
		err := d.View(t.Context(), func(tx *Tx) error { return tx.QueryRow(t.Context(), `SELECT COUNT(*) FROM `+table).Scan(&n) })
		if err != nil || n != want {
			t.Errorf("%s has %d rows, want %d: %v", table, n, want, err)
		}
	}
	if err := run(`UPDATE account SET role = 'liaison'`); err != nil {
		t.Errorf("a new role: %v", err)
	}
	if err := run(`UPDATE account SET role = 'root'`); err == nil {
		t.Error("a role that is none is kept")
	}
	if err := run(`INSERT INTO notice (id, account, key, kind, matter, says_zh, says_en, day, made_at) VALUES ('n-1', 'a-1', 'k', 'returned', 'm-1', '', '', '', '')`); err != nil {
		t.Errorf("a new kind of notice: %v", err)
	}
	if err := run(`INSERT INTO notice (id, account, key, kind, matter, says_zh, says_en, day, made_at) VALUES ('n-2', 'a-1', 'l', 'other', 'm-1', '', '', '', '')`); err == nil {
		t.Error("a kind of notice that is none is kept")
	}
	if d.kind == sqlite {
		var sound string
		if err := d.write.QueryRowContext(t.Context(), `PRAGMA integrity_check`).Scan(&sound); err != nil || sound != "ok" {
			t.Errorf("the file is not sound: %s %v", sound, err)
		}
	}
}
