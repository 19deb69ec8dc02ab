// Package calibrate fits the weights of a model, and the probability that goes with its risk
// coefficient, to what people have decided of its clues. It proposes and never changes a
// model by itself: with few decisions it proposes nothing, and an indicator that speaks
// against somebody never comes to speak for them.
package calibrate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Decision is one decided clue: what the model found and whether it proved right.
type Decision struct {
	Finding   scan.Finding
	Confirmed bool
}

// What is believed before any decision. All are the author's choice; decisions soon outweigh
// them.
const (
	offsetSD = 1.0 // natural logarithm of odds: the yield here differs from the published one by a factor of e or so
	slopeSD  = 3.0 // from risk 0 to 1 the odds change by a factor of e³ or so
	scale    = 2.0 // the slope that weights are taken to have at least when they are fitted
	trust    = 0.5 // a weight differs from the present one by half of it or so
)

// A Report is what a calibration found and what it proposes.
type Report struct {
	Model     string     `json:"model"`
	Version   int        `json:"version"`
	Decisions int        `json:"decisions"`
	Confirmed int        `json:"confirmed"`
	Prior     float64    `json:"prior"`
	Source    string     `json:"source"`
	Proposed  bool       `json:"proposed"` // false: too few decisions, nothing was fitted
	Why       fault.Text `json:"why"`      // what is proposed, or why nothing is

	Weights     []Weight            `json:"weights,omitempty"`
	Reweighted  bool                `json:"reweighted"` // the new weights tell more of decisions they were not fitted to
	Calibration *models.Calibration `json:"-"`
	Offset      float64             `json:"offset"`
	Slope       float64             `json:"slope"`
	Pivot       float64             `json:"pivot"`

	Now      Quality      `json:"now"`      // the probabilities as they are shown today
	Rescaled Quality      `json:"rescaled"` // the present weights, offset and slope fitted; on decisions left out of the fit
	Refitted Quality      `json:"refitted"` // new weights too; on decisions left out of the fit
	Table    []Decile     `json:"table,omitempty"`
	Notes    []fault.Text `json:"notes,omitempty"`
}

// A Weight is one indicator before and after.
type Weight struct {
	ID      string     `json:"id"`
	Title   fault.Text `json:"title"`
	Old     float64    `json:"old"`
	New     float64    `json:"new"`
	Counted int        `json:"counted"` // decided clues in which it counted
	Held    bool       `json:"held"`    // the decisions would turn its sign: it is held at almost nothing
}

// A Quality is how well probabilities tell decisions; less is better.
type Quality struct {
	LogLoss float64 `json:"log_loss"`
	Brier   float64 `json:"brier"`
}

// A Decile is a tenth of the decided clues by their probability (decisions left out of the
// fit): what was expected and what came.
type Decile struct {
	From      float64 `json:"from"` // least probability
	To        float64 `json:"to"`
	Decisions int     `json:"decisions"`
	Expected  float64 `json:"expected"` // mean probability
	Confirmed int     `json:"confirmed"`
}

// Run fits a model to decisions as of day.
func Run(m models.Model, decisions []Decision, day time.Time) Report {
	f := newFitter(m, decisions)
	y := m.PriorYield()
	r := Report{Model: m.ID, Version: m.Version, Decisions: len(f.y), Confirmed: f.confirmed(), Prior: y.Prior, Source: y.Source}
	if each := min(r.Confirmed, r.Decisions-r.Confirmed); r.Decisions < models.LeastDecisions || each < models.LeastEach {
		r.Why = fault.Text{
			ZH: fmt.Sprintf("已决线索 %d 条（成立 %d 条，不成立 %d 条），不足 %d 条或者某一类不足 %d 条：不提出任何修改。", r.Decisions, r.Confirmed, r.Decisions-r.Confirmed, models.LeastDecisions, models.LeastEach),
			EN: fmt.Sprintf("%d decided clues (%d confirmed, %d not) are fewer than %d, or fewer than %d of one kind: nothing is proposed.", r.Decisions, r.Confirmed, r.Decisions-r.Confirmed, models.LeastDecisions, models.LeastEach)}
		return r
	}
	r.Proposed = true
	weights, held := f.weights(f.all())
	now := make([]float64, len(f.y))
	for n := range now {
		now[n] = y.Probability(f.risk(n, f.present()))
	}
	rescaled, refitted := f.leftOut(false), f.leftOut(true)
	r.Now, r.Rescaled, r.Refitted = f.quality(now), f.quality(rescaled), f.quality(refitted)
	r.Reweighted = r.Refitted.LogLoss < r.Rescaled.LogLoss
	out := rescaled
	if r.Reweighted {
		out = refitted
	} else {
		weights = f.present()
	}
	c := f.calibration(f.all(), weights)
	c.Decisions, c.Confirmed, c.On = r.Decisions, r.Confirmed, day.Format(time.DateOnly)
	r.Calibration, r.Offset, r.Slope, r.Pivot = &c, c.Offset, c.Slope, c.Pivot
	for i, x := range m.Score.Indicators {
		r.Weights = append(r.Weights, Weight{x.ID, x.Title, x.Weight, weights[i], f.counted(i), held[i] && r.Reweighted})
	}
	r.Table = f.table(out)
	r.explain()
	return r
}

