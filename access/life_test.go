package access_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// withKey lets second factors be kept, and asks one of leaders.
func withKey(t *testing.T, s *access.Service) {
	t.Helper()
	r := access.DefaultRules()
	r.Factor = []access.Role{access.Leader}
	if err := s.Use(r, bytes.Repeat([]byte{7}, access.KeySize)); err != nil {
		t.Fatal(err)
	}
}

func enter(t *testing.T, s *access.Service, name, password string) (access.Session, string) {
	t.Helper()
	in, token, err := s.SignIn(t.Context(), name, password, access.From{Address: "10.1.2.3", Agent: "browser"})
	if err != nil {
		t.Fatalf("%s signs in: %v", name, err)
	}
	return in, token
}

func codeAt(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// enrol sets a second factor up for somebody who is signed in.
func enrol(t *testing.T, s *access.Service, in access.Session, c *clock) (secret string, codes []string) {
	t.Helper()
	offer, err := s.OfferFactor(t.Context(), in, password)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(offer.URI, "otpauth://totp/Mingjian:"+in.Account.Name+"?") || !strings.Contains(offer.URI, offer.Secret) {
		t.Errorf("got %s", offer.URI)
	}
	if _, err := s.SetFactor(t.Context(), in, "000000"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a wrong code: %v", err)
	}
	codes, err = s.SetFactor(t.Context(), in, codeAt(t, offer.Secret, c.now()))
	if err != nil || len(codes) != 10 {
		t.Fatalf("got %v %v", codes, err)
	}
	return offer.Secret, codes
}

func TestSecondFactor(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, c *clock) {
		withKey(t, s)
		makeHandler(t, s, "zhang")
		in, _ := enter(t, s, "zhang", password)
		if _, err := s.OfferFactor(t.Context(), in, "wrong-wrong"); !fault.Is(err, fault.Invalid) {
			t.Errorf("without the password: %v", err)
		}
		secret, codes := enrol(t, s, in, c)
		c.pass(time.Minute)

		half, token := enter(t, s, "zhang", password)
		if half.Stage != access.NeedsCode {
			t.Fatalf("a password alone opens: %v", half)
		}
		if got, err := s.Session(t.Context(), token); err != nil || got.Stage != access.NeedsCode {
			t.Errorf("got %v %v", got, err)
		}
		// What is half open can neither change nor replace what it still owes.
		_, err1 := s.OfferFactor(t.Context(), half, password)
		_, err2 := s.SetFactor(t.Context(), half, "000000")
		err3 := s.ChangePassword(t.Context(), half, password, "又一个很长的口令")
		if !fault.Is(err1, fault.Denied) || !fault.Is(err2, fault.Denied) || !fault.Is(err3, fault.Denied) {
			t.Errorf("got %v, %v, %v", err1, err2, err3)
		}
		for name, wrong := range map[string]string{"nothing": "", "long ago": codeAt(t, secret, c.now().Add(-5*time.Minute)), "of another": "AAAA-BBBB-CCCC-DDDD"} {
			if _, _, err := s.Code(t.Context(), half, wrong); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		code := codeAt(t, secret, c.now())
		whole, fresh, err := s.Code(t.Context(), half, code)
		if err != nil || whole.Stage != access.Whole || fresh == token {
			t.Fatalf("got %v %v", whole, err)
		}
		if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
			t.Errorf("the token given for a password alone still opens: %v", err)
		}
		if got, err := s.Session(t.Context(), fresh); err != nil || got.Stage != access.Whole || !got.Account.Factor {
			t.Errorf("got %v %v", got, err)
		}

		half, _ = enter(t, s, "zhang", password)
		if _, _, err := s.Code(t.Context(), half, code); !fault.Is(err, fault.Invalid) {
			t.Errorf("a code opens twice: %v", err)
		}
		if _, _, err := s.Code(t.Context(), half, strings.ToLower(strings.ReplaceAll(codes[3], "-", " "))); err != nil {
			t.Errorf("a recovery code: %v", err)
		}
		half, _ = enter(t, s, "zhang", password)
		if _, _, err := s.Code(t.Context(), half, codes[3]); !fault.Is(err, fault.Invalid) {
			t.Errorf("a recovery code opens twice: %v", err)
		}
		if n, err := s.CodesLeft(t.Context(), in.Account.ID); err != nil || n != 9 {
			t.Errorf("%d codes are left, %v", n, err)
		}
		checkNotKept(t, d, append(codes, secret)...)
	})
}

