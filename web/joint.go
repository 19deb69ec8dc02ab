package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
)

// jointRoutes is what the API can do with matters that several agencies work on together.
func (s *Server) jointRoutes(api huma.API) {
	one := func(right access.Right) need { return of(access.Dispatch, right, access.ReadDispatches) }
	const guarded = "409 if the joint matter has changed since If-Match, or has ended. What changed goes to each agency that may see it."
	route(s, api, also(get("/api/joints", "list-joints", "Joint matters, the last opened first", needs(access.ReadDispatches)),
		"Those about one matter, or all; at most 200."), s.listJoints)
	route(s, api, also(post("/api/joints", "open-joint", "Work on a matter together with other agencies; this one leads", needs(access.SendDispatches).inHome()),
		"The partners are invited; who joins has everything that it may see.", http.StatusConflict), s.openJoint)
	route(s, api, get("/api/joints/{id}", "get-joint", "One joint matter: who takes part, the plan, the evidence and its hands, every change", one(access.ReadDispatches)), s.getJoint)
	route(s, api, also(post("/api/joints/{id}/members", "invite-to-joint", "Invite more agencies", one(access.SendDispatches).inHome()), guarded, http.StatusConflict), s.inviteToJoint)
	route(s, api, also(post("/api/joints/{id}/changes", "change-joint", "Set a task, tell how one stands, share evidence, hand it on, receive it", one(access.SendDispatches).inHome()),
		"Exactly one of them. "+guarded, http.StatusConflict), s.changeJoint)
	s.jointFileRoutes(api, one)
	route(s, api, also(post("/api/joints/{id}/ends", "end-joint", "End it with a result, which every agency is told", one(access.SendDispatches).inHome()), guarded, http.StatusConflict), s.endJoint)
	route(s, api, also(post("/api/joints/{id}/matters", "tie-joint", "Name the matter here that it is about", one(access.SendDispatches).inHome()), "The caller must be able to read the matter."), s.tieJoint)
}

// A JointRow is one joint matter in the list.
type JointRow struct {
	box.Joint
	Leads bool `json:"leads" doc:"This agency leads."`
}

// JointList is joint matters.
type JointList struct {
	Items []JointRow `json:"items" nullable:"false" doc:"The joint matters, the last opened first."`
}

// readable returns nil if the caller may read the matter that something is about, if any.
func (s *Server) readable(ctx context.Context, c caller, id string) error {
	if id == "" {
		return nil
	}
	_, err := s.Matters.Get(ctx, c.By, matter.ID(id))
	return err
}

func (s *Server) listJoints(ctx context.Context, c caller, in *struct {
	Matter string `query:"matter" maxLength:"64" doc:"Only those about this matter here; empty for all."`
}) (*struct{ Body JointList }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	if err := s.readable(ctx, c, in.Matter); err != nil {
		return nil, err
	}
	list, err := b.Joints(ctx, c.By, in.Matter)
	if err != nil {
		return nil, err
	}
	out := JointList{Items: []JointRow{}}
	for _, j := range list {
		if in.Matter == "" && s.readable(ctx, c, j.Matter) != nil { // not theirs to know of
			continue
		}
		out.Items = append(out.Items, JointRow{j, j.Lead == b.Code()})
	}
	return &struct{ Body JointList }{out}, nil
}

// A JointDetail is a joint matter with everything that this agency may see of it.
type JointDetail struct {
	JointRow
	Self     string           `json:"self" doc:"Code of this agency."`
	Takes    bool             `json:"takes_part" doc:"This agency takes part, and it goes on."`
	Exchange string           `json:"exchange" doc:"The exchange with the lead, where an invitation is answered; empty at the lead."`
	Members  []JointMemberRow `json:"members" nullable:"false" doc:"Who takes part, the lead first."`
	Tasks    []JointTaskRow   `json:"tasks" nullable:"false" doc:"The plan."`
	Evidence []JointPieceRow  `json:"evidence" nullable:"false" doc:"The evidence, with the hands it went through."`
	Log      []box.JointEntry `json:"log" nullable:"false" doc:"Every change in the order in which this agency knows them, and what became of it at the others."`
}

// A JointMemberRow is an agency that takes part.
type JointMemberRow struct {
	dispatch.JointMember
	Exchange string         `json:"exchange" doc:"The exchange with it, if this agency has one; empty otherwise."`
	Stands   dispatch.State `json:"exchange_state" doc:"Where that exchange stands; empty if there is none."`
}

