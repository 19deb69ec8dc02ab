package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/web"
)

// crowd is a lake of documents that name people.
type crowd struct{ lake }

func (a crowd) Judgments(_ context.Context, ids []string) ([]record.Judgment, error) {
	j := a.judgment("d-1")
	j.Parties = []record.Party{
		{Kind: record.Person, Name: "欧阳建国", IDNumber: "330198199001010011", Address: "青石县某镇八村12号", Agents: []record.Agent{{Name: "赵律明"}}},
		{Kind: "organisation", Name: "青石商行", LegalRep: "钱小满"},
	}
	return []record.Judgment{j}, nil
}

// TestClueReport: what leaves the office has the reasons and the law and nobody's name or
// number, bears the checkpoint and its hash, and is recorded; who may not export gets none.
func TestClueReport(t *testing.T) {
	s := newSite(t)
	s.Documents = crowd{}
	f := finding("p-9", "欧阳建国", 0.7, "（2021）甲0101民初1号", "（2021）甲0101民初9号")
	f.Snapshot = "s-2"
	says := "欧阳建国（330198199001010011，电话13900000000）经赵律明、钱小满多次起诉孙大海，账号6222000000000000001，住青石县某镇八村12号"
	f.Summary = fault.Text{ZH: says, EN: "about " + says}
	f.Indicators[0].Says, f.Against[0].Says = f.Summary, f.Summary
	f.Records = append(f.Records, scan.Record{Indicator: "volume", Dataset: "marriage", RecordID: "r-1", Field: "husband", Value: "孙大海"})
	_, err := s.Clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-2", Models: []string{lender}, At: dbtest.Monday, Findings: []scan.Finding{f}})
	if err != nil {
		t.Fatal(err)
	}
	id := string(clue.NewID(lender, "p-9"))
	path := "/api/clues/" + id
	s.as(t, access.Handler, "POST", path+"/suppressions", `{"until":"2026-03-01","note":"等待欧阳建国到场","version":1}`)

	w := s.as(t, access.Handler, "GET", path+"/report", "")
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for _, word := range []string{"欧阳", "建国", "赵律明", "钱小满", "孙大海", "330198199001010011", "13900000000", "6222000000000000001", "八村12号", "测试handler", "等待"} {
		if strings.Contains(w.Body.String(), word) {
			t.Errorf("the report shows %q: %s", word, w.Body)
		}
	}
	for _, word := range []string{`"subject":"欧某"`, "33**************11", "孙某", `"threshold":0`, "民事诉讼法", "（2021）甲0101民初9号", "青石县人民法院", `"kind":"aside"`, `"until":"2026-03-01"`, `"snapshot":"s-2"`} {
		if !strings.Contains(w.Body.String(), word) {
			t.Errorf("the report lacks %q: %s", word, w.Body)
		}
	}
	var page web.AuditPage
	if s.read(t, access.Leader, "/api/audit?object="+id+"&verb=export", &page); len(page.Items) != 0 {
		t.Errorf("a report that is only looked at was exported: %+v", page.Items)
	}
	if s.read(t, access.Leader, "/api/audit?object="+id+"&verb=look-clue", &page); len(page.Items) == 0 {
		t.Error("the look is not recorded")
	}
	r := decode[web.ClueReport](t, s.as(t, access.Handler, "POST", path+"/report", "").Body)
	s.read(t, access.Leader, "/api/audit?object="+id+"&verb=export", &page)
	if len(page.Items) != 1 || len(r.SHA256) != 64 || page.Items[0].Detail["sha256"] != r.SHA256 {
		t.Errorf("recorded: %+v, the report has %s", page.Items, r.SHA256)
	}
	for role, want := range map[access.Role]int{access.Analyst: 403, access.Leader: 200, access.Admin: 404} {
		if w := s.as(t, role, "GET", path+"/report", ""); w.Code != want {
			t.Errorf("%s: got %d %s, want %d", role, w.Code, w.Body, want)
		}
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues/c-none/report", ""); w.Code != http.StatusNotFound {
		t.Errorf("of no clue: %d", w.Code)
	}
}
