package access_test

import (
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// TestOutsiders: whom the office's service vouches for, and what that opens.
func TestOutsiders(t *testing.T) {
	each(t, func(t *testing.T, s *access.Service, d *db.DB, _ *clock) {
		withKey(t, s)
		put(t, s, "next", access.County, "")
		enter := func(o access.Outsider) (access.Session, string, error) {
			if o.Issuer == "" {
				o.Issuer, o.Subject = "https://id.example", "u-1"
			}
			return s.SignInOutside(t.Context(), o, access.From{})
		}
		zhang := makeHandler(t, s, "zhang")
		leader := access.Outsider{Name: "wang", Display: "王检察长", Mapped: true, Role: access.Leader, Office: access.Home}
		for _, tc := range []struct {
			name string
			o    access.Outsider
			kind fault.Kind
		}{
			{"nobody is linked", access.Outsider{Name: "zhang"}, fault.Forbidden},
			{"a name that is taken", access.Outsider{Name: "zhang", Mapped: true, Role: access.Handler, Office: access.Home}, fault.Forbidden},
			{"no role", access.Outsider{Name: "wang", Mapped: true, Office: access.Home}, fault.Forbidden},
			{"no office", access.Outsider{Name: "wang", Mapped: true, Role: access.Leader}, fault.Forbidden},
			{"an office that is none", access.Outsider{Name: "wang", Mapped: true, Role: access.Leader, Office: "none"}, fault.Invalid},
			{"a role of our own", access.Outsider{Name: "wang", Mapped: true, Role: "local", Office: access.Home}, fault.Invalid},
			{"a name that cannot be", access.Outsider{Name: "wang <x>", Mapped: true, Role: access.Leader, Office: access.Home}, fault.Invalid},
			{"no subject", access.Outsider{Issuer: "https://id.example", Name: "wang"}, fault.Denied},
		} {
			if _, token, err := enter(tc.o); !fault.Is(err, tc.kind) || token != "" {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.kind)
			}
		}
		in, token, err := enter(leader)
		if err != nil || in.Account.Role != access.Leader || !in.Account.Outside || in.Stage != access.Whole {
			t.Fatalf("got %+v %v", in, err)
		}
		if got, err := s.Session(t.Context(), token); err != nil || got.Stage != access.Whole || got.Account != in.Account {
			t.Errorf("the factor that the role needs is asked there: %+v %v", got, err)
		}
		for _, password := range []string{"", password} {
			if _, _, err := s.SignIn(t.Context(), "wang", password, access.From{}); !fault.Is(err, fault.Denied) {
				t.Errorf("it has no password: %v", err)
			}
		}
		if err := s.SetPassword(t.Context(), local(), "wang", password); !fault.Is(err, fault.Conflict) {
			t.Errorf("a password for it: %v", err)
		}
		lower := leader
		lower.Role, lower.Office = access.Handler, "next"
		again, _, err := enter(lower)
		if err != nil || again.Account.ID != in.Account.ID || again.Account.Role != access.Handler || again.Account.Office != "next" {
			t.Errorf("got %+v %v", again, err)
		}
		if _, err := s.Session(t.Context(), token); !fault.Is(err, fault.Denied) {
			t.Errorf("a session with the rights of the old role goes on: %v", err)
		}
		if err := s.Disable(t.Context(), local(), "wang", 0); err != nil {
			t.Fatal(err)
		}
		if _, _, err := enter(lower); !fault.Is(err, fault.Denied) {
			t.Errorf("disabled: %v", err)
		}
		checkLinked(t, s, zhang)
	})
}

// checkLinked: an account that an administrator links signs in by the service alone.
func checkLinked(t *testing.T, s *access.Service, zhang access.Account) {
	t.Helper()
	if err := s.Link(t.Context(), zhang, zhang.ID, "https://id.example", "u-2"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("by a handler: %v", err)
	}
	if err := s.Link(t.Context(), local(), "zhang", "https://id.example", "u-1"); !fault.Is(err, fault.Conflict) {
		t.Errorf("a subject that is another's: %v", err)
	}
	if err := s.Link(t.Context(), local(), "zhang", "https://id.example", "u-2"); err != nil {
		t.Fatal(err)
	}
	in, _, err := s.SignInOutside(t.Context(), access.Outsider{Issuer: "https://id.example", Subject: "u-2", Name: "whoever"}, access.From{})
	if err != nil || in.Account.ID != zhang.ID || in.Account.Name != "zhang" {
		t.Errorf("got %+v %v", in, err)
	}
	if _, _, err := s.SignIn(t.Context(), "zhang", password, access.From{}); !fault.Is(err, fault.Denied) {
		t.Errorf("by the old password: %v", err)
	}
	if _, err := s.OfferFactor(t.Context(), in, password); !fault.Is(err, fault.Conflict) {
		t.Errorf("a factor here: %v", err)
	}
}
