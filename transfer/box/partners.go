package box

import (
	"bytes"
	"context"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/node"
)

// Confirmed returns the partners that count.
func (b *Box) Confirmed(ctx context.Context) (list []node.Partner, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		all, err := b.book.Partners(ctx, tx)
		for _, p := range all {
			if p.Standing == node.Confirmed {
				list = append(list, p)
			}
		}
		return err
	})
	return list, err
}

// Partner returns the partner with that code.
func (b *Box) Partner(ctx context.Context, code string) (p node.Partner, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		p, err = b.book.Get(ctx, tx, code)
		return err
	})
	return p, err
}

// PartnerBy returns the confirmed partner whose connection key that is.
func (b *Box) PartnerBy(ctx context.Context, tlsKey []byte) (node.Partner, error) {
	list, err := b.Confirmed(ctx)
	if err != nil {
		return node.Partner{}, err
	}
	for _, p := range list {
		if bytes.Equal(p.Card.TLS, tlsKey) {
			return p, nil
		}
	}
	return node.Partner{}, fault.Forbiddenf("连接所用的密钥不属于任何已核对的伙伴。", "The key of the connection belongs to no confirmed partner.")
}
