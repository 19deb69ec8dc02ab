package box

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// Skew is how far a partner's clock may be ahead of ours.
const Skew = 25 * time.Hour

// A Delivery is what came of letters of one partner.
type Delivery struct {
	From     string              // code of the partner
	Received []dispatch.Received // one for each dispatch, in the order of the letters
	Receipts int                 // how many receipts of our own dispatches were among them
	Refused  []error             // why letters were refused that proved nothing, one for each
	Answer   []byte              // the letter with our receipts; nil if none is owed
	partner  node.Partner        // that From is
}

// Receive takes letters that all come from one partner, in one transaction: each dispatch in
// them takes effect once, however often it comes. Of a letter that cannot be proven to come
// from the partner nothing is kept but an entry in the log, and the others count.
func (b *Box) Receive(ctx context.Context, letters ...[]byte) (Delivery, error) {
	return b.receive(ctx, true, letters)
}

// receive takes letters; the receipts are written at once, or owed until something goes to
// the partner.
func (b *Box) receive(ctx context.Context, answer bool, letters [][]byte) (out Delivery, err error) {
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		out = Delivery{}
		for _, letter := range letters {
			err := b.take(ctx, tx, letter, &out)
			if kind, _ := fault.Split(err); err != nil && kind != fault.Internal {
				out.Refused = append(out.Refused, err)
				err = b.refused(ctx, tx, letter, err)
			}
			if err != nil {
				return err
			}
		}
		if !answer {
			return nil
		}
		return b.answer(ctx, tx, &out)
	})
	if err != nil {
		return Delivery{}, err
	}
	return out, nil
}

// refused enters a letter that proves nothing.
func (b *Box) refused(ctx context.Context, tx *db.Tx, letter []byte, why error) error {
	from := "unknown"
	if o, err := dispatch.ReadOutside(letter); err == nil {
		from = o.From
	}
	_, says := fault.Split(why)
	return audit.Append(ctx, tx, audit.Entry{Actor: "system", Verb: audit.RefuseLetter, Object: from, Office: string(access.Home),
		Detail: map[string]string{"why": says.EN, "sha256": dispatch.Hash(string(letter))}})
}

// take opens one letter and takes what is in it.
func (b *Box) take(ctx context.Context, tx *db.Tx, letter []byte, out *Delivery) error {
	o, text, err := dispatch.Open(letter, b.self.KeyOf)
	if err != nil {
		return err
	}
	if o.To != b.self.Card.Code {
		return fault.Forbiddenf("封装件是给 %s 的，不是给本机构的。", "The letter is for %s, not for this agency.", o.To)
	}
	p := out.partner
	if p.Card.Code != o.From {
		if p, err = node.Get(ctx, tx, o.From); err != nil {
			return err
		}
	}
	if out.From != "" && out.From != o.From {
		return fault.Invalidf("一次只能收取同一机构的封装件。", "Letters of one agency are taken at a time.")
	}
	if p.Standing != node.Confirmed {
		return fault.Forbiddenf("机构 %s 的名片未经核对，或者已终止。", "The card of %s has not been confirmed, or the exchange with it has ended.", o.From)
	}
	d, err := b.proven(tx, p, text)
	if err != nil {
		return err
	}
	if d.From != o.From || d.To != o.To {
		return fault.Forbiddenf("封面与所封内容的机构不符。", "The outside names other agencies than the dispatch in it.")
	}
	out.From, out.partner = d.From, p
	if d.Kind == dispatch.Receipt {
		return b.takeReceipts(ctx, tx, d, text, out)
	}
	got, err := b.takeDispatch(ctx, tx, p, d, text)
	if err != nil {
		return err
	}
	out.Received = append(out.Received, got)
	return nil
}

// proven checks the signature with the keys that the partner signed with when it says that it
// signed, and that this was not in the future.
func (b *Box) proven(tx *db.Tx, p node.Partner, text string) (dispatch.Dispatch, error) {
	claimed, err := dispatch.Claimed(text)
	if err != nil {
		return dispatch.Dispatch{}, err
	}
	if claimed.At.After(tx.Now.Add(Skew)) {
		return dispatch.Dispatch{}, fault.Forbiddenf("移送的签名时间在将来，请核对双方时钟。", "The dispatch was signed in the future; compare the clocks.")
	}
	return dispatch.Verify(text, p.Card.Publics(claimed.At))
}

// takeDispatch keeps a dispatch and lets it and those that waited for it take effect.
func (b *Box) takeDispatch(ctx context.Context, tx *db.Tx, p node.Partner, d dispatch.Dispatch, text string) (dispatch.Received, error) {
	old, known, err := find(ctx, tx, d.ID)
	if err != nil {
		return dispatch.Received{}, err
	}
	hash := dispatch.Hash(text)
	if known {
		if !old.Incoming || dispatch.Hash(old.Text) != hash {
			return dispatch.Received{}, fault.Forbiddenf("编号 %s 已用于另一件移送。", "The number %s belongs to another dispatch.", d.ID)
		}
		err := setFate(ctx, tx, d.ID, old.Fate, old.Says) // the receipt was perhaps lost: it is owed again
		return dispatch.Received{ID: d.ID, SHA256: hash, At: old.Kept, Fate: old.Fate, Says: old.Says}, err
	}
	keep := b.place
	if d.Kind == dispatch.Checkpoint {
		keep = b.witness
	}
	fate, says, err := keep(ctx, tx, p, d, text)
	return dispatch.Received{ID: d.ID, SHA256: hash, At: tx.Now, Fate: fate, Says: says}, err
}

