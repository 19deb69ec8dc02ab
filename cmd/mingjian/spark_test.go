package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/data/synth"
	"github.com/mingjian/mingjian/fault"
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
		var answer parsedLine
		if err := json.Unmarshal([]byte(line), &answer); err != nil {
			t.Fatal(err)
		}
		if err := w.write(answer); err != nil {
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
		var answer parsedLine
		if err := json.Unmarshal([]byte(line), &answer); err != nil {
			t.Fatal(err)
		}
		if err := w.write(answer); err != nil {
			t.Fatal(err)
		}
	}
	if answers.code != 0 || n != 4 || out.String() != want.out || strings.Count(want.out, "\n") != 4 {
		t.Errorf("exit %d %s\ngot\n%s\nwant\n%s", answers.code, answers.err, out.String(), want.out)
	}
}

// TestReadForLake: what executors answer for an import gives the records, file by file and
// byte by byte, that importing here gives.
func TestReadForLake(t *testing.T) {
	dir, at := t.TempDir(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := synth.Write(t.Context(), synth.Options{Seed: 3, Documents: 60}, dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "judgments.jsonl")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	odd := first + "\n" + strings.Replace(first, "本院", "本院又", 1) + "\n" + `{"id": "x", "text": "\ud800\u2028<&>民事裁定书"}` + "\n{\n" // twice, corrected, not valid, broken
	text = append(text, odd...)
	write(t, dir, "judgments.jsonl", text)
	open := func() *lake.Lake {
		l, err := lake.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	here, there := open(), open()
	o := lake.ImportOptions{Agency: "某法院", Purpose: "试验", By: "甲", At: at}
	want, err := here.ImportJudgments(t.Context(), source.Read(t.Context(), []string{file}, nil), o)
	if err != nil {
		t.Fatal(err)
	}
	var given strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		fmt.Fprintf(&given, "(%s,%d)\n", line, i)
	}
	answers := command(t, given.String(), "parse", "--for-lake", "--numbered", file)
	var fail error
	docs := func(yield func(lake.Parsed, error) bool) {
		for line := range strings.Lines(answers.out) {
			var p parsedLine
			err := json.Unmarshal([]byte(line), &p)
			doc := lake.Parsed{Unread: p.Bad}
			if p.Read != nil {
				doc = p.Read.parsed()
			}
			if !yield(doc, err) {
				return
			}
		}
		if fail != nil {
			yield(lake.Parsed{}, fail)
		}
	}
	fail = errors.New("the cluster is gone")
	if _, err := there.ImportParsed(t.Context(), docs, o); !errors.Is(err, fail) {
		t.Errorf("an import of which the end did not come: %v", err)
	}
	if _, err := there.Current(); !fault.Is(err, fault.NotFound) {
		t.Errorf("half an import is there: %v", err)
	}
	fail = nil
	got, err := there.ImportParsed(t.Context(), docs, o)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) || want.Superseded+want.Kept == 0 || want.Unreadable != 1 {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	a, err := here.Current()
	if err != nil {
		t.Fatal(err)
	}
	b, err := there.Current()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a.Manifest, b.Manifest) {
		t.Errorf("got  %+v\nwant %+v", b.Manifest, a.Manifest)
	}
	older := func(yield func(lake.Parsed, error) bool) { yield(lake.Parsed{Reader: "0"}, nil) }
	if _, err := there.ImportParsed(t.Context(), older, o); !fault.Is(err, fault.Invalid) {
		t.Errorf("a reader of another version: %v", err)
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
		"import":       {[]string{"import", "judgments", "--home", t.TempDir(), "--engine", "spark", "--spark-home", fakeSpark(t), "--spark-master", "spark://127.0.0.1:1", file}, "spark://127.0.0.1:1"},
		"why-not":      {[]string{"clue", "why-not", "--home", t.TempDir(), "x", "--model", "civil/batch-suits", "--engine", "spark", "--snapshot", "s-none"}, "s-none"},
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

// TestDoctorOfSpark: a cluster that is named and does not answer is ill; none at all is not.
func TestDoctorOfSpark(t *testing.T) {
	home := t.TempDir()
	if r := command(t, "", "doctor", "--home", home); !strings.Contains(r.out, "没有写明 Spark 集群") {
		t.Errorf("without a cluster: %s%s", r.out, r.err)
	}
	r := command(t, "", "doctor", "--home", home, "--spark-home", fakeSpark(t), "--spark-master", "spark://127.0.0.1:1")
	if r.code != 1 || !strings.Contains(r.out, "连接不上 Spark 主节点") {
		t.Errorf("a cluster that does not answer: %d %s%s", r.code, r.out, r.err)
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
