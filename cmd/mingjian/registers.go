package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// registers shows the workbench what lies in the lake, register by register.
type registers struct {
	lake      *lake.Lake
	standards standard.Library
	documents func(context.Context) (web.SnapshotInfo, error)
	now       func() time.Time
}

// present returns the present snapshot; an empty one before the first import.
func (r registers) present() (lake.Snapshot, error) {
	s, err := r.lake.Current()
	if fault.Is(err, fault.NotFound) {
		return lake.Snapshot{}, nil
	}
	return s, err
}

// Datasets lists court documents and every register that a standard describes.
func (r registers) Datasets(ctx context.Context) ([]web.Dataset, error) {
	s, err := r.present()
	if err != nil {
		return nil, err
	}
	all, err := lake.Coverage(ctx, s, r.standards, r.now())
	if err != nil {
		return nil, err
	}
	docs, err := r.judgments(ctx, s)
	if err != nil {
		return nil, err
	}
	sets := []web.Dataset{docs}
	for _, c := range all {
		sets = append(sets, r.dataset(s, c))
	}
	slices.SortStableFunc(sets[1:], func(a, b web.Dataset) int {
		if empty := (a.Rows == 0); empty != (b.Rows == 0) {
			if empty {
				return 1
			}
			return -1
		}
		return strings.Compare(a.Owner+a.Name, b.Owner+b.Name)
	})
	return sets, nil
}

// judgments is the row of court documents.
func (r registers) judgments(ctx context.Context, s lake.Snapshot) (web.Dataset, error) {
	info, err := r.documents(ctx)
	if err != nil {
		return web.Dataset{}, err
	}
	st := r.standards["judgment"]
	d := web.Dataset{Name: st.Name, Title: st.Title, Owner: st.Owner, Rows: int64(info.Documents), Coverage: "unknown",
		Says: fault.Text{ZH: "没有约定法院应交付多少文书，没有命中不等于没有问题。", EN: "Nobody agreed how many documents courts deliver: no hit does not mean no wrong."}}
	if info.Documents == 0 {
		d.Coverage, d.Says = "empty", nothing()
	}
	for _, i := range s.Manifest.Imports {
		if i.Register == nil && i.Forgotten == nil {
			d.Imports++
			d.ImportedAt = &i.At
		}
	}
	return d, nil
}

func nothing() fault.Text {
	return fault.Text{ZH: "没有数据：没有命中不等于没有问题。", EN: "No data: no hit does not mean no wrong."}
}

func (r registers) dataset(s lake.Snapshot, c lake.CoverageLedger) web.Dataset {
	d := web.Dataset{Name: c.Standard, Title: c.Title, Owner: c.Owner, Kind: standard.Register, Rows: c.Rows, Latest: c.To, Coverage: stateOf(c), Says: sentence(c)}
	for _, says := range c.Lacking {
		d.Says.ZH, d.Says.EN = d.Says.ZH+says.ZH, d.Says.EN+" "+says.EN
	}
	for _, f := range s.Manifest.Quarantine[c.Standard] {
		d.Quarantined += f.Rows
	}
	for _, i := range s.Manifest.Imports {
		if i.Register != nil && i.Register.Standard == c.Standard && i.Forgotten == nil {
			d.Imports++
			d.ImportedAt = &i.At
		}
	}
	return d
}

func stateOf(c lake.CoverageLedger) string {
	switch {
	case c.Empty:
		return "empty"
	case c.Every == "" || c.From == "":
		return "unknown"
	case len(c.Late) > 0:
		return "late"
	case len(c.Missing) > 0 || slices.ContainsFunc(c.Values, func(v lake.ValueCoverage) bool { return len(v.Missing) > 0 }):
		return "gaps"
	}
	return "complete"
}

