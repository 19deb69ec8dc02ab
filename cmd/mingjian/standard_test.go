package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
)

// TestStandardsPage: the page of the standards is what the program says.
func TestStandardsPage(t *testing.T) {
	committed, err := os.ReadFile("../../docs/standards.md")
	if err != nil {
		t.Fatal(err)
	}
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	if string(committed) != standardsMarkdown(lib, lib.Names()) {
		t.Error("docs/standards.md is old: run make standards")
	}
}

func TestStandardCommands(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	file := write(t, dir, "火化登记.csv", []byte("姓名,身份证号码,死亡时间,火化日期,骨灰去向\n王某,11010519491231002X,2020-01-01,2020-01-03,自行保管\n"))
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"standard", "list"}, exitDone, "marriage"},
		{[]string{"standard", "show", "marriage"}, exitDone, "男方身份证号"},
		{[]string{"standard", "show", "marriage", "--lang", "en"}, exitDone, "husband → wife: spouse of"},
		{[]string{"standard", "show", "death", "--markdown"}, exitDone, "### death: 死亡信息 (Deaths)"},
		{[]string{"standard", "show"}, exitUsage, "--all"},
		{[]string{"standard", "show", "wedding"}, exitFailed, "没有数据标准“wedding”"},
		{[]string{"standard", "schema", "death"}, exitDone, "https://json-schema.org/draft/2020-12/schema"},
		{[]string{"standard", "match", file}, exitDone, "火化日期"},
		{[]string{"standard", "match", "姓名,死亡日期,火化日期", "--lang", "en"}, exitDone, "death Deaths"},
		{[]string{"standard", "match", "--standard", "auction", "评估价（万元）", "鞋码"}, exitDone, "appraisal_price"},
		{[]string{"standard", "match", "--standard", "wedding", "姓名"}, exitFailed, "wedding"},
	} {
		got := command(t, "", append([]string{"--home", home}, c.args...)...)
		if got.code != c.code || !strings.Contains(got.out+got.err, c.says) {
			t.Errorf("%v: exit %d, want %d with %q\n%s%s", c.args, got.code, c.code, c.says, got.out, got.err)
		}
	}
	var m sheetMatch
	if err := json.Unmarshal([]byte(command(t, "", "--home", home, "--json", "standard", "match", file).out), &m); err != nil || m.Standard != "death" || m.Columns[2].Field != "died_on" || m.Columns[4].Field != "" {
		t.Errorf("got %+v, %v", m, err)
	}
}

// TestStandardsOfAnOffice: what lies in the home counts, and what is wrong there is named by
// file and line.
func TestStandardsOfAnOffice(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(home, "standards")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "ours.yaml", []byte("extends: death\nfields:\n  - {name: died_on, aliases: [往生日]}\n"))
	if got := command(t, "", "--home", home, "standard", "match", "--standard", "death", "往生日"); !strings.Contains(got.out, "died_on") {
		t.Errorf("got %+v", got)
	}
	write(t, dir, "bad.yaml", []byte("extends: death\nfields:\n  - {name: died_on, type: text}\n"))
	if got := command(t, "", "--home", home, "standard", "list"); got.code != exitFailed || !strings.Contains(got.err, "bad.yaml:3: ") {
		t.Errorf("got %+v", got)
	}
}
