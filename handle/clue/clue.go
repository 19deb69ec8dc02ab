// Package clue carries what a scan found through people's hands. A clue is a finding
// that a person must answer for: it is screened, then accepted, dismissed with a reason
// or transferred; meanwhile it may be held by somebody, or put aside until a day. The same
// facts never make a second clue; new facts reopen visibly what was dismissed or put aside;
// and a clue is never a verdict.
package clue

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// An ID names one clue: "c-" and 20 hexadecimal digits made of model and subject.
type ID string

// NewID makes the same ID for the same subject in the same model, whatever the snapshot
// and the model's version: a scan that runs twice finds the clue it found before.
func NewID(model, subject string) ID {
	sum := sha256.Sum256([]byte(model + "\x00" + subject))
	return ID("c-" + hex.EncodeToString(sum[:10]))
}

// A State is where a clue stands.
type State string

// The states.
const (
	Found       State = "found"       // 待筛查: nobody has looked yet
	Screening   State = "screening"   // 筛查中: somebody is looking
	Accepted    State = "accepted"    // 已采用: opens or joins a matter
	Dismissed   State = "dismissed"   // 不成立: with a reason
	Transferred State = "transferred" // 已移送: another office or agency answers for it
	Merged      State = "merged"      // 已合并: another clue answers for it, until it is split out
)

// States returns every state of a clue that stands by itself, in the order in which it goes
// through them.
func States() []State { return []State{Found, Screening, Accepted, Dismissed, Transferred} }

// Open reports whether somebody still answers for the clue here.
func (s State) Open() bool { return s == Found || s == Screening || s == Accepted }

// Decided reports whether a person has said what becomes of the clue.
func (s State) Decided() bool { return s == Accepted || s == Dismissed || s == Transferred }

// Moves returns every step a person can take from s. What is not here cannot happen. A
// hit that is plainly harmless may be dismissed at once; one that leaves the house or
// opens a matter has been screened first.
func (s State) Moves() []State {
	switch s {
	case Found:
		return []State{Screening, Dismissed}
	case Screening:
		return []State{Accepted, Dismissed, Transferred, Found}
	case Dismissed:
		return []State{Found}
	}
	return []State{} // what became of an accepted or transferred clue is told by its matter
}

// In returns the name of the state for people.
func (s State) In() fault.Text {
	switch s {
	case Found:
		return fault.Text{ZH: "待筛查", EN: "found"}
	case Screening:
		return fault.Text{ZH: "筛查中", EN: "in screening"}
	case Accepted:
		return fault.Text{ZH: "已采用", EN: "accepted"}
	case Dismissed:
		return fault.Text{ZH: "不成立", EN: "dismissed"}
	case Transferred:
		return fault.Text{ZH: "已移送", EN: "transferred"}
	case Merged:
		return fault.Text{ZH: "已合并", EN: "merged into another"}
	}
	return fault.Text{ZH: "未知状态", EN: "an unknown state"}
}

