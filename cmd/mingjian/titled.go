package main

import (
	"slices"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/table"
)

// titled returns a sheet with a column for each field of a register that no column tells and
// its title or the name of sheet or file does: a list called 高龄津贴发放明细 has no column for
// the kind of allowance.
func titled(s standard.Standard, sheet table.Sheet) table.Sheet {
	for _, t := range standard.Titled(s, sheet.Headings, samples(sheet), sheet.Around()) {
		sheet = sheet.With(t.Field.Title.ZH, t.Word.Title.ZH)
	}
	return ended(s, sheet)
}

// ended returns a sheet with a column for the last day of each period that one column tells.
func ended(s standard.Standard, sheet table.Sheet) table.Sheet {
	columns := recognised(s, sheet)
	at := func(field string) int {
		return slices.IndexFunc(columns, func(c lake.Column) bool { return c.Field == field })
	}
	for _, f := range s.Fields {
		if i := at(f.Ends); f.Ends != "" && i >= 0 && at(f.Name) < 0 {
			sheet = sheet.Again(i, f.Title.ZH)
		}
	}
	return sheet
}
