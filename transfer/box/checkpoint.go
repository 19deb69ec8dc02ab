package box

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// Partners witness each other's audit logs: each keeps the checkpoints that the other sent and
// signs, in the receipt, that it has had them since then. Whoever rewrites a log afterwards no
// longer fits what stands in another house.

// A Witnessed is a checkpoint of a partner's log that is kept here, or of this agency's log
// that a partner keeps.
type Witnessed struct {
	ID      string    `json:"id"`      // of the dispatch that carried it
	Peer    string    `json:"peer"`    // the partner
	Mine    bool      `json:"mine"`    // of this agency's log
	At      time.Time `json:"at"`      // when it was signed
	Kept    time.Time `json:"kept"`    // when it was kept here
	Receipt bool      `json:"receipt"` // whether the receipt that countersigns it is there
	Text    string    `json:"-"`       // the checkpoint as the log signed it
}

// SendCheckpoint sends a checkpoint of this agency's log to a partner, unless the last one
// that went there is the same or younger than every. It reports whether it was sent.
func (b *Box) SendCheckpoint(ctx context.Context, by access.Account, to, text string, every time.Duration) (sent bool, err error) {
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		p, err := b.book.Get(ctx, tx, to)
		if err != nil {
			return err
		}
		if p.Standing != node.Confirmed {
			return fault.Conflictf("机构 %[1]s %[2]s，不能向其送交检查点。", "The partner %[1]s is %[3]s: no checkpoint can be sent to it.", to, p.Standing.In().ZH, p.Standing.In().EN)
		}
		last, err := checkpoints(ctx, tx, to, false, 1)
		if err != nil || len(last) > 0 && (last[0].Text == text || tx.Now.Sub(last[0].Kept) < every) {
			return err
		}
		data, err := json.Marshal(dispatch.SignedCheckpoint{Text: text})
		if err != nil {
			return fmt.Errorf("write checkpoint: %w", err)
		}
		d := dispatch.Dispatch{ID: newID("d", tx.Now), From: b.self.Card.Code, To: to, Kind: dispatch.Checkpoint, Version: 1, At: tx.Now, Data: data}
		signed, err := d.Sign(b.self.Key())
		if err != nil {
			return err
		}
		sent = true
		hash := dispatch.Hash(signed)
		if err := insertDispatch(ctx, tx, d, row{actor: by.ID, display: by.Display, text: signed, hash: hash}); err != nil {
			return err
		}
		return entered(ctx, tx, audit.SendDispatch, by.ID, Exchange{Office: by.Office}, d, hash, "")
	})
	return sent, err
}

// witness keeps the checkpoint of a partner.
func (b *Box) witness(ctx context.Context, tx *db.Tx, p node.Partner, d dispatch.Dispatch, text, hash string) (dispatch.Fate, string, error) {
	fate, says := dispatch.Taken, ""
	if !d.Understood() {
		fate = dispatch.Unknown
	} else if _, err := d.Read(); err != nil {
		_, public := fault.Split(err)
		fate, says = dispatch.Refuse, public.ZH
	}
	by := "agency:" + d.From
	err := insertDispatch(ctx, tx, d, row{incoming: true, actor: by, display: p.Card.Name.ZH, text: text, hash: hash, fate: fate, says: says, owed: true})
	if err != nil {
		return "", "", err
	}
	return fate, says, entered(ctx, tx, audit.TakeDispatch, by, Exchange{Office: access.Home}, d, hash, fate)
}

// Checkpoints returns the checkpoints that a partner sent, or that went to it, the newest
// first, at most limit.
func (b *Box) Checkpoints(ctx context.Context, peer string, theirs bool, limit int) (list []Witnessed, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		list, err = checkpoints(ctx, tx, peer, theirs, limit)
		return err
	})
	return list, err
}

func checkpoints(ctx context.Context, tx *db.Tx, peer string, theirs bool, limit int) ([]Witnessed, error) {
	kept, err := items(ctx, tx, `WHERE peer = $1 AND incoming = $2 AND kind = 'checkpoint' AND fate <> 'refused' ORDER BY kept_at DESC, id LIMIT $3`, peer, number(theirs), limit)
	if err != nil {
		return nil, err
	}
	list := []Witnessed{}
	for _, i := range kept {
		d, err := dispatch.Claimed(i.Text)
		if err != nil {
			return nil, err
		}
		if !d.Understood() {
			continue
		}
		v, err := d.Read()
		if err != nil {
			return nil, err
		}
		if c, ok := v.(*dispatch.SignedCheckpoint); ok {
			list = append(list, Witnessed{ID: i.ID, Peer: peer, Mine: !theirs, At: i.At, Kept: i.Kept, Receipt: i.Receipt != "", Text: c.Text})
		}
	}
	return list, nil
}
