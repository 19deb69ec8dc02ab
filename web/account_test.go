package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/web"
)

// withFactors asks a second factor of leaders.
func withFactors(t *testing.T) *site {
	t.Helper()
	s := newSite(t)
	rules := access.DefaultRules()
	rules.Factor = []access.Role{access.Leader}
	if err := s.Accounts.Use(rules, bytes.Repeat([]byte{7}, access.KeySize)); err != nil {
		t.Fatal(err)
	}
	return s
}

// kept sends a request and keeps the cookie that comes with the answer.
func (s *site) kept(t *testing.T, role access.Role, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	w := s.as(t, role, method, path, body)
	if set := w.Result().Cookies(); len(set) > 0 {
		s.cookies[role] = set[0]
	}
	return w
}

// TestUnfinishedSignInsOpenNothing tries every route at every stage of a sign-in that is
// not complete: only those that complete it answer.
func TestUnfinishedSignInsOpenNothing(t *testing.T) {
	s := withFactors(t)
	local := access.CommandLine(access.Home)
	admin, err := s.Accounts.Make(t.Context(), local, access.Account{Name: "admin", Role: access.Admin}, password)
	if err != nil {
		t.Fatal(err)
	}
	for name, by := range map[string]access.Account{"factor": local, "change": admin, "code": local} {
		role := map[string]access.Role{"factor": access.Leader, "change": access.Handler, "code": access.Handler}[name]
		if _, err := s.Accounts.Make(t.Context(), by, access.Account{Name: name, Role: role}, password); err != nil {
			t.Fatal(err)
		}
		signIn := `{"name":"` + name + `","password":"` + password + `"}`
		s.cookies[access.Role(name)] = s.as(t, "", "POST", "/api/session", signIn).Result().Cookies()[0]
		if name == "code" {
			s.factor(t, "code")
			s.cookies["code"] = s.as(t, "", "POST", "/api/session", signIn).Result().Cookies()[0]
		}
	}
	own := []string{"GET /api/session", "DELETE /api/session"}
	for name, opens := range map[string][]string{
		"code":   append(own, "POST /api/session/codes"),
		"change": append(own, "GET /api/account", "POST /api/account/passwords"),
		"factor": append(own, "GET /api/account", "POST /api/account/offers", "POST /api/account/factors"),
	} {
		if w := s.as(t, access.Role(name), "GET", "/api/session", ""); !strings.Contains(w.Body.String(), `"stage":"`+map[string]string{"code": "code", "change": "password", "factor": "enrol"}[name]+`"`) {
			t.Fatalf("%s: %s", name, w.Body)
		}
		for _, r := range routes(t) {
			if slices.Contains(opens, r.method+" "+r.path) {
				continue
			}
			if w := s.sample(t, r, access.Role(name), clueID); w.Code != 401 {
				t.Errorf("%s %s while %s waits: %d %s", r.method, r.path, name, w.Code, w.Body)
			}
		}
	}
}

// factor sets a second factor up for whoever is signed in under the name and returns its
// secret.
func (s *site) factor(t *testing.T, who access.Role) string {
	t.Helper()
	offer := decode[access.Offer](t, s.as(t, who, "POST", "/api/account/offers", `{"password":"`+password+`"}`).Body)
	code, err := totp.GenerateCode(offer.Secret, dbtest.Monday)
	if err != nil {
		t.Fatal(err)
	}
	w := s.as(t, who, "POST", "/api/account/factors", `{"code":"`+code+`"}`)
	if got := decode[web.RecoveryCodes](t, w.Body); w.Code != 200 || len(got.Codes) != 10 {
		t.Fatalf("got %d %v", w.Code, got)
	}
	return offer.Secret
}

