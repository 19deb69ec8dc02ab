package web_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/web"
)

// TestInternalErrorsShowNothing: whatever breaks, the answer names only the request, by
// which the operator finds the cause in the log.
func TestInternalErrorsShowNothing(t *testing.T) {
	const secret = "pq: password hunter2 for 10.0.0.7, value 王某"
	for _, tc := range []struct {
		name, method, path, body string
		breaks                   func(s *site)
	}{
		{"the snapshot", "GET", "/api/overview", "", func(s *site) {
			s.Snapshot = func(context.Context) (web.SnapshotInfo, error) { return web.SnapshotInfo{}, errors.New(secret) }
		}},
		{"a panic", "GET", "/api/overview", "", func(s *site) {
			s.Snapshot = func(context.Context) (web.SnapshotInfo, error) { panic(secret) }
		}},
		{"the database", "GET", "/api/clues", "", func(s *site) { s.db.Close() }},
		{"the database, signing in", "POST", "/api/session", `{"name":"a","password":"b"}`, func(s *site) { s.db.Close() }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t)
			s.cookie(t, access.Leader)
			tc.breaks(s)
			w := s.as(t, access.Leader, tc.method, tc.path, tc.body)
			p := decode[web.Problem](t, strings.NewReader(w.Body.String()))
			if w.Code != 500 || p.Kind != "internal" || p.RequestID == "" || p.RequestID != w.Header().Get("X-Request-Id") {
				t.Errorf("got %d %+v", w.Code, p)
			}
			for _, word := range []string{"hunter2", "10.0.0.7", "王某", "sql", "closed", "panic", ".go"} {
				if strings.Contains(w.Body.String(), word) {
					t.Errorf("the answer shows %q: %s", word, w.Body)
				}
			}
			if !strings.Contains(s.log.String(), p.RequestID) || !strings.Contains(s.log.String(), "level=ERROR") {
				t.Errorf("the log does not tell the cause: %s", s.log)
			}
		})
	}
}

// TestRefusalsDoNotRepeatWhatWasSent: an error text ends up in tickets and screenshots.
func TestRefusalsDoNotRepeatWhatWasSent(t *testing.T) {
	s := newSite(t)
	const id = "110101199003070000"
	for name, tc := range map[string]struct{ method, path, body string }{
		"a value of the wrong type": {"POST", "/api/clues/" + clueID + "/moves", `{"to":"` + id + `","version":1}`},
		"a field that is none":      {"POST", "/api/clues/" + clueID + "/moves", `{"to":"screening","version":1,"` + id + `":"` + id + `"}`},
		"not JSON":                  {"POST", "/api/clues/" + clueID + "/moves", `{` + id},
		"a parameter":               {"GET", "/api/clues?min_risk=" + id + "&sort=" + id, ""},
		"a path":                    {"GET", "/api/judgments/" + id, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := s.as(t, access.Handler, tc.method, tc.path, tc.body)
			if w.Code < 400 || w.Code >= 500 || strings.Contains(w.Body.String(), id) {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
		})
	}
	if strings.Contains(s.log.String(), id) {
		t.Errorf("the log repeats it: %s", s.log)
	}
}

func TestTheLogHoldsNoPersonalData(t *testing.T) {
	s := newSite(t)
	observed := map[string]int{}
	s.Observe = func(route string, status int, _ time.Duration) { observed[fmt.Sprint(route, " ", status)]++ }
	s.as(t, access.Handler, "GET", "/api/clues?q=%E7%8E%8B%E6%9F%90", "")
	s.as(t, access.Handler, "GET", "/api/clues/"+clueID, "")
	s.as(t, access.Handler, "GET", "/api/judgments/d-1", "")
	for _, word := range []string{"王某", "%E7%8E%8B", "甲0101", "d-1", password} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("the log holds %q: %s", word, s.log)
		}
	}
	if got := strings.Count(s.log.String(), "msg=request"); got != 4 {
		t.Errorf("got %d lines for 4 requests", got)
	}
	if observed["GET /api/clues/{id} 200"] != 1 || observed["POST /api/session 200"] != 1 || len(observed) != 4 {
		t.Errorf("observed %v", observed)
	}
}

