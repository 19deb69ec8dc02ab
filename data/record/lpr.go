package record

// LPRFrom and LPRUntil bound the days for which the one-year loan prime rate is known here.
// The first is the day of its first publication in the present form; the last is the day before
// the publication that follows the last one that was checked. Sources: docs/sources.md, key L1.
const (
	LPRFrom  = "2019-08-20"
	LPRUntil = "2025-08-19"
)

// An lprChange is a publication that changed the one-year loan prime rate.
type lprChange struct {
	on      string // ISO date of publication
	percent float64
}

// lprChanges are the publications of the one-year loan prime rate (一年期贷款市场报价利率) by the
// National Interbank Funding Center (全国银行间同业拆借中心) that differ from the one before,
// in order. It is published once a month; a rate holds until the next publication.
func lprChanges() []lprChange {
	return []lprChange{
		{LPRFrom, 4.25}, {"2019-09-20", 4.20}, {"2019-11-20", 4.15}, {"2020-02-20", 4.05},
		{"2020-04-20", 3.85}, {"2021-12-20", 3.80}, {"2022-01-20", 3.70}, {"2022-08-22", 3.65},
		{"2023-06-20", 3.55}, {"2023-08-21", 3.45}, {"2024-07-22", 3.35}, {"2024-10-21", 3.10},
		{"2025-05-20", 3.00},
	}
}

// LPROn returns the one-year loan prime rate, in percent a year, that held on an ISO date. For
// a month (2020-04) it is the rate that held on all its days. It is false where the table does
// not reach, or where the rate changed within the month.
func LPROn(date string) (percent float64, ok bool) {
	switch len(date) {
	case len("2006-01-02"):
		return lprOnDay(date)
	case len("2006-01"):
		first, ok := lprOnDay(date + "-01")
		last, ok2 := lprOnDay(date + "-31") // compared as text: no month has a later day
		return first, ok && ok2 && first == last
	}
	return 0, false
}

// lprOnDay is LPROn for a day.
func lprOnDay(day string) (percent float64, ok bool) {
	if day < LPRFrom || day > LPRUntil {
		return 0, false
	}
	for _, c := range lprChanges() {
		if c.on > day {
			break
		}
		percent = c.percent
	}
	return percent, true
}
