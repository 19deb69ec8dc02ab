package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/web"
)

// asks sends a request with headers.
func (s *site) asks(t *testing.T, who access.Role, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.AddCookie(s.cookie(t, who))
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

const openBody = `{"procedure":"civil-effective-judgments","origin":"clue","title":"王某民间借贷监督案","clues":["CLUE"],
	"fields":{"case_no":"（2021）甲0101民初1号","court":"青石县人民法院","court_level":"same","document_kind":"payment_order"},
	"parties":[{"kind":"person","part":"被监督人","name":"王某","identifier":"330199198001010011"}]}`

// TestMatterLife: opened on a clue, refused with the article, proposed, approved by another.
func TestMatterLife(t *testing.T) {
	s := newSite(t)
	local := access.CommandLine(access.Home)
	if _, err := s.Clues.Move(t.Context(), local, clue.ID(clueID), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	w := s.asks(t, access.Handler, "POST", "/api/matters", strings.Replace(openBody, "CLUE", clueID, 1), "Idempotency-Key", "k-1")
	m := decode[matter.Detail](t, w.Body)
	if w.Code != 200 || m.State != "reviewing" || w.Header().Get("ETag") != `"1"` || len(m.Clues) != 1 || strings.Contains(w.Body.String(), "198001") {
		t.Fatalf("got %d %s %+v", w.Code, w.Header().Get("ETag"), m.Row)
	}
	path := "/api/matters/" + string(m.ID)
	const protest = `{"step":"request_protest","fields":{"grounds":["3"],"error_kind":"facts","reason":"主要证据系伪造"}}`
	const stay = `{"step":"terminate","fields":{"reason":"申请人撤回监督申请"}}`
	for _, tc := range []struct {
		name, path, body, match string
		who                     access.Role
		status                  int
		says                    string
	}{
		{"no If-Match", path + "/steps", protest, "", access.Handler, 422, "If-Match"},
		{"an old version", path + "/steps", protest, `"0"`, access.Handler, 409, "已有变动"},
		{"a rule of the law", path + "/steps", protest, `"1"`, access.Handler, 409, "第四百一十二条"},
		{"a paper that is missing", path + "/steps", stay, `"1"`, access.Handler, 409, "终结审查决定书"},
		{"a step that is none", path + "/steps", `{"step":"fly"}`, `"1"`, access.Handler, 422, "没有这一步骤"},
		{"another role", path + "/steps", protest, `"1"`, access.Analyst, 404, "没有这个案件"},
		{"nothing to approve", path + "/approvals", `{"by":"leader"}`, `"1"`, access.Leader, 409, "没有等待批准"},
		{"a matter that is none", "/api/matters/m-x/steps", protest, `"1"`, access.Handler, 404, "没有这个案件"},
		{"a key used before", "/api/matters", strings.Replace(openBody, "CLUE", "c-2", 1), "", access.Handler, 422, "已用于另一请求"},
	} {
		w := s.asks(t, tc.who, "POST", tc.path, tc.body, "If-Match", tc.match, "Idempotency-Key", map[bool]string{true: "k-1"}[tc.path == "/api/matters"])
		p := decode[web.Problem](t, w.Body)
		if w.Code != tc.status || !strings.Contains(p.Title, tc.says) {
			t.Errorf("%s: got %d %q, want %d …%s…", tc.name, w.Code, p.Title, tc.status, tc.says)
		}
	}
	w = s.asks(t, access.Handler, "POST", path+"/steps", `{"step":"plan_hearing","on":"2026-01-05","fields":{"hearing_on":"2026-01-20"}}`, "If-Match", `"1"`)
	if m = decode[matter.Detail](t, w.Body); w.Code != 200 || m.Waits != "leader" {
		t.Fatalf("got %d %s", w.Code, m.Waits)
	}
	w = s.asks(t, access.Leader, "POST", path+"/approvals", `{"by":"leader"}`, "If-Match", w.Header().Get("ETag"))
	if m = decode[matter.Detail](t, w.Body); w.Code != 200 || m.Waits != "" || m.NextDue.String() != "2026-01-08" {
		t.Errorf("got %d, waits %q, due %s", w.Code, m.Waits, m.NextDue)
	}
	matterLists(t, s)
	pressing(t, s, m)
}

// matterLists asks the lists about the matter of TestMatterLife.
func matterLists(t *testing.T, s *site) {
	t.Helper()
	for path, want := range map[string]string{
		"/api/matters": "王某民间借贷监督案",
		"/api/matters?mine=true&q=%E7%8E%8B%E6%9F%90":      "王某民间借贷监督案",
		"/api/matters?clue=" + clueID:                      "王某民间借贷监督案",
		"/api/deadlines?whose=office":                      "案件管理部门登记",
		"/api/tasks?mine=true":                             "到案件管理部门登记",
		"/api/calendar?from=2026-01-01&to=2026-01-31":      "元旦",
		"/api/procedures":                                  "民事生效裁判监督",
		"/api/procedures/civil-effective-judgments":        "lastDay",
		"/api/matters?procedure=civil-effective-judgments": "reviewing",
	} {
		w := s.asks(t, access.Handler, "GET", path, "")
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: got %d %.300s, want …%s…", path, w.Code, w.Body, want)
		}
	}
	for path, status := range map[string]int{
		"/api/matters?cursor=x":                       422,
		"/api/matters?closed=true":                    200,
		"/api/calendar?from=2026-01-01&to=2026-12-31": 422,
		"/api/deadlines?from=tomorrow":                422,
		"/api/procedures/none":                        404,
	} {
		if w := s.asks(t, access.Handler, "GET", path, ""); w.Code != status {
			t.Errorf("%s: got %d, want %d", path, w.Code, status)
		}
	}
}

// TestPaperFile: a paper leaves as a Word document or as PDF, with the checkpoint of the log on
// it; that it left is recorded with the hash of the file.
func TestPaperFile(t *testing.T) {
	s := newSite(t)
	s.Checkpoint = func() (string, error) { return "mingjian\n12\nAAECAwQFBgcICQoLDA0ODw==\n", nil }
	w := s.asks(t, access.Handler, "POST", "/api/matters", strings.Replace(openBody, `"clues":["CLUE"],`, "", 1))
	m := decode[matter.Detail](t, w.Body)
	path := "/api/matters/" + string(m.ID)
	w = s.asks(t, access.Handler, "POST", path+"/papers", `{"kind":"termination","prefix":"青检民监","to":"王某","values":{"终结理由":"申请人撤回监督申请"}}`, "If-Match", w.Header().Get("ETag"))
	m = decode[matter.Detail](t, w.Body)
	if w.Code != 200 || len(m.Papers) != 1 || m.Papers[0].Text.Values["案号"] != "（2021）甲0101民初1号" || !strings.Contains(m.Papers[0].Text.Body, "申请人撤回监督申请") {
		t.Fatalf("got %d %+v", w.Code, m.Papers)
	}
	w = s.asks(t, access.Handler, "POST", path+"/texts", `{"paper":"`+m.Papers[0].ID+`","version":2,"values":{"案号":"无"}}`, "If-Match", w.Header().Get("ETag"))
	if w.Code != 409 {
		t.Errorf("written over a version that was not seen: %d", w.Code)
	}
	file := path + "/papers/" + m.Papers[0].ID + "/file"
	w = s.asks(t, access.Handler, "GET", file, "")
	tmpl, err := template.Read("a.docx", w.Body.Bytes())
	if err != nil || !strings.Contains(w.Header().Get("Content-Disposition"), "termination.docx") {
		t.Fatalf("got %d %v %v", w.Code, w.Header(), err)
	}
	if text := strings.Join(tmpl.Text(), "\n"); !strings.Contains(text, "终结审查决定书") || strings.Contains(text, "{{") {
		t.Errorf("got %s", text)
	}
	sum := sha256.Sum256(w.Body.Bytes())
	list, err := s.Audit.List(t.Context(), audit.Filter{Object: string(m.ID), Verbs: []audit.Verb{audit.Export}})
	if err != nil || len(list) != 1 || list[0].Detail["sha256"] != hex.EncodeToString(sum[:]) {
		t.Errorf("recorded %v %v", list, err)
	}
	if w = s.asks(t, access.Handler, "GET", file+"?as=pdf", ""); w.Code != 409 || !strings.Contains(w.Body.String(), "LibreOffice") {
		t.Errorf("without LibreOffice: %d %s", w.Code, w.Body)
	}
	s.PDF = func(_ context.Context, docx []byte) ([]byte, error) {
		z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
		if err != nil {
			return nil, err
		}
		return fs.ReadFile(z, "word/footer1.xml")
	}
	if w = s.asks(t, access.Handler, "GET", file+"?as=pdf&masked=true", ""); w.Code != 200 || !strings.Contains(w.Body.String(), "12-0001-0203-0405-0607-0809") || w.Header().Get("Content-Type") != "application/pdf" {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	for path, says := range map[string]string{"/api/templates": "抗诉书", "/api/templates/protest/file": "PK"} {
		if w := s.asks(t, access.Handler, "GET", path, ""); w.Code != 200 || !strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if w := s.asks(t, access.Handler, "GET", "/api/templates/none/file", ""); w.Code != 404 {
		t.Errorf("got %d", w.Code)
	}
	paperVersions(t, s, m)
}
