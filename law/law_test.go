package law

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
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
	r := register(t)
	seen := map[string]bool{}
	for _, e := range r.laws {
		all, err := e.articles()
		if err != nil || len(all) == 0 {
			t.Errorf("%s %s: %d articles, %v", e.Law, e.Version, len(all), err)
		}
		if e.Title == "" || e.English == "" || (e.File == "") != (e.Source.ZH != "" && e.Source.EN != "") || (e.Note.ZH == "") != (e.Note.EN == "") || (e.Replaced.ZH == "") != (e.Replaced.EN == "") {
			t.Errorf("%s %s is not complete", e.Law, e.Version)
		}
		for _, date := range []string{e.Version, e.From, e.To} {
			if _, err := time.Parse(time.DateOnly, date); err != nil && date != "" && (e.File != "" || len(date) != 4) {
				t.Errorf("%s: %q is no date", e.Law, date)
			}
		}
		for _, a := range all {
			key := a.Law + a.Version + a.Number
			if seen[key] || !numberForm.MatchString(a.Number) || (a.Text == "") != (a.Status == Unverified) {
				t.Errorf("%s stands twice, or has a bad number, or text and status %s do not fit", key, a.Status)
			}
			seen[key] = true
		}
	}
	for _, a := range r.All()[:400] {
		if got, ok := r.Get(a.Law, a.Version, a.Number); !ok || got != a {
			t.Errorf("Get does not return %s", a.Cite().EN)
		}
	}
}

// TestTextsAreUsed: no text lies in the folder that no law of the register has.
func TestTextsAreUsed(t *testing.T) {
	names, err := fs.Glob(files, "texts/*")
	if err != nil {
		t.Fatal(err)
	}
	list, err := files.ReadFile("register.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if n := bytes.Count(list, []byte("  text: "+strings.TrimPrefix(name, "texts/")+"\n")); n != 1 {
			t.Errorf("%s stands %d times in the register", name, n)
		}
	}
}

func TestGetUnknown(t *testing.T) {
	for _, c := range [][3]string{{"民事诉讼法", "2023-09-01", "9999"}, {"民事诉讼法", "2020-01-01", "115"}, {"", "", ""}} {
		if a, ok := Get(c[0], c[1], c[2]); ok {
			t.Errorf("Get(%v) = %v", c, a)
		}
	}
}

// TestWordForWord compares every text and every article with the official files. The
// articles are cut out of the file by the independent code below.
func TestWordForWord(t *testing.T) {
	folder := shared(t, "data/law")
	for _, e := range register(t).laws {
		if e.File == "" {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.File))
		if err != nil {
			t.Fatal(err)
		}
		all, err := e.articles()
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range all {
			want := official(string(b), a.Heading())
			if e.points {
				want = officialPoint(string(b), numeral(digits(a.Number)[0]))
			}
			if a.Text != want {
				t.Errorf("%s differs from the official text:\n%s\nwant\n%s", a.Cite().EN, a.Text, want)
			}
		}
	}
}

// official cuts an article out of a published text: from its heading to the next one.
// What it knows of the files: one article heading has its space in the wrong place, one chapter
// heading is not marked, and one text ends with a note of the publisher.
func official(text, heading string) string {
	text = strings.ReplaceAll(text, "第一百二十八 条侦查人员", "第一百二十八条 侦查人员")
	text = strings.ReplaceAll(text, "\n附则\n", "\n## 附则\n")
	text = strings.ReplaceAll(text, "\u200b", "")
	next := regexp.MustCompile(`^(#|①|第[零一二三四五六七八九十百千]+条(之[一二三四五六七八九十]+)?\s)`)
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

func officialPoint(text, numeral string) string {
	m := regexp.MustCompile(`(?m)^` + numeral + `、(.*)$`).FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	return strings.TrimSpace(m[1])
}

// TestIndex compares the texts with the index of the official files: all are here, byte
// for byte, and have as many articles. The differences are known.
func TestIndex(t *testing.T) {
	folder := shared(t, "data/law")
	f, err := os.Open(filepath.Join(folder, "index.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]int{
		"刑事诉讼法(2018-10-26).md": 308, // the index misses art. 128, whose heading has its space in the wrong place
		"最高人民法院关于新民间借贷司法解释适用范围问题的批复.md": 3, // no articles, but three points
	}
	counts := map[string]int{}
	for _, row := range rows[1:] { // one file stands twice
		n, err := strconv.Atoi(row[2])
		if err != nil {
			t.Fatal(err)
		}
		counts[row[3]] = n
	}
	maps.Copy(counts, known)
	list := register(t)
	for _, e := range list.laws {
		if e.File == "" {
			continue
		}
		if n := len(list.Articles(e.Law, e.Version)); n != counts[e.File] {
			t.Errorf("%s has %d articles, the index %d", e.File, n, counts[e.File])
		}
		delete(counts, e.File)
		sameBytes(t, filepath.Join(folder, e.File), textOf(t, e))
	}
	if len(counts) > 0 {
		t.Errorf("not in the register: %v", counts)
	}
}

func sameBytes(t *testing.T, file, text string) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, err := files.ReadFile("texts/" + text)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not the official file, byte for byte", text)
	}
}

