package web_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/web"
)

// tied signs somebody of the role in and declares a tie of theirs.
func (s *site) tied(t *testing.T, role access.Role, tie access.Tie) access.Tie {
	t.Helper()
	s.cookie(t, role)
	who, _, err := s.Accounts.SignIn(t.Context(), string(role), password, access.From{})
	if err != nil {
		t.Fatal(err)
	}
	tie.Relation = "配偶"
	made, err := s.Accounts.Declare(t.Context(), who.Account, tie)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestTiesKeepFromDocuments: a document is closed to whoever is tied to somebody who has a part in
// it, or to a clue that rests on it; no look is recorded that did not happen.
func TestTiesKeepFromDocuments(t *testing.T) {
	for name, tc := range map[string]struct {
		tie    access.Tie
		closed bool
	}{
		"somebody in it":             {access.Tie{Subject: "a-1"}, true},
		"the subject of its clue":    {access.Tie{Subject: "p-1"}, true},
		"a clue that rests on it":    {access.Tie{Case: clueID}, true},
		"somebody who is not in it":  {access.Tie{Subject: "p-3"}, false},
		"a clue that is not of here": {access.Tie{Case: "c-9"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			made := s.tied(t, access.Handler, tc.tie)
			w := s.as(t, access.Handler, "GET", "/api/judgments/d-1", "")
			if closed := w.Code == 403 && strings.Contains(w.Body.String(), "应当回避") && !strings.Contains(w.Body.String(), "王"); closed != tc.closed {
				t.Errorf("read: %d %s", w.Code, w.Body)
			}
			w = s.as(t, access.Handler, "GET", "/api/judgments", "")
			if closed := !strings.Contains(w.Body.String(), `"id":"d-1"`); w.Code != 200 || closed != tc.closed {
				t.Errorf("listed: %d %s", w.Code, w.Body)
			}
			if w := s.as(t, access.Leader, "GET", "/api/judgments/d-1", ""); w.Code != 200 {
				t.Errorf("others are kept out too: %d", w.Code)
			}
			looks, err := s.Audit.List(t.Context(), audit.Filter{Object: "d-1"})
			if err != nil || len(looks) == 2 == tc.closed {
				t.Errorf("%d looks, %v", len(looks), err)
			}
			if err := s.Accounts.Lift(t.Context(), access.CommandLine(access.Home), made.ID, "核实无亲属关系"); err != nil {
				t.Fatal(err)
			}
			if w := s.as(t, access.Handler, "GET", "/api/judgments/d-1", ""); w.Code != 200 {
				t.Errorf("after it was lifted: %d", w.Code)
			}
		})
	}
}

// TestTiesKeepFromPairs: nobody looks at, decides or finds in the list who their own people are.
func TestTiesKeepFromPairs(t *testing.T) {
	s := withPairs(t)
	made := decode[web.DecisionRow](t, s.as(t, access.Handler, "POST", "/api/identities/x/decisions", `{"verdict":"same","reason":"同一人"}`).Body)
	s.tied(t, access.Handler, access.Tie{Subject: "p-r-2"})
	for _, try := range []struct{ method, path, body string }{
		{"GET", "/api/identities/x", ""}, {"GET", "/api/identities/x?purpose=for+a+case", ""}, {"POST", "/api/identities/x/decisions", `{"verdict":"same","reason":"同一人"}`},
		{"DELETE", "/api/decisions/" + made.ID + "?reason=%E8%AE%A4%E9%94%99", ""},
	} {
		if w := s.as(t, access.Handler, try.method, try.path, try.body); w.Code != 403 || !strings.Contains(w.Body.String(), "应当回避") || strings.Contains(w.Body.String(), "王") {
			t.Errorf("%s %s: %d %s", try.method, try.path, w.Code, w.Body)
		}
	}
	if w := s.as(t, access.Handler, "GET", "/api/identities", ""); w.Code != 200 || strings.Contains(w.Body.String(), "王小明") {
		t.Errorf("the list: %d %s", w.Code, w.Body)
	}
	if w := s.as(t, access.Leader, "GET", "/api/identities/x", ""); w.Code != 200 {
		t.Errorf("others are kept out too: %d", w.Code)
	}
}
