package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// sound opens a file and holds what comes of it to the contract: an error for a person, or
// rows as wide as the headings, each with a place.
func sound(t *testing.T, name string, file []byte) {
	book, err := OpenReader(t.Context(), bytes.NewReader(file), int64(len(file)), name, Options{})
	if err != nil {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("open: %v", err)
		}
		return
	}
	defer book.Close()
	for _, s := range book.Sheets {
		if len(s.Columns) != len(s.Headings) {
			t.Errorf("%d columns, %d headings", len(s.Columns), len(s.Headings))
		}
		n, ended := 0, false
		for row, err := range s.Rows {
			if ended {
				t.Error("rows after the last error")
			}
			switch {
			case err != nil && !fault.Is(err, fault.Invalid):
				t.Errorf("row: %v", err)
			case err != nil:
				ended = row.Place == ""
			case row.Place == "" || len(row.Cells) != len(s.Headings):
				t.Errorf("row %+v under %d headings", row, len(s.Headings))
			}
			if n++; n > 5000 {
				break
			}
		}
	}
}

// small is how many bytes are tried at once.
const small = 32 << 10

func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"姓名,年龄\n甲,30\n", "姓名\t年龄\r\n\"甲\n\"\"\",30\r\n", "sep=;\na;b\n1;2", "\xEF\xBB\xBFa,b\n\"open,1\n2,3\n", "男方,,女方,\n姓名,号,姓名,号\n甲,1,乙,2\n合计,1\n",
		"\xD0\xD5\xC3\xFB,\xC4\xEA\xC1\xE4\n\xBC\xD7,30\n", "\xFF\xFEa\x00,\x00b\x00\n\x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) <= small {
			sound(t, "a.csv", b)
		}
	})
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		"{\"a\":1}\n{\"a\":\"\\u4e2d\\\"\",\"b\":{\"c\":[1,{}]}}\n", "[{\"a\":1},{\"a\":null}]", "{\n\"a\":true}\n{\"a\":", "{\"a\":1,\"a\":2}\n[1]\n", "[\n]", "{}\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) <= small {
			sound(t, "a.jsonl", b)
		}
	})
}

