package source

import (
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"

	"github.com/mingjian/mingjian/data/charset"
)

func TestObjects(t *testing.T) {
	const a, b = `{"id":"a","text":"甲}]\"{"}`, `{"id":"b","text":"乙"}`
	nice := "{\n  \"id\": \"a\",\n  \"text\": \"原告：甲某。\",\n  \"parties\": [\n    {\"name\": \"甲某\"}\n  ]\n}\n"
	long := `{"id":"long","text":"` + strings.Repeat("字", 2000) + `"}`
	for _, tc := range []struct {
		name, content string
		ids           []string
		unread        []string // what follows the path, and words of each
	}{
		{name: "one object printed nicely", content: nice, ids: []string{"a"}},
		{name: "with mark", content: "\xEF\xBB\xBF" + nice, ids: []string{"a"}},
		{name: "UTF-16", content: "\xFF\xFE" + encode(t, charset.UTF16(encunicode.LittleEndian), nice), ids: []string{"a"}},
		{name: "GB18030", content: encode(t, simplifiedchinese.GB18030, nice+strings.Replace(nice, "甲", "僜", 1)), ids: []string{"a", "a"}},
		{name: "several printed nicely", content: nice + "\n" + nice, ids: []string{"a", "a"}},
		{name: "array", content: "[" + a + "," + b + "]", ids: []string{"a", "b"}},
		{name: "array on lines", content: "[\n" + a + ",\n" + b + "\n]\n", ids: []string{"a", "b"}},
		{name: "array of arrays", content: "[[" + a + "],[" + b + "]]", ids: []string{"a", "b"}},
		{name: "one after the other", content: a + b + "\n" + a, ids: []string{"a", "b", "a"}},
		{name: "with commas", content: a + ",\n" + b, ids: []string{"a", "b"}},
		{name: "Navicat", content: "{\n\"RECORDS\":[\n" + a + ",\n" + b + "\n]\n}", ids: []string{"a", "b"}},
		{name: "answer of a service", content: `{"code":1,"msg":"ok","total":2.0,"data":[` + a + "," + b + `],"page":{"n":1}}`, ids: []string{"a", "b"}},
		{name: "answers of a service", content: `{"data":[` + a + `],"page":{"n":[1]}}` + "\n" + `{"n":1,"data":[` + b + "]}\n" + a, ids: []string{"a", "b", "a"}},
		{name: "without id", content: `[{"text":"甲"},{"s5":"x","qwContent":"<p>乙</p>"}]`, ids: []string{"f-1", "x"}},
		{name: "one is too long", content: "[" + a + "," + long + "," + b + "]", ids: []string{"a", "b"}, unread: []string{"#2 上限"}},
		{name: "one is no document", content: "[" + a + `,{"x":1},` + b + "]", ids: []string{"a", "b"}, unread: []string{"#2 没有 \"text\""}},
		{name: "one is broken", content: "[" + a + `,{"x" 1},` + b + "]", ids: []string{"a", "b"}, unread: []string{"#2 不是完整的 JSON"}},
		{name: "cut off", content: "[" + a + `,{"id":"b","te`, ids: []string{"a"}, unread: []string{"#2 不完整"}},
		{name: "cut off at once", content: "{\n\"id\": \"a\",\n", unread: []string{"#1 不完整"}},
		{name: "nothing in it", content: "[]", unread: []string{" 没有对象可读"}},
		{name: "numbers", content: "[1,\n2]", unread: []string{" 没有对象可读"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), "f.json"), tc.content)
			g := collect(t, Reader{MaxDocument: 4096}, p)
			if !slices.Equal(g.ids(), tc.ids) {
				t.Errorf("got %q, want %q", g.ids(), tc.ids)
			}
			for _, d := range g.docs {
				if d.Mended != 0 {
					t.Errorf("mended %d of %q", d.Mended, d.Text)
				}
			}
			if len(g.unread) != len(tc.unread) {
				t.Fatalf("got %+v, want %q", g.unread, tc.unread)
			}
			for i, u := range g.unread {
				place, says, _ := strings.Cut(tc.unread[i], " ")
				if u.Source != p+place || !strings.Contains(u.Why.ZH, says) {
					t.Errorf("got %s: %s, want %q", u.Source, u.Why.ZH, tc.unread[i])
				}
			}
		})
	}
}

func TestSpread(t *testing.T) {
	for head, want := range map[string]bool{
		"": false, "{": false, "{\"a\":1}\n{\"a\":2}": false, "{\"a\":1}": false, "{\"a\":\"}{\"}\n": false,
		"{\"a\":\n{\"a\":\n": false, "{\"a\":\"b\n\",\"c": false, "{\"a\":\"\\\"\"}\n[": false,
		"[": true, " \n[{": true, "{\n": false, "{\n\"a\"": true, "{\"a\":1,\n\"b\"": true, "{\"a\":1} {": true, "{\"a\":1},{": true,
	} {
		if got := spread([]byte(head)); got != want {
			t.Errorf("spread(%q) is %v", head, got)
		}
	}
}

func TestHugeObjectIsPassedOverWithoutHoldingIt(t *testing.T) {
	in := io.MultiReader(strings.NewReader("[{\"id\":\"a\",\"text\":\"甲\"},{\"id\":\"huge\",\"text\":\""), &endless{200 << 20},
		strings.NewReader("\"},{\"id\":\"b\",\"text\":\"乙\"}]"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	g := collect(t, Reader{Stdin: in}, "-")
	runtime.ReadMemStats(&after)
	if !slices.Equal(g.ids(), []string{"a", "b"}) || len(g.unread) != 1 || g.unread[0].Source != "-#2" {
		t.Errorf("got %q and %+v", g.ids(), g.unread)
	}
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 8*MaxDocument {
		t.Errorf("%d bytes were allocated for an object that is passed over", allocated)
	}
}

// FuzzObjects cuts whatever it is given: whole objects come out as they went in.
func FuzzObjects(f *testing.F) {
	f.Add([]byte(`[{"id":1,"text":"甲"},{"text":"乙"}`))
	f.Add([]byte("{\"RECORDS\":[\n{\"text\":\"甲\"}]}"))
	f.Add([]byte("{\n\"text\":\"\\\"}\"}\n{"))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, entry{source: "f", name: "f.json"}, b)
	})
}
