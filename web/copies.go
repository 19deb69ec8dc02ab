package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/similar"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// mostCompared is how many documents of a clue are compared each with each: 28 pairs.
const mostCompared = 8

// copyRoutes is what the API can do with words that stand in several court documents.
func (s *Server) copyRoutes(api huma.API) {
	route(s, api, also(get("/api/judgments/{id}/comparison", "compare-judgments", "The passages that two court documents have in common", of(access.Document, access.ReadDocuments, access.ReadDocuments).inHome()),
		"But for names, numbers and punctuation; what every document says does not count. Both looks are recorded. "+saysLook), s.compareJudgments)
	route(s, api, also(get("/api/clues/{id}/copies", "list-copies", "Which documents of a clue have most in common", of(access.AClue, access.ReadDocuments, access.ReadClues).inHome()),
		"At most 8 documents are compared, each with each. The look at each of them is recorded."), s.listCopies)
}

// A DocumentComparison is what two court documents have in common.
type DocumentComparison struct {
	Here       string          `json:"here" doc:"Id of the one document."`
	There      string          `json:"there" doc:"Id of the other."`
	Passages   []CopiedPassage `json:"passages" nullable:"false" doc:"In the order of the one document, where they do not overlap; in the other they may."`
	Letters    int             `json:"letters" doc:"Characters of all passages together that are equal, without punctuation; a name or a number is one."`
	ShareHere  float64         `json:"share_here" doc:"How much of what the one document tells stands in these passages, 0 to 1."`
	ShareThere float64         `json:"share_there" doc:"The same of the other document."`
	Snapshot   string          `json:"snapshot" doc:"The snapshot both were read from."`
}

// A CopiedPassage stands in two documents.
type CopiedPassage struct {
	Here    record.Span `json:"here" doc:"Characters [start, end) of the text of the one document in Unicode code points."`
	There   record.Span `json:"there" doc:"The same in the other document."`
	Letters int         `json:"letters" doc:"Characters that are equal, at least 24, without punctuation; a name or a number is one."`
	Same    []SameWords `json:"same" nullable:"false" doc:"What of it is written the same in both, in order: names, numbers and a few characters that differ stand between."`
}

// SameWords are written the same in two documents but for punctuation.
type SameWords struct {
	Here  record.Span `json:"here" doc:"Characters [start, end) of the text of the one document in Unicode code points."`
	There record.Span `json:"there" doc:"The same in the other document."`
}

func (s *Server) compareJudgments(ctx context.Context, c caller, in *struct {
	ID   string `path:"id" maxLength:"256" doc:"Id of the one document."`
	With string `query:"with" required:"true" minLength:"1" maxLength:"256" doc:"Id of the other."`
	LookQuery
}) (*struct{ Body DocumentComparison }, error) {
	if in.ID == in.With {
		return nil, fault.Invalidf("这是同一份文书，请另选一份对照。", "This is the same document: choose another one to compare it with.")
	}
	why, err := s.why(ctx, c, in.LookQuery)
	if err != nil {
		return nil, err
	}
	if err := s.openTo(ctx, c, in.ID, in.With); err != nil {
		return nil, err
	}
	here, err := s.Documents.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	there, err := s.Documents.Document(ctx, in.With)
	if err != nil {
		return nil, err
	}
	var err1, err2 error
	here.Beyond, err1 = s.beyond(ctx, c, in.For, here)
	there.Beyond, err2 = s.beyond(ctx, c, in.For, there)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	if here, err = s.shown(ctx, c, here, why); err != nil { // the passages are places in what is shown
		return nil, err
	}
	if there, err = s.shown(ctx, c, there, why); err != nil {
		return nil, err
	}
	if err := s.lookedAt(ctx, c, here, in.For, there.ID); err != nil {
		return nil, err
	}
	if err := s.lookedAt(ctx, c, there, in.For, here.ID); err != nil {
		return nil, err
	}
	out := DocumentComparison{Here: here.ID, There: there.ID, Passages: []CopiedPassage{}, Snapshot: here.Snapshot}
	// The order of a comparison is that of its second document.
	found := similar.Compare(there.Text, here.Text)
	out.ShareHere, out.ShareThere = found.ShareB, found.ShareA
	for _, p := range found.Passages {
		out.Letters += p.Letters
		same := make([]SameWords, len(p.Same))
		for i, x := range p.Same {
			same[i] = SameWords{Here: x.B, There: x.A}
		}
		out.Passages = append(out.Passages, CopiedPassage{Here: p.B, There: p.A, Letters: p.Letters, Same: same})
	}
	return &struct{ Body DocumentComparison }{out}, nil
}

