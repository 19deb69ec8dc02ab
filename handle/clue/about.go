package clue

import (
	"context"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/law"
)

// About returns the clues about any of the subjects that the actor may see, in the order of
// the subjects and then by risk, the highest first. It answers which clues a decision about
// who is who touches.
func (s *Service) About(ctx context.Context, by access.Account, subjects []string) (list []Clue, err error) {
	if !access.May(by, access.ReadClues, by.Office) {
		return nil, nil
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		for _, subject := range subjects {
			if !db.Storable(subject) {
				continue
			}
			if list, err = appendAbout(ctx, tx, list, by.Office, subject); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

func appendAbout(ctx context.Context, tx *db.Tx, list []Clue, office access.Office, subject string) ([]Clue, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM clue WHERE office = $1 AND subject_id = $2 ORDER BY risk DESC, id`, string(office), subject)
	if err != nil {
		return nil, fmt.Errorf("find clues about a subject: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		c, err := scanClue(rows, law.DateOf(tx.Now))
		if err != nil {
			return nil, fmt.Errorf("find clues about a subject: %w", err)
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

// Facts is what the finding of a clue says, for a paper: its sentence and its case numbers.
// Errors are those of reading the clue.
func Facts(ctx context.Context, tx *db.Tx, by access.Account, id ID) (string, error) {
	_, f, err := get(ctx, tx, by, id)
	if err != nil || len(f.Cases) == 0 {
		return f.Summary.ZH, err
	}
	return f.Summary.ZH + "（" + strings.Join(f.Cases, "、") + "）", nil
}
