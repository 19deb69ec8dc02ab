package table

import (
	"slices"
	"strings"
)

const (
	// mostAbove is how many lines may stand above the headings.
	mostAbove = 30
	// mostLevels is how many rows of headings may stand upon one another.
	mostLevels = 3
	// mostHeadings is how many columns a sheet may have, as in Excel.
	mostHeadings = 16384
	// moreColumns is how many columns without heading are kept to the right of the last one with.
	moreColumns = 64
)

// A heading is the row, or the rows, that name the columns.
type heading struct {
	texts       []string
	first, last int  // rows from 1; what is not below last is no record
	none        bool // the table has no headings: its records begin at first
	unit        string
	titles      []line
	lines       []line // of the headings
	empty       bool   // there are columns without heading
}

// A block is some lines that may be the headings.
type block struct {
	from, levels int // in the top lines
	texts        []string
	known        int
	values       int // cells that look like values and not like headings
	score        float64
}

// findHeading finds the headings among the first lines of g that have something in them.
func findHeading(g *grid, top []line, known func(string) bool) heading {
	if known == nil {
		known = func(string) bool { return false }
	}
	f := newFinder(g, top, known)
	best := f.best()
	h := heading{texts: best.texts, first: top[best.from].number}
	h.last = top[best.from+best.levels-1].number
	h.lines = top[best.from : best.from+best.levels]
	if best.values > 0 && 2*best.known < named(best.texts) {
		h.none, h.lines = true, nil
		h.last = h.first - 1
		if best.from == 0 {
			h.last = 0
		}
	}
	h.titles = top[:best.from]
	h.unit = titleUnit(h.titles)
	h.widen(f.used(best))
	return h
}

// A finder looks for the headings of one grid.
type finder struct {
	grid  *grid
	top   []line
	known func(string) bool

	cells   [][]Cell  // of the lines, merged ones filled
	classes [][]class // of the cells
	columns int       // that the lines use
	width   int       // that most lines fill
}

// best returns the block that looks most like headings. Only narrow lines may stand above
// it, unless the caller knows more of its texts.
func (f *finder) best() block {
	best, widest := block{score: -1e9}, -1
	for i := range f.top[:min(len(f.top), mostAbove)] {
		for levels := 1; levels <= mostLevels && i+levels <= len(f.top); levels++ {
			if levels > 1 && !f.stacked(i, levels) {
				break
			}
			b := f.block(i, levels)
			if widest >= 0 && (b.known < 2 || b.known <= best.known) {
				continue
			}
			if b.score > best.score && !(best.worded(f.width) && b.values > 0 && b.known <= best.known) {
				best = b
			}
		}
		if widest < 0 && f.wide(i) {
			widest = i
		}
	}
	return best
}

// worded reports whether the block has words and no values for at least half of the columns.
func (b block) worded(width int) bool {
	return b.values == 0 && 2*named(b.texts) >= width && named(b.texts) > 0
}

// wide reports whether a line fills most columns with texts of their own, as headings and
// records do and titles, merged over all of them, do not.
func (f *finder) wide(i int) bool {
	columns, distinct := f.filledAt(i), map[string]bool{}
	for _, c := range columns {
		distinct[f.at(i, c).Text] = true
	}
	return 5*len(columns) >= 3*f.width && len(distinct) >= min(3, f.width)
}

// at returns the cell of the line top[i] in a column: of merged cells, what they show.
func (f *finder) at(i, column int) Cell { return f.cells[i][column] }

// newFinder lays the first lines out as a person sees them.
func newFinder(g *grid, top []line, known func(string) bool) *finder {
	f := &finder{grid: g, top: top, known: known, width: usualWidth(top)}
	for _, l := range top {
		f.columns = max(f.columns, beyond(l.cells, 0))
	}
	f.columns = min(f.columns, mostHeadings)
	for _, l := range top {
		cells := make([]Cell, f.columns)
		copy(cells, l.cells)
		f.cells = append(f.cells, cells)
	}
	for _, m := range g.merges {
		if m.top > top[len(top)-1].number {
			break
		}
		f.spread(m)
	}
	for _, cells := range f.cells {
		classes := make([]class, len(cells))
		for c := range cells {
			classes[c] = classOf(cells[c])
		}
		f.classes = append(f.classes, classes)
	}
	return f
}

