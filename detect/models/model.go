// Package models holds the supervision models: each a folder with a rule card that says
// what wrong it looks for, on which legal basis, by which rule, and what looks like that
// wrong but is not; and with the cases that prove the rule.
//
// A rule is a list of named steps. Each is one operator over earlier steps or over the
// tables of the data standards; the last thing is a score, which adds up weighted
// indicators to a risk coefficient. Conditions are written in CEL (see package expr).
// The compiler turns all of it into one SQL statement in the dialect of an engine.
package models

import (
	"cmp"

	"github.com/mingjian/mingjian/fault"
)

// A Model is one supervision model.
type Model struct {
	ID         string      `yaml:"id"`      // branch/name, the name of its folder
	Version    int         `yaml:"version"` // from 1, raised with every change
	Branch     string      `yaml:"branch"`  // civil, criminal, administrative, public-interest
	Title      fault.Text  `yaml:"title"`
	Harm       fault.Text  `yaml:"harm"`  // what the wrong does, and to whom
	Point      fault.Text  `yaml:"point"` // supervision point 监督点
	Basis      []Basis     `yaml:"basis"`
	Inputs     []string    `yaml:"inputs"` // standards whose tables the rule reads
	Parameters []Parameter `yaml:"parameters"`
	Rule       []Step      `yaml:"rule"`
	Score      Score       `yaml:"score"`
	Exclusions []Exclusion `yaml:"exclusions"`
	Against    []Against   `yaml:"against"`
	Summary    fault.Text  `yaml:"summary"` // the sentence that explains a hit, with {placeholders}
	Yield      *Yield      `yaml:"yield"`   // how often its clues prove right; nil: as those of all models
	Family     string      `yaml:"family"`  // models of one family rest on the same facts: what two of them find is found once
	Depends    []string    `yaml:"depends"` // ids of models outside the family that this one rests on in part

	Cases  []Case `yaml:"-"` // from cases.yaml
	Source []byte `yaml:"-"` // model.yaml as written
	folder string

	CaseSource []byte `yaml:"-"` // cases.yaml as written
}

// A Basis is one legal basis; it must be in the register of package law.
type Basis struct {
	Law     string `yaml:"law"`
	Version string `yaml:"version"` // date of adoption or last amendment, ISO
	Article string `yaml:"article"` // number in digits: 18, 307-1
}

// A Parameter is a number or list that an office may set within limits.
type Parameter struct {
	ID      string     `yaml:"id"`
	Title   fault.Text `yaml:"title"`
	Type    string     `yaml:"type"`    // integer, number, text, boolean, date or texts
	Default any        `yaml:"default"` // of that type
	Min     *float64   `yaml:"min"`     // smallest number allowed
	Max     *float64   `yaml:"max"`
	Unit    string     `yaml:"unit"`   // cases, share, yuan, days, months, years, people, records; empty for others
	Source  string     `yaml:"source"` // where the default was published; empty: the author's choice
}

// Units lists the units of measures and parameters; empty is none.
func Units() []string {
	return []string{"", "cases", "share", "yuan", "days", "months", "years", "people", "records"}
}

// A Step is one operator with a name. Exactly one operator is set.
type Step struct {
	Name        string       `yaml:"step"`
	Note        fault.Text   `yaml:"note"` // why the step is there, where that is not plain
	Filter      *Filter      `yaml:"filter"`
	Join        *Join        `yaml:"join"`
	Missing     *Missing     `yaml:"missing"`
	Union       *Union       `yaml:"union"`
	Derive      *Derive      `yaml:"derive"`
	First       *First       `yaml:"first"`
	Tally       *Tally       `yaml:"tally"`
	Window      *Window      `yaml:"window"`
	Concentrate *Concentrate `yaml:"concentrate"`
	Near        *Near        `yaml:"near"`
	Connect     *Connect     `yaml:"connect"`
	Cycle       *Cycle       `yaml:"cycle"`
	Reach       *Reach       `yaml:"reach"`
	Community   *Community   `yaml:"community"`
	Overlap     *Overlap     `yaml:"overlap"`
}

// A Filter keeps the rows for which a condition holds.
type Filter struct {
	From  string `yaml:"from"`
	Where string `yaml:"where"`
}

