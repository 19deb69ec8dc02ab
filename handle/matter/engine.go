package matter

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// An Engine takes matters through one procedure. It knows what every procedure has in
// common and nothing of this one.
type Engine struct {
	*Procedure
	clock Clock
}

// NewEngine returns the engine of a checked procedure.
func NewEngine(p *Procedure, c Clock) Engine { return Engine{p, c} }

// Open opens a matter with the step that does so. Errors that a person can mend are
// (*Refusal) or faults of kind Invalid.
func (e Engine) Open(origin string, a Act) (Matter, error) {
	if !slices.Contains(e.Origins, origin) {
		return Matter{}, refuse("origin", fault.Invalidf("“%[1]s”不能这样启动。", "%[2]s cannot begin that way.", e.Title.ZH, e.Title.EN))
	}
	s := e.opening()
	a.Step = s.ID
	m := Matter{Procedure: e.ID, Version: e.Version, Origin: origin, OpenedOn: a.On, Facts: map[string]any{},
		Taken: []Taken{}, Terms: []Term{}, Issued: []string{}, Sealed: []string{}, Served: []Delivery{}}
	return e.take(m, s, a)
}

// Take takes one step, or proposes it if it needs approval, and returns the matter as it
// then stands.
func (e Engine) Take(m Matter, a Act) (Matter, error) {
	s, ok := e.Step(a.Step)
	if !ok || s.Opens {
		return m, fault.Invalidf("本流程没有这一步骤。", "The procedure has no such step.")
	}
	return e.take(m, s, a)
}

func (e Engine) take(m Matter, s Step, a Act) (Matter, error) {
	t := Taken{Step: s.ID, On: a.On, By: a.By, Approvals: []Given{}, From: m.State, To: m.State}
	if s.To != "" {
		t.To = s.To
	} else if s.Opens {
		t.To = e.States[0].ID
	}
	if err := e.mayStart(m, s, a); err != nil {
		return m, err
	}
	var err error
	if t.Fields, err = e.fields(s, a.Fields); err != nil {
		return m, err
	}
	if err := e.allows(m, s, t); err != nil {
		return m, err
	}
	if len(s.Approvals) > 0 {
		out := m.clone()
		out.Waiting = &t
		return out, nil
	}
	return e.effect(m, s, t)
}

// mayStart asks whether this person may take the step now, whatever is filled in.
func (e Engine) mayStart(m Matter, s Step, a Act) error {
	if !s.takenBy(a.By) {
		return refuse("role", fault.Forbiddenf("您的岗位不能办理“%[1]s”。", "Your role cannot do this: %[2]s.", s.Title.ZH, s.Title.EN))
	}
	if w := m.Waiting; w != nil && (s.To != "" || len(s.Approvals) > 0) {
		return e.waits(m)
	}
	if !s.Opens && !e.canBeTaken(s, m.State) {
		st, _ := e.State(m.State)
		return refuse("state", fault.New(fault.Conflict, "案件处于“%[1]s”，不能办理“%[2]s”。", "The matter is %[3]s; this cannot be done: %[4]s.",
			st.Title.ZH, s.Title.ZH, st.Title.EN, s.Title.EN))
	}
	if a.On.Before(m.last()) {
		return refuse("day", fault.Invalidf("日期不能早于上一步骤的日期 %[1]s。", "The day cannot be before that of the last step, %[1]s.", m.last()))
	}
	for _, t := range m.Taken {
		if slices.Contains(s.Apart, t.Step) && t.By.ID == a.By.ID {
			return refuse("apart", fault.Forbiddenf("“%[1]s”须由另一人办理：经办人不能审核自己的工作。", "Somebody else must do this: %[2]s. Nobody checks their own work.", s.Title.ZH, s.Title.EN))
		}
	}
	return nil
}

// takenBy reports whether the role of a person may take the step.
func (s Step) takenBy(by Person) bool { return slices.Contains(s.By, string(by.Role)) || by.local() }

// local reports whether it is the command line, which may do everything but approve what
// it proposed itself.
func (p Person) local() bool { return p.Role == access.CommandLine("").Role }

