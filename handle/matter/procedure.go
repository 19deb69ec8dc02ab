// Package matter carries what was opened on a clue, an application or a petition through
// a procedure to its end. A procedure is data: states, steps, who may take them, what
// they ask for, the deadlines of the law and the rules it fixes, each with its article.
// The engine knows how to read procedures and nothing of any particular one.
package matter

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Procedure is the way one kind of matter goes, as its file has it.
type Procedure struct {
	ID         string           `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens; the name of the file."`
	Version    int              `yaml:"version" json:"version" doc:"Raised with every change once it is in use: a matter goes by the version it was opened with."`
	Branch     string           `yaml:"branch" json:"branch" doc:"Line of work."`
	Title      fault.Text       `yaml:"title" json:"title" doc:"Name for people."`
	Summary    fault.Text       `yaml:"summary" json:"summary" doc:"What it is for."`
	Basis      []law.Ref        `yaml:"basis" json:"basis" nullable:"false" doc:"Articles it rests on."`
	Origins    []string         `yaml:"origins" json:"origins" nullable:"false" doc:"How such a matter may begin."`
	Fields     map[string]Field `yaml:"fields" json:"fields" nullable:"false" doc:"What steps ask, by name. What a step gave stays a fact of the matter."`
	States     []State          `yaml:"states" json:"states" nullable:"false" doc:"The first is where a matter stands when it has been opened."`
	Deadlines  []Deadline       `yaml:"deadlines" json:"deadlines" nullable:"false" doc:"Times that the law, a decision or a promise sets."`
	Papers     []Paper          `yaml:"papers" json:"papers" nullable:"false" doc:"Kinds of paper a step can need."`
	Rules      []Rule           `yaml:"rules" json:"rules" nullable:"false" doc:"What the law forbids or demands."`
	Outcomes   []Outcome        `yaml:"outcomes" json:"outcomes" nullable:"false" doc:"How a matter can end."`
	One        *One             `yaml:"one" json:"one,omitempty" doc:"Which matters are one case by law; left out: each is its own."`
	Urgent     *Mark            `yaml:"urgent" json:"urgent,omitempty" doc:"Which matters go first."`
	Secret     *Mark            `yaml:"secret" json:"secret,omitempty" doc:"What the law keeps to the members of the matter and the leaders of its office; left out: nothing."`
	Promised   string           `yaml:"promised" json:"promised,omitempty" doc:"Field with the day by which what was found is to be mended: models run again on what comes after it. Empty: the procedure asks for no such promise."`
	Statistics []Statistic      `yaml:"statistics" json:"statistics" nullable:"false" doc:"What such matters are counted in."`
	Steps      []Step           `yaml:"steps" json:"steps" nullable:"false" doc:"What people do."`
	Cases      []Case           `yaml:"cases" json:"-" doc:"Invented runs and what must follow."`

	Source     []byte `yaml:"-" json:"-"` // the file
	schemas    map[string]*jsonschema.Schema
	conditions map[string]condition // by source
	laws       law.Register
}

// A Field is one thing that steps ask. It has one meaning in the whole procedure.
type Field struct {
	Title     fault.Text            `yaml:"title" json:"title" doc:"Name for people."`
	Schema    map[string]any        `yaml:"schema" json:"schema" doc:"JSON Schema of the value: a text, a day (format: date), a number, true or false, or a list of texts."`
	Labels    map[string]fault.Text `yaml:"labels" json:"labels,omitempty" doc:"Names of the values of an enum: all or none."`
	Sensitive bool                  `yaml:"sensitive" json:"sensitive,omitempty" doc:"Not shown in lists, and hidden on the page until a purpose is stated."`
	Link      string                `yaml:"link" json:"link,omitempty" doc:"Its value is the id of another matter, to which this one is linked by that relation when the step is taken."`
	Law       []law.Ref             `yaml:"law" json:"law,omitempty" doc:"Articles that demand it or name it."`
}

// A Mark is something that is true of matters of a procedure, and the articles that make it so.
type Mark struct {
	When string     `yaml:"when" json:"when,omitempty" doc:"Condition in CEL; left out: of every matter."`
	Law  []law.Ref  `yaml:"law" json:"law" nullable:"false" doc:"Articles it rests on."`
	Says fault.Text `yaml:"says" json:"says" doc:"What it is, for people."`
}

// A State is where a matter can stand.
type State struct {
	ID    string     `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens."`
	Title fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	End   bool       `yaml:"end" json:"end,omitempty" doc:"The matter is closed there."`
}

// A Deadline is a time that the law, a decision or a promise sets for somebody: one of
// Period, Until and Months says how long.
type Deadline struct {
	ID     string     `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens."`
	Title  fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	Period string     `yaml:"period" json:"period,omitempty" doc:"Id of a limit of the law: its length, unit and article stand there."`
	Until  string     `yaml:"until" json:"until,omitempty" doc:"Field with the last day, as a decision, an agreement or a letter named it."`
	Months string     `yaml:"months" json:"months,omitempty" doc:"Field with the number of months that a decision set."`
	Whose  string     `yaml:"whose" json:"whose" doc:"Who has to act in time."`
}

