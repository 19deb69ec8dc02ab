package main

import (
	"encoding/json"
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
	file := filepath.Join(log, "tile", "entries", "000.p", "2")
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

// TestForgettingOnTheCommandLine: what somebody typed is gone from the database, and the log
// still verifies.
func TestForgettingOnTheCommandLine(t *testing.T) {
	home := t.TempDir()
	if r := command(t, "一个很长的测试口令\n", "--home", home, "user", "add", "zhang"); r.code != 0 {
		t.Fatalf("user add: %d %s", r.code, r.out+r.err)
	}
	who := command(t, "", "--home", home, "user", "list", "--json")
	var account struct{ ID string }
	if err := json.Unmarshal([]byte(who.out), &account); err != nil {
		t.Fatal(err)
	}
	var entry struct{ ID string }
	found := command(t, "", "--home", home, "--json", "audit", "who", account.ID)
	if err := json.Unmarshal([]byte(found.out), &entry); err != nil || !strings.Contains(found.out, `"role":"handler"`) {
		t.Fatalf("%v %s", err, found.out)
	}
	for _, bad := range [][]string{{entry.ID, "--why", "删"}, {"none", "--why", "依法要求删除"}} {
		if r := command(t, "", append([]string{"--home", home, "audit", "forget"}, bad...)...); r.code != 1 {
			t.Errorf("%v: %d %s", bad, r.code, r.out+r.err)
		}
	}
	if r := command(t, "", "--home", home, "audit", "forget", entry.ID, "--why", "依法要求删除"); r.code != 0 {
		t.Fatalf("forget: %d %s", r.code, r.out+r.err)
	}
	if r := command(t, "", "--home", home, "--json", "audit", "who", account.ID); strings.Contains(r.out, `"role":"handler"`) {
		t.Errorf("it is still there: %s", r.out)
	}
	if r := command(t, "", "--home", home, "audit", "verify"); r.code != 0 || !strings.Contains(r.out, "完好") {
		t.Errorf("verify: %d %s", r.code, r.out+r.err)
	}
}
