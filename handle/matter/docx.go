package matter

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
)

// A document is what stands on a paper.
type document struct {
	Title, Number, To, Body, Date string
	Draft                         bool
}

// notOfficial stands at the end of every paper: its form is ours.
const notOfficial = "本文书由明鉴按可编辑的样式生成，不是最高人民检察院规定的正式格式样本；正式制发以规定的格式为准。"

// docx writes the document as WordprocessingML (ECMA-376): a file that Word, WPS and
// LibreOffice open and in which everything can be edited.
func (d document) docx() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", d.body()},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			return nil, fmt.Errorf("write a paper: %w", err)
		}
		if _, err := w.Write([]byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + part.content)); err != nil {
			return nil, fmt.Errorf("write a paper: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write a paper: %w", err)
	}
	return out.Bytes(), nil
}

// body is the main part: title, number, addressee, text, date.
func (d document) body() string {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	if d.Draft {
		paragraph(&b, "right", 24, "草稿")
	}
	paragraph(&b, "center", 44, d.Title)
	if d.Number != "" {
		paragraph(&b, "center", 32, d.Number)
	}
	if d.To != "" {
		paragraph(&b, "left", 32, d.To+"：")
	}
	for line := range strings.Lines(d.Body) {
		paragraph(&b, "both", 32, strings.TrimRight(line, "\r\n"))
	}
	paragraph(&b, "right", 32, d.Date)
	paragraph(&b, "left", 18, notOfficial)
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

// paragraph writes one paragraph; size is in half points.
func paragraph(b *strings.Builder, align string, size int, text string) {
	indent := ""
	if align == "both" {
		indent = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`
	}
	fmt.Fprintf(b, `<w:p><w:pPr>%s<w:jc w:val="%s"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="%d"/></w:rPr><w:t xml:space="preserve">`, indent, align, size)
	if err := xml.EscapeText(b, []byte(text)); err != nil {
		panic(err) // a builder takes everything
	}
	b.WriteString(`</w:t></w:r></w:p>`)
}

// longNumber is an identity number, a telephone number or an account.
var longNumber = regexp.MustCompile(`[0-9]{11,19}[Xx]?`)

// hiddenNumbers hides long numbers.
func hiddenNumbers(s string) string {
	return longNumber.ReplaceAllStringFunc(s, masked)
}
