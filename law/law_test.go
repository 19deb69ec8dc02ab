package law

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func register(t *testing.T) Register {
	t.Helper()
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRegister: every entry is complete, and its numbers and dates have the right form.
func TestRegister(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range register(t).All() {
		key := a.Law + a.Version + a.Number
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
		if !numberForm.MatchString(a.Number) {
			t.Errorf("%s: number %q", a.Law, a.Number)
		}
		if a.Title == "" || a.English == "" || a.From == "" {
			t.Errorf("%s %s: title, english or from is missing", a.Law, a.Version)
		}
		for _, date := range []string{a.Version, a.From, a.To} {
			if _, err := time.Parse(time.DateOnly, date); err != nil && date != "" {
				t.Errorf("%s: %q is no date", key, date)
			}
		}
		if got, ok := Get(a.Law, a.Version, a.Number); !ok || got != a {
			t.Errorf("Get does not return %s", key)
		}
	}
	if len(seen) == 0 {
		t.Fatal("the register is empty")
	}
}

func TestGetUnknown(t *testing.T) {
	for _, c := range [][3]string{{"民事诉讼法", "2023-09-01", "9999"}, {"民事诉讼法", "2020-01-01", "115"}, {"", "", ""}} {
		if a, ok := Get(c[0], c[1], c[2]); ok {
			t.Errorf("Get(%v) = %v", c, a)
		}
	}
}

// TestWordForWord compares every article with the official texts.
func TestWordForWord(t *testing.T) {
	folder := shared(t, "data/law")
	for _, v := range register(t).laws {
		if v.File == "" {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, v.File))
		if err != nil {
			t.Fatal(err)
		}
		for number, text := range v.Articles {
			if want := official(string(b), heading(number)); text != want {
				t.Errorf("%s (%s) art. %s differs from the official text:\n%s\nwant\n%s", v.Law, v.Version, number, text, want)
			}
		}
	}
}

// official cuts an article out of a published text: from its heading to the next one.
func official(text, heading string) string {
	next := regexp.MustCompile(`^(#|第[零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?\s)`)
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, heading+" "):
			lines = append(lines, strings.TrimSpace(strings.TrimPrefix(line, heading)))
		case len(lines) > 0 && next.MatchString(line):
			return strings.Join(lines, "\n")
		case len(lines) > 0 && line != "":
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// shared finds a folder of the shared material, or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("MINGJIAN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is missing: set MINGJIAN_SHARED", path)
		}
		t.Skipf("%s is not here: set MINGJIAN_SHARED to compare with the official texts", path)
	}
	return path
}

func TestValid(t *testing.T) {
	old, ok := Get("民事诉讼法", "2021-12-24", "115")
	if !ok {
		t.Fatal("no such article")
	}
	for day, want := range map[string]bool{"2021-12-31": false, "2022-01-01": true, "2023-12-31": true, "2024-01-01": false} {
		if old.Valid(day) != want {
			t.Errorf("valid on %s: %v", day, !want)
		}
	}
	if old.Status != Repealed {
		t.Errorf("status is %s", old.Status)
	}
	if (Article{Status: Unverified, From: "2000-01-01"}).Valid("2020-01-01") {
		t.Error("an unverified article is valid")
	}
}

func TestUnverified(t *testing.T) {
	r, err := parse([]byte(`[{law: 某法, title: 某法, english: X, version: "2020-01-01", articles: {"1": ""}}]`))
	if err != nil {
		t.Fatal(err)
	}
	if a, ok := r.Get("某法", "2020-01-01", "1"); !ok || a.Status != Unverified {
		t.Errorf("got %v %v, want unverified", a, ok)
	}
	if _, err := parse([]byte(`[{law: 某法, verison: x}]`)); err == nil {
		t.Error("a misspelt field was accepted")
	}
}

func TestHeading(t *testing.T) {
	for number, want := range map[string]string{
		"1": "第一条", "10": "第十条", "18": "第十八条", "20": "第二十条", "100": "第一百条", "101": "第一百零一条",
		"110": "第一百一十条", "115": "第一百一十五条", "307-1": "第三百零七条之一", "1001": "第一千零一条", "1010": "第一千零一十条",
	} {
		if got := heading(number); got != want {
			t.Errorf("%s: %s, want %s", number, got, want)
		}
	}
	a, _ := Get("刑法", "2023-12-29", "307-1")
	if got := a.Cite(); got.ZH != "《刑法》（2023-12-29）第三百零七条之一" || got.EN != "Criminal Law (2023-12-29), art. 307-1" {
		t.Errorf("cited as %v", got)
	}
}
