package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record/source/convert"
	"github.com/mingjian/mingjian/data/record/source/pdf"
)

func testFile(tb testing.TB, name string) []byte {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// printed returns the paragraphs of the invented judgment without white space, which
// print and word processors set differently in titles and signatures.
func printed(tb testing.TB) string {
	tb.Helper()
	return unspaced(pageText(string(testFile(tb, "judgment.html"))))
}

func unspaced(text string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '　' {
			return -1
		}
		return r
	}, text)
}

func TestPDFGivesTheParagraphsThatWerePrinted(t *testing.T) {
	dir := t.TempDir()
	inZip := filepath.Join(dir, "b.zip")
	writeZip(t, inZip, "案一.pdf", testFile(t, "judgment.pdf"))
	p := write(t, filepath.Join(dir, "a.pdf"), string(testFile(t, "judgment.pdf")))
	g := collect(t, Reader{}, p, inZip)
	if len(g.docs) != 2 || len(g.unread) != 0 {
		t.Fatalf("got %d documents, unread %+v", len(g.docs), g.unread)
	}
	if g.docs[0].ID != "a" || g.docs[1].ID != "案一" || g.docs[1].Source != inZip+"!案一.pdf" {
		t.Errorf("got %q from %q", g.docs[1].ID, g.docs[1].Source)
	}
	for _, d := range g.docs {
		if got, want := unspaced(d.Text), printed(t); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if d.Recognised != 0 || d.Mended != 0 {
			t.Errorf("recognised %d, mended %d", d.Recognised, d.Mended)
		}
	}
}

func writeZip(t *testing.T, name, member string, b []byte) {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	f, err := z.Create(member)
	if err == nil {
		_, err = f.Write(b)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	write(t, name, buf.String())
}

// pdfOf puts a PDF file together from its objects, the first of which is the catalogue.
func pdfOf(trailer string, objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return b.String()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(content), content)
}

// scanned returns a PDF file of A4 pages; the picture stands on each but those that are
// texts.
func scanned(picture []byte, width, height int, texts ...string) string {
	kids := make([]string, len(texts))
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", width, height), string(picture)),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	for i, text := range texts {
		content := "q 595 0 0 842 0 0 cm /I Do Q"
		if text != "" {
			content = "BT /F 12 Tf 72 700 Td (" + text + ") Tj ET"
		}
		kids[i] = fmt.Sprintf("%d 0 R", len(objects)+1)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>/Font<</F 4 0 R>>>>/Contents %d 0 R>>", len(objects)+2),
			stream("", content))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(texts), strings.Join(kids, " "))
	return pdfOf("", objects...)
}

