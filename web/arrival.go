package web

import (
	"context"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// Arrivals takes court documents in as they come.
type Arrivals interface {
	// Arrive imports documents and tells what they cause. The import stands if what follows
	// fails; then Told is false.
	Arrive(ctx context.Context, by access.Account, a Arrival) (Arrived, error)
}

// An Arrival is court documents that came, with the basis on which they are here.
type Arrival struct {
	Documents                      []ArrivedDocument
	Agency, Authorisation, Purpose string
	RetainUntil                    time.Time // zero if nobody said
}

// An ArrivedDocument is the text of a court document.
type ArrivedDocument struct {
	ID   string `json:"id" minLength:"1" maxLength:"200" doc:"Id of the document, as the court or the deliverer calls it."`
	Text string `json:"text" minLength:"1" doc:"Its text."`
}

// An ArrivalRequest brings court documents in.
type ArrivalRequest struct {
	Documents     []ArrivedDocument `json:"documents" minItems:"1" maxItems:"100" doc:"The documents; at most 1 MB altogether."`
	Agency        string            `json:"agency" minLength:"1" maxLength:"200" doc:"Which agency delivered them."`
	Authorisation string            `json:"authorisation" minLength:"1" maxLength:"200" doc:"Number of the paper that allows their use."`
	Purpose       string            `json:"purpose" minLength:"1" maxLength:"500" doc:"What they are used for."`
	RetainUntil   string            `json:"retain_until,omitempty" maxLength:"10" doc:"Day after which they are to be forgotten, ISO; empty if none was set."`
}

// Arrived says what became of documents and what they caused. It names nobody: whoever may see
// clues finds them among the clues.
type Arrived struct {
	Snapshot string            `json:"snapshot" doc:"The present snapshot now."`
	Counts   RowCounts         `json:"counts" doc:"What became of the documents."`
	Unread   []fault.Text      `json:"unread" nullable:"false" doc:"Why documents could not be read."`
	Told     bool              `json:"told" doc:"Whether the models were asked what the documents cause."`
	Says     fault.Text        `json:"says" doc:"The answer as a sentence; where told is false, when clues follow."`
	Clues    ArrivedClues      `json:"clues" doc:"What became of clues; all 0 where told is false."`
	NotAsked []ArrivedNotAsked `json:"not_asked" nullable:"false" doc:"Models that the next whole scan has to ask."`
}

// ArrivedClues counts what became of clues.
type ArrivedClues struct {
	New       int `json:"new" doc:"Clues that were not there."`
	Changed   int `json:"changed" doc:"Clues with other facts than before."`
	Reopened  int `json:"reopened" doc:"Clues that were dismissed and have new facts."`
	Unchanged int `json:"unchanged" doc:"Clues that were looked at and stay as they are."`
}

// An ArrivedNotAsked is a model that was not asked, and why.
type ArrivedNotAsked struct {
	Model string     `json:"model" doc:"Id of the model."`
	Why   fault.Text `json:"why" doc:"Why."`
}

func (s *Server) arrivalRoutes(api huma.API) {
	route(s, api, also(post("/api/judgments", "post-judgments", "Bring court documents in and ask what they cause", needs(access.ImportRecords).inHome()),
		"Where the server keeps an index (mingjian serve --watch), clues stand among the clues when the answer comes; else told is false and the next scan tells. "+
			"Documents that are there already change nothing. The import is recorded. 409 while another import runs.", 409), s.postJudgments)
}

func (s *Server) postJudgments(ctx context.Context, c caller, in *struct{ Body ArrivalRequest }) (*struct{ Body Arrived }, error) {
	r := in.Body
	o, err := basis(r.Agency, r.Authorisation, r.Purpose, r.RetainUntil, s.Now())
	if err != nil {
		return nil, err
	}
	for _, d := range r.Documents {
		if strings.TrimSpace(d.ID) == "" || strings.TrimSpace(d.Text) == "" {
			return nil, fault.Invalidf("每份文书都要有编号和正文。", "Every document needs an id and a text.")
		}
	}
	// What has begun is finished: who hangs up must not leave documents without their clues.
	a, err := s.Arrivals.Arrive(context.WithoutCancel(ctx), c.By, Arrival{r.Documents, o.Agency, o.Authorisation, o.Purpose, o.RetainUntil})
	if err != nil {
		return nil, err
	}
	a.Unread, a.NotAsked = list(a.Unread), list(a.NotAsked)
	return &struct{ Body Arrived }{a}, nil
}
