package table

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// mostPassed is how many of the rows that are no records are kept to be shown.
const mostPassed = 100

// A rows reads the records of one sheet.
type rows struct {
	ctx   context.Context
	grid  *grid
	head  heading
	aside Aside
}

// passed tells what the last reading passed over.
func (r *rows) passed() Aside { return r.aside }

// all yields the records. A panic of a reader that met a broken file is told as an error; one
// of the caller's own goes on its way.
func (r *rows) all() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r.aside = Aside{}
		outside := false
		defer func() {
			if outside {
				return
			}
			if p := recover(); p != nil {
				yield(Row{}, broken(r.grid.label(), fmt.Errorf("panic: %v", p)))
			}
		}()
		r.read(func(row Row, err error) bool {
			outside = true
			more := yield(row, err)
			outside = false
			return more
		})
	}
}

// read yields the records until the file ends, the caller stops or the context ends.
func (r *rows) read(yield func(Row, error) bool) {
	fill := filler{merges: r.grid.merges}
	seen := 0
	for l, err := range r.grid.lines() {
		if seen++; seen%512 == 0 && r.ctx.Err() != nil {
			yield(Row{}, r.ctx.Err())
			return
		}
		switch {
		case err != nil && l.number == 0:
			yield(Row{}, err)
			return
		case l.number <= r.head.last && !(r.head.none && l.number >= r.head.first):
			continue
		case err != nil:
			if !yield(Row{Place: r.grid.place(l.number)}, err) {
				return
			}
			continue
		}
		if l.cells = fill.line(l); !r.record(l, yield) {
			return
		}
	}
}

// record yields a line as a record, unless it is none.
func (r *rows) record(l line, yield func(Row, error) bool) bool {
	n := filled(l.cells)
	if n == 0 {
		return true
	}
	if code := r.passes(l, n); code != "" {
		r.pass(l, code)
		return true
	}
	row := Row{Place: r.grid.place(l.number), Cells: l.cells}
	want := len(r.head.texts)
	if extra := beyond(l.cells, want); extra > 0 {
		return yield(Row{Place: row.Place}, r.grid.tooWide(l.number, extra, want))
	}
	if len(row.Cells) > want {
		row.Cells = row.Cells[:want]
	}
	if len(row.Cells) < want {
		row.Cells = append(row.Cells, make([]Cell, want-len(row.Cells))...)
	}
	return yield(row, nil)
}

// beyond returns how many cells a line has, if it has something beyond the headings, else 0.
func beyond(cells []Cell, want int) int {
	for i := len(cells) - 1; i >= want; i-- {
		if !blankText(cells[i].Text) {
			return i + 1
		}
	}
	return 0
}

// pass keeps a row that is no record.
func (r *rows) pass(l line, code string) {
	r.aside.Count++
	if len(r.aside.Rows) >= mostPassed {
		return
	}
	var texts []string
	for _, c := range l.cells {
		if t := strings.TrimSpace(c.Text); t != "" {
			texts = append(texts, t)
		}
	}
	r.aside.Rows = append(r.aside.Rows, PassedRow{Place: r.grid.place(l.number), Code: code, Text: shorten(strings.Join(texts, " "), 200)})
}

// shorten cuts s after n bytes, between characters.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// passes tells why a line is no record, or "".
func (r *rows) passes(l line, n int) string {
	if r.grid.headings != nil {
		return "" // these formats have nothing but records
	}
	switch {
	case n >= 2 && r.head.repeated(l.cells):
		return "headings"
	case l.number == r.head.last+1 && !r.head.none && numbering(l.cells, n):
		return "numbering"
	case len(r.head.texts) < 2:
		return ""
	case r.head.title(l.cells):
		return "title"
	case total(l.cells):
		return "total"
	case note(l.cells, n, len(r.head.texts)):
		return "note"
	}
	return ""
}

// first returns the text of the first cell that has any, without blanks, and where it is.
func first(cells []Cell) (text string, i int) {
	for i, c := range cells {
		if !blankText(c.Text) {
			return cleanHeading(c.Text), i
		}
	}
	return "", len(cells)
}

// total reports whether a line sums up others: it begins with a word for that, and beside it
// there are only numbers.
func total(cells []Cell) bool {
	text, at := first(cells)
	switch strings.TrimRight(text, ":：") {
	case "合计", "总计", "小计", "共计", "总合计", "本页合计", "本页小计", "累计", "合计数", "合计金额", "本月合计", "本年累计", "总数":
	default:
		return false
	}
	for _, c := range cells[at+1:] {
		if k := classOf(c); k != classNone && k != classNumber && !counted(c.Text) {
			return false
		}
	}
	return true
}

// counted reports whether a text is a number with a word for what is counted: 12人, 3笔.
func counted(text string) bool {
	text = cleanHeading(text)
	short := strings.TrimRight(text, "人笔条户件元万次套个份")
	return short != text && plainNumber(short)
}

// labels are how the lines below a table begin that say who made it and how.
func labels() []string {
	return []string{
		"制表人", "制表", "填表人", "填报人", "填报单位", "填表单位", "制表单位", "审核人", "审核", "复核人", "复核", "负责人", "单位负责人", "经办人",
		"制表日期", "制表时间", "填表日期", "填报日期", "打印日期", "打印时间", "打印人", "导出时间", "导出日期", "导出人", "查询时间", "查询人", "数据来源", "统计时间",
		"备注", "注", "说明", "填表说明", "以上数据", "以上为", "联系人", "联系电话", "主管领导", "分管领导", "领导签字", "盖章", "单位盖章", "（盖章）", "(盖章)",
	}
}

// note reports whether a line stands below the records and says who made the table and how,
// or on which page it is. Such a line fills few of the columns.
func note(cells []Cell, n, width int) bool {
	text, _ := first(cells)
	if n*2 > width+1 {
		return false
	}
	if n == 1 && pageNumber(text) {
		return true
	}
	return slices.ContainsFunc(labels(), func(w string) bool {
		rest, ok := strings.CutPrefix(text, w)
		return ok && (strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":") || n == 1 && (strings.HasPrefix(w, "以上") || strings.HasSuffix(w, "）")))
	})
}

// pageNumber reports whether text is 第1页, 第1页共3页 or the like.
func pageNumber(text string) bool {
	if !strings.HasPrefix(text, "第") && !strings.HasPrefix(text, "共") || !strings.HasSuffix(text, "页") {
		return false
	}
	return strings.Trim(text, "0123456789第共页，,/ ") == ""
}

// numbering reports whether a line only numbers the columns: 1 2 3 or 甲 乙 1 2.
func numbering(cells []Cell, n int) bool {
	if n < 3 {
		return false
	}
	next, letters := 1, []string{"甲", "乙", "丙", "丁", "戊", "A", "B", "C", "D", "E", "栏次"}
	for _, c := range cells {
		text := strings.Trim(cleanHeading(c.Text), "()（）")
		switch {
		case text == "" || slices.Contains(letters, text):
		case text == itoa(next):
			next++
		default:
			return false
		}
	}
	return next > 2
}
