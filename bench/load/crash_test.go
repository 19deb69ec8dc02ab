package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/mingjian/mingjian/db/dbtest"
)

// TestCrash kills the built program a few times under load, on each database; make crash does
// so a hundred times. And it shows that what is compared would tell of a lost act.
func TestCrash(t *testing.T) {
	bin := os.Getenv("MINGJIAN_BIN")
	if bin == "" {
		t.Skip("MINGJIAN_BIN is not set: make test sets it")
	}
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			const people = 6
			of := office{engine: engine, home: filepath.Join(t.TempDir(), "home")}
			file := filepath.Join(of.home, "workflow.db")
			of.database = "sqlite:" + file
			if engine == "postgres" {
				of.database = dbtest.Server(t)
			}
			if err := fill(t.Context(), of.home, size{clues: 200, matters: 40, tasks: 2, users: people}); err != nil {
				t.Fatal(err)
			}
			if engine == "postgres" {
				if err := copyInto(t.Context(), file, of.database); err != nil {
					t.Fatal(err)
				}
			}
			before, err := standOf(t.Context(), of)
			if err != nil {
				t.Fatal(err)
			}
			l, err := crashes(t.Context(), bin, of, people, 3)
			if err != nil {
				t.Fatal(err)
			}
			if len(l.acks) == 0 {
				t.Fatal("nothing was acknowledged: the test shows nothing")
			}
			for id := range l.acks {
				l.acknowledged(id, 1, 0) // and is not in the database
				break
			}
			if wrong, err := l.compare(t.Context(), of, before, true); err != nil || len(wrong) != 1 {
				t.Errorf("an act that is lost is not missed: %v %v", wrong, err)
			}
		})
	}
}
