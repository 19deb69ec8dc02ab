package expr

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/data/standard"
)

func TestDemands(t *testing.T) {
	scope := Scope{Columns: map[string]standard.Type{"a": standard.TypeText, "b": standard.TypeText, "yes": standard.TypeBoolean, "n": standard.TypeInteger},
		Params: map[string]standard.Type{"list": TypeTexts, "one": standard.TypeText}}
	params := map[string]any{"list": []string{"x", "y"}, "one": "z"}
	for _, tc := range []struct {
		source string
		want   []Demand
	}{
		{`a == "x" && yes && n > 1`, []Demand{{"a", Among, []string{"x"}}, {"yes", True, nil}}},
		{`"x" == a`, []Demand{{"a", Among, []string{"x"}}}},
		{`a in params.list && a != params.one`, []Demand{{"a", Among, []string{"x", "y"}}, {"a", Beside, []string{"z"}}}},
		{`!(a in ["x", "y"]) && !yes`, []Demand{{"a", Beside, []string{"x", "y"}}, {"yes", NotTrue, nil}}},
		{`known(a) && !known(n)`, []Demand{{"a", Known, nil}, {"n", Unknown, nil}}},
		{`a == "x" || b == "y"`, nil},    // either may do
		{`!(a != "x")`, nil},             // true of what is unknown, too
		{`a == b`, nil},                  // not of one column alone
		{`!(a == "x" && b == "y")`, nil}, // either may fail
		{`!!yes`, []Demand{{"yes", True, nil}}},
	} {
		e, err := Parse(tc.source, scope)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tc.want, e.Demands(func(name string) any { return params[name] })); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.source, d)
		}
	}
}
