package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// The most that a template may hold, so that a bad file cannot fill the memory.
const (
	MostBytes = 8 << 20  // of the file
	mostXML   = 16 << 20 // of one part, unpacked
	mostParts = 500
)

// A Template is a document of a word processor with fields in it: {{案号}}. Only the text of
// the fields is ever touched; everything else stays byte for byte as whoever made it saved it.
type Template struct {
	Name  string // of its file
	raw   []byte
	parts []part
}

// A part is one XML file in the document that people read: the text, a header, a footer.
type part struct {
	name       string
	xml        []byte
	paragraphs []paragraph
	end        int // where a paragraph can be added; 0 if none can
}

// A paragraph is where it stands in its part and what it says.
type paragraph struct {
	n        int  // from 1, in its part
	from, to int  // bytes of it, with its tags
	fixed    bool // it cannot be left out or repeated: a cell needs it, or another lies in it
	runs     []run
}

// A run is the text between <w:t> and </w:t>.
type run struct {
	from, to int
	text     string
}

func (p paragraph) text() string {
	var b strings.Builder
	for _, r := range p.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

// field is how a field is written.
var field = regexp.MustCompile(`\{\{\s*([^{}\s][^{}]{0,60}?)\s*\}\}`)

// Read reads a template. name is that of its file, for what is said about it.
func Read(name string, raw []byte) (Template, error) {
	t := Template{Name: name, raw: raw}
	if len(raw) > MostBytes {
		return t, fault.Invalidf("文书模板 %[1]s 超过 %[2]d MB。", "The template %[1]s is larger than %[2]d MB.", name, MostBytes>>20)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(z.File) > mostParts {
		return t, fault.Invalidf("文书模板 %[1]s 不是 Word 文档（.docx）。请用 Word、WPS 或 LibreOffice 另存为 .docx。",
			"The template %[1]s is no Word document (.docx). Save it as .docx with Word, WPS or LibreOffice.", name).Because(err)
	}
	for _, f := range z.File {
		if path.Base(f.Name) == "vbaProject.bin" {
			return t, fault.Invalidf("文书模板 %[1]s 含有宏，不予使用。请另存为不含宏的 .docx。", "The template %[1]s has macros and is not used. Save it as .docx without them.", name)
		}
		if !legible(f.Name) {
			continue
		}
		p, err := readPart(f)
		if err != nil {
			return t, fault.Invalidf("文书模板 %[1]s 中的 %[2]s 无法读取，文件可能已损坏。", "%[2]s in the template %[1]s cannot be read; the file may be damaged.", name, f.Name).Because(err)
		}
		t.parts = append(t.parts, p)
	}
	if !slices.ContainsFunc(t.parts, func(p part) bool { return p.end > 0 }) {
		return t, fault.Invalidf("文书模板 %[1]s 中没有正文。", "The template %[1]s has no text.", name)
	}
	return t, nil
}

// legible reports whether people read what is in a file of the document.
func legible(name string) bool {
	for _, pattern := range []string{"word/document*.xml", "word/header*.xml", "word/footer*.xml"} {
		if ok, err := path.Match(pattern, name); ok && err == nil {
			return true
		}
	}
	return false
}

func readPart(f *zip.File) (part, error) {
	r, err := f.Open()
	if err != nil {
		return part{}, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, mostXML+1))
	if err != nil {
		return part{}, err
	}
	if len(b) > mostXML {
		return part{}, errors.New("too much")
	}
	p := part{name: f.Name, xml: b}
	return p, p.read()
}

// A scanner finds the paragraphs of a part.
type scanner struct {
	*part
	open []string // elements that have begun
	in   []int    // paragraphs that have begun, by index
	text bool     // within <w:t>
}

func (p *part) read() error {
	s := scanner{part: p}
	d := xml.NewDecoder(bytes.NewReader(p.xml))
	for {
		before := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(s.open) == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		after := int(d.InputOffset())
		switch x := token.(type) {
		case xml.StartElement:
			s.begin(x.Name, before)
		case xml.EndElement:
			if len(s.open) == 0 || s.open[len(s.open)-1] != x.Name.Space+":"+x.Name.Local {
				return fmt.Errorf("</%s> closes nothing", x.Name.Local)
			}
			s.end(x.Name, before, after)
		case xml.CharData:
			s.chars(string(x), before, after)
		case xml.Directive:
			return errors.New("a document type is not allowed")
		}
	}
}

func (s *scanner) begin(n xml.Name, before int) {
	inside := ""
	if len(s.open) > 0 {
		inside = s.open[len(s.open)-1]
	}
	s.open = append(s.open, n.Space+":"+n.Local)
	switch {
	case n.Space != "w":
	case n.Local == "p":
		for _, i := range s.in {
			s.paragraphs[i].fixed = true // another lies in it
		}
		s.in = append(s.in, len(s.paragraphs))
		s.paragraphs = append(s.paragraphs, paragraph{n: len(s.paragraphs) + 1, from: before, fixed: inside != "w:body"})
	case n.Local == "t":
		s.text = true
	case n.Local == "sectPr" && len(s.in) > 0:
		s.paragraphs[s.in[len(s.in)-1]].fixed = true
	case n.Local == "sectPr" && inside == "w:body":
		s.part.end = before
	}
}

func (s *scanner) end(n xml.Name, before, after int) {
	s.open = s.open[:len(s.open)-1]
	switch {
	case n.Space != "w":
	case n.Local == "p" && len(s.in) > 0:
		s.paragraphs[s.in[len(s.in)-1]].to = after
		s.in = s.in[:len(s.in)-1]
	case n.Local == "t":
		s.text = false
	case n.Local == "body" && s.part.end == 0:
		s.part.end = before
	}
}

func (s *scanner) chars(text string, before, after int) {
	if !s.text || len(s.in) == 0 {
		return
	}
	p := &s.paragraphs[s.in[len(s.in)-1]]
	p.runs = append(p.runs, run{before, after, text})
}

// A Used is a field in a template and where it stands.
type Used struct {
	Name  string
	Place fault.Text
}

// where says where a paragraph stands, for people.
func (p part) where(n int) fault.Text {
	switch base := path.Base(p.name); {
	case strings.HasPrefix(base, "header"):
		return fault.Text{ZH: fmt.Sprintf("页眉第 %d 段", n), EN: fmt.Sprintf("header, paragraph %d", n)}
	case strings.HasPrefix(base, "footer"):
		return fault.Text{ZH: fmt.Sprintf("页脚第 %d 段", n), EN: fmt.Sprintf("footer, paragraph %d", n)}
	}
	return fault.Text{ZH: fmt.Sprintf("正文第 %d 段", n), EN: fmt.Sprintf("text, paragraph %d", n)}
}

// Fields returns every use of a field, in the order in which they stand.
func (t Template) Fields() (all []Used) {
	for _, p := range t.parts {
		for _, x := range p.paragraphs {
			for _, m := range field.FindAllStringSubmatch(x.text(), -1) {
				all = append(all, Used{m[1], p.where(x.n)})
			}
		}
	}
	return all
}

// Names tells whether the template has a field of that name anywhere.
func (t Template) Names(name string) bool {
	return slices.ContainsFunc(t.Fields(), func(u Used) bool { return u.Name == name })
}

// Check returns what is wrong with the fields of the template, of which known may be used;
// nothing if it is sound. Each sentence names the file and the place.
func (t Template) Check(known []string) (faults []fault.Text) {
	add := func(at fault.Text, zh, en string) {
		faults = append(faults, fault.Text{ZH: fmt.Sprintf("%s：%s：%s", t.Name, at.ZH, zh), EN: fmt.Sprintf("%s: %s: %s", t.Name, at.EN, en)})
	}
	for _, p := range t.parts {
		for _, x := range p.paragraphs {
			text := x.text()
			for _, m := range field.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(known, m[1]) {
					add(p.where(x.n), fmt.Sprintf("没有“%s”这个字段；可用的字段：%s", m[1], strings.Join(known, "、")),
						fmt.Sprintf("there is no field %s; there are: %s", m[1], strings.Join(known, ", ")))
				}
			}
			if rest := field.ReplaceAllString(text, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
				add(p.where(x.n), "双大括号不成对，或者字段名过长、跨段", "the double braces are no pair, or the name of the field is too long or goes over the end of the paragraph")
			}
		}
	}
	return faults
}

// Text returns what the document says, a paragraph each; empty ones are left out.
func (t Template) Text() (all []string) {
	for _, p := range t.parts {
		if !strings.HasPrefix(path.Base(p.name), "document") {
			continue
		}
		for _, x := range p.paragraphs {
			if s := strings.TrimSpace(x.text()); s != "" {
				all = append(all, s)
			}
		}
	}
	return all
}
