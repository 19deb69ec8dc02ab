package match

import (
	"cmp"
	"slices"
	"sync"

	"github.com/cespare/xxhash/v2"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/fault"
)

// maxFeatures is how many comparisons fit one pattern of 64 bits.
const maxFeatures = 16

// A feature is one comparison: a column of values made ready, and the value of each mention.
// Mentions are numbered in canonical order here, not by their rows.
type feature struct {
	name    string
	kind    compare.Kind
	column  compare.Column
	words   *dictionary       // distinct values; the first is empty
	codes   []int32           // value of each mention
	self    []uint8           // the level of a value with itself
	class   []uint32          // values that are the same once folded share a class
	index   map[uint64]uint32 // class by strictest key
	counts  []int32           // mentions of each class
	known   int               // mentions whose value says something
	derived []bool            // the value was read from an identifier; nil if none was
	partner int               // the feature it may be swapped with, or -1
	swapped uint8             // the level for that
	top     uint8
}

// canonical numbers the rows in an order that depends on their content alone, so that nothing
// that follows depends on the order in which they came.
func (l *linker) canonical() {
	type key struct {
		h   uint64
		row int32
	}
	t := l.table
	keys := make([]key, t.Len())
	const step = 1 << 14
	l.parallel((len(keys)+step-1)/step, func(n int) {
		var line []byte
		for i := n * step; i < min(len(keys), (n+1)*step); i++ {
			row := int32(i)
			line = append(line[:0], t.ids[row]...)
			for c := range t.columns {
				line = append(append(line, 0), t.value(row, c)...)
			}
			keys[i] = key{xxhash.Sum64(line), row}
		}
	})
	slices.SortFunc(keys, func(a, b key) int {
		if a.h != b.h {
			return cmp.Compare(a.h, b.h)
		}
		return cmp.Compare(t.ids[a.row], t.ids[b.row])
	})
	l.byRow = make([]int32, len(keys))
	for _, k := range keys {
		l.byRow[k.row] = int32(len(l.order))
		l.order = append(l.order, k.row)
		l.hashes = append(l.hashes, k.h)
	}
}

// prepare makes the columns of a table ready.
func (l *linker) prepare() error {
	var plans []plan
	for _, p := range l.plans() {
		if p.worth(l.table) {
			plans = append(plans, p)
		}
	}
	if len(plans) == 0 {
		plans = l.plans() // too few rows to tell: each stands alone, but that is an answer
	}
	if len(plans) > maxFeatures {
		return fault.Invalidf("可比对的列有 %d 个，最多 %d 个；请用 --map 把其中一些设为 ignore。",
			"there are %d columns to compare, at most %d can be: set some to ignore with --map.", len(plans), maxFeatures)
	}
	if len(plans) == 0 {
		return fault.Invalidf("没有可用于比对的列。", "there is no column to compare by.")
	}
	l.feats = make([]*feature, len(plans))
	for i, p := range plans {
		l.feats[i] = &feature{name: p.name, kind: p.kind, partner: -1, top: compare.Top(p.kind)}
	}
	l.plan = plans
	l.extend()
	l.learn()
	l.pairUp()
	return nil
}

// pairUp notes which features may be swapped.
func (l *linker) pairUp() {
	for i, f := range l.feats {
		f.partner = l.partnerOf(i)
		f.swapped, _ = compare.Swapped(f.kind)
	}
}

// learn counts how common each value is.
func (l *linker) learn() {
	for _, f := range l.feats {
		for i := range f.codes {
			if !f.silent(int32(i)) {
				f.counts[f.class[f.codes[i]]]++
				f.known++
			}
		}
	}
}

// A plan tells from which columns a feature takes its values.
type plan struct {
	name    string
	kind    compare.Kind
	columns []int // joined, if several
}

// plans lists the features of the table. A Chinese surname and given name are one name.
func (l *linker) plans() []plan {
	var out []plan
	surname, given := -1, -1
	for i, f := range l.table.fields {
		switch {
		case f.Kind == compare.Surname && surname < 0:
			surname = i
		case f.Kind == compare.Given && given < 0:
			given = i
		}
	}
	joined := surname >= 0 && given >= 0 && l.table.columns[surname].chinese() && l.table.columns[given].chinese()
	for i, f := range l.table.fields {
		switch {
		case f.Kind == compare.Ignored, joined && i == given:
		case joined && i == surname:
			out = append(out, plan{f.Name + l.table.fields[given].Name, compare.Name, []int{surname, given}})
		default:
			out = append(out, plan{f.Name, f.Kind, []int{i}})
		}
	}
	return out
}

