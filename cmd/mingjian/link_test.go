package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/detect/linkage/matchtest"
)

// registerFile writes an invented register and returns its name.
func registerFile(t *testing.T, n int, encode func(string) string) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	if err := w.Write(matchtest.Headings); err != nil {
		t.Fatal(err)
	}
	if err := matchtest.Register(3, n, func(m matchtest.Mention) error { return w.Write(m.Row) }); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	file := filepath.Join(t.TempDir(), "register.csv")
	if err := os.WriteFile(file, []byte(encode(b.String())), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func asIs(s string) string { return s }

func TestLinkTable(t *testing.T) {
	file := registerFile(t, 500, asIs)
	gb := registerFile(t, 500, func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	})
	want := command(t, "", "link", "table", file, "--id", "编号")
	rows, err := csv.NewReader(strings.NewReader(want.out)).ReadAll()
	if err != nil || want.code != 0 || len(rows) != 501 || strings.Join(rows[0], ",") != "id,entity,probability" {
		t.Fatalf("code %d, %d rows, %v: %s", want.code, len(rows), err, want.err)
	}
	if got := command(t, "", "link", "table", gb, "--id", "编号"); got.out != want.out {
		t.Error("the same file in GB18030 gives another result")
	}
	pairs, out := filepath.Join(t.TempDir(), "pairs.csv"), filepath.Join(t.TempDir(), "out.csv")
	if got := command(t, "", "link", "table", file, "--id", "编号", "--out", out, "--pairs", pairs); got.code != 0 || got.out != "" {
		t.Errorf("code %d, printed %q", got.code, got.out)
	}
	if b, _ := os.ReadFile(out); string(b) != want.out {
		t.Error("--out writes something else")
	}
	if b, _ := os.ReadFile(pairs); !strings.HasPrefix(string(b), "a,b,probability,bits,merged,masked\n") {
		t.Errorf("the pairs begin %.40s", b)
	}
	lines := command(t, "", "--json", "link", "table", file, "--id", "编号").out
	var first struct {
		ID, Entity  string
		Probability float64
	}
	if err := json.Unmarshal([]byte(strings.SplitN(lines, "\n", 2)[0]), &first); err != nil || first.ID != rows[1][0] || first.Entity != rows[1][1] {
		t.Errorf("%v: %+v", err, first)
	}
}

// TestLinkTableAdds: rows that come later join the entities that were found before, and the
// names of entities stay.
func TestLinkTableAdds(t *testing.T) {
	dir := t.TempDir()
	state := filepath.Join(dir, "state")
	put := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	read := func(out string) map[string]string {
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		entities := map[string]string{}
		for _, r := range rows[1:] {
			entities[r[0]] = r[1]
		}
		return entities
	}
	const heading = "id,姓名,身份证号\n"
	old := command(t, "", "link", "table", put("old.csv", heading+"a,王一,330199198001010015\nb,李二,330199198102020021\n"), "--id", "id", "--state", state)
	if old.code != 0 {
		t.Fatal(old.err)
	}
	added := command(t, "", "link", "table", put("new.csv", heading+"c,王一,330199198001010015\nd,赵三,330199198203030033\n"), "--id", "id", "--state", state)
	if added.code != 0 {
		t.Fatal(added.err)
	}
	before, now := read(old.out), read(added.out)
	if len(now) != 2 || now["c"] != before["a"] || now["d"] == before["a"] || now["d"] == before["b"] {
		t.Errorf("before %v, added %v", before, now)
	}
	whole, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	third := put("third.csv", heading+"e,李二,330199198102020021\n")
	for _, cut := range []int{len(whole) / 2, 5, 0} { // a run that was killed while it appended
		put("state", string(whole)+string(whole[:cut]))
		got := command(t, "", "link", "table", third, "--id", "id", "--state", state)
		if e := read(got.out)["e"]; got.code != 0 || e != before["b"] || strings.Contains(got.err, "未写完") != (cut > 0) {
			t.Errorf("with %d bytes too many: exit %d, %s is not %s: %s", cut, got.code, e, before["b"], got.err)
		}
	}
	if again := command(t, "", "link", "table", put("again.csv", heading+"c,王一,330199198001010015\n"), "--id", "id", "--state", state); again.code != 1 || again.out != "" {
		t.Errorf("an id that is there already: exit %d %q %q", again.code, again.out, again.err)
	}
	if broken := command(t, "", "link", "table", filepath.Join(dir, "new.csv"), "--id", "id", "--state", put("broken", "x")); broken.code != 1 || broken.err == "" {
		t.Errorf("a broken state: exit %d %q", broken.code, broken.err)
	}
}

func TestLinkTableRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	good := write("good.csv", "id,姓名,电话\n1,王一,13800000000\n2,王二,13900000000\n")
	for _, tc := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no id", []string{good}, 2, "--id"},
		{"no such column", []string{good, "--id", "编号"}, 1, "编号"},
		{"no such file", []string{filepath.Join(dir, "none.csv"), "--id", "id"}, 1, "无法打开"},
		{"short line", []string{write("short.csv", "id,姓名\n1,王一\n2\n"), "--id", "id"}, 1, "第 3 行"},
		{"the same id", []string{write("twice.csv", "id,姓名\n1,王一\n1,王二\n"), "--id", "id"}, 1, "第 3 行"},
		{"no id in a line", []string{write("blank.csv", "id,姓名\n1,王一\n,王二\n"), "--id", "id"}, 1, "第 3 行"},
		{"a kind that is none", []string{good, "--id", "id", "--map", write("map.yaml", "姓名: name\n电话: telefon\n")}, 1, "第 2 行"},
		{"merge", []string{good, "--id", "id", "--merge", "0.2"}, 2, "--merge"},
		{"explain one", []string{good, "--id", "id", "--explain", "1"}, 2, "--explain"},
		{"explain nobody", []string{good, "--id", "id", "--explain", "1,9"}, 1, "9"},
		{"empty", []string{write("empty.csv", ""), "--id", "id"}, 1, "空"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := command(t, "", append([]string{"link", "table"}, tc.args...)...)
			if r.code != tc.code || !strings.Contains(r.err, tc.says) {
				t.Errorf("code %d, says %s", r.code, r.err)
			}
		})
	}
}

// TestLinkExplain compares with the words in testdata; UPDATE=1 writes them.
func TestLinkExplain(t *testing.T) {
	file := registerFile(t, 1000, asIs)
	pairs := filepath.Join(t.TempDir(), "pairs.csv")
	command(t, "", "link", "table", file, "--id", "编号", "--pairs", pairs)
	f, err := os.Open(pairs)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, kind := range []string{"true,false", "false,false", "false,true"} { // merged, masked
		for _, r := range rows[1:] {
			if r[4]+","+r[5] == kind && r[3] != "40.00" {
				said.WriteString(command(t, "", "link", "table", file, "--id", "编号", "--explain", r[0]+","+r[1]).out)
				said.WriteString(command(t, "", "--lang", "en", "link", "table", file, "--id", "编号", "--explain", r[0]+","+r[1]).out + "\n")
				break
			}
		}
	}
	golden := filepath.Join("testdata", "link-explain.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(said.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if said.String() != string(want) {
		t.Errorf("says\n%s\nwant\n%s", said.String(), want)
	}
}
