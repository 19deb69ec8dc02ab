package table

import (
	"context"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
)

// A sheetScanner reads the rows of a worksheet.
type sheetScanner struct {
	x      *xmlScanner
	number int // of the row at hand, from 1
	column int // of the cell at hand, from 0
	rich   []byte
	merges func(ref string)
}

// A rawCell is a cell as the sheet has it. Its text is good until the next one is read.
type rawCell struct {
	column int
	kind   string // n, s, str, inlineStr, b, e, d
	style  int
	text   []byte // not yet unescaped
}

// rows calls cell for every cell with a text and row at the end of every row, until one of
// them returns false.
func (s *sheetScanner) rows(cell func(rawCell), row func() bool) error {
	for {
		t, err := s.x.next()
		if err != nil {
			return err
		}
		switch {
		case t.close:
			if string(t.name) == "row" && !row() {
				return nil
			}
		case string(t.name) == "row":
			s.startRow(t)
		case string(t.name) == "c":
			c := s.startCell(t)
			if t.empty {
				continue
			}
			if c.text, err = s.content(c.kind); err != nil {
				return err
			}
			if len(c.text) > 0 {
				cell(c)
			}
		case string(t.name) == "mergeCell":
			if s.merges != nil {
				s.merges(t.attr("ref"))
			}
		}
	}
}

// startRow reads the number of a row; a row without follows the one before, and so does one
// whose number would lead back.
func (s *sheetScanner) startRow(t tag) {
	number := s.number + 1
	t.each(func(name, value []byte) {
		if string(name) == "r" {
			if n, err := strconv.Atoi(string(value)); err == nil && n > s.number && n <= mostRows {
				number = n
			}
		}
	})
	s.number, s.column = number, -1
}

// startCell reads where a cell stands and of what kind it is.
func (s *sheetScanner) startCell(t tag) rawCell {
	c := rawCell{column: s.column + 1, kind: "n"}
	t.each(func(name, value []byte) {
		switch string(name) {
		case "r":
			if column, _, ok := parseRef(value); ok {
				c.column = column
			}
		case "s":
			if n, err := strconv.Atoi(string(value)); err == nil {
				c.style = n
			}
		case "t":
			c.kind = kindOf(value)
		}
	})
	s.column = c.column
	return c
}

// kindOf returns the kind without making a new string of it.
func kindOf(b []byte) string {
	for _, k := range [...]string{"s", "n", "str", "inlineStr", "b", "e", "d"} {
		if string(b) == k {
			return k
		}
	}
	return "str"
}

// content returns the text of a cell up to its end: its value, or the pieces of a text that
// stands in the sheet itself. A formula is passed over; its value is what counts.
func (s *sheetScanner) content(kind string) ([]byte, error) {
	s.rich = s.rich[:0]
	spoken := false
	for {
		t, err := s.x.next()
		if err != nil {
			return nil, err
		}
		switch name := string(t.name); {
		case name == "c" && t.close:
			return s.rich, nil
		case name == "v" && t.close, name == "t" && t.close && kind == "inlineStr" && !spoken:
			s.rich = append(s.rich, t.text...)
		case name == "rPh":
			spoken = !t.close && !t.empty
		}
	}
}

// parseRef reads a reference as AB12.
func parseRef(b []byte) (column, row int, ok bool) {
	i := 0
	for i < len(b) && i < 3 && b[i] >= 'A' && b[i] <= 'Z' {
		column = column*26 + int(b[i]-'A') + 1
		i++
	}
	for _, c := range b[i:] {
		if c < '0' || c > '9' || row > 1<<24 {
			return 0, 0, false
		}
		row = row*10 + int(c-'0')
	}
	return column - 1, row, i > 0 && column <= mostHeadings
}

// parseRange reads a reference as A1:B2.
func parseRange(ref string) (rect, bool) {
	from, to, ok := strings.Cut(ref, ":")
	left, top, ok1 := parseRef([]byte(from))
	right, bottom, ok2 := parseRef([]byte(to))
	return rect{top: top, bottom: bottom, left: left, right: right}, ok && ok1 && ok2 && left <= right && top <= bottom
}

