package stats

import (
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Kind is how long a period is.
type Kind string

// The kinds of period.
const (
	Month   Kind = "month"
	Quarter Kind = "quarter"
	Half    Kind = "half"
	Year    Kind = "year"
)

// Kinds returns every kind of period, the shortest first.
func Kinds() []Kind { return []Kind{Month, Quarter, Half, Year} }

// months is how many months a period has; 0 if there is no such kind.
func (k Kind) months() int {
	return map[Kind]int{Month: 1, Quarter: 3, Half: 6, Year: 12}[k]
}

// A Window is a period as it stood at the end of a day: what happened in it, and was known then.
type Window struct {
	Kind Kind     `json:"kind" enum:"month,quarter,half,year" doc:"How long the period is."`
	From law.Date `json:"from" doc:"First day."`
	To   law.Date `json:"to" doc:"Last day."`
	AsOf law.Date `json:"as_of" doc:"The figures are as they stood at the end of this day."`
}

// windowOf returns the period of a kind that day lies in, as it stands on asOf.
func windowOf(k Kind, day, asOf law.Date) (Window, error) {
	n := k.months()
	if n == 0 {
		return Window{}, fault.Invalidf("没有统计周期“%s”；可用：month、quarter、half、year。", "There is no period %q; there are month, quarter, half and year.", string(k))
	}
	first := (int(day.Month())-1)/n*n + 1
	w := Window{Kind: k, From: law.NewDate(day.Year(), time.Month(first), 1), AsOf: asOf}
	w.To = w.From.AddMonths(n).AddDays(-1)
	if asOf.Before(w.From) {
		return Window{}, fault.Invalidf("统计截止日 %s 早于周期的第一天 %s。", "The figures cannot be as of %s, which is before the first day of the period, %s.", asOf, w.From)
	}
	return w, nil
}

// back returns the window so many months earlier. The same stretch of it counts: of a quarter
// that is half over, half of the one before, with what was known then.
func (w Window) back(months int) Window {
	b := Window{Kind: w.Kind, From: w.From.AddMonths(-months), AsOf: w.AsOf.AddMonths(-months)}
	b.To = b.From.AddMonths(w.Kind.months()).AddDays(-1)
	if !w.AsOf.Before(w.To) && b.AsOf.Before(b.To) { // 30 June seen on 30 June: 31 March as of 31 March
		b.AsOf = b.To
	}
	return b
}

// Before returns the window of the period before.
func (w Window) Before() Window { return w.back(w.Kind.months()) }

// YearBefore returns the window of the same period a year earlier.
func (w Window) YearBefore() Window { return w.back(12) }

// Whole reports whether the period is over.
func (w Window) Whole() bool { return !w.AsOf.Before(w.To) }

// end is the last day that counts.
func (w Window) end() law.Date {
	if w.AsOf.Before(w.To) {
		return w.AsOf
	}
	return w.To
}
