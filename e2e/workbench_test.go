// Package e2e drives the built program as a person does: it starts the binary on a fresh
// home and works in a real browser.
package e2e

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// An office is where people work: a demonstration, and a machine's Chromium in which each has a browser of their own.
type office struct {
	address  string
	home     string
	chromium context.Context
}

// TestWorkbench does in one demonstration what people do.
func TestWorkbench(t *testing.T) {
	o := office{chromium: startChromium(t)}
	o.address, o.home = startDemo(t)
	for _, job := range []struct {
		name string
		do   func(*testing.T, office)
	}{
		{"triage", triage}, {"news", newSinceLooked}, {"due", dueInThreeDays}, {"matter", carryMatter}, {"petition", sendPetition},
		{"import", importWorkbook}, {"network", drawNetwork}, {"copies", compareCopies}, {"figures", readFigures}, {"exchange", exchangeClue},
		{"keyboard", everythingByKeyboard}, {"model", buildModel}, {"administer", administer}, {"identity", splitIdentity},
		{"triage by keyboard", triageByKeyboard}, // decides on clues that the others need
		{"pages", lookAtPages},
	} {
		t.Run(job.name, func(t *testing.T) { job.do(t, o) })
	}
}

// triage walks the main job: sign in, open the top clue among lenders, see the sentence it
// rests on, dismiss it with a reason, and find it among the dismissed.
func triage(t *testing.T, o office) {
	ctx := o.browser(t)
	complaints := listen(ctx)

	var state, mark, listed string
	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	var name string
	step(t, ctx, "open the top clue among lenders",
		chromedp.Navigate(o.address+"/clues?model=civil/professional-lender"),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
		chromedp.Text(`[data-testid="clue-row"] [data-testid="open-clue"]`, &name, one),
		chromedp.Click(`[data-testid="clue-row"] [data-testid="open-clue"]`, one),
		chromedp.WaitVisible(`[data-testid="risk-waterfall"] svg`, one),
		chromedp.WaitVisible(`[data-testid="evidence-mark"]`, one),
		chromedp.Text(`[data-testid="evidence-mark"]`, &mark, one),
	)
	if strings.TrimSpace(mark) == "" {
		t.Error("the highlighted sentence is empty")
	}
	screenshot(t, ctx)
	var seen bool
	step(t, ctx, "be led to what was read",
		chromedp.Click(`[data-node-key="taken"]`, one),
		chromedp.WaitVisible(`[data-group="orders"] [data-testid="taken-entry"]`, one),
		chromedp.Focus(`[data-group="orders"] [data-testid="taken-entry"]`, one),
		chromedp.KeyEvent(kb.Enter),
		chromedp.WaitVisible(`[data-section="disposition"] .evidence-now`, one),
		chromedp.Evaluate(inSight, &seen),
	)
	if !seen {
		t.Error("the marked words are outside of what the person sees")
	}
	var told string
	step(t, ctx, "be told what a field is and how sure the reader is, by keyboard",
		chromedp.Focus(`.document [data-read][tabindex="0"]`, one),
		chromedp.KeyEvent(kb.ArrowRight),
		chromedp.WaitVisible(`[data-testid="field-card"]`, one),
		chromedp.Text(`[data-testid="field-card"]`, &told, one),
		chromedp.KeyEvent(kb.Escape),
		chromedp.WaitNotPresent(`[data-testid="field-card"]`, one),
	)
	if !strings.Contains(told, "置信度") {
		t.Errorf("the card of a field says %q", told)
	}
	clue, alone := "", ""
	step(t, ctx, "open the document by itself, for the clue",
		chromedp.Location(&clue),
		chromedp.Evaluate(`document.querySelector('[data-testid="document-alone"]').href`, &alone),
		click(`[data-testid="document-alone"]`),
		chromedp.WaitVisible(`[data-testid="document-page"] [data-testid="look-note"]`, one),
	)
	step(t, ctx, "open it for nothing: it is masked",
		chromedp.Navigate(strings.Split(alone, "?")[0]),
		chromedp.WaitVisible(`[data-testid="document-page"] [data-testid="masked-text"]`, one),
		chromedp.Navigate(clue),
		chromedp.WaitVisible(`[data-testid="evidence-mark"]`, one),
	)
	step(t, ctx, "dismiss it with a reason",
		chromedp.ScrollIntoView(`[data-testid="decision-form"]`, one),
		chromedp.WaitVisible(`[data-testid="decision-form"]`, one),
		chromedp.Click(`[data-testid="decision-move"] [data-value="dismissed"]`, one),
		choose(`[data-testid="decision-reason"]`, "genuine_debt"),
		typeInto(`[data-testid="decision-note"]`, "核对借条和转账记录，借款真实。"),
		chromedp.Click(`[data-testid="decision-submit"]`, one),
		chromedp.WaitVisible(`[data-testid="clue-state"][data-state="dismissed"]`, one),
		chromedp.AttributeValue(`[data-testid="clue-state"]`, "data-state", &state, nil, one),
	)
	step(t, ctx, "see it among the dismissed",
		chromedp.Navigate(o.address+"/clues?state=dismissed"),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
		chromedp.Text(`[data-testid="clue-row"] [data-testid="open-clue"]`, &listed, one),
	)
	if state != "dismissed" || listed != name {
		t.Errorf("state %q, listed the same clue: %v", state, listed == name)
	}
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
}