func TestLooksAreRecorded(t *testing.T) {
	s := newSite(t)
	s.as(t, access.Handler, "GET", "/api/clues/"+clueID, "")
	s.as(t, access.Handler, "GET", "/api/judgments/d-1", "")
	s.as(t, access.Handler, "GET", "/api/clues?q=%E7%8E%8B", "")
	s.as(t, access.Handler, "GET", "/api/clues", "")
	s.as(t, access.Handler, "GET", "/api/clues/c-0", "")
	s.as(t, access.Handler, "DELETE", "/api/session", "")
	entries, err := s.Audit.List(t.Context(), audit.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if e.Actor != "local" {
			got = append(got, fmt.Sprint(e.Verb, " ", e.Object[:2]))
		}
		if strings.Contains(fmt.Sprint(e), "王") {
			t.Errorf("an entry names somebody: %v", e)
		}
	}
	want := "[sign-in a- look-clue c- look-document d- search cl sign-out a-]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestWhatCannotBeRecordedIsNotShown(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	closed := newSite(t)
	closed.db.Close()
	s.Audit = audit.NewLog(closed.db)
	for _, path := range []string{"/api/clues/" + clueID, "/api/judgments/d-1", "/api/clues?q=%E7%8E%8B"} {
		if w := s.as(t, access.Handler, "GET", path, ""); w.Code != 500 || strings.Contains(w.Body.String(), "王") {
			t.Errorf("%s: got %d %s", path, w.Code, w.Body)
		}
	}
}

func TestSessionCookie(t *testing.T) {
	s := newSite(t)
	c := s.cookie(t, access.Handler)
	if c.Name != "mingjian_session" || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Secure {
		t.Errorf("got %+v", c)
	}
	if w := s.as(t, access.Handler, "DELETE", "/api/session", ""); w.Code != 204 || w.Result().Cookies()[0].MaxAge >= 0 {
		t.Errorf("sign out: %d %v", w.Code, w.Result().Cookies())
	}
	if w := s.as(t, access.Handler, "GET", "/api/session", ""); w.Code != 401 {
		t.Errorf("the cookie still opens the door: %d", w.Code)
	}
	s.Secure, s.cookies = true, map[access.Role]*http.Cookie{}
	if !s.cookie(t, access.Leader).Secure {
		t.Error("the cookie goes over plain HTTP")
	}
}

func TestForgedCookies(t *testing.T) {
	s := newSite(t)
	for _, value := range []string{"", "x", strings.Repeat("a", 4096)} {
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/api/clues", nil)
		r.AddCookie(&http.Cookie{Name: "mingjian_session", Value: value})
		if w := s.send(r); w.Code != 401 {
			t.Errorf("cookie of %d characters: %d", len(value), w.Code)
		}
	}
}

func TestTooManyTries(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	for i := range access.FreeTries + 1 {
		w := s.as(t, "", "POST", "/api/session", `{"name":"handler","password":"wrong-wrong"}`)
		if want := map[bool]int{true: 401, false: 429}[i < access.FreeTries]; w.Code != want {
			t.Fatalf("try %d: got %d, want %d", i+1, w.Code, want)
		}
		if w.Code == 429 && (w.Header().Get("Retry-After") != "60" || w.Header().Get("Content-Type") != "application/problem+json") {
			t.Errorf("got %v", w.Header())
		}
	}
}

func TestOtherSitesMayNotChangeAnything(t *testing.T) {
	s := newSite(t)
	for _, tc := range []struct {
		name, header, value string
		status              int
	}{
		{"our page", "Sec-Fetch-Site", "same-origin", 200},
		{"no browser", "", "", 200},
		{"another site", "Sec-Fetch-Site", "cross-site", 403},
		{"another port", "Sec-Fetch-Site", "same-site", 403},
		{"an old browser, another origin", "Origin", "https://evil.example", 403},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s.cookie(t, access.Handler)
			r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/session", strings.NewReader(`{"name":"handler","password":"`+password+`"}`))
			r.Header.Set("Content-Type", "application/json")
			if tc.header != "" {
				r.Header.Set(tc.header, tc.value)
			}
			if w := s.send(r); w.Code != tc.status {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, tc.status)
			}
		})
	}
}

