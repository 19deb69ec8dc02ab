package matter

import (
	"fmt"
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
	if d.Period == "" {
		return c.named(d, t)
	}
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

// named explains the last day of a term that a decision, an agreement or a letter named. It
// is that day: what was named does not move, whatever day it is.
func (c Clock) named(d Deadline, t *Term) error {
	zh, en := "“%[1]s”由决定、协议或者文书写明为 %[3]s（%[4]s），不因休息日顺延。", "“%[2]s”: a decision, an agreement or a letter named %[3]s (%[5]s); it does not move off a rest day."
	if d.Months != "" {
		if t.Length.IsZero() {
			return fault.Invalidf("“%[1]s”的月数尚未确定。", "The months of %[2]s are not set yet.", d.Title.ZH, d.Title.EN)
		}
		t.Due = t.Start.AddMonths(t.Length.Length)
		zh, en = "“%[1]s”：自 %[6]s 起 %[7]d 个月，由决定确定，至 %[3]s（%[4]s），不因休息日顺延。", "“%[2]s”: %[7]d months from %[6]s, as a decision set, to %[3]s (%[5]s); it does not move off a rest day."
	}
	if t.Due.IsZero() {
		return fault.Invalidf("“%[1]s”的最后一日尚未写明。", "The last day of %[2]s is not named yet.", d.Title.ZH, d.Title.EN)
	}
	what := c.Calendar.What(t.Due)
	args := []any{d.Title.ZH, d.Title.EN, t.Due, what.ZH, what.EN, t.Start, t.Length.Length}
	t.Lines = []law.Line{{Kind: "due", Date: t.Due, Says: fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}}}
	t.Cautions = []fault.Text{}
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
