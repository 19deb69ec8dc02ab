package web

import (
	"regexp"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// plainCell is what cannot name or number anybody: short figures and dates.
var plainCell = regexp.MustCompile(`^[0-9.,:/%\-+ 年月日元万]{0,10}$`)

// maskCell leaves of a cell what shows its form and not whose it is. The field alone does
// not decide: whoever maps a column of names to a public field must not read them by that.
func maskCell(c Cell, f standard.Field) Cell {
	if c.Text == "" || f.Sensitivity == standard.Public && plainCell.MatchString(c.Text) {
		return c
	}
	return Cell{Text: maskText(c.Text), Masked: true}
}

// maskPreview masks a cell and its value. A value from a list of codes is one of a few that
// anybody can read in the standard.
func maskPreview(p PreviewCell, f standard.Field) PreviewCell {
	if f.Sensitivity == standard.Public && len(f.Codes) > 0 && p.Value.Text != "" {
		return p
	}
	p.Raw, p.Value = maskCell(p.Raw, f), maskCell(p.Value, f)
	return p
}

// maskText keeps the first character and the length, up to a limit.
func maskText(s string) string {
	runes := []rune(s)
	return string(runes[0]) + strings.Repeat("*", min(len(runes)-1, 11))
}

// maskColumns masks the samples of columns. A column without a field may hold anything.
func maskColumns(columns []ColumnMatch, st standard.Standard, open bool) []ColumnMatch {
	for i, c := range columns {
		columns[i].Samples = list(c.Samples)
		if open {
			continue
		}
		f, _ := st.Field(c.Field)
		for n := range columns[i].Samples {
			columns[i].Samples[n] = maskCell(columns[i].Samples[n], f)
		}
	}
	return columns
}
