package box

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

// An office is an agency with everything it has.
type office struct {
	*Box
	t    testing.TB
	self *node.Self
	by   access.Account
}

func newOffice(t testing.TB, d *db.DB, code string, kind node.Kind, suite seal.Suite) *office {
	t.Helper()
	a := node.Agency{Code: code, Name: fault.Text{ZH: "青石县某机关" + code, EN: "Office " + code}, Kind: kind}
	self, err := node.Init(filepath.Join(t.TempDir(), "node"), a, suite, dbtest.Monday.AddDate(0, 0, -7), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	by := access.Account{ID: "a-1", Display: "承办人", Role: access.Handler, Office: access.Home}
	return &office{New(d, self), t, self, by}
}

// tx runs f in a transaction of the office.
func (o *office) tx(f func(ctx context.Context, tx *db.Tx) error) {
	o.t.Helper()
	ctx := context.Background()
	if err := o.db.InTx(ctx, func(tx *db.Tx) error { return f(ctx, tx) }); err != nil {
		o.t.Fatal(err)
	}
}

// meet lets two offices know each other.
func meet(a, b *office) {
	for _, p := range [][2]*office{{a, b}, {b, a}} {
		p[0].tx(func(ctx context.Context, tx *db.Tx) error {
			card, err := p[1].self.WriteCard(tx.Now)
			if err != nil {
				return err
			}
			if _, err := node.Add(ctx, tx, p[0].by, card); err != nil {
				return err
			}
			_, err = node.Confirm(ctx, tx, p[0].by, p[1].self.Card.Code, p[1].self.Card.Fingerprint())
			return err
		})
	}
}

// two returns a procuratorate and a police office that know each other; suites differ, as
// they may.
func two(t testing.TB, first, second *db.DB) (a, b *office) {
	a = newOffice(t, first, "330102-jcy", node.Procuratorate, seal.Usual)
	b = newOffice(t, second, "330102-ga", node.Police, seal.National)
	meet(a, b)
	t.Cleanup(func() {
		a.ways()
		b.ways()
	})
	return a, b
}

// ways checks that the states an exchange went through lead to where it stands.
func (o *office) ways() {
	o.t.Helper()
	list, _, err := o.List(context.Background(), o.by, Filter{Limit: 200})
	if err != nil {
		o.t.Error("list the exchanges at the end:", err)
	}
	for _, x := range list {
		last := dispatch.None
		for i, s := range x.Stood {
			if i > 0 && s.At.Before(x.Stood[i-1].At) {
				o.t.Errorf("%s of %s began before what came before it: %v", s.State, x.ID, x.Stood)
			}
			last = s.State
		}
		if last != x.State {
			o.t.Errorf("%s stands at %q, but went through %v", x.ID, x.State, x.Stood)
		}
	}
}

func summary() dispatch.Summary {
	return dispatch.Summary{Model: fault.Text{ZH: "虚假劳资纠纷", EN: "Sham wages"}, ModelID: "civil/sham-wages", Version: 1,
		Subject: "organisation", Risk: 0.9, Cases: 24, Courts: []string{}, Indicators: []fault.Text{}}
}

// offer opens an exchange about nothing in particular.
func (o *office) offer(to string, duty bool) Exchange {
	o.t.Helper()
	data := &dispatch.Offer{Summary: summary(), Due: "2026-02-05", Basis: []dispatch.Law{}, Content: []byte(`{"subject":{"name":"甲公司"}}`)}
	if duty {
		data.Duty = []dispatch.Law{{Law: "人民检察院公益诉讼办案规则", Version: "2021", Article: "26"}}
	}
	var x Exchange
	o.tx(func(ctx context.Context, tx *db.Tx) (err error) {
		x, err = o.Open(ctx, tx, o.by, Start{To: to, Kind: dispatch.ClueOffer, Data: data})
		return err
	})
	return x
}

// step takes a step with data that fits it.
func (o *office) step(id string, k dispatch.Kind) (x Exchange, err error) {
	err = o.db.InTx(context.Background(), func(tx *db.Tx) error {
		x, err = o.Send(context.Background(), tx, o.by, id, k, dataOf(k), 0)
		return err
	})
	return x, err
}

func dataOf(k dispatch.Kind) any {
	switch {
	case k.NeedsReason():
		return &dispatch.Reasoned{Reason: "不属于本机关管辖范围"}
	case k == dispatch.Plan:
		return &dispatch.JointPlan{Lead: "330102-jcy", Tasks: []dispatch.Task{{What: "调取工资表", Who: "330102-ga"}}}
	case k == dispatch.Result:
		return &dispatch.Outcome{Code: "established", Says: "二十四件均属虚构"}
	case k == dispatch.ClueContent:
		return &dispatch.Content{Content: []byte(`{}`)}
	}
	return &dispatch.Notice{}
}

// post carries everything from a to b once, and the receipts back.
func post(a, b *office) Delivery {
	a.t.Helper()
	ctx := context.Background()
	out, err := a.Outgoing(ctx, b.self.Card.Code, 1000)
	if err != nil {
		a.t.Fatal(err)
	}
	got, err := b.Receive(ctx, out.Letters...)
	if err != nil {
		a.t.Fatal(err)
	}
	if got.Answer != nil {
		if back, err := a.Receive(ctx, got.Answer); err != nil || len(back.Refused) > 0 {
			a.t.Fatal(err, back.Refused)
		}
	}
	return got
}

func (o *office) view(id string) View {
	o.t.Helper()
	v, err := o.Get(context.Background(), o.by, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

func (o *office) entries(verb audit.Verb) int {
	o.t.Helper()
	list, err := audit.NewLog(o.db).List(context.Background(), audit.Filter{Limit: 100_000})
	if err != nil {
		o.t.Fatal(err)
	}
	n := 0
	for _, e := range list {
		if e.Verb == verb {
			n++
		}
	}
	return n
}

// each runs test with two offices on SQLite and on PostgreSQL.
func each(t *testing.T, test func(t *testing.T, a, b *office)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		a, b := two(t, d, dbtest.Open(t))
		test(t, a, b)
	})
}

// The whole way of a clue: offered, previewed, accepted, worked on, concluded. Each side sees
// every step of the other, with the receipt.
func TestWay(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		x := a.offer("330102-ga", false)
		if got := post(a, b); len(got.Received) != 1 || got.Received[0].Fate != dispatch.Taken {
			t.Fatalf("received %+v", got)
		}
		v := b.view(x.ID)
		if v.State != dispatch.Offered || v.Side != dispatch.Answerer || v.Due != "2026-02-05" || len(v.Items) != 1 {
			t.Fatalf("the recipient has %+v", v)
		}
		data, err := b.Look(context.Background(), b.by, v.Items[0].ID)
		if o, ok := data.(*dispatch.Offer); err != nil || !ok || o.Content != nil || o.Summary.Cases != 24 {
			t.Errorf("the preview shows %+v, %v", data, err)
		}
		for _, k := range []dispatch.Kind{dispatch.ClueAccept, dispatch.Plan, dispatch.Progress, dispatch.Result} {
			if _, err := b.step(x.ID, k); err != nil {
				t.Fatalf("%s: %v", k, err)
			}
		}
		data, err = b.Look(context.Background(), b.by, v.Items[0].ID)
		if o, ok := data.(*dispatch.Offer); err != nil || !ok || o.Content == nil {
			t.Errorf("after acceptance %+v is shown, %v", data, err)
		}
		post(b, a)
		for _, o := range []*office{a, b} {
			v := o.view(x.ID)
			if v.State != dispatch.Concluded || len(v.Items) != 6 || v.Due != "" {
				t.Errorf("%s: %s, %d items, due %q", o.self.Card.Code, v.State, len(v.Items), v.Due)
			}
			for _, i := range v.Items {
				if i.Fate != dispatch.Taken || i.Receipt == "" {
					t.Errorf("%s: %s is %q, receipt %v", o.self.Card.Code, i.Kind, i.Fate, i.Receipt != "")
				}
			}
		}
		if n := a.entries(audit.TakeDispatch); n != 5 {
			t.Errorf("%d of 5 are in the log", n)
		}
		if n := a.entries(audit.SendDispatch); n != 1 {
			t.Errorf("%d of 1 are in the log", n)
		}
	})
}

