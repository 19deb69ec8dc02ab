package match

import (
	"cmp"
	"context"
	"io"
	"maps"
	"math"
	"slices"

	"github.com/mingjian/mingjian/detect/linkage/flat"
	"github.com/mingjian/mingjian/fault"
)

// AddOptions say how to add. The zero value is what is recommended.
type AddOptions struct {
	// Workers is how many cores to use; 0 means all. It never changes the result.
	Workers int
	// Same lists pairs of ids, one of them new, that the caller knows to be one subject. They
	// are joined unless something keeps their entities apart.
	Same [][2]string
	// Progress, if given, is told how far the work has come, as in Options.
	Progress func(stage Stage, done, total int)
}

// An Addition tells what new mentions changed.
type Addition struct {
	Assignments []Assignment // of the new mentions, in their order
	Renamed     []Assignment // of old mentions whose entity was joined to another
	Pairs       []Pair       // with a new mention in them, the most probable first
	Conflicts   []Conflict
	Blocks      []Block // new mentions that share a key and were too many to compare each with each
	Compared    int     // pairs
	Masked      int     // of the new mentions

	kept   *Kept
	fresh  *linker
	keys   [][]uint64 // for each rule, as in index
	result *Result    // of the mentions that matter
	entity []uint32   // of the new mentions, in canonical order
	names  []string   // of entities that are new
	into   map[int32]int32
	apart  []uint32
}

// Add finds out who new mentions are. They are compared with those old and new ones that share
// a key with them, by the model there is; old mentions are not compared with each other, and
// their clusters stay as they are unless a new mention joins two. What the new mentions say
// does not change how common a value is held to be; Link does.
//
// What is kept stays as it is: Save the addition, and give it to Open after the parts before.
func (k *Kept) Add(ctx context.Context, t *Table, o AddOptions) (*Addition, error) {
	if !slices.Equal(t.fields, k.head.Fields) {
		return nil, fault.Invalidf("新增的行与原表的列不同。", "the new rows have other columns than the table.")
	}
	for _, id := range t.ids {
		if _, twice := k.find(id); twice {
			return nil, fault.Invalidf("编号 %s 已在表中。", "the id %s is in the table already.", id)
		}
	}
	x := &adding{Kept: k, opts: Options{Merge: k.Merge, Candidate: k.Candidate, MaxBlock: k.MaxBlock, Workers: o.Workers, Progress: o.Progress}.withDefaults(),
		answer: &Addition{kept: k, into: map[int32]int32{}}}
	x.opts.Progress(Preparing, 0, t.Len())
	x.fresh = &linker{ctx: ctx, opts: x.opts, table: t}
	x.fresh.canonical()
	x.ready(x.fresh)
	x.look()
	x.opts.Progress(Comparing, 0, t.Len())
	edges, clashes := x.compare()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	x.opts.Progress(Clustering, 0, t.Len())
	x.join(append(edges, x.known(o.Same)...), clashes)
	return x.answer, ctx.Err()
}

// adding is the work of one Add. New mentions are numbered after all old ones.
type adding struct {
	*Kept
	opts   Options
	fresh  *linker   // the new mentions alone
	others [][]int32 // of each new mention, who shares a key with it
	answer *Addition
}

// ready makes the mentions of a linker ready as those that are kept were.
func (k *Kept) ready(l *linker) {
	for i, p := range k.Plan {
		l.plan = append(l.plan, plan{p.Name, p.Kind, p.Columns})
		l.feats = append(l.feats, &feature{name: p.Name, kind: p.Kind, partner: -1, top: k.Model.top(i)})
	}
	l.extend()
	l.parallel(len(l.feats), func(i int) {
		f := l.feats[i]
		for key, class := range f.index {
			f.counts[class] = k.count(i, key)
		}
		f.known = k.Known[i]
	})
	l.pairUp()
	l.mask()
	l.index = k.rules()
	l.weights = l.weigh(k.Model)
}

// top is the highest level of feature i.
func (m *Model) top(i int) uint8 { return uint8(len(m.Features[i].M) - 1) }

