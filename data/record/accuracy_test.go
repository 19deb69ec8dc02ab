package record

import (
	"bufio"
	"cmp"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// shared returns the folder of the shared evaluation data, or skips the test.
func shared(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("MINGJIAN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "data", "judgments.jsonl")); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("the evaluation data is missing: %v", err)
		}
		tb.Skipf("no evaluation data in %s; set MINGJIAN_SHARED", dir)
	}
	return dir
}

// A sample is one document of the evaluation data.
type sample struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	TextFile string `json:"text_file"`
}

// samples reads a file of documents.
func samples(tb testing.TB, dir, name string) []sample {
	tb.Helper()
	f, err := os.Open(filepath.Join(dir, "data", name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []sample
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var s sample
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			tb.Fatal(err)
		}
		if s.TextFile != "" {
			b, err := os.ReadFile(filepath.Join(dir, "data", s.TextFile))
			if err != nil {
				tb.Fatal(err)
			}
			s.Text = string(b)
		}
		out = append(out, s)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return out
}

// TestAccuracy measures the reader on labelled documents with the scoring tool that
// acceptance uses, and fails below the floor.
func TestAccuracy(t *testing.T) {
	dir := shared(t)
	for _, c := range []struct {
		flag, file string
		floor      float64
	}{
		{"--labels", "judgments.jsonl", 0.97},
		{"--gold", "gold.jsonl", 0.90},
	} {
		t.Run(c.file, func(t *testing.T) {
			parsed := writeParsed(t, samples(t, dir, c.file))
			out, err := exec.Command("python3", filepath.Join(dir, "tools", "eval_parse.py"),
				c.flag, filepath.Join(dir, "data", c.file), "--parsed", parsed, "--errors", cmp.Or(os.Getenv("MINGJIAN_ERRORS"), "0")).CombinedOutput()
			if err != nil {
				t.Fatalf("scoring %s: %v\n%s", c.file, err, out)
			}
			t.Logf("\n%s", out)
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			_, figure, _ := strings.Cut(lines[len(lines)-1], "= ")
			if f1, err := strconv.ParseFloat(figure, 64); err != nil || f1 < c.floor {
				t.Errorf("%s: overall F1 %s (%v), want at least %.2f", c.file, figure, err, c.floor)
			}
		})
	}
}

// writeParsed parses the samples and writes what parse would print to a file.
func writeParsed(t *testing.T, docs []sample) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "parsed.jsonl")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	enc := json.NewEncoder(f)
	for _, d := range docs {
		if err := enc.Encode(Parse(d.ID, d.Text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
