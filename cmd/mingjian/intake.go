package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// How much of a file is looked at before it is imported.
const (
	sampledRows  = 40 // to guess the standard and the fields
	shownSamples = 5  // of each column, to people
	previewRows  = 50
	offeredRows  = 6 // that may be the headings instead of those found
)

// files reads what agencies deliver, by the standards.
type files struct {
	standards standard.Library
	known     func(heading string) bool // whether some register has a heading
	now       func() time.Time
}

func newFiles(lib standard.Library, now func() time.Time) files {
	return files{lib, standard.Known(lib), now}
}

func (f files) open(ctx context.Context, path string) (*table.Book, error) {
	return table.Open(ctx, path, table.Options{Known: f.known})
}

// Sheets finds the tables of a file and guesses which registers they are.
func (f files) Sheets(ctx context.Context, path string) (sheets []web.Sheet, notes []fault.Text, err error) {
	book, err := f.open(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	defer book.Close() //nolint:errcheck // it was only read
	for _, s := range book.Sheets {
		rows, err := first(s.Rows, sampledRows)
		if err != nil {
			return nil, nil, err
		}
		whole := f.sheet(s, rows)
		beside := sideTables(book, s)
		for _, p := range beside {
			whole.Notes = append(whole.Notes, fault.Text{ZH: "每行并列多条“" + p.of + "”记录：拆出为单独一张表“" + p.Name + "”，可另行导入。",
				EN: fmt.Sprintf("Each row holds several records of %s side by side: they are taken apart as the table %s, to be imported too.", p.of, p.Name)})
		}
		sheets = append(sheets, whole)
		for _, p := range beside {
			rows, err := first(p.Rows, sampledRows)
			if err != nil {
				return nil, nil, err
			}
			part := f.sheet(p.Sheet, rows)
			part.Beside, part.Places, part.Notes = true, nil, []fault.Text{{ZH: "每条并列记录一行，前面是整行共有的内容。", EN: "A row for each record that stood side by side, with what the whole row tells before it."}}
			sheets = append(sheets, part)
		}
	}
	return sheets, says(book.Notes), nil
}

// A sideTable is what stood side by side in the rows of a sheet, as a table of its own.
type sideTable struct {
	table.Sheet
	of string // what the records are called: 股东
}

// sideTables are the tables of the records that stand side by side in the rows of a sheet. A
// sheet of the file that is called as one keeps its name.
func sideTables(book *table.Book, s table.Sheet) (out []sideTable) {
	if p, ok := table.ByMonth(s); ok {
		p.Name = strings.TrimSpace(s.Name + " 按月")
		out = append(out, sideTable{p, "按月"})
	}
	_, parts := table.Unfold(s)
	for _, p := range parts {
		if !slices.ContainsFunc(book.Sheets, func(o table.Sheet) bool { return o.Name == p.Name }) {
			out = append(out, sideTable{p.Sheet, strings.TrimSpace(strings.TrimPrefix(p.Name, s.Name))})
		}
	}
	return out
}

func (f files) sheet(s table.Sheet, rows []table.Row) web.Sheet {
	out := web.Sheet{Name: s.Name, Header: s.Place, Headless: s.Headless, Hidden: s.Hidden, Headings: s.Headings, Notes: says(s.Notes)}
	if len(s.Columns) > 0 {
		out.Unit = s.Columns[0].SheetUnit
	}
	for _, r := range rows[:min(len(rows), offeredRows)] {
		out.Places = append(out.Places, r.Place)
	}
	for _, g := range keyed(standard.Guess(f.standards, s.File+" "+s.Name, s.Headings, cellsOf(s, rows)), f.standards, s) {
		out.Guesses = append(out.Guesses, web.Guess{Standard: g.Standard, Title: f.standards[g.Standard].Title, Score: g.Score})
	}
	out.Guesses = out.Guesses[:min(len(out.Guesses), 5)]
	return out
}

// at opens the sheet of a file that is meant, with its headings where a person put them.
func (f files) at(ctx context.Context, path string, at web.Place) (table.Sheet, func() error, error) {
	book, err := f.open(ctx, path)
	if err != nil {
		return table.Sheet{}, nil, err
	}
	all := slices.Clone(book.Sheets)
	for _, s := range book.Sheets {
		for _, p := range sideTables(book, s) {
			all = append(all, p.Sheet)
		}
	}
	i := slices.IndexFunc(all, func(s table.Sheet) bool { return s.Name == at.Sheet })
	if i < 0 {
		return table.Sheet{}, nil, errors.Join(fault.NotFoundf("文件里没有这个工作表。", "There is no such sheet in the file."), book.Close())
	}
	s := all[i]
	if at.Header != "" {
		if s, err = lowered(s, at.Header); err != nil {
			return s, nil, errors.Join(err, book.Close())
		}
	}
	return titled(f.standards[at.Standard], s), book.Close, nil
}

// lowered returns a sheet whose headings are the row at place, which stands below those
// that were found.
func lowered(s table.Sheet, place string) (table.Sheet, error) {
	rows, err := first(s.Rows, offeredRows)
	if err != nil {
		return s, err
	}
	i := slices.IndexFunc(rows, func(r table.Row) bool { return r.Place == place })
	if i < 0 {
		return s, fault.Invalidf("表头只能改为找到的表头下面的几行之一。", "The headings can only be moved to one of the rows below those that were found.")
	}
	all, found := s.Rows, rows[i]
	s.Place, s.Headless, s.Headings, s.Columns = place, false, nil, slices.Clone(s.Columns)
	for n, c := range found.Cells {
		s.Headings = append(s.Headings, strings.TrimSpace(c.Text))
		if n < len(s.Columns) {
			s.Columns[n].Unit = ""
		}
	}
	s.Rows = func(yield func(table.Row, error) bool) {
		below := false
		for r, err := range all {
			if below && !yield(r, err) {
				return
			}
			below = below || r.Place == place
		}
	}
	return s, nil
}

// first returns the first rows that can be read.
func first(rows iter.Seq2[table.Row, error], n int) (got []table.Row, err error) {
	for r, err := range rows {
		if err != nil && !fault.Is(err, fault.Invalid) {
			return nil, err
		}
		if err == nil {
			got = append(got, r)
		}
		if len(got) == n {
			break
		}
	}
	return got, nil
}

// cellsOf turns rows into columns of texts that are not empty.
func cellsOf(s table.Sheet, rows []table.Row) [][]string {
	columns := make([][]string, len(s.Headings))
	for _, r := range rows {
		for i, c := range r.Cells {
			if i < len(columns) && strings.TrimSpace(c.Text) != "" {
				columns[i] = append(columns[i], c.Text)
			}
		}
	}
	return columns
}

func says(problems []table.Problem) (all []fault.Text) {
	for _, p := range problems {
		all = append(all, p.Says)
	}
	return all
}

// Match proposes a field for each column.
func (f files) Match(ctx context.Context, path string, at web.Place) (columns []web.ColumnMatch, err error) {
	s, done, err := f.at(ctx, path, at)
	if err != nil {
		return nil, err
	}
	defer done() //nolint:errcheck // it was only read
	rows, err := first(s.Rows, sampledRows)
	if err != nil {
		return nil, err
	}
	samples := cellsOf(s, rows)
	for i, m := range standard.Match(f.standards[at.Standard], s.Headings, samples) {
		c := web.ColumnMatch{Heading: m.Heading, Field: m.Field, Score: m.Score, Reason: m.Reason, Unit: m.Unit}
		for _, text := range distinct(samples[i], shownSamples) {
			c.Samples = append(c.Samples, web.Cell{Text: text})
		}
		if i < len(s.Columns) {
			c.Unit = unitOf(m.Unit, s.Columns[i], f.standards[at.Standard], m.Field)
			if lost := s.Columns[i].Lost; lost != nil {
				c.Unusable = lost.Public
			}
		}
		columns = append(columns, c)
	}
	return columns, nil
}

// unitOf is the unit that the file states for a column: in its heading or, of money, above.
func unitOf(heading string, c table.Column, st standard.Standard, field string) string {
	if heading != "" || c.Unit != "" {
		return max(heading, c.Unit)
	}
	if f, ok := st.Field(field); ok && f.Unit == "yuan" {
		return c.SheetUnit
	}
	return ""
}

// distinct returns the first n different texts.
func distinct(texts []string, n int) (some []string) {
	for _, t := range texts {
		if len(some) < n && !slices.Contains(some, t) {
			some = append(some, t)
		}
	}
	return some
}

// Preview reads the first rows as the import would.
func (f files) Preview(ctx context.Context, path string, at web.Place, choices []web.ColumnChoice) (rows []web.PreviewRow, lacking []fault.Text, err error) {
	s, done, err := f.at(ctx, path, at)
	if err != nil {
		return nil, nil, err
	}
	defer done() //nolint:errcheck // it was only read
	if len(choices) != len(s.Headings) {
		return nil, nil, fault.Invalidf("列数与文件不符，请重新核对表头。", "The number of columns is not that of the file; look at the headings again.")
	}
	p := f.previewer(s, f.standards[at.Standard], choices)
	for r, err := range s.Rows {
		if err != nil {
			kind, public := fault.Split(err)
			if kind != fault.Invalid {
				return nil, nil, err
			}
			rows = append(rows, web.PreviewRow{Place: r.Place, Rejected: []web.PreviewReason{{Code: "refused", Says: public}}})
		} else {
			rows = append(rows, p.row(r))
		}
		if len(rows) == previewRows {
			break
		}
	}
	lacking, err = f.lacking(f.standards[at.Standard], choices)
	return rows, lacking, err
}

// lacking says what nearly every delivery of the register has and no column was given, and who misses it.
// What is required is not among it: without that the rows are put aside, which they say themselves.
func (f files) lacking(s standard.Standard, choices []web.ColumnChoice) ([]fault.Text, error) {
	has := func(field string) bool {
		return slices.ContainsFunc(choices, func(c web.ColumnChoice) bool { return c.Field == field })
	}
	var missing []string
	unmet := s.Unmet(has)
	for _, m := range s.Missing(has) {
		if !slices.ContainsFunc(unmet, func(f standard.Field) bool { return f.Name == m.Name }) {
			missing = append(missing, m.Name)
		}
	}
	says, err := unserved(f.standards, s, missing)
	return append(says, s.Lacking(has)...), err
}

// A previewer reads rows as the import would, keeping what was delivered beside it.
type previewer struct {
	standard standard.Standard
	columns  []previewColumn
}

type previewColumn struct {
	field  standard.Field
	number int // in the file
	reader *table.Reader
}

func (f files) previewer(s table.Sheet, st standard.Standard, choices []web.ColumnChoice) previewer {
	p := previewer{standard: st}
	for i, choice := range choices {
		field, ok := st.Field(choice.Field)
		if !ok {
			continue
		}
		var c table.Column
		if i < len(s.Columns) {
			c = s.Columns[i]
		}
		if choice.Unit != "" {
			c.Unit = choice.Unit
		}
		p.columns = append(p.columns, previewColumn{field, i, table.NewReader(field, c, f.now())})
	}
	return p
}

func (p previewer) row(r table.Row) web.PreviewRow {
	out, has := web.PreviewRow{Place: r.Place}, map[string]bool{}
	for _, c := range p.columns {
		var cell table.Cell
		if c.number < len(r.Cells) {
			cell = r.Cells[c.number]
		}
		v, err := c.reader.Read(cell)
		shown := web.PreviewCell{Raw: web.Cell{Text: cell.Text}, Value: web.Cell{Text: textOf(v.V)}, Problems: reasonsOf(v.Problems)}
		out.Cells = append(out.Cells, shown)
		if err != nil && c.field.Demanded() {
			out.Rejected = append(out.Rejected, reasonsOf(v.Problems)...)
			continue // it is said why it is not there
		}
		has[c.field.Name] = v.V != nil
	}
	for _, f := range p.standard.Unmet(func(field string) bool { return has[field] }) {
		if !slices.ContainsFunc(out.Rejected, func(r web.PreviewReason) bool { return r.Field == f.Name }) {
			out.Rejected = append(out.Rejected, lacks(f))
		}
	}
	return out
}

func lacks(f standard.Field) web.PreviewReason {
	return web.PreviewReason{Field: f.Name, Code: "missing", Says: fault.Text{ZH: "缺少“" + f.Title.ZH + "”。", EN: f.Title.EN + " is missing."}}
}

func reasonsOf(problems []table.Problem) (all []web.PreviewReason) {
	for _, p := range problems {
		all = append(all, web.PreviewReason{Field: p.Field, Code: p.Code, Says: p.Says})
	}
	return all
}

// textOf writes a value as people read it.
func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	default:
		return fmt.Sprint(v)
	}
}