// checkNotKept: whoever copies the database has neither codes nor what makes them.
func checkNotKept(t *testing.T, d *db.DB, secrets ...string) {
	t.Helper()
	var kept string
	err := d.View(t.Context(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT MAX(account.totp) || MAX(recovery_code.digest) || MIN(recovery_code.digest) FROM account, recovery_code`).Scan(&kept)
	})
	if err != nil || len(kept) < 100 {
		t.Fatalf("got %q %v", kept, err)
	}
	for _, secret := range secrets {
		if strings.Contains(kept, secret) {
			t.Errorf("the database keeps %q", secret)
		}
	}
}

// TestCodesAreSlowedDown: right passwords between wrong codes do not start the count anew.
func TestCodesAreSlowedDown(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		withKey(t, s)
		makeHandler(t, s, "zhang")
		in, _ := enter(t, s, "zhang", password)
		enrol(t, s, in, c)
		checked := 0
		for range 10 {
			half, _, err := s.SignIn(t.Context(), "zhang", password, access.From{})
			if err != nil {
				continue
			}
			if _, _, err := s.Code(t.Context(), half, "000000"); fault.Is(err, fault.Invalid) {
				checked++
			}
		}
		if checked > access.FreeTries/2 {
			t.Errorf("%d codes were checked", checked)
		}
	})
}

// TestOneCodeOpensOnce: the same code sent many times together opens one session.
func TestOneCodeOpensOnce(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		withKey(t, s)
		makeHandler(t, s, "zhang")
		in, _ := enter(t, s, "zhang", password)
		secret, _ := enrol(t, s, in, c)
		c.pass(time.Minute)
		first, _ := enter(t, s, "zhang", password)
		second, _ := enter(t, s, "zhang", password)
		var opened atomic.Int32
		var wg sync.WaitGroup
		for _, half := range []access.Session{first, second, first} {
			wg.Go(func() {
				if _, _, err := s.Code(t.Context(), half, codeAt(t, secret, c.now())); err == nil {
					opened.Add(1)
				}
			})
		}
		wg.Wait()
		if n := opened.Load(); n != 1 {
			t.Errorf("one code opened %d sessions", n)
		}
	})
}

// TestRolesThatNeedAFactor: who has none sets one up before anything else, and cannot
// take it away.
func TestRolesThatNeedAFactor(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		if _, err := s.Make(t.Context(), local(), access.Account{Name: "wang", Role: access.Leader}, password); err != nil {
			t.Fatal(err)
		}
		_, before := enter(t, s, "wang", password)
		withKey(t, s)
		if got, err := s.Session(t.Context(), before); err != nil || got.Stage != access.NeedsFactor {
			t.Errorf("a session from before the rule: %v %v", got.Stage, err)
		}
		in, token := enter(t, s, "wang", password)
		if in.Stage != access.NeedsFactor {
			t.Fatalf("got %q", in.Stage)
		}
		enrol(t, s, in, c)
		in, err := s.Session(t.Context(), token)
		if err != nil || in.Stage != access.Whole {
			t.Errorf("got %v %v", in, err)
		}
		if _, err := s.Session(t.Context(), before); !fault.Is(err, fault.Denied) {
			t.Errorf("another session outlived the change: %v", err)
		}
		if err := s.DropFactor(t.Context(), in, password); !fault.Is(err, fault.Forbidden) {
			t.Errorf("got %v", err)
		}
		if err := s.ResetFactor(t.Context(), local(), "wang"); err != nil {
			t.Fatal(err)
		}
		if in, _ = enter(t, s, "wang", password); in.Stage != access.NeedsFactor {
			t.Errorf("after the reset: %q", in.Stage)
		}
	})
}

func TestDroppingTheFactor(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		withKey(t, s)
		makeHandler(t, s, "zhang")
		in, token := enter(t, s, "zhang", password)
		if _, err := s.RecoveryCodes(t.Context(), in, password); !fault.Is(err, fault.Conflict) {
			t.Errorf("codes without a factor: %v", err)
		}
		_, old := enrol(t, s, in, c)
		in, err := s.Session(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		codes, err := s.RecoveryCodes(t.Context(), in, password)
		if err != nil || len(codes) != 10 || codes[0] == old[0] {
			t.Errorf("got %v %v", codes, err)
		}
		half, _ := enter(t, s, "zhang", password)
		if _, _, err := s.Code(t.Context(), half, old[0]); !fault.Is(err, fault.Invalid) {
			t.Errorf("an old code opens: %v", err)
		}
		if err := s.DropFactor(t.Context(), in, "wrong-wrong"); !fault.Is(err, fault.Invalid) {
			t.Errorf("without the password: %v", err)
		}
		if err := s.DropFactor(t.Context(), in, password); err != nil {
			t.Fatal(err)
		}
		if in, _ := enter(t, s, "zhang", password); in.Stage != access.Whole {
			t.Errorf("got %q", in.Stage)
		}
	})
}

// TestSealedFactors: a secret moved to another account, or read with another key, is none.
func TestSealedFactors(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, c *clock) {
		makeHandler(t, s, "zhang")
		in, _ := enter(t, s, "zhang", password)
		if _, err := s.OfferFactor(t.Context(), in, password); !fault.Is(err, fault.Conflict) {
			t.Errorf("without a key: %v", err)
		}
		withKey(t, s)
		secret, _ := enrol(t, s, in, c)
		li := makeHandler(t, s, "li")
		err := d.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `UPDATE account SET totp = (SELECT totp FROM account WHERE name = 'zhang') WHERE id = $1`, li.ID)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		half, _ := enter(t, s, "li", password)
		if _, _, err := s.Code(t.Context(), half, codeAt(t, secret, c.now())); !fault.Is(err, fault.Conflict) {
			t.Errorf("another's secret: %v", err)
		}
		if err := s.Use(access.DefaultRules(), bytes.Repeat([]byte{8}, access.KeySize)); err != nil {
			t.Fatal(err)
		}
		half, _ = enter(t, s, "zhang", password)
		if _, _, err := s.Code(t.Context(), half, codeAt(t, secret, c.now())); !fault.Is(err, fault.Conflict) {
			t.Errorf("another key: %v", err)
		}
	})
}

func TestKeyFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys", "accounts.key")
	first, err := access.LoadKey(file)
	if err != nil || len(first) != access.KeySize {
		t.Fatalf("got %v %v", first, err)
	}
	if again, err := access.LoadKey(file); err != nil || !bytes.Equal(first, again) {
		t.Errorf("got another key, %v", err)
	}
	other := filepath.Join(filepath.Dir(file), "other.key")
	writeFile(t, other, "not a key")
	if _, err := access.LoadKey(other); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v", err)
	}
}

func TestRules(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		for _, bad := range []access.Rules{{}, {Length: time.Hour, Idle: 2 * time.Hour}, {Length: time.Hour, Idle: time.Second},
			{Length: time.Hour, Idle: time.Hour, Factor: []access.Role{"root"}}} {
			if err := s.Use(bad, nil); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: got %v", bad, err)
			}
		}
		if err := s.Use(access.Rules{Length: time.Hour, Idle: 10 * time.Minute}, nil); err != nil {
			t.Fatal(err)
		}
		makeHandler(t, s, "zhang")
		_, token := enter(t, s, "zhang", password)
		for minute := 0; minute < 60; minute += 9 {
			if _, err := s.Session(t.Context(), token); err != nil {
				t.Fatalf("after %d minutes: %v", minute, err)
			}
			c.pass(9 * time.Minute)
		}
		if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
			t.Errorf("it lasts too long: %v", err)
		}
		_, token = enter(t, s, "zhang", password)
		c.pass(10 * time.Minute)
		if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
			t.Errorf("it idles too long: %v", err)
		}
	})
}

func TestPasswords(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, _ *clock) {
		admin, err := s.Make(t.Context(), local(), access.Account{Name: "admin", Role: access.Admin}, password)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Make(t.Context(), admin, access.Account{Name: "zhang", Role: access.Handler}, password); err != nil {
			t.Fatal(err)
		}
		in, token := enter(t, s, "zhang", password)
		if in.Stage != access.NeedsChange {
			t.Errorf("a password from somebody else opens: %q", in.Stage)
		}
		const mine = "我自己的很长口令"
		for name, tc := range map[string]struct{ present, next string }{
			"the wrong one": {"wrong-wrong", mine}, "too short": {password, "short"}, "the name": {password, "ZHANG"},
		} {
			if err := s.ChangePassword(t.Context(), in, tc.present, tc.next); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
		_, other := enter(t, s, "zhang", password)
		if err := s.ChangePassword(t.Context(), in, password, mine); err != nil {
			t.Fatal(err)
		}
		if in, err = s.Session(t.Context(), token); err != nil || in.Stage != access.Whole {
			t.Errorf("got %v %v", in, err)
		}
		if _, err := s.Session(t.Context(), other); !fault.Is(err, fault.Denied) {
			t.Errorf("another session outlived the change: %v", err)
		}
		if err := s.ChangePassword(t.Context(), in, mine, mine); !fault.Is(err, fault.Invalid) {
			t.Errorf("the same again: %v", err)
		}
		if err := s.SetPassword(t.Context(), admin, in.Account.ID, password); err != nil {
			t.Fatal(err)
		}
		if in, _ = enter(t, s, "zhang", password); in.Stage != access.NeedsChange {
			t.Errorf("after an administrator set it: %q", in.Stage)
		}
		checkVerbs(t, d, "[make-account make-account sign-in sign-in-failed sign-in set-password set-password sign-in]")
	})
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		zhang, li := makeHandler(t, s, "zhang"), makeHandler(t, s, "li")
		_, first := enter(t, s, "zhang", password)
		c.pass(10 * time.Minute)
		_, second, err := s.SignIn(t.Context(), "zhang", password, access.From{Address: "fe80::1", Agent: strings.Repeat("长", 400) + "\x00\xff"})
		if err != nil {
			t.Fatal(err)
		}
		list, err := s.Sessions(t.Context(), zhang, zhang.ID, second)
		if err != nil || len(list) != 2 || !list[0].Here || list[1].Here || list[0].Address != "fe80::1" || len([]rune(list[0].Agent)) != 300 ||
			list[1].Agent != "browser" || list[1].Ends.Sub(list[1].At) != 12*time.Hour {
			t.Fatalf("got %+v %v", list, err)
		}
		for name, by := range map[string]access.Account{"a colleague": li, "an administrator of another office": {ID: "a-9", Role: access.Admin, Office: "next"}} {
			_, err := s.Sessions(t.Context(), by, zhang.ID, "")
			one, all := s.EndSession(t.Context(), by, zhang.ID, list[0].ID), s.EndSessions(t.Context(), by, zhang.ID, "")
			for _, err := range []error{err, one, all} {
				if !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.NotFound) {
					t.Errorf("%s: got %v", name, err)
				}
			}
		}
		if err := s.EndSession(t.Context(), li, li.ID, list[0].ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("another's session as one's own: %v", err)
		}
		if err := s.EndSession(t.Context(), zhang, zhang.ID, list[1].ID); err != nil {
			t.Fatal(err)
		}
		_, err1 := s.Session(t.Context(), first)
		_, err2 := s.Session(t.Context(), second)
		if !fault.Is(err1, fault.Denied) || err2 != nil {
			t.Errorf("after one was ended: %v, %v", err1, err2)
		}
		_, third := enter(t, s, "zhang", password)
		if err := s.EndSessions(t.Context(), zhang, zhang.ID, third); err != nil {
			t.Fatal(err)
		}
		if list, err := s.Sessions(t.Context(), local(), zhang.ID, ""); err != nil || len(list) != 1 {
			t.Errorf("got %v %v", list, err)
		}
		if err := s.EndSessions(t.Context(), local(), zhang.ID, ""); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Session(t.Context(), third); !fault.Is(err, fault.Denied) {
			t.Errorf("got %v", err)
		}
	})
}

// TestManaging: what an administrator changes of an account, and of whose.
func TestManaging(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, _ *clock) {
		put(t, s, "city", access.City, "")
		admin, err := s.Make(t.Context(), local(), access.Account{Name: "admin", Role: access.Admin}, password)
		if err != nil {
			t.Fatal(err)
		}
		zhang := makeHandler(t, s, "zhang")
		_, token := enter(t, s, "zhang", password)
		to := access.Position{Display: "张检察官", Role: access.Leader, Office: access.Home, Department: "民事检察部"}
		if err := s.Move(t.Context(), admin, zhang.ID, to); err != nil {
			t.Fatal(err)
		}
		card, err := s.Card(t.Context(), admin, zhang.ID)
		if err != nil || card.Role != access.Leader || card.Display != "张检察官" || card.Department != "民事检察部" || card.Sessions != 0 {
			t.Errorf("got %+v %v", card, err)
		}
		if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
			t.Errorf("a session with the rights of the old role goes on: %v", err)
		}
		for _, tc := range []struct {
			name string
			err  error
			kind fault.Kind
		}{
			{"oneself, to another role", s.Move(t.Context(), admin, admin.ID, access.Position{Role: access.Leader, Office: access.Home}), fault.Conflict},
			{"oneself, disabled", s.Disable(t.Context(), admin, admin.ID, 0), fault.Conflict},
			{"into the office above", s.Move(t.Context(), admin, zhang.ID, access.Position{Role: access.Admin, Office: "city"}), fault.Forbidden},
			{"into no office", s.Move(t.Context(), admin, zhang.ID, access.Position{Role: access.Admin, Office: "none"}), fault.Invalid},
			{"to no role", s.Move(t.Context(), admin, zhang.ID, access.Position{Role: "local", Office: access.Home}), fault.Invalid},
			{"by a leader", s.Move(t.Context(), card.Account, admin.ID, to), fault.Forbidden},
			{"nobody", s.Move(t.Context(), admin, "a-0", to), fault.NotFound},
		} {
			if !fault.Is(tc.err, tc.kind) {
				t.Errorf("%s: got %v, want %s", tc.name, tc.err, tc.kind)
			}
		}
		if err := s.Disable(t.Context(), admin, zhang.ID, 0); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.SignIn(t.Context(), "zhang", password, access.From{}); !fault.Is(err, fault.Denied) {
			t.Errorf("disabled: %v", err)
		}
		if err := s.Enable(t.Context(), admin, zhang.ID, 0); err != nil {
			t.Fatal(err)
		}
		enter(t, s, "zhang", password)
		for _, act := range []func(who string) error{
			func(who string) error { return s.Unlock(t.Context(), card.Account, who) },
			func(who string) error { return s.Enable(t.Context(), card.Account, who, 0) },
			func(who string) error { return s.ResetFactor(t.Context(), card.Account, who) },
			func(who string) error { _, err := s.Card(t.Context(), card.Account, who); return err },
		} {
			if there, none := act(admin.ID), act("a-0"); !fault.Is(there, fault.Forbidden) || fmt.Sprint(there) != fmt.Sprint(none) {
				t.Errorf("a leader is told %v of an account and %v of none", there, none)
			}
		}
	})
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
