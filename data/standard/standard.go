// Package standard holds the data standards: the agreed shape of every data set, with
// the type, the codes and the sensitivity of each field and the agency that owns it.
// Imports are checked against them and models are typed against them.
package standard

import (
	"maps"
	"slices"

	"github.com/mingjian/mingjian/fault"
)

// A Type is the type of a field.
type Type string

// The types. A number is a double, an integer has 64 bits, a date has no time of day.
const (
	TypeText    Type = "text"
	TypeInteger Type = "integer"
	TypeNumber  Type = "number"
	TypeBoolean Type = "boolean"
	TypeDate    Type = "date"
)

// A Sensitivity says who may see a field.
type Sensitivity string

// The sensitivities, after the classes of the Personal Information Protection Law
// (个人信息保护法 2021-08-20): art. 4 for personal, art. 28 for sensitive.
const (
	Public    Sensitivity = "public"
	Personal  Sensitivity = "personal"
	Sensitive Sensitivity = "sensitive"
)

// A Kind says how the records of a data set come into the lake.
type Kind string

// The kinds. The zero value is Reading.
const (
	Reading  Kind = ""         // what the reader took from court documents
	Register Kind = "register" // rows of another agency's register, imported as tables
	Result   Kind = "result"   // what the program worked out itself, as linkage does
)

// A Standard is the shape of one data set.
type Standard struct {
	Name     string     `yaml:"name" json:"name"`       // lower-case word, the name of the table
	Version  int        `yaml:"version" json:"version"` // from 1, raised with every change
	Title    fault.Text `yaml:"title" json:"title"`
	Owner    string     `yaml:"owner" json:"owner"` // the agency that owns the data: court, police, …
	Kind     Kind       `yaml:"kind" json:"kind,omitempty"`
	Note     fault.Text `yaml:"note" json:"note"`
	Aliases  []string   `yaml:"aliases" json:"aliases,omitempty"` // what files and sheets of it are usually called
	Coverage *Coverage  `yaml:"coverage" json:"coverage,omitempty"`
	Known    string     `yaml:"known" json:"known,omitempty"` // the date field that says since when a record can be known, if not that of the coverage
	Mentions []Mention  `yaml:"mentions" json:"mentions,omitempty"`
	Ties     []Tie      `yaml:"ties" json:"ties,omitempty"`
	OneOf    []string   `yaml:"one_of" json:"one_of,omitempty"` // fields of which a file must have at least one: what a list of numbers is about
	Lacks    []Lack     `yaml:"lacks" json:"lacks,omitempty"`
	Signs    []Sign     `yaml:"signs" json:"signs,omitempty"`
	Fields   []Field    `yaml:"fields" json:"fields"`
}

// A Coverage says what a complete delivery of a register looks like, so that "no hits"
// can be told from "no data".
type Coverage struct {
	Date  string `yaml:"date" json:"date"`           // the date field by which months are counted
	Every string `yaml:"every" json:"every"`         // how often records are expected: month, quarter or year
	By    string `yaml:"by" json:"by,omitempty"`     // the field whose values (courts, agencies, divisions) must each be there
	Days  int    `yaml:"days" json:"days,omitempty"` // by how many days a delivery may lag behind
}

// A Mention is a person or organisation that each record of a data set names. Linkage
// reads mentions, and tells in the field Entity who is meant.
//
// Headings of registers are often put together from a part in the record and a trait:
// 男方 and 姓名, 被执行人 and 证件号码. The title and the aliases of a mention are the
// words for the part, so that not every heading need be an alias of a field.
type Mention struct {
	Name    string           `yaml:"name" json:"name"` // its part in the record: person, husband, employer, …
	Title   fault.Text       `yaml:"title" json:"title"`
	Aliases []string         `yaml:"aliases" json:"aliases,omitempty"` // other words for its part, as headings have them
	Main    bool             `yaml:"main" json:"main,omitempty"`       // headings that name a trait and no part mean this one: 姓名
	Kind    string           `yaml:"kind" json:"kind"`                 // person, organisation, or the name of the field that says which
	Among   string           `yaml:"among" json:"among,omitempty"`     // the population it belongs to, where people of one are not looked for in others: agent; empty: all persons, or all organisations
	Entity  string           `yaml:"entity" json:"entity"`             // the derived field that says who it is
	By      map[Trait]string `yaml:"by" json:"by"`                     // which field tells which trait of it
	Card    string           `yaml:"card" json:"card,omitempty"`       // the field of the card of the account that is its number
}

// A Trait is something told of a person or organisation by which it can be recognised.
type Trait string

// The traits.
const (
	TraitName       Trait = "name"
	TraitIDNo       Trait = "id_no"       // resident ID, GB 11643
	TraitCreditCode Trait = "credit_code" // unified social credit code, GB 32100
	TraitNumber     Trait = "number"      // another number that one owner has: social-security, household, account
	TraitBornOn     Trait = "born_on"
	TraitSex        Trait = "sex"
	TraitAddress    Trait = "address"
	TraitDivision   Trait = "division" // GB/T 2260
	TraitPhone      Trait = "phone"
	TraitFirm       Trait = "firm" // organisation the person works for or in
)

