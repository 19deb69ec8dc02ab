package web_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/web"
)

// An archive is an invented lake: the texts of documents by id.
type archive map[string]string

func (a archive) Document(_ context.Context, id string) (web.Document, error) {
	text, ok := a[id]
	if !ok {
		return web.Document{}, fault.NotFoundf("没有这份文书。", "There is no such document.")
	}
	return web.Document{ID: id, Text: text, Judgment: record.Judgment{ID: id}, Source: "a.txt", Snapshot: "s-1"}, nil
}

func (a archive) Judgments(_ context.Context, ids []string) (found []record.Judgment, err error) {
	for _, id := range ids {
		if _, ok := a[id]; ok {
			found = append(found, record.Judgment{ID: id, CaseNo: "（2021）清0101民初" + id[2:] + "号", DecidedOn: "2021-03-" + id[2:]})
		}
	}
	return found, nil
}

func (archive) Search(context.Context, web.DocumentFilter) (web.DocumentPage, error) {
	return web.DocumentPage{}, nil
}

// suit is an invented judgment whose facts are given.
func suit(plaintiff, facts string) string {
	return "清河县人民法院\n民事判决书\n（2019）清0101民初12号\n原告：" + plaintiff + "，女，1970年3月2日出生，汉族，住清河县。\n被告：李来福，男，1971年3月2日出生，汉族，住清河县。\n" +
		"原告" + plaintiff + "与被告李来福民间借贷纠纷一案，本院于2019年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n" +
		"经审理查明：" + facts + "。\n本院认为，双方的约定有效。依照《中华人民共和国合同法》第二百零六条之规定，判决如下：\n被告李来福于本判决生效之日起十日内偿还原告" + plaintiff + "借款。\n审判员　孙某\n二〇一九年五月五日\n"
}

// strange draws n characters that no document has in a row.
func strange(seed uint64, n int) string {
	out := make([]rune, n)
	for i := range out {
		seed = seed*6364136223846793005 + 1442695040888963407
		out[i] = '龥' - rune(seed>>33%1500)
	}
	return string(out)
}

// withCopies is a site whose documents d-01 and d-02 share a passage, and a clue that rests on
// these and on n more.
func withCopies(t *testing.T, n int) (s *site, copied, id string) {
	t.Helper()
	s, copied = newSite(t), strange(3, 60)
	// A rare character of a name is one in the places, though two in UTF-16.
	texts := archive{"d-01": suit("钱𠮷", strange(1, 60)+"。"+copied), "d-02": suit("周小满", copied+"。"+strange(2, 80))}
	f := finding("p-9", "赵某", 0.9, "（2021）甲0101民初9号")
	f.Snapshot, f.Documents, f.Records = "s-2", []string{"d-01", "d-02", "d-gone"}, nil
	for i := range n {
		d := fmt.Sprintf("d-%02d", i+3)
		texts[d] = suit("吴得水", strange(uint64(i)+10, 70))
		f.Documents = append(f.Documents, d)
	}
	for _, d := range []string{"d-01", "d-02"} {
		f.Records = append(f.Records, scan.Record{Indicator: "volume", Dataset: "judgment", RecordID: d, Field: "plaintiff", Value: "赵某"})
	}
	s.Documents = texts
	if _, err := s.Clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-2", Models: []string{lender}, At: dbtest.Monday, Findings: []scan.Finding{f}}); err != nil {
		t.Fatal(err)
	}
	return s, copied, string(clue.NewID(lender, "p-9"))
}

// looks lists the looks at documents, as "document beside for".
func (s *site) looks(t *testing.T) (all []string) {
	t.Helper()
	entries, err := s.Audit.List(t.Context(), audit.Filter{Verbs: []audit.Verb{audit.LookDocument}, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, strings.TrimSpace(e.Object+" "+e.Detail["beside"]+" "+e.Detail[audit.For]))
	}
	return all
}

