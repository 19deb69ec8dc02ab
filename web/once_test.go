package web_test

import (
	"encoding/json"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/web"
)

// TestEveryChangeCanBeNamedAndGuarded: every route that changes something takes a key,
// unless it holds secrets, and every one that changes a thing which has versions takes the version that was seen.
func TestEveryChangeCanBeNamedAndGuarded(t *testing.T) {
	var d struct {
		Paths map[string]map[string]struct {
			Security   []map[string][]string
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(web.OpenAPI(), &d); err != nil {
		t.Fatal(err)
	}
	versioned := regexp.MustCompile(`^/api/(clues|matters)/\{id\}/`)
	seen := 0
	for path, methods := range d.Paths {
		for method, op := range methods {
			if method == "get" || len(op.Security) == 0 {
				continue
			}
			seen++
			has := func(name string) bool {
				n := 0
				for _, p := range op.Parameters {
					if p.In == "header" && p.Name == name {
						n++
					}
				}
				return n == 1
			}
			if secret := strings.HasPrefix(path, "/api/account") || strings.HasPrefix(path, "/api/session"); has("Idempotency-Key") == secret {
				t.Errorf("%s %s: takes an Idempotency-Key: %t", method, path, !secret)
			}
			// They change nothing in the clue or the matter, and what they give does not rest on what was seen.
			free := path == "/api/matters/{id}/remedies" || path == "/api/clues/{id}/report"
			if versioned.MatchString(path) && !has("If-Match") && !free {
				t.Errorf("%s %s takes no If-Match", method, path)
			}
		}
	}
	if seen < 30 {
		t.Errorf("only %d routes change anything", seen)
	}
}

// TestEveryRouteActsOnce sends a request of every changing route twice with one key: what
// succeeded is answered alike and leaves no second act; what was refused was not kept.
func TestEveryRouteActsOnce(t *testing.T) {
	s, _ := withShelf(t)
	done := 0
	for i, r := range routes(t) {
		if r.method == "GET" || strings.HasPrefix(r.path, "/api/session") || strings.HasPrefix(r.path, "/api/account") || r.path == "/api/uploads/{id}" {
			continue // the session ends; the upload is there for the others
		}
		who := access.Handler
		if !access.Could(access.Account{ID: "a", Role: who, Office: access.Home}, access.Right(r.right)) {
			who = access.Leader
		}
		if !access.Could(access.Account{ID: "a", Role: who, Office: access.Home}, access.Right(r.right)) {
			who = access.Admin
		}
		body := samples()[r.path]
		if r.path == "/api/clues/{id}/moves" {
			body = `{"to":"screening","version":` + version(t, s) + `}`
		}
		path := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(strings.Replace(r.path, "/api/clues/{id}", "/api/clues/"+clueID, 1), "x-1") + queries()[r.method+" "+r.path]
		ask := func() *httptest.ResponseRecorder {
			return s.asks(t, who, r.method, path, body, "Idempotency-Key", "key-"+string(rune('a'+i%26))+r.method+r.path)
		}
		first := ask()
		acts := len(recorded(t, s))
		again := ask()
		if first.Code >= 300 {
			continue
		}
		done++
		if again.Code != first.Code || again.Body.String() != first.Body.String() || again.Header().Get("ETag") != first.Header().Get("ETag") || again.Header().Get("Idempotent-Replayed") == "" {
			t.Errorf("%s %s: first %d %.200s, then %d %.200s", r.method, r.path, first.Code, first.Body, again.Code, again.Body)
		}
		if now := len(recorded(t, s)); now != acts {
			t.Errorf("%s %s: %d more entries of the record for a repeated request", r.method, r.path, now-acts)
		}
	}
	if done < 4 {
		t.Errorf("only %d requests succeeded", done)
	}
}

func version(t *testing.T, s *site) string {
	t.Helper()
	w := s.as(t, access.Handler, "GET", "/api/clues/"+clueID, "")
	return strings.Trim(w.Header().Get("ETag"), `"`)
}

// recorded are the acts so far.
func recorded(t *testing.T, s *site) []audit.Entry {
	t.Helper()
	list, err := audit.NewLog(s.db).List(t.Context(), audit.Filter{Limit: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestOnce: a key is one person's and one request's; a claim sent twice takes one clue; who
// may no longer act is not told what came of it; an act whose answer was lost is named.
func TestOnce(t *testing.T) {
	s := newSite(t)
	claim := func(who access.Role, key, until string) *httptest.ResponseRecorder {
		return s.asks(t, who, "POST", "/api/claims", `{"until":"`+until+`"}`, "Idempotency-Key", key)
	}
	first := claim(access.Handler, "k", "2026-02-01")
	if first.Code != 200 || first.Header().Get("ETag") != `"3"` {
		t.Fatalf("got %d %s", first.Code, first.Body)
	}
	acts := recorded(t, s)
	if again := claim(access.Handler, "k", "2026-02-01"); again.Code != 200 || again.Body.String() != first.Body.String() {
		t.Errorf("sent again: %d %.300s", again.Code, again.Body)
	}
	if now := recorded(t, s); len(now) != len(acts) {
		t.Errorf("it acted again: %v", now[len(acts):])
	}
	if w := claim(access.Handler, "k", "2026-02-02"); w.Code != 422 {
		t.Errorf("the key of another request: %d %s", w.Code, w.Body)
	}
	if w := claim(access.Handler, " k", "2026-02-02"); w.Code != 422 {
		t.Errorf("a key with a space: %d %s", w.Code, w.Body)
	}
	if w := claim(access.Leader, "k", "2026-02-01"); w.Code == 200 && w.Body.String() == first.Body.String() {
		t.Error("the key of somebody else")
	}
	s.sql(t, `UPDATE answered SET status = 0, body = ''`)
	w := claim(access.Handler, "k", "2026-02-01")
	if w.Code != 409 || !strings.Contains(w.Body.String(), `"object":"c-`) {
		t.Errorf("an answer that was lost: %d %s", w.Code, w.Body)
	}
	s.sql(t, `UPDATE account SET role = 'analyst' WHERE name = 'handler'`)
	if w := claim(access.Handler, "k", "2026-02-01"); w.Code != 403 || strings.Contains(w.Body.String(), "c-") {
		t.Errorf("to somebody who may not claim: %d %s", w.Code, w.Body)
	}
}

// TestOnceAtOneMoment: of a request that arrives several times at once one acts, and the others
// are told what that one was, or that it was carried out: never that somebody else was faster.
func TestOnceAtOneMoment(t *testing.T) {
	s := newSite(t)
	var wait sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, 8)
	s.cookie(t, access.Handler) // signed in before
	path, body := "/api/clues/"+clueID+"/moves", `{"to":"screening","version":1}`
	for i := range answers {
		wait.Go(func() { answers[i] = s.asks(t, access.Handler, "POST", path, body, "Idempotency-Key", "k") })
	}
	wait.Wait()
	for _, w := range answers {
		if w.Code != 200 && (w.Code != 409 || !strings.Contains(w.Body.String(), `"object":"c-`)) {
			t.Errorf("got %d %s", w.Code, w.Body)
		}
	}
	if w := s.asks(t, access.Handler, "POST", path, body, "Idempotency-Key", "k"); w.Code != 200 {
		t.Errorf("afterwards: %d %s", w.Code, w.Body)
	}
}

// TestIfMatch: the version that was seen comes as If-Match or in the body, and not as two.
func TestIfMatch(t *testing.T) {
	s := newSite(t)
	path := "/api/clues/" + clueID + "/moves"
	for _, tc := range []struct {
		match, body string
		code        int
	}{
		{"", `{"to":"screening"}`, 422},
		{"*", `{"to":"screening"}`, 422},
		{`"1"`, `{"to":"screening","version":2}`, 422},
		{`"2"`, `{"to":"screening"}`, 409},
		{`W/"1"`, `{"to":"screening"}`, 200},
		{`"2"`, `{"to":"found","version":2}`, 200},
	} {
		if w := s.asks(t, access.Handler, "POST", path, tc.body, "If-Match", tc.match); w.Code != tc.code {
			t.Errorf("%s %s: got %d %s, want %d", tc.match, tc.body, w.Code, w.Body, tc.code)
		}
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues/"+clueID, ""); w.Header().Get("ETag") != `"3"` {
		t.Errorf("the ETag is %s", w.Header().Get("ETag"))
	}
}

// sql runs a statement beside the server.
func (s *site) sql(t *testing.T, statement string) {
	t.Helper()
	err := s.db.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), statement)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
