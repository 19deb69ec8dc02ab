package web_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/matter"
)

// TestReceipts: the scan of a receipt comes as a file, is bounded, and opens for a purpose.
func TestReceipts(t *testing.T) {
	s := newSite(t)
	w := s.asks(t, access.Handler, "POST", "/api/matters", strings.Replace(openBody, `"clues":["CLUE"],`, "", 1))
	m := decode[matter.Detail](t, w.Body)
	path := "/api/matters/" + string(m.ID)
	do := func(who access.Role, at, body string) {
		t.Helper()
		if w = s.asks(t, who, "POST", path+at, body, "If-Match", w.Header().Get("ETag")); w.Code != 200 {
			t.Fatalf("%s: %d %s", at, w.Code, w.Body)
		}
	}
	do(access.Handler, "/papers", `{"kind":"termination","prefix":"青检民监","to":"王某","values":{"终结理由":"申请人撤回监督申请"}}`)
	paper := decode[matter.Detail](t, strings.NewReader(w.Body.String())).Papers[0].ID
	for _, x := range []struct {
		who access.Role
		to  string
	}{{access.Handler, "review"}, {access.Leader, "approved"}, {access.Handler, "sealed"}, {access.Handler, "served"}} {
		do(x.who, "/papermoves", `{"paper":"`+paper+`","to":"`+x.to+`","receiver":"王某"}`)
	}
	at := path + "/papers/" + paper + "/receipts"
	tag := w.Header().Get("ETag")
	for name, tc := range map[string]struct {
		body, match string
		status      int
	}{"no version": {"%PDF-1.7", "", 422}, "too large": {"%PDF-" + strings.Repeat("x", matter.MaxReceipt), tag, 422}, "not a scan": {"<html>", tag, 422}, "stale": {"%PDF-1.7", `"1"`, 409}} {
		if w := s.asks(t, access.Handler, "POST", at+"?name=a.pdf", tc.body, "If-Match", tc.match, "Content-Type", "application/octet-stream"); w.Code != tc.status {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	w = s.asks(t, access.Handler, "POST", at+"?name=a.pdf", "%PDF-1.7", "If-Match", tag, "Content-Type", "application/octet-stream")
	if m = decode[matter.Detail](t, w.Body); w.Code != 200 || len(m.Papers[0].Receipts) != 1 {
		t.Fatalf("got %d %+v", w.Code, m.Papers)
	}
	if w := s.as(t, access.Handler, "GET", at+"/1", ""); w.Code != 422 {
		t.Errorf("without a purpose: %d", w.Code)
	}
	if w := s.as(t, access.Handler, "GET", at+"/1?purpose=%E6%A0%B8%E5%AF%B9%E9%80%81%E8%BE%BE", ""); w.Code != 200 || w.Body.String() != "%PDF-1.7" || w.Header().Get("Content-Type") != "application/pdf" {
		t.Errorf("got %d %v", w.Code, w.Header())
	}
}
