package table

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"github.com/mingjian/mingjian/fault"
)

// A line is one row of a file as it stands there, with as many cells as it happens to have.
type line struct {
	number int // from 1
	cells  []Cell
}

// A grid is a table whose headings nobody has looked for yet.
type grid struct {
	file, name string
	several    bool // the file has several sheets, so that a place needs the name
	format     Format
	hidden     bool
	days       Calendar
	headings   []string // where the format itself has them, else nil
	merges     []rect   // merged cells, by their first row
	width      int      // the last column that is ever used, where that is known before reading
	lost       map[int]lost
	notes      []Problem
	// lines yields the lines in order, each with cells of its own. A line that cannot be read
	// yields its number and a fault.Invalid and reading goes on; what ends the reading is the
	// last error.
	lines  func() iter.Seq2[line, error]
	survey func(ctx context.Context) error // goes through it once, where a format needs that; else nil
}

// A lost column has numbers whose last digits the workbook did not keep.
type lost struct {
	count int
	first int // row
}

// label names the grid for a person.
func (g *grid) label() string {
	if g.name == "" {
		return g.file
	}
	return g.file + " " + g.name
}

// place says where a row stands.
func (g *grid) place(number int) string {
	if g.several && g.name != "" {
		return g.name + "!" + strconv.Itoa(number)
	}
	return strconv.Itoa(number)
}

// lookahead is how many lines are looked at to find the headings.
const lookahead = 120

// sheet finds the headings of g. It reports false if there is nothing in it at all.
func (g *grid) sheet(ctx context.Context, o Options) (Sheet, bool, error) {
	s := Sheet{File: g.file, Name: g.name, Format: g.format, Hidden: g.hidden, Notes: g.notes}
	top, err := g.top()
	if err != nil {
		return s, false, err
	}
	h := heading{texts: g.headings}
	if g.headings == nil {
		if len(top) == 0 {
			return s, false, nil
		}
		h = findHeading(g, top, o.Known)
	}
	s.Headings, s.Headless = h.texts, h.none
	if h.last > 0 && !h.none {
		s.Place = g.place(h.first)
	}
	s.Notes = append(s.Notes, h.notes(g)...)
	s.Columns = g.columns(h)
	r := &rows{ctx: ctx, grid: g, head: h}
	s.Rows, s.Aside = r.all(), r.passed
	return s, true, nil
}

// top returns the first lines that have something in them.
func (g *grid) top() ([]line, error) {
	var top []line
	if g.headings != nil {
		return nil, nil
	}
	for l, err := range g.lines() {
		switch {
		case err != nil && l.number == 0 && len(top) == 0:
			return nil, err
		case err != nil:
			continue
		case filled(l.cells) > 0:
			top = append(top, l)
		}
		if len(top) == lookahead {
			break
		}
	}
	return top, nil
}

// columns tells of each column its unit and whether its numbers are whole.
func (g *grid) columns(h heading) []Column {
	columns := make([]Column, len(h.texts))
	for i, text := range h.texts {
		columns[i] = Column{Unit: unitOf(text), SheetUnit: h.unit, Days: g.days}
		if l, ok := g.lost[i]; ok {
			columns[i].Lost = lostFault(g, cleanHeading(text), i, l)
		}
	}
	return columns
}

// lostFault explains why a column of numbers cannot be used.
func lostFault(g *grid, name string, column int, l lost) *fault.Error {
	if name == "" {
		name = columnLetters(column)
	}
	return fault.Invalidf(
		"“%s”的“%s”列中有 %d 个 16 位以上的号码是按数字保存的（从第 %d 行起）。Excel 对数字只保留 15 位，其余各位已经丢失，无法还原。请让提供方把该列设为“文本”格式后重新导出。",
		"%s: column %q holds %d numbers of 16 digits or more as numbers (from row %d on). Excel keeps 15 digits of a number; the others are lost and cannot be restored. Ask for a new export with this column as text.",
		g.label(), name, l.count, l.first)
}

// columnLetters returns what a spreadsheet calls column i, from 0: A, B … AA.
func columnLetters(i int) string {
	var b []byte
	for i++; i > 0; i = (i - 1) / 26 {
		b = append([]byte{byte('A' + (i-1)%26)}, b...)
	}
	return string(b)
}

// filled counts the cells that have something to read in them.
func filled(cells []Cell) int {
	n := 0
	for _, c := range cells {
		if !blankText(c.Text) {
			n++
		}
	}
	return n
}

// tooWide says that a row has more cells than there are headings.
func (g *grid) tooWide(number, has, want int) error {
	return fault.Invalidf("第 %s 行有 %d 个单元格，而表头只有 %d 列，无法判断各列的归属。",
		"Row %s has %d cells, but there are only %d headings; which cell belongs where cannot be told.", g.place(number), has, want)
}

// cut says that the file ends too early.
func (g *grid) cut(number int, cause error) error {
	return fault.Invalidf("文件“%s”在第 %s 行之后损坏或中断，之前的行可以使用。",
		"The file %s is damaged or cut off after row %s; the rows before can be used.", g.label(), g.place(number)).Because(fmt.Errorf("read: %w", cause))
}
