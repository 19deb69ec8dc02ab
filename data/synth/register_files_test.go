package synth_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/synth"
)

// written writes the registers of a small county once for a test.
func written(t *testing.T, seed uint64) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := synth.Write(context.Background(), synth.Options{Seed: seed, People: 3000, Registers: true}, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestSameSeedSameRegisters holds every file of a small county to a hash kept in the
// repository. Of workbooks the hash is that of their parts, for how tightly they are
// packed is no matter.
func TestSameSeedSameRegisters(t *testing.T) {
	got := hashes(t, written(t, 1))
	if again := hashes(t, written(t, 1)); again != got {
		t.Fatal("two runs differ")
	}
	const file = "testdata/registers.sha256"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(got) {
		if !strings.Contains(string(want), line) {
			t.Errorf("has changed: %s; if the change is meant, run with -update", strings.TrimSpace(line))
		}
	}
}

func hashes(t *testing.T, dir string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.HasSuffix(path, ".xlsx") {
			b = unpacked(t, b)
		}
		rel, err := filepath.Rel(dir, path)
		fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(b), filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// unpacked returns the parts of a workbook, one after the other.
func unpacked(t *testing.T, b []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(z.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(f.Name)
		if _, err := io.Copy(&out, r); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// A grid is a file as a reader sees it: rows by number as in Excel, from 1.
type grid [][]string

// readGrid reads a delivered file. Objects of JSON Lines become rows of values in the
// order of the headings, which stand in no row of their own.
func readGrid(t *testing.T, path string, headings []string) grid {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case strings.HasSuffix(path, ".xlsx"):
		f, err := excelize.OpenReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		return rows
	case strings.HasSuffix(path, ".jsonl"):
		return readObjects(t, b, headings)
	}
	if !utf8.Valid(b) {
		if b, err = simplifiedchinese.GB18030.NewDecoder().Bytes(b); err != nil {
			t.Fatal(err)
		}
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(b))
	first, _, _ := strings.Cut(string(b), "\n")
	for _, c := range []rune{',', '\t', ';', '|'} {
		if strings.Count(first, string(c)) > 2 {
			r.Comma = c
		}
	}
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

func readObjects(t *testing.T, b []byte, headings []string) (rows grid) {
	t.Helper()
	for line := range bytes.Lines(b) {
		var o map[string]any
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		row := make([]string, len(headings))
		for i, h := range headings {
			v, ok := o[h]
			if !ok {
				t.Fatalf("no %s in %s", h, line)
			}
			if v != nil {
				row[i] = fmt.Sprint(v)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// A delivered is one delivered file with what the truth says of its columns.
type delivered struct {
	grid
	standard string
	headings []string
	column   map[string]int // of each field
}

// readAll reads every delivered file by the truth about its columns.
func readAll(t *testing.T, dir string) map[string]*delivered {
	t.Helper()
	all := map[string]*delivered{}
	for _, f := range truthTable(t, filepath.Join(dir, "columns.truth.csv")) {
		d := all[f[0]]
		if d == nil {
			d = &delivered{standard: f[3], column: map[string]int{}}
			all[f[0]] = d
		}
		d.column[f[4]] = len(d.headings)
		d.headings = append(d.headings, f[2])
	}
	for name, d := range all {
		d.grid = readGrid(t, filepath.Join(dir, "registers", name), d.headings)
	}
	return all
}

// cell returns the value of a field in a row as in Excel.
func (d *delivered) cell(row int, field string) string {
	c, ok := d.column[field]
	if !ok || row < 1 || row > len(d.grid) || c >= len(d.grid[row-1]) {
		return ""
	}
	return d.grid[row-1][c]
}

// truthTable reads a file of the truth without its heading.
func truthTable(t *testing.T, path string) [][]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// TestHeadingsStandInTheFiles: what the truth says of the columns is what a reader finds.
func TestHeadingsStandInTheFiles(t *testing.T) {
	for name, d := range readAll(t, written(t, 1)) {
		if strings.HasSuffix(name, ".jsonl") {
			continue // readObjects has looked
		}
		found := false
		for i := range min(4, len(d.grid)) {
			found = found || slices.Equal(joined(d.grid, i, len(d.headings)), d.headings) || slices.Equal(d.grid[i], d.headings)
		}
		if !found {
			t.Errorf("%s: headings %q are not in the first rows %q", name, d.headings, d.grid[:min(3, len(d.grid))])
		}
	}
}

// joined reads two rows of headings as one: a merged cell stands for all its columns.
func joined(g grid, i, columns int) []string {
	if i+1 >= len(g) {
		return nil
	}
	out := make([]string, columns)
	last := ""
	for c := range out {
		upper, lower := "", ""
		if c < len(g[i]) {
			upper = g[i][c]
		}
		if c < len(g[i+1]) {
			lower = g[i+1][c]
		}
		if upper == "" && lower != "" {
			upper = last
		}
		last, out[c] = upper, upper+lower
	}
	return out
}

// TestMentionsAreWhoTheyAre follows every mention of a small county into its file: the
// row exists and names the entity, except where the truth says what is written wrong.
func TestMentionsAreWhoTheyAre(t *testing.T) {
	dir := written(t, 1)
	files, entities := readAll(t, dir), map[string][]string{}
	for _, e := range truthTable(t, filepath.Join(dir, "entities.truth.csv")) {
		entities[e[0]] = e
	}
	nameField := map[string]string{"death person": "name", "marriage husband": "husband", "marriage wife": "wife", "pension_payment person": "name",
		"company representative": "representative", "penalty party": "party", "auction owner": "owner", "household father": "father", "tax_payment taxpayer": "taxpayer",
		"enforcement_case debtor": "debtor", "sentence convict": "name", "bank_transfer payee": "payee"}
	looked := 0
	for _, m := range truthTable(t, filepath.Join(dir, "mentions.truth.csv")) {
		if m[0] == "party" {
			continue
		}
		d, e := files[m[1]], entities[m[4]]
		row, err := strconv.Atoi(m[2])
		if d == nil || e == nil || err != nil || row > len(d.grid) {
			t.Fatalf("mention %v: no such file, row or entity", m)
		}
		field, ok := nameField[m[0]+" "+m[3]]
		if !ok || m[5] == "true" || strings.Contains(m[6], "name") {
			continue
		}
		looked++
		if got := d.cell(row, field); got != e[2] {
			t.Errorf("%s row %d: %s is %q, want %q", m[1], row, m[3], got, e[2])
		}
	}
	if looked < 10000 {
		t.Errorf("only %d mentions were looked at", looked)
	}
}

// TestSlipsAreAtTheirRates counts what is written wrong, and looks whether numbers that
// nobody wrote wrong have a right check digit.
func TestSlipsAreAtTheirRates(t *testing.T) {
	dir := written(t, 1)
	files, n, people := readAll(t, dir), map[string]int{}, 0
	for _, m := range truthTable(t, filepath.Join(dir, "mentions.truth.csv")) {
		if m[0] == "party" || m[4][0] != 'P' {
			continue
		}
		people++
		for _, s := range strings.Fields(m[6]) {
			n[s]++
		}
		if m[3] != "person" || m[6] != "" || m[5] == "true" {
			continue
		}
		row, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		if id := files[m[1]].cell(row, "id_no"); id != "" && id[0] <= '9' && !rightID(id) {
			t.Errorf("%s row %d: %s has a wrong check digit", m[1], row, id)
		}
	}
	for slip, bounds := range map[string][2]float64{"name_typo": {0.004, 0.012}, "name_space": {0.004, 0.03}, "id_typo": {0.002, 0.008},
		"id_missing": {0.01, 0.035}, "id_15": {0.01, 0.2}, "id_lower": {0.005, 0.05}, "born_slip": {0.0005, 0.008}} {
		if rate := float64(n[slip]) / float64(people); rate < bounds[0] || rate > bounds[1] {
			t.Errorf("%s in %.4f of %d mentions, want between %v", slip, rate, people, bounds)
		}
	}
}

func rightID(id string) bool {
	if len(id) != 18 {
		return false
	}
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(id[i]-'0') * w
	}
	return id[17] == "10X98765432"[sum%11]
}

// TestRegisterTruth: every record of a story and every bad row stands in its file, every
// class is planted with look-alikes, and some of what was not delivered is told.
func TestRegisterTruth(t *testing.T) {
	dir := written(t, 1)
	files := readAll(t, dir)
	kinds, wrongs, alikes := map[string]int{}, map[string]int{}, map[string]int{}
	for _, x := range readLines[synth.RegisterTruth](t, filepath.Join(dir, "registers.truth.jsonl")) {
		kinds[x.Kind]++
		switch x.Kind {
		case "wrong":
			wrongs[x.Class]++
		case "lookalike":
			alikes[x.Class]++
		}
		if (x.Kind == "wrong" || x.Kind == "lookalike") && len(x.Records) == 0 && len(x.Undelivered) == 0 || x.Kind == "wrong" && len(x.People) == 0 {
			t.Errorf("%s %s %s has no records or people", x.Kind, x.Class, x.Alike)
		}
		for _, r := range x.Records {
			checkPlace(t, files, r.Standard, r.File, r.Row)
		}
		if x.Bad != nil {
			checkPlace(t, files, x.Bad.Standard, x.Bad.File, x.Bad.Row)
			row, _ := strconv.Atoi(x.Bad.Row)
			if got := files[x.Bad.File].cell(row, x.Bad.Field); x.Bad.Reason == "missing" && got != "" {
				t.Errorf("%s row %d: %s is %q and said to be missing", x.Bad.File, row, x.Bad.Field, got)
			}
		}
	}
	for _, k := range []string{"wrong", "lookalike", "gap", "bad_row"} {
		if kinds[k] == 0 {
			t.Errorf("no %s in the truth", k)
		}
	}
	for class := range wrongs {
		if alikes[class] == 0 {
			t.Errorf("nothing looks like %s", class)
		}
	}
	if len(wrongs) < 35 {
		t.Errorf("%d classes of wrong are planted, want 35 or more", len(wrongs))
	}
}

func checkPlace(t *testing.T, files map[string]*delivered, standard, file, row string) {
	t.Helper()
	d := files[file]
	n, err := strconv.Atoi(row)
	if d == nil || d.standard != standard || err != nil || n < 1 || n > len(d.grid) {
		t.Errorf("no row %s in %s of %s", row, file, standard)
	}
}

// BenchmarkRegisters writes the registers of a county of 12,000.
func BenchmarkRegisters(b *testing.B) {
	for b.Loop() {
		sum, err := synth.Write(b.Context(), synth.Options{Seed: 1, People: 12000, Registers: true}, b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(sum.Records), "rows/op")
	}
}
