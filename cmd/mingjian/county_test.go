package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/linkage"
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
	if out := must(append(few, "--new", "--lang", "en")...); !strings.Contains(out, "3 models looked at") {
		t.Errorf("a scan for new records says\n%s", out)
	}
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
