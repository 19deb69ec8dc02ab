package db

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
)

// released is the oldest schema that an office may have when it upgrades.
const released = 3

// done is what people did once a schema was there, by its number.
func done() map[int64][]string {
	return map[int64][]string{
		4: {`INSERT INTO procedure_text (hash, id, text) VALUES ('r', 'p', '')`,
			`INSERT INTO matter (id, office, procedure, rules, branch, year, number, title, origin, state, outcome, closed, waits, lead, next_due, version, body, opened_at, changed_at)
			 VALUES ('m-1', 'home', 'p', 'r', 'civil', 2026, 1, '某案', 'clue', 'open', '', 0, '', 'a-1', '', 1, '{"opened_on":"2026-01-05"}', '2026-01-05T09:00:00.000000Z', '2026-01-05T09:00:00.000000Z')`,
			`INSERT INTO matter_event (matter, n, at, actor, display, kind, what, on_day, body) VALUES ('m-1', 1, '2026-01-05T09:00:00.000000Z', 'a-1', '张', 'opened', 'open', '2026-01-05', '{}')`,
			`INSERT INTO matter_paper (id, matter, kind, state, prefix, year, number, maker, version, made_at) VALUES ('p-1', 'm-1', 'report', 'approved', '青检', 2026, 1, 'a-1', 1, '2026-01-05T09:00:00.000000Z')`},
		18: {`INSERT INTO notice (id, account, key, kind, matter, says_zh, says_en, day, made_at) VALUES ('n-0', 'a-1', 'j', 'due', 'm-1', '', '', '', '')`},
		22: {`INSERT INTO model_draft (id, office, model, state, version, rule, cases, maker, maker_name, made_at, changed_at) VALUES ('d-1', 'home', 'civil/own', 'draft', 1, 'r', 'c', 'a-1', '张', 't', 't')`},
		41: {`INSERT INTO model_test (id, draft, state, version, ordered, starter, starter_name, started_at, server, seen_at) VALUES ('t-1', 'd-1', 'done', 1, '{}', 'a-1', '张', 't', 's', 't')`},
		42: {`INSERT INTO finding_label (office, model, subject, verdict, draft, version, said_by, said_name, said_at) VALUES ('home', 'civil/own', 'p-1', 'right', 'd-1', 1, 'a-1', '张', 't')`},
	}
}

// TestUpgradeFromEverySchema brings a database from each schema since the oldest to the present
// one: what people had done by then is still there.
func TestUpgradeFromEverySchema(t *testing.T) {
	for n := int64(released); ; n++ {
		last := false
		t.Run(fmt.Sprintf("sqlite/%d", n), func(t *testing.T) {
			last = upgradeFrom(t, "sqlite:"+filepath.Join(t.TempDir(), "old.db"), n)
		})
		if server := os.Getenv("TEST_POSTGRES"); server != "" {
			t.Run(fmt.Sprintf("postgres/%d", n), func(t *testing.T) {
				schema := fmt.Sprintf("upgrade_%d_%s", n, time.Now().Format("150405000000"))
				statement(t, server, "CREATE SCHEMA "+schema)
				t.Cleanup(func() { statement(t, server, "DROP SCHEMA "+schema+" CASCADE") })
				upgradeFrom(t, server+"&search_path="+schema, n)
			})
		}
		if last || t.Failed() {
			return
		}
	}
}

// upgradeFrom works in a database up to a schema, upgrades it and counts what was done; it reports
// whether that schema is the present one.
func upgradeFrom(t *testing.T, location string, schema int64) (last bool) {
	d, p := unmigrated(t, location)
	want := map[string]int{}
	for n := int64(1); n <= schema; n++ {
		if _, err := p.UpTo(t.Context(), n); err != nil {
			t.Fatal(err)
		}
		statements := done()[n]
		if n == released {
			statements = base()
		}
		for _, s := range statements {
			err := d.InTx(t.Context(), func(tx *Tx) error { _, err := tx.Exec(t.Context(), s); return err })
			if err != nil {
				t.Fatalf("schema %d: %s: %v", n, s, err)
			}
			want[strings.Fields(s)[2]]++
		}
	}
	if err := d.migrate(t.Context()); err != nil {
		t.Fatalf("from schema %d: %v", schema, err)
	}
	for table, rows := range want {
		var n int
		err := d.View(t.Context(), func(tx *Tx) error { return tx.QueryRow(t.Context(), `SELECT COUNT(*) FROM `+table).Scan(&n) })
		if err != nil || n != rows {
			t.Errorf("from schema %d: %s has %d rows, want %d: %v", schema, table, n, rows, err)
		}
	}
	sources := p.ListSources()
	return schema >= sources[len(sources)-1].Version
}

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

// base is what people did in the oldest schema.
func base() []string {
	return []string{
		`INSERT INTO account (id, name, display, role, office, password, created_at) VALUES ('a-1', 'zhang', '张', 'handler', 'home', 'h', 't')`,
		`INSERT INTO session (token, account, created_at, used_at) VALUES ('s', 'a-1', 't', 't')`,
		`INSERT INTO audit_outbox (id, at, actor, verb, object, office, detail) VALUES ('0001', '2026-01-05T09:00:00.000000Z', 'a-1', 'sign-in', 'a-1', 'home', '{}')`,
		`INSERT INTO clue (id, office, model, model_version, snapshot, seen, subject_kind, subject_id, subject_name, risk, state, version, cases, courts, amount,
			from_on, to_on, top, against, facts, body_hash, finding, found_at, changed_at)
		 VALUES ('c-1', 'home', 'm', 1, 's', 's', 'person', 'p', '王', 0.5, 'found', 1, 1, '[]', 0, '', '', '[]', 0, 'f', 'b', 1, '2026-01-05T09:00:00.000000Z', '2026-01-05T09:00:00.000000Z')`,
		`INSERT INTO audit_outbox (id, at, actor, verb, object, office, detail) VALUES ('0002', '2026-01-05T09:00:00.000000Z', 'a-1', 'look-records', 'clue c-1', 'home', '{}')`,
		`INSERT INTO clue_finding (clue, n, at, body) VALUES ('c-1', 1, '2026-01-05T09:00:00.000000Z', '{}')`,
	}
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

// unmigrated opens a database as it is, and what brings it to a schema.
func unmigrated(t *testing.T, location string) (*DB, *goose.Provider) {
	t.Helper()
	d, err := connect(location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	d.now = time.Now
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.provider(ownFiles{files, d.kind})
	if err != nil {
		t.Fatal(err)
	}
	return d, p
}

func testUpgrade(t *testing.T, location string) {
	d, p := unmigrated(t, location)
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
	if err := run(base()...); err != nil {
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
