package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// A ClueRow is a clue as the list shows it.
type ClueRow struct {
	clue.Clue
	ModelTitle fault.Text `json:"model_title" doc:"Name of the model."`
}

// A CluePage is one page of the list.
type CluePage struct {
	Items  []ClueRow          `json:"items" nullable:"false" doc:"The clues of this page."`
	Next   *string            `json:"next" doc:"Cursor of the next page; null on the last."`
	Total  int                `json:"total" doc:"Clues under all filters; or more, if more names one of the states asked for."`
	Counts map[clue.State]int `json:"counts" doc:"Clues in each state, under every filter but state."`
	More   []clue.State       `json:"more" nullable:"false" enum:"found,screening,dismissed,accepted,transferred,merged" doc:"States that have more clues than counts says: no state is counted further than to 10000, and less far where a text finds very many."`
}

// A ClueQuery says which clues are meant.
type ClueQuery struct {
	State       []clue.State `query:"state" enum:"found,screening,accepted,dismissed,transferred,merged" doc:"In any of these states; empty for all but merged."`
	Model       []string     `query:"model" doc:"Of any of these models, by id; empty for all."`
	Court       string       `query:"court" maxLength:"200" doc:"With a case of a court whose name contains this."`
	SubjectKind string       `query:"subject_kind" enum:"person,organisation,group" doc:"About this kind of subject; empty for all."`
	MinRisk     float64      `query:"min_risk" minimum:"0" maximum:"1" doc:"Risk coefficient at least this."`
	Query       string       `query:"q" maxLength:"200" doc:"Part of the subject's name or of a court's, or the beginning of a case number (with or without the year, or its serial number alone)."`
	Aside       clue.Aside   `query:"aside" enum:"only,any" doc:"only: what is put aside today. any: that too. Left out, it is not listed."`
	Holder      string       `query:"holder" maxLength:"64" doc:"Held today by this account; me is the caller."`
	Free        bool         `query:"free" doc:"Held today by nobody."`
	Due         bool         `query:"due" doc:"Held today, and for at most three more days."`
	News        bool         `query:"news" doc:"With something that others did since the caller last looked."`
}

// chosen is the choice as the caller means it.
func (q ClueQuery) chosen(c caller) clue.Filter {
	return clue.Filter{States: q.State, Models: q.Model, Court: q.Court, SubjectKind: q.SubjectKind,
		MinRisk: q.MinRisk, Query: q.Query, Aside: q.Aside, Holder: holder(c, q.Holder), Free: q.Free, Due: q.Due, News: news(c, q.News)}
}

type listCluesInput struct {
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Clues on a page."`
	Sort   string `query:"sort" enum:"risk,-risk,amount,-amount,cases,-cases,found_at,-found_at,changed_at,-changed_at,subject,-subject" default:"-risk" doc:"Order; - is descending."`
	ClueQuery
}

func (s *Server) listClues(ctx context.Context, c caller, in *listCluesInput) (*struct{ Body CluePage }, error) {
	f := in.chosen(c)
	f.Sort, f.Cursor, f.Limit = in.Sort, in.Cursor, in.Limit
	p, err := s.Clues.List(ctx, c.By, f)
	if err != nil {
		return nil, err
	}
	if err := s.searched(ctx, c, "clues", in.Query, p.Total); err != nil {
		return nil, err
	}
	out := CluePage{Items: []ClueRow{}, Next: next(p.Next), Total: p.Total, Counts: p.Counts, More: append([]clue.State{}, p.More...)}
	for _, item := range p.Items {
		out.Items = append(out.Items, s.clueRow(item))
	}
	return &struct{ Body CluePage }{out}, nil
}

// searched records that somebody searched by name or number. What they typed is kept as a
// hash only: an auditor with a suspicion can check it, and a copy of the log names nobody.
func (s *Server) searched(ctx context.Context, c caller, what, query string, found int) error {
	if query == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(query))
	return s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.Search, Object: what, Office: string(c.By.Office),
		Detail: map[string]string{"query_sha256": hex.EncodeToString(sum[:]), "found": strconv.Itoa(found)}})
}

func next(cursor string) *string {
	if cursor == "" {
		return nil
	}
	return &cursor
}

func (s *Server) clueRow(c clue.Clue) ClueRow { return ClueRow{c, s.title(c.Model)} }

// title returns the name of a model, or its id if the model has been taken out.
func (s *Server) title(model string) fault.Text {
	if card, ok := s.card(model); ok {
		return card.Title
	}
	return fault.Text{ZH: model, EN: model}
}

func (s *Server) getClue(ctx context.Context, c caller, in *struct {
	ID      clue.ID `path:"id" maxLength:"64" doc:"Id of the clue."`
	Purpose string  `query:"purpose" maxLength:"500" doc:"Why the clue has to be seen, with at least 4 characters; left out, what the caller's role works on clues for. It is recorded with the look."`
}) (*clueAnswer, error) {
	says, err := checkPurpose(in.Purpose)
	if err != nil {
		return nil, err
	}
	d, err := s.Clues.Get(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookClue, Object: string(in.ID), Office: string(d.Office),
		Detail: map[string]string{"purpose": cmp.Or(says, standing(c.By.Role, access.AClue).In(c.Lang))}})
	if err != nil {
		return nil, fmt.Errorf("record the look at clue %s: %w", in.ID, err)
	}
	since, err := s.since(ctx, c, d)
	if err != nil {
		return nil, err
	}
	out, err := s.clueDetail(ctx, c, d)
	if err != nil {
		return nil, err
	}
	out.Body.Since = since
	return out, nil
}

// A MoveRequest is a step that a person wants to take.
type MoveRequest struct {
	To      clue.State `json:"to" enum:"found,screening,accepted,dismissed,transferred" doc:"The state it is to have."`
	Reason  clue.Code  `json:"reason,omitempty" maxLength:"64" doc:"Code of GET /api/reasons; needed to dismiss, else empty."`
	Note    string     `json:"note,omitempty" maxLength:"2000" doc:"Why; at least 4 characters to dismiss."`
	Version int        `json:"version,omitempty" doc:"state_version of the clue that the person was looking at; or If-Match."`
}

func (s *Server) moveClue(ctx context.Context, c caller, in *struct {
	ClueAct
	Body MoveRequest
}) (*clueAnswer, error) {
	seen, err := in.seen(in.Body.Version)
	if err != nil {
		return nil, err
	}
	d, err := s.Clues.Move(ctx, c.By, in.ID, clue.Move{To: in.Body.To, Reason: in.Body.Reason, Note: in.Body.Note, Seen: seen})
	if err != nil {
		return nil, err
	}
	return s.clueDetail(ctx, c, d)
}

// Reasons are the reasons for dismissing a clue.
type Reasons struct {
	Items []clue.Reason `json:"items" nullable:"false" doc:"In the order in which a person is offered them."`
}

func (s *Server) listReasons(context.Context, caller, *struct{}) (*struct{ Body Reasons }, error) {
	return &struct{ Body Reasons }{Reasons{clue.Reasons()}}, nil
}

// mayMerge reports whether a person may merge other clues into this one now, or take them out.
func mayMerge(c caller, d clue.Detail) bool {
	return access.May(c.By, access.MergeClues, d.Office) && (d.Holder == "" || d.Holder == c.By.ID)
}

// mayMove returns the states a person may take the clue to now.
func mayMove(c caller, d clue.Detail) []clue.State {
	if !access.May(c.By, access.MoveClues, d.Office) || d.Holder != "" && d.Holder != c.By.ID {
		return []clue.State{}
	}
	return d.State.Moves()
}
