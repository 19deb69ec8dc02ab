package source

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestLines(t *testing.T) {
	long := `{"id":"long","text":"` + strings.Repeat("字", 2000) + `"}`
	for _, tc := range []struct {
		name, content string
		ids           []string
		unread        []string // line and words of each
		mended        int      // in all
	}{
		{name: "usual", content: "{\"id\":\"a\",\"text\":\"甲\",\"court\":{\"x\":[1]}}\r\n\n{\"text\":\"乙\",\"id\":\"b\"}", ids: []string{"a", "b"}},
		{name: "with mark", content: "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"甲\"}\n", ids: []string{"a"}},
		{name: "number as id", content: `{"id":20190015,"text":"甲"}`, ids: []string{"20190015"}},
		{name: "without id", content: "{\"text\":\"甲\"}\n{\"id\":null,\"text\":\"乙\"}", ids: []string{"f-1", "f-2"}},
		{name: "same id twice", content: "{\"id\":\"a\",\"text\":\"甲\"}\n{\"id\":\"a\",\"text\":\"乙\"}", ids: []string{"a", "a"}},
		{name: "useless id", content: "{\"id\":[1],\"text\":\"甲\"}\n{\"id\":\"\",\"text\":\"甲\"}\n{\"id\":\"a\\nb\",\"text\":\"甲\"}",
			unread: []string{":1 编号", ":2 编号", ":3 编号"}},
		{name: "broken line", content: "{\"id\":\"a\",\"text\":\"甲\"}\n{\"id\":\"b\",\"te\n{\"id\":\"c\",\"text\":\"丙\"}\n{\"id\":\"d\",\"text\":\"",
			ids: []string{"a", "c"}, unread: []string{":2 不是完整的 JSON", ":4 不是完整的 JSON"}},
		{name: "no text", content: "{\"id\":\"a\"}\n{\"id\":\"b\",\"text\":null}\n{\"id\":\"c\",\"text\":7}\n{\"id\":\"d\",\"text\":\" \"}\n7",
			unread: []string{":1 没有 \"text\"", ":2 没有 \"text\"", ":3 没有 \"text\"", ":4 是空的", ":5 不是完整的 JSON"}},
		{name: "too long", content: "{\"id\":\"a\",\"text\":\"甲\"}\n" + long + "\n{\"id\":\"b\",\"text\":\"乙\"}\n" + long,
			ids: []string{"a", "b"}, unread: []string{":2 上限", ":4 上限"}},
		{name: "broken byte in a string", content: "{\"id\":\"a\",\"text\":\"甲\xE4\xB8乙\xFF丙\"}\n", ids: []string{"a"}, mended: 2},
		{name: "GB18030", content: encode(t, simplifiedchinese.GB18030, "{\"id\":\"a\",\"text\":\"原告甲某\"}\n"), ids: []string{"a"}},
		{name: "only blank lines", content: "\n\n", unread: []string{" 是空的"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := write(t, filepath.Join(t.TempDir(), "f.jsonl"), tc.content)
			g := collect(t, Reader{MaxDocument: 4096}, p)
			if !slices.Equal(g.ids(), tc.ids) {
				t.Errorf("got %q, want %q", g.ids(), tc.ids)
			}
			mended := 0
			for _, d := range g.docs {
				mended += d.Mended
			}
			if mended != tc.mended {
				t.Errorf("mended %d, want %d", mended, tc.mended)
			}
			if len(g.unread) != len(tc.unread) {
				t.Fatalf("got %+v, want %q", g.unread, tc.unread)
			}
			for i, u := range g.unread {
				line, says, _ := strings.Cut(tc.unread[i], " ")
				if u.Source != p+line || !strings.Contains(u.Why.ZH, says) {
					t.Errorf("got %s: %s, want %q", u.Source, u.Why.ZH, tc.unread[i])
				}
			}
		})
	}
}

func TestHopelessFileIsLeftWithOneSentence(t *testing.T) {
	p := write(t, filepath.Join(t.TempDir(), "f.json"), strings.Repeat("{\"a\":\n", 5000))
	g := collect(t, Reader{}, p)
	if len(g.unread) != hopeless+1 || !strings.Contains(g.unread[hopeless].Why.ZH, "不是 JSON Lines") {
		t.Errorf("got %d refusals", len(g.unread))
	}
}
