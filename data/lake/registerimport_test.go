package lake

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
)

func TestWhatBecomesOfARow(t *testing.T) {
	a, b := "1|甲|10.5|3|true|2024-01-02|东所", "2|乙|||||"
	for _, tc := range []struct {
		name   string
		before []string
		now    []string
		want   []string
		aside  []string
		counts RowCounts
	}{
		{"new", nil, []string{a, b}, []string{a, b}, nil, RowCounts{Read: 2, Added: 2}},
		{"the same again", []string{a, b}, []string{b, a}, []string{a, b}, nil, RowCounts{Read: 2, Unchanged: 2}},
		{"spaces make no difference", []string{a}, []string{" 1 |甲 |10.5|3|true|2024-01-02|东所"}, []string{a}, nil, RowCounts{Read: 1, Unchanged: 1}},
		{"correction", []string{a, b}, []string{"2|乙|7||||"}, []string{a, "2|乙|7||||"}, nil, RowCounts{Read: 1, Superseded: 1}},
		{"twice in a file", nil, []string{a, a}, []string{a}, nil, RowCounts{Read: 2, Added: 1, Duplicate: 1}},
		{"contradiction in a file", nil, []string{a, "1|丙|||||"}, []string{a}, []string{"conflicting no 1|丙|||||"}, RowCounts{Read: 2, Added: 1, Quarantined: 1, Conflicting: 1}},
		{"contradiction to a row that is there", []string{a}, []string{a, "1|丙|||||"}, []string{a}, []string{"conflicting no 1|丙|||||"}, RowCounts{Read: 2, Unchanged: 1, Quarantined: 1, Conflicting: 1}},
		{"required is missing", nil, []string{a, "3||1||||"}, []string{a}, []string{"missing name 3||1||||"}, RowCounts{Read: 2, Added: 1, Quarantined: 1}},
		{"key is missing", nil, []string{a, "|丁|1||||"}, []string{a}, []string{"missing no |丁|1||||"}, RowCounts{Read: 2, Added: 1, Quarantined: 1}},
		{"file cannot be read there", nil, []string{"!x", a}, []string{a}, []string{"refused  !x"}, RowCounts{Read: 2, Added: 1, Quarantined: 1}},
		{"optional cannot be read", nil, []string{"4|戊|x||||"}, []string{"4|戊|||||"}, nil, RowCounts{Read: 1, Added: 1}},
		{"mended by key", []string{a, "3||1||||"}, []string{"3|戊|1||||"}, []string{a, "3|戊|1||||"}, nil, RowCounts{Read: 1, Added: 1, Mended: 1}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := registers(t, t.TempDir())
			if tc.before != nil {
				importPaid(t, l, tc.before...)
			}
			r := importPaid(t, l, tc.now...)
			s := current(t, l)
			if got := records(t, s, paid()); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			if got := inQuarantine(t, s); !slices.Equal(got, tc.aside) {
				t.Errorf("in quarantine %q, want %q", got, tc.aside)
			}
			if r.Rows != tc.counts {
				t.Errorf("got %+v, want %+v", r.Rows, tc.counts)
			}
			again := importPaid(t, l, tc.now...)
			if again.Snapshot != r.Snapshot || again.Import != "" {
				t.Errorf("the same file again: %+v", again)
			}
			if err := s.Verify(t.Context()); err != nil {
				t.Error(err)
			}
			checkNothingLeft(t, l)
		})
	}
}

