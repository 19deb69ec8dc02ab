package lake

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
)

func TestDocumentIsFoundAmongMany(t *testing.T) {
	l := open(t, t.TempDir())
	l.part = partLimit{documents: 400, bytes: 1 << 30}
	// IDs that differ only far beyond what a page index usually keeps, and texts large
	// enough that a part has many pages.
	id := func(i int) string { return strings.Repeat("案号", 60) + fmt.Sprintf("-%04d", i*7%1000) }
	var list []string
	for i := range 1000 {
		list = append(list, fmt.Sprintf("%s=%d|%s", id(i), i, strings.Repeat(fmt.Sprint(i), 500)))
	}
	imported(t, l, list...)
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		d, err := s.Document(t.Context(), id(i))
		if err != nil {
			t.Fatal(err)
		}
		if got := d.ID + "=" + d.Text; got != list[i] || d.Source != fmt.Sprintf("in.jsonl:%d", i+1) {
			t.Fatalf("got %.40s of %s, want %.40s", got, d.Source, list[i])
		}
	}
	for _, none := range []string{"", "案号", id(3) + "x", strings.Repeat("案号", 60), "～"} {
		if _, err := s.Document(t.Context(), none); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: got %v", none, err)
		}
	}
}

func TestDocumentHasAllThatWasRead(t *testing.T) {
	l := open(t, t.TempDir())
	imported(t, l, "a=1|x")
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.Document(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	want := plain("a", "1|x")
	want.Bands = nil // they are in their own table
	want.Passages = nil
	if diff := cmp.Diff(want, d.Judgment); diff != "" {
		t.Errorf("the judgment came back different (-want +got):\n%s", diff)
	}
}

// one returns the single row that the current snapshot has in a table, or the nth.
func nth[T any](t *testing.T, l *Lake, table string, n int) T {
	t.Helper()
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	var all []T
	for _, path := range s.Files(table) {
		if err := eachRow(t.Context(), path, func(rows []T) error { all = append(all, slices.Clone(rows)...); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return all[n]
}

func ptr[T any](v T) *T { return &v }

func TestRowsSayWhatTheDocumentSays(t *testing.T) {
	l := open(t, t.TempDir())
	imported(t, l, "a=1|x")
	check := func(name string, got, want any) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	check("judgment", nth[judgmentRow](t, l, "judgment", 0), judgmentRow{
		ID: "a", CaseNo: "1", Court: "清河县人民法院", DocType: "judgment", Procedure: "first", Cause: "民间借贷纠纷",
		FiledOn: ptr(int32(17898)), DecidedOn: ptr(int32(17960)), Outcome: "supported",
		ClaimAmount: ptr(50_000.0), AbsentDefendant: ptr(true), EnforcementEnd: "this_round", EnforcementPaid: ptr(50_000.0), Chars: 3, Defects: 1})
	check("party 1", nth[partyRow](t, l, "party", 0), partyRow{
		Judgment: "a", N: 1, Role: "plaintiff", Side: "claiming", FirstSide: "claiming", Name: "甲某", Kind: "person", Masked: true, Sex: "female",
		BornOn: ptr(int32(0)), SpanStart: ptr(int64(0)), SpanEnd: ptr(int64(2))})
	check("party 2", nth[partyRow](t, l, "party", 1), partyRow{
		Judgment: "a", N: 2, Role: "defendant", Side: "defending", FirstSide: "defending", Name: "某某公司", Kind: "organisation", Class: "company"})
	check("agent", nth[agentRow](t, l, "agent", 0), agentRow{
		Judgment: "a", PartyN: 1, N: 1, Name: "丁某", Kind: "lawyer", SpanStart: ptr(int64(3)), SpanEnd: ptr(int64(5))})
	check("judge", nth[judgeRow](t, l, "judge", 0), judgeRow{Judgment: "a", N: 1, Name: "丙某", Role: "presiding"})
	check("loan 1", nth[loanRow](t, l, "loan", 0), loanRow{Judgment: "a", N: 1, LentOn: ptr(int32(16953)), Principal: 50_000, Delivery: "cash"})
	check("loan 2", nth[loanRow](t, l, "loan", 1), loanRow{Judgment: "a", N: 2, Delivery: "unknown"})
	check("amount", nth[amountRow](t, l, "amount", 0), amountRow{Judgment: "a", N: 1, Kind: "claim", Yuan: 50_000})
	check("element", nth[elementRow](t, l, "element", 1), elementRow{Judgment: "a", N: 2, Kind: string(record.ElAbsent), Value: "某某公司"})
	check("place", nth[placeRow](t, l, "place", 1), placeRow{Judgment: "a", Field: "court", SpanStart: ptr(int64(2)), SpanEnd: ptr(int64(4))})
	check("band", nth[bandRow](t, l, "band", 1), bandRow{Judgment: "a", N: 2, Hash: -1<<63 + 5})
	check("passage", nth[passageRow](t, l, "passage", 0), passageRow{Judgment: "a", N: 1, Hash: -1<<63 + 7, Section: "facts", SpanStart: ptr(int64(2)), SpanEnd: ptr(int64(4))})
	check("defect", nth[defectRow](t, l, "defect", 0), defectRow{Judgment: "a", Field: "court_code", Code: "missing", Says: "法院不在名录中"})
	check("sha256", nth[documentRow](t, l, "document", 0).SHA256, "325d428644d27f23404f0104c378605b7db7b8f6ead9f5285dc46747945657b6")
}

func TestDay(t *testing.T) {
	for iso, want := range map[string]*int32{
		"1970-01-01": ptr(int32(0)), "1969-12-31": ptr(int32(-1)), "2016-06": ptr(int32(16953)), "2016-06-22": ptr(int32(16974)),
		"": nil, "2016": nil, "2016-02-30": nil, "二〇一六年": nil, "2016-06-22T": nil,
	} {
		if got := day(iso); cmp.Diff(got, want) != "" {
			t.Errorf("%q: got %v, want %v", iso, got, want)
		}
	}
}

func TestAbsentIsNull(t *testing.T) {
	l := open(t, t.TempDir())
	imported(t, l, "a=1|x")
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	nulls := 0
	for table := range s.Tables() {
		f, err := os.Open(s.Files(table)[0])
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows := make([]parquet.Row, 10)
		r := parquet.NewReader(f)
		n, _ := r.ReadRows(rows)
		for _, row := range rows[:n] {
			for i, v := range row {
				if v.IsNull() {
					nulls++
				} else if v.Kind() == parquet.ByteArray && len(v.ByteArray()) == 0 {
					t.Errorf("table %s, column %d: empty instead of NULL", table, i)
				}
			}
		}
	}
	if nulls < 20 {
		t.Errorf("only %d values are NULL", nulls)
	}
}
