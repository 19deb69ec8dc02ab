package matter

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"znkr.io/diff"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
)

// PaperVersions returns every version of a paper, the oldest first.
func (s *Service) PaperVersions(ctx context.Context, by access.Account, id ID, paper string) (all []PaperText, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if _, err := onePaper(ctx, tx, f, paper, 0); err != nil {
			return err
		}
		all = []PaperText{}
		return rows(ctx, tx, "versions", `SELECT `+paperColumns+`WHERE matter_paper.id = $1 AND matter_paper.matter = $2 ORDER BY matter_paper_text.n`, []any{paper, string(id)},
			func(r interface{ Scan(...any) error }) error {
				p, err := scanPaper(f.engine, r)
				all = append(all, p.Text)
				return err
			})
	})
	return all, err
}

// A Comparison is what changed between two versions of a paper.
type Comparison struct {
	From       PaperText   `json:"from" doc:"The version before."`
	To         PaperText   `json:"to" doc:"The version after, with who wrote it."`
	Paragraphs []Paragraph `json:"paragraphs" nullable:"false" doc:"The text in order; what is the same in both and what is not."`
	Changed    int         `json:"changed" doc:"Paragraphs that are not the same."`
}

// A Paragraph is one paragraph of two versions.
type Paragraph struct {
	Kind  string  `json:"kind" enum:"same,added,removed,changed" doc:"What became of it."`
	Words []Words `json:"words" nullable:"false" doc:"Its text in stretches."`
}

// Words is a stretch of a paragraph.
type Words struct {
	Kind string `json:"kind" enum:"same,added,removed" doc:"What became of it."`
	Text string `json:"text" doc:"The words."`
}

// ComparePaper compares two versions of a paper, paragraph by paragraph and word by word.
func (s *Service) ComparePaper(ctx context.Context, by access.Account, id ID, paper string, from, to int) (c Comparison, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		was, err := onePaper(ctx, tx, f, paper, max(from, 1))
		if err != nil {
			return err
		}
		is, err := onePaper(ctx, tx, f, paper, to)
		if err != nil {
			return err
		}
		c = Comparison{From: was.Text, To: is.Text}
		c.Paragraphs = Compare(was.Text.To+"\n"+was.Text.Body, is.Text.To+"\n"+is.Text.Body)
		for _, p := range c.Paragraphs {
			if p.Kind != "same" {
				c.Changed++
			}
		}
		return nil
	})
	return c, err
}

// Compare compares two texts of which a line is a paragraph. Paragraphs that took each
// other's place are compared word by word.
func Compare(was, is string) []Paragraph {
	all := []Paragraph{}
	var removed, added []string
	flush := func() {
		both := min(len(removed), len(added))
		for i := range both {
			all = append(all, Paragraph{"changed", wordsOf(removed[i], added[i])})
		}
		for _, s := range removed[both:] {
			all = append(all, Paragraph{"removed", []Words{{"removed", s}}})
		}
		for _, s := range added[both:] {
			all = append(all, Paragraph{"added", []Words{{"added", s}}})
		}
		removed, added = nil, nil
	}
	for _, e := range diff.Edits(paragraphsOf(was), paragraphsOf(is)) {
		switch e.Op {
		case diff.Delete:
			removed = append(removed, e.X)
		case diff.Insert:
			added = append(added, e.Y)
		case diff.Match:
			flush()
			all = append(all, Paragraph{"same", []Words{{"same", e.X}}})
		}
	}
	flush()
	return all
}

func paragraphsOf(s string) (all []string) {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// wordsOf compares two paragraphs.
func wordsOf(was, is string) (all []Words) {
	for _, e := range diff.Edits(tokens(was), tokens(is), diff.Minimal()) {
		kind, text := "same", e.X
		switch e.Op {
		case diff.Delete:
			kind = "removed"
		case diff.Insert:
			kind, text = "added", e.Y
		case diff.Match:
		}
		if n := len(all); n > 0 && all[n-1].Kind == kind {
			all[n-1].Text += text
			continue
		}
		all = append(all, Words{kind, text})
	}
	return slices.Clip(all)
}

// tokens cuts a paragraph into words: a Han character is one, and so are letters or digits
// in a row, so that no number changes in its middle.
func tokens(s string) (all []string) {
	plain := func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r) }
	var last rune
	for _, r := range s {
		if plain(r) && plain(last) {
			all[len(all)-1] += string(r)
		} else {
			all = append(all, string(r))
		}
		last = r
	}
	return all
}
