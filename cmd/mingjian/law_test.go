package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLawCommands(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"list", []string{"list"}, 0, "民事诉讼法"},
		{"list says what is replaced", []string{"list", "--lang", "en"}, 0, "2022-01-01 to 2023-12-31"},
		{"article", []string{"show", "刑法", "307-1"}, 0, "以捏造的事实提起民事诉讼，妨害司法秩序"},
		{"article as written", []string{"show", "criminal law", "第三百零七条之一"}, 0, "第二编 分则 第六章 妨害社会管理秩序罪"},
		{"old version", []string{"show", "民事诉讼法", "115", "--version", "2021-12-24", "--lang", "en"}, 0, "replaced by the version of 2023-09-01 (in force until 2023-12-31)"},
		{"whole law", []string{"show", "限制高消费规定"}, 0, "第十二条"},
		{"without text", []string{"show", "人民检察院民事诉讼监督规则", "37", "--lang", "en"}, 0, "no text, unverified"},
		{"unknown law", []string{"show", "没有的法", "--lang", "en"}, 1, "no law called 没有的法"},
		{"unknown version", []string{"show", "刑法", "--version", "1997-03-14", "--lang", "en"}, 1, "it has 2023-12-29"},
		{"unknown article", []string{"show", "刑法", "999", "--lang", "en"}, 1, "arts. 1 to 452"},
		{"no number", []string{"show", "刑法", "abc", "--lang", "en"}, 1, "is no number of an article"},
		{"ambiguous", []string{"show", "检察院", "--lang", "en"}, 1, "may mean: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := command(t, "", append([]string{"law"}, c.args...)...)
			if r.code != c.code || !strings.Contains(r.out+r.err, c.says) {
				t.Errorf("exit %d, said %.300q %q, want %q", r.code, r.out, r.err, c.says)
			}
		})
	}
}

func TestLawJSON(t *testing.T) {
	r := command(t, "", "law", "show", "民事诉讼法", "116", "--version", "2021-12-24", "--json")
	var line articleLine
	if err := json.Unmarshal([]byte(r.out), &line); err != nil {
		t.Fatal(err, r.err)
	}
	if line.Article != "116" || line.Status != "repealed" || line.To != "2023-12-31" || line.Caution == nil || len(line.Paragraphs) != 1 {
		t.Errorf("%+v", line)
	}
	r = command(t, "", "law", "list", "--json")
	if n := strings.Count(r.out, "\n"); r.code != 0 || n < 57 {
		t.Errorf("exit %d, %d lines: %s", r.code, n, r.err)
	}
}

// TestRepealedBasis: a model that cites a replaced version, or what nobody has verified,
// is sound and flagged.
func TestRepealedBasis(t *testing.T) {
	example := filepath.Join("..", "..", "docs", "examples", "civil", "repeat-plaintiff")
	dir := filepath.Join(t.TempDir(), "civil", "repeat-plaintiff")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	card, err := os.ReadFile(filepath.Join(example, "model.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := os.ReadFile(filepath.Join(example, "cases.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	old := strings.Replace(string(card), "\nbasis:\n", "\nbasis:\n"+
		"  - {law: 民事诉讼法, version: \"2021-12-24\", article: \"115\"}\n  - {law: 法发〔2021〕10号, version: \"2021\", article: \"4\"}\n", 1)
	write(t, dir, "model.yaml", []byte(old))
	write(t, dir, "cases.yaml", cases)
	r := command(t, "", "model", "check", filepath.Dir(filepath.Dir(dir)), "--lang", "en")
	for _, says := range []string{"sound", "is replaced by the version of 2023-09-01", "is not compared with an official text"} {
		if r.code != 0 || !strings.Contains(r.out, says) {
			t.Errorf("exit %d, said %q %q, want %q", r.code, r.out, r.err, says)
		}
	}
}
