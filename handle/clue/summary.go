package clue

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Summary counts the clues of an office, in whatever state. It names nobody.
type Summary struct {
	ByState map[State]int // every state, also with no clue
	Risk    []Bin         // ten bins, from 0 to 1
	ByModel []ModelCount  // models that have clues, by id
}

// A Bin counts the clues whose risk is at least From and less than To; the last one also
// those at 1.
type Bin struct {
	From  float64 `json:"from" doc:"Least risk coefficient of the bin."`
	To    float64 `json:"to" doc:"Risk coefficient at which the next bin begins."`
	Clues int     `json:"clues" doc:"Clues in the bin."`
}

// A ModelCount is how many clues one model has.
type ModelCount struct {
	Model string
	Clues int
}

// A keptSummary is the numbers of each office as they were counted last.
type keptSummary struct {
	mu     sync.Mutex
	length time.Duration
	of     map[access.Office]countedSummary
}

type countedSummary struct {
	at  time.Time
	sum Summary
}

// KeepSummary lets the numbers of an office stand for a while before they are counted again,
// which takes long among hundreds of thousands of clues. It is called before the first use.
func (s *Service) KeepSummary(d time.Duration) { s.kept.length = d }

// Summary returns the numbers of the actor's office.
func (s *Service) Summary(ctx context.Context, by access.Account) (Summary, error) {
	if !access.May(by, access.ReadNumbers, by.Office) {
		return Summary{}, fault.Forbiddenf("您没有查看统计的权限。", "You may not read the numbers.")
	}
	s.kept.mu.Lock() // whoever asks meanwhile waits for the same numbers
	defer s.kept.mu.Unlock()
	now := s.db.Now()
	if c, ok := s.kept.of[by.Office]; ok && now.Sub(c.at) < s.kept.length && !now.Before(c.at) {
		return c.sum, nil
	}
	sum, err := s.summary(ctx, by.Office)
	if err == nil && s.kept.length > 0 {
		if s.kept.of == nil {
			s.kept.of = map[access.Office]countedSummary{}
		}
		s.kept.of[by.Office] = countedSummary{now, sum}
	}
	return sum, err
}

func (s *Service) summary(ctx context.Context, office access.Office) (sum Summary, err error) {
	sum.ByState = map[State]int{}
	for _, state := range States() {
		sum.ByState[state] = 0
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := sum.readModels(ctx, tx, office); err != nil {
			return err
		}
		return sum.readRisk(ctx, tx, office)
	})
	return sum, err
}

func (sum *Summary) readModels(ctx context.Context, tx *db.Tx, office access.Office) error {
	rows, err := tx.Query(ctx, `SELECT model, state, COUNT(*) FROM clue WHERE office = $1 AND state <> 'merged' GROUP BY model, state ORDER BY model, state`, string(office))
	if err != nil {
		return fmt.Errorf("count clues by model: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var model string
		var state State
		var n int
		if err := rows.Scan(&model, &state, &n); err != nil {
			return fmt.Errorf("count clues by model: %w", err)
		}
		sum.ByState[state] += n
		if last := len(sum.ByModel) - 1; last < 0 || sum.ByModel[last].Model != model {
			sum.ByModel = append(sum.ByModel, ModelCount{Model: model})
		}
		sum.ByModel[len(sum.ByModel)-1].Clues += n
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("count clues by model: %w", err)
	}
	return nil
}

// readRisk asks for one bin after the other: each is a range of the index, where grouping
// would sort all clues.
func (sum *Summary) readRisk(ctx context.Context, tx *db.Tx, office access.Office) error {
	for i := range 10 {
		b := Bin{From: float64(i) / 10, To: float64(i+1) / 10}
		end := b.To
		if i == 9 {
			end = 2 // a risk of 1 belongs to the last bin
		}
		w := &where{}
		w.and("office = ?", string(office))
		in(w, "state", States())
		w.and("risk >= ? AND risk < ?", b.From, end)
		if err := tx.QueryRow(ctx, w.ids("COUNT(*)"), w.args...).Scan(&b.Clues); err != nil {
			return fmt.Errorf("count clues by risk: %w", err)
		}
		sum.Risk = append(sum.Risk, b)
	}
	return nil
}
