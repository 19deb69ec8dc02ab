package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// An Order is an import as a person asked for it.
type Order struct {
	File, Name                     string // path, and what people call it
	SHA256                         string
	At                             Place
	Columns                        []ColumnChoice
	Agency, Authorisation, Purpose string
	RetainUntil                    time.Time // zero if nobody said
	Mends                          string    // import whose quarantine it is to mend
	Done                           func()    // called when the file is no longer needed
}

// A Run is an import at work, or what came of it.
type Run struct {
	ID       string     `json:"id" doc:"Id of the run."`
	State    string     `json:"state" enum:"running,done,failed,cancelled" doc:"Whether it goes on, or how it ended."`
	Standard string     `json:"standard" doc:"Name of the standard."`
	File     string     `json:"file" doc:"Name of the file."`
	By       string     `json:"by" doc:"Who started it."`
	Started  time.Time  `json:"started" doc:"When."`
	Rows     int64      `json:"rows" doc:"Rows read so far."`
	Import   string     `json:"import" doc:"Id of the import it became; empty until then, and if nothing changed."`
	Counts   RowCounts  `json:"counts" doc:"What became of the rows, once it is done."`
	Snapshot string     `json:"snapshot" doc:"The new snapshot; empty if nothing changed."`
	Says     fault.Text `json:"says" doc:"Why it failed; empty otherwise."`
}

// RowCounts say what became of the rows of a file.
type RowCounts struct {
	Read        int64 `json:"read" doc:"Rows of the file."`
	Added       int64 `json:"added" doc:"New to the lake."`
	Unchanged   int64 `json:"unchanged" doc:"There already with the same values."`
	Superseded  int64 `json:"superseded" doc:"Took the place of a row with the same key."`
	Duplicate   int64 `json:"duplicate" doc:"Stand more than once in the file."`
	Quarantined int64 `json:"quarantined" doc:"Put aside with a reason."`
	Mended      int64 `json:"mended" doc:"Rows of earlier imports that left quarantine by it."`
}

// An ImportRequest starts an import.
type ImportRequest struct {
	Upload string `json:"upload" maxLength:"64" doc:"Id of the upload."`
	Place
	Columns       []ColumnChoice `json:"columns" maxItems:"1000" doc:"One for each column of the sheet."`
	Agency        string         `json:"agency" minLength:"1" maxLength:"200" doc:"Which agency delivered the file."`
	Authorisation string         `json:"authorisation" minLength:"1" maxLength:"200" doc:"Number of the paper that allows its use."`
	Purpose       string         `json:"purpose" minLength:"1" maxLength:"500" doc:"What it is used for."`
	RetainUntil   string         `json:"retain_until,omitempty" maxLength:"10" doc:"Day after which it is to be forgotten, ISO; empty if none was set."`
}

func (s *Server) postImport(ctx context.Context, c caller, in *struct{ Body ImportRequest }) (*struct{ Body Run }, error) {
	k, file, st, err := s.source(c, in.Body.Upload, in.Body.Standard)
	if err != nil {
		return nil, err
	}
	o, err := in.Body.order(st, s.Now())
	if err != nil {
		return nil, err
	}
	o.File, o.Name, o.SHA256, o.Mends = file, k.Name, k.SHA256, k.Mends
	o.Done = func() {
		if len(k.Sheets) == 1 { // another table of it may be imported too, until it is swept
			_ = s.Uploads.drop(k.ID) // what cannot be removed now is swept later
		}
	}
	run, err := s.Intake.Start(ctx, c.By, o)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Run }{run}, nil
}

// order checks what a person asked for.
func (r ImportRequest) order(st standard.Standard, now time.Time) (o Order, err error) {
	if _, err = chosen(st, r.Columns); err != nil {
		return o, err
	}
	o, err = basis(r.Agency, r.Authorisation, r.Purpose, r.RetainUntil, now)
	o.At, o.Columns = r.Place, r.Columns
	return o, err
}

// basis checks on what basis something is to be imported.
func basis(agency, authorisation, purpose, retain string, now time.Time) (o Order, err error) {
	o = Order{Agency: strings.TrimSpace(agency), Authorisation: strings.TrimSpace(authorisation), Purpose: strings.TrimSpace(purpose)}
	if o.Agency == "" || o.Authorisation == "" || o.Purpose == "" {
		return o, fault.Invalidf("请写明来源单位、调取文书编号和用途：没有依据的数据不能导入。",
			"Name the agency, the number of the authorisation and the purpose: data without a basis is not imported.")
	}
	if retain == "" {
		return o, nil
	}
	if o.RetainUntil, err = time.Parse(time.DateOnly, retain); err != nil || !o.RetainUntil.After(now) {
		return o, fault.Invalidf("保存期限须是今后的日期，如 2028-12-31。", "The retention date must be a day to come, as 2028-12-31.")
	}
	return o, nil
}

func (s *Server) getRun(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the run."`
}) (*struct{ Body Run }, error) {
	run, err := s.Intake.Run(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Run }{run}, nil
}

