package lake

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
)

func TestWords(t *testing.T) {
	text := []rune("原告𠮷田称：" + strings.Repeat("已付现金，", 60))
	for _, tc := range []struct {
		name string
		span record.Span
		want string
	}{
		{"a word after a character beyond the basic plane", record.Span{Start: 4, End: 6}, "称："},
		{"no place", record.Span{}, ""},
		{"a place that is not in the text", record.Span{Start: 1, End: 10_000}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := words(text, tc.span); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
	if got := words(text, record.Span{Start: 0, End: 300}); utf8.RuneCountInString(got) != 201 || !strings.HasSuffix(got, "…") {
		t.Errorf("a long passage has %d characters: %q", utf8.RuneCountInString(got), got)
	}
}
