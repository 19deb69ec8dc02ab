package table

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/fault"
)

// workbookOf writes a workbook as excelize does.
func workbookOf(t testing.TB, write func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	write(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// locked returns a workbook with a password.
func locked(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	put(f, "Sheet1", []any{"姓名"}, []any{"甲"})
	var b bytes.Buffer
	if err := f.Write(&b, excelize.Options{Password: "secret"}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// put writes rows from a cell on.
func put(f *excelize.File, sheet string, rows ...[]any) {
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow(sheet, cell, &row); err != nil {
			panic(err)
		}
	}
}

func styled(f *excelize.File, sheet, from, to, format string) {
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err == nil {
		err = f.SetCellStyle(sheet, from, to, style)
	}
	if err != nil {
		panic(err)
	}
}

func TestXLSX(t *testing.T) {
	day := time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		name  string
		write func(f *excelize.File)
		want  string
	}{
		{"kinds of cell", func(f *excelize.File) {
			put(f, "Sheet1", []any{"姓名", "年龄", "登记日期", "在册", "比例", "时刻", "金额"},
				[]any{"甲 & <乙>", 30, day, true, 0.125, 0.5, 0.1 + 0.2}, []any{"330106199001010011", "007", day.Add(90 * time.Minute), false, 0.5, 1.5, 1234567890.5})
			styled(f, "Sheet1", "C2", "C3", `yyyy"年"m"月"d"日"`)
			styled(f, "Sheet1", "E2", "E3", `0.00%`)
			styled(f, "Sheet1", "F2", "F3", `[h]:mm`)
		}, "1: 姓名|年龄|登记日期|在册|比例|时刻|金额\n2> 甲 & <乙>|30#|2024-01-02@|true?|12.5%#|12:00:00|0.3#\n3> 330106199001010011|007|2024-01-02 01:30:00@|false?|50%#|1900-01-01 12:00:00@|1234567890.5#"},
		{"title, two rows of headings, merged data", func(f *excelize.File) {
			put(f, "Sheet1", []any{"某县婚姻登记情况表"}, []any{"填报单位：某县民政局", "", "", "单位：万元"},
				[]any{"序号", "男方", "", "女方", "", "登记日期"}, []any{"", "姓名", "证件号", "姓名", "证件号", ""},
				[]any{1, "甲", "a", "乙", "b", "2024-01-02"}, []any{2, "丙", "c", "丁", "d", ""}, []any{3, "戊", "e", "己", "f", "2024-01-05"},
				[]any{"合计", 3}, []any{"制表人：庚", "", "", "审核：辛"})
			for _, m := range []string{"A1:F1", "A3:A4", "B3:C3", "D3:E3", "F3:F4", "F5:F6"} {
				from, to, _ := strings.Cut(m, ":")
				if err := f.MergeCell("Sheet1", from, to); err != nil {
					panic(err)
				}
			}
		}, "3: 序号|男方姓名|男方证件号|女方姓名|女方证件号|登记日期\n5> 1#|甲|a|乙|b|2024-01-02\n6> 2#|丙|c|丁|d|2024-01-02\n7> 3#|戊|e|己|f|2024-01-05\n8- total 合计 3\n9- note 制表人：庚 审核：辛"},
		{"two rows of headings, only the title merged", func(f *excelize.File) {
			put(f, "Sheet1", []any{"伤害案件双方"}, []any{"序号", "被害人", "", "被告人", "", "案由"}, []any{"", "姓名", "证件号", "姓名", "证件号", ""}, []any{1, "甲", "a", "乙", "b", "伤害"}, []any{2, "丙", "c", "丁", "d", "抢劫"})
			if err := f.MergeCell("Sheet1", "A1", "F1"); err != nil {
				panic(err)
			}
		}, "2: 序号|被害人姓名|被害人证件号|被告人姓名|被告人证件号|案由\n4> 1#|甲|a|乙|b|伤害\n5> 2#|丙|c|丁|d|抢劫"},
		{"formulas have their values", func(f *excelize.File) {
			put(f, "Sheet1", []any{"姓名", "金额"}, []any{"甲", 3})
			if err := f.SetCellFormula("Sheet1", "B2", "1+2"); err != nil {
				panic(err)
			}
		}, "1: 姓名|金额\n2> 甲|3"},
		{"rich text and line breaks in headings", func(f *excelize.File) {
			put(f, "Sheet1", []any{"姓\n名", "身份证号\n（必填）"}, []any{"甲", "x"})
			if err := f.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: "张"}, {Text: "某", Font: &excelize.Font{Bold: true}}}); err != nil {
				panic(err)
			}
		}, "1: 姓名|身份证号（必填）\n2> 张某|x"},
		{"a column without heading", func(f *excelize.File) {
			put(f, "Sheet1", []any{"姓名", "", "金额"}, []any{"甲", "x", 1, "y"}, []any{"乙", "x", 1})
		}, "1: 姓名||金额|\n2> 甲|x|1#|y\n3> 乙|x|1#|"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			check(t, dump(open(t, "a.xlsx", workbookOf(t, tc.write), Options{}).Sheets[0]), tc.want)
		})
	}
}

