package lake

import (
	"context"
	"fmt"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// PreviewTable reads the first rows of each sheet of a file and tells which of them would be
// put aside and what is wrong with the others, without changing anything.
func (l *Lake) PreviewTable(ctx context.Context, s standard.Standard, d Delivery, o TableOptions, rows int) (TableReport, error) {
	r := TableReport{Standard: s.Name, Reasons: map[string]int64{}, Missing: d.Missing(s), Lacking: d.lacking(s)}
	if err := d.check(s); err != nil {
		return r, err
	}
	lay := layoutOf(s)
	counted := newTallier(lay, lay.schema, o.At)
	for _, sheet := range d.Sheets {
		c, n := l.newConverter(lay, sheet, "", o.At), 0
		for row, err := range sheet.Rows {
			if ctx.Err() != nil {
				return r, ctx.Err()
			}
			if err != nil && !fault.Is(err, fault.Invalid) {
				return r, fmt.Errorf("read %s: %w", d.File, err)
			}
			out := refusal(row, err)
			if err == nil {
				out = c.convert(row)
			}
			r.preview(&out, sheet.Headings, counted)
			if n++; n == rows {
				break
			}
		}
	}
	r.Quality = counted.done()
	return r, nil
}

func (r *TableReport) preview(c *candidate, headings []string, counted *tallier) {
	r.Rows.Read++
	if len(c.reasons) == 0 {
		counted.add(c.row)
		return
	}
	r.Rows.Quarantined++
	r.Reasons[c.reasons[0].Field+":"+c.reasons[0].Code]++
	if len(r.Aside) < examplesNamed {
		r.Aside = append(r.Aside, newQuarantined(r.Standard, "", c, headings))
	}
}
