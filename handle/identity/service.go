package identity

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Service keeps the decisions; each of its acts is one transaction.
type Service struct{ db *db.DB }

// NewService returns the decisions kept in d.
func NewService(d *db.DB) *Service { return &Service{d} }

// Decide records a verdict about a pair, wherever by works one of the home, to whose lake the
// pair belongs. An earlier one about the same pair is taken back by it. Errors are Forbidden
// or Invalid.
func (s *Service) Decide(ctx context.Context, by access.Account, draft Draft) (d Decision, err error) {
	if !access.May(by, access.DecideIdentity, access.Home) {
		return d, fault.Forbiddenf("您不能认定主体是否同一。", "You may not decide who is who.")
	}
	if draft, err = draft.check(); err != nil {
		return d, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := permit(ctx, tx, by, draft.Entities); err != nil {
			return err
		}
		d = Decision{ID: newID(tx), Office: access.Home, Left: draft.Left, Right: draft.Right, Verdict: draft.Verdict,
			Reason: draft.Reason, By: by.ID, Display: by.Display, At: tx.Now}
		if err := replace(ctx, tx, d); err != nil {
			return err
		}
		if err := insert(ctx, tx, d); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.DecideIdentity, Object: d.ID,
			Office: string(d.Office), Detail: map[string]string{"verdict": string(d.Verdict),
				"left": d.Left.Dataset + "/" + d.Left.Record, "right": d.Right.Dataset + "/" + d.Right.Record}})
	})
	return d, err
}

// Permit returns nil if by may look at and decide a pair whose mentions belong to these
// entities. Whoever is tied to one of them is told so.
func (s *Service) Permit(ctx context.Context, by access.Account, entities ...string) error {
	return s.db.View(ctx, func(tx *db.Tx) error { return permit(ctx, tx, by, entities) })
}

func permit(ctx context.Context, tx *db.Tx, by access.Account, entities []string) error {
	r := access.Resource{Kind: access.Identity, Office: access.Home}
	for _, e := range entities {
		tied, err := access.Tied(ctx, tx, e, "")
		if err != nil {
			return err
		}
		r.Tied = append(r.Tied, tied...)
	}
	return access.Check(by, access.DecideIdentity, access.DecideIdentity, r, access.Purpose{})
}

// Get returns a decision, if by may read it.
func (s *Service) Get(ctx context.Context, by access.Account, id string) (d Decision, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err = get(ctx, tx, by, id)
		return err
	})
	return d, err
}

// Undo takes a decision back, with a reason. The entities are those to which the two mentions
// belong now: nobody takes back what was decided about their own people. Errors are NotFound,
// Forbidden, Invalid, or Conflict if it is not in force any more.
func (s *Service) Undo(ctx context.Context, by access.Account, id, why string, entities ...string) (d Decision, err error) {
	why = strings.TrimSpace(why)
	if why == "" || len(why) > maxReason || !db.Storable(why) {
		return d, fault.Invalidf("请写明撤销认定的理由（不超过 %d 字节）。", "Say why the decision is taken back, in at most %d bytes.", maxReason)
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if d, err = get(ctx, tx, by, id); err != nil {
			return err
		}
		if !access.May(by, access.DecideIdentity, d.Office) {
			return fault.Forbiddenf("您可以查看这项认定，但不能撤销。", "You may read this decision but not take it back.")
		}
		if err := permit(ctx, tx, by, entities); err != nil {
			return err
		}
		if !d.InForce() {
			return fault.Conflictf("这项认定已经失效。", "This decision is not in force any more.")
		}
		d.UndoneAt, d.UndoneBy, d.UndoneWhy = tx.Now, by.ID, why
		if err := undo(ctx, tx, d); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.UndoIdentity, Object: d.ID, Office: string(d.Office)})
	})
	return d, err
}

// InForce returns the decisions of an office that linkage takes as given, the oldest
// first: everything decided and not taken back.
func (s *Service) InForce(ctx context.Context, office access.Office) (list []Decision, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = find(ctx, tx, `WHERE office = $1 AND undone_at = '' ORDER BY id`, string(office))
		return err
	})
	return list, err
}

// List returns decisions of the home, the newest first, those taken back
// included: at most limit of them, older than the decision called before if that is not
// empty. Whoever may not read clues sees none.
func (s *Service) List(ctx context.Context, by access.Account, before string, limit int) (list []Decision, err error) {
	if !access.May(by, access.ReadClues, access.Home) {
		return nil, nil
	}
	if before == "" {
		before = "d-~" // after every id
	}
	if !db.Storable(before) {
		return nil, fault.Invalidf("分页标记无效。", "The cursor is not valid.")
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = find(ctx, tx, fmt.Sprintf(`WHERE office = $1 AND id < $2 ORDER BY id DESC LIMIT %d`, limit), string(access.Home), before)
		return err
	})
	return list, err
}

// get returns a decision if by may read it; to anyone else it does not exist.
func get(ctx context.Context, tx *db.Tx, by access.Account, id string) (Decision, error) {
	gone := fault.NotFoundf("没有这项认定。", "There is no such decision.")
	if !db.Storable(id) {
		return Decision{}, gone
	}
	d, err := scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM identity_decision WHERE id = $1`, id))
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && !access.May(by, access.ReadClues, d.Office):
		return Decision{}, gone
	case err != nil:
		return Decision{}, fmt.Errorf("get identity decision %s: %w", id, err)
	}
	return d, nil
}
