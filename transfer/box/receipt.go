package box

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// takeReceipts keeps what a partner says became of our dispatches. A receipt of something
// else than we sent is passed over: it proves nothing.
func (b *Box) takeReceipts(ctx context.Context, tx *db.Tx, d dispatch.Dispatch, text string, out *Delivery) error {
	data, err := d.Read()
	if err != nil {
		return err
	}
	list, ok := data.(*dispatch.Receipts)
	if !ok {
		return nil
	}
	hash := dispatch.Hash(text)
	if err := keepReceipt(ctx, tx, d.ID, d.From, text); err != nil {
		return err
	}
	for _, r := range list.Items {
		n, err := tx.Exec(ctx,
			`UPDATE dispatch SET fate = $1, says = $2, receipt = $3, error = '' WHERE id = $4 AND incoming = 0 AND peer = $5 AND hash = $6 AND (receipt = '' OR fate = 'waiting')`,
			string(r.Fate), r.Says, d.ID, r.ID, d.From, r.SHA256)
		if err != nil {
			return fmt.Errorf("keep the receipt of %s: %w", r.ID, err)
		}
		if n == 0 {
			continue
		}
		out.Receipts++
		err = audit.Append(ctx, tx, audit.Entry{Actor: "agency:" + d.From, Verb: audit.TakeReceipt, Object: r.ID, Office: string(access.Home),
			Detail: map[string]string{"fate": string(r.Fate), "receipt": hash}})
		if err != nil {
			return err
		}
	}
	return nil
}

// keepReceipt keeps the signed text of a receipt, ours or the partner's. The same receipt may
// come twice.
func keepReceipt(ctx context.Context, tx *db.Tx, id, peer, text string) error {
	if _, err := tx.Exec(ctx, `INSERT INTO receipt (id, peer, text) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING`, id, peer, text); err != nil {
		return fmt.Errorf("keep receipt %s: %w", id, err)
	}
	return nil
}

// answer writes the letter with the receipts that are owed to the partner: those of this
// delivery, and those that became due by it.
func (b *Box) answer(ctx context.Context, tx *db.Tx, out *Delivery) error {
	if out.From == "" {
		return nil
	}
	letter, _, err := b.receipts(ctx, tx, out.From)
	out.Answer = letter
	return err
}

// receipts signs the receipts that are owed to a partner, notes that they were given, and
// returns the letter, or nil if none is owed.
func (b *Box) receipts(ctx context.Context, tx *db.Tx, to string) (letter []byte, n int, err error) {
	owed, err := items(ctx, tx, `WHERE peer = $1 AND owed = 1 ORDER BY kept_at, id LIMIT 10000`, to)
	if err != nil || len(owed) == 0 {
		return nil, 0, err
	}
	p, err := node.Get(ctx, tx, to)
	if err != nil {
		return nil, 0, err
	}
	list := dispatch.Receipts{Items: []dispatch.Received{}}
	for _, i := range owed {
		list.Items = append(list.Items, dispatch.Received{ID: i.ID, SHA256: dispatch.Hash(i.Text), At: i.Kept, Fate: i.Fate, Says: i.Says})
	}
	data, err := json.Marshal(list)
	if err != nil {
		return nil, 0, fmt.Errorf("write receipts: %w", err)
	}
	d := dispatch.Dispatch{ID: newID("d"), From: b.self.Card.Code, To: to, Kind: dispatch.Receipt, Version: 1, At: tx.Now, Data: data}
	text, err := d.Sign(b.self.Key())
	if err != nil {
		return nil, 0, err
	}
	if err := keepReceipt(ctx, tx, d.ID, to, text); err != nil {
		return nil, 0, err
	}
	for _, i := range owed {
		if _, err := tx.Exec(ctx, `UPDATE dispatch SET owed = 0, receipt = $1 WHERE id = $2`, d.ID, i.ID); err != nil {
			return nil, 0, fmt.Errorf("keep the receipt of %s: %w", i.ID, err)
		}
	}
	letter, err = dispatch.Enclose(text, b.self.Card.Code, to, p.Card.Current())
	return letter, len(owed), err
}

// A Post is the letters for one partner.
type Post struct {
	To      string
	Letters [][]byte
	IDs     []string // of the dispatches in them; receipts have none
}

// Accept takes letters of a partner and leaves the receipts owed: they go with what Outgoing
// returns next.
func (b *Box) Accept(ctx context.Context, letters ...[]byte) (Delivery, error) {
	return b.receive(ctx, false, letters)
}

// Outgoing returns letters for a partner: the receipts that are owed, then the dispatches
// whose receipt has not come, the oldest first, at most limit. What is delivered twice takes
// effect once, so it may be called as often as one likes.
func (b *Box) Outgoing(ctx context.Context, to string, limit int) (post Post, err error) {
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		post = Post{To: to}
		letter, n, err := b.receipts(ctx, tx, to)
		if err != nil {
			return err
		}
		if n > 0 {
			post.Letters = append(post.Letters, letter)
		}
		waiting, err := items(ctx, tx, `WHERE peer = $1 AND incoming = 0 AND receipt = '' ORDER BY kept_at, exchange, sequence LIMIT $2`, to, limit)
		if err != nil {
			return err
		}
		p, err := node.Get(ctx, tx, to)
		if err != nil {
			return err
		}
		for _, i := range waiting {
			letter, err := dispatch.Enclose(i.Text, b.self.Card.Code, to, p.Card.Current())
			if err != nil {
				return err
			}
			post.Letters, post.IDs = append(post.Letters, letter), append(post.IDs, i.ID)
		}
		return nil
	})
	return post, err
}

// Tried notes that a try to deliver failed, and why.
func (b *Box) Tried(ctx context.Context, ids []string, why error) error {
	return b.db.InTx(ctx, func(tx *db.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(ctx, `UPDATE dispatch SET tries = tries + 1, error = $1 WHERE id = $2 AND incoming = 0`, why.Error(), id); err != nil {
				return fmt.Errorf("note a try of %s: %w", id, err)
			}
		}
		return nil
	})
}
