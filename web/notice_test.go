package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/matter"
)

// A tried request and what its answer must be.
type tried struct {
	name   string
	who    access.Role
	path   string
	status int
	says   []string
}

func (s *site) gets(t *testing.T, all []tried) {
	t.Helper()
	for _, tc := range all {
		w := s.asks(t, tc.who, "GET", tc.path, "")
		if w.Code != tc.status {
			t.Errorf("%s: got %d, want %d: %.300s", tc.name, w.Code, tc.status, w.Body)
		}
		for _, want := range tc.says {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: no %q in %.600s", tc.name, want, w.Body)
			}
		}
	}
}

// pressing asks for everything about the deadline of the matter of TestMatterLife, which ends
// on 2026-01-08, three days from the day of the site.
func pressing(t *testing.T, s *site, m matter.Detail) {
	t.Helper()
	if n, err := s.Matters.Remind(t.Context()); err != nil || n == 0 {
		t.Fatalf("wrote %d notices, %v", n, err)
	}
	path, deadline := "/api/matters/"+string(m.ID), ""
	for _, term := range m.Course.Terms {
		if term.Due == m.NextDue {
			deadline = term.Deadline
		}
	}
	whatIf := path + "/whatif?deadline=" + deadline
	s.gets(t, []tried{
		{"notices", access.Handler, "/api/notices", 200, []string{`"unread":2`, "还有 3 日", "今日期限：逾期 0 项", m.Title}},
		{"a page of them", access.Handler, "/api/notices?limit=1", 200, []string{`"next":"`, `"unread":2`}},
		{"nobody else's", access.Analyst, "/api/notices", 200, []string{`"items":[]`, `"unread":0`}},
		{"a cursor that is none", access.Handler, "/api/notices?cursor=x", 422, nil},
		{"board", access.Handler, "/api/board", 200, []string{`"state":"reviewing"`, `"matters":1`, `"soon":1`, `"overdue":0`, `"waiting":0`}},
		{"board of one's own", access.Leader, "/api/board?mine=true", 200, []string{`"states":[]`, `"soon":0`}},
		{"what if", access.Handler, whatIf + "&from=2026-02-02", 200, []string{`"now":"2026-01-08"`, `"from":"2026-02-02"`, `"due":"2026-02-`, `"lines":[{`}},
		{"what if, from no day", access.Handler, whatIf, 422, nil},
		{"what if, of nothing", access.Handler, path + "/whatif?deadline=none&from=2026-02-02", 404, []string{"没有期限"}},
		{"what if, to a stranger", access.Analyst, whatIf + "&from=2026-02-02", 404, nil},
		{"calendar file", access.Handler, "/api/calendar/file?from=2026-01-01&to=2026-12-31", 200, []string{"BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20260108\r\n", "END:VCALENDAR\r\n"}},
		{"calendar file of years", access.Handler, "/api/calendar/file?from=2026-01-01&to=2027-01-02", 422, nil},
		{"calendar file, backward", access.Handler, "/api/calendar/file?from=2026-01-02&to=2026-01-01", 422, nil},
		{"papers that wait", access.Leader, "/api/papers", 200, []string{`"items":[]`, `"next":null`}},
		{"papers in another state", access.Leader, "/api/papers?state=draft", 422, nil},
		{"papers, to a role without matters", access.Analyst, "/api/papers", 403, nil},
		{"reasons to approve", access.Leader, "/api/deadlines?to_approve=true", 200, []string{`"items":[]`}},
	})
	if w := s.asks(t, access.Handler, "GET", "/api/calendar/file?from=2026-01-01&to=2026-12-31", ""); strings.Contains(w.Body.String(), "王某") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/calendar") {
		t.Errorf("got %s %s", w.Header(), w.Body)
	}
	for _, tc := range []struct {
		name, path, body string
		who              access.Role
		status           int
	}{
		{"no reason to approve", path + "/acceptances", `{"deadline":"` + deadline + `"}`, access.Leader, 409},
		{"approved by no leader", path + "/acceptances", `{"deadline":"` + deadline + `"}`, access.Handler, 403},
		{"somebody else's notice", "/api/notices/reads", `{"notices":["` + oneNotice(t, s) + `"]}`, access.Leader, 404},
		{"a notice", "/api/notices/reads", `{"notices":["` + oneNotice(t, s) + `"]}`, access.Handler, 204},
	} {
		w := s.asks(t, tc.who, "POST", tc.path, tc.body, "If-Match", tag(t, s, path))
		if w.Code != tc.status {
			t.Errorf("%s: got %d, want %d: %.300s", tc.name, w.Code, tc.status, w.Body)
		}
	}
	s.gets(t, []tried{{"one read", access.Handler, "/api/notices", 200, []string{`"unread":1`, `"read":true`}}})
	s.asks(t, access.Handler, "POST", "/api/notices/reads", `{}`)
	s.gets(t, []tried{{"all read", access.Handler, "/api/notices?unread=true", 200, []string{`"items":[]`, `"unread":0`}}})
}

func oneNotice(t *testing.T, s *site) string {
	t.Helper()
	w := s.asks(t, access.Handler, "GET", "/api/notices?limit=1", "")
	p := decode[struct{ Items []matter.Notice }](t, w.Body)
	if len(p.Items) != 1 {
		t.Fatal("no notice")
	}
	return p.Items[0].ID
}

// tag is the version of a matter as the header If-Match wants it.
func tag(t *testing.T, s *site, path string) string {
	t.Helper()
	var w *httptest.ResponseRecorder
	if w = s.asks(t, access.Handler, "GET", path, ""); w.Header().Get("ETag") == "" {
		t.Fatalf("got %d", w.Code)
	}
	return w.Header().Get("ETag")
}

// paperVersions writes the paper of TestPaperFile again and compares.
func paperVersions(t *testing.T, s *site, m matter.Detail) {
	t.Helper()
	path := "/api/matters/" + string(m.ID)
	w := s.asks(t, access.Handler, "POST", path+"/texts", `{"paper":"`+m.Papers[0].ID+`","version":1,"values":{"终结理由":"申请人放弃监督申请"}}`, "If-Match", tag(t, s, path))
	if w.Code != 200 {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	paper := path + "/papers/" + m.Papers[0].ID
	s.gets(t, []tried{
		{"versions", access.Handler, paper + "/versions", 200, []string{`"n":1`, `"n":2`}},
		{"versions, to a stranger", access.Analyst, paper + "/versions", 404, nil},
		{"versions of no paper", access.Handler, path + "/papers/w-x/versions", 404, nil},
		{"comparison", access.Handler, paper + "/comparison?from=1", 200, []string{`{"kind":"removed","text":"撤回"}`, `{"kind":"added","text":"放弃"}`, `"kind":"changed"`}},
		{"comparison of the same", access.Handler, paper + "/comparison?from=1&to=1", 200, []string{`"changed":0`}},
		{"comparison with nothing", access.Handler, paper + "/comparison?from=1&to=9", 404, nil},
		{"comparison from nothing", access.Handler, paper + "/comparison", 422, nil},
	})
}
