package node

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// day is when agencies are set up here, before the clock of the test databases.
var day = dbtest.Monday.AddDate(0, 0, -3)

func court() Agency {
	return Agency{Code: "330102-fy", Name: fault.Text{ZH: "青石县人民法院", EN: "Qingshi County Court"}, Kind: Court}
}

func made(t *testing.T, a Agency) *Self {
	t.Helper()
	s, err := Init(filepath.Join(t.TempDir(), "node"), a, seal.Usual, day, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func card(t *testing.T, s *Self, now time.Time) string {
	t.Helper()
	text, err := s.WriteCard(now)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestInitAndLoad(t *testing.T) {
	s := made(t, court())
	got, err := Load(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	if got.Card.Fingerprint() != s.Card.Fingerprint() || got.Card.Name != court().Name || got.Card.Number != 1 {
		t.Errorf("read %+v", got.Card)
	}
	if _, err := Init(s.dir, court(), seal.Usual, day, rand.Reader); !fault.Is(err, fault.Conflict) {
		t.Errorf("set up twice: %v", err)
	}
	if _, err := Load(t.TempDir()); !fault.Is(err, fault.NotFound) {
		t.Errorf("none set up: %v", err)
	}
	if err := os.Remove(s.keyFile(s.Card.Current().ID())); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(s.dir); !fault.Is(err, fault.NotFound) {
		t.Errorf("the key is gone: %v", err)
	}
}

func TestAgencyCheck(t *testing.T) {
	for name, spoil := range map[string]func(*Agency){
		"code":    func(a *Agency) { a.Code = "青石" },
		"no code": func(a *Agency) { a.Code = "" },
		"name":    func(a *Agency) { a.Name.ZH = " " },
		"kind":    func(a *Agency) { a.Kind = "school" },
		"address": func(a *Agency) { a.Address = "http://10.0.0.1" },
	} {
		a := court()
		spoil(&a)
		if err := a.Check(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCardCannotBeChanged(t *testing.T) {
	s, other := made(t, court()), made(t, court())
	text := card(t, s, day)
	signed, err := ReadCard(text)
	if err != nil || signed.Fingerprint() != s.Card.Fingerprint() {
		t.Fatalf("read %v, %v", signed, err)
	}
	forged := s.Card
	forged.Address = "https://10.6.6.6:8443"
	byOther, err := forged.write([]seal.Key{other.Key()})
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"signed by another": byOther,
		"half":              text[:len(text)/2],
		"two cards":         text + card(t, other, day),
		"empty":             "",
		"words":             "名片",
	} {
		if _, err := ReadCard(bad); err == nil {
			t.Errorf("%s: it was read", name)
		}
	}
}

func TestPartner(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		by := access.CommandLine(access.Home)
		s := made(t, court())
		add := func(text string) (p Partner, err error) {
			err = d.InTx(context.Background(), func(tx *db.Tx) error {
				p, err = Add(context.Background(), tx, by, text)
				return err
			})
			return p, err
		}
		confirm := func(fingerprint string) (p Partner, err error) {
			err = d.InTx(context.Background(), func(tx *db.Tx) error {
				p, err = Confirm(context.Background(), tx, by, court().Code, fingerprint)
				return err
			})
			return p, err
		}
		first := card(t, s, day)
		if p, err := add(first); err != nil || p.Standing != Pending {
			t.Fatalf("a stranger is %s, %v", p.Standing, err)
		}
		if _, err := confirm(made(t, court()).Card.Fingerprint()); !fault.Is(err, fault.Conflict) {
			t.Errorf("another fingerprint was confirmed: %v", err)
		}
		if p, err := confirm(strings.ToUpper(s.Card.Fingerprint())); err != nil || p.Standing != Confirmed {
			t.Fatalf("%s, %v", p.Standing, err)
		}
		if p, err := add(first); err != nil || p.Standing != Confirmed {
			t.Errorf("the same card again: %s, %v", p.Standing, err)
		}

		// A new key of the same agency needs no telephone; a stranger's does.
		if err := s.Rotate(seal.National, d.Now(), 30*24*time.Hour, rand.Reader); err != nil {
			t.Fatal(err)
		}
		if p, err := add(card(t, s, d.Now())); err != nil || p.Standing != Confirmed || p.Card.Number != 2 {
			t.Errorf("after rotation: %s, card %d, %v", p.Standing, p.Card.Number, err)
		}
		if _, err := add(first); !fault.Is(err, fault.Conflict) {
			t.Errorf("an old card replaced a new one: %v", err)
		}
		thief := made(t, court())
		thief.Card.Number = 7
		if p, err := add(card(t, thief, day)); err != nil || p.Standing != Pending {
			t.Errorf("a card that no known key signed is %s, %v", p.Standing, err)
		}
	})
}

// A key that was rotated out and has run out vouches for nothing.
func TestOldKeyVouchesNoMore(t *testing.T) {
	d := dbtest.Open(t)
	by, ctx := access.CommandLine(access.Home), context.Background()
	s := made(t, court())
	err := d.InTx(ctx, func(tx *db.Tx) error {
		if _, err := Add(ctx, tx, by, card(t, s, day)); err != nil {
			return err
		}
		_, err := Confirm(ctx, tx, by, court().Code, s.Card.Fingerprint())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	old := s.Key()
	if err := s.Rotate(seal.Usual, d.Now().Add(-time.Hour), time.Minute, rand.Reader); err != nil {
		t.Fatal(err)
	}
	err = d.InTx(ctx, func(tx *db.Tx) error {
		if p, err := Add(ctx, tx, by, card(t, s, d.Now().Add(-2*time.Hour))); err != nil || p.Standing != Confirmed {
			t.Errorf("rotated: %s, %v", p.Standing, err)
		}
		next := s.Card
		next.Number, next.Address = 9, "https://10.6.6.6"
		fresh, err := seal.New(seal.Usual, rand.Reader)
		if err != nil {
			return err
		}
		next.Keys = append([]DatedKey{{Public: fresh.Public(), From: day}}, next.Keys...)
		text, err := next.write([]seal.Key{fresh, old})
		if err != nil {
			return err
		}
		if p, err := Add(ctx, tx, by, text); err != nil || p.Standing != Pending {
			t.Errorf("vouched for by a key that has run out: %s, %v", p.Standing, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