// TestSigningInWithAFactor goes the way of a person with a browser.
func TestSigningInWithAFactor(t *testing.T) {
	s := withFactors(t)
	s.cookie(t, access.Handler)
	offer := decode[access.Offer](t, s.as(t, access.Handler, "POST", "/api/account/offers", `{"password":"`+password+`"}`).Body)
	if w := s.as(t, access.Handler, "POST", "/api/account/factors", `{"code":"000000"}`); w.Code != 422 || !strings.Contains(w.Body.String(), "验证码不正确") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	code, err := totp.GenerateCode(offer.Secret, dbtest.Monday)
	if err != nil {
		t.Fatal(err)
	}
	codes := decode[web.RecoveryCodes](t, s.as(t, access.Handler, "POST", "/api/account/factors", `{"code":"`+code+`"}`).Body).Codes
	if len(codes) != 10 {
		t.Fatalf("got %v", codes)
	}
	if w := s.as(t, access.Handler, "GET", "/api/account", ""); !strings.Contains(w.Body.String(), `"second_factor":true,"needs_factor":false,"outside":false,"codes":10`) {
		t.Errorf("got %s", w.Body)
	}
	w := s.kept(t, access.Handler, "POST", "/api/session", `{"name":"handler","password":"`+password+`"}`)
	if !strings.Contains(w.Body.String(), `"stage":"code"`) {
		t.Fatalf("got %s", w.Body)
	}
	half := s.cookies[access.Handler]
	if w := s.as(t, access.Handler, "POST", "/api/session/codes", `{"code":"`+code+`"}`); w.Code != 422 {
		t.Errorf("the code that proved the factor opens too: %d", w.Code)
	}
	if w := s.kept(t, access.Handler, "POST", "/api/session/codes", `{"code":"`+codes[0]+`"}`); w.Code != 200 || !strings.Contains(w.Body.String(), `"stage":""`) {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues", ""); w.Code != 200 {
		t.Errorf("got %d", w.Code)
	}
	s.cookies[access.Handler] = half
	if w := s.as(t, access.Handler, "GET", "/api/session", ""); w.Code != 401 {
		t.Errorf("the cookie of half a sign-in still counts: %d", w.Code)
	}
}

// TestManagingAccounts goes through what an administrator does for people.
func TestManagingAccounts(t *testing.T) {
	s := withFactors(t)
	w := s.as(t, access.Admin, "POST", "/api/accounts", `{"name":"zhang","display":"张检察官","role":"handler","department":"民事检察部","password":"`+password+`"}`)
	made := decode[web.AccountRow](t, w.Body)
	if w.Code != 200 || made.Office != access.Home || !made.MustChange {
		t.Fatalf("got %d %+v", w.Code, made)
	}
	path := "/api/accounts/" + made.ID
	for _, tc := range []struct {
		method, path, body string
		status             int
		says               string
	}{
		{"GET", "/api/accounts", "", 200, `"display":"张检察官"`},
		{"GET", "/api/accounts?limit=1", "", 200, `"next":"`},
		{"GET", "/api/accounts?office=none", "", 403, "没有管理账号的权限"},
		{"POST", "/api/accounts", `{"name":"zhang","role":"handler","password":"` + password + `"}`, 409, "已存在"},
		{"POST", "/api/accounts", `{"name":"li","role":"local","password":"` + password + `"}`, 422, "body.role"},
		{"POST", path + "/positions", `{"display":"张","role":"leader","office":"home","department":""}`, 204, ""},
		{"GET", path, "", 200, `"role":"leader"`},
		{"GET", path, "", 200, `"locked_until":null,"needs_factor":true`},
		{"POST", path + "/states", `{"disabled":true}`, 204, ""},
		{"GET", path, "", 200, `"disabled":true`},
		{"POST", path + "/states", `{"disabled":false}`, 204, ""},
		{"POST", path + "/passwords", `{"password":"short"}`, 422, "密码须为"},
		{"POST", path + "/passwords", `{"password":"` + password + `"}`, 204, ""},
		{"DELETE", path + "/factor", "", 204, ""},
		{"DELETE", path + "/lock", "", 204, ""},
		{"GET", path + "/sessions", "", 200, `{"items":[]}`},
		{"DELETE", path + "/sessions", "", 204, ""},
		{"DELETE", path + "/sessions/s-0", "", 404, "没有这个登录会话"},
		{"GET", "/api/accounts/a-0", "", 404, "没有这个账号"},
		{"DELETE", "/api/accounts/a-0/lock", "", 404, "没有这个账号"},
	} {
		tag := s.as(t, access.Admin, "GET", path, "").Header().Get("ETag")
		if w := s.asks(t, access.Admin, tc.method, tc.path, tc.body, "If-Match", tag); w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
			t.Errorf("%s %s %s: got %d %s, want %d …%s…", tc.method, tc.path, tc.body, w.Code, w.Body, tc.status, tc.says)
		}
	}
	me := decode[web.Profile](t, s.as(t, access.Admin, "GET", "/api/session", "").Body).ID
	for _, try := range []struct{ method, path, body string }{
		{"POST", "/passwords", `{"password":"` + password + `"}`}, {"DELETE", "/factor", ""},
		{"POST", "/states", `{"disabled":true}`}, {"POST", "/positions", `{"display":"","role":"leader","office":"home","department":""}`},
	} {
		if w := s.asks(t, access.Admin, try.method, "/api/accounts/"+me+try.path, try.body, "If-Match", s.as(t, access.Admin, "GET", "/api/accounts/"+me, "").Header().Get("ETag")); w.Code != 409 {
			t.Errorf("oneself, %s: %d %s", try.path, w.Code, w.Body)
		}
	}
}

