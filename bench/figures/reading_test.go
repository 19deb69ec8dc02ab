package main

import (
	"reflect"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record"
)

// TestFilledCountsValues counts by hand what a small judgment holds.
func TestFilledCountsValues(t *testing.T) {
	yes, sum := false, 0.0
	j := record.Judgment{
		CaseNo: "1", ClaimAmount: &sum, AbsentDefendant: &yes, // a no and a zero that were read count
		Parties: []record.Party{{Name: "甲", Side: record.Claiming, NameSpan: record.Span{Start: 1, End: 2}}, {Name: "乙"}},
		Spans:   map[string]record.Span{"case_no": {Start: 0, End: 1}},
	}
	if got := filled(reflect.ValueOf(j)); got != 6 {
		t.Errorf("%d values, want 6", got)
	}
}

// TestStretchedHasTheLength makes a short text long and a long one short.
func TestStretchedHasTheLength(t *testing.T) {
	text := strings.Repeat("原告与被告民间借贷纠纷一案，本院受理。\n", 30)
	for _, size := range []int{500, 5_000, 200_000} {
		if got := len(stretched(text, size)); got < size*9/10 || got > size*11/10+len(text) {
			t.Errorf("%d bytes, want about %d", got, size)
		}
	}
}
