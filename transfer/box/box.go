// Package box keeps what goes to other agencies and what comes from them. A dispatch is
// signed, kept and entered in the log in the transaction of the act itself; it is delivered
// at least once and takes effect exactly once, in the order in which it was sent.
package box

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// A Box is the outbox and the inbox of this agency.
type Box struct {
	db    *db.DB
	self  *node.Self
	book  node.Book
	calls calls

	clocks *Clocks // nil: only the days count that senders ask for
}

// New returns the box of self kept in d.
func New(d *db.DB, self *node.Self) *Box { return &Box{db: d, self: self} }

// Code returns the code of this agency.
func (b *Box) Code() string { return b.self.Card.Code }

// Kind returns what sort of agency this is.
func (b *Box) Kind() node.Kind { return b.self.Card.Kind }

// An Exchange is what two agencies send each other about one thing.
type Exchange struct {
	ID      string         `json:"id" doc:"Made by the agency that opened it; the same on both sides."`
	Office  access.Office  `json:"-"`
	Peer    string         `json:"peer" doc:"Code of the other agency."`
	Side    dispatch.Side  `json:"side" enum:"starter,answerer" doc:"Which side this agency is."`
	Opened  dispatch.Kind  `json:"opened" doc:"The kind that opened it."`
	State   dispatch.State `json:"state" doc:"Where it stands, as far as this agency knows."`
	Duty    bool           `json:"duty" doc:"By rule the recipient may neither refuse nor return it."`
	Clue    string         `json:"clue" doc:"The clue here that it is about; empty if none."`
	Joint   string         `json:"joint" doc:"The joint matter that it belongs to; empty if none."`
	Due     string         `json:"due" doc:"Day by whose end an answer is asked for, ISO; empty if none is or it came."`
	Version int            `json:"version" doc:"Counts changes; a step names the version that the person was looking at."`
	At      time.Time      `json:"at" doc:"When it was opened."`
	Changed time.Time      `json:"changed" doc:"When something was last sent or came."`
	Stood   []Stood        `json:"stood" nullable:"false" doc:"The states that it went through, first to last, with the time at which each began here."`
	sent    int            // sequence of the last that was sent
	got     int            // sequence of the last that took effect
	clock   string         // id of the time limit of the law for an answer to what it was opened with here; empty if none; unknownClock if nobody has looked
}

// Next returns what this agency may do in the exchange.
func (x Exchange) Next() []dispatch.Kind {
	list := []dispatch.Kind{}
	for _, k := range dispatch.Next(x.State, x.Side, x.Duty) {
		if k != dispatch.ClueContent && !ofBoard(k) { // one follows an acceptance by itself, the others are taken on the board
			list = append(list, k)
		}
	}
	return list
}

// Overdue reports whether an answer was asked for by a day before today and has not come.
func (x Exchange) Overdue(today string) bool { return x.Due != "" && x.Due < today }

// An Item is one dispatch of an exchange as it is kept.
type Item struct {
	ID       string        `json:"id" doc:"The dispatch."`
	Incoming bool          `json:"incoming" doc:"Whether it came or went."`
	Kind     dispatch.Kind `json:"kind" doc:"What it does."`
	Sequence int           `json:"sequence" doc:"Its number among what its side sent."`
	At       time.Time     `json:"at" doc:"When it was signed, by the clock of its sender."`
	Kept     time.Time     `json:"kept" doc:"When it was kept here."`
	By       string        `json:"by" doc:"Who sent it here, or the agency it came from."`
	Fate     dispatch.Fate `json:"fate" doc:"What became of it at its recipient; empty while no receipt has come."`
	Says     string        `json:"says" doc:"Why it was refused."`
	Text     string        `json:"-"`
	Hash     string        `json:"sha256" doc:"Hash of the signed text, which the receipt names."`
	Receipt  string        `json:"receipt" doc:"Id of the receipt that tells its fate; empty while there is none."`
	Tries    int           `json:"tries" doc:"How often it was tried to deliver it."`
	Error    string        `json:"error" doc:"Why the last try failed."`
}

// newID makes the id of an exchange (x) or a dispatch (d): six bytes of the moment, then ten
// random ones. What is made one after another then lies side by side in the indexes of both
// agencies, so that keeping it changes few pages.
func newID(prefix string, at time.Time) string {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 18), uint64(at.UnixMilli()))[2:]
	b = b[:16]
	rand.Read(b[6:])
	return prefix + "-" + hex.EncodeToString(b)
}

// A Start is what opens an exchange.
type Start struct {
	To          string        // code of the partner
	Kind        dispatch.Kind // that opens
	Data        any           // of that kind
	Clue        string        // the clue here that it is about; empty if none
	Attachments []dispatch.Attachment

	joint string // the joint matter that it belongs to; empty if none
}

// Open opens an exchange with a partner, in the caller's transaction.
func (b *Box) Open(ctx context.Context, tx *db.Tx, by access.Account, s Start) (Exchange, error) {
	if err := may(by); err != nil {
		return Exchange{}, err
	}
	if ofBoard(s.Kind) {
		return Exchange{}, onBoard()
	}
	if err := standsAside(ctx, tx, by, s.Clue, ""); err != nil {
		return Exchange{}, err
	}
	return b.openWith(ctx, tx, by, s)
}

