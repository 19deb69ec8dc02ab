package web

import (
	"context"
	"fmt"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/node"
)

// Filings asks the models about a case that is about to be docketed.
type Filings interface {
	Check(ctx context.Context, f filing.Filing) (filing.Answer, error)
}

func (s *Server) checkRoutes(api huma.API) {
	route(s, api, also(post("/api/checks", "check-filing", "What the models find if this case is docketed", needs(access.CheckFilings).inHome()),
		"For the judge's eyes, never a refusal. Nothing of the filing is kept; that a check was made is recorded, with numbers and no names. "+
			"409 if this agency is no court, or nothing has been imported."), s.checkFiling)
}

func (s *Server) checkFiling(ctx context.Context, c caller, in *struct {
	Body filing.Filing
}) (*struct{ Body filing.Answer }, error) {
	if s.Box == nil || s.Box.Kind() != node.Court || s.Filings == nil {
		return nil, fault.Conflictf("立案审查提示只供人民法院使用；本机构不是法院，或者尚未以法院身份设立（mingjian node init --kind court）。",
			"Only a court checks filings: this agency is none, or has not been set up as one (mingjian node init --kind court).")
	}
	answer, err := s.Filings.Check(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return &struct{ Body filing.Answer }{answer}, s.Audit.Record(ctx, Checked(c.By, answer))
}

// Checked is the entry of a check: that it was made, on which snapshot, and nothing of whom.
func Checked(by access.Account, answer filing.Answer) audit.Entry {
	return audit.Entry{Actor: by.ID, Verb: audit.CheckFiling, Object: answer.Snapshot, Office: string(by.Office),
		Detail: map[string]string{"touched": fmt.Sprint(len(answer.Touched)), "parties": fmt.Sprint(len(answer.Parties))}}
}
