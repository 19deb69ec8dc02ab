package main

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// registers measures the import of a large register, as CSV and as a workbook.
func (b bench) registers(csvRows, xlsxRows int) error {
	dir, err := os.MkdirTemp("", "mingjian-registers-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, file := range []struct {
		name string
		rows int
		fill func(w io.Writer, rows int) error
	}{
		{"payments.csv", csvRows, writeCSV},
		{"payments.xlsx", xlsxRows, writeXLSX},
	} {
		path := filepath.Join(dir, file.name)
		if err := create(path, func(w io.Writer) error { return file.fill(w, file.rows) }); err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		kind := strings.TrimPrefix(filepath.Ext(path), ".")
		work := fmt.Sprintf("%d invented insurance payments, %.0f MB of %s", file.rows, float64(info.Size())/1e6, kind)
		home := func(i int) string { return filepath.Join(dir, kind+fmt.Sprint(i)) }
		took, peak, err := b.best(func(i int) []string {
			return []string{"import", "table", "insurance_payment", path, "--home", home(i), "--json"}
		})
		if err != nil {
			return err
		}
		if rows, err := rowsOf(home(0)); err != nil || rows != int64(file.rows) {
			return fmt.Errorf("%d of %d rows are there: %w", rows, file.rows, err)
		}
		b.row("import of a register, "+kind, fmt.Sprintf("%.0f rows/s, %.1f s", float64(file.rows)/took.Seconds(), took.Seconds()), work)
		b.row("import of a register, "+kind+", peak memory", fmt.Sprintf("%d MB", peak), work)
		took, _, err = b.best(func(i int) []string {
			return []string{"import", "table", "insurance_payment", path, "--home", home(i), "--json"}
		})
		if err != nil {
			return err
		}
		b.row("the same file again, "+kind, fmt.Sprintf("%.1f s", took.Seconds()), work)
	}
	return nil
}

func create(path string, fill func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	if err := fill(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// paymentHeadings are those of the columns that payment makes.
func paymentHeadings() []string {
	return []string{"个人编号", "姓名", "身份证号", "险种", "单位名称", "费款所属期", "缴费基数", "单位缴费金额", "个人缴费金额", "到账日期", "经办机构"}
}

// payment makes the nth row: of person n/60 the payment of one of sixty months. The same n
// gives the same row everywhere.
func payment(n int, cells []string) []string {
	person, month := n/60, n%60
	year, m := 2019+month/12, month%12+1
	base := 3000 + person*37%9000
	return append(cells[:0], fmt.Sprintf("33%010d", person), inventedName(person), inventedID(person), "企业职工基本养老保险",
		fmt.Sprintf("清河县第%d制造有限公司", person%2000), fmt.Sprintf("%d-%02d-01", year, m), strconv.Itoa(base)+".00",
		fmt.Sprintf("%.2f", float64(base)*0.14), fmt.Sprintf("%.2f", float64(base)*0.08), fmt.Sprintf("%d-%02d-%02d", year, m, 10+person%15),
		fmt.Sprintf("清河县社保中心第%d分中心", person%8))
}

// inventedName makes a name of which there is more than one, as there is of real ones.
func inventedName(n int) string {
	family, given := []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"), []rune("安远晓禾文博思齐嘉言若水子衿明轩长风")
	return string([]rune{family[n%len(family)], given[n/7%len(given)], given[n/131%len(given)]})
}

// inventedID makes a resident ID of a division that does not exist, with its check digit.
func inventedID(n int) string {
	body := fmt.Sprintf("330698%04d%02d%02d%03d", 1950+n%55, n%12+1, n%28+1, 1+n/660%999)
	weights, sum := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}, 0
	for i, w := range weights {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11])
}

func writeCSV(w io.Writer, rows int) error {
	if _, err := fmt.Fprintln(w, strings.Join(paymentHeadings(), ",")); err != nil {
		return err
	}
	var cells []string
	for n := range rows {
		cells = payment(n, cells)
		if _, err := fmt.Fprintln(w, strings.Join(cells, ",")); err != nil {
			return err
		}
	}
	return nil
}

// writeXLSX writes a workbook as spreadsheets do: texts shared, sums as numbers.
func writeXLSX(w io.Writer, rows int) error {
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	z := zip.NewWriter(w)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook ` + main + ` xmlns:r="` + rel + `"><sheets><sheet name="缴费" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + rel + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
	} {
		f, err := z.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, head+part[1]); err != nil {
			return err
		}
	}
	texts, err := writeWorksheet(z, head, main, rows)
	if err != nil {
		return err
	}
	f, err := z.Create("xl/sharedStrings.xml")
	if err != nil {
		return err
	}
	fmt.Fprintf(f, "%s<sst %s>", head, main)
	for _, t := range texts {
		fmt.Fprintf(f, "<si><t>%s</t></si>", t)
	}
	fmt.Fprint(f, "</sst>")
	return z.Close()
}

func writeWorksheet(z *zip.Writer, head, main string, rows int) (texts []string, err error) {
	f, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	w, number := bufio.NewWriterSize(f, 1<<20), map[string]int{}
	line := func(row int, cells []string) {
		fmt.Fprintf(w, `<row r="%d">`, row)
		for i, c := range cells {
			if row > 1 && i >= 6 && i <= 8 {
				fmt.Fprintf(w, `<c r="%c%d"><v>%s</v></c>`, 'A'+i, row, c)
				continue
			}
			n, ok := number[c]
			if !ok {
				n = len(texts)
				number[c], texts = n, append(texts, c)
			}
			fmt.Fprintf(w, `<c r="%c%d" t="s"><v>%d</v></c>`, 'A'+i, row, n)
		}
		fmt.Fprint(w, "</row>")
	}
	fmt.Fprintf(w, `%s<worksheet %s><sheetData>`, head, main)
	line(1, paymentHeadings())
	var cells []string
	for n := range rows {
		cells = payment(n, cells)
		line(n+2, cells)
	}
	fmt.Fprint(w, "</sheetData></worksheet>")
	return texts, w.Flush()
}
