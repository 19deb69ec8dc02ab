package synth_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/synth"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	o := synth.Options{Seed: 9, Documents: 300, Folder: true}
	sum, err := synth.Write(t.Context(), o, dir)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for d := range county(t, o).Documents() {
		want[d.ID] = d.Text
	}
	got := readLines[synth.Document](t, filepath.Join(dir, "judgments.jsonl"))
	if len(got) != len(want) || sum.Documents != len(want) {
		t.Fatalf("%d lines, summary %d, want %d", len(got), sum.Documents, len(want))
	}
	for _, d := range got {
		if want[d.ID] != d.Text {
			t.Errorf("document %s was written differently", d.ID)
		}
	}
	truth := readLines[synth.Truth](t, filepath.Join(dir, "truth.jsonl"))
	if len(truth) != sum.Wrongs+sum.Lookalikes || sum.Wrongs == 0 {
		t.Errorf("%d truths, summary %+v", len(truth), sum)
	}
	checkFolder(t, filepath.Join(dir, "papers"), want)
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// checkFolder compares the text files with the documents and counts the old charset.
func checkFolder(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	old := 0
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(b) {
			old++
			if b, err = simplifiedchinese.GB18030.NewDecoder().Bytes(b); err != nil {
				t.Fatal(err)
			}
		}
		if id := strings.TrimSuffix(f.Name(), ".txt"); want[id] != string(b) {
			t.Errorf("file %s differs from its document", f.Name())
		}
	}
	if len(files) != len(want) || old != len(want)/20 {
		t.Errorf("%d files, %d of them in GB18030, want %d and %d", len(files), old, len(want), len(want)/20)
	}
}

func readLines[T any](t *testing.T, path string) (out []T) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<22)
	for s.Scan() {
		var x T
		if err := json.Unmarshal(s.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

func TestWriteStopsWhenTold(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := synth.Write(ctx, synth.Options{Seed: 1, Documents: 100}, dir); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("left %v behind", files)
	}
}

func BenchmarkPlan(b *testing.B) {
	for b.Loop() {
		county(b, synth.Options{Seed: 1, Documents: 10000})
	}
}

func BenchmarkDocuments(b *testing.B) {
	c := county(b, synth.Options{Seed: 1, Documents: 10000})
	n := 0
	for b.Loop() {
		for range c.Documents() {
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "documents/s")
}
