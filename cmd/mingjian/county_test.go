package main

import (
	"encoding/json"
	"path/filepath"
	"testing"
)

// TestACountyFromDeliveryToTies: every register of an invented county goes in as it is
// delivered, without a mapping by hand; then it is told who is who, twice with one answer.
func TestACountyFromDeliveryToTies(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	must := func(args ...string) string {
		t.Helper()
		r := command(t, "", append(args, "--home", home)...)
		if r.code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, r.code, r.err)
		}
		return r.out
	}
	must("synth", "--seed", "11", "--people", "800", dir)
	must("import", "judgments", filepath.Join(dir, "judgments.jsonl"))
	files, err := filepath.Glob(filepath.Join(dir, "registers", "*"))
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files of registers (%v)", len(files), err)
	}
	must(append([]string{"import", "table", "auto"}, append(files, "--authorisation", "示范", "--purpose", "示范")...)...)

	var first, again linked
	for _, l := range []*linked{&first, &again} {
		if err := json.Unmarshal([]byte(must("link", "--json")), l); err != nil {
			t.Fatal(err)
		}
	}
	if r := first.Report; r.Mentions < 5_000 || r.Persons < 800 || r.Persons > r.Mentions/3 || r.Firms == 0 || first.Ties == 0 {
		t.Errorf("got %+v", first)
	}
	if again.Snapshot != first.Snapshot || len(again.Moved) != 0 {
		t.Errorf("the second run made snapshot %s after %s and moved %d entities", again.Snapshot, first.Snapshot, len(again.Moved))
	}
	must("scan", "--json")
	must("quality", "marriage", "--json")
}
