package box

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// takeReceipts keeps what a partner says became of our dispatches. A receipt of something
// else than we sent is passed over: it proves nothing.
func (b *Box) takeReceipts(ctx context.Context, tx *db.Tx, o opened, out *Delivery) error {
	d := o.claim.Dispatch
	if !d.Understood() {
		return fault.Invalidf("对方回执的格式为第 %d 版，本程序只识别第 1 版；请升级，或者请对方按旧版回执。", "The receipt has version %d of its form, and this program knows version 1: upgrade it, or ask the partner for receipts in the old form.", d.Version)
	}
	data, err := d.Read()
	if err != nil {
		return err
	}
	list, ok := data.(*dispatch.Receipts)
	if !ok {
		return nil
	}
	if err := keepReceipt(ctx, tx, d.ID, d.From, o.text); err != nil {
		return err
	}
	told := map[string]int{}
	for _, r := range list.Items {
		n, err := tx.Exec(ctx,
			`UPDATE dispatch SET fate = $1, says = $2, receipt = $3, error = '' WHERE id = $4 AND incoming = 0 AND peer = $5 AND hash = $6 AND (receipt = '' OR fate = 'waiting')`,
			string(r.Fate), r.Says, d.ID, r.ID, d.From, r.SHA256)
		if err != nil {
			return fmt.Errorf("keep the receipt of %s: %w", r.ID, err)
		}
		if n > 0 {
			told[string(r.Fate)]++
			out.Receipts++
			if err := b.started(ctx, tx, r); err != nil {
				return err
			}
		}
	}
	if len(told) == 0 {
		return nil
	}
	return enteredReceipt(ctx, tx, audit.TakeReceipt, "agency:"+d.From, d, o.hash, told)
}

// started lets the clock of the law run on this side too: from the moment at which what opened
// the exchange arrived, as its recipient says.
func (b *Box) started(ctx context.Context, tx *db.Tx, r dispatch.Received) error {
	if b.clocks == nil || r.Fate != dispatch.Taken {
		return nil
	}
	i, there, err := one(ctx, tx, `WHERE id = $1 AND sequence = 1`, r.ID)
	if err != nil || !there {
		return err
	}
	d, err := dispatch.Claimed(i.Text)
	if err != nil || len(limitsOf(d.Kind)) == 0 {
		return err
	}
	data, err := d.Read()
	if err != nil {
		return err
	}
	x, err := findExchange(ctx, tx, d.Exchange)
	if err != nil {
		return err
	}
	l := b.leg(d.Kind, data, law.DateOf(r.At))
	if x.Due == l.Due || !waitsForAnswer(x.State) || x.Side != dispatch.Starter {
		return nil
	}
	if _, err := tx.Exec(ctx, `UPDATE exchange SET due = $1 WHERE id = $2`, l.Due, x.ID); err != nil {
		return fmt.Errorf("keep the clock of exchange %s: %w", x.ID, err)
	}
	return nil
}

// enteredReceipt writes the entry of a receipt. It names the hash of its signed text, in which
// the fate of every dispatch stands, and how many of each there are.
func enteredReceipt(ctx context.Context, tx *db.Tx, verb audit.Verb, actor string, d dispatch.Dispatch, hash string, told map[string]int) error {
	detail := map[string]string{"from": d.From, "to": d.To, "sha256": hash}
	for fate, n := range told {
		detail[fate] = strconv.Itoa(n)
	}
	return audit.Append(ctx, tx, audit.Entry{Actor: actor, Verb: verb, Object: d.ID, Office: string(access.Home), Detail: detail})
}

// keepReceipt keeps the signed text of a receipt, ours or the partner's. The same receipt may
// come twice.
func keepReceipt(ctx context.Context, tx *db.Tx, id, peer, text string) error {
	if _, err := tx.Exec(ctx, `INSERT INTO receipt (id, peer, text) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING`, id, peer, text); err != nil {
		return fmt.Errorf("keep receipt %s: %w", id, err)
	}
	return nil
}

// receiptsAtOnce is how many dispatches one receipt tells of.
const receiptsAtOnce = 10_000

