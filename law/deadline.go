package law

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// Facts are what happened in a matter as far as a time limit depends on it.
type Facts struct {
	From       Date   // the day of the event
	Length     Period // one of the options of the limit; zero: its own length
	Custody    bool   // somebody is in custody while it runs: rest days do not move the end
	Excluded   []Stay // days not counted: retrieval of files, appraisal, announcement, on the road
	Suspended  []Stay // days on which the clock was stopped
	Extensions []Granted
}

// A Stay is days in a row that are not counted, the first and the last among them. A zero
// To says that it still goes on.
type Stay struct {
	From   Date   `json:"from" yaml:"from"`
	To     Date   `json:"to" yaml:"to"`
	Ground string `json:"ground,omitempty" yaml:"ground"` // id of a ground of the limit; may be left out
}

// A Granted is an extension that was approved.
type Granted struct {
	Length Period `json:"length" yaml:"length"`
	On     Date   `json:"on" yaml:"on"` // day of the approval; zero: not stated
	By     string `json:"by,omitempty" yaml:"by"`
}

// A Deadline is the last day of a limit in one matter, and how it was found.
type Deadline struct {
	Limit    string       `json:"limit"`
	Title    fault.Text   `json:"title"`
	Who      fault.Text   `json:"who"`
	From     Date         `json:"from"`
	Due      Date         `json:"due"` // the last day; none while the clock stands
	Back     bool         `json:"back,omitempty"`
	Lines    []Line       `json:"lines"`
	Cautions []fault.Text `json:"cautions,omitempty"`
}

// A Line is one step of the computation.
type Line struct {
	Kind  string     `json:"kind"` // length, start, end, extended, excluded, suspended, rest, due, note
	Says  fault.Text `json:"says"`
	Date  Date       `json:"date"` // the last day as it stands after this step; none if not known yet
	Basis []Ref      `json:"basis,omitempty"`
}

// Left returns how many days are left on day today; it is negative when the last day has
// passed. Of a clock that stands it returns 0 and false.
func (d Deadline) Left(today Date) (int, bool) {
	if d.Due.IsZero() {
		return 0, false
	}
	return d.Due.DaysSince(today), true
}

// Deadline computes the last day of a limit. It depends on its arguments only: what if
// the judgment was served on another day is the same call with another From.
func (l Limits) Deadline(id string, f Facts, cal Calendar) (Deadline, error) {
	x, ok := l.Get(id)
	if !ok {
		return Deadline{}, fault.NotFoundf("没有期限“%s”；用 mingjian deadline 查看全部。", "there is no time limit %q; mingjian deadline lists them.", id)
	}
	if f.Length.IsZero() {
		f.Length = x.Length
	}
	f.Custody = f.Custody || x.Custody
	c := &clock{Limits: l, limit: x, facts: f, cal: cal}
	c.counting, _ = l.counting(x) // checked when the limits were read
	if err := c.check(); err != nil {
		return Deadline{}, err
	}
	return c.run()
}

// A clock is one computation.
type clock struct {
	Limits
	limit    Limit
	counting Counting
	facts    Facts
	cal      Calendar
	last     Date // the last day as it stands
	lines    []Line
	doubts   []fault.Text
}

// check refuses facts that the limit does not allow.
func (c *clock) check() error {
	x, f := c.limit, c.facts
	if f.From.IsZero() {
		return fault.Invalidf("请写明起算的日期：%[1]s。", "state the day of the event: %[2]s.", x.From.ZH, x.From.EN)
	}
	if f.Length != x.Length && !slices.Contains(x.Options, f.Length) {
		return fault.Invalidf("“%[1]s”的期限是 %[3]s，不能改为 %[4]s。", "%[2]s has %[3]s, not %[4]s.", x.Title.ZH, x.Title.EN, x.Length, f.Length)
	}
	if x.Back && (len(f.Excluded) > 0 || len(f.Suspended) > 0 || len(f.Extensions) > 0) {
		return fault.Invalidf("“%[1]s”从事件往前算，没有不计入、中止或延长。", "%[2]s is counted back from the event; nothing is excluded, suspended or extended.", x.Title.ZH, x.Title.EN)
	}
	for _, s := range f.Excluded {
		if err := c.checkStay(s, append(slices.Clone(x.Excludes), Ground{ID: Road})); err != nil {
			return err
		}
	}
	for _, s := range f.Suspended {
		if err := c.checkStay(s, x.Suspends); err != nil {
			return err
		}
	}
	return c.checkExtensions()
}

