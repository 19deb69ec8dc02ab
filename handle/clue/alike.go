package clue

import (
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
)

// An Alike is a clue of the same model that rests on the same cases as another: one matter,
// which one person may screen once.
type Alike struct {
	Clue    ID      `json:"clue" doc:"Id of the clue."`
	Subject string  `json:"subject" doc:"Name of whom or what it is about."`
	Risk    float64 `json:"risk" doc:"Its risk coefficient."`
	State   State   `json:"state" enum:"found,screening,accepted,dismissed,transferred" doc:"Where it stands."`
	Version int     `json:"state_version" doc:"To be sent back when it is merged."`
	Cases   int     `json:"cases" doc:"Number of cases it rests on."`
	Shared  int     `json:"shared" doc:"How many of them are those of the clue it was found through."`
}

// Alike returns the clues of the same model that belong to one cluster with it, by risk: those
// that share at least half the cases of the one that has fewer, and those that belong with
// these (scan.Clusters says the same of findings). What is merged already, and what by may not
// see, is left out; of very many the nearest [MaxMembers].
func (s *Service) Alike(ctx context.Context, by access.Account, id ID) (list []Alike, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		c, err := bare(ctx, tx, by, id)
		if err != nil {
			return err
		}
		shut, err := closed(ctx, tx, by)
		if err != nil {
			return err
		}
		seen := map[ID]bool{id: true}
		for _, x := range shut {
			seen[ID(x)] = true
		}
		list, err = spread(ctx, tx, c, seen)
		return err
	})
	slices.SortStableFunc(list, func(a, b Alike) int {
		switch {
		case a.Risk > b.Risk:
			return -1
		case a.Risk < b.Risk:
			return 1
		}
		return 0
	})
	return list, err
}

// spread goes from clue to clue along shared cases.
func spread(ctx context.Context, tx *db.Tx, c Clue, seen map[ID]bool) (list []Alike, err error) {
	type open struct {
		id    ID
		cases int
	}
	for todo := []open{{c.ID, c.Cases}}; len(todo) > 0 && len(list) < MaxMembers; todo = todo[1:] {
		near, err := sharing(ctx, tx, c, todo[0].id)
		if err != nil {
			return nil, err
		}
		for _, x := range near {
			if seen[x.Clue] || 2*x.Shared < min(x.Cases, todo[0].cases) || len(list) == MaxMembers {
				continue
			}
			seen[x.Clue] = true
			list, todo = append(list, x), append(todo, open{x.Clue, x.Cases})
		}
	}
	return list, nil
}

// sharing lists the clues of the model and office of c that have a case of the clue called id.
func sharing(ctx context.Context, tx *db.Tx, c Clue, id ID) ([]Alike, error) {
	rows, err := tx.Query(ctx,
		`SELECT clue.id, clue.subject_name, clue.risk, clue.state, clue.version, clue.cases, COUNT(*)
		   FROM clue_case own CROSS JOIN clue_case other CROSS JOIN clue
		  WHERE own.clue = $1 AND other.case_no = own.case_no AND other.clue <> own.clue AND clue.id = other.clue
		    AND clue.model = $2 AND clue.office = $3 AND clue.state <> 'merged' AND clue.stale = 0
		  GROUP BY clue.id, clue.subject_name, clue.risk, clue.state, clue.version, clue.cases ORDER BY 7 DESC, clue.id`,
		string(id), c.Model, string(c.Office))
	if err != nil {
		return nil, fmt.Errorf("find clues that share cases with %s: %w", id, err)
	}
	defer rows.Close()
	var list []Alike
	for rows.Next() {
		var x Alike
		if err := rows.Scan(&x.Clue, &x.Subject, &x.Risk, &x.State, &x.Version, &x.Cases, &x.Shared); err != nil {
			return nil, fmt.Errorf("find clues that share cases with %s: %w", id, err)
		}
		list = append(list, x)
	}
	return list, rows.Err()
}
