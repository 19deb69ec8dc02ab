package web

import (
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// Intake is what this package needs to bring a file of another agency in. Files are named
// by their path.
type Intake interface {
	// Sheets finds the tables of a file, or says in an Invalid fault why there are none.
	Sheets(ctx context.Context, file string) ([]Sheet, []fault.Text, error)
	// Match proposes a field for each column, with sample cells as they were delivered.
	Match(ctx context.Context, file string, at Place) ([]ColumnMatch, error)
	// Preview reads the first rows as the import would.
	Preview(ctx context.Context, file string, at Place, columns []ColumnChoice) (rows []PreviewRow, lacking []fault.Text, err error)
	// Start begins an import and returns at once. Only one can run: Conflict.
	Start(ctx context.Context, by access.Account, o Order) (Run, error)
	// Run returns an import that runs or ran since the program started, or NotFound. An
	// empty id is the one that runs.
	Run(ctx context.Context, id string) (Run, error)
	// Cancel stops an import that runs; nothing of it is kept.
	Cancel(ctx context.Context, by access.Account, id string) error
}

// A Sheet is one table of a file.
type Sheet struct {
	Name     string       `json:"name" doc:"Name of the sheet; empty where the file is one table."`
	Header   string       `json:"header" doc:"Where the row of headings stands; empty if the file has none."`
	Places   []string     `json:"places" nullable:"false" doc:"Rows below that may be the headings instead."`
	Headless bool         `json:"headless" doc:"No row looks like headings: the columns are numbered."`
	Hidden   bool         `json:"hidden" doc:"The workbook hides this sheet."`
	Headings []string     `json:"headings" nullable:"false" doc:"The headings as delivered."`
	Beside   bool         `json:"beside" doc:"No sheet of the file, but the records that stand side by side in the rows of the one before: 股东1, 股东1证件号, 股东2 …"`
	Unit     string       `json:"unit" doc:"Unit that the sheet states for its sums; empty if none."`
	Guesses  []Guess      `json:"guesses" nullable:"false" doc:"Standards that may be meant, the likeliest first."`
	Notes    []fault.Text `json:"notes" nullable:"false" doc:"What a person should know of the sheet."`
}

// A Guess is a standard that a sheet may be.
type Guess struct {
	Standard string     `json:"standard" doc:"Name of the standard."`
	Title    fault.Text `json:"title" doc:"What it is called."`
	Score    float64    `json:"score" doc:"How well the headings fit, 0 to 1."`
}

// A Place is a sheet of an upload and the standard it is read by.
type Place struct {
	Sheet    string `json:"sheet" maxLength:"200" doc:"Name of the sheet; empty where the file is one table."`
	Header   string `json:"header,omitempty" maxLength:"40" doc:"Row of the headings, counted from 1, if not the one that was found."`
	Standard string `json:"standard" maxLength:"64" doc:"Name of the standard."`
}

// A ColumnMatch is a column of a sheet and the field it most likely is.
type ColumnMatch struct {
	Heading  string     `json:"heading" doc:"The heading as delivered; empty if the column has none."`
	Samples  []Cell     `json:"samples" nullable:"false" doc:"Its first cells that are not empty, at most 5."`
	Field    string     `json:"field" doc:"Name of the field; empty if none fits."`
	Score    float64    `json:"score" doc:"How sure that is, 0 to 1."`
	Reason   fault.Text `json:"reason" doc:"Why this field."`
	Unit     string     `json:"unit" doc:"Unit that the file states for the column; empty if none."`
	Unusable fault.Text `json:"unusable" doc:"Why the column cannot be used for identity and account numbers; empty if it can."`
}

// A Cell is one cell, masked where the caller may not see it.
type Cell struct {
	Text   string `json:"text" doc:"The cell as delivered, or what is left of it."`
	Masked bool   `json:"masked" doc:"Whether something was left out."`
}

// A ColumnChoice is what a person decided to do with one column, in the order of columns.
type ColumnChoice struct {
	Field string `json:"field" maxLength:"64" doc:"Name of the field; empty to leave the column out."`
	Unit  string `json:"unit,omitempty" maxLength:"16" doc:"Unit of its sums, such as 元 or 万元, if not the one the file states."`
}

// A PreviewRow is a row as the import would read it.
type PreviewRow struct {
	Place    string          `json:"place" doc:"Where it stands in the file."`
	Cells    []PreviewCell   `json:"cells" nullable:"false" doc:"One for each column that was given a field, in their order."`
	Rejected []PreviewReason `json:"rejected" nullable:"false" doc:"Why the row would be put aside; empty if it would not."`
}

// A PreviewCell is a cell beside the value that it becomes.
type PreviewCell struct {
	Raw      Cell            `json:"raw" doc:"As delivered."`
	Value    Cell            `json:"value" doc:"As it would be kept; empty if it cannot be read."`
	Problems []PreviewReason `json:"problems" nullable:"false" doc:"What is wrong with it."`
}

// A PreviewReason is something wrong with a row or cell.
type PreviewReason struct {
	Field string     `json:"field" doc:"Name of the field; empty for the whole row."`
	Code  string     `json:"code" doc:"missing, unreadable, check_digit, out_of_range, unknown_code, future …"`
	Says  fault.Text `json:"says" doc:"It as a sentence, without personal values."`
}

// saysPurpose describes the purpose that opens personal cells.
const saysPurpose = "Why personal cells have to be seen, with at least 4 characters: they are then shown to whoever may read records, " +
	"and the look is recorded. Without it they are masked."

// A MatchRequest asks which field each column is.
type MatchRequest struct {
	Place
	Purpose string `json:"purpose,omitempty" maxLength:"500" doc:"Why personal cells have to be seen; without it they are masked."`
}

// Matches are the columns of a sheet.
type Matches struct {
	Columns []ColumnMatch `json:"columns" nullable:"false" doc:"In the order of the file."`
	Masked  bool          `json:"masked" doc:"Personal cells are masked."`
}

func (s *Server) matchUpload(ctx context.Context, c caller, in *struct {
	UploadPath
	Body MatchRequest
}) (*struct{ Body Matches }, error) {
	k, file, st, err := s.source(c, in.ID, in.Body.Standard)
	if err != nil {
		return nil, err
	}
	columns, err := s.Intake.Match(ctx, file, in.Body.Place)
	if err != nil {
		return nil, err
	}
	open, err := s.opens(ctx, c, k.SHA256, "", in.Body.Purpose)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Matches }{Matches{maskColumns(list(columns), st, open), !open}}, nil
}

