package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/web"
)

// board runs a command that prints the board of a joint matter.
func (a agencyAt) board(args ...string) (d web.JointDetail) {
	a.t.Helper()
	if err := json.Unmarshal([]byte(a.run(append([]string{"transfer", "joint"}, append(args, "--json")...)...)), &d); err != nil {
		a.t.Fatal(err)
	}
	return d
}

// Two agencies work on one matter by the command line alone: a plan, a task, and a piece of
// evidence whose file goes from one to the other and is received with its hash.
func TestJointOnDisks(t *testing.T) {
	dir := t.TempDir()
	jcy, ga := agencyAt{t, filepath.Join(dir, "jcy")}, agencyAt{t, filepath.Join(dir, "ga")}
	acquainted(t, dir, jcy, ga)
	disk := disks(t, dir)
	there := func() { t.Helper(); disk(jcy, ga, "330698-ga") }
	back := func() { t.Helper(); disk(ga, jcy, "330698-jcy") }

	j := jcy.board("open", "欠薪专案", "--to", "330698-ga", "--due", "2099-01-31", "--about", "多件欠薪案")
	id := j.ID
	there()
	seen := ga.board("show", id)
	if seen.Takes || seen.Leads || !strings.Contains(ga.run("transfer", "joint", "show", id), seen.Exchange) {
		t.Errorf("invited, the police see %+v", seen)
	}
	ga.run("transfer", "step", seen.Exchange, "joint-join")
	back()

	task := jcy.board("task", id, "--what", "询问原告", "--who", "330698-ga", "--due", "2099-02-01", "--for", "330698-ga").Tasks[0]
	jcy.run("transfer", "joint", "task", id, "--what", "不再需要", "--who", "330698-jcy")
	there()
	for _, x := range ga.board("show", id).Tasks {
		if x.Mine != (x.ID == task.ID) {
			t.Errorf("whose task: %+v", x)
		}
		if x.ID != task.ID {
			if d := jcy.board("task", id, x.ID, "--drop"); d.Tasks[1].What != "不再需要" || !d.Tasks[1].Dropped {
				t.Errorf("dropped: %+v", d.Tasks)
			}
		}
	}
	ga.run("transfer", "joint", "work", id, task.ID, "done", "--note", "笔录已归卷")

	file := write(t, dir, "流水.csv", []byte("日期,金额\n2025-01-02,100\n"))
	piece := ga.board("evidence", id, "--title", "资金流水", "--kind", "electronic", "--source", "调取", "--file", file).Evidence[0]
	if piece.SHA256 == "" || !piece.Here || !piece.HandsOn {
		t.Errorf("shared: %+v", piece)
	}
	ga.run("transfer", "joint", "evidence", id, piece.ID, "--proves", "资金当日转回")
	ga.run("transfer", "joint", "hand", id, piece.ID, "--to", "330698-jcy", "--note", "当面")
	back()
	j = jcy.board("receive", id, piece.ID, "--note", "完好")
	p := j.Evidence[0]
	if p.Holder != "330698-jcy" || !p.Hands[0].SameHash || p.Proves != "资金当日转回" || p.Title != "资金流水" || j.Tasks[0].State != "done" {
		t.Errorf("received: %+v %+v", p, j.Tasks)
	}
	out := filepath.Join(dir, "out")
	jcy.run("transfer", "joint", "save", id, piece.ID, "-o", out)
	if b, err := os.ReadFile(filepath.Join(out, "流水.csv")); err != nil || !strings.HasPrefix(string(b), "日期") {
		t.Errorf("the file: %q %v", b, err)
	}
	jcy.run("transfer", "joint", "end", id, "established", "--says", "均属虚构")
	there()
	shown := ga.run("transfer", "joint", "show", id)
	for _, want := range []string{"已办结：属实", "均属虚构", "笔录已归卷", "哈希一致", "签收"} {
		if !strings.Contains(shown, want) {
			t.Errorf("at the end the police do not see %s:\n%s", want, shown)
		}
	}
	if list := ga.run("transfer", "joint", "list"); !strings.Contains(list, id) || !strings.Contains(list, "已办结") {
		t.Errorf("the list\n%s", list)
	}
}

func TestJointRefuses(t *testing.T) {
	dir := t.TempDir()
	jcy, ga := agencyAt{t, filepath.Join(dir, "jcy")}, agencyAt{t, filepath.Join(dir, "ga")}
	acquainted(t, dir, jcy, ga)
	id := jcy.board("open", "欠薪专案", "--to", "330698-ga", "--due", "2099-01-31").ID
	for name, c := range map[string]struct {
		args string
		code int
	}{
		"no such":        {"show j-1", exitFailed},
		"a stranger":     {"open 专案 --to 330698-fy --due 2099-01-31", exitFailed},
		"no matter":      {"tie " + id + " m-none", exitFailed},
		"invited twice":  {"invite " + id + " --to 330698-ga --due 2099-01-31", exitFailed},
		"an empty task":  {"task " + id, exitFailed},
		"no task":        {"work " + id + " k-00000000000000000000000000000000 done", exitFailed},
		"not a state":    {"work " + id + " k-00000000000000000000000000000000 soon", exitUsage},
		"kind unknown":   {"evidence " + id + " --title 物 --kind thing --source 某处", exitFailed},
		"no piece":       {"save " + id + " v-1 -o " + dir, exitFailed},
		"result unknown": {"end " + id + " fine --says 好", exitFailed},
	} {
		got := command(t, "", append([]string{"--home", jcy.home, "transfer", "joint"}, strings.Fields(c.args)...)...)
		if got.code != c.code || got.err == "" || strings.Contains(got.err, "goroutine") {
			t.Errorf("%s: %d %q", name, got.code, got.err)
		}
	}
}
