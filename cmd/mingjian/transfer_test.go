package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// screened registers one clue in a home and screens it.
func screened(t *testing.T, home string) string {
	t.Helper()
	ctx := context.Background()
	if err := os.MkdirAll(home, 0o700); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(ctx, "sqlite:"+filepath.Join(home, "workflow.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	clues, by := clue.NewService(d), access.CommandLine(access.Home)
	f := scan.Finding{Model: "civil/sham-wages", Version: 1, Snapshot: "s-1", Risk: 0.9, Subject: scan.Subject{Kind: "organisation", ID: "o-1", Name: "清溪县某建材厂"},
		Cases: []string{"（2021）浙0698民初1号"}, Documents: []string{"d-1"}, Courts: []string{"清溪县人民法院"}, Amount: 1000, Summary: fault.Text{ZH: "集中起诉", EN: "sued together"},
		Indicators: []scan.Indicator{{ID: "together", Title: fault.Text{ZH: "集中起诉", EN: "suits filed together"}, Share: 0.9}}}
	if _, err := clues.Register(ctx, by, clue.Scan{Snapshot: "s-1", Models: []string{f.Model}, Findings: []scan.Finding{f}, At: time.Now()}); err != nil {
		t.Fatal(err)
	}
	id := clue.NewID(f.Model, f.Subject.ID)
	if _, err := clues.Move(ctx, by, id, clue.Move{To: clue.Screening, Seen: 1}); err != nil {
		t.Fatal(err)
	}
	return string(id)
}

// An agencyAt runs commands in the home of one agency.
type agencyAt struct {
	t    *testing.T
	home string
}

func (a agencyAt) run(args ...string) string {
	a.t.Helper()
	got := command(a.t, "", append([]string{"--home", a.home}, args...)...)
	if got.code != 0 {
		a.t.Fatalf("%s: %s%s", strings.Join(args, " "), got.out, got.err)
	}
	return got.out
}

// first reads the first line of JSON.
func (a agencyAt) first(args ...string) map[string]any {
	a.t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(a.run(append(args, "--json")...)), &v); err != nil {
		a.t.Fatal(err)
	}
	return v
}

// acquainted sets a procuratorate and the police up and lets each know the other.
func acquainted(t *testing.T, dir string, jcy, ga agencyAt) {
	t.Helper()
	jcy.run("node", "init", "330698-jcy", "--name", "清溪县人民检察院", "--kind", "procuratorate")
	ga.run("node", "init", "330698-ga", "--name", "清溪县公安局", "--kind", "police", "--suite", "sm2")
	for _, p := range [][2]agencyAt{{jcy, ga}, {ga, jcy}} {
		card := filepath.Join(dir, filepath.Base(p[0].home)+".card")
		self := p[0].first("node", "card", "-o", card)
		p[1].run("node", "add", card)
		p[1].run("node", "confirm", self["code"].(string), fingerprintOf(t, p[1], self["code"].(string)))
	}
}

// disks returns what carries parcels from one agency to another, whose code it is told.
func disks(t *testing.T, dir string) func(from, to agencyAt, code string) {
	n := 0
	return func(from, to agencyAt, code string) {
		t.Helper()
		n++
		disk := filepath.Join(dir, itoa(n)+".parcel")
		from.run("transfer", "pack", "--to", code, "-o", disk, "--part", "1")
		parts, err := filepath.Glob(disk + ".*")
		if err != nil || len(parts) == 0 {
			t.Fatal(parts, err)
		}
		to.run(append([]string{"transfer", "take"}, parts...)...)
	}
}

// A clue goes from the procuratorate to the police and its result back, on disks alone, and
// a third party checks the acceptance.
func TestTransferOnDisks(t *testing.T) {
	dir := t.TempDir()
	jcy, ga := agencyAt{t, filepath.Join(dir, "jcy")}, agencyAt{t, filepath.Join(dir, "ga")}
	id := screened(t, jcy.home)
	acquainted(t, dir, jcy, ga)
	for a, want := range map[agencyAt][2]string{jcy: {"civil-effective-judgments", "lead-of-procuratorate"}, ga: {"lead-of-procuratorate", "civil-effective-judgments"}} {
		if list := a.run("procedure", "list"); !strings.Contains(list, want[0]) || strings.Contains(list, want[1]) {
			t.Errorf("an agency works by the procedures\n%s", list)
		}
	}
	carry := disks(t, dir)
	x := jcy.first("transfer", "offer", id, "--to", "330698-ga", "--due", "2099-01-31", "--basis", "人民检察院民事诉讼监督规则@2021#120", "--note", "涉嫌虚假诉讼罪")
	exchange := x["id"].(string)
	if state := jcy.first("clue", "show", id)["state"]; state != "transferred" {
		t.Errorf("the clue is %s", state)
	}
	carry(jcy, ga, "330698-ga")
	shown := ga.run("transfer", "show", exchange)
	if !strings.Contains(shown, "clue-accept") || !strings.Contains(shown, "2099-01-31") {
		t.Errorf("the police see\n%s", shown)
	}
	items := ga.first("transfer", "show", exchange)["items"].([]any)
	offer := items[0].(map[string]any)["id"].(string)
	if read := ga.run("transfer", "read", offer); strings.Contains(read, "建材厂") || !strings.Contains(read, "集中起诉") {
		t.Errorf("before acceptance they read\n%s", read)
	}
	ga.run("transfer", "step", exchange, "clue-accept")
	carry(ga, jcy, "330698-jcy")
	carry(jcy, ga, "330698-ga")
	if whole := contentIn(t, ga, exchange); !strings.Contains(whole, "建材厂") {
		t.Errorf("after acceptance they read\n%s", whole)
	}
	outcome := write(t, dir, "result.json", []byte(`{"code":"filed","says":"已立案侦查","number":"清公立字〔2021〕1号"}`))
	ga.run("transfer", "step", exchange, "result", "--data", outcome)
	carry(ga, jcy, "330698-jcy")
	if v := jcy.first("transfer", "show", exchange); v["state"] != "concluded" || len(v["items"].([]any)) != 5 {
		t.Errorf("the procuratorate has %v", v)
	}
	if history := jcy.run("clue", "show", id); !strings.Contains(history, "已立案侦查") {
		t.Errorf("the clue does not show the result:\n%s", history)
	}

	proof := filepath.Join(dir, "proof.json")
	jcy.run("transfer", "proof", offer, "-o", proof)
	stranger := agencyAt{t, filepath.Join(dir, "none")}
	if v := stranger.first("transfer", "verify", proof, "--sender", fingerprintOf(t, ga, "330698-jcy")); v["receipt"] == nil || v["log"] == nil || v["id"] != offer {
		t.Errorf("the proof says %v", v)
	}
	b, err := os.ReadFile(proof)
	if err != nil {
		t.Fatal(err)
	}
	bad := write(t, dir, "bad.json", []byte(strings.Replace(string(b), ".", "_.", 1)))
	if got := command(t, "", "transfer", "verify", bad); got.code != exitFailed || strings.Contains(got.err, "goroutine") {
		t.Errorf("a changed proof: %d %s", got.code, got.err)
	}
}

func fingerprintOf(t *testing.T, a agencyAt, code string) string {
	t.Helper()
	for line := range strings.Lines(a.run("node", "list")) {
		if f := strings.Fields(line); f[0] == code {
			return f[len(f)-1]
		}
	}
	t.Fatalf("%s is not listed", code)
	return ""
}

// contentIn reads the hand-over of an exchange.
func contentIn(t *testing.T, a agencyAt, exchange string) string {
	t.Helper()
	for _, i := range a.first("transfer", "show", exchange)["items"].([]any) {
		if item := i.(map[string]any); item["kind"] == "clue-content" {
			return a.run("transfer", "read", item["id"].(string))
		}
	}
	t.Fatal("the clue was not handed over")
	return ""
}

func TestTransferRefuses(t *testing.T) {
	home := t.TempDir()
	a := agencyAt{t, home}
	if got := command(t, "", "--home", home, "transfer", "list"); got.code != exitFailed || !strings.Contains(got.err, "node init") {
		t.Errorf("before it was set up: %d %s", got.code, got.err)
	}
	a.run("node", "init", "330698-jcy", "--name", "清溪县人民检察院")
	card := filepath.Join(home, "own.card")
	a.run("node", "card", "-o", card)
	for name, args := range map[string][]string{
		"twice":         {"node", "init", "330698-jcy", "--name", "清溪县人民检察院"},
		"own card":      {"node", "add", card},
		"no card":       {"node", "add", filepath.Join(home, "none")},
		"unknown":       {"node", "confirm", "330698-fy", "00"},
		"no exchange":   {"transfer", "show", "x-1"},
		"no parcel":     {"transfer", "take", card},
		"unknown to":    {"transfer", "pack", "--to", "330698-fy", "-o", filepath.Join(home, "p")},
		"unknown kind":  {"transfer", "schema", "burn"},
		"wrong article": {"transfer", "offer", "c-1", "--to", "x", "--due", "2099-01-31", "--basis", "民法典@2020-05-28#9999"},
		"basis form":    {"transfer", "offer", "c-1", "--to", "x", "--due", "2099-01-31", "--basis", "民法典"},
	} {
		got := command(t, "", append([]string{"--home", home}, args...)...)
		if got.code != exitFailed || got.err == "" || strings.Contains(got.err, "goroutine") {
			t.Errorf("%s: %d %q", name, got.code, got.err)
		}
	}
	if got := command(t, "", "--home", home, "transfer", "step", "x-1", "clue-refuse"); got.code != exitUsage {
		t.Errorf("a refusal without reason: %d %s", got.code, got.err)
	}
}
