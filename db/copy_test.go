package db_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestCopyTo: a copy made while a writer is in the middle of its transaction has what was
// committed, and nothing of the transaction.
func TestCopyTo(t *testing.T) {
	d := dbtest.Open(t)
	put := func(ctx context.Context, tx *db.Tx, name string) error {
		_, err := tx.Exec(ctx, `INSERT INTO counter (series, year, last) VALUES ($1, 2026, 1)`, name)
		return err
	}
	if err := d.InTx(t.Context(), func(tx *db.Tx) error { return put(t.Context(), tx, "before") }); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		if err := put(t.Context(), tx, "during"); err != nil {
			return err
		}
		return d.CopyTo(t.Context(), path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is %v (%v), want to be readable by its owner only", info.Mode(), err)
	}
	c, err := db.Open(t.Context(), "sqlite:"+path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var names string
	err = c.View(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT group_concat(series) FROM counter`).Scan(&names)
	})
	if err != nil || names != "before" {
		t.Errorf("the copy has %q (%v), want what was committed", names, err)
	}
	if err := d.CopyTo(t.Context(), path); err == nil {
		t.Error("a file that is there was written over")
	}
}
