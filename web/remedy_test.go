package web_test

import (
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// An asker has asked about nothing yet, or is at it.
type asker struct{ asked matter.Promise }

func (a *asker) Begin(by access.Account, _ matter.ID, p matter.Promise) web.RemedyRun {
	a.asked = p
	return web.RemedyRun{State: "waiting", By: by.Display}
}

func (a *asker) Run(matter.ID) web.RemedyRun {
	return web.RemedyRun{State: "running", Done: 1, Total: 3}
}

// TestRemedyRun: later data are asked outside of the request, only by who handles the matter and
// once the promised day has passed; whoever reads it sees how far that is.
func TestRemedyRun(t *testing.T) {
	s, a := newSite(t), &asker{}
	local := access.CommandLine(access.Home)
	if _, err := s.Clues.Move(t.Context(), local, clue.ID(clueID), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	open := func(procedure, fields string) string {
		w := s.asks(t, access.Handler, "POST", "/api/matters", `{"procedure":"`+procedure+`","origin":"ex-officio","title":"某局案","fields":`+fields+`}`)
		if w.Code != 200 {
			t.Fatalf("open %s: %d %s", procedure, w.Code, w.Body)
		}
		return "/api/matters/" + string(decode[matter.Detail](t, w.Body).ID) + "/remedies"
	}
	other := open("civil-effective-judgments", `{"case_no":"（2021）甲0101民初1号","court":"青石县人民法院","court_level":"same","document_kind":"judgment"}`)
	if w := s.asks(t, access.Handler, "POST", other, ""); w.Code != 409 || !strings.Contains(w.Body.String(), "没有数据") {
		t.Errorf("without data: %d %s", w.Code, w.Body)
	}
	if w := s.asks(t, access.Handler, "GET", other, ""); w.Code != 200 || decode[web.RemedyRun](t, w.Body).State != web.NoRemedyRun {
		t.Errorf("before anybody asked: %d %s", w.Code, w.Body)
	}
	s.Remedies = a
	if w := s.asks(t, access.Handler, "POST", other, ""); w.Code != 409 || !strings.Contains(w.Body.String(), "没有整改承诺") {
		t.Errorf("without a promise: %d %s", w.Code, w.Body)
	}
	trial := open("civil-trial-violations", `{"case_no":"（2021）甲0101民初1号","court":"青石县人民法院","court_level":"same","violation":"service"}`)
	if w := s.asks(t, access.Handler, "POST", trial, ""); w.Code != 409 || !strings.Contains(w.Body.String(), "承诺整改完成日期") {
		t.Errorf("before anything was promised: %d %s", w.Code, w.Body)
	}
	if w := s.asks(t, access.Leader, "GET", trial, ""); w.Code != 200 || decode[web.RemedyRun](t, w.Body).Total != 3 {
		t.Errorf("how far it is: %d %s", w.Code, w.Body)
	}
	for who, want := range map[access.Role]int{access.Analyst: 403, access.Citizen: 403} {
		if w := s.asks(t, who, "POST", trial, ""); w.Code != want && w.Code != 404 {
			t.Errorf("%s asks: %d", who, w.Code)
		}
	}
	if len(a.asked.Clues) != 0 {
		t.Errorf("asked about %+v", a.asked)
	}
}
