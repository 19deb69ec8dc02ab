package web_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/web"
)

// pairs is an invented answer of linkage: one pair.
type pairs struct{}

func pair() web.PairRow {
	side := func(record string) web.Side {
		return web.Side{Mention: web.Spot{Dataset: "marriage", Record: record, Mention: "husband"}, Entity: "p-" + record, Name: "王小明", Mentions: 2}
	}
	return web.PairRow{ID: "x", Kind: "person", Left: side("r-1"), Right: side("r-2"), Probability: 0.6, Bits: 0.58, Why: "weak"}
}

func (pairs) Pairs(_ context.Context, f web.PairFilter) (web.PairList, error) {
	if p := pair(); slices.Contains(f.Without, p.Left.Entity) || slices.Contains(f.Without, p.Right.Entity) {
		return web.PairList{Linked: true}, nil
	}
	return web.PairList{Pairs: []web.PairRow{pair()}, Total: 1, Linked: true}, nil
}

func (pairs) Entities(_ context.Context, mentions ...web.Spot) (list []string, err error) {
	for _, m := range mentions {
		list = append(list, "p-"+m.Record)
	}
	return list, nil
}

func (pairs) Pair(_ context.Context, id string) (web.IdentityPair, error) {
	if id != "x" {
		return web.IdentityPair{}, fault.NotFoundf("没有这一对提及。", "There is no such pair.")
	}
	return web.IdentityPair{PairRow: pair(), Prior: -10, Rows: []web.PairTrait{
		{Trait: "name", Left: web.Cell{Text: "王小明"}, Right: web.Cell{Text: "王小明"}, Bits: 12},
		{Trait: "id_no", Left: web.Cell{Text: idNo}, Right: web.Cell{Text: ""}}}}, nil
}

// once is a renewal that runs and never ends.
type once struct{ runs []web.Renewal }

func (o *once) Start(_ context.Context, by access.Account) (web.Renewal, error) {
	if len(o.runs) > 0 {
		return web.Renewal{}, fault.Conflictf("正在重新关联。", "It is being linked.")
	}
	o.runs = append(o.runs, web.Renewal{ID: "renewal-1", State: "running", Stage: "linking", By: by.Display})
	return o.runs[0], nil
}

func (o *once) List(context.Context, access.Account) ([]web.Renewal, error) { return o.runs, nil }

func withPairs(t *testing.T) *site {
	s := newSite(t)
	s.Identities, s.Decisions, s.Renewals = pairs{}, identity.NewService(s.db), &once{}
	return s
}

// TestIdentityRights: who may read and decide, and status and words of the answers.
func TestIdentityRights(t *testing.T) {
	s := withPairs(t)
	const same = `{"verdict":"same","reason":"证件与住址相符"}`
	for _, tc := range []struct {
		role               access.Role
		method, path, body string
		status             int
		says               string
	}{
		{access.Handler, "GET", "/api/identities", "", 200, `"linked":true`},
		{access.Admin, "GET", "/api/identities", "", 403, "没有核对主体身份的权限"},
		{access.Admin, "GET", "/api/identities/x", "", 404, "没有这项内容"},
		{access.Admin, "POST", "/api/identities/x/decisions", same, 404, "没有这项内容"},
		{access.Admin, "GET", "/api/decisions", "", 403, "没有核对主体身份的权限"},
		{access.Leader, "GET", "/api/identities/y", "", 404, "没有这一对提及"},
		{access.Leader, "POST", "/api/identities/y/decisions", same, 404, "没有这一对提及"},
		{access.Leader, "POST", "/api/identities/x/decisions", `{"verdict":"guilty","reason":"x"}`, 422, `"location":"body.verdict"`},
		{access.Leader, "POST", "/api/identities/x/decisions", `{"verdict":"same","reason":" "}`, 422, "认定理由"},
		{access.Analyst, "POST", "/api/identities/x/decisions", same, 200, `"verdict":"same"`},
		{access.Handler, "GET", "/api/decisions", "", 200, `"undone_at":null`},
		{access.Handler, "DELETE", "/api/decisions/d-0?reason=x", "", 404, "没有这项认定"},
		{access.Handler, "GET", "/api/identities?merged=true", "", 422, "请写明姓名或主体"},
		{access.Handler, "GET", "/api/identities?merged=true&entity=p-1", "", 200, `"linked":true`},
		{access.Admin, "POST", "/api/renewals", "", 403, "没有核对主体身份的权限"},
		{access.Handler, "GET", "/api/renewals", "", 200, `"items":[]`},
		{access.Analyst, "POST", "/api/renewals", "", 202, `"state":"running"`},
		{access.Handler, "POST", "/api/renewals", "", 409, "正在重新关联"},
		{access.Leader, "GET", "/api/renewals", "", 200, `"clues":[]`},
	} {
		w := s.as(t, tc.role, tc.method, tc.path, tc.body)
		if w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
			t.Errorf("%s %s %s: got %d %s, want %d …%s…", tc.role, tc.method, tc.path, w.Code, w.Body, tc.status, tc.says)
		}
	}
}

