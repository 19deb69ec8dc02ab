package calibrate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/detect/calibrate"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// card has three indicators that speak against somebody and one that speaks for them.
const card = `# 说明
id: civil/test
version: 3
branch: civil
title: {zh: 测试, en: Test}
harm: {zh: 害, en: Harm}
point: {zh: 点, en: Point}
basis:
  - {law: 民事诉讼法, version: "2023-09-01", article: "115"}
inputs: [judgment, party, place]
rule:
  - step: claims
    join: {from: judgment, with: party, on: {id: judgment}, take: {who: entity, name: name, kind: kind, side: side}, where: 'side == "claiming"'}
score:
  over: claims
  subject: {id: who, name: name, kind: kind}
  case: {document: id, number: case_no, court: court, amount: claim_amount, from: filed_on, to: decided_on}
  measures:
    - {id: suits, take: cases, unit: cases}
  gate: suits >= 2
  indicators:
    - {id: strong, title: {zh: 强, en: Strong}, weight: 0.4, value: suits, from: 0, full: 5, says: {zh: 一, en: a}, evidence: [{dataset: judgment, field: case_no}]}
    - id: noise # 无关
      title: {zh: 无关, en: Noise}
      weight: 0.4 # 待定
      value: suits
      from: 0
      full: 5
      says: {zh: 二, en: b}
      evidence: [{dataset: judgment, field: case_no}]
    - {id: wrong, title: {zh: 反, en: Wrong}, weight: 0.2, value: suits, from: 0, full: 5, says: {zh: 三, en: c}, evidence: [{dataset: judgment, field: case_no}]}
    - {id: excuse, title: {zh: 辩, en: Excuse}, weight: -0.2, value: suits, from: 0, full: 5, says: {zh: 四, en: d}}
# 排除
exclusions:
  - {id: none, title: {zh: 无, en: None}, when: suits < 0, says: {zh: 无, en: None}, checked: {zh: 无, en: None}}
summary: {zh: "{subject}", en: "{subject}"}
`

const proofs = `cases:
  - {name: a, kind: hit, given: [{repeat: 3, judgment: {case_no: "c{n}"}, party: [{side: claiming, name: 甲, kind: organisation}]}], want: [{subject: 甲, min: 0, max: 1}]}
  - {name: b, kind: miss, given: [{judgment: {}}], want: []}
  - {name: c, kind: boundary, given: [{judgment: {}}], want: []}
  - {name: d, kind: look-alike, given: [{judgment: {}}], want: []}
  - {name: e, kind: missing, given: [{judgment: {}}], want: []}
`

func model(t testing.TB, source string) models.Model {
	t.Helper()
	m, err := models.Read([]byte(source), []byte(proofs))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	return m
}

// decided invents n decisions in which strong and excuse tell, noise does not, and wrong tells
// the opposite of what it says.
func decided(m models.Model, n int) (list []calibrate.Decision) {
	r := rand.New(rand.NewPCG(7, 7))
	for i := range n {
		d := calibrate.Decision{Finding: scan.Finding{Model: m.ID, Subject: scan.Subject{ID: fmt.Sprintf("p-%04d", i)}}}
		odds, sum := -0.7, 0.0
		for _, x := range m.Score.Indicators {
			degree := math.Round(r.Float64()*100) / 100
			if r.IntN(4) == 0 {
				degree = 0
			}
			d.Finding.Indicators = append(d.Finding.Indicators, scan.Indicator{ID: x.ID, Weight: x.Weight, Degree: degree, Share: x.Weight * degree})
			odds += map[string]float64{"strong": 4, "noise": 0, "wrong": -3, "excuse": -1.5}[x.ID] * (degree - 0.4)
			sum += x.Weight * degree
		}
		d.Finding.Risk = min(max(sum, 0), 1)
		d.Confirmed = r.Float64() < 1/(1+math.Exp(-odds))
		list = append(list, d)
	}
	return list
}

func weights(r calibrate.Report) map[string]float64 {
	out := map[string]float64{}
	for _, w := range r.Weights {
		out[w.ID] = w.New
	}
	return out
}

var day = time.Date(2024, 6, 30, 0, 0, 0, 0, time.UTC)

// TestTooFewDecisions: nothing is proposed, and it says so.
func TestTooFewDecisions(t *testing.T) {
	m := model(t, card)
	few := decided(m, models.LeastDecisions-1)
	var lopsided []calibrate.Decision
	for _, d := range decided(m, 400) {
		if !d.Confirmed || len(lopsided) < 3 {
			lopsided = append(lopsided, d)
		}
	}
	for name, list := range map[string][]calibrate.Decision{"few": few, "of one kind": lopsided, "none": nil} {
		r := calibrate.Run(m, list, day)
		if r.Proposed || r.Calibration != nil || len(r.Weights) > 0 || !strings.Contains(r.Why.ZH, "不提出") || r.Decisions != len(list) {
			t.Errorf("%s: got %+v", name, r)
		}
		if _, err := calibrate.Draft([]byte(card), r); err == nil {
			t.Errorf("%s: a draft was written", name)
		}
	}
}

