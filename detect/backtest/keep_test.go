package backtest

import (
	"reflect"
	"strings"
	"testing"
)

// TestEncode: a report that was kept is the same when it is read, and labels still count in it.
func TestEncode(t *testing.T) {
	r := Report{Model: "civil/own", Version: 2, Standing: 2, Months: []Month{{AsOf: "2025-12-31", New: 2}}, Levels: make([]Level, steps+1),
		Against: &Versus{Model: "civil/own", Version: 1}, Courts: []Court{},
		decisions: []Decision{{"p-1", true}}, found: []hit{{"p-1", 0.9}, {"p-2", 0.4}}, other: []hit{{"p-3", 0.5}}}
	r.judge(r.decisions)
	text, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(text)
	if err != nil || !reflect.DeepEqual(back, r) {
		t.Errorf("read again it is %+v, was %+v: %v", back, r, err)
	}
	for _, x := range []Report{r, back} {
		got := x.Judged([]Decision{{"p-2", false}, {"p-3", true}})
		if got.Decided.Precision.Count != 1 || got.Decided.Precision.Of != 2 || got.Against.Decided.Kept.Count != 1 || got.Levels[10].Precision.Of != 1 {
			t.Errorf("with labels %+v", got.Decided)
		}
	}
	for _, broken := range []string{"", "x", text[:len(text)/2], strings.Replace(text, text[40:44], "AAAA", 1)} {
		if _, err := Decode(broken); err == nil {
			t.Errorf("%.20q was read", broken)
		}
	}
}