// FuzzXLSX puts any XML in the place of a sheet and of the shared texts of a workbook, and
// any bytes in the place of some of the archive's own.
func FuzzXLSX(f *testing.F) {
	base := workbookOf(f, func(w *excelize.File) { put(w, "Sheet1", []any{"姓名", "日期"}, []any{"甲", 45293}) })
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>x&amp;_x000D_</t></is></c></row><row><c><v>1E+17</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`),
		[]byte(`<sst><si><t>甲</t></si><si><r><t>乙</t></r><rPh><t>x</t></rPh></si></sst>`), uint16(0), []byte(nil))
	f.Add([]byte(`<x:row r="9"><x:c r="XFD1" t="d"><x:v>2024-01-02T10:00:00Z</x:v></x:c><!-- > --><![CDATA[<c>]]>`), []byte(`<si/>`), uint16(40), []byte{0xFF})
	f.Fuzz(func(t *testing.T, sheet, shared []byte, at uint16, patch []byte) {
		if len(sheet)+len(shared)+len(patch) > small {
			t.Skip("too large to be tried often")
		}
		file := replaced(t, base, map[string][]byte{"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared})
		copy(file[min(int(at), len(file)):], patch)
		sound(t, "a.xlsx", file)
	})
}

// replaced writes an archive anew with other parts.
func replaced(t testing.TB, file []byte, parts map[string][]byte) []byte {
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range r.File {
		part, ok := parts[m.Name]
		if !ok {
			in, err := m.Open()
			if err != nil {
				t.Fatal(err)
			}
			if part, err = io.ReadAll(in); err != nil {
				t.Fatal(err)
			}
		}
		out, err := w.CreateHeader(&zip.FileHeader{Name: m.Name, Method: zip.Store})
		if err == nil {
			_, err = out.Write(part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzParquet puts any bytes in the place of some of a file's own.
func FuzzParquet(f *testing.F) {
	type row struct {
		Name  string   `parquet:"name,dict"`
		Born  int32    `parquet:"born,date"`
		Money int64    `parquet:"money,decimal(2:18)"`
		Tags  []string `parquet:"tags,list"`
	}
	base := parquetOf(f, []row{{"甲", 1, 2, []string{"x"}}, {"乙", 3, 4, nil}, {"甲", 5, 6, nil}})
	f.Add(uint16(4), []byte{0xFF})
	f.Add(uint16(len(base)-9), []byte{0, 1, 2})
	f.Add(uint16(len(base)/2), []byte("PAR1"))
	f.Fuzz(func(t *testing.T, at uint16, patch []byte) {
		file := bytes.Clone(base)
		copy(file[min(int(at), len(file)):], patch)
		sound(t, "a.parquet", file)
	})
}

// FuzzRead: no cell makes a reader panic, what is read has the type of the field, and what is
// written differently or not read keeps the cell.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"2024年1月2日", "1,234.56元", "(3.5万元)", "11010519491231002x", "（2024）浙0603民初12号", "浙A·12345", "+86 138-0000-0000", "√", "1.1E+17", "２０２４－１－２", "叁拾万元整", "\xff", `="1"`} {
		f.Add(s, uint8(0), "万元")
	}
	readers := fuzzReaders()
	f.Fuzz(func(t *testing.T, text string, kind uint8, unit string) {
		for _, field := range readers {
			c := Cell{Text: text, Kind: CellKind(kind % 4)}
			v, err := NewReader(field, Column{Unit: unit, Days: SerialsFrom1900}, today()).Read(c)
			if err != nil && (v.V != nil || v.Raw != text || len(v.Problems) == 0 || !fault.Is(err, fault.Invalid)) {
				t.Errorf("%s %q: failed with %+v, %v", field.Type, text, v, err)
			}
			if v.Raw != "" && v.Raw != text {
				t.Errorf("%s %q: raw is %q", field.Type, text, v.Raw)
			}
			if !typed(field, v.V) || v.V == nil && v.Raw == "" && !blankText(text) && tidy(text) != "" {
				t.Errorf("%s %q: got %+v", field.Type, text, v)
			}
			if s, ok := v.V.(string); ok && v.Raw == "" && s != text {
				t.Errorf("%q became %q unseen", text, s)
			}
		}
	})
}

func fuzzReaders() []standard.Field {
	fields := []standard.Field{
		fieldOf(standard.TypeDate, "", ""), fieldOf(standard.TypeDate, standard.FormatMonth, ""), fieldOf(standard.TypeDate, standard.FormatFromMonth, ""), fieldOf(standard.TypeDate, standard.FormatToMonth, ""), fieldOf(standard.TypeNumber, "", "yuan"), fieldOf(standard.TypeNumber, "", "percent"), fieldOf(standard.TypeInteger, "", ""), fieldOf(standard.TypeBoolean, "", ""),
	}
	for _, f := range []standard.Format{"", standard.FormatPersonName, standard.FormatOrgName, standard.FormatResidentID, standard.FormatCreditCode, standard.FormatDivision,
		standard.FormatCaseNo, standard.FormatPhone, standard.FormatAccount, standard.FormatPlate, standard.FormatAddress, standard.FormatPartyNo} {
		fields = append(fields, fieldOf(standard.TypeText, f, ""))
	}
	return fields
}

// typed reports whether a value has the type of its field.
func typed(f standard.Field, v any) bool {
	ok := v == nil
	switch f.Type {
	case standard.TypeDate:
		_, is := v.(time.Time)
		return ok || is
	case standard.TypeNumber:
		_, is := v.(float64)
		return ok || is
	case standard.TypeInteger:
		_, is := v.(int64)
		return ok || is
	case standard.TypeBoolean:
		_, is := v.(bool)
		return ok || is
	}
	_, is := v.(string)
	return ok || is
}

// TestCSVBack: what is written as CSV, with quotation marks where needed, is read back as it was.
func TestCSVBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(2, 6).Draw(t, "columns")
		comma := rapid.SampledFrom([]string{",", "\t", ";"}).Draw(t, "comma")
		cell := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙a1 \"\n,;\t.")), 0, 8, -1)
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, columns, columns), 1, 20).Draw(t, "rows")
		var b strings.Builder
		for _, row := range rows {
			for i, c := range row {
				if i > 0 {
					b.WriteString(comma)
				}
				b.WriteString(`"` + strings.ReplaceAll(c, `"`, `""`) + `"`)
			}
			b.WriteString("\r\n")
		}
		s := newCSVScanner(strings.NewReader(b.String()), dialect{comma: comma[0], newline: '\n'})
		for i, row := range rows {
			cells, err := s.next()
			if err != nil || len(cells) != columns {
				t.Fatalf("row %d: %v, %v", i, cells, err)
			}
			for j, c := range row {
				if cells[j].Text != c {
					t.Fatalf("row %d cell %d: got %q, want %q", i, j, cells[j].Text, c)
				}
			}
		}
		if _, err := s.next(); !errors.Is(err, io.EOF) {
			t.Fatalf("after the last: %v", err)
		}
	})
}

// TestXLSXBack: what excelize writes and reads, this package reads too.
func TestXLSXBack(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("甲乙a1<>&\"'_x \n")), 1, 10, -1).Filter(func(s string) bool { return !blankText(s) })
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(text, 3, 3), 1, 10).Draw(rt, "rows")
		file := workbookOf(t, func(f *excelize.File) {
			put(f, "Sheet1", []any{"姓名", "住址", "登记日期"})
			for i, row := range rows {
				for j, c := range row {
					name, _ := excelize.CoordinatesToCellName(j+1, i+2)
					if err := f.SetCellStr("Sheet1", name, c); err != nil {
						rt.Fatal(err)
					}
				}
			}
		})
		ours, err := OpenReader(t.Context(), bytes.NewReader(file), int64(len(file)), "a.xlsx", Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer ours.Close()
		g, err := theirs(file)
		if err != nil {
			rt.Fatal(err)
		}
		i := 0
		for l, err := range ours.Sheets[0].Rows {
			i++
			if err != nil {
				rt.Fatal(err)
			}
			for j, c := range l.Cells {
				if c.Text != g[i][j] {
					rt.Fatalf("row %d cell %d: got %q, excelize %q", i, j, c.Text, g[i][j])
				}
			}
		}
		if i != len(rows) {
			rt.Fatalf("got %d rows of %d", i, len(rows))
		}
	})
}

// theirs reads a workbook with excelize.
func theirs(file []byte) ([][]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.GetRows("Sheet1")
}
