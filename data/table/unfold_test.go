package table

import (
	"strings"
	"testing"
)

// TestUnfold: what stands side by side in a row becomes records, and the row without them.
func TestUnfold(t *testing.T) {
	sheet := func(headings string, rows ...string) Sheet {
		return Sheet{Headings: strings.Split(headings, ","), Columns: make([]Column, strings.Count(headings, ",")+1), Rows: func(yield func(Row, error) bool) {
			for _, r := range rows {
				var cells []Cell
				for _, text := range strings.Split(r, ",") {
					cells = append(cells, Cell{Text: text})
				}
				if !yield(Row{Place: "2", Cells: cells}, nil) {
					return
				}
			}
		}}
	}
	rest, parts := Unfold(sheet("户号,户主,成员1,成员1证件号,成员2,成员2证件号", "7,某甲,某乙,A,某丙,B", "8,某丁,,,无,"))
	if got := sheetText(t, rest); got != "户号,户主 2:7,某甲 2:8,某丁" {
		t.Errorf("the rest is %s", got)
	}
	if len(parts) != 1 || sheetText(t, parts[0].Sheet) != "户号,户主,成员,成员证件号 2/1:7,某甲,某乙,A 2/2:7,某甲,某丙,B" {
		t.Errorf("parts: %v", parts)
	}
	if got := sheetText(t, parts[0].Only(func(i int) bool { return i == 0 })); got != "户号,成员,成员证件号 2/1:7,某乙,A 2/2:7,某丙,B" {
		t.Errorf("only some columns: %s", got)
	}
	for _, none := range []string{"姓名,证件号", "申请人1,申请人2", "代码_1,名称", "成员1,成员1证件号,住址", "2023年金额,2024年金额"} {
		if _, parts := Unfold(sheet(none)); len(parts) != 0 {
			t.Errorf("%s has parts", none)
		}
	}
}

// sheetText writes a sheet as one line: its headings, and each row with its place.
func sheetText(t *testing.T, s Sheet) string {
	t.Helper()
	out := []string{strings.Join(s.Headings, ",")}
	for r, err := range s.Rows {
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		out = append(out, r.Place+":"+strings.Join(cells, ","))
	}
	return strings.Join(out, " ")
}