// place finds the exchange of a dispatch and its place in the order.
func (b *Box) place(ctx context.Context, tx *db.Tx, p node.Partner, d dispatch.Dispatch, text string) (dispatch.Fate, string, error) {
	x, err := findExchange(ctx, tx, d.Exchange)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		// opened here by its first dispatch, or by a later one that came before it
		side := dispatch.Answerer
		x = Exchange{ID: d.Exchange, Office: access.Home, Peer: d.From, Side: side, At: tx.Now, Changed: tx.Now}
		if err := insertExchange(ctx, tx, x); err != nil {
			return "", "", err
		}
	case err != nil:
		return "", "", err
	case x.Peer != d.From:
		return "", "", fault.Forbiddenf("这件往来不是与 %s 的。", "The exchange is not one with %s.", d.From)
	}
	partner := access.Account{ID: "agency:" + d.From, Display: p.Card.Name.ZH, Role: access.Handler, Office: x.Office}
	r := row{incoming: true, actor: partner.ID, display: partner.Display, text: text, fate: dispatch.Waiting, owed: true}
	_, used, err := numbered(ctx, tx, x.ID, d.Sequence)
	if err != nil {
		return "", "", err
	}
	if d.Sequence <= x.got || used {
		return "", "", fault.Forbiddenf("序号 %d 已用于另一件移送。", "The number %d in the exchange belongs to another dispatch.", d.Sequence)
	}
	if err := insertDispatch(ctx, tx, d, r); err != nil {
		return "", "", err
	}
	if d.Sequence > x.got+1 {
		return dispatch.Waiting, "", entered(ctx, tx, audit.TakeDispatch, partner.ID, x, d, text, dispatch.Waiting)
	}
	return b.advance(ctx, tx, partner, x, d, text)
}

// advance lets d take effect, which is next in order, and then those that waited for it. It
// returns the fate of d.
func (b *Box) advance(ctx context.Context, tx *db.Tx, partner access.Account, x Exchange, d dispatch.Dispatch, text string) (fate dispatch.Fate, says string, err error) {
	for first := true; ; first = false {
		f, s, err := b.apply(ctx, tx, partner, &x, d, text)
		if err != nil {
			return "", "", err
		}
		if first {
			fate, says = f, s
		}
		waiting, there, err := numbered(ctx, tx, x.ID, x.got+1)
		if err != nil || !there {
			return fate, says, err
		}
		text = waiting.Text
		if d, err = dispatch.Claimed(text); err != nil { // proven when it was kept
			return "", "", err
		}
	}
}

// apply lets one dispatch take effect. What its sender may not do is refused, kept with the
// reason, and told in the receipt: the order goes on behind it.
func (b *Box) apply(ctx context.Context, tx *db.Tx, partner access.Account, x *Exchange, d dispatch.Dispatch, text string) (dispatch.Fate, string, error) {
	fate, says, to, data := b.judge(x, d)
	x.got = d.Sequence
	if x.Opened == "" && fate == dispatch.Taken {
		x.Opened = d.Kind
		if err := setOpened(ctx, tx, *x); err != nil {
			return "", "", err
		}
		x.Due = dispatch.Due(data)
	}
	moved, err := b.moved(ctx, tx, partner, *x, to)
	if err != nil {
		return "", "", err
	}
	*x = moved
	if err := setFate(ctx, tx, d.ID, fate, says); err != nil {
		return "", "", err
	}
	if err := entered(ctx, tx, audit.TakeDispatch, partner.ID, *x, d, text, fate); err != nil {
		return "", "", err
	}
	if fate != dispatch.Taken {
		return fate, says, nil
	}
	if err := b.effect(ctx, tx, partner, *x, d, data, x.Side.Other()); err != nil {
		return "", "", err
	}
	fresh, err := findExchange(ctx, tx, x.ID) // an effect may have sent an answer
	*x = fresh
	return fate, says, err
}

// judge says what becomes of a dispatch and where the exchange stands after it.
func (b *Box) judge(x *Exchange, d dispatch.Dispatch) (fate dispatch.Fate, says string, to dispatch.State, data any) {
	if !d.Understood() {
		return dispatch.Unknown, "", x.State, nil
	}
	data, err := d.Read()
	if err == nil {
		var effect bool
		if o, ok := data.(*dispatch.Offer); ok {
			x.Duty = len(o.Duty) > 0
		}
		to, effect, err = dispatch.Arrive(x.State, d.Kind, x.Side.Other(), x.Duty)
		if err == nil && !effect {
			return dispatch.Noted, "", to, data
		}
	}
	if err != nil {
		_, public := fault.Split(err)
		return dispatch.Refuse, public.ZH, x.State, nil
	}
	return dispatch.Taken, "", to, data
}

// setOpened keeps what opened the exchange, which its first dispatch says.
func setOpened(ctx context.Context, tx *db.Tx, x Exchange) error {
	if _, err := tx.Exec(ctx, `UPDATE exchange SET opened = $1, duty = $2 WHERE id = $3`, string(x.Opened), number(x.Duty), x.ID); err != nil {
		return fmt.Errorf("keep exchange %s: %w", x.ID, err)
	}
	return nil
}
