package e2e

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// watchFocus is put into a page before it is walked. It notes where the focus stops and compares how
// each stop looks with the focus and without: what changes around it is how it is seen.
const watchFocus = `(() => {
	const still = document.head.appendChild(Object.assign(document.createElement("style"), {textContent: "*, *::before, *::after { transition: none !important; animation: none !important; }"}));
	const props = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderTopWidth", "borderBottomColor", "backgroundColor", "color", "textDecorationLine", "opacity", "transform", "clipPath", "stroke", "strokeWidth"];
	const of = (el, pseudo) => { const s = getComputedStyle(el, pseudo); return props.map((p) => s[p]).join(); };
	const looks = (el) => {
		const all = [el, el.nextElementSibling, ...el.children];
		for (let up = el.parentElement, n = 0; up && n < 4; up = up.parentElement, n++) all.push(up);
		return all.filter(Boolean).map((x) => of(x) + of(x, "::before") + of(x, "::after"));
	};
	const name = (el) => {
		const says = (el.getAttribute("aria-label") ?? el.innerText ?? el.value ?? "").trim().replace(/\s+/g, " ").slice(0, 30);
		const where = el.closest("[data-testid]")?.dataset.testid;
		return el.tagName.toLowerCase() + (el.type ? "[" + el.type + "]" : "") + " " + JSON.stringify(says) + (where ? " in " + where : "") + " ." + String(el.className?.baseVal ?? el.className).split(" ").slice(0, 2).join(".");
	};
	const w = window.walked = {name, stops: [], unseen: [], hidden: []};
	// What a field does about its focus itself, it does a moment later: it is looked at before the next key, and compared
	// with what it is without the focus at the end.
	const lit = new Map();
	const again = () => { const el = document.activeElement; if (w.stops.includes(el)) lit.set(el, looks(el)); };
	const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	const note = (e) => {
		const el = e.target, r = el.getBoundingClientRect();
		w.stops.push(el);
		if (el.checkVisibility({opacityProperty: true, visibilityProperty: true}) && r.width > 1 && (r.bottom <= 0 || r.right <= 0 || r.top >= innerHeight || r.left >= innerWidth)) w.hidden.push(name(el) + " at " + [r.left, r.top].map(Math.round));
	};
	document.addEventListener("focusin", note);
	document.addEventListener("keydown", again, true);
	// A walk has come round when it is where it began, or has left the page for what is around every page.
	w.round = () => w.stops.indexOf(w.stops[0], 1) > 0 || window.walkedScope === "#main" && w.stops.some((el) => !el.closest("#main"));
	// The end comes after the focus has been taken away, and then it is given back: a field whose frame is lit for all that is
	// in it looks the same while the focus is at the button beside it, and where a walk ends depends on how much is in the page.
	w.end = async () => {
		const at = document.activeElement;
		document.removeEventListener("focusin", note);
		document.removeEventListener("keydown", again, true);
		await drawn();
		again();
		at.blur();
		await drawn();
		for (const [el, with_] of lit) if (el.isConnected && el !== document.activeElement && with_.join() === looks(el).join()) w.unseen.push(name(el));
		if (document.activeElement !== at) at.focus({preventScroll: true});
		still.remove(); // what moves, moves again: lists close when they have moved
	};
})()`

// walkable lists what a person can act on in the page, or in what is open over it. Of what is one thing to the
// keyboard, with arrows inside, it lists one: the chosen tab, a set of radios, a menu.
const walkable = `(() => {
	const scope = window.walkedScope ? document.querySelector(window.walkedScope) : document;
	const all = [...scope.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=slider], [role=combobox], [role=menuitem], [onclick]")];
	const sets = new Set();
	return all.filter((el) => {
		if (el.disabled || el.ariaDisabled === "true" || el.closest("[inert], [aria-hidden=true], fieldset:disabled, .ant-select-disabled, .ant-picker-disabled")) return false;
		if (el.type === "hidden" || el.type === "file" && !el.checkVisibility()) return false;
		if (!el.checkVisibility({visibilityProperty: true}) || el.closest("details:not([open])") && el.closest("details:not([open])") !== el.parentElement) return false;
		if (el.matches("summary") === false && el.closest("details:not([open]) > :not(summary)")) return false;
		if (el.tabIndex < 0 && !el.matches("a, button, input, select, textarea, summary") || el.matches(".ant-input-clear-icon, .ant-picker-clear, .ant-select-clear, .ant-input-number-handler, .ant-picker-dropdown *, .ant-select-dropdown *")) return false;
		if (el.id === "main" || el.matches("[role=tabpanel], .ant-drawer, .ant-modal, .ant-modal-wrap")) return false;
		const set = el.matches("[type=radio]") ? "radio " + (el.name || el.closest("[role=radiogroup], fieldset, .ant-radio-group")?.dataset.testid) : el.matches("[role=tab]") ? el.closest("[role=tablist]") : el.matches("[role=menuitem]") ? el.closest("[role=menu]") : el.closest("[data-roving]");
		if (set) {
			if (sets.has(set)) return false;
			sets.add(set);
		}
		return true;
	});
})()`

