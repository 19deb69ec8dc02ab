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
func carryMatter(t *testing.T, address, home string) {
	station{t, home}.account("deputy", "副检察长", "leader")
	handler, deputy, leader, analyst := browser(t), browser(t), browser(t), browser(t)
	complaints := []func() []string{listen(handler), listen(deputy), listen(leader), listen(analyst)}
	signIn(t, handler, address, "demo", `[data-testid="home"]`)
	matter := openMatter(t, handler, address, "civil/professional-lender")

	const why = `[data-slot="终结理由"] textarea`
	var paper, clue, recorded string
	step(t, handler, "draft the paper by its template and submit it",
		chromedp.WaitVisible(`.matter-page a[href^="/clues/"]`, chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelector('.matter-page a[href^="/clues/"]').href`, &clue),
		chromedp.Navigate(matter+"?tab=papers"),
		choose(`[data-testid="paper-kind"]`, "termination"),
		typeInto(`[data-testid="paper-prefix"]`, "青检民监"),
		click(`[data-testid="paper-draft"]`),
		click(`[data-testid="paper"][data-state="draft"] .subject`),
		chromedp.WaitVisible(why, chromedp.ByQuery),
		typeInto(`[data-testid="paper-to"]`, "望台市人民法院"),
		keys(why, "经审查，借款真实。"),
		click(`[data-testid="paper-save"]`),
		chromedp.WaitEnabled(`[data-testid="paper-review"]`, chromedp.ByQuery),
		click(`[data-testid="paper-review"]`),
		chromedp.WaitVisible(`[data-testid="paper"][data-state="review"]`, chromedp.ByQuery),
	)
	var own int
	step(t, handler, "not be asked to approve what one drafted",
		chromedp.Navigate(address+"/matters/approvals"),
		click(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`),
		chromedp.WaitVisible(`[data-testid="waiting-paper"] [data-testid="paper-withdrawn"]`, chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelectorAll('[data-testid="paper-approved"]').length`, &own),
	)
	if own != 0 {
		t.Error("who drafted the paper is asked to approve it")
	}
	signIn(t, deputy, address, "deputy", `[data-testid="home"]`)
	step(t, deputy, "find the paper on the first page, read and approve it in the list of what waits",
		chromedp.WaitVisible(`[data-testid="home-papers"] li`, chromedp.ByQuery),
		click(`[data-testid="home-papers"] h2 a`),
		click(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`),
		chromedp.WaitVisible(`[data-testid="waiting-paper"] .paper-text`, chromedp.ByQuery),
		chromedp.Text(`[data-testid="waiting-paper"] .paper-text`, &paper, chromedp.ByQuery),
		click(`[data-testid="waiting-paper"] [data-testid="paper-approved"]`),
		chromedp.WaitNotPresent(`[data-testid="waiting-paper"]`, chromedp.ByQuery),
	)
	if !strings.Contains(paper, "经审查，借款真实。") {
		t.Errorf("the deputy approved without reading: %q", paper)
	}
	step(t, handler, "seal and serve it from the list, and propose to end the matter",
		chromedp.Navigate(address+"/matters/approvals"),
		click(`[data-testid="approvals-papers-approved"] [data-testid="open-paper"]`),
		click(`[data-testid="approvals-papers-approved"] [data-testid="paper-sealed"]`),
		click(`[data-testid="approvals-papers-sealed"] [data-testid="open-paper"]`),
		chromedp.WaitVisible(`[data-testid="approvals-papers-sealed"] .inline-form input`, chromedp.ByQuery),
		keys(`[data-testid="approvals-papers-sealed"] .inline-form input`, "望台市人民法院收发室"),
		click(`[data-testid="approvals-papers-sealed"] [data-testid="paper-served"]`),
		chromedp.WaitNotPresent(`[data-testid="waiting-paper"]`, chromedp.ByQuery),
		chromedp.Navigate(matter),
		click(`[data-testid="step-terminate"]`),
		chromedp.WaitVisible(`[data-field="reason"] textarea`, chromedp.ByQuery),
		keys(`[data-field="reason"] textarea`, "核对借条和转账记录，借款真实。"),
		click(`[data-testid="step-submit"]`),
		chromedp.WaitVisible(`[data-testid="waiting-step"]`, chromedp.ByQuery),
	)
	signIn(t, leader, address, "leader", `[data-testid="home"]`)
	step(t, leader, "name another member, release them, and see both in the record of the matter",
		chromedp.Navigate(matter+"?tab=people"),
		click(`[data-testid="member-who"]`),
		chromedp.KeyEvent("副检察长"),
		chromedp.WaitVisible(`.ant-select-dropdown [data-value]`, chromedp.ByQuery),
		chromedp.KeyEvent(kb.Enter),
		click(`[data-testid="member-assign"]`),
		chromedp.WaitEnabled(`[data-testid="member"][data-part="member"] [data-testid="release-member"]`, chromedp.ByQuery),
		// By keyboard: the line has only just come, and a click may hit nothing.
		chromedp.Focus(`[data-testid="member"][data-part="member"] [data-testid="release-member"]`, chromedp.ByQuery),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitNotPresent(`[data-testid="member"][data-part="member"]`, chromedp.ByQuery),
		click(`[data-node-key="audit"]`),
		chromedp.WaitVisible(`[data-testid="audit-entry"]:nth-of-type(2)`, chromedp.ByQuery),
		chromedp.Text(`[data-testid="matter-audit"]`, &recorded, chromedp.ByQuery),
	)
	if strings.Count(recorded, "指定承办人") < 2 {
		t.Errorf("the record of the matter says %s", recorded)
	}
	var state, outcome string
	step(t, leader, "approve the end from the list of what waits",
		chromedp.Navigate(address+"/matters/approvals"),
		click(`[data-testid="approval"] [data-testid="approve"]`),
		chromedp.WaitNotPresent(`[data-testid="approval"]`, chromedp.ByQuery),
		chromedp.Navigate(matter),
		chromedp.WaitVisible(`[data-testid="matter-state"]`, chromedp.ByQuery),
		chromedp.AttributeValue(`[data-testid="matter-state"]`, "data-state", &state, nil, chromedp.ByQuery),
	)
	var article string
	step(t, handler, "read the article that a step cites, and find the documents of the matter",
		chromedp.Focus(`.matter-head summary`, chromedp.ByQuery), chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(`.matter-head [data-testid="law-cite"]`, chromedp.ByQuery),
		chromedp.Focus(`.matter-head [data-testid="law-cite"]`, chromedp.ByQuery),
		chromedp.WaitVisible(`[data-testid="law-articles"] .law-text`, chromedp.ByQuery),
		chromedp.Text(`[data-testid="law-articles"] .law-text`, &article, chromedp.ByQuery),
		chromedp.Evaluate(`document.querySelector('[data-testid="matter-documents"]').click()`, nil),
		click(`[data-testid="document-row"] [data-testid="open-document"]`),
		chromedp.WaitVisible(`[data-testid="document-page"] [data-testid="look-note"]`, chromedp.ByQuery),
	)
	if len([]rune(article)) < 10 {
		t.Errorf("the article says %q", article)
	}
	step(t, handler, "see on the clue what came of it",
		chromedp.Navigate(clue),
		chromedp.WaitVisible(`[data-testid="clue-matter"] strong`, chromedp.ByQuery),
		chromedp.AttributeValue(`[data-testid="clue-matter"]`, "data-outcome", &outcome, nil, chromedp.ByQuery),
	)
	if state != "closed" || outcome != "terminated" {
		t.Errorf("the matter stands at %q, the clue tells of %q", state, outcome)
	}
	seesNothing(t, analyst, address, matter)
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
		chromedp.WaitVisible(`[data-testid="clue-state"][data-state="screening"]`, chromedp.ByQuery),
	)
	step(t, ctx, "ask for the form of a matter",
		chromedp.WaitVisible(`[data-testid="open-on-clue"]`, chromedp.ByQuery),
		// By keyboard: what stands above it changes with the state, and a click may hit nothing.
		chromedp.Focus(`[data-testid="open-on-clue"]`, chromedp.ByQuery),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(`[data-testid="open-procedure"]`, chromedp.ByQuery),
	)
	step(t, ctx, "choose what kind of matter it is",
		choose(`[data-testid="open-procedure"]`, "false-litigation"),
		choose(`[data-field="conduct"] .ant-select`, "sham_debt"),
		choose(`[data-field="document_kind"] .ant-select`, "judgment"),
	)
	var court string
	step(t, ctx, "see the court, if all cases of the clue were before one", chromedp.Value(`[data-field="court"] input`, &court, chromedp.ByQuery))
	if court == "" {
		step(t, ctx, "name the court", keys(`[data-field="court"] input`, "县人民法院"))
	}
	step(t, ctx, "open the matter",
		click(`[data-testid="open-submit"]`),
		chromedp.WaitVisible(`[data-testid="matter-state"]`, chromedp.ByQuery),
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
		chromedp.Text(`.shell-nav`, &nav, chromedp.ByQuery),
		chromedp.Navigate(matter),
		chromedp.WaitVisible(`.shell-main .ant-alert`, chromedp.ByQuery),
		chromedp.Text(`.shell-main`, &page, chromedp.ByQuery),
	)
	if strings.Contains(nav, "案件") || strings.Contains(page, "职业放贷人") {
		t.Errorf("the analyst is shown %q", page)
	}
}

// click waits for an element, brings it into sight and clicks it.
func click(sel string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.WaitVisible(sel, chromedp.ByQuery),
		chromedp.WaitEnabled(sel, chromedp.ByQuery),
		atRest(),
		chromedp.ScrollIntoView(sel, chromedp.ByQuery),
		chromedp.Click(sel, chromedp.ByQuery),
	}
}
