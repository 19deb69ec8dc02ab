package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/web"
)

// TestTablesSideBySide: what stands side by side in the rows of a file is offered as a table of its
// own, with a field proposed for each of its columns, and read as one.
func TestTablesSideBySide(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	f := newFiles(lib, func() time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC) })
	path := write(t, t.TempDir(), "企业.csv", []byte("统一社会信用代码,企业名称,法定代表人,成立日期,登记状态,股东1,股东1证件号,股东2,股东2证件号\n"+
		"91330106MA27ABCD00,清渠某甲贸易有限公司,王某甲,2019-01-02,存续,王某甲,330106199001010019,李某乙,330106199001010027\n"+
		"91330106MA27ABCD19,清渠某乙贸易有限公司,赵某丙,2020-03-02,存续,赵某丙,330106199001010035,,\n"))
	sheets, _, err := f.Sheets(t.Context(), path)
	if err != nil || len(sheets) != 2 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	whole, part := sheets[0], sheets[1]
	if whole.Beside || len(whole.Notes) == 0 || !part.Beside || part.Name != "股东" || len(part.Places) != 0 || part.Guesses[0].Standard != "company_shareholder" {
		t.Errorf("whole %+v, part %+v", whole, part)
	}
	at := web.Place{Sheet: part.Name, Standard: "company_shareholder"}
	columns, err := f.Match(t.Context(), path, at)
	if err != nil || len(columns) != len(part.Headings) {
		t.Fatalf("%d columns, %v", len(columns), err)
	}
	var choices []web.ColumnChoice
	fields := map[string]bool{}
	for _, c := range columns {
		if fields[c.Field] {
			c.Field = ""
		}
		fields[c.Field] = true
		choices = append(choices, web.ColumnChoice{Field: c.Field})
	}
	rows, lacking, err := f.Preview(t.Context(), path, at, choices)
	if err != nil || len(lacking) != 0 || len(rows) != 3 || rows[1].Place != "2/2" || len(rows[1].Rejected) != 0 {
		t.Errorf("rows %+v, lacking %v, %v", rows, lacking, err)
	}
	if _, err := f.Match(t.Context(), path, web.Place{Sheet: "成员", Standard: "company_shareholder"}); err == nil {
		t.Error("a table that is not there is read")
	}
}

// TestPreviewSaysWhatIsMissing: whoever gives no column to what nearly every delivery has is told
// before the import which models will find less.
func TestPreviewSaysWhatIsMissing(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	f := newFiles(lib, func() time.Time { return time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC) })
	path := write(t, t.TempDir(), "婚姻.csv", []byte("男方姓名,女方姓名,登记机关\n王某甲,李某乙,清渠市民政局\n"))
	sheets, _, err := f.Sheets(t.Context(), path)
	if err != nil || len(sheets) != 1 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	choices := []web.ColumnChoice{{Field: "husband"}, {Field: "wife"}, {Field: "authority"}}
	_, lacking, err := f.Preview(t.Context(), path, web.Place{Sheet: sheets[0].Name, Standard: "marriage"}, choices)
	if err != nil {
		t.Fatal(err)
	}
	missing := lib["marriage"].Missing(func(field string) bool {
		return slices.Contains([]string{"husband", "wife", "authority"}, field)
	})
	if len(missing) == 0 || len(lacking) < len(missing) {
		t.Fatalf("%d fields are missing, and %d sentences say so", len(missing), len(lacking))
	}
	_, without, err := f.Preview(t.Context(), path, web.Place{Sheet: sheets[0].Name, Standard: "marriage"}, []web.ColumnChoice{{}, {Field: "wife"}, {Field: "authority"}})
	if err != nil || len(without) != len(lacking) {
		t.Errorf("a required field is told of as one that may be missing: %v, %v", without, err)
	}
	for i, m := range missing {
		if !strings.Contains(lacking[i].ZH, m.Title.ZH) || !strings.Contains(lacking[i].EN, m.Title.EN) {
			t.Errorf("%s: %+v", m.Name, lacking[i])
		}
	}
}
