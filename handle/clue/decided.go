package clue

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Decision is what a person said of one clue, for testing and fitting the model that found
// it.
type Decision struct {
	Clue      ID
	Finding   scan.Finding // what the clue rested on
	State     State
	Reason    Code
	Confirmed bool
}

// Confirms reports what the state of a clue says of the model that found it: accepted or
// handed over, it was right; dismissed, it was not. A clue that is not decided says nothing,
// and so does one dismissed because the matter was in hand already.
func Confirms(s State, reason Code) (right, says bool) {
	switch s {
	case Accepted, Transferred:
		return true, true
	case Dismissed:
		return false, reason != "already_handled"
	}
	return false, false
}

// outcomeSays is Confirms of a clue that was handed over and came back with a result: what the
// other agency found counts before that it took the clue.
func outcomeSays(code string) (right, says bool) {
	switch code {
	case "not_established", "not_filed":
		return false, true
	case "other":
		return false, false
	}
	return true, true
}

// Decisions returns what was decided of the clues of a model, by clue, and how many of the
// decided ones say nothing of it. What is decided of a clue is decided of those merged into it: it
// is one decision, and counts once, as that on the clue that answers or, if another model found
// that one, on the member of the greatest risk.
func (s *Service) Decisions(ctx context.Context, by access.Account, model string) (list []Decision, silent int, err error) {
	if !access.May(by, access.ReadClues, by.Office) {
		return nil, 0, fault.Forbiddenf("您没有查看线索的权限。", "You may not read clues.")
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT clue.id, answers.id, answers.state, answers.reason, COALESCE(clue_outcome.code, ''), clue_finding.body
			FROM clue JOIN clue_finding ON clue_finding.clue = clue.id AND clue_finding.n = clue.finding
			     JOIN clue answers ON answers.id = CASE WHEN clue.merged_into = '' THEN clue.id ELSE clue.merged_into END
			     LEFT JOIN clue_outcome ON clue_outcome.clue = answers.id
			WHERE clue.office = $1 AND clue.model = $2 AND answers.state IN ('accepted', 'dismissed', 'transferred')
			ORDER BY answers.id, CASE WHEN clue.id = answers.id THEN 0 ELSE 1 END, clue.risk DESC, clue.id`, string(by.Office), model)
		if err != nil {
			return fmt.Errorf("read decisions: %w", err)
		}
		defer rows.Close()
		last := ID("")
		for rows.Next() {
			var d Decision
			var answers ID
			var body, outcome string
			if err := rows.Scan(&d.Clue, &answers, &d.State, &d.Reason, &outcome, &body); err != nil {
				return fmt.Errorf("read decisions: %w", err)
			}
			if answers == last {
				continue
			}
			last = answers
			if err := json.Unmarshal([]byte(body), &d.Finding); err != nil {
				return fmt.Errorf("read the finding of clue %s: %w", d.Clue, err)
			}
			right, says := Confirms(d.State, d.Reason)
			if d.State == Transferred && outcome != "" {
				right, says = outcomeSays(outcome)
			}
			if !says {
				silent++
				continue
			}
			d.Confirmed = right
			list = append(list, d)
		}
		return rows.Err()
	})
	return list, silent, err
}
