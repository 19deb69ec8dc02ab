package table

import (
	"bytes"

	"github.com/mingjian/mingjian/fault"
)

// A Format is how a file is written.
type Format string

// The formats.
const (
	FormatCSV     Format = "csv"
	FormatXLSX    Format = "xlsx"
	FormatJSON    Format = "json" // JSON Lines, or one array
	FormatParquet Format = "parquet"
	FormatPage    Format = "html" // a web page with tables, often named .xls
	FormatXML     Format = "xml"  // a workbook of Office 2003, often named .xls
	FormatXLS     Format = "xls"  // a binary workbook of Excel 97 to 2003
)

// foreign refuses a file of a known format that is no table, or none that can be read, and
// says what to do. It returns nil for everything else.
func foreign(in input, head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return refuse("“%s”是 PDF 文件，不是表格；请让提供方导出 XLSX 或 CSV。",
			"%q is a PDF file and no table; ask for an export as XLSX or CSV.", in.name)
	case bytes.HasPrefix(head, []byte("\x1F\x8B")), bytes.HasPrefix(head, []byte("Rar!")), bytes.HasPrefix(head, []byte("7z\xBC\xAF\x27\x1C")):
		return refuse("“%s”是压缩包，请先解压，或改用 ZIP 压缩。",
			"%q is an archive; unpack it first, or pack it as ZIP.", in.name)
	}
	return nil
}

// beginning returns the first bytes of a text in lower case, without mark and blanks.
func beginning(head []byte) []byte {
	return bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n"))
}

// refuse is fault.Invalidf as an error.
func refuse(zh, en string, args ...any) error { return fault.Invalidf(zh, en, args...) }
