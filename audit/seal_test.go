package audit_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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

// flips calls f for every byte of a file with all of its bits flipped and with one of them:
// with each, where a byte is text of which some bits may say nothing.
func flips(t *testing.T, path string, f func(i int, broken byte)) {
	t.Helper()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY, 0o600) // written over in place: a file system may flush what is written anew
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	put := func(i int, b byte) {
		if _, err := file.WriteAt([]byte{b}, int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	for i, b := range whole {
		some := []byte{1 << (i % 8), 255}
		if len(whole) < 300 {
			some = []byte{1, 2, 4, 8, 16, 32, 64, 128, 255}
		}
		for _, flip := range some {
			put(i, b^flip)
			f(i, flip)
		}
		put(i, b)
	}
}

// TestAnyFlippedByteIsFound flips, one at a time, every byte of every file of a small log:
// verify says in which file, and of an entry at which place.
func TestAnyFlippedByteIsFound(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	for _, n := range []int{2, 3} { // with the version of the bundle that had two entries
		act(t, d, n, "a-1")
		seal(t, d, at)
	}
	if err := os.WriteFile(filepath.Join(at.Dir, ".state", "gcState"), []byte(`{"fromSize":0}`), 0o600); err != nil { // as the storage writes it once a minute
		t.Fatal(err)
	}
	if v := verify(t, audit.Check{Dir: at.Dir}, d); v.Entries != 5 || len(v.Findings) != 0 {
		t.Fatalf("got %d entries, %v", v.Entries, v.Findings)
	}
	tried := 0
	for _, name := range files(t, at.Dir) {
		flips(t, filepath.Join(at.Dir, name), func(i int, flip byte) {
			tried++
			v, err := audit.Verify(audit.Check{Dir: at.Dir})
			switch {
			case err != nil && name != "key.pub":
				t.Errorf("%s, byte %d ^ %d: %v", name, i, flip, err)
			case err != nil: // without its key nothing can be checked, which it says
			case len(v.Findings) == 0:
				t.Errorf("%s: byte %d was flipped by %d and nobody saw", name, i, flip)
			case strings.HasPrefix(name, "tile"):
				if v.Findings[0].Place == 0 {
					t.Errorf("%s, byte %d ^ %d: verify does not say where: %v", name, i, flip, v.Findings)
				}
			case !slices.ContainsFunc(v.Findings, func(f audit.Finding) bool { return f.File == name }) && name != "key.pub":
				t.Errorf("%s, byte %d ^ %d: verify does not name the file: %v", name, i, flip, v.Findings)
			}
		})
	}
	if tried < 4000 {
		t.Errorf("only %d bytes were flipped", tried)
	}
	if v := verify(t, audit.Check{Dir: at.Dir}, d); len(v.Findings) != 0 {
		t.Errorf("the log was not put back: %v", v.Findings)
	}
}

// TestAnyDroppedEntryIsFound takes each entry out of the log, and puts each in the place of
// the one after it, with hashes that fit: only the signature cannot be made to.
func TestAnyDroppedEntryIsFound(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 5, "a-1")
	seal(t, d, at)
	bundle, tile := filepath.Join(at.Dir, "tile/entries/000.p/5"), filepath.Join(at.Dir, "tile/0/000.p/5")
	was, err1 := os.ReadFile(bundle)
	hashes, err2 := os.ReadFile(tile)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	entry := func(i int) []byte {
		rest := was
		for range i {
			rest = rest[2+int(rest[0])<<8+int(rest[1]):]
		}
		return rest[:2+int(rest[0])<<8+int(rest[1])]
	}
	write := func(order ...int) {
		var b, h []byte
		for _, i := range order {
			b, h = append(b, entry(i)...), append(h, hashes[i*32:(i+1)*32]...)
		}
		if err := errors.Join(os.WriteFile(bundle, b, 0o600), os.WriteFile(tile, h, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 5 {
		write(slices.DeleteFunc([]int{0, 1, 2, 3, 4}, func(k int) bool { return k == i })...)
		if v := verify(t, audit.Check{Dir: at.Dir}, nil); len(v.Findings) == 0 {
			t.Errorf("entry %d was dropped and nobody saw", i+1)
		}
		order := []int{0, 1, 2, 3, 4}
		order[i], order[(i+1)%5] = order[(i+1)%5], order[i]
		write(order...)
		v := verify(t, audit.Check{Dir: at.Dir}, d)
		if len(v.Findings) == 0 || !slices.ContainsFunc(v.Findings, func(f audit.Finding) bool { return f.Place == int64(i+1) }) {
			t.Errorf("entry %d was exchanged with another, and verify with the database does not say where: %v", i+1, v.Findings)
		}
	}
	write(0, 1, 2, 3, 4)
	if v := verify(t, audit.Check{Dir: at.Dir}, d); len(v.Findings) != 0 {
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
		{"changed before its place was noted", `UPDATE audit_outbox SET place = 0, actor = CASE place WHEN 597 THEN 'a-2' ELSE actor END WHERE place > 590`, 597, 1},
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

// TestCrashes: an entry written to the log before the crash and not noted is not lacking, and not
// written again; a log that lost its end gets the same end again.
func TestCrashes(t *testing.T) {
	d, at := sealed(t)
	run(t, d, `UPDATE audit_outbox SET place = 0 WHERE place > 580`)
	if v := verify(t, audit.Check{Dir: at.Dir}, d); v.Entries != 600 || len(v.Findings) != 0 {
		t.Errorf("before it is noted: %d, %v", v.Entries, v.Findings)
	}
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
