package clue

import (
	"context"
	"fmt"

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

// Summary returns the numbers of the actor's office.
func (s *Service) Summary(ctx context.Context, by access.Account) (sum Summary, err error) {
	if !access.May(by, access.ReadNumbers, by.Office) {
		return Summary{}, fault.Forbiddenf("您没有查看统计的权限。", "You may not read the numbers.")
	}
	sum.ByState = map[State]int{}
	for _, state := range States() {
		sum.ByState[state] = 0
	}
	for i := range 10 {
		sum.Risk = append(sum.Risk, Bin{From: float64(i) / 10, To: float64(i+1) / 10})
	}
	err = s.db.View(ctx, func(tx *db.Tx) error { return sum.read(ctx, tx, by.Office) })
	return sum, err
}

// tenth is the number of a clue's bin. It compares, because CAST cuts in one database and
// rounds in the other.
const tenth = `CASE WHEN risk < 0.1 THEN 0 WHEN risk < 0.2 THEN 1 WHEN risk < 0.3 THEN 2 WHEN risk < 0.4 THEN 3
	WHEN risk < 0.5 THEN 4 WHEN risk < 0.6 THEN 5 WHEN risk < 0.7 THEN 6 WHEN risk < 0.8 THEN 7
	WHEN risk < 0.9 THEN 8 ELSE 9 END`

func (sum *Summary) read(ctx context.Context, tx *db.Tx, office access.Office) error {
	rows, err := tx.Query(ctx,
		`SELECT model, state, `+tenth+`, COUNT(*) FROM clue WHERE office = $1 GROUP BY 1, 2, 3 ORDER BY 1`, string(office))
	if err != nil {
		return fmt.Errorf("count clues: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var model string
		var state State
		var bin, n int
		if err := rows.Scan(&model, &state, &bin, &n); err != nil {
			return fmt.Errorf("count clues: %w", err)
		}
		sum.ByState[state] += n
		sum.Risk[bin].Clues += n
		if last := len(sum.ByModel) - 1; last < 0 || sum.ByModel[last].Model != model {
			sum.ByModel = append(sum.ByModel, ModelCount{Model: model})
		}
		sum.ByModel[len(sum.ByModel)-1].Clues += n
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("count clues: %w", err)
	}
	return nil
}
