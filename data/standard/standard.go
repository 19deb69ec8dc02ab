// Package standard holds the data standards: the agreed shape of every data set, with
// the type, the codes and the sensitivity of each field and the agency that owns it.
// Imports are checked against them and models are typed against them.
package standard

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

//go:embed library/*.yaml
var library embed.FS

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
	Mentions []Mention  `yaml:"mentions" json:"mentions,omitempty"`
	Ties     []Tie      `yaml:"ties" json:"ties,omitempty"`
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
	Entity  string           `yaml:"entity" json:"entity"`             // the derived field that says who it is
	By      map[Trait]string `yaml:"by" json:"by"`                     // which field tells which trait of it
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
	Kind  string `yaml:"kind" json:"kind"`             // spouse, parent, sibling, officer, shareholder, employer, …; or the name of a field that holds it
	From  string `yaml:"from" json:"from"`             // a mention
	To    string `yaml:"to" json:"to"`                 // a mention
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
	FormatPartyNo    Format = "party_no" // resident ID or credit code, as its form shows: what registers of persons and organisations have in one column
	FormatMonth      Format = "month"    // of a date: a month, kept as its first day
)

// A Field is one column of a data set.
type Field struct {
	Name        string      `yaml:"name" json:"name"`
	Title       fault.Text  `yaml:"title" json:"title"`
	Aliases     []string    `yaml:"aliases" json:"aliases,omitempty"` // usual headings of real registers, besides the titles
	Type        Type        `yaml:"type" json:"type"`
	Format      Format      `yaml:"format" json:"format,omitempty"`
	Key         bool        `yaml:"key" json:"key,omitempty"`           // the fields so marked name the record together
	Required    bool        `yaml:"required" json:"required,omitempty"` // a row without it is put aside
	Refers      string      `yaml:"refers" json:"refers,omitempty"`     // the standard whose key this field holds
	Codes       []string    `yaml:"codes" json:"codes,omitempty"`       // the only values allowed, if any
	Words       []Word      `yaml:"words" json:"words,omitempty"`       // how codes are called and written; gives Codes where those are not given
	Unit        string      `yaml:"unit" json:"unit,omitempty"`         // yuan, days, hours, square_metres, percent, …
	Least       string      `yaml:"least" json:"least,omitempty"`       // the smallest number or earliest date that can be right
	Most        string      `yaml:"most" json:"most,omitempty"`         // the largest number or latest date that can be right; today: not in the future
	Derived     string      `yaml:"derived" json:"derived,omitempty"`   // not in the file as delivered: what computes it
	Sensitivity Sensitivity `yaml:"sensitivity" json:"sensitivity"`
}

// A Word is one code of a field, what people call it and how registers write it.
type Word struct {
	Code    string     `yaml:"code" json:"code"`
	Title   fault.Text `yaml:"title" json:"title"`
	Aliases []string   `yaml:"aliases" json:"aliases,omitempty"`
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

// Load returns the standards that come with the program. Every fault in them is
// reported at once.
func Load() (Library, error) {
	return load(library)
}

func load(files fs.FS) (Library, error) {
	names, err := fs.Glob(files, "library/*.yaml")
	if err != nil {
		return nil, err
	}
	lib, errs := Library{}, []error{}
	for _, name := range names {
		s, err := read(files, name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		lib[s.Name] = s
	}
	for _, s := range lib {
		for _, f := range s.Fields {
			if _, ok := lib[f.Refers]; f.Refers != "" && !ok {
				errs = append(errs, fmt.Errorf("library/%s.yaml: field %s refers to unknown standard %q", s.Name, f.Name, f.Refers))
			}
		}
	}
	return lib, errors.Join(errs...)
}

// read decodes one file strictly: a field that it does not know is an error.
func read(files fs.FS, name string) (s Standard, err error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return s, err
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&s); err != nil {
		return s, fmt.Errorf("%s: %w", name, err)
	}
	var errs []error
	for _, why := range s.check(strings.TrimSuffix(path.Base(name), ".yaml")) {
		errs = append(errs, fmt.Errorf("%s: %s", name, why))
	}
	s.complete()
	return s, errors.Join(errs...)
}

// complete adds what the file need not say: codes named by words, and the columns that
// the import gives to every record of a register.
func (s *Standard) complete() {
	for i, f := range s.Fields {
		if len(f.Codes) == 0 {
			for _, w := range f.Words {
				s.Fields[i].Codes = append(s.Fields[i].Codes, w.Code)
			}
		}
	}
	if s.Kind == Register {
		s.Fields = append(s.Fields, provenance()...)
	}
}

// provenance returns the columns that say where a record of a register came from.
func provenance() []Field {
	return []Field{
		{Name: RecordID, Title: fault.Text{ZH: "记录编号", EN: "Record"}, Type: TypeText, Sensitivity: Public},
		{Name: ImportID, Title: fault.Text{ZH: "导入批次", EN: "Import"}, Type: TypeText, Sensitivity: Public},
		{Name: SourceRow, Title: fault.Text{ZH: "源文件行", EN: "Row in the file"}, Type: TypeText, Sensitivity: Public},
		{Name: Raw, Title: fault.Text{ZH: "原值", EN: "Cells as delivered"}, Type: TypeText, Sensitivity: Sensitive},
	}
}

// Columns returns the fields that an import may fill: neither derived nor added by the import.
func (s Standard) Columns() []Field {
	var fields []Field
	for _, f := range s.Fields {
		if f.Derived == "" && !slices.ContainsFunc(provenance(), func(p Field) bool { return p.Name == f.Name }) {
			fields = append(fields, f)
		}
	}
	return fields
}

// Key returns the fields that name a record together; none if the register has no key.
func (s Standard) Key() []Field {
	return slices.DeleteFunc(s.Columns(), func(f Field) bool { return !f.Key })
}

// check lists everything that is wrong with s.
func (s Standard) check(file string) (wrong []string) {
	must := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	must(s.Name == file, "name %q is not the file's name", s.Name)
	must(s.Version > 0, "version must be 1 or more")
	must(s.Title.ZH != "" && s.Title.EN != "", "title needs zh and en")
	must(s.Owner != "", "owner is missing")
	must(len(s.Fields) > 0, "there are no fields")
	seen := map[string]bool{}
	for _, f := range s.Fields {
		must(f.Name != "" && !seen[f.Name], "field name %q is empty or stands twice", f.Name)
		seen[f.Name] = true
		must(f.Title.ZH != "" && f.Title.EN != "", "field %s: title needs zh and en", f.Name)
		must(slices.Contains([]Type{TypeText, TypeInteger, TypeNumber, TypeBoolean, TypeDate}, f.Type), "field %s: unknown type %q", f.Name, f.Type)
		must(slices.Contains([]Sensitivity{Public, Personal, Sensitive}, f.Sensitivity), "field %s: unknown sensitivity %q", f.Name, f.Sensitivity)
	}
	return wrong
}

// Names returns the names of the standards in their order.
func (l Library) Names() []string { return slices.Sorted(maps.Keys(l)) }
