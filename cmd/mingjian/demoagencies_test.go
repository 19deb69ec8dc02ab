package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestDemoAgencies: the story runs to its end, the records of the labour bureau raise the risk,
// both sides of every exchange know how it ended, and the five logs are sound to an outsider.
func TestDemoAgencies(t *testing.T) {
	t.Setenv(asProgram, "1")
	dir := filepath.Join(t.TempDir(), "five")
	got := command(t, "", "demo-agencies", "--dir", dir)
	if got.code != 0 {
		t.Fatalf("%s%s", got.out, got.err)
	}
	if n := strings.Count(got.out, "条完好"); n != 5 {
		t.Errorf("%d of 5 logs are sound:\n%s", n, got.out)
	}
	risks := regexp.MustCompile(`风险系数由 (0\.\d+) 变为 (0\.\d+)`).FindStringSubmatch(got.out)
	if risks == nil {
		t.Fatalf("the model did not look again:\n%s", got.out)
	}
	before, _ := strconv.ParseFloat(risks[1], 64)
	after, _ := strconv.ParseFloat(risks[2], 64)
	if before <= 0 || after <= before {
		t.Errorf("risk %v before the records came, %v after", before, after)
	}
	worksTogether(t, got.out)
	for code, want := range map[string]map[string]string{
		"330102-jcy": {"records-ask": "answered", "clue-offer": "concluded", "protest-request": "replied", "joint-invite": "concluded"},
		"330100-jcy": {"protest-request": "replied", "protest": "decided"},
		"330100-fy":  {"protest": "decided"},
		"330102-ga":  {"clue-offer": "concluded", "joint-invite": "concluded"},
		"330102-rsj": {"records-ask": "answered", "joint-invite": "concluded"},
	} {
		a := agencyAt{t, filepath.Join(dir, code)}
		have := map[string]string{}
		for line := range strings.Lines(a.run("transfer", "list", "--json")) {
			var x struct{ Opened, State, Due string }
			if err := json.Unmarshal([]byte(line), &x); err != nil {
				t.Fatal(err)
			}
			have[x.Opened] = x.State
			if x.Due != "" {
				t.Errorf("%s: a clock still runs for %s", code, x.Opened)
			}
		}
		for opened, state := range want {
			if have[opened] != state {
				t.Errorf("%s: %s is %q, want %q", code, opened, have[opened], state)
			}
		}
		if len(have) != len(want) {
			t.Errorf("%s: exchanges %v", code, have)
		}
		if says := a.run("audit", "verify"); !strings.Contains(says, "完好") {
			t.Errorf("%s: %s", code, says)
		}
	}
	if got := command(t, "", "demo-agencies", "--dir", dir); got.code != 1 || !strings.Contains(got.err, "不是空文件夹") {
		t.Errorf("into a folder that is in use: %d %s", got.code, got.err)
	}
}

// worksTogether: three agencies, each in a process of its own, share a plan of which each sees its
// part, and a file that goes from the labour bureau by way of the lead to the police.
func worksTogether(t *testing.T, out string) {
	t.Helper()
	pids := regexp.MustCompile(`公安进程 (\d+)，人社进程 (\d+)`).FindStringSubmatch(out)
	if pids == nil || pids[1] == pids[2] || pids[1] == strconv.Itoa(os.Getpid()) || pids[2] == strconv.Itoa(os.Getpid()) {
		t.Errorf("the processes are %v", pids)
	}
	var tasks []string
	for _, m := range regexp.MustCompile(`看到共同方案中的 (\d) 项任务`).FindAllStringSubmatch(out, -1) {
		tasks = append(tasks, m[1])
	}
	if got := strings.Join(tasks, " "); got != "3 3 2" {
		t.Errorf("procuratorate, police and labour bureau see %s tasks", got)
	}
	for _, want := range []string{"共享证据“参保比对表”", "哈希一致", "三方看到同一保管记录", "三方所见一致"} {
		if !strings.Contains(out, want) {
			t.Errorf("the story does not say %q:\n%s", want, out)
		}
	}
}