// A JointTaskRow is a task of the plan.
type JointTaskRow struct {
	joint.Task
	WhoName fault.Text `json:"who_name" doc:"Name of the agency that does it."`
	Overdue bool       `json:"overdue" doc:"It was to be done by a day before today and is not."`
	Mine    bool       `json:"mine" doc:"This agency does it."`
}

// A JointPieceRow is a piece of evidence.
type JointPieceRow struct {
	joint.Piece
	OwnerName  fault.Text `json:"owner_name" doc:"Name of the agency that brought it."`
	HolderName fault.Text `json:"holder_name" doc:"Name of the agency that has it."`
	HandsOn    bool       `json:"hands_on" doc:"This agency has it and can hand it on."`
	Receives   bool       `json:"receives" doc:"It was handed to this agency, which has not received it yet."`
	Here       bool       `json:"here" doc:"Its file is here and can be opened."`
}

// A jointAnswer is one joint matter, with its version as the ETag.
type jointAnswer struct {
	ETag string `header:"ETag" doc:"Version of the joint matter; an act sends it back as If-Match."`
	Body JointDetail
}

// jointAnswer answers with a joint matter that was read or has just changed.
func (s *Server) jointAnswer(v box.JointView, err error) (*jointAnswer, error) {
	if err != nil {
		return nil, err
	}
	return &jointAnswer{etag(v.Version), NewJointDetail(v, s.day())}, nil
}

// NewJointDetail says of a joint matter what today, an ISO date, makes overdue, and what this
// agency can do in it.
func NewJointDetail(v box.JointView, today string) JointDetail {
	d := JointDetail{JointRow: JointRow{v.Joint, v.Lead == v.Self}, Self: v.Self, Members: []JointMemberRow{}, Tasks: []JointTaskRow{}, Evidence: []JointPieceRow{}, Log: v.Log}
	with, joined := map[string]box.Exchange{}, v.Lead == v.Self
	for _, x := range v.Exchanges {
		with[x.Peer] = x
		if v.Lead != v.Self {
			d.Exchange, joined = x.ID, x.State == dispatch.Joined
		}
	}
	d.Takes = joined && v.Ended.IsZero()
	names := map[string]fault.Text{}
	for _, m := range v.Board.Members {
		names[m.Code] = m.Name
		d.Members = append(d.Members, JointMemberRow{m, with[m.Code].ID, with[m.Code].State})
	}
	for _, t := range v.Board.Tasks {
		d.Tasks = append(d.Tasks, JointTaskRow{t, names[t.Who], t.Overdue(today), t.Who == v.Self})
	}
	for _, p := range v.Board.Evidence {
		row := JointPieceRow{Piece: p, OwnerName: names[p.Owner], HolderName: names[p.Holder], Here: v.Here(p)}
		if n := len(p.Hands); n > 0 && p.Hands[n-1].Got.IsZero() {
			row.Receives = p.Hands[n-1].To == v.Self
		} else {
			row.HandsOn = p.Holder == v.Self
		}
		d.Evidence = append(d.Evidence, row)
	}
	return d
}

// A JointOpening opens a joint matter.
type JointOpening struct {
	Matter  string         `json:"matter,omitempty" maxLength:"64" doc:"The matter here that it is about."`
	Title   string         `json:"title" minLength:"2" maxLength:"200" doc:"What it is called. It goes to the others before they join: name nobody."`
	About   string         `json:"about,omitempty" maxLength:"4000" doc:"What it is about, without names."`
	Due     string         `json:"due" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"Day by whose end the others are asked to answer, ISO."`
	Basis   []dispatch.Law `json:"basis,omitempty" maxItems:"50" doc:"By what right."`
	Members []string       `json:"members" nullable:"false" minItems:"1" maxItems:"20" doc:"Codes of the partners that are invited."`
}

// knownLaw refuses articles that the register of laws does not have.
func (s *Server) knownLaw(list []dispatch.Law) error {
	for _, l := range list {
		if _, ok := s.Law.Get(l.Law, l.Version, l.Article); !ok {
			return fault.Invalidf("法律登记中没有 %s（%s）第%s条。", "The register of laws has no article %[3]s of %[1]s (%[2]s).", l.Law, l.Version, l.Article)
		}
	}
	return nil
}

func (s *Server) openJoint(ctx context.Context, c caller, in *struct {
	Body JointOpening
}) (*jointAnswer, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	r := in.Body
	if err := s.knownLaw(r.Basis); err != nil {
		return nil, err
	}
	if err := s.readable(ctx, c, r.Matter); err != nil {
		return nil, err
	}
	return s.jointAnswer(b.OpenJoint(ctx, c.By, box.JointStart{Matter: r.Matter, Title: r.Title, About: r.About, Due: r.Due, Basis: r.Basis, Members: r.Members}))
}

