package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
)

type importCmd struct {
	Judgments importJudgmentsCmd `cmd:"" help:"${import_judgment}"`
	Table     importTableCmd     `cmd:"" help:"${import_table}"`
}

type importJudgmentsCmd struct {
	database     `embed:""`
	Paths        []string `arg:"" help:"${parse_paths}"`
	Convert      bool     `help:"${convert}"`
	Engine       string   `help:"${parse_engine}" enum:"local,spark" default:"local"`
	right        `embed:""`
	sparkReading `embed:""`
}

// Run imports court documents and prints what came of it.
func (c *importJudgmentsCmd) Run(a *app) error {
	until, err := c.until()
	if err != nil {
		return err
	}
	o := lake.ImportOptions{Agency: c.Agency, Authorisation: c.Authorisation, Purpose: c.Purpose, By: c.By, RetainUntil: until}
	var report lake.Report
	err = a.traced(c.database, func(write func(audit.Entry) error) (err error) {
		if c.Engine == "spark" {
			report, err = c.importOnSpark(a, o)
		} else {
			report, err = a.importJudgments(c.Paths, c.Convert, o)
		}
		if err != nil {
			return err
		}
		return write(audit.Entry{Verb: audit.ImportRecords, Object: report.Snapshot, Detail: map[string]string{
			"standard": "judgment", "documents": fmt.Sprint(report.Read), "authorisation": c.Authorisation, "snapshot": report.Snapshot}})
	})
	for _, bad := range report.Unread {
		a.complain(bad)
	}
	if err != nil {
		return err
	}
	return a.printReport(report)
}

// importJudgments imports what is in paths into the lake of the home.
func (a *app) importJudgments(paths []string, convert bool, o lake.ImportOptions) (lake.Report, error) {
	return a.importInto(o, func(l *lake.Lake, o lake.ImportOptions, b *bar) (lake.Report, error) {
		return l.ImportJudgments(a.ctx, a.documents(paths, convert, b), o)
	})
}

// importInto opens the lake of the home for an import, and shows how far it has come.
func (a *app) importInto(o lake.ImportOptions, run func(*lake.Lake, lake.ImportOptions, *bar) (lake.Report, error)) (lake.Report, error) {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return lake.Report{}, err
	}
	defer l.Close()
	bar := a.progress(a.pick("已导入", "imported"))
	defer bar.clear()
	o.At, o.Progress = a.now(), bar.set
	return run(l, o, bar)
}

func (a *app) printReport(r lake.Report) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	w := a.term.out
	fmt.Fprintf(w, a.pick("读取 %d 份：新增 %d，未变 %d，更正 %d，同号不同文书 %d，重复 %d；未读取 %d 处。\n",
		"read %d: %d added, %d unchanged, %d corrected, %d same id but another document, %d duplicates; %d not read.\n"),
		r.Read, r.Added, r.Unchanged, r.Superseded, r.Kept, r.Duplicate, r.Unreadable)
	if r.Recognised > 0 {
		fmt.Fprintf(w, a.pick("其中 %d 份有由图片识别的文字，可能有错，使用时请核对原件。\n",
			"%d of them have text recognised from pictures, which may be wrong: compare it with the original.\n"), r.Recognised)
	}
	if len(r.Defects) > 0 {
		fmt.Fprintln(w, a.pick("阅读缺陷（字段/类别 份数）：", "defects of reading (field/code documents):"))
		for _, k := range slices.Sorted(maps.Keys(r.Defects)) {
			fmt.Fprintf(w, "  %-28s %d\n", k, r.Defects[k])
		}
	}
	fmt.Fprintf(w, a.pick("快照 %s\n", "snapshot %s\n"), r.Snapshot)
	return nil
}
