package clue

import (
	"context"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Service keeps the clues; each of its acts is one transaction.
type Service struct {
	db   *db.DB
	most bounds
	kept keptSummary
}

// bounds say how much a list does at most, so that it is short among hundreds of thousands.
type bounds struct {
	few    int // so many matches are read once, and a list of no more is sorted
	sorted int // so many matches are sorted; above, the list walks along its order
	count  int // so far each state is counted
	asked  int // so many clues of a state are asked, to count, whether they match
}

// NewService returns the clues kept in d.
func NewService(d *db.DB) *Service {
	return &Service{db: d, most: bounds{few: 500, sorted: 4000, count: MaxBulk, asked: 100}}
}

// A Detail is everything the page of one clue shows that this package knows.
type Detail struct {
	Clue
	Finding     scan.Finding // the finding it rests on now
	History     []Event      // oldest first
	SubjectRisk SubjectRisk
	Cluster     []Member   // clues that are merged into it
	Says        fault.Text // what it and its members are together; empty if it has none
}

// Get returns the clue, or NotFound if there is none that the actor may see.
func (s *Service) Get(ctx context.Context, by access.Account, id ID) (d Detail, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err = detail(ctx, tx, by, id)
		return err
	})
	return d, err
}

func detail(ctx context.Context, tx *db.Tx, by access.Account, id ID) (d Detail, err error) {
	if d.Clue, d.Finding, err = get(ctx, tx, by, id); err != nil {
		return Detail{}, err
	}
	if d.History, err = history(ctx, tx, id); err != nil {
		return Detail{}, err
	}
	list, err := siblings(ctx, tx, d.Office, d.Subject.ID)
	if err != nil {
		return Detail{}, err
	}
	d.SubjectRisk = Combine(list)
	d.Cluster, err = members(ctx, tx, id)
	if d.Members = len(d.Cluster); err != nil || d.Members == 0 {
		return d, err
	}
	all, err := parts(ctx, tx, id, nil)
	d.Says = say(all, d.Subject.Name, d.Cluster)
	return d, err
}

// Move takes the clue one step and returns it as it then stands. Errors are NotFound,
// Forbidden, Conflict (not from this state, or somebody was faster) or Invalid.
func (s *Service) Move(ctx context.Context, by access.Account, id ID, m Move) (Detail, error) {
	return s.act(ctx, by, id, func(tx *db.Tx, c Clue) (change, error) { return move(asking(ctx, tx), by, c, m, tx.Now) })
}

// move permits and moves.
func move(ask asker, by access.Account, c Clue, m Move, now time.Time) (change, error) {
	if err := mayChange(ask, by, c, m.Seen); err != nil {
		return change{}, err
	}
	from := c
	if err := c.Move(m); err != nil {
		return change{}, err
	}
	return moved(by, from, c, m, now), nil
}

// moved is the change that a move makes: from is the clue before it and c after it.
func moved(by access.Account, from, c Clue, m Move, now time.Time) change {
	e := Event{Kind: Moved, From: from.State, To: m.To, Reason: m.Reason, Note: m.Note}
	return changed(by, from, c, e, now, audit.Move, map[string]string{"from": string(from.State), "to": string(m.To), "reason": string(m.Reason), "version": strconv.Itoa(c.Version + 1)})
}
