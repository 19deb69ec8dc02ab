package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
)

// someone signs in as an account of its own, who asks as a role from then on.
func (s *site) someone(t *testing.T, a access.Account) (id string, asks *http.Cookie) {
	t.Helper()
	made, err := s.Accounts.Make(t.Context(), access.CommandLine(access.Home), a, password)
	if err != nil {
		t.Fatal(err)
	}
	w := s.as(t, "", "POST", "/api/session", `{"name":"`+a.Name+`","password":"`+password+`"}`)
	return made.ID, w.Result().Cookies()[0]
}

// reads is what the answer to a request shows; the parts of a workbook are unpacked.
func (s *site) reads(t *testing.T, who access.Role, path string) string {
	t.Helper()
	b := s.as(t, who, "GET", path, "").Body.Bytes()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return string(b)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}

// TestWhatIsKnownToFew: a record of who asked about a case is known to who wrote it and to the
// leaders of the office that do not handle that case. Over every root that can be asked, nothing of
// it is shown to anybody else: in the office, above it, or administrators.
func TestWhatIsKnownToFew(t *testing.T) {
	s, _ := withShelf(t)
	s.Remedies = &asker{}
	s.Identities, s.Decisions, s.Renewals, s.Files = pairs{}, identity.NewService(s.db), &once{}, box.NewFiles(t.TempDir())
	s.Box = box.New(s.db, newNode(t, "330102-jcy", node.Procuratorate))
	local := access.CommandLine(access.Home)
	if _, err := s.Clues.Move(t.Context(), local, clue.ID(clueID), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	var tag string
	do := func(who access.Role, path, body string) matter.Detail {
		t.Helper()
		w := s.asks(t, who, "POST", path, body, "If-Match", tag)
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		tag = w.Header().Get("ETag")
		return decode[matter.Detail](t, w.Body)
	}
	about := do(access.Handler, "/api/matters", strings.Replace(openBody, "CLUE", clueID, 1))
	asked, two := s.someone(t, access.Account{Name: "leader-2", Role: access.Leader, Office: access.Home}) // handles the case
	do(access.Leader, "/api/matters/"+string(about.ID)+"/members", `{"account":"`+asked+`","part":"member"}`)

	concerned, kept := s.cookies[access.Handler], s.cookies[access.Leader]
	writer, own := s.someone(t, access.Account{Name: "writer", Display: "记录人戊", Role: access.Handler, Office: access.Home})
	s.cookies[access.Handler] = own
	if _, err := s.Matters.Assign(t.Context(), local, about.ID, matter.Member{Account: writer, Part: "member"}, matter.Request{Seen: 2}); err != nil {
		t.Fatal(err)
	}
	record := do(access.Handler, "/api/matters", `{"procedure":"three-regulations-record","origin":"report","title":"密件甲","fields":{"case_no":"密号己","asked_by":"密人乙","asker_kind":"inside","in_duty":false,"content":"请求关照密案","about_matter":"`+string(about.ID)+`"},
		"parties":[{"kind":"person","part":"过问人","name":"密人乙"}]}`)
	at := "/api/matters/" + string(record.ID)
	do(access.Handler, at+"/tasks", `{"title":"密事丁","assignee":"`+writer+`","due":"2026-01-06"}`)
	do(access.Handler, at+"/papers", `{"kind":"form","prefix":"青检密","body":"密文庚"}`)
	s.as(t, access.Handler, "GET", at+"?purpose=核对记录内容", "")
	s.as(t, access.Handler, "GET", "/api/judgments/d-1?for="+string(record.ID)+"&purpose=核对密案", "")

	if _, err := s.Box.OpenJoint(t.Context(), local, box.JointStart{Matter: string(record.ID), Title: "专案", Due: "2026-02-05", Members: []string{"330102-ga"}}); err == nil || !strings.Contains(err.Error(), "限定知悉范围") {
		t.Errorf("a joint matter about it: %v", err)
	}

	words := []string{"密件", "密人", "密号", "密案", "密事", "密文", string(record.ID)}
	roots := []string{"/api/matters?q=密", "/api/matters?closed=false&sort=next_due", "/api/matters?procedure=three-regulations-record", "/api/tasks?limit=200", "/api/papers?limit=200", "/api/figures/matters-opened/rows",
		"/api/figures/matters-pending/rows", "/api/figures/statistic/rows?procedure=three-regulations-record&statistic=records", "/api/figures/file?masked=false", "/api/figures/matters-opened/rows?office=home",
		"/api/audit?limit=200", "/api/audit?limit=200&office=home", "/api/audit?limit=200&office=home&newest=true", "/api/audit?office=home&object=" + string(about.ID), "/api/audit?office=home&actor=" + writer, "/api/looks?office=home&object=d-1",
		"/api/matters/" + string(about.ID), "/api/judgments/d-1?for=" + string(record.ID) + "&purpose=核对", "/api/recusals", "/api/clues/" + clueID, "/api/matters?clue=" + clueID}
	for _, r := range routes(t) {
		if r.method == "GET" {
			path := strings.ReplaceAll(strings.ReplaceAll(r.path, "/api/matters/{id}", at), "{id}", string(about.ID))
			path = strings.NewReplacer("{set}", "matters-opened", "{branch}/{name}", lender, "{name}", "marriage", "{paper}", "x", "{n}", "1", "{code}", "x", "{hash}", "x", "{piece}", "x", "{session}", "x", "{sha256}", "x").Replace(path)
			roots = append(roots, path+queries()[r.method+" "+r.path])
		}
	}
	shows := func(who access.Role) (shown []string) {
		for _, path := range roots {
			got := s.reads(t, who, path)
			for _, w := range words {
				if strings.Contains(got, w) {
					shown = append(shown, path+" "+w)
				}
			}
			if strings.HasPrefix(path, "/api/audit?office=home&actor") && (who == access.Leader || who == access.Admin) && strings.Contains(got, "open-matter") {
				shown = append(shown, path+" tells that "+writer+" opened something")
			}
		}
		return shown
	}
	if got := shows(access.Leader); len(got) < 8 {
		t.Errorf("to a leader who may know of it: %q", got)
	}
	if got := shows(access.Handler); len(got) < 6 {
		t.Errorf("to who wrote it: %q", got)
	}
	s.cookies[access.Handler], s.cookies[access.Leader] = concerned, two
	for _, who := range access.Roles() {
		if got := shows(who); len(got) > 0 {
			t.Errorf("to a %s of the office: %q", who, got)
		}
	}
	s.cookies[access.Leader] = kept
	s.elsewhere(t, "above", access.Provincial, "")
	if err := s.Accounts.PutOffice(t.Context(), local, access.Procuratorate{ID: access.Home, Name: "本院", Level: access.City, Parent: "above"}); err != nil {
		t.Fatal(err)
	}
	if got := s.reads(t, access.Leader, "/api/figures/matters-opened/rows?office=home"); !strings.Contains(got, "王某民间借贷监督案") || !strings.Contains(got, `"withheld":true`) {
		t.Errorf("a leader above reads %s", got)
	}
	for _, who := range access.Roles() {
		if got := shows(who); len(got) > 0 {
			t.Errorf("to a %s of the office above: %q", who, got)
		}
	}
}
