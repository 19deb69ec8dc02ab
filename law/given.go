package law

import (
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// Given are the facts of a time limit as people write them.
type Given struct {
	From      Date     // the day of the event
	Length    string   // one of the options of the limit: 3 months; empty: its own
	Excluded  []string // days not counted: 2026-03-01..2026-03-10, with the ground before it: appraisal:2026-03-01..2026-03-10
	Suspended []string // days on which the clock was stopped; without a last day it still is
	Extended  []string // extensions: 1 month, with the day of approval: 1 month@2026-05-20
	Custody   bool
}

// Facts reads them.
func (g Given) Facts() (f Facts, err error) {
	f.From, f.Custody = g.From, g.Custody
	if g.Length != "" {
		if f.Length, err = ParsePeriod(g.Length); err != nil {
			return f, err
		}
	}
	if f.Excluded, err = stays(g.Excluded, false); err != nil {
		return f, err
	}
	if f.Suspended, err = stays(g.Suspended, true); err != nil {
		return f, err
	}
	for _, s := range g.Extended {
		x, err := granted(s)
		if err != nil {
			return f, err
		}
		f.Extensions = append(f.Extensions, x)
	}
	return f, nil
}

// stays reads ranges of days. Only an open one may lack its last day.
func stays(given []string, open bool) (all []Stay, err error) {
	for _, s := range given {
		var x Stay
		days := s
		if ground, rest, ok := strings.Cut(s, ":"); ok {
			x.Ground, days = ground, rest
		}
		from, to, ok := strings.Cut(days, "..")
		if !ok || to == "" && !open {
			return nil, fault.Invalidf("“%s”不是一段日期；写成 2026-03-01..2026-03-10。", "%q is no range of days; write 2026-03-01..2026-03-10.", s)
		}
		if x.From, err = ParseDate(from); err != nil {
			return nil, err
		}
		if to != "" {
			if x.To, err = ParseDate(to); err != nil {
				return nil, err
			}
		}
		all = append(all, x)
	}
	return all, nil
}

// granted reads an extension.
func granted(s string) (g Granted, err error) {
	length, on, dated := strings.Cut(s, "@")
	if g.Length, err = ParsePeriod(strings.TrimSpace(length)); err != nil {
		return g, err
	}
	if dated {
		g.On, err = ParseDate(strings.TrimSpace(on))
	}
	return g, err
}
