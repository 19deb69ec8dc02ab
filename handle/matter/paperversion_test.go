package matter

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompare(t *testing.T) {
	was := "案件来源：群众来信\n借款10000元，月息2分。\n此段删去。\n结尾"
	is := "案件来源：群众来信\n借款100000元，月息3分。\n结尾\n又一段"
	want := []Paragraph{
		{"same", []Words{{"same", "案件来源：群众来信"}}},
		{"changed", []Words{{"same", "借款"}, {"removed", "10000"}, {"added", "100000"}, {"same", "元，月息"}, {"removed", "2"}, {"added", "3"}, {"same", "分。"}}},
		{"removed", []Words{{"removed", "此段删去。"}}},
		{"same", []Words{{"same", "结尾"}}},
		{"added", []Words{{"added", "又一段"}}},
	}
	if diff := cmp.Diff(want, Compare(was, is)); diff != "" {
		t.Error(diff)
	}
	// Whatever is compared, both texts can be read back from the answer.
	for _, pair := range [][2]string{{was, is}, {is, was}, {"", was}, {was, ""}, {"甲乙丙", "乙丙丁"}, {"𠮷x1", "𠮷x2\n\n𠮷"}} {
		var a, b strings.Builder
		for _, p := range Compare(pair[0], pair[1]) {
			for _, w := range p.Words {
				if w.Kind != "added" {
					a.WriteString(w.Text)
				}
				if w.Kind != "removed" {
					b.WriteString(w.Text)
				}
			}
		}
		if flat := func(s string) string { return strings.ReplaceAll(s, "\n", "") }; a.String() != flat(pair[0]) || b.String() != flat(pair[1]) {
			t.Errorf("%q: got %q and %q", pair, a.String(), b.String())
		}
	}
}
