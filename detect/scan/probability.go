package scan

import (
	"fmt"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// A Probability is how likely it is that a clue is confirmed, and what that rests on. It
// orders work; it is no measure of anybody's guilt.
type Probability struct {
	Value float64    `json:"value"` // 0 to 1
	Basis fault.Text `json:"basis"`
	N     int        `json:"n"` // decided clues it was calibrated with; 0: not calibrated
}

// probability is that of a finding of m with this risk.
func probability(m models.Model, risk float64) Probability {
	y := m.PriorYield()
	p := Probability{Value: round(y.Probability(risk))}
	prior := models.Percent(y.Prior)
	c := y.Calibration
	if c == nil {
		p.Basis = fault.Text{
			ZH: fmt.Sprintf("未校准：先验成案率 %s，来源：%s", prior, y.Source),
			EN: fmt.Sprintf("not calibrated: prior %s from %s", prior, y.Source)}
		return p
	}
	p.N = c.Decisions
	p.Basis = fault.Text{
		ZH: fmt.Sprintf("以 %d 条已决线索（成立 %d 条）于 %s 校准；先验成案率 %s，来源：%s", c.Decisions, c.Confirmed, c.On, prior, y.Source),
		EN: fmt.Sprintf("calibrated on %s with %d decided clues, %d of them confirmed; prior %s from %s", c.On, c.Decisions, c.Confirmed, prior, y.Source)}
	return p
}
