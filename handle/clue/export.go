package clue

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// An Exported is one clue with the finding it rests on.
type Exported struct {
	Clue
	Finding scan.Finding
}

// Export yields every clue that f chooses, by id; f's sort, cursor and limit do not
// count. That clues were taken out is recorded before the first is yielded. A failure
// is yielded once, as the last thing.
func (s *Service) Export(ctx context.Context, by access.Account, f Filter) iter.Seq2[Exported, error] {
	return func(yield func(Exported, error) bool) {
		if !access.May(by, access.ExportClues, by.Office) {
			yield(Exported{}, fault.Forbiddenf("您没有导出线索的权限。", "You may not export clues."))
			return
		}
		err := s.db.InTx(ctx, func(tx *db.Tx) error {
			return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.Export, Object: "clues", Office: string(by.Office)})
		})
		if err == nil {
			err = s.db.View(ctx, func(tx *db.Tx) error { return s.export(ctx, tx, by, f, yield) })
		}
		if err != nil {
			yield(Exported{}, err)
		}
	}
}

func (s *Service) export(ctx context.Context, tx *db.Tx, by access.Account, f Filter, yield func(Exported, error) bool) error {
	f.Sort, f.Cursor, f.today = "", "", law.DateOf(tx.Now)
	o, err := f.check()
	if err != nil {
		return err
	}
	if f.closed, err = closed(ctx, tx, by); err != nil {
		return err
	}
	c, err := f.choose(ctx, tx, s.most)
	if err != nil {
		return err
	}
	w := f.where(by.Office, c)
	rows, err := tx.Query(ctx, sorted(w, f, o)+
		`SELECT `+columns+`, clue_finding.body FROM hit CROSS JOIN clue CROSS JOIN clue_finding
		  WHERE clue.id = hit.id AND clue_finding.clue = clue.id AND clue_finding.n = clue.finding
		  ORDER BY clue.id`, w.args...)
	if err != nil {
		return fmt.Errorf("export clues: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var e Exported
		if e.Clue, err = scanClue(rows, f.today, &text); err != nil {
			return fmt.Errorf("export clues: %w", err)
		}
		if err := json.Unmarshal([]byte(text), &e.Finding); err != nil {
			return fmt.Errorf("export clue %s: %w", e.ID, err)
		}
		if !yield(e, nil) {
			return nil
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("export clues: %w", err)
	}
	return nil
}