// reached compares what can be acted on with where the focus stopped. What is reached by documented keys
// from a row that is (j, k, y, n, u), and what another control at the same place does, is left out.
const reached = `(async () => {
	const w = window.walked;
	await w.end();
	const stops = new Set(w.stops);
	const within = (el) => {
		if (stops.has(el)) return true;
		const set = el.closest("[role=tablist], [role=radiogroup], [role=menu], [data-roving]");
		if (set && [...stops].some((s) => set.contains(s))) return true;
		if (el.type === "radio" && [...stops].some((s) => s.type === "radio" && s.name === el.name)) return true;
		if (el.tabIndex < 0 && el.closest("tr[data-label]") && stops.has(el.closest("tr[data-label]"))) return true;
		if (el.matches("[data-by-key]")) return true;
		// A wrapper whose control inside is reached, and a control that stands inside one that is.
		return [...stops].some((s) => s !== document.body && s.id !== "main" && (el.contains(s) && !el.matches("a, button, summary") || s.contains(el) && s.matches("[role=combobox]")));
	};
	const order = [];
	for (const el of document.querySelectorAll("[tabindex]")) if (el.tabIndex > 0) order.push(w.name(el));
	return {stops: stops.size, missed: ` + walkable + `.filter((el) => !within(el)).map(w.name), unseen: w.unseen, hidden: w.hidden, order, first: w.stops[0]?.dataset.testid ?? ""};
})()`

// A walker goes through the workbench by keys alone.
type walker struct {
	t    *testing.T
	ctx  context.Context
	at   string // where it is, for what it says
	said func() []string
}

func newWalker(t *testing.T, o office, account string) *walker {
	w := &walker{t: t, ctx: o.browser(t), at: "signin"}
	w.said = listen(w.ctx)
	step(t, w.ctx, "come to the program", emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}),
		chromedp.Navigate(o.address), chromedp.WaitVisible(`[data-testid="signin-name"]`, one),
		chromedp.Evaluate(`localStorage.setItem("mingjian.tour.`+account+`", "1")`, nil))
	w.do("sign in", w.to(`[data-testid="signin-name"] input, input[data-testid="signin-name"]`), w.write(account), w.press(kb.Tab), w.write("mingjian-demo"), w.press(kb.Enter), chromedp.WaitVisible(`.shell-nav`, one))
	return w
}

// do does something and names it.
func (w *walker) do(name string, actions ...chromedp.Action) {
	w.t.Helper()
	step(w.t, w.ctx, w.at+": "+name, actions...)
}

// open goes to a page by its address.
func (w *walker) open(at, address, shows string) {
	w.t.Helper()
	w.at = at
	w.do("open", chromedp.Navigate(address), chromedp.WaitVisible(shows, one), resting())
}

func (w *walker) press(all ...string) chromedp.Action {
	var out chromedp.Tasks
	for _, k := range all {
		if k == kb.Enter { // as a keyboard sends it: what takes the key keeps the form from being sent
			down := input.DispatchKeyEvent(input.KeyDown).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13).WithText("\r")
			out = append(out, down, input.DispatchKeyEvent(input.KeyUp).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13))
			continue
		}
		out = append(out, chromedp.KeyEvent(k))
	}
	return out
}

func (w *walker) write(text string) chromedp.Action { return chromedp.KeyEvent(text) }

// most is how many times Tab is pressed for one control before it is said not to be reached.
const most = 160

