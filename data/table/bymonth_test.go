package table

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

// TestByMonth: a row with a column for each month is a record for each month with a sum.
func TestByMonth(t *testing.T) {
	sheet := func(title, headings string, rows ...string) Sheet {
		s := Sheet{File: "名册.xlsx", Headings: strings.Split(headings, ","), Columns: make([]Column, strings.Count(headings, ",")+1), Rows: func(yield func(Row, error) bool) {
			for _, r := range rows {
				var cells []Cell
				for _, text := range strings.Split(r, ",") {
					cells = append(cells, Cell{Text: text})
				}
				if !yield(Row{Place: "4", Cells: cells}, nil) {
					return
				}
			}
		}}
		if title != "" {
			s.Notes = []Problem{{Code: "title", Says: fault.Text{ZH: title}}}
		}
		return s
	}
	for _, c := range []struct{ title, headings, row, want string }{
		{"高龄津贴发放名册（2026年）", "姓名,1月,2月,3月,合计", "某甲,100,,100,200", "姓名,发放月份,发放金额 4/1:某甲,2026-01,100 4/3:某甲,2026-03,100"},
		{"", "姓名,2025年11月,2025年12月,2026年1月（元）", "某甲,90,0.00,无", "姓名,发放月份,发放金额 4/1:某甲,2025-11,90"},
		{"", "姓名,202501,202502,202503,备注", "某甲,1,2,3,二月补发", "姓名,备注,发放月份,发放金额 4/1:某甲,二月补发,2025-01,1 4/2:某甲,二月补发,2025-02,2 4/3:某甲,二月补发,2025-03,3"},
		{"养老金2025年发放表", "姓名,一月份,十月份金额,十二月", "某甲,1,2", "姓名,发放月份,发放金额 4/1:某甲,2025-01,1 4/2:某甲,2025-10,2"},
		{"", "姓名,1月,2月,3月", "某甲,1,2,3", "none"},                    // of which year?
		{"2025—2026年发放名册", "姓名,1月,2月,3月", "某甲,1,2,3", "none"},      // one of two
		{"2026年名册", "姓名,1月,2月", "某甲,1,2", "none"},                  // two may be anything
		{"2026年名册", "姓名,1月,2月,2月", "某甲,1,2,3", "none"},             // which is the second?
		{"2026年名册", "姓名,1月出勤天数,2月出勤天数,3月出勤天数", "某甲,1,2,3", "none"}, // no sums
	} {
		s, ok := ByMonth(sheet(c.title, c.headings, c.row))
		got := "none"
		if ok {
			got = sheetText(t, s)
		}
		if got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.title, c.headings, got, c.want)
		}
	}
}
