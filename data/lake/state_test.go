package lake

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// putState keeps a text as the state of the current snapshot.
func putState(t testing.TB, l *Lake, before State, text string) {
	t.Helper()
	if err := l.PutState("work", before, current(t, l), func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
		t.Fatal(err)
	}
}

func state(t testing.TB, l *Lake) (State, string) {
	t.Helper()
	s, files, err := l.State("work")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range files {
		all = append(all, string(f))
	}
	return s, strings.Join(all, "+")
}

func TestState(t *testing.T) {
	l := registers(t, t.TempDir())
	if _, _, err := l.State("work"); !fault.Is(err, fault.NotFound) {
		t.Errorf("before there is one: %v", err)
	}
	importPaid(t, l, "1|甲|10||||")
	putState(t, l, State{}, "一")
	one, _ := state(t, l)
	importPaid(t, l, "2|乙|20||||")
	putState(t, l, one, "二")
	two, text := state(t, l)
	if text != "一+二" || two.Snapshot != current(t, l).ID || one.Snapshot == two.Snapshot {
		t.Errorf("%q of %s", text, two.Snapshot)
	}
	if err := l.PutState("work", one, current(t, l), func(io.Writer) error { return nil }); !fault.Is(err, fault.Conflict) {
		t.Errorf("behind a state that is not there any more: %v", err)
	}
	putState(t, l, State{}, "新")
	if _, text := state(t, l); text != "新" {
		t.Errorf("in place of all: %q", text)
	}
	if files, err := filepath.Glob(l.abs("state/*")); err != nil || len(files) != 2 {
		t.Errorf("files left: %q, %v", files, err)
	}
	s, _ := state(t, l)
	if err := os.WriteFile(l.abs(s.Files[0].Name), []byte("更长的内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.State("work"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a file that was changed: %v", err)
	}
	for _, text := range []string{"x", `{"files":[{"name":"data/../HEAD"}]}`, `{"files":[{"name":"state/work-x/../../HEAD.bin"}]}`} {
		if err := os.WriteFile(l.abs("state/work.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := l.State("work"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", text, err)
		}
	}
	putState(t, l, State{}, "再")
	if _, text := state(t, l); text != "再" {
		t.Errorf("after damage: %q", text)
	}
}

// TestForgetDropsStates: also one that is kept while its snapshot is being forgotten.
func TestForgetDropsStates(t *testing.T) {
	l := registers(t, t.TempDir())
	id := importPaid(t, l, "1|密名|10||||").Import
	s := current(t, l)
	putState(t, l, State{}, "密名")
	forget(t, l, id)
	checkGone(t, l.dir, "密名")
	if err := l.PutState("work", State{}, s, func(w io.Writer) error { _, err := io.WriteString(w, "密名"); return err }); !fault.Is(err, fault.Conflict) {
		t.Errorf("a state of what was forgotten: %v", err)
	}
	checkGone(t, l.dir, "密名")
	checkNothingLeft(t, l)
}

func TestSince(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲|10||||", "2|乙|5||||")
	a := current(t, l)
	importPaid(t, l, "3|丙|5||||")
	b := current(t, l)
	more, ok := b.Since(a, func(table string) bool { return table == "paid" })
	if !ok || !slices.Equal(slices.Collect(maps.Keys(more)), []string{"paid"}) || len(more["paid"]) != 1 || more["paid"][0] != b.Files("paid")[1] {
		t.Errorf("%v %t", more, ok)
	}
	if more, ok := b.Since(a, func(string) bool { return false }); !ok || len(more) != 0 {
		t.Errorf("of no table: %v %t", more, ok)
	}
	importPaid(t, l, "1|甲改|10||||")
	if more, ok := current(t, l).Since(b, func(string) bool { return true }); ok {
		t.Errorf("a record was corrected: %v", more)
	}
}