// A Clue is what the list shows of one clue.
type Clue struct {
	ID           ID            `json:"id" doc:"Made of model and subject: the same facts never make a second clue." example:"c-0123456789abcdef0123"`
	Office       access.Office `json:"-"`
	Model        string        `json:"model" doc:"Id of the supervision model." example:"civil/professional-lender"`
	ModelVersion int           `json:"model_version" doc:"Version of the model that made the finding shown."`
	Snapshot     string        `json:"snapshot" doc:"Snapshot on which the finding shown was made."`
	Seen         string        `json:"seen" doc:"Newest snapshot in which the model still found the subject."`
	Stale        bool          `json:"stale" doc:"The newest scan of the model no longer finds the subject."`
	Subject      scan.Subject  `json:"subject" doc:"Whom or what the clue is about."`
	Risk         float64       `json:"risk" doc:"Risk coefficient, 0 to 1; with members, the greatest of them. A reason to look, never a verdict."`
	State        State         `json:"state" enum:"found,screening,accepted,dismissed,transferred,merged" doc:"Where the clue stands. merged: merged_into answers for it."`
	Version      int           `json:"state_version" doc:"Counts changes; a move names the version that the person was looking at."`
	Cases        int           `json:"cases" doc:"Number of cases the finding rests on; with members, of all of them, each once."`
	Courts       []string      `json:"courts" nullable:"false" doc:"Courts of those cases, sorted."`
	Amount       float64       `json:"amount" doc:"Sum claimed in those cases, yuan; with members, at least, since of findings with a case in common only one is added."`
	From         string        `json:"from" doc:"Earliest date of those cases, ISO; empty if unknown."`
	To           string        `json:"to" doc:"Latest date of those cases, ISO; empty if unknown."`
	Top          []Top         `json:"top" nullable:"false" doc:"The (at most) 3 indicators that add most to the risk."`
	Against      int           `json:"against" doc:"How many things speak against the finding."`
	FoundAt      time.Time     `json:"found_at" doc:"When the clue was first found."`
	ChangedAt    time.Time     `json:"changed_at" doc:"When its state or its facts last changed."`
	Reopened     bool          `json:"reopened" doc:"New facts have reopened the clue after it was dismissed or put aside, and nobody has decided again."`
	Reason       Code          `json:"reason" doc:"Why it is dismissed, as a code of GET /api/reasons; empty in any other state."`
	AsideUntil   law.Date      `json:"aside_until" doc:"Put aside up to and with this day, ISO; empty if it is not, or no longer."`
	Holder       string        `json:"holder" doc:"Id of the account whose clue it is for now; empty if anybody may take it."`
	HolderName   string        `json:"holder_name" doc:"Display name of that account; empty if there is none."`
	HeldUntil    law.Date      `json:"held_until" doc:"Last day on which it is theirs, ISO; empty if nobody holds it."`
	MergedInto   ID            `json:"merged_into" doc:"Id of the clue that this one is merged into; empty if it stands by itself."`
	Members      int           `json:"members" doc:"How many clues are merged into this one, by a scan because they are one matter with it, or by a person."`
	Alone        bool          `json:"alone" doc:"A person has taken it out of another clue: no scan puts it back."`
	News         int           `json:"news" doc:"How many things others did to the clue since the caller last looked at it; 0 if they never did."`
}

// A Top is one of the indicators that add most to a clue's risk.
type Top struct {
	ID    string     `json:"id" doc:"Id of the indicator within its model."`
	Title fault.Text `json:"title" doc:"Name of the indicator."`
	Says  fault.Text `json:"says" doc:"The fact as a sentence."`
	Share float64    `json:"share" doc:"What it adds to the risk coefficient."`
}

// An Event is one entry of a clue's history.
type Event struct {
	At        time.Time `json:"at" doc:"When it happened."`
	Actor     string    `json:"-"`
	By        string    `json:"by" doc:"Display name of who did it, as it was then; empty if a scan did."`
	Kind      EventKind `json:"kind" enum:"found,facts,move,aside,hold,undo,merge,split,gone" doc:"found: a scan made the clue, or finds it again. gone: the newest scan of the model no longer finds it. facts: a scan brought other facts. move: a person moved it. aside: put aside until a day, or brought back. hold: given to somebody until a day, or freed. undo: a change of many clues was taken back. merge: merged into whom, or clues were merged into it. split: taken out of whom, or clues were taken out of it."`
	From      State     `json:"from" doc:"State before; empty for found."`
	To        State     `json:"to" doc:"State after."`
	Reason    Code      `json:"reason" doc:"Reason code of a dismissal, else empty."`
	Note      string    `json:"note" doc:"What the person wrote, or what the scan brought."`
	Until     law.Date  `json:"until" doc:"aside, hold: the last day, ISO; empty if it was brought back or freed."`
	Whom      string    `json:"whom" doc:"hold: display name of whom it was given to, as it was then. merge, split: id of the other clue, in the history of a member. facts, gone: id of the member that has new facts, or is new itself, or is no longer found."`
	NewCases  int       `json:"new_cases" doc:"facts: how many cases are new."`
	GoneCases int       `json:"gone_cases" doc:"facts: how many cases are no longer found. gone: how many it rested on."`
}

