package box

import (
	"context"
	"database/sql"
	"errors"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

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
	var text string
	out, err := b.receive(ctx, letters, func(ctx context.Context, tx *db.Tx, out *Delivery) (err error) {
		if out.From != "" {
			text, err = b.receipts(ctx, tx, out.From)
		}
		return err
	})
	if err == nil && text != "" {
		out.Answer, err = dispatch.Enclose(text, b.self.Card.Code, out.From, out.partner.Card.Current())
	}
	return out, err
}

// fewLetters is how many are taken in a transaction that acts of others share.
const fewLetters = 20

// receive takes letters, and does what else belongs to it in the same transaction.
func (b *Box) receive(ctx context.Context, letters [][]byte, end func(ctx context.Context, tx *db.Tx, out *Delivery) error) (out Delivery, err error) {
	list, err := b.openAll(ctx, letters)
	if err != nil {
		return Delivery{}, err
	}
	within := b.db.InTx
	if len(list) <= fewLetters {
		within = b.db.Together
	}
	err = within(ctx, func(tx *db.Tx) error {
		out = Delivery{}
		for _, o := range list {
			err := b.take(ctx, tx, o, &out)
			if kind, _ := fault.Split(err); err != nil && kind != fault.Internal {
				out.Refused = append(out.Refused, err)
				err = b.refused(ctx, tx, o.letter, err)
			}
			if err != nil {
				return err
			}
		}
		return end(ctx, tx, &out)
	})
	if err != nil {
		return Delivery{}, err
	}
	return out, nil
}

// refused enters a letter that proves nothing, and raises an alarm.
func (b *Box) refused(ctx context.Context, tx *db.Tx, letter []byte, why error) error {
	from := "unknown"
	if o, err := dispatch.ReadOutside(letter); err == nil {
		from = o.From
	}
	_, says := fault.Split(why)
	hash := dispatch.Hash(string(letter))
	err := audit.Append(ctx, tx, audit.Entry{Actor: "system", Verb: audit.RefuseLetter, Object: from, Office: string(access.Home),
		Detail: map[string]string{"why": says.EN, "sha256": hash}})
	return errors.Join(err, alarm(ctx, tx, OfLetter, from, hash, why))
}

// take takes what is in one letter.
func (b *Box) take(ctx context.Context, tx *db.Tx, o opened, out *Delivery) error {
	if o.text == "" { // it did not open, or cannot be read
		return o.err
	}
	if out.From != "" && out.From != o.from {
		return fault.Invalidf("一次只能收取同一机构的封装件。", "Letters of one agency are taken at a time.")
	}
	p := out.partner
	if out.From == "" {
		var err error
		if p, err = b.book.Get(ctx, tx, o.from); err != nil {
			return err
		}
	}
	if !p.Changed.Equal(o.partner.Changed) || p.Standing != o.partner.Standing { // its card changed in between
		o = o.prove(p, b.self.Card.Code, tx.Now)
	}
	if o.err != nil {
		return o.err
	}
	out.From, out.partner = o.from, p
	if o.claim.Kind == dispatch.Receipt {
		return b.takeReceipts(ctx, tx, o, out)
	}
	got, err := b.takeDispatch(ctx, tx, p, o)
	if err != nil {
		return err
	}
	out.Received = append(out.Received, got)
	return nil
}

// takeDispatch keeps a dispatch and lets it and those that waited for it take effect.
func (b *Box) takeDispatch(ctx context.Context, tx *db.Tx, p node.Partner, o opened) (dispatch.Received, error) {
	d := o.claim.Dispatch
	old, known, err := find(ctx, tx, d.ID)
	if err != nil {
		return dispatch.Received{}, err
	}
	if known {
		if !old.Incoming || old.Hash != o.hash {
			return dispatch.Received{}, fault.Forbiddenf("编号 %s 已用于另一件移送。", "The number %s belongs to another dispatch.", d.ID)
		}
		err := setFate(ctx, tx, d.ID, old.Fate, old.Says) // the receipt was perhaps lost: it is owed again
		return dispatch.Received{ID: d.ID, SHA256: o.hash, At: old.Kept, Fate: old.Fate, Says: old.Says}, err
	}
	keep := b.place
	if d.Kind == dispatch.Checkpoint {
		keep = b.witness
	}
	fate, says, err := keep(ctx, tx, p, d, o.text, o.hash)
	return dispatch.Received{ID: d.ID, SHA256: o.hash, At: tx.Now, Fate: fate, Says: says}, err
}

