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
