package synth

import (
	"cmp"
	"slices"
)

// A Found is one finding of detection, as far as scoring needs it.
type Found struct {
	Model       string   // id of the model
	SubjectName string   // as the papers write it
	Cases       []string // case numbers
	Risk        float64  // risk coefficient, 0 to 1
}

// A Rate is a share with its parts, so that nobody reads 1 of 1 as 100 of 100.
type Rate struct {
	Hits int `json:"hits"`
	Of   int `json:"of"`
}

// Value returns the share, or 0 if there is nothing to share.
func (r Rate) Value() float64 {
	if r.Of == 0 {
		return 0
	}
	return float64(r.Hits) / float64(r.Of)
}

// A NamedRate is a rate of one model, class or strength.
type NamedRate struct {
	Name string `json:"name"`
	Rate
}

// Scores say how well findings agree with what was planted.
//
// A finding is right if it covers a planted wrong: at least half of its cases belong to
// the wrong, or it names the subject or one of the people of the wrong and at least a
// third of its cases belong to it. A finding without cases is never right. Which model
// found it does not matter for being right: the same people may be found by two models.
type Scores struct {
	Precision        Rate        `json:"precision"`            // of all findings, those that are right
	PrecisionByModel []NamedRate `json:"precision_by_model"`   // the same, of the findings of each model
	PrecisionAt      []NamedRate `json:"precision_at"`         // of the 10, 20, 50 and 100 findings of highest risk (fewer if there are not as many)
	Recall           Rate        `json:"recall"`               // of all wrongs, those that a right finding covers
	RecallByModel    []NamedRate `json:"recall_by_model"`      // of the wrongs meant for each model, those its own findings cover
	RecallByClass    []NamedRate `json:"recall_by_class"`      // by class, whichever model found it
	RecallByStrength []NamedRate `json:"recall_by_strength"`   // by class/strength
	Alarms           []NamedRate `json:"alarms"`               // by look-alike class: of the look-alikes, those a wrong finding covers
	Unexplained      int         `json:"unexplained_findings"` // findings that cover neither a wrong nor a look-alike
}

// Score compares findings with the truth. Wrongs count by plot, not by document.
// A look-alike raises an alarm if a finding that is not right covers it by the same
// rule by which a finding covers a wrong; one about an agent only if the finding names
// the agent, for every case of somebody else in which a lawyer acts is also one of his.
func Score(truth []Truth, found []Found) Scores {
	return newScorer(truth).score(found)
}

// Covers tells of each finding which wrongs and which look-alikes it covers, as places in truth.
func Covers(truth []Truth, found []Found) (wrongs, lookalikes [][]int) {
	sc := newScorer(truth)
	for _, f := range found {
		w, l := sc.covers(f)
		wrongs, lookalikes = append(wrongs, w), append(lookalikes, l)
	}
	return wrongs, lookalikes
}

func newScorer(truth []Truth) *scorer {
	sc := &scorer{truth: truth, cases: make([]map[string]bool, len(truth))}
	for i, t := range truth {
		sc.cases[i] = make(map[string]bool, len(t.Cases))
		for _, c := range t.Cases {
			sc.cases[i][c] = true
		}
	}
	sc.byCase = map[string][]int{}
	for i, t := range truth {
		for _, c := range t.Cases {
			sc.byCase[c] = append(sc.byCase[c], i)
		}
	}
	return sc
}

type scorer struct {
	truth  []Truth
	cases  []map[string]bool // of each truth
	byCase map[string][]int  // case number → truths it belongs to
}

func (sc *scorer) score(found []Found) Scores {
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(b.Risk, a.Risk), cmp.Compare(a.Model, b.Model), cmp.Compare(a.SubjectName, b.SubjectName))
	})
	var s Scores
	byModel, at := newTally(), newTally()
	recalled, own, alarmed := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for rank, f := range found {
		wrongs, lookalikes := sc.covers(f)
		right := len(wrongs) > 0
		s.Precision.add(right)
		byModel.add(f.Model, right)
		for _, k := range []struct {
			n    int
			name string
		}{{10, "10"}, {20, "20"}, {50, "50"}, {100, "100"}} {
			if rank < k.n {
				at.add(k.name, right)
			}
		}
		for _, i := range wrongs {
			recalled[i] = true
			own[i] = own[i] || sc.truth[i].Model == f.Model
		}
		if !right {
			for _, i := range lookalikes {
				alarmed[i] = true
			}
			if len(lookalikes) == 0 {
				s.Unexplained++
			}
		}
	}
	s.PrecisionByModel, s.PrecisionAt = byModel.rates(), at.rates()
	sc.recall(&s, recalled, own, alarmed)
	return s
}

// recall counts from the side of the truth.
func (sc *scorer) recall(s *Scores, recalled, own, alarmed map[int]bool) {
	model, class, strength, alarms := newTally(), newTally(), newTally(), newTally()
	for i, t := range sc.truth {
		if t.Kind != Wrong {
			alarms.add(t.Class, alarmed[i])
			continue
		}
		s.Recall.add(recalled[i])
		model.add(t.Model, own[i])
		class.add(t.Class, recalled[i])
		strength.add(t.Class+"/"+t.Strength, recalled[i])
	}
	s.RecallByModel, s.RecallByClass, s.RecallByStrength, s.Alarms = model.rates(), class.rates(), strength.rates(), alarms.rates()
}

// covers returns the wrongs and the look-alikes that a finding covers.
func (sc *scorer) covers(f Found) (wrongs, lookalikes []int) {
	shared := map[int]int{}
	cases := slices.Compact(slices.Sorted(slices.Values(f.Cases)))
	for _, c := range cases {
		for _, i := range sc.byCase[c] {
			shared[i]++
		}
	}
	for i, t := range sc.truth {
		n := shared[i]
		if n == 0 {
			continue
		}
		named := f.SubjectName != "" && (t.Subject.Name == f.SubjectName || slices.Contains(t.People, f.SubjectName))
		if 2*n < len(cases) && (!named || 3*n < len(cases)) {
			continue
		}
		switch {
		case t.Kind == Wrong:
			wrongs = append(wrongs, i)
		case named || t.Subject.Kind != "agent":
			lookalikes = append(lookalikes, i)
		}
	}
	return wrongs, lookalikes
}

func (r *Rate) add(hit bool) {
	r.Of++
	if hit {
		r.Hits++
	}
}

// A tally counts rates by name.
type tally map[string]*Rate

func newTally() tally { return tally{} }

func (t tally) add(name string, hit bool) {
	if t[name] == nil {
		t[name] = &Rate{}
	}
	t[name].add(hit)
}

// rates lists the counts in the order of their names.
func (t tally) rates() []NamedRate {
	out := make([]NamedRate, 0, len(t))
	for name, r := range t {
		out = append(out, NamedRate{name, *r})
	}
	slices.SortFunc(out, func(a, b NamedRate) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
