package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMatters: opened and taken on by the command line, refused with the article, and a
// procedure of the office used beside those of the program.
func TestMatters(t *testing.T) {
	home := t.TempDir()
	out := func(code int, says string, args ...string) string {
		t.Helper()
		r := command(t, "", append([]string{"--home", home}, args...)...)
		if r.code != code || !strings.Contains(r.out+r.err, says) {
			t.Errorf("%v: exit %d, want %d …%s…\n%s%s", args, r.code, code, says, r.out, r.err)
		}
		return r.out
	}
	out(0, "16 个用例通过", "procedure", "test", "civil-effective-judgments")
	out(0, "第四百一十二条", "procedure", "show", "civil-effective-judgments")
	out(0, "additionalProperties", "procedure", "schema")
	out(1, "没有", "procedure", "show", "nothing")
	id := strings.Fields(out(0, "支付令不适用", "matter", "open", "civil-effective-judgments", "--title", "王某案", "--field", "case_no=（2021）甲0101民督1号",
		"--field", "court=青石县人民法院", "--field", "court_level=same", "--field", "document_kind=payment_order"))
	matter := ""
	for _, word := range id {
		if strings.HasPrefix(word, "m-") {
			matter = word
		}
	}
	out(1, "第四百一十二条", "matter", "step", matter, "request_protest", "--field", "grounds=3", "--field", "error_kind=facts", "--field", "reason=主要证据系伪造")
	out(1, "请填写", "matter", "step", matter, "investigate", "--field", "investigators=甲,乙")
	out(0, "registration", "matter", "step", matter, "register")
	out(0, "王某案", "matter", "list")
	out(0, "taken register", "matter", "show", matter)

	calendarMoves(t, home, matter, out)

	own := filepath.Join(home, "procedures")
	if err := os.MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "ours.yaml"), []byte("id: ours\nverzion: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out(1, "ours.yaml:2", "procedure", "check")
	out(0, "civil-effective-judgments", "procedure", "list")
}

// calendarMoves installs a notice that makes the last day of a deadline a day off: tried dry it
// says so and moves nothing, for installed it says so again.
func calendarMoves(t *testing.T, home, matter string, out func(code int, says string, args ...string) string) {
	t.Helper()
	var m struct {
		Next string `json:"next_due"`
	}
	if err := json.Unmarshal([]byte(out(0, "", "matter", "show", matter, "--json")), &m); err != nil || m.Next == "" {
		t.Fatalf("no last day: %v", err)
	}
	was := m.Next
	notice := filepath.Join(t.TempDir(), was[:4]+".yaml")
	text := fmt.Sprintf("year: %s\nnotice: 某地放假通知\nadds: true\noff: [{name: 某节, from: %s, to: %s}]\n", was[:4], was, was)
	if err := os.WriteFile(notice, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	out(0, was+" → ", "law", "calendar", "add", notice, "--dry-run")
	out(0, was+" → ", "law", "calendar", "add", notice)
	if _, err := os.Stat(filepath.Join(home, "calendar", was[:4]+"-adds.yaml")); err != nil {
		t.Error(err)
	}
	out(0, `{"year":2026,"notice":"`, "law", "calendar", "list", "--json")
	if err := os.WriteFile(notice, []byte("year: 2026\nnotice: 某\nwork: [2026-06-01]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out(1, "no Saturday", "law", "calendar", "add", notice)
	out(0, "条提醒", "remind")
}

// TestShowForAPurpose: what is sensitive in a matter is shown on the command line for a stated
// purpose only, and the record tells which; a scan needs one too.
func TestShowForAPurpose(t *testing.T) {
	home := t.TempDir()
	run := func(code int, args ...string) string {
		t.Helper()
		r := command(t, "", append([]string{"--home", home}, args...)...)
		if r.code != code {
			t.Fatalf("%v: exit %d, want %d\n%s%s", args, r.code, code, r.out, r.err)
		}
		return r.out + r.err
	}
	opened := run(0, "matter", "open", "three-regulations-record", "--title", "某记录", "--origin", "report", "--field", "case_no=某号", "--field", "asked_by=某甲", "--field", "asker_kind=inside", "--field", "in_duty=false", "--json")
	var m struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal([]byte(opened), &m); err != nil || m.ID == "" {
		t.Fatalf("%v: %s", err, opened)
	}
	if got := run(0, "matter", "show", m.ID, "--json"); strings.Contains(got, "某甲") {
		t.Errorf("without a purpose: %s", got)
	}
	if got := run(0, "matter", "show", m.ID, "--purpose", "核对记录内容", "--json"); !strings.Contains(got, "某甲") {
		t.Errorf("with a purpose: %s", got)
	}
	run(1, "matter", "show", m.ID, "--purpose", "看")
	if got := run(0, "audit", "who", m.ID); strings.Count(got, "核对记录内容") != 1 || strings.Count(got, "look-matter") != 2 {
		t.Errorf("recorded: %s", got)
	}
	scan := filepath.Join(t.TempDir(), "回证.pdf")
	if err := os.WriteFile(scan, []byte("%PDF-1.4"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(1, "matter", "attach", m.ID, "w-none", scan)
	run(2, "matter", "receipt", m.ID, "w-none", "1")
	run(1, "matter", "receipt", m.ID, "w-none", "1", "--purpose", "核对送达日期")
}
