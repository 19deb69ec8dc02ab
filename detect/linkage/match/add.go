package match

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"sort"

	"github.com/mingjian/mingjian/fault"
)

// An Addition tells what new mentions changed.
type Addition struct {
	Assignments []Assignment // of the new mentions, in their order
	Renamed     []Assignment // of old mentions whose entity was joined to another
	Pairs       []Pair       // with a new mention in them, the most probable first
	Conflicts   []Conflict
	Compared    int // pairs
}

// Add takes in new mentions. They are compared with those old and new ones that share a key
// with them, by the model there is; old mentions are not compared with each other, and their
// clusters stay as they are unless a new mention joins two. The result grows by the mentions.
// What the new mentions say does not change how common a value is held to be; Link does.
func (r *Result) Add(ctx context.Context, t *Table) (*Addition, error) {
	l := r.linker
	l.ctx = ctx
	from := len(l.order)
	if err := l.append(t); err != nil {
		return nil, err
	}
	l.canonical(from)
	l.extend(from)
	l.mask(from)
	edges, clashes := l.meet(from)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(edges, stronger)
	r.clusters.grow(from)
	for _, x := range clashes {
		if r.clusters.root(x.a) != r.clusters.root(x.b) {
			r.clusters.forbid(x.a, x.b)
		}
	}
	merge := float32(math.Log2(l.opts.Merge / (1 - l.opts.Merge)))
	for _, e := range edges {
		r.clusters.try(e, merge)
	}
	a := &Addition{}
	r.rename(from, a)
	r.extendResult(from, edges, clashes, a)
	return a, nil
}

// append adds the rows of a table of the same columns.
func (l *linker) append(t *Table) error {
	if !slices.Equal(t.fields, l.table.fields) {
		return fault.Invalidf("新增的行与原表的列不同。", "the new rows have other columns than the table.")
	}
	for _, id := range t.ids {
		if _, twice := l.table.rows[id]; twice {
			return fault.Invalidf("编号 %s 已在表中。", "the id %s is in the table already.", id)
		}
	}
	values := make([]string, len(t.fields))
	for row, id := range t.ids {
		for c := range t.columns {
			values[c] = t.value(int32(row), c)
		}
		if err := l.table.Add(id, values...); err != nil {
			return err
		}
	}
	return nil
}

// meet finds the mentions that each new one shares a key with, and scores the pairs.
func (l *linker) meet(from int) (edges []edge, clashes []contradiction) {
	n := len(l.order)
	keys := make([][]uint32, n-from)
	l.parallel(len(keys), func(i int) {
		for r := range l.index.rules {
			keys[i] = append(keys[i], l.find(r, int32(from+i)))
		}
	})
	for i, list := range keys {
		for r, k := range list {
			if k != 0 {
				l.index.added[r][k] = append(l.index.added[r][k], int32(from+i))
			}
		}
	}
	floor := float32(math.Log2(l.opts.Candidate / (1 - l.opts.Candidate)))
	parts := make([][]edge, n-from)
	conflicts := make([][]contradiction, n-from)
	compared := make([]int, n-from)
	l.parallel(len(keys), func(i int) {
		b := int32(from + i)
		others := l.sharing(b, keys[i])
		compared[i] = len(others)
		parts[i], conflicts[i] = l.ties(b, others)
		for _, a := range others {
			if l.opposed(a, b) || l.sameNumber(a, b) {
				continue
			}
			if bits, p, ok := l.score(l.weights, a, b, floor); ok {
				parts[i] = append(parts[i], edge{a: a, b: b, bits: bits, pattern: p})
			}
		}
	})
	for _, c := range compared {
		l.pairs += c
	}
	return slices.Concat(parts...), slices.Concat(conflicts...)
}