// to presses Tab until the focus is at an element, or in it.
func (w *walker) to(selector string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		if err := chromedp.WaitReady(selector, one).Do(ctx); err != nil {
			return err
		}
		for range most {
			var there bool
			if err := chromedp.Evaluate(`document.activeElement !== document.body && document.activeElement.matches(`+quote(selector)+`)`, &there).Do(ctx); err != nil || there {
				return err
			}
			if err := chromedp.KeyEvent(kb.Tab).Do(ctx); err != nil {
				return err
			}
		}
		return fmt.Errorf("%d times Tab do not lead to %s", most, selector)
	})
}

// fewer presses Enter and waits until there is less of something.
func (w *walker) fewer(selector string) chromedp.Action {
	count := `document.querySelectorAll(` + quote(selector) + `).length`
	return chromedp.Tasks{chromedp.Evaluate(`window.walkedCount = `+count+`, 0`, nil), w.press(kb.Enter), chromedp.Poll(count+` < window.walkedCount`, nil)}
}

// focused waits until the focus is at an element, or in it.
func (w *walker) focused(selector string) chromedp.Action {
	return chromedp.Poll(`document.activeElement?.closest(`+quote(selector)+`) != null`, nil)
}

// tab goes to a tab of those among which the focus is.
func (w *walker) tab(key string) chromedp.Action {
	there := `document.activeElement.closest("[data-node-key]")?.dataset.nodeKey === ` + quote(key)
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for range 20 {
			var at bool
			if err := chromedp.Evaluate(there, &at).Do(ctx); err != nil {
				return err
			}
			if at {
				return chromedp.Tasks{chromedp.KeyEvent(kb.Enter), resting()}.Do(ctx)
			}
			if err := chromedp.KeyEvent(kb.ArrowRight).Do(ctx); err != nil {
				return err
			}
		}
		return fmt.Errorf("the arrows do not lead to the tab %s", key)
	})
}

const openList = `.ant-select-dropdown:not(.ant-select-dropdown-hidden)`

// pick opens the list of a combobox that has the focus and goes down to what says a text; to the first for none.
func (w *walker) pick(text string) chromedp.Action {
	there := `document.querySelector('` + openList + ` .ant-select-item-option-active')?.textContent.includes(` + quote(text) + `) ?? false`
	down := chromedp.ActionFunc(func(ctx context.Context) error {
		for range most {
			var at bool
			if err := chromedp.Evaluate(there, &at).Do(ctx); err != nil || at {
				return err
			}
			if err := chromedp.KeyEvent(kb.ArrowDown).Do(ctx); err != nil {
				return err
			}
		}
		return fmt.Errorf("the arrows do not lead to %q in the list", text)
	})
	return chromedp.Tasks{w.press(kb.ArrowDown), chromedp.WaitVisible(openList+` .ant-select-item-option`, one), resting(), down, w.press(kb.Enter), chromedp.WaitNotPresent(openList, one)}
}

// seek writes what is sought into a combobox that has the focus, and takes the first that is found.
func (w *walker) seek(text string) chromedp.Action {
	found := `[...document.querySelectorAll('` + openList + ` .ant-select-item-option-active')].some((o) => o.textContent.includes(` + quote(text) + `))`
	// What is pressed in the moment in which a list is searched, it takes for more of it.
	return chromedp.Tasks{w.write(text), chromedp.Poll(found, nil), resting(), chromedp.Sleep(150 * time.Millisecond), w.press(kb.Enter)}
}

// resting waits until nothing is loading and nothing moves.
func resting() chromedp.Action {
	return chromedp.Tasks{chromedp.Poll(`!document.querySelector(".ant-skeleton-active, .ant-spin-spinning")`, nil), atRest()}
}

// walk goes through a page, or what is open over it, from its beginning by Tab: the focus is seen at every
// stop, comes to every control and is held nowhere.
func walk(t *testing.T, ctx context.Context, name, scope string) {
	t.Helper()
	for _, fault := range walked(t, ctx, name, scope, 0) {
		t.Errorf("%s: %s", name, fault)
	}
}

// batch is how often Tab is pressed before it is asked whether the walk has come round.
const batch = 12

