package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// sendPetition: a citizen sends a petition and sees where it stands and nothing else; the leader
// finds it among the matters and names who handles it, who links it to another matter and takes the
// link away again.
func sendPetition(t *testing.T, o office) {
	station{t, o.home}.account("petitioner", "来访人", "citizen")
	citizen, leader, handler := o.browser(t), o.browser(t), o.browser(t)
	complaints := []func() []string{listen(citizen), listen(leader), listen(handler)}
	const words = "请告知我的申诉办到哪一步，案件已提交三个月。"
	var listed, nav string
	signIn(t, citizen, o.address, "petitioner", `[data-testid="petition-text"]`)
	step(t, citizen, "send a petition and see by when it is answered",
		choose(`[data-testid="petition-kind"]`, "own_office"),
		typeInto(`[data-testid="petition-text"]`, words),
		click(`[data-testid="petition-send"]`),
		chromedp.WaitVisible(`[data-testid="petition"] li`, one),
		chromedp.Text(`[data-testid="petition"]`, &listed, one),
		chromedp.Text(`.shell-nav`, &nav, one),
	)
	if !strings.Contains(listed, words) || !strings.Contains(listed, "最迟") {
		t.Errorf("the list says %q", listed)
	}
	if strings.Contains(nav, "线索") || strings.Contains(nav, "案件") {
		t.Errorf("a citizen is led to %q", nav)
	}
	var matter, link string
	signIn(t, leader, o.address, "leader", `[data-testid="home"]`)
	step(t, leader, "find it among the matters and name who handles it",
		chromedp.Navigate(o.address+"/matters?procedure=petition&sort=-changed_at"),
		click(`[data-testid="matter-row"] [data-testid="open-matter"]`),
		chromedp.WaitVisible(`[data-testid="matter-state"]`, one),
		chromedp.Location(&matter),
		click(`[data-node-key="people"]`),
		click(`[data-testid="member-who"]`),
		chromedp.KeyEvent("示范办案人"),
		chromedp.WaitVisible(`.ant-select-dropdown [data-value]`, one),
		chromedp.KeyEvent(kb.Enter),
		click(`[data-testid="member-assign"]`),
		chromedp.WaitVisible(`[data-testid="member"]`, one),
	)
	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	openMatter(t, handler, o.address, "civil/no-confrontation")
	step(t, handler, "link it to another matter, and take the link away",
		chromedp.Navigate(matter),
		choose(`[data-testid="link-relation"]`, "came-from"),
		click(`[data-testid="link-other"]`),
		chromedp.WaitVisible(`.ant-select-dropdown:not(.ant-select-dropdown-hidden) [data-value^="m-"]`, one),
		chromedp.KeyEvent(kb.Enter),
		click(`[data-testid="link-add"]`),
		chromedp.WaitVisible(`[data-testid="matter-link"] a`, one),
		chromedp.Text(`[data-testid="matter-link"]`, &link, one),
		click(`[data-testid="unlink-matter"]`),
		chromedp.WaitNotPresent(`[data-testid="matter-link"]`, one),
	)
	if !strings.Contains(link, "来源于：") {
		t.Errorf("the link says %q", link)
	}
	for _, said := range complaints {
		for _, c := range said() {
			t.Errorf("the browser complained: %s", c)
		}
	}
}
