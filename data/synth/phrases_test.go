package synth

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNoBlankIsLeftEmpty writes a whole county and asks that every blank a phrase
// wanted was filled and that no mark of the phrase book shows in a paper.
func TestNoBlankIsLeftEmpty(t *testing.T) {
	c, err := New(Options{Seed: 3, Documents: 6000})
	if err != nil {
		t.Fatal(err)
	}
	wr := newWriter(c.w)
	seen := map[string]bool{}
	for _, s := range c.w.suits {
		text := string(wr.write(s))
		for _, name := range wr.b.missing {
			if key := s.topic + "/" + name; !seen[key] {
				seen[key] = true
				t.Errorf("%s: blank %q was empty in %s (%s)", s.topic, name, s.no, s.oppose[0].stance)
			}
		}
		if !utf8.ValidString(text) {
			t.Errorf("%s is not UTF-8", s.no)
		}
		if i := strings.IndexAny(text, "{}<>|~^\\"); i >= 0 && !seen[text[i:i+1]] {
			seen[text[i:i+1]] = true
			t.Errorf("%s shows a mark of the phrase book: …%s", s.no, text[i:min(len(text), i+60)])
		}
		for _, bad := range []string{"%!", "，，", "，。", "、、", "；；", "；。", "：。", "：，", "、，", "、。", "。。。", "元元", "原告原告", "被告被告", "，；"} {
			if i := strings.Index(text, bad); i >= 0 && !seen[bad+s.topic] {
				seen[bad+s.topic] = true
				t.Errorf("%s (%s) reads %q: …%s…", s.no, s.topic, bad, around(text, i))
			}
		}
	}
}

// around cuts a readable piece out of a text.
func around(text string, i int) string {
	from, to := max(0, i-60), min(len(text), i+60)
	return strings.ToValidUTF8(text[from:to], "")
}

func TestCompileFindsFaults(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"open choice":     {"[a]\n<x|y", "not closed"},
		"open blank":      {"[a]\n{x", "not closed"},
		"unknown section": {"[a]\n{@b}", "no section b"},
		"twice":           {"[a]\nx\n[a]\ny", "twice"},
		"headless":        {"x", "before the first section"},
		"stray >":         {"[a]\nx<?y:a|b|c>", "one or two branches"},
	} {
		_, err := compile(map[string]string{"f": tc.text}, []string{"f"})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want an error that says %q", name, err, tc.want)
		}
	}
}

func TestHabitDecides(t *testing.T) {
	g, err := compile(map[string]string{"f": "[a ~]\n甲\n乙\n[b]\n<^子|丑><?k:有{k}|无>"}, []string{"f"})
	if err != nil {
		t.Fatal(err)
	}
	b := newBlanks(g)
	said := map[string]bool{}
	for n := range uint64(40) {
		b.reset(newDice(1, n).Rand, 7, n)
		if n%2 == 0 {
			b.set("k", "钱")
		}
		first := b.phrase("a")
		said[first] = true
		if got := b.phrase("b"); strings.HasSuffix(got, "有钱") != (n%2 == 0) {
			t.Errorf("test of blank k: got %q", got)
		}
	}
	if len(said) != 1 {
		t.Errorf("one judge chose %d ways, want 1", len(said))
	}
}
