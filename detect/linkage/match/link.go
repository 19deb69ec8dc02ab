package match

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/fault"
)

// A linker holds the mentions of a table made ready, numbered in canonical order.
type linker struct {
	ctx     context.Context
	opts    Options
	table   *Table
	order   []int32    // mention to row
	hashes  []uint64   // of what each mention says
	numbers [][]uint32 // for each identifier, one more than the class of the valid number of each mention; 0 for none
	plan    []plan
	feats   []*feature
	codes   []int32 // value of mention a in feature i at a × features + i
	masked  []bool
	index   *index
	weights *weights
	blocks  []Block
	pairs   int     // compared
	byRow   []int32 // row to mention
}

// Link resolves the mentions of a table.
func Link(ctx context.Context, t *Table, o Options) (*Result, error) {
	l := &linker{ctx: ctx, opts: o.withDefaults(), table: t}
	l.opts.Progress(Preparing, 0, t.Len())
	l.canonical()
	if err := l.prepare(); err != nil {
		return nil, err
	}
	l.mask()
	m := o.Model
	if m == nil {
		rules := l.chooseRules()
		l.buildIndex(rules)
		m = l.train(rules)
	} else {
		if err := l.fits(m); err != nil {
			return nil, err
		}
		l.buildIndex(m.Rules)
	}
	l.weights = l.weigh(m)
	edges, conflicts := l.known()
	scored := l.compareAll()
	if o.Model == nil {
		l.settlePrior(m, scored)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r := &Result{Model: m, linker: l, Blocks: l.blocks}
	for _, c := range conflicts {
		r.Conflicts = append(r.Conflicts, Conflict{l.id(c.a), l.id(c.b), l.feats[c.feature].name})
	}
	l.opts.Progress(Clustering, 0, len(l.order))
	r.cluster(append(edges, scored...), conflicts)
	return r, nil
}

// fits reports whether a model was made for columns like these.
func (l *linker) fits(m *Model) error {
	same := len(m.Features) == len(l.feats)
	for i := 0; same && i < len(l.feats); i++ {
		same = m.Features[i].Name == l.feats[i].name && m.Features[i].Kind == l.feats[i].kind
	}
	if !same {
		return fault.Invalidf("所给模型是为其他列训练的。", "the model was made for other columns.")
	}
	return nil
}

// id returns the id of mention i.
func (l *linker) id(i int32) string { return l.table.ids[l.order[i]] }

// mask notes which mentions are masked.
func (l *linker) mask() {
	for i := range l.order {
		hidden := false
		for _, f := range l.feats {
			hidden = hidden || f.column.Note(f.codes[i])&compare.Masked != 0
		}
		l.masked = append(l.masked, hidden)
	}
}

// An edge is a pair that may be one subject.
type edge struct {
	a, b int32
	bits float32 // prior included
	sure sureness
	pattern
}

type sureness uint8

const (
	scored  sureness = iota // by its weight
	numbers                 // both bear the same valid number
	decided                 // a person said so
)

// certainBits is the weight shown for the same valid number.
const certainBits = 40

// A contradiction is two mentions with one valid number that cannot be one subject.
type contradiction struct {
	a, b    int32
	feature int
}

// known links mentions by valid numbers. In a group that shares one, each mention is tied to
// the first with which it does not clash.
func (l *linker) known() (edges []edge, clashes []contradiction) {
	for k, at := range l.identifiers() {
		first := map[uint32][]int32{}
		for i := range int32(len(l.order)) {
			c := l.numbers[k][i]
			if c == 0 {
				continue
			}
			e, clash := l.tie(first[c], i, at)
			if e.b != e.a {
				edges = append(edges, e)
			} else {
				first[c] = append(first[c], i)
			}
			clashes = append(clashes, clash...)
		}
	}
	return edges, clashes
}

// identifiers returns the features that are identifiers, in the order of l.numbers.
func (l *linker) identifiers() (list []int) {
	for i, f := range l.feats {
		if f.kind == compare.Identifier {
			list = append(list, i)
		}
	}
	return list
}

// tie finds among the firsts of a group the one that mention i belongs to; the edge has equal
// ends if there is none.
func (l *linker) tie(firsts []int32, i int32, feature int) (edge, []contradiction) {
	var clashes []contradiction
	for _, s := range firsts {
		if !l.misused(l.levels(s, i)) {
			return edge{a: s, b: i, bits: certainBits, sure: numbers}, clashes
		}
		clashes = append(clashes, contradiction{s, i, feature})
	}
	return edge{a: i, b: i}, clashes
}

// clash reports whether names and birth dates of a pair are both clearly different.
func (l *linker) clash(p pattern) bool {
	return l.namesDiffer(p) && l.any(p, compare.Birth, func(level uint8) bool { return level == compare.Differ || level == 2 })
}

// misused reports whether two mentions with one valid number are clearly two subjects: not
// only the names differ, but the birth dates too, or all of telephone, e-mail and address.
func (l *linker) misused(p pattern) bool {
	if l.clash(p) {
		return true
	}
	differ := func(level uint8) bool { return level == compare.Differ }
	agree := func(level uint8) bool { return level > compare.Differ }
	elsewhere := false
	for _, kind := range []compare.Kind{compare.Phone, compare.Email, compare.Address} {
		if l.any(p, kind, agree) {
			return false
		}
		elsewhere = elsewhere || l.any(p, kind, differ)
	}
	return elsewhere && l.namesDiffer(p)
}

// namesDiffer reports whether names were compared and all of them are clearly different.
func (l *linker) namesDiffer(p pattern) bool {
	differ := false
	for i, f := range l.feats {
		switch f.kind {
		case compare.Name, compare.Given, compare.Surname, compare.Organisation:
			switch p.level(i) {
			case compare.Missing:
			case compare.Differ:
				differ = true
			default:
				return false
			}
		}
	}
	return differ
}

// any reports whether the level of some feature of a kind satisfies is.
func (l *linker) any(p pattern, kind compare.Kind, is func(level uint8) bool) bool {
	for i, f := range l.feats {
		if f.kind == kind && p.level(i) > 0 && is(p.level(i)) {
			return true
		}
	}
	return false
}

// anchored reports whether a pair has something in common that belongs to one subject rather
// than to a household, in which the comparisons are not independent: brothers and sisters share
// surname, often a character of the given name, address and telephone. Only an anchored pair is
// merged without asking. Names that are only partly the same need a birth date, number or
// e-mail address that agrees; names that differ need a number.
func (l *linker) anchored(p pattern) bool {
	near := func(level uint8) bool { return level >= 3 }
	if l.any(p, compare.Identifier, near) {
		return true
	}
	if l.namesDiffer(p) {
		return false
	}
	return l.any(p, compare.Birth, func(level uint8) bool { return level >= 5 }) || l.any(p, compare.Email, near) || l.sameNames(p)
}

// own reports whether a pair has the same names and a telephone or number of its own in common,
// and birth dates, if both tell one, are the same.
func (l *linker) own(p pattern) bool {
	shared := false
	for i, f := range l.feats {
		level := p.level(i)
		switch f.kind {
		case compare.Phone, compare.Identifier:
			shared = shared || level == f.top
		case compare.Birth:
			if level != compare.Missing && level != f.top {
				return false
			}
		}
	}
	return shared && l.sameNames(p)
}

// sameNames reports whether names were compared and all are the same. A Latin given name or
// surname may have a typing error: one letter seldom makes another name of it, as one
// character does of a Chinese one.
func (l *linker) sameNames(p pattern) bool {
	same := false
	for i, f := range l.feats {
		switch f.kind {
		case compare.Name, compare.Given, compare.Surname, compare.Organisation:
			switch level := p.level(i); {
			case level == compare.Missing:
			case level == f.top, level >= 3 && f.swapped != 0:
				same = true
			default:
				return false
			}
		}
	}
	return same
}

// opposed reports whether two mentions bear different valid numbers of one sort, or are masked
// so that what is shown differs: then they are not compared.
func (l *linker) opposed(a, b int32) bool {
	for _, list := range l.numbers {
		if x, y := list[a], list[b]; x != 0 && y != 0 {
			return x != y
		}
	}
	if !l.masked[a] && !l.masked[b] {
		return false
	}
	for _, f := range l.feats {
		if compare.RuledOut(f.column, f.codes[a], f.codes[b]) {
			return true
		}
	}
	return false
}

// sameNumber reports whether two mentions bear the same valid number.
func (l *linker) sameNumber(a, b int32) bool {
	for _, list := range l.numbers {
		if list[a] != 0 && list[a] == list[b] {
			return true
		}
	}
	return false
}

// slack is how many bits below the listed pairs others are still kept, because the prior is
// settled only afterwards.
const slack = 6

// compareAll scores every pair that a rule finds, or all if they are few, and returns those
// that may be listed, best first.
func (l *linker) compareAll() []edge {
	floor := float32(math.Log2(l.opts.Candidate/(1-l.opts.Candidate))) - slack
	n := len(l.order)
	if n*(n-1)/2 <= fewPairs {
		return l.gatherEdges(n, func(i int, try func(a, b int32)) {
			for b := i + 1; b < n; b++ {
				try(int32(i), int32(b))
			}
		}, floor)
	}
	type task struct{ rule, from, to int }
	var tasks []task
	for r, list := range l.index.entries {
		const step = 1 << 15
		for from := 0; from < len(list); {
			to := min(len(list), from+step)
			for to < len(list) && list[to]>>32 == list[to-1]>>32 {
				to++
			}
			tasks = append(tasks, task{r, from, to})
			from = to
		}
	}
	return l.gatherEdges(len(tasks), func(i int, try func(a, b int32)) {
		t := tasks[i]
		eachRun(l.index.entries[t.rule][t.from:t.to], func(run []uint64) {
			for i := range run {
				for j := i + 1; j < len(run); j++ {
					if a, b := int32(uint32(run[i])), int32(uint32(run[j])); !l.index.earlier(t.rule, a, b) {
						try(a, b)
					}
				}
			}
		})
	}, floor)
}

// gatherEdges scores the pairs that each of n tasks tries.
func (l *linker) gatherEdges(n int, each func(task int, try func(a, b int32)), floor float32) []edge {
	parts := make([][]edge, n)
	var mu sync.Mutex
	done := 0
	l.parallel(n, func(i int) {
		compared := 0
		var found []edge
		each(i, func(a, b int32) {
			if l.opposed(a, b) || l.sameNumber(a, b) {
				return
			}
			compared++
			if bits, p, ok := l.score(l.weights, a, b, floor); ok {
				found = append(found, edge{a: a, b: b, bits: bits, pattern: p})
			}
		})
		parts[i] = found
		mu.Lock()
		defer mu.Unlock()
		l.pairs += compared
		done++
		l.opts.Progress(Comparing, done, n)
	})
	edges := slices.Concat(parts...)
	slices.SortFunc(edges, stronger)
	return edges
}

// stronger orders edges, the strongest first.
func stronger(x, y edge) int {
	switch {
	case x.sure != y.sure:
		return cmp.Compare(y.sure, x.sure)
	case x.bits != y.bits:
		return cmp.Compare(y.bits, x.bits)
	case x.a != y.a:
		return cmp.Compare(x.a, y.a)
	}
	return cmp.Compare(x.b, y.b)
}

// settlePrior estimates from the scored pairs how likely two mentions match: the prior at
// which the probabilities of all pairs add up to it. Pairs that were not kept hardly count.
func (l *linker) settlePrior(m *Model, edges []edge) {
	n := float64(len(l.order))
	all := max(1, n*(n-1)/2)
	old := l.weights.prior
	shift := 0.0
	for range 30 {
		sum := 0.0
		for _, e := range edges {
			sum += probability(float64(e.bits) + shift)
		}
		prior := max(1, min(sum, 50*n)) / all
		next := math.Log2(min(0.5, prior)/(1-min(0.5, prior))) - old
		next = max(-slack, min(slack, next))
		if math.Abs(next-shift) < 1e-3 {
			break
		}
		shift = next
	}
	for i := range edges {
		edges[i].bits += float32(shift)
	}
	l.weights.prior += shift
	m.Prior = probability(l.weights.prior)
}
