package web

import (
	"context"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// Registers is what this package needs to know of what lies in the lake, register by
// register.
type Registers interface {
	// Datasets lists what there is and what there could be: every register that a standard
	// describes, with rows or without.
	Datasets(ctx context.Context) ([]Dataset, error)
	// Coverage tells from when to when a register reaches, and where it has gaps.
	Coverage(ctx context.Context, name string) (CoverageReport, error)
	// Quality tells what is missing and what is wrong in a register, or in one import of it.
	Quality(ctx context.Context, name, imported string) (QualityReport, error)
	// Imports lists the imports of a data set, or all if it is empty, the newest first.
	Imports(ctx context.Context, name string) ([]ImportRow, error)
	// Import returns one import, or NotFound.
	Import(ctx context.Context, id string) (ImportDetail, error)
	// Forget removes all records of an import, for good.
	Forget(ctx context.Context, by access.Account, id, reason string) error
}

// A Dataset is one data set and how much of it there is.
type Dataset struct {
	Name        string        `json:"name" doc:"Name of the standard; judgment for court documents."`
	Title       fault.Text    `json:"title" doc:"What it is called."`
	Owner       string        `json:"owner" doc:"Agency that owns the data."`
	Kind        standard.Kind `json:"kind" doc:"register, or empty for court documents."`
	Rows        int64         `json:"rows" doc:"Records in use."`
	Quarantined int64         `json:"quarantined" doc:"Rows put aside."`
	Imports     int           `json:"imports" doc:"Imports whose records are here."`
	Latest      string        `json:"latest" doc:"Latest date in it, ISO; empty if not known."`
	ImportedAt  *time.Time    `json:"imported_at" doc:"Last import; null if there was none."`
	Coverage    string        `json:"coverage" enum:"complete,gaps,late,unknown,empty" doc:"empty: there is nothing, so nothing can be found in it. late: newer rows are due. unknown: nobody said what is expected."`
	Says        fault.Text    `json:"says" doc:"The coverage as a sentence."`
}

// Datasets are all data sets.
type Datasets struct {
	Items []Dataset `json:"items" nullable:"false" doc:"Court documents first, then registers by owner and name."`
}

func (s *Server) listRegisters(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Datasets }, error) {
	all, err := s.Registers.Datasets(ctx)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Datasets }{Datasets{list(all)}}, nil
}

// A CoverageReport tells from when to when a register reaches.
type CoverageReport struct {
	Name     string         `json:"name" doc:"Name of the standard."`
	State    string         `json:"state" enum:"complete,gaps,late,unknown,empty" doc:"As in the list of registers."`
	Every    string         `json:"every" enum:"month,quarter,year," doc:"How often rows are expected; empty if nobody said so."`
	By       fault.Text     `json:"by" doc:"Name of the field whose values must each be there; empty if there is none."`
	Date     fault.Text     `json:"date" doc:"Name of the date by which rows are counted."`
	Periods  []string       `json:"periods" nullable:"false" doc:"The months, quarters or years, oldest first: 2025-03, 2025-Q1, 2025."`
	Rows     []CoverageLine `json:"rows" nullable:"false" doc:"One for each value of the field."`
	Lags     []LagBin       `json:"lags" nullable:"false" doc:"Rows by the days between their date and their import."`
	Undated  int64          `json:"undated" doc:"Rows without date."`
	Odd      int64          `json:"odd" doc:"Rows with a date that cannot be right."`
	Findings []Remark       `json:"findings" nullable:"false" doc:"What a person must know, as sentences."`
}

// A CoverageLine is the rows of one agency, period by period.
type CoverageLine struct {
	Value  string  `json:"value" doc:"The agency, court or division; empty if rows do not name one."`
	Counts []int64 `json:"counts" nullable:"false" doc:"Rows in each period."`
	Gaps   []int   `json:"gaps" nullable:"false" doc:"Numbers of the periods in which rows are missing, from 0."`
}