// A Join puts each row of one table beside the matching rows of another. All columns of
// the first stay; those of the second are taken under new names.
type Join struct {
	From     string            `yaml:"from"`
	With     string            `yaml:"with"`
	On       map[string]string `yaml:"on"`       // column of from: column of with
	Take     map[string]string `yaml:"take"`     // new name: column of with
	Where    string            `yaml:"where"`    // over the columns of the result
	Optional bool              `yaml:"optional"` // rows without a match stay, what they take is unknown
	// Once keeps each row of from that has a match, once and as it is: take is for where only.
	// Who asks whether there is one need not list them all.
	Once bool `yaml:"once"`
	// Most is how many rows of with may be equal in the columns of on. A value that more of them
	// share is met by nobody and reported: two tables with a thousand rows of one insurer each
	// make a million pairs. Empty: all meet.
	Most Value `yaml:"most"`
}

// A Missing keeps the rows of one table that have no match in another: what should be
// there and is not.
type Missing struct {
	From  string            `yaml:"from"`
	With  string            `yaml:"with"`
	On    map[string]string `yaml:"on"`    // column of from: column of with
	Take  map[string]string `yaml:"take"`  // names that where may use: column of with
	Where string            `yaml:"where"` // only what satisfies this is a match; over the columns of from and the names of take
}

// A Union puts tables with the same columns under one another; equal rows stay apart.
type Union struct {
	Of []string `yaml:"of"`
}

// A Derive adds computed columns and keeps only some columns if it is told which.
type Derive struct {
	From string            `yaml:"from"`
	Set  map[string]string `yaml:"set"`  // new column: expression over the columns of from
	Keep []string          `yaml:"keep"` // of the columns of from; empty keeps all
}

// A First keeps one row of each group: the first in the given order.
type First struct {
	From  string   `yaml:"from"`
	By    []string `yaml:"by"`
	Order []string `yaml:"order"` // columns; -column is from large to small; unknown comes last
}

// A Tally has one row for each group, with aggregates.
type Tally struct {
	From string               `yaml:"from"`
	By   []string             `yaml:"by"`
	Set  map[string]Aggregate `yaml:"set"`
}

// A Window adds to each row what happened in the days up to and including its own,
// within its group. Rows without a date are left out.
type Window struct {
	From string               `yaml:"from"`
	By   []string             `yaml:"by"`
	On   string               `yaml:"on"`   // column with the date
	Days Value                `yaml:"days"` // length, counting the day itself
	Set  map[string]Aggregate `yaml:"set"`  // take: rows, distinct, sum, min, max
}

// An Aggregate makes one value of the rows of a group.
type Aggregate struct {
	Take  string `yaml:"take"`  // rows, distinct, sum, min, max, median, share, list
	Of    string `yaml:"of"`    // column; not for rows and share
	Where string `yaml:"where"` // only the rows for which this holds; for share: what is shared
}

// A Concentrate says, for each part of a whole, its share: of a mediator's cases, those
// of one agent. Its columns are those of whole and part, and n, total and share.
type Concentrate struct {
	From  string   `yaml:"from"`
	Whole []string `yaml:"whole"`
	Part  []string `yaml:"part"`
	Of    string   `yaml:"of"` // distinct values of this column are counted
}

// A Value is a number written out or a parameter (params.x).
type Value string

// A Score says who is found and how high the risk is.
type Score struct {
	Over       string      `yaml:"over"` // table with one row for each subject and case
	Subject    Subject     `yaml:"subject"`
	Case       CaseColumns `yaml:"case"`
	Actors     []Actor     `yaml:"actors"`
	Measures   []Measure   `yaml:"measures"`
	Gate       string      `yaml:"gate"` // condition over the measures: who is found at all
	Indicators []Indicator `yaml:"indicators"`
}

// A Subject names the columns of Score.Over that say who or what the finding is about.
type Subject struct {
	ID   string `yaml:"id"`   // text that is the same in every row about the subject: an entity, or the id of a record
	Name string `yaml:"name"` // what people call it
	Kind string `yaml:"kind"` // column with the kind, or one of person, organisation, record written out
}

