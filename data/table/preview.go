package table

import (
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A Preview is the first rows of a sheet as a page shows them before an import: what stands
// in the file, and what would be made of it.
type Preview struct {
	Headings []string     `json:"headings"`
	Rows     []PreviewRow `json:"rows"`
}

// A PreviewRow is one row of a Preview.
type PreviewRow struct {
	Place  string      `json:"place,omitempty"`
	Cells  []Cell      `json:"cells,omitempty"`
	Values []Value     `json:"values,omitempty"` // one for each cell; empty where its column is no field
	Says   *fault.Text `json:"says,omitempty"`   // why the row cannot be read at all
}

// NewPreview reads the first n rows of a sheet. Fields holds the field of each heading, in
// their order, and the zero Field for a column that is left out. The sheet may have a column
// that must not be used, see Column.Lost: its values tell it too.
func NewPreview(s Sheet, fields []standard.Field, n int, today time.Time) (Preview, error) {
	p := Preview{Headings: s.Headings, Rows: []PreviewRow{}}
	readers := make([]*Reader, len(s.Headings))
	for i := range readers {
		if i < len(fields) && fields[i].Name != "" {
			readers[i] = NewReader(fields[i], s.Columns[i], today)
		}
	}
	for row, err := range s.Rows {
		if len(p.Rows) == n {
			break
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			return p, err
		}
		p.Rows = append(p.Rows, previewRow(row, err, readers))
	}
	return p, nil
}

// previewRow reads one row for a Preview.
func previewRow(row Row, err error, readers []*Reader) PreviewRow {
	r := PreviewRow{Place: row.Place, Cells: row.Cells}
	if err != nil {
		_, says := fault.Split(err)
		r.Says = &says
		return r
	}
	r.Values = make([]Value, len(row.Cells))
	for i, c := range row.Cells {
		if readers[i] != nil {
			r.Values[i], _ = readers[i].Read(c) // the problems of the value tell the error
		}
	}
	return r
}
