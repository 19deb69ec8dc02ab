package web_test

import (
	"context"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// namedLake is a lake whose document names somebody who is invented.
type namedLake struct{ lake }

const namedText = `清溪县人民法院
民事判决书
（2021）浙0698民初1号
原告：丁安远，男，1970年3月4日出生，汉族，住清溪县青石镇。
被告：洪晓禾，女，1985年9月1日出生，汉族，住清溪县白水乡。
原告丁安远与被告洪晓禾民间借贷纠纷一案，本院于2021年3月2日立案后，依法适用简易程序，公开开庭进行了审理。原告丁安远到庭参加诉讼，被告洪晓禾经传票传唤无正当理由拒不到庭。本案现已审理终结。
原告向本院提出诉讼请求：判令被告归还借款本金30000元。
本院认为，原、被告之间的借贷关系成立。判决如下：
被告洪晓禾于本判决生效之日起十日内归还原告丁安远借款30000元。
审判员  周明
二〇二一年四月六日
书记员  吴越
`

func (namedLake) Document(_ context.Context, id string) (web.Document, error) {
	return web.Document{ID: id, Text: namedText, Judgment: record.Parse(id, namedText), Source: "丁安远.txt", Snapshot: "s-1"}, nil
}

// TestDocumentsAreMaskedWithoutASubject: whoever names no clue or matter reads a copy without
// names, whatever purpose they state; who names one reads the text, and the look has a purpose.
func TestDocumentsAreMaskedWithoutASubject(t *testing.T) {
	s := newSite(t)
	s.Documents = namedLake{}
	for _, tc := range []struct {
		name, query string
		who         access.Role
		masked      bool
		purpose     string
	}{
		{"nothing is named", "", access.Handler, true, ""},
		{"a purpose without a subject", "?purpose=%E6%A0%B8%E5%AF%B9%E5%80%9F%E6%AC%BE", access.Handler, true, ""},
		{"the clue", "?for=" + clueID, access.Handler, false, "办理线索"},
		{"the clue, of a leader", "?for=" + clueID, access.Leader, false, "审核线索"},
		{"the clue, of an analyst", "?for=" + clueID, access.Analyst, false, "检验模型，核对线索"},
		{"the clue and a purpose", "?for=" + clueID + "&purpose=%E6%A0%B8%E5%AF%B9%E5%80%9F%E6%AC%BE", access.Handler, false, "核对借款"},
	} {
		got := decode[web.Document](t, s.as(t, tc.who, "GET", "/api/judgments/d-1"+tc.query, "").Body)
		names := strings.Contains(got.Text, "丁安远") || strings.Contains(got.Source, "丁安远") || len(got.Judgment.Parties) > 0 && got.Judgment.Parties[0].Name == "丁安远"
		if got.Masked != tc.masked || names == tc.masked || got.Purpose != tc.purpose || len(got.Judgment.Parties) != 2 || !strings.Contains(got.Text, "30000元") {
			t.Errorf("%s: masked %v, purpose %q, %s", tc.name, got.Masked, got.Purpose, got.Text)
		}
		last, err := s.Audit.List(t.Context(), audit.Filter{Object: "d-1", Newest: true, Limit: 1})
		if err != nil || len(last) != 1 || last[0].Detail["purpose"] != tc.purpose || (last[0].Detail[audit.For] == "") != tc.masked {
			t.Errorf("%s: recorded %+v, %v", tc.name, last, err)
		}
	}
	for id, beyond := range map[string]bool{"d-1": false, "d-9": true} { // the clue rests on d-1, and on nothing of the other
		got := decode[web.Document](t, s.as(t, access.Handler, "GET", "/api/judgments/"+id+"?for="+clueID, "").Body)
		last, err := s.Audit.List(t.Context(), audit.Filter{Object: id, Newest: true, Limit: 1})
		if err != nil || got.Beyond != beyond || got.Masked || (last[0].Detail["beyond"] == "1") != beyond {
			t.Errorf("%s: beyond %v, recorded %+v, %v", id, got.Beyond, last, err)
		}
	}
	for path, status := range map[string]int{
		"/api/judgments/d-1?for=" + clueID + "&purpose=x": 422,
		"/api/clues/" + clueID + "?purpose=x":             422,
		"/api/judgments/d-1?for=c-none":                   404,
	} {
		if w := s.as(t, access.Handler, "GET", path, ""); w.Code != status {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// TestAMatterIsHiddenWithoutAPurpose: numbers of parties are shown for a stated purpose only,
// which the report of looks tells.
func TestAMatterIsHiddenWithoutAPurpose(t *testing.T) {
	s := newSite(t)
	if _, err := s.Clues.Move(t.Context(), access.CommandLine(access.Home), clue.ID(clueID), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	m := decode[matter.Detail](t, s.as(t, access.Handler, "POST", "/api/matters", strings.Replace(openBody, "CLUE", clueID, 1)).Body)
	path := "/api/matters/" + string(m.ID)
	got := decode[matter.Detail](t, s.as(t, access.Handler, "GET", path, "").Body)
	if !got.Masked || got.Purpose != "" || got.Parties[0].Identifier != "33**************11" {
		t.Errorf("without a purpose: %+v", got.Parties)
	}
	got = decode[matter.Detail](t, s.as(t, access.Leader, "GET", path+"?purpose=%E6%A0%B8%E5%AF%B9%E8%BA%AB%E4%BB%BD", "").Body)
	if got.Masked || got.Purpose != "核对身份" || got.Parties[0].Identifier != "330199198001010011" {
		t.Errorf("with a purpose: %+v", got.Parties)
	}
	report := decode[web.LookReport](t, s.as(t, access.Admin, "GET", "/api/looks?object="+string(m.ID), "").Body)
	if len(report.People) != 2 || len(report.People[0].Purposes)+len(report.People[1].Purposes) != 1 {
		t.Errorf("who looked: %+v", report.People)
	}
	s.Documents = namedLake{} // of another case
	for id, beyond := range map[string]bool{"d-1": false, "d-9": true} {
		if got := decode[web.Document](t, s.as(t, access.Handler, "GET", "/api/judgments/"+id+"?for="+string(m.ID), "").Body); got.Beyond != beyond {
			t.Errorf("%s for the matter: %v", id, got.Beyond)
		}
	}
}
