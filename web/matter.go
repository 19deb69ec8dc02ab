package web

import (
	"context"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A MatterPage is one page of the list.
type MatterPage struct {
	Items []matter.Row `json:"items" nullable:"false" doc:"The matters of this page."`
	Next  *string      `json:"next" doc:"Cursor of the next page; null on the last."`
}

// A matterAnswer is one matter, with its version as the ETag.
type matterAnswer struct {
	ETag string `header:"ETag" doc:"Version of the matter; an act sends it back as If-Match."`
	Body matter.Detail
}

func answerMatter(d matter.Detail, err error) (*matterAnswer, error) {
	if err != nil {
		return nil, err
	}
	return &matterAnswer{etag(d.Version), d}, nil
}

type listMattersInput struct {
	Cursor    string  `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit     int     `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Matters on a page."`
	Sort      string  `query:"sort" enum:"urgency,-changed_at,-opened_at,next_due" doc:"Order; - is descending. urgency, the default of open matters: those that the law lets go first, then what is overdue or due soonest, at last those in which nothing is due. next_due leaves these out. Of matters that have ended the default is -changed_at."`
	Closed    bool    `query:"closed" doc:"Those that have ended, instead of the open ones."`
	Procedure string  `query:"procedure" maxLength:"64" doc:"Of this procedure; empty for all."`
	State     string  `query:"state" maxLength:"64" doc:"In this state of the procedure; empty for all."`
	Waits     string  `query:"waits" enum:"leader,committee" doc:"Waiting for this approval."`
	Mine      bool    `query:"mine" doc:"Only those that the caller handles."`
	Urgent    bool    `query:"urgent" doc:"Only those that go first, by a rule of their procedure."`
	Overdue   bool    `query:"overdue" doc:"Only those with a deadline that has passed."`
	Clue      clue.ID `query:"clue" maxLength:"64" doc:"Opened on this clue or joined by it."`
	Query     string  `query:"q" maxLength:"200" doc:"Part of the title."`
}

func (s *Server) listMatters(ctx context.Context, c caller, in *listMattersInput) (*struct{ Body MatterPage }, error) {
	p, err := s.Matters.List(ctx, c.By, matter.Filter{Closed: in.Closed, Procedure: in.Procedure, State: in.State, Waits: in.Waits,
		Mine: in.Mine, Overdue: in.Overdue, Urgent: in.Urgent, Clue: in.Clue, Query: in.Query, Sort: in.Sort, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	if err := s.searched(ctx, c, "matters", in.Query, len(p.Items)); err != nil {
		return nil, err
	}
	return &struct{ Body MatterPage }{MatterPage{p.Items, next(p.Next)}}, nil
}

func (s *Server) getMatter(ctx context.Context, c caller, in *struct {
	ID      matter.ID `path:"id" maxLength:"64" doc:"Id of the matter."`
	Purpose string    `query:"purpose" maxLength:"500" doc:"Why sensitive fields and the numbers of parties have to be seen, with at least 4 characters; without it they are hidden. It is recorded with the look."`
}) (*matterAnswer, error) {
	says, err := checkPurpose(in.Purpose)
	if err != nil {
		return nil, err
	}
	return answerMatter(s.Matters.Whole(ctx, c.By, in.ID, says))
}

// A PartyRequest is a party that somebody adds.
type PartyRequest struct {
	Kind       string `json:"kind" enum:"person,organisation,court,agency" doc:"What they are."`
	Part       string `json:"part" minLength:"1" maxLength:"40" doc:"Their part: applicant, other side, court …"`
	Name       string `json:"name" minLength:"1" maxLength:"200" doc:"Name."`
	Identifier string `json:"identifier,omitempty" maxLength:"40" doc:"Identity or credit code."`
	Note       string `json:"note,omitempty" maxLength:"2000" doc:"Anything else."`
}

func (p PartyRequest) party() matter.Party {
	return matter.Party{Kind: p.Kind, Part: p.Part, Name: p.Name, Identifier: p.Identifier, Note: p.Note}
}

// An OpenRequest is a matter that somebody opens.
type OpenRequest struct {
	Procedure string         `json:"procedure" maxLength:"64" doc:"Id of the procedure it goes by."`
	Origin    string         `json:"origin" enum:"clue,application,ex-officio,petition,accusation,transfer,superior,report" doc:"How it begins."`
	Title     string         `json:"title" minLength:"2" maxLength:"200" doc:"What people call it."`
	On        law.Date       `json:"on,omitempty" doc:"Day on which it is opened; today if left out."`
	Fields    map[string]any `json:"fields,omitempty" doc:"What the opening step of the procedure asks."`
	Clues     []clue.ID      `json:"clues,omitempty" maxItems:"50" doc:"Clues it is opened on. One that is being screened is accepted by it."`
	Parties   []PartyRequest `json:"parties,omitempty" maxItems:"50" doc:"Whom it concerns."`
}

func (s *Server) openMatter(ctx context.Context, c caller, in *struct {
	Body OpenRequest
}) (*matterAnswer, error) {
	d := matter.Draft{Procedure: in.Body.Procedure, Origin: in.Body.Origin, Title: in.Body.Title, On: in.Body.On, Fields: in.Body.Fields, Clues: in.Body.Clues}
	for _, p := range in.Body.Parties {
		d.Parties = append(d.Parties, p.party())
	}
	return answerMatter(s.Matters.Open(ctx, c.By, d, matter.Request{}))
}

// MatterAct is what every act in a matter carries.
type MatterAct struct {
	ID    matter.ID `path:"id" maxLength:"64" doc:"Id of the matter."`
	Match string    `header:"If-Match" maxLength:"40" doc:"ETag of the matter that the person was looking at."`
}

// request returns the version that the person was looking at.
func (o MatterAct) request() (matter.Request, error) {
	n, ok := versionOf(o.Match)
	if !ok {
		return matter.Request{}, fault.Invalidf("请求须带 If-Match，写明所见案件的版本（ETag）。", "The request needs If-Match with the ETag of the matter that was seen.")
	}
	return matter.Request{Seen: n}, nil
}

// etag is a version as it is sent with an answer.
func etag(version int) string { return `"` + strconv.Itoa(version) + `"` }

// versionOf reads what etag wrote.
func versionOf(tag string) (int, bool) {
	n, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(strings.TrimSpace(tag), "W/"), `"`))
	return n, err == nil
}
