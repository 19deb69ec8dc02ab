package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
)

// printTable prints what an import did.
func (a *app) printTable(s standard.Standard, file string, r lake.TableReport) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	w, n := a.term.out, r.Rows
	fmt.Fprintf(w, a.pick("%s → %s：读取 %d 行，新增 %d，未变 %d，更正 %d，重复 %d；隔离 %d（另有 %d 行已在隔离区），修复 %d。\n",
		"%s → %s: %d rows read, %d added, %d unchanged, %d superseded, %d duplicates; %d put aside (%d more already were), %d mended.\n"),
		file, s.Title.In(a.lang), n.Read, n.Added, n.Unchanged, n.Superseded, n.Duplicate, n.Quarantined, n.Known, n.Mended)
	a.printReasons(s, r.Reasons)
	a.printSuperseded(s, r)
	for _, p := range r.Passed {
		if p.Count > 0 {
			fmt.Fprintf(w, a.pick("不是记录的行（标题、合计、说明等）%d 行未导入。\n", "%d rows that are no records (titles, totals, notes) were passed over.\n"), p.Count)
		}
	}
	a.printProblems(s, r.Quality)
	for _, says := range r.Lacking {
		fmt.Fprintln(w, a.pick("缺：", "missing: ")+says.In(a.lang))
	}
	if r.Import == "" {
		fmt.Fprintf(w, a.pick("没有变化；快照仍是 %s\n", "nothing changed; the snapshot is still %s\n"), r.Snapshot)
		return nil
	}
	fmt.Fprintf(w, a.pick("导入批次 %s，快照 %s\n", "import %s, snapshot %s\n"), r.Import, r.Snapshot)
	if n.Quarantined > 0 {
		fmt.Fprintf(w, a.pick("隔离的行可用 mingjian quarantine export FILE.csv --import %s 导出改正。\n",
			"The rows put aside can be had for correction with mingjian quarantine export FILE.csv --import %s\n"), r.Import)
	}
	return nil
}

func (a *app) printReasons(s standard.Standard, reasons map[string]int64) {
	for _, k := range sortedByCount(reasons) {
		name, code, _ := strings.Cut(k, ":")
		f, _ := s.Field(name)
		fmt.Fprintf(a.term.out, a.pick("  隔离 %-20s %s %d\n", "  put aside %-20s %s %d\n"), cmp.Or(f.Title.In(a.lang), "—"), a.problemWord(code), reasons[k])
	}
}

func (a *app) printSuperseded(s standard.Standard, r lake.TableReport) {
	const shown = 5
	for i, x := range r.Superseded {
		if i == shown {
			fmt.Fprintf(a.term.out, a.pick("  …（共 %d 条）\n", "  … (%d in all)\n"), r.Rows.Superseded)
			return
		}
		var fields []string
		for _, name := range x.Fields {
			f, _ := s.Field(name)
			fields = append(fields, f.Title.In(a.lang))
		}
		fmt.Fprintf(a.term.out, a.pick("  更正：第 %s 行代替批次 %s 第 %s 行（%s）\n", "  superseded: row %s takes the place of row %[3]s of import %[2]s (%[4]s)\n"),
			x.Now, x.Import, x.Was, strings.Join(fields, a.pick("、", ", ")))
	}
}

func sortedByCount(counts map[string]int64) []string {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return keys
}

// printNotes tells what was found in the file and is no row.
func (a *app) printNotes(book *table.Book, all []delivered) {
	if a.json {
		return
	}
	for _, n := range book.Notes {
		fmt.Fprintln(a.term.err, filepath.Base(book.File)+": "+n.Says.In(a.lang))
	}
	for _, d := range all {
		for _, s := range d.Sheets {
			for _, n := range s.Notes {
				fmt.Fprintln(a.term.err, s.Name+": "+n.Says.In(a.lang))
			}
		}
	}
}

// printColumns tells which column is which field, on a terminal beside the result.
func (a *app) printColumns(s standard.Standard, d lake.Delivery) {
	if a.json {
		return
	}
	for _, sheet := range d.Sheets {
		fmt.Fprintf(a.term.out, a.pick("%s %s → %s（%s）\n", "%s %s → %s (%s)\n"), d.File, sheet.Name, s.Title.In(a.lang), s.Name)
		for _, c := range sheet.Columns {
			f, ok := s.Field(c.Field)
			if !ok {
				fmt.Fprintf(a.term.out, a.pick("  %s → 未对应  %s\n", "  %s → none  %s\n"), c.Heading, c.Reason.In(a.lang))
				continue
			}
			fmt.Fprintf(a.term.out, "  %s → %s  %.2f  %s\n", c.Heading, f.Title.In(a.lang), c.Score, c.Reason.In(a.lang))
		}
	}
}

// printPreview prints what a dry run found.
func (a *app) printPreview(s standard.Standard, r lake.TableReport) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(r)
	}
	fmt.Fprintf(a.term.out, a.pick("试读前 %d 行：%d 行将被隔离。没有导入。\n", "tried the first %d rows: %d would be put aside. Nothing was imported.\n"), r.Rows.Read, r.Rows.Quarantined)
	a.printReasons(s, r.Reasons)
	for _, q := range r.Aside {
		fmt.Fprintf(a.term.out, a.pick("  第 %s 行：%s\n", "  row %s: %s\n"), q.SourceRow, q.Reasons[0].Says.In(a.lang))
	}
	a.printProblems(s, r.Quality)
	for _, says := range r.Lacking {
		fmt.Fprintln(a.term.out, a.pick("缺：", "missing: ")+says.In(a.lang))
	}
	return nil
}
