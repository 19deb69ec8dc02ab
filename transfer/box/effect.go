package box

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// An Offering is what a person decides when a clue is offered to another agency.
type Offering struct {
	To    string         // code of the partner
	Title fault.Text     // of the model that found the clue
	Due   string         // day by whose end an answer is asked for, ISO
	Basis []dispatch.Law // by what right
	Duty  []dispatch.Law // rules by which it may not be bounced back; nil if there is none
	Whole bool           // the whole clue goes along, for partners that letters reach slowly
	Note  string         // what the sender says; at least [clue.MinNote] characters are not asked for
}

// OfferClue offers a clue to another agency and moves it to transferred, in one transaction.
func (b *Box) OfferClue(ctx context.Context, by access.Account, id clue.ID, o Offering) (x Exchange, err error) {
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		x, err = b.offerClue(ctx, tx, by, id, o)
		return err
	})
	return x, err
}

func (b *Box) offerClue(ctx context.Context, tx *db.Tx, by access.Account, id clue.ID, o Offering) (Exchange, error) {
	c, f, err := clue.Leave(ctx, tx, by, id, o.Note)
	if err != nil {
		return Exchange{}, err
	}
	offer := &dispatch.Offer{Summary: Summarise(c, o.Title), Due: o.Due, Basis: orEmpty(o.Basis), Duty: o.Duty, Note: o.Note}
	if o.Whole {
		if offer.Content, err = json.Marshal(f); err != nil {
			return Exchange{}, fmt.Errorf("write the finding of clue %s: %w", id, err)
		}
	}
	return b.Open(ctx, tx, by, Start{To: o.To, Kind: dispatch.ClueOffer, Data: offer, Clue: string(id)})
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// Summarise tells of a clue what names and identifies nobody.
func Summarise(c clue.Clue, title fault.Text) dispatch.Summary {
	s := dispatch.Summary{Model: title, ModelID: c.Model, Version: c.ModelVersion, Subject: c.Subject.Kind, Risk: c.Risk,
		Cases: c.Cases, Courts: orEmpty(c.Courts), Amount: c.Amount, From: c.From, To: c.To, Indicators: []fault.Text{}, Against: c.Against}
	for _, t := range c.Top {
		s.Indicators = append(s.Indicators, t.Title)
	}
	return s
}

// hasEffects reports whether steps mean something beyond the exchange.
func (x Exchange) hasEffects() bool {
	return x.Joint != "" || x.Clue != "" && x.Side == dispatch.Starter
}

// effect does what a step means beyond the exchange: the clue it is about comes back or has
// news, and the whole clue follows an acceptance. by took the step; from is its side.
func (b *Box) effect(ctx context.Context, tx *db.Tx, by access.Account, x Exchange, d dispatch.Dispatch, data any, from dispatch.Side) error {
	if !x.hasEffects() {
		return nil
	}
	if x.Joint != "" {
		return b.jointEffect(ctx, tx, by, x, d, data, from)
	}
	id := clue.ID(x.Clue)
	switch d.Kind {
	case dispatch.ClueRefuse, dispatch.ClueWithdraw, dispatch.ClueExpire, dispatch.ClueRetake:
		return clue.ComeBack(ctx, tx, by, id, note(d.Kind, data))
	case dispatch.ClueAccept:
		if err := clue.Told(ctx, tx, by, id, note(d.Kind, data)); err != nil {
			return err
		}
		return b.handOver(ctx, tx, x)
	case dispatch.Result:
		if o, ok := data.(*dispatch.Outcome); ok {
			return clue.Resolved(ctx, tx, by, id, note(d.Kind, data), o.Code)
		}
	case dispatch.ClueReturn, dispatch.Progress:
		if from == dispatch.Answerer {
			return clue.Told(ctx, tx, by, id, note(d.Kind, data))
		}
	}
	return nil
}

// note is what the history of the clue says of a step.
func note(k dispatch.Kind, data any) string {
	said := ""
	switch v := data.(type) {
	case *dispatch.Notice:
		said = v.Note
	case *dispatch.Reasoned:
		said = v.Reason
	case *dispatch.Outcome:
		said = v.Says
	}
	if said == "" {
		return k.In().ZH
	}
	return k.In().ZH + "：" + said
}

// handOver sends the whole clue after it was accepted, unless it went with the offer. The
// clue as it is now, not as it was offered: facts may have been added.
func (b *Box) handOver(ctx context.Context, tx *db.Tx, x Exchange) error {
	first, err := items(ctx, tx, `WHERE exchange = $1 AND incoming = 0 AND sequence = 1`, x.ID)
	if err != nil {
		return err
	}
	for _, i := range first {
		d, err := dispatch.Claimed(i.Text)
		if err != nil {
			return err
		}
		if v, err := d.Read(); err != nil {
			return err
		} else if o, ok := v.(*dispatch.Offer); ok && len(o.Content) > 0 {
			return nil
		}
	}
	program := access.Account{ID: "system", Display: "系统", Role: access.Handler, Office: x.Office}
	f, err := clue.FindingOf(ctx, tx, program, clue.ID(x.Clue))
	if err != nil {
		return err
	}
	content, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("write the finding of clue %s: %w", x.Clue, err)
	}
	_, err = b.send(ctx, tx, program, x, dispatch.ClueContent, &dispatch.Content{Content: content}, nil)
	return err
}
