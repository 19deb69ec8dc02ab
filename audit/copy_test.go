package audit_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestCopyTo: a copy of the first entries is a log of its own, also where files end, and
// the log fits its checkpoint.
func TestCopyTo(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 600, "a-1")
	seal(t, d, at)
	for _, n := range []int64{0, 1, 255, 256, 257, 512, 600} {
		to := filepath.Join(t.TempDir(), "audit")
		found, err := audit.CopyTo(t.Context(), at, n, to)
		if err != nil || len(found) > 0 {
			t.Fatalf("%d entries: %v %v", n, found, err)
		}
		if n == 0 {
			continue
		}
		if v := verify(t, audit.Check{Dir: to}, nil); v.Entries != n || len(v.Findings) > 0 {
			t.Errorf("the copy has %d entries, want %d: %v", v.Entries, n, v.Findings)
		}
		checkpoint, err := audit.Checkpoint(to)
		if err != nil {
			t.Fatal(err)
		}
		if v := verify(t, audit.Check{Dir: at.Dir, Earlier: []string{checkpoint}}, nil); len(v.Findings) > 0 {
			t.Errorf("the log does not fit the copy of %d entries: %v", n, v.Findings)
		}
	}
}

// TestCopyGoesOn: a log goes on from its copy, with a copy of the database of the same
// moment, and both stay in step.
func TestCopyGoesOn(t *testing.T) {
	for _, sealed := range []int{1, 255, 256, 300} {
		d, dir := dbtest.Open(t), t.TempDir()
		at, copied := place(dir), place(filepath.Join(dir, "copy"))
		act(t, d, sealed, "a-1")
		seal(t, d, at)
		act(t, d, 5, "a-2") // waits when the database is copied, and is sealed when the log is
		file := filepath.Join(dir, "copy.db")
		if err := d.CopyTo(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		seal(t, d, at)
		c, err := db.Open(t.Context(), "sqlite:"+file, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		n, err := audit.Noted(t.Context(), c)
		if err != nil || n != int64(sealed) {
			t.Fatalf("%d noted (%v), want %d", n, err, sealed)
		}
		if found, err := audit.CopyTo(t.Context(), at, n, copied.Dir); err != nil || len(found) > 0 {
			t.Fatal(found, err)
		}
		if v := verify(t, audit.Check{Dir: copied.Dir}, c); len(v.Findings) > 0 {
			t.Errorf("%d: out of step: %v", sealed, v.Findings)
		}
		copied.Key = at.Key
		seal(t, c, copied)
		if v := verify(t, audit.Check{Dir: copied.Dir}, c); v.Entries != int64(sealed+5) || len(v.Findings) > 0 {
			t.Errorf("%d: after going on %d entries: %v", sealed, v.Entries, v.Findings)
		}
	}
}

// TestCopyMendsNothing: what is wrong with a log is told, and is in the copy.
func TestCopyMendsNothing(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 20, "a-1")
	seal(t, d, at)
	file := filepath.Join("tile", "entries", "000.p", "20")
	b, err := os.ReadFile(filepath.Join(at.Dir, file))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(at.Dir, file), []byte(strings.Replace(string(b), "look-clue", "lost-clue", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "audit")
	found, err := audit.CopyTo(t.Context(), at, 10, to)
	if err != nil || len(found) == 0 {
		t.Fatalf("found %v (%v), want what was changed", found, err)
	}
	if v := verify(t, audit.Check{Dir: to}, nil); len(v.Findings) == 0 {
		t.Error("the copy looks sound")
	}
}

// TestCopyWithoutKey: without its key no checkpoint can be signed, and that is said.
func TestCopyWithoutKey(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 3, "a-1")
	seal(t, d, at)
	if err := os.Remove(at.Key); err != nil {
		t.Fatal(err)
	}
	if _, err := audit.CopyTo(t.Context(), at, 2, t.TempDir()); err == nil || !strings.Contains(err.Error(), "签名密钥") {
		t.Errorf("got %v", err)
	}
}