// look finds for each new mention who shares a key with it.
func (x *adding) look() {
	l, n := x.fresh, len(x.fresh.order)
	keys, numbers := make([][]uint32, n), make([][]uint64, n)
	x.others = make([][]int32, n)
	identifiers := l.identifiers()
	all := x.mentions + n
	l.parallel(n, func(i int) {
		for r := range l.index.rules {
			keys[i] = append(keys[i], l.find(r, int32(i)))
		}
		for k, feature := range identifiers {
			numbers[i] = append(numbers[i], l.numberKey(k, feature, int32(i)))
		}
		if all*(all-1)/2 > fewPairs {
			x.others[i] = slices.DeleteFunc(x.sharing(keys[i]), func(a int32) bool { return x.differ(a, numbers[i]) })
		}
	})
	a := x.answer
	a.fresh, a.keys = l, make([][]uint64, len(l.index.rules))
	for i, list := range keys {
		for r, k := range list {
			if k != 0 {
				a.keys[r] = append(a.keys[r], entry(k, int32(i)))
			}
		}
	}
	for r := range a.keys {
		slices.Sort(a.keys[r])
		if all*(all-1)/2 > fewPairs {
			eachRun(a.keys[r], func(run []uint64) { x.among(r, run) })
		}
	}
	for i := range x.others {
		if all*(all-1)/2 <= fewPairs { // so few that all are compared
			for j := range int32(x.mentions + i) {
				x.others[i] = append(x.others[i], j)
			}
			continue
		}
		slices.Sort(x.others[i])
		x.others[i] = slices.Compact(x.others[i])
	}
}

// among notes new mentions that share a key, each with at most as many as a block may have.
func (x *adding) among(r int, run []uint64) {
	n, most := len(run), x.opts.MaxBlock
	compared := 0
	for i, e := range run {
		b := uint32(e)
		for _, o := range run[max(0, i-most):i] {
			x.others[b] = append(x.others[b], int32(x.mentions)+int32(uint32(o)))
			compared++
		}
	}
	if left := n*(n-1)/2 - compared; left > 0 {
		x.answer.Blocks = append(x.answer.Blocks, Block{Rule: x.fresh.ruleName(x.fresh.index.rules[r]), Example: x.fresh.id(int32(uint32(run[0]))),
			Mentions: n, Compared: compared, Left: left})
	}
}

// subset makes some old mentions ready with all new ones. Old ones come first, in order; place
// is where each old one is, by its number.
func (x *adding) subset(olds []int32) (l *linker, place map[int32]int32) {
	type at struct {
		part *part
		n, i int
	}
	where := make([]at, len(olds))
	place = make(map[int32]int32, len(olds))
	n := x.fresh.table.Len()
	t := &Table{fields: x.head.Fields, ids: make([]string, 0, len(olds)+n), columns: make([]dictionary, len(x.head.Fields))}
	l = &linker{ctx: x.fresh.ctx, opts: x.opts, table: t, hashes: append(make([]uint64, len(olds)), x.fresh.hashes...)}
	for i, o := range olds {
		place[o] = int32(i)
		for k, p := range x.parts {
			if int(o) >= p.mentions {
				where[i] = at{p, k, int(o) - p.mentions}
			}
		}
		t.ids = append(t.ids, where[i].part.ids.At(where[i].i))
	}
	for i := range n {
		t.ids = append(t.ids, x.fresh.id(int32(i)))
	}
	for i := range int32(len(t.ids)) {
		l.order, l.byRow = append(l.order, i), append(l.byRow, i)
	}
	l.parallel(len(t.columns), func(c int) {
		d := &t.columns[c]
		d.values, d.codes = []string{""}, make([]int32, 0, len(t.ids))
		local := make([][]int32, len(x.parts)+1)
		use := func(part, values int, code int32, value func(int) string) {
			if local[part] == nil {
				local[part] = make([]int32, values)
			}
			if code != 0 && local[part][code] == 0 {
				local[part][code] = int32(len(d.values))
				d.values = append(d.values, value(int(code)))
			}
			d.codes = append(d.codes, local[part][code])
		}
		for _, w := range where {
			use(w.n, w.part.values[c].Len(), int32(w.part.codes[c].At(w.i)), w.part.values[c].At)
		}
		words := &x.fresh.table.columns[c]
		for _, row := range x.fresh.order {
			use(len(x.parts), len(words.values), words.codes[row], func(v int) string { return words.values[v] })
		}
	})
	x.ready(l)
	return l, place
}

