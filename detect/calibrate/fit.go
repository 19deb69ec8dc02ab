package calibrate

import "math"

// A column is one coefficient of a fit: what is believed of it before any decision, and
// within which bounds it must stay.
type column struct {
	centre, sd float64 // normal prior
	low, high  float64
}

func free(sd float64) column { return column{0, sd, math.Inf(-1), math.Inf(1)} }

// fit returns the coefficients of a logistic regression of y on the rows of x, with base
// added to each: the most probable ones under the priors, within the bounds. The problem is
// strictly convex; each step takes one coefficient to the lowest point of a parabola that
// lies above the loss (the curvature of a logistic is at most a quarter), so the loss never
// rises and the answer does not depend on where it began.
func fit(x [][]float64, y []bool, base float64, columns []column) []float64 {
	beta := make([]float64, len(columns))
	bend := make([]float64, len(columns))
	eta := make([]float64, len(x))
	for j, c := range columns {
		beta[j] = min(max(c.centre, c.low), c.high)
		bend[j] = 1 / (c.sd * c.sd)
		for n := range x {
			bend[j] += x[n][j] * x[n][j] / 4
		}
	}
	for n := range x {
		eta[n] = base
		for j := range columns {
			eta[n] += beta[j] * x[n][j]
		}
	}
	const sweeps, still = 20_000, 1e-9
	for range sweeps {
		moved := 0.0
		for j, c := range columns {
			slope := (beta[j] - c.centre) / (c.sd * c.sd)
			for n := range x {
				slope += (chance(eta[n]) - number(y[n])) * x[n][j]
			}
			step := min(max(beta[j]-slope/bend[j], c.low), c.high) - beta[j]
			beta[j] += step
			for n := range x {
				eta[n] += step * x[n][j]
			}
			moved = max(moved, math.Abs(step))
		}
		if moved < still {
			break
		}
	}
	return beta
}

func chance(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
