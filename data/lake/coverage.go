package lake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"context"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A CoverageLedger says for one register what was delivered and what was not, so that "no
// hits" is never read as "no wrong".
type CoverageLedger struct {
	Standard string     `json:"standard"`
	Title    fault.Text `json:"title"`
	Owner    string     `json:"owner"`
	Rows     int64      `json:"rows"`
	Empty    bool       `json:"empty"` // nothing was ever delivered
	// Lacking is what cannot be told, since no record has some fields.
	Lacking []fault.Text `json:"lacking,omitempty"`
	// The rest is there if the standard says how a complete delivery looks.
	Every   string          `json:"every,omitempty"`   // month, quarter or year
	By      string          `json:"by,omitempty"`      // the field whose values must each be there
	ByTitle fault.Text      `json:"by_title,omitzero"` // what it is called
	From    string          `json:"from,omitempty"`    // first period with records: 2024-03, 2024-Q1 or 2024
	To      string          `json:"to,omitempty"`      // last period with records
	Periods []PeriodCount   `json:"periods,omitempty"` // from first to last, also those without records
	Missing []string        `json:"missing,omitempty"` // periods in which nobody delivered anything
	Late    []string        `json:"late,omitempty"`    // periods since the last that should have come by now
	Values  []ValueCoverage `json:"values,omitempty"`  // by the field By
	Undated int64           `json:"undated,omitempty"` // records that cannot be placed
	Odd     int64           `json:"odd,omitempty"`     // records with a date that cannot be
}

// A PeriodCount is how many records there are of one period.
type PeriodCount struct {
	Period string `json:"period"`
	Rows   int64  `json:"rows"`
}

// A ValueCoverage is what one court, agency or division delivered.
type ValueCoverage struct {
	Value   string   `json:"value"` // empty: of records that do not say
	Rows    int64    `json:"rows"`
	From    string   `json:"from"`
	To      string   `json:"to"`
	Missing []string `json:"missing,omitempty"` // periods without records of it, from the first to the last of the whole register
}

// Coverage returns the ledger of every register of the library, in the order of their
// names. now is the day for which it is asked what is late.
func Coverage(ctx context.Context, s Snapshot, lib standard.Library, now time.Time) ([]CoverageLedger, error) {
	all := []CoverageLedger{}
	for _, name := range slices.Sorted(maps.Keys(lib)) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if lib[name].Kind != standard.Register {
			continue
		}
		c, err := s.coverage(lib[name], now)
		if err != nil {
			return nil, fmt.Errorf("coverage of %s: %w", name, err)
		}
		all = append(all, c)
	}
	return all, nil
}

func (s Snapshot) coverage(std standard.Standard, now time.Time) (CoverageLedger, error) {
	c := CoverageLedger{Standard: std.Name, Title: std.Title, Owner: std.Owner}
	t, err := s.tally(std.Name, "")
	if err != nil {
		return c, err
	}
	c.Rows, c.Empty = t.Rows, t.Rows == 0
	if !c.Empty {
		c.Lacking = std.Lacking(func(f string) bool { return t.Fields[f].Filled > 0 })
	}
	if std.Coverage == nil {
		return c, nil
	}
	c.Every, c.By = std.Coverage.Every, std.Coverage.By
	if f, ok := std.Field(c.By); ok {
		c.ByTitle = f.Title
	}
	if t.Dates != nil {
		c.Undated, c.Odd = t.Dates.Undated, t.Dates.Odd
		c.fill(t.Dates.Months, std.Coverage.Days, now)
	}
	return c, nil
}

// fill compares what is there with what was to be expected.
func (c *CoverageLedger) fill(months map[string]map[string]int64, lag int, now time.Time) {
	p := periodOf(c.Every)
	all, byValue := map[int]int64{}, map[string]map[int]int64{}
	for by, counts := range months {
		byValue[by] = map[int]int64{}
		for month, n := range counts {
			k := p.number(month)
			all[k] += n
			byValue[by][k] += n
		}
	}
	if len(all) == 0 {
		return
	}
	first, last := slices.Min(slices.Collect(maps.Keys(all))), slices.Max(slices.Collect(maps.Keys(all)))
	c.From, c.To = p.text(first), p.text(last)
	for k := first; k <= last; k++ {
		c.Periods = append(c.Periods, PeriodCount{p.text(k), all[k]})
	}
	c.Missing = p.missing(all, first, last)
	due := p.number(now.AddDate(0, 0, -lag).Format("2006-01")) - 1 // the last period that is over for so long
	c.Late = p.missing(nil, last+1, due)
	if c.By == "" {
		return
	}
	for _, by := range slices.Sorted(maps.Keys(byValue)) {
		c.Values = append(c.Values, p.value(by, byValue[by], first, last))
	}
}

func (p period) value(by string, counts map[int]int64, first, last int) ValueCoverage {
	v := ValueCoverage{Value: by, Missing: p.missing(counts, first, last)}
	for _, n := range counts {
		v.Rows += n
	}
	keys := slices.Collect(maps.Keys(counts))
	v.From, v.To = p.text(slices.Min(keys)), p.text(slices.Max(keys))
	return v
}

// A period is how many months records are counted together: 1, 3 or 12.
type period int

func periodOf(every string) period {
	switch every {
	case "quarter":
		return 3
	case "year":
		return 12
	default:
		return 1
	}
}

// number counts the period of a month yyyy-mm from the year 0.
func (p period) number(month string) int {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return 0 // written by this program
	}
	return (12*t.Year() + int(t.Month()) - 1) / int(p)
}

// text writes a period as 2024-03, 2024-Q1 or 2024.
func (p period) text(n int) string {
	switch p {
	case 1:
		return monthText(n)
	case 3:
		return fmt.Sprintf("%d-Q%d", n/4, n%4+1)
	default:
		return strconv.Itoa(n)
	}
}

// missing lists the periods from first to last that are not in counts.
func (p period) missing(counts map[int]int64, first, last int) (all []string) {
	for k := first; k <= last; k++ {
		if counts[k] == 0 {
			all = append(all, p.text(k))
		}
	}
	return all
}
