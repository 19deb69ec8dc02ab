// Package delivery writes tables the way agencies deliver them: in several encodings
// and file formats, with titles above the headings and notes below the table, and with
// the slips of those who keep registers, at stated rates. It tells where every person
// and firm stands in the files, so that reading and linkage can be scored. It knows
// nothing of what the tables are about.
package delivery

// A Kind says what a column holds, and so how it is written and what goes wrong in it.
type Kind byte

// The kinds of column. Those from Name to Code tell something of a person or firm.
const (
	Text     Kind = iota
	Name          // of a person
	ID            // resident ID
	Born          // birth date
	Sex           // 男 or 女
	Address       // of a person or firm
	Phone         // of a person or firm
	Division      // six digits
	Org           // name of a firm
	Code          // unified social credit code
	Date          // a day
	Month         // a month, kept as its first day
	Yuan          // a sum, kept in fen
	Wan           // a sum that the agency writes in 万元
	Count         // a whole number
)

// A Column is one column of a sheet.
type Column struct {
	Heading string // as in the file; 男方>姓名 stands in two rows of a workbook, the upper cell merged
	Field   string // the field of the data standard
	Role    int    // which mention it tells something of, by number in Sheet.Roles; -1 for none
	Kind    Kind
	Needed  bool // a row without it cannot be used
}

// A Cell is one value as the world has it, before anybody writes it down.
type Cell struct {
	S   string
	Alt string // an older value: the former name of a firm, the address before a move
	N   int64  // day since 1 January 1970, sum in fen, or number
	Has bool   // there is a value

	wide bool // written in full-width digits
}

// A Row is one record.
type Row struct {
	Cells []Cell   // one for each column
	Who   []string // the entity of each role, P and a number for people, C and a number for firms; empty for nobody
	On    int64    // the day by which deliveries are counted
	Part  string   // court, town or office that reports it
	Plots []int    // the stories the record belongs to
	Slip  string   // what the world itself put wrong on purpose, told with the mentions
}

// A Style is how an agency writes its file.
type Style struct {
	Format  string // csv, xlsx, jsonl
	Charset string // utf8, bom, gb18030
	Comma   rune
	Dates   string // iso, slash, dots, digits, zh, time, serial
	Sexes   string // words, digits
	Title   string // a line above the headings; empty for none
	Note    string // a line below the table
	Total   bool   // a row 合计 below the table
	Masked  bool   // names are masked at the rate of Rates.Masked
	Old     bool   // keeps 15-digit IDs in old records
}

// A Gap is what an agency has not delivered.
type Gap struct {
	From, Until int64  // days, both included
	Part        string // only of this part; empty for all
}

// covers reports whether the row lies in the gap.
func (g Gap) covers(r *Row) bool {
	return r.On >= g.From && r.On <= g.Until && (g.Part == "" || g.Part == r.Part)
}

// A Sheet is one register as one agency delivers it.
type Sheet struct {
	Standard string // the data standard it belongs to
	File     string // base name without ending
	Agency   string
	Roles    []string // the mentions of each record
	Columns  []Column
	Style    Style
	Gaps     []Gap
	Mend     bool // a corrected file follows, with some of the rows that had slips
}

// Rates are how often things are written wrong, for each mention or row.
type Rates struct {
	NameTypo   float64 // a homophone, a similar character, or two transposed
	NameSpace  float64 // a blank inside the name
	IDTypo     float64 // one digit wrong or two transposed
	IDMissing  float64
	ID15       float64 // of people born before 1980, in registers that keep old numbers
	IDLower    float64 // of numbers that end in X
	BornSlip   float64 // day and month exchanged, or a day off
	BornGone   float64 // the birth date only in the ID
	Short      float64 // address without province and city
	Moved      float64 // address before a move, where there was one
	OldName    float64 // former name of a firm, where there was one
	OldCode    float64 // division code of before the last change
	PhoneGone  float64
	Wide       float64 // a number in full-width digits
	Masked     float64 // names masked, in registers that mask
	Duplicate  float64 // the row stands there twice
	Bad        float64 // a broken copy of the row follows
	BadAlwaysN int     // and one after row so many of every file
}

// Usual are the rates of every register; README.md lists them.
func Usual() Rates {
	return Rates{NameTypo: 0.010, NameSpace: 0.015, IDTypo: 0.006, IDMissing: 0.03, ID15: 0.20, IDLower: 0.30,
		BornSlip: 0.008, BornGone: 0.04, Short: 0.20, Moved: 0.5, OldName: 0.25, OldCode: 0.02, PhoneGone: 0.08,
		Wide: 0.003, Masked: 0.10, Duplicate: 0.003, Bad: 0.0004, BadAlwaysN: 19}
}
