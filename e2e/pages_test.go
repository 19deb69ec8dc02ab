package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A sight is one page as one account sees it.
type sight struct {
	name  string
	path  string // an address, or what pathOf says for a name in braces
	show  string // what must be there
	acts  []chromedp.Action
	wide  bool // shown on a large screen too
	paper bool // looked at as it is printed too
	again bool // opened anew in English: what is over the page closes with the language
	no    bool // the server refuses, and the browser tells of that
}

// everyPage lists the pages of the workbench by who is shown them: an account, and after a comma which of its pages. The
// wizard of imports is shown with a file.
func everyPage(file string) map[string][]sight {
	return map[string][]sight{
		"demo": {
			{name: "home", path: "/home", show: `[data-testid="home"] .panel`, wide: true},
			{name: "clues", path: "/clues", show: `[data-testid="clue-row"]`, wide: true},
			{name: "peek", path: "/clues?state=found", show: `[data-testid="clue-row"]`, acts: []chromedp.Action{
				chromedp.KeyEvent("j"), chromedp.KeyEvent(" "), chromedp.WaitVisible(`.peek .peek-reasons`, one)}},
			{name: "clues-keys", path: "/clues?sort=-amount", show: `[data-testid="clue-row"]`, acts: []chromedp.Action{
				chromedp.KeyEvent("j"), chromedp.KeyEvent("x"), chromedp.WaitVisible(`.row-current.row-selected`, one)}},
			{name: "clue", path: "{clue}", show: `[data-testid="evidence-mark"]`, wide: true},
			{name: "clue-who", path: "{clue}", show: `[data-testid="evidence-mark"]`, acts: []chromedp.Action{
				click(`[data-node-key="who"]`), chromedp.WaitVisible(`[data-testid="network-canvas"][data-drawn]`, one)}},
			{name: "clue-taken", path: "{clue}", show: `[data-testid="evidence-mark"]`, acts: []chromedp.Action{
				click(`[data-node-key="taken"]`), chromedp.WaitVisible(`[data-testid="taken-entry"]`, one)}},
			{name: "clue-documents", path: "{clue}", show: `[data-testid="evidence-mark"]`, acts: []chromedp.Action{
				click(`.documents-tabs [data-node-key="list"]`)}},
			{name: "clue-do", path: "{clue}", show: `[data-testid="evidence-mark"]`, acts: []chromedp.Action{
				chromedp.WaitVisible(`[data-testid="together"]`, one), chromedp.ScrollIntoView(`[data-testid="together"]`, one)}},
			{name: "clue-report", path: "{clue}/report", show: `[data-testid="clue-report"]`, wide: true, paper: true},
			{name: "bell", path: "/home", show: `[data-testid="home"] .panel`, acts: []chromedp.Action{
				click(`[data-testid="bell"]`), chromedp.WaitVisible(`[data-testid="notices"]`, one)}},
			{name: "network", path: "{network}", show: `[data-testid="network-canvas"][data-drawn]`, wide: true},
			{name: "network-nodes", path: "{network}", show: `[data-testid="network-canvas"][data-drawn]`, acts: []chromedp.Action{
				click(`[data-node-key="nodes"]`), chromedp.WaitVisible(`[data-testid="network-nodes"]`, one)}},
			{name: "network-relations", path: "{network}", show: `[data-testid="network-canvas"][data-drawn]`, acts: []chromedp.Action{
				click(`[data-node-key="relations"]`), click(`[data-testid="network-relation"]`), chromedp.WaitVisible(`[data-testid="network-read"]`, one)}},
		},
		"demo, matters and more": { // in a browser of their own, which has a time
			{name: "matters", path: "/matters", show: `.matter-panel`},
			{name: "board", path: "/matters/board", show: `.board-page`},
			{name: "calendar", path: "/matters/calendar", show: `.calendar-days`},
			{name: "approvals", path: "/matters/approvals", show: `.approvals`},
			{name: "open-matter", path: "/matters", show: `.matter-panel`, acts: []chromedp.Action{
				click(`.matter-new`), choose(`[data-testid="open-procedure"]`, "false-litigation"), chromedp.WaitVisible(`[data-field="conduct"]`, one)}},
			{name: "matter", path: "{matter}", show: `[data-testid="matter-state"]`},
			{name: "matter-whatif", path: "{matter}", show: `[data-testid="matter-state"]`, acts: []chromedp.Action{
				click(`[data-testid="clock"] details:not(.caution) > summary`), click(`[data-testid="what-if"] input`), click(`.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-cell-in-view`),
				chromedp.WaitVisible(`[data-testid="what-if-says"]`, one)}},
			{name: "matter-steps", path: "{matter}?tab=steps", show: `[data-testid="matter-state"]`},
			{name: "matter-tasks", path: "{matter}?tab=tasks", show: `[data-testid="matter-state"]`},
			{name: "matter-papers", path: "{matter}?tab=papers", show: `[data-testid="matter-state"]`},
			{name: "matter-evidence", path: "{matter}?tab=evidence", show: `[data-testid="matter-state"]`},
			{name: "matter-people", path: "{matter}?tab=people", show: `[data-testid="matter-state"]`},
			{name: "matter-joint", path: "{matter}?tab=joint", show: `.joint-tab`},
			{name: "matter-timeline", path: "{matter}?tab=timeline", show: `[data-testid="matter-state"]`},
			{name: "identities", path: "/identities", show: `[data-testid="bits"], .identity-page .notice`},
			{name: "identities-merged", path: "/identities?which=merged&entity={subject}", show: `[data-testid="bits"], .identity-page .notice`},
			{name: "transfers", path: "/transfers", show: `[data-testid^="box-"], [data-testid="not-set-up"]`},
			{name: "transfers-out", path: "/transfers/out", show: `[data-testid="exchange-row"]`},
			{name: "alarms", path: "/transfers/alarms", show: `.transfer-frame`},
			{name: "exchange", path: "{exchange}", show: `[data-testid="exchange"]`},
			{name: "exchange-clue", path: "{offer}", show: `[data-testid="exchange"]`, acts: []chromedp.Action{
				click(`[data-kind="clue-offer"] [data-testid="read-letter"]`), chromedp.WaitVisible(`[data-testid="summary"]`, one)}},
			{name: "joints", path: "/transfers/joints", show: `.table-panel td`},
			{name: "joint", path: "{joint}", show: `[data-testid="joint"]`},
			{name: "partners", path: "/transfers/partners", show: `[data-testid="partner"], [data-testid="not-set-up"]`},
		},
		"demo, help and more": {
			{name: "copies", path: "{copies}", show: `[data-testid="copies-summary"]`, wide: true},
			{name: "clue-find", path: "{clue}", show: `[data-testid="evidence-mark"]`, acts: []chromedp.Action{
				click(`[data-testid="find"]`), typeInto(`[data-testid="find-words"]`, "原告"), chromedp.WaitVisible(`.document .hit.evidence-now`, one)}},
			{name: "account-factor", path: "/account", show: `.account-page`, acts: []chromedp.Action{
				click(`[data-testid="factor-setup"]`), typeInto(`[data-testid="factor-password"]`, "mingjian-demo"), click(`[data-testid="factor-begin"]`), chromedp.WaitVisible(`[data-testid="factor-secret"]`, one)}},
			{name: "account", path: "/account", show: `.account-page`},
			{name: "models", path: "/models", show: `[data-testid="model-card"]`},
			{name: "model", path: "/models/civil/professional-lender", show: `.model-page svg`},
			{name: "documents", path: "/data/documents", show: `[data-testid="document-row"]`},
			{name: "document", path: "{document}", show: `[data-testid="masked-text"]`},
			{name: "document-for", path: "{document}?for={clueid}", show: `[data-testid="look-note"]`},
			{name: "data", path: "/data", show: `.data-tabs`},
			{name: "laws", path: "/laws", show: `[data-testid="law-row"]`},
			{name: "laws-found", path: "/laws?q=检察建议", show: `[data-testid="law-hit"]`},
			{name: "law", path: "/laws/民事诉讼法/2023-09-01?article=115", show: `[data-cited="true"]`},
			{name: "help", path: "/help", show: `[data-testid="help-text"]`},
			{name: "help-clue", path: "/help/clue", show: `[data-testid="help-text"]`},
			{name: "help-matter", path: "/help/matter", show: `[data-testid="help-text"]`},
			{name: "help-deadline", path: "/help/deadline", show: `[data-testid="help-text"]`},
			{name: "help-model", path: "/help/model", show: `[data-testid="help-text"]`},
			{name: "help-import", path: "/help/import", show: `[data-testid="help-text"]`},
			{name: "help-network", path: "/help/network", show: `[data-testid="help-text"]`},
			{name: "help-identity", path: "/help/identity", show: `[data-testid="help-text"]`},
			{name: "help-figures", path: "/help/figures", show: `[data-testid="help-text"]`},
			{name: "help-exchange", path: "/help/exchange", show: `[data-testid="help-text"]`},
			{name: "help-approve", path: "/help/approve", show: `[data-testid="help-text"]`},
			{name: "help-paper", path: "/help/paper", show: `[data-testid="help-text"]`},
			{name: "help-document", path: "/help/document", show: `[data-testid="help-text"]`},
			{name: "help-quarantine", path: "/help/quarantine", show: `[data-testid="help-text"]`},
			{name: "help-joint", path: "/help/joint", show: `[data-testid="help-text"]`},
			{name: "help-admin", path: "/help/admin", show: `[data-testid="help-text"]`},
			{name: "keys", path: "/home", show: `[data-testid="home"]`, acts: []chromedp.Action{
				chromedp.KeyEvent("?"), chromedp.WaitVisible(`[data-testid="key-sheet"]`, one)}},
			{name: "clues-many", path: "/clues?state=found&min_risk=0.5", show: `[data-testid="clue-row"]`, acts: []chromedp.Action{
				chromedp.KeyEvent("x"), click(`[data-testid="bulk-aside"]`), chromedp.WaitVisible(`[data-testid="bulk-form"]`, one)}},
			{name: "lost", path: "/nowhere", show: `.notice`},
			{name: "tour", path: "/home", show: `[data-testid="home"]`, acts: []chromedp.Action{
				chromedp.Evaluate(`localStorage.removeItem("mingjian.tour.demo")`, nil), chromedp.Reload(), chromedp.WaitVisible(`.ant-tour .ant-tour-title`, one)}},
		},
		"analyst": {
			{name: "register", path: "/data/registers/marriage", show: `.page`},
			{name: "home-analyst", path: "/home", show: `[data-testid="home"] .panel`},
			{name: "register-quality", path: "/data/registers/marriage?show=quality", show: `.page svg, .page table`},
			{name: "imports", path: "/data/imports", show: `.page table`},
			{name: "import", path: "{import}", show: `.page`},
			{name: "intake", path: "/data/import", show: `.wizard`},
			{name: "intake-sheet", path: "/data/import", show: `.wizard`, acts: []chromedp.Action{upload(file)}},
			{name: "intake-map", path: "/data/import", show: `.wizard`, acts: []chromedp.Action{
				upload(file), click(`[data-testid="to-map"]`), chromedp.WaitVisible(`[data-testid="preview-row"]`, one)}},
			{name: "intake-basis", path: "/data/import", show: `.wizard`, acts: []chromedp.Action{
				upload(file), click(`[data-testid="to-map"]`), click(`[data-testid="to-basis"]`), chromedp.WaitVisible(`[data-testid="basis-agency"]`, one)}},
			{name: "quarantine", path: "/data/quarantine", show: `[data-testid="quarantine-row"]`},
			{name: "standards", path: "/data/standards", show: `.page`},
			{name: "standard", path: "/data/standards/marriage", show: `.page table`},
			{name: "draft", path: "{draft}", show: `[data-testid="look-table"]`, wide: true},
			{name: "draft-card", path: "{draft}", show: `[data-testid="look-table"]`, acts: []chromedp.Action{
				click(`[data-testid="draft-step"][data-step=":card"]`), click(`[data-testid="items-basis"] [data-testid="item-head"]`)}},
			{name: "draft-indicators", path: "{draft}", show: `[data-testid="look-table"]`, acts: []chromedp.Action{
				click(`[data-testid="draft-step"][data-step=":indicators"]`), click(`[data-testid="items-indicators"] [data-testid="item-head"]`)}},
			{name: "draft-cases", path: "{draft}?tab=cases", show: `[data-testid="draft-sound"][data-sound="true"]`, acts: []chromedp.Action{
				click(`[data-testid="items-cases"] [data-testid="item-head"]`), click(`[data-testid="items-given"] [data-testid="item-head"]`)}},
			{name: "no-right", path: "{matter}", show: `.shell-main .ant-alert`, no: true},
			{name: "draft-backtest", path: "{draft}?tab=backtest", show: `[data-testid="draft-sound"]`},
			{name: "draft-labels", path: "{draft}?tab=backtest", show: `[data-testid="draft-sound"]`, acts: []chromedp.Action{chromedp.KeyEvent("j")}},
			{name: "draft-annex", path: "{draft}/annex", show: `.clue-report-page .panel, .clue-report-page .ant-alert`},
		},
		"admin": {
			{name: "people", path: "/admin/people", show: `.account-table .ant-table-row`},
			{name: "people-account", path: "/admin/people", show: `.account-table .ant-table-row`, acts: []chromedp.Action{
				click(`.account-table .ant-table-row`), chromedp.WaitVisible(`.account-drawer`, one), atRest()}},
			{name: "people-new", path: "/admin/people", show: `.account-table .ant-table-row`, acts: []chromedp.Action{
				click(`[data-testid="new-account"]`), chromedp.WaitVisible(`[data-testid="account-name"]`, one), atRest()}},
			{name: "sessions", path: "/admin/sessions", show: `.sessions-page table`},
			{name: "record", path: "/admin/record", show: `.record-page table`},
			{name: "looks", path: "/admin/looks", show: `.looks-page`},
			{name: "looks-of", path: "/admin/looks?object={looked}", show: `[data-testid="looks-report"]`},
			{name: "policy", path: "/admin/policy", show: `.policy-table td`},
		},
		"citizen": {
			{name: "petitions-none", path: "/petitions", show: `.petition-page .notice`},
			{name: "petitions", path: "/petitions", show: `[data-testid="petition-text"]`, acts: []chromedp.Action{
				choose(`[data-testid="petition-kind"]`, "own_office"), typeInto(`[data-testid="petition-text"]`, "请告知我的申诉办到哪一步，案件已提交三个月。"),
				click(`[data-testid="petition-send"]`), chromedp.WaitVisible(`[data-testid="petition"] li`, one)}},
		},
		"leader": {
			{name: "recusals", path: "/admin/recusals", show: `.recusals-page`},
			{name: "figures", path: "/figures", show: `.leader-bars svg`, wide: true, paper: true},
			{name: "figures-rows", path: "/figures", show: `.leader-bars svg`, acts: []chromedp.Action{
				click(`[data-figure="clues-found"] .leader-rows`), chromedp.WaitVisible(`[data-testid="figure-row"]`, one), atRest()}, again: true},
			{name: "approvals-leader", path: "/matters/approvals", show: `[data-testid="approval"] [data-testid="approve"]`},
			{name: "approvals-paper", path: "/matters/approvals", show: `[data-testid="approvals-papers-review"]`, acts: []chromedp.Action{
				click(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`), chromedp.WaitVisible(`[data-testid="waiting-paper"] [data-testid="paper-approved"]`, one)}},
			{name: "matter-law", path: "{matter}", show: `[data-testid="matter-state"]`, acts: []chromedp.Action{
				click(`.matter-head summary`), chromedp.Focus(`.matter-head [data-testid="law-cite"]`, one), chromedp.WaitVisible(`[data-testid="law-articles"] .law-text`, one)}},
			{name: "matter-audit", path: "{matter}?tab=audit", show: `[data-testid="audit-entry"]`},
			{name: "matter-members", path: "{matter}?tab=people", show: `[data-testid="member-who"]`},
			{name: "home-leader", path: "/home", show: `[data-testid="home"] .panel`},
		},
	}
}

// lookAtPages opens every page in both languages, light and dark. The browser may complain of
// nothing, axe may find nothing serious, and no English page may show a sentence in Chinese
// that the program has in English. Pictures are kept where MINGJIAN_SCREENSHOTS says.
func lookAtPages(t *testing.T, o office) {
	axe, err := os.ReadFile("../ui/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: run make build", err)
	}
	words := chineseWords(t)
	places := placesFor(t, o)
	file := workbook(t, [][]string{
		{"结婚证字号", "男方姓名", "女方姓名", "结婚登记日期", "哪里办的"},
		{"J330102-2024-000011", "王建国", "李秀兰", "2024-03-05", "青石县民政局"},
		{"J330102-2024-000012", "赵铁柱", "", "2024-04-11", "青石县民政局"},
	})
	for name, sights := range everyPage(file) {
		t.Run(name, func(t *testing.T) {
			account, _, _ := strings.Cut(name, ",")
			if account == "citizen" { // of whom the demonstration has none
				account = fmt.Sprintf("citizen%d", time.Now().Unix())
				station{t, o.home}.account(account, "来访人", "citizen")
			}
			e := eye{ctx: o.browser(t), address: o.address, axe: string(axe), words: words, folder: os.Getenv("MINGJIAN_SCREENSHOTS"), width: small, scheme: "light"}
			complaints := listenToAll(e.ctx)
			step(t, e.ctx, "see what the server says in two languages", still(e.scheme), chromedp.ActionFunc(func(ctx context.Context) error {
				_, err := page.AddScriptToEvaluateOnNewDocument(keepPairs).Do(ctx)
				return err
			}))
			if name == "demo" {
				e.look(t, sight{name: "signin", path: "/", show: `[data-testid="signin-name"]`})
				complaints() // that nobody is signed in
				byKeyboard(t, o)
				focusComesBack(t, o)
			}
			signIn(t, e.ctx, o.address, account, `.shell-nav`)
			complaints()
			for _, s := range sights {
				for name, place := range places {
					s.path = strings.ReplaceAll(s.path, "{"+name+"}", place)
				}
				if strings.Contains(s.path, "{") {
					t.Errorf("%s: nothing to look at", s.name)
					continue
				}
				e.look(t, s)
				e.frame = true
				for _, c := range complaints() {
					if !s.no {
						t.Errorf("%s: the browser complained: %s", s.name, c)
					}
				}
			}
		})
	}
}

// byKeyboard holds that the tour begins once, that the first key leads past the navigation,
// and that what opens over a page keeps the keyboard and gives it back.
func byKeyboard(t *testing.T, o office) {
	t.Helper()
	ctx := o.browser(t)
	var at, back string
	var inside bool
	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	step(t, ctx, "be led around once",
		chromedp.Evaluate(`localStorage.removeItem("mingjian.tour.demo")`, nil),
		chromedp.Reload(),
		chromedp.WaitVisible(`.ant-tour .ant-tour-title`, one),
		click(`.ant-tour .ant-tour-close`),
		chromedp.WaitNotPresent(`.ant-tour`, one),
		chromedp.Reload(),
		chromedp.WaitVisible(`[data-testid="home"]`, one),
		chromedp.WaitNotPresent(`.ant-tour`, one))
	const focused = `document.activeElement.dataset.testid ?? document.activeElement.id`
	step(t, ctx, "skip to the page",
		chromedp.KeyEvent(kb.Tab),
		chromedp.Evaluate(focused, &at),
		chromedp.KeyEvent(kb.Enter),
		chromedp.Evaluate(focused, &back))
	if at != "skip" || back != "main" {
		t.Errorf("the first key leads to %q, Enter there to %q", at, back)
	}
	step(t, ctx, "open the keys from the menu and move inside",
		chromedp.Focus(`[data-testid="help"]`, one),
		chromedp.KeyEvent("?"),
		chromedp.WaitVisible(`[data-testid="key-sheet"]`, one),
		chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab),
		chromedp.Evaluate(`document.activeElement.closest(".ant-modal") !== null`, &inside),
		chromedp.KeyEvent(kb.Escape),
		chromedp.WaitNotPresent(`[data-testid="key-sheet"]`, one),
		chromedp.Evaluate(focused, &at))
	if !inside || at != "help" {
		t.Errorf("the keyboard stayed inside: %v; afterwards it is at %q", inside, at)
	}
}

// focusComesBack holds that what opens over a page by a key is closed by Escape, and that the
// keyboard is then where it was.
func focusComesBack(t *testing.T, o office) {
	t.Helper()
	for account, all := range map[string][]struct{ path, from, opens string }{
		"demo": {
			{"/matters", ".matter-new", ".ant-drawer-open"},
			{"/clues?state=found", ".row-current", `[data-testid="peek"]`},
			{"/home", `[data-testid="bell"]`, `.ant-popover:not(.ant-popover-hidden) [data-testid="notices"]`},
			{"/home", `[data-testid="account"]`, ".ant-dropdown:not(.ant-dropdown-hidden)"},
		},
		"leader": {{"/figures", `[data-testid="above-clues-found"]`, ".ant-drawer-open"}},
		"admin": {
			{"/admin/people", `[data-testid="new-account"]`, ".ant-drawer-open"},
			{"/admin/people", ".account-table .subject", ".ant-drawer-open"},
		},
	} {
		ctx := o.browser(t)
		signIn(t, ctx, o.address, account, `.shell-nav`)
		for _, x := range all {
			open, back := kb.Enter, false
			prepare := chromedp.Tasks{chromedp.Navigate(o.address + x.path)}
			if x.from == ".row-current" {
				open = " "
				prepare = append(prepare, chromedp.WaitVisible(`[data-testid="clue-row"]`, one), chromedp.KeyEvent("j"))
			}
			step(t, ctx, "open what is over "+x.path+" and close it", prepare,
				chromedp.WaitVisible(x.from, one), atRest(),
				chromedp.Focus(x.from, one),
				chromedp.KeyEvent(open),
				chromedp.WaitVisible(x.opens, one), atRest(),
				chromedp.KeyEvent(kb.Escape),
				chromedp.WaitNotPresent(x.opens, one),
				evaluate(`new Promise((done) => { let left = 30; const look = () => document.activeElement?.matches(`+quote(x.from)+`) ? done(true) : left-- > 0 ? setTimeout(look, 50) : done(false); look(); })`, &back))
			if !back {
				t.Errorf("after what was over %s closed, the keyboard is not at %s", x.path, x.from)
			}
		}
	}
}

// An eye is a browser that looks at pages.
type eye struct {
	ctx     context.Context
	address string
	axe     string
	words   string // the Chinese words of the program, as JSON
	folder  string
	frame   bool   // what is around every page has been looked at: it is the same around the next
	width   int64  // of the screen
	scheme  string // which the machine prefers
}

// other is the look that scheme is not.
func other(scheme string) string {
	if scheme == "light" {
		return "dark"
	}
	return "light"
}

// look opens a page once and holds there all that is held of it, in an order in which little is drawn anew: a page is opened in
// the look that the last one was left in, and seen in the other after. Walking by keys changes what is shown, so it comes last.
func (e *eye) look(t *testing.T, s sight) {
	t.Helper()
	step(t, e.ctx, "open "+s.name, append([]chromedp.Action{
		chromedp.Navigate(e.address + s.path),
		chromedp.WaitVisible(s.show, one),
	}, s.acts...)...)
	for n, scheme := range []string{e.scheme, other(e.scheme)} {
		e.dress(t, scheme)
		e.judge(t, s.name+" "+scheme, n == 0)
		e.keep(t, s, "zh-"+scheme)
	}
	e.fits(t, s.name, small, large)
	if s.paper {
		e.print(t, s.name)
	}
	e.speak(t, "en")
	e.fits(t, s.name+" in English", large, small)
	if s.again {
		step(t, e.ctx, "open "+s.name+" again", append(s.acts, settled())...)
	}
	e.keep(t, s, "en-"+e.scheme)
	if e.folder != "" { // what it says is the same in the other look
		e.dress(t, other(e.scheme))
		e.keep(t, s, "en-"+e.scheme)
	}
	e.translated(t, s.name)
	if len(s.acts) == 0 {
		walk(t, e.ctx, s.name, e.inside())
	}
	step(t, e.ctx, "leave "+s.name+" in Chinese", chromedp.Evaluate(`localStorage.setItem("mingjian.language", "zh")`, nil))
}

// inside is where a walk goes: through the whole page, and where the way around it has been walked, from where the skip link
// leads to the end of the page.
func (e *eye) inside() string {
	if e.frame {
		return "#main"
	}
	return ""
}

// print looks at a page as it comes out on paper: white, and without what only a screen needs.
func (e *eye) print(t *testing.T, name string) {
	t.Helper()
	var png []byte
	var white, plain bool
	step(t, e.ctx, "see "+name+" on paper",
		still("light").WithMedia("print"), emulation.SetDeviceMetricsOverride(794, 1123, 1, false), settled(), // A4
		chromedp.Evaluate(`getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)"`, &white),
		chromedp.Evaluate(`[".shell-nav", ".shell-top", ".leader-out"].every((s) => !document.querySelector(s)?.checkVisibility()) && document.documentElement.scrollWidth <= innerWidth`, &plain),
		chromedp.FullScreenshot(&png, 100),
		still("light"), screen(small), settled())
	e.width, e.scheme = small, "light"
	if !white || !plain {
		t.Errorf("%s on paper: white %v, as wide as the paper and without what only a screen needs %v", name, white, plain)
	}
	if e.folder != "" {
		if err := os.WriteFile(filepath.Join(e.folder, name+"-paper.png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// upload gives the wizard a file.
func upload(file string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.WaitReady(`[data-testid="upload-file"]`, one),
		chromedp.SetUploadFiles(`[data-testid="upload-file"]`, []string{file}, one),
		chromedp.WaitVisible(`[data-testid="to-map"]`, one),
	}
}

// dress makes the machine prefer light or dark, which the program follows.
func (e *eye) dress(t *testing.T, scheme string) {
	t.Helper()
	e.scheme = scheme
	step(t, e.ctx, "make the machine "+scheme,
		still(scheme),
		chromedp.WaitVisible(`:root[data-look="`+scheme+`"]`, one), settled())
}

// still makes the machine prefer light or dark, and no motion: charts that grow would be seen half grown.
func still(scheme string) *emulation.SetEmulatedMediaParams {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}})
}

// speak switches the language of the page, by a script: the switch may lie behind a drawer.
func (e *eye) speak(t *testing.T, language string) {
	t.Helper()
	step(t, e.ctx, "switch to "+language,
		chromedp.Evaluate(`document.querySelector('[data-testid="language"]').click()`, nil),
		chromedp.WaitVisible(`:root[lang="`+language+`"]`, one), settled())
}

// settled waits until nothing is fetched and nothing moves.
func settled() chromedp.Action {
	return chromedp.Tasks{
		chromedp.Poll(`window.mingjianOpen === 0 && !document.querySelector(".ant-skeleton-active") && document.getAnimations().every((a) => a.playState !== "running" || a.effect?.getComputedTiming().iterations === Infinity)`, nil, chromedp.WithPollingInterval(often)),
		chromedp.Evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`, nil, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }),
	}
}

// judge has axe look at the page: at everything, or only at what colours change. What is around every page is looked at once.
func (e *eye) judge(t *testing.T, name string, everything bool) {
	t.Helper()
	var found []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	// Rows of a list are drawn alike: of a long one the colours of the first are looked at once more.
	rules, apart := `["color-contrast", "link-in-text-block"]`, []string{"tr:nth-child(n+16)", "li:nth-child(n+16)"}
	if everything { // that axe asks for by itself and that can be as bad as is asked for below
		rules, apart = `axe._audit.rules.filter((r) => (r.enabled && !r.tags.includes("experimental") && !r.tags.includes("deprecated") || r.id === "target-size") && (r.impact === "serious" || r.impact === "critical")).map((r) => r.id)`, []string{}
	}
	if e.frame {
		apart = append(apart, ".skip", ".shell-top", ".shell-nav")
	}
	var there bool
	step(t, e.ctx, "have axe look at "+name,
		chromedp.Evaluate(`"axe" in window`, &there),
		chromedp.ActionFunc(func(ctx context.Context) error {
			if there {
				return nil
			}
			return chromedp.Evaluate(e.axe+`; 0`, nil).Do(ctx)
		}),
		evaluate(`axe.run({exclude: `+quoteAll(apart)+`.filter((s) => document.querySelector(s)).map((s) => [s])}, {resultTypes: ["violations"], runOnly: `+rules+`}).then((r) => r.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map((n) => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? n.all[0]?.message ?? "")).slice(0, 4)})))`, &found))
	for _, f := range found {
		t.Errorf("%s: axe finds %s (%s): %s\n\t%s", name, f.ID, f.Impact, f.Help, strings.Join(f.Nodes, "\n\t"))
	}
}

// keep writes what is seen into a picture, and of wide pages one of a large screen too.
func (e *eye) keep(t *testing.T, s sight, how string) {
	t.Helper()
	if e.folder == "" {
		return
	}
	e.shoot(t, s.name+"-"+how+".png")
	if !s.wide {
		return
	}
	e.resize(t, large)
	e.shoot(t, s.name+"-"+how+"-1920.png")
	e.resize(t, small)
}

// How wide a small and a large screen are.
const small, large = 1366, 1920

// screen is one of them.
func screen(width int64) chromedp.Action {
	height := int64(768)
	if width == large {
		height = 1080
	}
	return emulation.SetDeviceMetricsOverride(width, height, 1, false)
}

// resize gives the page another screen.
func (e *eye) resize(t *testing.T, width int64) {
	t.Helper()
	if width == e.width {
		return
	}
	e.width = width
	step(t, e.ctx, fmt.Sprintf("use a screen of %d", width), screen(width), settled())
}

// fits holds that the page is as wide as screens of these widths, one after the other.
func (e *eye) fits(t *testing.T, name string, widths ...int64) {
	t.Helper()
	for _, width := range widths {
		var over int
		e.resize(t, width)
		step(t, e.ctx, "measure "+name, chromedp.Evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &over))
		if over > 0 {
			t.Errorf("%s: %d pixels too wide for %d", name, over, width)
		}
	}
}

func (e *eye) shoot(t *testing.T, name string) {
	t.Helper()
	var png []byte
	step(t, e.ctx, "take a picture", chromedp.CaptureScreenshot(&png))
	if err := os.WriteFile(filepath.Join(e.folder, name), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

// translated holds that an English page shows no Chinese of which there is English. Names,
// documents and laws have none.
func (e *eye) translated(t *testing.T, name string) {
	t.Helper()
	var left []string
	step(t, e.ctx, "read "+name+" in English", chromedp.Evaluate(`(`+untranslated+`)(`+e.words+`)`, &left))
	for _, s := range left {
		t.Errorf("%s: in English it says %q", name, s)
	}
}

// keepPairs counts the requests that are open and keeps every text that comes in both languages.
const keepPairs = `(() => {
	window.mingjianOpen = 0;
	window.mingjianTexts = new Set();
	const walk = (x) => {
		if (Array.isArray(x)) x.forEach(walk);
		else if (x && typeof x === "object") {
			if (typeof x.zh === "string" && x.en && x.en !== x.zh) window.mingjianTexts.add(x.zh);
			Object.values(x).forEach(walk);
		}
	};
	const real = window.fetch;
	window.fetch = async (...args) => {
		window.mingjianOpen++;
		try {
			const answer = await real(...args);
			if (answer.headers.get("Content-Type")?.includes("json")) walk(await answer.clone().json());
			return answer;
		} finally {
			setTimeout(() => window.mingjianOpen--, 0);
		}
	};
})()`

// untranslated lists what a page says in Chinese though it is known in English: whole texts
// and what is told to those who do not see, outside of documents and of
// lists that are shut.
const untranslated = `(words) => {
	const known = new Set([...words, ...window.mingjianTexts]);
	const found = new Set();
	const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const judge = (s) => { if (s && /\p{Script=Han}/u.test(s) && known.has(s.trim())) found.add(s.trim()); };
	for (let n = all.nextNode(); n; n = all.nextNode()) {
		if (!n.parentElement.closest(".document, .ant-select-dropdown-hidden, [lang^=zh]:not(html), [translate=no], script, style")) judge(n.data);
	}
	for (const e of document.querySelectorAll("[title], [aria-label], [placeholder]")) {
		if (!e.closest(".document, .ant-select-dropdown-hidden, [lang^=zh]:not(html), [translate=no]")) ["title", "aria-label", "placeholder"].forEach((a) => judge(e.getAttribute(a)));
	}
	return [...found];
}`

// chineseWords reads the Chinese words of the interface.
func chineseWords(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob("../ui/src/*/zh*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no words: %v", err)
	}
	var all []string
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case string:
			all = append(all, x)
		case map[string]any:
			for _, y := range x {
				walk(y)
			}
		}
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(raw, &tree); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		walk(tree)
	}
	raw, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// placesFor finds pages to look at, and makes the matter and the model that there are none of yet.
func placesFor(t *testing.T, o office) map[string]string {
	t.Helper()
	places := map[string]string{}
	handler, analyst := o.browser(t), o.browser(t)
	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	signIn(t, analyst, o.address, "analyst", `.shell-nav`)
	places["clue"] = first(t, handler, "/clues/", "/api/clues?model=civil/professional-lender&limit=1")
	if id := strings.TrimPrefix(places["clue"], "/clues/"); id != "" {
		places["network"] = "/network?clue=" + id
		var subject string
		step(t, handler, "ask whom the clue is about", evaluate(`fetch("/api/clues/`+id+`").then((r) => r.json()).then((c) => c.subject.id)`, &subject))
		places["subject"], places["looked"] = subject, id
	}
	places["clueid"], places["document"] = strings.TrimPrefix(places["clue"], "/clues/"), first(t, handler, "/documents/", "/api/judgments?limit=1")
	if batch := first(t, handler, "/clues/", "/api/clues?model=civil/batch-suits&limit=1"); batch != "" {
		places["copies"] = batch + "/copies"
	}
	places["exchange"] = first(t, handler, "/transfers/", "/api/exchanges?limit=1")
	places["offer"] = first(t, handler, "/transfers/", "/api/exchanges?side=starter&state=refused&limit=1")
	if places["matter"] = first(t, handler, "/matters/", "/api/matters?limit=1&sort=-changed_at"); places["matter"] == "" {
		places["matter"] = first(t, handler, "/matters/", "/api/matters?closed=true&limit=1")
	}
	if places["matter"] == "" {
		places["matter"] = strings.TrimPrefix(openMatter(t, handler, o.address, "civil/no-confrontation"), o.address)
	}
	if places["joint"] = first(t, handler, "/transfers/joints/", "/api/joints"); places["joint"] == "" {
		places["joint"] = "/transfers/joints/" + openJoint(t, handler, strings.TrimPrefix(places["matter"], "/matters/"))
	}
	furnish(t, o, handler, strings.TrimPrefix(places["matter"], "/matters/"))
	places["import"] = first(t, analyst, "/data/imports/", "/api/imports")
	if places["draft"] = first(t, analyst, "/drafts/", "/api/drafts"); places["draft"] == "" {
		var draft string
		step(t, analyst, "begin a model",
			chromedp.Navigate(o.address+"/models"),
			typeInto(`[data-testid="draft-id"]`, "civil/own-plaintiffs"),
			click(`[data-testid="draft-begin"]`),
			chromedp.WaitVisible(`[data-testid="draft-sound"][data-sound="true"]`, one),
			chromedp.Location(&draft))
		places["draft"] = strings.TrimPrefix(draft, o.address)
	}
	return places
}

// first is the page of the first thing that the API lists, or nothing.
func first(t *testing.T, ctx context.Context, page, list string) string {
	t.Helper()
	var id string
	step(t, ctx, "ask for "+list, evaluate(`fetch(`+quote(list)+`).then((r) => r.json()).then((x) => x.items[0]?.id ?? "")`, &id))
	if id == "" {
		return ""
	}
	return page + id
}

// acting is a script that does something in a matter as it stands now.
const acting = `const act = async (id, what, body) => {
	const m = await (await fetch("/api/matters/" + id)).json();
	const r = await fetch("/api/matters/" + id + "/" + what, {method: "POST", headers: {"Content-Type": "application/json", "If-Match": '"' + m.state_version + '"', "Idempotency-Key": crypto.randomUUID()}, body: JSON.stringify(body)});
	if (!r.ok) throw new Error(what + ": " + await r.text());
	return r.json();
};`

// furnish gives a matter what people put into one, so that its pages are seen with something on
// them, and opens another of which a step was returned and waits for a leader again.
func furnish(t *testing.T, o office, handler context.Context, matter string) {
	t.Helper()
	leader := o.browser(t)
	signIn(t, leader, o.address, "leader", `[data-testid="home"]`)
	var other string
	step(t, handler, "furnish a matter", evaluate(`(async () => { `+acting+`
		const id = `+quote(matter)+`, m = await (await fetch("/api/matters/" + id)).json();
		await act(id, "tasks", {title: "调取银行流水", assignee: m.members[0].account, due: new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)});
		await act(id, "evidence", {title: "借条原件", kind: "document", source: "原告提交，当面核对", proves: "借款金额和日期"});
		await act(id, "parties", {kind: "person", part: "出借一方", name: "某甲"});
		await act(id, "notes", {text: "已与承办法官电话沟通，约定下周阅卷。"});
		await act(id, "papers", {kind: "termination", prefix: "青检民监"});
		const fields = m.course.taken[0].fields;
		const r = await fetch("/api/matters", {method: "POST", headers: {"Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID()}, body: JSON.stringify({procedure: m.procedure, origin: "ex-officio", title: "某乙：虚假诉讼线索核查", fields})});
		if (!r.ok) throw new Error(await r.text());
		const made = await r.json();
		const drafted = await act(made.id, "papers", {kind: "termination", prefix: "青检民监", to: "望台市人民法院", values: {"终结理由": "经审查，借款真实。"}});
		await act(made.id, "papermoves", {paper: drafted.papers[0].id, to: "review"});
		await act(made.id, "steps", {step: "not_false", fields: {reason: "查明借款真实。"}});
		return made.id;
	})()`, &other))
	step(t, leader, "return a step", evaluate(`(async () => { `+acting+` await act(`+quote(other)+`, "returns", {reason: "请补充资金来源的核对情况。"}); })()`, nil))
	step(t, handler, "propose it again", evaluate(`(async () => { `+acting+` await act(`+quote(other)+`, "steps", {step: "not_false", fields: {reason: "查明借款真实，资金来源已核对。"}}); })()`, nil))
}

// openJoint opens a joint matter with the police, whom exchangeClue has made a partner.
func openJoint(t *testing.T, ctx context.Context, matter string) (id string) {
	t.Helper()
	step(t, ctx, "open a joint matter", evaluate(`fetch("/api/joints", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({matter: `+quote(matter)+`, title: "套路贷专项", about: "协同核查资金流水和报案材料", due: "2099-12-31", members: ["330102-ga"]})}).then((r) => r.json()).then((x) => x.id ?? x.title)`, &id))
	return id
}

// evaluate waits for what a script promises.
func evaluate(script string, into any) chromedp.Action {
	return chromedp.Evaluate(script, into, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) })
}

func quoteAll(all []string) string {
	raw, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts are JSON
	}
	return string(raw)
}

func quote(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // every string is JSON
	}
	return string(raw)
}

// listenToAll collects uncaught exceptions and every error that the browser or the page logs.
func listenToAll(ctx context.Context) func() []string {
	thrown := listen(ctx)
	said := make(chan string, 1000)
	tell := func(s string) {
		select {
		case said <- s:
		default:
		}
	}
	chromedp.ListenTarget(ctx, func(ev any) {
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			if e.Entry.Level == log.LevelError || e.Entry.Level == log.LevelWarning {
				tell(fmt.Sprintf("%s %s", e.Entry.Text, e.Entry.URL))
			}
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
				var all []string
				for _, a := range e.Args {
					all = append(all, string(a.Value)+a.Description)
				}
				tell(strings.Join(all, " "))
			}
		}
	})
	return func() []string {
		all := thrown()
		for {
			select {
			case s := <-said:
				all = append(all, s)
			default:
				return all
			}
		}
	}
}