// A LagBin is the rows that came at most so many days late.
type LagBin struct {
	Days int   `json:"days" doc:"At most so many days; 0 for more than all others."`
	Rows int64 `json:"rows" doc:"How many."`
}

// A Remark is one thing that a person must know, as a sentence.
type Remark struct {
	Level string     `json:"level" enum:"info,warning,serious" doc:"How much it matters."`
	Field string     `json:"field" doc:"Name of the field it is about; empty for all."`
	Says  fault.Text `json:"says" doc:"The sentence."`
}

// A RegisterPath names a register in a path.
type RegisterPath struct {
	Name string `path:"name" maxLength:"64" doc:"Name of the standard."`
}

func (s *Server) getCoverage(ctx context.Context, c caller, in *RegisterPath) (*struct{ Body CoverageReport }, error) {
	if err := s.isRegister(in.Name); err != nil {
		return nil, err
	}
	r, err := s.Registers.Coverage(ctx, in.Name)
	if err != nil {
		return nil, err
	}
	r.Periods, r.Rows, r.Lags, r.Findings = list(r.Periods), list(r.Rows), list(r.Lags), list(r.Findings)
	for i := range r.Rows {
		r.Rows[i].Counts, r.Rows[i].Gaps = list(r.Rows[i].Counts), list(r.Rows[i].Gaps)
	}
	return &struct{ Body CoverageReport }{r}, nil
}

// isRegister returns NotFound if there is no register of that name.
func (s *Server) isRegister(name string) error {
	if st, ok := s.Standards[name]; !ok || st.Kind != standard.Register {
		return fault.NotFoundf("没有这个登记数据集。", "There is no such register.")
	}
	return nil
}

// A QualityReport tells what is missing and what is wrong.
type QualityReport struct {
	Name     string         `json:"name" doc:"Name of the standard."`
	Import   string         `json:"import" doc:"Id of the import; empty for the whole register."`
	Rows     int64          `json:"rows" doc:"Records."`
	Fields   []FieldQuality `json:"fields" nullable:"false" doc:"In the order of the standard."`
	Findings []Remark       `json:"findings" nullable:"false" doc:"What a person must know, as sentences."`
}

// A FieldQuality is how complete and how right one field is.
type FieldQuality struct {
	Name     string         `json:"name" doc:"Name of the field."`
	Title    fault.Text     `json:"title" doc:"What it is called."`
	Required bool           `json:"required" doc:"A row without it is put aside."`
	Filled   int64          `json:"filled" doc:"Records that have it."`
	Problems []FieldProblem `json:"problems" nullable:"false" doc:"What is wrong, by code."`
}

// A FieldProblem is one kind of problem of one field.
type FieldProblem struct {
	Code     string           `json:"code" doc:"check_digit, out_of_range, unknown_code …"`
	Rows     int64            `json:"rows" doc:"Records that have it."`
	Examples []ProblemExample `json:"examples" nullable:"false" doc:"Some of them, masked."`
}

// A ProblemExample is where a problem can be seen.
type ProblemExample struct {
	Value  string `json:"value" doc:"The cell; masked unless the field is public."`
	Import string `json:"import" doc:"Id of the import."`
	Place  string `json:"place" doc:"Where it stands in the file."`
}

func (s *Server) getQuality(ctx context.Context, c caller, in *struct {
	RegisterPath
	Import string `query:"import" maxLength:"64" doc:"Only of this import; empty for all that is in use."`
}) (*struct{ Body QualityReport }, error) {
	if err := s.isRegister(in.Name); err != nil {
		return nil, err
	}
	r, err := s.Registers.Quality(ctx, in.Name, in.Import)
	if err != nil {
		return nil, err
	}
	r.Fields, r.Findings = list(r.Fields), list(r.Findings)
	for i, f := range r.Fields {
		r.Fields[i].Problems = list(f.Problems)
		for n, p := range f.Problems {
			r.Fields[i].Problems[n].Examples = list(p.Examples)
		}
	}
	return &struct{ Body QualityReport }{r}, nil
}
