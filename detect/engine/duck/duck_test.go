package duck_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/engine/enginetest"
)

func open(t *testing.T, o duck.Options) *duck.Engine {
	t.Helper()
	e, err := duck.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func TestContract(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) engine.Engine { return open(t, duck.Options{Rows: enginetest.Rows()}) })
}

// TestContractOnFiles holds the same contract over Parquet files, as production has them.
func TestContractOnFiles(t *testing.T) {
	enginetest.Run(t, func(t *testing.T) engine.Engine {
		return open(t, duck.Options{Tables: map[string][]string{"judgment": {parquet(t)}}})
	})
}

// parquet writes the rows of the contract into a file, without the columns that they
// do not use: an old file, written before the standard grew.
func parquet(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "old.parquet")
	write(t, file, `SELECT * FROM (VALUES
		('d1', '（2020）测01民初1号', DATE '2020-02-28', 1.5::DOUBLE, true, 3::BIGINT),
		('d2', '引''号"与\反斜', DATE '2020-03-01', NULL, false, NULL),
		('d3', NULL, NULL, NULL, NULL, NULL)) v(id, case_no, filed_on, claim_amount, absent_defendant, chars)`)
	return file
}

func TestSandbox(t *testing.T) {
	file := parquet(t)
	secret := filepath.Join(t.TempDir(), "secret.csv")
	if err := os.WriteFile(secret, []byte("name\n秘密\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	e := open(t, duck.Options{Tables: map[string][]string{"judgment": {file}}, MemoryLimit: "1GB", TempDir: t.TempDir(), Threads: 1})
	for _, query := range []string{
		"SELECT * FROM read_csv('" + secret + "')",
		"SELECT * FROM read_text('/etc/passwd')",
		"SET enable_external_access = true",
		"SET lock_configuration = false",
		"SET allowed_directories = ['/']",
		"INSTALL httpfs",
		"LOAD httpfs",
		"ATTACH '" + filepath.Join(t.TempDir(), "new.db") + "'",
		"COPY judgment TO '" + filepath.Join(t.TempDir(), "out.csv") + "'",
	} {
		if err := last(e, t.Context(), query); err == nil {
			t.Errorf("allowed: %s", query)
		} else if strings.Contains(err.Error(), "/") {
			t.Errorf("the error names a path: %v", err)
		}
	}
	if err := last(e, t.Context(), "SELECT count(*) FROM judgment"); err != nil {
		t.Errorf("the snapshot itself cannot be read: %v", err)
	}
}

// TestErrorsWithholdValues: a failed cast quotes the value in DuckDB's own words.
func TestErrorsWithholdValues(t *testing.T) {
	e := open(t, duck.Options{})
	err := last(e, t.Context(), "SELECT CAST(x AS INTEGER) FROM (VALUES ('张三')) v(x)")
	if err == nil || strings.Contains(err.Error(), "张三") {
		t.Errorf("error is %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for name, o := range map[string]duck.Options{
		"unknown table":   {Tables: map[string][]string{"nothing": {"x.parquet"}}},
		"missing file":    {Tables: map[string][]string{"judgment": {"/nonexistent/x.parquet"}}},
		"unknown field":   {Rows: map[string][]engine.Row{"judgment": {{"nothing": "x"}}}},
		"derived field":   {Rows: map[string][]engine.Row{"party": {{"entity": "p-1"}}}},
		"wrong type":      {Rows: map[string][]engine.Row{"judgment": {{"chars": "three"}}}},
		"bad memory size": {MemoryLimit: "much"},
	} {
		if e, err := duck.Open(t.Context(), o); err == nil {
			e.Close()
			t.Errorf("%s: opened", name)
		}
	}
}

// TestMemoryIsModerate: where the rest can go to disk, nothing takes the whole machine.
func TestMemoryIsModerate(t *testing.T) {
	limit := func(o duck.Options) (gib float64) {
		row, err := engine.One(t.Context(), open(t, o), "SELECT current_setting('memory_limit') AS size")
		if err != nil {
			t.Fatal(err)
		}
		var unit string
		if _, err := fmt.Sscan(row["size"].(string), &gib, &unit); err != nil || unit != "GiB" {
			t.Fatalf("the limit is %v", row["size"])
		}
		return gib
	}
	if usual := limit(duck.Options{TempDir: t.TempDir()}); usual > 5.6 || usual > limit(duck.Options{}) {
		t.Errorf("%.1f GiB by itself", usual)
	}
	if set := limit(duck.Options{TempDir: t.TempDir(), MemoryLimit: "8GB"}); set < 7 || set > 8 {
		t.Errorf("%.1f GiB where 8 GB were set", set)
	}
}

// last runs query to its end and returns its error.
func last(e engine.Engine, ctx context.Context, query string) error {
	for _, err := range e.Query(ctx, query) {
		if err != nil {
			return err
		}
	}
	return nil
}
