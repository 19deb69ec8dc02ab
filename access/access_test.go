package access_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
)

const password = "一个很长的测试口令"

// A clock is moved by hand.
type clock struct{ nanos atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.nanos.Store(dbtest.Monday.UnixNano())
	return c
}

func (c *clock) now() time.Time       { return time.Unix(0, c.nanos.Load()) }
func (c *clock) pass(d time.Duration) { c.nanos.Add(int64(d)) }
func each(t *testing.T, test func(t *testing.T, s *access.Service, d *db.DB, c *clock)) {
	t.Helper()
	c := newClock()
	dbtest.EachAt(t, c.now, func(t *testing.T, d *db.DB) {
		s, err := access.NewService(d)
		if err != nil {
			t.Fatal(err)
		}
		s.HashFast()
		test(t, s, d, c)
	})
}

func local() access.Account { return access.CommandLine(access.Home) }

func makeHandler(t *testing.T, s *access.Service, name string) access.Account {
	t.Helper()
	a, err := s.Make(t.Context(), local(), access.Account{Name: name, Display: "检察官", Role: access.Handler}, password)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestMake(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, _ *clock) {
		made := makeHandler(t, s, "zhang")
		for _, tc := range []struct {
			name     string
			by       access.Account
			account  access.Account
			password string
			kind     fault.Kind
		}{
			{"name is taken", local(), access.Account{Name: "zhang", Role: access.Handler}, password, fault.Conflict},
			{"no name", local(), access.Account{Role: access.Handler}, password, fault.Invalid},
			{"a name with a blank", local(), access.Account{Name: "zhang san", Role: access.Handler}, password, fault.Invalid},
			{"no such role", local(), access.Account{Name: "li", Role: "root"}, password, fault.Invalid},
			{"the command line's role", local(), access.Account{Name: "li", Role: "local"}, password, fault.Invalid},
			{"a short password", local(), access.Account{Name: "li", Role: access.Handler}, "七个字的密码呀"[:21], fault.Invalid},
			{"an endless password", local(), access.Account{Name: "li", Role: access.Handler}, strings.Repeat("a", 257), fault.Invalid},
			{"by a handler", made, access.Account{Name: "li", Role: access.Admin}, password, fault.Forbidden},
			{"in an office that is none", local(), access.Account{Name: "li", Role: access.Handler, Office: "another"}, password, fault.Invalid},
		} {
			if _, err := s.Make(t.Context(), tc.by, tc.account, tc.password); !fault.Is(err, tc.kind) {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.kind)
			}
		}
		got, err := s.List(t.Context(), local(), access.Home)
		if err != nil || len(got) != 1 || got[0] != made {
			t.Errorf("got %v %v, want only %v", got, err, made)
		}
		if _, err := s.List(t.Context(), made, access.Home); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a handler lists accounts: %v", err)
		}
	})
}

func TestSignIn(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, _ *clock) {
		made := makeHandler(t, s, "zhang")
		a, token, err := s.SignIn(t.Context(), "zhang", password, access.From{})
		if err != nil || a.Account != made || a.Stage != access.Whole {
			t.Fatalf("got %v %v", a, err)
		}
		if a, err := s.Session(t.Context(), token); err != nil || a.Account != made || a.Stage != access.Whole {
			t.Errorf("got %v %v", a, err)
		}
		wrong, unknown := tryError(t, s, "zhang"), tryError(t, s, "nobody")
		if !fault.Is(wrong, fault.Denied) || wrong.Error() != unknown.Error() {
			t.Errorf("a wrong password says %v, a name that nobody has %v", wrong, unknown)
		}
		if _, err := s.Session(t.Context(), "another token"); !fault.Is(err, fault.Denied) {
			t.Errorf("got %v", err)
		}
		if err := s.SignOut(t.Context(), made, token); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
			t.Errorf("after signing out: %v", err)
		}
		checkVerbs(t, d, "[make-account sign-in sign-in-failed sign-in-failed sign-out]")
	})
}

func tryError(t *testing.T, s *access.Service, name string) error {
	t.Helper()
	_, token, err := s.SignIn(t.Context(), name, "wrong-wrong", access.From{})
	if err == nil || token != "" {
		t.Fatalf("%s signed in with a wrong password", name)
	}
	return err
}

func checkVerbs(t *testing.T, d *db.DB, want string) {
	t.Helper()
	entries, err := audit.NewLog(d).List(t.Context(), audit.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var verbs []audit.Verb
	for _, e := range entries {
		verbs = append(verbs, e.Verb)
	}
	if fmt.Sprint(verbs) != want {
		t.Errorf("the log says %v, want %s", verbs, want)
	}
}

// TestTries: wrong tries close one name, known or not, and no other, for a time that grows
// with each; time opens it again, and so does an administrator.
func TestTries(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
		makeHandler(t, s, "zhang")
		makeHandler(t, s, "li")
		signIn := func(name string) error {
			_, _, err := s.SignIn(t.Context(), name, password, access.From{})
			return err
		}
		for _, name := range []string{"nobody", "zhang"} {
			for range access.FreeTries {
				if err := tryError(t, s, name); !fault.Is(err, fault.Denied) {
					t.Fatalf("%s: got %v", name, err)
				}
			}
			for _, wait := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
				err := tryError(t, s, name)
				if !fault.Is(err, fault.TooMany) || fault.Wait(err) != wait*time.Minute {
					t.Fatalf("%s: got %v, wait %s, want %d minutes", name, err, fault.Wait(err), wait)
				}
				c.pass(wait*time.Minute - time.Second)
				if err := tryError(t, s, name); !fault.Is(err, fault.TooMany) || fault.Wait(err) != time.Second {
					t.Fatalf("%s, a second too early: got %v, wait %s", name, err, fault.Wait(err))
				}
				c.pass(time.Second)
				if err := tryError(t, s, name); !fault.Is(err, fault.Denied) {
					t.Fatalf("%s after %d minutes: got %v", name, wait, err)
				}
			}
		}
		if err := signIn("zhang"); !fault.Is(err, fault.TooMany) {
			t.Errorf("the right password opens a closed name: %v", err)
		}
		if err := signIn("li"); err != nil {
			t.Errorf("another name is closed too: %v", err)
		}
		if card, err := s.Card(t.Context(), local(), "zhang"); err != nil || card.LockedUntil.Sub(c.now()) != access.LongestWait {
			t.Errorf("an administrator sees %v %v", card.LockedUntil, err)
		}
		if err := s.Unlock(t.Context(), local(), "zhang"); err != nil {
			t.Fatal(err)
		}
		for range 2 { // success has forgotten the failures before it
			if err := signIn("zhang"); err != nil {
				t.Errorf("after it was unlocked: %v", err)
			}
			for range access.FreeTries - 1 {
				tryError(t, s, "zhang")
			}
		}
		tryError(t, s, "zhang")
		c.pass(access.ForgetTries)
		tryError(t, s, "zhang")
		if err := signIn("zhang"); err != nil {
			t.Errorf("after a day: %v", err)
		}
	})
}