// A Tie is a relation between two mentions of one record, as the register states it.
type Tie struct {
	Kind string `yaml:"kind" json:"kind"` // spouse, parent, sibling, officer, shareholder, employer, …; or the name of a field that holds it
	From string `yaml:"from" json:"from"` // a mention
	To   string `yaml:"to" json:"to"`     // a mention
	// Within is the field that is the same for all of a household, by which the head is found
	// among the other records where none is named. Only for a relation to the head.
	Within string `yaml:"within" json:"within,omitempty"`
	// Else is the address by which a household is known where Within has no value: of those who
	// state their relation to its head, and if exactly one there is called the head.
	Else  string `yaml:"else" json:"else,omitempty"`
	Since string `yaml:"since" json:"since,omitempty"` // a date field
	Until string `yaml:"until" json:"until,omitempty"` // a date field
}

// A Format says what a text is, and so how it is written the same way everywhere and
// when it is wrong. What is wrong warns, it is never refused.
type Format string

// The formats.
const (
	FormatPersonName Format = "person_name"
	FormatOrgName    Format = "org_name"
	FormatResidentID Format = "resident_id" // GB 11643, 18 characters with check digit; 15 before 1999
	FormatCreditCode Format = "credit_code" // GB 32100, 18 characters with check character
	FormatDivision   Format = "division"    // GB/T 2260, 6 digits, or up to 12 with town and village
	FormatCaseNo     Format = "case_no"     // (2024)浙0603民初12号
	FormatPhone      Format = "phone"
	FormatAccount    Format = "account" // bank card or account number
	FormatPlate      Format = "plate"   // of a vehicle
	FormatAddress    Format = "address"
	FormatPartyNo    Format = "party_no"    // resident ID or credit code, as its form shows: what registers of persons and organisations have in one column
	FormatMonth      Format = "month"       // of a date: a month, kept as its first day
	FormatPeriodFrom Format = "period_from" // of a date: the first day of what a cell tells: 2024年第三季度, 2024年1-6月, or a day
	FormatPeriodTo   Format = "period_to"   // of a date: the last day of it
	FormatFromMonth  Format = "from_month"  // of a date from which something lasts: where only the month is given, its first day
	FormatToMonth    Format = "to_month"    // of a date to which something lasts: where only the month is given, its last day
)

// A Field is one column of a data set.
type Field struct {
	Name        string      `yaml:"name" json:"name"`
	Title       fault.Text  `yaml:"title" json:"title"`
	Aliases     []string    `yaml:"aliases" json:"aliases,omitempty"` // usual headings of real registers, besides the titles
	Type        Type        `yaml:"type" json:"type"`
	Format      Format      `yaml:"format" json:"format,omitempty"`
	Key         bool        `yaml:"key" json:"key,omitempty"`           // the fields so marked name the record together
	Required    bool        `yaml:"required" json:"required,omitempty"` // a row without it, and without what may stand in its place, is put aside
	Or          []string    `yaml:"or" json:"or,omitempty"`             // fields of which any will do in the place of this one where it is required: the number of somebody without a name
	Usual       bool        `yaml:"usual" json:"usual,omitempty"`       // nearly every delivery has it: it tells which register a file is; without it rows are kept, and the import says who misses it
	Titled      bool        `yaml:"titled" json:"titled,omitempty"`     // where no column tells its code, the title or the name of sheet or file may; so too if it is required
	Instead     []string    `yaml:"instead" json:"instead,omitempty"`   // the fields whose column, of the first that has one, is this one where no column is: the head of a household where members are not named
	Ends        string      `yaml:"ends" json:"ends,omitempty"`         // the field whose column tells this one too where no column does: the last day of the period of which that is the first
	ToldIn      []string    `yaml:"told_in" json:"told_in,omitempty"`   // texts of the record in whose words the value is looked for where no cell of its own says it
	As          string      `yaml:"as" json:"as,omitempty"`             // what is looked for there, one of Sayings
	Refers      string      `yaml:"refers" json:"refers,omitempty"`     // the standard whose key this field holds
	Codes       []string    `yaml:"codes" json:"codes,omitempty"`       // the only values allowed, if any
	Words       []Word      `yaml:"words" json:"words,omitempty"`       // how codes are called and written; gives Codes where those are not given
	Unit        string      `yaml:"unit" json:"unit,omitempty"`         // yuan, days, hours, square_metres, percent, …
	Least       string      `yaml:"least" json:"least,omitempty"`       // the smallest number or earliest date that can be right
	Most        string      `yaml:"most" json:"most,omitempty"`         // the largest number or latest date that can be right; today: not in the future
	Derived     string      `yaml:"derived" json:"derived,omitempty"`   // not in the file as delivered: what computes it
	Known       []string    `yaml:"known" json:"known,omitempty"`       // date fields on whose days the value can be known at the earliest; a date: its own day (see KnownBy)
	Sensitivity Sensitivity `yaml:"sensitivity" json:"sensitivity"`
}

