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
	Date                    // a day that the file marks as one; Cell.Text is then yyyy-mm-dd
	Boolean                 // Cell.Text is then true or false
)

// A Cell is one cell as delivered.
type Cell struct {
	Text string // empty if there is nothing in it
	Kind CellKind
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
	Place    string   // of the row of headings
	// Rows yields the rows below the headings, without empty ones, and may be read more
	// than once. A row that cannot be read at all yields an error that names its place
	// (fault.Invalid), and reading goes on; what ends the file too early is the last error.
	Rows iter.Seq2[Row, error]
}

// A Value is a cell read as a field of a standard.
type Value struct {
	V        any    // nil, string, int64, float64, bool or time.Time (a day at midnight UTC), after the field's type
	Raw      string // the cell as delivered, where V is written differently; else empty
	Problems []Problem
}

// A Problem is something wrong with a cell or a row that is kept all the same, or for
// which a row is put aside.
type Problem struct {
	Field string     `json:"field,omitempty"`
	Code  string     `json:"code"` // missing, unreadable, check_digit, out_of_range, unknown_code, future, rounded, …
	Says  fault.Text `json:"says"` // for the person, without the value of a personal field
}
