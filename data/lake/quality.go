package lake

import (
	"context"
	"fmt"
	"slices"

	"github.com/cespare/xxhash/v2"
	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A QualityReport says how good the records of a register are, or those of one import of it.
type QualityReport struct {
	Snapshot    string           `json:"snapshot"`
	Standard    string           `json:"standard"`
	Title       fault.Text       `json:"title"`
	Import      string           `json:"import,omitempty"` // if it is about one import
	Rows        int64            `json:"rows"`
	Imports     int              `json:"imports"`
	Keyed       bool             `json:"keyed"`     // records are named by a key
	Delivered   RowCounts        `json:"delivered"` // of all imports together
	Quarantined int64            `json:"quarantined"`
	Reasons     map[string]int64 `json:"reasons"`          // why rows are in quarantine: field:code, of each row the first
	Shared      []SharedNumber   `json:"shared,omitempty"` // identifiers beside more than one name; of a whole register only
	Fields      []FieldQuality   `json:"fields"`
	Dates       *DateTally       `json:"dates,omitempty"`
}

// A FieldQuality says how good the values of one field are.
type FieldQuality struct {
	Name     string           `json:"name"`
	Title    fault.Text       `json:"title"`
	Required bool             `json:"required,omitempty"`
	Key      bool             `json:"key,omitempty"`
	Filled   int64            `json:"filled"`
	Share    float64          `json:"share"` // filled, of all records
	Problems map[string]int64 `json:"problems,omitempty"`
	Examples []Example        `json:"examples,omitempty"`
	Distinct *int64           `json:"distinct,omitempty"` // different values, of numbers that name somebody or something
	Refers   *Referral        `json:"refers,omitempty"`
}

// A Referral says how many of the values of a field, each counted once, name a record of
// another data set.
type Referral struct {
	Standard string  `json:"standard"`
	Empty    bool    `json:"empty"` // that data set has no records: nothing can be found in it
	Values   int64   `json:"values"`
	Found    int64   `json:"found"`
	Share    float64 `json:"share"`
}

// Quality reports on the records of a register in a snapshot. The error is fault.NotFound
// if the library has no such register.
func Quality(ctx context.Context, s Snapshot, lib standard.Library, name string) (QualityReport, error) {
	std, ok := lib[name]
	if !ok || std.Kind != standard.Register {
		return QualityReport{}, fault.NotFoundf("没有登记数据标准 %s。", "There is no standard of a register called %s.", name)
	}
	r, err := s.quality(ctx, std, "")
	if err != nil {
		return r, err
	}
	for i, f := range r.Fields {
		field, _ := std.Field(f.Name)
		if err := s.values(ctx, lib, std, field, &r.Fields[i]); err != nil {
			return r, fmt.Errorf("quality of %s, field %s: %w", name, f.Name, err)
		}
	}
	if r.Shared, err = s.sharedNumbers(ctx, std); err != nil {
		return r, fmt.Errorf("quality of %s, shared numbers: %w", name, err)
	}
	return r, nil
}

// ImportQuality reports on the records that one import of a register has in a snapshot.
func ImportQuality(ctx context.Context, s Snapshot, lib standard.Library, importID string) (QualityReport, error) {
	i, err := s.Manifest.Import(importID)
	if err != nil {
		return QualityReport{}, err
	}
	if i.Register == nil {
		return QualityReport{}, fault.NotFoundf("导入批次 %s 是裁判文书，没有质量报告。", "The import %s is one of court documents and has no report of quality.", importID)
	}
	std, ok := lib[i.Register.Standard]
	if !ok {
		return QualityReport{}, fault.NotFoundf("没有数据标准 %s。", "There is no standard called %s.", i.Register.Standard)
	}
	return s.quality(ctx, std, importID)
}

// quality adds up what was counted when the files were written. An empty importID means all.
func (s Snapshot) quality(ctx context.Context, std standard.Standard, importID string) (QualityReport, error) {
	r := QualityReport{Snapshot: s.ID, Standard: std.Name, Title: std.Title, Import: importID, Keyed: len(std.Key()) > 0, Reasons: map[string]int64{}}
	for _, i := range s.Manifest.Imports {
		if i.Register != nil && i.Register.Standard == std.Name && i.Forgotten == nil && (importID == "" || importID == i.ID) {
			r.Imports++
			r.Delivered = r.Delivered.plus(i.Register.Rows)
		}
	}
	sum, err := s.tally(std.Name, importID)
	if err != nil {
		return r, err
	}
	r.Rows, r.Dates = sum.Rows, sum.Dates
	for _, f := range std.Columns() {
		t := sum.Fields[f.Name]
		r.Fields = append(r.Fields, FieldQuality{Name: f.Name, Title: f.Title, Required: f.Required, Key: f.Key, Filled: t.Filled,
			Share: share(t.Filled, sum.Rows), Problems: t.Problems, Examples: t.Examples})
	}
	for _, f := range s.Manifest.Quarantine[std.Name] {
		if importID == "" || importID == f.Import {
			if err := s.countReasons(ctx, f, &r); err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

// tally adds up the tallies of a register's files.
func (s Snapshot) tally(name, importID string) (sum Tally, err error) {
	for _, f := range s.Manifest.Tables[name] {
		if importID != "" && importID != f.Import {
			continue
		}
		t, err := tallyOf(s.abs(f.Name))
		if err != nil {
			return sum, fmt.Errorf("tally of %s: %w", f.Name, err)
		}
		sum = sum.plus(t)
	}
	return sum, nil
}

func (s Snapshot) countReasons(ctx context.Context, f File, r *QualityReport) error {
	return eachRow(ctx, s.abs(f.Name), func(rows []struct {
		Field string `parquet:"field,optional,dict"`
		Code  string `parquet:"code,dict"`
	}) error {
		for _, row := range rows {
			r.Quarantined++
			r.Reasons[row.Field+":"+row.Code]++
		}
		return nil
	})
}

func (c RowCounts) plus(d RowCounts) RowCounts {
	return RowCounts{c.Read + d.Read, c.Added + d.Added, c.Unchanged + d.Unchanged, c.Superseded + d.Superseded, c.Duplicate + d.Duplicate,
		c.Quarantined + d.Quarantined, c.Known + d.Known, c.Conflicting + d.Conflicting, c.Repeated + d.Repeated, c.Mended + d.Mended}
}

func share(part, whole int64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// values counts the different values of a field that names somebody or something, and how
// many of them name a record of the data set that it refers to.
func (s Snapshot) values(ctx context.Context, lib standard.Library, std standard.Standard, f standard.Field, q *FieldQuality) error {
	names := []standard.Format{standard.FormatResidentID, standard.FormatCreditCode, standard.FormatCaseNo, standard.FormatAccount, standard.FormatPlate}
	if q.Filled == 0 || f.Refers == "" && !slices.Contains(names, f.Format) {
		return nil
	}
	mine, err := s.hashes(ctx, std.Name, f.Name)
	if err != nil {
		return err
	}
	n := int64(len(mine))
	q.Distinct = &n
	if f.Refers == "" {
		return nil
	}
	q.Refers = &Referral{Standard: f.Refers, Empty: s.Manifest.Rows()[f.Refers] == 0, Values: n}
	key := nameOf(lib[f.Refers])
	if key == "" || q.Refers.Empty {
		return nil
	}
	theirs, err := s.hashes(ctx, f.Refers, key)
	for v := range mine {
		if theirs[v] {
			q.Refers.Found++
		}
	}
	q.Refers.Share = share(q.Refers.Found, n)
	return err
}

// nameOf returns the one field that names a record of a data set, or "" if it takes several.
func nameOf(s standard.Standard) string {
	if key := s.Key(); len(key) == 1 {
		return key[0].Name
	}
	return ""
}

// hashes returns the different values of a column of a table.
func (s Snapshot) hashes(ctx context.Context, name, column string) (map[uint64]bool, error) {
	all := map[uint64]bool{}
	for _, path := range s.Files(name) {
		if err := eachValue(ctx, path, column, func(v parquet.Value) { all[xxhash.Sum64(v.AppendBytes(nil))] = true }); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// eachValue hands the values of one column that are there to do, reading no other.
func eachValue(ctx context.Context, path, column string, do func(parquet.Value)) error {
	p, done, err := openParquet(path)
	if err != nil {
		return err
	}
	defer done()
	n, ok := columnsOf(p.Schema())[column]
	if !ok {
		return nil // the file is older than the field
	}
	values := make([]parquet.Value, 1024)
	for _, group := range p.RowGroups() {
		if err := eachPage(ctx, group.ColumnChunks()[n], values, false, do); err != nil {
			return err
		}
	}
	return nil
}