func TestWeightsFollowDecisions(t *testing.T) {
	m := model(t, card)
	r := calibrate.Run(m, decided(m, 800), day)
	w := weights(r)
	if !r.Proposed || !r.Reweighted || w["strong"] <= 0.6 || w["noise"] >= 0.25 || w["wrong"] != 0.01 || w["excuse"] >= 0 {
		t.Errorf("weights %v, %+v", w, r)
	}
	if sum := w["strong"] + w["noise"] + w["wrong"]; math.Abs(sum-1) > 1e-9 {
		t.Errorf("the positive weights add up to %v", sum)
	}
	for _, x := range r.Weights {
		if x.Held != (x.ID == "wrong") {
			t.Errorf("%s held: %v", x.ID, x.Held)
		}
	}
	if r.Refitted.LogLoss >= r.Rescaled.LogLoss || r.Refitted.LogLoss >= r.Now.LogLoss || r.Refitted.Brier >= r.Now.Brier || r.Slope <= 0 {
		t.Errorf("now %v, rescaled %v, refitted %v", r.Now, r.Rescaled, r.Refitted)
	}
	n, expected, confirmed := 0, 0.0, 0
	for _, d := range r.Table {
		n, expected, confirmed = n+d.Decisions, expected+d.Expected*float64(d.Decisions), confirmed+d.Confirmed
	}
	if len(r.Table) != 10 || n != 800 || confirmed != r.Confirmed || math.Abs(expected-float64(confirmed)) > 25 {
		t.Errorf("of %d decisions %d confirmed, %v expected", n, confirmed, expected)
	}
}

// TestFewDecisionsChangeLittle: the present weights count like decisions of their own.
func TestFewDecisionsChangeLittle(t *testing.T) {
	m := model(t, card)
	few, many := calibrate.Run(m, decided(m, 60), day), calibrate.Run(m, decided(m, 1500), day)
	change := func(r calibrate.Report) (sum float64) {
		for _, w := range r.Weights {
			sum += math.Abs(w.New - w.Old)
		}
		return sum
	}
	if change(few) >= 0.8*change(many) {
		t.Errorf("60 decisions move the weights by %v, 1500 by %v", change(few), change(many))
	}
}

// TestOrderDoesNotMatter: decisions come in any order.
func TestOrderDoesNotMatter(t *testing.T) {
	m := model(t, card)
	list := decided(m, 120)
	first := calibrate.Run(m, list, day)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	if diff := cmp.Diff(first, calibrate.Run(m, list, day)); diff != "" {
		t.Error(diff)
	}
}

// TestDraft: the next version is the file with other numbers and a yield; comments stay, the
// model is sound, and its probability is what was fitted.
func TestDraft(t *testing.T) {
	m := model(t, card)
	r := calibrate.Run(m, decided(m, 800), day)
	for name, source := range map[string]string{
		"without a yield": card,
		"with a yield":    strings.Replace(card, "inputs:", "yield:\n  prior: 0.34\n  source: 某 [C1]\n# 数据\ninputs:", 1),
	} {
		draft, err := calibrate.Draft([]byte(source), r)
		if err != nil {
			t.Fatal(err)
		}
		next := model(t, string(draft))
		w := weights(r)
		for _, x := range next.Score.Indicators {
			if x.Weight != w[x.ID] {
				t.Errorf("%s: %s weighs %v, want %v\n%s", name, x.ID, x.Weight, w[x.ID], draft)
			}
		}
		for _, kept := range []string{"# 说明", "# 待定", "# 排除", "# 无关"} {
			if !strings.Contains(string(draft), kept) {
				t.Errorf("%s: %q is gone", name, kept)
			}
		}
		if next.Version != 4 || *next.Yield.Calibration != *r.Calibration || strings.Count(string(draft), "yield:") != 1 || strings.Contains(source, "# 数据") != strings.Contains(string(draft), "# 数据") {
			t.Errorf("%s: version %d, yield %+v\n%s", name, next.Version, next.Yield, draft)
		}
	}
	for _, lang := range []string{"zh", "en"} {
		var text strings.Builder
		if err := r.Print(&text, lang); err != nil || strings.Contains(text.String(), "%!") || !strings.Contains(text.String(), "strong") {
			t.Errorf("%v\n%s", err, text.String())
		}
	}
}
