package main

import (
	"context"
	"io"
	"log/slog"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// TestVerifier: many may ask at once about few matters, and watch; each question ends, and one
// that cannot be answered says why.
func TestVerifier(t *testing.T) {
	a := &app{ctx: context.Background(), home: t.TempDir(), lang: "zh", term: terminal{nil, io.Discard, os.Stderr}, now: time.Now}
	rules, err := a.rules()
	if err != nil {
		t.Fatal(err)
	}
	var v *verifier
	err = a.withStore(database{}, func(store *db.DB) error {
		v = newVerifier(a, store, matter.NewService(store, rules), slog.New(slog.DiscardHandler))
		var people sync.WaitGroup
		for i := range 16 {
			people.Go(func() {
				id := matter.ID([]string{"m-1", "m-2"}[i%2])
				if r := v.Begin(access.CommandLine(access.Home), id, matter.Promise{}); r.Started.IsZero() {
					t.Errorf("begun: %+v", r)
				}
				v.Run(id)
			})
		}
		people.Wait()
		v.wait()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[matter.ID]string{"m-1": "failed", "m-2": "failed", "m-3": web.NoRemedyRun} {
		if r := v.Run(id); r.State != want || (want == "failed") != (r.Says.ZH != "") {
			t.Errorf("%s: %+v", id, r)
		}
	}
}