// source finds an upload and the standard it is read by.
func (s *Server) source(c caller, id, name string) (kept, string, standard.Standard, error) {
	k, file, err := s.Uploads.find(c.By, id)
	if err != nil {
		return k, "", standard.Standard{}, err
	}
	st, err := s.standard(name)
	if err == nil && st.Kind != standard.Register {
		err = fault.Invalidf("“%s”由本平台从文书读取或计算，不能导入。", "%s is not imported: the program reads or works it out.", st.Name)
	}
	return k, file, st, err
}

// A PreviewRequest asks what an import would make of the first rows.
type PreviewRequest struct {
	Place
	Columns []ColumnChoice `json:"columns" maxItems:"1000" doc:"One for each column of the sheet."`
	Purpose string         `json:"purpose,omitempty" maxLength:"500" doc:"Why personal cells have to be seen; without it they are masked."`
}

// A Preview is what an import would make of the first rows.
type Preview struct {
	Fields   []standard.Field `json:"fields" nullable:"false" doc:"The fields that have a column, in the order of the cells."`
	Rows     []PreviewRow     `json:"rows" nullable:"false" doc:"At most 50."`
	Rejected int              `json:"rejected" doc:"How many of them would be put aside."`
	Lacking  []fault.Text     `json:"lacking" nullable:"false" doc:"What no column was given that nearly every delivery of the register has, and which models find less without it or nothing."`
	Masked   bool             `json:"masked" doc:"Personal cells are masked."`
}

