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
	rows, number := worlds(t, lib, all)
	for name, file := range parquet(t, lib, rows) {
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
		for _, set := range settings(t, lib, m, latest) {
			t.Run(fmt.Sprintf("%s as of %s %v", m.ID, set.asOf.Format(time.DateOnly), set.params), func(t *testing.T) {
				want, got := answer(t, d, lib, m, set), answer(t, s, lib, m, set)
				same(t, want, got)
				answers++
				if len(want) > 0 {
					found++
				}
			})
		}
	}
	for id, kind := range map[string]string{"civil/batch-suits": "miss", "civil/circular-transfer": "hit"} { // with steps over networks
		t.Run("why not "+id, func(t *testing.T) { whyNot(t, lib, all, number, id, kind, latest, d, s) })
	}
	if found < answers*3/4 {
		t.Errorf("only %d of %d models found anything: the comparison compares nothing", found, answers)
	}
}

// whyNot asks both engines why a model does not find the first record of its first case of
// a kind.
func whyNot(t *testing.T, lib standard.Library, all []models.Model, number map[string]int, id, kind string, asOf time.Time, d, s engine.Engine) {
	t.Helper()
	m := all[slices.IndexFunc(all, func(m models.Model) bool { return m.ID == id })]
	c := m.Cases[slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Kind == kind })]
	rows, err := c.Rows(lib)
	if err != nil {
		t.Fatal(err)
	}
	first, key := m.Inputs[0], "id"
	if lib[first].Kind == standard.Register {
		key = standard.RecordID
	}
	record, _ := moved(lib[first], rows[first][0], number[id+"/"+c.Name])[key].(string)
	var answers []scan.WhyNot
	for _, e := range []engine.Engine{d, s} {
		w, err := scan.AskWhyNot(t.Context(), scan.Snapshot{Engine: e, ID: "s", AsOf: asOf}, m, record)
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, w)
	}
	if !reflect.DeepEqual(answers[0], answers[1]) || answers[0].Outcome == "unread" {
		t.Errorf("why not %s:\nduckdb %+v\nspark  %+v", record, answers[0], answers[1])
	}
}

// mark makes names of world n its own.
func mark(n int) string { return string(rune('一' + n)) }

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

// A setting is how cases of a model run it.
type setting struct {
	params map[string]any
	asOf   time.Time
}

// settings lists the settings of the cases of a model that ask an engine different things: where
// only numbers and days differ, the SQL is the same, and one of them tells whether the engines
// agree. The day that a case states counts where the model asks for it; others look as of the
// latest day of all.
func settings(t *testing.T, lib standard.Library, m models.Model, latest time.Time) (list []setting) {
	t.Helper()
	asks := !reflect.DeepEqual(compiled(t, duck.Dialect{}, lib, m, setting{asOf: latest}), compiled(t, duck.Dialect{}, lib, m, setting{asOf: latest.AddDate(-1, 0, 0)}))
	for _, c := range m.Cases {
		set := setting{params: c.Params, asOf: latest}
		if asks && c.AsOf != "" {
			var err error
			if set.asOf, err = time.Parse(time.DateOnly, c.AsOf); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.ContainsFunc(list, func(x setting) bool {
			return x.asOf.Equal(set.asOf) && (len(x.params) == 0 && len(set.params) == 0 || reflect.DeepEqual(x.params, set.params))
		}) {
			list = append(list, set)
		}
	}
	asked := map[string]bool{}
	return slices.DeleteFunc(list, func(x setting) bool {
		sql := strings.Map(noDigit, fmt.Sprint(compiled(t, spark.Dialect{}, lib, m, x)))
		known := asked[sql]
		asked[sql] = true
		return known
	})
}

// noDigit leaves the digits out of numbers and days.
func noDigit(r rune) rune {
	if '0' <= r && r <= '9' {
		return -1
	}
	return r
}

func compiled(t *testing.T, d engine.Dialect, lib standard.Library, m models.Model, set setting) models.Plan {
	t.Helper()
	plan, err := models.Compile(m, models.Target{Standards: lib, Dialect: d, AsOf: set.asOf, Params: set.params})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// answer returns the rows that a model answers with on an engine.
func answer(t *testing.T, e engine.Engine, lib standard.Library, m models.Model, set setting) (rows []engine.Row) {
	t.Helper()
	plan := compiled(t, e.Dialect(), lib, m, set)
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
// and its people and firms names of their own, so that no case is in another's way. number
// is that of each world, by model and case.
func worlds(t *testing.T, lib standard.Library, all []models.Model) (rows map[string][]engine.Row, number map[string]int) {
	t.Helper()
	rows, number = map[string][]engine.Row{}, map[string]int{}
	for _, m := range all {
		for _, c := range m.Cases {
			given, err := c.Rows(lib)
			if err != nil {
				t.Fatal(err)
			}
			n := len(number) + 1
			number[m.ID+"/"+c.Name] = n
			for name, list := range given {
				for _, row := range list {
					rows[name] = append(rows[name], moved(lib[name], row, n))
				}
			}
		}
	}
	return rows, number
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
			row[field] = v + mark(n)
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
