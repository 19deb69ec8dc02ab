package main

import (
	"context"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// A keptDesk is a desk that is open, with its models read and everybody told apart.
type keptDesk struct {
	filing.Desk
	close func()
}

// openDesk opens a desk on a snapshot for one question.
func (a *app) openDesk(ctx context.Context, s lake.Snapshot, list []models.Model, r room) (*keptDesk, error) {
	e, closeEngine, err := a.engineOn(s, r)
	if err != nil {
		return nil, err
	}
	if err := linkage.Link(ctx, e, append(inputsOf(list), "party", "agent")...); err != nil {
		closeEngine()
		return nil, err
	}
	asOf, err := scan.Latest(ctx, e)
	if err != nil {
		closeEngine()
		return nil, err
	}
	return &keptDesk{Desk: filing.Desk{Snapshot: scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, Models: list, Open: openFew}, close: closeEngine}, nil
}
