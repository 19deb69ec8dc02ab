package web

import (
	"context"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// act makes the handler of one act in a matter.
func act[B any](_ *Server, do func(context.Context, caller, matter.ID, B, matter.Request) (matter.Detail, error)) func(context.Context, caller, *struct {
	MatterAct
	Body B
}) (*matterAnswer, error) {
	return func(ctx context.Context, c caller, in *struct {
		MatterAct
		Body B
	}) (*matterAnswer, error) {
		r, err := in.request()
		if err != nil {
			return nil, err
		}
		return answerMatter(do(ctx, c, in.ID, in.Body, r))
	}
}

// A StepRequest is a step that somebody takes.
type StepRequest struct {
	Step   string         `json:"step" maxLength:"64" doc:"Id of the step of the procedure."`
	On     law.Date       `json:"on,omitempty" doc:"Day on which it took place; today if left out."`
	Fields map[string]any `json:"fields,omitempty" doc:"What the step asks, by field."`
}

func (s *Server) takeStep(ctx context.Context, c caller, id matter.ID, b StepRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Step(ctx, c.By, id, matter.Doing{Step: b.Step, On: b.On, Fields: b.Fields}, r)
}

// An ApprovalRequest is an approval that somebody gives.
type ApprovalRequest struct {
	By       string   `json:"by" enum:"leader,committee" doc:"Whose approval it is."`
	On       law.Date `json:"on,omitempty" doc:"Day of the approval or of the meeting; today if left out."`
	Decision string   `json:"decision,omitempty" maxLength:"100" doc:"committee: number of its decision."`
}

func (s *Server) approveStep(ctx context.Context, c caller, id matter.ID, b ApprovalRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Approve(ctx, c.By, id, matter.Approving{By: b.By, On: b.On, Decision: b.Decision}, r)
}

// A ReturnRequest gives the waiting step back.
type ReturnRequest struct {
	Reason string `json:"reason,omitempty" maxLength:"2000" doc:"Why; not needed of whoever proposed the step."`
}

func (s *Server) returnStep(ctx context.Context, c caller, id matter.ID, b ReturnRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Return(ctx, c.By, id, b.Reason, r)
}

// An ExplanationRequest says why a deadline is overdue.
type ExplanationRequest struct {
	Deadline string `json:"deadline" maxLength:"64" doc:"Id of the deadline of the procedure."`
	Why      string `json:"why" minLength:"4" maxLength:"2000" doc:"Why it is overdue."`
}

func (s *Server) explainDeadline(ctx context.Context, c caller, id matter.ID, b ExplanationRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Explain(ctx, c.By, id, b.Deadline, b.Why, r)
}

// An AcceptRequest approves why a deadline is overdue.
type AcceptRequest struct {
	Deadline string `json:"deadline" maxLength:"64" doc:"Id of the deadline of the procedure."`
}

func (s *Server) acceptWhy(ctx context.Context, c caller, id matter.ID, b AcceptRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.AcceptWhy(ctx, c.By, id, b.Deadline, r)
}

// A JoinRequest lets a clue join a matter.
type JoinRequest struct {
	Clue clue.ID `json:"clue" maxLength:"64" doc:"Id of the clue. One that is being screened is accepted by it."`
}

func (s *Server) joinMatter(ctx context.Context, c caller, id matter.ID, b JoinRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Join(ctx, c.By, id, b.Clue, r)
}

// A LinkRequest links a matter to another one.
type LinkRequest struct {
	Matter   matter.ID `json:"matter" maxLength:"64" doc:"Id of the other matter, which the caller must be able to read."`
	Relation string    `json:"relation" maxLength:"64" doc:"What this matter is to the other; GET /api/relations lists the relations. The other gets the inverse."`
	Note     string    `json:"note,omitempty" maxLength:"500" doc:"Why they belong together."`
	Remove   bool      `json:"remove,omitempty" doc:"Take the link away, on both sides."`
}

func (s *Server) linkMatter(ctx context.Context, c caller, id matter.ID, b LinkRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Link(ctx, c.By, id, matter.Linking{Matter: b.Matter, Relation: b.Relation, Note: b.Note, Remove: b.Remove}, r)
}

// A RelationList is every relation between matters.
type RelationList struct {
	Items []matter.Relation `json:"items" nullable:"false" doc:"Each with its inverse."`
}

func (s *Server) listRelations(context.Context, caller, *struct{}) (*struct{ Body RelationList }, error) {
	return &struct{ Body RelationList }{RelationList{matter.Relations()}}, nil
}

// A MemberRequest makes an account a member of a matter.
type MemberRequest struct {
	Account string `json:"account" maxLength:"64" doc:"Id of the account."`
	Part    string `json:"part" enum:"lead,member" doc:"lead answers for the matter; the lead before becomes a member."`
}

func (s *Server) assignMatter(ctx context.Context, c caller, id matter.ID, b MemberRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Assign(ctx, c.By, id, matter.Member{Account: b.Account, Part: b.Part}, r)
}

// A DepartureRequest ends that an account handles a matter.
type DepartureRequest struct {
	Account string `json:"account" maxLength:"64" doc:"Id of the account: a member, and not the lead."`
}

func (s *Server) releaseMember(ctx context.Context, c caller, id matter.ID, b DepartureRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Release(ctx, c.By, id, b.Account, r)
}

func (s *Server) addParty(ctx context.Context, c caller, id matter.ID, b PartyRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.AddParty(ctx, c.By, id, b.party(), r)
}

// An EvidenceRequest is evidence that somebody records.
type EvidenceRequest struct {
	Title    string   `json:"title" minLength:"1" maxLength:"200" doc:"What it is."`
	Kind     string   `json:"kind" enum:"document,object,witness,party-statement,audio-video,electronic,expert-opinion,inspection" doc:"Kind of evidence."`
	Source   string   `json:"source" minLength:"1" maxLength:"500" doc:"From whom and how it was obtained."`
	Obtained law.Date `json:"obtained,omitempty" doc:"Day on which it was obtained."`
	Proves   string   `json:"proves,omitempty" maxLength:"2000" doc:"What it is to prove."`
	SHA256   string   `json:"sha256,omitempty" maxLength:"64" doc:"Hash of the file, 64 hexadecimal digits."`
	Holder   string   `json:"holder,omitempty" maxLength:"100" doc:"Who holds it; whoever records it if left out."`
}

func (s *Server) addEvidence(ctx context.Context, c caller, id matter.ID, b EvidenceRequest, r matter.Request) (matter.Detail, error) {
	e := matter.Evidence{Title: b.Title, Kind: b.Kind, Source: b.Source, Obtained: b.Obtained, Proves: b.Proves, SHA256: b.SHA256}
	return s.Matters.AddEvidence(ctx, c.By, id, e, b.Holder, r)
}

// A CustodyRequest records that evidence came into other hands.
type CustodyRequest struct {
	Evidence string `json:"evidence" maxLength:"64" doc:"Id of the evidence."`
	Holder   string `json:"holder" minLength:"1" maxLength:"100" doc:"Who holds it now."`
	Note     string `json:"note,omitempty" maxLength:"2000" doc:"Why it changed hands."`
}

func (s *Server) passEvidence(ctx context.Context, c caller, id matter.ID, b CustodyRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.PassOn(ctx, c.By, id, b.Evidence, matter.Custody{Holder: b.Holder, Note: b.Note}, r)
}

// A NoteRequest is a note that somebody writes into a matter.
type NoteRequest struct {
	Text string `json:"text" minLength:"1" maxLength:"10000" doc:"The note."`
}

func (s *Server) noteMatter(ctx context.Context, c caller, id matter.ID, b NoteRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.Note(ctx, c.By, id, b.Text, r)
}

// A TaskRequest is a thing to do.
type TaskRequest struct {
	Title    string   `json:"title" minLength:"2" maxLength:"200" doc:"What is to be done."`
	Assignee string   `json:"assignee,omitempty" maxLength:"64" doc:"Id of the member who has to do it."`
	Due      law.Date `json:"due,omitempty" doc:"Last day; empty if there is none."`
}

func (s *Server) addTask(ctx context.Context, c caller, id matter.ID, b TaskRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.AddTask(ctx, c.By, id, matter.Task{Title: fault.Text{ZH: b.Title}, Assignee: b.Assignee, Due: b.Due}, r)
}

// A FinishRequest says that a task is done.
type FinishRequest struct {
	Task string `json:"task" maxLength:"64" doc:"Id of the task."`
}

func (s *Server) finishTask(ctx context.Context, c caller, id matter.ID, b FinishRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.FinishTask(ctx, c.By, id, b.Task, r)
}

// A PaperRequest is a paper that somebody drafts.
type PaperRequest struct {
	Kind   string            `json:"kind" maxLength:"64" doc:"Kind of paper of the procedure."`
	Prefix string            `json:"prefix" minLength:"1" maxLength:"20" doc:"What stands before the year in its number, as 青检民监."`
	To     string            `json:"to,omitempty" maxLength:"200" doc:"Whom it is addressed to."`
	Values map[string]string `json:"values,omitempty" doc:"What fields of its template say; those left out begin with what the matter knows."`
	Body   string            `json:"body,omitempty" maxLength:"100000" doc:"A free text instead of the template, a line a paragraph."`
}

func (s *Server) draftPaper(ctx context.Context, c caller, id matter.ID, b PaperRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.DraftPaper(ctx, c.By, id, matter.PaperDraft{Kind: b.Kind, Prefix: b.Prefix, To: b.To, Values: b.Values, Body: b.Body}, r)
}

// A PaperTextRequest gives a draft another text.
type PaperTextRequest struct {
	Paper   string            `json:"paper" maxLength:"64" doc:"Id of the paper."`
	Version int               `json:"version,omitempty" minimum:"1" doc:"Version of the text that the person was changing; left out, it is not asked."`
	To      string            `json:"to,omitempty" maxLength:"200" doc:"Whom it is addressed to."`
	Values  map[string]string `json:"values,omitempty" doc:"Fields that say something else now; those left out stay."`
	Body    string            `json:"body,omitempty" maxLength:"100000" doc:"A free text instead of the template, a line a paragraph."`
}

func (s *Server) rewritePaper(ctx context.Context, c caller, id matter.ID, b PaperTextRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.RewritePaper(ctx, c.By, id, b.Paper, matter.PaperDraft{To: b.To, Values: b.Values, Body: b.Body, Seen: b.Version}, r)
}

// A PaperMoveRequest takes a paper one step on its way.
type PaperMoveRequest struct {
	Paper    string   `json:"paper" maxLength:"64" doc:"Id of the paper."`
	To       string   `json:"to" enum:"draft,review,approved,sealed,served,withdrawn" doc:"review: submitted. approved: by somebody who did not draft it; it gets its number. draft: given back."`
	Note     string   `json:"note,omitempty" maxLength:"2000" doc:"Why it is given back or withdrawn."`
	Receiver string   `json:"receiver,omitempty" maxLength:"200" doc:"served: who received it, as the receipt says."`
	On       law.Date `json:"on,omitempty" doc:"approved, served: on which day; today if left out. Deadlines that begin with service run from it."`
	Sent     law.Date `json:"sent,omitempty" doc:"served: on which day it was sent or handed over; the day of receipt if left out."`
}

func (s *Server) movePaper(ctx context.Context, c caller, id matter.ID, b PaperMoveRequest, r matter.Request) (matter.Detail, error) {
	return s.Matters.MovePaper(ctx, c.By, id, b.Paper, matter.PaperMove{To: b.To, Note: b.Note, Receiver: b.Receiver, On: b.On, Sent: b.Sent}, r)
}