// explain says what is proposed and what to bear in mind.
func (r *Report) explain() {
	r.Why = fault.Text{
		ZH: "新权重不比现有权重更能预测未参与拟合的决定：保留权重，只校准概率。",
		EN: "New weights would not tell more of decisions left out of the fit: the weights stay, the probability is calibrated."}
	if r.Reweighted {
		r.Why = fault.Text{ZH: "提出新权重并校准概率。", EN: "New weights are proposed, and the probability is calibrated."}
	}
	r.Notes = append(r.Notes,
		fault.Text{ZH: "只有被模型命中并经人决定的线索参与拟合：不能说明模型遗漏了什么。", EN: "Only clues that the model found and somebody decided were used: nothing is told of what the model misses."},
		fault.Text{ZH: "新版本须重新通过用例并回测后才能启用。", EN: "A new version must pass its cases and a test over history before it is used."})
	for _, w := range r.Weights {
		if w.Held {
			r.Notes = append(r.Notes, fault.Text{
				ZH: fmt.Sprintf("监督点 %s 与已决线索的结果相反：其方向不变，权重降至最低；请检查该监督点。", w.ID),
				EN: fmt.Sprintf("Indicator %s goes against what was decided: its direction stays, its weight falls to almost nothing. Look into it.", w.ID)})
		}
	}
	if r.Slope < 1e-6 {
		r.Notes = append(r.Notes, fault.Text{ZH: "风险系数与已决线索的结果无关：所有线索概率相同。", EN: "The risk coefficient tells nothing of what was decided: all clues get one probability."})
	}
}

// A fitter holds the decisions as numbers.
type fitter struct {
	model models.Model
	base  float64     // logarithm of the prior odds
	x     [][]float64 // by decision and indicator: how far it counted
	y     []bool
}

// newFitter puts decisions in an order of their own, so that theirs does not matter.
func newFitter(m models.Model, decisions []Decision) *fitter {
	list := slices.Clone(decisions)
	slices.SortFunc(list, func(a, b Decision) int {
		return cmp.Or(strings.Compare(a.Finding.Subject.ID, b.Finding.Subject.ID), cmp.Compare(number(a.Confirmed), number(b.Confirmed)))
	})
	f := &fitter{model: m, base: logit(m.PriorYield().Prior)}
	for _, d := range list {
		row := make([]float64, len(m.Score.Indicators))
		for i, x := range m.Score.Indicators {
			for _, got := range d.Finding.Indicators {
				if got.ID == x.ID && got.CountedWith == "" {
					row[i] = got.Degree
				}
			}
		}
		f.x, f.y = append(f.x, row), append(f.y, d.Confirmed)
	}
	return f
}

func (f *fitter) confirmed() (n int) {
	for _, y := range f.y {
		n += int(number(y))
	}
	return n
}

func (f *fitter) counted(indicator int) (n int) {
	for _, row := range f.x {
		if row[indicator] > 0 {
			n++
		}
	}
	return n
}

func (f *fitter) all() []int {
	list := make([]int, len(f.y))
	for i := range list {
		list[i] = i
	}
	return list
}

// present is the weights of the model.
func (f *fitter) present() []float64 {
	w := make([]float64, len(f.model.Score.Indicators))
	for i, x := range f.model.Score.Indicators {
		w[i] = x.Weight
	}
	return w
}

// risk is the risk coefficient of decision n with these weights.
func (f *fitter) risk(n int, weights []float64) float64 {
	sum := 0.0
	for i, w := range weights {
		sum += w * f.x[n][i]
	}
	return min(max(sum, 0), 1)
}

func (f *fitter) outcomes(among []int) []bool {
	y := make([]bool, len(among))
	for i, n := range among {
		y[i] = f.y[n]
	}
	return y
}

// calibration fits offset and slope of the risk that weights make.
func (f *fitter) calibration(among []int, weights []float64) models.Calibration {
	mean := 0.0
	for _, n := range among {
		mean += f.risk(n, weights) / float64(len(among))
	}
	mean = math.Round(mean*1e4) / 1e4
	x := make([][]float64, len(among))
	for i, n := range among {
		x[i] = []float64{1, f.risk(n, weights) - mean}
	}
	slope := free(slopeSD)
	slope.low = 0
	beta := fit(x, f.outcomes(among), f.base, []column{free(offsetSD), slope})
	return models.Calibration{Offset: math.Round(beta[0]*1e4) / 1e4, Slope: math.Round(beta[1]*1e4) / 1e4, Pivot: mean}
}

