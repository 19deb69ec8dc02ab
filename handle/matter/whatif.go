package matter

import (
	"context"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A WhatIf is the last day of a deadline of a matter if it had begun on another day.
type WhatIf struct {
	Deadline string       `json:"deadline" doc:"Id of the deadline of the procedure."`
	Title    fault.Text   `json:"title" doc:"Its name."`
	Now      *law.Date    `json:"now" doc:"Its last day as it runs; null if it does not run, empty while it stands still."`
	From     law.Date     `json:"from" doc:"Day of the event, as asked."`
	Due      law.Date     `json:"due" doc:"Last day in that case; empty while it stands still."`
	Lines    []law.Line   `json:"lines" nullable:"false" doc:"How it was counted, step by step."`
	Cautions []fault.Text `json:"cautions" nullable:"false" doc:"What must be known before it is relied on."`
}

// WhatIf counts a deadline of a matter as if its event, the service of a judgment say, had
// been on another day. What stopped and extended it stays. Nothing is changed.
func (s *Service) WhatIf(ctx context.Context, by access.Account, id ID, deadline string, from law.Date) (out WhatIf, err error) {
	if from.IsZero() {
		return out, fault.Invalidf("请写明假设的日期。", "Say from which day.")
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		d, ok := f.engine.Deadline(deadline)
		if !ok {
			return fault.NotFoundf("本案没有期限“%s”。", "The matter has no deadline %q.", deadline)
		}
		if d.Until != "" {
			return fault.Invalidf("“%[1]s”的最后一日已经写明，不从某日起算。", "%[2]s names its last day and is counted from none.", d.Title.ZH, d.Title.EN)
		}
		t := Term{Deadline: deadline}
		out = WhatIf{Deadline: deadline, Title: d.Title, From: from}
		if i := f.m.running(deadline); i >= 0 {
			t = f.m.clone().Terms[i]
			now := t.Due
			out.Now = &now
		}
		t.Start = from
		if err := f.engine.clock.count(d, &t); err != nil {
			return err
		}
		out.Due, out.Lines, out.Cautions = t.Due, t.Lines, t.Cautions
		if out.Cautions == nil {
			out.Cautions = []fault.Text{}
		}
		return nil
	})
	return out, err
}
