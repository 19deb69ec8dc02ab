package clue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
)

// RestsOn reports whether any of the clues, or a member of one, rests on a court document: whether
// one of their findings names it, or the number of its case. Who may know of the clues is for the caller to ask.
func (s *Service) RestsOn(ctx context.Context, clues []ID, document, caseNo string) (rests bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		for _, id := range clues {
			if rests, err = restsOn(ctx, tx, id, document, caseNo); err != nil || rests {
				return err
			}
		}
		return nil
	})
	return rests, err
}

func restsOn(ctx context.Context, tx *db.Tx, id ID, document, caseNo string) (bool, error) {
	rows, err := tx.Query(ctx, `SELECT body FROM clue_finding WHERE clue = $1 OR clue IN (SELECT id FROM clue WHERE merged_into = $1 AND merged_into <> '')`, string(id))
	if err != nil {
		return false, fmt.Errorf("ask what clue %s rests on: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		var body string
		var f scan.Finding
		if err := rows.Scan(&body); err != nil {
			return false, fmt.Errorf("ask what clue %s rests on: %w", id, err)
		}
		if err := json.Unmarshal([]byte(body), &f); err != nil {
			return false, fmt.Errorf("read the finding of clue %s: %w", id, err)
		}
		if slices.Contains(f.Documents, document) || caseNo != "" && slices.Contains(f.Cases, caseNo) ||
			slices.ContainsFunc(f.Records, func(r scan.Record) bool { return r.RecordID == document }) {
			return true, nil
		}
	}
	return false, rows.Err()
}