func TestComparison(t *testing.T) {
	s, copied, id := withCopies(t, 0)
	w := s.as(t, access.Handler, "GET", "/api/judgments/d-01/comparison?with=d-02&for="+id, "")
	if w.Code != 200 {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	got := decode[web.DocumentComparison](t, w.Body)
	// The places are those of the text that the reader is given.
	here := []rune(decode[web.Document](t, s.as(t, access.Handler, "GET", "/api/judgments/d-01?for="+id, "").Body).Text)
	there := []rune(decode[web.Document](t, s.as(t, access.Handler, "GET", "/api/judgments/d-02?for="+id, "").Body).Text)
	found, letters, last := false, 0, 0
	for _, p := range got.Passages {
		if p.Here.Start < last || p.Here.End <= p.Here.Start || p.Here.End > len(here) || p.There.Start < 0 || p.There.End <= p.There.Start || p.There.End > len(there) {
			t.Fatalf("out of bounds or of order: %+v", p)
		}
		last, letters = p.Here.End, letters+p.Letters
		for _, x := range p.Same {
			if x.Here.Start < p.Here.Start || x.Here.End > p.Here.End || x.There.Start < p.There.Start || x.There.End > p.There.End {
				t.Errorf("the same words %+v are outside of %+v", x, p)
			}
			if words := string(here[x.Here.Start:x.Here.End]); strings.Contains(words, "𠮷") {
				t.Errorf("the name is the same in %q", words)
			}
		}
		found = found || strings.Contains(string(here[p.Here.Start:p.Here.End]), copied) && strings.Contains(string(there[p.There.Start:p.There.End]), copied)
	}
	if !found || letters != got.Letters || got.Letters < utf8.RuneCountInString(copied) || got.Snapshot != "s-1" {
		t.Errorf("the copied words are not in %+v", got)
	}
	if got.ShareHere <= 0.2 || got.ShareHere >= 0.9 || got.ShareThere <= 0.2 || got.ShareThere >= got.ShareHere {
		t.Errorf("shares %.2f and %.2f of a half and less", got.ShareHere, got.ShareThere)
	}
	if looks := s.looks(t); !slices.Equal(looks[:2], []string{"d-01 d-02 " + id, "d-02 d-01 " + id}) {
		t.Errorf("recorded are %v", looks)
	}
}

// TestComparisonRefused: the answer is a sentence in the language of the person, and nothing is
// recorded as seen.
func TestComparisonRefused(t *testing.T) {
	s, _, id := withCopies(t, 0)
	for _, tc := range []struct {
		name   string
		role   access.Role
		path   string
		status int
		says   string
	}{
		{"with itself", access.Handler, "/api/judgments/d-01/comparison?with=d-01", 422, "同一份文书"},
		{"with nothing", access.Handler, "/api/judgments/d-01/comparison", 422, `"location":"query.with"`},
		{"with none", access.Handler, "/api/judgments/d-01/comparison?with=d-99", 404, "没有这份文书"},
		{"of none", access.Handler, "/api/judgments/d-99/comparison?with=d-01", 404, "没有这份文书"},
		{"for a clue that is none", access.Handler, "/api/judgments/d-01/comparison?with=d-02&for=c-0", 404, "没有这条线索"},
		{"by an administrator", access.Admin, "/api/judgments/d-01/comparison?with=d-02&for=" + id, 404, "没有这份文书"},
		{"signed out", "", "/api/judgments/d-01/comparison?with=d-02", 401, "请先登录"},
		{"of a clue that is none", access.Handler, "/api/clues/c-0/copies", 404, "没有这条线索"},
		{"of a clue by an administrator", access.Admin, "/api/clues/" + id + "/copies", 404, "没有这条线索"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if w := s.as(t, tc.role, "GET", tc.path, ""); w.Code != tc.status || !strings.Contains(w.Body.String(), tc.says) {
				t.Errorf("got %d %s, want %d …%s…", w.Code, w.Body, tc.status, tc.says)
			}
		})
	}
	if looks := s.looks(t); len(looks) != 0 {
		t.Errorf("recorded are %v", looks)
	}
}

// TestCopies: of many documents those are compared on which the clue rests most, the pair that
// has most in common comes first, and every one that was compared was looked at.
func TestCopies(t *testing.T) {
	s, _, id := withCopies(t, 10)
	w := s.as(t, access.Handler, "GET", "/api/clues/"+id+"/copies", "")
	if w.Code != 200 {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	got := decode[web.CopyList](t, w.Body)
	if got.Compared != 8 || got.Documents != 12 || len(got.Pairs) != 28 {
		t.Fatalf("compared %d of %d in %d pairs", got.Compared, got.Documents, len(got.Pairs))
	}
	first := got.Pairs[0]
	if first.Here != "d-01" || first.There != "d-02" || first.Passages == 0 || first.Letters < 60 || first.Letters <= got.Pairs[1].Letters {
		t.Errorf("first are %+v and %+v", first, got.Pairs[1])
	}
	whole := decode[web.DocumentComparison](t, s.as(t, access.Handler, "GET", "/api/judgments/d-01/comparison?with=d-02&for="+id, "").Body)
	if whole.Letters != first.Letters || len(whole.Passages) != first.Passages || whole.ShareHere != first.ShareHere || whole.ShareThere != first.ShareThere {
		t.Errorf("the list says %+v, the comparison %+v", first, whole)
	}
	if looks := s.looks(t); len(looks) != 10 || looks[0] != "d-01  "+id {
		t.Errorf("recorded are %q", looks)
	}
}

// TestEvidenceNamesItsCase: a record says the number of its case also where its document is not
// one of the clue's own, as in an enforcement that the clue rests on; a register has none.
func TestEvidenceNamesItsCase(t *testing.T) {
	s, _, _ := withCopies(t, 0)
	f := finding("p-8", "孙大海", 0.9, "（2021）清0101民初01号")
	f.Snapshot, f.Documents = "s-3", []string{"d-01"}
	f.Records = []scan.Record{
		{Indicator: "volume", Dataset: "party", RecordID: "d-01", Field: "name", Value: "赵某"},
		{Indicator: "volume", Dataset: "party", RecordID: "d-02", Field: "name", Value: "赵某"},
		{Indicator: "volume", Dataset: "marriage", RecordID: "d-02", Field: "husband", Value: "孙大海"},
		{Indicator: "volume", Dataset: "party", RecordID: "d-gone", Field: "name", Value: "赵某"},
	}
	if _, err := s.Clues.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-3", Models: []string{lender}, At: dbtest.Monday, Findings: []scan.Finding{f}}); err != nil {
		t.Fatal(err)
	}
	got := decode[web.ClueDetail](t, s.as(t, access.Handler, "GET", "/api/clues/"+string(clue.NewID(lender, "p-8")), "").Body)
	var numbers []string
	for _, r := range got.Records {
		numbers = append(numbers, r.CaseNo)
	}
	if want := []string{"（2021）清0101民初01号", "（2021）清0101民初02号", "", ""}; !slices.Equal(numbers, want) {
		t.Errorf("got %q, want %q", numbers, want)
	}
}