// A Paper is a kind of official document of a procedure.
type Paper struct {
	ID    string     `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens."`
	Title fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	Law   []law.Ref  `yaml:"law" json:"law,omitempty" doc:"Articles that name it."`
}

// A Rule is something that the law forbids or demands of steps.
type Rule struct {
	ID    string     `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens."`
	Title fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	On    []string   `yaml:"on" json:"on" nullable:"false" doc:"Steps that are refused unless must is true."`
	Must  string     `yaml:"must" json:"must" doc:"Condition in CEL over the facts of the matter. A fact that is missing refuses the step."`
	Law   []law.Ref  `yaml:"law" json:"law" nullable:"false" doc:"Articles that fix the rule."`
	Says  fault.Text `yaml:"says" json:"says" doc:"The sentence for whoever is refused."`
}

// An Outcome is a way in which a matter can end.
type Outcome struct {
	ID    string     `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens."`
	Title fault.Text `yaml:"title" json:"title" doc:"Name for people."`
}

// A Statistic is a number that matters of the procedure are counted in.
type Statistic struct {
	ID     string     `yaml:"id" json:"id" doc:"Lower case letters, digits and hyphens."`
	Title  fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	Counts Counts     `yaml:"counts" json:"counts" doc:"Which matters are counted: exactly one of its keys."`
	Of     string     `yaml:"of" json:"of,omitempty" doc:"Statistic that is the denominator of a rate."`
	Sum    string     `yaml:"sum" json:"sum,omitempty" doc:"Field with a number that is added up over the matters that are counted."`
	Stage  Stage      `yaml:"stage" json:"stage,omitempty" doc:"What it is among the figures of an office, over all procedures; empty: nothing."`
}

// A Stage is what a statistic is among the figures of an office, whatever the procedure.
type Stage string

// The stages.
const (
	Suggestion       Stage = "suggestion"        // a suggestion, a correction or a notice went to a court or an agency
	Adopted          Stage = "adopted"           // it was followed
	Declined         Stage = "declined"          // it was not followed
	Verified         Stage = "verified"          // later data show that the wrong stopped
	Protest          Stage = "protest"           // a protest was made
	ProtestConcluded Stage = "protest-concluded" // the court decided the case anew
	ProtestChanged   Stage = "protest-changed"   // and changed the result
	Suit             Stage = "suit"              // a suit was filed
	SuitSupported    Stage = "suit-supported"    // the court supported it
	SuitLost         Stage = "suit-lost"         // the court did not
	Crime            Stage = "crime"             // a lead to a crime was handed over
	CrimeFiled       Stage = "crime-filed"       // and a case was filed
)

// Stages returns every stage.
func Stages() []Stage {
	return []Stage{Suggestion, Adopted, Declined, Verified, Protest, ProtestConcluded, ProtestChanged, Suit, SuitSupported, SuitLost, Crime, CrimeFiled}
}

// Counts says which matters a statistic counts; one of the four is set.
type Counts struct {
	Opened  bool     `yaml:"opened" json:"opened,omitempty" doc:"Every matter."`
	Step    []string `yaml:"step" json:"step,omitempty" doc:"Those in which one of these steps was taken."`
	Outcome []string `yaml:"outcome" json:"outcome,omitempty" doc:"Those that ended so."`
	When    string   `yaml:"when" json:"when,omitempty" doc:"Those of which the condition is true."`
}

// A Step is something that a person does in a matter.
type Step struct {
	ID        string     `yaml:"id" json:"id" doc:"Lower case letters, digits and underscores."`
	Title     fault.Text `yaml:"title" json:"title" doc:"Name for people."`
	Opens     bool       `yaml:"opens" json:"opens,omitempty" doc:"It opens the matter; exactly one step does."`
	From      []string   `yaml:"from" json:"from,omitempty" doc:"States in which it can be taken; any: every state that is no end."`
	To        string     `yaml:"to" json:"to,omitempty" doc:"State it leads to; empty: the state stays."`
	Outcome   string     `yaml:"outcome" json:"outcome,omitempty" doc:"How the matter ended, of a step into an end."`
	By        []string   `yaml:"by" json:"by" nullable:"false" doc:"Roles that may take it."`
	Apart     []string   `yaml:"apart" json:"apart,omitempty" doc:"Steps that another person must have taken."`
	Asks      []string   `yaml:"asks" json:"asks,omitempty" doc:"Fields that must be given."`
	May       []string   `yaml:"may" json:"may,omitempty" doc:"Fields that may be given."`
	Papers    []Need     `yaml:"papers" json:"papers,omitempty" doc:"Papers that the step needs, each with how far it must have come."`
	Approvals []Approval `yaml:"approvals" json:"approvals,omitempty" doc:"Who must approve before it takes effect, in this order."`
	Deadlines []Effect   `yaml:"deadlines" json:"deadlines,omitempty" doc:"What it does to deadlines."`
	Tasks     []ToDo     `yaml:"tasks" json:"tasks,omitempty" doc:"What somebody must do next."`
}

