package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
)

// TestTitledLists: lists of one kind say so in their name alone, and what repeats the key of a
// register by the month is not that register.
func TestTitledLists(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	months := "单位名称,统一社会信用代码,费款所属期,参保人数,实缴金额\n"
	for _, m := range []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
		months += "清渠某甲贸易有限公司,91330106MA27ABCD00,2024" + m + ",12,3600\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"高龄津贴发放明细.csv", "姓名,身份证号码,发放年月,发放金额,开户行\n王某甲,330106193001010019,202403,100,某行\n", "→ 补贴津贴发放：读取 1 行，新增 1"},
		{"离婚登记.csv", "登记日期,离婚证字号,男方姓名,男方身份证号,女方姓名,女方身份证号,登记机关\n2024-03-01,L1,王某甲,330106199001010019,李某乙,330106199001010027,某局\n", "→ 婚姻登记：读取 1 行，新增 1"},
		{"单位参保缴费.csv", months, "→ 社会保险缴费：读取 12 行，新增 12"},
		{"耕地占用税申报.csv", "纳税人识别号,纳税人名称,税款所属期起,应纳税额,实缴税额,申报日期\n91330106MA27ABCD00,清渠某甲贸易有限公司,2024-01-01,100,100,2024-02-01\n", "→ 税款征收：读取 1 行，新增 1"},
	} {
		r := command(t, "", "import", "table", "auto", write(t, dir, c.name, []byte(c.text)), "--home", home)
		if r.code != 0 || !strings.Contains(r.out, c.want) || !strings.Contains(r.out, "隔离 0") {
			t.Errorf("%s: exit %d, no %q:\n%s%s", c.name, r.code, c.want, r.out, r.err)
		}
	}
}

// TestFirmsByMonth: contributions of firms by month leave the register of companies as it is,
// however many firms come before any comes again.
func TestFirmsByMonth(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	list := func(months int) table.Sheet {
		return table.Sheet{File: "企业登记信息.csv", Headings: []string{"企业名称", "统一社会信用代码", "法定代表人", "企业状态", "注册日期", "月份"}, Rows: func(yield func(table.Row, error) bool) {
			for m := range months {
				for i := range 250 {
					var cells []table.Cell
					for _, text := range []string{fmt.Sprintf("清渠%d号贸易有限公司", i), fmt.Sprintf("91330106MA27AB%04d", i), "王某甲", "存续", "2019-01-02", fmt.Sprintf("2024%02d", m+1)} {
						cells = append(cells, table.Cell{Text: text})
					}
					if !yield(table.Row{Cells: cells}, nil) {
						return
					}
				}
			}
		}}
	}
	if s, err := guessed(lib, "企业登记信息.csv", list(1)); err != nil || s.Name != "company" {
		t.Errorf("of one month: %s, %v", s.Name, err)
	}
	if s, err := guessed(lib, "企业登记信息.csv", list(3)); err == nil && s.Name == "company" {
		t.Error("three months of the same firms are taken for the register of companies")
	}
}