// textOf returns the name of the file in texts/ from the register.
func textOf(t *testing.T, e *entry) string {
	t.Helper()
	list, err := files.ReadFile("register.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, after, ok := strings.Cut(string(list), "\n  file: "+e.File+"\n  text: ")
	if !ok {
		t.Fatalf("no text for %s", e.File)
	}
	name, _, _ := strings.Cut(after, "\n")
	return name
}

// TestInForce: a day in force is what the text says, except for the four that the head of
// the register names; and so is a version where the file has a date in its name.
func TestInForce(t *testing.T) {
	unchecked := []string{"民事诉讼法2021-12-24", "民事诉讼法2023-09-01", "刑法2023-12-29", "民间借贷司法解释2020-12-29"}
	for _, e := range register(t).laws {
		if e.File == "" {
			if e.From != "" || e.To != "" {
				t.Errorf("%s: a day in force without a text", e.Law)
			}
			continue
		}
		if strings.Contains(e.File, "(") && !strings.Contains(e.File, "("+e.Version+")") {
			t.Errorf("%s: version %s is not that of %s", e.Law, e.Version, e.File)
		}
		b, err := files.ReadFile("texts/" + textOf(t, e))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(e.File, "(") && !strings.Contains(string(b), written(t, e.Version)) {
			t.Errorf("%s: the text does not name %s", e.Law, e.Version)
		}
		if e.From == "" || slices.Contains(unchecked, e.Law+e.Version) {
			continue
		}
		if !regexp.MustCompile(written(t, e.From) + ` ?起?[施实]行`).Match(b) {
			t.Errorf("%s: the text does not say that it is in force from %s", e.Law, e.From)
		}
	}
}

// written is an ISO date as the texts write it: 2021年1月1日.
func written(t *testing.T, date string) string {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return d.Format("2006年1月2日")
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
	if (Article{Edition: Edition{Status: Unverified, From: "2000-01-01"}}).Valid("2020-01-01") {
		t.Error("an unverified article is valid")
	}
}

func TestUnverified(t *testing.T) {
	r, err := parse([]byte(`[{law: 某法, title: 某法, english: X, version: "2020-01-01", source: {zh: 源, en: S}, articles: ["1"]}]`))
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
		if got, ok := Number(want); !ok || got != number {
			t.Errorf("%s read as %s, want %s", want, got, number)
		}
	}
	a, _ := Get("刑法", "2023-12-29", "307-1")
	if got := a.Cite(); got.ZH != "《刑法》（2023-12-29）第三百零七条之一" || got.EN != "Criminal Law (2023-12-29), art. 307-1" {
		t.Errorf("cited as %v", got)
	}
}

func TestNumber(t *testing.T) {
	for written, want := range map[string]string{
		"18": "18", " 第18条": "18", "307-1": "307-1", "307之1": "307-1", "第307条之一": "307-1", "三百零七之一": "307-1", "第一百一十五条": "115",
		"第 115 条": "115", "二十": "20", "": "", "条": "", "十五条款": "", "0": "", "115a": "",
	} {
		if got, ok := Number(written); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q %v, want %q", written, got, ok, want)
		}
	}
}

