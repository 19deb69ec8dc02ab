package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/record/source"
)

// TestBarShowsHowFar draws the bar before, in the middle of and after a reading.
func TestBarShowsHowFar(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("民事判决书"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := os.Create(filepath.Join(t.TempDir(), "screen"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	b := &bar{out: out, what: "read", now: func() time.Time { at = at.Add(time.Second); return at }, from: at, on: true}
	a := &app{ctx: t.Context()}
	n := int64(0)
	for range a.documents([]string{dir}, false, b) {
		n++
		b.set(n)
	}
	b.set(n)
	screen, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"[████████████············]  50%  read 1  (1/s)", "[████████████████████████] 100%  read 2"} {
		if !strings.Contains(string(screen), want) {
			t.Errorf("%q was not drawn: %q", want, screen)
		}
	}
	b.gauge = source.NewGauge([]string{"-"})
	if got := b.drawn(); got != "" {
		t.Errorf("of standard input %q is drawn", got)
	}
}