// TestEveryRouteIsGuarded walks the description: whatever changes something refuses requests
// of other sites' pages, signed in or not, and every answer carries the headers that keep
// browsers safe.
func TestEveryRouteIsGuarded(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Admin)
	guarded := map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store"}
	unsafe := 0
	for path, methods := range parsed(t).Paths {
		for method := range methods {
			method = strings.ToUpper(method)
			for _, origin := range []string{"", "https://evil.example"} {
				r := httptest.NewRequestWithContext(t.Context(), method, strings.NewReplacer("{", "", "}", "").Replace(path), strings.NewReader("{}"))
				r.Header.Set("Content-Type", "application/json")
				r.AddCookie(s.cookies[access.Admin])
				if origin != "" {
					r.Header.Set("Origin", origin)
					r.Header.Set("Sec-Fetch-Site", "cross-site")
				}
				if method == "DELETE" && path == "/api/session" && origin == "" {
					continue // it would end the session that the others need
				}
				w := s.send(r)
				for name, want := range guarded {
					if got := w.Header().Get(name); got != want {
						t.Errorf("%s %s: %s is %q", method, path, name, got)
					}
				}
				if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'self'") || !strings.Contains(csp, "frame-ancestors 'none'") {
					t.Errorf("%s %s: policy %s", method, path, csp)
				}
				if origin != "" && method != "GET" {
					unsafe++
					if w.Code != 403 || !strings.Contains(w.Body.String(), "其他网站") {
						t.Errorf("%s %s from another site: %d %s", method, path, w.Code, w.Body)
					}
				}
			}
		}
	}
	if unsafe < 30 {
		t.Errorf("only %d routes that change something were tried", unsafe)
	}
}

func TestHeaders(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/", "/api/health", "/api/clues"} {
		h := s.as(t, "", "GET", path, "").Header()
		csp := h.Get("Content-Security-Policy")
		script, _, _ := strings.Cut(csp[strings.Index(csp, "script-src"):], ";")
		if strings.Contains(script, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %s", path, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Request-Id") == "" {
			t.Errorf("%s: %v", path, h)
		}
		if api := strings.HasPrefix(path, "/api/"); api != (h.Get("Cache-Control") == "no-store") {
			t.Errorf("%s: Cache-Control %s", path, h.Get("Cache-Control"))
		}
	}
}

func TestLanguage(t *testing.T) {
	s := newSite(t)
	for header, want := range map[string]string{
		"": "请先登录", "zh-CN,zh;q=0.9,en;q=0.8": "请先登录", "en-GB": "Please sign in", "en;q=0.5,zh;q=0.9": "请先登录",
		"de,en;q=0.1": "Please sign in", "fr": "请先登录", "\x00;;q=": "请先登录",
	} {
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/api/clues", nil)
		r.Header.Set("Accept-Language", header)
		if w := s.send(r); !strings.Contains(w.Body.String(), want) {
			t.Errorf("%q: got %s", header, w.Body)
		}
	}
}

