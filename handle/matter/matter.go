package matter

import (
	"maps"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Matter is where one matter stands, as its procedure sees it: nothing but values, so
// that the same steps on the same days give the same matter anywhere.
type Matter struct {
	Procedure string         `json:"procedure" doc:"Id of the procedure."`
	Version   int            `json:"procedure_version" doc:"Version of the procedure that it goes by."`
	Origin    string         `json:"origin" doc:"How it began."`
	State     string         `json:"state" doc:"Where it stands: id of a state of the procedure."`
	Outcome   string         `json:"outcome" doc:"How it ended; empty while it is open."`
	OpenedOn  law.Date       `json:"opened_on" doc:"Day on which it was opened."`
	ClosedOn  law.Date       `json:"closed_on" doc:"Day on which it was closed; empty while it is open."`
	Facts     map[string]any `json:"facts" doc:"What the steps gave, by field; the newest value."`
	Taken     []Taken        `json:"taken" nullable:"false" doc:"The steps that took effect, oldest first."`
	Terms     []Term         `json:"terms" nullable:"false" doc:"Deadlines that run or ran, in the order in which they began."`
	Waiting   *Taken         `json:"waiting" doc:"The step that waits for approval; null if none does."`
	Issued    []string       `json:"issued" nullable:"false" doc:"Kinds of paper that have been issued: approved, or further."`
	Sealed    []string       `json:"sealed" nullable:"false" doc:"Kinds of paper that have been sealed, or served."`
	Served    []Delivery     `json:"served" nullable:"false" doc:"Papers that were served, by the day of receipt."`
	Twin      string         `json:"-"` // id of an open matter that is one case with this one by law; asked before a step
	Remedy    *Remedy        `json:"remedy" doc:"What later data say of what was promised, when they were last looked at; null until then."`
}

// A Person is who does something.
type Person struct {
	ID      string      `json:"id" doc:"Id of the account."`
	Display string      `json:"display" doc:"Name as it was then."`
	Role    access.Role `json:"role" doc:"Role as it was then."`
}

// An Act is a step that somebody wants to take.
type Act struct {
	Step   string
	On     law.Date // day on which it took or takes place
	By     Person
	Fields map[string]any
}

// A Taken is a step that was taken, or one that waits for approval.
type Taken struct {
	Step      string         `json:"step" doc:"Id of the step."`
	On        law.Date       `json:"on" doc:"Day of the step; of its last approval, if it needed one."`
	By        Person         `json:"by" doc:"Who took it."`
	Fields    map[string]any `json:"fields" doc:"What was given."`
	Approvals []Given        `json:"approvals" nullable:"false" doc:"Who approved, in order."`
	From      string         `json:"from" doc:"State before."`
	To        string         `json:"to" doc:"State after."`
}

// A Given is one approval.
type Given struct {
	By       string   `json:"by" doc:"leader or committee."`
	Person   Person   `json:"person" doc:"Who gave or recorded it."`
	On       law.Date `json:"on" doc:"Day of the approval or of the meeting."`
	Decision string   `json:"decision" doc:"committee: number of its decision."`
}

// A Term is one run of a deadline.
type Term struct {
	Deadline string        `json:"deadline" doc:"Id of the deadline of the procedure."`
	Start    law.Date      `json:"start" doc:"Day of the event from which it is counted."`
	Length   law.Period    `json:"length" doc:"What a decision set among the lengths the law allows; empty: the one of the law."`
	Stops    []law.Stay    `json:"stops" nullable:"false" doc:"Days that are not counted."`
	Extended []law.Granted `json:"extended" nullable:"false" doc:"Extensions."`
	Ended    law.Date      `json:"ended" doc:"Day on which it ended; empty while it runs."`
	Due      law.Date      `json:"due" doc:"Last day; empty while it stands still."`
	Why      string        `json:"why" doc:"What a person wrote about its being overdue; empty if nobody did."`
	WhyBy    string        `json:"why_by" doc:"Id of who wrote it."`
	Accepted *Given        `json:"accepted" doc:"The leader who approved it; null until then."`
	Lines    []law.Line    `json:"lines" nullable:"false" doc:"How the last day was counted, step by step."`
	Cautions []fault.Text  `json:"cautions" nullable:"false" doc:"What must be known before the last day is relied on."`
}

// paused reports whether the term stands still now.
func (t Term) paused() bool {
	return t.Ended.IsZero() && len(t.Stops) > 0 && t.Stops[len(t.Stops)-1].To.IsZero()
}

// Overdue reports whether the last day of a term that has not ended had passed on day.
func (t Term) Overdue(day law.Date) bool {
	return t.Ended.IsZero() && !t.Due.IsZero() && t.Due.Before(day)
}

// Status returns where the term stands on day: running, paused, overdue or ended.
func (t Term) Status(day law.Date) string {
	switch {
	case !t.Ended.IsZero():
		return "ended"
	case t.Overdue(day):
		return "overdue"
	case t.paused():
		return "paused"
	}
	return "running"
}

// clone copies m so that a step that fails leaves nothing behind.
func (m Matter) clone() Matter {
	m.Facts = maps.Clone(m.Facts)
	m.Taken, m.Issued = slices.Clone(m.Taken), slices.Clone(m.Issued)
	m.Sealed, m.Served = slices.Clone(m.Sealed), slices.Clone(m.Served)
	m.Terms = slices.Clone(m.Terms)
	for i, t := range m.Terms {
		m.Terms[i].Stops, m.Terms[i].Extended = slices.Clone(t.Stops), slices.Clone(t.Extended)
	}
	if m.Waiting != nil {
		w := *m.Waiting
		w.Approvals = slices.Clone(w.Approvals)
		m.Waiting = &w
	}
	return m
}

// running returns the place in Terms of the run of a deadline that has not ended, or -1.
func (m *Matter) running(deadline string) int {
	return slices.IndexFunc(m.Terms, func(t Term) bool { return t.Deadline == deadline && t.Ended.IsZero() })
}

// last returns the day of the newest step.
func (m *Matter) last() law.Date {
	day := m.OpenedOn
	for _, t := range m.Taken {
		day = later(day, t.On)
	}
	return day
}

// A Refusal says that a step cannot be taken. It is a [fault.Error] for people; Why is
// for programs and for the cases of procedures.
type Refusal struct {
	Why string    // id of a rule, or state, role, apart, field:x, paper:x, sealed:x, served:x, approval:x, overdue:x, fact:x, running:x, day, origin
	Law []law.Ref // articles that demand it
	err *fault.Error
}

// Error returns the sentence for the person.
func (r *Refusal) Error() string { return r.err.Error() }

// Unwrap returns the fault.
func (r *Refusal) Unwrap() error { return r.err }

func refuse(why string, err *fault.Error) *Refusal { return &Refusal{Why: why, err: err} }
