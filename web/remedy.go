package web

import (
	"context"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
)

// Remedies lets the models that found the clues of a matter look at the newest data, and tells
// what is of after the day that was promised. It takes as long as those models need.
type Remedies func(ctx context.Context, by access.Account, p matter.Promise) ([]matter.RemedyLook, error)

// A RemedyRequest asks later data whether the wrong stopped.
type RemedyRequest struct{}

func (s *Server) checkRemedy(ctx context.Context, c caller, id matter.ID, _ RemedyRequest, r matter.Request) (matter.Detail, error) {
	if s.Remedies == nil {
		return matter.Detail{}, fault.Conflictf("本程序没有数据可以复核。", "This program has no data to look at.")
	}
	p, err := s.Matters.Promise(ctx, c.By, id)
	if err != nil {
		return matter.Detail{}, err
	}
	looks, err := s.Remedies(ctx, c.By, p)
	if err != nil {
		return matter.Detail{}, err
	}
	return s.Matters.KeepRemedy(ctx, c.By, id, looks, r)
}
