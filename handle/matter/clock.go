package matter

import (
	"slices"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Clock counts the limits that the law sets.
type Clock struct {
	Limits   law.Limits
	Calendar law.Calendar
	Lengths  map[string]law.Period // by limit: what an office has chosen among its options
}

// LoadClock returns the clock that comes with the program, with the office's calendar of
// the folder dir if there is one.
func LoadClock(dir string) (Clock, error) {
	limits, err := law.LoadLimits()
	if err != nil {
		return Clock{}, err
	}
	calendar, err := law.OpenCalendar(dir)
	return Clock{Limits: limits, Calendar: calendar}, err
}

// has reports whether the law has a limit of this id which knows the reason for not
// counting days; an empty reason is not asked about.
func (c Clock) has(limit, reason string) bool {
	x, ok := c.Limits.Get(limit)
	return ok && (reason == "" || reason == law.Road || knows(x.Excludes, reason) || knows(x.Suspends, reason))
}

func knows(grounds []law.Ground, id string) bool {
	return slices.ContainsFunc(grounds, func(g law.Ground) bool { return g.ID == id })
}

// count counts the last day of a term anew.
func (c Clock) count(d Deadline, t *Term) error {
	limit, ok := c.Limits.Get(d.Period)
	if !ok {
		return fault.NotFoundf("法定期限中没有“%s”。", "The law has no limit %q.", d.Period)
	}
	facts := law.Facts{From: t.Start, Length: t.Length, Extensions: t.Extended}
	if facts.Length.IsZero() {
		facts.Length = c.Lengths[d.Period]
	}
	for _, s := range t.Stops {
		if knows(limit.Suspends, s.Ground) {
			facts.Suspended = append(facts.Suspended, s)
		} else {
			facts.Excluded = append(facts.Excluded, s)
		}
	}
	out, err := c.Limits.Deadline(d.Period, facts, c.Calendar)
	if err != nil {
		return err
	}
	t.Due, t.Lines, t.Cautions = out.Due, out.Lines, out.Cautions
	return nil
}

// extension returns by how much a limit is extended if by does not say.
func (c Clock) extension(limit, by string) (law.Period, error) {
	if by != "" {
		return law.ParsePeriod(by)
	}
	x, _ := c.Limits.Get(limit)
	if x.Extension == nil {
		return law.Period{}, nil
	}
	return x.Extension.Length, nil
}

// later returns the later of two days.
func later(a, b law.Date) law.Date {
	if a.Before(b) {
		return b
	}
	return a
}
