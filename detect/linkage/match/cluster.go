package match

import (
	"math"
	"slices"

	"github.com/mingjian/mingjian/detect/linkage/compare"
)

// clusters joins mentions step by step, the strongest edge first, and never what the members
// of two clusters speak against.
type clusters struct {
	l      *linker
	parent []int32
	next   []int32 // the members of a cluster form a ring
	size   []int32
	number [][]uint32 // for each identifier feature, one more than the class of the cluster's valid number
	apart  map[int32][]int32
	unsure map[[2]int32]bool
}

func (l *linker) newClusters() *clusters {
	n := len(l.order)
	c := &clusters{l: l, parent: make([]int32, n), next: make([]int32, n), size: make([]int32, n), apart: map[int32][]int32{}, unsure: map[[2]int32]bool{}}
	for i := range int32(n) {
		c.parent[i], c.next[i], c.size[i] = i, i, 1
	}
	for _, list := range l.numbers {
		c.number = append(c.number, slices.Clone(list))
	}
	return c
}

func (c *clusters) root(i int32) int32 {
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

// join makes the clusters of a and b one.
func (c *clusters) join(a, b int32) {
	a, b = c.root(a), c.root(b)
	if a == b {
		return
	}
	if c.size[a] < c.size[b] {
		a, b = b, a
	}
	c.parent[b] = a
	c.size[a] += c.size[b]
	c.next[a], c.next[b] = c.next[b], c.next[a]
	for _, list := range c.number {
		if list[a] == 0 {
			list[a] = list[b]
		}
	}
}

// members calls f for each member of the cluster of i until f returns false.
func (c *clusters) members(i int32, f func(int32) bool) {
	for m := i; ; {
		if !f(m) {
			return
		}
		if m = c.next[m]; m == i {
			return
		}
	}
}

// forbid keeps a and b apart.
func (c *clusters) forbid(a, b int32) {
	c.apart[a] = append(c.apart[a], b)
	c.apart[b] = append(c.apart[b], a)
}

// forbidden reports whether somebody or something keeps two clusters apart.
func (c *clusters) forbidden(a, b int32) bool {
	if len(c.apart) == 0 {
		return false
	}
	if c.size[a] > c.size[b] {
		a, b = b, a
	}
	found := false
	c.members(a, func(m int32) bool {
		found = slices.ContainsFunc(c.apart[m], func(o int32) bool { return c.root(o) == b })
		return !found
	})
	return found
}

// clashing reports whether two clusters bear different valid numbers.
func (c *clusters) clashing(a, b int32) bool {
	for _, list := range c.number {
		if list[a] != 0 && list[b] != 0 && list[a] != list[b] {
			return true
		}
	}
	return false
}

// looked is how many members of each of two clusters are compared with each other.
const looked = 10

// agree compares the members of two clusters with each other: on average they must be more
// likely one subject than not, and none may contradict another whom it would not be
// merged with alone. A pair that shares what is its own need not be like the others on average:
// most of those tell neither telephone nor account, and silence speaks for nobody.
func (c *clusters) agree(a, b int32, own bool, merge float32) bool {
	if c.size[a] == 1 && c.size[b] == 1 {
		return true
	}
	sum, n := 0.0, 0
	fine := true
	i := 0
	c.members(a, func(x int32) bool {
		j := 0
		c.members(b, func(y int32) bool {
			bits, p, _ := c.l.score(c.l.weights, x, y, -1e6)
			if bits < merge && c.l.contradict(p) {
				fine = false
			}
			sum += max(-15, min(15, float64(bits)))
			n++
			j++
			return fine && j < looked
		})
		i++
		return fine && i < looked
	})
	return fine && (own || sum >= 0)
}

// contradict reports whether two mentions can hardly belong to one cluster: their birth dates
// are clearly different.
func (l *linker) contradict(p pattern) bool {
	return l.any(p, compare.Birth, func(level uint8) bool { return level == compare.Differ })
}

// try joins the ends of an edge if nothing speaks against it.
func (c *clusters) try(e edge, merge float32) {
	a, b := c.root(e.a), c.root(e.b)
	if a == b || c.forbidden(a, b) {
		return
	}
	l := c.l
	switch e.sure {
	case decided:
	case numbers:
		if l.masked[e.a] || l.masked[e.b] || c.clashing(a, b) {
			return
		}
	default:
		if e.bits < merge || l.masked[e.a] || l.masked[e.b] || c.unsure[[2]int32{e.a, e.b}] ||
			!l.anchored(e.pattern) || c.clashing(a, b) || !c.agree(a, b, l.own(e.pattern), merge) {
			return
		}
	}
	c.join(a, b)
}

// follow takes the decisions of people into account and returns those that contradict others.
func (c *clusters) follow(list []Decision) (contradict []Decision) {
	place := c.l.places(list)
	for _, d := range list {
		a, b := place[d.A], place[d.B]
		if d.Verdict == Same && a >= 0 && b >= 0 {
			c.join(a, b)
		}
	}
	for _, d := range list {
		a, b := place[d.A], place[d.B]
		switch {
		case a < 0 || b < 0 || d.Verdict == Same:
		case d.Verdict == Unsure:
			c.unsure[[2]int32{min(a, b), max(a, b)}] = true
		case c.root(a) == c.root(b):
			contradict = append(contradict, d)
		default:
			c.forbid(a, b)
		}
	}
	return contradict
}

// places finds the mentions that decisions name; -1 stands for those that are not there.
func (l *linker) places(list []Decision) map[string]int32 {
	place := map[string]int32{}
	for _, d := range list {
		for _, id := range []string{d.A, d.B} {
			place[id] = -1
			if row, ok := l.table.rows[id]; ok {
				place[id] = l.mention(row)
			}
		}
	}
	return place
}

// resolve clusters all mentions by their edges, with or without the decisions of people.
func (l *linker) resolve(edges []edge, clashes []contradiction, decisions []Decision) (*clusters, []Decision) {
	c := l.newClusters()
	contradict := c.follow(decisions)
	for _, x := range clashes {
		if c.root(x.a) != c.root(x.b) {
			c.forbid(x.a, x.b)
		}
	}
	merge := float32(math.Log2(l.opts.Merge / (1 - l.opts.Merge)))
	for _, e := range edges {
		c.try(e, merge)
	}
	return c, contradict
}

// cluster fills the result from the edges.
func (r *Result) cluster(edges []edge, clashes []contradiction) {
	l := r.linker
	slices.SortFunc(edges, stronger)
	c, contradict := l.resolve(edges, clashes, l.opts.Decisions)
	r.clusters = c
	r.Undecidable = contradict
	r.name(c)
	r.Assignments = make([]Assignment, len(l.order))
	r.assign(c, edges, 0)
	if len(l.opts.Decisions) > 0 {
		before, _ := l.resolve(edges, clashes, nil)
		r.changes(before, c)
	}
	for i := range l.order {
		if l.masked[i] {
			r.Counts.Masked++
		}
	}
	r.Counts.Mentions, r.Counts.Compared = len(l.order), l.pairs
}

// assign tells the entity of the mentions from number from on and lists the pairs.
func (r *Result) assign(c *clusters, edges []edge, from int) {
	l := r.linker
	best := make([]float32, len(l.order))
	low := float32(math.Log2(l.opts.Candidate / (1 - l.opts.Candidate)))
	for _, e := range edges {
		merged := c.root(e.a) == c.root(e.b)
		if merged {
			best[e.a], best[e.b] = max(best[e.a], e.bits), max(best[e.b], e.bits)
		}
		if e.bits < low {
			continue
		}
		p := Pair{A: l.id(e.a), B: l.id(e.b), Bits: float64(e.bits), Probability: probability(float64(e.bits)),
			Masked: l.masked[e.a] || l.masked[e.b], Merged: merged}
		if p.A > p.B {
			p.A, p.B = p.B, p.A
		}
		r.Pairs = append(r.Pairs, p)
	}
	for i := from; i < len(l.order); i++ {
		row := l.order[i]
		a := Assignment{ID: l.table.ids[row], Entity: r.entity[i], Probability: 1}
		if c.size[c.root(int32(i))] > 1 && best[i] != 0 {
			a.Probability = probability(float64(best[i]))
		}
		r.Assignments[row] = a
	}
}

// changes lists the decisions that made a difference.
func (r *Result) changes(before, after *clusters) {
	place := r.linker.places(r.linker.opts.Decisions)
	for _, d := range r.linker.opts.Decisions {
		a, b := place[d.A], place[d.B]
		if a < 0 || b < 0 || (before.root(a) == before.root(b)) == (after.root(a) == after.root(b)) {
			continue
		}
		ch := Change{Decision: d, Entities: []string{r.entity[a]}, Mentions: int(after.size[after.root(a)])}
		if r.entity[b] != r.entity[a] {
			ch.Entities = append(ch.Entities, r.entity[b])
			ch.Mentions += int(after.size[after.root(b)])
		}
		r.Changes = append(r.Changes, ch)
	}
}