// What arrives twice takes effect once, and its receipt is given again.
func TestTwice(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		x := a.offer("330102-ga", false)
		out, err := a.Outgoing(context.Background(), "330102-ga", 10)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			got, err := b.Receive(context.Background(), append(out.Letters, out.Letters...)...)
			if err != nil || len(got.Refused) > 0 || got.Answer == nil {
				t.Fatalf("%+v, %v", got, err)
			}
		}
		if v := b.view(x.ID); len(v.Items) != 1 || v.Version != 1 {
			t.Errorf("%d items, version %d", len(v.Items), v.Version)
		}
		if n := b.entries(audit.TakeDispatch); n != 1 {
			t.Errorf("it was taken %d times", n)
		}
	})
}

// Letters that come in another order wait for those sent before.
func TestOrder(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		x := a.offer("330102-ga", false)
		post(a, b)
		for _, k := range []dispatch.Kind{dispatch.ClueAccept, dispatch.Progress, dispatch.Result} {
			if _, err := b.step(x.ID, k); err != nil {
				t.Fatal(err)
			}
		}
		out, err := b.Outgoing(context.Background(), "330102-jcy", 10)
		if err != nil {
			t.Fatal(err)
		}
		fates := []dispatch.Fate{}
		for i := len(out.Letters) - 1; i >= 0; i-- {
			got, err := a.Receive(context.Background(), out.Letters[i])
			if err != nil || len(got.Received) != 1 {
				t.Fatalf("%+v, %v", got, err)
			}
			fates = append(fates, got.Received[0].Fate)
		}
		if fmt.Sprint(fates) != "[waiting waiting taken]" {
			t.Errorf("fates %v", fates)
		}
		if v := a.view(x.ID); v.State != dispatch.Concluded {
			t.Errorf("the exchange is %s", v.State)
		}
	})
}

