package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// A Value is what a field is filled with.
type Value struct {
	Text     string // each line becomes a paragraph
	Optional bool   // a paragraph in which all is empty and optional is left out; otherwise what is missing is marked
}

// Blank is what stands for a field that must still be filled in.
func Blank(name string) string { return "〔待填：" + name + "〕" }

// Fill returns the document with its fields filled in. A field without a value is marked as
// to be filled in; what stands in last is added at the end if the template has no place for it.
func (t Template) Fill(values map[string]Value, last string) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(t.raw), int64(len(t.raw)))
	if err != nil {
		return nil, fmt.Errorf("fill %s: %w", t.Name, err)
	}
	placed := slices.ContainsFunc(t.Fields(), func(u Used) bool { return u.Name == last })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		i := slices.IndexFunc(t.parts, func(p part) bool { return p.name == f.Name })
		if i < 0 {
			err = w.Copy(f)
		} else {
			add := ""
			if !placed {
				add = values[last].Text
			}
			err = writePart(w, f, t.parts[i].fill(values, add))
		}
		if err != nil {
			return nil, fmt.Errorf("fill %s: %w", t.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("fill %s: %w", t.Name, err)
	}
	return out.Bytes(), nil
}

func writePart(w *zip.Writer, f *zip.File, content []byte) error {
	h := zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified}
	to, err := w.CreateHeader(&h)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, bytes.NewReader(content))
	return err
}

// An edit puts text in the place of some bytes.
type edit struct {
	from, to int
	text     string
}

// fill returns the part with its fields filled in, and with one more paragraph at its end.
func (p part) fill(values map[string]Value, add string) []byte {
	var edits []edit
	for _, x := range p.paragraphs {
		edits = append(edits, p.fillParagraph(x, values)...)
	}
	if add != "" && p.end > 0 {
		edits = append(edits, edit{p.end, p.end, `<w:p><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">` + escaped(add) + `</w:t></w:r></w:p>`})
	}
	return apply(p.xml, edits, 0)
}

// apply makes the edits of b, whose first byte is at byte offset.
func apply(b []byte, edits []edit, offset int) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	var out bytes.Buffer
	at := offset
	for _, e := range edits {
		out.Write(b[at-offset : e.from-offset])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(b[at-offset:])
	return out.Bytes()
}

// A seg is a stretch of the text of a paragraph and what comes in its place.
type seg struct {
	from, to int
	text     string
}

// fillParagraph returns the edits that fill the fields of one paragraph: it is left out,
// or changed, or becomes several where a value has several lines.
func (p part) fillParagraph(x paragraph, values map[string]Value) []edit {
	text := x.text()
	at := field.FindAllStringSubmatchIndex(text, -1)
	if len(at) == 0 {
		return nil
	}
	empty, long, segs := true, -1, []seg{}
	for i, m := range at {
		name := text[m[2]:m[3]]
		v, known := values[name]
		says := tidy(v.Text)
		if says == "" && !(known && v.Optional) {
			says = Blank(name)
		}
		if says != "" {
			empty = false
		}
		if strings.Contains(says, "\n") && long < 0 && !x.fixed {
			long = i
		}
		segs = append(segs, seg{m[0], m[1], says})
	}
	switch {
	case empty && !x.fixed:
		return []edit{{x.from, x.to, ""}}
	case long >= 0:
		return []edit{{x.from, x.to, p.repeated(x, segs, long)}}
	}
	return x.edits(segs)
}

// repeated returns the paragraph once for each line of the value in segs[long]: what stands
// before the field comes before the first line, what stands after it after the last.
func (p part) repeated(x paragraph, segs []seg, long int) string {
	lines := strings.Split(segs[long].text, "\n")
	var b strings.Builder
	for i, line := range lines {
		own := slices.Clone(segs)
		own[long].text = line
		if i > 0 {
			own = append([]seg{{0, own[long].from, ""}}, own[long:]...)
		}
		if k := slices.IndexFunc(own, func(s seg) bool { return s.from == segs[long].from && s.to == segs[long].to }); i < len(lines)-1 {
			own = append(own[:k+1:k+1], seg{own[k].to, len(x.text()), ""})
		}
		copied := apply(p.xml[x.from:x.to], x.edits(own), x.from)
		if i > 0 {
			copied = paragraphID.ReplaceAll(copied, nil)
		}
		b.Write(copied)
	}
	return b.String()
}

// paragraphID names a paragraph; no two may have the same.
var paragraphID = regexp.MustCompile(` w14:(paraId|textId)="[^"]*"`)

// edits writes the segments into the runs over which they are spread.
func (p paragraph) edits(segs []seg) (all []edit) {
	at := 0
	for _, r := range p.runs {
		end := at + len(r.text)
		var b strings.Builder
		here := at
		for _, s := range segs {
			if s.to <= at && s.from < at || s.from >= end {
				continue
			}
			if s.from > here {
				b.WriteString(r.text[here-at : s.from-at])
			}
			if s.from >= at {
				b.WriteString(s.text)
			}
			here = max(here, min(s.to, end))
		}
		b.WriteString(r.text[here-at:])
		if s := b.String(); s != r.text {
			all = append(all, edit{r.from, r.to, escaped(s)})
		}
		at = end
	}
	return all
}

// escaped is text as it stands between <w:t> and </w:t>; a new line ends them and begins anew.
func escaped(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteString(`</w:t><w:br/><w:t xml:space="preserve">`)
		}
		if err := xml.EscapeText(&b, []byte(line)); err != nil {
			return "" // a builder takes everything
		}
	}
	return b.String()
}

// tidy returns the lines in which something stands, without space around them.
func tidy(s string) string {
	var all []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n")
}
