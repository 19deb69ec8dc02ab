package main

import (
	"encoding/csv"
	"io"

	"github.com/mingjian/mingjian/audit"
)

type exportCmd struct {
	Table exportTableCmd `cmd:"" help:"${export_table}"`
}

type exportTableCmd struct {
	database `embed:""`
	Standard string `arg:"" help:"${table_standard}"`
	Out      string `help:"${export_out}" placeholder:"FILE.csv" type:"path"`
	Snapshot string `help:"${scan_snapshot}"`
	Why      string `name:"purpose" help:"${look_purpose}"`
}

// Run writes the records of a register as CSV, with the Chinese titles of the standard as
// headings, so that they can be imported again.
func (c *exportTableCmd) Run(a *app) error {
	lib, err := a.standards()
	if err != nil {
		return err
	}
	std, err := registerOf(lib, c.Standard)
	if err != nil {
		return err
	}
	l, s, err := a.snapshot(c.Snapshot)
	if err != nil {
		return err
	}
	defer l.Close()
	if err := a.trace(c.database, audit.Entry{Verb: audit.Export, Object: "register " + std.Name, Detail: map[string]string{"snapshot": s.ID, "purpose": c.Why}}); err != nil {
		return err
	}
	write := func(w io.Writer) error {
		out := csv.NewWriter(w)
		var headings []string
		for _, f := range std.Columns() {
			headings = append(headings, f.Title.ZH)
		}
		if err := out.Write(headings); err != nil {
			return err
		}
		for r, err := range s.Records(a.ctx, std) {
			if err != nil {
				return err
			}
			if err := out.Write(r.Values); err != nil {
				return err
			}
		}
		out.Flush()
		return out.Error()
	}
	if c.Out == "" {
		return write(a.term.out)
	}
	return writeSheet(c.Out, write)
}
