package e2e

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A linkedPair is two mentions in court documents that linkage holds for one person, and a clue
// that stands on it.
type linkedPair struct{ Clue, Entity, Pair, Cases string }

// findLinked looks, among the clues about lenders, for one whose subject was linked by weights from
// several of the cases that the clue rests on.
const findLinked = `(async () => {
	const ask = (path) => fetch(path).then((r) => r.json());
	for (const c of (await ask("/api/clues?model=civil/professional-lender&subject_kind=person&limit=50")).items) {
		const pairs = await ask("/api/identities?merged=true&limit=20&entity=" + c.subject.id);
		const detail = pairs.total > 0 ? await ask("/api/clues/" + c.id) : {documents: []};
		const on = new Set(detail.documents.map((d) => d.id));
		const p = (pairs.items ?? []).find((p) => [p.left, p.right].every((s) => on.has(s.mention.record.split("#")[0])));
		if (p) return {clue: c.id, entity: c.subject.id, pair: p.id, cases: String(c.cases)};
	}
	return {};
})()`

// splitIdentity judges two mentions that were linked to be two people, lets that take effect, and
// sees that the clue that stood on it is not as it was, on the spot and in its history.
func splitIdentity(t *testing.T, o office) {
	ctx := o.browser(t)
	complaints := listen(ctx)
	signIn(t, ctx, o.address, "demo", `[data-testid="home"]`)
	var p linkedPair
	step(t, ctx, "find a clue that stands on linked mentions", evaluate(findLinked, &p))
	if p.Clue == "" {
		t.Fatal("no clue of the demonstration stands on mentions that were linked by weights")
	}
	reason := fmt.Sprintf("两人户籍所在地不同，同名而已（%d）", time.Now().UnixMilli())
	step(t, ctx, "go from the clue to the mentions of its subject and judge two of them different",
		chromedp.Navigate(o.address+"/clues/"+p.Clue),
		click(`[data-node-key="who"]`),
		click(`[data-testid="check-identity"][href$="entity=`+p.Entity+`"]`),
		click(`[data-testid="pair"][data-pair="`+p.Pair+`"]`),
		chromedp.WaitVisible(`[data-testid="pair"][data-pair="`+p.Pair+`"][aria-current="true"]`, one),
		chromedp.WaitVisible(`[data-testid="pair-clues"] a[href="/clues/`+p.Clue+`"]`, one),
		typeInto(`[data-testid="identity-reason"]`, reason),
		click(`[data-testid="different"]`),
		chromedp.Poll(`[...document.querySelectorAll('[data-testid="decision-row"]')].some((r) => r.innerText.includes(`+quote(reason)+`))`, nil),
	)
	step(t, ctx, "link and scan again", click(`[data-testid="renew"]`), chromedp.WaitVisible(`[data-testid="renewal"][data-state="running"]`, one))
	patient, cancel := context.WithTimeout(ctx, 3*time.Minute) // beside other tests; alone it takes a quarter of one
	defer cancel()
	if err := chromedp.Run(patient, chromedp.WaitVisible(`[data-testid="renewal"][data-state="done"]`, one)); err != nil {
		t.Fatalf("link and scan again: %v\n%s", err, picture(ctx))
	}
	var what, kind, said string
	changed := `[data-testid="renewed-clue"]:has(a[href="/clues/` + p.Clue + `"])`
	step(t, ctx, "see that the clue changed, and why in its history",
		chromedp.AttributeValue(changed, "data-what", &what, nil, one),
		click(changed+` a`),
		// The page first shows what it knew before the scan.
		chromedp.WaitVisible(`.history li:first-child[data-kind="facts"], .history li:first-child[data-kind="gone"]`, one),
		chromedp.AttributeValue(`.history li:first-child`, "data-kind", &kind, nil, one),
		chromedp.Text(`.history li:first-child .history-note`, &said, one),
	)
	if !(what == "changed" && kind == "facts" || what == "gone" && kind == "gone") {
		t.Errorf("the clue %s, its history says %s: %q", what, kind, said)
	}
	var cases int
	var stale bool
	step(t, ctx, "compare it with what it was",
		evaluate(`fetch("/api/clues/`+p.Clue+`").then((r) => r.json()).then((c) => c.cases)`, &cases),
		evaluate(`fetch("/api/clues/`+p.Clue+`").then((r) => r.json()).then((c) => c.stale)`, &stale))
	if was, err := strconv.Atoi(p.Cases); err != nil || !stale && cases >= was || !strings.Contains(said, "不再命中") {
		t.Errorf("it rested on %s cases and rests on %d; stale: %v; %q", p.Cases, cases, stale, said)
	}
	for _, c := range complaints() {
		t.Errorf("the browser complained: %s", c)
	}
}
