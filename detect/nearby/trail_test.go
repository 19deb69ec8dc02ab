package nearby

import (
	"fmt"
	"slices"
	"testing"

	"github.com/mingjian/mingjian/detect/engine"
)

func TestChoices(t *testing.T) {
	for _, tc := range []struct {
		expression string
		columns    []string
		ok         bool
	}{
		{"case_no", []string{"case_no"}, true},
		{"known(case_no) ? case_no : id", []string{"case_no", "id"}, true},
		{"(known(a) ? a : (b > 1 ? b : c))", []string{"a", "b", "c"}, true},
		{`known(a) ? a : "—"`, nil, false}, // the text is a value that no column has
		{"known(a) ? a + b : c", nil, false},
		{"a + b", nil, false},
		{"true", nil, false},
		{"as_of", nil, false},
		{"params.x", nil, false},
		{"lower(a)", nil, false},
	} {
		columns, ok := choices(tc.expression)
		if ok != tc.ok || ok && !slices.Equal(columns, tc.columns) {
			t.Errorf("%s: %v %v, want %v %v", tc.expression, columns, ok, tc.columns, tc.ok)
		}
	}
}

func TestDocumentOf(t *testing.T) {
	for _, tc := range []struct {
		record string
		fields int
		want   string
	}{{"d-1#2", 2, "d-1"}, {"d#1#2#3", 3, "d#1"}, {"d", 1, "d"}, {"d", 2, "d"}} {
		if got := documentOf(tc.record, tc.fields); got != tc.want {
			t.Errorf("%s of %d fields: %s, want %s", tc.record, tc.fields, got, tc.want)
		}
	}
}

// TestWords: texts keep their numbers, and the empty text is not the unknown one.
func TestWords(t *testing.T) {
	w, given := newWords(), map[string]uint32{}
	for i := range 5000 {
		s := fmt.Sprint(i % 3000)
		if i == 0 {
			s = ""
		}
		n := w.number(s)
		if before, known := given[s]; n == 0 || known && before != n {
			t.Fatalf("%q is %d, and was %d", s, n, before)
		}
		given[s] = n
	}
	for s, n := range given {
		if w.word(n) != s || w.known(s) != n {
			t.Errorf("%d is %q, want %q, which is %d", n, w.word(n), s, w.known(s))
		}
	}
	if w.number(engine.Unknown) != 0 || w.known("nobody") != 0 || w.len() != len(given)+1 {
		t.Errorf("%d words", w.len())
	}
}
