package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/models"
)

// TestModelsAreTestedAndCompared: from documents to a test over history, a comparison, the
// search for duplicates and a calibration that has nothing to go on.
func TestModelsAreTestedAndCompared(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	must := func(args ...string) string {
		t.Helper()
		r := command(t, "", append(args, "--home", home)...)
		if r.code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, r.code, r.err)
		}
		return r.out
	}
	for i := range 14 {
		write(t, dir, itoa(i)+".txt", []byte(document(i+1)))
	}
	must("import", "judgments", dir)
	draft := filepath.Join(dir, "models", "civil", "repeat-plaintiff")
	for _, name := range []string{"model.yaml", "cases.yaml"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", "civil", "repeat-plaintiff", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(draft, 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, draft, name, b)
	}

	var r backtest.Report
	if err := json.Unmarshal([]byte(must("model", "backtest", draft, "--against", "civil/professional-lender", "--from", "2021-03", "--to", "2021-05", "--minutes", "30", "--json")), &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Months) != 3 || r.Months[0].Standing != 0 || r.Months[1].New != 1 || r.Months[2].Standing != 1 || r.Effort.Minutes != 30 || r.Against == nil || r.Cost.Seconds <= 0 {
		t.Errorf("got %+v", r)
	}
	if out := must("model", "backtest", "civil/repeat-plaintiff", "--dir", filepath.Join(dir, "models"), "--from", "2021-04", "--to", "2021-04", "--lang", "en"); !strings.Contains(out, "2021-04-30") || !strings.Contains(out, "丁安远") {
		t.Error(out)
	}
	lender, err := models.Get("civil/professional-lender")
	if err != nil {
		t.Fatal(err)
	}
	if out := must("model", "compare", draft, fmt.Sprintf("%s@%d", lender.ID, lender.Version), "--lang", "en"); !strings.Contains(out, "gained") || !strings.Contains(out, "丁安远") {
		t.Error(out)
	}
	if out := must("model", "duplicates", "--rules", "--lang", "en"); !strings.Contains(out, "near-duplicate") {
		t.Error(out)
	}
	if out := must("model", "duplicates", "--dir", filepath.Join(dir, "models"), "--json"); out != "" {
		t.Errorf("one model has a duplicate: %s", out)
	}
	if out := must("model", "calibrate", "civil/professional-lender"); !strings.Contains(out, "不提出任何修改") {
		t.Error(out)
	}
	for _, bad := range [][]string{
		{"model", "calibrate", "civil/professional-lender", "--write", filepath.Join(dir, "new")},
		{"model", "backtest", "civil/professional-lender@99"},
		{"model", "backtest", "civil/nothing"},
		{"model", "backtest", "civil/professional-lender", "--from", "June"},
	} {
		if r := command(t, "", append(bad, "--home", home)...); r.code == 0 || strings.Contains(r.err, "goroutine") || r.err == "" {
			t.Errorf("%v: exit %d, %s", bad, r.code, r.err)
		}
	}
}
