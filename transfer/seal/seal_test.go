package seal

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// pair returns two keys of a suite.
func pair(t testing.TB, suite Suite) (a, b Key) {
	t.Helper()
	var err error
	if a, err = New(suite, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if b, err = New(suite, rand.Reader); err != nil {
		t.Fatal(err)
	}
	return a, b
}

func each(t *testing.T, f func(t *testing.T, suite Suite)) {
	for _, suite := range Suites() {
		t.Run(string(suite), func(t *testing.T) { f(t, suite) })
	}
}

func TestSign(t *testing.T) {
	each(t, func(t *testing.T, suite Suite) {
		a, b := pair(t, suite)
		message := []byte("移送线索一件")
		sig, err := a.Sign("dispatch", message)
		if err != nil {
			t.Fatal(err)
		}
		if !a.Public().Signed("dispatch", message, sig) {
			t.Error("its own signature is not known")
		}
		for name, ok := range map[string]bool{
			"another key":     b.Public().Signed("dispatch", message, sig),
			"another context": a.Public().Signed("receipt", message, sig),
			"another message": a.Public().Signed("dispatch", []byte("移送线索二件"), sig),
			"no signature":    a.Public().Signed("dispatch", message, nil),
			"half of it":      a.Public().Signed("dispatch", message, sig[:len(sig)/2]),
			// the context ends where the message begins, and cannot be moved
			"moved border": a.Public().Signed("dispatch\x00移", message[len("移"):], sig),
		} {
			if ok {
				t.Errorf("%s passes for signed", name)
			}
		}
	})
}

func TestSeal(t *testing.T) {
	each(t, func(t *testing.T, suite Suite) {
		a, b := pair(t, suite)
		for _, plain := range [][]byte{{}, []byte("当事人张某"), bytes.Repeat([]byte("甲"), 100_000)} {
			sealed, err := a.Public().Seal([]byte("to a"), plain)
			if err != nil {
				t.Fatal(err)
			}
			if len(plain) > 0 && bytes.Contains(sealed, plain) {
				t.Error("what is sealed can be read")
			}
			if got, err := a.Open([]byte("to a"), sealed); err != nil || !bytes.Equal(got, plain) {
				t.Errorf("opened %d of %d bytes, %v", len(got), len(plain), err)
			}
			if _, err := b.Open([]byte("to a"), sealed); !fault.Is(err, fault.Invalid) {
				t.Errorf("another key opens it: %v", err)
			}
			if _, err := a.Open([]byte("to b"), sealed); !fault.Is(err, fault.Invalid) {
				t.Errorf("it opens with another label: %v", err)
			}
		}
	})
}

// No byte of what is sealed can be changed unseen.
func TestSealedBytesAreBound(t *testing.T) {
	each(t, func(t *testing.T, suite Suite) {
		a, _ := pair(t, suite)
		sealed, err := a.Public().Seal(nil, []byte("线索"))
		if err != nil {
			t.Fatal(err)
		}
		for i := range sealed {
			changed := bytes.Clone(sealed)
			changed[i] ^= 1
			if _, err := a.Open(nil, changed); err == nil {
				t.Errorf("byte %d of %d was changed unseen", i, len(sealed))
			}
			if _, err := a.Open(nil, sealed[:i]); err == nil {
				t.Errorf("%d of %d bytes open", i, len(sealed))
			}
		}
	})
}

func TestFile(t *testing.T) {
	each(t, func(t *testing.T, suite Suite) {
		a, b := pair(t, suite)
		path := filepath.Join(t.TempDir(), "key.pem")
		if err := Save(path, a); err != nil {
			t.Fatal(err)
		}
		if err := Save(path, b); !fault.Is(err, fault.Conflict) {
			t.Errorf("overwrote a key: %v", err)
		}
		got, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		if !got.Public().Equal(a.Public()) || got.Public().ID() != a.Public().ID() {
			t.Error("another key was read")
		}
		sealed, err := a.Public().Seal(nil, []byte("甲"))
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := got.Open(nil, sealed); err != nil || string(plain) != "甲" {
			t.Errorf("the key that was read does not open: %v", err)
		}
		if runtime.GOOS == "windows" {
			return
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the key has the rights %v, %v", info.Mode(), err)
		}
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); !fault.Is(err, fault.Forbidden) {
			t.Errorf("read a key that others may read: %v", err)
		}
	})
}

func TestLoadRefuses(t *testing.T) {
	a, _ := pair(t, Usual)
	whole := filepath.Join(t.TempDir(), "key.pem")
	if err := Save(whole, a); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"empty": nil, "text": []byte("密钥"), "half": b[:len(b)/2+4]} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none")); !fault.Is(err, fault.NotFound) {
		t.Errorf("no file: %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	a, b := pair(t, Usual)
	f := a.Public().Fingerprint()
	if len(strings.Split(f, "-")) != 8 || len(f) != 64+7 {
		t.Errorf("the fingerprint is %s", f)
	}
	if !SameFingerprint(f, strings.ToUpper(strings.ReplaceAll(f, "-", " "))) || SameFingerprint(f, b.Public().Fingerprint()) {
		t.Error("fingerprints are compared wrongly")
	}
	moved := a.Public()
	moved.Verify, moved.SealTo = moved.Verify[:31], append([]byte{moved.Verify[31]}, moved.SealTo...)
	if moved.Fingerprint() == f {
		t.Error("two keys have one fingerprint")
	}
}

func TestCheckRefuses(t *testing.T) {
	each(t, func(t *testing.T, suite Suite) {
		a, _ := pair(t, suite)
		p := a.Public()
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		for name, bad := range map[string]Public{
			"another suite": {Suite: "rsa", Verify: p.Verify, SealTo: p.SealTo},
			"no key":        {Suite: suite, SealTo: p.SealTo},
			"a short key":   {Suite: suite, Verify: p.Verify, SealTo: p.SealTo[:10]},
		} {
			if err := bad.Check(); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := bad.Seal(nil, nil); name != "no key" && err == nil {
				t.Errorf("%s seals", name)
			}
		}
	})
}

// FuzzOpen looks for bytes that make the program fail when a stranger sends them.
func FuzzOpen(f *testing.F) {
	keys := map[Suite]Key{}
	for _, suite := range Suites() {
		k, err := New(suite, rand.Reader)
		if err != nil {
			f.Fatal(err)
		}
		keys[suite] = k
		sealed, err := k.Public().Seal(nil, []byte("甲"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(sealed)
	}
	f.Add([]byte{})
	f.Add([]byte{0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, k := range keys {
			if plain, err := k.Open(nil, b); err == nil && string(plain) != "甲" {
				t.Errorf("opened %q", plain)
			}
			if _, err := parse(b); err == nil {
				t.Error("read a key from noise")
			}
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	plain := bytes.Repeat([]byte("x"), 2000)
	for _, suite := range Suites() {
		k, err := New(suite, rand.Reader)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(string(suite), func(b *testing.B) {
			for b.Loop() {
				sig, err := k.Sign("d", plain)
				if err != nil || !k.Public().Signed("d", plain, sig) {
					b.Fatal(err)
				}
				sealed, err := k.Public().Seal(nil, plain)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := k.Open(nil, sealed); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
