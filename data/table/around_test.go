package table

import (
	"strings"
	"testing"
)

func TestWith(t *testing.T) {
	s := Sheet{File: "高龄津贴.csv", Name: "五月", Headings: []string{"姓名"}, Columns: []Column{{}}, Notes: []Problem{problem("title", "甲镇发放表", "a list")},
		Rows: func(yield func(Row, error) bool) { yield(Row{Place: "2", Cells: []Cell{{Text: "甲一"}}}, nil) }}
	if got := strings.Join(s.Around(), "|"); got != "五月|甲镇发放表|高龄津贴.csv" {
		t.Errorf("around it is %s", got)
	}
	w := s.With("补贴项目", "高龄津贴")
	for r, err := range w.Rows {
		if err != nil || len(r.Cells) != 2 || r.Cells[1].Text != "高龄津贴" {
			t.Errorf("row %v, %v", r, err)
		}
	}
	if len(w.Headings) != 2 || len(w.Columns) != 2 || len(w.Notes) != 2 || len(s.Headings) != 1 || len(s.Notes) != 1 {
		t.Errorf("with the column %+v, without %+v", w, s)
	}
}