// A CopyList tells which documents of a clue have words in common.
type CopyList struct {
	Pairs     []CopiedPair `json:"pairs" nullable:"false" doc:"Every two of the documents that were compared, those that have most in common first, also those that have nothing."`
	Compared  int          `json:"compared" doc:"Documents that were compared, each with each: those that the clue rests on most, at most 8."`
	Documents int          `json:"documents" doc:"Documents of the clue."`
}

// A CopiedPair is two documents of a clue and how much they have in common.
type CopiedPair struct {
	Here       string  `json:"here" doc:"Id of the older document."`
	There      string  `json:"there" doc:"Id of the other."`
	Passages   int     `json:"passages" doc:"Passages that stand in both."`
	Letters    int     `json:"letters" doc:"Characters of these passages that are equal, without punctuation."`
	ShareHere  float64 `json:"share_here" doc:"How much of what the older document tells stands in them, 0 to 1."`
	ShareThere float64 `json:"share_there" doc:"The same of the other document."`
}

func (s *Server) listCopies(ctx context.Context, c caller, in *struct {
	ID clue.ID `path:"id" maxLength:"64" doc:"Id of the clue."`
}) (*struct{ Body CopyList }, error) {
	d, err := s.Clues.Get(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	rows, err := s.documentRows(ctx, d.Finding.Documents)
	if err != nil {
		return nil, fmt.Errorf("read the documents of clue %s: %w", d.ID, err)
	}
	ids := restedOnMost(rows, d)
	if err := s.openTo(ctx, c, ids...); err != nil {
		return nil, err
	}
	texts := make([]similar.Text, len(ids))
	for i, id := range ids {
		document, err := s.Documents.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		document.Purpose = standing(c.By.Role, access.AClue).In(c.Lang)
		if err := s.lookedAt(ctx, c, document, string(d.ID), ""); err != nil {
			return nil, err
		}
		texts[i] = similar.Read(document.Text)
	}
	pairs, err := pairsOf(ctx, ids, texts)
	if err != nil {
		return nil, err
	}
	return &struct{ Body CopyList }{CopyList{Pairs: pairs, Compared: len(ids), Documents: len(rows)}}, nil
}

// restedOnMost returns the documents that are compared, in the order of rows: those with the
// most evidence of the clue.
func restedOnMost(rows []DocumentRow, d clue.Detail) []string {
	evidence := map[string]int{}
	for _, r := range d.Finding.Records {
		evidence[r.RecordID]++
	}
	at := make([]int, len(rows))
	for i := range rows {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(evidence[rows[b].ID], evidence[rows[a].ID]) })
	at = at[:min(len(at), mostCompared)]
	slices.Sort(at)
	ids := make([]string, len(at))
	for i, n := range at {
		ids[i] = rows[n].ID
	}
	return ids
}

// pairsOf compares every two of the texts, those that have most in common first.
func pairsOf(ctx context.Context, ids []string, texts []similar.Text) ([]CopiedPair, error) {
	pairs := []CopiedPair{}
	for i := range ids {
		for k := i + 1; k < len(ids); k++ {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			found := texts[k].Compare(texts[i])
			p := CopiedPair{Here: ids[i], There: ids[k], Passages: len(found.Passages), ShareHere: found.ShareB, ShareThere: found.ShareA}
			for _, x := range found.Passages {
				p.Letters += x.Letters
			}
			pairs = append(pairs, p)
		}
	}
	slices.SortStableFunc(pairs, func(a, b CopiedPair) int { return cmp.Compare(b.Letters, a.Letters) })
	return pairs, nil
}
