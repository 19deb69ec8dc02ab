package table

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

func zipOf(t testing.TB, members map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range members {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestForeign: what cannot be read is refused with a sentence that says what to do.
func TestForeign(t *testing.T) {
	for _, tc := range []struct{ name, file, zh, en string }{
		{"xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600), "损坏", "damaged"},
		{"password", string(locked(t)), "密码", "password"},
		{"web page", "<html><table><tr><td>姓名</td></tr></table></html>", "网页", "web page"},
		{"cut xml", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>`, "XML", "XML"},
		{"pdf", "%PDF-1.7 ...", "PDF", "PDF"},
		{"rar", "Rar!\x1A\x07", "压缩包", "archive"},
		{"empty", "", "空文件", "empty"},
		{"no rows", "\n\n \n", "没有表格数据", "no rows"},
		{"noise", "\x00\x01\x02\xff\xfe\x80\x90\x03\x04\x05\x06\x07\x08", "编码", "encoding"},
		{"xlsb", string(zipOf(t, map[string]string{"xl/workbook.bin": "x", "[Content_Types].xml": "x"})), "xlsb", "xlsb"},
		{"ods", string(zipOf(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"})), "ODS", "ODS"},
		{"docx", string(zipOf(t, map[string]string{"[Content_Types].xml": "x", "word/document.xml": "x"})), "文档", "document"},
		{"broken workbook", string(zipOf(t, map[string]string{"[Content_Types].xml": "x", "xl/workbook.xml": "<workbook"})), "损坏", "damaged"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := OpenReader(t.Context(), strings.NewReader(tc.file), int64(len(tc.file)), "登记表.xlsx", Options{})
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("got %v", err)
			}
			if _, says := fault.Split(err); !strings.Contains(says.ZH, tc.zh) || !strings.Contains(says.EN, tc.en) || !strings.Contains(says.ZH, "登记表") {
				t.Errorf("got %+v", says)
			}
		})
	}
}

func TestOpenFile(t *testing.T) {
	if _, err := Open(t.Context(), filepath.Join(t.TempDir(), "没有.csv"), Options{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("missing: %v", err)
	}
	if _, err := Open(t.Context(), t.TempDir(), Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("folder: %v", err)
	}
	name := filepath.Join(t.TempDir(), "名单.txt")
	if err := os.WriteFile(name, []byte("姓名,金额\n甲,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	book, err := Open(t.Context(), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // rows may be read more than once
		check(t, dump(book.Sheets[0]), "1: 姓名|金额\n2> 甲|1")
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestArchive: each file of an archive is a table of its own, and what is none is told.
func TestArchive(t *testing.T) {
	b := zipOf(t, map[string]string{
		"a/甲.csv": "姓名,金额\n甲,1\n", "乙.jsonl": "{\"姓名\":\"乙\"}\n", "说明.pdf": "%PDF-1.7", "__MACOSX/._x": "x",
		"丙.xlsx": string(workbookOf(t, func(f *excelize.File) { put(f, "Sheet1", []any{"姓名"}, []any{"丙"}) })),
		"丁.zip":  string(zipOf(t, map[string]string{"x.csv": "a,b\n1,2\n"})),
	})
	book := open(t, "报送.zip", b, Options{})
	var got []string
	for _, s := range book.Sheets {
		got = append(got, s.File+" "+string(s.Format)+" "+strings.ReplaceAll(dump(s), "\n", ";"))
	}
	if want := "甲.csv csv 1: 姓名|金额;2> 甲|1;,丙.xlsx xlsx 1: 姓名;2> 丙;,乙.jsonl json : 姓名;1> 乙;"; strings.Join(got, ",") != want {
		t.Errorf("got %s", strings.Join(got, ","))
	}
	if len(book.Notes) != 2 || book.Notes[0].Code != "no_table" || !strings.Contains(book.Notes[0].Says.ZH+book.Notes[1].Says.ZH, "PDF") {
		t.Errorf("got notes %+v", book.Notes)
	}
}

// TestBomb: what unpacks out of all proportion is stopped.
func TestBomb(t *testing.T) {
	old := unpackedBytes(t, 300<<20)
	_, err := OpenReader(t.Context(), bytes.NewReader(old), int64(len(old)), "a.zip", Options{})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}

// unpackedBytes returns a small archive of a member with many bytes.
func unpackedBytes(t *testing.T, n int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.csv")
	if err != nil {
		t.Fatal(err)
	}
	block := bytes.Repeat([]byte("0"), 1<<20)
	for range n >> 20 {
		if _, err := w.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestCallersPanic: a panic in the loop of the caller is the caller's.
func TestCallersPanic(t *testing.T) {
	defer func() {
		if p := recover(); p != "mine" {
			t.Errorf("got %v", p)
		}
	}()
	for range open(t, "a.csv", []byte("姓名,金额\n甲,1\n乙,2\n"), Options{}).Sheets[0].Rows {
		panic("mine")
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	file := strings.Repeat("甲,1\n", 5000)
	book, err := OpenReader(ctx, strings.NewReader(file), int64(len(file)), "a.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	var last error
	for _, last = range book.Sheets[0].Rows {
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("got %v", last)
	}
}

// TestKnown: headings that the caller knows are found below a row that looks like headings.
func TestKnown(t *testing.T) {
	text := "甲单位,乙单位,丙单位\n姓名,性别,住址\n张某,男,某路\n李某,女,某街\n"
	known := func(s string) bool { return s == "姓名" || s == "性别" || s == "住址" }
	check(t, dump(open(t, "a.csv", []byte(text), Options{Known: known}).Sheets[0]), "2: 姓名|性别|住址\n3> 张某|男|某路\n4> 李某|女|某街")
	check(t, dump(open(t, "a.csv", []byte(text), Options{}).Sheets[0]), "1: 甲单位|乙单位|丙单位\n2> 姓名|性别|住址\n3> 张某|男|某路\n4> 李某|女|某街")
}

func TestNotes(t *testing.T) {
	s := open(t, "a.csv", []byte("某县低保名单,,\n姓名,,金额（元）\n甲,x,2\n乙,y,3\n"), Options{}).Sheets[0]
	var codes []string
	for _, n := range s.Notes {
		codes = append(codes, n.Code)
	}
	if got := strings.Join(codes, " "); got != "title unnamed" {
		t.Errorf("got %s", got)
	}
	s = open(t, "a.csv", []byte("甲,330106199001010011\n乙,330106199001010022\n"), Options{}).Sheets[0]
	if !s.Headless || len(s.Notes) != 1 || s.Notes[0].Code != "no_headings" || s.Place != "" {
		t.Errorf("got %+v", s)
	}
}

func TestUnits(t *testing.T) {
	for heading, want := range map[string]string{
		"金额（万元）": "万元", "金额(单位：元)": "元", "工资/元": "元", "工资(元/月)": "元", "比例(%)": "%", "面积（㎡）": "㎡", "姓名（曾用名）": "", "日期(年/月/日)": "", "元旦": "", "刑期：月": "月", "金额": "", "": "",
	} {
		if got := unitOf(heading); got != want {
			t.Errorf("%s: got %q, want %q", heading, got, want)
		}
	}
}

// TestPreview: what a page shows before an import.
func TestPreview(t *testing.T) {
	s := open(t, "a.csv", []byte("姓名,登记日期,备注\n甲,2024年1月2日,x\n乙,1月2日,\n丙,2024-01-05,,多\n丁,,\n"), Options{}).Sheets[0]
	name, day := fieldOf(standard.TypeText, standard.FormatPersonName, ""), fieldOf(standard.TypeDate, "", "")
	p, err := NewPreview(s, []standard.Field{name, day}, 3, today())
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/preview.golden", got)
}

// golden compares with a file; UPDATE=1 writes it anew.
func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	got = append(got, '\n')
	if os.Getenv("UPDATE") != "" {
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, got, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(want, got) {
		t.Errorf("%s: differs, look at it and run with UPDATE=1 (%v)\n%s", file, err, got)
	}
}

// TestWide: a sheet as wide as Excel allows does no harm.
func TestWide(t *testing.T) {
	var b strings.Builder
	for row := range 3 {
		for c := range mostHeadings {
			if c > 0 {
				b.WriteByte(',')
			}
			if row == 0 {
				b.WriteString("栏" + columnLetters(c))
			} else {
				fmt.Fprintf(&b, "%d", c)
			}
		}
		b.WriteByte('\n')
	}
	s := open(t, "a.csv", []byte(b.String()), Options{}).Sheets[0]
	n := 0
	for row, err := range s.Rows {
		if err != nil || row.Cells[mostHeadings-1].Text != itoa(mostHeadings-1) {
			t.Fatal(err)
		}
		n++
	}
	if n != 2 || len(s.Headings) != mostHeadings {
		t.Errorf("got %d rows, %d headings", n, len(s.Headings))
	}
}
