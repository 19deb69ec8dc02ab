package clue

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
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

// Line returns the clue as one line of a file: its finding's object with the clue's id, state and
// number of members added.
func (e Exported) Line(lang string) ([]byte, error) {
	line, err := e.Finding.Line(lang)
	if err != nil {
		return nil, err
	}
	head, err := json.Marshal(map[string]any{"clue": e.ID, "state": e.State, "stale": e.Stale, "members": e.Members})
	if err != nil {
		return nil, err
	}
	return append(append(line[:len(line)-1:len(line)-1], ','), head[1:]...), nil
}

// Masked returns the clue without what names people: of a subject that is a person or a group the
// family name is left, and the sentences and the values of the records are taken out whole,
// because nothing vouches for a name within them.
func (e Exported) Masked() Exported {
	f := e.Finding
	if f.Subject.Kind != "organisation" {
		f.Subject.Name = record.FamilyName(f.Subject.Name)
	}
	f.Summary, f.Actors = fault.Text{}, nil
	f.Indicators, f.Against, f.Records = slices.Clone(f.Indicators), slices.Clone(f.Against), slices.Clone(f.Records)
	for i := range f.Indicators {
		f.Indicators[i].Says = fault.Text{}
	}
	for i := range f.Against {
		f.Against[i].Says = fault.Text{}
	}
	for i := range f.Records {
		f.Records[i].Value = ""
	}
	e.Finding, e.Subject = f, f.Subject
	return e
}

// Chosen returns every clue that f chooses, by id, to whoever may export; f's sort, cursor and
// limit do not count. More than most are refused. That they are taken out is for the caller to record, who
// knows what becomes of them.
func (s *Service) Chosen(ctx context.Context, by access.Account, f Filter, most int) (list []Exported, err error) {
	if err := mayExport(by); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		return s.export(ctx, tx, by, f, func(e Exported, fails error) bool {
			list, err = append(list, e), fails
			return fails == nil && len(list) <= most
		})
	})
	if err == nil && len(list) > most {
		err = fault.Invalidf("所选线索超过 %d 条，请缩小范围后分次导出。", "More than %d clues are chosen: narrow them down and export them in parts.", most)
	}
	return list, err
}

func mayExport(by access.Account) error {
	if !access.May(by, access.ExportClues, by.Office) {
		return fault.Forbiddenf("您没有导出线索的权限。", "You may not export clues.")
	}
	return nil
}

// Export yields every clue that f chooses, by id; f's sort, cursor and limit do not
// count. That clues were taken out is recorded before the first is yielded. A failure
// is yielded once, as the last thing.
func (s *Service) Export(ctx context.Context, by access.Account, f Filter) iter.Seq2[Exported, error] {
	return func(yield func(Exported, error) bool) {
		if err := mayExport(by); err != nil {
			yield(Exported{}, err)
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
	c, err := f.choose(ctx, tx, o, s.most)
	if err != nil {
		return err
	}
	w := f.where(by.Office, c)
	rows, err := tx.Query(ctx, every(w, f, o)+
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
