package dispatch

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/fault"
)

func TestTake(t *testing.T) {
	for _, tc := range []struct {
		name string
		s    State
		k    Kind
		side Side
		duty bool
		want State // empty: refused
	}{
		{"offer", None, ClueOffer, Starter, false, Offered},
		{"preview", Offered, CluePreview, Answerer, false, Previewed},
		{"accept unseen", Offered, ClueAccept, Answerer, false, Accepted},
		{"refuse", Previewed, ClueRefuse, Answerer, false, Refused},
		{"refuse under duty", Previewed, ClueRefuse, Answerer, true, ""},
		{"return under duty", Accepted, ClueReturn, Answerer, true, ""},
		{"accept under duty", Previewed, ClueAccept, Answerer, true, Accepted},
		{"return", Accepted, ClueReturn, Answerer, false, Returned},
		{"take back", Returned, ClueRetake, Starter, false, Retaken},
		{"insist", Returned, ClueInsist, Starter, false, Accepted},
		{"the recipient takes nothing back", Returned, ClueRetake, Answerer, false, ""},
		{"withdraw what was accepted", Accepted, ClueWithdraw, Starter, false, ""},
		{"withdraw as recipient", Offered, ClueWithdraw, Answerer, false, ""},
		{"progress keeps the state", Accepted, Progress, Starter, false, Accepted},
		{"result", Accepted, Result, Answerer, false, Concluded},
		{"result twice", Concluded, Result, Answerer, false, ""},
		{"reply", Served, Reply, Answerer, false, Replied},
		{"records", Asked, Records, Answerer, false, Answered},
		{"decide", Served, RetrialDecision, Answerer, false, Decided},
		{"a kind that is none", Offered, "clue-burn", Starter, false, ""},
	} {
		got, err := Take(tc.s, tc.k, tc.side, tc.duty)
		if tc.want == "" {
			if kind, _ := fault.Split(err); err == nil || kind == fault.Internal {
				t.Errorf("%s: %s, %v", tc.name, got, err)
			}
			continue
		}
		if err != nil || got != tc.want {
			t.Errorf("%s: %s, %v", tc.name, got, err)
		}
	}
}

// Every state can be left or is an end, every state but None can be reached, and everything
// has a name in both languages.
func TestLifeIsWhole(t *testing.T) {
	reached := []State{None}
	for i := 0; i < len(reached); i++ {
		for _, side := range []Side{Starter, Answerer} {
			for _, k := range Next(reached[i], side, false) {
				s, err := Take(reached[i], k, side, false)
				if err != nil {
					t.Errorf("%s offers %s and refuses it: %v", reached[i], k, err)
				}
				if !slices.Contains(reached, s) {
					reached = append(reached, s)
				}
			}
		}
	}
	for _, s := range States() {
		if !slices.Contains(reached, s) {
			t.Errorf("%s cannot be reached", s)
		}
		if s.In().ZH == "" || s.In().EN == "" {
			t.Errorf("%s has no name", s)
		}
	}
	for _, k := range Kinds() {
		if k.In().ZH == "" || k.In().EN == "" {
			t.Errorf("%s has no name", k)
		}
	}
}

// Two honest agencies that act as they like, while letters are under way for any time, know
// the same state when all have arrived, and refuse nothing of each other.
func TestCrossingLettersConverge(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		duty := rapid.Bool().Draw(rt, "duty")
		opens := rapid.SampledFrom([]Kind{ClueOffer, RecordsAsk, Suggestion, Protest}).Draw(rt, "opens")
		sides := map[Side]State{}
		under := map[Side][]Kind{} // under way, by who sent it, in order
		act := func(side Side, k Kind) {
			s, err := Take(sides[side], k, side, duty)
			if err != nil {
				rt.Fatalf("%s may not %s in %s: %v", side, k, sides[side], err)
			}
			sides[side], under[side] = s, append(under[side], k)
		}
		deliver := func(side Side) {
			k := under[side][0]
			under[side] = under[side][1:]
			to := side.Other()
			s, _, err := Arrive(sides[to], k, side, duty)
			if err != nil {
				rt.Fatalf("%s in %s refuses %s: %v", to, sides[to], k, err)
			}
			sides[to] = s
		}
		act(Starter, opens)
		for range rapid.IntRange(0, 25).Draw(rt, "n") {
			side := rapid.SampledFrom([]Side{Starter, Answerer}).Draw(rt, "side")
			if rapid.Bool().Draw(rt, "deliver") && len(under[side]) > 0 {
				deliver(side)
				continue
			}
			if next := Next(sides[side], side, duty); len(next) > 0 && sides[side] != None {
				act(side, rapid.SampledFrom(next).Draw(rt, "kind"))
			}
		}
		for _, side := range []Side{Starter, Answerer} {
			for len(under[side]) > 0 {
				deliver(side)
			}
		}
		if sides[Starter] != sides[Answerer] {
			rt.Errorf("the starter knows %s, the other %s", sides[Starter], sides[Answerer])
		}
	})
}
