package table

// With returns a sheet with one more column that says the same in every row: what the name of a
// file tells of all its records.
func (s Sheet) With(heading, text string) Sheet {
	out := s
	out.Headings = append(append([]string{}, s.Headings...), heading)
	if s.Columns != nil {
		out.Columns = append(append([]Column{}, s.Columns...), Column{})
	}
	out.Notes = append(append([]Problem{}, s.Notes...), problem("titled", "没有“%[1]s”列，按标题或者名称一律记为“%[2]s”", "There is no column %[1]s; by its title or name it is %[2]s throughout", heading, text))
	out.Rows = func(yield func(Row, error) bool) {
		for r, err := range s.Rows {
			if err == nil {
				cells := make([]Cell, len(s.Headings), len(out.Headings))
				copy(cells, r.Cells)
				r.Cells = append(cells, Cell{Text: text})
			}
			if !yield(r, err) {
				return
			}
		}
	}
	return out
}

// Again returns a sheet with one more column that holds what another does, under a heading of its
// own: where one column tells a period, the day it begins on and the day it ends on are both in it.
func (s Sheet) Again(column int, heading string) Sheet {
	out := s
	out.Headings = append(append([]string{}, s.Headings...), heading)
	if column < len(s.Columns) {
		out.Columns = append(append([]Column{}, s.Columns...), s.Columns[column])
	}
	out.Rows = func(yield func(Row, error) bool) {
		for r, err := range s.Rows {
			if err == nil {
				cells := make([]Cell, len(s.Headings), len(out.Headings))
				copy(cells, r.Cells)
				r.Cells = append(cells, cells[column])
			}
			if !yield(r, err) {
				return
			}
		}
	}
	return out
}