// spread gives all cells of a merged range the text of its first one.
func (f *finder) spread(m rect) {
	from := slices.IndexFunc(f.top, func(l line) bool { return l.number >= m.top })
	if from < 0 || f.top[from].number != m.top || m.left >= f.columns {
		return
	}
	cell := f.cells[from][m.left]
	for i := from; i < len(f.top) && f.top[i].number <= m.bottom; i++ {
		for c := m.left; c <= min(m.right, f.columns-1); c++ {
			f.cells[i][c] = cell
		}
	}
}

// merged returns the merged range that holds a cell.
func (f *finder) merged(row, column int) (rect, bool) {
	for _, m := range f.grid.merges {
		if m.top > row {
			break
		}
		if m.covers(row, column) {
			return m, true
		}
	}
	return rect{}, false
}

// filledAt returns the columns that a line fills, with merged cells.
func (f *finder) filledAt(i int) []int {
	var columns []int
	for c := range f.columns {
		if !blankText(f.at(i, c).Text) {
			columns = append(columns, c)
		}
	}
	return columns
}

// block reads some lines as headings and scores them.
func (f *finder) block(i, levels int) block {
	b := block{from: i, levels: levels, texts: f.texts(i, levels)}
	distinct := map[string]bool{}
	for c, text := range b.texts {
		if text == "" {
			continue
		}
		if f.classes[i+levels-1][c] > classText {
			b.values++
		}
		if f.known(text) {
			b.known++
		}
		distinct[text] = true
	}
	b.score = float64(len(distinct)) + 4*float64(b.known) - 2*float64(b.values) - 0.5*float64(levels-1) - 0.05*float64(i)
	for c, class := range f.below(i + levels) {
		switch {
		case class == classNone:
		case c >= len(b.texts) || b.texts[c] == "":
			b.score--
		case class > classText:
			b.score++ // a word above numbers
		}
	}
	return b
}

// below returns what most cells in the lines from top[i] on are, for each column.
func (f *finder) below(i int) []class {
	classes := make([]class, f.columns)
	for c := range classes {
		var count [classCount]int
		for j := i; j < min(len(f.top), i+20); j++ {
			count[f.classes[j][c]]++
		}
		count[classNone] = 0
		for k, n := range count {
			if n > 0 && n > count[classes[c]] {
				classes[c] = class(k)
			}
		}
	}
	return classes
}

// texts joins the texts of the levels for each column.
func (f *finder) texts(i, levels int) []string {
	texts := make([]string, f.columns)
	for level := range levels {
		over := ""
		for c := range texts {
			part := headingText(f.at(i+level, c).Text)
			if part == "" && level < levels-1 && f.spreads(i+level, c) {
				part = over
			}
			over = part
			if part != "" && !strings.HasSuffix(texts[c], part) {
				texts[c] += part
			}
		}
	}
	for len(texts) > 0 && texts[len(texts)-1] == "" {
		texts = texts[:len(texts)-1]
	}
	return texts
}

// spreads reports whether an empty cell of an upper row of headings belongs to the text to
// its left: the file tells of no merged cells in them, and the row below has a text here.
func (f *finder) spreads(i, column int) bool {
	return i+1 < len(f.top) && !f.binds(f.top[i].number, f.top[i+1].number) && !blankText(f.at(i+1, column).Text)
}

// binds reports whether the file tells of merged cells in some rows. Of those of a title above
// the headings, which are all that some exports keep, nothing follows for the headings.
func (f *finder) binds(upper, lower int) bool {
	return slices.ContainsFunc(f.grid.merges, func(m rect) bool { return m.top <= lower && m.bottom >= upper })
}

// stacked reports whether the last of the lines is one more row of headings under the others.
func (f *finder) stacked(i, levels int) bool {
	upper, lower := i+levels-2, i+levels-1
	if f.top[lower].number != f.top[upper].number+1 {
		return false
	}
	own := map[string]int{} // texts that the lower row itself has
	for _, c := range f.filledAt(lower) {
		if m, ok := f.merged(f.top[lower].number, c); ok && m.top <= f.top[upper].number {
			continue
		}
		cell := f.at(lower, c)
		if f.classes[lower][c] > classText || len(cell.Text) > 90 {
			return false
		}
		own[headingText(cell.Text)]++
	}
	if len(own) == 0 {
		return false
	}
	if f.binds(f.top[i].number, f.top[lower].number) {
		return f.bridged(upper, lower)
	}
	return f.gaps(i, levels, own)
}

