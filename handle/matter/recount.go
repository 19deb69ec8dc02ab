package matter

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Moved deadline is one whose last day is another since the calendar is.
type Moved struct {
	Matter   ID         `json:"matter"`
	Title    string     `json:"matter_title"`
	Deadline string     `json:"deadline"`
	Called   fault.Text `json:"title"`
	Was      law.Date   `json:"was"`
	Now      law.Date   `json:"now"`
	Why      fault.Text `json:"why"` // the line of the computation that moved it
}

// SetClock lets the service count with another calendar from now on. Deadlines that run are
// counted anew by Recount.
func (s *Service) SetClock(c Clock) { s.clock.Store(&c) }

// Recount counts every deadline that runs anew, after a notice of holidays has come. Whose
// last day moves gets an event in its history and in the log, and its members are told; with
// dry nothing is changed. why is the notice that it is done for.
func (s *Service) Recount(ctx context.Context, by access.Account, why string, dry bool) (all []Moved, err error) {
	var ids []string
	err = s.db.View(ctx, func(tx *db.Tx) error {
		ids, err = texts(ctx, tx, `SELECT DISTINCT matter FROM matter_term WHERE ended = '' ORDER BY matter`)
		return err
	})
	if err != nil {
		return nil, err
	}
	do := s.db.InTx
	if dry {
		do = s.db.View
	}
	for _, id := range ids {
		err := do(ctx, func(tx *db.Tx) error {
			f, err := s.load(ctx, tx, by, ID(id))
			if err != nil {
				return err
			}
			moved, err := s.recount(ctx, tx, f, why, dry)
			all = append(all, moved...)
			return err
		})
		if err != nil {
			return all, fmt.Errorf("count the deadlines of matter %s anew: %w", id, err)
		}
	}
	return all, nil
}

// recount counts the deadlines of one matter.
func (s *Service) recount(ctx context.Context, tx *db.Tx, f *file, why string, dry bool) (moved []Moved, err error) {
	before := f.m
	f.m = f.m.clone()
	for i := range f.m.Terms {
		t := &f.m.Terms[i]
		if !t.Ended.IsZero() {
			continue
		}
		d, _ := f.engine.Deadline(t.Deadline)
		was := t.Due
		if err := f.engine.clock.count(d, t); err != nil {
			return nil, err
		}
		if was == t.Due {
			continue
		}
		m := Moved{Matter: f.ID, Title: f.Title, Deadline: t.Deadline, Called: d.Title, Was: was, Now: t.Due, Why: whyMoved(before.Terms[i], *t)}
		moved = append(moved, m)
		f.event("recounted", t.Deadline, law.DateOf(f.at), map[string]any{"was": was, "now": t.Due, "why": why, "line": m.Why})
	}
	if dry {
		return moved, nil
	}
	if len(moved) == 0 {
		return nil, s.relined(ctx, tx, f, before)
	}
	if err := s.save(ctx, tx, f, before, audit.Recount); err != nil {
		return nil, err
	}
	return moved, tellMoved(ctx, tx, f, moved, why)
}

// whyMoved is the last line of the computation that is not what it was.
func whyMoved(was, is Term) fault.Text {
	for _, l := range slices.Backward(is.Lines) {
		same := slices.ContainsFunc(was.Lines, func(x law.Line) bool { return x.Says == l.Says })
		if !same && l.Kind != "due" {
			return l.Says
		}
	}
	for _, l := range slices.Backward(was.Lines) { // what moved it before is a working day now
		same := slices.ContainsFunc(is.Lines, func(x law.Line) bool { return x.Says == l.Says })
		if !same && l.Kind != "due" {
			return fault.Text{ZH: "原计算中的这一步不再适用：" + l.Says.ZH, EN: "This step of the former count no longer applies: " + l.Says.EN}
		}
	}
	return fault.Text{}
}

// relined keeps explanations that read otherwise now, where no last day has moved: the
// caution that a notice is missing, say. Nothing happened in the matter.
func (s *Service) relined(ctx context.Context, tx *db.Tx, f *file, before Matter) error {
	was, err1 := json.Marshal(before)
	is, err2 := json.Marshal(f.m)
	if err1 != nil || err2 != nil || string(was) == string(is) {
		return err1
	}
	_, err := tx.Exec(ctx, `UPDATE matter SET body = $1 WHERE id = $2 AND version = $3`, string(is), string(f.ID), f.Version)
	return err
}

// tellMoved tells the members of the matter.
func tellMoved(ctx context.Context, tx *db.Tx, f *file, moved []Moved, why string) error {
	for _, m := range moved {
		for _, account := range f.members {
			n := notice{account: account, kind: "moved", matter: f.ID, day: m.Now, key: fmt.Sprintf("%s/%s/%s/moved/%s", f.ID, m.Deadline, m.Was, m.Now), says: fault.Text{
				ZH: fmt.Sprintf("“%s”由 %s 改为 %s 届满：%s。", m.Called.ZH, m.Was, m.Now, why),
				EN: fmt.Sprintf("%s now ends on %s instead of %s: %s.", m.Called.EN, m.Now, m.Was, why),
			}}
			if _, err := n.put(ctx, tx); err != nil {
				return err
			}
		}
	}
	return nil
}
