package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/web"
)

// TestClueLife goes through the rest of a clue's life over HTTP: claimed, put aside,
// assigned, changed with others and put back, and told to whoever looks again.
func TestClueLife(t *testing.T) {
	s := newSite(t)
	path := "/api/clues/" + clueID
	ok := func(w *httptest.ResponseRecorder, says ...string) {
		t.Helper()
		for _, word := range says {
			if w.Code != 200 || !strings.Contains(w.Body.String(), word) {
				t.Fatalf("got %d %s, want %s", w.Code, w.Body, word)
			}
		}
	}
	refused := func(w *httptest.ResponseRecorder, status int, says string) {
		t.Helper()
		if w.Code != status || !strings.Contains(w.Body.String(), says) {
			t.Errorf("got %d %s, want %d …%s…", w.Code, w.Body, status, says)
		}
	}
	ok(s.as(t, access.Analyst, "GET", path, ""), `"since":{"looked_at":"","events":[]}`)
	ok(s.as(t, access.Handler, "POST", "/api/claims", `{"until":"2026-02-01"}`), `"id":"`+clueID+`"`, `"holder_name":"测试handler"`, `"held_until":"2026-02-01"`, `"state":"screening"`)
	ok(s.as(t, access.Analyst, "GET", "/api/clues", ""), `"news":2`)
	ok(s.as(t, access.Analyst, "GET", path, ""), `"looked_at":"2026-01-05T09:00:00`, "由测试handler办理至 2026-02-01。")
	ok(s.as(t, access.Leader, "GET", path, ""), `"moves":[]`)
	ok(s.as(t, access.Handler, "GET", "/api/clues?holder=me", ""), `"total":1`)
	ok(s.as(t, access.Handler, "GET", "/api/clues?free=true", ""), `"total":1`, `"name":"李某"`)
	refused(s.as(t, access.Leader, "POST", path+"/moves", `{"to":"found","version":3}`), 409, "由测试handler办理至 2026-02-01")
	refused(s.as(t, access.Handler, "POST", path+"/assignments", `{"until":"2026-02-01","version":3}`), 403, "没有分派线索的权限")

	ok(s.as(t, access.Handler, "POST", path+"/suppressions", `{"until":"2026-03-01","note":"等待笔迹鉴定","version":3}`), `"aside_until":"2026-03-01"`, "暂缓至 2026-03-01。 等待笔迹鉴定")
	refused(s.as(t, access.Handler, "POST", path+"/suppressions", `{"until":"2026-03-01","note":"等待笔迹鉴定","version":3}`), 409, "已被他人修改")
	refused(s.as(t, access.Handler, "POST", path+"/suppressions", `{"until":"2026-13-01","note":"等待笔迹鉴定","version":4}`), 422, "")
	ok(s.as(t, access.Handler, "GET", "/api/clues", ""), `"total":1`)
	ok(s.as(t, access.Handler, "GET", "/api/clues?aside=only", ""), `"total":1`, clueID)
	ok(s.as(t, access.Handler, "POST", path+"/suppressions", `{"version":4}`), `"aside_until":""`, "恢复处理。")

	ok(s.as(t, access.Leader, "POST", path+"/assignments", `{"version":5}`), `"holder":""`, "不再由专人办理。")
	ok(s.as(t, access.Handler, "POST", path+"/holds", `{"until":"2026-01-20","version":6}`), `"held_until":"2026-01-20"`)
	ok(s.as(t, access.Handler, "POST", path+"/holds", `{"version":7}`), `"holder":""`)
}

func TestBulkOverHTTP(t *testing.T) {
	s := newSite(t)
	begin := `{"act":{"kind":"move","to":"dismissed","reason":"genuine_debt","note":"批量核对"},"filter":{"state":["found"]}}`
	w := s.as(t, access.Handler, "POST", "/api/bulks", begin)
	b := decode[clue.Bulk](t, strings.NewReader(w.Body.String()))
	if w.Code != 200 || b.Total != 2 || b.Done != 0 || b.State != clue.BulkRunning {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	path := "/api/bulks/" + b.ID
	for _, try := range []struct{ method, path string }{{"GET", path}, {"POST", path + "/batches"}, {"DELETE", path}, {"POST", path + "/undos"}} {
		if w := s.as(t, access.Leader, try.method, try.path, ""); w.Code != 404 {
			t.Errorf("%s %s by another: %d %s", try.method, try.path, w.Code, w.Body)
		}
	}
	for _, step := range []struct {
		method, path string
		status       int
		says         string
	}{
		{"POST", path + "/undos", 409, "尚未结束"},
		{"POST", path + "/batches", 200, `"state":"done"`},
		{"GET", path, 200, `"changed":2`},
		{"GET", "/api/clues?state=dismissed", 200, `"total":2`},
		{"DELETE", path, 409, "已经结束"},
		{"POST", path + "/undos", 200, `"state":"undoing"`},
		{"POST", path + "/batches", 200, `"restored":2`},
		{"GET", "/api/clues?state=found", 200, `"total":2`},
	} {
		if w := s.as(t, access.Handler, step.method, step.path, ""); w.Code != step.status || !strings.Contains(w.Body.String(), step.says) {
			t.Fatalf("%s %s: got %d %s, want %d …%s…", step.method, step.path, w.Code, w.Body, step.status, step.says)
		}
	}
	d := decode[web.ClueDetail](t, s.as(t, access.Handler, "GET", "/api/clues/"+clueID, "").Body)
	if last := d.History[len(d.History)-1]; last.Note != "撤回批量操作，恢复为待筛查。" {
		t.Errorf("the history says %+v", last)
	}
	for body, status := range map[string]int{
		`{"act":{"kind":"move","to":"accepted"},"filter":{}}`:                         422,
		`{"act":{"kind":"hold","account":"a-9","until":"2026-02-01"},"filter":{}}`:    403,
		`{"act":{"kind":"move","to":"screening"}}`:                                    422,
		`{"act":{"kind":"move","to":"screening"},"clues":[{"id":"c-1"}],"filter":{}}`: 422,
	} {
		if w := s.as(t, access.Handler, "POST", "/api/bulks", body); w.Code != status {
			t.Errorf("%s: got %d %s, want %d", body, w.Code, w.Body, status)
		}
	}
}
