package e2e

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A station is the home of one agency, worked by its commands.
type station struct {
	t    *testing.T
	home string
}

func (s station) run(args ...string) string {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), os.Getenv("MINGJIAN_BIN"), append(args, "--home", s.home)...)
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// first reads the first line of what a command prints as JSON.
func (s station) first(args ...string) (v map[string]any) {
	s.t.Helper()
	line, _, _ := strings.Cut(s.run(append(args, "--json")...), "\n")
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		s.t.Fatal(err)
	}
	return v
}

// carry takes what waits to another agency on a disk.
func (s station) carry(to station, code string) {
	s.t.Helper()
	disk := filepath.Join(s.t.TempDir(), "disk.parcel")
	s.run("transfer", "pack", "--to", code, "-o", disk)
	parts, err := filepath.Glob(disk + "*")
	if err != nil || len(parts) == 0 {
		s.t.Fatal("no parcel", err)
	}
	to.run(append([]string{"transfer", "take"}, parts...)...)
}

// exchangeClue lets an administrator trust the police after comparing their fingerprint, a handler
// offer them a clue, the police, who run the same program elsewhere, read its summary and refuse
// it, and the handler see each step with the reason, and the clue again in screening. Then both
// work on a matter together.
func exchangeClue(t *testing.T, o office) {
	admin, handler := o.browser(t), o.browser(t)
	complaints := []func() []string{listen(admin), listen(handler)}
	house, police := station{t, o.home}, station{t, filepath.Join(t.TempDir(), "police")}
	dir := t.TempDir()
	ours, theirs := filepath.Join(dir, "jcy.card"), filepath.Join(dir, "ga.card")
	house.run("node", "card", "-o", ours)
	police.run("node", "init", "330102-ga", "--name", "青石县公安局", "--kind", "police", "--suite", "sm2")
	police.run("node", "card", "-o", theirs)
	police.run("node", "add", ours)
	police.run("node", "confirm", "330102-jcy", printOf(t, police, "330102-jcy"))
	trustPartner(t, admin, o.address, theirs)

	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	exchange := offerClue(t, handler, o.address)
	house.carry(police, "330102-ga")
	x := police.first("transfer", "list")["id"].(string)
	police.run("transfer", "read", police.first("transfer", "show", x)["items"].([]any)[0].(map[string]any)["id"].(string))
	police.carry(house, "330102-jcy")
	step(t, handler, "see that it was previewed, and what the police could read",
		chromedp.Navigate(exchange),
		chromedp.WaitVisible(`[data-testid="exchange"][data-state="previewed"]`, one),
		click(`[data-kind="clue-offer"] [data-testid="read-letter"]`),
		chromedp.WaitVisible(`[data-testid="summary"]`, one),
	)
	const why = "不属于本机关管辖，应由市公安局办理"
	police.run("transfer", "step", x, "clue-refuse", "--reason", why)
	police.carry(house, "330102-jcy")
	var said string
	step(t, handler, "see why it was refused, and the clue in screening again",
		chromedp.Navigate(exchange),
		chromedp.WaitVisible(`[data-testid="exchange"][data-state="refused"]`, one),
		click(`[data-kind="clue-refuse"] [data-testid="read-letter"]`),
		chromedp.WaitVisible(`[data-kind="clue-refuse"] .carried`, one),
		chromedp.Text(`[data-kind="clue-refuse"] .carried`, &said, one),
		click(`.matter-head a[href^="/clues/"]`),
		chromedp.WaitVisible(`[data-testid="clue-state"][data-state="screening"]`, one),
	)
	if !strings.Contains(said, why) {
		t.Errorf("the refusal says %q", said)
	}
	answerRequest(t, handler, o.address, house, police)
	workTogether(t, handler, o, house, police)
	complaints = append(complaints, readAsLiaison(t, o, house, exchange))
	for _, said := range complaints {
		for _, c := range said() {
			t.Errorf("the browser complained: %s", c)
		}
	}
}