func (s *Server) previewUpload(ctx context.Context, c caller, in *struct {
	UploadPath
	Body PreviewRequest
}) (*struct{ Body Preview }, error) {
	k, file, st, err := s.source(c, in.ID, in.Body.Standard)
	if err != nil {
		return nil, err
	}
	fields, err := chosen(st, in.Body.Columns)
	if err != nil {
		return nil, err
	}
	rows, lacking, err := s.Intake.Preview(ctx, file, in.Body.Place, in.Body.Columns)
	if err != nil {
		return nil, err
	}
	open, err := s.opens(ctx, c, k.SHA256, "", in.Body.Purpose)
	if err != nil {
		return nil, err
	}
	preview := newPreview(fields, rows, open)
	preview.Lacking = list(lacking)
	return &struct{ Body Preview }{preview}, nil
}

// chosen returns the fields that columns were given, in order; none may be given twice.
func chosen(st standard.Standard, columns []ColumnChoice) ([]standard.Field, error) {
	fields := []standard.Field{}
	for _, c := range columns {
		if c.Field == "" {
			continue
		}
		i := slices.IndexFunc(st.Columns(), func(f standard.Field) bool { return f.Name == c.Field })
		if i < 0 {
			return nil, fault.Invalidf("数据标准“%s”没有可导入的字段 %s。", "The standard %[3]s has no field %[2]s that can be imported.", st.Title.ZH, safeWord(c.Field), st.Name)
		}
		f := st.Columns()[i]
		if slices.ContainsFunc(fields, func(g standard.Field) bool { return g.Name == f.Name }) {
			return nil, fault.Invalidf("字段“%s”对应了两列，只能保留一列。", "Two columns have the field %[2]s; it can have one.", f.Title.ZH, f.Title.EN)
		}
		fields = append(fields, f)
	}
	if len(fields) == 0 {
		return nil, fault.Invalidf("没有一列对应到字段，无法导入。", "No column has a field, so there is nothing to import.")
	}
	return fields, nil
}

// safeWord is a name that was sent, if it looks like a name of ours.
func safeWord(s string) string {
	for _, r := range s {
		if (r < 'a' || r > 'z') && r != '_' {
			return "?"
		}
	}
	return s
}

func newPreview(fields []standard.Field, rows []PreviewRow, open bool) Preview {
	p := Preview{Fields: fields, Rows: []PreviewRow{}, Masked: !open}
	for _, r := range rows {
		r.Cells, r.Rejected = list(r.Cells), list(r.Rejected)
		if len(r.Rejected) > 0 {
			p.Rejected++
		}
		for i := range r.Cells {
			r.Cells[i].Problems = list(r.Cells[i].Problems)
			if !open && i < len(fields) {
				r.Cells[i] = maskPreview(r.Cells[i], fields[i])
			}
		}
		p.Rows = append(p.Rows, r)
	}
	return p
}

// leastPurpose is how many characters a purpose has at least.
const leastPurpose = 4

// opens reports whether personal cells may be shown, and records the look before they are. of
// is the clue or the matter that they are looked at for, if there is one.
func (s *Server) opens(ctx context.Context, c caller, object, of, purpose string) (bool, error) {
	if purpose == "" || !access.Could(c.By, access.ReadRecords) {
		return false, nil
	}
	if len([]rune(purpose)) < leastPurpose {
		return false, fault.Invalidf("请用至少 %d 个字写明查看目的。", "Say in at least %d characters why you have to see it.", leastPurpose)
	}
	if !access.Decide(c.By, access.ReadRecords, access.In(access.Home), access.Purpose{Says: purpose, Basis: object}).Allowed {
		return false, nil
	}
	detail := map[string]string{"purpose": purpose}
	if of != "" {
		detail[audit.For] = of
	}
	err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookRecords, Object: object, Office: string(c.By.Office), Detail: detail})
	if err != nil {
		return false, fmt.Errorf("record the look at records: %w", err)
	}
	return true, nil
}
