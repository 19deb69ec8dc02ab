package table

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	"github.com/mingjian/mingjian/data/charset"
)

// maxSpan is how many columns or rows one cell of a page may take.
const maxSpan = 4096

// startsPage reports whether a file begins as a web page. Many programs of agencies write
// one and call it .xls.
func startsPage(start []byte) bool {
	for _, mark := range []string{"<html", "<!doctype", "<table", "<meta", "<head", "<style"} {
		if bytes.HasPrefix(start, []byte(mark)) {
			return true
		}
	}
	return bytes.HasPrefix(start, []byte("<?xml")) && bytes.Contains(start, []byte("<html"))
}

// A pageFile is a web page with tables in it.
type pageFile struct {
	in  input
	enc encoding.Encoding
}

// A pageRow is one row of a table of a page.
type pageRow struct {
	table, number int // tables as they begin, from 0; rows from 1
	cells         []Cell
	merges        []rect
}

// openPage opens a web page and goes through it once for its tables. What holds other tables
// or a single column only is layout.
func openPage(ctx context.Context, in input) ([]*grid, error) {
	sample, err := telling(in)
	if err != nil {
		return nil, err
	}
	f := pageFile{in: in, enc: pageEncoding(sample)}
	if f.enc == nil {
		return nil, pageUnreadable(in)
	}
	var tables []*grid
	holds := map[int]bool{} // other tables
	n := 0
	err = f.rows(func(table int) { holds[table] = true }, func(r pageRow) bool {
		for len(tables) <= r.table {
			tables = append(tables, &grid{file: in.name, format: FormatPage})
		}
		g := tables[r.table]
		g.width = max(g.width, len(r.cells))
		if len(g.merges) < mostMerges {
			g.merges = append(g.merges, r.merges...)
		}
		n++
		return n%512 != 0 || ctx.Err() == nil
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil && !errors.Is(err, html.ErrBufferExceeded) {
		return nil, err
	}
	var grids []*grid
	for i, g := range tables {
		if holds[i] || g.width < 2 {
			continue
		}
		g.name = "表" + strconv.Itoa(len(grids)+1)
		g.lines = func() iter.Seq2[line, error] { return f.lines(g, i) }
		grids = append(grids, g)
	}
	switch len(grids) {
	case 0:
		return nil, pageRefused(in)
	case 1:
		grids[0].name = ""
	default:
		for _, g := range grids {
			g.several = true
		}
	}
	return grids, nil
}

// pageEncoding returns the encoding of a page: the one in which its text looks like Chinese, since
// many pages name another than they have. One that names an encoding that no office of the mainland
// uses has it, and so has one that looks like nothing. It returns nil if nobody can tell.
func pageEncoding(sample []byte) encoding.Encoding {
	named, name, _ := htmlcharset.DetermineEncoding(sample, "text/html")
	guess := charset.Guess(sample)
	switch name {
	case "utf-8", "utf-16le", "utf-16be", "gbk", "gb18030":
		if guess == nil {
			return named
		}
		return guess
	case "windows-1252": // also what is said where nothing else can be
		return guess
	}
	return named
}

// pageUnreadable says that nobody knows how a page is encoded.
func pageUnreadable(in input) error {
	return refuse("“%s”实际上是网页，看不出用的是哪种文字编码，无法读取；请用 Excel 或 WPS 打开后另存为 XLSX。",
		"%q is really a web page, and in which encoding cannot be told; open it in Excel or WPS and save it as XLSX.", in.name)
}

// pageRefused says that a page holds no table.
func pageRefused(in input) error {
	return refuse("“%s”实际上是网页，其中没有表格；请用 Excel 或 WPS 打开后另存为 XLSX。",
		"%q is really a web page without a table in it; open it in Excel or WPS and save it as XLSX.", in.name)
}

// lines yields the rows of one table.
func (f pageFile) lines(g *grid, table int) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		last := 0
		err := f.rows(nil, func(r pageRow) bool {
			if r.table != table {
				return r.table < table || last == 0
			}
			last = r.number
			return yield(line{r.number, r.cells}, nil)
		})
		if err != nil {
			yield(line{}, g.cut(last, err))
		}
	}
}