// readAsLiaison lets the liaison of the police find what was exchanged with them, read a letter of it,
// the standards and the laws, and nothing else.
func readAsLiaison(t *testing.T, o office, house station, exchange string) func() []string {
	t.Helper()
	house.account("liaison-ga", "公安联络员", "liaison", "--department", "330102-ga")
	ctx := o.browser(t)
	complaints := listen(ctx)
	var nav, tabs, page string
	var seen bool
	signIn(t, ctx, o.address, "liaison-ga", `[data-testid="box-answerer"]`)
	step(t, ctx, "read what was sent to the police",
		chromedp.Text(`.shell-nav`, &nav, one),
		chromedp.Text(`.data-tabs`, &tabs, one),
		click(`.data-tabs a[href="/transfers/out"]`),
		chromedp.WaitVisible(`[data-testid="exchange-row"]`, one),
		chromedp.Navigate(exchange),
		click(`[data-kind="clue-refuse"] [data-testid="read-letter"]`),
		chromedp.WaitVisible(`[data-kind="clue-refuse"] .carried`, one),
		chromedp.Text(`[data-testid="exchange"]`, &page, one),
		click(`[data-testid="nav-standards"]`),
		chromedp.WaitVisible(`.data-frame a[href^="/data/standards/"]`, one),
		// axe lets pass what is written in the colour of its ground.
		chromedp.Evaluate(`getComputedStyle(document.querySelector('[data-testid="nav-laws"]')).color !== getComputedStyle(document.querySelector(".shell-top")).backgroundColor`, &seen),
		click(`[data-testid="nav-laws"]`),
		click(`[data-testid="law-row"] a`),
		chromedp.WaitVisible(`[data-testid="law-article"]`, one),
	)
	if !seen {
		t.Error("the way to the laws is written in the colour of its ground")
	}
	if nav = strings.Join(strings.Fields(nav), " "); nav != "移送 数据标准" {
		t.Errorf("a liaison is led to %q", nav)
	}
	if tabs = strings.Join(strings.Fields(tabs), " "); tabs != "收到 移出" {
		t.Errorf("a liaison is shown the tabs %q", tabs)
	}
	if strings.Contains(page, "打开线索") {
		t.Errorf("a liaison is led to a clue: %q", page)
	}
	return complaints
}

// answerRequest lets the police ask for records; the handler finds the request in the box of what
// came, reads it and refuses it, not without a reason; the police read the reason.
func answerRequest(t *testing.T, ctx context.Context, address string, house, police station) {
	t.Helper()
	const (
		what = "青石县某公司近三年的裁判文书"
		why  = "所附法律文书编号有误，请更正后重新提出"
	)
	data, err := json.Marshal(map[string]any{"standard": "judgment", "scope": what, "authorisation": "青公调〔2026〕1号", "purpose": "办理虚假诉讼案件", "due": "2099-01-31", "basis": []any{}})
	if err != nil {
		t.Fatal(err)
	}
	request := filepath.Join(t.TempDir(), "request.json")
	if err := os.WriteFile(request, data, 0o600); err != nil {
		t.Fatal(err)
	}
	police.run("transfer", "send", "--to", "330102-jcy", "--data", request, "records-ask")
	police.carry(house, "330102-jcy")
	var asked, day, answered string
	step(t, ctx, "find the request among what came, and read it",
		chromedp.Navigate(address+"/transfers"),
		chromedp.Text(`[data-testid="exchange-row"] .stations [data-is="now"][data-state="asked"] time`, &day, one),
		click(`[data-testid="exchange-row"] [data-testid="open-exchange"]`),
		chromedp.WaitVisible(`[data-testid="exchange"][data-state="asked"]`, one),
		click(`[data-kind="records-ask"] [data-testid="read-letter"]`),
		chromedp.Text(`[data-kind="records-ask"] .carried`, &asked, one),
	)
	if !strings.Contains(asked, what) {
		t.Errorf("the request says %q", asked)
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		t.Errorf("it stands there since %q", day)
	}
	step(t, ctx, "refuse it, not without a reason",
		click(`[data-testid="step-records-refuse"]`),
		click(`[data-testid="step-submit"]`),
		chromedp.WaitVisible(`.decision-lack`, one),
		typeInto(`[data-testid="step-note"]`, why),
		click(`[data-testid="step-submit"]`),
		chromedp.WaitVisible(`[data-testid="exchange"][data-state="refused"]`, one),
		chromedp.Navigate(address+"/transfers"),
		chromedp.Text(`[data-testid="exchange-row"] .stations`, &answered, one),
	)
	if strings.Count(answered, day[:4]) != 2 {
		t.Errorf("the line of its life is %q", answered)
	}
	screenshot(t, ctx)
	house.carry(police, "330102-ga")
	if x := police.first("transfer", "list", "--state", "refused"); x["opened"] != "records-ask" {
		t.Errorf("the police see %v", x)
	}
}

