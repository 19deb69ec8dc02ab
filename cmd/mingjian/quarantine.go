package main

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
)

type quarantineCmd struct {
	database `embed:""`
	List     quarantineListCmd   `cmd:"" help:"${quarantine_list}"`
	Export   quarantineExportCmd `cmd:"" help:"${quarantine_export}"`
	Drop     quarantineDropCmd   `cmd:"" help:"${quarantine_drop}"`
}

type quarantineListCmd struct {
	Import   string `help:"${quarantine_import}" placeholder:"IMPORT"`
	Standard string `help:"${quarantine_standard}" placeholder:"STANDARD"`
}

// Run lists the rows in quarantine with their reasons.
func (c *quarantineListCmd) Run(a *app, parent *quarantineCmd) error {
	l, s, err := a.snapshot("")
	if err != nil {
		return err
	}
	defer l.Close()
	e := audit.Entry{Verb: audit.LookRecords, Object: strings.TrimSpace("quarantine " + c.Import), Detail: map[string]string{"standard": c.Standard}}
	if err := a.trace(parent.database, e); err != nil {
		return err
	}
	n := 0
	for q, err := range s.Quarantine(a.ctx, c.Standard, c.Import) {
		if err != nil {
			return err
		}
		n++
		if a.json {
			if err := json.NewEncoder(a.term.out).Encode(q); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.term.out, a.pick("%s  %s  批次 %s 第 %s 行：%s\n", "%s  %s  import %s row %s: %s\n"), q.ID, q.Standard, q.Import, q.SourceRow, a.reasons(q))
	}
	if n == 0 && !a.json {
		fmt.Fprintln(a.term.out, a.pick("隔离区是空的。", "Nothing is in quarantine."))
	}
	return nil
}

func (a *app) reasons(q lake.Quarantined) string {
	var all []string
	for _, r := range q.Reasons {
		all = append(all, r.Says.In(a.lang))
	}
	return strings.Join(all, " ")
}

type quarantineExportCmd struct {
	File     string `arg:"" help:"${quarantine_file}" type:"path"`
	Import   string `help:"${quarantine_import}" placeholder:"IMPORT"`
	Standard string `help:"${quarantine_standard}" placeholder:"STANDARD"`
	Why      string `name:"purpose" help:"${look_purpose}"`
}

// Run writes rows in quarantine to a CSV file, under their own headings, to be corrected and
// imported again. Rows of files with other headings cannot stand in one file: the import is
// to be named then.
func (c *quarantineExportCmd) Run(a *app, parent *quarantineCmd) error {
	l, s, err := a.snapshot("")
	if err != nil {
		return err
	}
	defer l.Close()
	e := audit.Entry{Verb: audit.ExportRecords, Object: cmp.Or(c.Import, "quarantine"), Detail: map[string]string{"standard": c.Standard, "purpose": c.Why}}
	if err := a.trace(parent.database, e); err != nil {
		return err
	}
	n := 0
	err = writeSheet(c.File, func(w io.Writer) (err error) {
		n, err = a.writeQuarantine(w, s, c.Standard, c.Import)
		return err
	})
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{"file": c.File, "rows": n})
	}
	fmt.Fprintf(a.term.out, a.pick("%d 行写入 %s；改正后用 mingjian import table 导入即可，不要改动“%s”列。\n",
		"%d rows written to %s; correct them and import the file with mingjian import table, leaving the column %s as it is.\n"), n, c.File, lake.QuarantineHeading)
	return nil
}

func (a *app) writeQuarantine(w io.Writer, s lake.Snapshot, standard, importID string) (n int, err error) {
	out := csv.NewWriter(w)
	var headings []string
	for q, err := range s.Quarantine(a.ctx, standard, importID) {
		if err != nil {
			return n, err
		}
		if n == 0 {
			headings = q.Headings
			if err := out.Write(append([]string{lake.QuarantineHeading, lake.ReasonHeading}, headings...)); err != nil {
				return n, err
			}
		}
		if len(q.Headings) > 0 && strings.Join(q.Headings, "\x00") != strings.Join(headings, "\x00") {
			return n, fault.Invalidf("隔离区里有表头不同的文件；请用 --import 指定一个导入批次。", "Quarantine has rows of files with different headings; name one import with --import.")
		}
		if err := out.Write(append([]string{q.ID, a.reasons(q)}, q.Cells...)); err != nil {
			return n, err
		}
		n++
	}
	if n == 0 {
		return 0, fault.NotFoundf("隔离区里没有这样的行。", "There are no such rows in quarantine.")
	}
	out.Flush()
	return n, out.Error()
}

// writeSheet writes a file for spreadsheets: it appears whole or not at all. The mark in front
// tells them that it is UTF-8.
func writeSheet(path string, fill func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".mingjian-*")
	if err != nil {
		return fault.Invalidf("无法写入 %s。", "%s cannot be written.", path).Because(err)
	}
	defer os.Remove(f.Name()) // does nothing after the rename
	_, err = io.WriteString(f, "\uFEFF")
	if err == nil {
		err = fill(f)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

type quarantineDropCmd struct {
	Import string   `arg:"" help:"${import_id}"`
	Rows   []string `arg:"" optional:"" help:"${quarantine_rows}"`
	Reason string   `required:"" help:"${reason}"`
	By     string   `help:"${by}" env:"USER" placeholder:"NAME"`
}

// Run gives rows in quarantine up.
func (c *quarantineDropCmd) Run(a *app, parent *quarantineCmd) error {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return err
	}
	defer l.Close()
	if err := a.trace(parent.database, audit.Entry{Verb: audit.DropRows, Object: c.Import, Detail: map[string]string{"reason": c.Reason}}); err != nil {
		return err
	}
	n, err := l.DropQuarantine(a.ctx, lake.DropRequest{Import: c.Import, IDs: c.Rows, Reason: c.Reason, By: c.By, At: a.now()})
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{"import": c.Import, "rows": n})
	}
	fmt.Fprintf(a.term.out, a.pick("放弃 %d 行，理由已记入。\n", "%d rows given up; the reason is kept.\n"), n)
	return nil
}
