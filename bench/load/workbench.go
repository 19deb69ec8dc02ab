package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A line is one figure of the workbench beside what it may be; 0 if nothing is asked of it.
type line struct {
	says        string
	value, most float64
	unit        string
}

// workbench measures the pages as a person meets them, in a real browser: how much comes over
// the line and how long it takes until the page stands, how quickly a key is answered in the list
// of clues of the large office, and in a demonstration how long a network of 300 nodes takes.
func workbench(ctx context.Context, o options, of office) error {
	s, err := serve(ctx, o.bin, of.home, of.database)
	if err != nil {
		return err
	}
	defer s.kill()
	all, err := inOffice(ctx, s.url)
	if err != nil {
		return err
	}
	fmt.Printf("\n%s, %d clues (load %s)\n\nfigure\tvalue\tmost\n", of.engine, o.clues, load())
	missed := tell(all) // before the demonstration, which takes minutes where it is not made yet
	more, err := inDemo(ctx, o)
	if err != nil {
		return err
	}
	missed += tell(more)
	fmt.Printf("\n%d figures, %d missed (load %s)\n", len(all)+len(more), missed, load())
	return nil
}

// tell prints figures and counts those that are above what they may be.
func tell(all []line) (missed int) {
	for _, l := range all {
		mark := ""
		if l.most > 0 && l.value > l.most {
			mark, missed = "\tMISSED", missed+1
		}
		fmt.Printf("%s\t%.0f %s\t%.0f%s\n", l.says, l.value, l.unit, l.most, mark)
	}
	return missed
}

// loads is how often a page is loaded from nothing.
const loads = 7