// bridged reports whether merged cells bind two rows of headings: one that spans several
// texts of the lower row but not the whole table, or one that reaches down into it.
func (f *finder) bridged(upper, lower int) bool {
	row, all := f.top[upper].number, f.filledAt(lower)
	for _, m := range f.grid.merges {
		if m.top > row || m.bottom < row {
			continue
		}
		if m.bottom > row {
			return len(f.filledAt(upper)) > 1
		}
		under := 0
		for _, c := range all {
			if c >= m.left && c <= m.right {
				under++
			}
		}
		if under >= 2 && under < len(all) {
			return true
		}
	}
	return false
}

// gaps reports whether two rows are headings upon one another where no merged cells are told
// of: the upper one leaves gaps that the lower one fills, and the lower one alone would
// name columns twice, or is known only together with the upper one.
func (f *finder) gaps(i, levels int, own map[string]int) bool {
	upper, lower := i+levels-2, i+levels-1
	if len(f.filledAt(upper)) < 2 {
		return false
	}
	gap := slices.ContainsFunc(f.filledAt(lower), func(c int) bool { return blankText(f.at(upper, c).Text) })
	if !gap {
		return false
	}
	for _, n := range own {
		if n > 1 {
			return true
		}
	}
	count := func(texts []string) (n int) {
		for _, t := range texts {
			if t != "" && f.known(t) {
				n++
			}
		}
		return n
	}
	return count(f.texts(i, levels)) > max(count(f.texts(i, levels-1)), count(f.texts(lower, 1)))
}

// used returns how many columns the table has, with those that have no heading. A text file
// may have stray separators: there only what half of the lines use counts.
func (f *finder) used(b block) int {
	if f.grid.format != FormatCSV {
		return f.columns
	}
	widths := []int{}
	for _, l := range f.top[b.from+b.levels:] {
		widths = append(widths, beyond(l.cells, 0))
	}
	if len(widths) == 0 || b.values > 0 {
		return f.columns
	}
	slices.Sort(widths)
	return widths[len(widths)/2]
}

// usualWidth returns how many columns a line usually fills.
func usualWidth(top []line) int {
	var widths []int
	for _, l := range top {
		widths = append(widths, filled(l.cells))
	}
	slices.Sort(widths)
	return widths[len(widths)*3/4]
}

func named(texts []string) int {
	n := 0
	for _, t := range texts {
		if t != "" {
			n++
		}
	}
	return n
}

// widen adds the columns without heading that the first lines use, and names the columns of
// a table without headings by their numbers.
func (h *heading) widen(used int) {
	if h.none {
		h.texts = nil
		for i := range used {
			h.texts = append(h.texts, "列"+itoa(i+1))
		}
		return
	}
	for len(h.texts) < min(used, len(h.texts)+moreColumns) {
		h.texts = append(h.texts, "")
	}
	h.empty = slices.Contains(h.texts, "")
}

// repeated reports whether cells are the headings once more, as at the top of a page.
func (h *heading) repeated(cells []Cell) bool {
	return slices.ContainsFunc(h.lines, func(l line) bool { return sameTexts(l.cells, cells) })
}

// title reports whether a line is one of the titles once more.
func (h *heading) title(cells []Cell) bool {
	return slices.ContainsFunc(h.titles, func(l line) bool { return sameTexts(l.cells, cells) })
}

// sameTexts reports whether two lines say the same.
func sameTexts(a, b []Cell) bool {
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i].Text
		}
		if i < len(b) {
			y = b[i].Text
		}
		if x != y && cleanHeading(x) != cleanHeading(y) {
			return false
		}
	}
	return true
}

// notes tells what a person should know of the headings.
func (h *heading) notes(g *grid) []Problem {
	var notes []Problem
	if g.hidden {
		notes = append(notes, problem("hidden", "工作表“%s”是隐藏的。", "Sheet %q is hidden.", g.name))
	}
	if h.none {
		notes = append(notes, problem("no_headings", "没有找到表头行，各列按“列1、列2……”编号，请手工对应。",
			"There is no row of headings; columns are called 列1, 列2 …, match them by hand."))
	}
	for _, l := range h.titles {
		text, _ := first(l.cells)
		notes = append(notes, problem("title", "第 %s 行是表头上方的标题或说明：%s", "Row %s is a title or note above the headings: %s", g.place(l.number), shorten(text, 120)))
	}
	if h.empty {
		notes = append(notes, problem("unnamed", "有的列没有表头。", "Some columns have no heading."))
	}
	return notes
}