// sentence tells the coverage of a register in one sentence.
func sentence(c lake.CoverageLedger) fault.Text {
	switch stateOf(c) {
	case "empty":
		return nothing()
	case "unknown":
		return fault.Text{ZH: "没有约定应交付多少，或记录没有日期。", EN: "Nobody agreed what is delivered, or the records have no date."}
	case "complete":
		return bilingual("%s 至 %s，没有缺口。", "%s to %s, without gaps.", c.From, c.To)
	case "late":
		return fault.Text{ZH: fmt.Sprintf("%s 至 %s；此后 %d 期逾期未交。", c.From, c.To, len(c.Late)),
			EN: fmt.Sprintf("%s to %s; overdue since: %s.", c.From, c.To, periods(len(c.Late)))}
	}
	gaps := len(c.Missing)
	for _, v := range c.Values {
		gaps = max(gaps, len(v.Missing))
	}
	return fault.Text{ZH: fmt.Sprintf("%s 至 %s；有缺口，最多缺 %d 期。", c.From, c.To, gaps),
		EN: fmt.Sprintf("%s to %s; with gaps of up to %s.", c.From, c.To, periods(gaps))}
}

// periods counts periods in English.
func periods(n int) string {
	if n == 1 {
		return "1 period"
	}
	return fmt.Sprintf("%d periods", n)
}

