package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

// Remedies lets the models that found the clues of a matter look at the newest data, which takes
// as long as those models need.
type Remedies interface {
	// Begin begins to ask about the promise of a matter and returns at once. What was begun for the
	// matter and has not ended is returned as it is.
	Begin(by access.Account, id matter.ID, p matter.Promise) RemedyRun
	// Run returns what was last asked about a matter since the program started; its state is
	// [NoRemedyRun] if nothing was.
	Run(id matter.ID) RemedyRun
}

// NoRemedyRun is the state of a run that there was none of: a page asks for it of every matter.
const NoRemedyRun = "none"

// A RemedyRun is later data being asked about a matter, or what came of it.
type RemedyRun struct {
	State   string     `json:"state" enum:"none,waiting,running,done,failed" doc:"none: nobody has asked since the program started. waiting: another is being asked about. done: what was found stands in the matter."`
	Done    int        `json:"done" doc:"How many of its steps are done: to open and link the data, and to run each model."`
	Total   int        `json:"total" doc:"How many there are; 0 while it waits."`
	By      string     `json:"by" doc:"Who asked."`
	Started time.Time  `json:"started" doc:"When; the zero time if nobody has."`
	Says    fault.Text `json:"says" doc:"Why it failed; empty if it did not."`
}

func (s *Server) remedyRoutes(api huma.API) {
	route(s, api, also(ongoing(post("/api/matters/{id}/remedies", "check-remedy", "Let the models that found its clues look at later data: stopped, continues, or not enough data", of(access.AMatter, access.HandleMatters, access.ReadMatters))),
		"Answers at once with a run, whose progress GET on the same address tells; what was found then stands in the matter. 409 before the promised day has passed. The program does the same by itself for whatever is due.", http.StatusConflict), s.checkRemedy)
	route(s, api, get("/api/matters/{id}/remedies", "get-remedy-run", "How far the look at later data is, or what came of it", of(access.AMatter, access.ReadMatters, access.ReadMatters)), s.getRemedyRun)
}

// A MatterPath names a matter in a path.
type MatterPath struct {
	ID matter.ID `path:"id" maxLength:"64" doc:"Id of the matter."`
}

func (s *Server) checkRemedy(ctx context.Context, c caller, in *MatterPath) (*struct{ Body RemedyRun }, error) {
	if s.Remedies == nil {
		return nil, fault.Conflictf("本程序没有数据可以复核。", "This program has no data to look at.")
	}
	p, err := s.Matters.Promise(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body RemedyRun }{s.Remedies.Begin(c.By, in.ID, p)}, nil
}

func (s *Server) getRemedyRun(ctx context.Context, c caller, in *MatterPath) (*struct{ Body RemedyRun }, error) {
	if _, err := s.Matters.Get(ctx, c.By, in.ID); err != nil {
		return nil, err
	}
	if s.Remedies == nil {
		return &struct{ Body RemedyRun }{RemedyRun{State: NoRemedyRun}}, nil
	}
	return &struct{ Body RemedyRun }{s.Remedies.Run(in.ID)}, nil
}
