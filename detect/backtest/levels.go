package backtest

import "github.com/mingjian/mingjian/detect/scan"

// steps is into how many parts the levels divide the range of risk. They are as fine as a
// person can tell risks apart.
const steps = 20

// A tally counts the findings of each level: level k has those with a risk of k/steps and more.
type tally [steps + 1]int

// least is the risk from which on level k counts.
func least(k int) float64 { return float64(k) / steps }

// reached returns the highest level that a risk belongs to; risks are rounded, so that a
// hair below a level is on it.
func reached(risk float64) int {
	const hair = 1e-9
	return max(0, min(steps, int((risk+hair)*steps)))
}

// news counts the finding in every level in which its subject was not found before. It returns
// the highest level the subject has been in since.
func (t *tally) news(f scan.Finding, before int) int {
	now := reached(f.Risk)
	for k := before + 1; k <= now; k++ {
		t[k]++
	}
	return max(before, now)
}

// levels tells for each level of risk what the model would find, and how well, if only what
// reaches it were shown to people.
func (r *runner) levels(minutes float64) []Level {
	hours := func(clues int) float64 { return round(float64(clues) * minutes / 60) }
	out := make([]Level, 0, steps+1)
	for k := range steps + 1 {
		standing := 0
		for _, f := range r.before {
			if reached(f.Risk) >= k {
				standing++
			}
		}
		l := Level{Least: least(k), Standing: standing, Backlog: hours(r.first[k])}
		if n := len(r.report.Months) - 1; n > 0 {
			l.Monthly = round(float64(r.later[k]) * minutes / 60 / float64(n))
		}
		out = append(out, l)
	}
	return out
}
