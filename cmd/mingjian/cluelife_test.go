package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestClueLifeOnTheCommandLine: a clue is put aside and brought back, assigned and freed,
// changed with others and put back.
func TestClueLifeOnTheCommandLine(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	id := screened(t, home)
	at := agencyAt{t, home}
	until := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	says := func(want string, args ...string) string {
		t.Helper()
		out := at.run(args...)
		if !strings.Contains(out, want) {
			t.Errorf("%s: got %s, want %s", strings.Join(args, " "), out, want)
		}
		return out
	}
	if r := command(t, "correct-horse-battery\n", "--home", home, "user", "add", "zhang", "--display", "张检察官"); r.code != 0 {
		t.Fatalf("user add: %s%s", r.out, r.err)
	}
	says("暂缓至 "+until, "clue", "aside", id, "--until", until, "--note", "等待笔迹鉴定")
	says("共 0 条线索", "clue", "list")
	says("共 1 条线索", "clue", "list", "--put-aside", "only")
	says(id, "clue", "export")
	says(id, "clue", "aside", id)
	says("共 1 条线索", "clue", "list")
	says("由张检察官办理至 "+until, "clue", "assign", id, "--to", "zhang", "--until", until)
	says("暂缓至 "+until, "clue", "show", id)
	says(id, "clue", "assign", id)
	out := says("共 1 条，已改 1 条", "clue", "bulk", "--do", "move", "--become", "found", "--state", "screening")
	bulk, _, _ := strings.Cut(out, "：")
	says("已恢复 1 条", "clue", "undo", bulk)
	says("筛查中", "clue", "show", id)
	says("look-clue", "audit", "who", id)
	says("已改 1 条", "clue", "bulk", "--do", "move", "--become", "found", id)
	says("由张检察官办理至 "+until, "clue", "next", "--to", "zhang", "--until", until)
	for want, args := range map[string][]string{
		"重复":         {"clue", "merge", id, id, "--note", "同一事实"},
		"没有这条线索":     {"clue", "merge", id, "c-0", "--note", "同一事实"},
		"没有线索并入":     {"clue", "split", id, "--note", "并非同一事实"},
		"没有可以领取的线索":  {"clue", "next", "--to", "zhang", "--until", until},
		"没有账号 li":    {"clue", "assign", id, "--to", "li", "--until", until},
		"2026-01-31": {"clue", "aside", id, "--until", "tomorrow", "--note", "等待笔迹鉴定"},
		"逐条办理":       {"clue", "bulk", "--do", "move", "--become", "accepted"},
		"没有这次批量操作":   {"clue", "undo", "b-0"},
	} {
		if r := command(t, "", append([]string{"--home", home}, args...)...); r.code == 0 || !strings.Contains(r.out+r.err, want) {
			t.Errorf("%s: exit %d, %s%s", strings.Join(args, " "), r.code, r.out, r.err)
		}
	}
}
