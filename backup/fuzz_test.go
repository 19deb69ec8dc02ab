package backup

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzUnpack: whatever a file holds, what is unpacked lies in the folder and is what the
// list says, or the file is refused.
func FuzzUnpack(f *testing.F) {
	path := filepath.Join(f.TempDir(), "b.tar")
	w, err := create(path, time.Unix(0, 0))
	if err != nil {
		f.Fatal(err)
	}
	if err := w.text("lake/HEAD", []byte("s-1\n")); err != nil {
		f.Fatal(err)
	}
	if err := w.finish(Manifest{Format: format}); err != nil {
		f.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:700])
	f.Add([]byte(strings.Replace(string(whole), "lake/HEAD", "../../HEA", 1)))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		file, to := filepath.Join(dir, "b.tar"), filepath.Join(dir, "to")
		if err := errors.Join(os.WriteFile(file, b, 0o600), os.Mkdir(to, 0o700)); err != nil {
			t.Fatal(err)
		}
		m, err := unpack(t.Context(), file, to)
		if left, _ := os.ReadDir(dir); len(left) != 2 {
			t.Fatalf("written outside: %v", left)
		}
		if err != nil {
			return
		}
		for _, f := range m.Files {
			if info, err := os.Stat(filepath.Join(to, filepath.FromSlash(f.Name))); err != nil || info.Size() != f.Bytes {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	})
}
