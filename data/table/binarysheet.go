package table

import (
	"cmp"
	"encoding/binary"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
)

// A binaryRows gathers the cells of a sheet of a binaryBook. They need not stand in order.
type binaryRows struct {
	book *binaryBook
	rows map[int][]Cell // by number from 1
	gaps int            // empty cells that a few bytes ask for
	grid *grid

	row, column int      // of the formula whose text follows
	text        [][]byte // that text, with what continues it; nil if none follows
}

// take takes a record in.
func (r *binaryRows) take(kind int, b []byte) error {
	if kind == recordContinue && r.text != nil {
		r.text = append(r.text, b)
		return nil
	}
	if err := r.told(); err != nil {
		return err
	}
	switch kind {
	case recordString:
		r.text = [][]byte{b}
		return nil
	case recordMerges:
		r.merge(b)
		return nil
	case recordRKs:
		return r.several(b)
	}
	if len(b) < 6 {
		return nil
	}
	row, column, style, rest := int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:])), int(binary.LittleEndian.Uint16(b[4:])), b[6:]
	if kind == recordSharedCell && !r.book.holds(rest) {
		return errBinary // else the cell would be lost without a word
	}
	c, ok := r.cell(kind, rest, style)
	if kind == recordFormula {
		r.row, r.column = row, column
	}
	if !ok {
		return nil
	}
	return r.put(row, column, c)
}

// cell reads the cell of a record of one.
func (r *binaryRows) cell(kind int, b []byte, style int) (Cell, bool) {
	switch kind {
	case recordSharedCell:
		return Cell{Text: r.book.shared[binary.LittleEndian.Uint32(b)]}, true
	case recordLabel, recordRichLabel:
		return Cell{Text: textOf(b, 2)}, true
	case recordNumber:
		if len(b) < 8 {
			return Cell{}, false
		}
		return r.book.number(math.Float64frombits(binary.LittleEndian.Uint64(b)), style), true
	case recordRK:
		if len(b) < 4 {
			return Cell{}, false
		}
		return r.book.number(shortNumber(binary.LittleEndian.Uint32(b)), style), true
	case recordBoolean:
		if len(b) < 2 {
			return Cell{}, false
		}
		return truth(b[0], b[1] != 0), true
	case recordFormula:
		return r.result(b, style)
	}
	return Cell{}, false
}

// holds reports whether the text that a cell names is among those that cells share.
func (w *binaryBook) holds(b []byte) bool {
	return len(b) >= 4 && int64(binary.LittleEndian.Uint32(b)) < int64(len(w.shared))
}

// result reads what came of a formula when it was reckoned last ([MS-XLS] 2.5.133). A text follows in a
// record of its own.
func (r *binaryRows) result(b []byte, style int) (Cell, bool) {
	if len(b) < 8 {
		return Cell{}, false
	}
	if b[6] != 0xFF || b[7] != 0xFF {
		return r.book.number(math.Float64frombits(binary.LittleEndian.Uint64(b)), style), true
	}
	switch b[0] {
	case 1:
		return truth(b[2], false), true
	case 2:
		return truth(b[2], true), true
	}
	return Cell{}, false
}

// truth is a yes or no, or an error of a formula ([MS-XLS] 2.5.10).
func truth(v byte, fault bool) Cell {
	if !fault {
		return Cell{strconv.FormatBool(v != 0), Boolean}
	}
	says := map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}[v]
	return Cell{cmp.Or(says, "#N/A"), Text}
}

// shortNumber reads a number kept in four bytes ([MS-XLS] 2.5.217): the upper half of a floating point number
// or a whole one of 30 bits, either perhaps a hundred times too large.
func shortNumber(v uint32) float64 {
	n := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		n = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		n /= 100
	}
	return n
}

// number returns a number as its style shows it.
func (w *binaryBook) number(v float64, style int) Cell {
	l := lookNumber
	if style < len(w.styles) {
		l = w.styles[style]
	}
	if math.IsInf(v, 0) || math.IsNaN(v) {
		return Cell{"#NUM!", Text}
	}
	return shown(v, l, w.days)
}

// several takes a record of several short numbers in one row.
func (r *binaryRows) several(b []byte) error {
	if len(b) < 6 {
		return nil
	}
	row, column := int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:]))
	for b = b[4:]; len(b) >= 8; b = b[6:] { // the last two bytes say which column is the last
		c := r.book.number(shortNumber(binary.LittleEndian.Uint32(b[2:])), int(binary.LittleEndian.Uint16(b)))
		if err := r.put(row, column, c); err != nil {
			return err
		}
		column++
	}
	return nil
}

// told puts the text of a formula into its cell once it is whole.
func (r *binaryRows) told() error {
	if r.text == nil {
		return nil
	}
	f := fragments{parts: r.text}
	r.text = nil
	n, _ := f.number(2)
	text, _ := f.string(n)
	return r.put(r.row, r.column, Cell{Text: text})
}

// put sets a cell.
func (r *binaryRows) put(row, column int, c Cell) error {
	if c.Text == "" || column >= mostHeadings {
		return nil
	}
	cells := r.rows[row+1]
	if grown := column + 1 - len(cells); grown > 0 {
		if r.gaps += grown - 1; r.gaps > maxGaps {
			return errGaps
		}
		cells = append(cells, make([]Cell, grown)...)
	}
	cells[column] = c
	r.rows[row+1] = cells
	r.grid.width = max(r.grid.width, column+1)
	return nil
}

// merge takes in merged ranges.
func (r *binaryRows) merge(b []byte) {
	for b = b[min(2, len(b)):]; len(b) >= 8; b = b[8:] {
		at := func(i int) int { return int(binary.LittleEndian.Uint16(b[2*i:])) }
		m := rect{top: at(0) + 1, bottom: at(1) + 1, left: at(2), right: at(3)}
		if len(r.grid.merges) < mostMerges && m.top <= m.bottom && m.left <= m.right && (m.left < m.right || m.top < m.bottom) {
			r.grid.merges = append(r.grid.merges, m)
		}
	}
}

// finish returns the finished sheet.
func (r *binaryRows) finish() (*grid, error) {
	if err := r.told(); err != nil {
		return nil, err
	}
	g, rows := r.grid, r.rows
	numbers := slices.Sorted(maps.Keys(rows))
	for _, n := range numbers {
		for column, c := range rows[n] {
			if scientific(c.Text) {
				l := g.lost[column]
				if l.count++; l.count == 1 {
					l.first = n
				}
				g.lost[column] = l
			}
		}
	}
	slices.SortStableFunc(g.merges, func(a, b rect) int { return cmp.Compare(a.top, b.top) })
	g.lines = func() iter.Seq2[line, error] {
		return func(yield func(line, error) bool) {
			for _, n := range numbers {
				if !yield(line{n, slices.Clone(rows[n])}, nil) {
					return
				}
			}
		}
	}
	return g, nil
}
