package backup_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/backup"
	"github.com/mingjian/mingjian/fault"
)

// taken returns a house where nobody works and its backup.
func taken(t *testing.T) (h *house, out string) {
	t.Helper()
	h = newHouse(t, 20, "")
	s, err := audit.OpenSealer(t.Context(), h.db, placeIn(h.home))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	out = filepath.Join(t.TempDir(), "b.tar")
	if _, err := backup.Take(t.Context(), of(h), time.Now(), out); err != nil {
		t.Fatal(err)
	}
	return h, out
}

func of(h *house) backup.Source {
	return backup.Source{Home: h.home, DB: h.db, Log: placeIn(h.home)}
}

// TestDamaged: a backup that was cut off anywhere, or changed anywhere, is refused with a
// sentence and nothing is put in place; or the change was to what nobody reads (the padding
// of the tar) and what is restored is the same.
func TestDamaged(t *testing.T) {
	_, out := taken(t)
	whole, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	want := restored(t, whole)
	if want == nil {
		t.Fatal("the undamaged backup was refused")
	}
	dice := rand.New(rand.NewPCG(1, 2))
	damaged := map[string][]byte{"empty": {}, "something else": []byte(strings.Repeat("Wo ist die Sicherung? ", 100)), "appended": append(bytes.Clone(whole[:len(whole)-1024]), whole...)}
	for _, n := range []int{1, 100, 511, 512, len(whole) / 4, len(whole) / 2, len(whole) - 5000, len(whole) - 2048, len(whole) - 700} {
		damaged["cut "+string(rune('a'+n%26))+strings.Repeat("'", len(damaged))] = whole[:n]
	}
	for range 25 {
		changed := bytes.Clone(whole)
		changed[dice.IntN(len(changed))] ^= byte(1 << dice.IntN(8))
		damaged["changed "+strings.Repeat("'", len(damaged))] = changed
	}
	refused := 0
	for name, b := range damaged {
		got := restored(t, b)
		if got == nil {
			refused++
		} else if *got != *want || !strings.HasPrefix(name, "changed") {
			t.Errorf("%s: was restored, and differs: %t", name, *got != *want)
		}
	}
	t.Logf("%d of %d refused, the others restored what the whole one does", refused, len(damaged))
}

// restored restores a backup and returns a hash over what was put in place, but for the
// database, in which the act of restoring has its own moment. It is nil if the backup was
// refused.
func restored(t *testing.T, b []byte) *[32]byte {
	t.Helper()
	dir := t.TempDir()
	file, home := filepath.Join(dir, "b.tar"), filepath.Join(dir, "home")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := backup.Restore(t.Context(), file, backup.Target{Home: home, By: "local"}, time.Now)
	if err != nil {
		var known *fault.Error
		if !errors.As(err, &known) {
			t.Errorf("refused without a sentence: %v", err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
			t.Errorf("something was left behind: %v %v", left, err)
		}
		return nil
	}
	h := sha256.New()
	err = fs.WalkDir(os.DirFS(home), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "workflow.db" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(home, path))
		h.Write([]byte(path))
		h.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return (*[32]byte)(h.Sum(nil))
}

// TestOnlyIntoAnEmptyHome: what is there is never written over, by either.
func TestOnlyIntoAnEmptyHome(t *testing.T) {
	h, out := taken(t)
	if _, err := backup.Take(t.Context(), of(h), time.Now(), out); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second backup of the same name: %v", err)
	}
	if _, err := backup.Restore(t.Context(), out, backup.Target{Home: h.home, By: "local"}, time.Now); !fault.Is(err, fault.Conflict) {
		t.Errorf("restoring over a home: %v", err)
	}
	home := t.TempDir() // empty
	if _, err := backup.Restore(t.Context(), out, backup.Target{Home: home, By: "local"}, time.Now); err != nil {
		t.Errorf("restoring into an empty folder: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".mingjian-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestUnsound: what was damaged before is copied as it is, and said, when it is backed up
// and when it is restored.
func TestUnsound(t *testing.T) {
	h, _ := taken(t)
	files, err := filepath.Glob(filepath.Join(h.home, "lake", "data", "document", "*.parquet"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	if err := os.WriteFile(files[0], []byte("rot"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "b.tar")
	m, err := backup.Take(t.Context(), of(h), time.Now(), out)
	if err != nil || len(m.Unsound) != 1 {
		t.Fatalf("%v %v", m.Unsound, err)
	}
	r, err := backup.Restore(t.Context(), out, backup.Target{Home: filepath.Join(t.TempDir(), "new"), By: "local"}, time.Now)
	if err != nil || len(r.Found) < 2 {
		t.Errorf("%v %v", r.Found, err)
	}
}

// TestLeftOut: what is in the home and not known is named.
func TestLeftOut(t *testing.T) {
	h, _ := taken(t)
	m, err := backup.Take(t.Context(), of(h), time.Now(), filepath.Join(t.TempDir(), "b.tar"))
	if err != nil || len(m.LeftOut) != 1 || m.LeftOut[0] != "notes.txt" {
		t.Errorf("left out %v (%v)", m.LeftOut, err)
	}
}
