package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/fault"
)

// invented is a court document in which every name is made up.
const invented = `清溪县人民法院
民事判决书
（2021）浙0698民初%d号
原告：丁安远，男，1970年3月4日出生，汉族，住清溪县青石镇。
被告：洪晓禾，女，1985年9月1日出生，汉族，住清溪县白水乡。
原告丁安远与被告洪晓禾民间借贷纠纷一案，本院于2021年3月2日立案后，依法适用简易程序，公开开庭进行了审理。原告丁安远到庭参加诉讼，被告洪晓禾经传票传唤无正当理由拒不到庭。本案现已审理终结。
原告向本院提出诉讼请求：判令被告归还借款本金30000元。
本院认为，原、被告之间的借贷关系成立。判决如下：
被告洪晓禾于本判决生效之日起十日内归还原告丁安远借款30000元。
审判员  周明
二〇二一年四月六日
书记员  吴越
`

// asProgram makes the binary of the tests the program itself, for what starts processes of it.
const asProgram = "MINGJIAN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// result is what a command printed and how it ended.
type result struct {
	code     int
	out, err string
}

// command runs the program in this process, with text on standard input.
func command(t *testing.T, input string, args ...string) result {
	t.Helper()
	dir := t.TempDir()
	in, err := os.Create(filepath.Join(dir, "in"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := in.WriteString(input); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	errFile, err := os.Create(filepath.Join(dir, "err"))
	if err != nil {
		t.Fatal(err)
	}
	defer errFile.Close()
	var out bytes.Buffer
	code := run(context.Background(), args, terminal{in, &out, errFile})
	complaints, err := os.ReadFile(errFile.Name())
	if err != nil {
		t.Fatal(err)
	}
	return result{code, out.String(), string(complaints)}
}

func write(t *testing.T, dir, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func document(n int) string { return strings.Replace(invented, "%d", itoa(n), 1) }

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func TestExitCodes(t *testing.T) {
	home := t.TempDir()
	for _, tc := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"no command", nil, 2, "--help"},
		{"unknown command", []string{"judge"}, 2, "命令写得不对"},
		{"unknown flag, in English", []string{"scan", "--lang=en", "--colour"}, 2, "wrong usage"},
		{"bad date", []string{"scan", "--home", home, "--as-of", "yesterday"}, 2, "2024-06-30"},
		{"nothing imported", []string{"scan", "--home", home}, 1, "导入"},
		{"unknown model", []string{"scan", "--home", home, "--model", "civil/none"}, 1, "civil/none"},
		{"missing file", []string{"parse", filepath.Join(home, "none.txt")}, 1, "none.txt"},
		{"unknown clue", []string{"clue", "show", "c-1", "--home", home}, 1, "没有这条线索"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := command(t, "", tc.args...)
			if r.code != tc.code || !strings.Contains(r.out+r.err, tc.says) {
				t.Errorf("exit %d, said %q; want %d …%s…", r.code, r.out+r.err, tc.code, tc.says)
			}
			if strings.Contains(r.err, "goroutine ") {
				t.Errorf("a stack trace was shown:\n%s", r.err)
			}
		})
	}
}

func TestParsePrintsOneLineADocumentInOrder(t *testing.T) {
	dir := t.TempDir()
	var input strings.Builder
	for n := range 200 {
		line, err := json.Marshal(map[string]any{"id": "d" + itoa(n), "text": document(n), "labels": "ignored"})
		if err != nil {
			t.Fatal(err)
		}
		input.Write(append(line, '\n'))
	}
	write(t, dir, "all.jsonl", []byte(input.String()))
	for name, r := range map[string]result{
		"a file":         command(t, "", "parse", filepath.Join(dir, "all.jsonl")),
		"standard input": command(t, input.String(), "parse", "-"),
	} {
		lines := strings.Split(strings.TrimSpace(r.out), "\n")
		if r.code != 0 || len(lines) != 200 {
			t.Fatalf("%s: exit %d, %d lines: %s", name, r.code, len(lines), r.err)
		}
		for n, line := range lines {
			var d struct {
				ID     string `json:"id"`
				CaseNo string `json:"case_no"`
			}
			if err := json.Unmarshal([]byte(line), &d); err != nil {
				t.Fatal(err)
			}
			if d.ID != "d"+itoa(n) || d.CaseNo != "（2021）浙0698民初"+itoa(n)+"号" {
				t.Fatalf("%s: line %d is %+v", name, n, d)
			}
		}
	}
}

func TestAReaderThatFailsNamesTheDocument(t *testing.T) {
	p := makeOne(source.Document{ID: "d1", Source: "a.zip!b.txt"}, func(source.Document) (int, error) { panic("index out of range") })
	if p.bad == nil || !strings.Contains(p.bad.Why.ZH, "a.zip!b.txt") || strings.Contains(p.bad.Why.ZH, "index") {
		t.Errorf("got %+v", p)
	}
}

