package pack

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

func TestKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key.pem")
	made, err := NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := SaveKey(path, made); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the key has the rights %v", info.Mode())
	}
	if read, err := LoadKey(path); err != nil || !read.Equal(made) {
		t.Errorf("read another key, %v", err)
	}
	if err := SaveKey(path, key(1)); !fault.Is(err, fault.Conflict) {
		t.Errorf("overwrote a key: %v", err)
	}
	if read, err := LoadKey(path); err != nil || !read.Equal(made) {
		t.Errorf("the key was changed, %v", err)
	}
}

func TestLoadKeyRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := LoadKey(filepath.Join(dir, "none")); !fault.Is(err, fault.NotFound) {
		t.Errorf("no file: %v", err)
	}
	other := filepath.Join(dir, "other.pem")
	if err := os.WriteFile(other, []byte("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(other); !fault.Is(err, fault.Invalid) {
		t.Errorf("no key: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	open := filepath.Join(dir, "open.pem")
	if err := SaveKey(open, key(1)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(open); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a key that others may read: %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	// sha256 of the public key of RFC 8032, section 7.1, test 1, worked out by sha256sum.
	public := []byte{0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a,
		0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a}
	const want = "21fe31df-a154a261-626bf854-046fd227-1b7bed4b-6abe45aa-58877ef4-7f9721b9"
	got := Fingerprint(public)
	if got != want || !sameFingerprint(got, strings.ToUpper(strings.ReplaceAll(got, "-", ""))) || sameFingerprint(got, Fingerprint(Public(key(1)))) {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
}