// weights fits one weight for each indicator, around the present ones. None changes its sign;
// held says which would have.
func (f *fitter) weights(among []int) (fitted []float64, held []bool) {
	present := f.present()
	s := max(f.calibration(among, present).Slope, scale)
	columns := []column{free(offsetSD)}
	means := make([]float64, len(present))
	for i, w := range present {
		c := column{centre: s * w, sd: trust * s * math.Abs(w), low: 0, high: math.Inf(1)}
		if w < 0 {
			c.low, c.high = math.Inf(-1), 0
		}
		columns = append(columns, c)
		for _, n := range among {
			means[i] += f.x[n][i] / float64(len(among))
		}
	}
	x := make([][]float64, len(among))
	for i, n := range among {
		x[i] = []float64{1}
		for j := range present {
			x[i] = append(x[i], f.x[n][j]-means[j])
		}
	}
	y := f.outcomes(among)
	beta := fit(x, y, f.base, columns)
	return onScale(beta[1:], present), against(x, y, f.base, beta)[1:]
}

// against says which coefficients are held at 0 by their bound while the decisions, beyond
// chance (a score test at 5 %), call for the other sign.
func against(x [][]float64, y []bool, base float64, beta []float64) []bool {
	score, information := make([]float64, len(beta)), make([]float64, len(beta))
	for n := range x {
		eta := base
		for j, b := range beta {
			eta += b * x[n][j]
		}
		p := chance(eta)
		for j := range beta {
			score[j] += (p - number(y[n])) * x[n][j]
			information[j] += p * (1 - p) * x[n][j] * x[n][j]
		}
	}
	held := make([]bool, len(beta))
	for j, b := range beta {
		held[j] = b == 0 && math.Abs(score[j]) > 1.96*math.Sqrt(information[j])
	}
	return held
}

// least is the smallest weight: a model may not have one of 0.
const least = 0.01

// onScale turns coefficients into weights whose positive ones add up to what the present ones
// add up to, in hundredths, so that a risk means what it meant.
func onScale(beta, present []float64) []float64 {
	was, is := 0.0, 0.0
	for i, w := range present {
		was += max(w, 0)
		is += max(beta[i], 0)
	}
	if is == 0 {
		return present
	}
	out, sum, largest := make([]float64, len(beta)), 0.0, 0
	for i, b := range beta {
		out[i] = math.Round(min(max(b*was/is, -1), 1)*100) / 100
		if math.Abs(out[i]) < least {
			out[i] = math.Copysign(least, present[i])
		}
		sum += max(out[i], 0)
		if out[i] > out[largest] {
			largest = i
		}
	}
	out[largest] = math.Round(min(1, max(out[largest]+was-sum, least))*100) / 100
	return out
}

const folds = 5

// leftOut returns for each decision the probability from a fit to the others: in five parts,
// each with its share of confirmed ones.
func (f *fitter) leftOut(reweigh bool) []float64 {
	fold, count := make([]int, len(f.y)), map[bool]int{}
	for n, y := range f.y {
		fold[n] = count[y] % folds
		count[y]++
	}
	out := make([]float64, len(f.y))
	for k := range folds {
		var among []int
		for n := range f.y {
			if fold[n] != k {
				among = append(among, n)
			}
		}
		weights := f.present()
		if reweigh {
			weights, _ = f.weights(among)
		}
		c := f.calibration(among, weights)
		for n := range f.y {
			if fold[n] == k {
				out[n] = chance(f.base + c.Offset + c.Slope*(f.risk(n, weights)-c.Pivot))
			}
		}
	}
	return out
}

func (f *fitter) quality(p []float64) (q Quality) {
	for n, y := range f.y {
		right := p[n]
		if !y {
			right = 1 - p[n]
		}
		q.LogLoss -= math.Log(max(right, 1e-12)) / float64(len(p))
		q.Brier += (p[n] - number(y)) * (p[n] - number(y)) / float64(len(p))
	}
	q.LogLoss, q.Brier = math.Round(q.LogLoss*1e4)/1e4, math.Round(q.Brier*1e4)/1e4
	return q
}

// table sorts the decisions by probability and sums up each tenth.
func (f *fitter) table(p []float64) (out []Decile) {
	order := f.all()
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	for k := range 10 {
		part := order[k*len(order)/10 : (k+1)*len(order)/10]
		if len(part) == 0 {
			continue
		}
		d := Decile{From: round(p[part[0]]), To: round(p[part[len(part)-1]]), Decisions: len(part)}
		for _, n := range part {
			d.Expected += p[n] / float64(len(part))
			d.Confirmed += int(number(f.y[n]))
		}
		d.Expected = round(d.Expected)
		out = append(out, d)
	}
	return out
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }
