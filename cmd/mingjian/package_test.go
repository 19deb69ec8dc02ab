package main

import (
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/web"
)

// A packing is a place where packages are made and an office that receives them.
type packing struct{ dir, home, key, print string }

func newPacking(t *testing.T) packing {
	t.Helper()
	dir := t.TempDir()
	p := packing{dir: dir, home: filepath.Join(dir, "home"), key: filepath.Join(dir, "key.pem")}
	p.print = p.makeKey(t, p.key)
	return p
}

func (p packing) makeKey(t *testing.T, file string) string {
	t.Helper()
	r := command(t, "", "model", "key", file, "--json")
	var said struct{ Fingerprint string }
	if err := json.Unmarshal([]byte(r.out), &said); err != nil || said.Fingerprint == "" {
		t.Fatalf("exit %d: %s %s", r.code, r.out, r.err)
	}
	return said.Fingerprint
}

// pack packs the model of the manual with some words replaced.
func (p packing) pack(t *testing.T, name, key string, replace ...string) string {
	t.Helper()
	example := filepath.Join("..", "..", "docs", "examples", "civil", "repeat-plaintiff")
	dir := filepath.Join(p.dir, name, "civil", "repeat-plaintiff")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"model.yaml", "cases.yaml"} {
		b, err := os.ReadFile(filepath.Join(example, file))
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, file, []byte(strings.NewReplacer(replace...).Replace(string(b))))
	}
	out := filepath.Join(p.dir, name+".mjmodel")
	if r := command(t, "", "model", "pack", dir, "--key", key, "--publisher", "某市人民检察院", "--created", "2026-11-28", "-o", out); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	return out
}

func (p packing) install(t *testing.T, args ...string) result {
	t.Helper()
	return command(t, "", append([]string{"model", "install", "--home", p.home, "--lang", "en"}, args...)...)
}

// TestInstall takes a model from one office to another: who is unknown is refused, a trial
// changes nothing, and what is installed is listed, tested, explained, checked and scanned.
func TestInstall(t *testing.T) {
	p := newPacking(t)
	file := p.pack(t, "first", p.key)
	if r := p.install(t, file); r.code != 1 || !strings.Contains(r.err, "is not trusted yet") || !strings.Contains(r.err, p.print) {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := p.install(t, file, "--trust", p.print, "--dry-run"); r.code != 0 || !strings.Contains(r.out, "nothing was installed") || !strings.Contains(r.out, "5 cases pass") {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if _, err := os.Stat(p.home); err == nil {
		t.Error("the trial left something behind")
	}
	shown := p.workbench(t)
	r := p.install(t, file, "--trust", p.print)
	if r.code != 0 || !strings.Contains(r.out, "installed. mingjian scan") || !strings.Contains(r.out, "Court document: no records at all") {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"model", "list"}, "published by 某市人民检察院"},
		{[]string{"model", "list", "--json"}, p.print},
		{[]string{"model", "check"}, "civil/repeat-plaintiff version 1 sound published by"},
		{[]string{"model", "test", "civil/repeat-plaintiff"}, "5 passed, 0 failed"},
		{[]string{"model", "explain", "civil/repeat-plaintiff"}, p.print},
	} {
		if r := command(t, "", append(c.args, "--home", p.home, "--lang", "en")...); r.code != 0 || !strings.Contains(r.out, c.says) {
			t.Errorf("%v: exit %d, %.400q %q, want %q", c.args, r.code, r.out, r.err, c.says)
		}
	}
	if r := p.install(t, file); r.code != 0 || !strings.Contains(r.out, "installed already") {
		t.Errorf("again: exit %d: %s%s", r.code, r.out, r.err)
	}
	p.recorded(t, "1")
	p.scanned(t)
	p.removed(t, shown)
}

// workbench is what a workbench shows that was started before anything was installed.
func (p packing) workbench(t *testing.T) *shownCards {
	t.Helper()
	a := &app{ctx: t.Context(), home: p.home, lang: "en", now: time.Now, term: terminal{os.Stdin, os.Stdout, os.Stderr}}
	shown, err := a.shownCards(slog.New(slog.DiscardHandler))
	if err != nil || p.shows(shown) {
		t.Fatalf("shown at the start: %v", err)
	}
	return shown
}

func (p packing) shows(s *shownCards) bool {
	return slices.ContainsFunc(s.now(), func(c web.Card) bool { return c.ID == "civil/repeat-plaintiff" })
}

