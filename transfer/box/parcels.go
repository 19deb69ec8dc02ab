package box

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/parcel"
	"github.com/mingjian/mingjian/transfer/seal"
)

// Pack writes a parcel with everything that is to go to a partner: receipts, dispatches
// without a receipt, and their attachments. It returns how many letters it holds and in how
// many parts, no parcel if there is nothing to send.
func (b *Box) Pack(ctx context.Context, files Files, to string, size int64, part func(n int) (io.WriteCloser, error)) (letters, parts int, err error) {
	post, err := b.Outgoing(ctx, to, 100_000)
	if err != nil || len(post.Letters) == 0 {
		return 0, 0, err
	}
	var p node.Partner
	c := parcel.Content{From: b.self.Card.Code, To: to, Letters: post.Letters, Made: b.db.Now()}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		if p, err = b.book.Get(ctx, tx, to); err != nil {
			return err
		}
		c.Files, err = attached(ctx, tx, files, post.IDs)
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	parts, err = parcel.Write(c, b.self.Key(), p.Card.Current(), size, part)
	return len(post.Letters), parts, err
}

// attached returns the files that go with dispatches, each once.
func attached(ctx context.Context, tx *db.Tx, files Files, ids []string) (list []parcel.File, err error) {
	seen := map[string]bool{}
	for _, id := range ids {
		i, ok, err := find(ctx, tx, id)
		if err != nil || !ok {
			return nil, err
		}
		d, err := dispatch.Claimed(i.Text)
		if err != nil {
			return nil, err
		}
		for _, a := range d.Attachments {
			if !seen[a.SHA256] {
				seen[a.SHA256] = true
				list = append(list, parcel.File{SHA256: a.SHA256, Size: a.Size, Open: func() (io.ReadCloser, error) { return files.Open(a.SHA256) }})
			}
		}
	}
	return list, nil
}

// textsAtOnce is how many signed texts of a parcel are taken in one transaction.
const textsAtOnce = 500

// Unpack takes a parcel, whose parts may be in any order. The receipts it owes go with the
// next parcel to the sender. Taking a parcel twice changes nothing. What an honest sender does
// not pack, and a disk does not do by itself, is recorded and raises an alarm.
func (b *Box) Unpack(ctx context.Context, files Files, parts []io.Reader) (Delivery, error) {
	got, err := b.unpack(ctx, files, parts)
	if kind, _ := fault.Split(err); err != nil && (kind == fault.Invalid || kind == fault.Forbidden) {
		err = errors.Join(err, b.Suspect(ctx, OfParcel, cmp.Or(got.From, "unknown"), "", err))
	}
	return got, err
}

func (b *Box) unpack(ctx context.Context, files Files, parts []io.Reader) (total Delivery, err error) {
	r, err := parcel.Open(parts, b.self.KeyOf, func(agency string, at time.Time) ([]seal.Public, error) { return b.keysOf(ctx, agency, at) })
	if err != nil {
		return Delivery{}, err
	}
	if r.Header.To != b.self.Card.Code {
		return Delivery{}, fault.Forbiddenf("移送包是给 %s 的，不是给本机构的。", "The parcel is for %s, not for this agency.", r.Header.To)
	}
	total.From = r.Header.From
	var letters [][]byte
	texts := 0
	take := func() error {
		if len(letters) == 0 {
			return nil
		}
		got, err := b.Accept(ctx, letters...)
		letters, texts = letters[:0], 0
		total.Received = append(total.Received, got.Received...)
		total.Receipts += got.Receipts
		total.Refused = append(total.Refused, got.Refused...)
		return err
	}
	for {
		e, err := r.Next(dispatch.MaxText + 8192)
		if errors.Is(err, io.EOF) {
			return total, take()
		}
		switch {
		case err != nil:
			return total, err
		case e.File != nil:
			if err = take(); err != nil { // the letters that name it
				return total, err
			}
			if _, _, err = files.Put(e.File, e.SHA256, MaxFile); err == nil {
				err = b.Carried(ctx, total.From, e.SHA256, true)
			}
		default:
			letters = append(letters, e.Letter)
			o, _ := dispatch.ReadOutside(e.Letter) // what is none is refused as one
			if texts += o.Texts(); texts >= textsAtOnce {
				err = take()
			}
		}
		if err != nil {
			return total, err
		}
	}
}

// keysOf returns the keys that a confirmed partner signed with at a moment.
func (b *Box) keysOf(ctx context.Context, agency string, at time.Time) (keys []seal.Public, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		p, err := b.book.Get(ctx, tx, agency)
		if err == nil && p.Standing != node.Confirmed {
			err = fault.Forbiddenf("机构 %s 的名片未经核对，或者已终止。", "The card of %s has not been confirmed, or the exchange with it has ended.", agency)
		}
		keys = p.Card.Publics(at)
		return err
	})
	return keys, err
}
