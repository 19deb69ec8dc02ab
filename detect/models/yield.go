package models

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"time"
)

// A Yield says how often a clue of the model proves right: what was published of models of
// its kind and, once enough clues were decided, what the decisions say of its risk.
type Yield struct {
	Prior       float64      `yaml:"prior"`  // share of clues that were confirmed
	Source      string       `yaml:"source"` // where that was published
	Calibration *Calibration `yaml:"calibration"`
}

// A Calibration turns the risk coefficient into weight of evidence: the natural logarithm of
// the factor by which the odds of the prior change is Offset + Slope × (risk − Pivot). It is
// written by mingjian model calibrate and belongs to one version of the model.
type Calibration struct {
	Decisions int     `yaml:"decisions"` // decided clues that it was fitted to
	Confirmed int     `yaml:"confirmed"` // of them
	Offset    float64 `yaml:"offset"`
	Slope     float64 `yaml:"slope"` // not negative: a higher risk never means a lower probability
	Pivot     float64 `yaml:"pivot"` // mean risk of the decided clues
	On        string  `yaml:"on"`    // day on which it was fitted, ISO
}

// LeastDecisions and LeastEach are how many decided clues, and how many of them confirmed
// and not confirmed, are needed before anything is fitted. They are the author's choice: two
// numbers are fitted, and the usual rule of thumb asks for ten events for each.
const (
	LeastDecisions = 40
	LeastEach      = 15
)

// CommonYield is the yield of a model that tells none of its own: that of all models on the
// platform of the procuratorates in 2024, 120,000 cases of 356,000 clues [C1].
func CommonYield() Yield {
	return Yield{Prior: 0.34, Source: "全国检察机关大数据法律监督模型 2024 年：35.6 万条线索成案 12 万件 [C1]"}
}

// PriorYield is the yield of m, or the common one.
func (m Model) PriorYield() Yield {
	if m.Yield != nil {
		return *m.Yield
	}
	return CommonYield()
}

// Probability is the probability that a clue of this risk is confirmed: the odds of the prior
// times the weight of the evidence. Without calibration it is the prior, whatever the risk:
// what nobody measured is not claimed.
func (y Yield) Probability(risk float64) float64 {
	odds := math.Log(y.Prior / (1 - y.Prior))
	if c := y.Calibration; c != nil {
		odds += c.Offset + c.Slope*(risk-c.Pivot)
	}
	return 1 / (1 + math.Exp(-odds))
}

var modelID = regexp.MustCompile(`^[a-z-]+/[a-z0-9-]+$`)

// yield checks what the model says of its yield and of the models it depends on.
func (b *builder) yield() {
	for i, id := range b.Depends {
		b.must(modelID.MatchString(id) && id != b.ID && !slices.Contains(b.Depends[:i], id), place{"depends", i}, "“%s”须为另一模型的编号，且不重复", "%q must be the id of another model, once", id)
	}
	b.must(b.Family == "" || regexp.MustCompile(`^[a-z][a-z0-9-]*$`).MatchString(b.Family), place{"family"}, "族名“%s”须由小写字母、数字和连字符组成", "family %q must consist of small letters, digits and hyphens", b.Family)
	if b.Yield == nil {
		return
	}
	y, at := b.Yield, place{"yield"}
	b.must(y.Prior > 0 && y.Prior < 1, at.of("prior"), "先验须在 0 与 1 之间", "the prior must lie between 0 and 1")
	b.must(y.Source != "", at.of("source"), "须写明先验的来源", "say where the prior was published")
	if c := y.Calibration; c != nil {
		at = at.of("calibration")
		b.must(c.Decisions >= LeastDecisions && min(c.Confirmed, c.Decisions-c.Confirmed) >= LeastEach, at.of("decisions"),
			"至少需要 %d 条已决线索，其中成立与不成立各 %d 条", "at least %d decided clues are needed, %d of them confirmed and %d not", LeastDecisions, LeastEach, LeastEach)
		b.must(c.Slope >= 0 && c.Slope <= 100, at.of("slope"), "斜率须在 0 与 100 之间：风险越高，概率不得越低", "the slope must lie between 0 and 100: a higher risk never means a lower probability")
		b.must(math.Abs(c.Offset) <= 20, at.of("offset"), "须在 -20 与 20 之间", "must lie between -20 and 20")
		b.must(c.Pivot >= 0 && c.Pivot <= 1, at.of("pivot"), "须在 0 与 1 之间", "must lie between 0 and 1")
		_, err := time.Parse(time.DateOnly, c.On)
		b.must(err == nil, at.of("on"), "须为 2024-06-30 样式的日期", "must be a date like 2024-06-30")
	}
}

// Depend reports whether a and b say that one of them rests on what the other rests on, so
// that what both find is not found twice.
func Depend(a, b Model) bool {
	return a.ID == b.ID || a.Family != "" && a.Family == b.Family || slices.Contains(a.Depends, b.ID) || slices.Contains(b.Depends, a.ID)
}

// Percent writes a probability for people.
func Percent(p float64) string { return fmt.Sprintf("%.0f%%", 100*p) }
