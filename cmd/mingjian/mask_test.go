package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// secret are the words of the invented document that no copy may show.
func secret() []string {
	return []string{"丁安远", "洪晓禾", "青石镇", "白水乡", "1970年3月4日", "1985年9月1日", "13800000000"}
}

func TestMaskPrintsOneLineADocumentInOrder(t *testing.T) {
	var input strings.Builder
	for n := range 100 {
		line, err := json.Marshal(map[string]any{"id": "d" + itoa(n), "text": strings.Replace(document(n), "青石镇", "青石镇，电话13800000000", 1)})
		if err != nil {
			t.Fatal(err)
		}
		input.Write(append(line, '\n'))
	}
	r := command(t, input.String(), "mask", "--lang", "en")
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if r.code != 0 || len(lines) != 100 {
		t.Fatalf("exit %d, %d lines: %s", r.code, len(lines), r.err)
	}
	for n, line := range lines {
		var d struct{ ID, Text string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		if d.ID != "d"+itoa(n) || !strings.Contains(d.Text, "民初"+itoa(n)+"号") || !strings.Contains(d.Text, "审判员  周明") {
			t.Fatalf("line %d: %+v", n, d)
		}
		for _, words := range secret() {
			if strings.Contains(line, words) {
				t.Fatalf("line %d shows %s: %s", n, words, d.Text)
			}
		}
	}
	for _, says := range []string{"100 written, 0 held back in doubt, 0 not read; 200 persons hidden.", "names: 800", "mobile numbers: 100", "days of birth: 200", "addresses: 200"} {
		if !strings.Contains(r.err, says) {
			t.Errorf("the report lacks %q:\n%s", says, r.err)
		}
	}
	for _, words := range secret() {
		if strings.Contains(r.err, words) {
			t.Errorf("the report shows %s", words)
		}
	}
}

func TestMaskNamesWhatItHoldsBack(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.txt", []byte(document(1)))
	write(t, dir, "b.txt", []byte("会议记录：参加人有丁安远。"))
	write(t, dir, "c.txt", nil)
	r := command(t, "", "mask", dir)
	if r.code != 0 || strings.Count(r.out, "\n") != 1 || !strings.Contains(r.err, "未写出："+filepath.Join(dir, "b.txt")) || !strings.Contains(r.err, "c.txt") {
		t.Errorf("exit %d, printed %d lines, said %s", r.code, strings.Count(r.out, "\n"), r.err)
	}
	if r := command(t, "", "mask", filepath.Join(dir, "b.txt")); r.code != 1 || r.out != "" {
		t.Errorf("nothing could be written: exit %d, printed %q", r.code, r.out)
	}
}

func TestMaskIntoAFolder(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "copies")
	var input strings.Builder
	for n, id := range []string{"丁安远诉洪晓禾", "../up", "same", "same"} {
		line, err := json.Marshal(map[string]any{"id": id, "text": document(n)})
		if err != nil {
			t.Fatal(err)
		}
		input.Write(append(line, '\n'))
	}
	path := write(t, dir, "all.jsonl", []byte(input.String()))
	if r := command(t, "", "mask", path, "--out", out); r.code != 0 || r.out != "" {
		t.Fatalf("exit %d, printed %q: %s", r.code, r.out, r.err)
	}
	for n, name := range []string{"丁某诉洪某.txt", "_up.txt", "same.txt", "same-2.txt"} {
		b, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || !strings.Contains(string(b), "民初"+itoa(n)+"号") || strings.Contains(string(b), "丁安远") {
			t.Errorf("%s: %v\n%s", name, err, b)
		}
	}
	if there, err := os.ReadDir(out); err != nil || len(there) != 4 {
		t.Errorf("the folder holds %v, %v", there, err)
	}
	if r := command(t, "", "mask", path, "--out", out); r.code != 1 || !strings.Contains(r.err, "不是空的") {
		t.Errorf("a folder with files in it: exit %d, %s", r.code, r.err)
	}
}

// Whatever the ids, each copy gets a file of its own inside the folder.
func TestEveryCopyGetsAFileOfItsOwn(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "A", "..", ".", "/", `\`, "con", "NUL.", " ", "案", "\x00", "\n", strings.Repeat("长", 100), "-2", ":", "\xff"})
	rapid.Check(t, func(rt *rapid.T) {
		out, err := os.MkdirTemp(t.TempDir(), "copies")
		if err != nil {
			rt.Fatal(err)
		}
		f, err := newFolderCopies(out)
		if err != nil {
			rt.Fatal(err)
		}
		ids := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 1, 4).Draw(rt, "id"), "") }), 1, 6).Draw(rt, "ids")
		for _, id := range ids {
			if err := f.write(maskedDocument{id: id}); err != nil {
				rt.Fatalf("%q: %v", id, err)
			}
		}
		there, err := os.ReadDir(out)
		if err != nil || len(there) != len(ids) {
			rt.Errorf("%d files for %q (%v)", len(there), ids, err)
		}
		for _, e := range there {
			if strings.HasPrefix(e.Name(), ".") || !utf8.ValidString(e.Name()) || !e.Type().IsRegular() {
				rt.Errorf("file %q", e.Name())
			}
		}
	})
}
