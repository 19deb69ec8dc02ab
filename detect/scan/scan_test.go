package scan_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

func model(t testing.TB, id string) models.Model {
	t.Helper()
	m, err := models.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lenders is a snapshot with three lenders of different reach and n suits of the first.
func lenders(n int) map[string][]engine.Row {
	rows := map[string][]engine.Row{}
	add := func(lender string, i int, day time.Time) {
		id := fmt.Sprintf("%s-%d", lender, i)
		rows["judgment"] = append(rows["judgment"], engine.Row{"id": id, "case_no": "（2020）云0101民初" + id + "号", "court": "云川县人民法院", "area": "云川市",
			"doc_type": "judgment", "procedure": "first", "cause": "民间借贷纠纷", "filed_on": day, "claim_amount": 10000.0})
		rows["party"] = append(rows["party"],
			engine.Row{"judgment": id, "n": int64(1), "side": "claiming", "kind": "person", "name": lender, "span_start": int64(5), "span_end": int64(7)},
			engine.Row{"judgment": id, "n": int64(2), "side": "defending", "kind": "person", "name": "借款人" + id, "span_start": int64(9), "span_end": int64(12)})
		rows["place"] = append(rows["place"], engine.Row{"judgment": id, "field": "case_no", "span_start": int64(1), "span_end": int64(4)})
	}
	first := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		add("钱大有", i, first.AddDate(0, 0, i%300))
	}
	for i := range 12 {
		add("钱二有", i, first.AddDate(0, 0, i))
		add("钱三有", i, first.AddDate(0, 0, i))
	}
	return rows
}

func TestRun(t *testing.T) {
	lender := model(t, "civil/professional-lender")
	found, err := scan.Run(t.Context(), open(t, lenders(25)), lender, "s-1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 3 {
		t.Fatalf("%d findings, want 3", len(found))
	}
	f := about(t, found, "钱大有")
	if f.Model != "civil/professional-lender" || f.Version != lender.Version || f.Snapshot != "s-1" || f.Subject.Name != "钱大有" || f.Subject.Kind != "person" {
		t.Errorf("the finding is about %+v", f.Subject)
	}
	if len(f.Cases) != 25 || len(f.Documents) != 25 || !slices.IsSorted(f.Cases) || len(f.Courts) != 1 || f.Amount != 250000 || f.From != "2020-01-01" || f.To != "2020-01-25" {
		t.Errorf("cases %d, documents %d, courts %v, amount %v, from %s to %s", len(f.Cases), len(f.Documents), f.Courts, f.Amount, f.From, f.To)
	}
	if !strings.Contains(f.Summary.ZH, "钱大有") || !strings.Contains(f.Summary.EN, "25 private-lending suits") {
		t.Errorf("summary %v", f.Summary)
	}
	for _, r := range f.Records {
		if r.Field == "case_no" && (r.Span.Start != 1 || r.Span.End != 4 || !strings.HasPrefix(r.Value, "（2020）")) {
			t.Errorf("record %+v", r)
		}
	}
}

// about returns the finding about a subject.
func about(t *testing.T, found []scan.Finding, name string) scan.Finding {
	t.Helper()
	i := slices.IndexFunc(found, func(f scan.Finding) bool { return f.Subject.Name == name })
	if i < 0 {
		t.Fatalf("nothing was found about %s", name)
	}
	return found[i]
}

// TestOrder: by risk, then by the subject's id, and indicators by share.
func TestOrder(t *testing.T) {
	found, err := scan.Run(t.Context(), open(t, lenders(25)), model(t, "civil/professional-lender"), "s-1", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(found); i++ {
		a, b := found[i-1], found[i]
		if a.Risk < b.Risk || a.Risk == b.Risk && a.Subject.ID >= b.Subject.ID {
			t.Errorf("%v %s stands before %v %s", a.Risk, a.Subject.ID, b.Risk, b.Subject.ID)
		}
	}
	for _, f := range found {
		if !slices.IsSortedFunc(f.Indicators, func(a, b scan.Indicator) int { return int(1e6 * (b.Share - a.Share)) }) {
			t.Errorf("the indicators of %s are not sorted: %v", f.Subject.Name, shares(f))
		}
	}
}

// TestSameSnapshotSameFindings: neither the order of the rows nor the number of threads
// shows in the findings of any model.
func TestSameSnapshotSameFindings(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		c := m.Cases[slices.IndexFunc(m.Cases, func(c models.Case) bool { return c.Kind == "hit" })]
		var first []scan.Finding
		for round := range uint64(3) {
			rows, err := c.Rows(lib)
			if err != nil {
				t.Fatal(err)
			}
			r := rand.New(rand.NewPCG(1, round))
			for _, list := range rows {
				r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			}
			if slices.Contains(m.Inputs, "tie") {
				if rows["tie"], err = scan.CaseTies(t.Context(), lib, rows, inMemory); err != nil {
					t.Fatal(err)
				}
			}
			var asOf time.Time // the latest date given
			if c.AsOf != "" {
				asOf = on(c.AsOf)
			}
			found, err := scan.Run(t.Context(), open(t, rows, m.Inputs...), m, "s", asOf)
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				first = found
			}
			if diff := cmp.Diff(first, found); diff != "" || len(found) == 0 {
				t.Errorf("%s: round %d differs:\n%s", m.ID, round, diff)
			}
		}
	}
}

