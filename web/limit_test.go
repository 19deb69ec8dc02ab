package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/web"
)

// limited is a site with limits and a clock that is moved by hand.
func limited(t *testing.T, l web.Limits) (s *site, pass func(time.Duration)) {
	t.Helper()
	s = newSite(t)
	now := dbtest.Monday
	s.Now, s.Limits = func() time.Time { return now }, l
	s.handler = s.Handler()
	return s, func(d time.Duration) { now = now.Add(d) }
}

// from sends a request from an address.
func (s *site) from(t *testing.T, address, method, path, body string, role access.Role) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	r.RemoteAddr = address
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if role != "" {
		r.AddCookie(s.cookies[role])
	}
	return s.send(r)
}

func TestAccountsAreSlowedDown(t *testing.T) {
	s, pass := limited(t, web.Limits{Account: web.Rate{PerSecond: 0.5, Burst: 3}})
	s.cookie(t, access.Handler)
	s.cookie(t, access.Leader)
	for i, want := range []int{200, 200, 200, 429, 429} {
		w := s.from(t, "192.0.2.1:1", "GET", "/api/clues", "", access.Handler)
		if w.Code != want {
			t.Fatalf("request %d: got %d, want %d", i+1, w.Code, want)
		}
		if want == 429 && (w.Header().Get("Retry-After") != "2" || w.Header().Get("Content-Type") != "application/problem+json" ||
			!strings.Contains(w.Body.String(), `"kind":"too_many"`) || w.Header().Get("X-Content-Type-Options") != "nosniff") {
			t.Errorf("got %v %s", w.Header(), w.Body)
		}
	}
	if w := s.from(t, "192.0.2.9:1", "GET", "/api/clues", "", access.Handler); w.Code != 429 {
		t.Errorf("the same account from elsewhere: %d", w.Code)
	}
	if w := s.from(t, "192.0.2.1:1", "GET", "/api/clues", "", access.Leader); w.Code != 200 {
		t.Errorf("another account: %d", w.Code)
	}
	if w := s.from(t, "192.0.2.1:1", "GET", "/", "", access.Handler); w.Code != 200 {
		t.Errorf("a page: %d", w.Code)
	}
	pass(2 * time.Second)
	for _, want := range []int{200, 429} {
		if w := s.from(t, "192.0.2.1:1", "GET", "/api/clues", "", access.Handler); w.Code != want {
			t.Errorf("after two seconds: got %d, want %d", w.Code, want)
		}
	}
	pass(time.Hour) // forgets, and so has all of the burst again
	for _, want := range []int{200, 200, 200, 429} {
		if w := s.from(t, "192.0.2.1:1", "GET", "/api/clues", "", access.Handler); w.Code != want {
			t.Errorf("after an hour: got %d, want %d", w.Code, want)
		}
	}
}

func TestAddressesAreSlowedDown(t *testing.T) {
	s, _ := limited(t, web.Limits{Address: web.Rate{PerSecond: 1, Burst: 2}})
	for i, tc := range []struct {
		address string
		want    int
	}{{"192.0.2.1:1", 401}, {"192.0.2.1:2", 401}, {"192.0.2.1:3", 429}, {"192.0.2.2:1", 401},
		{"[2001:db8::1]:1", 401}, {"[2001:db8::2]:1", 401}, {"[2001:db8::3]:1", 429}, {"[2001:db8:0:1::3]:1", 401}} {
		if w := s.from(t, tc.address, "GET", "/api/clues", "", ""); w.Code != tc.want {
			t.Errorf("%d, %s: got %d, want %d", i, tc.address, w.Code, tc.want)
		}
	}
}

// TestSignInsAreSlowedDown: whoever tries many names from one address is slowed down too.
func TestSignInsAreSlowedDown(t *testing.T) {
	s, _ := limited(t, web.Limits{SignIn: web.Rate{PerSecond: 1, Burst: 2}})
	for i, want := range []int{401, 401, 429} {
		w := s.from(t, "192.0.2.1:1", "POST", "/api/session", `{"name":"nobody`+strings.Repeat("x", i)+`","password":"wrong-wrong"}`, "")
		if w.Code != want {
			t.Errorf("name %d: got %d, want %d", i, w.Code, want)
		}
	}
	if w := s.from(t, "192.0.2.1:1", "GET", "/api/health", "", ""); w.Code != 200 {
		t.Errorf("anything else: %d", w.Code)
	}
}