// owed returns the receipts that are owed to a partner, in the order in which their dispatches
// were kept.
func owed(ctx context.Context, tx *db.Tx, to string) (list []dispatch.Received, err error) {
	rows, err := tx.Query(ctx, `SELECT id, hash, kept_at, fate, says FROM dispatch WHERE peer = $1 AND owed = 1 ORDER BY kept_at, id LIMIT $2`, to, receiptsAtOnce)
	if err != nil {
		return nil, fmt.Errorf("read what receipts are owed: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var r dispatch.Received
		var kept string
		if err := rows.Scan(&r.ID, &r.SHA256, &kept, &r.Fate, &r.Says); err != nil {
			return nil, fmt.Errorf("read what receipts are owed: %w", err)
		}
		if r.At, err = db.ParseTime(kept); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// receipts signs the receipts that are owed to a partner, notes that they were given, and
// returns the letter, or nil if none is owed.
func (b *Box) receipts(ctx context.Context, tx *db.Tx, to string) (letter []byte, err error) {
	list, err := owed(ctx, tx, to)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	p, err := b.book.Get(ctx, tx, to)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(dispatch.Receipts{Items: list})
	if err != nil {
		return nil, fmt.Errorf("write receipts: %w", err)
	}
	d := dispatch.Dispatch{ID: newID("d", tx.Now), From: b.self.Card.Code, To: to, Kind: dispatch.Receipt, Version: 1, At: tx.Now, Data: data}
	text, err := d.Sign(b.self.Key())
	if err != nil {
		return nil, err
	}
	if err := keepReceipt(ctx, tx, d.ID, to, text); err != nil {
		return nil, err
	}
	last := list[len(list)-1]
	if _, err := tx.Exec(ctx, `UPDATE dispatch SET owed = 0, receipt = $1 WHERE peer = $2 AND owed = 1 AND (kept_at, id) <= ($3, $4)`, d.ID, to, db.Time(last.At), last.ID); err != nil {
		return nil, fmt.Errorf("keep the receipts of %s: %w", d.ID, err)
	}
	told := map[string]int{}
	for _, r := range list {
		told[string(r.Fate)]++
	}
	if err := enteredReceipt(ctx, tx, audit.GiveReceipt, "system", d, dispatch.Hash(text), told); err != nil {
		return nil, err
	}
	return dispatch.Enclose(text, b.self.Card.Code, to, p.Card.Current())
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
	return b.receive(ctx, letters, func(context.Context, *db.Tx, *Delivery) error { return nil })
}

// Answer takes letters of a partner and returns what is to go to it, receipts first, as
// Outgoing would: all in one transaction, so that the partner has its receipts with one wait
// for the disk.
func (b *Box) Answer(ctx context.Context, peer string, limit int, letters ...[]byte) (got Delivery, post Post, err error) {
	if len(letters) == 0 {
		post, err = b.Outgoing(ctx, peer, limit)
		return Delivery{}, post, err
	}
	var waiting waiting
	got, err = b.receive(ctx, letters, func(ctx context.Context, tx *db.Tx, _ *Delivery) (err error) {
		waiting, err = b.waiting(ctx, tx, peer, limit, true)
		return err
	})
	if err == nil {
		post, err = b.enclosed(waiting)
	}
	return got, post, err
}

// Outgoing returns letters for a partner: the receipts that are owed, then the dispatches
// whose receipt has not come, the oldest first, at most limit. What is delivered twice takes
// effect once, so it may be called as often as one likes.
func (b *Box) Outgoing(ctx context.Context, to string, limit int) (Post, error) {
	var w waiting
	within, owes := b.db.View, false // most often no receipt is owed, and nothing is written
	err := b.db.View(ctx, func(tx *db.Tx) error {
		var one int
		err := tx.QueryRow(ctx, `SELECT 1 FROM dispatch WHERE peer = $1 AND owed = 1 LIMIT 1`, to).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		within, owes = b.db.Together, true
		return err
	})
	if err != nil {
		return Post{}, fmt.Errorf("read what receipts are owed: %w", err)
	}
	err = within(ctx, func(tx *db.Tx) (err error) {
		w, err = b.waiting(ctx, tx, to, limit, owes)
		return err
	})
	if err != nil {
		return Post{}, err
	}
	return b.enclosed(w)
}

// A waiting is what is to go to a partner, before it is sealed.
type waiting struct {
	to         node.Partner
	receipts   []byte // the letter; nil if none is owed
	ids, texts []string
}

// waiting reads what is to go to a partner; the receipts that it owes are signed only if asked
// for, because that writes.
func (b *Box) waiting(ctx context.Context, tx *db.Tx, to string, limit int, receipts bool) (w waiting, err error) {
	if w.to, err = b.book.Get(ctx, tx, to); err != nil {
		return waiting{}, err
	}
	if receipts {
		if w.receipts, err = b.receipts(ctx, tx, to); err != nil {
			return waiting{}, err
		}
	}
	rows, err := tx.Query(ctx, `SELECT id, text FROM dispatch WHERE peer = $1 AND incoming = 0 AND receipt = '' ORDER BY kept_at, exchange, sequence LIMIT $2`, to, limit)
	if err != nil {
		return waiting{}, fmt.Errorf("read what is to go: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, text string
		if err := rows.Scan(&id, &text); err != nil {
			return waiting{}, fmt.Errorf("read what is to go: %w", err)
		}
		w.ids, w.texts = append(w.ids, id), append(w.texts, text)
	}
	return w, rows.Err()
}

// enclosed seals what waits, on all processors.
func (b *Box) enclosed(w waiting) (Post, error) {
	post := Post{To: w.to.Card.Code, IDs: w.ids}
	letters, errs := make([][]byte, len(w.texts)), make([]error, len(w.texts))
	onAllCores(len(letters), func(i int) {
		letters[i], errs[i] = dispatch.Enclose(w.texts[i], b.self.Card.Code, post.To, w.to.Card.Current())
	})
	if w.receipts != nil {
		post.Letters = append(post.Letters, w.receipts)
	}
	post.Letters = append(post.Letters, letters...)
	return post, errors.Join(errs...)
}

// Tried notes that a try to deliver failed, and why.
func (b *Box) Tried(ctx context.Context, ids []string, why error) error {
	return b.db.Together(ctx, func(tx *db.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(ctx, `UPDATE dispatch SET tries = tries + 1, error = $1 WHERE id = $2 AND incoming = 0`, why.Error(), id); err != nil {
				return fmt.Errorf("note a try of %s: %w", id, err)
			}
		}
		return nil
	})
}