// printOf returns the fingerprint of a partner as an agency has it.
func printOf(t *testing.T, s station, code string) string {
	t.Helper()
	for line := range strings.Lines(s.run("node", "list")) {
		if f := strings.Fields(line); f[0] == code {
			return f[len(f)-1]
		}
	}
	t.Fatalf("%s is not listed", code)
	return ""
}

// trustPartner reads a card in and types its fingerprint; a wrong one is refused.
func trustPartner(t *testing.T, ctx context.Context, address, card string) {
	t.Helper()
	var print string
	signIn(t, ctx, address, "admin", `.shell-nav`)
	step(t, ctx, "read the card of the police",
		chromedp.Navigate(address+"/transfers/partners"),
		chromedp.WaitVisible(`[data-testid="card-text"]`, one),
		chromedp.SetUploadFiles(`#card-file`, []string{card}, one),
		click(`[data-testid="card-add"]`),
		chromedp.WaitVisible(`[data-testid="partner"][data-standing="pending"]`, one),
		chromedp.Text(`[data-testid="partner"] [data-testid="fingerprint"]`, &print, one),
	)
	step(t, ctx, "be refused with another fingerprint",
		typeInto(`[data-testid="confirm-print"]`, strings.Repeat("0", 64)),
		click(`[data-testid="confirm-do"]`),
		chromedp.WaitVisible(`[data-testid="confirm-fault"]`, one),
	)
	step(t, ctx, "confirm it with its own",
		chromedp.Reload(),
		chromedp.WaitVisible(`[data-testid="confirm-print"]`, one),
		typeInto(`[data-testid="confirm-print"]`, print),
		click(`[data-testid="confirm-do"]`),
		chromedp.WaitVisible(`[data-testid="partner"][data-standing="confirmed"]`, one),
	)
}

// offerClue screens a clue, offers it to the police and returns the address of the exchange.
func offerClue(t *testing.T, ctx context.Context, address string) (exchange string) {
	t.Helper()
	step(t, ctx, "screen a clue",
		chromedp.Navigate(address+"/clues?state=found&sort=risk"),
		click(`[data-testid="clue-row"] [data-testid="open-clue"]`),
		click(`[data-testid="decision-move"] [data-value="screening"]`),
		click(`[data-testid="decision-submit"]`),
		chromedp.WaitVisible(`[data-testid="clue-state"][data-state="screening"]`, one),
	)
	step(t, ctx, "offer it to the police",
		click(`[data-testid="offer-clue"]`),
		choose(`[data-testid="offer-to"]`, "330102-ga"),
		typeInto(`[data-testid="offer-note"]`, "涉嫌虚假诉讼罪"),
		click(`[data-testid="offer-submit"]`),
		chromedp.WaitVisible(`[data-testid="clue-state"][data-state="transferred"]`, one),
	)
	step(t, ctx, "find it among what was sent",
		chromedp.Navigate(address+"/transfers/out"),
		click(`[data-testid="exchange-row"] [data-testid="open-exchange"]`),
		chromedp.WaitVisible(`[data-testid="exchange"][data-state="offered"]`, one),
		chromedp.Location(&exchange),
	)
	return exchange
}
