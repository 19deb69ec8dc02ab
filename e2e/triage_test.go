package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// triageByKeyboard works the list without a mouse: several clues are dismissed at once and the
// dismissal is taken back, one is decided on beside the list, the pages follow each other, and
// the next free clue is claimed.
func triageByKeyboard(t *testing.T, o office) {
	ctx := o.browser(t)
	complaints := listen(ctx)
	press := func(all ...string) chromedp.Tasks {
		var out chromedp.Tasks
		for _, k := range all {
			out = append(out, chromedp.KeyEvent(k))
		}
		return out
	}
	focused := func(selector string) chromedp.Action {
		return chromedp.Poll(`document.activeElement?.matches('`+selector+`')`, nil)
	}
	const current = `document.querySelector(".row-current")?.dataset.clue ?? ""`
	const found = `/clues?state=found&sort=risk`

	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	step(t, ctx, "select two and dismiss them at once",
		chromedp.Navigate(o.address+found),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
		press("j", "x", "j", "x"),
		chromedp.Poll(`document.querySelectorAll(".row-selected").length === 2`, nil),
		press("b"), focused(`[data-testid="bulk-screen"]`),
		press(kb.Tab), focused(`[data-testid="bulk-dismiss"]`),
		press(kb.Enter), focused(`[data-testid="bulk-form"] input`),
		press(kb.ArrowDown), chromedp.WaitVisible(`.ant-select-dropdown [data-value]`, one),
		press(kb.Enter), chromedp.WaitNotVisible(`.ant-select-dropdown`, one),
		press(kb.Tab), focused(`[data-testid="bulk-note"]`),
		chromedp.KeyEvent("批量核对，均有真实往来。"),
		press(kb.Tab, kb.Tab), focused(`[data-testid="bulk-begin"]`),
		press(kb.Enter),
		chromedp.WaitVisible(`[data-testid="bulk"][data-state="done"]`, one),
		chromedp.WaitNotPresent(`.ant-modal`, one))
	var said string
	step(t, ctx, "take it back",
		press("b"), focused(`[data-testid="bulk-undo"]`),
		press(kb.Enter),
		chromedp.WaitVisible(`[data-testid="bulk"][data-state="undone"]`, one),
		chromedp.Text(`[data-testid="bulk"]`, &said, one))
	if !strings.Contains(said, "恢复 2 条") {
		t.Errorf("taken back: %s", said)
	}

	var before, after string
	step(t, ctx, "decide on one beside the list",
		chromedp.Navigate(o.address+found),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
		press("j"),
		chromedp.Evaluate(current, &before),
		press("e"), focused(`.peek input[type=radio]`),
		press(kb.ArrowDown), chromedp.WaitVisible(`.peek [data-testid="decision-reason"]`, one),
		press(kb.Tab), focused(`.peek [data-testid="decision-form"] [role=combobox]`),
		press(kb.ArrowDown), chromedp.WaitVisible(`.ant-select-dropdown [data-value]`, one),
		press(kb.Enter), chromedp.WaitNotVisible(`.ant-select-dropdown`, one),
		press(kb.Tab), focused(`.peek [data-testid="decision-note"]`),
		chromedp.KeyEvent("核对借条和转账记录，借款真实。"),
		press(kb.Tab), focused(`.peek [data-testid="decision-submit"]`),
		press(kb.Enter),
		chromedp.WaitVisible(`.ant-message-success`, one))
	step(t, ctx, "see which one is next",
		chromedp.WaitNotPresent(`[data-clue="`+before+`"]`, one),
		focused(`.row-current`),
		chromedp.Evaluate(current, &after),
		chromedp.WaitVisible(`[data-testid="peek"]`, one),
		press(kb.Escape))
	if before == "" || after == "" || after == before {
		t.Errorf("decided on %q, and then at %q", before, after)
	}

	var first, again string
	step(t, ctx, "go on to the next page and back",
		chromedp.Navigate(o.address+`/clues?sort=risk`),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
		chromedp.Evaluate(`[...document.querySelectorAll("[data-clue]")].at(-1).dataset.clue`, &first),
		press(strings.Split(strings.Repeat("j", 50), "")...),
		chromedp.Poll(`location.search.includes("cursor=")`, nil),
		chromedp.Poll(`document.activeElement === document.querySelector("[data-clue]") && document.activeElement.matches(".row-current")`, nil),
		press("k"),
		chromedp.Poll(`!location.search.includes("cursor=")`, nil),
		chromedp.Poll(`document.activeElement === [...document.querySelectorAll("[data-clue]")].at(-1)`, nil),
		chromedp.Evaluate(current, &again))
	if first == "" || first != again {
		t.Errorf("the last row of the page was %q, and after coming back %q", first, again)
	}

	var mine string
	step(t, ctx, "claim the next one",
		press("c"),
		chromedp.WaitVisible(`.clue-page [data-testid="clue-state"][data-state="screening"]`, one),
		chromedp.Evaluate(`location.pathname.split("/").at(-1)`, &mine))
	step(t, ctx, "find it among one's own",
		chromedp.Navigate(o.address+`/clues?holder=me`),
		chromedp.WaitVisible(`[data-clue] [data-testid="held"]`, one),
		chromedp.WaitVisible(`[data-clue="`+mine+`"]`, one))
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
}