// sharing returns the mentions before b that share a key with it, in order.
func (l *linker) sharing(b int32, keys []uint32) []int32 {
	if int(b)*int(b-1)/2 <= fewPairs { // so few that all are compared
		all := make([]int32, b)
		for i := range all {
			all[i] = int32(i)
		}
		return all
	}
	var found []int32
	for r, k := range keys {
		if k == 0 {
			continue
		}
		list := l.index.entries[r]
		for i := sort.Search(len(list), func(i int) bool { return list[i] >= entry(k, 0) }); i < len(list) && uint32(list[i]>>32) == k; i++ {
			found = append(found, int32(uint32(list[i])))
		}
		for _, a := range l.index.added[r][k] {
			if a < b {
				found = append(found, a)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// ties links a new mention to the first of those with the same valid number that it does not
// clash with.
func (l *linker) ties(b int32, others []int32) (edges []edge, clashes []contradiction) {
	at := -1
	for k := range l.numbers {
		at = l.nextIdentifier(at)
		var same []int32
		for _, a := range others {
			if n := l.numbers[k][a]; n != 0 && n == l.numbers[k][b] {
				same = append(same, a)
			}
		}
		e, c := l.tie(same, b, at)
		if e.a != e.b {
			edges = append(edges, e)
		}
		clashes = append(clashes, c...)
	}
	return edges, clashes
}

// grow makes room for the mentions from number from on, each alone.
func (c *clusters) grow(from int) {
	for i := int32(from); int(i) < len(c.l.order); i++ {
		c.parent, c.next, c.size = append(c.parent, i), append(c.next, i), append(c.size, 1)
		for k := range c.number {
			c.number[k] = append(c.number[k], c.l.numbers[k][i])
		}
	}
}

// rename gives the clusters of new mentions their entities: that of most old members, the
// smallest name if two have as many.
func (r *Result) rename(from int, a *Addition) {
	l := r.linker
	if r.taken == nil {
		r.taken = make(map[string]bool, r.Counts.Entities)
		for _, e := range r.entity {
			r.taken[e] = true
		}
	}
	r.entity = append(r.entity, make([]string, len(l.order)-from)...)
	for i := int32(from); int(i) < len(l.order); i++ {
		if r.entity[i] != "" {
			continue
		}
		votes := map[string]int{}
		r.clusters.members(i, func(m int32) bool {
			if e := r.entity[m]; e != "" {
				votes[e]++
			}
			return true
		})
		name := ""
		for _, e := range slices.SortedFunc(maps.Keys(votes), func(x, y string) int {
			return cmp.Or(cmp.Compare(votes[y], votes[x]), cmp.Compare(x, y))
		}) {
			name = e
			break
		}
		if name == "" {
			name = l.fresh(i, r.taken)
			r.taken[name] = true
			r.Counts.Entities++
		}
		r.Counts.Entities -= max(0, len(votes)-1)
		r.clusters.members(i, func(m int32) bool {
			if int(m) < from && r.entity[m] != name {
				row := l.order[m]
				r.Assignments[row].Entity = name
				a.Renamed = append(a.Renamed, r.Assignments[row])
			}
			r.entity[m] = name
			return true
		})
	}
}

// extendResult adds the new mentions and their pairs to the result and to the addition.
func (r *Result) extendResult(from int, edges []edge, clashes []contradiction, a *Addition) {
	l := r.linker
	r.Assignments = append(r.Assignments, make([]Assignment, len(l.order)-from)...)
	before := len(r.Pairs)
	r.assign(r.clusters, edges, from)
	a.Pairs = slices.Clone(r.Pairs[before:])
	slices.SortStableFunc(r.Pairs, func(x, y Pair) int { return cmp.Compare(y.Bits, x.Bits) })
	a.Assignments = slices.Clone(r.Assignments[from:])
	for _, c := range clashes {
		a.Conflicts = append(a.Conflicts, Conflict{l.id(c.a), l.id(c.b), l.feats[c.feature].name})
	}
	r.Conflicts = append(r.Conflicts, a.Conflicts...)
	for i := from; i < len(l.order); i++ {
		if l.masked[i] {
			r.Counts.Masked++
		}
	}
	a.Compared = l.pairs - r.Counts.Compared
	r.Counts.Mentions, r.Counts.Compared = len(l.order), l.pairs
}
