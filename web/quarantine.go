package web

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
)

// Quarantine is what this package needs of the rows that were put aside.
type Quarantine interface {
	// List returns one page of rows as they were delivered.
	List(ctx context.Context, f QuarantineFilter) (QuarantineList, error)
	// Drop gives rows up for good and returns how many. No ids means all of the import.
	Drop(ctx context.Context, by access.Account, imported string, ids []string, reason string) (int64, error)
}

// A QuarantineFilter chooses rows that were put aside; its zero value is the first page of all.
type QuarantineFilter struct {
	Import   string
	Standard string
	Code     string
	From     int // rows before the page
	Limit    int
}

// A QuarantineList is one page of rows as the lake gives them.
type QuarantineList struct {
	Rows  []QuarantineRow
	Total int
	Codes []CodeCount
}

// A QuarantineRow is a row that could not be used, with why.
type QuarantineRow struct {
	ID       string           `json:"id" doc:"Id of the row in quarantine, by which its correction is known."`
	Import   string           `json:"import" doc:"Id of the import."`
	Standard string           `json:"standard" doc:"Name of the standard."`
	Place    string           `json:"place" doc:"Where it stands in the file."`
	At       time.Time        `json:"at" doc:"When it came."`
	Problems []PreviewReason  `json:"problems" nullable:"false" doc:"Why it was put aside."`
	Cells    []QuarantineCell `json:"cells" nullable:"false" doc:"The cells as delivered."`
}

// A QuarantineCell is one cell of a row that was put aside.
type QuarantineCell struct {
	Heading string `json:"heading" doc:"Heading of the column."`
	Field   string `json:"field" doc:"Field it was read as; empty if it was left out."`
	Cell
}

// A CodeCount is how many rows have one problem.
type CodeCount struct {
	Code string     `json:"code" doc:"Code of the problem."`
	Rows int        `json:"rows" doc:"Rows that have it."`
	Says fault.Text `json:"says" doc:"What it means."`
}

// A QuarantinePage is one page of rows that were put aside.
type QuarantinePage struct {
	Items  []QuarantineRow `json:"items" nullable:"false" doc:"The newest import first, then in the order of the file."`
	Next   *string         `json:"next" doc:"Cursor of the next page; null on the last."`
	Total  int             `json:"total" doc:"Rows under all filters."`
	Codes  []CodeCount     `json:"codes" nullable:"false" doc:"Rows of each problem, under every filter but code."`
	Masked bool            `json:"masked" doc:"Personal cells are masked."`
}

// A QuarantineInput chooses rows in quarantine.
type QuarantineInput struct {
	Import   string `query:"import" maxLength:"64" doc:"Only of this import."`
	Standard string `query:"standard" maxLength:"64" doc:"Only of this data set."`
	Code     string `query:"code" maxLength:"64" doc:"Only with this problem."`
	Purpose  string `query:"purpose" maxLength:"500" doc:"Why personal cells have to be seen, with at least 4 characters; without it they are masked. The look is recorded."`
}

func (s *Server) listQuarantine(ctx context.Context, c caller, in *struct {
	QuarantineInput
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Rows on a page."`
}) (*struct{ Body QuarantinePage }, error) {
	from, err := offsetOf(in.Cursor)
	if err != nil {
		return nil, err
	}
	l, err := s.Quarantine.List(ctx, QuarantineFilter{in.Import, in.Standard, in.Code, from, in.Limit})
	if err != nil {
		return nil, err
	}
	open, err := s.opens(ctx, c, "quarantine "+in.Import, "", in.Purpose)
	if err != nil {
		return nil, err
	}
	out := QuarantinePage{Items: s.maskRows(l.Rows, open), Next: nextOffset(from+len(l.Rows), l.Total), Total: l.Total, Codes: list(l.Codes), Masked: !open}
	return &struct{ Body QuarantinePage }{out}, nil
}

