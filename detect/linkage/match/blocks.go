package match

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// An index gathers the mentions that share a key, for each rule.
type index struct {
	rules   []Rule
	keys    []uint32   // of mention i by rule r at i × len(rules) + r; 0 for none
	entries [][]uint64 // for each rule, key and mention in one number, ascending
	splits  []splits   // for each rule
	further []Key      // by which large blocks are divided, in order
}

// splits remembers how the blocks of one rule that were too large have been divided.
type splits struct {
	by     map[uint32]int // a key to the place in index.further by which its block is divided
	chunks map[uint32]int // a key to the number of pieces its block was cut into
}

func entry(key uint32, i int32) uint64 { return uint64(key)<<32 | uint64(uint32(i)) }

// short makes a key of 32 bits; 0 stays 0.
func short(key uint64) uint32 {
	if key == 0 {
		return 0
	}
	return uint32(key>>32) | 1
}

// buildIndex computes all keys. A block of more mentions than allowed is divided by one more
// feature after another and, if mentions agree in all of them, cut into pieces; what is not
// compared that way is reported.
func (l *linker) buildIndex(rules []Rule) {
	x := &index{rules: rules, keys: make([]uint32, len(l.order)*len(rules)), entries: make([][]uint64, len(rules)),
		splits: make([]splits, len(rules)), further: l.further()}
	l.index = x
	reports := make([][]Block, len(rules))
	l.parallel(len(rules), func(r int) {
		x.splits[r] = splits{map[uint32]int{}, map[uint32]int{}}
		list := make([]uint64, 0, len(l.order))
		for i := range l.order {
			if k := short(l.key(rules[r], int32(i))); k != 0 {
				list = append(list, entry(k, int32(i)))
			}
		}
		slices.Sort(list)
		list, reports[r] = l.divide(r, list)
		x.entries[r] = list
	})
	for r, list := range x.entries {
		for _, e := range list {
			x.keys[int(uint32(e))*len(rules)+r] = uint32(e >> 32)
		}
		l.blocks = append(l.blocks, reports[r]...)
	}
}

// further orders the features by how well they divide.
func (l *linker) further() []Key {
	keys := make([]Key, len(l.feats))
	worth := make([]float64, len(l.feats))
	for i, f := range l.feats {
		keys[i] = Key{Feature: i}
		known := float64(f.known) / float64(max(1, len(f.codes)))
		worth[i] = known*known*l.common(f) + (1-known)*(1-known)
	}
	slices.SortStableFunc(keys, func(a, b Key) int { return cmp.Compare(worth[a.Feature], worth[b.Feature]) })
	return keys
}

// divide divides the large blocks of a rule until none is left.
func (l *linker) divide(r int, list []uint64) ([]uint64, []Block) {
	var blocks []Block
	out := list[:0:0]
	large := false
	eachRun(list, func(run []uint64) {
		if len(run) > l.opts.MaxBlock {
			large = true
		}
	})
	if !large {
		return list, nil
	}
	eachRun(list, func(run []uint64) {
		if len(run) <= l.opts.MaxBlock {
			out = append(out, run...)
			return
		}
		b := Block{Rule: l.ruleName(l.index.rules[r]), Example: l.id(int32(uint32(run[0]))), Mentions: len(run)}
		from := len(out)
		out = l.divideRun(r, run, 0, out)
		slices.Sort(out[from:])
		eachRun(out[from:], func(piece []uint64) { b.Compared += len(piece) * (len(piece) - 1) / 2 })
		if b.Left = len(run)*(len(run)-1)/2 - b.Compared; b.Left > 0 {
			blocks = append(blocks, b)
		}
	})
	slices.Sort(out)
	return out, blocks
}

// divideRun divides one block by the features from number by on and appends the pieces.
func (l *linker) divideRun(r int, run []uint64, by int, out []uint64) []uint64 {
	x := l.index
	key := uint32(run[0] >> 32)
	for by < len(x.further) && slices.ContainsFunc(x.rules[r].Keys, func(k Key) bool { return k.Feature == x.further[by].Feature && k.Way == 0 }) {
		by++
	}
	if by == len(x.further) {
		x.splits[r].chunks[key] = (len(run) + l.opts.MaxBlock - 1) / l.opts.MaxBlock
		for n, e := range run {
			out = append(out, entry(chunk(key, n/l.opts.MaxBlock), int32(uint32(e))))
		}
		return out
	}
	x.splits[r].by[key] = by
	pieces := make([]uint64, 0, len(run))
	for _, e := range run {
		i := int32(uint32(e))
		pieces = append(pieces, entry(l.refine(key, by, i), i))
	}
	slices.Sort(pieces)
	eachRun(pieces, func(piece []uint64) {
		if len(piece) > l.opts.MaxBlock {
			out = l.divideRun(r, piece, by+1, out)
		} else {
			out = append(out, piece...)
		}
	})
	return out
}

// refine returns the key of mention i within a block divided by a further feature.
func (l *linker) refine(key uint32, by int, i int32) uint32 {
	k := l.index.further[by]
	f := l.feats[k.Feature]
	return short(join(uint64(key)<<8|uint64(by), f.column.Key(k.Way, f.codes[i])) | 1<<32)
}

func chunk(key uint32, n int) uint32 { return short(join(uint64(key), uint64(n)+1) | 1<<32) }

// find returns the key of mention i by rule r as the divided blocks have it.
func (l *linker) find(r int, i int32) uint32 {
	x := l.index
	k := short(l.key(x.rules[r], i))
	for last := -1; k != 0; {
		by, ok := x.splits[r].by[k]
		if !ok || by <= last { // a block is divided by one further feature after another
			break
		}
		k, last = l.refine(k, by, i), by
	}
	if x.splits[r].chunks[k] > 0 {
		return chunk(k, 0)
	}
	return k
}

// eachRun calls f for each stretch of entries that share a key.
func eachRun(list []uint64, f func(run []uint64)) {
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j]>>32 == list[i]>>32 {
			j++
		}
		f(list[i:j])
		i = j
	}
}

// earlier reports whether a rule before r finds mentions a and b too.
func (x *index) earlier(r int, a, b int32) bool {
	n := len(x.rules)
	ka, kb := x.keys[int(a)*n:int(a)*n+r], x.keys[int(b)*n:int(b)*n+r]
	for i, k := range ka {
		if k == kb[i] && k != 0 {
			return true
		}
	}
	return false
}

// parallel calls f for 0 to n-1, on several cores, and returns when all calls have.
func (l *linker) parallel(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(l.opts.Workers, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				i := int(next.Add(1)) - 1
				if i >= n || l.ctx.Err() != nil {
					return
				}
				f(i)
			}
		}()
	}
	wg.Wait()
}
