package matter

import (
	"context"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Board is the numbers above a board of the open matters that somebody may see.
type Board struct {
	States  []StateCount `json:"states" nullable:"false" doc:"Open matters by procedure and state."`
	Waiting int64        `json:"waiting" doc:"Open matters that wait for an approval."`
	Overdue int64        `json:"overdue" doc:"Open matters with a deadline that has passed."`
	Soon    int64        `json:"soon" doc:"Open matters with a deadline in the next 7 days."`
}

// A StateCount is how many matters of a procedure stand somewhere.
type StateCount struct {
	Procedure string     `json:"procedure" doc:"Id of the procedure."`
	Called    fault.Text `json:"procedure_title" doc:"Its name."`
	State     string     `json:"state" doc:"Id of the state."`
	Stands    fault.Text `json:"state_title" doc:"Its name."`
	Matters   int64      `json:"matters" doc:"How many."`
}

// soon is how many days ahead a deadline is soon.
const soon = 7

// Board counts the open matters that the actor may see: all of the office, or, with mine,
// those they handle.
func (s *Service) Board(ctx context.Context, by access.Account, mine bool) (b Board, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w := &where{}
		if mine {
			w.own(by.ID, "matter", "matter.id")
		}
		w.and("matter.office = ?", string(by.Office))
		w.and("matter.closed = ?", 0)
		if err := limits(ctx, tx, by, w, "matter", "matter.id"); err != nil {
			return err
		}
		b.States, err = s.standing(ctx, tx, by, w)
		if err != nil {
			return err
		}
		w.from = w.tables("matter")
		today := law.DateOf(tx.Now)
		for _, x := range []struct {
			to   *int64
			text string
			args []any
		}{
			{&b.Waiting, "matter.waits <> ''", nil},
			{&b.Overdue, "matter.next_due <> '' AND matter.next_due < ?", []any{today.String()}},
			{&b.Soon, "matter.next_due >= ? AND matter.next_due <= ?", []any{today.String(), today.AddDays(soon).String()}},
		} {
			own := where{from: w.from, text: append([]string{}, w.text...), args: append([]any{}, w.args...)}
			own.and(x.text, x.args...)
			if err := tx.QueryRow(ctx, `SELECT COUNT(*)`+own.from+`WHERE `+own.String(), own.args...).Scan(x.to); err != nil {
				return err
			}
		}
		return nil
	})
	return b, err
}

// standing counts the open matters under w by procedure and state. Those of an office are counted state by state,
// each found behind the one before: to group a hundred thousand rows takes PostgreSQL twice as long as to count them.
func (s *Service) standing(ctx context.Context, tx *db.Tx, by access.Account, w *where) ([]StateCount, error) {
	query, args := `SELECT matter.procedure, matter.state, COUNT(*)`+w.from+`WHERE `+w.String()+` GROUP BY matter.procedure, matter.state ORDER BY matter.procedure, matter.state`, w.args
	if w.from == "" {
		own := where{text: slices.Clone(w.text), args: slices.Clone(w.args)}
		open := where{args: own.args}
		open.and("office = ? AND closed = 0", string(by.Office))
		next := func(column string) string {
			return `(SELECT ` + column + ` FROM matter WHERE ` + open.String() + ` AND (matter.procedure, matter.state) > (stands.procedure, stands.state) ORDER BY procedure, state LIMIT 1)`
		}
		query = `WITH RECURSIVE stands (procedure, state) AS (SELECT * FROM (SELECT procedure, state FROM matter WHERE ` + open.String() + ` ORDER BY procedure, state LIMIT 1) AS first
			UNION ALL SELECT ` + next("procedure") + `, ` + next("state") + ` FROM stands WHERE stands.procedure IS NOT NULL)
			SELECT procedure, state, (SELECT COUNT(*) FROM matter WHERE ` + own.String() + ` AND matter.procedure = stands.procedure AND matter.state = stands.state)
			  FROM stands WHERE procedure IS NOT NULL`
		args = open.args
	}
	list := []StateCount{}
	err := rows(ctx, tx, "states", query, args, func(r interface{ Scan(...any) error }) error {
		var c StateCount
		if err := r.Scan(&c.Procedure, &c.State, &c.Matters); err != nil {
			return err
		}
		row := Row{Procedure: c.Procedure, State: c.State}
		s.name(&row)
		if c.Called, c.Stands = row.Called, row.Stands; c.Matters > 0 { // the actor may see none of them
			list = append(list, c)
		}
		return nil
	})
	return list, err
}
