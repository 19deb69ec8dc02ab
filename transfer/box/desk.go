package box

import (
	"context"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// What people at a desk do, each in a transaction of its own.

// Begin opens an exchange.
func (b *Box) Begin(ctx context.Context, by access.Account, s Start) (x Exchange, err error) {
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		x, err = b.Open(ctx, tx, by, s)
		return err
	})
	return x, err
}

// A Step is one step that somebody takes in an exchange.
type Step struct {
	Exchange string
	Kind     dispatch.Kind
	Data     any // of that kind
	Seen     int // version that the person was looking at; 0 takes any

	Attachments []dispatch.Attachment
}

// Do takes a step.
func (b *Box) Do(ctx context.Context, by access.Account, s Step) (x Exchange, err error) {
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		x, err = b.Send(ctx, tx, by, s.Exchange, s.Kind, s.Data, s.Seen, s.Attachments...)
		return err
	})
	return x, err
}

// Partners returns every partner, by code.
func (b *Box) Partners(ctx context.Context) (list []node.Partner, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		list, err = node.Partners(ctx, tx)
		return err
	})
	return list, err
}

// Card returns the card of this agency and its text, to be handed to partners.
func (b *Box) Card(now time.Time) (node.Card, string, error) {
	text, err := b.self.WriteCard(now)
	return b.self.Card, text, err
}

// AddPartner reads the card of another agency.
func (b *Box) AddPartner(ctx context.Context, by access.Account, text string) (node.Partner, error) {
	signed, err := node.ReadCard(text)
	if err == nil && signed.Code == b.self.Card.Code {
		err = fault.Invalidf("这是本机构自己的名片。", "This is the card of this agency itself.")
	}
	if err != nil {
		return node.Partner{}, err
	}
	return b.managed(ctx, by, func(tx *db.Tx) (node.Partner, error) { return node.Add(ctx, tx, by, text) })
}

// ConfirmPartner notes that somebody compared the fingerprint by another way.
func (b *Box) ConfirmPartner(ctx context.Context, by access.Account, code, fingerprint string) (node.Partner, error) {
	return b.managed(ctx, by, func(tx *db.Tx) (node.Partner, error) { return node.Confirm(ctx, tx, by, code, fingerprint) })
}

// EndPartner stops the exchange with a partner.
func (b *Box) EndPartner(ctx context.Context, by access.Account, code string) (node.Partner, error) {
	return b.managed(ctx, by, func(tx *db.Tx) (node.Partner, error) { return node.End(ctx, tx, by, code) })
}

func (b *Box) managed(ctx context.Context, by access.Account, f func(tx *db.Tx) (node.Partner, error)) (p node.Partner, err error) {
	if !access.May(by, access.ManagePartners, by.Office) {
		return node.Partner{}, fault.Forbiddenf("您不能管理往来伙伴。", "You may not manage partners.")
	}
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		p, err = f(tx)
		return err
	})
	return p, err
}
