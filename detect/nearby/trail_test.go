package nearby

import (
	"slices"
	"testing"
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
