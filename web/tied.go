package web

import (
	"context"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
)

// mostOfOne is how many documents of one subject are looked up.
const mostOfOne = 100_000

// closedDocuments returns what a tie keeps the caller from among court documents: those of a
// clue or a matter that is closed to them, and those in which one they are tied to is a party.
// Who is a party is known as linkage has told it.
func (s *Server) closedDocuments(ctx context.Context, c caller) ([]string, error) {
	ties, err := s.Accounts.Ties(ctx, c.By.ID)
	if err != nil || len(ties) == 0 {
		return nil, err
	}
	closed, err := s.Clues.ClosedDocuments(ctx, c.By)
	if err != nil {
		return nil, err
	}
	var subjects []string
	for _, t := range ties {
		if t.Subject != "" {
			subjects = append(subjects, t.Subject)
		} else {
			closed = append(closed, t.Case) // that of a clue or a matter is no document's
		}
	}
	x, err := s.Networks(ctx)
	if fault.Is(err, fault.NotFound) {
		return closed, nil
	}
	if err != nil {
		return nil, err
	}
	edges, _, err := x.Edges(ctx, subjects, mostOfOne)
	if err != nil {
		return nil, err
	}
	for _, e := range edges {
		closed = append(closed, e.From, e.To)
	}
	return unique(closed), nil
}

// openTo returns nil unless a tie keeps the caller from one of the documents; then it says so.
func (s *Server) openTo(ctx context.Context, c caller, documents ...string) error {
	closed, err := s.closedDocuments(ctx, c)
	if err != nil {
		return err
	}
	for _, id := range documents {
		if !slices.Contains(closed, id) {
			continue
		}
		r := access.Resource{Kind: access.Document, ID: id, Office: access.Home, Tied: []string{c.By.ID}}
		if err := s.Accounts.Holds(ctx, c.By, access.ReadDocuments, access.ReadDocuments, r); err != nil {
			return err
		}
	}
	return nil
}

// tiedSubjects returns whom the caller is tied to.
func (s *Server) tiedSubjects(ctx context.Context, c caller) (subjects []string, err error) {
	ties, err := s.Accounts.Ties(ctx, c.By.ID)
	for _, t := range ties {
		if t.Subject != "" {
			subjects = append(subjects, t.Subject)
		}
	}
	return subjects, err
}
