package main

import (
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
	return sheet
}
