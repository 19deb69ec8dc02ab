package match

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/linkage/compare"
)

// A Rule gathers mentions that agree in all its keys.
type Rule struct {
	Keys []Key `json:"keys"`
}

// A Key is one way of gathering by one feature.
type Key struct {
	Feature int `json:"feature"`
	Way     int `json:"way"`
}

// name writes the rule by the names of its columns.
func (l *linker) ruleName(r Rule) string {
	var names []string
	for _, k := range r.Keys {
		n := l.feats[k.Feature].name
		if k.Way > 0 {
			n += "~"
		}
		names = append(names, n)
	}
	return strings.Join(names, " + ")
}

// key returns the key of mention i by a rule; 0 if it lacks one of its values.
func (l *linker) key(r Rule, i int32) uint64 {
	h := uint64(len(r.Keys))
	for _, k := range r.Keys {
		f := l.feats[k.Feature]
		x := f.column.Key(k.Way, f.codes[i])
		if x == 0 {
			return 0
		}
		h = join(h, x)
	}
	return h | 1
}

func join(h, x uint64) uint64 {
	h = (h ^ x) * 0x9e3779b97f4a7c15
	return h ^ h>>32
}

// The limits of what rules may cost, in pairs for each mention, and how many there may be.
const (
	pairsPerRule = 6
	pairsInAll   = 20
	fewPairs     = 2_000_000 // are compared in any case
	maxRules     = 24
)

// A chooser picks the rules by which pairs are found. It knows nothing of which mentions
// match: it assumes that values go wrong now and then, draws which of them do in a few
// thousand imagined matches, and takes rules until nearly all of those are found, the ones
// first that find most for what they cost.
type chooser struct {
	l       *linker
	sample  []int32
	atoms   []atom
	imagine [][]bool // for each atom, in which imagined matches its key agrees
}

type atom struct {
	Key
	keys []uint64 // of the sample
}

type candidateRule struct {
	Rule
	pairs float64
	finds []bool
}

const imagined = 4000

func (l *linker) chooseRules() []Rule {
	c := &chooser{l: l}
	c.draw()
	c.makeAtoms()
	list := c.combine()
	return c.pick(list)
}

// draw takes the mentions on which the cost of rules is estimated.
func (c *chooser) draw() {
	n := len(c.l.order)
	step := max(1, n/10000)
	for i := 0; i < n; i += step {
		c.sample = append(c.sample, int32(i))
	}
}

// makeAtoms computes every single key and imagines matches. A value that is there is right in
// 72 of 100 matches, nearly right in 16, which looser keys forgive half of the time.
func (c *chooser) makeAtoms() {
	r := rand.New(rand.NewPCG(c.l.opts.Seed, 1))
	for i, f := range c.l.feats {
		share := float64(f.known) / float64(max(1, len(f.codes)))
		state := make([]uint8, imagined) // 0 missing or wrong, 1 nearly right one way, 2 another way, 3 right
		for k := range state {
			x := r.Float64()
			switch {
			case r.Float64() > share*share:
			case x < 0.72:
				state[k] = 3
			case x < 0.8:
				state[k] = 1
			case x < 0.88:
				state[k] = 2
			}
		}
		for way := range compare.Ways(f.kind) {
			a := atom{Key: Key{i, way}}
			for _, m := range c.sample {
				a.keys = append(a.keys, f.column.Key(way, f.codes[m]))
			}
			agree := make([]bool, imagined)
			for k, s := range state {
				agree[k] = s == 3 || way > 0 && int(s) == way
			}
			c.atoms = append(c.atoms, a)
			c.imagine = append(c.imagine, agree)
		}
	}
}

// combine lists the sets of up to three keys that are not too dear, leaving out those of
// which a part is cheap enough already.
func (c *chooser) combine() []candidateRule {
	var done []candidateRule
	type open struct {
		rule candidateRule
		keys []uint64
		last int
	}
	var front []open
	for i, a := range c.atoms {
		front = append(front, open{candidateRule{Rule: Rule{[]Key{a.Key}}, finds: c.imagine[i]}, a.keys, i})
	}
	for size := 1; size <= 3; size++ {
		var next []open
		for _, o := range front {
			o.rule.pairs = c.cost(o.keys)
			if o.rule.pairs <= max(pairsPerRule*float64(len(c.l.order)), fewPairs/4) {
				done = append(done, o.rule)
				continue
			}
			if size == 3 {
				continue
			}
			for j := o.last + 1; j < len(c.atoms); j++ {
				if slices.ContainsFunc(o.rule.Keys, func(k Key) bool { return k.Feature == c.atoms[j].Feature }) {
					continue
				}
				n := open{candidateRule{Rule: Rule{append(slices.Clone(o.rule.Keys), c.atoms[j].Key)}}, make([]uint64, len(o.keys)), j}
				n.rule.finds = make([]bool, imagined)
				for k := range n.keys {
					if x, y := o.keys[k], c.atoms[j].keys[k]; x != 0 && y != 0 {
						n.keys[k] = join(x, y) | 1
					}
				}
				for k := range n.rule.finds {
					n.rule.finds[k] = o.rule.finds[k] && c.imagine[j][k]
				}
				next = append(next, n)
			}
		}
		front = next
	}
	return done
}

// cost estimates how many pairs of the whole table agree in a key, with blocks divided as
// they will be.
func (c *chooser) cost(keys []uint64) float64 {
	sorted := slices.Clone(keys)
	slices.Sort(sorted)
	scale := float64(len(c.l.order)) / float64(max(1, len(keys)))
	largest := float64(c.l.opts.MaxBlock) / scale
	pairs, run := 0.0, 0
	for i := range sorted {
		if sorted[i] == 0 {
			continue
		}
		if i > 0 && sorted[i] == sorted[i-1] {
			run++
			pairs += min(float64(run), largest)
		} else {
			run = 0
		}
	}
	return pairs * scale * scale
}

// pick takes rules one by one. Identifiers come first, whatever they find.
func (c *chooser) pick(list []candidateRule) []Rule {
	slices.SortStableFunc(list, func(a, b candidateRule) int {
		return cmp.Or(cmp.Compare(len(a.Keys), len(b.Keys)), cmp.Compare(a.pairs, b.pairs))
	})
	n := float64(len(c.l.order))
	found := make([]int, imagined) // how many rules find each match
	var rules []Rule
	spent := 0.0
	take := func(i int) {
		rules = append(rules, list[i].Rule)
		spent += list[i].pairs
		for k, ok := range list[i].finds {
			if ok {
				found[k]++
			}
		}
		list = slices.Delete(list, i, i+1)
	}
	for i := 0; i < len(list); i++ {
		if k := list[i].Keys; len(k) == 1 && c.l.feats[k[0].Feature].kind == compare.Identifier {
			take(i)
			i--
		}
	}
	for len(rules) < maxRules {
		best, most := -1, 0.0
		for i, r := range list {
			if spent+r.pairs > max(pairsInAll*n, fewPairs) {
				continue
			}
			gain := 0
			for k, ok := range r.finds {
				if ok && found[k] == 0 {
					gain++
				}
			}
			if worth := float64(gain) / (r.pairs + n); gain*2000 >= imagined && worth > most {
				best, most = i, worth
			}
		}
		if best < 0 {
			break
		}
		take(best)
	}
	return rules
}