// A pageTable is a table that has begun and not ended.
type pageTable struct {
	number, rows int
	cells        []Cell
	merges       []rect
	covered      []rect // cells of rows above that reach down
	at           int    // column of the open cell
	in           bool   // a cell is open
	row          bool   // so is a row
	text         strings.Builder
}

// rows calls row for every row of every table, until it returns false, and outer for every
// table that holds another.
func (f pageFile) rows(outer func(table int), row func(pageRow) bool) error {
	z := html.NewTokenizer(f.in.decoded(f.enc))
	z.SetMaxBuf(maxRecord)
	var open []*pageTable
	tables, silent, goOn := 0, false, true
	top := func() *pageTable {
		if len(open) == 0 {
			return nil
		}
		return open[len(open)-1]
	}
	for goOn {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			for t := top(); t != nil && goOn; t = top() {
				goOn = t.endRow(row)
				open = open[:len(open)-1]
			}
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case html.TextToken:
			if t := top(); t != nil && t.in && !silent {
				t.text.Write(z.Text())
			}
			continue
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		name, attrs := z.TagName()
		tag, begins := atom.Lookup(name), kind != html.EndTagToken
		switch t := top(); {
		case tag == atom.Style || tag == atom.Script:
			silent = begins && kind == html.StartTagToken
		case tag == atom.Table && begins:
			if t != nil && outer != nil {
				outer(t.number)
			}
			open = append(open, &pageTable{number: tables})
			tables++
		case t == nil:
		case tag == atom.Table:
			goOn = t.endRow(row)
			open = open[:len(open)-1]
		case tag == atom.Tr:
			goOn = t.endRow(row)
			t.row = begins
		case tag == atom.Td || tag == atom.Th:
			t.endCell()
			if begins {
				t.startCell(z, attrs)
			}
		case tag == atom.Br || tag == atom.P || tag == atom.Div:
			if t.in {
				t.text.WriteByte('\n')
			}
		}
	}
	return nil
}

// startCell opens a cell behind what cells of rows above take of this row.
func (t *pageTable) startCell(z *html.Tokenizer, attrs bool) {
	across, down := 1, 1
	t.in, t.row = true, true
	t.text.Reset()
	for attrs {
		var key, value []byte
		key, value, attrs = z.TagAttr()
		n, err := strconv.Atoi(strings.TrimSpace(string(value)))
		if err != nil || n < 1 {
			continue
		}
		switch string(key) {
		case "colspan":
			across = min(n, maxSpan)
		case "rowspan":
			down = min(n, maxSpan)
		}
	}
	for slices.ContainsFunc(t.covered, func(r rect) bool { return r.covers(t.rows+1, len(t.cells)) }) {
		t.cells = append(t.cells, Cell{})
	}
	t.at = len(t.cells)
	if across > 1 || down > 1 {
		m := rect{top: t.rows + 1, bottom: t.rows + down, left: t.at, right: t.at + across - 1}
		t.merges = append(t.merges, m)
		if down > 1 {
			t.covered = append(t.covered, m)
		}
	}
	for ; across > 0 && len(t.cells) < mostHeadings; across-- {
		t.cells = append(t.cells, Cell{})
	}
}

// endCell puts the text of the open cell where the cell begins.
func (t *pageTable) endCell() {
	if !t.in {
		return
	}
	t.in = false
	if t.at < len(t.cells) {
		t.cells[t.at] = Cell{Text: plainText(t.text.String())}
	}
}

// plainText returns the text of a cell as a reader of the page sees it.
func plainText(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:0]
	for _, l := range lines {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// endRow hands the open row on.
func (t *pageTable) endRow(row func(pageRow) bool) bool {
	t.endCell()
	if !t.row {
		return true
	}
	t.rows++
	r := pageRow{table: t.number, number: t.rows, cells: t.cells, merges: t.merges}
	t.cells, t.merges, t.row = nil, nil, false
	t.covered = slices.DeleteFunc(t.covered, func(m rect) bool { return m.bottom <= t.rows })
	return row(r)
}
