package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// administer does what an administrator does: an account is made and signs in with the
// password that was shown once, a session is ended, a role is changed, the record is checked, and
// it is asked who looked at a clue, which the administrator is not shown.
func administer(t *testing.T, o office) {
	admin, newcomer, handler := o.browser(t), o.browser(t), o.browser(t)
	complaints := []func() []string{listen(admin), listen(newcomer), listen(handler)}
	signIn(t, admin, o.address, "admin", `.shell-nav`)
	var password string
	step(t, admin, "make an account",
		chromedp.Navigate(o.address+"/admin/people"),
		click(`[data-testid="new-account"]`),
		click(`[data-testid="role-handler"]`),
		typeInto(`[data-testid="account-display"]`, "新来的办案人"),
		typeInto(`[data-testid="account-name"]`, "newcomer"),
		click(`[data-testid="account-make"]`),
		chromedp.WaitVisible(`[data-testid="first-password"]`, one),
		chromedp.Text(`[data-testid="first-password"]`, &password, one),
		click(`[data-testid="password-read"]`),
		chromedp.WaitVisible(accountRow("newcomer", "handler"), byPath),
	)
	const own = "换成自己记得的口令"
	signInWith(t, newcomer, o.address, "newcomer", password, `[data-testid="stage-password"]`)
	step(t, newcomer, "choose a password of one's own",
		typeInto(`[data-testid="password-present"]`, password),
		typeInto(`[data-testid="password-new"]`, own),
		typeInto(`[data-testid="password-again"]`, own),
		click(`[data-testid="password-submit"]`),
		chromedp.WaitVisible(`[data-testid="home"]`, one),
	)
	step(t, admin, "end its session",
		chromedp.Navigate(o.address+"/admin/sessions"),
		chromedp.WaitVisible(presence("新来的办案人"), byPath),
		chromedp.Click(presence("新来的办案人")+`//button`, byPath),
		chromedp.WaitNotPresent(presence("新来的办案人"), byPath),
	)
	step(t, newcomer, "be signed out", chromedp.Reload(), chromedp.WaitVisible(`[data-testid="signin-name"]`, one))
	step(t, admin, "give it another role",
		chromedp.Navigate(o.address+"/admin/people"),
		chromedp.WaitVisible(accountRow("newcomer", "handler"), byPath),
		chromedp.Click(accountRow("newcomer", "handler"), byPath),
		click(`.account-drawer [data-testid="role-analyst"]`),
		click(`[data-testid="position-save"]`),
		chromedp.WaitVisible(accountRow("newcomer", "analyst"), byPath),
	)
	signInWith(t, newcomer, o.address, "newcomer", own, `.shell-nav a[href="/models"]`)
	step(t, newcomer, "have the work of the new role only", chromedp.WaitNotPresent(`.shell-nav a[href="/matters"]`, one))

	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	clue := strings.TrimPrefix(first(t, handler, "/", "/api/clues?model=civil/professional-lender&limit=1"), "/")
	var name, page, looker string
	step(t, handler, "look at a clue",
		chromedp.Navigate(o.address+"/clues/"+clue),
		chromedp.WaitVisible(`.clue-line h1`, one),
		chromedp.Text(`.clue-line h1`, &name, one),
	)
	step(t, admin, "not be shown it",
		chromedp.WaitNotPresent(`.shell-nav a[href="/clues"]`, one),
		chromedp.Navigate(o.address+"/clues/"+clue),
		chromedp.WaitVisible(`.shell-main .ant-alert-error`, one),
		chromedp.Text(`body`, &page, one),
	)
	if name == "" || strings.Contains(page, name) {
		t.Errorf("the administrator is shown %q", name)
	}
	step(t, admin, "ask who looked",
		chromedp.Navigate(o.address+"/admin/looks?object="+clue),
		chromedp.WaitVisible(`[data-testid="looker"]`, one),
		chromedp.Text(`[data-testid="looks-report"]`, &looker, one),
	)
	if !strings.Contains(looker, "示范办案人") {
		t.Errorf("those who looked are %q", looker)
	}
	step(t, admin, "check the record",
		chromedp.Navigate(o.address+"/admin/record"),
		click(`[data-testid="verify-do"]`),
		chromedp.WaitVisible(`[data-testid="verify"][data-state="sound"]`, one),
	)
	for _, said := range complaints {
		for _, c := range said() {
			t.Errorf("the browser complained: %s", c)
		}
	}
}

// accountRow finds the row of an account that has a role.
func accountRow(name, role string) string {
	return `//tr[@data-testid="account-row"][.//*[text()="` + name + `"]][.//*[@data-role="` + role + `"]]`
}

// presence finds the row of somebody who is signed in.
func presence(display string) string {
	return `//tr[@data-testid="presence"][.//*[contains(text(), "` + display + `")]]`
}

// signInWith signs in with a password and waits for what is shown then.
func signInWith(t *testing.T, ctx context.Context, address, name, password, then string) {
	t.Helper()
	step(t, ctx, "sign in as "+name,
		chromedp.Navigate(address),
		chromedp.WaitVisible(`[data-testid="signin-name"]`, one),
		chromedp.Evaluate(`localStorage.setItem("mingjian.tour.`+name+`", "1")`, nil), // had the tour
		typeInto(`[data-testid="signin-name"]`, name),
		typeInto(`[data-testid="signin-password"]`, password),
		chromedp.Click(`[data-testid="signin-submit"]`, one),
		chromedp.WaitVisible(then, one),
	)
}
