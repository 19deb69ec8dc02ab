// Package table knows how registers arrive: as CSV, spreadsheets, JSON Lines or Parquet,
// in several encodings, with titles above the headings, and with numbers, dates and
// identity numbers written in every way there is. It finds the sheets, the headings and
// the rows of a file, and turns a cell into the value that a standard asks for. It
// stores nothing.
package table

import (
	"iter"

	"github.com/mingjian/mingjian/fault"
)

// A CellKind is what the file itself says that a cell holds. CSV says nothing, so all
// its cells are Text; how a text is to be read is for the standard to say.
type CellKind int

// The kinds of cell.
const (
	Text    CellKind = iota // as written
	Number                  // a number of the file: of an XLSX cell, of JSON, of Parquet
	Date                    // a day that the file marks as one; Cell.Text is yyyy-mm-dd, then the time of day if it has one
	Boolean                 // Cell.Text is then true or false
)

// A Cell is one cell as delivered.
type Cell struct {
	Text string   `json:"text"` // empty if there is nothing in it
	Kind CellKind `json:"kind"`
}

// A Row is one row below the headings.
type Row struct {
	Place string // where it stands, as a person finds it again: 17, or sheet and row: 表2!17
	Cells []Cell // one for each heading, in their order; a short row is filled up
}

// A Sheet is one table of a file.
type Sheet struct {
	File     string   // base name of the file
	Name     string   // of the sheet in a workbook, else empty
	Headings []string // as delivered, two rows of headings joined; an unnamed column is empty
	Place    string   // of the row of headings; empty if the file has none
	// Rows yields the rows below the headings, without empty ones, and may be read more
	// than once. A row that cannot be read at all yields an error that names its place
	// (fault.Invalid), and reading goes on; what ends the file too early is the last error.
	Rows iter.Seq2[Row, error]

	Format   Format    // of the file
	Headless bool      // no row looks like headings: they are 列1, 列2 … and the first row is a record
	Hidden   bool      // the workbook hides this sheet
	Columns  []Column  // one for each heading
	Notes    []Problem // what a person should know of the sheet before its rows are read
	// Aside tells what the last reading of Rows passed over because it is no record. It is
	// whole when Rows has come to its end.
	Aside func() Aside
}

// A Column is what the file tells of all cells of one column.
type Column struct {
	Unit string // the unit in its heading, 金额（万元）; empty if it tells none
	// SheetUnit is the unit that a title tells for the whole sheet, 单位：万元; empty if none
	// does. It is meant for the columns of money that tell none themselves.
	SheetUnit string
	Days      Calendar // how numbers in it mean days, if they do
	// Lost says why the column cannot be used for identity numbers, accounts and the like:
	// the workbook holds them as numbers, of which it keeps 15 digits only. Nil if nothing is lost.
	Lost *fault.Error
}

// A Calendar is how a workbook writes days as numbers.
type Calendar int

// The calendars. The zero value is that of files whose numbers are never days.
const (
	NoSerials Calendar = iota
	SerialsFrom1900
	SerialsFrom1904
)

// An Aside is what was passed over between and below the rows of a sheet.
type Aside struct {
	Count int         `json:"count"` // of rows
	Rows  []PassedRow `json:"rows"`  // the first ones of them
}

// A PassedRow is a row that is no record.
type PassedRow struct {
	Place string `json:"place"`
	Code  string `json:"code"` // title, headings, numbering, total or note
	Text  string `json:"text"` // what stands in it
}

// A Value is a cell read as a field of a standard.
type Value struct {
	V        any       `json:"value"`         // nil, string, int64, float64, bool or time.Time (a day at midnight UTC), after the field's type
	Raw      string    `json:"raw,omitempty"` // the cell as delivered, where V is written differently; else empty
	Problems []Problem `json:"problems,omitempty"`
}

// A Problem is something wrong with a cell or a row that is kept all the same, or for
// which a row is put aside.
type Problem struct {
	Field string     `json:"field,omitempty"`
	Code  string     `json:"code"` // missing, unreadable, check_digit, out_of_range, unknown_code, future, rounded, …
	Says  fault.Text `json:"says"` // for the person, without the value of a personal field
}