// inSight reports whether the words that are pointed at are where the window shows them.
const inSight = `(() => {
	const words = document.querySelector(".evidence-now");
	const at = words.getClientRects()[0];
	return words.contains(document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2));
})()`

// signIn signs an account of the demonstration in and waits for what it is shown first.
func signIn(t *testing.T, ctx context.Context, address, account, first string) {
	t.Helper()
	signInWith(t, ctx, address, account, "mingjian-demo", first)
}

// startDemo starts `mingjian demo` on a fresh home and a free port and returns the
// address it prints, and the home.
func startDemo(t *testing.T) (address, home string) {
	t.Helper()
	if address := os.Getenv("MINGJIAN_ADDRESS"); address != "" {
		return address, os.Getenv("MINGJIAN_HOME") // a demonstration that runs already
	}
	bin := os.Getenv("MINGJIAN_BIN")
	if bin == "" {
		t.Skip("MINGJIAN_BIN does not name the built program; run make test")
	}
	home = filepath.Join(t.TempDir(), "home")
	station{t, home}.run("node", "init", "330102-jcy", "--name", "青石县人民检察院")
	cmd := exec.Command(bin, "demo", "--home", home, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errors strings.Builder
	cmd.Stderr = &errors
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the program did not stop cleanly: %v\n%s", err, errors.String())
		}
	})
	pattern := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	found := make(chan string, 1)
	go func() { // ends with the program, which closes its output
		defer close(found)
		sent := false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if a := pattern.FindString(lines.Text()); a != "" && !sent {
				found <- a
				sent = true
			}
		}
	}()
	select {
	case a, ok := <-found:
		if !ok {
			t.Fatalf("the program ended without an address:\n%s", errors.String())
		}
		return a, home
	case <-time.After(10 * time.Minute): // beside the other tests: alone it takes one
		t.Fatal("no address after ten minutes")
	}
	return "", ""
}

// startChromium starts the machine's Chromium with an empty profile and no way out.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	path := os.Getenv("MINGJIAN_BROWSER")
	if path == "" {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if p, err := exec.LookPath(name); err == nil {
				path = p
				break
			}
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" || os.Getenv("MINGJIAN_SCREENSHOTS") != "" {
			t.Fatal("there is no Chromium on this machine: apt-get install chromium, or say in MINGJIAN_BROWSER where one is")
		}
		t.Skip("there is no Chromium on this machine: apt-get install chromium")
	}
	profile, err := os.MkdirTemp("", "mingjian-browser-")
	if err != nil {
		t.Fatal(err)
	}
	// Helpers of the browser may still write when it has gone: what they leave is no failure.
	t.Cleanup(func() { os.RemoveAll(profile) })
	flags := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.DisableGPU, // there is none: it would be reckoned by the processor
		chromedp.WindowSize(1366, 768))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// browser opens a browser that shares nothing with the others.
func (o office) browser(t *testing.T) context.Context {
	t.Helper()
	return browserIn(t, o.chromium)
}

// browserIn opens a browser in a Chromium that runs. Another Chromium would cost more than most pages do.
func browserIn(t *testing.T, chromium context.Context) context.Context {
	t.Helper()
	page, dispose, err := openWindow(chromium)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(dispose)
	ctx, cancel := chromedp.NewContext(chromium, chromedp.WithTargetID(page))
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 15*time.Minute) // of a browser that hangs; each step has its own
	t.Cleanup(cancel)
	if err := chromedp.Run(ctx, screen(small),
		// The page has the focus whatever window has it. Behind its last control Tab leads out of a page, to the bar of the
		// browser, and the next key leads back; where the two cross, a control gets the focus in a page that has none, and
		// does not match :focus.
		emulation.SetFocusEmulationEnabled(true),
		// chromedp listens to every style sheet and every answer; nobody here asks for them.
		css.Disable(), network.Disable()); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// openWindow opens a window of its own, so that its page is never behind another, with cookies and storage of its own.
