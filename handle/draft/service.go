package draft

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Service keeps drafts; each of its acts is one transaction.
type Service struct{ db *db.DB }

// NewService returns the drafts kept in d.
func NewService(d *db.DB) *Service { return &Service{d} }

// Make begins a draft of a model. Errors are Forbidden, Invalid, or Conflict if the model has
// a draft that has not come to its end.
func (s *Service) Make(ctx context.Context, by access.Account, model string, x Text) (d Draft, err error) {
	if err := access.Check(by, access.DraftModels, access.ReadModels, access.In(by.Office), access.Purpose{}); err != nil {
		return d, err
	}
	if err := errors.Join(CheckID(model), x.check()); err != nil {
		return d, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		d = Draft{ID: newID(tx), Office: by.Office, Model: model, State: Writing, Version: 1, Rule: x.Rule, Cases: x.Cases,
			Maker: by.ID, MakerName: by.Display, MadeAt: tx.Now, ChangedAt: tx.Now}
		var other string
		err := tx.QueryRow(ctx, `SELECT maker_name FROM model_draft WHERE office = $1 AND model = $2 AND state IN ('draft', 'review', 'approved')`, string(d.Office), model).Scan(&other)
		if err == nil {
			return fault.Conflictf("模型 %[1]s 已有未办结的草稿（%[2]s）。", "There is a draft of the model %[1]s already, by %[2]s.", model, other)
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("look for a draft of %s: %w", model, err)
		}
		_, err = tx.Exec(ctx, `INSERT INTO model_draft (id, office, model, state, version, rule, cases, maker, maker_name, made_at, changed_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			d.ID, string(d.Office), d.Model, string(d.State), d.Version, d.Rule, d.Cases, d.Maker, d.MakerName, db.Time(d.MadeAt), db.Time(d.ChangedAt))
		if err != nil {
			return fmt.Errorf("keep a draft of %s: %w", model, err)
		}
		return noted(ctx, tx, by, d)
	})
	return d, err
}

// List returns the drafts of the person's office without their texts, the last changed first.
func (s *Service) List(ctx context.Context, by access.Account) (list []Draft, err error) {
	if err := access.Check(by, access.ReadModels, access.ReadModels, access.In(by.Office), access.Purpose{}); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = find(ctx, tx, `WHERE office = $1 ORDER BY changed_at DESC, id DESC LIMIT 500`, string(by.Office))
		return err
	})
	for i := range list {
		list[i].Rule, list[i].Cases = "", ""
	}
	return list, err
}

// Get returns a draft of the person's office, or NotFound.
func (s *Service) Get(ctx context.Context, by access.Account, id string) (d Draft, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err = one(ctx, tx, by, id)
		return err
	})
	return d, err
}

// Write keeps a new text of a draft. Only whoever began it writes it, while it is being
// written: Forbidden, Conflict.
func (s *Service) Write(ctx context.Context, by access.Account, id string, x Text) (d Draft, err error) {
	if err := x.check(); err != nil {
		return d, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if d, err = one(ctx, tx, by, id); err != nil {
			return err
		}
		if err := d.permit(by, way{access.DraftModels, true}); err != nil {
			return err
		}
		if d.State != Writing {
			return fault.Conflictf("草稿已%s，不能再改。", "The draft is %[2]s and cannot be changed.", d.State.In().ZH, d.State.In().EN)
		}
		if err := d.unchanged(x.Seen); err != nil {
			return err
		}
		d.Rule, d.Cases = x.Rule, x.Cases
		return change(ctx, tx, by, &d)
	})
	return d, err
}

// Move takes a draft on. prove is asked before it goes to review and before it is approved,
// so that nothing unsound is; nobody approves what they wrote. Errors are Forbidden, Invalid,
// Conflict, or what prove returns.
func (s *Service) Move(ctx context.Context, by access.Account, id string, x Move, prove func(Draft) error) (d Draft, err error) {
	if x.To == Review || x.To == Approved {
		// Before the transaction, in which nobody else could write: what is moved below is the
		// version that was proved, or nothing is.
		if d, err = s.Get(ctx, by, id); err != nil {
			return d, err
		}
		if w, ok := ways(d.State)[x.To]; ok && d.permit(by, w) == nil && d.unchanged(x.Seen) == nil {
			if err := prove(d); err != nil {
				return d, err
			}
		}
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if d, err = one(ctx, tx, by, id); err != nil {
			return err
		}
		w, ok := ways(d.State)[x.To]
		if !ok {
			return fault.Conflictf("草稿现为“%[1]s”，不能转为“%[2]s”。", "The draft is %[3]s and cannot become %[4]s.", d.State.In().ZH, x.To.In().ZH, d.State.In().EN, x.To.In().EN)
		}
		if err := d.permit(by, w); err != nil {
			return err
		}
		if err := d.runsHere(x.To); err != nil {
			return err
		}
		if err := d.unchanged(x.Seen); err != nil {
			return err
		}
		if err := x.check(d.State, law.DateOf(tx.Now)); err != nil {
			return err
		}
		if w.right == access.ApproveModels {
			d.Judge, d.JudgeName = by.ID, by.Display
		}
		d.State, d.Note, d.Starts = x.To, x.Note, x.Starts
		return change(ctx, tx, by, &d)
	})
	return d, err
}

// Due returns the approved drafts of the home whose day has come.
func (s *Service) Due(ctx context.Context, today law.Date) (list []Draft, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = find(ctx, tx, `WHERE state = 'approved' AND starts <= $1 AND office = $2 ORDER BY starts, id`, today.String(), string(access.Home))
		return err
	})
	return list, err
}

// Activate notes that scans run the model of a draft from now on.
func (s *Service) Activate(ctx context.Context, by access.Account, id string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		list, err := find(ctx, tx, `WHERE id = $1`, id)
		if err != nil || len(list) != 1 || list[0].State != Approved {
			return err
		}
		list[0].State = Active
		return change(ctx, tx, by, &list[0])
	})
}

func (d Draft) unchanged(seen int) error {
	if seen != d.Version {
		return fault.Conflictf("草稿已被改动（现为第 %d 版），请刷新后再试。", "The draft has changed (it is at version %d now): reload it and try again.", d.Version)
	}
	return nil
}

// change keeps what was done to a draft, if nobody was faster.
func change(ctx context.Context, tx *db.Tx, by access.Account, d *Draft) error {
	d.ChangedAt = tx.Now
	n, err := tx.Exec(ctx, `UPDATE model_draft SET state = $1, version = version + 1, rule = $2, cases = $3, changed_at = $4, judge = $5, judge_name = $6, note = $7, starts = $8
		WHERE id = $9 AND version = $10`, string(d.State), d.Rule, d.Cases, db.Time(d.ChangedAt), d.Judge, d.JudgeName, d.Note, d.Starts.String(), d.ID, d.Version)
	if err == nil && n != 1 {
		err = errors.New("it was changed meanwhile")
	}
	if err != nil {
		return fmt.Errorf("change draft %s: %w", d.ID, err)
	}
	d.Version++
	return noted(ctx, tx, by, *d)
}

func noted(ctx context.Context, tx *db.Tx, by access.Account, d Draft) error {
	return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.DraftModel, Object: d.ID, Office: string(d.Office),
		Detail: map[string]string{"model": d.Model, "state": string(d.State), "version": strconv.Itoa(d.Version)}})
}

func one(ctx context.Context, tx *db.Tx, by access.Account, id string) (Draft, error) {
	missing := fault.NotFoundf("没有这份模型草稿。", "There is no such draft of a model.")
	if !db.Storable(id) {
		return Draft{}, missing
	}
	list, err := find(ctx, tx, `WHERE id = $1`, id)
	if err != nil {
		return Draft{}, err
	}
	if len(list) == 0 || access.Check(by, access.ReadModels, access.ReadModels, access.Resource{Kind: access.ADraft, ID: id, Office: list[0].Office}, access.Purpose{}) != nil {
		return Draft{}, missing
	}
	return list[0], nil
}

// newID makes an id that sorts by moment, then by the order of acts in this process; the
// random end keeps two servers apart.
func newID(tx *db.Tx) string {
	var b [6]byte
	rand.Read(b[:])
	return fmt.Sprintf("r-%016x-%08x-%s", tx.Now.UnixMicro(), tx.Act(), hex.EncodeToString(b[:]))
}

func find(ctx context.Context, tx *db.Tx, rest string, args ...any) (list []Draft, err error) {
	rows, err := tx.Query(ctx, `SELECT id, office, model, state, version, rule, cases, maker, maker_name, made_at, changed_at, judge, judge_name, note, starts FROM model_draft `+rest, args...)
	if err != nil {
		return nil, fmt.Errorf("list drafts of models: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var d Draft
		var made, changed, starts string
		err := rows.Scan(&d.ID, &d.Office, &d.Model, &d.State, &d.Version, &d.Rule, &d.Cases, &d.Maker, &d.MakerName, &made, &changed, &d.Judge, &d.JudgeName, &d.Note, &starts)
		if err == nil {
			d.MadeAt, err = db.ParseTime(made)
		}
		if err == nil {
			d.ChangedAt, err = db.ParseTime(changed)
		}
		if err == nil {
			err = d.Starts.UnmarshalText([]byte(starts))
		}
		if err != nil {
			return nil, fmt.Errorf("list drafts of models: %w", err)
		}
		list = append(list, d)
	}
	return list, rows.Err()
}
