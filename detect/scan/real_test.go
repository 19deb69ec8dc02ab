package scan_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// shared finds a file of the shared material, or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("MINGJIAN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: set MINGJIAN_SHARED", path)
		}
		t.Skipf("%s is not here: set MINGJIAN_SHARED to scan real documents", path)
	}
	return path
}

// imported brings a file of documents through reader, lake and linkage to an engine.
func imported(t *testing.T, file string) engine.Engine {
	t.Helper()
	l, err := lake.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := l.ImportJudgments(t.Context(), source.Read(t.Context(), []string{file}, nil), lake.ImportOptions{Agency: "court", Purpose: "test", At: at}); err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	e, err := duck.Open(t.Context(), duck.Options{Tables: s.Tables()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := linkage.Link(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	return e
}

// repeaters counts the suits of each named plaintiff by cause, from the labels, and
// returns those with at least least suits. The labels know nothing of the models.
func repeaters(t *testing.T, file string, least int) map[string]bool {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	suits, many := map[[2]string]int{}, map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var d struct {
			Labels struct {
				Cause, Procedure string
				Plaintiffs       []string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		for _, p := range d.Labels.Plaintiffs {
			if d.Labels.Procedure != "first" || strings.ContainsAny(p, "某×*公") {
				continue
			}
			if suits[[2]string{p, d.Labels.Cause}]++; suits[[2]string{p, d.Labels.Cause}] >= least {
				many[p] = true
			}
		}
	}
	if lines.Err() != nil || len(many) == 0 {
		t.Fatalf("no plaintiff has %d suits (%v)", least, lines.Err())
	}
	return many
}

// TestRealDocuments: among real documents, mostly claims of consumers and of the
// injured, the repeat plaintiffs are found or named as look-alikes, nobody is called a lender,
// and nobody who only claims often comes out with a high risk. Names are counted and not printed.
func TestRealDocuments(t *testing.T) {
	file := shared(t, "data/judgments.jsonl")
	e, want := imported(t, file), repeaters(t, file, 6)
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		r, err := scan.Scan(t.Context(), scan.Snapshot{Engine: e, ID: "s"}, m, nil)
		if err != nil {
			t.Fatal(err)
		}
		if m.ID != "civil/batch-suits" {
			if len(r.Findings) > 0 {
				t.Errorf("%s finds %d subjects among documents that show no such wrong", m.ID, len(r.Findings))
			}
			continue
		}
		for _, x := range r.Excluded { // named with the reason, which is not an alarm
			delete(want, x.Subject.Name)
		}
		for _, f := range r.Findings {
			delete(want, f.Subject.Name)
			if f.Risk > 0.5 {
				t.Errorf("a plaintiff with %d claims has a risk of %v: %v", len(f.Cases), f.Risk, shares(f))
			}
			spans(t, f)
		}
		if len(want) > 0 {
			t.Errorf("%d plaintiffs with at least 6 suits of one kind are neither found nor excluded", len(want))
		}
	}
}

// spans: what a finding cites can be shown in the text.
func spans(t *testing.T, f scan.Finding) {
	t.Helper()
	for _, r := range f.Records {
		if !r.Span.Known() && r.Field != "outcome" { // what the reader concludes stands in no one place
			t.Errorf("record %s.%s has no place in the text", r.Dataset, r.Field)
		}
	}
}
