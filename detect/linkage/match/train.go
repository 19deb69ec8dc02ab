package match

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/mingjian/mingjian/detect/linkage/compare"
)

// How many pairs the model is estimated from.
const (
	randomPairs = 500_000
	passPairs   = 100_000
)

// A pass holds how often each pattern occurs among pairs that one rule finds.
type pass struct {
	rule     Rule
	patterns []counted
	pairs    float64 // that the rule finds in the whole table
	share    float64 // of matches among them, estimated
}

type counted struct {
	pattern
	n float64
}

// train estimates a model. Following Splink ("Estimating model parameters" in its
// documentation), u comes from pairs drawn at random and m from expectation maximisation over
// several blocking rules, each of which leaves the features by which it finds its pairs to the
// others; here all passes share one m and each has its own share of matches.
func (l *linker) train(rules []Rule) *Model {
	m := l.initial(rules)
	random := l.randomPatterns()
	l.estimateU(m, random)
	passes := l.passes(rules)
	for round := range 3 {
		for range 60 {
			if l.maximise(m, passes) < 1e-5 {
				break
			}
		}
		m.Prior = l.priorOf(m, passes)
		if round < 2 {
			l.purify(m, random)
		}
	}
	m.straighten()
	return m
}

// initial returns the model with which the estimation begins.
func (l *linker) initial(rules []Rule) *Model {
	m := &Model{Rules: rules, Prior: 1 / float64(max(2, len(l.order)))}
	for _, f := range l.feats {
		p := Parameter{Name: f.name, Kind: f.kind, M: make([]float64, f.top+1), U: make([]float64, f.top+1), Common: l.common(f)}
		copy(p.M, expected(f))
		m.Features = append(m.Features, p)
	}
	return m
}

// expected is what is assumed of m before anything is known, and weighs as much as a few pairs.
func expected(f *feature) []float64 {
	m := make([]float64, f.top+1)
	for k := 1; k < len(m); k++ {
		m[k] = 0.12 / float64(max(1, len(m)-3))
	}
	m[compare.Differ] = 0.05
	m[f.top] = 0.85
	return normalise(m)
}

