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
	texts := map[string]string{
		"a term without a length": foreignSuit("民间借贷纠纷", "判令被告归还借款5万元。2020年5月1日，被告丙向原告丁安远借款5万元，借款期限届满后未还。", "驳回原告的诉讼请求。"),
	}
	for _, path := range documents(t) {
		texts[path] = readText(t, path)
	}
	for path, text := range texts {
		first, err := json.Marshal(Parse(path, text))
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
