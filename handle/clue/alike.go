package clue

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
)

// An Alike is a clue of the same model that rests on the same cases as another, or in whose cases
// the same person or firm acts: one matter, which one person may screen once.
type Alike struct {
	Clue    ID      `json:"clue" doc:"Id of the clue."`
	Subject string  `json:"subject" doc:"Name of whom or what it is about."`
	Risk    float64 `json:"risk" doc:"Its risk coefficient."`
	State   State   `json:"state" enum:"found,screening,accepted,dismissed,transferred" doc:"Where it stands."`
	Version int     `json:"state_version" doc:"To be sent back when it is merged."`
	Cases   int     `json:"cases" doc:"Number of cases it rests on."`
	Shared  int     `json:"shared" doc:"How many of them are those of the clue it was found through; 0: only somebody who acts in most cases of both is the same."`
}

// Alike returns the clues of the same model that belong to one cluster with it, by risk: those
// that share at least half the cases of the one that has fewer, or have an actor in common, and
// those that belong with these (scan.Clusters says the same of findings). What is merged already,
// and what by may not see, is left out; of very many the nearest [MaxMembers].
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
		list, err = spread(ctx, tx, c, seen, false)
		return err
	})
	slices.SortStableFunc(list, func(a, b Alike) int { return cmp.Compare(b.Risk, a.Risk) })
	return list, err
}

// spread goes from clue to clue along shared cases and actors; with members too where these are
// asked for.
func spread(ctx context.Context, tx *db.Tx, c Clue, seen map[ID]bool, members bool) (list []Alike, err error) {
	for todo := []ID{c.ID}; len(todo) > 0 && len(list) < MaxMembers; todo = todo[1:] {
		near, err := sharing(ctx, tx, c, todo[0], members)
		if err != nil {
			return nil, err
		}
		for _, x := range near {
			if seen[x.Clue] || len(list) == MaxMembers {
				continue
			}
			seen[x.Clue] = true
			list, todo = append(list, x), append(todo, x.Clue)
		}
	}
	return list, nil
}

// sharing lists the clues of the model and office of c that belong with the clue called id: by
// half the cases of the one that has fewer, or by an actor.
func sharing(ctx context.Context, tx *db.Tx, c Clue, id ID, members bool) ([]Alike, error) {
	which := ""
	if !members {
		which = " AND clue.state <> 'merged'"
	}
	rows, err := tx.Query(ctx,
		`WITH hit (id, shared, actor) AS (
		   SELECT other.clue, COUNT(*), 0 FROM clue_case own CROSS JOIN clue_case other
		    WHERE own.clue = $1 AND other.case_no = own.case_no AND other.clue <> own.clue GROUP BY other.clue
		   UNION ALL SELECT other.clue, 0, 1 FROM clue_actor own CROSS JOIN clue_actor other
		    WHERE own.clue = $1 AND other.actor = own.actor AND other.clue <> own.clue GROUP BY other.clue),
		 met (id, shared, actor) AS (SELECT id, SUM(shared), MAX(actor) FROM hit GROUP BY id)
		 SELECT clue.id, clue.subject_name, clue.risk, clue.state, clue.version,
		        (SELECT COUNT(*) FROM clue_case WHERE clue_case.clue = clue.id), (SELECT COUNT(*) FROM clue_case WHERE clue_case.clue = $1), met.shared, met.actor
		   FROM met CROSS JOIN clue WHERE clue.id = met.id AND clue.model = $2 AND clue.office = $3 AND clue.stale = 0`+which+`
		  ORDER BY met.shared DESC, clue.id`,
		string(id), c.Model, string(c.Office))
	if err != nil {
		return nil, fmt.Errorf("find clues that share cases with %s: %w", id, err)
	}
	defer rows.Close()
	var list []Alike
	for rows.Next() {
		var x Alike
		var own int
		var actor bool
		if err := rows.Scan(&x.Clue, &x.Subject, &x.Risk, &x.State, &x.Version, &x.Cases, &own, &x.Shared, &actor); err != nil {
			return nil, fmt.Errorf("find clues that share cases with %s: %w", id, err)
		}
		if actor || 2*x.Shared >= min(x.Cases, own) {
			list = append(list, x)
		}
	}
	return list, rows.Err()
}