func TestDuty(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		x := a.offer("330102-ga", true)
		post(a, b)
		if _, err := b.step(x.ID, dispatch.ClueRefuse); !fault.Is(err, fault.Conflict) {
			t.Errorf("refused what may not be refused: %v", err)
		}
		if _, err := b.step(x.ID, dispatch.ClueAccept); err != nil {
			t.Fatal(err)
		}
		if _, err := b.step(x.ID, dispatch.ClueReturn); !fault.Is(err, fault.Conflict) {
			t.Errorf("returned what may not be returned: %v", err)
		}
	})
}

// Attacks: each is refused, changes nothing and is in the log.
func TestAttacks(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		ctx := context.Background()
		thief := newOffice(t, dbtest.Open(t), "330102-jcy", node.Procuratorate, seal.Usual) // says it is a
		for _, p := range []*office{b} {
			thief.tx(func(ctx context.Context, tx *db.Tx) error {
				card, err := p.self.WriteCard(tx.Now)
				if err == nil {
					_, err = node.Add(ctx, tx, thief.by, card)
				}
				if err == nil {
					_, err = node.Confirm(ctx, tx, thief.by, p.self.Card.Code, p.self.Card.Fingerprint())
				}
				return err
			})
		}
		stranger := newOffice(t, dbtest.Open(t), "999999-x", node.Court, seal.Usual)
		letterOf := func(from *office) []byte {
			from.offer("330102-ga", false)
			out, err := from.Outgoing(ctx, "330102-ga", 10)
			if err != nil || len(out.Letters) == 0 {
				t.Fatal(err)
			}
			return out.Letters[len(out.Letters)-1]
		}
		honest := letterOf(a)
		toB := b.self.Card.Current()
		sign := func(key seal.Key, spoil func(*dispatch.Dispatch)) []byte {
			d, err := dispatch.Claimed(a.view(firstOf(t, a)).Items[0].Text)
			if err != nil {
				t.Fatal(err)
			}
			d.ID, d.Exchange = newID("d", dbtest.Monday), newID("x", dbtest.Monday)
			spoil(&d)
			text, err := d.Sign(key)
			if err != nil {
				t.Fatal(err)
			}
			letter, err := dispatch.Enclose(text, "330102-jcy", "330102-ga", toB)
			if err != nil {
				t.Fatal(err)
			}
			return letter
		}
		before := b.entries(audit.TakeDispatch)
		attacks := map[string][]byte{
			"another's key":    letterOf(thief),
			"other recipient":  sign(a.self.Key(), func(d *dispatch.Dispatch) { d.To = "330102-fy" }),
			"other sender":     sign(a.self.Key(), func(d *dispatch.Dispatch) { d.From = "999999-x" }),
			"from the future":  sign(a.self.Key(), func(d *dispatch.Dispatch) { d.At = dbtest.Monday.Add(48 * time.Hour) }),
			"before its key":   sign(a.self.Key(), func(d *dispatch.Dispatch) { d.At = dbtest.Monday.AddDate(-1, 0, 0) }),
			"unknown agency":   enclosed(t, stranger, toB),
			"not for this key": enclosed(t, a, stranger.self.Card.Current()),
			"noise":            []byte("移送"),
			"cut":              honest[:len(honest)-1],
			"oversized":        append(honest, make([]byte, dispatch.MaxText+5000)...),
		}
		for name, letter := range attacks {
			got, err := b.Receive(ctx, letter)
			if err != nil || len(got.Refused) != 1 || len(got.Received) > 0 {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
		if n := b.entries(audit.TakeDispatch); n != before {
			t.Errorf("%d took effect", n-before)
		}
		if n := b.entries(audit.RefuseLetter); n != len(attacks) {
			t.Errorf("%d of %d attacks are in the log", n, len(attacks))
		}

		// Replay under the same number with another content, and a number used twice.
		if got, err := b.Receive(ctx, honest); err != nil || len(got.Received) != 1 {
			t.Fatalf("the honest letter: %+v, %v", got, err)
		}
		first, err := dispatch.Claimed(a.view(firstOf(t, a)).Items[0].Text)
		if err != nil {
			t.Fatal(err)
		}
		for name, spoil := range map[string]func(*dispatch.Dispatch){
			"another text under its id": func(d *dispatch.Dispatch) { d.ID, d.Exchange = first.ID, first.Exchange; d.Sequence = 2 },
			"another under its number":  func(d *dispatch.Dispatch) { d.Exchange = first.Exchange },
		} {
			got, err := b.Receive(ctx, sign(a.self.Key(), spoil))
			if err != nil || len(got.Refused) != 1 {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
	})
}

func firstOf(t *testing.T, o *office) string {
	t.Helper()
	list, _, err := o.List(context.Background(), o.by, Filter{})
	if err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	return list[len(list)-1].ID
}

// enclosed is a letter of an office sealed for a key, whatever is in it.
func enclosed(t *testing.T, from *office, to seal.Public) []byte {
	t.Helper()
	letter, err := dispatch.Enclose("a.b.c", from.self.Card.Code, "330102-ga", to)
	if err != nil {
		t.Fatal(err)
	}
	return letter
}

// A partner that breaks the order of steps is told so, and the exchange stays as it was.
func TestStepThatIsNone(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		x := a.offer("330102-ga", false)
		post(a, b)
		d := dispatch.Dispatch{ID: newID("d", dbtest.Monday), From: "330102-ga", To: "330102-jcy", Kind: dispatch.Result, Version: 1, Exchange: x.ID,
			Sequence: 1, At: dbtest.Monday, Data: []byte(`{"code":"established","says":"属实"}`)}
		text, err := d.Sign(b.self.Key())
		if err != nil {
			t.Fatal(err)
		}
		letter, err := dispatch.Enclose(text, "330102-ga", "330102-jcy", a.self.Card.Current())
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.Receive(context.Background(), letter)
		if err != nil || len(got.Received) != 1 || got.Received[0].Fate != dispatch.Refuse || got.Received[0].Says == "" {
			t.Errorf("%+v, %v", got, err)
		}
		if v := a.view(x.ID); v.State != dispatch.Offered {
			t.Errorf("the exchange is %s", v.State)
		}
	})
}