// walked says what is wrong with how the focus goes through a page in as many keys as it takes, or in keys.
func walked(t *testing.T, ctx context.Context, name, scope string, keys int) (faults []string) {
	t.Helper()
	var n int
	step(t, ctx, name+": begin a walk by Tab", resting(),
		chromedp.Evaluate(`if (`+quote(scope)+` === "#main") document.querySelector("#main").focus()`, nil), // where the skip link leads
		chromedp.Evaluate(watchFocus, nil),
		chromedp.Evaluate(`window.walkedScope = `+quote(scope)+`; if (!window.walkedScope) { document.activeElement?.blur?.(); document.getSelection().removeAllRanges(); scrollTo(0, 0); } `+walkable+`.length`, &n))
	var round bool
	for left := cmp.Or(keys, min(n+n/4+12, 400)); left > 0 && !round; left -= batch {
		var tabs chromedp.Tasks
		for range min(left, batch) {
			tabs = append(tabs, chromedp.KeyEvent(kb.Tab))
		}
		step(t, ctx, name+": walk by Tab", tabs, chromedp.Evaluate(`window.walked.round()`, &round))
		round = round && keys == 0
	}
	var r struct {
		Stops                         int
		Missed, Unseen, Hidden, Order []string
	}
	step(t, ctx, name+": end the walk", evaluate(reached, &r))
	for what, list := range map[string][]string{"is not reached by Tab": r.Missed, "does not show the focus": r.Unseen, "has the focus out of sight": r.Hidden, "has an order of its own": r.Order} {
		for _, control := range list[:min(len(list), 12)] {
			faults = append(faults, what+": "+control)
		}
	}
	if r.Stops < min(n, 3) {
		faults = append(faults, fmt.Sprintf("the focus stops at %d of %d controls: it is held somewhere", r.Stops, n))
	}
	return faults
}

// TestWalk: wherever a walk ends, it says which control does not show the focus, and only that. A field with a button in it
// is lit for both.
func TestWalk(t *testing.T) {
	ctx := browserIn(t, startChromium(t))
	const field = `<style>.field { border: 1px solid gray } .field:focus-within { border-color: blue } input, button { outline: none } .seen:focus { outline: 2px solid }</style>
		<main><button class="seen">甲</button><span class="field"><input><button>乙</button></span><button class="seen">丙</button>`
	for body, want := range map[string][]string{
		field: nil,
		field + `<p><span><button>丁</button></span></p>`: {`does not show the focus: button[submit] "丁" .`},
	} {
		for keys := 5; keys < 10; keys++ {
			step(t, ctx, "open a page", chromedp.Navigate("data:text/html;charset=utf-8,"+url.PathEscape(body)), chromedp.WaitVisible(".field", one))
			if got := walked(t, ctx, "a page", "", keys); !slices.Equal(got, want) {
				t.Errorf("after %d keys: %q, want %q", keys, got, want)
			}
		}
	}
}

// over opens what is over the page by a key at a control, walks it, closes it by Escape, and holds that the
// focus is where it was.
func (w *walker) over(from, opens string) {
	w.t.Helper()
	inside, back := true, false
	w.do("open what is over the page", w.to(from), w.press(kb.Enter), chromedp.WaitVisible(opens, one), resting())
	if strings.Contains(opens, "drawer") { // a list that hangs from its button lets the focus go on
		walk(w.t, w.ctx, w.at, opens)
		w.do("stay inside", chromedp.Evaluate(`document.activeElement === document.body || document.activeElement.closest(`+quote(opens)+`) !== null`, &inside))
	}
	w.do("close it", w.press(kb.Escape), chromedp.WaitNotPresent(opens, one),
		evaluate(`new Promise((done) => { let left = 30; const look = () => document.activeElement?.matches(`+quote(from)+`) ? done(true) : left-- > 0 ? setTimeout(look, 50) : done(false); look(); })`, &back))
	if !inside || !back {
		w.t.Errorf("%s: what %s opens keeps the focus inside %v, gives it back %v", w.at, from, inside, back)
	}
}

func (w *walker) end() {
	for _, c := range w.said() {
		w.t.Errorf("%s: the browser complained: %s", w.at, c)
	}
}

// everythingByKeyboard does without a mouse what people do in the workbench, page after page. That the focus comes to every
// control of a page is held where pages are looked at.
func everythingByKeyboard(t *testing.T, o office) {
	for _, job := range []struct {
		name string
		do   func(*testing.T, office)
	}{{"handler", handlerByKeyboard}, {"leader", leaderByKeyboard}, {"analyst", analystByKeyboard}, {"administrator", administratorByKeyboard}} {
		t.Run(job.name, func(t *testing.T) { job.do(t, o) })
	}
}

