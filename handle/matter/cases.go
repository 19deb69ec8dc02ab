package matter

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/law"
)

// A Case is an invented run through the procedure and what must follow.
type Case struct {
	Name    string   `yaml:"name" doc:"What it shows."`
	Origin  string   `yaml:"origin" doc:"How the matter begins."`
	Run     []Turn   `yaml:"run" doc:"Steps, in order."`
	State   string   `yaml:"state" doc:"Where the matter stands at the end; empty: not checked."`
	Outcome string   `yaml:"outcome" doc:"How it ended; empty: it has not."`
	Counted []string `yaml:"counted" doc:"Exactly the statistics it is counted in; left out: not checked."`
}

// A Turn is one step of a run, and what must follow from it.
type Turn struct {
	Step       string            `yaml:"step" doc:"Id of the step."`
	On         law.Date          `yaml:"on" doc:"Day of the step."`
	By         string            `yaml:"by" doc:"Who: a role, or handler-2 for a second person of it; default: the first role of the step."`
	Fields     Values            `yaml:"fields" doc:"What is given."`
	Approvals  []string          `yaml:"approvals" doc:"Approvals that are given; left out: all."`
	ApprovedOn law.Date          `yaml:"approved_on" doc:"Day of the approvals; default: that of the step."`
	Lacking    []Need            `yaml:"lacking" doc:"Papers that have not been issued, or not come as far as the state named with them."`
	Served     law.Date          `yaml:"served" doc:"Day of receipt of the papers that the step needs served; default: that of the step."`
	Sent       law.Date          `yaml:"sent" doc:"Day on which they were sent; default: that of receipt."`
	Twin       string            `yaml:"twin" doc:"Id of another open matter that is one case with this one."`
	Explain    map[string]string `yaml:"explain" doc:"Explanations of overdue deadlines, given before the step."`
	State      string            `yaml:"state" doc:"State after it."`
	Waits      string            `yaml:"waits" doc:"Approval that it still waits for."`
	Refused    string            `yaml:"refused" doc:"Why it is refused: a rule, or state, role, apart, day, field:x, fact:x, paper:x, sealed:x, served:x, approval:x, overdue:x."`
	Due        map[string]string `yaml:"due" doc:"Last day of deadlines after it, or paused, ended, overdue."`
}

// Values are what a step is given. A day is a text, as it arrives from a form.
type Values map[string]any

// UnmarshalYAML reads days as texts.
func (v *Values) UnmarshalYAML(n *yaml.Node) error {
	daysAsTexts(n)
	return n.Decode((*map[string]any)(v))
}

func daysAsTexts(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!timestamp" {
		n.Tag = "!!str"
	}
	for _, c := range n.Content {
		daysAsTexts(c)
	}
}

// A coverage is what the cases of a procedure have shown so far.
type coverage struct{ taken, refused, outcomes, due map[string]bool }

