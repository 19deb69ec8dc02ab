package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/record/source"
)

// TestNumberedLinesAreParsed: an executor that holds some lines of a file makes of them
// what parse makes of the file.
func TestNumberedLinesAreParsed(t *testing.T) {
	lines := []string{
		`{"id": "a", "text": "某某县人民法院\n民事判决书\n（2020）测01民初1号\n原告：张三。\n被告：李四。"}`,
		`{"text": "民事裁定书"}`,
		`{"id": "b", "text": `,
		``,
		`{"id": "c", "text": "执行裁定书, (1,2)"}`,
	}
	file := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	want := command(t, "", "parse", file)
	var given strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&given, "(%s,%d)\n", line, i)
	}
	answers := command(t, given.String(), "parse", "--numbered", file)
	if answers.code != 0 {
		t.Fatalf("exit %d: %s", answers.code, answers.err)
	}
	var out, bad strings.Builder
	w := &lineWriter{app: &app{lang: "zh", term: terminal{out: &out}}}
	for line := range strings.Lines(answers.out) {
		if strings.HasPrefix(line, `{"bad"`) {
			bad.WriteString(line)
			continue
		}
		if err := w.write(line); err != nil {
			t.Fatal(err)
		}
	}
	if out.String() != want.out {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want.out)
	}
	if n := strings.Count(bad.String(), "\n"); n != 1 || !strings.Contains(bad.String(), file+":3") {
		t.Errorf("%d lines could not be read: %s", n, bad.String())
	}
}

// TestFilesAreParsed: an executor that is given names of files makes of them what parse makes
// of their folder. What may be cut into lines and what may not is told by the bytes.
func TestFilesAreParsed(t *testing.T) {
	dir := t.TempDir()
	utf := write(t, dir, "a.jsonl", []byte(`{"id": "a", "text": "某某县人民法院\n民事判决书\n（2020）测01民初1号"}`+"\n"))
	foreign, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(`{"id": "b", "text": "民事裁定书"}` + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	gb := write(t, dir, "b.jsonl", foreign)
	write(t, dir, "(c),1.txt", []byte("民事调解书"))
	write(t, dir, "d.html", []byte("<p>民事决定书</p>"))
	if !sharedOut(utf) || sharedOut(gb) || sharedOut(filepath.Join(dir, "d.html")) || !sharedOut("s3a://bucket/x.ndjson") {
		t.Error("told wrongly which file may be cut into lines")
	}
	var given strings.Builder
	n := 0
	for file, bad := range source.Files(t.Context(), []string{dir}) {
		if bad != nil {
			t.Fatal(bad)
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&given, "(%s,%d)\n", rel, n)
		n++
	}
	t.Chdir(t.TempDir()) // the reading goes elsewhere, and comes back with the test
	answers := command(t, given.String(), "parse", "--numbered-in", dir)
	want := command(t, "", "parse", dir)
	var out strings.Builder
	w := &lineWriter{app: &app{lang: "zh", term: terminal{out: &out}}}
	for line := range strings.Lines(answers.out) {
		if err := w.write(line); err != nil {
			t.Fatal(err)
		}
	}
	if answers.code != 0 || n != 4 || out.String() != want.out || strings.Count(want.out, "\n") != 4 {
		t.Errorf("exit %d %s\ngot\n%s\nwant\n%s", answers.code, answers.err, out.String(), want.out)
	}
}

// TestSparkIsNotThere: what is missing is said in a sentence.
func TestSparkIsNotThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no master":    {[]string{"parse", "--engine", "spark", "--spark-home", t.TempDir(), file}, "--spark-master"},
		"no spark":     {[]string{"parse", "--engine", "spark", "--spark-home", t.TempDir(), "--spark-master", "yarn", file}, "--spark-home"},
		"not a file":   {[]string{"parse", "--engine", "spark", "--spark-master", "yarn", "-"}, "集群可以读到"},
		"wrong conf":   {[]string{"parse", "--engine", "spark", "--spark-master", "yarn", "--spark-conf", "memory", file}, "memory"},
		"nobody there": {[]string{"parse", "--engine", "spark", "--spark-home", fakeSpark(t), "--spark-master", "spark://127.0.0.1:1", file}, "spark://127.0.0.1:1"},
	} {
		t.Run(name, func(t *testing.T) {
			if r := command(t, "", c.args...); r.code == 0 || !strings.Contains(r.err, c.says) {
				t.Errorf("exit %d, says %s", r.code, r.err)
			}
		})
	}
}

// fakeSpark is a folder that looks like Spark's.
func fakeSpark(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "bin"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "bin", "spark-submit"), []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return home
}
