package e2e

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// level is how far apart the current passage stands in the two columns, in pixels; -1 if it is
// out of sight in one of them.
const level = `(() => {
	const columns = [...document.querySelectorAll(".copies-columns .document")];
	const tops = columns.map((c) => [c.querySelector(".evidence-now").getClientRects()[0].top, c.getBoundingClientRect()]);
	if (tops.some(([top, box]) => top < box.top - 1 || top > box.bottom)) return -1;
	return Math.abs(tops[0][0] - tops[1][0]);
})()`

// sides are the numbers of the cases left and right.
const sides = `["here", "there"].map((side) => document.querySelector('[data-testid="copies-' + side + '"]').innerText.trim().split(/\s/)[0])`

// compareCopies searches in a document, sees it beside another one, and goes from a clue to the
// two documents that have most in common, passage by passage and in both languages.
func compareCopies(t *testing.T, o office) {
	axe, err := os.ReadFile("../ui/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: run make build", err)
	}
	ctx, admin := o.browser(t), o.browser(t)
	complaints := listen(ctx)
	e := eye{ctx: ctx, address: o.address, axe: string(axe), words: chineseWords(t)}
	step(t, ctx, "see what the server says in two languages", chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(keepPairs).Do(ctx)
		return err
	}))
	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	findInText(t, ctx, o.address)

	var summary, at, next, after string
	var apart []float64
	stands := func() chromedp.Action {
		return chromedp.ActionFunc(func(ctx context.Context) error {
			var px float64
			err := chromedp.Evaluate(level, &px).Do(ctx)
			apart = append(apart, px)
			return err
		})
	}
	step(t, ctx, "see the copied passages of a batch of suits",
		chromedp.Navigate(o.address+"/clues?model=civil/batch-suits"),
		click(`[data-testid="clue-row"] [data-testid="open-clue"]`),
		click(`[data-testid="open-copies"]`),
		chromedp.Text(`[data-testid="copies-summary"]`, &summary, one),
		chromedp.Text(`[data-testid="copies-at"]`, &at, one),
		stands(),
		chromedp.KeyEvent("p"),
		chromedp.Text(`[data-testid="copies-at"]`, &next, one),
		stands(),
		chromedp.Click(`[data-testid="copies-passage"]`, one),
		stands(),
		chromedp.Click(`.copies-columns .document [data-evidence]`, one),
		stands())
	if !strings.Contains(summary, "段") || !strings.Contains(summary, "%") || !strings.Contains(at, "1 / ") {
		t.Errorf("the page says %q and %q, then %q", summary, at, next)
	}
	for i, px := range apart {
		if px < 0 || px > 2 {
			t.Errorf("after act %d the passage stands %v pixels apart", i+1, px)
		}
	}
	e.judge(t, "copied passages", true)
	e.speak(t, "en")
	e.translated(t, "copied passages")
	e.judge(t, "copied passages in English", true)
	step(t, ctx, "swap them in English",
		chromedp.Text(`[data-testid="copies-summary"]`, &summary, one),
		chromedp.Evaluate(`window.swapped = `+sides, nil),
		click(`[data-testid="copies-swap"]`),
		// The columns go and others come: what is found right after the click may be gone when it is read.
		chromedp.Poll(`(([here, there]) => here === window.swapped[1] && there === window.swapped[0] && document.querySelector('[data-testid="copies-summary"]')?.innerText)(`+sides+`)`, &after),
		settled())
	if !strings.Contains(summary, "passage") || !strings.Contains(after, "passage") {
		t.Errorf("in English it says %q, then %q", summary, after)
	}
	e.speak(t, "zh-CN")
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}

	signIn(t, admin, o.address, "admin", `.shell-nav`)
	step(t, admin, "be shown none as an administrator",
		chromedp.Navigate(o.address+"/clues/c-1/copies?here=d-1&there=d-2"),
		chromedp.WaitVisible(`.ant-alert-error`, one))
}

// findInText searches in the document of the top clue among lenders by keys alone, then sees
// it beside another one.
func findInText(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	var first, second, back string
	var seen, closed bool
	step(t, ctx, "search in a document",
		chromedp.Navigate(address+"/clues?model=civil/professional-lender"),
		click(`[data-testid="clue-row"] [data-testid="open-clue"]`),
		chromedp.WaitVisible(`[data-testid="evidence-mark"]`, one),
		chromedp.Focus(`article.document`, one),
		chromedp.KeyEvent("f", chromedp.KeyModifiers(input.ModifierCtrl)),
		typeInto(`[data-testid="find-words"]`, "原告"),
		chromedp.WaitVisible(`.document .hit.evidence-now`, one),
		chromedp.Text(`[data-testid="find-count"]`, &first, one),
		chromedp.KeyEvent(kb.Enter),
		chromedp.Poll(`document.querySelector('[data-testid="find-count"]').innerText.startsWith("2 / ")`, nil),
		chromedp.Text(`[data-testid="find-count"]`, &second, one),
		chromedp.Evaluate(inSight, &seen),
		chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(input.ModifierShift)),
		chromedp.Poll(`document.querySelector('[data-testid="find-count"]').innerText.startsWith("1 / ")`, nil),
		chromedp.Text(`[data-testid="find-count"]`, &back, one),
		chromedp.KeyEvent(kb.Escape),
		chromedp.WaitNotPresent(`[data-testid="find-words"]`, one),
		chromedp.Evaluate(`document.querySelectorAll(".hit").length === 0 && document.activeElement.dataset.testid === "find"`, &closed))
	if !strings.HasPrefix(first, "1 / ") || back != first || !seen || !closed {
		t.Errorf("found %q, then %q, then %q; in sight %v; closed, with the keyboard where it was %v", first, second, back, seen, closed)
	}
	step(t, ctx, "see it beside another document",
		click(`[data-testid="compare"]`),
		click(`[data-testid="compare-with"]`),
		chromedp.WaitVisible(`[data-testid="copies-summary"], [data-testid="copies-none"]`, one))
}
