package lake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/fault"
)

func forget(t testing.TB, l *Lake, id string) Forgotten {
	t.Helper()
	f, err := l.Forget(context.Background(), ForgetRequest{Import: id, Reason: "保存期限届满", By: "李四", At: noon.AddDate(1, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestForgetRegister(t *testing.T) {
	l := registers(t, t.TempDir())
	a := importPaid(t, l, "1|甲|10||||", "2|乙|5||||")
	b := importPaid(t, l, "2|密名|6||||", "3|密人|7||||", "4||密值||||")
	imported(t, l, "d=1|x")
	last := current(t, l).ID
	f := forget(t, l, b.Import)
	if f.Records != 2 || f.Quarantined != 1 || !slices.Equal(f.Snapshots, []string{b.Snapshot, last}) || f.Agency != "人社局" || !f.Done {
		t.Errorf("got %+v", f)
	}
	s := current(t, l)
	if got := records(t, s, paid()); !slices.Equal(got, []string{"1|甲|10||||", "2|乙|5||||"}) {
		t.Errorf("got %q", got)
	}
	if s.Manifest.Documents != 1 || len(inQuarantine(t, s)) != 0 {
		t.Errorf("%d documents, in quarantine %q", s.Manifest.Documents, inQuarantine(t, s))
	}
	checkWhole(t, s)
	for _, id := range f.Snapshots {
		if _, err := l.Snapshot(id); !fault.Is(err, fault.NotFound) || !strings.Contains(err.Error(), b.Import) {
			t.Errorf("snapshot %s: %v", id, err)
		}
		rest, err := l.Remains(id)
		if err != nil || len(rest.Manifest.Forgotten) != 1 {
			t.Fatalf("what remains of %s: %v", id, err)
		}
		if err := rest.Verify(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if old, err := l.Snapshot(a.Snapshot); err != nil || old.Verify(t.Context()) != nil {
		t.Errorf("the snapshot before: %v", err)
	}
	i, err := s.Manifest.Import(b.Import)
	if err != nil || i.Forgotten == nil || i.Register.File != "" || i.Register.SHA256 == "" || i.Forgotten.Reason == "" {
		t.Errorf("what is kept of the import: %+v %v", i, err)
	}
	checkNothingLeft(t, l)
	checkGone(t, l.dir, "密名", "密人", "密值")
	if again := importPaid(t, l, "2|密名|6||||"); again.Rows.Superseded != 1 || again.Import == b.Import {
		t.Errorf("imported again: %+v", again)
	}
}

func TestForgetDocuments(t *testing.T) {
	l := registers(t, t.TempDir())
	imported(t, l, "a=1|x", "b=2|old")
	r := imported(t, l, "b=2|secret", "c=3|secret too")
	imported(t, l, "e=5|more")
	id := current(t, l).Manifest.Imports[1].ID
	if f := forget(t, l, id); f.Records != 2 || f.Standard != "" {
		t.Errorf("got %+v", f)
	}
	if got := content(t, l); !slices.Equal(got, []string{"a=1|x", "b=2|old", "e=5|more"}) {
		t.Errorf("got %q", got)
	}
	checkWhole(t, current(t, l))
	checkNothingLeft(t, l)
	checkGone(t, l.dir, "secret")
	if _, err := l.Snapshot(r.Snapshot); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
}

// A lake from before files named their import can forget too.
func TestForgetDocumentsOfAnOlderLake(t *testing.T) {
	l := registers(t, t.TempDir())
	imported(t, l, "a=1|x", "b=2|old")
	imported(t, l, "b=2|secret", "c=3|secret too")
	all, err := l.history()
	if err != nil {
		t.Fatal(err)
	}
	parent := ""
	for _, s := range all {
		m := s.Manifest
		for name := range m.Tables {
			for i := range m.Tables[name] {
				m.Tables[name][i].Import = ""
			}
		}
		m.Parent = parent
		m.ID = m.id()
		if err := errors.Join(os.Remove(l.manifestPath(s.ID)), l.commit(m, nil)); err != nil {
			t.Fatal(err)
		}
		parent = m.ID
	}
	forget(t, l, current(t, l).Manifest.Imports[1].ID)
	if got := content(t, l); !slices.Equal(got, []string{"a=1|x", "b=2|old"}) {
		t.Errorf("got %q", got)
	}
	checkWhole(t, current(t, l))
	checkGone(t, l.dir, "secret")
}

func TestForgetWhatIsNotThere(t *testing.T) {
	l := registers(t, t.TempDir())
	if _, err := l.Forget(t.Context(), ForgetRequest{Import: "i-1", Reason: "x"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("in an empty lake: %v", err)
	}
	id := importPaid(t, l, "1|甲|||||").Import
	for _, tc := range []struct {
		r    ForgetRequest
		kind fault.Kind
	}{
		{ForgetRequest{Import: id}, fault.Invalid},
		{ForgetRequest{Import: "i-none", Reason: "x"}, fault.NotFound},
	} {
		if _, err := l.Forget(t.Context(), tc.r); !fault.Is(err, tc.kind) {
			t.Errorf("%+v: %v", tc.r, err)
		}
	}
	forget(t, l, id)
	if _, err := l.Forget(t.Context(), ForgetRequest{Import: id, Reason: "x"}); !fault.Is(err, fault.Conflict) {
		t.Errorf("twice: %v", err)
	}
}

func TestForgetDropsWhatWasWorkedOut(t *testing.T) {
	l := registers(t, t.TempDir())
	a := importPaid(t, l, "1|甲|||||")
	s := current(t, l)
	m := s.next(noon)
	f := m.Tables["paid"][0]
	f.Import = ""
	m.Tables["link"] = []File{f} // any file will do
	m.ID = m.id()
	if err := l.commit(m, nil); err != nil {
		t.Fatal(err)
	}
	importPaid(t, l, "2|乙|||||")
	forget(t, l, a.Import)
	if got := current(t, l).Manifest.Tables; len(got["link"]) != 0 || len(got["paid"]) != 1 {
		t.Errorf("got %v", got)
	}
}

// checkGone fails the test if a word stands anywhere in the files below dir: in their bytes,
// or in any column of a Parquet file.
func checkGone(t testing.TB, dir string, words ...string) {
	t.Helper()
	if found := whereIs(t, dir, words...); found != "" {
		t.Error(found)
	}
}

func whereIs(t testing.TB, dir string, words ...string) (found string) {
	t.Helper()
	look := func(path string, b []byte) {
		for _, w := range words {
			if bytes.Contains(b, []byte(w)) {
				found = fmt.Sprintf("%s has %q", path, w)
			}
		}
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		look(path, []byte(path))
		b, err := os.ReadFile(path)
		if err != nil || look == nil {
			return err
		}
		look(path, b)
		if strings.HasSuffix(path, ".parquet") {
			p, done, err := openParquet(path)
			if err != nil {
				return err
			}
			defer done()
			for _, column := range p.Schema().Columns() {
				if err := eachValue(context.Background(), path, column[0], func(v parquet.Value) { look(path, []byte(v.String())) }); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestForgottenAsIfNeverImported imports random files that correct each other, forgets one
// and compares the lake with one that never had it; then looks for what only it had.
func TestForgottenAsIfNeverImported(t *testing.T) {
	root := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		line := rapid.Custom(func(rt *rapid.T) string {
			return rapid.SampledFrom([]string{"1", "2", "3", ""}).Draw(rt, "no") + "|" + rapid.SampledFrom([]string{"密%d", "密%d", ""}).Draw(rt, "name")
		})
		files := rapid.SliceOfN(rapid.SliceOfN(line, 1, 3), 1, 4).Draw(rt, "files")
		victims := rapid.SliceOfNDistinct(rapid.IntRange(0, len(files)-1), 1, 2, rapid.ID).Draw(rt, "victims")
		if len(files) == 1 {
			victims = victims[:1]
		}
		fill := func(skip ...int) (*Lake, []string) {
			dir, err := os.MkdirTemp(root, "")
			if err != nil {
				rt.Fatal(err)
			}
			l, ids := registers(t, dir), make([]string, len(files))
			for n, lines := range files {
				if slices.Contains(skip, n) {
					continue
				}
				lines = slices.Clone(lines)
				for i := range lines {
					lines[i] = strings.ReplaceAll(lines[i], "%d", fmt.Sprint(n)) + "|" + fmt.Sprint(n) + "||||密所" + fmt.Sprint(n)
				}
				ids[n] = importPaid(t, l, lines...).Import
			}
			return l, ids
		}
		l, ids := fill()
		for _, v := range victims {
			putState(t, l, State{}, fmt.Sprintf("密%d 密所%d", v, v)) // what linkage knows of it
			forget(t, l, ids[v])
			if found := whereIs(t, l.dir, fmt.Sprintf("密%d", v), fmt.Sprintf("密所%d", v)); found != "" {
				rt.Fatal(found)
			}
		}
		want, _ := fill(victims...)
		s := current(t, l)
		if err := s.Verify(context.Background()); err != nil {
			rt.Fatal(err)
		}
		if len(victims) == len(files) {
			if got := records(t, s, paid()); len(got) > 0 {
				rt.Fatalf("got %q", got)
			}
			return
		}
		if got, want := records(t, s, paid()), records(t, current(t, want), paid()); !slices.Equal(got, want) {
			rt.Fatalf("got %q, want %q", got, want)
		}
		if got, want := inQuarantine(t, s), inQuarantine(t, current(t, want)); !slices.Equal(got, want) {
			rt.Fatalf("in quarantine %q, want %q", got, want)
		}
		if id, err := l.head(); err != nil || id != s.ID {
			rt.Fatal(id, err)
		}
	})
}

// TestForgettingThatFails lets each thing done to the disk fail in turn; the lake completes
// the forgetting when it is opened next.
func TestForgettingThatFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "lake")
	l := registers(t, dir)
	importPaid(t, l, "1|甲|10||||", "2|乙|5||||", "5||||||")
	id := importPaid(t, l, "2|密名|6||||", "5|密人|||||").Import
	importPaid(t, l, "3|丙|||||")
	putState(t, l, State{}, "密名")
	request := ForgetRequest{Import: id, Reason: "保存期限届满", At: noon}
	failing := func(at int) (l *Lake, steps int, err error) {
		l = registers(t, copyOf(t, dir))
		l.disk = watched(lazyDisk(), func(step string) error {
			if steps++; steps == at {
				return &os.PathError{Op: step, Path: dir, Err: syscall.ENOSPC}
			}
			return nil
		})
		_, err = l.Forget(context.Background(), request)
		return l, steps, err
	}
	undisturbed, steps, err := failing(0)
	if err != nil {
		t.Fatal(err)
	}
	after := current(t, undisturbed).ID
	for at := 1; at <= steps; at++ {
		l, _, err := failing(at)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("step %d: %v", at, err)
		}
		l = registers(t, l.dir)
		s := current(t, l)
		if i, err := s.Manifest.Import(id); err != nil || i.Forgotten == nil {
			if _, err := l.Forget(t.Context(), request); err != nil { // it was not yet written down
				t.Fatalf("step %d: %v", at, err)
			}
			s = current(t, l)
		}
		if s.ID != after {
			t.Fatalf("step %d of %d: got %s, want %s", at, steps, s.ID, after)
		}
		checkWhole(t, s)
		checkNothingLeft(t, l)
		checkGone(t, l.dir, "密名", "密人")
	}
}