// TestRecordsAreBounded: a finding names at most so many records for an indicator; its
// sentence says how many there are.
func TestRecordsAreBounded(t *testing.T) {
	found, err := scan.Run(t.Context(), open(t, lenders(400)), model(t, "civil/professional-lender"), "s", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	f := about(t, found, "钱大有")
	n := map[string]int{}
	for _, r := range f.Records {
		n[r.Indicator]++
	}
	if n["frequent"] != models.MostRecords || n["borrowers"] != models.MostRecords {
		t.Errorf("records by indicator: %v, want %d each", n, models.MostRecords)
	}
	if len(f.Cases) != 400 || !strings.Contains(f.Summary.ZH, "400件") {
		t.Errorf("%d cases; %s", len(f.Cases), f.Summary.ZH)
	}
}

func TestAsOf(t *testing.T) {
	e, m := open(t, lenders(25)), model(t, "civil/professional-lender")
	if latest, err := scan.Latest(t.Context(), e); err != nil || latest.Format(time.DateOnly) != "2020-01-25" {
		t.Errorf("latest is %v, %v", latest, err)
	}
	dormant := func(asOf time.Time) bool {
		found, err := scan.Run(t.Context(), e, m, "s", asOf)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(found[0].Against, func(a scan.Against) bool { return a.ID == "dormant" })
	}
	if dormant(time.Time{}) || !dormant(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Error("as of its latest date the snapshot is fresh, as of 2026 it is not")
	}
}

func TestEmptySnapshot(t *testing.T) {
	e := open(t, nil)
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		if found, err := scan.Run(t.Context(), e, m, "s", time.Time{}); err != nil || len(found) != 0 {
			t.Errorf("%s finds %v, %v in nothing", m.ID, found, err)
		}
	}
}

// TestParameters: an office can set a parameter within its limits.
func TestParameters(t *testing.T) {
	e, m := open(t, lenders(25)), model(t, "civil/professional-lender")
	high := map[string]any{"court_3y": 26, "court_1y": 26, "area_3y": 40, "area_1y": 40}
	r, err := scan.Scan(t.Context(), scan.Snapshot{Engine: e, ID: "s"}, m, high)
	if err != nil || len(r.Findings) != 0 {
		t.Errorf("with higher thresholds %d are found, %v", len(r.Findings), err)
	}
	if _, err := scan.Scan(t.Context(), scan.Snapshot{Engine: e, ID: "s"}, m, map[string]any{"court_3y": 0}); err == nil {
		t.Error("a parameter below its limit was accepted")
	}
}

// broken answers every query with an error.
type broken struct{ engine.Engine }

func (broken) Query(context.Context, string, ...any) iter.Seq2[engine.Row, error] {
	return func(yield func(engine.Row, error) bool) { yield(nil, context.Canceled) }
}

// TestErrorNamesTheModel: a night's scan runs many models.
func TestErrorNamesTheModel(t *testing.T) {
	m := model(t, "civil/batch-suits")
	_, err := scan.Run(t.Context(), broken{open(t, nil)}, m, "s", time.Now())
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("civil/batch-suits version %d", m.Version)) {
		t.Errorf("error is %v", err)
	}
}

// BenchmarkScan runs every model over ten thousand suits.
func BenchmarkScan(b *testing.B) {
	e := open(b, lenders(10_000))
	for m, err := range models.All() {
		if err != nil {
			b.Fatal(err)
		}
		b.Run(strings.ReplaceAll(m.ID, "/", "-"), func(b *testing.B) {
			for b.Loop() {
				if _, err := scan.Run(b.Context(), e, m, "s", time.Time{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// on returns a day.
func on(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}
