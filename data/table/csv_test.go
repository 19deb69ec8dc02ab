package table

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"
)

// open opens a file in memory.
func open(t testing.TB, name string, b []byte, o Options) *Book {
	t.Helper()
	book, err := OpenReader(t.Context(), strings.NewReader(string(b)), int64(len(b)), name, o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}

// dump writes a sheet as text: headings, rows, errors and what was passed over.
func dump(s Sheet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", s.Place, strings.Join(s.Headings, "|"))
	for row, err := range s.Rows {
		if err != nil {
			fmt.Fprintf(&b, "%s! %v\n", row.Place, err)
			continue
		}
		fmt.Fprintf(&b, "%s> ", row.Place)
		for i, c := range row.Cells {
			if i > 0 {
				b.WriteByte('|')
			}
			b.WriteString(c.Text)
			b.WriteString([]string{"", "#", "@", "?"}[c.Kind])
		}
		b.WriteByte('\n')
	}
	for _, p := range s.Aside().Rows {
		fmt.Fprintf(&b, "%s- %s %s\n", p.Place, p.Code, p.Text)
	}
	return b.String()
}

func check(t *testing.T, got, want string) {
	t.Helper()
	if got = strings.TrimSpace(got); got != strings.TrimSpace(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCSV(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"plain", "姓名,年龄\n甲,30\n乙,40\n", "1: 姓名|年龄\n2> 甲|30\n3> 乙|40"},
		{"no last newline, CRLF", "姓名,年龄\r\n甲,30\r\n乙,40", "1: 姓名|年龄\n2> 甲|30\n3> 乙|40"},
		{"old Mac", "姓名,年龄\r甲,30\r乙,40\r", "1: 姓名|年龄\n2> 甲|30\n3> 乙|40"},
		{"tabs with commas inside", "姓名\t金额\n甲\t1,200.50\n乙\t1,000,000\n", "1: 姓名|金额\n2> 甲|1,200.50\n3> 乙|1,000,000"},
		{"semicolons", "姓名;金额\n甲;1,5\n乙;2,5\n", "1: 姓名|金额\n2> 甲|1,5\n3> 乙|2,5"},
		{"bars", "姓名|金额|日期\n甲|1|2024-01-02\n乙|2|2024-01-03\n", "1: 姓名|金额|日期\n2> 甲|1|2024-01-02\n3> 乙|2|2024-01-03"},
		{"separator told", "sep=;\n姓名;金额\n甲;1\n", "2: 姓名|金额\n3> 甲|1"},
		{"quotes", "姓名,地址\n\"甲\",\"某路1号,\n2幢\"\"东\"\"\"\n乙,5\"管\n", "1: 姓名|地址\n2> 甲|某路1号,\n2幢\"东\"\n3> 乙|5\"管"},
		{"open quote", "姓名,地址\n甲,\"某路\n乙,某街\n", "1: 姓名|地址\n2! 第 2 行有引号没有闭合，该行无法读取。\n3> 乙|某街"},
		{"ragged", "姓名,年龄,电话\n甲\n乙,40,,,\n丙,1,2,3\n\n丁,2,3\n", "1: 姓名|年龄|电话\n2> 甲||\n3> 乙|40|\n4! 第 4 行有 4 个单元格，而表头只有 3 列，无法判断各列的归属。\n6> 丁|2|3"},
		{"blank rows count", "\n\n姓名,年龄\n\n甲,30\n , \n乙,1\n", "3: 姓名|年龄\n5> 甲|30\n7> 乙|1"},
		{"title above", "某县婚姻登记表,,\n单位：万元,,\n姓名,金额,日期\n甲,30,2024-01-02\n乙,40,2024-01-02\n", "3: 姓名|金额|日期\n4> 甲|30|2024-01-02\n5> 乙|40|2024-01-02"},
		{"two rows of headings", "男方,,女方,,登记日期\n姓名,证件号,姓名,证件号,\n甲,1,乙,2,2024-01-02\n", "1: 男方姓名|男方证件号|女方姓名|女方证件号|登记日期\n3> 甲|1|乙|2|2024-01-02"},
		{"no headings", "甲,330106199001010011,2024-01-02\n乙,330106199001010012,2024-01-03\n", ": 列1|列2|列3\n1> 甲|330106199001010011|2024-01-02\n2> 乙|330106199001010012|2024-01-03"},
		{"headings repeated, totals, notes", "姓名,金额,日期\n（1）,（2）,（3）\n甲,30,2024-01-02\n小计,30,\n姓名,金额,日期\n乙,40,2024-01-02\n合计,70,—\n制表人：丙,,审核人：丁\n", "1: 姓名|金额|日期\n3> 甲|30|2024-01-02\n6> 乙|40|2024-01-02\n2- numbering （1） （2） （3）\n4- total 小计 30\n5- headings 姓名 金额 日期\n7- total 合计 70 —\n8- note 制表人：丙 审核人：丁"},
		{"notes below", "姓名,金额,日期,备注\n甲,30,2024-01-02,\n备注,3,2024-01-02,x\n注：以上数据截至年底,,,\n第1页 共1页,,,\n", "1: 姓名|金额|日期|备注\n2> 甲|30|2024-01-02|\n3> 备注|3|2024-01-02|x\n4- note 注：以上数据截至年底\n5- note 第1页 共1页"},
		{"one column", "姓名\n甲\n乙\n", "1: 姓名\n2> 甲\n3> 乙"},
		{"NULs stay in the cell", "姓名,年龄\n甲\x00,30\n乙,1\n", "1: 姓名|年龄\n2> 甲\x00|30\n3> 乙|1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			check(t, dump(open(t, "a.csv", []byte(tc.text), Options{}).Sheets[0]), tc.want)
		})
	}
}

func TestCSVEncodings(t *testing.T) {
	text := "姓名,金额\n甲某,30\n乙某,40\n"
	for name, enc := range map[string]encoding.Encoding{
		"gb18030": simplifiedchinese.GB18030, "gbk": simplifiedchinese.GBK, "utf-8 mark": encunicode.UTF8BOM,
		"utf-16le": encunicode.UTF16(encunicode.LittleEndian, encunicode.UseBOM), "utf-16be": encunicode.UTF16(encunicode.BigEndian, encunicode.UseBOM),
		"utf-16le without mark": encunicode.UTF16(encunicode.LittleEndian, encunicode.IgnoreBOM),
	} {
		t.Run(name, func(t *testing.T) {
			b, err := enc.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			check(t, dump(open(t, "a.txt", b, Options{}).Sheets[0]), "1: 姓名|金额\n2> 甲某|30\n3> 乙某|40")
		})
	}
}

// TestCSVLateChinese: the encoding of a file whose first pages are ASCII is told by the rest.
func TestCSVLateChinese(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,name\n")
	for i := range 40000 {
		fmt.Fprintf(&b, "%d,abc\n", i)
	}
	b.WriteString("40000,张某某\n40001,李某某\n")
	raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for row, err := range open(t, "a.csv", raw, Options{}).Sheets[0].Rows {
		if err != nil {
			t.Fatal(err)
		}
		last = row.Cells[1].Text
	}
	if last != "李某某" {
		t.Errorf("got %q", last)
	}
}
