package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// carryMatter takes a clue to its outcome by the people who must: a handler screens it, opens a
// matter and drafts the paper; a deputy approves the paper in the list of what waits for them; the
// handler seals it, serves it and proposes to end the matter; the leader approves the end, and
// the clue says what came of it. An analyst, whose role handles no matters, is shown none.
func carryMatter(t *testing.T, o office) {
	station{t, o.home}.account("deputy", "副检察长", "leader")
	handler, deputy, leader, analyst := o.browser(t), o.browser(t), o.browser(t), o.browser(t)
	complaints := []func() []string{listen(handler), listen(deputy), listen(leader), listen(analyst)}
	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	matter := openMatter(t, handler, o.address, "civil/professional-lender")

	const why = `[data-slot="终结理由"] textarea`
	var paper, clue, recorded string
	step(t, handler, "draft the paper by its template and submit it",
		chromedp.WaitVisible(`.matter-page a[href^="/clues/"]`, one),
		chromedp.Evaluate(`document.querySelector('.matter-page a[href^="/clues/"]').href`, &clue),
		chromedp.Navigate(matter+"?tab=papers"),
		choose(`[data-testid="paper-kind"]`, "termination"),
		typeInto(`[data-testid="paper-prefix"]`, "青检民监"),
		click(`[data-testid="paper-draft"]`),
		click(`[data-testid="paper"][data-state="draft"] .subject`),
		chromedp.WaitVisible(why, one),
		typeInto(`[data-testid="paper-to"]`, "望台市人民法院"),
		keys(why, "经审查，借款真实。"),
		click(`[data-testid="paper-save"]`),
		chromedp.WaitEnabled(`[data-testid="paper-review"]`, one),
		click(`[data-testid="paper-review"]`),
		chromedp.WaitVisible(`[data-testid="paper"][data-state="review"]`, one),
	)
	var own int
	step(t, handler, "not be asked to approve what one drafted",
		chromedp.Navigate(o.address+"/matters/approvals"),
		click(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`),
		chromedp.WaitVisible(`[data-testid="waiting-paper"] [data-testid="paper-withdrawn"]`, one),
		chromedp.Evaluate(`document.querySelectorAll('[data-testid="paper-approved"]').length`, &own),
	)
	if own != 0 {
		t.Error("who drafted the paper is asked to approve it")
	}
	signIn(t, deputy, o.address, "deputy", `[data-testid="home"]`)
	step(t, deputy, "find the paper on the first page, read and approve it in the list of what waits",
		chromedp.WaitVisible(`[data-testid="home-papers"] li`, one),
		click(`[data-testid="home-papers"] h2 a`),
		click(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`),
		chromedp.WaitVisible(`[data-testid="waiting-paper"] .paper-text`, one),
		chromedp.Text(`[data-testid="waiting-paper"] .paper-text`, &paper, one),
		click(`[data-testid="waiting-paper"] [data-testid="paper-approved"]`),
		chromedp.WaitNotPresent(`[data-testid="waiting-paper"]`, one),
	)
	if !strings.Contains(paper, "经审查，借款真实。") {
		t.Errorf("the deputy approved without reading: %q", paper)
	}
	step(t, handler, "seal and serve it from the list, and propose to end the matter",
		chromedp.Navigate(o.address+"/matters/approvals"),
		click(`[data-testid="approvals-papers-approved"] [data-testid="open-paper"]`),
		click(`[data-testid="approvals-papers-approved"] [data-testid="paper-sealed"]`),
		click(`[data-testid="approvals-papers-sealed"] [data-testid="open-paper"]`),
		chromedp.WaitVisible(`[data-testid="approvals-papers-sealed"] .inline-form input`, one),
		keys(`[data-testid="approvals-papers-sealed"] .inline-form input`, "望台市人民法院收发室"),
		click(`[data-testid="approvals-papers-sealed"] [data-testid="paper-served"]`),
		chromedp.WaitNotPresent(`[data-testid="waiting-paper"]`, one),
		chromedp.Navigate(matter),
		click(`[data-testid="step-terminate"]`),
		chromedp.WaitVisible(`[data-field="reason"] textarea`, one),
		keys(`[data-field="reason"] textarea`, "核对借条和转账记录，借款真实。"),
		click(`[data-testid="step-submit"]`),
		chromedp.WaitVisible(`[data-testid="waiting-step"]`, one),
	)
	signIn(t, leader, o.address, "leader", `[data-testid="home"]`)
	step(t, leader, "name another member, release them, and see both in the record of the matter",
		chromedp.Navigate(matter+"?tab=people"),
		click(`[data-testid="member-who"]`),
		chromedp.KeyEvent("副检察长"),
		chromedp.WaitVisible(`.ant-select-dropdown [data-value]`, one),
		chromedp.KeyEvent(kb.Enter),
		click(`[data-testid="member-assign"]`),
		chromedp.WaitEnabled(`[data-testid="member"][data-part="member"] [data-testid="release-member"]`, one),
		// By keyboard: the line has only just come, and a click may hit nothing.
		chromedp.Focus(`[data-testid="member"][data-part="member"] [data-testid="release-member"]`, one),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitNotPresent(`[data-testid="member"][data-part="member"]`, one),
		click(`[data-node-key="audit"]`),
		chromedp.WaitVisible(`[data-testid="audit-entry"]:nth-of-type(2)`, one),
		chromedp.Text(`[data-testid="matter-audit"]`, &recorded, one),
	)
	if strings.Count(recorded, "指定承办人") < 2 {
		t.Errorf("the record of the matter says %s", recorded)
	}
	var state, outcome string
	step(t, leader, "approve the end from the list of what waits",
		chromedp.Navigate(o.address+"/matters/approvals"),
		click(`[data-testid="approval"] [data-testid="approve"]`),
		chromedp.WaitNotPresent(`[data-testid="approval"]`, one),
		chromedp.Navigate(matter),
		chromedp.WaitVisible(`[data-testid="matter-state"]`, one),
		chromedp.AttributeValue(`[data-testid="matter-state"]`, "data-state", &state, nil, one),
	)
	var article string
	step(t, handler, "read the article that a step cites, and find the documents of the matter",
		chromedp.Focus(`.matter-head summary`, one), chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(`.matter-head [data-testid="law-cite"]`, one),
		chromedp.Focus(`.matter-head [data-testid="law-cite"]`, one),
		chromedp.WaitVisible(`[data-testid="law-articles"] .law-text`, one),
		chromedp.Text(`[data-testid="law-articles"] .law-text`, &article, one),
		chromedp.Evaluate(`document.querySelector('[data-testid="matter-documents"]').click()`, nil),
		click(`[data-testid="document-row"] [data-testid="open-document"]`),
		chromedp.WaitVisible(`[data-testid="document-page"] [data-testid="look-note"]`, one),
	)
	if len([]rune(article)) < 10 {
		t.Errorf("the article says %q", article)
	}
	step(t, handler, "see on the clue what came of it",
		chromedp.Navigate(clue),
		chromedp.WaitVisible(`[data-testid="clue-matter"] strong`, one),
		chromedp.AttributeValue(`[data-testid="clue-matter"]`, "data-outcome", &outcome, nil, one),
	)
	if state != "closed" || outcome != "terminated" {
		t.Errorf("the matter stands at %q, the clue tells of %q", state, outcome)
	}
	seesNothing(t, analyst, o.address, matter)
	for _, said := range complaints {
		for _, c := range said() {
			t.Errorf("the browser complained: %s", c)
		}
	}
}