func (s *Server) getJoint(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the joint matter."`
}) (*jointAnswer, error) {
	b, err := s.theirJoint(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	return s.jointAnswer(b.GetJoint(ctx, c.By, in.ID))
}

// theirJoint returns the box if the caller may read the matter here that a joint matter is about.
func (s *Server) theirJoint(ctx context.Context, c caller, id string) (*box.Box, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	v, err := b.GetJoint(ctx, c.By, id)
	if err != nil {
		return nil, err
	}
	return b, s.readable(ctx, c, v.Matter)
}

// JointAct is what every act in a joint matter carries.
type JointAct struct {
	ID    string `path:"id" maxLength:"64" doc:"Id of the joint matter."`
	Match string `header:"If-Match" maxLength:"40" doc:"ETag of the joint matter that the person was looking at."`
}

// acting returns the box and the version that the person was looking at.
func (s *Server) acting(ctx context.Context, c caller, o JointAct) (*box.Box, int, error) {
	seen, ok := versionOf(o.Match)
	if !ok || seen < 1 {
		return nil, 0, fault.Invalidf("请求须带 If-Match，写明所见联合办案的版本（ETag）。", "The request needs If-Match with the ETag of the joint matter that was seen.")
	}
	b, err := s.theirJoint(ctx, c, o.ID)
	return b, seen, err
}

func (s *Server) inviteToJoint(ctx context.Context, c caller, in *struct {
	JointAct
	Body struct {
		Due     string         `json:"due" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" doc:"Day by whose end they are asked to answer, ISO."`
		Basis   []dispatch.Law `json:"basis,omitempty" maxItems:"50" doc:"By what right."`
		Members []string       `json:"members" nullable:"false" minItems:"1" maxItems:"20" doc:"Codes of the partners that are invited."`
	}
}) (*jointAnswer, error) {
	b, seen, err := s.acting(ctx, c, in.JointAct)
	if err != nil {
		return nil, err
	}
	if err := s.knownLaw(in.Body.Basis); err != nil {
		return nil, err
	}
	return s.jointAnswer(b.Invite(ctx, c.By, in.ID, seen, box.JointStart{Due: in.Body.Due, Basis: in.Body.Basis, Members: in.Body.Members}))
}

// A JointChange is one change that somebody makes: exactly one of its parts.
type JointChange struct {
	Task     *JointTaskChange     `json:"task,omitempty" doc:"The lead sets a task, or changes one."`
	Work     *JointWorkChange     `json:"work,omitempty" doc:"How a task of this agency stands."`
	Evidence *JointEvidenceChange `json:"evidence,omitempty" doc:"A piece of evidence that this agency shares."`
	Handover *JointHandChange     `json:"handover,omitempty" doc:"A piece that this agency has is handed on."`
	Received *JointReceipt        `json:"received,omitempty" doc:"A piece that was handed to this agency has arrived."`
}

// A JointTaskChange sets a task.
type JointTaskChange struct {
	ID      string   `json:"id,omitempty" maxLength:"64" doc:"The task that is changed; empty for a new one."`
	What    string   `json:"what" minLength:"1" maxLength:"1000" doc:"What is to be done."`
	Who     string   `json:"who" minLength:"1" maxLength:"40" doc:"Code of the agency that does it."`
	Due     string   `json:"due,omitempty" maxLength:"10" doc:"By when, ISO date."`
	For     []string `json:"for,omitempty" maxItems:"50" doc:"Who sees it besides the lead and who does it; left out: all."`
	Dropped bool     `json:"dropped,omitempty" doc:"It is no longer to be done."`
}

// A JointWorkChange tells how a task stands.
type JointWorkChange struct {
	Task  string `json:"task" maxLength:"64" doc:"The task."`
	State string `json:"state" enum:"doing,done,hindered" doc:"doing 办理中, done 已完成, hindered 遇有障碍."`
	On    string `json:"on,omitempty" maxLength:"10" doc:"Since when, ISO date; today if left out."`
	Note  string `json:"note,omitempty" maxLength:"4000" doc:"What was done, or what hinders."`
}

// A JointEvidenceChange shares a piece of evidence.
type JointEvidenceChange struct {
	ID       string   `json:"id,omitempty" maxLength:"64" doc:"The piece that is changed; empty for a new one."`
	Title    string   `json:"title" minLength:"1" maxLength:"200" doc:"What it is."`
	Kind     string   `json:"kind" enum:"document,object,witness,party-statement,audio-video,electronic,expert-opinion,inspection" doc:"Kind of evidence in law."`
	SHA256   string   `json:"sha256,omitempty" maxLength:"64" doc:"Hash of the file, if the file itself is not shared."`
	Upload   string   `json:"upload,omitempty" maxLength:"64" doc:"The file itself, as POST /api/joints/{id}/files answered: every agency that sees the piece gets it."`
	Source   string   `json:"source" minLength:"1" maxLength:"500" doc:"Where it came from."`
	Obtained string   `json:"obtained,omitempty" maxLength:"10" doc:"When it was obtained, ISO date."`
	Proves   string   `json:"proves,omitempty" maxLength:"2000" doc:"What it is to prove."`
	For      []string `json:"for,omitempty" maxItems:"50" doc:"Who sees it besides the lead, this agency and whoever has it; left out: all."`
}

// A JointHandChange hands evidence on.
type JointHandChange struct {
	Evidence string `json:"evidence" maxLength:"64" doc:"The piece."`
	To       string `json:"to" minLength:"1" maxLength:"40" doc:"Code of the agency it goes to."`
	Note     string `json:"note,omitempty" maxLength:"2000" doc:"How, and by whom."`
}

// A JointReceipt says that evidence arrived.
type JointReceipt struct {
	Evidence string `json:"evidence" maxLength:"64" doc:"The piece."`
	SHA256   string `json:"sha256,omitempty" maxLength:"64" doc:"Hash of the file that arrived."`
	Note     string `json:"note,omitempty" maxLength:"2000" doc:"In what state it arrived."`
}

// event is the change as it goes between agencies.
func (x JointChange) event(today string) (e dispatch.JointEvent) {
	all := func(list []string) []string { return append([]string{}, list...) }
	if t := x.Task; t != nil {
		e.Task = &dispatch.JointTask{ID: t.ID, What: t.What, Who: t.Who, Due: t.Due, For: all(t.For), Dropped: t.Dropped}
	}
	if w := x.Work; w != nil {
		e.Work = &dispatch.JointWork{Task: w.Task, State: w.State, On: w.On, Note: w.Note}
		if e.Work.On == "" {
			e.Work.On = today
		}
	}
	if v := x.Evidence; v != nil {
		e.Evidence = &dispatch.JointEvidence{ID: v.ID, Title: v.Title, Kind: v.Kind, SHA256: v.SHA256, Source: v.Source, Obtained: v.Obtained, Proves: v.Proves, For: all(v.For)}
	}
	if h := x.Handover; h != nil {
		e.Handover = &dispatch.JointHandover{Evidence: h.Evidence, To: h.To, Note: h.Note}
	}
	if r := x.Received; r != nil {
		e.Received = &dispatch.JointReceived{Evidence: r.Evidence, SHA256: r.SHA256, Note: r.Note}
	}
	return e
}

func (s *Server) changeJoint(ctx context.Context, c caller, in *struct {
	JointAct
	Body JointChange
}) (*jointAnswer, error) {
	b, seen, err := s.acting(ctx, c, in.JointAct)
	if err != nil {
		return nil, err
	}
	e := in.Body.event(s.day())
	if e.Parts() != 1 {
		return nil, fault.Invalidf("每次只能变更一项。", "A change says exactly one thing.")
	}
	done, err := s.withFile(ctx, c, b, in.ID, in.Body, &e)
	if err != nil {
		return nil, err
	}
	v, err := b.ChangeJoint(ctx, c.By, in.ID, seen, e)
	if err != nil {
		return nil, err
	}
	return s.jointAnswer(v, done())
}

func (s *Server) endJoint(ctx context.Context, c caller, in *struct {
	JointAct
	Body struct {
		Code string `json:"code" enum:"established,partly,not_established,filed,not_filed,convicted,rectified,other" doc:"What was found or done."`
		Says string `json:"says" minLength:"1" maxLength:"4000" doc:"In words."`
	}
}) (*jointAnswer, error) {
	b, seen, err := s.acting(ctx, c, in.JointAct)
	if err != nil {
		return nil, err
	}
	return s.jointAnswer(b.EndJoint(ctx, c.By, in.ID, seen, dispatch.Outcome{Code: in.Body.Code, Says: in.Body.Says}))
}

func (s *Server) tieJoint(ctx context.Context, c caller, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the joint matter."`
	Body struct {
		Matter string `json:"matter" minLength:"1" maxLength:"64" doc:"The matter here."`
	}
}) (*jointAnswer, error) {
	b, err := s.theirJoint(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	if err := s.readable(ctx, c, in.Body.Matter); err != nil {
		return nil, err
	}
	return s.jointAnswer(b.TieJoint(ctx, c.By, in.ID, in.Body.Matter))
}
