package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
)

// one finds that every filing touches one model.
type one struct{}

func (one) Check(_ context.Context, f filing.Filing) (filing.Answer, error) {
	return filing.Answer{Snapshot: "s-7", AsOf: "2026-01-05", Says: fault.Text{ZH: "仅供参考", EN: "for the judge's eyes"}, NotAsked: []filing.NotAsked{},
		Parties: []filing.Known{{Name: f.Parties[0].Name, Entity: "p-1", How: "identifier"}}, Touched: []scan.Finding{{Model: "civil/professional-lender"}}}, f.Check()
}

// TestCheckFiling: only a court checks filings, those who docket may, and the record says that it
// was done and nothing of whom.
func TestCheckFiling(t *testing.T) {
	s := newSite(t)
	s.Filings = one{}
	const suit = `{"court":"青石县人民法院","cause":"民间借贷纠纷","filed_on":"2026-01-05","amount":50000,"parties":[
		{"side":"claiming","kind":"person","name":"钱大有"},{"side":"defending","kind":"person","name":"孙小无"}],"note":"借条"}`
	check := func(role access.Role, body string) (int, string) {
		w := s.asks(t, role, "POST", "/api/checks", body)
		return w.Code, w.Body.String()
	}
	if code, says := check(access.Handler, suit); code != 409 || !strings.Contains(says, "只供人民法院使用") {
		t.Errorf("before this is a court: %d %s", code, says)
	}
	s.Box = box.New(s.db, newNode(t, "330102-jcy", node.Procuratorate))
	if code, _ := check(access.Handler, suit); code != 409 {
		t.Errorf("a procuratorate checks filings: %d", code)
	}
	s.Box = box.New(s.db, newNode(t, "330102-fy", node.Court))
	for role, want := range map[access.Role]int{access.Handler: 200, access.Leader: 200, access.Analyst: 403, access.Admin: 403, access.Liaison: 403, access.Citizen: 403} {
		if code, says := check(role, suit); code != want || want == 200 && !strings.Contains(says, "civil/professional-lender") {
			t.Errorf("%s: %d %s", role, code, says)
		}
	}
	if code, says := check(access.Handler, strings.Replace(suit, "2026-01-05", "5.1.2026", 1)); code != 422 || !strings.Contains(says, "filed_on") {
		t.Errorf("a filing without a day: %d %s", code, says)
	}
	list, err := audit.NewLog(s.db).List(t.Context(), audit.Filter{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	looks := 0
	for _, e := range list {
		if e.Verb != audit.CheckFiling {
			continue
		}
		looks++
		if e.Object != "s-7" || e.Detail["touched"] != "1" || e.Detail["parties"] != "1" || len(e.Detail) != 2 {
			t.Errorf("the record has %+v", e)
		}
	}
	if looks != 2 {
		t.Errorf("%d of 2 checks are in the record", looks)
	}
}