func openWindow(chromium context.Context) (page target.ID, dispose func(), err error) {
	ctx := cdp.WithExecutor(chromium, chromedp.FromContext(chromium).Browser)
	own, err := target.CreateBrowserContext().Do(ctx)
	if err != nil {
		return "", nil, err
	}
	page, err = target.CreateTarget("about:blank").WithBrowserContextID(own).WithNewWindow(true).Do(ctx)
	return page, func() { _ = target.DisposeBrowserContext(own).Do(ctx) }, err // ends with Chromium at the latest
}

// often is how often an element is looked for. chromedp looks every five milliseconds, which costs more than the page that is
// waited for.
const often = 50 * time.Millisecond

// one finds the first element of a CSS selector.
func one(s *chromedp.Selector) {
	chromedp.ByQuery(s)
	chromedp.RetryInterval(often)(s)
}

// byPath finds elements by XPath.
func byPath(s *chromedp.Selector) {
	chromedp.BySearch(s)
	chromedp.RetryInterval(often)(s)
}

// listen collects uncaught exceptions of the page.
func listen(ctx context.Context) func() []string {
	said := make(chan string, 100)
	chromedp.ListenTarget(ctx, func(ev any) {
		if e, ok := ev.(*runtime.EventExceptionThrown); ok {
			select {
			case said <- e.ExceptionDetails.Error():
			default:
			}
		}
	})
	return func() (all []string) {
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

// step runs actions and names the step that failed.
func step(t *testing.T, ctx context.Context, name string, actions ...chromedp.Action) {
	t.Helper()
	limited, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := chromedp.Run(limited, actions...); err != nil {
		var page string
		_ = chromedp.Run(ctx, chromedp.Evaluate("location.href + '\\n' + document.body.innerText", &page))
		t.Fatalf("%s: %v\n%s\nthe page is %.2000s", name, err, picture(ctx), page)
	}
}

// picture keeps what a failed step left on the screen and says where.
func picture(ctx context.Context) string {
	var png []byte
	if err := chromedp.Run(ctx, chromedp.CaptureScreenshot(&png)); err != nil {
		return "no picture of it: " + err.Error()
	}
	f, err := os.CreateTemp("", "mingjian-failed-*.png")
	if err != nil {
		return "no picture of it: " + err.Error()
	}
	defer f.Close()
	if _, err := f.Write(png); err != nil {
		return "no picture of it: " + err.Error()
	}
	return "a picture of it is " + f.Name()
}

// typeInto writes text into the input at or under the element.
func typeInto(sel, text string) chromedp.Action {
	return keys(sel+":is(input,textarea), "+sel+" :is(input,textarea)", text)
}

// keys writes text into the element. chromedp.SendKeys looks at the attributes of the element
// besides, while the browser may be telling that they have changed.
func keys(sel, text string) chromedp.Action {
	return chromedp.QueryAfter(sel, func(ctx context.Context, _ runtime.ExecutionContextID, nodes ...*cdp.Node) error {
		if len(nodes) == 0 {
			return fmt.Errorf("nothing is at %s", sel)
		}
		return chromedp.KeyEventNode(nodes[0], text).Do(ctx)
	}, one, chromedp.NodeVisible)
}

// choose picks the option with value in the list that opens at sel. It waits until the
// list has stopped moving: a click at where an option was a moment ago hits nothing.
func choose(sel, value string) chromedp.Action {
	option := `.ant-select-dropdown [data-value="` + value + `"]`
	return chromedp.Tasks{
		chromedp.WaitVisible(sel, one),
		atRest(),
		chromedp.Click(sel, one),
		chromedp.WaitVisible(option, one),
		chromedp.WaitNotPresent(`.ant-slide-up-enter, .ant-slide-up-appear`, one),
		chromedp.Click(option, one),
		chromedp.WaitNotPresent(`.ant-slide-up-leave`, one),
	}
}

// atRest waits until nothing moves or is about to: a drawer or a menu that comes in has left the
// place under the pointer by the time a click comes, and the click closes it. Between being there
// and moving it stands elsewhere to be measured.
func atRest() chromedp.Action {
	return chromedp.Poll(`!document.querySelector('[class*="-appear-prepare"], [class*="-appear-start"], [class*="-enter-prepare"], [class*="-enter-start"]') &&
		document.getAnimations().every((a) => a.playState === "finished" || a.playState === "idle" || a.effect?.getComputedTiming().iterations === Infinity)`, nil, chromedp.WithPollingInterval(often))
}

// screenshot keeps what the person sees where MINGJIAN_SCREENSHOT says.
func screenshot(t *testing.T, ctx context.Context) {
	t.Helper()
	var png []byte
	step(t, ctx, "take a screenshot", chromedp.CaptureScreenshot(&png))
	path := os.Getenv("MINGJIAN_SCREENSHOT")
	if path == "" {
		path = filepath.Join(t.TempDir(), "workbench.png")
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		t.Fatal(err)
	}
}
