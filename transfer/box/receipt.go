package box

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/bits"
	"strconv"
	"strings"

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
	for part := range inParts(list.Items) {
		known, err := keepFates(ctx, tx, d, part)
		if err != nil {
			return err
		}
		for _, r := range known {
			told[string(r.Fate)]++
		}
		out.Receipts += len(known)
		if err := b.started(ctx, tx, known); err != nil {
			return err
		}
	}
	if len(told) == 0 {
		return nil
	}
	return enteredReceipt(ctx, tx, audit.TakeReceipt, "agency:"+d.From, d, o.hash, told)
}

// inParts cuts receipts into parts of 64, 32, 16 … that go into one statement: of whatever length
// the list, it takes one of seven statements, which stay compiled. No dispatch is in a part twice.
func inParts(list []dispatch.Received) iter.Seq[[]dispatch.Received] {
	return func(yield func([]dispatch.Received) bool) {
		for len(list) > 0 {
			n, seen := 0, map[string]bool{}
			for n < min(len(list), 64) && !seen[list[n].ID] {
				seen[list[n].ID] = true
				n++
			}
			n = 1 << (bits.Len(uint(n)) - 1)
			if !yield(list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// keepFates keeps what a receipt tells of dispatches, and returns those of which it told something new.
func keepFates(ctx context.Context, tx *db.Tx, d dispatch.Dispatch, list []dispatch.Received) ([]dispatch.Received, error) {
	marks, args := make([]string, len(list)), []any{d.ID, d.From}
	of := make(map[string]dispatch.Received, len(list))
	for i, r := range list {
		of[r.ID] = r
		args = append(args, r.ID, r.SHA256, string(r.Fate), r.Says)
		n := len(args)
		marks[i] = fmt.Sprintf("($%d, $%d, $%d, $%d)", n-3, n-2, n-1, n)
	}
	rows, err := tx.Query(ctx, `UPDATE dispatch SET fate = column3, says = column4, receipt = $1, error = ''
		FROM (VALUES `+strings.Join(marks, ", ")+`) AS v
		WHERE id = column1 AND hash = column2 AND incoming = 0 AND peer = $2 AND (receipt = '' OR fate = 'waiting') RETURNING id`, args...)
	if err != nil {
		return nil, fmt.Errorf("keep receipt %s: %w", d.ID, err)
	}
	defer rows.Close()
	known := make([]dispatch.Received, 0, len(list))
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("keep receipt %s: %w", d.ID, err)
		}
		known = append(known, of[id])
	}
	return known, rows.Err()
}

// A waitingClock is the clock of an exchange that waits for its first answer.
type waitingClock struct {
	opened          string // id of the dispatch that opened it
	kind            dispatch.Kind
	exchange, clock string
	state           dispatch.State
	due             string
}

// started lets the clocks of the law run on this side too: from the moment at which what opened
// an exchange arrived, as its recipient says.
func (b *Box) started(ctx context.Context, tx *db.Tx, list []dispatch.Received) error {
	if b.clocks == nil || len(list) == 0 {
		return nil
	}
	clocks, err := waitingClocks(ctx, tx, list)
	if err != nil {
		return err
	}
	for _, r := range list {
		c, ok := clocks[r.ID]
		if !ok || r.Fate != dispatch.Taken || !waitsForAnswer(c.state) {
			continue
		}
		due, err := b.dueOf(ctx, tx, c, law.DateOf(r.At))
		if err != nil {
			return err
		}
		if due == c.due {
			continue
		}
		if _, err := tx.Exec(ctx, `UPDATE exchange SET due = $1 WHERE id = $2`, due, c.exchange); err != nil {
			return fmt.Errorf("keep the clock of exchange %s: %w", c.exchange, err)
		}
	}
	return nil
}

// waitingClocks returns the clocks of exchanges that dispatches have opened here, by the dispatch.
// Most exchanges are under none.
func waitingClocks(ctx context.Context, tx *db.Tx, list []dispatch.Received) (map[string]waitingClock, error) {
	marks, args := make([]string, len(list)), make([]any, len(list))
	for i, r := range list {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), r.ID
	}
	rows, err := tx.Query(ctx, `SELECT d.id, d.kind, x.id, x.clock, x.state, x.due FROM dispatch d JOIN exchange x ON x.id = d.exchange
		WHERE d.id IN (`+strings.Join(marks, ", ")+`) AND d.sequence = 1 AND x.side = 'starter' AND x.clock <> ''`, args...)
	if err != nil {
		return nil, fmt.Errorf("read what opened exchanges: %w", err)
	}
	defer rows.Close()
	clocks := map[string]waitingClock{}
	for rows.Next() {
		var c waitingClock
		if err := rows.Scan(&c.opened, &c.kind, &c.exchange, &c.clock, &c.state, &c.due); err != nil {
			return nil, fmt.Errorf("read what opened exchanges: %w", err)
		}
		clocks[c.opened] = c
	}
	return clocks, rows.Err()
}

// dueOf returns the last day for an answer to what arrived on a day.
func (b *Box) dueOf(ctx context.Context, tx *db.Tx, c waitingClock, arrived law.Date) (string, error) {
	if c.clock != unknownClock {
		if due, ok := b.until(c.clock, arrived); ok {
			return due, nil
		}
		return c.due, nil
	}
	if len(limitsOf(c.kind)) == 0 {
		return c.due, nil
	}
	var text string
	if err := tx.QueryRow(ctx, `SELECT text FROM dispatch WHERE id = $1`, c.opened).Scan(&text); err != nil {
		return "", fmt.Errorf("read what opened exchange %s: %w", c.exchange, err)
	}
	data, err := dispatch.Kept(c.kind, text)
	if err != nil {
		return "", err
	}
	return b.leg(c.kind, data, arrived).Due, nil
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
// returns the signed text, empty if none is owed.
func (b *Box) receipts(ctx context.Context, tx *db.Tx, to string) (text string, err error) {
	list, err := owed(ctx, tx, to)
	if err != nil || len(list) == 0 {
		return "", err
	}
	data, err := json.Marshal(dispatch.Receipts{Items: list})
	if err != nil {
		return "", fmt.Errorf("write receipts: %w", err)
	}
	d := dispatch.Dispatch{ID: newID("d", tx.Now), From: b.self.Card.Code, To: to, Kind: dispatch.Receipt, Version: 1, At: tx.Now, Data: data}
	if text, err = d.Sign(b.self.Key()); err != nil {
		return "", err
	}
	if err := keepReceipt(ctx, tx, d.ID, to, text); err != nil {
		return "", err
	}
	last := list[len(list)-1]
	if _, err := tx.Exec(ctx, `UPDATE dispatch SET owed = 0, receipt = $1 WHERE peer = $2 AND owed = 1 AND (kept_at, id) <= ($3, $4)`, d.ID, to, db.Time(last.At), last.ID); err != nil {
		return "", fmt.Errorf("keep the receipts of %s: %w", d.ID, err)
	}
	told := map[string]int{}
	for _, r := range list {
		told[string(r.Fate)]++
	}
	return text, enteredReceipt(ctx, tx, audit.GiveReceipt, "system", d, dispatch.Hash(text), told)
}

// A Post is what is to go to a partner.
type Post struct {
	To      string
	Letters [][]byte // once it is sealed
	IDs     []string // of the dispatches in it; receipts have none

	to    node.Partner
	texts []string // signed; the receipts first
}

// Empty reports whether there is nothing to go.
func (p Post) Empty() bool { return len(p.texts) == 0 }

// Receipts reports whether receipts are in it.
func (p Post) Receipts() bool { return len(p.texts) > len(p.IDs) }

// A Form is how signed texts are put into letters.
type Form int

// The forms.
const (
	Single   Form = iota // one in each: every partner understands that
	Gathered             // many in each
)

// Accept takes letters of a partner and leaves the receipts owed: they go with what Outgoing
// returns next.
func (b *Box) Accept(ctx context.Context, letters ...[]byte) (Delivery, error) {
	return b.receive(ctx, letters, func(context.Context, *db.Tx, *Delivery) error { return nil })
}

// Answer takes letters of a partner and returns what is to go to it, receipts first, as
// Outgoing would: all in one transaction, so that the partner has its receipts with one wait
// for the disk.
func (b *Box) Answer(ctx context.Context, peer string, limit int, form Form, letters ...[]byte) (got Delivery, post Post, err error) {
	if len(letters) == 0 {
		post, err = b.Waiting(ctx, peer, limit)
	} else {
		got, err = b.receive(ctx, letters, func(ctx context.Context, tx *db.Tx, _ *Delivery) (err error) {
			post, err = b.waiting(ctx, tx, peer, limit, true)
			return err
		})
	}
	if err == nil {
		post, err = b.Seal(post, form)
	}
	return got, post, err
}

// Outgoing returns letters for a partner: what Waiting returns, sealed one by one.
func (b *Box) Outgoing(ctx context.Context, to string, limit int) (Post, error) {
	post, err := b.Waiting(ctx, to, limit)
	if err != nil {
		return Post{}, err
	}
	return b.Seal(post, Single)
}

// Waiting returns what is to go to a partner: the receipts that are owed, then the dispatches
// whose receipt has not come, the oldest first, at most limit. What is delivered twice takes
// effect once, so it may be called as often as one likes.
func (b *Box) Waiting(ctx context.Context, to string, limit int) (post Post, err error) {
	within, owes := b.db.View, false // most often no receipt is owed, and nothing is written
	err = b.db.View(ctx, func(tx *db.Tx) error {
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
		post, err = b.waiting(ctx, tx, to, limit, owes)
		return err
	})
	return post, err
}

// waiting reads what is to go to a partner; the receipts that it owes are signed only if asked
// for, because that writes.
func (b *Box) waiting(ctx context.Context, tx *db.Tx, to string, limit int, receipts bool) (post Post, err error) {
	post.To = to
	if post.to, err = b.book.Get(ctx, tx, to); err != nil {
		return Post{}, err
	}
	if receipts {
		text, err := b.receipts(ctx, tx, to)
		if err != nil {
			return Post{}, err
		}
		if text != "" {
			post.texts = append(post.texts, text)
		}
	}
	rows, err := tx.Query(ctx, `SELECT id, text FROM dispatch WHERE peer = $1 AND incoming = 0 AND receipt = '' ORDER BY kept_at, exchange, sequence LIMIT $2`, to, limit)
	if err != nil {
		return Post{}, fmt.Errorf("read what is to go: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, text string
		if err := rows.Scan(&id, &text); err != nil {
			return Post{}, fmt.Errorf("read what is to go: %w", err)
		}
		post.IDs, post.texts = append(post.IDs, id), append(post.texts, text)
	}
	return post, rows.Err()
}

// What one letter of many texts holds: enough that sealing costs little beside them, and so
// few that all processors have some.
const (
	gatheredTexts = 64
	gatheredBytes = 512 << 10
)

// Seal puts what waits into letters of a form, on all processors.
func (b *Box) Seal(post Post, form Form) (Post, error) {
	groups := gathered(post.texts, form)
	letters, errs := make([][]byte, len(groups)), make([]error, len(groups))
	key := post.to.Card.Current
	onAllCores(len(groups), func(i int) {
		if form == Single {
			letters[i], errs[i] = dispatch.Enclose(groups[i][0], b.self.Card.Code, post.To, key())
		} else {
			letters[i], errs[i] = dispatch.EncloseMany(groups[i], b.self.Card.Code, post.To, key())
		}
	})
	post.Letters = letters
	return post, errors.Join(errs...)
}

// gathered cuts texts into what goes into one letter.
func gathered(texts []string, form Form) (groups [][]string) {
	from, size := 0, 0
	for i, text := range texts {
		if size += len(text) + 1; i > from && (form == Single || i-from == gatheredTexts || size > gatheredBytes) {
			groups, from, size = append(groups, texts[from:i]), i, len(text)+1
		}
	}
	if from < len(texts) {
		groups = append(groups, texts[from:])
	}
	return groups
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
