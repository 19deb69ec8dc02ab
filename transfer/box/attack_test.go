package box

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/parcel"
	"github.com/mingjian/mingjian/transfer/seal"
)

// open returns the alarms that nobody has seen to, by kind.
func (o *office) alarms() map[AlarmKind]int64 {
	o.t.Helper()
	list, _, _, err := o.Alarms(context.Background(), AlarmFilter{Open: true, Limit: 200})
	if err != nil {
		o.t.Fatal(err)
	}
	n := map[AlarmKind]int64{}
	for _, a := range list {
		n[a.Kind] += a.Times
	}
	return n
}

// signedText is an offer as an office would send it, spoilt before it is signed with key.
func signedText(t *testing.T, from *office, key seal.Key, spoil func(*dispatch.Dispatch)) string {
	t.Helper()
	d := dispatch.Dispatch{ID: newID("d", dbtest.Monday), From: from.self.Card.Code, To: "330102-ga", Kind: dispatch.ClueOffer, Version: 1, Exchange: newID("x", dbtest.Monday), Sequence: 1, At: dbtest.Monday,
		Data: []byte(`{"summary":{"model":{"zh":"虚假劳资纠纷","en":"Sham wages"},"model_id":"civil/sham-wages","version":1,"subject":"person","risk":0.5,"cases":1,"courts":[],"amount":0,"from":"","to":"","indicators":[],"against":0},"due":"2026-02-05","basis":[]}`)}
	spoil(&d)
	text, err := d.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// respelt changes words of a signed text under its signature.
func respelt(t *testing.T, text, from, to string) string {
	t.Helper()
	part := strings.Split(text, ".")
	payload, err := base64.RawURLEncoding.DecodeString(part[1])
	if err != nil || !bytes.Contains(payload, []byte(from)) {
		t.Fatalf("%q is not in %s, %v", from, payload, err)
	}
	part[1] = base64.RawURLEncoding.EncodeToString(bytes.ReplaceAll(payload, []byte(from), []byte(to)))
	return strings.Join(part, ".")
}

// TestSpoiltLetters: what was changed under its signature, or signed with a key whose time is
// over, is refused, recorded and alarmed, and takes no effect.
func TestSpoiltLetters(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		ctx := context.Background()
		nothing := func(*dispatch.Dispatch) {}
		honest := signedText(t, a, a.self.Key(), nothing)
		old := a.self.Key()
		// the old key signs until its time is over, which the new card says
		if err := a.self.Rotate(seal.Usual, dbtest.Monday.Add(-48*time.Hour), 24*time.Hour, rand.Reader); err != nil {
			t.Fatal(err)
		}
		b.tx(func(ctx context.Context, tx *db.Tx) error {
			card, err := a.self.WriteCard(tx.Now)
			if err == nil {
				_, err = node.Add(ctx, tx, b.by, card)
			}
			if err == nil {
				_, err = node.Confirm(ctx, tx, b.by, a.self.Card.Code, a.self.Card.Fingerprint())
			}
			return err
		})
		for name, text := range map[string]string{
			"a rotated key":              honest,
			"a rotated key, dated back":  signedText(t, a, old, func(d *dispatch.Dispatch) { d.At = dbtest.Monday.AddDate(-1, 0, 0) }),
			"another kind under it":      respelt(t, honest, string(dispatch.ClueOffer), string(dispatch.Suggestion)),
			"another recipient under it": respelt(t, honest, "330102-ga", "330102-fy"),
			"another sum under it":       respelt(t, honest, `"cases":1`, `"cases":9`),
			"no signature":               honest[:strings.LastIndex(honest, ".")+1],
			"the algorithm none":         base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + honest[strings.Index(honest, "."):],
			"a letter within a letter":   string(enclosed(t, a, b.self.Card.Current())),
		} {
			letter, err := dispatch.Enclose(text, a.self.Card.Code, "330102-ga", b.self.Card.Current())
			if err != nil {
				t.Fatal(err)
			}
			got, err := b.Receive(ctx, letter)
			if err != nil || len(got.Refused) != 1 || len(got.Received) > 0 {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
		if n, m, k := b.entries(audit.TakeDispatch), b.entries(audit.RefuseLetter), b.alarms()[OfLetter]; n != 0 || m != 8 || k != 8 {
			t.Errorf("%d took effect, %d of 8 are recorded, %d alarmed", n, m, k)
		}
		// the new key is believed, and what its sender may not do raises an alarm of its own
		text := signedText(t, a, a.self.Key(), func(d *dispatch.Dispatch) {
			d.Kind, d.Data = dispatch.Result, []byte(`{"code":"established","says":"属实"}`)
		})
		letter, err := dispatch.Enclose(text, a.self.Card.Code, "330102-ga", b.self.Card.Current())
		if err != nil {
			t.Fatal(err)
		}
		got, err := b.Receive(ctx, letter)
		if err != nil || len(got.Received) != 1 || got.Received[0].Fate != dispatch.Refuse || b.alarms()[OfDispatch] != 1 {
			t.Errorf("a result of nothing: %+v, %v, alarms %v", got, err, b.alarms())
		}
	})
}

// TestSpoiltAmongMany: in a letter of many texts each is judged for itself.
func TestSpoiltAmongMany(t *testing.T) {
	a, b := two(t, dbtest.Open(t), dbtest.Open(t))
	stranger := newOffice(t, dbtest.Open(t), a.self.Card.Code, node.Procuratorate, seal.Usual)
	nothing := func(*dispatch.Dispatch) {}
	honest := []string{signedText(t, a, a.self.Key(), nothing), signedText(t, a, a.self.Key(), nothing)}
	letter, err := dispatch.EncloseMany([]string{
		"", honest[0], signedText(t, stranger, stranger.self.Key(), nothing), respelt(t, honest[1], `"cases":1`, `"cases":9`), honest[1], honest[0],
		signedText(t, a, a.self.Key(), func(d *dispatch.Dispatch) { d.To = "330102-fy" }), signedText(t, a, a.self.Key(), func(d *dispatch.Dispatch) { d.From = "330102-fy" }),
	}, a.self.Card.Code, "330102-ga", b.self.Card.Current())
	if err != nil {
		t.Fatal(err)
	}
	got, err := b.Receive(context.Background(), letter)
	if err != nil || len(got.Refused) != 5 || len(got.Received) != 3 || got.Received[2].ID != got.Received[0].ID || got.Received[0].Fate != dispatch.Taken {
		t.Errorf("%+v, %v", got, err)
	}
	if n, m, k := b.entries(audit.TakeDispatch), b.entries(audit.RefuseLetter), b.alarms()[OfLetter]; n != 2 || m != 5 || k != 5 {
		t.Errorf("%d took effect, %d of 5 are recorded, %d alarmed", n, m, k)
	}
}

// TestGathered: every text goes into one letter, in order, and none holds too many or too much.
func TestGathered(t *testing.T) {
	a, b := two(t, dbtest.Open(t), dbtest.Open(t))
	for range 70 {
		a.offer("330102-ga", false)
	}
	post, err := a.Waiting(context.Background(), "330102-ga", 1000)
	if err == nil {
		post, err = a.Seal(post, Gathered)
	}
	if err != nil || len(post.Letters) != 2 || len(post.IDs) != 70 {
		t.Fatalf("%d letters of %d dispatches, %v", len(post.Letters), len(post.IDs), err)
	}
	got, err := b.Receive(context.Background(), post.Letters...)
	if err != nil || len(got.Received) != 70 || got.Received[69].ID != post.IDs[69] {
		t.Errorf("%d of 70 came, %v", len(got.Received), err)
	}
	large := strings.Repeat("x", gatheredBytes)
	for form, want := range map[Form][]int{Single: {1, 1, 1, 1}, Gathered: {2, 1, 1}} {
		var sizes []int
		for _, g := range gathered([]string{"a", "b", large, "c"}, form) {
			sizes = append(sizes, len(g))
		}
		if !slices.Equal(sizes, want) || len(gathered(nil, form)) > 0 {
			t.Errorf("form %d: %v", form, sizes)
		}
	}
}

// TestSpoiltParcels: a parcel within a parcel, one that was changed and one that holds more than
// it says are refused, recorded and alarmed. Nothing in a parcel is unpacked further: what is in
// an attachment stays in it, so that an archive that grows cannot.
func TestSpoiltParcels(t *testing.T) {
	each(t, func(t *testing.T, a, b *office) {
		ctx := context.Background()
		files := NewFiles(t.TempDir())
		write := func(c parcel.Content) []byte {
			c.From, c.To, c.Made = a.self.Card.Code, "330102-ga", dbtest.Monday
			var disk bytes.Buffer
			if _, err := parcel.Write(c, a.self.Key(), b.self.Card.Current(), 0, func(int) (io.WriteCloser, error) { return onDisk{&disk}, nil }); err != nil {
				t.Fatal(err)
			}
			return disk.Bytes()
		}
		inner := write(parcel.Content{Letters: [][]byte{[]byte("函")}})
		changed := bytes.Clone(inner)
		changed[len(changed)/2] ^= 1
		refused := 0
		for name, disk := range map[string][]byte{"changed": changed, "cut": inner[:len(inner)-3], "twice over": append(bytes.Clone(inner), inner...), "noise": bytes.Repeat([]byte{0x1f, 0x8b}, 5000)} {
			if _, err := b.Unpack(ctx, files, []io.Reader{bytes.NewReader(disk)}); err == nil {
				t.Errorf("%s was taken", name)
			}
			refused++
		}
		if n, m := b.entries(audit.RefuseAsk), b.alarms()[OfParcel]; n != refused || m != int64(refused) {
			t.Errorf("%d and %d of %d are recorded and alarmed", n, m, refused)
		}
		// a parcel as a letter of another is a letter that proves nothing
		got, err := b.Unpack(ctx, files, []io.Reader{bytes.NewReader(write(parcel.Content{Letters: [][]byte{inner}}))})
		if err != nil || len(got.Refused) != 1 || len(got.Received) > 0 {
			t.Errorf("nested: %+v, %v", got, err)
		}
		if n := b.alarms()[OfLetter]; n != 1 {
			t.Errorf("nested: %d alarms", n)
		}
	})
}
