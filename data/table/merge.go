package table

// A rect is a range of merged cells, all four sides included.
type rect struct {
	top, bottom int // rows from 1
	left, right int // columns from 0
}

// covers reports whether the cell lies in the range.
func (r rect) covers(row, column int) bool {
	return row >= r.top && row <= r.bottom && column >= r.left && column <= r.right
}

// A filler gives each row of a vertically merged range the text that stands in its first
// row. The first column of the range gets it; what was merged across is one cell to its
// author, and would be wrong under the headings beside.
type filler struct {
	merges []rect // still to come, by their first row
	open   []filling
}

type filling struct {
	rect
	cell Cell
}

// line returns the cells of a line with what merged ranges add.
func (f *filler) line(l line) []Cell {
	if len(f.merges) == 0 && len(f.open) == 0 {
		return l.cells
	}
	for len(f.merges) > 0 && f.merges[0].top <= l.number {
		m := f.merges[0]
		f.merges = f.merges[1:]
		if m.top == l.number && m.bottom > m.top && m.left < len(l.cells) && l.cells[m.left].Text != "" {
			f.open = append(f.open, filling{m, l.cells[m.left]})
		}
	}
	keep := f.open[:0]
	for _, m := range f.open {
		if l.number > m.bottom {
			continue
		}
		keep = append(keep, m)
		for len(l.cells) <= m.left {
			l.cells = append(l.cells, Cell{})
		}
		if l.cells[m.left].Text == "" {
			l.cells[m.left] = m.cell
		}
	}
	f.open = keep
	return l.cells
}
