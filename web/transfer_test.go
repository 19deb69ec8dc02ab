package web_test

import (
	"crypto/rand"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
	"github.com/mingjian/mingjian/web"
)

// newNode makes an agency in a folder of the test.
func newNode(t *testing.T, code string, kind node.Kind) *node.Self {
	t.Helper()
	self, err := node.Init(filepath.Join(t.TempDir(), "node"), node.Agency{Code: code, Name: fault.Text{ZH: "青石县" + code, EN: code}, Kind: kind}, seal.Usual, dbtest.Monday.AddDate(0, 0, -7), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return self
}

// TestTransferLife: a partner is confirmed by its fingerprint, a clue is offered once and
// withdrawn with a reason, and an alarm is seen to.
func TestTransferLife(t *testing.T) {
	s := newSite(t)
	if w := s.asks(t, access.Handler, "GET", "/api/exchanges", ""); w.Code != 409 || !strings.Contains(w.Body.String(), "node init") {
		t.Errorf("before it is set up: %d %s", w.Code, w.Body)
	}
	s.Box = box.New(s.db, newNode(t, "330102-jcy", node.Procuratorate))
	police := newNode(t, "330102-ga", node.Police)
	text, err := police.WriteCard(dbtest.Monday)
	if err != nil {
		t.Fatal(err)
	}
	card := `{"card":"` + strings.ReplaceAll(text, "\n", `\n`) + `"}`
	if w := s.asks(t, access.Handler, "POST", "/api/partners", card); w.Code != 403 {
		t.Errorf("a handler added a partner: %d %s", w.Code, w.Body)
	}
	p := decode[web.PartnerCard](t, s.asks(t, access.Admin, "POST", "/api/partners", card).Body)
	if p.Standing != node.Pending || p.Fingerprint != police.Card.Fingerprint() || len(p.Keys) != 1 || !p.Keys[0].Now {
		t.Fatalf("got %+v", p)
	}
	confirm := func(print string) *httptest.ResponseRecorder {
		return s.asks(t, access.Admin, "POST", "/api/partners/330102-ga/confirmations", `{"fingerprint":"`+print+`"}`)
	}
	if w := confirm(strings.Repeat("0", 64)); w.Code != 409 {
		t.Errorf("a wrong fingerprint: %d %s", w.Code, w.Body)
	}
	if w := confirm(police.Card.Fingerprint()); w.Code != 200 || decode[web.PartnerCard](t, w.Body).Standing != node.Confirmed {
		t.Fatalf("the right fingerprint: %d", w.Code)
	}

	local := access.CommandLine(access.Home)
	if _, err := s.Clues.Move(t.Context(), local, clue.ID(clueID), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	const wrongLaw = `,"basis":[{"law":"没有这部法","version":"2021","article":"1"}]}`
	offer := `{"to":"330102-ga","kind":"clue-offer","due":"2026-01-20","clue":"` + clueID + `"`
	if w := s.asks(t, access.Handler, "POST", "/api/exchanges", offer+wrongLaw); w.Code != 422 || !strings.Contains(w.Body.String(), "没有这部法") {
		t.Errorf("a law that is none: %d %s", w.Code, w.Body)
	}
	first := s.asks(t, access.Handler, "POST", "/api/exchanges", offer+"}", "Idempotency-Key", "k-1")
	x := decode[web.ExchangeDetail](t, first.Body)
	if first.Code != 200 || x.State != "offered" || x.PeerName.ZH != "青石县330102-ga" || first.Header().Get("ETag") != `"1"` || len(x.Items) != 1 {
		t.Fatalf("offered: %d %+v", first.Code, x)
	}
	if y := decode[web.ExchangeDetail](t, s.asks(t, access.Handler, "POST", "/api/exchanges", offer+"}", "Idempotency-Key", "k-1").Body); y.ID != x.ID {
		t.Errorf("the same request opened %s and %s", x.ID, y.ID)
	}
	steps := "/api/exchanges/" + x.ID + "/steps"
	const withdraw = `{"kind":"clue-withdraw","reason":"发现管辖有误"}`
	for _, tc := range []struct {
		name, body, match string
		status            int
	}{
		{"no If-Match", withdraw, "", 422},
		{"an old version", withdraw, `"9"`, 409},
		{"not for this side", `{"kind":"clue-accept"}`, `"1"`, 409},
		{"no reason", `{"kind":"clue-withdraw"}`, `"1"`, 422},
		{"a kind that is none", `{"kind":"fly"}`, `"1"`, 422},
	} {
		if w := s.asks(t, access.Handler, "POST", steps, tc.body, "If-Match", tc.match); w.Code != tc.status {
			t.Errorf("%s: %d %s, want %d", tc.name, w.Code, w.Body, tc.status)
		}
	}
	seen := s.asks(t, access.Handler, "GET", "/api/dispatches/"+x.Items[0].ID, "")
	if seen.Code != 200 || strings.Contains(seen.Body.String(), "王某") || !strings.Contains(seen.Body.String(), `"understood":true`) {
		t.Errorf("what was sent: %d %s", seen.Code, seen.Body)
	}
	if w := s.asks(t, access.Handler, "POST", steps, withdraw, "If-Match", `"1"`); w.Code != 200 || decode[web.ExchangeDetail](t, w.Body).State != "withdrawn" {
		t.Errorf("withdrawn: %d", w.Code)
	}
	if w := s.asks(t, access.Analyst, "GET", "/api/exchanges/"+x.ID, ""); w.Code != 404 {
		t.Errorf("an analyst reads an exchange: %d", w.Code)
	}
	if l := decode[web.ExchangePage](t, s.asks(t, access.Handler, "GET", "/api/exchanges?side=starter&limit=1", "").Body); len(l.Items) != 1 || l.Next != nil {
		t.Errorf("the list: %+v", l)
	}
	jointMatter(t, s)
	transferAlarms(t, s)
	forLiaison(t, s, x)
}

// forLiaison: the liaison of the agency to which an exchange goes reads it, one of another agency
// does not find it, and neither takes a step or reads anything else.
func forLiaison(t *testing.T, s *site, x web.ExchangeDetail) {
	t.Helper()
	for agency, status := range map[string]int{"330102-ga": 200, "330102-mz": 404} {
		name := "liaison." + agency
		if _, err := s.Accounts.Make(t.Context(), access.CommandLine(access.Home), access.Account{Name: name, Role: access.Liaison, Department: agency}, password); err != nil {
			t.Fatal(err)
		}
		s.cookies[access.Liaison] = s.as(t, "", "POST", "/api/session", `{"name":"`+name+`","password":"`+password+`"}`).Result().Cookies()[0]
		l := decode[web.ExchangePage](t, s.asks(t, access.Liaison, "GET", "/api/exchanges", "").Body)
		if (len(l.Items) > 0) != (status == 200) {
			t.Errorf("the liaison of %s is shown %+v", agency, l.Items)
		}
		for _, path := range []string{"/api/exchanges/" + x.ID, "/api/dispatches/" + x.Items[0].ID} {
			if w := s.asks(t, access.Liaison, "GET", path, ""); w.Code != status {
				t.Errorf("the liaison of %s: GET %s %d %s", agency, path, w.Code, w.Body)
			}
		}
		if w := s.asks(t, access.Liaison, "GET", "/api/exchanges/"+x.ID, ""); w.Code == 200 && len(decode[web.ExchangeDetail](t, w.Body).Next) > 0 {
			t.Errorf("the liaison of %s may take steps", agency)
		}
		if w := s.asks(t, access.Liaison, "POST", "/api/exchanges/"+x.ID+"/steps", `{"kind":"clue-accept"}`, "If-Match", `"1"`); w.Code != 403 && w.Code != 404 {
			t.Errorf("the liaison of %s took a step: %d %s", agency, w.Code, w.Body)
		}
		for path, want := range map[string]int{"/api/kinds": 200, "/api/standards": 200, "/api/partners": 403, "/api/alarms": 403, "/api/clues": 403, "/api/matters": 403} {
			if w := s.asks(t, access.Liaison, "GET", path, ""); w.Code != want {
				t.Errorf("the liaison of %s: GET %s %d, want %d", agency, path, w.Code, want)
			}
		}
		if w := s.asks(t, access.Liaison, "GET", "/api/joints", ""); strings.Contains(w.Body.String(), `"j-`) {
			t.Errorf("the liaison of %s is shown joint matters: %s", agency, w.Body)
		}
	}
}

// jointMatter: a joint matter is opened by who may send, changed as it was seen, one thing at a
// time, and ended once.
func jointMatter(t *testing.T, s *site) {
	const open = `{"title":"虚假欠薪专案","due":"2026-02-01","members":["330102-ga"]}`
	for _, tc := range []struct {
		name, body string
		who        access.Role
		status     int
	}{
		{"an analyst", open, access.Analyst, 403},
		{"a matter that is not theirs", `{"title":"专案","due":"2026-02-01","members":["330102-ga"],"matter":"m-none"}`, access.Handler, 404},
		{"a stranger", strings.Replace(open, "330102-ga", "330199-xx", 1), access.Handler, 404},
		{"nobody", strings.Replace(open, `"330102-ga"`, "", 1), access.Handler, 422},
	} {
		if w := s.asks(t, tc.who, "POST", "/api/joints", tc.body); w.Code != tc.status {
			t.Errorf("%s: %d %s, want %d", tc.name, w.Code, w.Body, tc.status)
		}
	}
	w := s.asks(t, access.Handler, "POST", "/api/joints", open)
	j := decode[web.JointDetail](t, w.Body)
	if w.Code != 200 || !j.Leads || !j.Takes || len(j.Members) != 2 || j.Members[1].State != "invited" || j.Members[1].Stands != "invited" {
		t.Fatalf("opened: %d %+v", w.Code, j)
	}
	at, tag := "/api/joints/"+j.ID, w.Header().Get("ETag")
	const task = `{"task":{"what":"询问原告","who":"330102-ga","due":"2026-01-01","for":["330102-ga"]}}`
	for _, tc := range []struct {
		name, path, body, match string
		status                  int
	}{
		{"no If-Match", "/changes", task, "", 422},
		{"two at once", "/changes", task[:len(task)-1] + `,"handover":{"evidence":"v-1","to":"330102-ga"}}`, tag, 422},
		{"for a stranger", "/changes", strings.Replace(task, `"who":"330102-ga"`, `"who":"330199-xx"`, 1), tag, 422},
		{"a task of another", "/changes", `{"work":{"task":"k-00000000000000000000000000000000","state":"done"}}`, tag, 422},
		{"in the plan", "/changes", task, tag, 200},
		{"as it no longer is", "/changes", task, tag, 409},
		{"ended without words", "/ends", `{"code":"established","says":""}`, tag, 422},
	} {
		if w := s.asks(t, access.Handler, "POST", at+tc.path, tc.body, "If-Match", tc.match); w.Code != tc.status {
			t.Errorf("%s: %d %s, want %d", tc.name, w.Code, w.Body, tc.status)
		}
	}
	jointFile(t, s, at)
	w = s.asks(t, access.Leader, "GET", at, "")
	j = decode[web.JointDetail](t, w.Body)
	if len(j.Tasks) != 1 || !j.Tasks[0].Overdue || j.Tasks[0].Mine || j.Tasks[0].WhoName.ZH == "" || len(j.Log) != 6 {
		t.Errorf("the plan: %+v", j)
	}
	const end = `{"code":"established","says":"均属虚构"}`
	if w := s.asks(t, access.Handler, "POST", at+"/ends", end, "If-Match", w.Header().Get("ETag")); w.Code != 200 || decode[web.JointDetail](t, w.Body).Takes {
		t.Errorf("ended: %d", w.Code)
	}
	if l := decode[web.JointList](t, s.asks(t, access.Handler, "GET", "/api/joints", "").Body); len(l.Items) != 1 || l.Items[0].Code != "established" {
		t.Errorf("the list: %+v", l)
	}
}

// jointFile: a file is brought in, shared with a piece of evidence by whoever brought it in, and
// opened with the hash that was shared, or not at all.
func jointFile(t *testing.T, s *site, at string) {
	s.Uploads, s.Files = web.Uploads{Dir: filepath.Join(t.TempDir(), "uploads"), Max: 100}, box.NewFiles(filepath.Join(t.TempDir(), "files"))
	send := func(role access.Role, content string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), "POST", at+"/files?name=%E6%B5%81%E6%B0%B4.csv", strings.NewReader(content))
		r.Header.Set("Content-Type", "application/octet-stream")
		r.AddCookie(s.cookie(t, role))
		return s.send(r)
	}
	if w := send(access.Handler, strings.Repeat("x", 200)); w.Code != 422 {
		t.Errorf("a file that is too large: %d %s", w.Code, w.Body)
	}
	if w := send(access.Analyst, "x"); w.Code != 404 {
		t.Errorf("an analyst brings a file in: %d", w.Code)
	}
	const content = "日期,金额\n2025-01-02,100\n"
	w := send(access.Handler, content)
	f := decode[web.JointFile](t, w.Body)
	if w.Code != 201 || f.Name != "流水.csv" || f.Size != int64(len(content)) || f.SHA256 != dispatch.Hash(content) {
		t.Fatalf("brought in: %d %+v", w.Code, f)
	}
	change := func(role access.Role, body string) (web.JointDetail, int) {
		tag := s.asks(t, role, "GET", at, "").Header().Get("ETag")
		w := s.asks(t, role, "POST", at+"/changes", body, "If-Match", tag)
		return decode[web.JointDetail](t, w.Body), w.Code
	}
	share := `{"evidence":{"title":"资金流水","kind":"electronic","source":"调取","upload":"` + f.Upload + `"}}`
	if _, code := change(access.Leader, share); code != 404 {
		t.Errorf("the file of another person: %d", code)
	}
	j, code := change(access.Handler, share)
	if code != 200 || len(j.Evidence) != 1 || !j.Evidence[0].Here || j.Evidence[0].SHA256 != f.SHA256 || j.Evidence[0].File.Name != "流水.csv" {
		t.Fatalf("shared: %d %+v", code, j.Evidence)
	}
	if _, code := change(access.Handler, share); code != 404 {
		t.Errorf("shared twice: %d", code)
	}
	p := j.Evidence[0]
	if j, code = change(access.Handler, `{"evidence":{"id":"`+p.ID+`","title":"资金流水（一）","kind":"electronic","source":"调取"}}`); code != 200 || j.Evidence[0].File == nil || j.Evidence[0].Title != "资金流水（一）" {
		t.Errorf("said otherwise: %d %+v", code, j.Evidence)
	}
	if _, code := change(access.Handler, `{"handover":{"evidence":"`+p.ID+`","to":"330102-ga"}}`); code != 200 {
		t.Errorf("handed on: %d", code)
	}
	file := at + "/evidence/" + p.ID + "/file"
	if w := s.asks(t, access.Leader, "GET", file, ""); w.Code != 200 || w.Body.String() != content || !strings.Contains(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("opened: %d %q %v", w.Code, w.Body, w.Header())
	}
	if w := s.asks(t, access.Analyst, "GET", file, ""); w.Code != 404 {
		t.Errorf("opened by an analyst: %d", w.Code)
	}
	if err := os.WriteFile(filepath.Join(s.Files.Dir(), f.SHA256), []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if w := s.asks(t, access.Leader, "GET", file, ""); w.Code != 409 || strings.Contains(w.Body.String(), "changed\"") {
		t.Errorf("a file that was changed on disk: %d %s", w.Code, w.Body)
	}
}

// transferAlarms: a letter that proves nothing is counted, shown, and seen to once.
func transferAlarms(t *testing.T, s *site) {
	for range 2 {
		if _, err := s.Box.Receive(t.Context(), []byte("not a letter")); err != nil {
			t.Fatal(err)
		}
	}
	l := decode[web.AlarmPage](t, s.asks(t, access.Handler, "GET", "/api/alarms?open=true", "").Body)
	if l.Open != 1 || len(l.Items) != 1 || l.Items[0].Times != 2 || l.Items[0].Kind != box.OfLetter {
		t.Fatalf("got %+v", l)
	}
	path := "/api/alarms/" + l.Items[0].ID + "/findings"
	for _, tc := range []struct {
		who    access.Role
		status int
	}{{access.Handler, 403}, {access.Leader, 200}, {access.Leader, 409}} {
		if w := s.asks(t, tc.who, "POST", path, `{"note":"系测试报文"}`); w.Code != tc.status {
			t.Errorf("%s: %d %s, want %d", tc.who, w.Code, w.Body, tc.status)
		}
	}
	if l = decode[web.AlarmPage](t, s.asks(t, access.Admin, "GET", "/api/alarms?open=true", "").Body); l.Open != 0 || len(l.Items) != 0 {
		t.Errorf("after it was seen to: %+v", l)
	}
}
