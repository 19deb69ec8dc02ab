package linkage

import (
	"iter"
	"time"
)

// LinkRows yields the rows of the table link, one value for each field of its standard.
func (a *Answer) LinkRows() iter.Seq2[[]any, error] {
	return rowsOf(a.Links, func(l LinkRow) []any {
		var bits any
		if l.Weights != "" {
			bits = l.Bits
		}
		return []any{l.Dataset, l.Record, l.Mention.Mention, l.Entity, l.Probability, l.How,
			l.Via.Dataset, l.Via.Record, l.Via.Mention, bits, l.Weights}
	})
}

// EntityRows yields the rows of the table entity, one value for each field of its standard.
func (a *Answer) EntityRows() iter.Seq2[[]any, error] {
	return rowsOf(a.Entities, func(e EntityRow) []any {
		return []any{e.ID, e.Kind, e.Name, e.IDNo, day(e.BornOn), told(e.BornFrom), told(e.Sex), e.Mentions, e.Datasets, e.Least}
	})
}

// CandidateRows yields the rows of the table candidate, one value for each field of its
// standard.
func (a *Answer) CandidateRows() iter.Seq2[[]any, error] {
	return rowsOf(a.Candidates, func(c CandidateRow) []any {
		return []any{c.Left.Dataset, c.Left.Record, c.Left.Mention, c.LeftEntity,
			c.Right.Dataset, c.Right.Record, c.Right.Mention, c.RightEntity,
			c.Kind, c.Probability, c.Bits, c.Why, c.Weights}
	})
}

// rowsOf yields each of list as a row.
func rowsOf[T any](list []T, row func(T) []any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, x := range list {
			if !yield(row(x), nil) {
				return
			}
		}
	}
}

// told returns what a text says, or nil if it says nothing.
func told(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// day returns the day of an ISO date, or nil if there is none.
func day(iso string) any {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	return t
}