// An Approval is somebody's consent to a step. Nobody approves what they proposed.
type Approval struct {
	By   string     `yaml:"by" json:"by" doc:"leader, or committee: the procuratorial committee, whose decision a leader records."`
	Law  []law.Ref  `yaml:"law" json:"law,omitempty" doc:"Articles that demand it."`
	Says fault.Text `yaml:"says" json:"says" doc:"The sentence for whoever wants to go on without it."`
}

// An Effect is what a step does to one deadline; one of the first five is set.
type Effect struct {
	Start  string `yaml:"start" json:"start,omitempty" doc:"Deadline that begins to run."`
	End    string `yaml:"end" json:"end,omitempty" doc:"Deadline that was met or is needed no longer."`
	Pause  string `yaml:"pause" json:"pause,omitempty" doc:"Deadline whose days are not counted from now on."`
	Resume string `yaml:"resume" json:"resume,omitempty" doc:"Deadline whose days are counted again."`
	Extend string `yaml:"extend" json:"extend,omitempty" doc:"Deadline that is longer now."`
	By     string `yaml:"by" json:"by,omitempty" doc:"extend: by how much, where the law does not say: 10 days."`
	From   string `yaml:"from" json:"from,omitempty" doc:"start: field with the day it runs from; empty: the day of the step."`
	Length string `yaml:"length" json:"length,omitempty" doc:"start: field with the length, where a decision sets it: 7 months."`
	On     string `yaml:"on" json:"on,omitempty" doc:"end, pause, resume: field with the day; empty: the day of the step."`
	Served string `yaml:"served" json:"served,omitempty" doc:"start, end, pause, resume: paper whose day of receipt it is, instead of from and on."`
	Sent   string `yaml:"sent" json:"sent,omitempty" doc:"start, end, pause, resume: paper whose day of sending it is, instead of from and on."`
	For    string `yaml:"for" json:"for,omitempty" doc:"pause: why the days are not counted, as the limit of the law names it."`
	When   string `yaml:"when" json:"when,omitempty" doc:"Only if this condition is true."`
}

// A ToDo is a task that a step makes.
type ToDo struct {
	Title    fault.Text `yaml:"title" json:"title" doc:"What is to be done."`
	For      string     `yaml:"for" json:"for" doc:"Role of who has to do it."`
	Deadline string     `yaml:"deadline" json:"deadline,omitempty" doc:"Deadline by which it must be done; the task is closed when that ends."`
}

// verb returns what the effect does and to which deadline.
func (e Effect) verb() (verb, deadline string) {
	for _, x := range [][2]string{{"start", e.Start}, {"end", e.End}, {"pause", e.Pause}, {"resume", e.Resume}, {"extend", e.Extend}} {
		if x[1] != "" {
			return x[0], x[1]
		}
	}
	return "", ""
}

// any stands in Step.From for every state that is no end.
const anyState = "any"

// Committee is the approval of the procuratorial committee 检察委员会.
const Committee = "committee"

// Branches returns the lines of work that a procedure can belong to.
func Branches() []string {
	return []string{"civil", "criminal", "administrative", "public-interest", "juvenile", "petition", "management"}
}

// Origins returns how matters can begin.
func Origins() []string {
	return []string{"clue", "application", "ex-officio", "petition", "accusation", "transfer", "superior", "report"}
}

// Whose returns for whom deadlines can run.
func Whose() []string {
	return []string{"office", "court", "agency", "police", "party", "superior", "other"}
}

// Step returns the step called id.
func (p *Procedure) Step(id string) (Step, bool) {
	i := slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == id })
	if i < 0 {
		return Step{}, false
	}
	return p.Steps[i], true
}

// State returns the state called id.
func (p *Procedure) State(id string) (State, bool) {
	i := slices.IndexFunc(p.States, func(s State) bool { return s.ID == id })
	if i < 0 {
		return State{}, false
	}
	return p.States[i], true
}

// Deadline returns the deadline called id.
func (p *Procedure) Deadline(id string) (Deadline, bool) {
	i := slices.IndexFunc(p.Deadlines, func(d Deadline) bool { return d.ID == id })
	if i < 0 {
		return Deadline{}, false
	}
	return p.Deadlines[i], true
}

// opening returns the step that opens a matter. A checked procedure has one.
func (p *Procedure) opening() Step {
	for _, s := range p.Steps {
		if s.Opens {
			return s
		}
	}
	return Step{}
}

// canBeTaken reports whether s can be taken in the state.
func (p *Procedure) canBeTaken(s Step, state string) bool {
	if s.Opens {
		return false
	}
	st, ok := p.State(state)
	return ok && !st.End && (slices.Contains(s.From, state) || slices.Contains(s.From, anyState))
}