// lines yields the rows of a sheet.
func (w *workbook) lines(g *grid, part string) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		r, err := w.part(part)
		if err != nil {
			yield(line{}, broken(g.label(), err))
			return
		}
		defer r.Close()
		s := &sheetScanner{x: newXMLScanner(r)}
		var cells []Cell
		usual := 0
		err = s.rows(func(c rawCell) {
			if cells == nil {
				cells = make([]Cell, 0, max(usual, c.column+1))
			}
			for len(cells) <= c.column {
				cells = append(cells, Cell{})
			}
			cells[c.column] = w.cell(c)
		}, func() bool {
			l := line{s.number, cells}
			usual, cells = max(usual, len(cells)), nil
			return yield(l, nil)
		})
		if err != nil && !errors.Is(err, io.EOF) {
			yield(line{}, g.cut(s.number, err))
		}
	}
}

// cell returns a cell as delivered.
func (w *workbook) cell(c rawCell) Cell {
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(string(c.text))
		if err != nil {
			return Cell{}
		}
		return Cell{w.shared.at(i), Text}
	case "n":
		return w.numberCell(c.text, w.look(c.style))
	case "b":
		if string(c.text) == "1" || string(c.text) == "true" {
			return Cell{"true", Boolean}
		}
		return Cell{"false", Boolean}
	case "d":
		day, rest, _ := strings.Cut(string(c.text), "T")
		if rest = strings.TrimSuffix(rest, "Z"); rest != "" && strings.Trim(rest, "0:.") != "" {
			day += " " + rest
		}
		return Cell{day, Date}
	}
	return Cell{unescape(c.text), Text}
}

// look returns what a style makes of a number.
func (w *workbook) look(style int) look {
	if style < 0 || style >= len(w.styles) {
		return lookNumber
	}
	return w.styles[style]
}

// mostRows is how many rows a sheet may have, some more than in Excel.
const mostRows = 1 << 24

// mostMerges is how many merged ranges of a sheet are heeded.
const mostMerges = 1 << 20

// surveySheet goes through a sheet for its merged cells, its width and the numbers that have
// lost digits. A sheet that breaks off is surveyed as far as it goes.
func (w *workbook) surveySheet(ctx context.Context, g *grid, part string) error {
	r, err := w.part(part)
	if err != nil {
		return broken(g.label(), err)
	}
	defer r.Close()
	g.lost = map[int]lost{}
	s := &sheetScanner{x: newXMLScanner(r), merges: func(ref string) {
		if m, ok := parseRange(ref); ok && len(g.merges) < mostMerges && m.left >= 0 && (m.left < m.right || m.top < m.bottom) {
			g.merges = append(g.merges, m)
		}
	}}
	err = s.rows(func(c rawCell) {
		g.width = max(g.width, c.column+1)
		if w.loses(c) {
			l := g.lost[c.column]
			if l.count++; l.count == 1 {
				l.first = s.number
			}
			g.lost[c.column] = l
		}
	}, func() bool { return s.number%512 != 0 || ctx.Err() == nil })
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && !errors.Is(err, io.EOF) && g.width == 0 {
		return broken(g.label(), err)
	}
	return nil
}

// loses reports whether a cell holds sixteen digits or more as a number, or the text that
// such a number was turned into.
func (w *workbook) loses(c rawCell) bool {
	switch c.kind {
	case "n":
		if len(c.text) <= wholeDigits || w.look(c.style) != lookNumber {
			return false
		}
		v, err := strconv.ParseFloat(string(c.text), 64)
		return err == nil && (v >= firstLost || v <= -firstLost)
	case "s":
		i, err := strconv.Atoi(string(c.text))
		return err == nil && scientific(w.shared.at(i))
	case "str", "inlineStr":
		return scientific(string(c.text))
	}
	return false
}

// scientific reports whether text is a number of sixteen digits or more as Excel shows it:
// 1.10101E+17.
func scientific(text string) bool {
	if len(text) < 5 || len(text) > 24 || text[0] < '1' || text[0] > '9' {
		return false
	}
	digits, exponent, ok := strings.Cut(text, "E+")
	if !ok {
		if digits, exponent, ok = strings.Cut(text, "e+"); !ok {
			return false
		}
	}
	n, err := strconv.Atoi(exponent)
	return err == nil && n >= wholeDigits && n < 40 && strings.Trim(digits, "0123456789.") == ""
}