// TestOwnSessions: people see where they are signed in and end what is not theirs any more.
func TestOwnSessions(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/session", strings.NewReader(`{"name":"handler","password":"`+password+`"}`))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Firefox")
	r.RemoteAddr = "10.9.8.7:1234"
	lost := s.send(r).Result().Cookies()[0]
	list := decode[web.Sessions](t, s.as(t, access.Handler, "GET", "/api/sessions", "").Body).Items
	i := slices.IndexFunc(list, func(one access.SignedIn) bool { return one.Agent == "Firefox" })
	if len(list) != 2 || i < 0 || list[i].Address != "10.9.8.7" || list[i].Here || !list[1-i].Here {
		t.Fatalf("got %+v", list)
	}
	s.cookie(t, access.Analyst)
	if w := s.as(t, access.Analyst, "DELETE", "/api/sessions/"+list[i].ID, ""); w.Code != 404 {
		t.Errorf("by a colleague: %d", w.Code)
	}
	if w := s.as(t, access.Handler, "DELETE", "/api/sessions/"+list[i].ID, ""); w.Code != 204 {
		t.Errorf("got %d", w.Code)
	}
	s.cookies["lost"] = lost
	if w := s.as(t, "lost", "GET", "/api/session", ""); w.Code != 401 {
		t.Errorf("got %d", w.Code)
	}
	if w := s.as(t, access.Handler, "DELETE", "/api/sessions", ""); w.Code != 204 {
		t.Errorf("got %d", w.Code)
	}
	if w := s.as(t, access.Handler, "GET", "/api/session", ""); w.Code != 200 {
		t.Errorf("ending the others ended this one: %d", w.Code)
	}
}

// TestAddresses: what a request says of where it comes from counts only through a web
// server of the office.
func TestAddresses(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	s.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/24")}
	for i, tc := range []struct{ from, says, want string }{
		{"192.0.2.1:1", "", "192.0.2.1"},
		{"192.0.2.1:1", "203.0.113.9", "192.0.2.1"},
		{"10.0.0.1:1", "203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:1", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
		{"10.0.0.1:1", "203.0.113.9, 10.0.0.2", "203.0.113.9"},
		{"10.0.0.1:1", "nonsense", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:1", "2001:db8::1", "2001:db8::1"},
		{"@", "203.0.113.9", ""},
	} {
		r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/session", strings.NewReader(`{"name":"handler","password":"`+password+`"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("User-Agent", fmt.Sprint("try ", i))
		r.Header.Set("X-Forwarded-For", tc.says)
		r.RemoteAddr = tc.from
		if w := s.send(r); w.Code != http.StatusOK {
			t.Fatalf("got %d", w.Code)
		}
		for _, one := range decode[web.Sessions](t, s.as(t, access.Handler, "GET", "/api/sessions", "").Body).Items {
			if one.Agent == fmt.Sprint("try ", i) && one.Address != tc.want {
				t.Errorf("%s saying %q: got %q, want %q", tc.from, tc.says, one.Address, tc.want)
			}
		}
	}
}