// Test runs the cases of the procedure and returns everything that did not go as they say,
// and what no case shows: a rule that never refused, an outcome never reached.
func (e Engine) Test() error {
	shown := coverage{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	var all []error
	for _, c := range e.Cases {
		for _, err := range e.runCase(c, shown) {
			all = append(all, fmt.Errorf("%s: case %q: %w", e.ID, c.Name, err))
		}
	}
	return errors.Join(append(all, e.unshown(shown)...)...)
}

// unshown returns what no case shows.
func (e Engine) unshown(c coverage) (all []error) {
	miss := func(what string, have map[string]bool, want []string) {
		for _, id := range want {
			if !have[id] {
				all = append(all, fmt.Errorf("%s: no case in which %s %s", e.ID, what, id))
			}
		}
	}
	miss("a step is taken:", c.taken, e.stepIDs())
	miss("a matter ends with", c.outcomes, e.outcomeIDs())
	miss("the last day is stated of deadline", c.due, e.deadlineIDs())
	if e.One != nil {
		miss("a step is refused for being one case with another: ", c.refused, []string{"one"})
	}
	miss("a step is refused by rule", c.refused, ids(e.Rules, func(r Rule) string { return r.ID }))
	for _, s := range e.Steps {
		for _, a := range s.Approvals {
			if len(a.Law) > 0 {
				miss("a step waits or is refused for want of", c.refused, []string{"approval:" + a.By})
			}
		}
	}
	return all
}

func (e Engine) runCase(c Case, shown coverage) (all []error) {
	var m Matter
	for i, t := range c.Run {
		next, errs := e.turn(m, c.Origin, t, shown)
		for _, err := range errs {
			all = append(all, fmt.Errorf("run[%d] %s: %w", i, t.Step, err))
		}
		m = next
	}
	if c.State != "" && m.State != c.State {
		all = append(all, fmt.Errorf("it ends in state %q, not %q", m.State, c.State))
	}
	if m.Outcome != c.Outcome {
		all = append(all, fmt.Errorf("it ends with outcome %q, not %q", m.Outcome, c.Outcome))
	}
	shown.outcomes[m.Outcome] = true
	counted, err := e.Counted(m)
	if err != nil {
		all = append(all, err)
	}
	if c.Counted != nil && !slices.Equal(sorted(counted), sorted(c.Counted)) {
		all = append(all, fmt.Errorf("it is counted in %q, not %q", counted, c.Counted))
	}
	return all
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// person returns who is meant by handler, handler-2 …
func person(who string) Person {
	role, _, _ := strings.Cut(who, "-")
	return Person{ID: who, Display: who, Role: access.Role(role)}
}

// turn takes one step of a run and compares what came of it.
func (e Engine) turn(m Matter, origin string, t Turn, shown coverage) (Matter, []error) {
	s, ok := e.Step(t.Step)
	if !ok {
		return m, []error{errors.New("the procedure has no such step")}
	}
	if t.On.IsZero() {
		return m, []error{errors.New("on: the day of the step is needed")}
	}
	after, err := e.attempt(m, origin, s, t)
	if why := refusal(err); why != t.Refused {
		return after, []error{fmt.Errorf("it is refused for %q (%w), not for %q", why, err, t.Refused)}
	}
	shown.refused[t.Refused] = true
	if t.Refused != "" {
		return m, e.citesLaw(err, t.Refused)
	}
	return after, append(e.compare(after, t, shown), e.needed(m, origin, s, t)...)
}

// citesLaw checks that a refusal by a rule names its articles.
func (e Engine) citesLaw(err error, why string) []error {
	var r *Refusal
	i := slices.IndexFunc(e.Rules, func(r Rule) bool { return r.ID == why })
	if i < 0 || errors.As(err, &r) && slices.Equal(r.Law, e.Rules[i].Law) {
		return nil
	}
	return []error{fmt.Errorf("the refusal by %s does not name its article", why)}
}

// refusal returns why a step was refused; empty if it was not.
func refusal(err error) string {
	var r *Refusal
	switch {
	case err == nil:
		return ""
	case errors.As(err, &r):
		return r.Why
	}
	return "an error"
}

// attempt explains, takes the step and gives the approvals.
func (e Engine) attempt(m Matter, origin string, s Step, t Turn) (_ Matter, err error) {
	before := m
	for _, id := range slices.Sorted(maps.Keys(t.Explain)) {
		if m, err = e.Explain(m, id, t.Explain[id], person("handler"), t.On); err != nil {
			return before, err
		}
		if m, err = e.Accept(m, id, Given{By: "leader", Person: person("leader"), On: t.On}); err != nil {
			return before, err
		}
	}
	m = e.withPapers(m, s, t)
	m.Twin = t.Twin
	who := t.By
	if who == "" {
		who = s.By[0]
	}
	a := Act{Step: s.ID, On: t.On, By: person(who), Fields: t.Fields}
	if s.Opens {
		m, err = e.Open(origin, a)
	} else {
		m, err = e.Take(m, a)
	}
	if err != nil || m.Waiting == nil || m.Waiting.Step != s.ID {
		return m, err
	}
	return e.approvals(m, s, t, who)
}

// withPapers is the matter with the papers that a turn does not lack.
func (e Engine) withPapers(m Matter, s Step, t Turn) Matter {
	m = m.clone()
	has := func(paper, state string) bool { return !slices.Contains(t.Lacking, Need{paper, state}) }
	m.Issued = slices.DeleteFunc(e.paperIDs(), func(id string) bool { return !has(id, "approved") })
	m.Sealed = slices.DeleteFunc(slices.Clone(m.Issued), func(id string) bool { return !has(id, "sealed") })
	for _, n := range s.Papers {
		if n.State == "served" && slices.Contains(m.Sealed, n.Paper) && has(n.Paper, "served") {
			on := t.Served
			if on.IsZero() {
				on = t.On
			}
			sent := t.Sent
			if sent.IsZero() {
				sent = on
			}
			m.Served = append(m.Served, Delivery{Paper: n.Paper, Sent: sent, On: on, Receiver: "某"})
		}
	}
	return m
}

// needed says what is wrong if a step that was taken could be taken without a paper it needs
// sealed or served.
func (e Engine) needed(before Matter, origin string, s Step, t Turn) (all []error) {
	for _, n := range s.Papers {
		if n.State == "approved" || s.Opens {
			continue
		}
		less := t
		less.Lacking = append(slices.Clone(t.Lacking), n)
		unserved := before.clone()
		unserved.Served = nil
		if _, err := e.attempt(unserved, origin, s, less); refusal(err) != n.State+":"+n.Paper {
			all = append(all, fmt.Errorf("without %s being %s it is refused for %q", n.Paper, n.State, refusal(err)))
		}
	}
	return all
}

func (e Engine) approvals(m Matter, s Step, t Turn, who string) (_ Matter, err error) {
	give := t.Approvals
	if give == nil {
		give = ids(s.Approvals, func(a Approval) string { return a.By })
	}
	leader := "leader"
	if who == leader {
		leader = "leader-2"
	}
	for _, by := range give {
		m, err = e.Approve(m, Given{By: by, Person: person(leader), On: later(t.ApprovedOn, t.On), Decision: "1"})
		if err != nil {
			return m, err
		}
	}
	return m, nil
}

// compare says how the matter differs from what a turn says.
func (e Engine) compare(m Matter, t Turn, shown coverage) (all []error) {
	waits := e.Waits(m)
	if t.Waits != waits && (t.Waits != "" || m.Waiting != nil && m.Waiting.Step == t.Step) {
		all = append(all, fmt.Errorf("it waits for %q, not %q", waits, t.Waits))
	}
	if waits == "" {
		shown.taken[t.Step] = true
	} else {
		shown.refused["approval:"+waits] = true
	}
	if t.State != "" && m.State != t.State {
		all = append(all, fmt.Errorf("the state is %q, not %q", m.State, t.State))
	}
	for _, id := range slices.Sorted(maps.Keys(t.Due)) {
		got := status(m, id, later(t.ApprovedOn, t.On))
		if got != t.Due[id] {
			all = append(all, fmt.Errorf("deadline %s: %s, not %s", id, got, t.Due[id]))
		}
		if _, err := law.ParseDate(got); err == nil {
			shown.due[id] = true
		}
	}
	return all
}

// status is the last day of the newest run of a deadline, or why it has none now.
func status(m Matter, deadline string, on law.Date) string {
	for _, t := range slices.Backward(m.Terms) {
		if t.Deadline != deadline {
			continue
		}
		if s := t.Status(on); s != "running" {
			return s
		}
		return t.Due.String()
	}
	return "not started"
}
