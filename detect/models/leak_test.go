package models

import (
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine/duck"
)

// TestLeak: a stage that reads an input past the cut is noticed, whatever operator wrote it.
func TestLeak(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for sql, leaks := range map[string]bool{
		`SELECT l.* FROM "known party" l JOIN "party" r ON true`:    true,
		"SELECT * FROM \"x\" WHERE id IN (SELECT 1 from \"party\")": true,
		`SELECT "party" FROM "known party" WHERE "party" = 'a'`:     false,
	} {
		b := newBuilder(Model{Inputs: []string{"party"}}, Target{Standards: lib, Dialect: duck.Dialect{}, Known: &Cut{On: time.Unix(0, 0)}})
		if b.leak() != nil {
			t.Fatalf("the stages of what is known are no leak: %v", b.leak())
		}
		b.stages = append(b.stages, Stage{Name: "x", SQL: sql})
		if got := b.leak(); (got != nil) != leaks {
			t.Errorf("%s: got %v", sql, got)
		}
	}
}