// maskRows masks the cells of rows that were put aside.
func (s *Server) maskRows(rows []QuarantineRow, open bool) []QuarantineRow {
	for i, r := range rows {
		rows[i].Problems, rows[i].Cells = list(r.Problems), list(r.Cells)
		if open {
			continue
		}
		st := s.Standards[r.Standard]
		for n, c := range r.Cells {
			f, _ := st.Field(c.Field)
			rows[i].Cells[n].Cell = maskCell(c.Cell, f)
		}
	}
	return list(rows)
}

// maxExport is how many rows of quarantine go into one file.
const maxExport = 100_000

func (s *Server) exportQuarantine(ctx context.Context, c caller, in *struct {
	Import  string `query:"import" required:"true" minLength:"1" maxLength:"64" doc:"Of this import."`
	Purpose string `query:"purpose" required:"true" minLength:"4" maxLength:"500" doc:"What the rows are taken out for; it is recorded."`
}) (*file, error) {
	why := access.Purpose{Says: in.Purpose, Basis: "import " + in.Import}
	if err := access.Check(c.By, access.ReadRecords, access.ReadNumbers, access.In(access.Home), why); err != nil {
		return nil, err
	}
	l, err := s.Quarantine.List(ctx, QuarantineFilter{Import: in.Import, Limit: maxExport})
	if err != nil {
		return nil, err
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.ExportRecords, Object: in.Import, Office: string(c.By.Office),
		Detail: map[string]string{"purpose": in.Purpose}})
	if err != nil {
		return nil, err
	}
	return &file{"text/csv; charset=utf-8", attachment("quarantine.csv"), quarantineCSV(l.Rows, c.Lang)}, nil
}

// quarantineCSV writes rows as they were delivered, with the reason in the first columns.
// Spreadsheets take it for UTF-8 by its mark. Nothing in it is taken for a formula.
func quarantineCSV(rows []QuarantineRow, lang string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	head := []string{lake.QuarantineHeading, lake.ReasonHeading} // by which the import knows what a row mends
	headings := []string{}
	for _, r := range rows {
		for _, c := range r.Cells {
			if !slices.Contains(headings, c.Heading) {
				headings = append(headings, c.Heading)
			}
		}
	}
	_ = w.Write(append(head, headings...)) // a buffer takes everything
	for _, r := range rows {
		line := make([]string, len(headings))
		for _, c := range r.Cells {
			line[slices.Index(headings, c.Heading)] = harmless(c.Text)
		}
		_ = w.Write(append([]string{r.ID, reasons(r.Problems, lang)}, line...))
	}
	w.Flush()
	return b.Bytes()
}

// harmless keeps a spreadsheet from running what stands in a cell.
func harmless(s string) string {
	if strings.HasPrefix(s, "=") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "+") && !plainCell.MatchString(s) {
		return "'" + s
	}
	return s
}

func reasons(problems []PreviewReason, lang string) string {
	says := []string{}
	for _, p := range problems {
		says = append(says, p.Says.In(lang))
	}
	return strings.Join(says, " ")
}

// A DropRequest gives rows in quarantine up.
type DropRequest struct {
	Import string   `json:"import" minLength:"1" maxLength:"64" doc:"Id of the import."`
	Rows   []string `json:"rows,omitempty" maxItems:"10000" doc:"Ids of the rows; none for all of the import."`
	Reason string   `json:"reason" minLength:"4" maxLength:"500" doc:"Why they are given up."`
}

// Dropped says how many rows were given up.
type Dropped struct {
	Rows int64 `json:"rows" doc:"How many."`
}

func (s *Server) dropQuarantine(ctx context.Context, c caller, in *struct{ Body DropRequest }) (*struct{ Body Dropped }, error) {
	if _, err := s.Registers.Import(ctx, in.Body.Import); err != nil {
		return nil, err
	}
	err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.DropRows, Object: in.Body.Import, Office: string(c.By.Office),
		Detail: map[string]string{"reason": in.Body.Reason}})
	if err != nil {
		return nil, err
	}
	n, err := s.Quarantine.Drop(ctx, c.By, in.Body.Import, in.Body.Rows, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Dropped }{Dropped{n}}, nil
}