// TestXLSX1904: a workbook of an old Mac counts days from 1904.
func TestXLSX1904(t *testing.T) {
	b := workbookOf(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			panic(err)
		}
		put(f, "Sheet1", []any{"姓名", "日期"}, []any{"甲", 43831})
		styled(f, "Sheet1", "B2", "B2", "yyyy-mm-dd")
	})
	book := open(t, "a.xlsx", b, Options{})
	check(t, dump(book.Sheets[0]), "1: 姓名|日期\n2> 甲|2024-01-02@")
	if book.Sheets[0].Columns[1].Days != SerialsFrom1904 {
		t.Error("the calendar is not told")
	}
}

func TestSheets(t *testing.T) {
	book := open(t, "登记.xlsx", workbookOf(t, func(f *excelize.File) {
		put(f, "Sheet1", []any{"姓名", "金额（万元）"}, []any{"甲", 1})
		for _, name := range []string{"表2", "空"} {
			if _, err := f.NewSheet(name); err != nil {
				panic(err)
			}
		}
		put(f, "表2", []any{"单位：元"}, []any{"姓名", "金额"}, []any{"乙", 2})
		if err := f.SetSheetVisible("表2", false); err != nil {
			panic(err)
		}
	}), Options{})
	if len(book.Sheets) != 2 || len(book.Notes) != 1 || book.Notes[0].Code != "empty" {
		t.Fatalf("got %d sheets, notes %v", len(book.Sheets), book.Notes)
	}
	check(t, dump(book.Sheets[1]), "表2!2: 姓名|金额\n表2!3> 乙|2#")
	if s := book.Sheets[1]; !s.Hidden || s.Columns[1].SheetUnit != "元" || book.Sheets[0].Columns[1].Unit != "万元" || s.File != "登记.xlsx" || s.Name != "表2" {
		t.Errorf("got %+v", s)
	}
}

// TestLostDigits: identity numbers that were kept as numbers have lost their last digits.
func TestLostDigits(t *testing.T) {
	s := open(t, "a.xlsx", workbookOf(t, func(f *excelize.File) {
		put(f, "Sheet1", []any{"姓名", "身份证号", "卡号", "电话"}, []any{"甲", "330106199001010011", "x", 13800000000},
			[]any{"乙", 330106199001010011.0, "6.22200E+18", 13800000001}, []any{"丙", 330106199001010022.0, "6222000000000000", 13800000002})
	}), Options{}).Sheets[0]
	if s.Columns[0].Lost != nil || s.Columns[3].Lost != nil || s.Columns[2].Lost == nil {
		t.Errorf("got %+v", s.Columns)
	}
	lost := s.Columns[1].Lost
	if lost == nil {
		t.Fatal("not noticed")
	}
	if lost.Kind != fault.Invalid || !strings.Contains(lost.Public.ZH, "“身份证号”列中有 2 个") || !strings.Contains(lost.Public.EN, "row 3") {
		t.Errorf("got %v", lost.Public)
	}
	check(t, dump(s), "1: 姓名|身份证号|卡号|电话\n2> 甲|330106199001010011|x|13800000000#\n3> 乙|3.3010619900101E+17#|6.22200E+18|13800000001#\n4> 丙|3.3010619900101E+17#|6222000000000000|13800000002#")
}

// TestCutWorkbook: a workbook with bytes missing gives an error and never a panic.
func TestCutWorkbook(t *testing.T) {
	b := workbookOf(t, func(f *excelize.File) { put(f, "Sheet1", []any{"姓名", "金额"}, []any{"甲", 1}) })
	for n := 8; n < len(b); n += 97 {
		_, err := OpenReader(t.Context(), bytes.NewReader(b[:n]), int64(n), "a.xlsx", Options{})
		if !fault.Is(err, fault.Invalid) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

// TestLargeWorkbook: rows beyond the first buffer come whole.
func TestLargeWorkbook(t *testing.T) {
	const rows = 6000
	b := workbookOf(t, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			panic(err)
		}
		for i := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			row := []any{fmt.Sprintf("甲%d", i), i, fmt.Sprintf("某路%d号", i)}
			if i == 0 {
				row = []any{"姓名", "编号", "地址"}
			}
			if err := w.SetRow(cell, row); err != nil {
				panic(err)
			}
		}
		if err := w.Flush(); err != nil {
			panic(err)
		}
	})
	n := 0
	for row, err := range open(t, "a.xlsx", b, Options{}).Sheets[0].Rows {
		n++
		if err != nil || row.Cells[0].Text != fmt.Sprintf("甲%d", n) || row.Cells[1].Text != itoa(n) || row.Place != itoa(n+1) {
			t.Fatalf("row %d: got %v, %v", n, row, err)
		}
	}
	if n != rows-1 {
		t.Errorf("got %d rows", n)
	}
}
