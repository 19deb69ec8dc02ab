package table

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// benchRow is one invented record of a payroll.
func benchRow(i int) []string {
	return []string{
		fmt.Sprintf("P%08d", i), "某某建设有限公司" + fmt.Sprint(i%500), "张某" + fmt.Sprint(i%9000), fmt.Sprintf("33010619%02d0101%04d", i%80+10, i%9000),
		"2024-03", fmt.Sprintf("2024-04-%02d", i%28+1), fmt.Sprintf("%d.%02d", 3000+i%5000, i%100), "银行代发", fmt.Sprintf("138%08d", i), "浙江省某市某区某某路" + fmt.Sprint(i%300) + "号",
	}
}

var benchHeadings = []string{"流水号", "单位名称", "姓名", "身份证号", "所属月份", "发放日期", "实发金额", "发放方式", "电话", "地址"}

func benchCSV(rows int) []byte {
	var b bytes.Buffer
	for i := -1; i < rows; i++ {
		cells := benchHeadings
		if i >= 0 {
			cells = benchRow(i)
		}
		for j, c := range cells {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func benchXLSX(tb testing.TB, rows int) []byte {
	return workbookOf(tb, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		for i := -1; i < rows && err == nil; i++ {
			cells := benchHeadings
			if i >= 0 {
				cells = benchRow(i)
			}
			row := make([]any, len(cells))
			for j, c := range cells {
				row[j] = c
			}
			err = w.SetRow(fmt.Sprintf("A%d", i+2), row)
		}
		if err == nil {
			err = w.Flush()
		}
		if err != nil {
			tb.Fatal(err)
		}
	})
}

// benchFile opens a file and reads all its rows.
func benchFile(b *testing.B, name string, file []byte, rows int) {
	b.ReportAllocs()
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		n := 0
		for _, err := range open(b, name, file, Options{}).Sheets[0].Rows {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != rows {
			b.Fatalf("got %d rows", n)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkCSV(b *testing.B) { benchFile(b, "a.csv", benchCSV(100_000), 100_000) }

func BenchmarkXLSX(b *testing.B) { benchFile(b, "a.xlsx", benchXLSX(b, 20_000), 20_000) }

// BenchmarkExcelize reads the same workbook with excelize, for comparison.
func BenchmarkExcelize(b *testing.B) {
	const rows = 20_000
	file := benchXLSX(b, rows)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(file))
		if err != nil {
			b.Fatal(err)
		}
		r, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for r.Next() {
			if _, err := r.Columns(); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkJSON(b *testing.B) {
	var buf bytes.Buffer
	for i := range 50_000 {
		r := benchRow(i)
		fmt.Fprintf(&buf, `{"流水号":%q,"单位名称":%q,"姓名":%q,"身份证号":%q,"月份":%q,"日期":%q,"金额":%s,"方式":%q,"电话":%q,"地址":%q}`+"\n", r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9])
	}
	benchFile(b, "a.jsonl", buf.Bytes(), 50_000)
}
