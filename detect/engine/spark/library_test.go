package spark_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/engine/spark"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// countyDocuments is how many court documents the county of the comparison has.
const countyDocuments = 10_000

// TestLibrary runs every model over one snapshot on both engines: the court documents of
// a county and the rows of all cases of all models, each case among names of its own. The
// answers are equal, row for row. Package scan tests on DuckDB what each case wants; what
// is equal to that is right here too. One snapshot, because Spark needs seconds to plan a
// model, be it for ten rows or for a million.
func TestLibrary(t *testing.T) {
	c := needSpark(t)
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	all := library(t)
	tables := county(t)
	for name, file := range parquet(t, lib, worlds(t, lib, all)) {
		tables[name] = append(tables[name], file)
	}
	d, err := duck.Open(t.Context(), duck.Options{Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	// What a plan costs matters here, not what its rows cost.
	s, err := c.driver.Open(t.Context(), spark.Options{Tables: tables, Conf: map[string]string{
		"spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "2",
		"spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, e := range []engine.Engine{d, s} {
		if err := linkage.Link(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	row, err := engine.One(t.Context(), s, "SELECT count(*) AS n FROM judgment")
	if err != nil || row["n"].(int64) < countyDocuments {
		t.Fatalf("there are %v documents, want at least %d (%v)", row["n"], countyDocuments, err)
	}
	latest, err := scan.Latest(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	answers, found := 0, 0
	for _, m := range all {
		for _, params := range settings(m) {
			name := m.ID
			if len(params) > 0 {
				name += fmt.Sprint(params)
			}
			t.Run(name, func(t *testing.T) {
				want, got := answer(t, d, lib, m, params, latest), answer(t, s, lib, m, params, latest)
				same(t, want, got)
				answers++
				if len(want) > 0 {
					found++
				}
			})
		}
	}
	if found < answers*3/4 {
		t.Errorf("only %d of %d models found anything: the comparison compares nothing", found, answers)
	}
}

func library(t *testing.T) (all []models.Model) {
	t.Helper()
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

// settings lists the different parameters with which the cases of a model run it, the
// defaults first.
func settings(m models.Model) []map[string]any {
	list := []map[string]any{nil}
	for _, c := range m.Cases {
		if len(c.Params) > 0 && !slices.ContainsFunc(list, func(p map[string]any) bool { return reflect.DeepEqual(p, c.Params) }) {
			list = append(list, c.Params)
		}
	}
	return list
}

// answer returns the rows that a model answers with on an engine.
func answer(t *testing.T, e engine.Engine, lib standard.Library, m models.Model, params map[string]any, asOf time.Time) (rows []engine.Row) {
	t.Helper()
	plan, err := models.Compile(m, models.Target{Standards: lib, Dialect: e.Dialect(), AsOf: asOf, Params: params})
	if err != nil {
		t.Fatal(err)
	}
	for row, err := range engine.QueryParts(t.Context(), e, plan.Parts, plan.Answer) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// same fails at the first row that differs.
func same(t *testing.T, want, got []engine.Row) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		if !reflect.DeepEqual(want[i], got[i]) {
			t.Fatalf("row %d:\nduckdb %v\nspark  %v", i+1, want[i], got[i])
		}
	}
	if len(want) != len(got) {
		t.Fatalf("%d rows on DuckDB, %d on Spark", len(want), len(got))
	}
}

// county returns the Parquet files of the documents of an invented county. Where there is
// a built program it imports them, which is quicker than we are under the race detector.
func county(t *testing.T) map[string][]string {
	t.Helper()
	dir, home := t.TempDir(), t.TempDir()
	if _, err := synth.Write(t.Context(), synth.Options{Seed: 5, Documents: countyDocuments + countyDocuments/20}, dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "judgments.jsonl")
	if bin := os.Getenv("MINGJIAN_BIN"); bin != "" {
		if out, err := exec.CommandContext(t.Context(), bin, "import", "judgments", file, "--home", home).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	l, err := lake.Open(filepath.Join(home, "lake"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if os.Getenv("MINGJIAN_BIN") == "" {
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		if _, err := l.ImportJudgments(t.Context(), source.Read(t.Context(), []string{file}, nil), lake.ImportOptions{At: at}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	return s.Tables()
}

// worlds puts the rows of all cases together. The records of each have ids of their own,
// and its people and firms names of their own, so that no case is in another's way.
func worlds(t *testing.T, lib standard.Library, all []models.Model) map[string][]engine.Row {
	t.Helper()
	rows, n := map[string][]engine.Row{}, 0
	for _, m := range all {
		for _, c := range m.Cases {
			given, err := c.Rows(lib)
			if err != nil {
				t.Fatal(err)
			}
			n++
			for name, list := range given {
				for _, row := range list {
					rows[name] = append(rows[name], moved(lib[name], row, n))
				}
			}
		}
	}
	return rows
}

// moved returns a row as it stands in world n.
func moved(s standard.Standard, row engine.Row, n int) engine.Row {
	row = maps.Clone(row)
	for _, f := range s.Fields {
		if v, ok := row[f.Name].(string); ok && (f.Refers == "judgment" || f.Name == standard.RecordID || s.Name == "judgment" && f.Name == "id") {
			row[f.Name] = fmt.Sprintf("w%d-%s", n, v)
		}
	}
	for _, m := range s.Mentions {
		field := m.By[standard.TraitName]
		if v, ok := row[field].(string); ok && v != "" {
			row[field] = v + string(rune('一'+n))
		}
	}
	return row
}

// parquet writes rows into one file a table, with a DuckDB of its own.
func parquet(t *testing.T, lib standard.Library, rows map[string][]engine.Row) map[string]string {
	t.Helper()
	dir, files := t.TempDir(), map[string]string{}
	for name, list := range rows {
		lines := filepath.Join(dir, name+".jsonl")
		f, err := os.Create(lines)
		if err != nil {
			t.Fatal(err)
		}
		out := json.NewEncoder(f)
		for _, row := range list {
			for field, v := range row {
				if d, ok := v.(time.Time); ok {
					row[field] = d.Format(time.DateOnly)
				}
			}
			if err := out.Encode(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		var columns []string
		for _, f := range lib[name].Fields {
			if f.Derived == "" {
				columns = append(columns, duck.Dialect{}.Name(f.Name)+": "+duck.Dialect{}.Text(duck.Dialect{}.Type(f.Type)))
			}
		}
		files[name] = filepath.Join(dir, name+".parquet")
		copied(t, "SELECT * FROM read_json("+duck.Dialect{}.Text(lines)+", format = 'newline_delimited', columns = {"+strings.Join(columns, ", ")+"})", files[name])
	}
	return files
}
