package e2e

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// buildModel carries a model from nothing to its first clue without a line of code: an analyst
// begins it, changes who is found with the builder, looks at what a step makes of a case, runs the
// cases, tests it on history and submits it; a leader approves it; a scan runs it.
func buildModel(t *testing.T, o office) {
	analyst, leader := o.browser(t), o.browser(t)
	complaints := []func() []string{listen(analyst), listen(leader)}
	const sound = `[data-testid="draft-sound"][data-sound="true"]`
	const value = `.condition .rule input.ant-input`
	signIn(t, analyst, o.address, "analyst", `.shell-nav`)
	var draft, kept, source, plan string
	step(t, analyst, "begin a model",
		chromedp.Navigate(o.address+"/models"),
		typeInto(`[data-testid="draft-id"]`, "civil/own-plaintiffs"),
		click(`[data-testid="draft-begin"]`),
		chromedp.WaitVisible(sound, one),
		chromedp.Location(&draft),
	)
	step(t, analyst, "see what a step makes of a case",
		chromedp.WaitVisible(`[data-testid="look-table"] .holds`, one),
		chromedp.Text(`[data-testid="look-table"] p`, &kept, one),
	)
	step(t, analyst, "say who is found, with the builder",
		click(`[data-testid="draft-step"][data-step=""]`),
		chromedp.WaitVisible(value, one),
		chromedp.Focus(value, one),
		chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)),
		keys(value, "4"),
		chromedp.WaitEnabled(`[data-testid="draft-save"]`, one),
		chromedp.Value(`textarea.source`, &source, one),
	)
	if !strings.Contains(kept, "6") || !strings.Contains(source, "gate: most >= 4\n") {
		t.Errorf("the step says %q, and the gate is not in the YAML", kept)
	}
	const field = `.item-body [data-step-field=`
	open := func(section, list, item string) chromedp.Action {
		return chromedp.Tasks{click(`[data-testid="draft-step"][data-step="` + section + `"]`), click(`[data-testid="items-` + list + `"] [data-testid="item-head"][data-item="` + item + `"]`)}
	}
	step(t, analyst, "set a parameter, the weight of an indicator and a basis, and leave somebody out",
		open(":parameters", "parameters", "suits"),
		retype(field+`"default"] input`, "4"),
		open(":indicators", "indicators", "often"),
		retype(field+`"weight"] input`, "0.65"),
		click(`[data-testid="draft-step"][data-step=":card"]`),
		click(`[data-testid="items-basis"] [data-testid="item-add"]`),
		retype(field+`"law"] input`, "民事诉讼法"), retype(field+`"version"] input`, "2023-09-01"), retype(field+`"article"] input`, "13"),
		click(`[data-testid="draft-step"][data-step=":exclusions"]`),
		click(`[data-testid="items-exclusions"] [data-testid="item-head"]`),
		retype(field+`"checked"] textarea[lang="en"]`, "No licensed lender."),
		chromedp.WaitVisible(sound, one),
		chromedp.Value(`textarea.source`, &source, one),
	)
	for _, want := range []string{"default: 4", "weight: 0.65", `article: "13"`, "No licensed lender."} {
		if !strings.Contains(source, want) {
			t.Errorf("%s is not in the YAML", want)
		}
	}
	var facts string
	step(t, analyst, "find a field by its Chinese name and see what the data have of it",
		click(`[data-testid="draft-step"]:not([data-step^=":"])`),
		click(`.condition .rule .ant-select`),
		keys(`.condition .rule .ant-select input`, "审判程序"),
		chromedp.WaitVisible(`.ant-select-dropdown:not(.ant-select-dropdown-hidden) [data-value="procedure"] .column-facts`, one),
		chromedp.Text(`.ant-select-dropdown:not(.ant-select-dropdown-hidden) [data-value="procedure"]`, &facts, one),
		chromedp.KeyEvent(kb.Escape),
	)
	if !strings.Contains(facts, "缺失") || !strings.Contains(facts, "first") {
		t.Errorf("of the field it says %q", facts)
	}
	step(t, analyst, "run the cases and save",
		chromedp.WaitVisible(sound, one),
		click(`[data-testid="draft-save"]`),
		chromedp.WaitVisible(`[data-testid="draft-save"]:disabled`, one),
		chromedp.Navigate(draft+"?tab=cases"),
		chromedp.WaitVisible(sound, one),
		click(`[data-testid="items-cases"] [data-testid="item-head"]`),
		retype(field+`"name"] input`, "four suits or more"),
		chromedp.WaitVisible(sound, one),
		chromedp.WaitEnabled(`[data-testid="draft-save"]`, one),
		click(`[data-testid="draft-save"]`),
		chromedp.WaitVisible(`[data-testid="draft-save"]:disabled`, one),
		click(`[data-testid="cases-run"]`),
		chromedp.WaitVisible(`[data-testid="cases-result"]`, one),
	)
	step(t, analyst, "test it on history",
		chromedp.Navigate(draft+"?tab=backtest"),
		chromedp.WaitVisible(sound, one),
		click(`.backtest form .ant-picker input`), // the last months alone: two models are run in each
		keys(`.backtest form .ant-picker input`, "2025-01"),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitNotPresent(`.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)`, one),
		click(`.backtest form .ant-select`),
		keys(`.backtest form .ant-select input`, "职业放贷"),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(`[data-testid="backtest-plan"][aria-busy="false"]`, one),
		chromedp.Text(`[data-testid="backtest-plan"]`, &plan, one),
		click(`[data-testid="backtest-start"]`),
	)
	for _, says := range []string{"个月", "裁判文书", "预计"} { // before the first test
		if !strings.Contains(plan, says) {
			t.Errorf("the plan says nothing of %s: %q", says, plan)
		}
	}
	step(t, analyst, "submit it while the test runs", click(`[data-testid="draft-submit"]`), chromedp.WaitVisible(`[data-testid="draft-state"][data-state="review"]`, one))
	step(t, analyst, "read what the test says", chromedp.WaitVisible(`[data-testid="backtest-report"]`, one))
	var precision, marked, hash string
	step(t, analyst, "mark what is gained, by keyboard and by mouse",
		chromedp.WaitVisible(`[data-testid="backtest-gained"] tr[data-label]`, one),
		chromedp.KeyEvent("j"), chromedp.KeyEvent("y"), chromedp.KeyEvent("n"),
		chromedp.WaitVisible(`[data-testid="backtest-gained"] tr[data-verdict="wrong"] .label-who`, one),
		click(`[data-testid="backtest-gained"] tr[data-verdict=""] [data-testid="label-unsure"]`),
		chromedp.WaitVisible(`[data-testid="backtest-gained"] tr[data-verdict="unsure"] .label-who`, one),
		chromedp.Text(`[data-testid="backtest-precision"]`, &precision, one),
		chromedp.Text(`[data-testid="labelled"]`, &marked, one),
	)
	if !strings.Contains(precision, "1/2") || !strings.Contains(marked, "3/") {
		t.Errorf("the precision is %q with %q", precision, marked)
	}
	step(t, analyst, "take the annex out",
		click(`[data-testid="annex-print"]`),
		chromedp.WaitVisible(`[data-testid="annex"]`, one),
		chromedp.Evaluate(`window.print = () => {}`, nil),
		click(`[data-testid="print-annex"]`),
		chromedp.Text(`[data-testid="annex-hash"]`, &hash, one),
	)
	if len(strings.TrimSpace(hash)) != 64 {
		t.Errorf("the hash of the annex is %q", hash)
	}
	signIn(t, leader, o.address, "leader", `[data-testid="home"]`)
	step(t, leader, "find it among what waits",
		chromedp.Navigate(o.address+"/matters/approvals"),
		chromedp.WaitVisible(`[data-testid="approval-model"]`, one))
	step(t, leader, "approve it",
		chromedp.Navigate(draft),
		chromedp.WaitVisible(`[data-testid="draft-approve"]`, one),
		click(`[data-testid="draft-approve"]`),
		chromedp.WaitVisible(`[data-testid="draft-state"][data-state="active"]`, one),
	)
	scanWith(t, o.home, "civil/own-plaintiffs")
	step(t, leader, "see its clue",
		chromedp.Navigate(o.address+"/clues?model=civil/own-plaintiffs"),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
	)
	for _, said := range complaints {
		for _, c := range said() {
			t.Errorf("the browser complained: %s", c)
		}
	}
}

// scanWith runs one model in the home of the demonstration, beside its server.
func scanWith(t *testing.T, home, model string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), os.Getenv("MINGJIAN_BIN"), "scan", "--home", home, "--model", model).CombinedOutput()
	if err != nil {
		t.Fatalf("scan: %v\n%s", err, out)
	}
}

// retype writes text in the place of what stands in an input.
func retype(sel, text string) chromedp.Action {
	return chromedp.Tasks{
		chromedp.WaitVisible(sel, one), atRest(),
		chromedp.Focus(sel, one),
		chromedp.KeyEvent("a", chromedp.KeyModifiers(input.ModifierCtrl)),
		keys(sel, text),
	}
}