// openMatter screens the first clue of a model that is found, opens a matter on it and returns its address.
func openMatter(t *testing.T, ctx context.Context, address, model string) (matter string) {
	t.Helper()
	step(t, ctx, "screen a clue",
		chromedp.Navigate(address+"/clues?model="+model+"&state=found"),
		click(`[data-testid="clue-row"] [data-testid="open-clue"]`),
		click(`[data-testid="decision-move"] [data-value="screening"]`),
		click(`[data-testid="decision-submit"]`),
		chromedp.WaitVisible(`[data-testid="clue-state"][data-state="screening"]`, one),
	)
	step(t, ctx, "ask for the form of a matter",
		chromedp.WaitVisible(`[data-testid="open-on-clue"]`, one),
		// By keyboard: what stands above it changes with the state, and a click may hit nothing.
		chromedp.Focus(`[data-testid="open-on-clue"]`, one),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(`[data-testid="open-procedure"]`, one),
	)
	step(t, ctx, "choose what kind of matter it is",
		choose(`[data-testid="open-procedure"]`, "false-litigation"),
		choose(`[data-field="conduct"] .ant-select`, "sham_debt"),
		choose(`[data-field="document_kind"] .ant-select`, "judgment"),
	)
	var court string
	step(t, ctx, "see the court, if all cases of the clue were before one", chromedp.Value(`[data-field="court"] input`, &court, one))
	if court == "" {
		step(t, ctx, "name the court", keys(`[data-field="court"] input`, "县人民法院"))
	}
	step(t, ctx, "open the matter",
		click(`[data-testid="open-submit"]`),
		chromedp.WaitVisible(`[data-testid="matter-state"]`, one),
		chromedp.Location(&matter),
	)
	return matter
}

// seesNothing holds that an account whose role handles no matters is shown none.
func seesNothing(t *testing.T, ctx context.Context, address, matter string) {
	t.Helper()
	var nav, page string
	signIn(t, ctx, address, "analyst", `.shell-nav`)
	step(t, ctx, "look for the matter with another role",
		chromedp.Text(`.shell-nav`, &nav, one),
		chromedp.Navigate(matter),
		chromedp.WaitVisible(`.shell-main .ant-alert`, one),
		chromedp.Text(`.shell-main`, &page, one),
	)
	if strings.Contains(nav, "案件") || strings.Contains(page, "职业放贷人") {
		t.Errorf("the analyst is shown %q", page)
	}
}

// click waits for an element, brings it into sight and clicks it.
func click(sel string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.WaitVisible(sel, one),
		chromedp.WaitEnabled(sel, one),
		atRest(),
		chromedp.ScrollIntoView(sel, one),
		chromedp.Click(sel, one),
	}
}
