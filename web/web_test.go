package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/web"
)

const (
	lender   = "civil/professional-lender"
	password = "一个很长的测试口令"
)

// A site is a server over a real database with one invented snapshot.
type site struct {
	*web.Server
	db      *db.DB
	handler http.Handler
	log     *syncBuffer
	cookies map[access.Role]*http.Cookie
}

// syncBuffer is a log that several requests may write to.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// clueID is the clue of the invented lender 王某.
var clueID = string(clue.NewID(lender, "p-1"))

func newSite(t *testing.T) *site {
	t.Helper()
	d, err := db.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "test.db"), func() time.Time { return dbtest.Monday })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	accounts, err := access.NewService(d)
	if err != nil {
		t.Fatal(err)
	}
	register, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	shelved, err := procedures()
	if err != nil {
		t.Fatal(err)
	}
	s := &site{db: d, log: &syncBuffer{}, cookies: map[access.Role]*http.Cookie{}}
	s.Server = &web.Server{
		Accounts: accounts, Clues: clue.NewService(d), Matters: matter.NewService(d, matter.Rules{Procedures: shelved.Library, Laws: register, Clock: shelved.Clock, Templates: shelved.Templates}), Figures: stats.NewService(d, shelved.Library, func(string) fault.Text { return card().Title }), Audit: audit.NewLog(d), Answers: d, Drafts: draft.NewService(d), Workshop: bench{draft.NewService(d)}, Checkpoint: func() (string, error) { return "log\n2\nroot\n", nil }, Verifier: &checker{}, Documents: lake{}, Law: register,
		Standards: library(t), Models: func() []web.Card { return []web.Card{card()} }, Log: slog.New(slog.NewTextHandler(s.log, nil)), Now: func() time.Time { return dbtest.Monday },
		Snapshot: func(context.Context) (web.SnapshotInfo, error) {
			return web.SnapshotInfo{ID: "s-1", ImportedAt: dbtest.Monday, Documents: 2, Defects: 1}, nil
		},
		Networks: villageOf, Arrivals: arrivals{},
		Demo: []web.DemoAccount{{Name: "demo", Password: "demo-demo", Display: "演示", Role: access.Handler}},
	}
	s.handler = s.Handler()
	s.fill(t)
	return s
}

// A cabinet is the procedures and their clock, read once: nothing writes to them.
type cabinet struct {
	matter.Library
	matter.Clock
	Templates template.Library
}

var procedures = sync.OnceValues(func() (s cabinet, err error) {
	laws, err := law.Load()
	if err != nil {
		return s, err
	}
	if s.Clock, err = matter.LoadClock(""); err != nil {
		return s, err
	}
	if s.Templates, err = template.Load(""); err != nil {
		return s, err
	}
	s.Library, err = matter.NewLibrary(matter.All(laws, s.Clock))
	return s, err
})

func (s *site) fill(t *testing.T) {
	t.Helper()
	local := access.CommandLine(access.Home)
	_, err := s.Clues.Register(t.Context(), local, clue.Scan{Snapshot: "s-1", Models: []string{lender}, At: dbtest.Monday, Findings: []scan.Finding{
		finding("p-1", "王某", 0.8, "（2021）甲0101民初1号"), finding("p-2", "李某", 0.4, "（2021）甲0101民初2号")}})
	if err != nil {
		t.Fatal(err)
	}
}

