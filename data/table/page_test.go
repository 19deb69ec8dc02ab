package table

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/mingjian/mingjian/fault"
)

// TestPage: a web page with tables, which agencies export as .xls, is read as a workbook is.
func TestPage(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(`<html><head><meta charset="gb2312"><style>td{color:red}</style></head><body>` +
		`<table><tr><td colspan=3>遗体火化登记簿</td></tr><tr><th>姓名</th><th>身份证号</th><th>火化日期</th></tr>` +
		`<tr><td>甲&nbsp;</td><td>330106199001010011</td><td>2024年1月2日</td></tr></table></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, file, want string }{
		{"title and encoding", gbk, "姓名|身份证号|火化日期\n3: 甲|330106199001010011|2024年1月2日\n"},
		{"nothing is closed", "<table><tr><td>姓名<td>金额<tr><td>甲<td>1<tr><td>乙<td>2", "姓名|金额\n2: 甲|1\n3: 乙|2\n"},
		{"cells that reach down", "<table><tr><th>单位</th><th>姓名</th></tr><tr><td rowspan=2>某所</td><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>",
			"单位|姓名\n2: 某所|甲\n3: 某所|乙\n丙\n"},
		{"layout around it", "<html><table><tr><td><table><tr><td>导航</td></tr></table></td><td><table><tr><td>姓名</td><td>金额</td></tr><tr><td>甲</td><td>&lt;5</td></tr></table></td></tr></table></html>",
			"姓名|金额\n2: 甲|<5\n"},
		{"two tables", "<!DOCTYPE html><table><tr><td>姓名</td><td>金额</td></tr><tr><td>甲</td><td>1</td></tr></table><script>var a='<td>'</script><table><tr><td>案号</td><td>罪名</td></tr><tr><td>1号</td><td>盗窃罪</td></tr></table>",
			"姓名|金额\n表1!2: 甲|1\n案号|罪名\n表2!2: 1号|盗窃罪\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			known := map[string]bool{"姓名": true, "身份证号": true, "火化日期": true, "金额": true, "单位": true, "案号": true, "罪名": true}
			b, err := OpenReader(t.Context(), strings.NewReader(tc.file), int64(len(tc.file)), "登记.xls", Options{Known: func(h string) bool { return known[h] }})
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, s := range b.Sheets {
				fmt.Fprintln(&got, strings.Join(s.Headings, "|"))
				for r, err := range s.Rows {
					if err != nil {
						t.Fatal(err)
					}
					var cells []string
					for _, c := range r.Cells {
						cells = append(cells, c.Text)
					}
					fmt.Fprintf(&got, "%s: %s\n", r.Place, strings.Join(cells, "|"))
				}
			}
			if got.String() != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), tc.want)
			}
		})
	}
}

// TestPageEncoding: a page says in which encoding it is; where that cannot be told, the refusal says so
// and not that there is no table.
func TestPageEncoding(t *testing.T) {
	rows := strings.Repeat("<tr><td>甲</td><td>330106199001010011</td></tr>", 40)
	big5, err := traditionalchinese.Big5.NewEncoder().String(`<html><head><meta charset="big5"></head><table><tr><td>姓名</td><td>證件</td></tr>` + rows + `</table></html>`)
	if err != nil {
		t.Fatal(err)
	}
	b, err := OpenReader(t.Context(), strings.NewReader(big5), int64(len(big5)), "名冊.xls", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(b.Sheets[0].Headings, "|"); got != "姓名|證件" {
		t.Errorf("a page in Big5 has the headings %q", got)
	}
	odd := "<html><table><tr><td>" + strings.Repeat("\xff\x80 ", 3000) + "</td><td>b</td></tr></table></html>"
	_, err = OpenReader(t.Context(), strings.NewReader(odd), int64(len(odd)), "名册.xls", Options{})
	if _, says := fault.Split(err); !strings.Contains(says.ZH, "编码") {
		t.Errorf("a page of which nobody can tell the encoding is refused with %q", says.ZH)
	}
}
