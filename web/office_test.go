package web_test

import (
	"context"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/web"
)

// A family is records in which one number is of a person married to the invented lender.
type family struct{}

func (family) Person(_ context.Context, number string) (string, error) {
	return map[string]string{"110101199003070011": "p-9", "110101199003070033": "p-7"}[number], nil
}

func (family) Near(context.Context, string) ([]access.Near, error) {
	return []access.Near{{Entity: "p-9", Relation: "本人"}, {Entity: "p-1", Relation: "配偶"}}, nil
}

func (family) Cases(context.Context, []string) (map[string][]string, error) { return nil, nil }

// TestDetectedTies: whoever says who they are is kept from the case of their spouse, and told.
func TestDetectedTies(t *testing.T) {
	s := newSite(t)
	s.Records = family{}
	if w := s.as(t, access.Handler, "GET", "/api/clues/"+clueID, ""); w.Code != 200 {
		t.Fatalf("before: %d", w.Code)
	}
	for body, want := range map[string]int{`{"number":"11"}`: 422, `{"number":"110101199003070022"}`: 404} {
		if w := s.as(t, access.Handler, "POST", "/api/account/persons", body); w.Code != want || strings.Contains(w.Body.String(), "1101") {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	w := s.as(t, access.Handler, "POST", "/api/account/persons", `{"number":"110101199003070011"}`)
	if tie := toLender(t, w); w.Code != 200 || tie.Source != access.Detected || tie.Relation != "配偶" {
		t.Fatalf("got %d %+v", w.Code, tie)
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues/"+clueID, ""); w.Code != 403 || !strings.Contains(w.Body.String(), "应当回避") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	tie := toLender(t, s.as(t, access.Leader, "GET", "/api/recusals", ""))
	if tie.Display != "测试handler" {
		t.Fatalf("the leader sees %+v", tie)
	}
	if w := s.as(t, access.Leader, "POST", "/api/recusals/"+tie.ID+"/liftings", `{"why":"系同名，并非配偶"}`); w.Code != 204 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if n, err := s.Accounts.DetectTies(t.Context(), access.CommandLine(access.Home), family{}); err != nil || n != 0 {
		t.Errorf("what a leader has lifted comes again: %d %v", n, err)
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues/"+clueID, ""); w.Code != 200 {
		t.Errorf("after it was lifted: %d", w.Code)
	}
	checkWhoOneIs(t, s)
	if strings.Contains(s.log.String(), "1101") {
		t.Error("the log holds the number")
	}
}

// checkWhoOneIs: nobody becomes another person by saying so; who manages accounts puts it
// right, and the record tells who did.
func checkWhoOneIs(t *testing.T, s *site) {
	t.Helper()
	session, err := s.Accounts.Session(t.Context(), s.cookie(t, access.Handler).Value)
	if err != nil {
		t.Fatal(err)
	}
	me := session.Account
	if w := s.as(t, access.Handler, "POST", "/api/account/persons", `{"number":"110101199003070033"}`); w.Code != 409 || !strings.Contains(w.Body.String(), "不是同一人") {
		t.Errorf("as another person: %d %s", w.Code, w.Body)
	}
	if w := s.as(t, access.Handler, "POST", "/api/account/persons", `{"number":"110101199003070011"}`); w.Code != 200 {
		t.Errorf("the same once more: %d %s", w.Code, w.Body)
	}
	handler := access.Account{ID: "a-8", Role: access.Handler, Office: access.Home}
	if _, err := s.Accounts.Identify(t.Context(), handler, me.ID, family{}, "110101199003070033"); err == nil {
		t.Error("a handler says who a colleague is")
	}
	if _, err := s.Accounts.Identify(t.Context(), access.CommandLine(access.Home), me.Name, family{}, "110101199003070033"); err != nil {
		t.Fatal(err)
	}
	list, err := audit.NewLog(s.db).List(t.Context(), audit.Filter{Object: me.ID, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var who []string
	for _, e := range list {
		if e.Verb == audit.Identify {
			who = append(who, e.Actor)
		}
	}
	if slices.Sort(who); !slices.Equal(who, []string{me.ID, me.ID, "local"}) {
		t.Errorf("said by %q", who)
	}
}

// toLender is the tie to the invented lender among two.
func toLender(t *testing.T, w *httptest.ResponseRecorder) web.RecusalTie {
	t.Helper()
	all := decode[web.RecusalTies](t, w.Body).Items
	i := slices.IndexFunc(all, func(x web.RecusalTie) bool { return x.Subject == "p-1" })
	if len(all) != 2 || i < 0 {
		t.Fatalf("got %+v", all)
	}
	return all[i]
}

// TestOfficesAndPeople goes through the tree of offices, departments and the policy.
func TestOfficesAndPeople(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	for _, tc := range []struct {
		role               access.Role
		method, path, body string
		status             int
		says               string
	}{
		{access.Admin, "GET", "/api/offices", "", 200, `"id":"home","name":"本院"`},
		{access.Admin, "POST", "/api/offices", `{"id":"up","name":"市院","level":"city","division":"","parent":""}`, 404, ""},
		{access.Admin, "POST", "/api/offices", `{"id":"home","name":"青石县人民检察院","level":"county","division":"","parent":""}`, 204, ""},
		{access.Admin, "POST", "/api/offices", `{"id":"home","name":"青石县人民检察院","level":"county","division":"","parent":"none"}`, 422, "没有代号为"},
		{access.Admin, "GET", "/api/departments", "", 200, `{"name":"","people":`},
		{access.Admin, "POST", "/api/departments", `{"from":"甲部","to":"乙部"}`, 404, "没有这个部门"},
		{access.Admin, "GET", "/api/departments?office=none", "", 403, ""},
		{access.Leader, "GET", "/api/colleagues", "", 200, `"display":"测试handler"`},
		{access.Leader, "GET", "/api/policy", "", 200, `"says":{"zh":"不得审批自己承办或起草的内容。"`},
		{access.Admin, "GET", "/api/policy", "", 200, `{"id":"read-clues","name":{"zh":"查看线索","en":"read clues"},"roles":["handler","analyst","leader"]}`},
		{access.Handler, "POST", "/api/ties", `{"subject":"p-2","relation":"同学"}`, 200, `"source":"declared"`},
		{access.Handler, "POST", "/api/ties", `{"relation":"同学"}`, 422, "二者择一"},
		{access.Handler, "GET", "/api/ties", "", 200, `"relation":"同学"`},
		{access.Leader, "GET", "/api/ties", "", 200, `{"items":[]}`},
		{access.Leader, "POST", "/api/recusals/t-0/liftings", `{"why":"核实无亲属关系"}`, 404, "没有这项回避"},
	} {
		if w := s.asks(t, tc.role, tc.method, tc.path, tc.body, "If-Match", map[bool]string{true: `"1"`}[strings.Contains(tc.body, `"home"`)]); w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
			t.Errorf("%s %s %s as %s: got %d %s, want %d …%s…", tc.method, tc.path, tc.body, tc.role, w.Code, w.Body, tc.status, tc.says)
		}
	}
}

// TestNobodyLiftsTheirOwnTie, not even a leader.
func TestNobodyLiftsTheirOwnTie(t *testing.T) {
	s := newSite(t)
	made := decode[web.RecusalTie](t, s.as(t, access.Leader, "POST", "/api/ties", `{"subject":"p-2","relation":"配偶"}`).Body)
	if w := s.as(t, access.Leader, "POST", "/api/recusals/"+made.ID+"/liftings", `{"why":"核实无亲属关系"}`); w.Code != 403 || !strings.Contains(w.Body.String(), "其他负责人") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}