// TestTraitsAreMasked: an identity number is shown to whoever may read records and says why.
func TestTraitsAreMasked(t *testing.T) {
	s := withPairs(t)
	for _, tc := range []struct {
		role  access.Role
		query string
		shows bool
	}{{access.Handler, "", false}, {access.Handler, "?purpose=for+a+case", true}, {access.Leader, "?purpose=for+a+case", false}} {
		w := s.as(t, tc.role, "GET", "/api/identities/x"+tc.query, "")
		if w.Code != 200 || strings.Contains(w.Body.String(), idNo) != tc.shows {
			t.Errorf("%s %s: got %d %s", tc.role, tc.query, w.Code, w.Body)
		}
	}
}

// TestCluesThatADecisionTouches: a pair lists the clues about either of the two.
func TestCluesThatADecisionTouches(t *testing.T) {
	s := withPairs(t)
	if got := decode[web.IdentityPair](t, s.as(t, access.Handler, "GET", "/api/identities/x", "").Body); len(got.Clues) != 0 || got.Clues == nil {
		t.Errorf("clues about nobody: %+v", got.Clues)
	}
	_, err := s.Clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-1", Models: []string{lender}, At: dbtest.Monday,
		Findings: []scan.Finding{finding("p-r-2", "王小明", 0.5, "（2024）甲0101民初1号")}})
	if err != nil {
		t.Fatal(err)
	}
	got := decode[web.IdentityPair](t, s.as(t, access.Handler, "GET", "/api/identities/x", "").Body)
	if len(got.Clues) != 1 || got.Clues[0].ID != clue.NewID(lender, "p-r-2") || got.Clues[0].Model.ZH == "" {
		t.Errorf("clues are %+v", got.Clues)
	}
}

// TestADecisionCanBeTakenBack, with a reason, and stays in the list.
func TestADecisionCanBeTakenBack(t *testing.T) {
	s := withPairs(t)
	d := decode[web.DecisionRow](t, s.as(t, access.Handler, "POST", "/api/identities/x/decisions", `{"verdict":"different","reason":"出生日期不同"}`).Body)
	for _, tc := range []struct {
		query  string
		status int
	}{{"", 422}, {"?reason=%E5%BD%95%E5%85%A5%E9%94%99%E8%AF%AF", 200}, {"?reason=again", 409}} {
		if w := s.as(t, access.Leader, "DELETE", "/api/decisions/"+d.ID+tc.query, ""); w.Code != tc.status {
			t.Errorf("%q: got %d %s, want %d", tc.query, w.Code, w.Body, tc.status)
		}
	}
	got := decode[web.Decisions](t, s.as(t, access.Handler, "GET", "/api/decisions", "").Body)
	if len(got.Items) != 1 || got.Items[0].UndoneAt == nil || got.Items[0].UndoneWhy != "录入错误" {
		t.Errorf("got %+v", got)
	}
	entries, err := s.Audit.List(t.Context(), audit.Filter{Object: d.ID})
	if err != nil || len(entries) != 2 {
		t.Errorf("recorded are %+v, %v", entries, err)
	}
}