// waits says whose approval the matter waits for.
func (e Engine) waits(m Matter) error {
	a, ok := e.next(m)
	if !ok {
		return refuse("approval", fault.Conflictf("有步骤正在等待批准。", "A step waits for approval."))
	}
	says := a.Says
	if says.ZH == "" {
		s, _ := e.Step(m.Waiting.Step)
		says = fault.Text{ZH: "“" + s.Title.ZH + "”正在等待批准。", EN: "This waits for approval: " + s.Title.EN + "."}
	}
	r := refuse("approval:"+a.By, e.cited(fault.Conflict, says, a.Law))
	r.Law = a.Law
	return r
}

// next returns the approval that the waiting step needs next.
func (e Engine) next(m Matter) (Approval, bool) {
	if m.Waiting == nil {
		return Approval{}, false
	}
	s, _ := e.Step(m.Waiting.Step)
	n := len(m.Waiting.Approvals)
	if n >= len(s.Approvals) {
		return Approval{}, false
	}
	return s.Approvals[n], true
}

// Waits returns whose approval the matter waits for; empty if for nobody's.
func (e Engine) Waits(m Matter) string {
	a, _ := e.next(m)
	return a.By
}

// fields checks what was given for a step.
func (e Engine) fields(s Step, given map[string]any) (map[string]any, error) {
	out := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(s.Asks, name) && !slices.Contains(s.May, name) {
			return nil, refuse("field:"+name, fault.Invalidf("“%[1]s”不填写 %[3]q。", "%[2]s does not ask for %[3]q.", s.Title.ZH, s.Title.EN, name))
		}
		v, err := e.value(name, given[name])
		var f *fault.Error
		if errors.As(err, &f) {
			return nil, refuse("field:"+name, f)
		}
		if err != nil {
			return nil, err
		}
		out[name] = v
	}
	for _, name := range s.Asks {
		if _, ok := out[name]; !ok {
			f := e.Fields[name].Title
			return nil, refuse("field:"+name, fault.Invalidf("请填写“%[1]s”。", "Fill this in: %[2]s.", f.ZH, f.EN))
		}
	}
	return out, nil
}

// allows asks the rules of the law, the papers and the deadlines.
func (e Engine) allows(m Matter, s Step, t Taken) error {
	return e.allowed(m, s, t, func(Rule) bool { return true })
}

// allowed is allows with some of the rules.
func (e Engine) allowed(m Matter, s Step, t Taken, ask func(Rule) bool) error {
	if err := e.oneCase(m, s); err != nil {
		return err
	}
	facts := e.facts(m, t)
	for _, r := range e.Rules {
		if !slices.Contains(r.On, s.ID) || !ask(r) {
			continue
		}
		if err := e.rule(r, facts); err != nil {
			return err
		}
	}
	if err := e.lacks(m, s, t.On); err != nil {
		return err
	}
	return e.explained(m, s, facts, t)
}

// rule asks one rule.
func (e Engine) rule(r Rule, facts map[string]any) error {
	ok, missing, err := e.conditions[r.Must].holds(facts)
	switch {
	case err != nil:
		return err
	case ok:
		return nil
	case len(missing) > 0:
		f := e.Fields[missing[0]].Title
		out := refuse("fact:"+missing[0], e.cited(fault.Invalid, fault.Text{
			ZH: "须先查明“" + f.ZH + "”，才能判断是否符合规定：" + r.Title.ZH + "。",
			EN: "This must be known before it can be told whether the step is allowed: " + f.EN + " (" + r.Title.EN + ").",
		}, r.Law))
		out.Law = r.Law
		return out
	}
	out := refuse(r.ID, e.cited(fault.Conflict, r.Says, r.Law))
	out.Law = r.Law
	return out
}

// cited is a fault with the articles it rests on after the sentence.
func (e Engine) cited(k fault.Kind, says fault.Text, articles []law.Ref) *fault.Error {
	if len(articles) > 0 {
		c := Cite(e.laws, articles)
		says.ZH += "（" + c.ZH + "）"
		says.EN += " (" + c.EN + ")"
	}
	return fault.New(k, "%[1]s", "%[2]s", says.ZH, says.EN)
}

