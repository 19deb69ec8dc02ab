package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

const insert = `INSERT INTO audit_outbox (id, actor, at, verb, object, office, detail) VALUES ($1, $2, $3, '', '', '', '')`

func TestPlaceholdersAreTakenByTheirNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), `INSERT INTO audit_outbox (at, actor, id, verb, object, office, detail) VALUES ($3, $2, $1, '', '', '', '')`, "1", "two", "3"); err != nil {
				return err
			}
			var id, name, at string
			err := tx.QueryRow(t.Context(), `SELECT id, actor, at FROM audit_outbox WHERE at = $2 AND id = $1 AND (id = $1 OR at = $2)`, "1", "3").Scan(&id, &name, &at)
			if id != "1" || name != "two" || at != "3" {
				t.Errorf("got %q %q %q", id, name, at)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestRepeats: only within the transaction that says so are statements planned once.
func TestRepeats(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ask := func(repeats bool) (mode string) {
			t.Helper()
			err := d.InTx(t.Context(), func(tx *db.Tx) error {
				if repeats {
					if err := tx.Repeats(t.Context()); err != nil {
						return err
					}
				}
				if strings.HasSuffix(t.Name(), "/sqlite") {
					return nil // plans nothing anew
				}
				return tx.QueryRow(t.Context(), `SELECT current_setting('plan_cache_mode')`).Scan(&mode)
			})
			if err != nil {
				t.Fatal(err)
			}
			return mode
		}
		if strings.HasSuffix(t.Name(), "/sqlite") {
			ask(true)
			return
		}
		for range 3 { // on whatever connection
			if got := ask(true); got != "auto" {
				t.Errorf("with repeats: %s", got)
			}
			if got := ask(false); got != "force_custom_plan" {
				t.Errorf("afterwards: %s", got)
			}
		}
	})
}

// TestPostgresPlans proves what lists of hundreds of thousands of rows rest on there: plans for the
// values asked for, not compiled, the hints for SQLite left out, and case numbers found by how they begin.
func TestPostgresPlans(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if strings.HasSuffix(t.Name(), "/sqlite") {
			return // has neither settings nor such plans
		}
		err := d.View(t.Context(), func(tx *db.Tx) error {
			var jit, mode string
			if err := tx.QueryRow(t.Context(), `SELECT current_setting('jit'), current_setting('plan_cache_mode')`).Scan(&jit, &mode); err != nil {
				return err
			}
			if jit != "off" || mode != "force_custom_plan" {
				t.Errorf("jit is %s, plan_cache_mode %s", jit, mode)
			}
			rows, err := tx.Query(t.Context(), `EXPLAIN SELECT clue FROM clue_case WHERE case_no || '' LIKE '（2020）甲%' ESCAPE '\'`)
			if err != nil {
				return err
			}
			defer rows.Close()
			plan := ""
			for rows.Next() {
				var line string
				if err := rows.Scan(&line); err != nil {
					return err
				}
				plan += line + "\n"
			}
			if !strings.Contains(plan, "~>=~") {
				t.Errorf("the beginning of a case number is looked for without an index:\n%s", plan)
			}
			return rows.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestInTxKeepsAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		broken := errors.New("broken")
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), insert, "1", "a", db.Time(tx.Now)); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatalf("got %v", err)
		}
		if n := count(t, d); n != 0 {
			t.Errorf("%d rows are left of a transaction that failed", n)
		}
	})
}

func TestViewDoesNotWrite(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.View(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), insert, "1", "a", "b")
			return err
		})
		if err == nil || count(t, d) != 0 {
			t.Errorf("a view wrote: %v", err)
		}
		err = d.InTx(t.Context(), func(tx *db.Tx) error { // the connection is not left read-only
			_, err := tx.Exec(t.Context(), insert, "1", "a", "b")
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// TestViewSeesOneState: a list and its count come from one moment, and a reader is not
// held up by a writer in the middle of an act.
func TestViewSeesOneState(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.View(t.Context(), func(r *db.Tx) error {
			before := countIn(t, r)
			if err := d.InTx(t.Context(), func(w *db.Tx) error {
				_, err := w.Exec(t.Context(), insert, "1", "a", "b")
				return err
			}); err != nil {
				return err
			}
			if after := countIn(t, r); after != before {
				t.Errorf("a view saw %d rows, then %d", before, after)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, d); n != 1 {
			t.Errorf("got %d rows", n)
		}
	})
}

func TestWritersQueue(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				err := d.InTx(t.Context(), func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), insert, string(rune('a'+i)), "n", "t")
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := count(t, d); n != 20 {
			t.Errorf("got %d rows, want 20", n)
		}
	})
}

func TestForeignKeysHold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO session (token, account, created_at, used_at) VALUES ('t', 'nobody', '', '')`)
			return err
		})
		if err == nil {
			t.Error("a session of nobody was kept")
		}
	})
}

func TestOpenAgainKeepsEverything(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder?with#odd%20names", "work.db")
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	for want := range 3 {
		d, err := db.Open(t.Context(), "sqlite:"+path, func() time.Time { return dbtest.Monday })
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, d); n != want {
			t.Errorf("got %d rows, want %d", n, want)
		}
		if err := d.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), insert, string(rune('a'+want)), "n", "t")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v (%v), want 0600", info.Mode(), err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, tc := range []struct{ name, url, hides string }{
		{"another database", "mysql://root:hunter2@h/db", "hunter2"},
		{"no folder", "sqlite:" + filepath.Join(t.TempDir(), "missing", "work.db"), ""},
		{"a URL that cannot be read", "postgres://u:hunter2@[::1/db", "hunter2"},
		{"nobody answers", "postgres://u:hunter2@127.0.0.1:1/db", "hunter2"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			d, err := db.Open(ctx, tc.url, time.Now)
			if err == nil {
				d.Close()
				t.Fatal("it opened")
			}
			if tc.hides != "" && strings.Contains(err.Error(), tc.hides) {
				t.Errorf("the error shows the password: %v", err)
			}
		})
	}
}

func TestTimeKeepsOrder(t *testing.T) {
	early := dbtest.Monday
	late := early.Add(time.Microsecond).In(time.FixedZone("CST", 8*3600))
	if db.Time(early) >= db.Time(late) {
		t.Errorf("%s is not before %s", db.Time(early), db.Time(late))
	}
	if got, err := db.ParseTime(db.Time(late)); err != nil || !got.Equal(late) {
		t.Errorf("got %v %v, want %v", got, err, late)
	}
	if _, err := db.ParseTime("yesterday"); err == nil {
		t.Error("a word was read as a time")
	}
}

func count(t *testing.T, d *db.DB) (n int) {
	t.Helper()
	if err := d.View(t.Context(), func(tx *db.Tx) error { n = countIn(t, tx); return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func countIn(t *testing.T, tx *db.Tx) (n int) {
	t.Helper()
	if err := tx.QueryRow(t.Context(), `SELECT COUNT(*) FROM audit_outbox`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