// removed proves that a model is gone once it is removed, also from the running workbench,
// and that nothing else can be removed.
func (p packing) removed(t *testing.T, shown *shownCards) {
	t.Helper()
	if !p.shows(shown) {
		t.Error("the workbench does not show what was installed")
	}
	for id, says := range map[string]string{"civil/batch-suits": "of the program itself", "civil/nothing": "no model civil/nothing is installed"} {
		if r := command(t, "", "model", "remove", id, "--home", p.home, "--lang", "en"); r.code != 1 || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d: %s%s", id, r.code, r.out, r.err)
		}
	}
	r := command(t, "", "model", "remove", "civil/repeat-plaintiff", "--home", p.home, "--lang", "en")
	if r.code != 0 || !strings.Contains(r.out, "versions [1 2]") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if p.shows(shown) {
		t.Error("the workbench shows what was removed")
	}
	if r := command(t, "", "scan", "--home", p.home, "--model", "civil/repeat-plaintiff", "--lang", "en"); r.code != 1 || !strings.Contains(r.err, "There is no model") {
		t.Errorf("scan: exit %d: %s%s", r.code, r.out, r.err)
	}
	if _, err := os.Stat(filepath.Join(p.home, "models", ".removed", "civil", "repeat-plaintiff", "v1", "model.yaml")); err != nil {
		t.Errorf("not kept: %v", err)
	}
	store, err := db.Open(t.Context(), "sqlite:"+filepath.Join(p.home, "workflow.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	list, err := audit.NewLog(store).List(t.Context(), audit.Filter{Object: "civil/repeat-plaintiff"})
	if err != nil || !slices.ContainsFunc(list, func(e audit.Entry) bool { return e.Verb == audit.RemoveModel && e.Detail["versions"] == "[1 2]" }) {
		t.Errorf("recorded %+v, %v", list, err)
	}
}

// scanned proves that an installed model finds what it is made to find.
func (p packing) scanned(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for i := range 6 {
		write(t, dir, "d"+string(rune('1'+i))+".txt", []byte(document(i+1)))
	}
	if r := command(t, "", "import", "judgments", dir, "--home", p.home, "--agency", "x", "--authorisation", "x", "--purpose", "x"); r.code != 0 {
		t.Fatal(r.err)
	}
	r := command(t, "", "scan", "--home", p.home, "--model", "civil/repeat-plaintiff", "--json")
	if r.code != 0 || !strings.Contains(r.out, "丁安远") || !strings.Contains(r.out, `"model":"civil/repeat-plaintiff"`) {
		t.Errorf("scan: exit %d: %.300s%s", r.code, r.out, r.err)
	}
	if r := command(t, "", "scan", "--home", p.home); r.code != 0 || !strings.Contains(r.out, "civil/repeat-plaintiff") {
		t.Errorf("scan of all: exit %d: %s%s", r.code, r.out, r.err)
	}
	// With data there, the coverage names it.
	second := p.pack(t, "second", p.key, "version: 1\n", "version: 2\n")
	if r := p.install(t, second); r.code != 0 || !strings.Contains(r.out, "coverage of Court document: 6 records, 2021-") {
		t.Errorf("second version: exit %d: %s%s", r.code, r.out, r.err)
	}
	if _, err := os.Stat(filepath.Join(p.home, "models", "civil", "repeat-plaintiff", "v1", "model.yaml")); err != nil {
		t.Errorf("the first version is gone: %v", err)
	}
	if r := p.install(t, filepath.Join(p.dir, "first.mjmodel")); r.code != 1 || !strings.Contains(r.err, "holds the older version 1") {
		t.Errorf("older version: exit %d: %s%s", r.code, r.out, r.err)
	}
}

// recorded proves that the first installation is in the record of acts.
func (p packing) recorded(t *testing.T, version string) {
	t.Helper()
	store, err := db.Open(t.Context(), "sqlite:"+filepath.Join(p.home, "workflow.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	list, err := audit.NewLog(store).List(t.Context(), audit.Filter{Object: "civil/repeat-plaintiff"})
	if err != nil || len(list) == 0 {
		t.Fatalf("%v %v", list, err)
	}
	if e := list[0]; e.Verb != audit.InstallModel || e.Detail["version"] != version || e.Detail["fingerprint"] != p.print || e.Detail["trusted_before"] != "false" {
		t.Errorf("recorded %+v", e)
	}
}

// TestInstallRefuses: what is changed, foreign, broken or does not fit is refused, and
// nothing of it is kept.
func TestInstallRefuses(t *testing.T) {
	p := newPacking(t)
	file := p.pack(t, "sound", p.key)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := write(t, p.dir, "changed.mjmodel", []byte(strings.Replace(string(b), "weight: 0.6", "weight: 0.9", 1)))
	otherKey := filepath.Join(p.dir, "other.pem")
	other := p.makeKey(t, otherKey)
	for _, c := range []struct {
		name string
		args []string
		says string
	}{
		{"no package", []string{write(t, p.dir, "x.mjmodel", []byte("x"))}, "no sound package"},
		{"no file", []string{filepath.Join(p.dir, "none")}, "cannot be read"},
		{"changed", []string{changed, "--trust", p.print}, "no sound package"},
		{"another fingerprint", []string{file, "--trust", other}, "not with " + other},
		{"of the program", []string{p.packOwn(t), "--trust", p.print}, "the program has a model civil/professional-lender"},
	} {
		if r := p.install(t, c.args...); r.code != 1 || !strings.Contains(r.err, c.says) {
			t.Errorf("%s: exit %d: %s%s, want %q", c.name, r.code, r.out, r.err, c.says)
		}
	}
	if _, err := os.Stat(p.home); err == nil {
		t.Error("something was left behind")
	}
	if r := p.install(t, file, "--trust", p.print); r.code != 0 {
		t.Fatal(r.err)
	}
	stolen := p.pack(t, "stolen", otherKey, "version: 1\n", "version: 2\n")
	if r := p.install(t, stolen); r.code != 1 || !strings.Contains(r.err, "warning: until now") {
		t.Errorf("another key: exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := p.install(t, stolen, "--trust", other); r.code != 0 || !strings.Contains(r.out, "signed with another key, "+p.print) {
		t.Errorf("another key, trusted: exit %d: %s%s", r.code, r.out, r.err)
	}
}

// packOwn packs a model of the program.
func (p packing) packOwn(t *testing.T) string {
	t.Helper()
	out := filepath.Join(p.dir, "own.mjmodel")
	if r := command(t, "", "model", "pack", "civil/professional-lender", "--key", p.key, "--publisher", "某市人民检察院", "-o", out); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	return out
}

// TestInstallNeedsStandards: a model on a standard that only the sender has is refused,
// and what is missing is named.
func TestInstallNeedsStandards(t *testing.T) {
	p := newPacking(t)
	standards := filepath.Join(p.dir, "sender", "standards")
	if err := os.MkdirAll(standards, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, standards, "judgment.yaml", []byte("extends: judgment\nfields:\n  - {name: archive_no, title: {zh: 档号, en: Archive number}, type: text, sensitivity: public}\n"))
	out := filepath.Join(p.dir, "own-field.mjmodel")
	p.pack(t, "plain", p.key)
	dir := filepath.Join(p.dir, "plain", "civil", "repeat-plaintiff")
	card, err := os.ReadFile(filepath.Join(dir, "model.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	where := regexp.MustCompile(`procedure == "first"`)
	if !where.Match(card) {
		t.Fatal("the example has changed")
	}
	write(t, dir, "model.yaml", where.ReplaceAll(card, []byte(`procedure == "first" && archive_no != "x"`)))
	cases, err := os.ReadFile(filepath.Join(dir, "cases.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "cases.yaml", []byte(strings.ReplaceAll(string(cases), "procedure: first", "procedure: first, archive_no: a")))
	if r := command(t, "", "model", "pack", dir, "--home", filepath.Join(p.dir, "sender"), "--key", p.key, "--publisher", "某市人民检察院", "-o", out); r.code != 0 {
		t.Fatalf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := p.install(t, out, "--trust", p.print); r.code != 1 || !strings.Contains(r.err, "the standard judgment has no field archive_no (Archive number)") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}

func TestPackRefuses(t *testing.T) {
	p := newPacking(t)
	out := p.pack(t, "sound", p.key)
	dir := filepath.Join(p.dir, "sound", "civil", "repeat-plaintiff")
	again := []string{"model", "pack", dir, "--key", p.key, "--publisher", "某院", "--lang", "en", "-o"}
	if r := command(t, "", append(again, out)...); r.code != 1 || !strings.Contains(r.err, "exists") {
		t.Errorf("over a file: exit %d: %s", r.code, r.err)
	}
	if r := command(t, "", "model", "key", p.key, "--lang", "en"); r.code != 1 || !strings.Contains(r.err, "never overwritten") {
		t.Errorf("over a key: exit %d: %s", r.code, r.err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "model.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "model.yaml", []byte(strings.Replace(string(b), "default: 5,", "default: 2,", 1)))
	if r := command(t, "", append(again, filepath.Join(p.dir, "failing.mjmodel"))...); r.code != 1 || !strings.Contains(r.err, "fail; it cannot be packed") {
		t.Errorf("failing cases: exit %d: %s%s", r.code, r.out, r.err)
	}
	write(t, dir, "model.yaml", []byte(strings.Replace(string(b), "gate:", "gaet:", 1)))
	if r := command(t, "", append(again, filepath.Join(p.dir, "broken.mjmodel"))...); r.code != 1 || !strings.Contains(r.err, "model.yaml:") {
		t.Errorf("broken: exit %d: %s%s", r.code, r.out, r.err)
	}
}

// TestBrokenModelOfTheOffice: it is named, and the others run without it.
func TestBrokenModelOfTheOffice(t *testing.T) {
	p := newPacking(t)
	if r := p.install(t, p.pack(t, "sound", p.key), "--trust", p.print); r.code != 0 {
		t.Fatal(r.err)
	}
	file := filepath.Join(p.home, "models", "civil", "repeat-plaintiff", "v1", "model.yaml")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(b, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := command(t, "", "model", "list", "--home", p.home, "--lang", "en"); r.code != 0 || !strings.Contains(r.err, "was changed since it was installed") || !strings.Contains(r.out, "civil/professional-lender") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := command(t, "", "scan", "--home", p.home, "--lang", "en", "--model", "civil/repeat-plaintiff"); r.code != 1 || !strings.Contains(r.err, "was changed since it was installed") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}
