//go:build unix

package audit_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestVerifyWhileFilesVanish: the storage writes a file under a name of its own before it gives it
// its lasting one, and removes earlier versions. What a check has listed and is gone when it is
// read, as the end of a link to nothing is, says nothing against the log.
func TestVerifyWhileFilesVanish(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 300, "a-1")
	seal(t, d, at)
	for _, folder := range []string{"tile/entries/001.p", "tile/0/001.p", "tile/1/000.p"} {
		if err := os.Symlink("gone", filepath.Join(at.Dir, filepath.FromSlash(folder), "441804289383")); err != nil {
			t.Fatal(err)
		}
	}
	if v := verify(t, audit.Check{Dir: at.Dir}, d); len(v.Findings) > 0 {
		t.Errorf("a file that vanished is told as a change: %v", v.Findings)
	}
	if found, err := audit.CopyTo(t.Context(), at, 290, filepath.Join(t.TempDir(), "audit")); err != nil || len(found) > 0 {
		t.Errorf("the log cannot be copied: %v %v", found, err)
	}
	checkpoint := filepath.Join(at.Dir, "checkpoint") // a log that is not sound is copied as it lies, while it works too
	b, err := os.ReadFile(checkpoint)
	if err := errors.Join(err, os.WriteFile(checkpoint, b[1:], 0o600)); err != nil {
		t.Fatal(err)
	}
	if found, err := audit.CopyTo(t.Context(), at, 290, filepath.Join(t.TempDir(), "audit")); err != nil || len(found) == 0 {
		t.Errorf("the unsound log: %v %v", found, err)
	}
}

// TestVerifyWhileSwept: while a check runs the log grows past the end of a bundle, and the storage
// removes the earlier versions of it and notes that. The note is a pipe here, so that it is read when
// that has happened.
func TestVerifyWhileSwept(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 250, "a-1")
	seal(t, d, at)
	pipe := filepath.Join(at.Dir, ".state", "gcState")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	verdict := make(chan audit.Verdict)
	go func() {
		v, err := audit.Verify(audit.Check{Dir: at.Dir})
		if err != nil {
			t.Error(err)
		}
		verdict <- v
	}()
	f, err := os.OpenFile(pipe, os.O_WRONLY, 0) // returns when the check reads it
	if err != nil {
		t.Fatal(err)
	}
	act(t, d, 50, "a-1")
	seal(t, d, at)
	for _, folder := range []string{"tile/entries/000.p", "tile/0/000.p"} {
		if err := os.RemoveAll(filepath.Join(at.Dir, filepath.FromSlash(folder))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.WriteString(`{"fromSize":256}`); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if v := <-verdict; len(v.Findings) > 0 || v.Entries != 300 {
		t.Errorf("%d entries: %v", v.Entries, v.Findings)
	}
}

// TestVerifyAtWork: whenever a log is checked and copied while entries are carried into it, it is sound.
func TestVerifyAtWork(t *testing.T) {
	d, at := dbtest.Open(t), place(t.TempDir())
	act(t, d, 1, "a-1")
	seal(t, d, at)
	s, err := audit.OpenSealer(t.Context(), d, at)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Second)
	defer stop()
	var work sync.WaitGroup
	work.Go(func() {
		for ctx.Err() == nil {
			act(t, d, 3, "a-1")
			if _, err := s.Seal(context.WithoutCancel(ctx)); err != nil {
				t.Error(err)
				return
			}
		}
	})
	checks := 0
	for ; ctx.Err() == nil && !t.Failed(); checks++ {
		if v := verify(t, audit.Check{Dir: at.Dir}, d); len(v.Findings) > 0 {
			t.Errorf("check %d: %v", checks, v.Findings)
		}
		n := noted(t, d)
		if found, err := audit.CopyTo(t.Context(), at, n, filepath.Join(t.TempDir(), "audit")); err != nil || len(found) > 0 {
			t.Errorf("copy %d of %d entries: %v %v", checks, n, found, err)
		}
	}
	work.Wait()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("%d checks while %d entries came", checks, noted(t, d))
}

func noted(t *testing.T, d *db.DB) int64 {
	t.Helper()
	n, err := audit.Noted(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
