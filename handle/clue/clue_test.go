package clue_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

func TestMove(t *testing.T) {
	for _, tc := range []struct {
		name string
		from clue.State
		move clue.Move
		kind fault.Kind // empty: it moves
	}{
		{"begin", clue.Found, clue.Move{To: clue.Screening}, ""},
		{"plainly harmless", clue.Found, clue.Move{To: clue.Dismissed, Reason: "licensed_body", Note: "持牌银行"}, ""},
		{"accept unseen", clue.Found, clue.Move{To: clue.Accepted}, fault.Conflict},
		{"transfer unseen", clue.Found, clue.Move{To: clue.Transferred}, fault.Conflict},
		{"accept", clue.Screening, clue.Move{To: clue.Accepted}, ""},
		{"transfer", clue.Screening, clue.Move{To: clue.Transferred, Note: "移送公安"}, ""},
		{"put back", clue.Screening, clue.Move{To: clue.Found}, ""},
		{"dismiss without a reason", clue.Screening, clue.Move{To: clue.Dismissed, Note: "没有问题"}, fault.Invalid},
		{"dismiss for an unknown reason", clue.Screening, clue.Move{To: clue.Dismissed, Reason: "tired", Note: "没有问题"}, fault.Invalid},
		{"dismiss without a word", clue.Screening, clue.Move{To: clue.Dismissed, Reason: "other", Note: " 无　\n"}, fault.Invalid},
		{"accept for a reason to dismiss", clue.Screening, clue.Move{To: clue.Accepted, Reason: "other"}, fault.Invalid},
		{"reopen", clue.Dismissed, clue.Move{To: clue.Found}, ""},
		{"accept what was dismissed", clue.Dismissed, clue.Move{To: clue.Accepted}, fault.Conflict},
		{"take back what was transferred", clue.Transferred, clue.Move{To: clue.Found}, fault.Conflict},
		{"no such state", clue.Found, clue.Move{To: "guilty"}, fault.Conflict},
		{"stay", clue.Screening, clue.Move{To: clue.Screening}, fault.Conflict},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := clue.Clue{State: tc.from}
			err := c.Move(tc.move)
			if tc.kind == "" && (err != nil || c.State != tc.move.To || c.Reason != tc.move.Reason) {
				t.Errorf("got %v, state %s, reason %s", err, c.State, c.Reason)
			}
			if tc.kind != "" && (!fault.Is(err, tc.kind) || c.State != tc.from) {
				t.Errorf("got %v, state %s; want %s and no move", err, c.State, tc.kind)
			}
		})
	}
}

// TestMovesNeverStrand: from wherever a person can take a clue, it is decided in the end,
// and only dismissed clues carry a reason.
func TestMovesNeverStrand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := clue.Clue{State: clue.Found}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			m := clue.Move{To: rapid.SampledFrom(clue.States()).Draw(t, "to"), Note: "说明理由"}
			if m.To == clue.Dismissed {
				m.Reason = rapid.SampledFrom(clue.Reasons()).Draw(t, "reason").Code
			}
			before := c
			if err := c.Move(m); err != nil && (c.State != before.State || c.Reason != before.Reason) {
				t.Fatalf("a move that failed changed the clue: %v", c)
			}
			if (c.Reason != "") != (c.State == clue.Dismissed) {
				t.Fatalf("a clue that is %s has reason %q", c.State, c.Reason)
			}
			if len(c.State.Moves()) == 0 && !c.State.Decided() {
				t.Fatalf("a clue is stranded in %s", c.State)
			}
		}
	})
}

func TestNewID(t *testing.T) {
	a := clue.NewID("civil/lender", "p-1")
	if a != clue.NewID("civil/lender", "p-1") {
		t.Error("the same subject has two ids")
	}
	if a == clue.NewID("civil/lender", "p-2") || a == clue.NewID("civil/lend", "erp-1") {
		t.Error("two subjects have one id")
	}
}

func TestReasonsAreComplete(t *testing.T) {
	var codes []clue.Code
	for _, r := range clue.Reasons() {
		if r.Title.ZH == "" || r.Title.EN == "" || slices.Contains(codes, r.Code) {
			t.Errorf("reason %q is given twice or has no name", r.Code)
		}
		codes = append(codes, r.Code)
	}
	for _, s := range append(clue.States(), "guilty") {
		if s.In().ZH == "" || s.In().EN == "" {
			t.Errorf("state %q has no name", s)
		}
	}
}

func TestCombine(t *testing.T) {
	for _, tc := range []struct {
		risks []float64
		want  float64
	}{
		{nil, 0}, {[]float64{0.4}, 0.4}, {[]float64{0.5, 0.5}, 0.75}, {[]float64{1, 0.2}, 1}, {[]float64{0, 0}, 0},
	} {
		var list []clue.Sibling
		for _, r := range tc.risks {
			list = append(list, clue.Sibling{Risk: r})
		}
		if got := clue.Combine(list).Risk; math.Abs(got-tc.want) > 1e-12 {
			t.Errorf("%v: got %v, want %v", tc.risks, got, tc.want)
		}
	}
}