func (s *Server) cancelRun(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the run."`
}) (*struct{}, error) {
	if err := s.Intake.Cancel(ctx, c.By, in.ID); err != nil {
		return nil, err
	}
	return nil, s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.CancelImport, Object: in.ID, Office: string(c.By.Office)})
}

// An ImportRow is one import, with the basis on which its records are here.
type ImportRow struct {
	ID            string       `json:"id" doc:"Id of the import."`
	At            time.Time    `json:"at" doc:"When."`
	Standard      string       `json:"standard" doc:"Name of the standard; empty for court documents."`
	Title         fault.Text   `json:"title" doc:"What the data set is called."`
	File          string       `json:"file" doc:"Name of the file; empty if it was not kept."`
	SHA256        string       `json:"sha256" doc:"Hash of what was delivered."`
	Agency        string       `json:"agency" doc:"Which agency delivered it."`
	Authorisation string       `json:"authorisation" doc:"Number of the paper that allows its use."`
	Purpose       string       `json:"purpose" doc:"What it is used for."`
	By            string       `json:"by" doc:"Who imported it."`
	RetainUntil   string       `json:"retain_until" doc:"Day after which it is to be forgotten, ISO; empty if none was set."`
	Due           bool         `json:"due" doc:"That day is over and the records are still here."`
	Counts        RowCounts    `json:"counts" doc:"What became of its rows."`
	Forgotten     *Forgetting  `json:"forgotten,omitempty" doc:"When and why its records were removed; absent if they are here."`
	Columns       []ColumnUsed `json:"columns" nullable:"false" doc:"Which column became which field."`
}

// A ColumnUsed is what became of one column of a file.
type ColumnUsed struct {
	Heading string `json:"heading" doc:"As delivered."`
	Field   string `json:"field" doc:"Name of the field; empty if it was left out."`
	Unit    string `json:"unit" doc:"Unit of its sums, if not that of the standard."`
}

// A Forgetting says that the records of an import were removed.
type Forgetting struct {
	At     time.Time `json:"at" doc:"When."`
	By     string    `json:"by" doc:"Who removed them."`
	Reason string    `json:"reason" doc:"Why."`
}

// An ImportPage is one page of the list of imports.
type ImportPage struct {
	Items   []ImportRow `json:"items" nullable:"false" doc:"The newest first."`
	Next    *string     `json:"next" doc:"Cursor of the next page; null on the last."`
	Total   int         `json:"total" doc:"Imports under the filter."`
	Running *Run        `json:"running,omitempty" doc:"The import that runs now; absent if none does."`
}

func (s *Server) listImports(ctx context.Context, c caller, in *struct {
	Cursor   string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit    int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Imports on a page."`
	Standard string `query:"standard" maxLength:"64" doc:"Only of this data set."`
}) (*struct{ Body ImportPage }, error) {
	all, err := s.Registers.Imports(ctx, in.Standard)
	if err != nil {
		return nil, err
	}
	items, next, err := page(all, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := ImportPage{Items: items, Next: next, Total: len(all)}
	if run, err := s.Intake.Run(ctx, ""); err == nil {
		out.Running = &run
	} else if !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	return &struct{ Body ImportPage }{out}, nil
}

// An ImportPath names an import in a path.
type ImportPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the import."`
}

// An ImportDetail is one import and what forgetting it would remove.
type ImportDetail struct {
	ImportRow
	Removes Removal `json:"removes" doc:"What is removed if the import is forgotten."`
}

// A Removal is what is lost when an import is forgotten.
type Removal struct {
	Records     int64 `json:"records" doc:"Records that are in use now."`
	Quarantined int64 `json:"quarantined" doc:"Rows in quarantine."`
	Snapshots   int   `json:"snapshots" doc:"Snapshots that can no longer be opened; findings that rest on them can no longer be computed again."`
}

func (s *Server) getImport(ctx context.Context, c caller, in *ImportPath) (*struct{ Body ImportDetail }, error) {
	d, err := s.Registers.Import(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	d.Columns = list(d.Columns)
	return &struct{ Body ImportDetail }{d}, nil
}

func (s *Server) forgetImport(ctx context.Context, c caller, in *struct {
	ImportPath
	Reason string `query:"reason" required:"true" minLength:"4" maxLength:"500" doc:"Why its records are removed."`
}) (*struct{}, error) {
	if _, err := s.Registers.Import(ctx, in.ID); err != nil {
		return nil, err
	}
	err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.ForgetImport, Object: in.ID, Office: string(c.By.Office),
		Detail: map[string]string{"reason": in.Reason}})
	if err != nil {
		return nil, err
	}
	return nil, s.Registers.Forget(ctx, c.By, in.ID, in.Reason)
}

// ongoing makes an operation answer with 202: what was asked for goes on.
func ongoing(op huma.Operation) huma.Operation { op.DefaultStatus = http.StatusAccepted; return op }
