package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// A checker is a log that is found unsound the second time.
type checker struct{ begun int }

func (c *checker) Begin() error {
	c.begun++
	if c.begun > 1 {
		return fault.Conflictf("正在核验，请稍候。", "A check is running; wait for it.")
	}
	return nil
}

func (c *checker) Last() web.LogCheck {
	if c.begun == 0 {
		return web.LogCheck{}
	}
	return web.LogCheck{State: "unsound", Entries: 7, Findings: []web.LogFinding{{Place: 3, Says: fault.Text{ZH: "第 3 条被改动。", EN: "Entry 3 was changed."}}}}
}

// TestWhoLooked: the report names who looked at a clue, how often and what for, and nobody
// else; that it was read is recorded itself.
func TestWhoLooked(t *testing.T) {
	s := newSite(t)
	for _, role := range []access.Role{access.Handler, access.Handler, access.Leader} {
		s.as(t, role, "GET", "/api/clues/"+clueID, "")
	}
	s.as(t, access.Analyst, "GET", "/api/clues/c-0", "")
	// Somebody of another office cannot have looked; what is recorded under their office stays there.
	err := s.Audit.Record(t.Context(), audit.Entry{Actor: "a-9", Verb: audit.LookClue, Object: clueID, Office: "next"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Audit.Record(t.Context(), audit.Entry{Actor: "local", Verb: audit.Export, Object: clueID, Office: "home", Detail: map[string]string{"purpose": "移送公安"}}); err != nil {
		t.Fatal(err)
	}
	w := s.as(t, access.Admin, "GET", "/api/looks?object="+clueID, "")
	got := decode[web.LookReport](t, w.Body)
	var who []string
	for _, p := range got.People {
		who = append(who, fmt.Sprintf("%s %s %d/%d %v", p.Display, p.Role, p.Looks, p.Exports, p.Purposes))
	}
	want := []string{"  0/1 [移送公安]", "测试leader leader 1/0 [审核线索]", "测试handler handler 2/0 [办理线索]"}
	if !slices.Equal(who, want) || got.Total != 4 || !got.Whole || len(got.Items) != 4 || len(got.Days) != 1 || got.Days[0].Looks != 4 {
		t.Errorf("got %v %+v", who, got)
	}
	s.as(t, access.Handler, "GET", "/api/judgments/d-1?for="+clueID, "")
	if got := decode[web.LookReport](t, s.as(t, access.Admin, "GET", "/api/looks?object="+clueID, "").Body); got.Total != 5 || got.Items[0].Object != "d-1" || got.People[0].Role != access.Handler {
		t.Errorf("a document looked at for it: %+v", got)
	}
	if w := s.as(t, access.Handler, "GET", "/api/judgments/d-1?for=c-none", ""); w.Code != 404 {
		t.Errorf("for a clue that there is not: %d %s", w.Code, w.Body)
	}
	for path, status := range map[string]int{"/api/looks": 422, "/api/looks?object=" + clueID + "&office=next": 404} {
		if w := s.as(t, access.Admin, "GET", path, ""); w.Code != status {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if w := s.as(t, access.Handler, "GET", "/api/looks?object="+clueID, ""); w.Code != 403 {
		t.Errorf("a handler: %d %s", w.Code, w.Body)
	}
	page := decode[web.AuditPage](t, s.as(t, access.Leader, "GET", "/api/audit?newest=true&kind=look&limit=2", "").Body)
	if len(page.Items) != 2 || page.Items[0].Verb != audit.LookAudit || page.Items[0].Display != "测试leader" || page.Items[1].Object != clueID || page.Items[1].Says.ZH != "查看操作记录" {
		t.Errorf("got %+v", page.Items)
	}
}

// TestAuditPages: the newest first, page by page, is the same as all in order, turned round.
func TestAuditPages(t *testing.T) {
	s := newSite(t)
	for range 3 {
		s.as(t, access.Handler, "GET", "/api/clues/"+clueID, "")
	}
	s.cookie(t, access.Leader)
	until := s.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	ids := func(query string) (all []string) {
		cursor := ""
		for {
			page := decode[web.AuditPage](t, s.as(t, access.Leader, "GET", "/api/audit?verb=look-clue&until="+until+query+"&cursor="+cursor, "").Body)
			for _, r := range page.Items {
				all = append(all, r.ID)
			}
			if page.Next == nil {
				return all
			}
			cursor = *page.Next
		}
	}
	forth, back := ids(""), ids("&newest=true&limit=2")
	slices.Reverse(back)
	if len(forth) != 3 || !slices.Equal(forth, back) {
		t.Errorf("got %v and %v", forth, back)
	}
}

func TestVerification(t *testing.T) {
	s := newSite(t)
	s.Verifier = &checker{}
	for _, tc := range []struct {
		role   access.Role
		method string
		status int
		says   string
	}{
		{access.Handler, "POST", http.StatusForbidden, ""},
		{access.Admin, "GET", http.StatusOK, `"state":"none"`},
		{access.Admin, "POST", http.StatusNoContent, ""},
		{access.Admin, "POST", http.StatusConflict, "正在核验"},
		{access.Leader, "GET", http.StatusOK, "第 3 条被改动"},
	} {
		if w := s.as(t, tc.role, tc.method, "/api/verification", ""); w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
			t.Errorf("%s as %s: got %d %s", tc.method, tc.role, w.Code, w.Body)
		}
	}
}

// TestAccountsAreFound by part of a name, role, department and state.
func TestAccountsAreFound(t *testing.T) {
	s := newSite(t)
	local := access.CommandLine(access.Home)
	for _, a := range []access.Account{{Name: "li.si", Display: "李四", Role: access.Handler, Department: "第五检察部"}, {Name: "zhao", Display: "赵六", Role: access.Leader, Department: "第二检察部"}} {
		if _, err := s.Accounts.Make(t.Context(), local, a, password); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Accounts.Disable(t.Context(), local, "zhao", 0); err != nil {
		t.Fatal(err)
	}
	s.cookie(t, access.Admin)
	for query, want := range map[string]string{
		"?q=SI": "李四", "?q=%E7%AC%AC%E4%BA%94": "李四", "?state=disabled": "赵六", "?role=leader&state=active": "", "?department=%E7%AC%AC%E4%BA%8C%E6%A3%80%E5%AF%9F%E9%83%A8": "赵六", "?state=locked": "",
	} {
		got := decode[web.AccountList](t, s.as(t, access.Admin, "GET", "/api/accounts"+query, "").Body)
		names := ""
		for _, a := range got.Items {
			if !strings.HasPrefix(a.Display, "测试") {
				names += a.Display
			}
		}
		if names != want {
			t.Errorf("%s: got %q, want %q", query, names, want)
		}
	}
	for range access.FreeTries + 1 {
		s.as(t, "", "POST", "/api/session", `{"name":"li.si","password":"wrong"}`)
	}
	got := decode[web.AccountList](t, s.as(t, access.Admin, "GET", "/api/accounts?state=locked", "").Body)
	if len(got.Items) != 1 || got.Items[0].LockedUntil == nil || got.Total != 1 {
		t.Errorf("locked: %+v", got)
	}
	here := decode[web.Presences](t, s.as(t, access.Admin, "GET", "/api/presences", "").Body)
	if len(here.Items) != 1 || !here.Items[0].Here || here.Items[0].Role != access.Admin {
		t.Errorf("signed in: %+v", here)
	}
	tree := decode[web.OfficeTree](t, s.as(t, access.Admin, "GET", "/api/offices", "").Body)
	if len(tree.Items) != 1 || tree.Items[0].People != 3 || tree.Items[0].Active != 2 {
		t.Errorf("offices: %+v", tree)
	}
}