// An EventKind is what sort of thing happened to a clue.
type EventKind string

// The kinds of event.
const (
	WasFound     EventKind = "found"
	FactsChanged EventKind = "facts"
	Moved        EventKind = "move"
	PutAside     EventKind = "aside"
	Held         EventKind = "hold"
	Undone       EventKind = "undo"
	WasMerged    EventKind = "merge"
	WasSplit     EventKind = "split"
	WasGone      EventKind = "gone"
)

// A Move is a step that a person wants to take.
type Move struct {
	To     State
	Reason Code   // needed to dismiss, else empty
	Note   string // needed to dismiss, at least [MinNote] characters
	Seen   int    // the version the person was looking at
}

// MinNote is the least number of characters that explain a dismissal: enough that a
// reason code alone cannot be clicked through.
const MinNote = 4

// Move takes c one step, or says why it may not.
func (c *Clue) Move(m Move) error {
	if !slices.Contains(c.State.Moves(), m.To) {
		return fault.New(fault.Conflict, "%[1]s的线索不能转为%[2]s。", "A clue that is %[3]s cannot become %[4]s.",
			c.State.In().ZH, m.To.In().ZH, c.State.In().EN, m.To.In().EN)
	}
	note := strings.TrimSpace(m.Note)
	if m.To == Dismissed {
		if !m.Reason.Valid() {
			return fault.Invalidf("请选择排除线索的理由。", "Choose the reason for dismissing the clue.")
		}
		if utf8.RuneCountInString(note) < MinNote {
			return fault.Invalidf("请用至少 %d 个字说明为何排除。", "Say in at least %d characters why the clue is dismissed.", MinNote)
		}
	}
	if m.To != Dismissed && m.Reason != "" {
		return fault.Invalidf("只有排除线索时才填写理由代码。", "Only a dismissal has a reason code.")
	}
	if err := checkNote(note); err != nil {
		return err
	}
	c.State, c.Reason, c.AsideUntil = m.To, m.Reason, law.Date{}
	if m.To.Decided() {
		c.Reopened = false
	}
	if m.To != Screening { // nobody works on it any more
		c.Holder, c.HolderName, c.HeldUntil = "", "", law.Date{}
	}
	return nil
}

func checkNote(note string) error {
	if utf8.RuneCountInString(note) > MaxNote || !db.Storable(note) {
		return fault.Invalidf("说明不能超过 %d 个字，也不能有控制字符。", "A note has at most %d characters, and no control characters.", MaxNote)
	}
	return nil
}

// MaxNote is the greatest number of characters of a note.
const MaxNote = 2000

// A SubjectRisk combines the open clues of one subject over all models.
type SubjectRisk struct {
	Risk   float64   `json:"risk" doc:"1 minus the product of (1 - risk) over the open clues: as if the models erred independently, so an upper bound where they rest on the same facts."`
	Models []Sibling `json:"models" nullable:"false" doc:"The open clues it is made of, greatest risk first."`
}

// A Sibling is one open clue about the same subject.
type Sibling struct {
	Model string  `json:"model" doc:"Id of the supervision model."`
	Clue  ID      `json:"clue" doc:"Id of the clue."`
	Risk  float64 `json:"risk" doc:"Risk coefficient of that clue."`
}

// Combine joins the clues of one subject by noisy-or, 1 − ∏(1 − risk) (Pearl, Probabilistic
// Reasoning in Intelligent Systems, 1988, §4.3.2). It assumes that the models err
// independently; models that read the same judgments do not, so the result is a simple
// upper bound and only orders subjects.
func Combine(siblings []Sibling) SubjectRisk {
	none := 1.0
	for _, s := range siblings {
		none *= 1 - s.Risk
	}
	return SubjectRisk{Risk: 1 - none, Models: siblings}
}
