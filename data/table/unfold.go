package table

import (
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Folded is a part of a table that has several records in one row, side by side: 股东1,
// 股东1证件号, 股东2, 股东2证件号.
type Folded struct {
	Sheet       // a row for each record, with what the whole row tells before it
	Own   []int // its columns that belong to the record alone
}

// numberIn finds the number in a heading. One that tells a year or a code is longer.
var numberIn = regexp.MustCompile(`^(\D*)([1-9]\d?|[一二三四五六七八九十])(\D*)$`)

// numberOf reads the number of a heading; what stands before and after it tells which
// numbers belong together.
func numberOf(text string) (before, after string, n int) {
	m := numberIn.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || len([]rune(m[1])) < 2 {
		return "", "", 0
	}
	if n = slices.Index([]string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}, m[2]) + 1; n == 0 {
		n, _ = strconv.Atoi(m[2])
	}
	return strings.TrimSpace(m[1]), m[3], n
}

// Unfold finds the records that stand side by side in the rows of a table. It returns the
// table without them, and each kind of them as a table of its own; none if there is none.
func Unfold(s Sheet) (rest Sheet, parts []Folded) {
	type slot struct {
		name   string
		column int
	}
	slots := map[string]map[int][]slot{} // by the first two characters of what they are called
	var order []string
	for i, text := range s.Headings {
		before, after, n := numberOf(text)
		if n == 0 {
			continue
		}
		who := string([]rune(before)[:2])
		if slots[who] == nil {
			slots[who], order = map[int][]slot{}, append(order, who)
		}
		slots[who][n] = append(slots[who][n], slot{before + after, i})
	}
	order = slices.DeleteFunc(order, func(who string) bool {
		return len(slots[who][1]) < 2 || len(slots[who][2]) < 2 // one column, or one record: 申请人1
	})
	if len(order) == 0 {
		return s, nil
	}
	var common []int
	for i, text := range s.Headings {
		before, _, n := numberOf(text)
		if n == 0 || !slices.Contains(order, string([]rune(before)[:2])) {
			common = append(common, i)
		}
	}
	for _, who := range order {
		var names []string
		for _, one := range slots[who][1] {
			names = append(names, one.name)
		}
		var places [][]int // for each record, the columns of its names
		for n := 1; len(slots[who][n]) > 0; n++ {
			at := make([]int, len(names))
			for k, name := range names {
				at[k] = -1
				for _, one := range slots[who][n] {
					if one.name == name {
						at[k] = one.column
					}
				}
			}
			places = append(places, at)
		}
		part := Folded{Sheet: columnsOf(s, append(slices.Clone(common), places[0]...))}
		part.Name = strings.TrimSpace(s.Name + " " + who)
		for k, name := range names {
			part.Headings[len(common)+k] = name
			part.Own = append(part.Own, len(common)+k)
		}
		part.Rows = unfolded(s.Rows, common, places)
		parts = append(parts, part)
	}
	rest = columnsOf(s, common)
	rest.Rows = unfolded(s.Rows, common, nil)
	return rest, parts
}

// Only returns the sheet with the columns that are wanted and those of the record itself.
func (f Folded) Only(wanted func(column int) bool) Sheet {
	var at []int
	for i := range f.Headings {
		if wanted(i) || slices.Contains(f.Own, i) {
			at = append(at, i)
		}
	}
	out := columnsOf(f.Sheet, at)
	out.Rows = func(yield func(Row, error) bool) {
		for r, err := range f.Rows {
			if err == nil {
				var cells []Cell
				for _, i := range at {
					cells = append(cells, r.Cells[i])
				}
				r.Cells = cells
			}
			if !yield(r, err) {
				return
			}
		}
	}
	return out
}

// columnsOf returns a sheet with some columns of another, without rows.
func columnsOf(s Sheet, of []int) Sheet {
	out := s
	out.Headings, out.Columns = nil, nil
	for _, i := range of {
		out.Headings = append(out.Headings, s.Headings[i])
		if i < len(s.Columns) {
			out.Columns = append(out.Columns, s.Columns[i])
		}
	}
	return out
}

// at returns the cell of a column; an empty one where the row has none.
func (r Row) at(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[i]
}

// some returns the cells of some columns.
func (r Row) some(columns []int) []Cell {
	list := make([]Cell, len(columns))
	for n, i := range columns {
		list[n] = r.at(i)
	}
	return list
}

// unfolded yields for each row what its common columns hold, and after that each record
// that has anything in it. Without records it yields the common columns alone.
func unfolded(rows iter.Seq2[Row, error], common []int, records [][]int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for r, err := range rows {
			if err != nil {
				if !yield(r, err) {
					return
				}
				continue
			}
			shared := r.some(common)
			if records == nil && !yield(Row{Place: r.Place, Cells: shared}, nil) {
				return
			}
			for n, at := range records {
				cells, some := slices.Clone(shared), false
				for _, i := range at {
					c := r.at(i)
					some = some || !blankText(c.Text) && !nothing(c.Text)
					cells = append(cells, c)
				}
				if some && !yield(Row{Place: r.Place + "/" + strconv.Itoa(n+1), Cells: cells}, nil) {
					return
				}
			}
		}
	}
}