func TestLargeBodiesAreRefused(t *testing.T) {
	w := newSite(t).as(t, "", "POST", "/api/session", `{"name":"`+strings.Repeat("a", 2<<20)+`"}`)
	if w.Code != 413 || w.Body.Len() > 1000 {
		t.Errorf("got %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestStatic(t *testing.T) {
	files := fstest.MapFS{
		"index.html":        {Data: []byte("<!doctype html>index"), ModTime: time.Unix(1, 0)},
		"favicon.svg":       {Data: []byte("<svg/>")},
		"assets/app-1a2.js": {Data: []byte("let x = 1")},
		".keep":             {Data: []byte("secret")},
	}
	const forever = "public, max-age=31536000, immutable"
	for _, tc := range []struct {
		method, path string
		status       int
		body, cache  string
	}{
		{"GET", "/", 200, "index", "no-cache"},
		{"GET", "/clues/c-1", 200, "index", "no-cache"},
		{"GET", "/index.html", 301, "", "no-cache"},
		{"GET", "/favicon.svg", 200, "<svg/>", "no-cache"},
		{"GET", "/assets/app-1a2.js", 200, "let x = 1", forever},
		{"GET", "/assets/gone.js", 404, "", ""},
		{"GET", "/assets/", 200, "index", "no-cache"},
		{"GET", "/assets", 200, "index", "no-cache"},
		{"GET", "/.keep", 200, "index", "no-cache"},
		{"GET", "/../../etc/passwd", 200, "index", "no-cache"},
		{"HEAD", "/", 200, "", "no-cache"},
		{"POST", "/", 405, "", ""},
	} {
		t.Run(tc.method+" "+tc.path, func(t *testing.T) {
			w := httptest.NewRecorder()
			r := httptest.NewRequestWithContext(t.Context(), tc.method, "/", nil)
			r.URL.Path = tc.path
			web.SPA(files).ServeHTTP(w, r)
			if w.Code != tc.status || !strings.Contains(w.Body.String(), tc.body) || w.Header().Get("Cache-Control") != tc.cache {
				t.Errorf("got %d %q %s", w.Code, w.Body, w.Header().Get("Cache-Control"))
			}
		})
	}
	checkPacked(t)
	w := httptest.NewRecorder()
	web.SPA(fstest.MapFS{}).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/", nil))
	if w.Code != 200 || !strings.Contains(w.Body.String(), "make build") {
		t.Errorf("without an interface: got %d %s", w.Code, w.Body)
	}
}

// checkPacked: who takes gzip gets the same script, smaller.
func checkPacked(t *testing.T) {
	t.Helper()
	plain := strings.Repeat("let x = 1;\n", 1000)
	h := web.SPA(fstest.MapFS{"assets/app-1a2.js": {Data: []byte(plain)}})
	for encoding, smaller := range map[string]bool{"": false, "gzip, br": true} {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/assets/app-1a2.js", nil)
		r.Header.Set("Accept-Encoding", encoding)
		h.ServeHTTP(w, r)
		if packed := w.Header().Get("Content-Encoding") == "gzip"; packed != smaller || packed != (w.Body.Len() < 1000) {
			t.Fatalf("%q: %d bytes, %v", encoding, w.Body.Len(), w.Header())
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/javascript") {
			t.Errorf("type %s", w.Header().Get("Content-Type"))
		}
		var body io.Reader = w.Body
		if smaller {
			z, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			body = z
		}
		if got, err := io.ReadAll(body); err != nil || string(got) != plain {
			t.Errorf("%q: got %d bytes, %v", encoding, len(got), err)
		}
	}
}

func TestClueDetail(t *testing.T) {
	s := newSite(t)
	got := decode[web.ClueDetail](t, s.as(t, access.Handler, "GET", "/api/clues/"+clueID, "").Body)
	if len(got.Documents) != 2 || got.Documents[0].ID != "d-1" || got.Documents[0].Parties[0].Name != "王某" {
		t.Errorf("got documents %+v", got.Documents)
	}
	if len(got.Law) != 2 || got.Law[0].Text == "" || got.Law[0].Status != "in_force" || got.Law[1].Status != "unverified" {
		t.Errorf("got law %+v", got.Law)
	}
	if got.Records[0].Span.Start != 3 || got.Records[1].Span.Known() || len(got.Against) != 1 {
		t.Errorf("got records %+v, against %+v", got.Records, got.Against)
	}
	if got.Command != "mingjian scan --model civil/professional-lender --snapshot s-1" || got.ModelTitle.ZH != "职业放贷人" {
		t.Errorf("got %s, %v", got.Command, got.ModelTitle)
	}
	if got.SubjectRisk.Risk != 0.8 || len(got.SubjectRisk.Models) != 1 || len(got.ModelCard.Exclusions) != 1 {
		t.Errorf("got %+v, %+v", got.SubjectRisk, got.ModelCard)
	}
}
