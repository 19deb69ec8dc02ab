package lake

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// library has the registers of the tests; a visit refers to a payment.
func library() standard.Library {
	v := visit()
	v.Fields = append(v.Fields, field("payment", standard.TypeText, func(f *standard.Field) { f.Refers = "paid" }))
	return standard.Library{"paid": paid(), "visit": v, "document": standard.Standard{Name: "document"}}
}

func qualityOf(t *testing.T, l *Lake, name string) QualityReport {
	t.Helper()
	q, err := Quality(t.Context(), current(t, l), library(), name)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func fieldOf(q QualityReport, name string) FieldQuality {
	return q.Fields[slices.IndexFunc(q.Fields, func(f FieldQuality) bool { return f.Name == name })]
}

func TestQuality(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲某某|10|x||2023-12-01|东所", "2|乙某|||||西所", "3||||||", "1|甲某某|10|x||2023-12-01|东所", "1|别人|||||")
	q := qualityOf(t, l, "paid")
	if q.Rows != 2 || q.Imports != 1 || q.Quarantined != 2 || q.Reasons["name:missing"] != 1 || q.Reasons["no:conflicting"] != 1 || q.Delivered.Duplicate != 1 {
		t.Errorf("got %+v", q)
	}
	times := fieldOf(q, "times")
	if times.Filled != 0 || times.Problems["unreadable"] != 1 || len(times.Examples) != 1 || times.Examples[0].SourceRow != "2" {
		t.Errorf("got %+v", times)
	}
	if day := fieldOf(q, "day"); day.Share != 0.5 {
		t.Errorf("got %+v", day)
	}
	if q.Dates.Latest != "2023-12-01" || q.Dates.Undated != 1 || q.Dates.Lags[1] != 1 {
		t.Errorf("dates %+v", q.Dates)
	}
	importPaid(t, l, "1|甲某某|10|7||2023-12-01|东所", "4|丁|1|2||2099-01-01|东所")
	q = qualityOf(t, l, "paid")
	if times := fieldOf(q, "times"); times.Filled != 2 || len(times.Problems) != 0 || len(times.Examples) != 0 {
		t.Errorf("after the correction: %+v", times)
	}
	if day := fieldOf(q, "day"); day.Problems["future"] != 1 || q.Dates.Odd != 1 {
		t.Errorf("got %+v %+v", day, q.Dates)
	}
	if e := fieldOf(q, "day").Examples; len(e) != 1 || e[0].Value != "2×××-××-××" {
		t.Errorf("examples %+v", e)
	}
	one, err := ImportQuality(t.Context(), current(t, l), library(), current(t, l).Manifest.Imports[1].ID)
	if err != nil || one.Rows != 2 || one.Quarantined != 0 {
		t.Errorf("of one import: %+v %v", one, err)
	}
	if _, err := Quality(t.Context(), current(t, l), library(), "document"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
}

func TestReferencesAreLookedUp(t *testing.T) {
	l, lib := registers(t, t.TempDir()), library()
	deliver := func(s standard.Standard, headings string, lines ...string) {
		if _, err := l.ImportTable(t.Context(), s, delivery(s, sheet(headings, lines...)), TableOptions{At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	deliver(lib["visit"], "name|payment", "甲|1", "乙|1", "丙|9", "丁|")
	if r := fieldOf(qualityOf(t, l, "visit"), "payment").Refers; r == nil || !r.Empty || r.Values != 2 {
		t.Errorf("to an empty register: %+v", r)
	}
	deliver(paid(), "no|name", "1|甲")
	if r := fieldOf(qualityOf(t, l, "visit"), "payment").Refers; r == nil || r.Empty || r.Found != 1 || r.Share != 0.5 {
		t.Errorf("got %+v", r)
	}
}

func TestCoverage(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲|||| 2023-01-05|东所", "2|甲||||2023-02-05|西所", "3|甲||||2023-05-05|东所")
	importPaid(t, l, "4|甲||||2023-03-01|东所", "5|甲||||1023-03-01|东所")
	all, err := Coverage(t.Context(), current(t, l), library(), time.Date(2023, 8, 15, 0, 0, 0, 0, time.UTC))
	if err != nil || len(all) != 2 {
		t.Fatalf("%d ledgers, %v", len(all), err)
	}
	c := all[0]
	want := []ValueCoverage{
		{Value: "东所", Rows: 3, From: "2023-01", To: "2023-05", Missing: []string{"2023-02", "2023-04"}},
		{Value: "西所", Rows: 1, From: "2023-02", To: "2023-02", Missing: []string{"2023-01", "2023-03", "2023-04", "2023-05"}},
	}
	if d := cmp.Diff(want, c.Values); d != "" {
		t.Error(d)
	}
	if c.From != "2023-01" || c.To != "2023-05" || !slices.Equal(c.Missing, []string{"2023-04"}) || !slices.Equal(c.Late, []string{"2023-06", "2023-07"}) || c.Odd != 1 || len(c.Periods) != 5 {
		t.Errorf("got %+v", c)
	}
	if v := all[1]; !v.Empty || v.Standard != "visit" {
		t.Errorf("an empty register: %+v", v)
	}
}

func TestPeriods(t *testing.T) {
	for _, tc := range []struct{ every, month, want string }{
		{"month", "2023-12", "2023-12"}, {"month", "2024-01", "2024-01"}, {"quarter", "2023-12", "2023-Q4"}, {"quarter", "2024-01", "2024-Q1"}, {"year", "2023-06", "2023"},
	} {
		p := periodOf(tc.every)
		if got := p.text(p.number(tc.month)); got != tc.want {
			t.Errorf("%s of %s: got %s", tc.every, tc.month, got)
		}
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{"": "", "张三丰": "张××", "330698-X": "3×××××-×", strings.Repeat("长", 30): "长" + strings.Repeat("×", 23) + "…"} {
		if got := mask(text); got != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
}
