package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAuditOnTheCommandLine: acts of the command line are in the log, a copy is checked
// alone, and a changed copy is refused.
func TestAuditOnTheCommandLine(t *testing.T) {
	home := t.TempDir()
	if r := command(t, "一个很长的测试口令\n", "--home", home, "user", "add", "zhang"); r.code != 0 {
		t.Fatalf("user add: %d %s", r.code, r.out+r.err)
	}
	if r := command(t, "", "--home", home, "audit", "verify"); r.code != 0 || !strings.Contains(r.out, "完好") {
		t.Fatalf("verify: %d %s", r.code, r.out+r.err)
	}
	r := command(t, "", "--home", home, "audit", "checkpoint")
	if r.code != 0 || !strings.HasPrefix(r.out, "mingjian-") {
		t.Fatalf("checkpoint: %d %s", r.code, r.out+r.err)
	}
	kept, log := filepath.Join(t.TempDir(), "kept"), filepath.Join(home, "audit")
	if err := os.WriteFile(kept, []byte(r.out), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := command(t, "", "audit", "verify", log, "--earlier", kept); r.code != 0 {
		t.Errorf("a copy: %d %s", r.code, r.out+r.err)
	}
	file := filepath.Join(log, "tile", "entries", "000.p", "1")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(b), "make-account", "read-account", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := command(t, "", "audit", "verify", log); r.code != 1 || !strings.Contains(r.out, "第 1 至 1 条") {
		t.Errorf("a changed copy: %d %s", r.code, r.out+r.err)
	}
}