// A Word is one code of a field, what people call it and how registers write it.
type Word struct {
	Code    string     `yaml:"code" json:"code"`
	Title   fault.Text `yaml:"title" json:"title"`
	Aliases []string   `yaml:"aliases" json:"aliases,omitempty"`
	// Parts are words that say the code wherever they stand in a text, if it is none of the
	// words of any code; of several the first in the order of the words counts. The value is kept
	// as delivered beside the code and marked as one of an unknown wording.
	Parts []string `yaml:"parts" json:"parts,omitempty"`
	Rest  bool     `yaml:"rest" json:"rest,omitempty"` // what no other code says is this one, marked so too
}

// A Sign tells a register by what stands in a column from others whose headings are the same:
// labour arbitration from that of merchants.
type Sign struct {
	Field string   `yaml:"field" json:"field"`
	Holds []string `yaml:"holds" json:"holds,omitempty"` // words that most values of such a register hold
	Never []string `yaml:"never" json:"never,omitempty"` // words that show that it is another
}

// A Lack is what is not in a delivery and what cannot be told without it.
type Lack struct {
	Fields []string   `yaml:"fields" json:"fields"` // no column of the file is any of these
	Says   fault.Text `yaml:"says" json:"says"`
}

// The columns that the import gives every record of a register beside the fields of its
// standard; the loader adds them.
const (
	RecordID  = "record_id"  // names the record: r- and 20 hexadecimal digits, from the key or, without key, from all values
	ImportID  = "import_id"  // the import it came with
	SourceRow = "source_row" // where it stands in the file: sheet, if several, and row number, as in Excel (表2!17)
	Raw       = "raw"        // JSON object: the cells as delivered, for fields whose value was written differently
)

// Field returns the field called name.
func (s Standard) Field(name string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return s.Fields[i], true
}

// A Library is a set of standards by name.
type Library map[string]Standard

// provenance returns the columns that say where a record of a register came from.
func provenance() []Field {
	return []Field{
		{Name: RecordID, Title: fault.Text{ZH: "记录编号", EN: "Record"}, Type: TypeText, Sensitivity: Public},
		{Name: ImportID, Title: fault.Text{ZH: "导入批次", EN: "Import"}, Type: TypeText, Sensitivity: Public},
		{Name: SourceRow, Title: fault.Text{ZH: "源文件行", EN: "Row in the file"}, Type: TypeText, Sensitivity: Public},
		{Name: Raw, Title: fault.Text{ZH: "原值", EN: "Cells as delivered"}, Type: TypeText, Sensitivity: Sensitive},
	}
}

func isProvenance(f Field) bool {
	return slices.Contains([]string{RecordID, ImportID, SourceRow, Raw}, f.Name)
}

// Columns returns the fields that an import may fill: neither derived nor added by the import.
func (s Standard) Columns() []Field {
	var fields []Field
	for _, f := range s.Fields {
		if f.Derived == "" && !isProvenance(f) {
			fields = append(fields, f)
		}
	}
	return fields
}

// Lacking returns what cannot be told from records that have some fields of s; of two lacks one
// of which holds the other, the larger.
func (s Standard) Lacking(has func(field string) bool) (says []fault.Text) {
	var said []string
	for _, l := range s.Lacks {
		part := !slices.ContainsFunc(l.Fields, func(f string) bool { return !slices.Contains(said, f) })
		if !part && !slices.ContainsFunc(l.Fields, has) {
			says, said = append(says, l.Says), append(said, l.Fields...)
		}
	}
	return says
}

// Expected reports whether a delivery of the register has the field, or nearly every one.
func (f Field) Expected() bool { return f.Required || f.Key || f.Usual }

// Demanded reports whether a row is put aside if this field says something that cannot be read: somebody who has
// the paper can mend it, and without what it says the row tells less than it did.
func (f Field) Demanded() bool { return f.Expected() && len(f.Or) == 0 }

// Demand returns the fields of which a row must have at least one, where f is required; of a
// field that is not, none.
func (f Field) Demand() []string {
	if !f.Required {
		return nil
	}
	return append([]string{f.Name}, f.Or...)
}

// Unmet returns the fields that are required and neither there themselves nor in another's place.
func (s Standard) Unmet(has func(field string) bool) (unmet []Field) {
	for _, f := range s.Columns() {
		if f.Required && !slices.ContainsFunc(f.Demand(), has) {
			unmet = append(unmet, f)
		}
	}
	return unmet
}

// Missing returns the fields that a delivery is expected to have and that are not there.
func (s Standard) Missing(has func(field string) bool) []Field {
	return slices.DeleteFunc(s.Columns(), func(f Field) bool {
		return !f.Expected() || has(f.Name) || f.Ends != "" && has(f.Ends)
	})
}

// Key returns the fields that name a record together; none if the register has no key.
func (s Standard) Key() []Field {
	return slices.DeleteFunc(s.Columns(), func(f Field) bool { return !f.Key })
}

// Names returns the names of the standards in their order.
func (l Library) Names() []string { return slices.Sorted(maps.Keys(l)) }
