package synth_test

import (
	"testing"

	"github.com/mingjian/mingjian/data/synth"
)

// planted is a lender with six cases, a ring of two, and a bank of three.
func planted() []synth.Truth {
	return []synth.Truth{
		{Kind: synth.Wrong, Class: "professional_lender", Model: synth.LenderModel, Strength: synth.Strong,
			Subject: synth.Subject{Kind: "person", Name: "钱一"}, People: []string{"钱一", "钱二"},
			Cases: []string{"1", "2", "3", "4", "5", "6"}},
		{Kind: synth.Wrong, Class: "no_confrontation", Model: synth.NoConfrontationModel, Strength: synth.Weak,
			Subject: synth.Subject{Kind: "person", Name: "孙三"}, Cases: []string{"7", "8"}},
		{Kind: synth.Lookalike, Class: "bank", Subject: synth.Subject{Kind: "organisation", Name: "甲银行"},
			Cases: []string{"21", "22", "23"}},
		{Kind: synth.Lookalike, Class: "namesake", Subject: synth.Subject{Kind: "person", Name: "钱一"},
			Cases: []string{"31"}},
		{Kind: synth.Lookalike, Class: "honest_lawyer", Subject: synth.Subject{Kind: "agent", Name: "周律"},
			Cases: []string{"21", "22", "23", "31"}},
	}
}

// TestScoreAlarmOnAgent: a finding about a bank is no alarm on the bank's lawyer.
func TestScoreAlarmOnAgent(t *testing.T) {
	for name, want := range map[string]int{"甲银行": 0, "周律": 1} {
		s := synth.Score(planted(), []synth.Found{{SubjectName: name, Cases: []string{"21", "22"}}})
		if got := rate(s.Alarms, "honest_lawyer").Hits; got != want {
			t.Errorf("a finding that names %s: %d alarms on the lawyer, want %d", name, got, want)
		}
	}
}

func TestScoreFinding(t *testing.T) {
	for name, tc := range map[string]struct {
		found            synth.Found
		right            bool
		bank, namesake   int
		wantsUnexplained int
	}{
		"half of the cases":                {synth.Found{Cases: []string{"1", "2", "90", "91"}}, true, 0, 0, 0},
		"less than half, nobody named":     {synth.Found{Cases: []string{"1", "2", "90", "91", "92"}}, false, 0, 0, 1},
		"a third, subject named":           {synth.Found{SubjectName: "钱一", Cases: []string{"1", "90", "91"}}, true, 0, 0, 0},
		"a third, a relative named":        {synth.Found{SubjectName: "钱二", Cases: []string{"1", "90", "91"}}, true, 0, 0, 0},
		"less than a third, subject named": {synth.Found{SubjectName: "钱一", Cases: []string{"1", "90", "91", "92"}}, false, 0, 0, 1},
		"the name alone":                   {synth.Found{SubjectName: "钱一"}, false, 0, 0, 1},
		"the namesake":                     {synth.Found{SubjectName: "钱一", Cases: []string{"31"}}, false, 0, 1, 0},
		"the bank":                         {synth.Found{SubjectName: "甲银行", Cases: []string{"21", "22"}}, false, 1, 0, 0},
		"a case counted twice":             {synth.Found{Cases: []string{"1", "1", "90", "91"}}, false, 0, 0, 1},
	} {
		s := synth.Score(planted(), []synth.Found{tc.found})
		if got := s.Precision.Hits == 1; got != tc.right {
			t.Errorf("%s: right is %v, want %v", name, got, tc.right)
		}
		if got := rate(s.Alarms, "bank"); got.Hits != tc.bank || got.Of != 1 {
			t.Errorf("%s: bank alarms %v, want %d of 1", name, got, tc.bank)
		}
		if got := rate(s.Alarms, "namesake"); got.Hits != tc.namesake {
			t.Errorf("%s: namesake alarms %v, want %d of 1", name, got, tc.namesake)
		}
		if s.Unexplained != tc.wantsUnexplained {
			t.Errorf("%s: %d unexplained, want %d", name, s.Unexplained, tc.wantsUnexplained)
		}
	}
}

func rate(rates []synth.NamedRate, name string) synth.Rate {
	for _, r := range rates {
		if r.Name == name {
			return r.Rate
		}
	}
	return synth.Rate{}
}

func TestScoreRecallAndRanking(t *testing.T) {
	var found []synth.Found
	for range 12 { // twelve false alarms of high risk
		found = append(found, synth.Found{Model: synth.BatchModel, SubjectName: "某", Cases: []string{"99"}, Risk: 0.9})
	}
	found = append(found,
		synth.Found{Model: synth.LenderModel, SubjectName: "钱一", Cases: []string{"1", "2", "3"}, Risk: 0.5},
		synth.Found{Model: synth.LenderModel, SubjectName: "孙三", Cases: []string{"7", "8"}, Risk: 0.4})
	s := synth.Score(planted(), found)
	for name, tc := range map[string]struct{ got, want synth.Rate }{
		"precision":          {s.Precision, synth.Rate{Hits: 2, Of: 14}},
		"precision, lender":  {rate(s.PrecisionByModel, synth.LenderModel), synth.Rate{Hits: 2, Of: 2}},
		"precision, batch":   {rate(s.PrecisionByModel, synth.BatchModel), synth.Rate{Hits: 0, Of: 12}},
		"first ten":          {rate(s.PrecisionAt, "10"), synth.Rate{Hits: 0, Of: 10}},
		"first twenty":       {rate(s.PrecisionAt, "20"), synth.Rate{Hits: 2, Of: 14}},
		"recall":             {s.Recall, synth.Rate{Hits: 2, Of: 2}},
		"by its own model":   {rate(s.RecallByModel, synth.LenderModel), synth.Rate{Hits: 1, Of: 1}},
		"by another model":   {rate(s.RecallByModel, synth.NoConfrontationModel), synth.Rate{Hits: 0, Of: 1}},
		"by class":           {rate(s.RecallByClass, "no_confrontation"), synth.Rate{Hits: 1, Of: 1}},
		"by strength":        {rate(s.RecallByStrength, "professional_lender/strong"), synth.Rate{Hits: 1, Of: 1}},
		"no alarm on a bank": {rate(s.Alarms, "bank"), synth.Rate{Hits: 0, Of: 1}},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: got %v, want %v", name, tc.got, tc.want)
		}
	}
}

// TestScoreOfTheTruthItself: whoever finds exactly what was planted scores full marks.
func TestScoreOfTheTruthItself(t *testing.T) {
	var truth []synth.Truth
	var found []synth.Found
	for x := range county(t, synth.Options{Seed: 5}).Truth() {
		truth = append(truth, x)
		if x.Kind == synth.Wrong {
			found = append(found, synth.Found{Model: x.Model, SubjectName: x.Subject.Name, Cases: x.Cases, Risk: 1})
		}
	}
	s := synth.Score(truth, found)
	if s.Precision.Hits != s.Precision.Of || s.Recall.Hits != s.Recall.Of || s.Recall.Of == 0 {
		t.Errorf("precision %v, recall %v, want all", s.Precision, s.Recall)
	}
	for _, a := range s.Alarms {
		if a.Hits > 0 {
			t.Errorf("alarm on %s: %v", a.Name, a.Rate)
		}
	}
}
