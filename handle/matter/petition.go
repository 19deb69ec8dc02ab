package matter

import (
	"context"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Petition is one that a citizen sent, as far as they are told: where it stands and by when they hear,
// and nothing of what was written about it.
type Petition struct {
	ID      ID         `json:"id" doc:"Id of the petition."`
	Number  string     `json:"number" doc:"Its number."`
	Text    string     `json:"text" doc:"What it is about, as it was sent."`
	SentOn  law.Date   `json:"sent_on" doc:"Day on which it was sent."`
	State   fault.Text `json:"state" doc:"Where it stands."`
	Outcome fault.Text `json:"outcome" doc:"How it ended; empty while it is open."`
	Due     []AnswerBy `json:"due" nullable:"false" doc:"By when the office has to answer."`
	Changed time.Time  `json:"changed_at" doc:"When anything in it last changed."`
}

// An AnswerBy is a day by which the office has to answer.
type AnswerBy struct {
	Title fault.Text `json:"title" doc:"With what."`
	Due   law.Date   `json:"due" doc:"The last day."`
	Done  bool       `json:"done" doc:"It has."`
}

// mostPetitions is how many open petitions one citizen may have.
const mostPetitions = 20

// SendPetition registers what a citizen sends as a petition of their office, which nobody
// handles yet.
func (s *Service) SendPetition(ctx context.Context, by access.Account, kind, says string) (out Petition, err error) {
	if err := access.Check(by, access.FilePetitions, access.FilePetitions, access.In(by.Office), access.Purpose{}); err != nil {
		return out, err
	}
	if says, err = line("信访事项", "The petition", says, 4, 10_000); err != nil {
		return out, err
	}
	p, err := s.procedures.Get("petition")
	if err != nil {
		return out, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		var open int
		err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM matter_sender JOIN matter ON matter.id = matter_sender.matter WHERE matter_sender.account = $1 AND matter.closed = 0`, by.ID).Scan(&open)
		if err != nil {
			return fmt.Errorf("count petitions: %w", err)
		}
		if open >= mostPetitions {
			return fault.Conflictf("您还有 %d 件信访正在办理，请等待答复。", "%d of your petitions are being handled; wait for the answers.", open)
		}
		clerk := access.CommandLine(by.Office) // the program registers it, in the name of the citizen
		clerk.ID, clerk.Display = by.ID, by.Display
		f, err := s.open(ctx, tx, clerk, p, Draft{Procedure: p.ID, Origin: "petition", Title: "网上信访", Fields: map[string]any{
			"petitioner": by.Display, "contact_known": true, "channel": "online", "matter": says, "matter_kind": kind, "priority": "normal", "received_on": law.DateOf(tx.Now).String()}})
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO matter_sender (account, matter) VALUES ($1, $2)`, by.ID, string(f.ID)); err != nil {
			return fmt.Errorf("keep who sent a petition: %w", err)
		}
		out, err = s.petition(ctx, tx, by, f.ID)
		return err
	})
	return out, err
}

// Petitions returns what a citizen has sent, the newest first.
func (s *Service) Petitions(ctx context.Context, by access.Account) (all []Petition, err error) {
	if err := access.Check(by, access.FilePetitions, access.FilePetitions, access.In(by.Office), access.Purpose{}); err != nil {
		return nil, err
	}
	all = []Petition{}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		ids, err := texts(ctx, tx, `SELECT matter FROM matter_sender WHERE account = $1 ORDER BY matter DESC LIMIT 200`, by.ID)
		if err != nil {
			return err
		}
		for _, id := range ids {
			p, err := s.petition(ctx, tx, by, ID(id))
			if err != nil {
				return err
			}
			all = append(all, p)
		}
		return nil
	})
	return all, err
}

func (s *Service) petition(ctx context.Context, tx *db.Tx, by access.Account, id ID) (p Petition, err error) {
	f, err := s.load(ctx, tx, by, id)
	if err != nil {
		return p, err
	}
	text, _ := f.m.Facts["matter"].(string)
	p = Petition{ID: id, Number: f.Cite(), Text: text, SentOn: f.m.OpenedOn, Due: []AnswerBy{}, Changed: f.ChangedAt}
	st, _ := f.engine.State(f.m.State)
	p.State = st.Title
	for _, o := range f.engine.Outcomes {
		if o.ID == f.m.Outcome {
			p.Outcome = o.Title
		}
	}
	for _, t := range f.m.Terms {
		if d, _ := f.engine.Deadline(t.Deadline); d.Whose == "office" {
			p.Due = append(p.Due, AnswerBy{d.Title, t.Due, !t.Ended.IsZero()})
		}
	}
	return p, nil
}