// TestTriesAtTheSameTime: guesses sent together are counted before any is checked.
func TestTriesAtTheSameTime(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, _ *clock) {
		makeHandler(t, s, "zhang")
		var checked atomic.Int32
		var wg sync.WaitGroup
		for range 3 * access.FreeTries {
			wg.Go(func() {
				if _, _, err := s.SignIn(t.Context(), "zhang", "wrong-wrong", access.From{}); fault.Is(err, fault.Denied) {
					checked.Add(1)
				}
			})
		}
		wg.Wait()
		if n := checked.Load(); n > access.FreeTries {
			t.Errorf("%d guesses were checked, %d are allowed", n, access.FreeTries)
		}
	})
}

func TestSessionsEnd(t *testing.T) {
	for _, tc := range []struct {
		name  string
		every time.Duration // a request so often …
		times int           // … so many times
		ends  bool
	}{
		{"busy", time.Hour, 11, false},
		{"busy for too long", time.Hour, 12, true},
		{"idle", access.DefaultRules().Idle, 1, true},
		{"not quite idle", access.DefaultRules().Idle - time.Second, 1, false},
		{"idle after small requests", time.Minute, 4, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			each(t, func(t *testing.T, s *access.Service, _ *db.DB, c *clock) {
				makeHandler(t, s, "zhang")
				_, token, err := s.SignIn(t.Context(), "zhang", password, access.From{})
				if err != nil {
					t.Fatal(err)
				}
				for i := range tc.times {
					c.pass(tc.every)
					_, err = s.Session(t.Context(), token)
					if i < tc.times-1 && err != nil {
						t.Fatalf("request %d: %v", i, err)
					}
				}
				if fault.Is(err, fault.Denied) != tc.ends || !tc.ends && err != nil {
					t.Errorf("got %v", err)
				}
			})
		})
	}
}

func TestChangesEndSessions(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, _ *db.DB, _ *clock) {
		made := makeHandler(t, s, "zhang")
		signIn := func(password string) string {
			_, token, err := s.SignIn(t.Context(), "zhang", password, access.From{})
			if err != nil {
				t.Fatal(err)
			}
			return token
		}
		first := signIn(password)
		if err := s.SetPassword(t.Context(), local(), "zhang", "另一个很长的口令"); err != nil {
			t.Fatal(err)
		}
		second := signIn("另一个很长的口令")
		if err := s.Disable(t.Context(), local(), "zhang", 0); err != nil {
			t.Fatal(err)
		}
		for _, token := range []string{first, second} {
			if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
				t.Errorf("a session outlived the change: %v", err)
			}
		}
		if _, _, err := s.SignIn(t.Context(), "zhang", "另一个很长的口令", access.From{}); !fault.Is(err, fault.Denied) {
			t.Errorf("a disabled account signed in: %v", err)
		}
		err := errors.Join(s.SetPassword(t.Context(), made, "zhang", password), s.Disable(t.Context(), made, "zhang", 0))
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("by a handler: %v", err)
		}
		if err := s.Disable(t.Context(), local(), "nobody", 0); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v", err)
		}
		if err := s.SetPassword(t.Context(), local(), "zhang", "short"); !fault.Is(err, fault.Invalid) {
			t.Errorf("got %v", err)
		}
	})
}

// TestSecretsAreNotKept: whoever copies the database can sign in as nobody.
func TestSecretsAreNotKept(t *testing.T) {
	each(t, func(t *testing.T, _ *access.Service, d *db.DB, _ *clock) {
		s, err := access.NewService(d) // with the real cost
		if err != nil {
			t.Fatal(err)
		}
		makeHandler(t, s, "zhang")
		_, token, err := s.SignIn(t.Context(), "zhang", password, access.From{})
		if err != nil {
			t.Fatal(err)
		}
		tryError(t, s, "typed-my-password-here")
		err = d.View(t.Context(), func(tx *db.Tx) error {
			var kept string
			err := tx.QueryRow(t.Context(),
				`SELECT MAX(account.password) || MAX(session.token) || MAX(sign_in_try.name) FROM account, session, sign_in_try`).Scan(&kept)
			for _, secret := range []string{password, token, "typed-my"} {
				if strings.Contains(kept, secret) {
					t.Errorf("the database keeps %q", secret)
				}
			}
			if !strings.HasPrefix(kept, "$argon2id$v=19$m=19456,t=2,p=1$") {
				t.Errorf("the password is kept as %s", kept)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