// TestBadInputIsNamedAndTheRestImported is the promise to whoever empties a USB stick
// into the program.
func TestBadInputIsNamedAndTheRestImported(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(document(1))
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "good.txt", []byte(document(2)))
	write(t, dir, "gb18030.txt", []byte(gb))
	write(t, dir, "empty.txt", nil)
	write(t, dir, "photo.txt", append([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00"), bytes.Repeat([]byte{0x9c, 0x00, 0xfe}, 4000)...))
	whole := archive(t, map[string]string{"in.txt": document(3), "later.txt": strings.Repeat(document(4), 50)})
	write(t, dir, "cut.zip", whole[:len(whole)*2/3])

	r := command(t, "", "import", "judgments", dir, "--home", home, "--json")
	if r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	for _, name := range []string{"empty.txt", "photo.txt", "cut.zip"} {
		if !strings.Contains(r.err, name) {
			t.Errorf("%s was not named:\n%s", name, r.err)
		}
	}
	for _, name := range []string{"good.txt", "gb18030.txt"} {
		if strings.Contains(r.err, name) {
			t.Errorf("%s was complained of:\n%s", name, r.err)
		}
	}
	var report struct {
		Added    int    `json:"added"`
		Snapshot string `json:"Snapshot"`
	}
	if err := json.Unmarshal([]byte(r.out), &report); err != nil {
		t.Fatal(err)
	}
	if report.Added < 2 || report.Snapshot == "" {
		t.Errorf("report %s", r.out)
	}
	again := command(t, "", "import", "judgments", dir, "--home", home, "--json")
	if !strings.Contains(again.out, report.Snapshot) || !strings.Contains(again.out, `"added":0`) {
		t.Errorf("importing again changed something: %s", again.out)
	}
	if r := command(t, "", "import", "judgments", filepath.Join(dir, "empty.txt"), "--home", t.TempDir()); r.code != 1 {
		t.Errorf("nothing could be read, exit %d", r.code)
	}
}

// archive makes a zip in which nothing is compressed, so that cutting it cuts a member.
func archive(t *testing.T, members map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"in.txt", "later.txt"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(members[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestMainJob walks import, scan, list, show and export on the demonstration county, and
// checks the lines that other programs read and that planted wrongs stand on top.
func TestMainJob(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	if r := command(t, "", "synth", "--registers=false", "--seed", "20", "--people", "18000", dir); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := command(t, "", "import", "judgments", filepath.Join(dir, "judgments.jsonl"), "--home", home); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := command(t, "", "clue", "why-not", "（1999）测01民初1号", "--model", "civil/professional-lender", "--json", "--home", home); r.code != 0 || !strings.Contains(r.out, `"outcome":"unread"`) {
		t.Errorf("why-not: exit %d %s%s", r.code, r.out, r.err)
	}
	first := command(t, "", "--home", home, "--json", "scan")
	again := command(t, "", "scan", "--json", "--home", home)
	if first.code != 0 || first.out == "" || first.out != again.out {
		t.Fatalf("two scans differ or found nothing; exit %d: %s", first.code, first.err)
	}
	if r := command(t, "", "scan", "--excluded", "--home", home); !strings.Contains(r.out, "排除 ") || !strings.Contains(r.out, "银行") {
		t.Errorf("nobody is told who was left out: %s", r.out)
	}
	list := command(t, "", "clue", "list", "--json", "--limit", "0", "--home", home)
	export := command(t, "", "clue", "export", "--home", home)
	listed := strings.Count(list.out, "\n")
	if n := strings.Count(export.out, "\n"); n != listed {
		t.Errorf("%d clues listed, %d exported", listed, n)
	}
	previous, shown, members := 1.0, 0, 0
	var found []synth.Found
	for line := range strings.Lines(list.out) {
		var c struct {
			Clue, Model, Snapshot, State string
			Version                      int
			Subject                      struct{ Kind, ID, Name string }
			Risk                         float64
			Members                      int
			Indicators                   []struct {
				ID, Says      string
				Weight, Share float64
			}
			Cases   []string
			Records []struct {
				Dataset, Field, Value string
				RecordID              string `json:"record_id"`
				Span                  []int
			}
			Against []struct{ ID, Says string }
			Law     []struct{ Law, Version, Article string }
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if c.Risk > previous || c.Risk < 0 {
			t.Errorf("risk %v after %v", c.Risk, previous)
		}
		previous = c.Risk
		members += c.Members
		if c.Clue == "" || c.State != "found" || c.Model == "" || c.Version < 1 || !strings.HasPrefix(c.Snapshot, "s-") ||
			c.Subject.ID == "" || len(c.Indicators) == 0 || len(c.Cases) == 0 || len(c.Records) == 0 || len(c.Law) == 0 {
			t.Errorf("the line is incomplete: %s", line)
		}
		found = append(found, synth.Found{Model: c.Model, SubjectName: c.Subject.Name, Cases: c.Cases, Risk: c.Risk})
		if shown++; shown > 3 {
			continue
		}
		if r := command(t, "", "clue", "show", c.Clue, "--home", home); r.code != 0 || !strings.Contains(r.out, c.Cases[0]) {
			t.Errorf("show %s: exit %d", c.Clue, r.code)
		}
	}
	if n := strings.Count(first.out, "\n"); listed+members != n || members == 0 {
		t.Errorf("%d findings, %d clues with %d members", n, listed, members)
	}
	scores := synth.Score(planted(t, dir), found)
	if top := scores.PrecisionAt[0]; top.Of != 10 || top.Hits != 10 {
		t.Errorf("of the %s clues on top %d of %d are planted wrongs", top.Name, top.Hits, top.Of)
	}
	if r := command(t, "", "doctor", "--home", home); r.code != 0 {
		t.Errorf("doctor: %s%s", r.out, r.err)
	}
}

// planted reads what was planted in the county of dir.
func planted(t *testing.T, dir string) []synth.Truth {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var all []synth.Truth
	for line := range strings.Lines(string(b)) {
		var one synth.Truth
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

func TestEverySentenceIsTranslated(t *testing.T) {
	for _, texts := range []map[string]fault.Text{texts(), textsOfLake(), textsOfModels(), textsOfOffice()} {
		for key, text := range texts {
			if text.ZH == "" || text.EN == "" {
				t.Errorf("%s: %+v", key, text)
			}
		}
	}
}

// TestModelCommands: the cases of the whole library are run by package scan.
func TestModelCommands(t *testing.T) {
	for _, args := range [][]string{{"model", "list"}, {"model", "check"}, {"model", "test", "civil/professional-lender"}, {"model", "explain", "civil/professional-lender"}, {"model", "explain", "civil/professional-lender", "--engine", "spark"}} {
		if r := command(t, "", args...); r.code != 0 || r.out == "" {
			t.Errorf("%v: exit %d: %s", args, r.code, r.err)
		}
	}
	broken := t.TempDir()
	if err := os.MkdirAll(filepath.Join(broken, "civil", "odd"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(broken, "civil", "odd"), "model.yaml", []byte("id: civil/odd\ntreshold: 3\n"))
	r := command(t, "", "model", "check", broken)
	if r.code != 1 || !strings.Contains(r.err, "model.yaml:2") || !strings.Contains(r.err, "treshold") {
		t.Errorf("exit %d, said %q", r.code, r.err)
	}
}

// TestNewModel: what a new model begins with is sound, and never written over another.
func TestNewModel(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"model", "new", "criminal/own", "--dir", dir}, {"model", "new", "civil/own-lender", "--from", "civil/professional-lender", "--dir", dir}, {"model", "check", dir}, {"model", "test", "--dir", dir, "criminal/own"}} {
		if r := command(t, "", args...); r.code != 0 || r.out == "" {
			t.Errorf("%v: exit %d: %s", args, r.code, r.err)
		}
	}
	for id, says := range map[string]string{
		"civil/own-lender": "is there already", "civil/professional-lender": "has a model", "../../x": "cannot be an id", "odd/x": "cannot be an id", "civil": "cannot be an id", "civil/A b": "cannot be an id",
	} {
		if r := command(t, "", "model", "new", id, "--dir", dir, "--lang", "en"); r.code != 1 || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d, said %q, want %q", id, r.code, r.err, says)
		}
	}
	if list, err := filepath.Glob(filepath.Join(dir, "*", "*")); err != nil || len(list) != 2 {
		t.Errorf("there are %q (%v)", list, err)
	}
}

// TestTheModelOfTheManual keeps the model that docs/writing-a-model.md grows working.
func TestTheModelOfTheManual(t *testing.T) {
	dir := filepath.Join("..", "..", "docs", "examples")
	if r := command(t, "", "model", "check", dir); r.code != 0 {
		t.Error(r.err)
	}
	if r := command(t, "", "model", "test", "--dir", dir, "--lang", "en"); r.code != 0 || !strings.Contains(r.out, " passed, 0 failed\n") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}

func TestUsers(t *testing.T) {
	home := t.TempDir()
	if r := command(t, "a long password\n", "user", "add", "ding", "--display", "丁检察官", "--home", home); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := command(t, "", "user", "add", "hong", "--home", home); r.code != 1 || !strings.Contains(r.err, "口令") {
		t.Errorf("no password: exit %d, %q", r.code, r.err)
	}
	if r := command(t, "another password\n", "user", "password", "ding", "--home", home); r.code != 0 {
		t.Error(r.err)
	}
	if r := command(t, "", "user", "disable", "ding", "--home", home); r.code != 0 {
		t.Error(r.err)
	}
	r := command(t, "", "user", "list", "--json", "--home", home)
	if !strings.Contains(r.out, `"name":"ding"`) || !strings.Contains(r.out, `"disabled":true`) || strings.Contains(r.out, "password") {
		t.Errorf("got %s", r.out)
	}
}

func TestDemoRefusesAHomeWithOtherDocuments(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	if r := command(t, "", "import", "judgments", write(t, dir, "one.txt", []byte(document(1))), "--home", home); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := command(t, "", "demo", "--prepare", "--home", home); r.code != 1 || !strings.Contains(r.err, "--home") {
		t.Errorf("exit %d, said %q", r.code, r.err)
	}
	if r := command(t, "", "user", "list", "--home", home); strings.Contains(r.out, "demo") {
		t.Errorf("published passwords in a real home: %s", r.out)
	}
}
