package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// readFigures goes as a leader from the figures to the rows of one and on to its clue, asks of a
// year, and prints; a handler is shown neither the way nor the page.
func readFigures(t *testing.T, o office) {
	leader, handler := o.browser(t), o.browser(t)
	complaints := listen(leader)
	signIn(t, leader, o.address, "leader", `[data-testid="home"]`)
	var found, quarter, year, stamp string
	step(t, leader, "read the figures and the rows behind one",
		click(`[data-testid="nav-figures"]`),
		chromedp.WaitVisible(`[data-testid="above-clues-found"]`, one),
		chromedp.WaitVisible(`.leader-bars svg`, one),
		chromedp.Text(`[data-testid="above-clues-found"]`, &found, one),
		chromedp.Text(`[data-testid="period-name"]`, &quarter, one),
		click(`[data-testid="above-clues-found"]`),
		click(`[data-testid="figure-row"] a`),
		chromedp.WaitVisible(`[data-testid="clue-state"]`, one),
	)
	if found == "" || found == "0" {
		t.Errorf("the demonstration has found %q clues", found)
	}
	step(t, leader, "ask of a year, and print",
		chromedp.Navigate(o.address+"/figures"),
		click(`[data-testid="period-year"]`),
		chromedp.WaitVisible(`[data-testid="period-year"][aria-pressed="true"]`, one),
		chromedp.WaitVisible(`[data-testid="leader"][aria-busy="false"] [data-testid="above-adoption"]`, one),
		chromedp.Text(`[data-testid="period-name"]`, &year, one),
		click(`[data-testid="leader-print"]`),
		chromedp.WaitVisible(`.leader-stamp`, one),
		chromedp.Text(`.leader-stamp`, &stamp, one),
	)
	if quarter == year || !strings.Contains(stamp, "mingjian audit verify") {
		t.Errorf("the quarter is called %q, the year %q, and the print says %q", quarter, year, stamp)
	}
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	step(t, handler, "be shown no figures as a handler",
		chromedp.WaitNotPresent(`[data-testid="nav-figures"]`, one),
		chromedp.Navigate(o.address+"/figures"),
		chromedp.WaitVisible(`[data-testid="leader-closed"]`, one),
	)
}
