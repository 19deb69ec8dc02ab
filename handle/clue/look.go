package clue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
)

// Since is what others did to a clue since somebody last looked at it.
type Since struct {
	Looked time.Time // the zero time if they never did
	Events []Event   // oldest first; none if they never looked
}

// Look notes that somebody has the clue before them as d tells it, and returns what is new
// to them.
func (s *Service) Look(ctx context.Context, by access.Account, d Detail) (since Since, err error) {
	err = s.db.Together(ctx, func(tx *db.Tx) error {
		var n int
		var at string
		err := tx.QueryRow(ctx, `SELECT n, at FROM clue_look WHERE account = $1 AND clue = $2`, by.ID, string(d.ID)).Scan(&n, &at)
		switch {
		case err == nil:
			if since.Looked, err = db.ParseTime(at); err != nil {
				return fmt.Errorf("read the last look at clue %s: %w", d.ID, err)
			}
			for _, e := range d.History[min(n, len(d.History)):] {
				if e.Actor != by.ID {
					since.Events = append(since.Events, e)
				}
			}
		case !errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("read the last look at clue %s: %w", d.ID, err)
		}
		_, err = tx.Exec(ctx,
			`INSERT INTO clue_look (account, clue, n, at) VALUES ($1, $2, $3, $4)
			 ON CONFLICT (account, clue) DO UPDATE SET n = excluded.n, at = excluded.at`,
			by.ID, string(d.ID), len(d.History), db.Time(tx.Now))
		if err != nil {
			return fmt.Errorf("note the look at clue %s: %w", d.ID, err)
		}
		return nil
	})
	return since, err
}

// news counts, for each of the clues, what others did since by last looked.
func news(ctx context.Context, tx *db.Tx, by access.Account, list []Clue) error {
	if len(list) == 0 {
		return nil
	}
	place := make(map[ID]int, len(list))
	args := []any{by.ID}
	marks := make([]string, len(list))
	for i, c := range list {
		place[c.ID] = i
		args = append(args, string(c.ID))
		marks[i] = fmt.Sprintf("$%d", len(args))
	}
	rows, err := tx.Query(ctx,
		`SELECT clue_look.clue, COUNT(*) FROM clue_look JOIN clue_event ON clue_event.clue = clue_look.clue
		  WHERE clue_look.account = $1 AND clue_look.clue IN (`+strings.Join(marks, ", ")+`)
		    AND clue_event.n > clue_look.n AND clue_event.actor <> $1 GROUP BY clue_look.clue`, args...)
	if err != nil {
		return fmt.Errorf("count what is new: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id ID
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return fmt.Errorf("count what is new: %w", err)
		}
		list[place[id]].News = n
	}
	return rows.Err()
}
