package lake

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// TestKept: what is listed, and nothing else, makes a lake in another place with all its
// snapshots, although imports went on meanwhile.
func TestKept(t *testing.T) {
	l := open(t, t.TempDir())
	if k, err := l.Kept(); err != nil || k.Head != "" || len(k.Texts) > 0 || len(k.Files) > 0 {
		t.Errorf("an empty lake: %+v %v", k, err)
	}
	for _, d := range []string{"a=1|x", "a=1|y"} { // the second corrects the first
		if _, err := l.ImportJudgments(t.Context(), docs(d, "b=2|z"), ImportOptions{At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	k, err := l.Kept()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.ImportJudgments(t.Context(), docs("c=3|later"), ImportOptions{At: noon}); err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	copyOf := func(name string, content []byte) {
		t.Helper()
		path := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range k.Texts {
		copyOf(name, text)
	}
	for _, f := range k.Files {
		b, err := os.ReadFile(l.Path(f))
		if err != nil {
			t.Fatal(err)
		}
		copyOf(f.Name, b)
	}
	if err := l.StillKept(k); err != nil {
		t.Errorf("an import is no forgetting: %v", err)
	}
	all, err := open(t, to).Snapshots()
	if err != nil || len(all) != 2 || all[1].ID != k.Head {
		t.Fatalf("%d snapshots (%v), want 2 up to %s", len(all), err, k.Head)
	}
	for _, s := range all {
		if err := s.Verify(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// TestKeptAndForgotten: what is to be gone is in no copy: none is listed while an import is
// being forgotten, and one listed before is not good any more.
func TestKeptAndForgotten(t *testing.T) {
	l := open(t, t.TempDir())
	if _, err := l.ImportJudgments(t.Context(), docs("a=1|x"), ImportOptions{At: noon}); err != nil {
		t.Fatal(err)
	}
	before, err := l.Kept()
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	f := Forgotten{Import: s.Manifest.Imports[0].ID, At: noon, Reason: "到期"}
	if err := l.note(f); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Kept(); !fault.Is(err, fault.Conflict) {
		t.Errorf("while it is being forgotten: %v", err)
	}
	if err := l.mend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.StillKept(before); !fault.Is(err, fault.Conflict) {
		t.Errorf("listed before: %v", err)
	}
	k, err := l.Kept()
	if err != nil || l.StillKept(k) != nil || len(k.Texts) != 4 { // HEAD, two manifests, what is left of the import
		t.Errorf("afterwards: %d %v", len(k.Texts), err)
	}
	for name, text := range k.Texts {
		if bytes.Contains(text, []byte(before.Files[0].SHA256)) {
			t.Errorf("%s still names what was forgotten", name)
		}
	}
}