func (c *clock) checkStay(s Stay, grounds []Ground) error {
	if s.From.IsZero() || !s.To.IsZero() && s.To.Before(s.From) {
		return fault.Invalidf("不计入的期间 %s 至 %s 写反了或者没有开始的日期。", "the days not counted, %s to %s, run backward or have no first day.", s.From, s.To)
	}
	if to := s.To; !to.IsZero() && to.DaysSince(s.From) > 3660 {
		return fault.Invalidf("不计入的期间 %s 至 %s 超过十年，请核对日期。", "the days not counted, %s to %s, are more than ten years; check the dates.", s.From, s.To)
	}
	var ids []string
	for _, g := range grounds {
		ids = append(ids, g.ID)
	}
	if len(ids) == 0 {
		return fault.Invalidf("“%[1]s”没有中止的规定。", "no rule suspends %[2]s.", c.limit.Title.ZH, c.limit.Title.EN)
	}
	if s.Ground != "" && !slices.Contains(ids, s.Ground) {
		return fault.Invalidf("“%[1]s”没有不计入的事由“%[3]s”；有：%[4]s。", "%[2]s knows no ground %[3]q; it has %[4]s.", c.limit.Title.ZH, c.limit.Title.EN, s.Ground, strings.Join(ids, "、"))
	}
	return nil
}

func (c *clock) checkExtensions() error {
	e, given := c.limit.Extension, c.facts.Extensions
	if len(given) == 0 {
		return nil
	}
	if e == nil {
		return fault.Invalidf("“%[1]s”不能延长：规定该期限的条文没有延长。", "%[2]s cannot be extended: the article that sets it knows no extension.", c.limit.Title.ZH, c.limit.Title.EN)
	}
	if len(given) > max(e.Times, 1) {
		return fault.Invalidf("“%[1]s”最多延长 %[3]d 次。", "%[2]s can be extended %[3]d time(s) at most.", c.limit.Title.ZH, c.limit.Title.EN, max(e.Times, 1))
	}
	for _, g := range given {
		if g.Length.IsZero() || g.Length.Unit == WorkingDays {
			return fault.Invalidf("请写明延长多久，例如 1 month、15 days。", "state how long it is extended, for example 1 month or 15 days.")
		}
		if !e.Length.IsZero() && (g.Length.Unit != e.Length.Unit || g.Length.Length > e.Length.Length) {
			return fault.Invalidf("“%[1]s”每次最多延长 %[3]s，不能延长 %[4]s。", "%[2]s can be extended by %[3]s at most, not by %[4]s.", c.limit.Title.ZH, c.limit.Title.EN, e.Length, g.Length)
		}
	}
	return nil
}

// run counts.
func (c *clock) run() (Deadline, error) {
	c.sayLength()
	var err error
	switch {
	case c.limit.Back:
		c.back()
	default:
		err = c.forward()
	}
	if err != nil {
		return Deadline{}, err
	}
	c.sayNotes()
	return Deadline{
		Limit: c.limit.ID, Title: c.limit.Title, Who: c.limit.Who, From: c.facts.From, Due: c.last, Back: c.limit.Back,
		Lines: c.lines, Cautions: append(c.doubts, c.cautions()...),
	}, nil
}

// forward counts from the event on: length and extensions, then the days not counted, then
// the move off a rest day.
func (c *clock) forward() error {
	c.sayStart()
	c.last = c.end(c.facts.Length)
	c.sayEnd()
	total := []Period{c.facts.Length}
	for _, g := range c.facts.Extensions {
		if err := c.granted(g, total); err != nil {
			return err
		}
		total = append(total, g.Length)
		c.last = c.end(total...)
		c.sayExtended(g)
	}
	if c.stays(c.facts.Suspended, c.facts.Excluded) {
		return nil
	}
	c.move()
	return nil
}

// granted refuses an extension that came when the time was over: what is overdue must be
// explained and is not moved.
func (c *clock) granted(g Granted, before []Period) error {
	if g.On.IsZero() {
		return nil
	}
	late := *c
	late.lines, late.doubts, late.last = nil, nil, late.end(before...)
	if late.stays(c.facts.Suspended, c.facts.Excluded) {
		return nil
	}
	late.move()
	if g.On.After(late.last) {
		return fault.Invalidf("延长于 %[3]s 批准，期限已于 %[4]s 届满：逾期的应当说明原因，不能再延长。",
			"the extension was approved on %[3]s, after the last day %[4]s: what is overdue must be explained and cannot be extended.",
			c.limit.Title.ZH, c.limit.Title.EN, g.On, late.last)
	}
	return nil
}

// end returns the last day of the periods together, nothing excluded. Months are added at
// once, so that an extension makes three months four and does not begin anew.
func (c *clock) end(periods ...Period) Date {
	var months, days, working int
	for _, p := range periods {
		switch p.Unit {
		case Years:
			months += 12 * p.Length
		case Months:
			months += p.Length
		case Days:
			days += p.Length
		case WorkingDays:
			working += p.Length
		}
	}
	d := c.facts.From
	if working > 0 {
		d = c.working(d, working)
	}
	return d.AddMonths(months).AddDays(days)
}

// working returns the n-th working day after d.
func (c *clock) working(d Date, n int) Date {
	for n > 0 {
		d = d.AddDays(1)
		c.ask(d)
		if !c.cal.Rest(d) {
			n--
		}
	}
	return d
}

// ask notes that it mattered whether d is a rest day.
func (c *clock) ask(d Date) {
	if says, ok := c.cal.doubt(d); ok && !slices.Contains(c.doubts, says) {
		c.doubts = append(c.doubts, says)
	}
}

