package box

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
)

// A JointEntry is one change of a joint matter as it is kept.
type JointEntry struct {
	dispatch.JointEvent
	Why  string     `json:"why" doc:"Why it does not count; empty if it does."`
	Kept time.Time  `json:"kept" doc:"When it was kept here."`
	Ways []JointWay `json:"ways" nullable:"false" doc:"To whom it went, or from whom it came."`
}

// A JointWay is how a change went to another agency, or came.
type JointWay struct {
	Peer     string        `json:"peer" doc:"Code of the other agency."`
	Incoming bool          `json:"incoming" doc:"Whether it came or went."`
	Dispatch string        `json:"dispatch" doc:"The dispatch that carried it."`
	Fate     dispatch.Fate `json:"fate" doc:"What became of it there; empty while no receipt has come."`
	Receipt  string        `json:"receipt" doc:"Id of the receipt; empty while there is none."`
}

func (l JointEntry) went(peer string) bool {
	return slices.ContainsFunc(l.Ways, func(w JointWay) bool { return w.Peer == peer })
}

// A JointView is a joint matter with everything about it that this agency may see.
type JointView struct {
	Joint
	Self      string
	Board     joint.Board
	Log       []JointEntry // in the order in which they were kept
	Exchanges []Exchange   // at the lead one for each member, else one
	Awaited   []string     // ids of pieces of evidence whose file is still to come
}

// Here reports whether the file of a piece of evidence is here.
func (v JointView) Here(p joint.Piece) bool {
	return p.File != nil && !slices.Contains(v.Awaited, p.ID)
}

// SayHash adds the hash that whoever makes a change left out: of evidence that arrived the one
// that its file has here, and of evidence of which only what is said changes the one it has.
func (v JointView) SayHash(files Files, e *dispatch.JointEvent) error {
	p, ok := v.Board.Piece(*e)
	switch {
	case !ok:
	case e.Evidence != nil && e.Evidence.SHA256 == "":
		e.Evidence.SHA256 = p.SHA256
	case e.Received != nil && e.Received.SHA256 == "" && v.Here(p):
		if err := files.Sound(p.SHA256); err != nil {
			return err
		}
		e.Received.SHA256 = p.SHA256
	}
	return nil
}

// GetJoint returns a joint matter.
func (b *Box) GetJoint(ctx context.Context, by access.Account, id string) (v JointView, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		if _, err := getJoint(ctx, tx, by, id); err != nil {
			return err
		}
		v, err = b.jointView(ctx, tx, id)
		return err
	})
	return v, err
}

// LookPiece returns a piece of evidence of a joint matter whose file somebody here is about to
// read, and records the look.
func (b *Box) LookPiece(ctx context.Context, by access.Account, id, piece string) (p joint.Piece, err error) {
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		j, err := getJoint(ctx, tx, by, id)
		if err != nil {
			return err
		}
		v, err := b.jointView(ctx, tx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(v.Board.Evidence, func(p joint.Piece) bool { return p.ID == piece && p.File != nil })
		if i < 0 {
			return fault.NotFoundf("没有这件证据，或者它没有随附文件。", "There is no such piece of evidence, or no file came with it.")
		}
		if p = v.Board.Evidence[i]; slices.Contains(v.Awaited, p.ID) {
			return noFile(p.SHA256, nil)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LookDispatch, Object: j.ID, Office: string(j.Office), Detail: map[string]string{"evidence": p.ID, "sha256": p.SHA256}})
	})
	return p, err
}

// Joints returns joint matters, the last opened first, at most 200: those about a matter, or all.
func (b *Box) Joints(ctx context.Context, by access.Account, matter string) (list []Joint, err error) {
	if !access.May(by, access.ReadDispatches, by.Office) || !db.Storable(matter) {
		return []Joint{}, nil
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT `+jointColumns+` FROM joint WHERE office = $1 AND ($2 = '' OR matter = $2)`+unlessTied(tieOfJoint, "$3")+` ORDER BY opened_at DESC, id LIMIT 200`, string(by.Office), matter, by.ID)
		if err != nil {
			return fmt.Errorf("list joint matters: %w", err)
		}
		defer rows.Close()
		list = []Joint{}
		for rows.Next() {
			j, err := scanJoint(rows)
			if err != nil {
				return fmt.Errorf("list joint matters: %w", err)
			}
			list = append(list, j)
		}
		return rows.Err()
	})
	return list, err
}

// jointView reads a joint matter and applies its changes in order. What was made here and the
// lead noted without effect, because it crossed the end, does not count.
func (b *Box) jointView(ctx context.Context, tx *db.Tx, id string) (v JointView, err error) {
	if v.Joint, err = findJoint(ctx, tx, id); err != nil {
		return v, err
	}
	v.Self, v.Board.Lead = b.self.Card.Code, v.Lead
	if v.Log, err = jointLog(ctx, tx, id); err != nil {
		return v, err
	}
	if v.Exchanges, err = jointExchanges(ctx, tx, id); err != nil {
		return v, err
	}
	for i, l := range v.Log {
		if l.Why == "" && l.By == v.Self && v.Lead != v.Self && slices.ContainsFunc(l.Ways, func(w JointWay) bool {
			return w.Fate == dispatch.Noted || w.Fate == dispatch.Refuse || w.Fate == dispatch.Unknown
		}) {
			v.Log[i].Why = "牵头机构未予采用"
		}
		if v.Log[i].Why == "" {
			if err := v.Board.Apply(l.JointEvent); err != nil {
				_, public := fault.Split(err)
				v.Log[i].Why = public.ZH
			}
		}
	}
	v.Awaited, err = awaited(ctx, tx, v)
	return v, err
}

func jointLog(ctx context.Context, tx *db.Tx, id string) ([]JointEntry, error) {
	list, at := []JointEntry{}, map[string]int{}
	rows, err := tx.Query(ctx, `SELECT text, why, kept_at FROM joint_event WHERE joint = $1 ORDER BY position`, id)
	if err != nil {
		return nil, fmt.Errorf("read the changes of joint matter %s: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		l := JointEntry{Ways: []JointWay{}}
		var text, kept string
		if err := rows.Scan(&text, &l.Why, &kept); err != nil {
			return nil, fmt.Errorf("read the changes of joint matter %s: %w", id, err)
		}
		if err := json.Unmarshal([]byte(text), &l.JointEvent); err != nil {
			return nil, fmt.Errorf("read the changes of joint matter %s: %w", id, err)
		}
		if l.Kept, err = db.ParseTime(kept); err != nil {
			return nil, err
		}
		at[l.ID] = len(list)
		list = append(list, l)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, jointWays(ctx, tx, id, list, at)
}

// jointWays reads how changes went and came.
func jointWays(ctx context.Context, tx *db.Tx, id string, list []JointEntry, at map[string]int) error {
	rows, err := tx.Query(ctx, `SELECT w.event, w.peer, d.incoming, d.id, d.fate, d.receipt FROM joint_way w JOIN dispatch d ON d.id = w.dispatch WHERE w.joint = $1 ORDER BY w.peer`, id)
	if err != nil {
		return fmt.Errorf("read the ways of joint matter %s: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		var w JointWay
		var event string
		var incoming int
		if err := rows.Scan(&event, &w.Peer, &incoming, &w.Dispatch, &w.Fate, &w.Receipt); err != nil {
			return fmt.Errorf("read the ways of joint matter %s: %w", id, err)
		}
		w.Incoming = incoming == 1
		if i, ok := at[event]; ok {
			list[i].Ways = append(list[i].Ways, w)
		}
	}
	return rows.Err()
}
