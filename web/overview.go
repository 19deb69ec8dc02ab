package web

import (
	"context"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// A SnapshotInfo says what was taken in.
type SnapshotInfo struct {
	ID         string    // empty if nothing was imported yet
	ImportedAt time.Time // when the snapshot became visible
	Documents  int       // court documents in it
	Defects    int       // things in them that could not be read
}

// An Overview is the numbers of the whole office.
type Overview struct {
	Snapshot   string             `json:"snapshot" doc:"Id of the present snapshot; empty if nothing was imported yet."`
	ImportedAt *time.Time         `json:"imported_at" doc:"When it became visible; null if nothing was imported yet."`
	Documents  int                `json:"documents" doc:"Court documents in it."`
	Defects    int                `json:"defects" doc:"Things in them that could not be read."`
	Models     int                `json:"models" doc:"Supervision models at hand."`
	Clues      map[clue.State]int `json:"clues" doc:"Clues in each state."`
	Risk       []clue.Bin         `json:"risk" nullable:"false" doc:"Clues in any state by risk coefficient, in 10 bins."`
	ByModel    []ModelCount       `json:"by_model" nullable:"false" doc:"Clues in any state by model, in the order of the models."`
}

// A ModelCount is how many clues one model has.
type ModelCount struct {
	Model string     `json:"model" doc:"Id of the model."`
	Title fault.Text `json:"title" doc:"Name of the model."`
	Clues int        `json:"clues" doc:"Clues that rest on it."`
}

func (s *Server) overview(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Overview }, error) {
	sum, err := s.Clues.Summary(ctx, c.By)
	if err != nil {
		return nil, err
	}
	snapshot, err := s.Snapshot(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the present snapshot: %w", err)
	}
	out := Overview{Snapshot: snapshot.ID, Documents: snapshot.Documents, Defects: snapshot.Defects, Models: len(s.Models()),
		Clues: sum.ByState, Risk: sum.Risk, ByModel: s.modelCounts(sum)}
	if !snapshot.ImportedAt.IsZero() {
		out.ImportedAt = &snapshot.ImportedAt
	}
	return &struct{ Body Overview }{out}, nil
}

// modelCounts names every model at hand, and after them those that have left clues.
func (s *Server) modelCounts(sum clue.Summary) []ModelCount {
	n := map[string]int{}
	for _, m := range sum.ByModel {
		n[m.Model] = m.Clues
	}
	counts := []ModelCount{}
	for _, card := range s.Models() {
		counts = append(counts, ModelCount{card.ID, card.Title, n[card.ID]})
		delete(n, card.ID)
	}
	for _, m := range sum.ByModel {
		if _, left := n[m.Model]; left {
			counts = append(counts, ModelCount{m.Model, s.title(m.Model), m.Clues})
		}
	}
	return counts
}