// TestRead: the parts of a text that are hard to part.
func TestRead(t *testing.T) {
	e := &entry{Edition: Edition{Law: "某法"}}
	all := e.read(`# 某法

2020年1月1日 通过

<!-- INFO END -->

第九条 目录前的话不是条文。

## 第一章 总　则

### 第一节 范围

第一条 甲。

第一条之一 乙：

（一）丙；

1. 丁。

前款规定，适用第四条。

第五条 不是下一条，仍属本条。

## 第二章 附则
第二 条空格错位。

① 出版者注。

## 附件

1．清单
`)
	want := []Article{
		{Edition: e.Edition, Number: "1", Chapter: "第一章 总 则 第一节 范围", Text: "甲。"},
		{Edition: e.Edition, Number: "1-1", Chapter: "第一章 总 则 第一节 范围", Text: "乙：\n（一）丙；\n1. 丁。\n前款规定，适用第四条。\n第五条 不是下一条，仍属本条。"},
		{Edition: e.Edition, Number: "2", Chapter: "第二章 附则", Text: "空格错位。"},
	}
	if !slices.Equal(all, want) {
		t.Errorf("got\n%v\nwant\n%v", all, want)
	}
	parts := all[1].Paragraphs()
	if len(parts) != 3 || len(parts[0].Items) != 2 || parts[0].Text != "乙：" || parts[1].Text != "前款规定，适用第四条。" {
		t.Errorf("paragraphs: %v", parts)
	}
}

func TestChapters(t *testing.T) {
	for _, c := range []struct{ law, version, article, chapter string }{
		{"刑法", "2023-12-29", "307-1", "第二编 分则 第六章 妨害社会管理秩序罪 第二节 妨害司法罪"},
		{"刑法", "2023-12-29", "133-1", "第二编 分则 第二章 危害公共安全罪"},
		{"民事诉讼法解释", "2022-04-01", "1", "一、管辖"},
		{"刑事诉讼法", "2018-10-26", "308", "附则"},
	} {
		if a, ok := Get(c.law, c.version, c.article); !ok || a.Chapter != c.chapter {
			t.Errorf("%s %s: %q, want %q", c.law, c.article, a.Chapter, c.chapter)
		}
	}
}

func TestCaution(t *testing.T) {
	r := register(t)
	for _, c := range []struct{ law, version, article, says string }{
		{"民事诉讼法", "2023-09-01", "115", ""},
		{"民事诉讼法", "2021-12-24", "115", "replaced by the version of 2023-09-01 (in force until 2023-12-31)"},
		{"失信被执行人名单规定", "2013-07-16", "1", "amended in 2017"},
		{"人民检察院民事诉讼监督规则", "2021", "37", "not compared with an official text; source: "},
	} {
		a, ok := r.Get(c.law, c.version, c.article)
		if !ok {
			t.Fatalf("no %v", c)
		}
		says, cautioned := r.Caution(a)
		if cautioned != (c.says != "") || !strings.Contains(says.EN, c.says) || cautioned && says.ZH == "" {
			t.Errorf("%s: %q, want %q", a.Cite().EN, says.EN, c.says)
		}
	}
}

func TestAbsent(t *testing.T) {
	r := register(t)
	for _, c := range []struct{ law, version, article, says string }{
		{"民事诉讼法", "2023-09-01", "307", "has no art. 307; the register has arts. 1 to 306"},
		{"民事诉讼法", "2017-06-27", "1", "it has 2021-12-24, 2023-09-01"},
		{"中华人民共和国刑法", "2023-12-29", "1", "do you mean 刑法"},
		{"没有的法", "2023-12-29", "1", "no law called 没有的法"},
		{"人民检察院民事诉讼监督规则", "2021", "1", "arts. 11, 18, 20"},
	} {
		if says := r.Absent(c.law, c.version, c.article); !strings.Contains(says.EN, c.says) || says.ZH == "" {
			t.Errorf("%v: %q", c, says.EN)
		}
	}
}

func TestFind(t *testing.T) {
	r := register(t)
	for name, want := range map[string]string{
		"刑法": "刑法", "《中华人民共和国民事诉讼法》": "民事诉讼法", "criminal procedure law": "刑事诉讼法", "法释": "法释〔2016〕19号", "民间借贷": "民间借贷司法解释", "没有": "", "": "",
	} {
		found := r.Find(name)
		if (len(found) > 0) != (want != "") || len(found) > 0 && found[0].Law != want {
			t.Errorf("%q: %v, want %s", name, found, want)
		}
	}
}

// BenchmarkGet is what a citation costs that stands at the end of a long law.
func BenchmarkGet(b *testing.B) {
	for b.Loop() {
		if _, ok := Get("人民检察院刑事诉讼规则", "2019-12-02", "684"); !ok {
			b.Fatal("not found")
		}
	}
}
