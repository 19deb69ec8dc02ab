package record

import (
	"encoding/json"
	"testing"
)

// A span is written as [start,end] or null, and read back as it was.
func TestSpanJSON(t *testing.T) {
	for _, tc := range []struct {
		span Span
		want string
	}{{Span{}, "null"}, {Span{3, 3}, "null"}, {Span{0, 12}, "[0,12]"}, {Span{1234567, 7654321}, "[1234567,7654321]"}} {
		b, err := json.Marshal(tc.span)
		if err != nil || string(b) != tc.want {
			t.Errorf("%v is written as %s (%v), want %s", tc.span, b, err, tc.want)
		}
		var back Span
		if err := json.Unmarshal(b, &back); err != nil || back != tc.span && tc.want != "null" {
			t.Errorf("%s is read as %v (%v)", b, back, err)
		}
	}
}

// What is read of a document comes back from its JSON as it was: the lake and executors carry it so.
func TestJudgmentJSON(t *testing.T) {
	for _, path := range documents(t) {
		first, err := json.Marshal(Parse(path, readText(t, path)))
		if err != nil {
			t.Fatal(err)
		}
		var back Judgment
		if err := json.Unmarshal(first, &back); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(back)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(first) {
			t.Errorf("%s is written otherwise when it was read back", path)
		}
	}
}
