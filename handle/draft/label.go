package draft

import (
	"context"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/fault"
)

// A Verdict is what somebody says of a finding that a test listed.
type Verdict string

// The verdicts.
const (
	Right  Verdict = "right"  // 属实: worth a clue
	Wrong  Verdict = "wrong"  // 不属实
	Unsure Verdict = "unsure" // 存疑: counts on neither side
)

// Verdicts returns every verdict.
func Verdicts() []Verdict { return []Verdict{Right, Wrong, Unsure} }

// In returns the verdict in words.
func (v Verdict) In() fault.Text {
	switch v {
	case Right:
		return fault.Text{ZH: "属实", EN: "right"}
	case Wrong:
		return fault.Text{ZH: "不属实", EN: "wrong"}
	case Unsure:
		return fault.Text{ZH: "存疑", EN: "unsure"}
	}
	return fault.Text{}
}

// A Label is what somebody said of one subject that a model finds, or found before.
type Label struct {
	Subject string    `json:"subject" doc:"Id of the subject."`
	Verdict Verdict   `json:"verdict" enum:"right,wrong,unsure" doc:"right: worth a clue. wrong: it is not. unsure: counts on neither side."`
	By      string    `json:"by" doc:"Who said so last."`
	At      time.Time `json:"at" doc:"When."`
	Version int       `json:"version" doc:"Version of the draft that was tested."`
	Own     bool      `json:"own" doc:"Whoever said so wrote the draft."`

	by string // id
}

// Decisions are labels as a test counts them; what is unsure is not counted.
func Decisions(labels []Label) (out []backtest.Decision) {
	for _, l := range labels {
		if l.Verdict != Unsure {
			out = append(out, backtest.Decision{Subject: l.Subject, Confirmed: l.Verdict == Right})
		}
	}
	return out
}

// Labels returns what was said of the subjects of a draft's model, by subject. It outlives the
// draft: the next one of the model is counted with it too.
func (s *Service) Labels(ctx context.Context, by access.Account, id string) (list []Label, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err := one(ctx, tx, by, id)
		if err != nil {
			return err
		}
		list, err = labels(ctx, tx, d)
		return err
	})
	return list, err
}

// Label keeps what a person says of a subject; an empty verdict takes back what was said. What it
// takes the place of stays in the log. Errors are Forbidden and Invalid.
func (s *Service) Label(ctx context.Context, by access.Account, id string, l Label) (list []Label, err error) {
	if l.Verdict != "" && l.Verdict.In() == (fault.Text{}) || l.Subject == "" || len(l.Subject) > 200 || !db.Storable(l.Subject) {
		return nil, fault.Invalidf("请标注“属实”“不属实”或“存疑”。", "Mark a finding right, wrong or unsure.")
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		d, err := one(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := access.Check(by, access.ReviewTests, access.ReadModels, access.Resource{Kind: access.ADraft, ID: d.ID, Office: d.Office}, access.Purpose{}); err != nil {
			return err
		}
		if err := keepLabel(ctx, tx, by, d, l); err != nil {
			return fmt.Errorf("keep what was said of %s: %w", l.Subject, err)
		}
		list, err = labels(ctx, tx, d)
		return err
	})
	return list, err
}

func keepLabel(ctx context.Context, tx *db.Tx, by access.Account, d Draft, l Label) error {
	if _, err := tx.Exec(ctx, `DELETE FROM finding_label WHERE office = $1 AND model = $2 AND subject = $3`, string(d.Office), d.Model, l.Subject); err != nil {
		return err
	}
	if l.Verdict != "" {
		_, err := tx.Exec(ctx, `INSERT INTO finding_label (office, model, subject, verdict, draft, version, said_by, said_name, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			string(d.Office), d.Model, l.Subject, string(l.Verdict), d.ID, l.Version, by.ID, by.Display, db.Time(tx.Now))
		if err != nil {
			return err
		}
	}
	said := string(l.Verdict)
	if said == "" {
		said = "taken back"
	}
	return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LabelFinding, Object: d.ID, Office: string(d.Office),
		Detail: map[string]string{"model": d.Model, "subject": l.Subject, "verdict": said}})
}

func labels(ctx context.Context, tx *db.Tx, d Draft) (list []Label, err error) {
	rows, err := tx.Query(ctx, `SELECT subject, verdict, version, said_by, said_name, said_at FROM finding_label WHERE office = $1 AND model = $2 ORDER BY subject`, string(d.Office), d.Model)
	if err != nil {
		return nil, fmt.Errorf("read what was said of the findings of %s: %w", d.Model, err)
	}
	defer rows.Close()
	for rows.Next() {
		var l Label
		var at string
		err := rows.Scan(&l.Subject, &l.Verdict, &l.Version, &l.by, &l.By, &at)
		if err == nil {
			l.At, err = db.ParseTime(at)
		}
		if err != nil {
			return nil, fmt.Errorf("read what was said of the findings of %s: %w", d.Model, err)
		}
		l.Own = l.by == d.Maker
		list = append(list, l)
	}
	return list, rows.Err()
}