// newSinceLooked lets a leader look at a clue and a handler go on with it: the list marks it for the
// leader, who finds it in the queue of what is new, is told what happened, and has then seen it.
func newSinceLooked(t *testing.T, o office) {
	leader, handler := o.browser(t), o.browser(t)
	complaints := []func() []string{listen(leader), listen(handler)}
	var id string
	signIn(t, leader, o.address, "leader", `[data-testid="home"]`)
	step(t, leader, "look at a clue",
		chromedp.Navigate(o.address+"/clues?state=found&sort=-found_at"),
		chromedp.WaitVisible(`[data-testid="clue-row"]`, one),
		chromedp.Evaluate(`document.querySelector('[data-testid="clue-row"]').dataset.clue`, &id),
		click(`[data-testid="clue-row"] [data-testid="open-clue"]`),
		chromedp.WaitVisible(`[data-testid="decision-form"]`, one),
	)
	signIn(t, handler, o.address, "demo", `[data-testid="home"]`)
	step(t, handler, "go on with it",
		chromedp.Navigate(o.address+"/clues/"+id),
		click(`[data-testid="decision-move"] [data-value="screening"]`),
		click(`[data-testid="decision-submit"]`),
		chromedp.WaitVisible(`.clue-page [data-testid="clue-state"][data-state="screening"]`, one),
	)
	row := `[data-clue="` + id + `"]`
	step(t, leader, "see in the list that something is new, and what",
		chromedp.Navigate(o.address+"/clues"),
		click(`[data-testid="queue-news"]`),
		// It is marked in the list of all, too: until the queue has come, a click at it hits what has moved there.
		chromedp.WaitVisible(`[data-testid="queue-news"][aria-pressed="true"]`, one),
		chromedp.Poll(`[...document.querySelectorAll("[data-clue]")].every((r) => r.querySelector('[data-testid="news"]'))`, nil, chromedp.WithPollingInterval(often)),
		chromedp.WaitVisible(row+` [data-testid="news"]`, one),
		click(row+` [data-testid="open-clue"]`),
		chromedp.WaitVisible(`[data-testid="since-banner"]`, one),
	)
	step(t, leader, "have seen it",
		chromedp.Navigate(o.address+"/clues"),
		click(`[data-testid="queue-news"]`),
		chromedp.WaitVisible(`[data-testid="queue-news"][aria-pressed="true"]`, one),
		chromedp.WaitNotPresent(row, one),
	)
	for _, said := range complaints {
		for _, c := range said() {
			t.Errorf("the browser complained: %s", c)
		}
	}
}

// dueInThreeDays: a handler holds a clue until the day after tomorrow and another for a month. The
// queue counts the first among what is due and not the second, the filter can be taken away, and
// freeing the clue empties the queue.
func dueInThreeDays(t *testing.T, o office) {
	ctx := o.browser(t)
	complaints := listen(ctx)
	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	const hold = `const day = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10);
		const hold = async (id, until) => {
			const seen = (await fetch("/api/clues/" + id)).headers.get("ETag");
			const r = await fetch("/api/clues/" + id + "/holds", {method: "POST", headers: {"Content-Type": "application/json", "If-Match": seen, "Idempotency-Key": crypto.randomUUID()}, body: JSON.stringify(until ? {until} : {})});
			if (!r.ok) throw new Error(await r.text());
		};`
	var ids []string
	step(t, ctx, "hold two clues", evaluate(`(async () => { `+hold+`
		const ids = (await (await fetch("/api/clues?state=found&free=true&sort=risk&limit=2")).json()).items.map((c) => c.id);
		await hold(ids[0], day(2));
		await hold(ids[1], day(30));
		return ids;
	})()`, &ids))
	soon, later := `[data-clue="`+ids[0]+`"]`, `[data-clue="`+ids[1]+`"]`
	var count string
	step(t, ctx, "find the one that is due in its queue",
		chromedp.Navigate(o.address+"/clues?holder=me"),
		chromedp.WaitVisible(soon, one), chromedp.WaitVisible(later, one),
		chromedp.Text(`[data-testid="queue-due"] .figure`, &count, one),
		click(`[data-testid="queue-due"]`),
		chromedp.WaitNotPresent(later, one),
		chromedp.WaitVisible(soon+` [data-testid="held"]`, one),
	)
	if count != "1" {
		t.Errorf("the queue of what is due counts %q", count)
	}
	step(t, ctx, "free it",
		evaluate(`(async () => { `+hold+` for (const id of `+quoteAll(ids)+`) await hold(id, ""); })()`, nil),
		chromedp.Navigate(o.address+"/clues?holder=me&due=true"),
		chromedp.WaitVisible(`.list-panel .notice`, one),
		chromedp.WaitNotPresent(soon, one),
	)
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
}
