package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/synth"
)

func TestExactKey(t *testing.T) {
	exact, err := exactKey()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]bool{
		"public-interest/pension-after-death": true, "civil/auction-notice": true, "public-interest/fuel-tax-gap": true,
		"civil/judicial-confirmation": false, "civil/estate-moved-after-listing": false, "civil/batch-suits": false,
	} {
		if exact[id] != want {
			t.Errorf("%s: exact-key is %t, want %t", id, exact[id], want)
		}
	}
	byModel := map[string]*synth.Rate{"civil/auction-notice": {Hits: 9, Of: 10}, "civil/house-sale": {Hits: 1, Of: 5}}
	byClass := map[string]*synth.Rate{"auction_short_notice": {Hits: 8, Of: 9}, "sham_distribution": {Hits: 1, Of: 4}}
	precision, recall, n := ofExact(exact, byModel, byClass)
	if n != 1 || precision != (synth.Rate{Hits: 9, Of: 10}) || recall != (synth.Rate{Hits: 8, Of: 9}) {
		t.Errorf("%d models, precision %v, recall %v", n, precision, recall)
	}
}

// TestMissed: the page tells of what was missed in this run and of nothing else.
func TestMissed(t *testing.T) {
	s := familyScore{
		recall:    map[string]*synth.Rate{"no_confrontation/weak": {Hits: 5, Of: 9}, "rights_squat/weak": {Hits: 2, Of: 3}, "divorce_debt/medium": {Hits: 3, Of: 3}},
		precision: map[string]*synth.Rate{"civil/no-confrontation": {Hits: 1, Of: 2}},
		ranked:    []rankedFinding{{risk: 0.9, right: true}, {risk: 0.3}},
	}
	var p bytes.Buffer
	s.printMissed(&p)
	for _, want := range []string{"- no_confrontation (weak 4 of 9): one suit or two", "- rights_squat (weak 1 of 3): nobody looked up why.", "Of the 1 wrong findings 1 are of civil/no-confrontation", "; 1 wrong ones"} {
		if !strings.Contains(p.String(), want) {
			t.Errorf("the page lacks %q:\n%s", want, p.String())
		}
	}
	if strings.Contains(p.String(), "divorce_debt") {
		t.Error("a class that was not missed is told of")
	}
}