// handlerByKeyboard carries a clue to a paper and a step that wait for a leader, and looks at who is
// related to whom, who is who, what is due and what was sent.
func handlerByKeyboard(t *testing.T, o office) {
	w := newWalker(t, o, "demo")
	w.at = "home"
	w.do("be there", chromedp.WaitVisible(`[data-testid="home"] .panel`, one))
	w.over(`[data-testid="bell"]`, `.ant-popover:not(.ant-popover-hidden) [data-testid="notices"]`)

	var model string
	w.do("look for a clue that rests on the words of a document", evaluate(`(async () => {
		const ask = (path) => fetch(path).then((r) => r.json());
		for (const c of (await ask("/api/clues?state=found&limit=100")).items) {
			if (c.cases > 0 && (await ask("/api/clues/" + c.id)).records.some((r) => !r.register && r.span)) return c.model;
		}
		return "";
	})()`, &model))
	w.open("clues", o.address+"/clues?state=found&model="+model, `[data-testid="clue-row"]`)
	w.do("move, select, peek and go back", w.press("j", "j", "k", "x"), chromedp.WaitVisible(`.row-current.row-selected`, one),
		w.press("x", " "), chromedp.WaitVisible(`.peek .peek-reasons`, one), w.press("e"), w.focused(`.peek [data-testid="decision-form"]`), w.press(kb.Escape), w.focused(`.row-current`))
	w.do("open it", w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="risk-waterfall"] svg`, one), chromedp.WaitVisible(`[data-testid="evidence-mark"]`, one))

	w.at = "clue"
	var mark string
	w.do("read the sentence an indicator rests on", w.to(`[data-testid="evidence-link"]:not(:has(.quiet))`), w.press(kb.Enter),
		chromedp.WaitVisible(`[data-testid="evidence-link"][aria-current]:focus`, one), chromedp.Text(`.document .evidence-now`, &mark, one))
	if strings.TrimSpace(mark) == "" {
		t.Error("no sentence is marked")
	}
	w.do("take it into screening", w.to(`[data-testid="decision-form"] input[type=radio]`), w.press(" "), chromedp.WaitVisible(`.ant-radio-button-wrapper-checked [data-value="screening"]`, one),
		w.to(`[data-testid="decision-submit"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="clue-state"][data-state="screening"]`, one))
	w.over(`[data-testid="open-on-clue"]`, ".ant-drawer-open")
	var court, matter string
	w.do("open a matter on it", w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="open-procedure"]`, one), resting(),
		w.to(`[data-testid="open-procedure"] input`), w.pick("虚假诉讼"),
		w.to(`[data-field="court"] input`), chromedp.Value(`[data-field="court"] input`, &court, one))
	if court == "" {
		w.do("name the court", w.write("县人民法院"))
	}
	w.do("say what it is about and submit it", w.to(`[data-field="conduct"] input`), w.pick(""), w.to(`[data-field="document_kind"] input`), w.pick(""), w.to(`[data-testid="open-submit"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="matter-state"]`, one), chromedp.Location(&matter))

	w.at = "matter"
	w.do("draft a paper", w.to(`.matter-page [role=tab]`), w.tab("papers"),
		w.to(`[data-testid="paper-kind"] input`), w.pick("终结审查"), w.to(`[data-testid="paper-prefix"]`), w.write("青检民监"), w.to(`[data-testid="paper-draft"]`), w.press(kb.Enter),
		chromedp.WaitVisible(`[data-testid="paper"][data-state="draft"]`, one))
	const why = `[data-slot="终结理由"] textarea`
	w.do("write it and submit it", w.to(`[data-testid="paper"] .subject`), w.press(kb.Enter), chromedp.WaitVisible(why, one),
		w.to(`[data-testid="paper-to"]`), w.write("望台市人民法院"), w.to(why), w.write("经审查，借款真实。"),
		w.to(`[data-testid="paper-save"]`), w.press(kb.Enter), chromedp.WaitEnabled(`[data-testid="paper-review"]`, one),
		w.to(`[data-testid="paper-review"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="paper"][data-state="review"]`, one))
	w.open("matter", matter, `[data-testid="step-not_false"]`)
	w.over(`[data-testid="step-not_false"]`, ".ant-drawer-open")
	w.do("take a step", w.press(kb.Enter), chromedp.WaitVisible(`[data-field="reason"] textarea`, one), resting(), w.to(`[data-field="reason"] textarea`), w.write("核对借条和转账记录，借款真实。"),
		w.to(`[data-testid="step-submit"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="waiting-step"]`, one))

	w.open("calendar", o.address+"/matters/calendar", ".calendar-days")
	var month string
	w.do("turn the page", chromedp.Text(".calendar-month", &month, one), w.to(`[data-testid="month-after"]`), w.press(kb.Enter),
		chromedp.ActionFunc(func(ctx context.Context) error {
			return chromedp.Poll(`document.querySelector(".calendar-month").textContent !== `+quote(month), nil).Do(ctx)
		}))

	var clue string
	w.do("find a clue", evaluate(`fetch("/api/clues?model=civil/professional-lender&limit=1").then((r) => r.json()).then((x) => x.items[0].id)`, &clue))
	w.open("network", o.address+"/network?clue="+clue, `[data-testid="network-canvas"][data-drawn]`)
	w.do("choose a node from the table and open a kind of its relations", w.to(`.network-side [role=tab]`), w.tab("nodes"), w.to(`[data-testid="network-nodes"] .link-button`), w.press(kb.Enter),
		w.focused(`[data-testid="network-node"]`), w.to(`[data-testid="network-open"]:not([disabled])`), w.press(kb.Enter), chromedp.WaitVisible(`.network-bar button:not([disabled]) .anticon-undo`, one))
	w.do("read what a relation rests on", w.to(`.network-bar button`), w.to(`.network-side [role=tab]`), w.tab("relations"))
	w.over(`[data-testid="network-relation"]`, ".ant-drawer-open")
	w.open("network", o.address+"/network", `[data-testid="network-asks"]`)
	w.do("ask how two are connected", w.to(`[data-testid="network-asks"] input`), w.pick("两者"),
		w.to(`[data-testid="network-first"] input`), w.seek("公司"), w.to(`[data-testid="network-second"] input`), w.seek("公司"), w.to(`[data-testid="network-ask"]`), w.press(kb.Enter),
		chromedp.WaitVisible(`[data-testid="network-canvas"], .network-page .notice, .network-page .ant-alert`, one))

	w.open("identities", o.address+"/identities", `[data-testid="pair"]`)
	w.do("say that nobody can tell", w.to(`[data-testid="identity-reason"] textarea, textarea[data-testid="identity-reason"], input[data-testid="identity-reason"]`), w.write("材料不足，无法认定。"), w.to(`[data-testid="unsure"]`), w.press(kb.Enter),
		chromedp.WaitVisible(`[data-testid="decision-row"]`, one))
	w.open("transfers", o.address+"/transfers/out", `[data-testid="open-exchange"]`)
	w.do("open what was sent", w.to(`[data-testid="open-exchange"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="exchange"]`, one))
	w.end()
}

