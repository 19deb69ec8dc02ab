package dispatch

import (
	"slices"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/fault"
)

// An Invitation asks an agency to work on a matter together with the sender, who leads. What it
// is about names nobody: names come with what is shared afterwards, to whom it is shared.
type Invitation struct {
	Joint   string   `json:"joint" pattern:"^j-[0-9a-f]{32}$" doc:"Id of the joint matter; the same at every agency."`
	Title   string   `json:"title" minLength:"2" maxLength:"200" doc:"What it is called; it names nobody."`
	Lead    string   `json:"lead" maxLength:"40" doc:"Code of the agency that leads: the sender."`
	About   string   `json:"about,omitempty" maxLength:"4000" doc:"What it is about, without names."`
	Members []string `json:"members" nullable:"false" maxItems:"50" doc:"Codes of the agencies that are invited."`
	Due     string   `json:"due" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"Day by whose end an answer is asked for."`
	Basis   []Law    `json:"basis" nullable:"false" maxItems:"50" doc:"By what right."`
}

// JointChanges is what changed in a joint matter, in order. A member sends its own changes to
// the lead; the lead sends its own, and those of members to those who may see them.
type JointChanges struct {
	Items []JointEvent `json:"items" nullable:"false" minItems:"1" maxItems:"500" doc:"The changes, in the order in which the sender knows them."`
}

// A JointEvent is one change in a joint matter: exactly one of its parts is there. Each thing
// has one agency that may change it, so that all agencies end with the same whatever crosses.
type JointEvent struct {
	ID       string         `json:"id" pattern:"^e-[0-9a-f]{32}$" doc:"Of the change; the same at every agency."`
	By       string         `json:"by" maxLength:"40" doc:"Code of the agency that made it."`
	Who      string         `json:"who" maxLength:"100" doc:"Who there made it."`
	At       time.Time      `json:"at" doc:"When, by the clock of that agency."`
	Member   *JointMember   `json:"member,omitempty" doc:"Who takes part; the lead tells it."`
	Task     *JointTask     `json:"task,omitempty" doc:"A task of the plan; the lead sets it."`
	Work     *JointWork     `json:"work,omitempty" doc:"How a task stands; the agency tells it that does it."`
	Evidence *JointEvidence `json:"evidence,omitempty" doc:"A piece of evidence; the agency tells it that brought it."`
	Handover *JointHandover `json:"handover,omitempty" doc:"Evidence is handed on; whoever has it tells it."`
	Received *JointReceived `json:"received,omitempty" doc:"Evidence has arrived; whoever it was handed to tells it."`
}

// A JointMember is an agency that takes part.
type JointMember struct {
	Code  string     `json:"code" maxLength:"40" doc:"Its code."`
	Name  fault.Text `json:"name" doc:"Its name."`
	State string     `json:"state" enum:"invited,joined,declined,withdrawn" doc:"Whether it takes part."`
}

// A JointTask is one thing to be done by one agency. The newest takes the place of the earlier.
type JointTask struct {
	ID      string   `json:"id" pattern:"^k-[0-9a-f]{32}$" doc:"Of the task."`
	What    string   `json:"what" minLength:"1" maxLength:"1000" doc:"What is to be done."`
	Who     string   `json:"who" minLength:"1" maxLength:"40" doc:"Code of the agency that does it."`
	Due     string   `json:"due,omitempty" pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" doc:"By when, ISO date."`
	For     []string `json:"for" nullable:"false" maxItems:"50" doc:"Codes of the agencies that see it besides the lead and who does it; empty: all."`
	Dropped bool     `json:"dropped,omitempty" doc:"It is no longer to be done."`
}

// A JointWork tells how a task stands.
type JointWork struct {
	Task  string `json:"task" pattern:"^k-[0-9a-f]{32}$" doc:"The task."`
	Given string `json:"given" pattern:"^e-[0-9a-f]{32}$" doc:"The change by which it was given to this agency: what is told of an earlier giving no longer counts."`
	State string `json:"state" enum:"doing,done,hindered" doc:"doing 办理中, done 已完成, hindered 遇有障碍."`
	On    string `json:"on" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"Since when, ISO date."`
	Note  string `json:"note,omitempty" maxLength:"4000" doc:"What was done, or what hinders."`
}

