package matter

import (
	"errors"
	"slices"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// effect lets a step happen.
func (e Engine) effect(m Matter, s Step, t Taken) (Matter, error) {
	out := m.clone()
	facts := e.facts(m, t)
	for name, v := range t.Fields {
		out.Facts[name] = v
	}
	if s.Opens {
		out.OpenedOn = t.On
	}
	out.Taken = append(out.Taken, t)
	out.State = t.To
	for _, x := range s.Deadlines {
		if !e.applies(x, facts) {
			continue
		}
		if err := e.change(&out, x, t.On); err != nil {
			return m, err
		}
	}
	if st, _ := e.State(out.State); st.End {
		out.Outcome, out.ClosedOn = s.Outcome, t.On
		e.endOwn(&out, t.On)
	}
	return out, nil
}

// marked reports whether a mark of the procedure is true of the matter. What cannot be told yet
// is not.
func (e Engine) marked(x *Mark, m Matter) bool {
	if x == nil || x.When == "" {
		return x != nil
	}
	ok, _, err := e.conditions[x.When].holds(e.facts(m, Taken{On: m.last()}))
	return ok && err == nil
}

// endOwn ends what the office still had to do: the matter is closed.
func (e Engine) endOwn(m *Matter, on law.Date) {
	for i, t := range m.Terms {
		if d, _ := e.Deadline(t.Deadline); t.Ended.IsZero() && d.Whose == "office" {
			m.Terms[i].end(on)
		}
	}
}

// end ends a term, and its pause with it.
func (t *Term) end(on law.Date) {
	if t.paused() {
		t.Stops[len(t.Stops)-1].To = on
	}
	t.Ended = on
}

// change does to a deadline what a step says.
func (e Engine) change(m *Matter, x Effect, on law.Date) error {
	verb, id := x.verb()
	field := x.On
	if verb == "start" {
		field = x.From
	}
	day, err := e.dayOf(m, field, on)
	if err != nil {
		return err
	}
	if received, ok := m.receipt(x); ok {
		day = received
	}
	d, _ := e.Deadline(id)
	i := m.running(id)
	switch {
	case verb == "start" && i >= 0:
		return refuse("running:"+id, fault.Conflictf("“%[1]s”已在计算。", "This deadline runs already: %[2]s.", d.Title.ZH, d.Title.EN))
	case verb == "start":
		t := Term{Deadline: id, Start: day, Stops: []law.Stay{}, Extended: []law.Granted{}}
		if t.Length, t.Due, err = e.length(m, d, x); err != nil {
			return err
		}
		m.Terms = append(m.Terms, t)
		i = len(m.Terms) - 1
	case i < 0 && verb == "extend":
		return refuse("running:"+id, fault.Conflictf("“%[1]s”没有在计算，不能延长。", "This deadline does not run and cannot be extended: %[2]s.", d.Title.ZH, d.Title.EN))
	case i < 0:
		return nil // what does not run needs no end and no pause
	case verb == "extend":
		by, err := e.clock.extension(d.Period, x.By)
		if err != nil {
			return err
		}
		m.Terms[i].Extended = append(m.Terms[i].Extended, law.Granted{Length: by, On: on})
	default:
		m.Terms[i].apply(verb, x, day)
	}
	return e.clock.count(d, &m.Terms[i])
}

// length returns what a decision has set for a deadline: a length, or the last day itself;
// neither if it has not.
func (e Engine) length(m *Matter, d Deadline, x Effect) (length law.Period, last law.Date, err error) {
	switch {
	case d.Until != "":
		last, err = e.dayOf(m, d.Until, law.Date{})
	case d.Months != "":
		n, ok := whole(m.Facts[d.Months])
		if !ok {
			return length, last, e.needs(d.Months)
		}
		length = law.Period{Length: n, Unit: law.Months}
	case x.Length != "":
		s, ok := m.Facts[x.Length].(string)
		if !ok {
			return length, last, e.needs(x.Length)
		}
		length, err = law.ParsePeriod(s)
	}
	return length, last, err
}

// whole returns a number of at most a hundred years of months, as it was given or as it was
// kept with the matter.
func whole(v any) (int, bool) {
	switch n := v.(type) {
	case int64:
		return int(n), n > 0 && n <= 1200
	case float64:
		return int(n), n > 0 && n <= 1200
	}
	return 0, false
}

// needs says that a deadline cannot be counted without a fact.
func (e Engine) needs(field string) error {
	f := e.Fields[field].Title
	return refuse("fact:"+field, fault.Invalidf("须先填写“%[1]s”，才能计算期限。", "A deadline cannot be counted without this: %[2]s.", f.ZH, f.EN))
}

// apply does something to a term that runs.
func (t *Term) apply(verb string, x Effect, day law.Date) {
	day = later(day, t.Start)
	switch {
	case verb == "end":
		t.end(day)
	case verb == "pause" && !t.paused():
		t.Stops = append(t.Stops, law.Stay{From: day, Ground: x.For})
	case verb == "resume" && t.paused():
		last := &t.Stops[len(t.Stops)-1]
		last.To = later(day, last.From)
	}
}

// dayOf returns the day in a field of the matter, or the day of the step.
func (e Engine) dayOf(m *Matter, field string, on law.Date) (law.Date, error) {
	if field == "" {
		return on, nil
	}
	day, ok := m.Facts[field].(string)
	if !ok {
		return law.Date{}, e.needs(field)
	}
	return law.ParseDate(day)
}

// A Choice is a step that a person could take next.
type Choice struct {
	Step    Step       `json:"step" doc:"The step."`
	Refused fault.Text `json:"refused" doc:"Why it would be refused as things stand, whatever is filled in; empty if nothing is known against it."`
	Law     []law.Ref  `json:"law" nullable:"false" doc:"Articles of the refusal."`
}

// Choices returns the steps that by could take in m on day, each with what already
// speaks against it: rules whose facts are known, papers that are missing.
func (e Engine) Choices(m Matter, by Person, day law.Date) []Choice {
	all := []Choice{}
	for _, s := range e.Steps {
		if !e.canBeTaken(s, m.State) || !s.takenBy(by) {
			continue
		}
		c := Choice{Step: s, Law: []law.Ref{}}
		a := Act{Step: s.ID, On: later(day, m.last()), By: by}
		err := e.mayStart(m, s, a)
		if err == nil {
			err = e.foresees(m, s, Taken{Step: s.ID, On: a.On, By: by, From: m.State})
		}
		var r *Refusal
		if errors.As(err, &r) {
			_, c.Refused = fault.Split(r)
			c.Law = append(c.Law, r.Law...)
		}
		all = append(all, c)
	}
	return all
}

// foresees is allows without the rules that ask about what the step itself will bring.
func (e Engine) foresees(m Matter, s Step, t Taken) error {
	brings := slices.Concat(s.Asks, s.May)
	return e.allowed(m, s, t, func(r Rule) bool {
		return !slices.ContainsFunc(e.conditions[r.Must].about, func(name string) bool { return slices.Contains(brings, name) })
	})
}
