package e2e

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
)

// workTogether lets a handler invite the police to a joint matter, give them a task and share a
// piece of evidence with its file; an officer, in the workbench of the police, opens the file and
// tells that the task is done, and the handler sees it.
func workTogether(t *testing.T, handler context.Context, o office, house, police station) {
	const content = "日期,金额\n2025-01-02,30000\n"
	file := filepath.Join(t.TempDir(), "资金流水.csv")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	matter := openMatter(t, handler, o.address, "civil/no-confrontation")
	step(t, handler, "invite the police to work on the matter together",
		chromedp.Navigate(matter+"?tab=joint"),
		click(`[data-testid="joint-open"]`),
		typeInto(`[data-testid="joint-title"]`, "虚假诉讼联合核查"),
		choose(`[data-testid="joint-members"]`, "330102-ga"),
		click(`[data-testid="joint-title"]`), // closes the list
		click(`[data-testid="joint-submit"]`),
		chromedp.WaitVisible(`[data-testid="joint"]`, one),
	)
	step(t, handler, "give them a task, and share evidence with its file",
		typeInto(`[data-testid="joint-what"]`, "核查资金流水"),
		choose(`[data-testid="joint-who"]`, "330102-ga"),
		click(`[data-testid="joint-add"]`),
		chromedp.WaitVisible(`[data-testid="joint-task"][data-state="open"]`, one),
		typeInto(`[data-testid="joint-piece-title"]`, "资金流水"),
		typeInto(`[data-testid="joint-piece-source"]`, "调取"),
		chromedp.SetUploadFiles(`[data-testid="joint-piece-file"]`, []string{file}, one),
		click(`[data-testid="joint-share"]`),
		chromedp.WaitVisible(`[data-testid="joint-file"]`, one),
	)
	house.carry(police, "330102-ga")
	police.run("transfer", "step", police.first("transfer", "list", "--state", "invited")["id"].(string), "joint-join")
	police.carry(house, "330102-jcy")
	house.carry(police, "330102-ga")

	officer := o.browser(t)
	complaints := listen(officer)
	there := police.serve("officer")
	signInWith(t, officer, there, "officer", "mingjian-demo", `[data-testid="home"]`)
	var got string
	step(t, officer, "open the file, and tell that the task is done",
		chromedp.Navigate(there+"/transfers/joints"),
		click(`a[href^="/transfers/joints/j-"]`),
		chromedp.WaitVisible(`[data-testid="joint-file"][data-here="true"] a`, one),
		chromedp.Evaluate(`(() => { const r = new XMLHttpRequest(); r.open("GET", document.querySelector('[data-testid="joint-file"] a').href, false); r.send(); return r.responseText; })()`, &got),
		click(`[data-testid="joint-done"]`),
		chromedp.WaitVisible(`[data-testid="joint-task"][data-state="done"]`, one),
	)
	if got != content {
		t.Errorf("the file of the evidence is %q", got)
	}
	police.carry(house, "330102-jcy")
	step(t, handler, "see that it is done",
		chromedp.Reload(),
		chromedp.WaitVisible(`[data-testid="joint-task"][data-state="done"]`, one),
	)
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
}

// account makes an account, which has the password of the demonstration.
func (s station) account(name, display, role string, more ...string) {
	s.t.Helper()
	add := exec.CommandContext(s.t.Context(), os.Getenv("MINGJIAN_BIN"), append([]string{"user", "add", name, "--display", display, "--role", role, "--home", s.home}, more...)...)
	add.Stdin = strings.NewReader("mingjian-demo\n")
	if out, err := add.CombinedOutput(); err != nil {
		s.t.Fatalf("user add: %v\n%s", err, out)
	}
}

// serve makes an account and starts the workbench of the station, whose address it returns.
func (s station) serve(account string) (address string) {
	s.t.Helper()
	s.account(account, "民警", "handler")
	cmd := exec.Command(os.Getenv("MINGJIAN_BIN"), "serve", "--home", s.home, "--addr", "127.0.0.1:0")
	said, err := cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	var errors strings.Builder
	cmd.Stderr = &errors
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			s.t.Errorf("the workbench did not stop cleanly: %v\n%s", err, errors.String())
		}
	})
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if _, at, found := strings.Cut(lines.Text(), "http://"); found {
			return "http://" + at
		}
	}
	s.t.Fatalf("the workbench ended without an address:\n%s", errors.String())
	return ""
}