// compare scores the new mentions with all that share a key with them. Edges and
// contradictions are between numbers as Add has them.
func (x *adding) compare() (edges []edge, clashes []contradiction) {
	var olds []int32
	wanted := make([]bool, x.mentions)
	for _, list := range x.others {
		for _, o := range list {
			if int(o) < x.mentions {
				wanted[o] = true
			}
		}
	}
	for o, want := range wanted {
		if want {
			olds = append(olds, int32(o))
		}
	}
	l, place := x.subset(olds)
	n := len(x.others)
	parts, conflicts, compared := make([][]edge, n), make([][]contradiction, n), make([]int, n)
	floor := bitsOf(x.opts.Candidate)
	l.parallel(n, func(i int) {
		b := int32(len(olds) + i)
		others := make([]int32, len(x.others[i]))
		for k, o := range x.others[i] {
			if int(o) < x.mentions {
				others[k] = place[o]
			} else {
				others[k] = int32(len(olds)) + o - int32(x.mentions)
			}
		}
		parts[i], conflicts[i] = l.ties(b, others)
		for _, a := range others {
			if l.opposed(a, b) || l.sameNumber(a, b) {
				continue
			}
			compared[i]++
			if bits, p, ok := l.score(l.weights, a, b, floor); ok {
				parts[i] = append(parts[i], edge{a: a, b: b, bits: bits, pattern: p})
			}
		}
	})
	for _, c := range compared {
		x.answer.Compared += c
	}
	number := func(i int32) int32 {
		if int(i) < len(olds) {
			return olds[i]
		}
		return int32(x.mentions) + i - int32(len(olds))
	}
	edges, clashes = slices.Concat(parts...), slices.Concat(conflicts...)
	for i := range edges {
		edges[i].a, edges[i].b = number(edges[i].a), number(edges[i].b)
	}
	for i, c := range clashes {
		a := x.answer
		a.Conflicts = append(a.Conflicts, Conflict{l.id(c.a), l.id(c.b), l.feats[c.feature].name})
		clashes[i].a, clashes[i].b = number(c.a), number(c.b)
		a.apart = append(a.apart, uint32(min(clashes[i].a, clashes[i].b)), uint32(max(clashes[i].a, clashes[i].b)))
	}
	return edges, clashes
}

func bitsOf(probability float64) float32 {
	return float32(math.Log2(probability / (1 - probability)))
}

// ties links a new mention to the first of those with the same valid number that it does not
// clash with.
func (l *linker) ties(b int32, others []int32) (edges []edge, clashes []contradiction) {
	for k, feature := range l.identifiers() {
		var same []int32
		for _, a := range others {
			if n := l.numbers[k][a]; n != 0 && n == l.numbers[k][b] {
				same = append(same, a)
			}
		}
		e, c := l.tie(same, b, feature)
		if e.a != e.b {
			edges = append(edges, e)
		}
		clashes = append(clashes, c...)
	}
	return edges, clashes
}

// known makes edges of what the caller knows.
func (x *adding) known(same [][2]string) (edges []edge) {
	if len(same) == 0 {
		return nil
	}
	fresh := make(map[string]int32, len(x.fresh.order))
	for i := range x.fresh.order {
		fresh[x.fresh.id(int32(i))] = int32(x.mentions + i)
	}
	for _, s := range same {
		var ends [2]int32
		found := true
		for k, id := range s {
			i, ok := fresh[id]
			if !ok {
				i, ok = x.find(id)
			}
			ends[k], found = i, found && ok
		}
		if found && ends[0] != ends[1] && int(max(ends[0], ends[1])) >= x.mentions {
			edges = append(edges, edge{a: min(ends[0], ends[1]), b: max(ends[0], ends[1]), bits: certainBits, sure: decided})
		}
	}
	return edges
}

// join puts the new mentions into clusters, and tells what came of it.
func (x *adding) join(edges []edge, clashes []contradiction) {
	merge := bitsOf(x.opts.Merge)
	olds := x.touched(edges, merge)
	l, place := x.subset(olds)
	local := func(i int32) (int32, bool) {
		if int(i) >= x.mentions {
			return int32(len(olds)) + i - int32(x.mentions), true
		}
		at, ok := place[i]
		return at, ok
	}
	for i := range edges {
		edges[i].a, _ = local(edges[i].a)
		edges[i].b, _ = local(edges[i].b)
	}
	slices.SortFunc(edges, stronger)
	c := l.newClusters()
	first := map[int32]int32{}
	for i, o := range olds {
		e := x.entityOf(o)
		if f, known := first[e]; known {
			c.join(f, int32(i))
		} else {
			first[e] = int32(i)
		}
	}
	separate := func(i, j int32) {
		a, ok1 := local(i)
		b, ok2 := local(j)
		if ok1 && ok2 && c.root(a) != c.root(b) {
			c.forbid(a, b)
		}
	}
	for _, p := range x.apart {
		separate(p[0], p[1])
	}
	for _, p := range clashes {
		separate(p.a, p.b)
	}
	for _, p := range x.unsure {
		a, ok1 := local(p[0])
		b, ok2 := local(p[1])
		if ok1 && ok2 {
			c.unsure[[2]int32{min(a, b), max(a, b)}] = true
		}
	}
	for _, e := range edges {
		c.try(e, merge)
	}
	x.tell(l, c, olds, edges)
}

