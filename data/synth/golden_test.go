package synth

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// TestPapersGolden keeps one paper of each kind and topic for people to read. After a
// change to plan or phrases they are renewed with -update; then read the difference.
func TestPapersGolden(t *testing.T) {
	c, err := New(Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	wr := newWriter(c.w)
	seen := map[string]bool{}
	for _, s := range c.w.suits {
		name := paperName(s)
		if seen[name] {
			continue
		}
		seen[name] = true
		checkGolden(t, filepath.Join("testdata", "papers", name+".txt"), string(wr.write(s)))
	}
	files, err := filepath.Glob("testdata/papers/*.txt")
	if err != nil || len(files) != len(seen) {
		t.Errorf("%d golden papers, want %d (%v); remove those that are no longer written", len(files), len(seen), err)
	}
}

// paperName tells kind and, for judgments of first instance, topic.
func paperName(s *suit) string {
	switch s.paper {
	case withdrawnPaper:
		return "withdrawal"
	case deemedPaper:
		return "withdrawal-deemed"
	case mediationPaper:
		return "mediation"
	case appealPaper:
		return "appeal-" + s.result
	case reviewPaper:
		return "retrial-review"
	case orderPaper:
		return "payment-order"
	case enforcementPaper:
		return "enforcement-" + s.result
	}
	if s.silentAll() {
		return "judgment-" + s.topic + "-default"
	}
	return "judgment-" + s.topic
}

func checkGolden(t *testing.T, file, got string) {
	t.Helper()
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is written differently; look at the difference, then run with -update\n%s", file, got)
	}
}