// place finds the exchange of a dispatch and its place in the order.
func (b *Box) place(ctx context.Context, tx *db.Tx, p node.Partner, d dispatch.Dispatch, text, hash string) (dispatch.Fate, string, error) {
	x, err := findExchange(ctx, tx, d.Exchange)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		// opened here by its first dispatch, or by a later one that came before it
		x = Exchange{ID: d.Exchange, Office: access.Home, Peer: d.From, Side: dispatch.Answerer, At: tx.Now, Changed: tx.Now}
	case err != nil:
		return "", "", err
	case x.Peer != d.From:
		return "", "", fault.Forbiddenf("这件往来不是与 %s 的。", "The exchange is not one with %s.", d.From)
	}
	used := d.Sequence <= x.got
	if x.Version > 0 && !used {
		if _, used, err = numbered(ctx, tx, x.ID, d.Sequence); err != nil {
			return "", "", err
		}
	}
	if used {
		return "", "", fault.Forbiddenf("序号 %d 已用于另一件移送。", "The number %d in the exchange belongs to another dispatch.", d.Sequence)
	}
	partner := access.Account{ID: "agency:" + d.From, Display: p.Card.Name.ZH, Role: access.Handler, Office: x.Office}
	r := row{incoming: true, actor: partner.ID, display: partner.Display, text: text, hash: hash, fate: dispatch.Waiting, owed: true}
	if d.Sequence > x.got+1 {
		if x.Version == 0 {
			if _, err := b.moved(ctx, tx, x, x.State); err != nil {
				return "", "", err
			}
		}
		if err := insertDispatch(ctx, tx, d, r); err != nil {
			return "", "", err
		}
		return dispatch.Waiting, "", entered(ctx, tx, audit.TakeDispatch, partner.ID, x, d, hash, dispatch.Waiting)
	}
	return b.advance(ctx, tx, partner, x, d, r)
}

// advance lets d take effect, which is next in order, and then those that waited for it. It
// returns the fate of d.
func (b *Box) advance(ctx context.Context, tx *db.Tx, partner access.Account, x Exchange, d dispatch.Dispatch, r row) (fate dispatch.Fate, says string, err error) {
	opening := x.Version == 0
	fate, says, err = b.apply(ctx, tx, partner, &x, d, r.hash, func(fate dispatch.Fate, says string) error {
		r.fate, r.says = fate, says
		return insertDispatch(ctx, tx, d, r)
	})
	for err == nil && !opening { // nothing can wait for what did not exist
		waiting, there, err := numbered(ctx, tx, x.ID, x.got+1)
		if err != nil || !there {
			return fate, says, err
		}
		d, err := dispatch.Claimed(waiting.Text) // proven when it was kept
		if err != nil {
			return "", "", err
		}
		_, _, err = b.apply(ctx, tx, partner, &x, d, waiting.Hash, func(fate dispatch.Fate, says string) error {
			return setFate(ctx, tx, d.ID, fate, says)
		})
		if err != nil {
			return "", "", err
		}
	}
	return fate, says, err
}

// apply lets one dispatch take effect, whose fate keep keeps. What its sender may not do is
// refused, kept with the reason, and told in the receipt: the order goes on behind it.
func (b *Box) apply(ctx context.Context, tx *db.Tx, partner access.Account, x *Exchange, d dispatch.Dispatch, hash string, keep func(dispatch.Fate, string) error) (dispatch.Fate, string, error) {
	fate, says, to, data := b.judge(x, d)
	if fate == dispatch.Taken {
		if err := b.jointHonest(ctx, tx, *x, d, data); err != nil {
			kind, public := fault.Split(err)
			if kind == fault.Internal {
				return "", "", err
			}
			fate, says, to = dispatch.Refuse, public.ZH, x.State
		}
	}
	if fate == dispatch.Refuse {
		why := fault.Invalidf("移送“%[1]s”被拒收：%[2]s", "A dispatch (%[3]s) was refused: %[2]s", d.Kind.In().ZH, says, string(d.Kind))
		if err := alarm(ctx, tx, OfDispatch, d.From, hash, why); err != nil {
			return "", "", err
		}
	}
	x.got = d.Sequence
	if x.Opened == "" && fate == dispatch.Unknown {
		x.Opened = d.Kind // people see that something came
	}
	if x.State == dispatch.None && fate == dispatch.Taken {
		x.Opened, x.Due = d.Kind, b.leg(d.Kind, data, law.DateOf(tx.Now)).Due
		if i, ok := data.(*dispatch.Invitation); ok {
			x.Joint = i.Joint
		}
	}
	moved, err := b.moved(ctx, tx, *x, to)
	if err != nil {
		return "", "", err
	}
	*x = moved
	if err := keep(fate, says); err != nil {
		return "", "", err
	}
	if err := entered(ctx, tx, audit.TakeDispatch, partner.ID, *x, d, hash, fate); err != nil {
		return "", "", err
	}
	if fate != dispatch.Taken || !x.hasEffects() {
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
	beyond := x.State == dispatch.None && x.Opened != "" && !d.Kind.Opens() // what opened it was not understood
	if !d.Understood() || beyond {
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
