package box

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// Skew is how far a partner's clock may be ahead of ours.
const Skew = 25 * time.Hour

// An opened is a signed text of a letter that was opened, read and checked, before anything is
// done about it.
type opened struct {
	letter  []byte // in which it came
	from    string // code on the outside
	text    string // signed
	hash    string // of it
	claim   dispatch.Claim
	partner node.Partner // by whose card it was proven
	err     error        // why it proves nothing
}

// openAll opens letters on all processors: what is dear about a letter needs no transaction.
func (b *Box) openAll(ctx context.Context, letters [][]byte) ([]opened, error) {
	partners := map[string]node.Partner{}
	err := b.db.View(ctx, func(tx *db.Tx) error {
		for _, l := range letters {
			o, err := dispatch.ReadOutside(l)
			if err != nil {
				continue
			}
			if _, ok := partners[o.From]; ok {
				continue
			}
			p, err := b.book.Get(ctx, tx, o.From)
			if err != nil && !fault.Is(err, fault.NotFound) {
				return err
			}
			partners[o.From] = p
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	inside, now := make([][]opened, len(letters)), b.db.Now()
	onAllCores(len(letters), func(i int) { inside[i] = b.open(letters[i]) })
	list := slices.Concat(inside...)
	onAllCores(len(list), func(i int) { list[i] = b.read(list[i], partners, now) })
	return list, nil
}

// open opens one letter and returns its texts; one without a text if it does not open.
func (b *Box) open(letter []byte) []opened {
	outside, texts, err := dispatch.Open(letter, b.self.KeyOf)
	if err == nil && outside.To != b.self.Card.Code {
		err = fault.Forbiddenf("封装件是给 %s 的，不是给本机构的。", "The letter is for %s, not for this agency.", outside.To)
	}
	if err != nil {
		return []opened{{letter: letter, from: outside.From, err: err}}
	}
	list := make([]opened, len(texts))
	for i, text := range texts {
		list[i] = opened{letter: letter, from: outside.From, text: text}
	}
	return list
}

// read reads and checks a text; what cannot be read is returned without one.
func (b *Box) read(o opened, partners map[string]node.Partner, now time.Time) opened {
	if o.err != nil {
		return o
	}
	if o.claim, o.err = dispatch.ReadClaim(o.text); o.err != nil {
		o.text = ""
		return o
	}
	o.hash = dispatch.Hash(o.text)
	return o.prove(partners[o.from], b.self.Card.Code, now)
}

// prove checks the signature with the keys that the partner signed with when it says that it
// signed, and that this was not in the future.
func (o opened) prove(p node.Partner, to string, now time.Time) opened {
	o.partner, o.err = p, nil
	d := o.claim.Dispatch
	switch {
	case p.Card.Code == "":
		o.err = fault.Forbiddenf("没有机构 %q 的名片。", "There is no card of the agency %q.", o.from)
	case p.Standing != node.Confirmed:
		o.err = fault.Forbiddenf("机构 %s 的名片未经核对，或者已终止。", "The card of %s has not been confirmed, or the exchange with it has ended.", o.from)
	case d.At.After(now.Add(Skew)):
		o.err = fault.Forbiddenf("移送的签名时间在将来，请核对双方时钟。", "The dispatch was signed in the future; compare the clocks.")
	case d.From != o.from || d.To != to:
		o.err = fault.Forbiddenf("封面与所封内容的机构不符。", "The outside names other agencies than the dispatch in it.")
	default:
		_, o.err = o.claim.Proven(p.Card.Publics(d.At))
	}
	return o
}

// onAllCores runs f for 0 to n-1, on as many goroutines as there are processors.
func onAllCores(n int, f func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				f(int(i))
			}
		})
	}
	all.Wait()
}
