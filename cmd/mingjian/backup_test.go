package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackupOnTheCommandLine: a home is backed up and restored, with and without keys; a
// damaged backup, a name that is taken and a home that is not empty are refused.
func TestBackupOnTheCommandLine(t *testing.T) {
	dir := t.TempDir()
	home, out := filepath.Join(dir, "home"), filepath.Join(dir, "b.tar")
	if r := command(t, "", "--home", home, "backup", out); r.code != 1 || !strings.Contains(r.err, home) {
		t.Errorf("no home: %d %s", r.code, r.out+r.err)
	}
	if r := command(t, "一个很长的测试口令\n", "--home", home, "user", "add", "zhang"); r.code != 0 {
		t.Fatalf("user add: %s", r.out+r.err)
	}
	if r := command(t, "", "--home", home, "node", "init", "330698-jcy", "--name", "清溪县人民检察院"); r.code != 0 {
		t.Fatalf("node init: %s", r.out+r.err)
	}
	if r := command(t, "", "--home", home, "backup", out); r.code != 0 || !strings.Contains(r.out, "不含私钥") {
		t.Fatalf("backup: %d %s", r.code, r.out+r.err)
	}
	if r := command(t, "", "--home", home, "backup", out, "--lang", "en"); r.code != 1 || !strings.Contains(r.err, "another name") {
		t.Errorf("a name that is taken: %d %s", r.code, r.out+r.err)
	}
	if r := command(t, "", "--home", home, "restore", out); r.code != 1 || !strings.Contains(r.err, "不是空文件夹") {
		t.Errorf("over a home: %d %s", r.code, r.out+r.err)
	}
	bare := filepath.Join(dir, "bare")
	if r := command(t, "", "--home", bare, "restore", out); r.code != 0 || !strings.Contains(r.out, "keys/audit.key") {
		t.Fatalf("restore: %d %s", r.code, r.out+r.err)
	}
	if r := command(t, "", "--home", bare, "doctor"); r.code != 1 || !strings.Contains(r.out, "audit.key 不在") || !strings.Contains(r.out, "tls.pem") {
		t.Errorf("doctor without keys: %d %s", r.code, r.out+r.err)
	}
	whole := filepath.Join(dir, "whole.tar")
	if r := command(t, "", "--home", home, "backup", whole, "--with-keys"); r.code != 0 || !strings.Contains(r.out, "私钥") {
		t.Fatalf("backup with keys: %d %s", r.code, r.out+r.err)
	}
	full := filepath.Join(dir, "full")
	if r := command(t, "", "--home", full, "restore", whole, "--json"); r.code != 0 || !strings.Contains(r.out, `"missing":[]`) {
		t.Fatalf("restore with keys: %d %s", r.code, r.out+r.err)
	}
	for _, args := range [][]string{{"audit", "verify"}, {"doctor"}} {
		if r := command(t, "", append(args, "--home", full)...); r.code != 0 {
			t.Errorf("%v: %d %s", args, r.code, r.out+r.err)
		}
	}
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "cut.tar", b[:len(b)/2])
	if r := command(t, "", "--home", filepath.Join(dir, "none"), "restore", filepath.Join(dir, "cut.tar")); r.code != 1 || !strings.Contains(r.err, "截断") {
		t.Errorf("cut off: %d %s", r.code, r.out+r.err)
	}
	if err := os.Chmod(filepath.Join(full, "keys", "audit.key"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := command(t, "", "--home", full, "doctor"); r.code != 1 || !strings.Contains(r.out, "chmod 600") {
		t.Errorf("doctor, a key that others can read: %d %s", r.code, r.out+r.err)
	}
}
