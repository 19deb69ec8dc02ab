package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// Imports lists imports, the newest first.
func (r registers) Imports(_ context.Context, name string) ([]web.ImportRow, error) {
	s, err := r.present()
	if err != nil {
		return nil, err
	}
	rows := []web.ImportRow{}
	for _, i := range slices.Backward(s.Manifest.Imports) {
		row := r.importRow(i)
		if name == "" || name == row.Standard {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (r registers) importRow(i lake.Import) web.ImportRow {
	row := web.ImportRow{ID: i.ID, At: i.At, Title: r.standards["judgment"].Title, SHA256: i.Content, Agency: i.Agency, Authorisation: i.Authorisation,
		Purpose: i.Purpose, By: i.By, Columns: []web.ColumnUsed{},
		Counts: web.RowCounts{Read: int64(i.Read), Added: int64(i.Added), Unchanged: int64(i.Unchanged), Superseded: int64(i.Superseded), Duplicate: int64(i.Duplicate)}}
	if d := i.Register; d != nil {
		row.Standard, row.Title, row.File, row.SHA256, row.Counts = d.Standard, r.standards[d.Standard].Title, d.File, d.SHA256, countsOf(d.Rows)
		for _, s := range d.Sheets {
			for _, c := range s.Columns {
				row.Columns = append(row.Columns, web.ColumnUsed{Heading: c.Heading, Field: c.Field, Unit: c.Unit})
			}
		}
	}
	if !i.RetainUntil.IsZero() {
		row.RetainUntil = i.RetainUntil.Format(time.DateOnly)
		row.Due = i.Forgotten == nil && !r.now().Before(i.RetainUntil.AddDate(0, 0, 1))
	}
	if f := i.Forgotten; f != nil {
		row.Forgotten = &web.Forgetting{At: f.At, By: f.By, Reason: f.Reason}
	}
	return row
}

// Import returns one import and what forgetting it would remove.
func (r registers) Import(ctx context.Context, id string) (d web.ImportDetail, err error) {
	s, err := r.present()
	if err != nil {
		return d, err
	}
	i, err := s.Manifest.Import(id)
	if err != nil {
		return d, fault.NotFoundf("没有这个导入批次。", "There is no such import.").Because(err)
	}
	d.ImportRow = r.importRow(i)
	if i.Forgotten != nil {
		return d, nil
	}
	plan, err := r.lake.ForgetPlan(ctx, lake.ForgetRequest{Import: id, At: r.now()})
	d.Removes = web.Removal{Records: plan.Records, Quarantined: plan.Quarantined, Snapshots: len(plan.Snapshots)}
	return d, err
}

// Quality tells what is missing and wrong in a register, or in one import of it.
func (r registers) Quality(ctx context.Context, name, imported string) (out web.QualityReport, err error) {
	s, err := r.present()
	if err != nil {
		return out, err
	}
	var q lake.QualityReport
	if imported == "" {
		q, err = lake.Quality(ctx, s, r.standards, name)
	} else {
		q, err = lake.ImportQuality(ctx, s, r.standards, imported)
	}
	if err != nil {
		return out, err
	}
	if q.Standard != name {
		return out, fault.NotFoundf("这个导入批次不是这个数据集的。", "The import is not one of this register.")
	}
	out = web.QualityReport{Name: name, Import: imported, Rows: q.Rows, Findings: qualityRemarks(q)}
	for _, f := range q.Fields {
		if st, ok := r.standards[name].Field(f.Name); ok && st.Derived == "" {
			out.Fields = append(out.Fields, fieldQuality(f))
		}
	}
	return out, nil
}

func fieldQuality(f lake.FieldQuality) web.FieldQuality {
	out := web.FieldQuality{Name: f.Name, Title: f.Title, Required: f.Required, Filled: f.Filled}
	for _, code := range slices.Sorted(maps.Keys(f.Problems)) {
		p := web.FieldProblem{Code: code, Rows: f.Problems[code]}
		for _, e := range f.Examples {
			if e.Code == code {
				p.Examples = append(p.Examples, web.ProblemExample{Value: e.Value, Import: e.Import, Place: e.SourceRow})
			}
		}
		out.Problems = append(out.Problems, p)
	}
	return out
}

// qualityRemarks tells in sentences what stands out of a report.
func qualityRemarks(q lake.QualityReport) []web.Remark {
	out := []web.Remark{}
	say := func(level, field, zh, en string, args ...any) {
		out = append(out, web.Remark{Level: level, Field: field, Says: bilingual(zh, en, args...)})
	}
	if q.Rows == 0 {
		say("serious", "", "没有可用的记录。", "There are no records in use.")
	}
	if q.Quarantined > 0 {
		say("warning", "", "%d 行因缺项、无法读取或相互矛盾被隔离，没有参与任何比对。", "%d rows are in quarantine and take part in nothing.", q.Quarantined)
	}
	if !q.Keyed {
		say("info", "", "这个数据集没有主键，记录按全部内容识别。", "This register has no key; a record is known by all its values.")
	}
	if n := q.Delivered.Conflicting; n > 0 {
		say("warning", "", "%d 行与另一行主键相同而内容不同，已隔离。", "%d rows have the key of another row and other values; they are in quarantine.", n)
	}
	for _, n := range q.Shared {
		say("warning", n.Field, "“%[1]s”有 %[3]d 个号码对应不止一个姓名或名称，涉及 %[4]d 条记录，请核对是冒用、笔误还是更名。",
			"%[3]d numbers in %[2]s stand beside more than one name, in %[4]d records: find out whether they are misused, mistaken, or a name changed.",
			n.Title.ZH, n.Title.EN, n.Numbers, n.Records)
	}
	blank := []fault.Text{}
	for _, f := range q.Fields {
		share := float64(f.Filled) / float64(max(q.Rows, 1))
		switch {
		case q.Rows > 0 && f.Filled == 0:
			blank = append(blank, f.Title)
		case q.Rows > 0 && share < 0.5:
			say("info", f.Name, "“%[1]s”只有 %[3]d%% 的记录填写。", "Only %[3]d%% of the records have %[2]s.", f.Title.ZH, f.Title.EN, int(share*100))
		}
		for _, code := range slices.Sorted(maps.Keys(f.Problems)) {
			if n := f.Problems[code]; n*100 >= q.Rows && code == "check_digit" {
				say("warning", f.Name, "“%[1]s”有 %[3]d 条校验位不符，关联时不可靠。", "%[2]s has a wrong check digit in %[3]d records, on which linkage cannot rely.", f.Title.ZH, f.Title.EN, n)
			}
		}
		if f.Refers != nil && !f.Refers.Empty && f.Refers.Values > 0 && f.Refers.Share < 0.9 {
			say("warning", f.Name, "“%[1]s”指向的记录只有 %[3]d%% 能找到。", "Only %[3]d%% of the records that %[2]s refers to are there.", f.Title.ZH, f.Title.EN, int(f.Refers.Share*100))
		}
	}
	if len(blank) > 0 {
		out = append(out, emptyFields(blank))
	}
	return out
}

// emptyFields names the fields that no record has.
func emptyFields(blank []fault.Text) web.Remark {
	var zh, en []string
	for _, t := range blank {
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	return web.Remark{Level: "info", Says: fault.Text{ZH: fmt.Sprintf("%d 个字段全部为空：%s。", len(zh), strings.Join(zh, "、")),
		EN: fmt.Sprintf("%d fields are empty throughout: %s.", len(en), strings.Join(en, ", "))}}
}

// List returns one page of rows in quarantine.
func (r registers) List(ctx context.Context, f web.QuarantineFilter) (out web.QuarantineList, err error) {
	s, err := r.present()
	if err != nil {
		return out, err
	}
	imports := map[string]lake.Import{}
	for _, i := range s.Manifest.Imports {
		imports[i.ID] = i
	}
	codes := map[string]*web.CodeCount{}
	for q, err := range s.Quarantine(ctx, f.Standard, f.Import) {
		if err != nil {
			return out, err
		}
		count(codes, q)
		if f.Code != "" && q.Reasons[0].Code != f.Code {
			continue
		}
		if out.Total >= f.From && len(out.Rows) < f.Limit {
			out.Rows = append(out.Rows, quarantineRow(q, imports[q.Import]))
		}
		out.Total++
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		out.Codes = append(out.Codes, *codes[code])
	}
	return out, nil
}

// count counts a row by its first reason.
func count(codes map[string]*web.CodeCount, q lake.Quarantined) {
	why := q.Reasons[0]
	if codes[why.Code] == nil {
		codes[why.Code] = &web.CodeCount{Code: why.Code, Says: why.Says}
	}
	codes[why.Code].Rows++
}

func quarantineRow(q lake.Quarantined, i lake.Import) web.QuarantineRow {
	fields := map[string]string{}
	if i.Register != nil {
		for _, s := range i.Register.Sheets {
			for _, c := range s.Columns {
				fields[c.Heading] = c.Field
			}
		}
	}
	row := web.QuarantineRow{ID: q.ID, Import: q.Import, Standard: q.Standard, Place: q.SourceRow, At: i.At, Problems: reasonsOf(q.Reasons)}
	for n, text := range q.Cells {
		c := web.QuarantineCell{Cell: web.Cell{Text: text}}
		if n < len(q.Headings) {
			c.Heading, c.Field = q.Headings[n], fields[q.Headings[n]]
		}
		row.Cells = append(row.Cells, c)
	}
	return row
}