// explained refuses to touch an overdue deadline of the office that nobody has explained:
// that it passed is never moved away in silence. One that ends on the day of a receipt was met
// or not on that day, whenever the step is recorded.
func (e Engine) explained(m Matter, s Step, facts map[string]any, taken Taken) error {
	touched := map[string]law.Date{}
	for _, x := range s.Deadlines {
		if verb, id := x.verb(); verb != "start" && e.applies(x, facts) {
			touched[id] = taken.On
			if day, ok := m.receipt(x); ok && verb == "end" {
				touched[id] = day
			}
		}
	}
	st, _ := e.State(s.To)
	for _, t := range m.Terms {
		d, _ := e.Deadline(t.Deadline)
		on, ok := touched[t.Deadline]
		if !ok && st.End {
			on = taken.On
		}
		if d.Whose != "office" || !ok && !st.End || !t.Overdue(on) {
			continue
		}
		if t.Why == "" {
			return refuse("overdue:"+t.Deadline, fault.Conflictf("“%[1]s”已于 %[3]s 届满，请先说明逾期原因。", "%[2]s passed on %[3]s; first explain why it is overdue.", d.Title.ZH, d.Title.EN, t.Due))
		}
		if t.Accepted == nil {
			return refuse("overdue:"+t.Deadline, fault.Conflictf("“%[1]s”逾期的原因尚待负责人批准。", "A leader has yet to approve why %[2]s is overdue.", d.Title.ZH, d.Title.EN))
		}
	}
	return nil
}

// receipt returns the day that an effect takes from the receipt of a paper, if it does.
func (m *Matter) receipt(x Effect) (law.Date, bool) {
	d := m.service(x.Served + x.Sent) // one of the two is set
	switch {
	case d == nil:
		return law.Date{}, false
	case x.Sent != "":
		return d.Sent, true
	}
	return d.On, true
}

func (e Engine) applies(x Effect, facts map[string]any) bool {
	if x.When == "" {
		return true
	}
	ok, _, err := e.conditions[x.When].holds(facts)
	return ok && err == nil
}

// facts is what conditions read: the matter as it would be with the fields of t.
func (e Engine) facts(m Matter, t Taken) map[string]any {
	facts := map[string]any{"origin": m.Origin, "state": m.State, "today": moment(t.On), "opened_on": moment(m.OpenedOn), "remedy": m.remedied("")}
	known, done, running, overdue := []string{}, []string{}, []string{}, []string{}
	for _, all := range []map[string]any{m.Facts, t.Fields} {
		for name, v := range all {
			facts[name] = e.Fields[name].celValue(v)
			known = append(known, name)
		}
	}
	for _, x := range m.Taken {
		done = append(done, x.Step)
	}
	for _, x := range m.Terms {
		if x.Ended.IsZero() {
			running = append(running, x.Deadline)
		}
		if x.Overdue(t.On) {
			overdue = append(overdue, x.Deadline)
		}
	}
	facts["_known"], facts["_done"], facts["_running"], facts["_overdue"] = known, done, running, overdue
	return facts
}

// Approve gives the approval that the waiting step needs next. When the last is given the
// step takes effect, if it is still allowed then.
func (e Engine) Approve(m Matter, g Given) (Matter, error) {
	need, ok := e.next(m)
	if !ok {
		return m, refuse("approval", fault.Conflictf("没有等待批准的步骤。", "No step waits for approval."))
	}
	if g.By != need.By {
		return m, e.waits(m)
	}
	if g.Person.Role != access.Leader && !g.Person.local() {
		return m, refuse("role", fault.Forbiddenf("只有领导可以批准。", "Only a leader can approve."))
	}
	if g.Person.ID == m.Waiting.By.ID {
		return m, refuse("apart", fault.Forbiddenf("不能批准自己提出的事项。", "Nobody approves what they proposed."))
	}
	if g.By == Committee && strings.TrimSpace(g.Decision) == "" {
		return m, refuse("field:decision", fault.Invalidf("请填写检察委员会决定的编号。", "Give the number of the committee's decision."))
	}
	if g.On.Before(m.Waiting.On) {
		return m, refuse("day", fault.Invalidf("批准日期不能早于提出日期 %s。", "The approval cannot be before the proposal of %s.", m.Waiting.On))
	}
	out := m.clone()
	out.Waiting.Approvals = append(out.Waiting.Approvals, g)
	out.Waiting.On = g.On
	if _, more := e.next(out); more {
		return out, nil
	}
	return e.complete(m, out)
}

