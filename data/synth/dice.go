package synth

import "math/rand/v2"

// dice are the throws of one part of the county. Every part has its own, made from
// the seed and a number of the part, so that a change in one part leaves the others
// as they were.
type dice struct{ *rand.Rand }

// newDice returns the dice of part n. PCG gives the same throws on every machine.
func newDice(seed, n uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, mix(seed, n)))}
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// between returns a whole number from lo to hi, both included.
func (d dice) between(lo, hi int) int {
	if hi <= lo {
		return lo
	}
	return lo + d.IntN(hi-lo+1)
}

// weighted returns an index with a probability in proportion to its weight.
func (d dice) weighted(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := d.IntN(sum)
	for i, w := range weights {
		if n < w {
			return i
		}
		n -= w
	}
	return len(weights) - 1
}

// pick returns one of the values.
func pick[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

// low returns a number from 0 to n-1, small ones more often: a few lawyers and judges
// have most of the work.
func (d dice) low(n int) int { return d.IntN(1 + d.IntN(n)) }