// newer sends b what a newer program of a could: an offer of a that was changed, under a number of
// its exchange.
func newer(t *testing.T, a, b *office, of dispatch.Dispatch, exchange string, sequence int, change map[string]any) Delivery {
	t.Helper()
	of.ID, of.Exchange, of.Sequence = newID("d", dbtest.Monday), exchange, sequence
	payload, err := of.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var event map[string]any
	if err := json.Unmarshal(payload, &event); err != nil {
		t.Fatal(err)
	}
	maps.Copy(event, change)
	if payload, err = json.Marshal(event); err != nil {
		t.Fatal(err)
	}
	text, err := a.self.Key().Write("mingjian-dispatch+jws", payload)
	if err != nil {
		t.Fatal(err)
	}
	letter, err := dispatch.Enclose(text, a.self.Card.Code, b.self.Card.Code, b.self.Card.Current())
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.Receive(context.Background(), letter)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// A kind, a version or a form of the event that only a newer program knows is kept and
// acknowledged as not understood; nobody is alarmed, and the rest of the exchange goes on.
func TestNewerKind(t *testing.T) {
	a, b := two(t, dbtest.Open(t), dbtest.Open(t))
	x := a.offer("330102-ga", false)
	post(a, b)
	old, err := dispatch.Claimed(a.view(x.ID).Items[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	for i, change := range []map[string]any{
		{"type": "cn.mingjian.video-hearing.v1"},
		{"type": "cn.mingjian.progress.v2", "dataschema": "urn:mingjian:dispatch:progress:2", "priority": 3, "traceparent": "00-1", "data": map[string]any{"body": map[string]any{"later": true}, "sealed": "k"}},
		{"type": "cn.mingjian.progress.v12", "data": "dGV4dA=="},
		{"type": "cn.mingjian.progress.v9999", "data": []any{1, "二"}},
	} {
		got := newer(t, a, b, old, x.ID, i+2, change)
		if len(got.Received) != 1 || got.Received[0].Fate != dispatch.Unknown || got.Answer == nil {
			t.Errorf("%v: %+v", change, got)
		}
		v := b.view(x.ID)
		last, err := dispatch.Claimed(v.Items[len(v.Items)-1].Text)
		if err != nil || v.State != dispatch.Offered || len(v.Items) != i+2 || last.Understood() || v.Items[i+1].Fate != dispatch.Unknown {
			t.Errorf("%v: %+v, %v", change, v, err)
		}
	}
	if _, err := b.step(x.ID, dispatch.ClueAccept); err != nil {
		t.Errorf("the exchange goes on: %v", err)
	}
	// version 1 in another form is no newer one
	if got := newer(t, a, b, old, x.ID, 6, map[string]any{"type": "cn.mingjian.progress.v1", "data": "dGV4dA=="}); len(got.Received) > 0 || len(got.Refused) != 1 {
		t.Errorf("%+v", got)
	}
}

// What a newer program opens stands in the list, and what it sends there later is kept, too.
func TestNewerOpening(t *testing.T) {
	a, b := two(t, dbtest.Open(t), dbtest.Open(t))
	ctx := context.Background()
	post(a, b)
	old, err := dispatch.Claimed(a.view(a.offer("330102-ga", false).ID).Items[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	id := newID("x", dbtest.Monday)
	for i, typ := range []string{"clue-offer.v2", "clue-withdraw.v1", "clue-withdraw.v2"} {
		if got := newer(t, a, b, old, id, i+1, map[string]any{"type": "cn.mingjian." + typ}); len(got.Received) != 1 || got.Received[0].Fate != dispatch.Unknown {
			t.Errorf("%s: %+v", typ, got)
		}
	}
	list, _, err := b.List(ctx, b.by, Filter{})
	if err != nil || len(list) != 1 || list[0].ID != id || list[0].State != dispatch.None || list[0].State.In().ZH == "" || len(list[0].Next()) > 0 || len(b.view(id).Items) != 3 {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := b.step(id, dispatch.ClueAccept); !fault.Is(err, fault.Conflict) {
		t.Errorf("what was not understood was accepted: %v", err)
	}
	// a form that is known, in its place, opens it after all
	if got := newer(t, a, b, old, id, 4, nil); got.Received[0].Fate != dispatch.Taken || b.view(id).State != dispatch.Offered || b.view(id).Due == "" {
		t.Errorf("%+v, %+v", got, b.view(id))
	}
	// a checkpoint of a newer form is no reason to show none, and newer receipts are named
	sent := old
	sent.Exchange, sent.Sequence = "", 0
	if got := newer(t, a, b, sent, "", 0, map[string]any{"type": "cn.mingjian.checkpoint.v2"}); len(got.Received) != 1 || got.Received[0].Fate != dispatch.Unknown {
		t.Errorf("%+v", got)
	}
	if list, err := b.Checkpoints(ctx, "330102-jcy", true, 10); err != nil || len(list) > 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if got := newer(t, a, b, sent, "", 0, map[string]any{"type": "cn.mingjian.receipt.v2"}); len(got.Refused) != 1 || !strings.Contains(got.Refused[0].Error(), "第 2 版") {
		t.Errorf("%+v", got)
	}
	alarms, _, _, err := b.Alarms(ctx, AlarmFilter{Open: true, Limit: 10})
	if err != nil || len(alarms) != 1 || !strings.Contains(alarms[0].Says.EN, "version 2") {
		t.Errorf("%+v, %v", alarms, err)
	}
}

// Over a network that loses, doubles, delays and shuffles, everything takes effect once, both
// sides end in the same state, and the order of each exchange is kept.
func TestBadNetwork(t *testing.T) {
	const seed, rounds = 20260105, 400
	r := mathrand.New(mathrand.NewPCG(seed, 1))
	a, b := two(t, dbtest.Open(t), dbtest.Open(t))
	offices := []*office{a, b}
	under := [2][][]byte{} // letters on their way, by who sent them
	ctx := context.Background()
	ids := []string{}
	for range rounds {
		me := r.IntN(2)
		switch x := r.IntN(10); {
		case x < 2 && len(ids) < 40:
			ids = append(ids, offices[me].offer(offices[1-me].self.Card.Code, r.IntN(4) == 0).ID)
		case x < 5 && len(ids) > 0:
			randomStep(r, offices[me], ids[r.IntN(len(ids))])
		case x < 8:
			out, err := offices[me].Outgoing(ctx, offices[1-me].self.Card.Code, 1+r.IntN(20))
			if err != nil {
				t.Fatal(err)
			}
			for _, letter := range out.Letters {
				for range r.IntN(3) { // lost, once or twice
					under[me] = append(under[me], letter)
				}
			}
		case len(under[me]) > 0:
			i := r.IntN(len(under[me]))
			got, err := offices[1-me].Receive(ctx, under[me][i])
			if err != nil || len(got.Refused) > 0 {
				t.Fatalf("%v, %v", err, got.Refused)
			}
			under[me] = append(under[me][:i], under[me][i+1:]...)
		}
	}
	for range 3 { // the network is mended
		post(a, b)
		post(b, a)
	}
	steps := 0
	for _, id := range ids {
		va, vb := a.view(id), b.view(id)
		if va.State != vb.State || va.sent != vb.got || va.got != vb.sent {
			t.Errorf("%s: %s and %s, %d/%d and %d/%d", id, va.State, vb.State, va.sent, va.got, vb.sent, vb.got)
		}
		for _, i := range append(va.Items, vb.Items...) {
			if i.Fate != dispatch.Taken && i.Fate != dispatch.Noted {
				t.Errorf("%s: %s is %q %s", id, i.Kind, i.Fate, i.Says)
			}
		}
		steps += len(va.Items)
	}
	if taken := a.entries(audit.TakeDispatch) + b.entries(audit.TakeDispatch); taken < steps {
		t.Errorf("%d steps, %d entries", steps, taken)
	}
	t.Logf("%d exchanges, %d dispatches", len(ids), steps)
	if steps < 60 {
		t.Errorf("only %d dispatches were sent", steps)
	}
}

func randomStep(r *mathrand.Rand, o *office, id string) {
	v, err := o.Get(context.Background(), o.by, id)
	if err != nil {
		return // has not arrived yet
	}
	if next := v.Next(); len(next) > 0 {
		if _, err := o.step(id, next[r.IntN(len(next))]); err != nil {
			o.t.Fatal(err)
		}
	}
}

// Between networks that do not touch, parcels carry letters there and receipts back.
func TestParcels(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		ctx := context.Background()
		filesA, filesB := NewFiles(filepath.Join(t.TempDir(), "files")), NewFiles(filepath.Join(t.TempDir(), "files"))
		scan := filepath.Join(t.TempDir(), "借条.txt")
		if err := os.WriteFile(scan, []byte("今借到人民币叁拾万元整"), 0o600); err != nil {
			t.Fatal(err)
		}
		attachment, err := filesA.Attach(scan)
		if err != nil {
			t.Fatal(err)
		}
		var x Exchange
		a.tx(func(ctx context.Context, tx *db.Tx) (err error) {
			x, err = a.Open(ctx, tx, a.by, Start{To: "330102-ga", Kind: dispatch.ClueOffer, Attachments: []dispatch.Attachment{attachment},
				Data: &dispatch.Offer{Summary: summary(), Due: "2026-02-05", Basis: []dispatch.Law{}}})
			return err
		})
		carry := func(from, to *office, ff, tf Files, want int) Delivery {
			var disk bytes.Buffer
			n, _, err := from.Pack(ctx, ff, to.self.Card.Code, 0, func(int) (io.WriteCloser, error) { return onDisk{&disk}, nil })
			if err != nil || n != want {
				t.Fatalf("%d letters, want %d, %v", n, want, err)
			}
			var got Delivery
			for range 2 { // the disk is read twice
				if got, err = to.Unpack(ctx, tf, []io.Reader{bytes.NewReader(disk.Bytes())}); err != nil || len(got.Refused) > 0 {
					t.Fatalf("%+v, %v", got, err)
				}
			}
			return got
		}
		carry(a, b, filesA, filesB, 1)
		if v := b.view(x.ID); v.State != dispatch.Offered || len(v.Items) != 1 {
			t.Errorf("%+v", v)
		}
		f, err := filesB.Open(attachment.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		if _, err := b.step(x.ID, dispatch.ClueAccept); err != nil {
			t.Fatal(err)
		}
		carry(b, a, filesB, filesA, 2) // the receipt and the acceptance
		if v := a.view(x.ID); v.State != dispatch.Accepted || v.Items[0].Fate != dispatch.Taken {
			t.Errorf("%+v", v)
		}
		carry(a, b, filesA, filesB, 1) // the receipt of the acceptance
		if n, _, err := b.Pack(ctx, filesB, "330102-jcy", 0, nil); n != 0 || err != nil {
			t.Errorf("%d letters are left, %v", n, err)
		}
	})
}

type onDisk struct{ *bytes.Buffer }

func (onDisk) Close() error { return nil }

func TestFiles(t *testing.T) {
	f := NewFiles(filepath.Join(t.TempDir(), "files"))
	if _, _, err := f.Put(strings.NewReader("甲"), strings.Repeat("0", 64), 100); !fault.Is(err, fault.Invalid) {
		t.Errorf("kept under another hash: %v", err)
	}
	if _, _, err := f.Put(strings.NewReader("甲乙丙"), "", 4); !fault.Is(err, fault.Invalid) {
		t.Errorf("kept what is too large: %v", err)
	}
	for _, hash := range []string{strings.Repeat("0", 64), "../card.json", ""} {
		if _, err := f.Open(hash); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: %v", hash, err)
		}
	}
	left, err := filepath.Glob(filepath.Join(f.dir, "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Partners keep each other's checkpoints; the receipt countersigns.
func TestCheckpoints(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		ctx := context.Background()
		send := func(text string) bool {
			sent, err := a.SendCheckpoint(ctx, a.by, "330102-ga", text, 0)
			if err != nil {
				t.Fatal(err)
			}
			return sent
		}
		if !send("origin\n1\nroot\n") || send("origin\n1\nroot\n") || !send("origin\n2\nother\n") {
			t.Error("a checkpoint goes once, and again when it has changed")
		}
		if sent, err := a.SendCheckpoint(ctx, a.by, "330102-ga", "origin\n3\nthird\n", time.Hour); sent || err != nil {
			t.Errorf("sent again within the hour: %v, %v", sent, err)
		}
		for range 2 {
			post(a, b)
		}
		theirs, err := b.Checkpoints(ctx, "330102-jcy", true, 10)
		if err != nil || len(theirs) != 2 || theirs[0].Mine {
			t.Fatalf("%+v, %v", theirs, err)
		}
		mine, err := a.Checkpoints(ctx, "330102-ga", false, 10)
		if err != nil || len(mine) != 2 || !mine[0].Receipt || !mine[1].Receipt {
			t.Errorf("%+v, %v", mine, err)
		}
		for i := range theirs {
			if theirs[i].ID != mine[i].ID && theirs[i].ID != mine[1-i].ID {
				t.Errorf("%s was kept, %s sent", theirs[i].ID, mine[i].ID)
			}
		}
		if list, _, err := b.List(ctx, b.by, Filter{}); err != nil || len(list) != 0 {
			t.Errorf("a checkpoint stands among the exchanges: %+v, %v", list, err)
		}
		if out, err := a.Outgoing(ctx, "330102-ga", 10); err != nil || len(out.IDs) > 0 {
			t.Errorf("%v goes again, %v", out.IDs, err)
		}
	})
}