// leaderByKeyboard reads and approves what the handler submitted, and drills from a figure to its rows.
func leaderByKeyboard(t *testing.T, o office) {
	w := newWalker(t, o, "leader")
	w.open("approvals", o.address+"/matters/approvals", `[data-testid="approvals-papers-review"]`)
	w.do("read a paper and approve it", w.to(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="waiting-paper"] .paper-text`, one),
		w.to(`[data-testid="waiting-paper"] [data-testid="paper-approved"]`), w.fewer(`[data-testid="approvals-papers-review"] [data-testid="open-paper"]`))
	w.do("approve a step", w.to(`[data-testid="approval"] [data-testid="approve"]`), w.fewer(`[data-testid="approval"]`))
	w.open("figures", o.address+"/figures", `[data-testid="above-clues-found"]`)
	w.over(`[data-testid="above-clues-found"]`, ".ant-drawer-open")
	w.do("drill to a clue", w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="figure-row"] a`, one), resting(), w.to(`[data-testid="figure-row"] a`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="clue-state"]`, one))
	w.end()
}

// analystByKeyboard writes a model with a step and a condition, runs it on a case, submits it and takes it back, and brings
// a file in.
func analystByKeyboard(t *testing.T, o office) {
	const sound = `[data-testid="draft-sound"][data-sound="true"]`
	w := newWalker(t, o, "analyst")
	w.open("models", o.address+"/models", `[data-testid="draft-id"]`)
	w.do("begin a model", w.to(`[data-testid="draft-id"] input, input[data-testid="draft-id"]`), w.write(fmt.Sprintf("civil/by-keyboard-%d", time.Now().Unix())), w.to(`[data-testid="draft-begin"]`), w.press(kb.Enter), chromedp.WaitVisible(sound, one))
	w.at = "draft"
	w.do("add a step", w.to(`[data-testid="draft-step"]:not([data-step^=":"])`), w.press(kb.Enter), w.to(`[data-testid="draft-add-step"] input`), w.pick(""), chromedp.WaitVisible(`[data-testid="draft-step"][data-step="step_1"][aria-current="true"]`, one))
	w.do("give it a condition", w.to(`.condition button[aria-label]`), w.press(kb.Enter), chromedp.WaitVisible(`.condition .rule input.ant-input`, one),
		w.to(`.condition .rule .ant-select input`), w.seek("程序"), w.to(`.condition .rule input.ant-input`), w.write("first"), chromedp.WaitVisible(sound, one))
	w.do("see what it makes of a case", chromedp.WaitVisible(`[data-testid="look-table"] .holds`, one), w.to(`.look-panel .ant-select input`), w.press(kb.ArrowDown, kb.ArrowDown, kb.Enter), chromedp.WaitVisible(`[data-testid="look-table"]`, one))
	w.do("save and submit it", chromedp.KeyEvent("s", chromedp.KeyModifiers(input.ModifierCtrl)), chromedp.WaitVisible(`[data-testid="draft-save"]:disabled`, one),
		w.to(`[data-testid="draft-submit"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="draft-state"][data-state="review"]`, one))

	file := workbook(t, [][]string{{"结婚证字号", "男方姓名", "女方姓名", "结婚登记日期", "哪里办的"}, {"J330102-2024-000021", "王建军", "李秀英", "2024-03-08", "青石县民政局"}})
	w.open("import", o.address+"/data/import", ".wizard")
	// The window in which the system asks for a file is no page: its answer is put in.
	w.do("choose a file", w.to(`[data-testid="upload-file"]`), chromedp.SetUploadFiles(`[data-testid="upload-file"]`, []string{file}, one), chromedp.WaitVisible(`[data-testid="to-map"]`, one))
	w.do("map a column", w.to(`[data-testid="to-map"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="preview-row"]`, one),
		w.to(`[data-testid="map-row"][data-heading="哪里办的"] [data-testid="field-select"] input`), w.seek("登记机关"), chromedp.WaitVisible(`[data-testid="map-row"][data-heading="哪里办的"][data-fill="byHand"]`, one))
	w.do("say by what right and import", w.to(`[data-testid="to-basis"]`), w.press(kb.Enter), w.to(`[data-testid="basis-agency"]`), w.write("青石县民政局"), w.press(kb.Tab), w.to(`[data-testid="basis-authorisation"]`), w.write("青检调证〔2026〕3号"),
		w.to(`[data-testid="basis-purpose"]`), w.write("虚假离婚逃债监督"), w.to(`[data-testid="start-import"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="run-done"]`, one))
	w.end()
}

// administratorByKeyboard makes an account, reads one, and checks the log.
func administratorByKeyboard(t *testing.T, o office) {
	w := newWalker(t, o, "admin")
	w.open("people", o.address+"/admin/people", `.account-table .ant-table-row`)
	w.over(`.account-table .subject`, ".ant-drawer-open")
	w.do("make an account", w.to(`[data-testid="new-account"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="account-name"]`, one), resting(),
		w.to(`[data-testid^="role-"] input`), w.press(" "), w.to(`[data-testid="account-display"]`), w.write("按键开设的账号"), w.to(`[data-testid="account-name"]`), w.write(fmt.Sprintf("keys%d", time.Now().Unix())),
		w.to(`[data-testid="account-make"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="first-password"]`, one), resting(),
		w.to(`[data-testid="password-read"]`), w.press(kb.Enter), chromedp.WaitNotPresent(`[data-testid="first-password"]`, one))
	w.open("record", o.address+"/admin/record", `.record-page table`)
	w.do("check the log", w.to(`[data-testid="verify-do"]`), w.press(kb.Enter), chromedp.WaitVisible(`[data-testid="verify"]`, one))
	w.end()
}
