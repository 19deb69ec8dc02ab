package web

import (
	"context"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// Renewals is what this package needs to let decisions about who is who take effect while the
// server runs.
type Renewals interface {
	// Start begins to link and to scan, and returns at once; Conflict while another runs.
	Start(ctx context.Context, by access.Account) (Renewal, error)
	// List returns what ran in this life of the program, the newest first.
	List(ctx context.Context, by access.Account) ([]Renewal, error)
}

// A Renewal is linkage and models run again, or what came of it.
type Renewal struct {
	ID       string        `json:"id" doc:"Id of the run."`
	State    string        `json:"state" enum:"running,done,failed,cancelled" doc:"cancelled: the program was ended."`
	Stage    string        `json:"stage" enum:"linking,scanning,done" doc:"What is being done."`
	By       string        `json:"by" doc:"Who began it, as others are shown."`
	Started  time.Time     `json:"started_at" doc:"When it began."`
	Ended    *time.Time    `json:"ended_at" doc:"When it ended; null while it runs."`
	Says     fault.Text    `json:"says" doc:"Why it failed; empty if it did not."`
	Snapshot string        `json:"snapshot" doc:"The snapshot it made; empty until linkage is done."`
	Entities int           `json:"entities" doc:"Entities of which a mention now belongs to another."`
	Counts   RenewalCounts `json:"counts" doc:"What became of all clues."`
	Clues    []RenewedClue `json:"clues" nullable:"false" doc:"Clues about those entities that are not as they were."`
}

// RenewalCounts say what the scan of a renewal did to the clues.
type RenewalCounts struct {
	New       int `json:"new" doc:"Clues that were not there."`
	Changed   int `json:"changed" doc:"Clues that rest on other facts."`
	Reopened  int `json:"reopened" doc:"Dismissed or put aside, and now there are new cases."`
	Unchanged int `json:"unchanged" doc:"Clues as they were."`
}

// A RenewedClue is a clue that is not as it was before a renewal.
type RenewedClue struct {
	ID      clue.ID    `json:"id" doc:"Id of the clue."`
	Model   fault.Text `json:"model" doc:"Name of the supervision model."`
	Subject string     `json:"subject" doc:"Name of whom it is about."`
	What    string     `json:"what" enum:"new,changed,gone,back" doc:"new: it was not there. changed: it rests on other cases or has another risk. gone: the model no longer finds the subject. back: it finds it again."`
	Before  ClueSize   `json:"before" doc:"As it was; zero if it was not there."`
	After   ClueSize   `json:"after" doc:"As it is."`
}

// A ClueSize is what of a clue changes most visibly.
type ClueSize struct {
	Cases int     `json:"cases" doc:"Cases it rests on."`
	Risk  float64 `json:"risk" doc:"Its risk coefficient."`
}

func (s *Server) startRenewal(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Renewal }, error) {
	r, err := s.Renewals.Start(ctx, c.By)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Renewal }{r.whole()}, nil
}

// RenewalList is what ran in this life of the program.
type RenewalList struct {
	Items []Renewal `json:"items" nullable:"false" doc:"The newest first."`
}

func (s *Server) listRenewals(ctx context.Context, c caller, _ *struct{}) (*struct{ Body RenewalList }, error) {
	all, err := s.Renewals.List(ctx, c.By)
	if err != nil {
		return nil, err
	}
	out := RenewalList{Items: []Renewal{}}
	for _, r := range all {
		out.Items = append(out.Items, r.whole())
	}
	return &struct{ Body RenewalList }{out}, nil
}

// whole returns the run with an empty list instead of none.
func (r Renewal) whole() Renewal {
	r.Clues = list(r.Clues)
	return r
}