// photographed returns the first page of the invented judgment as a JPEG picture.
func photographed(t *testing.T) (picture []byte, width, height int) {
	t.Helper()
	e, err := pdf.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	f, err := e.Open(t.Context(), testFile(t, "judgment.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	drawn, err := f.Draw(0)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), drawn.Bounds().Dx(), drawn.Bounds().Dy()
}

func TestPDFThatCannotBeRead(t *testing.T) {
	whole := string(testFile(t, "judgment.pdf"))
	locked := pdfOf("/Encrypt 2 0 R/ID[<00000000000000000000000000000000><00000000000000000000000000000000>]",
		"<</Type/Catalog/Pages 3 0 R>>",
		"<</Filter/Standard/V 1/R 2/P -4/O<"+strings.Repeat("00", 32)+">/U<"+strings.Repeat("00", 32)+">>>",
		"<</Type/Pages/Count 0/Kids[]>>")
	many := pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 3000/Kids["+strings.Repeat("3 0 R ", 3000)+"]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
	cases := []struct{ name, content, says string }{
		{"cut off", whole[:len(whole)/3], "不是完整的 PDF"},
		{"head only", "%PDF-1.7\n", "不是完整的 PDF"},
		{"noise", "%PDF-1.7\n" + strings.Repeat("\x01\x9c\x00\xe3", 3000), "不是完整的 PDF"},
		{"locked", locked, "密码"},
		{"blank page", pdfOf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"), "是空的"},
		{"too many pages", many, "2000 页"},
		{"not at its start", "junk\n%PDF", "不是完整的 PDF"},
		{"scan", scanned([]byte("no picture"), 10, 10, ""), "--convert"},
	}
	dir := t.TempDir()
	for _, tc := range cases {
		write(t, filepath.Join(dir, tc.name+".pdf"), tc.content)
	}
	refused := map[string]string{}
	g := collect(t, Reader{}, dir) // at once, as PDFium takes long to start
	for _, u := range g.unread {
		refused[baseName(u.Source)] = u.Why.ZH
	}
	if len(g.docs) != 0 || len(g.unread) != len(cases) {
		t.Errorf("got %d documents and %d refusals", len(g.docs), len(g.unread))
	}
	for _, tc := range cases {
		if got := refused[tc.name]; !strings.Contains(got, tc.says) {
			t.Errorf("%s: got %q, want %q", tc.name, got, tc.says)
		}
	}
}

func TestPicturePagesAreNamedOrRecognised(t *testing.T) {
	picture, width, height := photographed(t)
	// The last page has a short line and no picture: it is text.
	p := write(t, filepath.Join(t.TempDir(), "a.pdf"), scanned(picture, width, height, "The first page has some text.", "", "The end"))
	g := collect(t, Reader{}, p)
	if len(g.docs) != 1 || g.docs[0].Text != "The first page has some text.\nThe end\n" ||
		len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "第 2 页是图片") {
		t.Fatalf("got %+v and %+v", g.docs, g.unread)
	}

	tools := recogniser(t)
	g = collect(t, Reader{Tools: &tools}, p, write(t, filepath.Join(t.TempDir(), "b.jpg"), string(picture)))
	if len(g.docs) != 2 || len(g.unread) != 0 {
		t.Fatalf("got %+v and %+v", g.docs, g.unread)
	}
	for _, d := range g.docs {
		if d.Recognised != 1 {
			t.Errorf("%s: recognised %d pages", d.ID, d.Recognised)
		}
		// Recognition errs, but not in plain words of this size.
		for _, want := range []string{"委托诉讼代理人：丁", "住清河县虚构乡", "1,234,567.89元", "传唤无正当理由拒不到庭"} {
			if !strings.Contains(d.Text, want) {
				t.Errorf("%s has no %q:\n%s", d.ID, want, d.Text)
			}
		}
	}
}

// recogniser returns the tools if Tesseract is among them.
func recogniser(t *testing.T) convert.Tools {
	t.Helper()
	tools := convert.Find(t.Context())
	if tools.OCR == "" {
		t.Skipf("Tesseract is not installed; apt-get install %s", convert.OCRPackages)
	}
	return tools
}

func TestOldDocumentsAreConverted(t *testing.T) {
	dir := t.TempDir()
	doc := write(t, filepath.Join(dir, "a.doc"), string(testFile(t, "judgment.doc")))
	rtf := write(t, filepath.Join(dir, "b.rtf"), `{\rtf1\ansi \u21407?\u21578?\u65306?\u30002?\u26576?\par}`)
	broken := write(t, filepath.Join(dir, "c.doc"), "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	g := collect(t, Reader{Tools: &convert.Tools{}}, doc)
	if len(g.docs) != 0 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, convert.OfficePackage) {
		t.Errorf("without the program: %+v, %+v", g.docs, g.unread)
	}
	tools := convert.Find(t.Context())
	if tools.Office == "" {
		t.Skipf("LibreOffice is not installed; apt-get install %s", convert.OfficePackage)
	}
	g = collect(t, Reader{Tools: &tools}, doc, rtf, broken)
	if len(g.docs) != 2 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, "LibreOffice 没能读出来") {
		t.Fatalf("got %+v and %+v", g.docs, g.unread)
	}
	if got, want := unspaced(g.docs[0].Text), printed(t); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := g.docs[1].Text; got != "原告：甲某\n" {
		t.Errorf("got %q", got)
	}
}
