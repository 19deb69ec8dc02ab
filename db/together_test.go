package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
)

// TestTogether: of many acts at once each is kept or taken back for itself, and what was
// promised for afterwards happens for those that were kept.
func TestTogether(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		odd := errors.New("odd")
		var all sync.WaitGroup
		var after atomic.Int64
		for i := range 200 {
			all.Go(func() {
				err := d.Together(t.Context(), func(tx *db.Tx) error {
					tx.After(func() { after.Add(1) })
					if _, err := tx.Exec(t.Context(), insert, fmt.Sprint(i), "n", "t"); err != nil {
						return err
					}
					if i%2 == 1 {
						return odd
					}
					return nil
				})
				if want := map[int]error{0: nil, 1: odd}[i%2]; !errors.Is(err, want) {
					t.Errorf("act %d: %v, want %v", i, err, want)
				}
			})
		}
		all.Wait()
		if n := count(t, d); n != 100 || after.Load() != 100 {
			t.Errorf("%d rows and %d acts afterwards, want 100", n, after.Load())
		}
	})
}

// TestTogetherFails: a statement that fails, a panic and a caller who is gone leave nothing,
// and the next act is done.
func TestTogetherFails(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		keep := func(id string) error {
			return d.Together(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), insert, id, "n", "t")
				return err
			})
		}
		if err := keep("1"); err != nil {
			t.Fatal(err)
		}
		if err := keep("1"); err == nil {
			t.Error("the same id was kept twice")
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		err := d.Together(gone, func(tx *db.Tx) error {
			_, err := tx.Exec(gone, insert, "2", "n", "t")
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("of a caller who is gone: %v", err)
		}
		func() {
			defer func() {
				if recover() != "broken" {
					t.Error("the panic did not reach its caller")
				}
			}()
			d.Together(t.Context(), func(tx *db.Tx) error {
				if _, err := tx.Exec(t.Context(), insert, "3", "n", "t"); err != nil {
					return err
				}
				panic("broken")
			})
		}()
		if err := keep("4"); err != nil {
			t.Fatal(err)
		}
		if n := count(t, d); n != 2 {
			t.Errorf("%d rows, want 2", n)
		}
	})
}
