package clue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
)

// RestingOn returns the clues that rest on one of the documents, with what these stand for:
// of is a list of anything by document. It reads the newest finding of every clue.
func (s *Service) RestingOn(ctx context.Context, of map[string][]string) (map[ID][]string, error) {
	found := map[ID][]string{}
	if len(of) == 0 {
		return found, nil
	}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT clue.id, clue_finding.body FROM clue JOIN clue_finding ON clue_finding.clue = clue.id AND clue_finding.n = clue.finding`)
		if err != nil {
			return fmt.Errorf("look for clues that rest on documents: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var id ID
			var body []byte
			if err := rows.Scan(&id, &body); err != nil {
				return fmt.Errorf("look for clues that rest on documents: %w", err)
			}
			var f struct{ Documents []string }
			if err := json.Unmarshal(body, &f); err != nil {
				return fmt.Errorf("read the finding of clue %s: %w", id, err)
			}
			for _, document := range f.Documents {
				for _, what := range of[document] {
					if !slices.Contains(found[id], what) {
						found[id] = append(found[id], what)
					}
				}
			}
		}
		return rows.Err()
	})
	return found, err
}

// closed returns the clues of a list that somebody is kept from by a tie: a list must not
// show the people of a case that its page does not open.
func closed(ctx context.Context, tx *db.Tx, by access.Account) ([]string, error) {
	rows, err := tx.Query(ctx,
		`SELECT clue.id FROM recusal CROSS JOIN clue -- CROSS tells SQLite to begin with the few ties
		  WHERE clue.office = $1 AND clue.subject_id = recusal.subject AND recusal.account = $2 AND recusal.lifted_at = '' AND recusal.subject <> ''
		 UNION SELECT clue.merged_into FROM recusal CROSS JOIN clue
		  WHERE clue.office = $1 AND clue.subject_id = recusal.subject AND clue.merged_into <> '' AND recusal.account = $2 AND recusal.lifted_at = '' AND recusal.subject <> ''
		 UNION SELECT clue.merged_into FROM recusal CROSS JOIN clue
		  WHERE clue.id = recusal.case_id AND clue.merged_into <> '' AND recusal.account = $2 AND recusal.lifted_at = '' AND recusal.case_id <> ''
		 UNION SELECT case_id FROM recusal WHERE account = $2 AND lifted_at = '' AND case_id <> ''`, string(by.Office), by.ID)
	if err != nil {
		return nil, fmt.Errorf("ask which clues are closed to %s: %w", by.ID, err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("ask which clues are closed to %s: %w", by.ID, err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// ClosedDocuments returns the court documents of clues that a tie keeps the actor from: by whom
// the clue is about, by itself, or by a matter that rests on it.
func (s *Service) ClosedDocuments(ctx context.Context, by access.Account) (documents []string, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx,
			`SELECT clue_finding.body FROM clue_finding WHERE clue_finding.clue IN (
			   SELECT clue.id FROM recusal CROSS JOIN clue WHERE recusal.account = $1 AND recusal.lifted_at = '' AND recusal.subject <> '' AND clue.subject_id = recusal.subject
			   UNION SELECT recusal.case_id FROM recusal WHERE recusal.account = $1 AND recusal.lifted_at = '' AND recusal.case_id <> ''
			   UNION SELECT matter_clue.clue FROM recusal JOIN matter_clue ON matter_clue.matter = recusal.case_id WHERE recusal.account = $1 AND recusal.lifted_at = '')`, by.ID)
		if err != nil {
			return fmt.Errorf("ask which documents are closed to %s: %w", by.ID, err)
		}
		defer rows.Close()
		for rows.Next() {
			var body string
			var f scan.Finding
			if err := rows.Scan(&body); err != nil {
				return fmt.Errorf("ask which documents are closed to %s: %w", by.ID, err)
			}
			if err := json.Unmarshal([]byte(body), &f); err != nil {
				return fmt.Errorf("read the finding of a clue: %w", err)
			}
			documents = append(documents, f.Documents...)
		}
		return rows.Err()
	})
	return documents, err
}

// tiedToMembers returns, by clue, who is tied to one of its members: whoever is kept from a member
// is kept from the clue that answers for it.
func tiedToMembers(ctx context.Context, tx *db.Tx, ids []ID) (map[ID][]string, error) {
	list, err := json.Marshal(append([]ID{}, ids...))
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `SELECT m.merged_into, r.account FROM recusal r CROSS JOIN clue m
		WHERE r.lifted_at = '' AND (r.subject <> '' AND r.case_id = '' AND m.subject_id = r.subject OR r.subject = '' AND r.case_id <> '' AND m.id = r.case_id)
		  AND m.merged_into <> '' AND m.merged_into IN (SELECT value FROM json_each($1))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("ask who is tied to members: %w", err)
	}
	defer rows.Close()
	ties := map[ID][]string{}
	for rows.Next() {
		var id ID
		var account string
		if err := rows.Scan(&id, &account); err != nil {
			return nil, fmt.Errorf("ask who is tied to members: %w", err)
		}
		ties[id] = append(ties[id], account)
	}
	return ties, rows.Err()
}
