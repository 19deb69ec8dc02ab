package audit_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// place is where a test's log lies.
func place(dir string) audit.Place {
	return audit.Place{Dir: filepath.Join(dir, "audit"), Key: filepath.Join(dir, "keys", "audit.key")}
}

func act(t *testing.T, d *db.DB, n int, who string) {
	t.Helper()
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		for i := range n {
			e := audit.Entry{Actor: who, Verb: audit.LookClue, Object: fmt.Sprintf("c-%d", i), Office: "home", Detail: map[string]string{"purpose": "核对张三的线索"}}
			if err := audit.Append(t.Context(), tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// seal opens the log, carries everything into it and closes it.
func seal(t *testing.T, d *db.DB, at audit.Place) {
	t.Helper()
	s, err := audit.OpenSealer(t.Context(), d, at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func verify(t *testing.T, c audit.Check, d *db.DB) audit.Verdict {
	t.Helper()
	var v audit.Verdict
	var err error
	if d == nil {
		v, err = audit.Verify(c)
	} else {
		v, err = audit.VerifyDatabase(t.Context(), c, d)
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestSeal: what is recorded is in the log, once, in order, whatever is opened again in
// between, and the log names nobody.
func TestSeal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at := place(t.TempDir())
		for _, n := range []int{3, 0, 300, 1} {
			act(t, d, n, "a-1")
			seal(t, d, at)
		}
		v := verify(t, audit.Check{Dir: at.Dir}, d)
		if v.Entries != 304 || len(v.Findings) != 0 {
			t.Errorf("got %d entries, %v", v.Entries, v.Findings)
		}
		list := listed(t, audit.NewLog(d), audit.Filter{Limit: 1000})
		for i, e := range list {
			if e.Place != int64(i+1) {
				t.Fatalf("entry %d is at place %d", i+1, e.Place)
			}
		}
		for _, name := range files(t, at.Dir) {
			if b, _ := os.ReadFile(filepath.Join(at.Dir, name)); strings.Contains(string(b), "张三") || strings.Contains(string(b), "actor") || strings.Contains(string(b), "purpose") {
				t.Errorf("%s names somebody", name)
			}
		}
		if _, err := os.Stat(at.Key); err != nil || strings.HasPrefix(at.Key, at.Dir) {
			t.Errorf("the signing key lies in the log: %v", err)
		}
	})
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// sealed is a log of 600 entries with partial bundles, and its database.
func sealed(t *testing.T) (*db.DB, audit.Place) {
	t.Helper()
	d, at := dbtest.Open(t), place(t.TempDir())
	for _, n := range []int{5, 295, 300} {
		act(t, d, n, "a-1")
		seal(t, d, at)
	}
	if v := verify(t, audit.Check{Dir: at.Dir}, d); v.Entries != 600 || len(v.Findings) != 0 {
		t.Fatalf("got %d entries, %v", v.Entries, v.Findings)
	}
	return d, at
}

// TestAnyFlippedByteIsFound flips one byte of each file, at both ends and in random places,
// one at a time.
func TestAnyFlippedByteIsFound(t *testing.T) {
	_, at := sealed(t)
	r := rand.New(rand.NewPCG(6, 5))
	tried := 0
	for _, name := range files(t, at.Dir) {
		if strings.HasSuffix(name, ".lock") || name == ".state/version" || strings.HasPrefix(name, ".state/gc") {
			continue // no part of what is claimed
		}
		path := filepath.Join(at.Dir, name)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		places := []int{0, len(whole) - 1}
		for range 12 {
			places = append(places, r.IntN(len(whole)))
		}
		for _, i := range places {
			broken := append([]byte{}, whole...)
			broken[i] ^= 1 << r.IntN(8)
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			tried++
			v, err := audit.Verify(audit.Check{Dir: at.Dir})
			if err == nil && len(v.Findings) == 0 {
				t.Errorf("%s: byte %d of %d was flipped and nobody saw", name, i, len(whole))
			}
			if strings.HasPrefix(name, "tile/entries") && len(v.Findings) > 0 && v.Findings[0].Place == 0 {
				t.Errorf("%s: verify does not say where: %v", name, v.Findings)
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if tried < 100 {
		t.Errorf("only %d bytes were flipped", tried)
	}
	if v := verify(t, audit.Check{Dir: at.Dir}, nil); len(v.Findings) != 0 {
		t.Errorf("the log was not put back: %v", v.Findings)
	}
}

// TestAnyMissingFileIsFound removes each file that the checkpoint implies.
func TestAnyMissingFileIsFound(t *testing.T) {
	_, at := sealed(t)
	for _, name := range []string{"checkpoint", "tile/entries/000", "tile/entries/002.p/88", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"} {
		path := filepath.Join(at.Dir, name)
		if err := os.Rename(path, path+".gone"); err != nil {
			t.Fatal(err)
		}
		if v := verify(t, audit.Check{Dir: at.Dir}, nil); len(v.Findings) == 0 {
			t.Errorf("%s was removed and nobody saw", name)
		}
		if err := os.Rename(path+".gone", path); err != nil {
			t.Fatal(err)
		}
	}
}

func run(t *testing.T, d *db.DB, statement string, args ...any) {
	t.Helper()
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestChangesOfTheDatabaseAreFound: whoever changes, removes or sets back rows is told of
// with the place.
func TestChangesOfTheDatabaseAreFound(t *testing.T) {
	d, at := sealed(t)
	run(t, d, `CREATE TABLE kept AS SELECT * FROM audit_outbox`)
	for _, tc := range []struct {
		name, statement string
		place           int64
		findings        int
	}{
		{"who", `UPDATE audit_outbox SET actor = 'a-2' WHERE place = 17`, 17, 1},
		{"what for", `UPDATE audit_outbox SET detail = '{}' WHERE place = 300`, 300, 1},
		{"when", `UPDATE audit_outbox SET at = '2026-01-01T00:00:00.000000Z' WHERE place = 1`, 1, 1},
		{"salt and commitment", `UPDATE audit_outbox SET commitment = 'x', salt = 'y' WHERE place = 5`, 5, 1},
		{"one dropped", `DELETE FROM audit_outbox WHERE place = 42`, 42, 1},
		{"two exchanged", `UPDATE audit_outbox SET place = CASE place WHEN 7 THEN 8 ELSE 7 END WHERE place IN (7, 8)`, 7, 2},
		{"rolled back", `DELETE FROM audit_outbox WHERE place > 550`, 551, 1},
		{"all dropped", `DELETE FROM audit_outbox`, 1, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			run(t, d, tc.statement)
			v := verify(t, audit.Check{Dir: at.Dir}, d)
			if len(v.Findings) != tc.findings || v.Findings[0].Place != tc.place {
				t.Errorf("got %v", v.Findings)
			}
			if v := verify(t, audit.Check{Dir: at.Dir}, nil); len(v.Findings) != 0 {
				t.Errorf("the log itself is accused: %v", v.Findings)
			}
			run(t, d, `DELETE FROM audit_outbox`)
			run(t, d, `INSERT INTO audit_outbox SELECT * FROM kept`)
		})
	}
}

// TestARewrittenLogIsFoundByItsOldCheckpoint: whoever has the key can sign another history,
// but not one that fits a checkpoint which somebody has kept.
func TestARewrittenLogIsFoundByItsOldCheckpoint(t *testing.T) {
	d, at := sealed(t)
	old, err := audit.Checkpoint(at.Dir)
	if err != nil || old == "" {
		t.Fatal(err)
	}
	act(t, d, 10, "a-3")
	seal(t, d, at)
	if v := verify(t, audit.Check{Dir: at.Dir, Earlier: []string{old}}, d); v.Entries != 610 || len(v.Findings) != 0 {
		t.Errorf("honest growth: %d, %v", v.Entries, v.Findings)
	}
	key, err := os.ReadFile(filepath.Join(at.Dir, "key.pub"))
	if err != nil {
		t.Fatal(err)
	}
	for name, tamper := range map[string]string{
		"changed": `UPDATE audit_outbox SET verb = 'move' WHERE place = 3`,
		"cut":     `DELETE FROM audit_outbox WHERE place > 400`,
	} {
		if err := os.RemoveAll(at.Dir); err != nil {
			t.Fatal(err)
		}
		run(t, d, tamper)
		run(t, d, `UPDATE audit_outbox SET place = 0`)
		if err := os.MkdirAll(at.Dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(at.Dir, "key.pub"), key, 0o600); err != nil {
			t.Fatal(err)
		}
		seal(t, d, at)
		if v := verify(t, audit.Check{Dir: at.Dir}, nil); len(v.Findings) != 0 {
			t.Fatalf("%s: the forger made a mistake: %v", name, v.Findings)
		}
		if v := verify(t, audit.Check{Dir: at.Dir, Earlier: []string{old}}, nil); len(v.Findings) != 1 {
			t.Errorf("%s: the old checkpoint fits a rewritten log: %v", name, v.Findings)
		}
	}
	if v := verify(t, audit.Check{Dir: at.Dir, Earlier: []string{"not a checkpoint"}}, nil); len(v.Findings) != 1 {
		t.Errorf("a forged checkpoint: %v", v.Findings)
	}
}

// TestCrashes: an entry written to the log before the crash and not noted is not written
// again; a log that lost its end gets the same end again.
func TestCrashes(t *testing.T) {
	d, at := sealed(t)
	run(t, d, `UPDATE audit_outbox SET place = 0 WHERE place > 580`)
	seal(t, d, at)
	if v := verify(t, audit.Check{Dir: at.Dir}, d); v.Entries != 600 || len(v.Findings) != 0 {
		t.Errorf("noted again: %d, %v", v.Entries, v.Findings)
	}
	old, err := audit.Checkpoint(at.Dir)
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(at.Dir, "key.pub"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(at.Dir); err != nil { // the whole log is lost, the database is not
		t.Fatal(err)
	}
	if err := os.MkdirAll(at.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(at.Dir, "key.pub"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	act(t, d, 5, "a-1")
	seal(t, d, at)
	if v := verify(t, audit.Check{Dir: at.Dir, Earlier: []string{old}}, d); v.Entries != 605 || len(v.Findings) != 0 {
		t.Errorf("written again: %d, %v", v.Entries, v.Findings)
	}
}

// TestForget: what is forgotten is gone from the database, and the log still fits.
func TestForget(t *testing.T) {
	d, at := sealed(t)
	id := listed(t, audit.NewLog(d), audit.Filter{Limit: 1})[0].ID
	if err := audit.NewLog(d).Forget(t.Context(), "a-9", id, "当事人依法要求删除"); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, audit.NewLog(d), audit.Filter{Limit: 1})[0]; len(got.Detail) != 0 {
		t.Errorf("it is still there: %v", got.Detail)
	}
	seal(t, d, at)
	if v := verify(t, audit.Check{Dir: at.Dir}, d); v.Entries != 601 || len(v.Findings) != 0 {
		t.Errorf("got %d, %v", v.Entries, v.Findings)
	}
}

// TestOneSealerAtATime: a second one is refused, and the key is not made anew.
func TestOneSealerAtATime(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 1, "a-1")
	s, err := audit.OpenSealer(t.Context(), d, at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := audit.OpenSealer(t.Context(), d, at); err == nil {
		t.Error("two sealers at once")
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { s.Run(ctx, time.Millisecond, func(err error) { t.Error(err) }); close(done) }()
	for listed(t, audit.NewLog(d), audit.Filter{})[0].Place == 0 {
		time.Sleep(time.Millisecond)
	}
	act(t, d, 1, "a-1")
	stop()
	<-done
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, audit.Check{Dir: at.Dir}, d); v.Entries != 2 || len(v.Findings) != 0 {
		t.Errorf("got %d, %v", v.Entries, v.Findings)
	}
	if err := os.Remove(at.Key); err != nil {
		t.Fatal(err)
	}
	if _, err := audit.OpenSealer(t.Context(), d, at); err == nil {
		t.Error("a signed log got another key")
	}
}