func TestSupersededIsTold(t *testing.T) {
	l := registers(t, t.TempDir())
	first := importPaid(t, l, "1|甲|10||||", "2|乙|5||||")
	r := importPaid(t, l, "2|乙二|6||||")
	if len(r.Superseded) != 1 {
		t.Fatalf("got %+v", r)
	}
	got := r.Superseded[0]
	if got.Import != first.Import || got.Was != "3" || got.Now != "2" || !slices.Equal(got.Fields, []string{"name", "sum"}) {
		t.Errorf("got %+v", got)
	}
	old, err := l.Snapshot(first.Snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if had := records(t, old, paid()); !slices.Equal(had, []string{"1|甲|10||||", "2|乙|5||||"}) {
		t.Errorf("the old snapshot has %q", had)
	}
}

func TestRegisterWithoutKey(t *testing.T) {
	l := registers(t, t.TempDir())
	deliver := func(lines ...string) TableReport {
		r, err := l.ImportTable(t.Context(), visit(), delivery(visit(), sheet("name|day", lines...)), TableOptions{At: noon})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	r := deliver("甲|2024-01-02", "甲|2024-01-02", "乙|")
	if want := (RowCounts{Read: 3, Added: 3, Repeated: 1}); r.Rows != want {
		t.Errorf("got %+v, want %+v", r.Rows, want)
	}
	again := deliver("乙|", "甲|2024-01-02", "甲|2024-01-02", "甲|2024-01-02")
	if want := (RowCounts{Read: 4, Added: 1, Unchanged: 3, Repeated: 2}); again.Rows != want {
		t.Errorf("got %+v, want %+v", again.Rows, want)
	}
}

func TestImportsOfBothKindsCarryEachOther(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲|||||", "2||||||")
	imported(t, l, "a=1|x")
	s := current(t, l)
	if rows := s.Manifest.Rows(); rows["paid"] != 1 || rows["document"] != 1 || len(inQuarantine(t, s)) != 1 {
		t.Errorf("after documents: %v", rows)
	}
	importPaid(t, l, "3|丙|||||")
	s = current(t, l)
	if rows := s.Manifest.Rows(); rows["paid"] != 2 || rows["document"] != 1 || s.Manifest.Documents != 1 || len(s.Manifest.Imports) != 3 {
		t.Errorf("after the second file: %v", rows)
	}
	checkWhole(t, s)
}

func TestMappingIsRefusedWithAllReasons(t *testing.T) {
	l := registers(t, t.TempDir())
	d := delivery(paid(), sheet("sum|x|y", "1|2|3"))
	d.Sheets[0].Columns[1].Field, d.Sheets[0].Columns[2].Field = "sum", "none"
	_, err := l.ImportTable(t.Context(), paid(), d, TableOptions{At: noon})
	kind, text := fault.Split(err)
	for _, want := range []string{"字段no", "字段name", "“sum”和“x”", "none"} {
		if kind != fault.Invalid || !strings.Contains(text.ZH, want) {
			t.Errorf("%q does not say %q", text.ZH, want)
		}
	}
	if !strings.Contains(text.EN, "field name") {
		t.Errorf("got %q", text.EN)
	}
	if _, err := l.ImportTable(t.Context(), paid(), delivery(paid(), sheet(paidHeadings)), TableOptions{At: noon}); !fault.Is(err, fault.Invalid) {
		t.Errorf("no rows: %v", err)
	}
}

// TestOrderOfFilesDoesNotMatter imports files whose keys do not contradict each other in
// two orders.
func TestOrderOfFilesDoesNotMatter(t *testing.T) {
	root := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		line := rapid.Custom(func(rt *rapid.T) string {
			no := rapid.SampledFrom([]string{"1", "2", "3", "4", ""}).Draw(rt, "no")
			return no + "|名" + no + "|" + no + "||||"
		})
		files := rapid.SliceOfN(rapid.SliceOfN(line, 1, 6), 1, 4).Draw(rt, "files")
		order := rapid.Permutation(files).Draw(rt, "order")
		var got [2][]string
		for i, list := range [][][]string{files, order} {
			dir, err := os.MkdirTemp(root, "")
			if err != nil {
				rt.Fatal(err)
			}
			l := registers(t, dir)
			l.lanes = laneLimit{lanes: 2, rows: 2}
			for _, lines := range list {
				r, err := l.ImportTable(context.Background(), paid(), delivery(paid(), sheet(paidHeadings, lines...)), TableOptions{At: noon, Workers: 2})
				if err != nil {
					rt.Fatal(err)
				}
				if c := r.Rows; c.Read != int64(len(lines)) || c.Read != c.Added+c.Unchanged+c.Superseded+c.Duplicate+c.Quarantined+c.Known {
					rt.Fatalf("%d rows and counts %+v", len(lines), c)
				}
			}
			got[i] = records(t, current(t, l), paid())
		}
		if !slices.Equal(got[0], got[1]) {
			rt.Fatalf("got %q and %q", got[0], got[1])
		}
	})
}

func TestSameFilesGiveTheSameSnapshot(t *testing.T) {
	var ids []string
	for _, workers := range []int{1, 3} {
		l := registers(t, t.TempDir())
		var lines []string
		for i := range 10_000 {
			lines = append(lines, strings.Repeat("9", i%7)+itoa(i)+"|甲|"+itoa(i)+"|||2024-01-02|东所")
		}
		r, err := l.ImportTable(t.Context(), paid(), delivery(paid(), sheet(paidHeadings, lines...)), TableOptions{At: noon.AddDate(0, workers, 0), Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if files := current(t, l).Manifest.Tables["paid"]; len(files) != 4 {
			t.Errorf("%d files, want one a lane", len(files))
		}
		ids = append(ids, r.Import)
	}
	if ids[0] != ids[1] {
		t.Errorf("imports %v", ids)
	}
}

func itoa(n int) string {
	return textOf(standard.Field{Type: standard.TypeInteger}, parquet.Int64Value(int64(n)))
}

func TestColumnsOfAnOlderStandardStay(t *testing.T) {
	l := registers(t, t.TempDir())
	importPaid(t, l, "1|甲|10||||", "2|乙|5||||")
	newer := paid()
	newer.Version, newer.Fields = 2, append(slices.DeleteFunc(paid().Fields, func(f standard.Field) bool { return f.Name == "sum" }), field("note", standard.TypeText))
	r, err := l.ImportTable(t.Context(), newer, delivery(newer, sheet("no|name|note", "1|甲甲|x")), TableOptions{At: noon})
	if err != nil || r.Rows.Superseded != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	if got := records(t, current(t, l), paid()); !slices.Contains(got, "2|乙|5||||") {
		t.Errorf("got %q", got)
	}
}

func TestCancelledTableImportChangesNothing(t *testing.T) {
	l := registers(t, t.TempDir())
	first := importPaid(t, l, "1|甲|||||").Snapshot
	ctx, cancel := context.WithCancel(t.Context())
	sh := sheet(paidHeadings, "2|乙|||||")
	rows := sh.Rows
	d := delivery(paid(), sh)
	d.Sheets[0].Rows = func(yield func(table.Row, error) bool) {
		cancel()
		rows(yield)
	}
	if _, err := l.ImportTable(ctx, paid(), d, TableOptions{At: noon}); err == nil {
		t.Error("a cancelled import said it was done")
	}
	if s := current(t, l); s.ID != first {
		t.Errorf("got %s, want %s", s.ID, first)
	}
	checkNothingLeft(t, l)
}
