package web_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/web"
)

// A routed is one route of the description with the right it asks for.
type routed struct {
	method, path, right string
	home                bool // the right must hold in the home
}

// routes lists every route, from the description.
func routes(t *testing.T) (all []routed) {
	t.Helper()
	var d struct {
		Paths map[string]map[string]struct {
			Right    string                `json:"x-right"`
			Home     bool                  `json:"x-home"`
			Security []map[string][]string `json:"security"`
		}
	}
	if err := json.Unmarshal(web.OpenAPI(), &d); err != nil {
		t.Fatal(err)
	}
	for path, methods := range d.Paths {
		for method, op := range methods {
			if len(op.Security) > 0 {
				all = append(all, routed{strings.ToUpper(method), path, op.Right, op.Home})
			}
		}
	}
	slices.SortFunc(all, func(a, b routed) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	return all
}

// TestEveryRouteNamesItsRight: a route without a right is open to nobody, and is a mistake.
func TestEveryRouteNamesItsRight(t *testing.T) {
	all := routes(t)
	if len(all) < 30 {
		t.Fatalf("got %d routes", len(all))
	}
	for _, r := range all {
		if !slices.Contains(access.Rights(), access.Right(r.right)) {
			t.Errorf("%s %s needs %q, which is no right", r.method, r.path, r.right)
		}
	}
}

// sample is a request of a route that reaches its handler if the caller may use it.
func (s *site) sample(t *testing.T, r routed, role access.Role, clue string) *httptest.ResponseRecorder {
	t.Helper()
	path := strings.NewReplacer("/api/clues/{id}", "/api/clues/"+clue, "/api/judgments/{id}", "/api/judgments/d-1",
		"{branch}/{name}", lender, "/api/standards/{name}", "/api/standards/marriage", "/{name}", "/marriage").Replace(r.path)
	path = strings.ReplaceAll(path, "{n}", "1")
	path = regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x-1")
	body := ""
	if r.method != "GET" && r.method != "DELETE" {
		body = samples()[r.path]
	}
	return s.as(t, role, r.method, path+queries()[r.method+" "+r.path], body)
}

// queries are what routes cannot be asked without.
func queries() map[string]string {
	return map[string]string{
		"DELETE /api/imports/{id}": "?reason=到期清除", "DELETE /api/decisions/{id}": "?reason=核对有误", "GET /api/quarantine/file": "?import=i-1&purpose=改正数据",
		"POST /api/uploads": "?name=a.csv", "POST /api/joints/{id}/files": "?name=a.csv", "GET /api/calendar": "?from=2026-01-01&to=2026-01-31", "GET /api/calendar/file": "?from=2026-01-01&to=2026-01-31",
		"GET /api/laws/article": "?law=民事诉讼法&version=2023-09-01&article=115", "GET /api/laws/articles": "?law=民事诉讼法&q=检察建议", "GET /api/limits/{id}/deadline": "?from=2026-01-05", "GET /api/looks": "?object=c-1", "GET /api/matters/{id}/whatif": "?deadline=review&from=2026-01-05", "GET /api/matters/{id}/papers/{paper}/comparison": "?from=1", "GET /api/network/subjects": "?q=某人",
		"GET /api/judgments/{id}/comparison": "?with=d-2", "POST /api/matters/{id}/papers/{paper}/receipts": "?name=a.pdf", "GET /api/matters/{id}/papers/{paper}/receipts/{n}": "?purpose=核对送达",
	}
}

// samples are bodies that their routes can read.
func samples() map[string]string {
	return map[string]string{
		"/api/clues/{id}/moves":                     `{"to":"screening","version":1}`,
		"/api/clues/{id}/suppressions":              `{"until":"2026-02-01","note":"等待鉴定","version":1}`,
		"/api/clues/{id}/holds":                     `{"until":"2026-02-01","version":1}`,
		"/api/clues/{id}/merges":                    `{"clues":[{"id":"c-1"}],"note":"同一事实","version":1}`,
		"/api/clues/{id}/splits":                    `{"note":"并非同一事实","version":1}`,
		"/api/clues/{id}/assignments":               `{"account":"a-1","until":"2026-02-01","version":1}`,
		"/api/claims":                               `{"until":"2026-02-01"}`,
		"/api/bulks":                                `{"act":{"kind":"move","to":"screening"},"filter":{"q":"王"}}`,
		"/api/drafts":                               `{"model":"civil/own"}`,
		"/api/drafts/{id}/texts":                    `{"rule":"","cases":"","seen":1}`,
		"/api/drafts/{id}/moves":                    `{"to":"review","seen":1}`,
		"/api/drafts/{id}/backtests":                `{}`,
		"/api/drafts/{id}/labels":                   `{"subject":"p-1","verdict":"right"}`,
		"/api/modelchecks":                          `{"model":"civil/own","rule":"","cases":""}`,
		"/api/modeltrials":                          `{"model":"civil/own","rule":"","cases":""}`,
		"/api/modellooks":                           `{"model":"civil/own","rule":"","cases":"","case":"x"}`,
		"/api/identities/{id}/decisions":            `{"verdict":"same","reason":"同一人"}`,
		"/api/uploads":                              "x",
		"/api/uploads/{id}/match":                   `{"sheet":"1","header":"1","standard":"marriage"}`,
		"/api/uploads/{id}/preview":                 `{"sheet":"1","header":"1","standard":"marriage","columns":[]}`,
		"/api/imports":                              `{"upload":"x","sheet":"1","header":"1","standard":"marriage","columns":[],"agency":"甲","authorisation":"1","purpose":"核对线索"}`,
		"/api/judgments":                            `{"documents":[{"id":"d-9","text":"某文书"}],"agency":"甲","authorisation":"1","purpose":"核对线索"}`,
		"/api/matters":                              `{"procedure":"petition","origin":"petition","title":"某案"}`,
		"/api/matters/{id}/steps":                   `{"step":"register"}`,
		"/api/petitions":                            `{"kind":"other","text":"请告知办理进度"}`,
		"/api/matters/{id}/approvals":               `{"by":"leader"}`,
		"/api/matters/{id}/returns":                 `{"reason":"补充调查"}`,
		"/api/matters/{id}/explanations":            `{"deadline":"review","why":"承办人更换"}`,
		"/api/matters/{id}/acceptances":             `{"deadline":"review"}`,
		"/api/notices/reads":                        `{}`,
		"/api/matters/{id}/clues":                   `{"clue":"c-1"}`,
		"/api/matters/{id}/links":                   `{"matter":"m-1","relation":"series"}`,
		"/api/matters/{id}/members":                 `{"account":"a-1","part":"lead"}`,
		"/api/matters/{id}/departures":              `{"account":"a-1"}`,
		"/api/matters/{id}/parties":                 `{"kind":"person","part":"申请人","name":"某人"}`,
		"/api/matters/{id}/evidence":                `{"title":"借条","kind":"document","source":"原告"}`,
		"/api/matters/{id}/custody":                 `{"evidence":"e-1","holder":"某人"}`,
		"/api/matters/{id}/notes":                   `{"text":"某事"}`,
		"/api/matters/{id}/tasks":                   `{"title":"约谈"}`,
		"/api/matters/{id}/completions":             `{"task":"t-1"}`,
		"/api/matters/{id}/papers":                  `{"kind":"report","prefix":"检民监"}`,
		"/api/matters/{id}/texts":                   `{"paper":"w-1","body":"某文"}`,
		"/api/matters/{id}/papermoves":              `{"paper":"w-1","to":"review"}`,
		"/api/exchanges":                            `{"to":"330102-ga","kind":"clue-offer","clue":"c-1","due":"2026-02-05"}`,
		"/api/exchanges/{id}/steps":                 `{"kind":"clue-accept"}`,
		"/api/joints":                               `{"title":"专案","due":"2026-02-05","members":["330102-ga"]}`,
		"/api/joints/{id}/members":                  `{"due":"2026-02-05","members":["330102-ga"]}`,
		"/api/joints/{id}/changes":                  `{"task":{"what":"询问","who":"330102-ga"}}`,
		"/api/joints/{id}/ends":                     `{"code":"established","says":"属实"}`,
		"/api/joints/{id}/files":                    "x",
		"/api/matters/{id}/papers/{paper}/receipts": "%PDF-",
		"/api/joints/{id}/matters":                  `{"matter":"m-1"}`,
		"/api/checks":                               `{"court":"某法院","cause":"民间借贷纠纷","filed_on":"2026-01-05","parties":[{"side":"claiming","kind":"person","name":"某人"}]}`,
		"/api/partners":                             `{"card":"x"}`,
		"/api/partners/{code}/confirmations":        `{"fingerprint":"0123456789012345678901234567890123456789012345678901234567890123"}`,
		"/api/partners/{code}/ends":                 `{}`,
		"/api/alarms/{id}/findings":                 `{"note":"已与对方核实"}`,
		"/api/network/pictures":                     `{"nodes":["p-1"]}`,
		"/api/network/evidence":                     `{"nodes":["p-1"],"from":"p-1","to":"d-1","kind":"party"}`,
		"/api/matters/{id}/exhibits":                `{"title":"关系图","question":{"nodes":["p-1"]}}`,
		"/api/quarantine/drops":                     `{"import":"i-1","rows":["q-1"],"reason":"无法核实"}`,
		"/api/session/codes":                        `{"code":"000000"}`,
		"/api/account/passwords":                    `{"present":"x","password":"y"}`,
		"/api/account/offers":                       `{"password":"x"}`,
		"/api/account/factors":                      `{"code":"000000"}`,
		"/api/account/removals":                     `{"password":"x"}`,
		"/api/account/codes":                        `{"password":"x"}`,
		"/api/accounts":                             `{"name":"x","role":"admin","password":"` + password + `"}`,
		"/api/accounts/{id}/positions":              `{"display":"x","role":"admin","office":"home","department":""}`,
		"/api/accounts/{id}/passwords":              `{"password":"` + password + `"}`,
		"/api/accounts/{id}/states":                 `{"disabled":true}`,
		"/api/accounts/{id}/links":                  `{"subject":"u-1"}`,
		"/api/offices":                              `{"id":"x","name":"某院","level":"county","division":"","parent":"home"}`,
		"/api/departments":                          `{"from":"甲","to":"乙"}`,
		"/api/ties":                                 `{"subject":"p-9","relation":"亲属"}`,
		"/api/account/persons":                      `{"number":"110101199003070000"}`,
		"/api/recusals/{id}/liftings":               `{"why":"核实无亲属关系"}`,
	}
}

// TestNoRouteOpensUpwards tries every route as every role that has not its right in any
// relation (vertical escalation): the answer is that there is no such thing or that they
// may not, never more.
func TestNoRouteOpensUpwards(t *testing.T) {
	s, _ := withShelf(t)
	for _, r := range routes(t) {
		for _, role := range access.Roles() {
			if access.Could(access.Account{ID: "a", Role: role, Office: access.Home, Department: "x"}, access.Right(r.right)) {
				continue
			}
			w := s.sample(t, r, role, clueID)
			if w.Code != 403 && w.Code != 404 || strings.Contains(w.Body.String(), "王") {
				t.Errorf("%s %s as %s: %d %s", r.method, r.path, role, w.Code, w.Body)
			}
		}
	}
}

// A class is what a route is to people of another office.
type class int

const (
	homes class = iota // it is to what belongs to the home: they may not, or there is no such thing
	owned              // its path names a thing of an office: there is no such thing
	lists              // it shows and touches things of their own office only
	same               // it is the same for everybody: rules, and no thing of an office
	self               // it ends or changes their own sign-in and nothing else: not tried here
)

// alike are the routes whose path names a thing that is the same for every office, and why.
func alike() map[string]string {
	const rule, shared = "a rule that comes with the program", "a model runs on the lake for all"
	return map[string]string{
		"/api/standards/{name}": rule, "/api/standards/{name}/schema": rule, "/api/procedures/{id}": rule, "/api/templates/{id}/file": rule, "/api/limits/{id}/deadline": rule,
		"/api/models/{branch}/{name}": shared, "/api/figures/{set}/rows": "the path names a figure; its rows are those of the reader's office",
	}
}

// classOf sorts a route by what its description says of it.
func classOf(r routed) class {
	switch {
	case r.home:
		return homes
	case alike()[r.path] != "":
		return same
	case strings.Contains(r.path, "{"):
		return owned
	case r.right == string(access.OwnAccount) && r.method != "GET" && !strings.HasPrefix(r.path, "/api/notices"):
		return self
	}
	return lists
}

// things are the paths of things of the home, and words by which an answer would give one away.
type things struct {
	real, none *strings.Replacer
	words      []string
}

// furnish puts something of every kind into the home.
func (s *site) furnish(t *testing.T, police *node.Self) things {
	t.Helper()
	local := access.CommandLine(access.Home)
	offered := string(clue.NewID(lender, "p-2"))
	for _, c := range []string{clueID, offered} {
		if _, err := s.Clues.Move(t.Context(), local, clue.ID(c), clue.Move{To: clue.Screening, Seen: 1}); err != nil {
			t.Fatal(err)
		}
	}
	id := func(who access.Role, path, body, field string) string {
		w := s.asks(t, who, "POST", path, body)
		var answer map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code >= 300 || answer[field] == nil {
			t.Fatalf("furnish %s: %d %s", path, w.Code, w.Body)
		}
		return answer[field].(string)
	}
	text, err := police.WriteCard(dbtest.Monday)
	if err != nil {
		t.Fatal(err)
	}
	id(access.Admin, "/api/partners", `{"card":"`+strings.ReplaceAll(text, "\n", `\n`)+`"}`, "code")
	id(access.Admin, "/api/partners/330102-ga/confirmations", `{"fingerprint":"`+police.Card.Fingerprint()+`"}`, "code")
	if _, err := s.Box.Receive(t.Context(), []byte("not a letter")); err != nil {
		t.Fatal(err)
	}
	alarm := decode[web.AlarmPage](t, s.as(t, access.Leader, "GET", "/api/alarms", "").Body).Items[0].ID
	m := id(access.Handler, "/api/matters", strings.NewReplacer("CLUE", clueID, "王某民间借贷监督案", "甲丙专案").Replace(openBody), "id")
	x := id(access.Handler, "/api/exchanges", `{"to":"330102-ga","kind":"clue-offer","due":"2026-01-20","clue":"`+offered+`"}`, "id")
	d := decode[web.ExchangeDetail](t, s.as(t, access.Handler, "GET", "/api/exchanges/"+x, "").Body).Items[0].ID
	j := id(access.Handler, "/api/joints", `{"title":"乙丁专案","due":"2026-02-01","members":["330102-ga"]}`, "id")
	draft := id(access.Analyst, "/api/drafts", `{"model":"civil/furnished"}`, "id")
	bulk := id(access.Handler, "/api/bulks", `{"act":{"kind":"move","to":"screening"},"filter":{"q":"李"}}`, "id")
	up := decode[web.Upload](t, s.upload(t, access.Analyst, "name=a.csv", "x").Body).ID
	started := id(access.Analyst, "/api/imports", `{"upload":"`+up+`","sheet":"","standard":"marriage","columns":[{"field":"husband"}],"agency":"民政局","authorisation":"1号","purpose":"监督"}`, "id")
	verdict := id(access.Handler, "/api/identities/x/decisions", `{"verdict":"same","reason":"证件相符"}`, "id")
	victim, err := s.Accounts.Make(t.Context(), local, access.Account{Name: "victim", Display: "被冒用者", Role: access.Leader}, password)
	if err != nil {
		t.Fatal(err)
	}
	kept, _, err := s.Accounts.SignIn(t.Context(), "victim", password, access.From{})
	if err != nil {
		t.Fatal(err)
	}
	tie, err := s.Accounts.Declare(t.Context(), victim, access.Tie{Subject: "p-7", Relation: "配偶"})
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{"/api/clues/{id}", clueID, "/api/matters/{id}", m, "/api/exchanges/{id}", x, "/api/dispatches/{id}", d, "/api/joints/{id}", j, "/api/drafts/{id}", draft, "/api/bulks/{id}", bulk,
		"/api/uploads/{id}", up, "/api/imports/{id}", "i-1", "/api/runs/{id}", started, "/api/identities/{id}", "x", "/api/decisions/{id}", verdict, "/api/judgments/{id}", "d-1", "/api/alarms/{id}", alarm,
		"/api/accounts/{id}", victim.ID, "/api/sessions/{id}", kept.ID, "/api/recusals/{id}", tie.ID, "/api/coverage/{name}", "marriage", "/api/quality/{name}", "marriage", "/api/partners/{code}", "330102-ga"}
	for i := 0; i < len(ids); i += 2 {
		ids[i+1] = ids[i][:strings.Index(ids[i], "{")] + ids[i+1]
	}
	inside := []string{"{session}", kept.ID, "{sha256}", strings.Repeat("0", 64), "{hash}", strings.Repeat("0", 64), "{paper}", "w-1", "{n}", "1", "{piece}", "v-1"}
	rules := []string{"/api/standards/{name}", "/api/standards/marriage", "{branch}/{name}", lender, "/api/procedures/{id}", "/api/procedures/petition", "/api/figures/{set}", "/api/figures/clues", "/api/templates/{id}", "/api/templates/x"}
	return things{real: strings.NewReplacer(slices.Concat(rules, ids, inside)...), none: strings.NewReplacer(slices.Concat(rules, inside, []string{"{id}", "x-0", "{name}", "x-0", "{code}", "x-0"})...),
		words: []string{"王某", "李某", offered, "甲丙专案", "乙丁专案", "被冒用者", "civil/furnished", clueID, m, x, d, j, draft, bulk, up, started, verdict, alarm, idNo}}
}

// TestNoRouteOpensSideways tries every route as people of an office beside the home, with every
// right there is (horizontal escalation): what belongs to the home is not theirs to see or touch,
// and they are not told what there is of it. What is expected of a route is what its description
// says of it; none is left out but those that end one's own sign-in.
func TestNoRouteOpensSideways(t *testing.T) {
	s, sh := withShelf(t)
	s.Remedies = &asker{}
	s.Identities, s.Decisions, s.Renewals, s.Files = pairs{}, identity.NewService(s.db), &once{}, box.NewFiles(t.TempDir())
	s.Box = box.New(s.db, newNode(t, "330102-jcy", node.Procuratorate))
	home := s.furnish(t, newNode(t, "330102-ga", node.Police))
	s.elsewhere(t, "next", access.County, "")
	before := s.fingerprint(t)
	tried := map[class]int{}
	for _, r := range routes(t) {
		c := classOf(r)
		tried[c]++
		if c == self {
			continue
		}
		for _, role := range access.Roles() {
			ask := func(ids *strings.Replacer) *httptest.ResponseRecorder {
				return s.asks(t, role, r.method, ids.Replace(r.path)+queries()[r.method+" "+r.path], samples()[r.path], "If-Match", `"1"`)
			}
			w := ask(home.real)
			for _, word := range home.words {
				if strings.Contains(w.Body.String(), word) {
					t.Errorf("%s %s as a %s of another office shows %q: %s", r.method, r.path, role, word, w.Body)
				}
			}
			switch {
			case c == homes && !strings.Contains(r.path, "{"):
				if w.Code != 403 {
					t.Errorf("%s %s as a %s of another office: %d %s", r.method, r.path, role, w.Code, w.Body)
				}
			case c == homes, c == owned:
				got, nothing := decode[web.Problem](t, w.Body), decode[web.Problem](t, ask(home.none).Body)
				if w.Code != 403 && w.Code != 404 || got.Status != nothing.Status || got.Title != nothing.Title {
					t.Errorf("%s %s as a %s of another office: %d %q, and of what nobody has %d %q", r.method, r.path, role, w.Code, got.Title, nothing.Status, nothing.Title)
				}
			}
		}
	}
	for c, least := range map[class]int{homes: 35, owned: 55, lists: 45, same: len(alike()), self: 5} {
		if tried[c] < least {
			t.Errorf("of class %d only %d routes", c, tried[c])
		}
	}
	if after := s.fingerprint(t); after != before || len(sh.gone) > 0 {
		t.Errorf("the home was changed: %s\n%s", before, after)
	}
	if w := s.as(t, access.Leader, "GET", "/api/overview", ""); w.Code != 200 || !strings.Contains(w.Body.String(), `"found":0`) {
		t.Errorf("numbers of another office: %d %s", w.Code, w.Body)
	}
}

// TestOfficeAboveLooksOnly: a leader of an office above the home looks at its lake and changes
// nothing there; others of that office, and all of an office below, do neither.
func TestOfficeAboveLooksOnly(t *testing.T) {
	s, sh := withShelf(t)
	s.Identities, s.Decisions, s.Renewals = pairs{}, identity.NewService(s.db), &once{}
	local := access.CommandLine(access.Home)
	ask := func(role access.Role, method, path string, want int) {
		t.Helper()
		if w := s.as(t, role, method, path+queries()[method+" "+path], samples()[path]); w.Code != want {
			t.Errorf("%s %s as a %s: %d %s, want %d", method, path, role, w.Code, w.Body, want)
		}
	}
	s.elsewhere(t, "above", access.Provincial, "")
	if err := s.Accounts.PutOffice(t.Context(), local, access.Procuratorate{ID: access.Home, Name: "本院", Level: access.City, Parent: "above"}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/judgments/d-1", "/api/judgments", "/api/imports/i-1", "/api/imports", "/api/registers", "/api/quarantine"} {
		ask(access.Leader, "GET", path, 200)
		ask(access.Handler, "GET", path, map[bool]int{true: 404, false: 403}[strings.Contains(path[5:], "/")])
	}
	ask(access.Leader, "DELETE", "/api/imports/i-1?reason=expired", 403)
	ask(access.Admin, "DELETE", "/api/imports/i-1?reason=expired", 404)
	ask(access.Admin, "POST", "/api/quarantine/drops", 403)
	ask(access.Leader, "POST", "/api/renewals", 403)
	ask(access.Leader, "GET", "/api/identities/x", 404)
	s.elsewhere(t, "below", access.County, access.Home)
	for _, role := range access.Roles() {
		ask(role, "GET", "/api/judgments/d-1", 404)
	}
	ask(access.Leader, "DELETE", "/api/imports/i-1?reason=expired", 404)
	ask(access.Admin, "DELETE", "/api/imports/i-1?reason=expired", 404)
	if len(sh.gone) > 0 {
		t.Errorf("forgotten: %v", sh.gone)
	}
}

// elsewhere makes somebody of every role in a new office, who ask from then on.
func (s *site) elsewhere(t *testing.T, office access.Office, level access.Level, parent access.Office) {
	t.Helper()
	local := access.CommandLine(access.Home)
	if err := s.Accounts.PutOffice(t.Context(), local, access.Procuratorate{ID: office, Name: "他院", Level: level, Parent: parent}); err != nil {
		t.Fatal(err)
	}
	for _, role := range access.Roles() {
		name := string(office) + "." + string(role)
		if _, err := s.Accounts.Make(t.Context(), local, access.Account{Name: name, Role: role, Office: office}, password); err != nil {
			t.Fatal(err)
		}
		w := s.as(t, "", "POST", "/api/session", `{"name":"`+name+`","password":"`+password+`"}`)
		s.cookies[role] = w.Result().Cookies()[0]
	}
}

// fingerprint is what of the home could have been changed.
func (s *site) fingerprint(t *testing.T) string {
	t.Helper()
	local := access.CommandLine(access.Home)
	var b strings.Builder
	clues, err := s.Clues.List(t.Context(), local, clue.Filter{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range clues.Items {
		fmt.Fprintln(&b, c.ID, c.State, c.Version)
	}
	exchanges, _, err := s.Box.List(t.Context(), local, box.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range exchanges {
		fmt.Fprintln(&b, x.ID, x.State, x.Version)
	}
	decided, err := s.Decisions.List(t.Context(), local, "", 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decided {
		fmt.Fprintln(&b, d.ID, d.InForce())
	}
	partners, err := s.Box.Partners(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range partners {
		fmt.Fprintln(&b, p.Card.Code, p.Standing)
	}
	return b.String()
}

// TestOthersAccountsStayTheirs tries every route that names an account, as everybody who does
// not manage it: colleagues, and administrators of an office beside or above in no tree.
func TestOthersAccountsStayTheirs(t *testing.T) {
	s := newSite(t)
	local := access.CommandLine(access.Home)
	if err := s.Accounts.PutOffice(t.Context(), local, access.Procuratorate{ID: "next", Name: "邻县院", Level: access.County}); err != nil {
		t.Fatal(err)
	}
	victim, err := s.Accounts.Make(t.Context(), local, access.Account{Name: "victim", Display: "被冒用者", Role: access.Leader}, password)
	if err != nil {
		t.Fatal(err)
	}
	kept, _, err := s.Accounts.SignIn(t.Context(), "victim", password, access.From{})
	if err != nil {
		t.Fatal(err)
	}
	tie, err := s.Accounts.Declare(t.Context(), victim, access.Tie{Subject: "p-7", Relation: "配偶"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accounts.Make(t.Context(), local, access.Account{Name: "admin-next", Role: access.Admin, Office: "next"}, password); err != nil {
		t.Fatal(err)
	}
	s.cookies["admin-next"] = s.as(t, "", "POST", "/api/session", `{"name":"admin-next","password":"`+password+`"}`).Result().Cookies()[0]
	for _, role := range []access.Role{access.Handler, access.Analyst, access.Liaison, access.Citizen} {
		s.cookie(t, role)
	}
	put := strings.NewReplacer("/api/accounts/{id}", "/api/accounts/"+victim.ID, "{session}", kept.ID, "/api/sessions/{id}", "/api/sessions/"+kept.ID, "/api/recusals/{id}", "/api/recusals/"+tie.ID)
	tried := 0
	for _, r := range routes(t) {
		path := put.Replace(r.path)
		if path == r.path {
			continue
		}
		for _, role := range []access.Role{"admin-next", access.Handler, access.Analyst, access.Liaison, access.Citizen} {
			tried++
			if w := s.asks(t, role, r.method, path, samples()[r.path], "If-Match", `"1"`); w.Code != 403 && w.Code != 404 || strings.Contains(w.Body.String(), "被冒用者") {
				t.Errorf("%s %s as %s: %d %s", r.method, path, role, w.Code, w.Body)
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d were tried", tried)
	}
	card, err := s.Accounts.Card(t.Context(), local, victim.ID)
	if err != nil || card.Disabled || card.Role != access.Leader || card.Sessions != 1 {
		t.Errorf("after all tries: %+v %v", card, err)
	}
	if w := s.as(t, "admin-next", "GET", "/api/accounts?office=home", ""); w.Code != 403 {
		t.Errorf("the list of another office: %d %s", w.Code, w.Body)
	}
	if w := s.as(t, "admin-next", "POST", "/api/accounts", `{"name":"spy","role":"leader","office":"home","password":"`+password+`"}`); w.Code != 403 {
		t.Errorf("an account in another office: %d %s", w.Code, w.Body)
	}
}

// TestTiesAreToldAndKeepOut: who is tied to the subject of a clue neither reads nor moves it.
func TestTiesAreToldAndKeepOut(t *testing.T) {
	s := newSite(t)
	s.cookie(t, access.Handler)
	who, _, err := s.Accounts.SignIn(t.Context(), "handler", password, access.From{})
	if err != nil {
		t.Fatal(err)
	}
	tie, err := s.Accounts.Declare(t.Context(), who.Account, access.Tie{Subject: "p-1", Relation: "配偶的兄弟"})
	if err != nil {
		t.Fatal(err)
	}
	for _, try := range []struct{ method, path, body string }{
		{"GET", "/api/clues/" + clueID, ""}, {"POST", "/api/clues/" + clueID + "/moves", `{"to":"screening","version":1}`},
	} {
		if w := s.as(t, access.Handler, try.method, try.path, try.body); w.Code != 403 || !strings.Contains(w.Body.String(), "应当回避") || strings.Contains(w.Body.String(), "王") {
			t.Errorf("%s: got %d %s", try.method, w.Code, w.Body)
		}
	}
	if w := s.as(t, access.Leader, "GET", "/api/clues/"+clueID, ""); w.Code != 200 {
		t.Errorf("others are kept out too: %d", w.Code)
	}
	for _, path := range []string{"/api/clues", "/api/clues?q=%E7%8E%8B", "/api/clues?min_risk=0.1&sort=amount"} {
		if w := s.as(t, access.Handler, "GET", path, ""); w.Code != 200 || strings.Contains(w.Body.String(), "王") {
			t.Errorf("%s shows it: %d %s", path, w.Code, w.Body)
		}
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues", ""); !strings.Contains(w.Body.String(), `"total":1`) {
		t.Errorf("others are gone too: %s", w.Body)
	}
	if err := s.Accounts.Lift(t.Context(), access.CommandLine(access.Home), tie.ID, "核实无亲属关系"); err != nil {
		t.Fatal(err)
	}
	if w := s.as(t, access.Handler, "GET", "/api/clues/"+clueID, ""); w.Code != 200 {
		t.Errorf("after it was lifted: %d", w.Code)
	}
}