// touched lists the old mentions that joining needs: the ends of all edges and, where an edge
// may join, all members of the entity.
func (x *adding) touched(edges []edge, merge float32) []int32 {
	seen, whole := map[int32]bool{}, map[int32]bool{}
	for _, e := range edges {
		for _, i := range []int32{e.a, e.b} {
			if int(i) >= x.mentions {
				continue
			}
			seen[i] = true
			if entity := x.entityOf(i); (e.sure != scored || e.bits >= merge) && !whole[entity] {
				whole[entity] = true
				for _, m := range x.membersOf(entity) {
					seen[m] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// tell names the clusters of the new mentions and fills the answer. A cluster has the name of
// the entity that most of its old members have, of several the smallest.
func (x *adding) tell(l *linker, c *clusters, olds []int32, edges []edge) {
	a, from := x.answer, len(olds)
	r := &Result{Model: x.Model, linker: l, clusters: c, entity: make([]string, len(l.order)), Assignments: make([]Assignment, len(l.order))}
	number := make([]int32, len(l.order))
	for i, o := range olds {
		number[i] = x.entityOf(o)
	}
	named := map[int32]int32{} // root to entity
	taken := map[string]bool{}
	for i := from; i < len(l.order); i++ {
		root := c.root(int32(i))
		e, done := named[root]
		if !done {
			if e = x.winner(c, int32(i), from, number); e < 0 {
				name := l.fresh(int32(i), func(s string) bool { return taken[s] || x.named(s) })
				taken[name] = true
				e = int32(x.entities + len(a.names))
				a.names = append(a.names, name)
			}
			named[root] = e
		}
		a.entity = append(a.entity, uint32(e))
	}
	for i := range l.order {
		e := number[i]
		if won, joined := named[c.root(int32(i))]; joined {
			e = won
		}
		if int(e) >= x.entities {
			r.entity[i] = a.names[int(e)-x.entities]
		} else {
			r.entity[i] = x.nameOf(e)
		}
	}
	r.assign(c, edges, from)
	slices.SortStableFunc(r.Pairs, func(x, y Pair) int { return cmp.Compare(y.Bits, x.Bits) })
	a.result, a.Pairs = r, r.Pairs
	for row := range x.fresh.order {
		a.Assignments = append(a.Assignments, r.Assignments[from+int(x.fresh.mention(int32(row)))])
	}
	for _, lost := range slices.Sorted(maps.Keys(a.into)) {
		name := x.nameOf(a.into[lost])
		for _, m := range x.membersOf(lost) {
			p, at := x.of(m)
			a.Renamed = append(a.Renamed, Assignment{p.ids.At(at), name, p.odds.At(at)})
		}
	}
	for _, hidden := range x.fresh.masked {
		if hidden {
			a.Masked++
		}
	}
	l.table.rows = make(map[string]int32, len(l.table.ids)) // for Explain
	for i, id := range l.table.ids {
		l.table.rows[id] = int32(i)
	}
}

// winner returns the entity that most old members of the cluster of a new mention have, -1 if
// there is none, and notes which are joined to it. entity is that of the old members.
func (x *adding) winner(c *clusters, i int32, from int, entity []int32) int32 {
	votes := map[int32]int{}
	c.members(i, func(m int32) bool {
		if int(m) < from {
			votes[entity[m]]++
		}
		return true
	})
	best := int32(-1)
	for _, e := range slices.Sorted(maps.Keys(votes)) {
		if best < 0 || votes[e] > votes[best] || votes[e] == votes[best] && x.nameOf(e) < x.nameOf(best) {
			best = e
		}
	}
	for e := range votes {
		if e != best {
			x.answer.into[e] = best
		}
	}
	return best
}

// Explain tells why a new mention and another are, or are not, one subject: see Result. Of old
// mentions it knows those that are in a pair with a new one or in its entity.
func (a *Addition) Explain(x, y string) (Explanation, error) { return a.result.Explain(x, y) }

// Number returns the number by which what is kept will know the new mention in a row.
func (a *Addition) Number(row int) int { return a.kept.mentions + int(a.fresh.mention(int32(row))) }

// Save writes what was added, to be opened after the parts before it. It holds personal data
// in the clear: the caller protects it.
func (a *Addition) Save(out io.Writer) error {
	w := &flat.Writer{}
	if err := putJSON(w, "head", head{Version: keptVersion, Added: true, Mentions: a.kept.mentions, Entities: a.kept.entities}); err != nil {
		return err
	}
	l := a.fresh
	l.putMentions(w)
	putKeys(w, a.keys)
	putEntities(w, a.names, a.entity)
	odds := make([]float64, len(l.order))
	for i, row := range l.order {
		odds[i] = a.Assignments[row].Probability
	}
	w.F64("odds", odds)
	w.U32("into", joinedIn(a.into))
	w.U32("apart", a.apart)
	w.U32("unsure", nil)
	return written(w, out)
}
