package synth_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/data/table"
)

// TestTablesAreRead holds the reader of tables to these files, and these files to it: it
// finds headings and rows where the truth says, and reads every cell as the field that
// the truth says, except in rows that the truth calls bad.
func TestTablesAreRead(t *testing.T) {
	dir := written(t, 1)
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	bad, named := map[string]bool{}, map[string]bool{}
	for _, x := range readLines[synth.RegisterTruth](t, filepath.Join(dir, "registers.truth.jsonl")) {
		if x.Bad != nil {
			bad[x.Bad.File+" "+x.Bad.Row] = true
		}
	}
	for _, m := range truthTable(t, filepath.Join(dir, "mentions.truth.csv")) {
		named[m[1]+" "+m[2]] = m[0] != "party"
	}
	for name, d := range readAll(t, dir) {
		b, err := table.Open(t.Context(), filepath.Join(dir, "registers", name), table.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		readSheet(t, b.Sheets[0], d, lib[d.standard], bad, named)
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	missed := 0
	for place, yes := range named {
		if yes {
			if missed++; missed < 5 {
				t.Errorf("the row %s is not read", place)
			}
		}
	}
}

// readSheet reads every cell of a sheet and strikes its rows off those that are named.
func readSheet(t *testing.T, sh table.Sheet, d *delivered, s standard.Standard, bad, named map[string]bool) {
	t.Helper()
	if got, want := strings.Join(sh.Headings, "|"), strings.Join(d.headings, "|"); got != want {
		t.Errorf("%s has headings %s, want %s", sh.File, got, want)
		return
	}
	today := time.Date(2025, 1, 31, 0, 0, 0, 0, time.UTC)
	readers := make([]*table.Reader, len(d.headings))
	for field, i := range d.column {
		f, _ := s.Field(field)
		readers[i] = table.NewReader(f, sh.Columns[i], today)
	}
	failed := 0
	for row, err := range sh.Rows {
		if err != nil {
			t.Errorf("%s: %v", sh.File, err)
			continue
		}
		place := sh.File + " " + row.Place
		delete(named, place)
		for i, c := range row.Cells {
			if _, err := readers[i].Read(c); err != nil && !bad[place] {
				if failed++; failed < 4 {
					t.Errorf("%s row %s, %s: %q cannot be read: %v", sh.File, row.Place, d.headings[i], c.Text, err)
				}
			}
		}
	}
}