// An Actor is a column with who else acts in the cases of a finding: the debtor who is sued, the
// creditor who sues, the firm that builds. Findings of the model that share one in at least half
// of the cases of each are one matter, and become one clue.
type Actor struct {
	From string `yaml:"from"` // table with the columns of subject and case; empty: that of the score
	ID   string `yaml:"id"`   // entity
	Name string `yaml:"name"` // what people call them
}

// SubjectKinds lists the kinds of subject that may be written out: a person, an
// organisation, or a record that stands for a thing (a project, a lot, a vehicle).
func SubjectKinds() []string { return []string{"person", "organisation", "record"} }

// CaseColumns names the columns of Score.Over that describe a case or, in a model that
// compares registers, one occurrence. From and one of Key and Number are needed; what a
// model has no column for is left out.
type CaseColumns struct {
	Key      string `yaml:"key"`      // what makes a case one case, however many documents or rows it has; empty: number
	Number   string `yaml:"number"`   // its case number, as courts write it
	Document string `yaml:"document"` // id of the court document
	Court    string `yaml:"court"`    // court or agency in charge
	Amount   string `yaml:"amount"`   // yuan
	From     string `yaml:"from"`     // date
	To       string `yaml:"to"`       // date; empty: from
}

// key is the column by which cases are counted.
func (c CaseColumns) key() string { return cmp.Or(c.Key, c.Number) }

// A Measure is one value for each subject.
type Measure struct {
	ID    string `yaml:"id"`
	Over  string `yaml:"over"`  // table with the subject's column; empty: that of the score
	Take  string `yaml:"take"`  // cases, share (of cases), or as in Aggregate
	Of    string `yaml:"of"`    // column
	Where string `yaml:"where"` // only rows for which this holds
	Among string `yaml:"among"` // share: of the rows for which this holds
	Is    string `yaml:"is"`    // instead of take: expression over the measures above
	Unit  string `yaml:"unit"`  // cases, share, yuan, days, months, years, people, records; empty for texts
}

// An Indicator is one red flag or, with a negative weight, one thing that speaks
// against. What it adds rises evenly from nothing at From to the weight at Full; Full
// may be below From (few days are worse than many).
type Indicator struct {
	ID       string     `yaml:"id"`
	Title    fault.Text `yaml:"title"`
	Weight   float64    `yaml:"weight"`
	Value    string     `yaml:"value"` // a measure
	From     Value      `yaml:"from"`
	Full     Value      `yaml:"full"`
	Source   string     `yaml:"source"` // where the threshold was published; empty: the author's choice
	Says     fault.Text `yaml:"says"`   // the fact as a sentence, with {placeholders}
	Evidence []Evidence `yaml:"evidence"`
	// Group names indicators that tell one fact in several ways: of those in one group
	// only the strongest counts, so that a fact is not counted twice.
	Group string `yaml:"group"`
}

// An Evidence says which field of which records an indicator rests on.
type Evidence struct {
	From    string            `yaml:"from"`    // table with the columns of subject and document; empty: that of the score
	Where   string            `yaml:"where"`   // rows of from that satisfied the indicator
	Dataset string            `yaml:"dataset"` // judgment, one of its parts, or a register
	Record  string            `yaml:"record"`  // register: column of from that holds the record_id; judgment and parts: the document, empty is that of the case
	Field   string            `yaml:"field"`
	Kind    []string          `yaml:"kind"`  // of the dataset's column kind; empty: any
	Match   map[string]string `yaml:"match"` // column of dataset: column of from
}

// An Exclusion is a look-alike: something that the rule would hit and that is no wrong.
// A subject to which it applies is reported as excluded, with the sentence, and makes
// no finding. On every other finding it stands as checked.
type Exclusion struct {
	ID      string     `yaml:"id"`
	Title   fault.Text `yaml:"title"`
	When    string     `yaml:"when"`    // over the measures
	Says    fault.Text `yaml:"says"`    // said of who is excluded
	Checked fault.Text `yaml:"checked"` // said of who is not
}

// An Against is something that speaks against a finding without changing its risk: a
// fact, or data that the model would have needed.
type Against struct {
	ID   string     `yaml:"id"`
	Kind string     `yaml:"kind"` // fact or missing
	When string     `yaml:"when"` // over the measures; empty: always
	Says fault.Text `yaml:"says"`
}
