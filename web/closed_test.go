package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/web"
)

// ofTheCase are the beginnings of the paths that name something of a case: a clue, a matter, what
// goes to other agencies about it, or a document that it rests on.
var ofTheCase = []string{"/api/clues/{id}", "/api/matters/{id}", "/api/exchanges/{id}", "/api/dispatches/{id}", "/api/judgments/{id}"}

// TestTiesCloseEveryRoute tries every route that names something of a case as everybody who is
// tied to a party of it: they may not, are told that they stand aside, and no name is shown; and
// no list shows it either.
func TestTiesCloseEveryRoute(t *testing.T) {
	s, _ := withShelf(t)
	s.Remedies = &asker{}
	s.Identities, s.Decisions, s.Renewals, s.Files = pairs{}, identity.NewService(s.db), &once{}, box.NewFiles(t.TempDir())
	s.Box = box.New(s.db, newNode(t, "330102-jcy", node.Procuratorate))
	home := s.furnish(t, newNode(t, "330102-ga", node.Police))
	tied := []access.Role{access.Handler, access.Leader, access.Analyst}
	for _, role := range tied {
		s.tied(t, role, access.Tie{Subject: "p-1"})
		s.tied(t, role, access.Tie{Subject: "p-2"})
	}
	before, tried := s.fingerprint(t), 0
	for _, r := range routes(t) {
		named := false
		for _, prefix := range ofTheCase {
			named = named || strings.HasPrefix(r.path, prefix)
		}
		for _, role := range tied {
			may := access.Could(access.Account{ID: "a", Role: role, Office: access.Home}, access.Right(r.right))
			if !named && (r.method != http.MethodGet || strings.Contains(r.path, "{")) {
				continue
			}
			w := s.asks(t, role, r.method, home.real.Replace(r.path)+queries()[r.method+" "+r.path], samples()[r.path], "If-Match", `"1"`)
			for _, word := range []string{"王某", "李某"} {
				if strings.Contains(w.Body.String(), word) {
					t.Errorf("%s %s shows %s to a tied %s: %s", r.method, r.path, word, role, w.Body)
				}
			}
			if !named {
				continue
			}
			tried++
			if told := w.Code == 403 && strings.Contains(w.Body.String(), "应当回避"); may && !told || w.Code != 403 && w.Code != 404 {
				t.Errorf("%s %s as a tied %s: %d %s", r.method, r.path, role, w.Code, w.Body)
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d were tried", tried)
	}
	if after := s.fingerprint(t); after != before {
		t.Errorf("the case was changed: %s\n%s", before, after)
	}
}

// TestEveryRefusalIsAProblem sends every route what it does not take: another method, a body that
// is too large, one of another type, one that is no JSON; and asks for what is no route. Each answer
// is a problem that names the request and says something in the language of the reader.
func TestEveryRefusalIsAProblem(t *testing.T) {
	s, _ := withShelf(t)
	s.cookie(t, access.Handler)
	send := func(method, path, kind, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		r.Header.Set("If-Match", `"1"`)
		r.Header.Set("Accept-Language", "en")
		r.AddCookie(s.cookies[access.Handler])
		return s.send(r)
	}
	check := func(what string, w *httptest.ResponseRecorder, want ...int) {
		t.Helper()
		p := web.Problem{}
		if w.Header().Get("Content-Type") == "application/problem+json" {
			p = decode[web.Problem](t, strings.NewReader(w.Body.String()))
		}
		right := false
		for _, code := range want {
			right = right || w.Code == code
		}
		if !right || p.Status != w.Code || p.Title == "" || p.Kind == "" || p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") || strings.ContainsAny(p.Title, "，。") {
			t.Errorf("%s: %d %v %s, want one of %v", what, w.Code, w.Header(), w.Body, want)
		}
	}
	const json = "application/json"
	for _, r := range routes(t) {
		path := strings.NewReplacer("{", "", "}", "").Replace(r.path)
		w := send(http.MethodPatch, path, json, "{}")
		check("PATCH "+r.path, w, 405)
		if allow := w.Header().Get("Allow"); !strings.Contains(allow, r.method) {
			t.Errorf("PATCH %s: allowed is %q, not %s", r.path, allow, r.method)
		}
		if r.method != http.MethodPost || samples()[r.path] == "" {
			continue
		}
		path += queries()[r.method+" "+r.path]
		if strings.HasPrefix(samples()[r.path], "{") { // not a file
			check("large "+r.path, send(r.method, path, json, `{"x":"`+strings.Repeat("a", 1<<20)+`"}`), 403, 404, 413)
			check("text to "+r.path, send(r.method, path, "text/plain", "x=1"), 403, 404, 415)
			check("no JSON to "+r.path, send(r.method, path, json, "{"), 400, 403, 404)
		}
	}
	check("no route", send("GET", "/api/none", json, ""), 404)
	check("no route below one", send("GET", "/api/clues/x/none", json, ""), 404)
	check("no route to write to", send("POST", "/api/none", json, "{}"), 404)
}