// A JointEvidence is a piece of evidence that an agency shares. The newest takes the place of
// the earlier; whoever could see it still can.
type JointEvidence struct {
	ID       string   `json:"id" pattern:"^v-[0-9a-f]{32}$" doc:"Of the piece."`
	Title    string   `json:"title" minLength:"1" maxLength:"200" doc:"What it is."`
	Kind     string   `json:"kind" enum:"document,object,witness,party-statement,audio-video,electronic,expert-opinion,inspection" doc:"Kind of evidence in law."`
	SHA256   string   `json:"sha256,omitempty" pattern:"^([0-9a-f]{64})?$" doc:"Hash of the file; empty if there is none."`
	File     *File    `json:"file,omitempty" doc:"The file itself, if it goes along: the dispatch that carries this change has it as an attachment of that hash."`
	Source   string   `json:"source" minLength:"1" maxLength:"500" doc:"Where it came from."`
	Obtained string   `json:"obtained,omitempty" pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" doc:"When it was obtained, ISO date."`
	Proves   string   `json:"proves,omitempty" maxLength:"2000" doc:"What it is to prove."`
	For      []string `json:"for" nullable:"false" maxItems:"50" doc:"Codes of the agencies that see it besides the lead, its owner and whoever had it; empty: all."`
}

// A File is what a piece of evidence is called as a file.
type File struct {
	Name string `json:"name" minLength:"1" maxLength:"250" pattern:"^[^/\\\\]+$" doc:"As its owner calls it, without folders."`
	Type string `json:"type" maxLength:"200" doc:"Media type."`
	Size int64  `json:"size" minimum:"0" doc:"Bytes."`
}

// Attachments returns the files that go along with changes, each once.
func Attachments(items []JointEvent) (list []Attachment) {
	for _, e := range items {
		if e.Evidence == nil || e.Evidence.File == nil || slices.ContainsFunc(list, func(a Attachment) bool { return a.SHA256 == e.Evidence.SHA256 }) {
			continue
		}
		f := *e.Evidence.File
		for len(f.Name) > maxName { // in bytes, as envelopes count
			_, n := utf8.DecodeRuneInString(f.Name)
			f.Name = f.Name[n:]
		}
		list = append(list, Attachment{Name: f.Name, Type: f.Type, Size: f.Size, SHA256: e.Evidence.SHA256})
	}
	return list
}

// A JointHandover tells that a piece of evidence was handed to another agency.
type JointHandover struct {
	Evidence string `json:"evidence" pattern:"^v-[0-9a-f]{32}$" doc:"The piece."`
	To       string `json:"to" minLength:"1" maxLength:"40" doc:"Code of the agency it was handed to."`
	Note     string `json:"note,omitempty" maxLength:"2000" doc:"How, and by whom."`
}

// A JointReceived tells that a piece of evidence arrived.
type JointReceived struct {
	Evidence string `json:"evidence" pattern:"^v-[0-9a-f]{32}$" doc:"The piece."`
	Handover string `json:"handover" pattern:"^e-[0-9a-f]{32}$" doc:"The change that tells that it was handed on."`
	SHA256   string `json:"sha256,omitempty" pattern:"^([0-9a-f]{64})?$" doc:"Hash of the file that arrived; empty if there is none."`
	Note     string `json:"note,omitempty" maxLength:"2000" doc:"In what state it arrived."`
}

// Parts counts what a change says; one that says not exactly one thing is none.
func (e JointEvent) Parts() (n int) {
	for _, there := range []bool{e.Member != nil, e.Task != nil, e.Work != nil, e.Evidence != nil, e.Handover != nil, e.Received != nil} {
		if there {
			n++
		}
	}
	return n
}
