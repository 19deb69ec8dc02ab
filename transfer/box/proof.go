package box

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// A Proof is what a third party needs to check a dispatch and its receipt, without either
// agency: the signed texts and the cards of both.
type Proof struct {
	Format   string   `json:"format"` // mingjian-proof/1
	Dispatch string   `json:"dispatch"`
	Receipt  string   `json:"receipt,omitempty"` // absent while none has come
	Cards    []string `json:"cards"`             // of the sender, then of the recipient

	// Log proves that the dispatch stands in the audit log of the agency that wrote the proof;
	// absent if it was written without the log.
	Log *audit.Inclusion `json:"log,omitempty"`
}

const proofFormat = "mingjian-proof/1"

// Proof returns the proof of a dispatch that went or came. It shows what the dispatch carries,
// so it is recorded as a look.
func (b *Box) Proof(ctx context.Context, by access.Account, id string) (p Proof, err error) {
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		i, d, x, err := kept(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if o, ok := mustRead(d).(*dispatch.Offer); ok && i.Incoming && !owns(x.State) && len(o.Content) > 0 {
			return fault.Conflictf("线索接收之前不能取出其全文。", "The whole clue cannot be taken out before it was accepted.")
		}
		ours, err := b.self.WriteCard(tx.Now)
		if err != nil {
			return err
		}
		theirs, err := node.CardOf(ctx, tx, x.Peer)
		if err != nil {
			return err
		}
		receipt, err := receiptText(ctx, tx, i.Receipt)
		if err != nil {
			return err
		}
		p = Proof{Format: proofFormat, Dispatch: i.Text, Receipt: receipt, Cards: []string{ours, theirs}}
		if i.Incoming {
			slices.Reverse(p.Cards)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LookDispatch, Object: x.ID, Office: string(x.Office), Detail: map[string]string{"dispatch": id, "proof": "1"}})
	})
	return p, err
}

// receiptText returns the signed text of a receipt, or nothing if there is none.
func receiptText(ctx context.Context, tx *db.Tx, id string) (text string, err error) {
	if id == "" {
		return "", nil
	}
	if err := tx.QueryRow(ctx, `SELECT text FROM receipt WHERE id = $1`, id).Scan(&text); err != nil {
		return "", fmt.Errorf("read receipt %s: %w", id, err)
	}
	return text, nil
}

// mustRead is what d carries, or nil if that is not understood.
func mustRead(d dispatch.Dispatch) any {
	v, err := d.Read()
	if err != nil {
		return nil
	}
	return v
}

// kept returns a dispatch, as kept and as read, and its exchange, if by may read it.
func kept(ctx context.Context, tx *db.Tx, by access.Account, id string) (i Item, d dispatch.Dispatch, x Exchange, err error) {
	gone := fault.NotFoundf("没有这件移送。", "There is no such dispatch.")
	i, ok, err := find(ctx, tx, id)
	if err == nil && !ok {
		err = gone
	}
	if err != nil {
		return Item{}, dispatch.Dispatch{}, Exchange{}, err
	}
	if d, err = dispatch.Claimed(i.Text); err != nil {
		return Item{}, dispatch.Dispatch{}, Exchange{}, err
	}
	x, err = getExchange(ctx, tx, by, d.Exchange)
	if fault.Is(err, fault.NotFound) { // in the same words, so that nobody is told that there is one
		err = gone
	}
	return i, d, x, err
}

// Attachments returns what goes with a dispatch.
func (b *Box) Attachments(ctx context.Context, by access.Account, id string) (list []dispatch.Attachment, err error) {
	err = b.db.InTx(ctx, func(tx *db.Tx) error {
		i, d, x, err := kept(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if d.Kind == dispatch.ClueOffer && i.Incoming && !owns(x.State) {
			return fault.Conflictf("线索接收之前不能取出其附件。", "The files of a clue cannot be taken out before it was accepted.")
		}
		list = d.Attachments
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LookDispatch, Object: x.ID, Office: string(x.Office), Detail: map[string]string{"dispatch": id, "attachments": "1"}})
	})
	return list, err
}

// A Verdict is what a proof proves.
type Verdict struct {
	Dispatch  dispatch.Dispatch  // signed by the sender
	SHA256    string             // of its signed text
	Sender    node.Card          // whose fingerprint must be compared: the proof cannot vouch for it
	Recipient node.Card          // likewise
	Receipt   *dispatch.Received // signed by the recipient; nil if there is none
	Log       *audit.Inclusion   // where it stands in the log of one side; nil if that was not given
}

// Verify checks a proof. It needs no home and no database.
func Verify(b []byte) (v Verdict, err error) {
	var p Proof
	if err := json.Unmarshal(b, &p); err != nil || p.Format != proofFormat || len(p.Cards) != 2 {
		return Verdict{}, fault.Invalidf("不是移送证明文件；它由 mingjian transfer proof 写出。", "This is no proof of a dispatch; mingjian transfer proof writes one.").Because(err)
	}
	sender, err := node.ReadCard(p.Cards[0])
	if err != nil {
		return Verdict{}, err
	}
	recipient, err := node.ReadCard(p.Cards[1])
	if err != nil {
		return Verdict{}, err
	}
	claimed, err := dispatch.Claimed(p.Dispatch)
	if err != nil {
		return Verdict{}, err
	}
	d, err := dispatch.Verify(p.Dispatch, sender.Publics(claimed.At))
	if err != nil {
		return Verdict{}, err
	}
	if d.From != sender.Code || d.To != recipient.Code {
		return Verdict{}, fault.Forbiddenf("名片不是移送双方的。", "The cards are not those of the sender and the recipient.")
	}
	v = Verdict{Dispatch: d, SHA256: dispatch.Hash(p.Dispatch), Sender: sender.Card, Recipient: recipient.Card, Log: p.Log}
	if err := v.inLog(); err != nil {
		return Verdict{}, err
	}
	if p.Receipt == "" {
		return v, nil
	}
	v.Receipt, err = receiptOf(p.Receipt, d, v.SHA256, recipient.Card)
	return v, err
}

// inLog checks that the entry of the log is that of this very dispatch.
func (v Verdict) inLog() error {
	if v.Log == nil {
		return nil
	}
	if err := v.Log.Verify(); err != nil {
		return err
	}
	var detail map[string]string
	if err := json.Unmarshal([]byte(v.Log.Detail), &detail); err != nil || v.Log.Object != v.Dispatch.ID || detail["sha256"] != v.SHA256 {
		return fault.Forbiddenf("日志中的那一条不是这件移送的。", "The entry of the log is not that of this dispatch.").Because(err)
	}
	return nil
}

// receiptOf checks that the recipient has signed a receipt of that very text.
func receiptOf(text string, d dispatch.Dispatch, hash string, recipient node.Card) (*dispatch.Received, error) {
	claimed, err := dispatch.Claimed(text)
	if err != nil {
		return nil, err
	}
	r, err := dispatch.Verify(text, recipient.Publics(claimed.At))
	if err != nil {
		return nil, err
	}
	list, ok := mustRead(r).(*dispatch.Receipts)
	if !ok || r.Kind != dispatch.Receipt || r.From != d.To || r.To != d.From {
		return nil, fault.Forbiddenf("回执不是接收方给移送方的。", "The receipt is not one of the recipient to the sender.")
	}
	for _, x := range list.Items {
		if x.ID == d.ID && x.SHA256 == hash {
			return &x, nil
		}
	}
	return nil, fault.Forbiddenf("回执不是这件移送的。", "The receipt is not of this dispatch.")
}