// chinese reports whether most values of a column are written in Chinese characters.
func (d *dictionary) chinese() bool {
	n := 0
	for _, v := range d.values[1:] {
		if v[0] >= 0xe3 && v[0] <= 0xe9 {
			n++
		}
	}
	return 2*n > len(d.values)-1 && n > 0
}

// worth reports whether a column can tell anything: one that is the same everywhere cannot.
func (p plan) worth(t *Table) bool {
	n := 0
	for _, c := range p.columns {
		n += len(t.columns[c].values) - 1
	}
	return n > 1 || p.kind == compare.Identifier && n > 0
}

// partnerOf finds the feature that feature i may be swapped with: given name with surname, one
// line of an address with the next. Only the first of the two has a partner.
func (l *linker) partnerOf(i int) int {
	f := l.feats[i]
	want, ok := map[compare.Kind]compare.Kind{compare.Given: compare.Surname, compare.Address: compare.Address}[f.kind]
	if !ok {
		return -1
	}
	for j, g := range l.feats {
		if g.kind == want && (f.kind != compare.Address || j > i) {
			return j
		}
	}
	return -1
}

// extend makes the values of all mentions ready, identifiers first because birth date and sex
// may be read from them.
func (l *linker) extend() {
	l.each(func(f *feature) bool { return f.kind == compare.Identifier })
	l.number()
	l.each(func(f *feature) bool { return f.kind != compare.Identifier })
	l.codes = make([]int32, 0, len(l.order)*len(l.feats))
	for i := range l.order {
		for _, f := range l.feats {
			l.codes = append(l.codes, f.codes[i])
		}
	}
}

// each extends the features chosen, on several cores.
func (l *linker) each(chosen func(*feature) bool) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, l.opts.Workers)
	for i, f := range l.feats {
		if !chosen(f) {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- struct{}{}
			l.fill(f, l.plan[i])
			<-slots
		}()
	}
	wg.Wait()
}

// fill makes the values of one feature ready.
func (l *linker) fill(f *feature, p plan) {
	f.column = compare.Prepare(f.kind, nil)
	f.words = &l.table.columns[p.columns[0]]
	if len(p.columns) > 1 {
		f.words = &dictionary{values: []string{""}}
	}
	l.gather(f, p)
	for _, v := range f.words.values {
		f.column.Add(v)
	}
	f.classify()
}

// gather reads the values of a feature from the table, and from identifiers what it lacks.
func (l *linker) gather(f *feature, p plan) {
	f.codes = make([]int32, 0, len(l.order))
	for i, row := range l.order {
		var v int32
		if len(p.columns) == 1 {
			v = f.words.codes[row]
		} else {
			v = f.words.code(l.table.value(row, p.columns[0]) + l.table.value(row, p.columns[1]))
		}
		told := false
		if v == 0 && (f.kind == compare.Birth || f.kind == compare.Sex) {
			if s := l.told(int32(i), f.kind); s != "" {
				v, told = f.words.code(s), true
			}
		}
		f.codes = append(f.codes, v)
		f.note(i, told)
	}
}

// note remembers whether the value of mention i was read from an identifier.
func (f *feature) note(i int, told bool) {
	if told && f.derived == nil {
		f.derived = make([]bool, i)
	}
	if f.derived != nil {
		f.derived = append(f.derived, told)
	}
}

// told reads birth date or sex from an identifier of mention i.
func (l *linker) told(i int32, kind compare.Kind) string {
	for _, f := range l.feats {
		if f.kind != compare.Identifier || f.codes[i] == 0 {
			continue
		}
		date, sex := compare.BirthOf(f.column, f.codes[i])
		if kind == compare.Sex {
			date = sex
		}
		if date != "" {
			return date
		}
	}
	return ""
}

// classify gives the values their class.
func (f *feature) classify() {
	f.index = map[uint64]uint32{}
	for v := range int32(len(f.words.values)) {
		f.self = append(f.self, f.column.Level(v, v))
		k := f.column.Key(0, v)
		c, ok := f.index[k]
		if !ok || k == 0 {
			c = uint32(len(f.counts))
			f.counts = append(f.counts, 0)
			if k != 0 {
				f.index[k] = c
			}
		}
		f.class = append(f.class, c)
	}
}

// number notes the valid numbers of the mentions.
func (l *linker) number() {
	for _, at := range l.identifiers() {
		f, list := l.feats[at], make([]uint32, len(l.order))
		for i, v := range f.codes {
			if f.column.Note(v)&compare.Certain != 0 {
				list[i] = f.class[v] + 1
			}
		}
		l.numbers = append(l.numbers, list)
	}
}

// silent reports whether the value of mention i says nothing.
func (f *feature) silent(i int32) bool { return f.self[f.codes[i]] == compare.Missing }