// openWith opens an exchange of any kind.
func (b *Box) openWith(ctx context.Context, tx *db.Tx, by access.Account, s Start) (Exchange, error) {
	if !s.Kind.Opens() {
		return Exchange{}, fault.Invalidf("“%s”不能开启往来。", "A %[2]s does not open an exchange.", s.Kind.In().ZH, string(s.Kind))
	}
	p, err := b.book.Get(ctx, tx, s.To)
	if err != nil {
		return Exchange{}, err
	}
	if p.Standing != node.Confirmed {
		return Exchange{}, fault.Conflictf("机构 %[1]s %[2]s，不能向其移送；请先核对指纹（mingjian node confirm）。", "The partner %[1]s is %[3]s: nothing can be sent to it. Compare the fingerprint first (mingjian node confirm).", s.To, p.Standing.In().ZH, p.Standing.In().EN)
	}
	x := Exchange{ID: newID("x", tx.Now), Office: by.Office, Peer: s.To, Side: dispatch.Starter, Opened: s.Kind, Clue: s.Clue, Joint: s.joint, At: tx.Now, Changed: tx.Now, Due: dispatch.Due(s.Data), clock: b.clockOf(s.Kind, s.Data)}
	if o, ok := s.Data.(*dispatch.Offer); ok {
		x.Duty = len(o.Duty) > 0
	}
	return b.send(ctx, tx, by, x, s.Kind, s.Data, s.Attachments)
}

// Send takes a step in an exchange, in the caller's transaction. seen is the version the
// person was looking at; 0 takes any.
func (b *Box) Send(ctx context.Context, tx *db.Tx, by access.Account, id string, k dispatch.Kind, data any, seen int, files ...dispatch.Attachment) (Exchange, error) {
	if err := may(by); err != nil {
		return Exchange{}, err
	}
	if ofBoard(k) {
		return Exchange{}, onBoard()
	}
	x, err := getExchange(ctx, tx, by, id)
	if err != nil {
		return Exchange{}, err
	}
	if seen != 0 && seen != x.Version {
		return Exchange{}, fault.Conflictf("在您查看期间这件往来已有变化，请刷新后再操作。", "The exchange has changed while you were reading it; reload it first.")
	}
	return b.send(ctx, tx, by, x, k, data, files)
}

// may returns nil if by may send: what is sent is signed with the key of the home, and speaks for
// it.
func may(by access.Account) error {
	if !access.May(by, access.SendDispatches, access.Home) {
		return fault.Forbiddenf("您不能办理移送。", "You may not exchange with other agencies.")
	}
	return nil
}

// send signs, keeps and enters one dispatch, and moves the exchange.
func (b *Box) send(ctx context.Context, tx *db.Tx, by access.Account, x Exchange, k dispatch.Kind, data any, files []dispatch.Attachment) (Exchange, error) {
	to, err := dispatch.Take(x.State, k, x.Side, x.Duty)
	if err != nil {
		return Exchange{}, err
	}
	body, err := json.Marshal(data)
	if err != nil {
		return Exchange{}, fmt.Errorf("write %s: %w", k, err)
	}
	d := dispatch.Dispatch{ID: newID("d", tx.Now), From: b.self.Card.Code, To: x.Peer, Kind: k, Version: 1, Exchange: x.ID,
		Sequence: x.sent + 1, At: tx.Now, Data: body, Attachments: files}
	text, err := d.Sign(b.self.Key())
	if err != nil {
		return Exchange{}, err
	}
	hash := dispatch.Hash(text)
	if err := insertDispatch(ctx, tx, d, row{actor: by.ID, display: by.Display, text: text, hash: hash}); err != nil {
		return Exchange{}, err
	}
	x.sent++
	if x, err = b.moved(ctx, tx, x, to); err != nil {
		return Exchange{}, err
	}
	if err := entered(ctx, tx, audit.SendDispatch, by.ID, x, d, hash, ""); err != nil {
		return Exchange{}, err
	}
	tx.After(func() { b.calls.wake(x.Peer) })
	return x, b.effect(ctx, tx, by, x, d, data, x.Side)
}

// moved keeps the exchange in its new state: one that was never kept, whose version is 0, as a
// new one.
func (b *Box) moved(ctx context.Context, tx *db.Tx, x Exchange, to dispatch.State) (Exchange, error) {
	seen := x.Version
	x.State, x.Changed, x.Version = to, tx.Now, seen+1
	if !waitsForAnswer(to) {
		x.Due = ""
	}
	if seen == 0 {
		return x, insertExchange(ctx, tx, x)
	}
	return x, updateExchange(ctx, tx, x, seen)
}

// waitsForAnswer reports whether the other side's first answer is still to come: the clock of
// an offer runs until then.
func waitsForAnswer(s dispatch.State) bool {
	switch s {
	case dispatch.Offered, dispatch.Previewed, dispatch.Asked, dispatch.Served, dispatch.Invited:
		return true
	}
	return false
}

// entered writes the entry of a dispatch: it names the hash of the signed text, which the
// receipt of the other side names too.
func entered(ctx context.Context, tx *db.Tx, verb audit.Verb, actor string, x Exchange, d dispatch.Dispatch, hash string, fate dispatch.Fate) error {
	return audit.Append(ctx, tx, audit.Entry{Actor: actor, Verb: verb, Object: d.ID, Office: string(x.Office), Detail: map[string]string{
		"exchange": d.Exchange, "kind": string(d.Kind), "from": d.From, "to": d.To, "sequence": strconv.Itoa(d.Sequence),
		"sha256": hash, "state": string(x.State), "fate": string(fate)}})
}