func bilingual(zh, en string, args ...any) fault.Text {
	return fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

// Coverage tells from when to when a register reaches, by agency and period.
func (r registers) Coverage(ctx context.Context, name string) (out web.CoverageReport, err error) {
	s, err := r.present()
	if err != nil {
		return out, err
	}
	all, err := lake.Coverage(ctx, s, standard.Library{name: r.standards[name]}, r.now())
	if err != nil {
		return out, err
	}
	c, st := all[0], r.standards[name]
	out = web.CoverageReport{Name: name, State: stateOf(c), Every: c.Every, By: c.ByTitle, Undated: c.Undated, Odd: c.Odd, Findings: coverageRemarks(c)}
	if st.Coverage != nil {
		f, _ := st.Field(st.Coverage.Date)
		out.Date = f.Title
	}
	for _, p := range c.Periods {
		out.Periods = append(out.Periods, p.Period)
	}
	out.Periods = append(out.Periods, c.Late...)
	dates, err := r.dates(ctx, s, name)
	if err != nil || dates == nil {
		return out, err
	}
	out.Rows, out.Lags = lines(c, out.Periods, dates), lags(dates)
	return out, nil
}

// dates adds up what was counted by date over the imports of a register.
func (r registers) dates(ctx context.Context, s lake.Snapshot, name string) (*lake.DateTally, error) {
	var sum *lake.DateTally
	for _, i := range s.Manifest.Imports {
		if i.Register == nil || i.Register.Standard != name || i.Forgotten != nil {
			continue
		}
		q, err := lake.ImportQuality(ctx, s, r.standards, i.ID)
		if err != nil {
			return nil, err
		}
		if q.Dates == nil {
			continue
		}
		if sum == nil {
			sum = &lake.DateTally{Lags: make([]int64, len(q.Dates.Lags)), Months: map[string]map[string]int64{}}
		}
		for n, rows := range q.Dates.Lags {
			sum.Lags[n] += rows
		}
		for by, months := range q.Dates.Months {
			if sum.Months[by] == nil {
				sum.Months[by] = map[string]int64{}
			}
			for month, rows := range months {
				sum.Months[by][month] += rows
			}
		}
	}
	return sum, nil
}

// lines makes one line for each agency: its rows in each period and its gaps.
func lines(c lake.CoverageLedger, periods []string, dates *lake.DateTally) (all []web.CoverageLine) {
	missing := map[string][]string{}
	for _, v := range c.Values {
		missing[v.Value] = v.Missing
	}
	for _, by := range slices.Sorted(maps.Keys(dates.Months)) {
		line := web.CoverageLine{Value: by, Counts: make([]int64, len(periods))}
		for month, rows := range dates.Months[by] {
			if i := slices.Index(periods, periodOf(month, c.Every)); i >= 0 {
				line.Counts[i] += rows
			}
		}
		absent := append(slices.Clone(c.Late), missing[by]...)
		if c.By == "" {
			absent = append(absent, c.Missing...)
		}
		for i, p := range periods {
			if slices.Contains(absent, p) {
				line.Gaps = append(line.Gaps, i)
			}
		}
		all = append(all, line)
	}
	return all
}

// periodOf returns the month, quarter or year of a month yyyy-mm, as the ledger writes it.
func periodOf(month, every string) string {
	year, m, _ := strings.Cut(month, "-")
	switch every {
	case "quarter":
		n, _ := strconv.Atoi(m) // written by this program
		return fmt.Sprintf("%s-Q%d", year, (n+2)/3)
	case "year":
		return year
	}
	return month
}

func lags(d *lake.DateTally) (all []web.LagBin) {
	bounds := lake.LagBounds()
	for i, rows := range d.Lags {
		b := web.LagBin{Rows: rows}
		if i < len(bounds) {
			b.Days = bounds[i]
		}
		all = append(all, b)
	}
	return all
}

// grouped writes a count as the pages write counts: 5,164.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// coverageRemarks tells what a person must know before reading "no hits".
func coverageRemarks(c lake.CoverageLedger) []web.Remark {
	out := []web.Remark{}
	say := func(level, zh, en string, args ...any) {
		out = append(out, web.Remark{Level: level, Says: bilingual(zh, en, args...)})
	}
	if c.Empty {
		say("serious", "没有数据：使用这个数据集的模型在这里查不出问题，没有命中不等于没有问题。", "No data: models that use this register find nothing here, and no hit does not mean no wrong.")
		return out
	}
	if c.From != "" {
		say("info", "数据自 %s 至 %s，共 %s 条。", "From %s to %s, %s records.", c.From, c.To, grouped(c.Rows))
	}
	if n := len(c.Late); n > 0 {
		out = append(out, web.Remark{Level: "serious", Says: fault.Text{ZH: fmt.Sprintf("%d 期逾期未交：%s。", n, few(c.Late, "、")),
			EN: fmt.Sprintf("Overdue, %s: %s.", periods(n), few(c.Late, ", "))}})
	}
	if n := len(c.Missing); n > 0 {
		out = append(out, web.Remark{Level: "serious", Says: fault.Text{ZH: fmt.Sprintf("有 %d 期任何单位都没有记录：%s。", n, few(c.Missing, "、")),
			EN: fmt.Sprintf("In %s there is no record of anybody: %s.", periods(n), few(c.Missing, ", "))}})
	}
	gaps, values := 0, 0
	for _, v := range c.Values {
		if v.Value != "" {
			values++
		}
		if v.Value != "" && len(v.Missing) > 0 {
			gaps++
		}
	}
	if gaps > 0 {
		say("warning", "%d 个单位中有 %d 个有缺失的时段，见热力图。", "Of %d agencies, %d have missing periods; see the heat map.", values, gaps)
	}
	if c.Undated > 0 {
		say("warning", "%d 条没有日期，无法判断所属时段。", "%d records have no date and belong to no period.", c.Undated)
	}
	if c.Odd > 0 {
		say("warning", "%d 条的日期不可能（早于 1949 年或晚于导入）。", "%d records have an impossible date (before 1949 or after the import).", c.Odd)
	}
	return out
}

// few names some of many, with a mark between them.
func few(all []string, between string) string {
	if len(all) > 6 {
		return strings.Join(all[:3], between) + " … " + all[len(all)-1]
	}
	return strings.Join(all, between)
}

// Forget removes all records of an import. Whoever may not in the home is told so, or that there is none.
func (r registers) Forget(ctx context.Context, by access.Account, id, reason string) error {
	if err := access.HoldsHome(by, access.ForgetImports, access.ReadNumbers, access.AnImport, id); err != nil {
		return err
	}
	_, err := r.lake.Forget(ctx, lake.ForgetRequest{Import: id, Reason: reason, By: by.Display, At: r.now()})
	return err
}

// Drop gives rows in quarantine up.
func (r registers) Drop(ctx context.Context, by access.Account, imported string, ids []string, reason string) (int64, error) {
	if err := access.HoldsHome(by, access.ImportRecords, access.ReadNumbers, access.AnImport, imported); err != nil {
		return 0, err
	}
	return r.lake.DropQuarantine(ctx, lake.DropRequest{Import: imported, IDs: ids, Reason: reason, By: by.Display, At: r.now()})
}