func normalise(p []float64) []float64 {
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// common returns how often two values drawn at random are the same.
func (l *linker) common(f *feature) float64 {
	same := 0.0
	for _, n := range f.counts {
		same += float64(n) * float64(n-1)
	}
	return same / max(1, float64(f.known)*float64(f.known-1))
}

// randomPatterns compares pairs drawn at random, or all of them if they are few.
func (l *linker) randomPatterns() []counted {
	n := len(l.order)
	var pairs [][2]int32
	if n*(n-1)/2 <= randomPairs {
		for a := range int32(n) {
			for b := a + 1; b < int32(n); b++ {
				pairs = append(pairs, [2]int32{a, b})
			}
		}
	} else {
		r := rand.New(rand.NewPCG(l.opts.Seed, 2))
		for len(pairs) < randomPairs {
			if a, b := r.Int32N(int32(n)), r.Int32N(int32(n)); a != b {
				pairs = append(pairs, [2]int32{a, b})
			}
		}
	}
	return l.count(pairs)
}

// count compares pairs and counts their patterns.
func (l *linker) count(pairs [][2]int32) []counted {
	const step = 4096
	parts := make([]map[pattern]int, (len(pairs)+step-1)/step)
	l.parallel(len(parts), func(i int) {
		seen := map[pattern]int{}
		for _, p := range pairs[i*step : min(len(pairs), (i+1)*step)] {
			seen[l.levels(p[0], p[1])]++
		}
		parts[i] = seen
	})
	all := map[pattern]int{}
	for _, part := range parts {
		for p, n := range part {
			all[p] += n
		}
	}
	out := make([]counted, 0, len(all))
	for p, n := range all {
		out = append(out, counted{p, float64(n)})
	}
	slices.SortFunc(out, func(a, b counted) int { // sums of fractions depend on their order
		if a.pattern < b.pattern {
			return -1
		}
		return 1
	})
	return out
}

// estimateU counts levels among random pairs. How often values are the same is known exactly.
func (l *linker) estimateU(m *Model, random []counted) {
	for i := range m.Features {
		p := &m.Features[i]
		for k := range p.U {
			p.U[k] = 0
		}
		for _, c := range random {
			p.U[c.level(i)] += c.n
		}
		p.U[0] = 0
		settleU(p, p.Common)
	}
}

// settleU turns counts into probabilities, of which that of the highest level is known.
func settleU(p *Parameter, same float64) {
	top := len(p.U) - 1
	p.U[top] = 0
	for k := 1; k < top; k++ {
		p.U[k] += 0.5
	}
	normalise(p.U)
	same = max(1e-9, min(same, 1-1e-6))
	for k := 1; k < top; k++ {
		p.U[k] *= 1 - same
	}
	p.U[top] = same
}

// purify takes the matches out of the pairs from which u was estimated: among few mentions,
// or where nobody shares a value, most pairs with equal values are matches.
func (l *linker) purify(m *Model, random []counted) {
	pairs := float64(len(l.order)) * float64(len(l.order)-1) / 2
	w := m.plain()
	prior := math.Log2(m.Prior / (1 - m.Prior))
	fresh := make([]Parameter, len(m.Features))
	for i, p := range m.Features {
		fresh[i] = Parameter{U: make([]float64, len(p.U))}
	}
	for _, c := range random {
		bits := prior
		for i := range m.Features {
			bits += w[i][c.level(i)]
		}
		rest := c.n * (1 - probability(bits))
		for i := range fresh {
			fresh[i].U[c.level(i)] += rest
		}
	}
	for i := range m.Features {
		p, f := &m.Features[i], l.feats[i]
		known := float64(f.known) / float64(max(1, len(l.order)))
		top := len(p.M) - 1
		same := p.Common * known * known * pairs // pairs with equal values
		clean := max(same-m.Prior*pairs*known*known*p.M[top], 0.03*same)
		fresh[i].U[0] = 0
		p.U = fresh[i].U
		settleU(p, clean/max(1, known*known*pairs))
	}
}

// plain returns the weights of a model without regard to frequencies.
func (m *Model) plain() [][]float64 {
	w := make([][]float64, len(m.Features))
	for i, p := range m.Features {
		w[i] = make([]float64, len(p.M))
		for k := 1; k < len(p.M); k++ {
			w[i][k] = math.Log2(p.M[k] / p.U[k])
		}
	}
	return w
}

// passes compares the pairs that each rule finds, or a part of them spread evenly.
func (l *linker) passes(rules []Rule) []pass {
	var out []pass
	for r, rule := range rules {
		total := 0
		eachRun(l.index.entries[r], func(run []uint64) { total += len(run) * (len(run) - 1) / 2 })
		if total < 10 {
			continue
		}
		step, at := (total+passPairs-1)/passPairs, 0
		var pairs [][2]int32
		eachRun(l.index.entries[r], func(run []uint64) {
			for i := range run {
				for j := i + 1; j < len(run); j++ {
					if at++; at%step == 0 {
						pairs = append(pairs, [2]int32{int32(uint32(run[i])), int32(uint32(run[j]))})
					}
				}
			}
		})
		out = append(out, pass{rule: rule, patterns: l.count(pairs), pairs: float64(total), share: 0.3})
		l.opts.Progress(Training, r+1, len(rules))
	}
	return out
}

// blocked reports whether a rule finds its pairs by feature i.
func (r Rule) blocked(i int) bool {
	return slices.ContainsFunc(r.Keys, func(k Key) bool { return k.Feature == i })
}

// weightOfExpected is how many pairs what was assumed of m counts for.
const weightOfExpected = 5

// maximise does one round of expectation maximisation and returns how far m moved.
func (l *linker) maximise(m *Model, passes []pass) float64 {
	w := m.plain()
	fresh := make([][]float64, len(m.Features))
	for i, f := range l.feats {
		fresh[i] = expected(f)
		for k := range fresh[i] {
			fresh[i][k] *= weightOfExpected
		}
	}
	for n := range passes {
		p := &passes[n]
		prior := math.Log2(p.share / (1 - p.share))
		matches, all := 0.0, 0.0
		free := make([]bool, len(m.Features))
		for i := range free {
			free[i] = !p.rule.blocked(i)
		}
		for _, c := range p.patterns {
			bits := prior
			for i, ok := range free {
				if ok {
					bits += w[i][c.level(i)]
				}
			}
			match := c.n * probability(bits)
			matches += match
			all += c.n
			for i, ok := range free {
				if level := c.level(i); ok && level > 0 {
					fresh[i][level] += match
				}
			}
		}
		p.share = max(1e-6, min(1-1e-6, matches/all))
	}
	moved := 0.0
	for i := range m.Features {
		p := &m.Features[i]
		normalise(fresh[i])
		for k := 1; k < len(p.M); k++ {
			fresh[i][k] = max(fresh[i][k], 1e-5)
			moved = max(moved, math.Abs(fresh[i][k]-p.M[k]))
		}
		p.M = fresh[i]
	}
	return moved
}

// priorOf estimates how likely two mentions drawn at random match: each pass tells how many
// matches its rule finds, and m how many of all it should find. The median of the passes counts.
func (l *linker) priorOf(m *Model, passes []pass) float64 {
	n := float64(len(l.order))
	var guesses []float64
	for _, p := range passes {
		finds := 1.0
		for _, k := range p.rule.Keys {
			f, q := l.feats[k.Feature], m.Features[k.Feature]
			known := float64(f.known) / n
			agree := q.M[f.top]
			if k.Way > 0 && f.top > 2 {
				agree += q.M[f.top-1]
			}
			finds *= known * known * agree
		}
		if finds > 0.01 {
			guesses = append(guesses, p.share*p.pairs/finds)
		}
	}
	if len(guesses) == 0 {
		return 1 / max(2, n)
	}
	slices.Sort(guesses)
	matches := max(1, min(guesses[len(guesses)/2], 50*n))
	return min(0.5, matches/max(1, n*(n-1)/2))
}

// straighten sees to it that a higher level never weighs less than a lower one: where the
// data say so they are too few, and the two levels are taken together.
func (m *Model) straighten() {
	for i := range m.Features {
		p := &m.Features[i]
		for again := true; again; {
			again = false
			for k := 2; k < len(p.M); k++ {
				if p.M[k]*p.U[k-1] < p.M[k-1]*p.U[k]*(1-1e-9) {
					ms, us := p.M[k]+p.M[k-1], p.U[k]+p.U[k-1]
					r := ms / us
					p.M[k], p.M[k-1] = p.U[k]*r, p.U[k-1]*r
					again = true
				}
			}
		}
	}
}