// A stay that is to be applied.
type pending struct {
	Stay
	kind   string
	ground Ground
}

// stays takes out the days that are not counted, in the order of time, no day twice. It
// reports whether the clock still stands: then there is no last day.
func (c *clock) stays(suspended, excluded []Stay) bool {
	var all []pending
	for _, s := range suspended {
		all = append(all, pending{s, "suspended", c.ground(s.Ground, c.limit.Suspends)})
	}
	for _, s := range excluded {
		all = append(all, pending{s, "excluded", c.ground(s.Ground, c.limit.Excludes)})
	}
	slices.SortStableFunc(all, func(a, b pending) int { return a.From.Compare(b.From) })
	counted := c.facts.From // up to here no day is left to take out
	for _, p := range all {
		first := p.From
		if !first.After(counted) {
			first = counted.AddDays(1)
		}
		if first.After(c.last) {
			if p.From.After(c.last) {
				c.sayUseless(p)
			}
			continue
		}
		if p.To.IsZero() {
			c.last = Date{}
			c.sayStands(p)
			return true
		}
		n := c.takeOut(first, p.To)
		c.saySpan(p, n)
		if p.To.After(counted) {
			counted = p.To
		}
	}
	return false
}

// takeOut moves the last day on by the days from first to to, as far as they lie within the
// running time, and returns how many they are. Of a limit in working days only working
// days are taken out.
func (c *clock) takeOut(first, to Date) (n int) {
	for d := first; !d.After(to); d = d.AddDays(1) {
		if d.After(c.last) {
			break
		}
		if c.facts.Length.Unit == WorkingDays {
			c.ask(d)
			if !c.cal.Rest(d) {
				c.last = c.working(c.last, 1)
				n++
			}
			continue
		}
		c.last = c.last.AddDays(1)
		n++
	}
	return n
}

func (c *clock) ground(id string, known []Ground) Ground {
	if id == Road {
		return Ground{ID: Road, Title: fault.Text{ZH: "在途", EN: "on the road"}, Basis: c.counting.Road}
	}
	if i := slices.IndexFunc(known, func(g Ground) bool { return g.ID == id }); i >= 0 {
		return known[i]
	}
	if len(known) == 1 {
		return known[0]
	}
	return Ground{Title: fault.Text{ZH: "事由未写明的期间", EN: "days of which no ground is stated"}}
}

// move moves the end off a rest day, unless somebody is in custody or there is nothing to
// be done on that day.
func (c *clock) move() {
	if c.facts.Length.Unit == WorkingDays && len(c.facts.Extensions) == 0 {
		return // ends on a working day
	}
	c.ask(c.last)
	if !c.cal.Rest(c.last) {
		if c.cal.work[c.last] {
			c.sayWorked()
		}
		return
	}
	switch {
	case c.facts.Custody:
		c.sayCustody()
		return
	case c.limit.Fixed:
		c.sayFixed()
		return
	}
	rest := c.last
	c.last = c.cal.NextWorking(rest)
	for d := rest; !d.After(c.last); d = d.AddDays(1) {
		c.ask(d)
	}
	c.sayMoved(rest)
}

// back counts back from the event: so many whole days lie between the act and the event.
func (c *clock) back() {
	c.last = c.facts.From.AddDays(-c.facts.Length.Length - 1)
	if c.facts.Length.Unit != Days {
		c.last = c.facts.From.AddMonths(-c.facts.Length.Length).AddDays(-1)
	}
	c.sayBack()
	c.ask(c.last)
	if c.cal.Rest(c.last) {
		rest := c.last
		c.last = c.cal.LastWorking(rest)
		c.sayEarlier(rest)
	}
}

// cautions say what must be known of the articles before they are relied on.
func (c *clock) cautions() (all []fault.Text) {
	refs := c.laws.Applying(c.limit.Basis, c.facts.From)
	for _, x := range refs {
		a, ok := c.laws.Get(x.Law, x.Version, x.Article)
		if ok && a.From > c.facts.From.String() {
			all = append(all, c.early(a))
		}
		if !ok || a.Valid(c.facts.From.String()) && a.Replaced.ZH == "" {
			continue
		}
		if says, ok := c.laws.Caution(a); ok {
			all = append(all, says)
		}
	}
	if len(refs) == 0 && c.limit.Source != "" {
		all = append(all, fault.Text{
			ZH: fmt.Sprintf("规定该期限的文本不在登记簿中，未核对；出处：%s（见 docs/deadlines.md）。", c.limit.Source),
			EN: fmt.Sprintf("The text that sets this limit is not in the register and was not compared; read in %s (see docs/deadlines.md).", c.limit.Source),
		})
	}
	return all
}

// early says that the event is older than the version that is cited.
func (c *clock) early(a Article) fault.Text {
	cite := a.Cite()
	return fault.Text{
		ZH: fmt.Sprintf("%s自 %s 起施行，%s 时适用的版本不在登记簿中，请核对。", cite.ZH, a.From, c.facts.From),
		EN: fmt.Sprintf("%s is in force from %s; the version that applied on %s is not in the register: check it.", cite.EN, a.From, c.facts.From),
	}
}
