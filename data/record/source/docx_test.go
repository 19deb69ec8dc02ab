package source

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// docxOf packs the body of a document as Word does.
func docxOf(t testing.TB, body string) string {
	t.Helper()
	return zipped(t, "[Content_Types].xml", "<Types/>", "word/header1.xml", "<w:hdr/>", "word/document.xml", markup(body))
}

func markup(body string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body + `</w:body></w:document>`
}

// par is a paragraph with one run.
func par(text string) string {
	return `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr><w:r><w:rPr><w:del/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestWordText(t *testing.T) {
	box := `<w:txbxContent>` + par("盒中") + `</w:txbxContent>`
	for _, tc := range []struct {
		name, body, want string
	}{
		{"paragraphs", par("清河县人民法院") + par("") + par("民事判决书"), "清河县人民法院\n\n民事判决书\n"},
		{"runs, tabs and breaks", `<w:p><w:r><w:t>审判员</w:t><w:tab/></w:r><w:r><w:t xml:space="preserve"> 丙某</w:t><w:br/><w:t>书记员</w:t></w:r></w:p>`, "审判员\t 丙某\n书记员\n"},
		{"entities", par("甲&amp;乙&#x3000;丙"), "甲&乙　丙\n"},
		{"tracked changes", `<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>` +
			`<w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>`, "新来\n"},
		{"fields", `<w:p><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>1</w:t></w:r></w:p>`, "1\n"},
		{"table", `<w:tbl><w:tr><w:tc>` + par("姓名") + `</w:tc><w:tc>` + par("金额") + par("（元）") + `</w:tc></w:tr>` +
			`<w:tr><w:tc>` + par("") + `</w:tc><w:tc>` + par("5") + `</w:tc></w:tr></w:tbl>` + par("完"), "姓名\t金额\n（元）\n\t5\n完\n"},
		{"text box once, after its paragraph", `<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps">` + box +
			`</mc:Choice><mc:Fallback>` + box + `</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>` + par("完"), "前后\n盒中\n完\n"},
		{"spaces between tags", "\n  " + par("甲") + "\n  " + par("乙"), "甲\n乙\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), "案一.docx"), docxOf(t, tc.body))
			g := collect(t, Reader{}, p)
			if len(g.docs) != 1 || len(g.unread) != 0 {
				t.Fatalf("got %d documents, unread %+v", len(g.docs), g.unread)
			}
			if d := g.docs[0]; d.ID != "案一" || d.Source != p || d.Text != tc.want {
				t.Errorf("got id %q text %q, want %q", d.ID, d.Text, tc.want)
			}
		})
	}
}

func TestWordDocuments(t *testing.T) {
	good := docxOf(t, par("甲某诉乙某"))
	odd := zipped(t, "settings.xml", "<x/>", "[Content_Types].xml", "<Types/>", "word/document2.xml", markup(par("甲某诉乙某")))
	locked := []byte(good)
	for at := 0; ; {
		i := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if i < 0 {
			break
		}
		locked[at+i+8] |= flagEncrypted
		at += i + 4
	}
	broken := func(document string) string {
		return zipped(t, "[Content_Types].xml", "<Types/>", "word/document.xml", document)
	}
	for _, tc := range []struct {
		name, file, content string
		source, says        string // of the document, after the path; of the refusal
	}{
		{name: "plain", file: "a.docx", content: good},
		{name: "by another name", file: "a.txt", content: good},
		{name: "members in another order", file: "a.docx", content: odd},
		{name: "in an archive", file: "a.zip", content: zipped(t, "案/b.docx", good), source: "!案/b.docx"},
		{name: "odd one in an archive", file: "a.zip", content: zipped(t, "b.docx", odd), source: "!b.docx"},
		{name: "in gzip", file: "a.docx.gz", content: gzipped(t, good)},
		{name: "in tar", file: "a.tar", content: tarred(t, "b.docx", good), source: "!b.docx"},

		{name: "cut off", file: "a.docx", content: good[:len(good)/2], says: "不是完整的 Word 文档"},
		{name: "cut off in an archive", file: "a.zip", content: zipped(t, "b.docx", good[:len(good)/2]), says: "不是完整的 Word 文档"},
		{name: "broken markup", file: "a.docx", content: broken(strings.TrimSuffix(markup(par("甲")), "</w:body></w:document>")), says: "不是完整的 Word 文档"},
		{name: "no words", file: "a.docx", content: broken(markup(par(" "))), says: "是空的"},
		{name: "nothing in it", file: "a.docx", content: broken(""), says: "是空的"},
		{name: "Excel", file: "a.xlsx", content: zipped(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<x/>"), says: "Excel、PPT 等办公文档"},
		{name: "locked", file: "a.docx", content: string(locked), says: "密码"},
		{name: "too much text", file: "a.docx", content: docxOf(t, strings.Repeat(par(strings.Repeat("字", 100)), 5000)), says: "1 MB"},
		{name: "too much markup", file: "a.docx", content: docxOf(t, strings.Repeat("<w:p/>", 1<<20)), says: "1 MB"},
		{name: "bomb of one word", file: "a.docx", content: docxOf(t, par(strings.Repeat("x", 80<<20))), says: "1 MB"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), tc.file), tc.content)
			g := collect(t, Reader{MaxDocument: 1 << 20}, p)
			if tc.says != "" {
				if len(g.docs) != 0 || len(g.unread) != 1 || !strings.Contains(g.unread[0].Why.ZH, tc.says) {
					t.Fatalf("got %d documents and %+v, want one refusal with %q", len(g.docs), g.unread, tc.says)
				}
				return
			}
			if len(g.docs) != 1 || len(g.unread) != 0 {
				t.Fatalf("got %d documents, unread %+v", len(g.docs), g.unread)
			}
			if d := g.docs[0]; d.Source != p+tc.source || d.Text != "甲某诉乙某\n" {
				t.Errorf("got %+v", d)
			}
		})
	}
}

func FuzzWordText(f *testing.F) {
	f.Add(markup(par("甲")))
	f.Add(markup("<w:tbl><w:tr><w:tc></w:tc></w:tr></w:tbl><w:txbxContent></w:txbxContent>"))
	f.Add("<tc/></txbxContent>")
	f.Fuzz(func(t *testing.T, document string) {
		if text, err := wordText(strings.NewReader(document), 4096); err == nil && strings.ToValidUTF8(text, "") != text {
			t.Errorf("%q gave %q", document, text)
		}
	})
}
