package table

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

const spreadsheet = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="在册"><Table><Row><Cell ss:MergeAcross="3"><Data ss:Type="String">某县名册</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">村</Data></Cell><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">起始日期</Data></Cell><Cell><Data ss:Type="String">金额</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">东村</Data></Cell><Cell><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="DateTime">2025-03-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">12.5</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">乙</Data></Cell><Cell ss:Index="4"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="空"><Table/></Worksheet></Workbook>`

func TestXMLSpreadsheet(t *testing.T) {
	book := open(t, "a.xls", []byte(spreadsheet), Options{})
	if len(book.Sheets) != 1 || len(book.Notes) != 1 {
		t.Fatalf("got %+v, %+v", book.Sheets, book.Notes)
	}
	check(t, dump(book.Sheets[0]), "在册!3: 村|姓名|起始日期|金额\n在册!4> 东村|甲|2025-03-01@|12.5#\n在册!5> 东村|乙||7#")
	for n := 200; n < len(spreadsheet)-len("</Worksheet></Workbook>"); n += 7 {
		if _, err := OpenReader(t.Context(), strings.NewReader(spreadsheet[:n]), int64(n), "a.xls", Options{}); !fault.Is(err, fault.Invalid) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

// TestXMLSpreadsheetOfGaps: a row of a few letters may ask for thousands of empty cells.
func TestXMLSpreadsheetOfGaps(t *testing.T) {
	b := spreadsheet[:strings.Index(spreadsheet, "<Row>")] + strings.Repeat(`<Row><Cell ss:Index="16000"><Data>1</Data></Cell></Row>`, 2000)
	if _, err := OpenReader(t.Context(), strings.NewReader(b), int64(len(b)), "a.xls", Options{}); !fault.Is(err, fault.Invalid) {
		t.Fatalf("got %v", err)
	}
}

// FuzzMarkup tries web pages and spreadsheets in XML.
func FuzzMarkup(f *testing.F) {
	for _, s := range []string{
		"<html><table><tr><td>姓名<td rowspan=3>年龄<tr><td>甲", "<table><tr><td><table><tr><td colspan=9>a</table>", "<!doctype html><script><table></script><table><td>x</table></table>",
		spreadsheet, `<?xml version="1.0" encoding="gb2312"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row ss:Index="9"><Cell ss:Index="70000" ss:MergeDown="99999"><Data>1`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > small {
			t.Skip()
		}
		sound(t, "a.xls", b)
	})
}