// complete lets the waiting step of m, as it is in out, take effect.
func (e Engine) complete(m, out Matter) (Matter, error) {
	t := *out.Waiting
	s, _ := e.Step(t.Step)
	out.Waiting = nil
	if !e.canBeTaken(s, out.State) {
		return m, refuse("state", fault.Conflictf("案件状态已变，该步骤不能再办理。", "The matter stands elsewhere now; the step can no longer be taken."))
	}
	t.On = later(t.On, out.last())
	if err := e.allows(out, s, t); err != nil {
		return m, err
	}
	done, err := e.effect(out, s, t)
	if err != nil {
		return m, err
	}
	return done, nil
}

// Return gives the waiting step back: a leader with a reason, or whoever proposed it.
func (e Engine) Return(m Matter, by Person, reason string) (Matter, error) {
	if m.Waiting == nil {
		return m, refuse("approval", fault.Conflictf("没有等待批准的步骤。", "No step waits for approval."))
	}
	own := by.ID == m.Waiting.By.ID
	if !own && by.Role != access.Leader && !by.local() {
		return m, refuse("role", fault.Forbiddenf("只有领导或提出人可以退回。", "Only a leader or whoever proposed it can give it back."))
	}
	if !own && len([]rune(strings.TrimSpace(reason))) < minReason {
		return m, refuse("field:reason", fault.Invalidf("请用至少 %d 个字说明退回理由。", "Say in at least %d characters why it is given back.", minReason))
	}
	out := m.clone()
	out.Waiting = nil
	return out, nil
}

// minReason is the least number of characters that explain something.
const minReason = 4

// Explain keeps what a person says about a deadline that is overdue on day.
func (e Engine) Explain(m Matter, deadline, why string, by Person, day law.Date) (Matter, error) {
	i := m.running(deadline)
	if i < 0 || !m.Terms[i].Overdue(day) {
		return m, refuse("state", fault.Conflictf("该期限没有逾期。", "The deadline is not overdue."))
	}
	why = strings.TrimSpace(why)
	if len([]rune(why)) < minReason {
		return m, refuse("field:why", fault.Invalidf("请用至少 %d 个字说明逾期原因。", "Say in at least %d characters why it is overdue.", minReason))
	}
	out := m.clone()
	out.Terms[i].Why, out.Terms[i].WhyBy, out.Terms[i].Accepted = why, by.ID, nil
	return out, nil
}

// Accept keeps that a leader approves why a deadline is overdue. Nobody approves what they
// wrote. The last day stays what it is.
func (e Engine) Accept(m Matter, deadline string, g Given) (Matter, error) {
	i := m.running(deadline)
	if i < 0 || m.Terms[i].Why == "" || m.Terms[i].Accepted != nil {
		return m, refuse("state", fault.Conflictf("没有待批准的逾期原因。", "There is no reason for being overdue that waits for approval."))
	}
	if g.Person.Role != access.Leader && !g.Person.local() {
		return m, refuse("role", fault.Forbiddenf("只有领导可以批准。", "Only a leader can approve."))
	}
	if g.Person.ID == m.Terms[i].WhyBy {
		return m, refuse("apart", fault.Forbiddenf("不能批准自己说明的原因。", "Nobody approves the reason they wrote."))
	}
	out := m.clone()
	out.Terms[i].Accepted = &g
	return out, nil
}