// inOffice measures the first load and the list of clues.
func inOffice(ctx context.Context, address string) (all []line, err error) {
	ctx, end, err := browse(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	bytes, painted, err := firstLoads(ctx, address, `[data-testid="signin-name"]`)
	if err != nil {
		return nil, err
	}
	all = append(all, line{"first load, over the line", bytes / 1000, 400, "kB"}, line{"sign-in page, largest paint, nothing kept", painted, 1500, "ms"})
	if err := enter(ctx, address, "u-000", password); err != nil {
		return nil, err
	}
	for _, p := range []struct{ path, show string }{{"/home", `[data-testid="home"] li`}, {"/clues", `[data-testid="clue-row"]`}} {
		bytes, painted, err := firstLoads(ctx, address+p.path, p.show)
		if err != nil {
			return nil, err
		}
		all = append(all, line{p.path + ", largest paint, nothing kept", painted, 1500, "ms"}, line{p.path + ", over the line, nothing kept", bytes / 1000, 0, "kB"})
	}
	keys, err := presses(ctx, address)
	if err != nil {
		return nil, err
	}
	return append(append(all, line{fmt.Sprintf("triage, a key until its frame is drawn, p95 of %d", len(keys)), keys[len(keys)*95/100].MS, 100, "ms"},
		line{"triage, the slowest", keys[len(keys)-1].MS, 200, "ms"}), byKey(keys)...), nil
}

// firstLoads loads a page with nothing kept and returns the median of what came over the line
// and of when the largest thing was painted.
func firstLoads(ctx context.Context, page, show string) (bytes, painted float64, err error) {
	var sizes, paints []float64
	for range loads {
		var size, paint float64
		err := chromedp.Run(ctx, network.ClearBrowserCache(), chromedp.Navigate(page), chromedp.WaitVisible(show, chromedp.ByQuery), chromedp.Sleep(300*time.Millisecond),
			chromedp.Evaluate(`performance.getEntriesByType("resource").filter((r) => r.name.includes("/assets/")).reduce((sum, r) => sum + r.transferSize, 0)`, &size),
			waited(`new Promise((done) => new PerformanceObserver((l) => done(l.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))`, &paint))
		if err != nil {
			return 0, 0, fmt.Errorf("load %s: %w", page, err)
		}
		sizes, paints = append(sizes, size), append(paints, paint)
	}
	return median(sizes), median(paints), nil
}

// screening are the keys of somebody who screens: down three times, up, select, peek, close.
var screening = []string{"j", "j", "j", "k", "x", " ", "\u001b"}

// A press is one key and how long it took until the frame with what it changed was drawn: from
// the time the browser gives the key to the first task after that frame's style, layout and
// paint. What the screen takes after that is not in it. The browser's Event Timing is not used:
// for the key that selects it named the frame of the key after it, 104 ms when that came 60 ms
// later and 264 ms when it came 200 ms later, while the frame of its own was drawn in 27.
type press struct {
	Key string
	MS  float64
}

// presses works the list of clues by keyboard as one does in screening, quickest first.
func presses(ctx context.Context, address string) (keys []press, err error) {
	acts := []chromedp.Action{chromedp.Navigate(address + "/clues"), chromedp.WaitVisible(`[data-testid="clue-row"]`, chromedp.ByQuery), chromedp.Sleep(time.Second),
		chromedp.Evaluate(`window.pressed = []; addEventListener("keydown", (e) => {
			const press = {key: e.key, at: e.timeStamp, ms: -1};
			window.pressed.push(press);
			requestAnimationFrame(() => {
				const after = new MessageChannel();
				after.port1.onmessage = () => { press.ms = performance.now() - press.at; };
				after.port2.postMessage(0);
			});
		}, true)`, nil)}
	const rounds = 20
	for range rounds {
		for _, key := range screening {
			acts = append(acts, chromedp.KeyEvent(key), chromedp.Sleep(60*time.Millisecond))
		}
	}
	acts = append(acts, chromedp.Sleep(300*time.Millisecond), chromedp.Evaluate(`window.pressed`, &keys))
	if err := chromedp.Run(ctx, acts...); err != nil {
		return nil, fmt.Errorf("press keys: %w", err)
	}
	if want := rounds * len(screening); len(keys) != want {
		return nil, fmt.Errorf("%d keys were pressed and the page heard of %d", want, len(keys))
	}
	if i := slices.IndexFunc(keys, func(k press) bool { return k.MS < 0 }); i >= 0 {
		return nil, fmt.Errorf("the key %q was never answered by a frame", keys[i].Key)
	}
	slices.SortFunc(keys, func(a, b press) int { return cmp.Compare(a.MS, b.MS) })
	return keys, nil
}

// byKey is the median of each key, so that one sees which of them is slow.
func byKey(keys []press) (all []line) {
	times := map[string][]float64{}
	for _, k := range keys {
		times[k.Key] = append(times[k.Key], k.MS)
	}
	for _, key := range slices.Sorted(maps.Keys(times)) {
		all = append(all, line{fmt.Sprintf("triage, the key %q, median of %d", key, len(times[key])), median(times[key]), 0, "ms"})
	}
	return all
}

// inDemo measures networks in a demonstration, which it makes once.
func inDemo(ctx context.Context, o options) (all []line, err error) {
	home, err := filepath.Abs(filepath.Join(o.home, "demo"))
	if err != nil {
		return nil, err
	}
	address, stop, err := serveDemo(ctx, o.bin, home)
	if err != nil {
		return nil, err
	}
	defer stop()
	ctx, end, err := browse(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
	if err := enter(ctx, address, "demo", "mingjian-demo"); err != nil {
		return nil, err
	}
	return networks(ctx, address)
}

// networks draws what surrounds the clue with the most cases, as many nodes as are ever drawn.
func networks(ctx context.Context, address string) ([]line, error) {
	var clue string
	var served, drawn []float64
	nodes := 0
	err := chromedp.Run(ctx, waited(`fetch("/api/clues?sort=-cases&limit=1").then((r) => r.json()).then((x) => x.items[0].id)`, &clue))
	if err != nil {
		return nil, err
	}
	ask := fmt.Sprintf(`(async () => { const begun = performance.now(); const r = await fetch("/api/network/pictures", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({clue: %q, steps: 3, limit: 300})}); const x = await r.json(); return {ms: performance.now() - begun, nodes: x.nodes?.length ?? 0, total: x.total ?? 0, says: x.title ?? ""}; })()`, clue)
	total := 0
	for range loads {
		var got struct {
			MS           float64
			Nodes, Total int
			Says         string
		}
		var ms float64
		var text string
		if err := chromedp.Run(ctx, waited(ask, &got)); err != nil || got.Nodes == 0 {
			return nil, errors.Join(fmt.Errorf("ask for a network: %s", got.Says), err)
		}
		served, total = append(served, got.MS), got.Total
		if err := chromedp.Run(ctx, chromedp.Navigate(address+"/network?clue="+clue+"&steps=3&limit=300"),
			chromedp.WaitVisible(`[data-testid="network-canvas"][data-drawn]`, chromedp.ByQuery),
			chromedp.AttributeValue(`[data-testid="network-canvas"]`, "data-drawn", &text, nil, chromedp.ByQuery),
			chromedp.Evaluate(`Number(document.querySelector('[data-testid="network-canvas"]').dataset.nodes)`, &nodes)); err != nil {
			return nil, fmt.Errorf("draw a network: %w", err)
		}
		if err := json.Unmarshal([]byte(text), &ms); err != nil {
			return nil, err
		}
		drawn = append(drawn, ms)
	}
	return []line{{fmt.Sprintf("a network of %d nodes, drawn", nodes), median(drawn), 500, "ms"},
		{fmt.Sprintf("300 of %d nodes, counted, placed and sent", total), median(served), 300, "ms"}}, nil
}

// browse starts the machine's Chromium with nothing kept.
func browse(ctx context.Context) (context.Context, func(), error) {
	path, err := exec.LookPath("chromium")
	if p := os.Getenv("MINGJIAN_BROWSER"); p != "" {
		path, err = p, nil
	}
	if err != nil {
		return nil, nil, errors.New("there is no Chromium on this machine: apt-get install chromium")
	}
	ctx, endAll := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1366, 768))...)
	ctx, end := chromedp.NewContext(ctx)
	err = chromedp.Run(ctx, emulation.SetDeviceMetricsOverride(1366, 768, 1, false))
	return ctx, func() { end(); endAll() }, err
}

// enter signs in, as somebody who has had the tour.
func enter(ctx context.Context, address, name, password string) error {
	body, err := json.Marshal(map[string]string{"name": name, "password": password})
	if err != nil {
		return err
	}
	var status int
	err = chromedp.Run(ctx, chromedp.Navigate(address), chromedp.Evaluate(`localStorage.setItem("mingjian.tour.`+name+`", "1")`, nil),
		waited(`fetch("/api/session", {method: "POST", headers: {"Content-Type": "application/json"}, body: `+"`"+strings.ReplaceAll(string(body), "`", "")+"`"+`}).then((r) => r.status)`, &status))
	if err == nil && status >= 300 {
		err = fmt.Errorf("sign in as %s: %d", name, status)
	}
	return err
}

// waited evaluates a promise.
func waited(script string, into any) chromedp.Action {
	return chromedp.Evaluate(script, into, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) })
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
