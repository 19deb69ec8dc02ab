package main

import (
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// TestACountyFromDeliveryToTies: every register of an invented county goes in as it is
// delivered, without a mapping by hand; then it is told who is who. What is delivered later is
// added to that, and agrees with what a run over everything says.
func TestACountyFromDeliveryToTies(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	must := func(args ...string) string {
		t.Helper()
		r := command(t, "", append(args, "--home", home)...)
		if r.code != 0 {
			t.Fatalf("%v: exit %d\n%s", args, r.code, r.err)
		}
		return r.out
	}
	link := func(args ...string) (l linked) {
		t.Helper()
		if err := json.Unmarshal([]byte(must(append([]string{"link", "--json"}, args...)...)), &l); err != nil {
			t.Fatal(err)
		}
		return l
	}
	must("synth", "--seed", "11", "--people", "800", dir)
	early, late := splitLines(t, filepath.Join(dir, "judgments.jsonl"), 16)
	must("import", "judgments", early)
	files, err := filepath.Glob(filepath.Join(dir, "registers", "*"))
	if err != nil || len(files) < 40 {
		t.Fatalf("%d files of registers (%v)", len(files), err)
	}
	var later []string
	files = slices.DeleteFunc(files, func(f string) bool {
		is := slices.Contains([]string{"婚姻登记信息.xlsx", "网络司法拍卖公示信息.csv", "车险理赔信息.xlsx"}, filepath.Base(f))
		if is {
			later = append(later, f)
		}
		return is
	})
	must(append([]string{"import", "table", "auto"}, append(files, "--authorisation", "示范", "--purpose", "示范")...)...)

	first, again := link(), link()
	if !first.Whole || first.Why.EN == "" || first.Ties == 0 {
		t.Errorf("the first run: %+v", first)
	}
	if again.Snapshot != first.Snapshot || len(again.Moved) != 0 || again.Whole || again.Added != 0 || again.Report.Mentions != first.Report.Mentions ||
		again.Report.Persons != first.Report.Persons || again.Report.Candidates != first.Report.Candidates {
		t.Errorf("with nothing new: %+v after %+v", again, first)
	}
	few := []string{"scan", "--model", "civil/professional-lender", "--model", "criminal/driving-after-revocation", "--model", "public-interest/pension-after-death"}
	must(append(few, "--as-of", "2026-06-30")...)
	promised := promise(t, home, must)
	before := linksOf(t, home)
	must("import", "judgments", late)
	second := link()
	must(append([]string{"import", "table", "auto"}, append(later, "--authorisation", "示范", "--purpose", "示范")...)...)
	third := link()
	steps := linksOf(t, home)
	if second.Whole || third.Whole || second.Added < 16 || len(later) != 3 || len(steps) != len(before)+second.Added+third.Added || third.Report.Mentions != len(steps) {
		t.Errorf("added %d and %d (whole %t, %t) to %d, which makes %d", second.Added, third.Added, second.Whole, third.Whole, len(before), len(steps))
	}
	moved := append(second.Moved, third.Moved...)
	for m, entity := range before {
		if steps[m] != entity && !slices.Contains(moved, entity) {
			t.Fatalf("%v was %s and is %s, untold", m, entity, steps[m])
		}
	}
	// What new records cause was registered: a whole scan as of the same day has nothing to add.
	news := command(t, "", append(few, "--new", "--lang", "en", "--home", home)...)
	if news.code != 0 || !strings.Contains(news.out, "3 models looked at") {
		t.Errorf("a scan for new records says\n%s%s", news.out, news.err)
	}
	promiseAsked(t, promised, news.err, must)
	promiseRun(t, home, matter.ID(promised))
	if out := must(append(few, "--as-of", "2026-06-30", "--lang", "en")...); !strings.Contains(out, "clues: 0 new,") || !strings.Contains(out, " 0 with new facts, 0 reopened") {
		t.Errorf("a whole scan after it says\n%s", out)
	}
	full := link("--full")
	if r := full.Report; !full.Whole || r.Mentions != len(steps) || r.Mentions < 5_000 || r.Persons < 800 || r.Persons > r.Mentions/3 || r.Firms == 0 {
		t.Errorf("got %+v", full)
	}
	once := linksOf(t, home)
	kept, given := agreement(steps, once), agreement(once, steps)
	t.Logf("of the pairs joined in steps %.5f are joined at once, of those joined at once %.5f in steps", kept, given)
	if kept < 0.999 || given < 0.999 {
		t.Errorf("of the pairs joined in steps %.5f are joined at once, of those joined at once %.5f in steps", kept, given)
	}
	must("scan", "--json")
	must("quality", "marriage", "--json")
}

// splitLines moves the last lines of a file into another.
func splitLines(t *testing.T, file string, last int) (early, late string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(string(b), "\n"), "\n")
	early, late = file+".early.jsonl", file+".late.jsonl"
	n := len(lines) - last
	for name, part := range map[string][]string{early: lines[:n], late: lines[n:]} {
		if err := os.WriteFile(name, []byte(strings.Join(part, "")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return early, late
}

// linksOf returns the entity of each mention in the lake.
func linksOf(t *testing.T, home string) map[linkage.Mention]string {
	t.Helper()
	l, err := lake.Open(filepath.Join(home, "lake"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Current()
	if err != nil {
		t.Fatal(err)
	}
	e, err := duck.Open(t.Context(), duck.Options{Tables: map[string][]string{"link": s.Files("link")}})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	links, err := linkage.Earlier(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	return links
}

// agreement is the share of the pairs of mentions that a joins which b joins too.
func agreement(a, b map[linkage.Mention]string) float64 {
	one, both := map[string]int{}, map[[2]string]int{}
	for m, e := range a {
		one[e]++
		both[[2]string{e, b[m]}]++
	}
	var all, agreed float64
	for _, n := range one {
		all += float64(n) * float64(n-1) / 2
	}
	for _, n := range both {
		agreed += float64(n) * float64(n-1) / 2
	}
	return agreed / all
}

// keeping is a procedure of the office in which something is promised.
const keeping = `id: keeping
version: 1
branch: civil
title: {zh: 整改跟踪, en: Keeping}
summary: {zh: 测试用。, en: For tests.}
basis: [{law: 民事诉讼法, version: "2023-09-01", article: "220"}]
origins: [clue]
fields:
  promised_on: {title: {zh: 承诺日期, en: Promised}, schema: {type: string, format: date}}
states: [{id: open, title: {zh: 跟踪, en: open}}, {id: closed, title: {zh: 办结, en: closed}, end: true}]
deadlines: []
papers: []
rules: []
outcomes: [{id: done, title: {zh: 办结, en: done}}]
promised: promised_on
statistics: [{id: opened, title: {zh: 启动, en: opened}, counts: {opened: true}}]
steps:
  - {id: open, title: {zh: 启动, en: Open}, opens: true, by: [handler], asks: [promised_on]}
  - {id: end, title: {zh: 办结, en: End}, from: [open], to: closed, outcome: done, by: [handler]}
cases: [{name: one, origin: clue, run: [{step: open, on: 2026-03-02, fields: {promised_on: 2026-04-01}}]}]
`

// promise opens a matter on a clue, in which the wrong was to be mended by a day long ago.
func promise(t *testing.T, home string, must func(...string) string) (id string) {
	t.Helper()
	own := filepath.Join(home, "procedures")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "keeping.yaml"), []byte(keeping), 0o600); err != nil {
		t.Fatal(err)
	}
	var c struct {
		Model   string
		Subject struct{ ID string }
	}
	first, _, _ := strings.Cut(must("clue", "list", "--json", "--limit", "1"), "\n")
	if err := json.Unmarshal([]byte(first), &c); err != nil {
		t.Fatalf("no clue: %v: %s", err, first)
	}
	top := clue.NewID(c.Model, c.Subject.ID)
	store := storeAt(t, home)
	defer store.Close()
	if _, err := clue.NewService(store).Move(t.Context(), access.CommandLine(access.Home), top, clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	for _, word := range strings.Fields(must("matter", "open", "keeping", "--title", "某局整改", "--origin", "clue", "--clue", string(top), "--field", "promised_on=2015-01-01")) {
		if strings.HasPrefix(word, "m-") {
			id = word
		}
	}
	return id
}

// storeAt opens the workflow database of a home.
func storeAt(t *testing.T, home string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), "sqlite:"+filepath.Join(home, "workflow.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// promiseRun: the workbench asks outside of any request, tells how far it is and keeps the answer
// as that of whoever asked.
func promiseRun(t *testing.T, home string, id matter.ID) {
	t.Helper()
	store := storeAt(t, home)
	defer store.Close()
	a := &app{ctx: t.Context(), home: home, lang: "zh", term: terminal{out: io.Discard, err: os.Stderr}, now: time.Now}
	rules, err := a.rules()
	if err != nil {
		t.Fatal(err)
	}
	s := matter.NewService(store, rules)
	v := newVerifier(a, store, s, slog.New(slog.DiscardHandler))
	if r := v.Run(id); r.State != web.NoRemedyRun {
		t.Errorf("before anybody asked: %+v", r)
	}
	by := access.CommandLine(access.Home)
	p, err := s.Promise(t.Context(), by, id)
	if err != nil {
		t.Fatal(err)
	}
	v.turn <- struct{}{} // another is being asked about
	if r := v.Begin(by, id, p); r.State != "waiting" || v.Begin(by, id, p) != r {
		t.Errorf("while it waits: %+v", r)
	}
	<-v.turn
	v.wait()
	r := v.Run(id)
	if r.State != "done" || r.Done != 2 || r.Total != 2 {
		t.Errorf("got %+v", r)
	}
	if d, err := s.Get(t.Context(), by, id); err != nil || d.Course.Remedy == nil || d.Course.Remedy.By.ID != by.ID {
		t.Errorf("the matter says %+v, %v", d.Course.Remedy, err)
	}
	p.Clues = []clue.ID{"c-none"}
	v.Begin(by, id, p)
	v.wait()
	if r := v.Run(id); r.State != "failed" || r.Says.ZH == "" {
		t.Errorf("about a clue that is none: %+v", r)
	}
}

// promiseAsked: a scan of later data asks about what was promised by itself, once for each snapshot.
func promiseAsked(t *testing.T, id, said string, must func(...string) string) {
	t.Helper()
	if !strings.Contains(said, "1 are due") || !strings.Contains(said, "could not be looked at 0") {
		t.Errorf("the scan says of promises\n%s", said)
	}
	var m struct {
		Remedied string
		Course   struct {
			Remedy *struct{ By struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(must("matter", "show", id, "--json")), &m); err != nil || m.Course.Remedy == nil || m.Course.Remedy.By.ID != "system" || m.Remedied != "continues" {
		t.Errorf("later data say %+v, %v", m, err)
	}
	if out := must("matter", "verify", "--due"); out != "" {
		t.Errorf("asked twice about one snapshot: %s", out)
	}
}
