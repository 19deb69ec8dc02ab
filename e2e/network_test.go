package e2e

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// drawNetwork goes from a clue to its network, opens a category, and is led to the words of a
// court document that tell a relation; an administrator is shown none of it.
func drawNetwork(t *testing.T, o office) {
	ctx, admin := o.browser(t), o.browser(t)
	complaints := listen(ctx)
	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	var before, after, said, drawn, mark string
	step(t, ctx, "see the network of the top clue among lenders",
		chromedp.Navigate(o.address+"/clues?model=civil/professional-lender"),
		click(`[data-testid="clue-row"] [data-testid="open-clue"]`),
		click(`[data-node-key="who"]`),
		click(`[data-testid="open-network"]`),
		chromedp.WaitVisible(`[data-testid="network-canvas"][data-drawn]`, one),
		chromedp.Text(`[data-testid="network-shown"]`, &before, one),
		chromedp.Text(`[data-testid="network-said"]`, &said, one),
		chromedp.AttributeValue(`[data-testid="network-canvas"]`, "data-drawn", &drawn, nil, one),
	)
	if !strings.Contains(before, "/") || !strings.Contains(said, strings.Fields(before)[1]) {
		t.Errorf("the picture says %q, the words %q", before, said)
	}
	if _, err := strconv.Atoi(drawn); err != nil {
		t.Errorf("the time of drawing is %q", drawn)
	}
	step(t, ctx, "open a category of a node from the list",
		click(`[data-node-key="nodes"]`),
		click(`[data-testid="network-nodes"] .link-button`),
		click(`[data-testid="network-open"]:not([disabled])`),
		chromedp.WaitVisible(`.network-bar button:not([disabled]) .anticon-undo`, one),
		chromedp.Text(`[data-testid="network-shown"]`, &after, one),
	)
	if before == after {
		t.Errorf("nothing was added to %s", before)
	}
	step(t, ctx, "read what a relation rests on",
		click(`[data-node-key="relations"]`),
		click(`[data-testid="network-relation"]`),
		click(`[data-testid="network-read"]`),
		chromedp.WaitVisible(`[data-testid="spot"]`, one),
		chromedp.Text(`[data-testid="spot"]`, &mark, one),
	)
	if strings.TrimSpace(mark) == "" {
		t.Error("the words that tell the relation are empty")
	}
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}

	signIn(t, admin, o.address, "admin", `.shell-nav`)
	step(t, admin, "be shown no network as an administrator",
		chromedp.WaitNotPresent(`.shell-nav a[href="/network"]`, one),
		chromedp.Navigate(o.address+"/network?node=p-1"),
		chromedp.WaitVisible(`.ant-alert-error`, one),
	)
}
