package audit_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestKilledWhileWriting: what a program that was killed had written beyond the end of the log is
// gone when the log is opened again, so that it does not look like a change; what the log has stays,
// and a change to it is still told.
func TestKilledWhileWriting(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at := place(t.TempDir())
		act(t, d, 300, "a-1")
		seal(t, d, at)
		left := []string{"tile/entries/001.p/70", "tile/entries/001", "tile/entries/002.p/9", "tile/0/001.p/70", "tile/0/001", "tile/1/000.p/2"}
		for _, name := range left {
			path := filepath.Join(at.Dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("\x00\x04half"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		act(t, d, 20, "a-2")
		seal(t, d, at)
		if v := verify(t, audit.Check{Dir: at.Dir}, d); len(v.Findings) > 0 || v.Entries < 320 {
			t.Errorf("after a killed program: %+v", v)
		}
		for _, name := range left {
			b, err := os.ReadFile(filepath.Join(at.Dir, filepath.FromSlash(name)))
			if err == nil && string(b) == "\x00\x04half" || err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s is still there: %v", name, err)
			}
		}
		part := filepath.Join(at.Dir, "tile", "entries", "001.p", "44")
		if err := os.WriteFile(part, []byte("\x00\x04half"), 0o600); err != nil {
			t.Fatal(err)
		}
		seal(t, d, at)
		if v := verify(t, audit.Check{Dir: at.Dir}, d); len(v.Findings) == 0 {
			t.Error("a changed part of the log itself is not told")
		}
	})
}