// library is the data standards that come with the program.
func library(t *testing.T) standard.Library {
	t.Helper()
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func finding(id, name string, risk float64, cases ...string) scan.Finding {
	return scan.Finding{
		Model: lender, Version: 1, Snapshot: "s-1", Subject: scan.Subject{Kind: "person", ID: id, Name: name},
		Risk: risk, Summary: fault.Text{ZH: name + "多次起诉", EN: name + " sued often"},
		Indicators: []scan.Indicator{{ID: "volume", Title: fault.Text{ZH: "案件数", EN: "cases"}, Weight: 0.5, Share: 0.4, Unit: "cases"}},
		Cases:      cases, Documents: []string{"d-2", "d-1", "d-gone"}, Courts: []string{"青石县人民法院"}, Amount: 120000,
		From: "2021-01-02", To: "2021-03-04",
		Records: []scan.Record{{Indicator: "volume", Dataset: "judgment", RecordID: "d-1", Field: "plaintiff", Value: name, Span: record.Span{Start: 3, End: 5}},
			{Indicator: "volume", Dataset: "judgment", RecordID: "d-2", Field: "plaintiff", Value: name}},
		Against: []scan.Against{{ID: "licence", Kind: "checked", Says: fault.Text{ZH: "不是持牌机构", EN: "no licensed body"}}},
		Law:     []scan.Basis{{Law: "民事诉讼法", Version: "2023-09-01", Article: "115"}, {Law: "没有的法", Version: "2000-01-01", Article: "1"}},
	}
}

func card() web.Card {
	return web.Card{ID: lender, Version: 1, Branch: "civil", Title: fault.Text{ZH: "职业放贷人", EN: "Professional lender"},
		Exclusions: []web.ExclusionCard{{ID: "bank", Says: fault.Text{ZH: "银行", EN: "banks"}}}, YAML: "id: civil/professional-lender\n"}
}

// lake is an invented lake of two documents.
type lake struct{}

func (lake) judgment(id string) record.Judgment {
	return record.Judgment{ID: id, CaseNo: "（2021）甲0101民初1号", Court: "青石县人民法院", DecidedOn: "2021-03-0" + id[2:], DocType: record.JudgmentDoc,
		Parties: []record.Party{{Role: record.Plaintiff, Side: record.Claiming, Name: "王某", Kind: record.Person}}}
}

func (l lake) Document(_ context.Context, id string) (web.Document, error) {
	if id != "d-1" {
		return web.Document{}, fault.NotFoundf("没有这份文书。", "There is no such document.")
	}
	return web.Document{ID: id, Text: "原告王某", Judgment: l.judgment(id), Source: "a.txt", Snapshot: "s-1"}, nil
}

func (l lake) Judgments(_ context.Context, ids []string) (found []record.Judgment, err error) {
	for _, id := range ids {
		if id == "d-1" || id == "d-2" {
			found = append(found, l.judgment(id))
		}
	}
	return found, nil
}

func (l lake) Search(_ context.Context, f web.DocumentFilter) (web.DocumentPage, error) {
	if f.Cursor != "" {
		return web.DocumentPage{}, fault.Invalidf("翻页标记无效。", "The cursor is not one of this list.")
	}
	if slices.Contains(f.Without, "d-1") {
		return web.DocumentPage{}, nil
	}
	return web.DocumentPage{Items: []record.Judgment{l.judgment("d-1")}, Next: "more", Total: 2}, nil
}

// as sends a request of somebody with the role; none is signed out.
func (s *site) as(t *testing.T, role access.Role, method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if role != "" {
		r.AddCookie(s.cookie(t, role))
	}
	return s.send(r)
}

func (s *site) send(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *site) cookie(t *testing.T, role access.Role) *http.Cookie {
	t.Helper()
	if s.cookies[role] == nil {
		a := access.Account{Name: string(role), Display: "测试" + string(role), Role: role}
		if _, err := s.Accounts.Make(t.Context(), access.CommandLine(access.Home), a, password); err != nil {
			t.Fatal(err)
		}
		w := s.as(t, "", "POST", "/api/session", `{"name":"`+string(role)+`","password":"`+password+`"}`)
		if w.Code != 200 || len(w.Result().Cookies()) != 1 {
			t.Fatalf("sign in as %s: %d %s", role, w.Code, w.Body)
		}
		s.cookies[role] = w.Result().Cookies()[0]
	}
	return s.cookies[role]
}

func decode[T any](t *testing.T, body io.Reader) (v T) {
	t.Helper()
	if err := json.NewDecoder(body).Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestScenarios: what was sent, by whom, and the status and words of the answer.
func TestScenarios(t *testing.T) {
	s := newSite(t) // no scenario changes anything
	for _, tc := range []struct {
		name   string
		role   access.Role
		method string
		path   string
		body   string
		status int
		says   string
	}{
		{"health", "", "GET", "/api/health", "", 200, `{"status":"ok"}`},
		{"health, asked by what watches", "", "HEAD", "/api/health", "", 200, ""},
		{"clues, by HEAD", "", "HEAD", "/api/clues", "", 401, ""},
		{"demo accounts", "", "GET", "/api/demo", "", 200, `"password":"demo-demo"`},
		{"wrong password", "", "POST", "/api/session", `{"name":"handler","password":"wrong-wrong"}`, 401, "账号或密码不正确"},
		{"nobody", "", "POST", "/api/session", `{"name":"nobody","password":"wrong-wrong"}`, 401, "账号或密码不正确"},
		{"no password", "", "POST", "/api/session", `{"name":"handler"}`, 422, `"location":"body"`},
		{"who am I", "leader", "GET", "/api/session", "", 200, `"role":"leader"`},
		{"signed out", "", "GET", "/api/session", "", 401, `"kind":"denied"`},
		{"no such route", "handler", "GET", "/api/secrets", "", 404, "没有这个接口"},
		{"no such route, signed out", "", "GET", "/api/secrets", "", 401, "请先登录"},
		{"overview", "admin", "GET", "/api/overview", "", 200, `"clues":{"accepted":0,"dismissed":0,"found":2,"screening":0,"transferred":0}`},
		{"list", "analyst", "GET", "/api/clues", "", 200, `"total":2`},
		{"list, filtered", "handler", "GET", "/api/clues?state=found,screening&min_risk=0.5&court=%E9%9D%92%E7%9F%B3&q=%E7%8E%8B", "", 200, `"total":1`},
		{"list of another model", "handler", "GET", "/api/clues?model=a%2Fb,c%2Fd", "", 200, `{"items":[],"next":null,"total":0`},
		{"list for an administrator", "admin", "GET", "/api/clues", "", 403, "没有查看线索的权限"},
		{"list by a column that is none", "handler", "GET", "/api/clues?sort=office", "", 422, `"location":"query.sort"`},
		{"list with a foreign cursor", "handler", "GET", "/api/clues?cursor=eyJ9", "", 422, "翻页标记无效"},
		{"too long a page", "handler", "GET", "/api/clues?limit=100000", "", 422, `"location":"query.limit"`},
		{"clue", "analyst", "GET", "/api/clues/" + clueID, "", 200, `"moves":[]`},
		{"clue that is none", "handler", "GET", "/api/clues/c-0", "", 404, "没有这条线索"},
		{"clue for an administrator", "admin", "GET", "/api/clues/" + clueID, "", 404, "没有这条线索"},
		{"move by an analyst", "analyst", "POST", "/api/clues/" + clueID + "/moves", `{"to":"screening","version":1}`, 403, "不能处理"},
		{"move of an old version", "handler", "POST", "/api/clues/" + clueID + "/moves", `{"to":"screening","version":7}`, 409, "已被他人修改"},
		{"move that cannot be", "leader", "POST", "/api/clues/" + clueID + "/moves", `{"to":"accepted","version":1}`, 409, "待筛查的线索不能转为已采用"},
		{"dismissal without a reason", "handler", "POST", "/api/clues/" + clueID + "/moves", `{"to":"dismissed","note":"没有问题","version":1}`, 422, "请选择排除线索的理由"},
		{"dismissal in three characters", "handler", "POST", "/api/clues/" + clueID + "/moves", `{"to":"dismissed","reason":"other","note":"没问题","version":1}`, 422, "至少 4 个字"},
		{"move to nowhere", "handler", "POST", "/api/clues/" + clueID + "/moves", `{"to":"guilty","version":1}`, 422, `"location":"body.to"`},
		{"not JSON", "handler", "POST", "/api/clues/" + clueID + "/moves", `{"to":`, 400, `"kind":"invalid"`},
		{"reasons", "handler", "GET", "/api/reasons", "", 200, `{"code":"lawful_business","title":{"zh":"合法经营活动","en":"Lawful business"},"for":"dismissed"}`},
		{"document", "handler", "GET", "/api/judgments/d-1", "", 200, `"text":"原告王某"`},
		{"document that is none", "handler", "GET", "/api/judgments/d-9", "", 404, "没有这份文书"},
		{"document for an administrator", "admin", "GET", "/api/judgments/d-1", "", 404, "没有这份文书"},
		{"documents", "handler", "GET", "/api/judgments?q=%E7%8E%8B", "", 200, `"next":"more","total":2`},
		{"documents, foreign cursor", "handler", "GET", "/api/judgments?cursor=x", "", 422, "翻页标记无效"},
		{"article", "handler", "GET", "/api/laws/article?law=%E6%B0%91%E4%BA%8B%E8%AF%89%E8%AE%BC%E6%B3%95&version=2023-09-01&article=115", "", 200, `"status":"in_force"`},
		{"article that is none", "handler", "GET", "/api/laws/article?law=%E6%B0%91%E4%BA%8B%E8%AF%89%E8%AE%BC%E6%B3%95&version=2023-09-01&article=9999", "", 404, `"kind":"not_found"`},
		{"models", "admin", "GET", "/api/models", "", 200, `"clues":2`},
		{"model", "handler", "GET", "/api/models/civil/professional-lender", "", 200, `"yaml":"id: civil/professional-lender\n"`},
		{"model that is none", "handler", "GET", "/api/models/civil/none", "", 404, "没有这个监督模型"},
		{"standards", "admin", "GET", "/api/standards?kind=register", "", 200, `"name":"marriage"`},
		{"standards by alias", "handler", "GET", "/api/standards?q=%E7%BB%93%E5%A9%9A%E7%99%BB%E8%AE%B0", "", 200, `"name":"marriage"`},
		{"standards by a heading", "handler", "GET", "/api/standards?q=%E4%B8%88%E5%A4%AB%E5%A7%93%E5%90%8D", "", 200, `"found":[{"zh":"男方姓名","en":"Husband"}]`},
		{"standards that are none", "handler", "GET", "/api/standards?q=%E6%9C%88%E7%90%83", "", 200, `{"items":[]}`},
		{"standards of a kind that is none", "handler", "GET", "/api/standards?kind=moon", "", 422, `"location":"query.kind"`},
		{"standard", "analyst", "GET", "/api/standards/marriage", "", 200, `"sensitivity":"sensitive"`},
		{"standard that is none", "analyst", "GET", "/api/standards/moon", "", 404, "没有这个数据标准"},
		{"schema", "analyst", "GET", "/api/standards/marriage/schema", "", 200, `"format": "date"`},
		{"schema that is none", "analyst", "GET", "/api/standards/..%2F..%2Fetc/schema", "", 404, "没有这个数据标准"},
		{"record", "leader", "GET", "/api/audit?verb=register", "", 200, `"verb":"register","object":"s-1"`},
		{"record for a handler", "handler", "GET", "/api/audit", "", 403, "没有查看操作记录的权限"},
		{"who looked", "admin", "GET", "/api/audit?object=c-0", "", 200, `"verb":"look-audit","object":"c-0"`},
		{"record of a day that is none", "admin", "GET", "/api/audit?from=yesterday", "", 422, `"location":"query.from"`},
		{"checkpoint", "admin", "GET", "/api/checkpoint", "", 200, `"checkpoint":"log\n2`},
		{"a page of the interface", "", "GET", "/clues/c-1", "", 200, "<"},
		{"an asset that is none", "", "GET", "/assets/none.js", "", 404, ""},
		{"a hidden file", "", "GET", "/.keep", "", 200, "<"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := s.as(t, tc.role, tc.method, tc.path, tc.body)
			if w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
				t.Errorf("got %d %s, want %d …%s…", w.Code, w.Body, tc.status, tc.says)
			}
			if ct := w.Header().Get("Content-Type"); strings.HasPrefix(tc.path, "/api/") && w.Code >= 400 && ct != "application/problem+json" {
				t.Errorf("an error of type %s", ct)
			}
		})
	}
}

func TestMove(t *testing.T) {
	s := newSite(t)
	path := "/api/clues/" + clueID
	w := s.as(t, "handler", "POST", path+"/moves", `{"to":"screening","version":1}`)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"state":"screening"`) {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	w = s.as(t, "leader", "POST", path+"/moves", `{"to":"dismissed","reason":"genuine_debt","note":"转账凭证齐全","version":2}`)
	if w.Code != 200 {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	got := decode[web.ClueDetail](t, s.as(t, "handler", "GET", path, "").Body)
	last := got.History[len(got.History)-1]
	if got.State != clue.Dismissed || got.Version != 3 || last.By != "测试leader" || last.Note != "转账凭证齐全" || last.Reason != "genuine_debt" {
		t.Errorf("got %s version %d, %+v", got.State, got.Version, last)
	}
	if len(got.Moves) != 1 || got.Moves[0] != clue.Found {
		t.Errorf("got moves %v", got.Moves)
	}
}
