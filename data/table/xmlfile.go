package table

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
)

// maxXML is how many bytes a spreadsheet in XML may have. It is read whole.
const maxXML = 256 << 20

// startsXML reports whether a text begins as such a spreadsheet.
func startsXML(start []byte) bool {
	return bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(start, []byte("urn:schemas-microsoft-com:office:spreadsheet"))
}

// openXML opens a spreadsheet of Office 2003 written as XML, which programs still write for
// .xls (ECMA-376 annex is its successor; the form is Microsoft's "XML Spreadsheet Reference").
func openXML(ctx context.Context, in input) ([]*grid, error) {
	if in.size > maxXML {
		return nil, refuse("“%s”是 XML 格式的旧表格，超过 %d MB，请另存为 XLSX 或 CSV。", "%q is an old XML spreadsheet of more than %d MB; save it as XLSX or CSV.", in.name, maxXML>>20)
	}
	d := xml.NewDecoder(in.reader())
	d.CharsetReader = charset.NewReaderLabel
	w := xmlBook{d: d, file: in.name}
	if err := w.read(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, refuse("“%s”是 XML 格式的旧表格，但已损坏，请用 Excel 或 WPS 打开后另存为 XLSX。",
			"%q is an old XML spreadsheet and damaged; open it in Excel or WPS and save it as XLSX.", in.name)
	}
	for _, g := range w.grids {
		g.several = len(w.grids) > 1
	}
	return w.grids, nil
}

// An xmlSheet is a sheet of it. It is kept whole; where a row has gaps, they are short.
type xmlSheet struct {
	name   string
	lines  []line
	merges []rect
	row    int    // at hand, from 1
	cells  []Cell // of it
	gaps   int    // empty cells that a few letters ask for
}

// An xmlBook is a workbook that is being read.
type xmlBook struct {
	d     *xml.Decoder
	file  string
	grids []*grid
	sheet *xmlSheet

	column, across, down int // of the cell at hand
	kind                 string
	text                 strings.Builder
	data                 bool // within the text of the cell
}

// read reads the workbook to its end.
func (w *xmlBook) read(ctx context.Context) error {
	for n := 1; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		t, err := w.d.RawToken()
		if errors.Is(err, io.EOF) && w.sheet == nil {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			w.start(t)
		case xml.CharData:
			if w.data && w.text.Len() < maxToken {
				w.text.Write(t)
			}
		case xml.EndElement:
			if err := w.finish(t.Name.Local); err != nil {
				return err
			}
		}
	}
}

// start takes the beginning of an element.
func (w *xmlBook) start(t xml.StartElement) {
	number := func(name string) int {
		n, _ := strconv.Atoi(attribute(t, name))
		return n
	}
	switch {
	case t.Name.Local == "Worksheet":
		w.sheet = &xmlSheet{name: attribute(t, "Name")}
	case w.sheet == nil:
	case t.Name.Local == "Row":
		w.sheet.begin(min(number("Index"), 1<<20))
	case t.Name.Local == "Cell":
		w.column, w.across, w.down = max(number("Index")-1, 0), number("MergeAcross")+1, number("MergeDown")+1
		w.kind = ""
		w.text.Reset()
	case t.Name.Local == "Data":
		w.kind, w.data = attribute(t, "Type"), true
	}
}

// attribute returns the value of an attribute, whatever its prefix.
func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// finish takes the end of an element.
func (w *xmlBook) finish(element string) error {
	switch {
	case w.sheet == nil:
	case element == "Data":
		w.data = false
	case element == "Cell":
		return w.sheet.put(w.cell(), w.column, w.across, w.down)
	case element == "Worksheet":
		w.grids = append(w.grids, w.sheet.grid(w.file))
		w.sheet = nil
	}
	return nil
}

// cell returns the cell at hand.
func (w *xmlBook) cell() Cell {
	text := strings.TrimSpace(w.text.String())
	switch w.kind {
	case "Number":
		return Cell{Text: text, Kind: Number}
	case "Boolean":
		return Cell{Text: strconv.FormatBool(text == "1"), Kind: Boolean}
	case "DateTime":
		day, clock, _ := strings.Cut(text, "T")
		if clock, _, _ = strings.Cut(clock, "."); clock != "" && clock != "00:00:00" {
			day += " " + clock
		}
		return Cell{Text: day, Kind: Date}
	}
	return Cell{Text: text}
}

// errGaps: a file of a few letters may ask for thousands of empty cells in each row.
var errGaps = errors.New("more empty cells than a file of this form has")

// maxGaps is how many empty cells a sheet may leave out before others.
const maxGaps = 1 << 24

// begin ends the row at hand and begins the next, or that of a number.
func (s *xmlSheet) begin(number int) {
	s.end()
	s.row = max(number, s.row+1)
}

// end keeps the row at hand.
func (s *xmlSheet) end() {
	if len(s.cells) > 0 {
		s.lines = append(s.lines, line{s.row, s.cells})
	}
	s.cells = nil
}

// put sets a cell that takes some columns and rows, at the next column or one further right.
func (s *xmlSheet) put(c Cell, column, across, down int) error {
	left := max(len(s.cells), column)
	if left >= mostHeadings {
		return nil // no sheet is as wide
	}
	across, down = min(max(across, 1), mostHeadings-left), min(max(down, 1), maxSpan)
	grown := left + across - len(s.cells)
	if s.gaps += grown - 1; s.gaps > maxGaps {
		return errGaps
	}
	s.cells = append(s.cells, make([]Cell, grown)...)
	s.cells[left] = c
	if across > 1 || down > 1 {
		s.merges = append(s.merges, rect{top: s.row, bottom: s.row + down - 1, left: left, right: left + across - 1})
	}
	return nil
}

// grid returns the finished sheet.
func (s *xmlSheet) grid(file string) *grid {
	s.end()
	return &grid{file: file, name: s.name, format: FormatXML, merges: s.merges, lines: func() iter.Seq2[line, error] {
		return func(yield func(line, error) bool) {
			for _, l := range s.lines {
				if !yield(line{l.number, append([]Cell(nil), l.cells...)}, nil) {
					return
				}
			}
		}
	}}
}
