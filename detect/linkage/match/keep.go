package match

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/cespare/xxhash/v2"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/flat"
	"github.com/mingjian/mingjian/fault"
)

// keptVersion is raised when the form of what is kept changes, or how values are compared,
// keys made and entities joined: what was kept by other rules cannot be gone on with.
// TestKeptVersion notices most of the reasons.
const keptVersion = 2

// head is what a part of a kept linkage says of itself. A part is the linkage of a table or,
// after it, what one Add added; mentions and entities are numbered through all parts.
type head struct {
	Version  int  `json:"version"`
	Added    bool `json:"added"`    // to the parts before
	Mentions int  `json:"mentions"` // before this part
	Entities int  `json:"entities"` // before this part

	// Of the first part alone:
	Fields    []Field `json:"fields,omitempty"`
	Plan      []kept  `json:"plan,omitempty"`
	Known     []int   `json:"known,omitempty"` // of each feature, see feature
	Further   []Key   `json:"further,omitempty"`
	Model     *Model  `json:"model,omitempty"`
	Merge     float64 `json:"merge,omitempty"`
	Candidate float64 `json:"candidate,omitempty"`
	MaxBlock  int     `json:"max_block,omitempty"`
}

// kept is a plan as it is written.
type kept struct {
	Name    string       `json:"name"`
	Kind    compare.Kind `json:"kind"`
	Columns []int        `json:"columns"`
}

// section names one of several sections of a kind.
func section(name string, n int) string { return name + "/" + strconv.Itoa(n) }

// Save writes the result, its model and the keys of all mentions, so that Open can go on where
// it ended. The pairs are not kept. What is written holds personal data in the clear: the
// caller protects it.
func (r *Result) Save(out io.Writer) error {
	l := r.linker
	h := head{Version: keptVersion, Fields: l.table.fields, Further: l.index.further, Model: r.Model,
		Merge: l.opts.Merge, Candidate: l.opts.Candidate, MaxBlock: l.opts.MaxBlock}
	for i, f := range l.feats {
		h.Plan, h.Known = append(h.Plan, kept{f.name, f.kind, l.plan[i].columns}), append(h.Known, f.known)
	}
	w := &flat.Writer{}
	if err := putJSON(w, "head", h); err != nil {
		return err
	}
	l.putMentions(w)
	putKeys(w, l.index.entries)
	l.putSplits(w)
	l.putClasses(w)
	names, entity := numbered(r.entity)
	putEntities(w, names, entity)
	putMembers(w, entity, len(names))
	odds := make([]float64, len(l.order))
	for i, row := range l.order {
		odds[i] = r.Assignments[row].Probability
	}
	w.F64("odds", odds)
	w.U32("apart", pairsOf(r.clusters.apart))
	w.U32("unsure", unsureOf(r.clusters.unsure))
	return written(w, out)
}

// Number returns the number by which what is kept will know the mention in a row.
func (r *Result) Number(row int) int { return int(r.linker.mention(int32(row))) }

// written writes the file.
func written(w *flat.Writer, out io.Writer) error {
	if _, err := w.WriteTo(out); err != nil {
		return fmt.Errorf("keep linkage: %w", err)
	}
	return nil
}

func putJSON(w *flat.Writer, name string, v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		w.Bytes(name, b)
	}
	return err
}

// putMentions writes ids and values of the mentions from number from on, and what can be told
// of a pair by them without looking at the values.
func (l *linker) putMentions(w *flat.Writer) {
	n := len(l.order)
	w.Texts("id", n, func(i int) string { return l.table.ids[l.order[i]] })
	putHashes(w, "idhash", n, func(i int) uint64 { return xxhash.Sum64String(l.table.ids[l.order[i]]) })
	for c := range l.table.columns {
		d := &l.table.columns[c]
		codes, values := make([]int32, n), []int32{0}
		local := make([]int32, len(d.values))
		for i := range codes {
			v := d.codes[l.order[i]]
			if v != 0 && local[v] == 0 {
				local[v] = int32(len(values))
				values = append(values, v)
			}
			codes[i] = local[v]
		}
		w.Texts(section("value", c), len(values), func(i int) string { return d.values[values[i]] })
		w.I32(section("code", c), codes)
	}
	for k, feature := range l.identifiers() {
		keys := make([]uint64, n)
		for i := range keys {
			keys[i] = l.numberKey(k, feature, int32(i))
		}
		w.U64(section("number", k), keys)
	}
	masked := make([]byte, n)
	for i := range masked {
		if l.masked[i] {
			masked[i] = 1
		}
	}
	w.Bytes("masked", masked)
}

// numberKey is the key of the valid number of mention i; 0 if it has none. feature is that of
// identifier k.
func (l *linker) numberKey(k, feature int, i int32) uint64 {
	if l.numbers[k][i] == 0 {
		return 0
	}
	return l.feats[feature].column.Key(0, l.feats[feature].codes[i])
}

// putHashes writes the hashes of n things in ascending order, and beside each whose it is.
func putHashes(w *flat.Writer, name string, n int, hash func(i int) uint64) {
	type entry struct {
		hash uint64
		i    uint32
	}
	list := make([]entry, n)
	for i := range list {
		list[i] = entry{hash(i), uint32(i)}
	}
	slices.SortFunc(list, func(a, b entry) int {
		if a.hash < b.hash || a.hash == b.hash && a.i < b.i {
			return -1
		}
		return 1
	})
	hashes, of := make([]uint64, n), make([]uint32, n)
	for i, e := range list {
		hashes[i], of[i] = e.hash, e.i
	}
	w.U64(name, hashes)
	w.U32(name+"/of", of)
}

// putKeys writes for each rule the keys in ascending order and beside each its mention,
// numbered from number from on.
func putKeys(w *flat.Writer, entries [][]uint64) {
	for r, list := range entries {
		keys, of := make([]uint32, len(list)), make([]uint32, len(list))
		for i, e := range list {
			keys[i], of[i] = uint32(e>>32), uint32(e)
		}
		w.U32(section("key", r), keys)
		w.U32(section("key", r)+"/of", of)
	}
}

// putSplits writes how blocks have been divided.
func (l *linker) putSplits(w *flat.Writer) {
	for r, s := range l.index.splits {
		var by, chunks []uint32
		for _, k := range slices.Sorted(maps.Keys(s.by)) {
			by = append(by, k, uint32(s.by[k]))
		}
		for _, k := range slices.Sorted(maps.Keys(s.chunks)) {
			chunks = append(chunks, k, uint32(s.chunks[k]))
		}
		w.U32(section("split", r), by)
		w.U32(section("chunk", r), chunks)
	}
}

// putClasses writes for each feature how many mentions have the values of one key.
func (l *linker) putClasses(w *flat.Writer) {
	for i, f := range l.feats {
		keys := slices.Sorted(maps.Keys(f.index))
		counts := make([]int32, len(keys))
		for k, key := range keys {
			counts[k] = f.counts[f.index[key]]
		}
		w.U64(section("class", i), keys)
		w.I32(section("class", i)+"/count", counts)
	}
}

// numbered numbers the entities in the order in which they first occur.
func numbered(entity []string) (names []string, of []uint32) {
	number := make(map[string]uint32, len(entity)/2)
	of = make([]uint32, len(entity))
	for i, e := range entity {
		n, known := number[e]
		if !known {
			n = uint32(len(names))
			number[e] = n
			names = append(names, e)
		}
		of[i] = n
	}
	return names, of
}

func putEntities(w *flat.Writer, names []string, entity []uint32) {
	w.U32("entity", entity)
	w.Texts("name", len(names), func(i int) string { return names[i] })
	putHashes(w, "namehash", len(names), func(i int) uint64 { return xxhash.Sum64String(names[i]) })
}

// putMembers writes the mentions of each entity, one entity after another.
func putMembers(w *flat.Writer, entity []uint32, entities int) {
	ends, members := make([]uint32, entities), make([]uint32, len(entity))
	for _, e := range entity {
		ends[e]++
	}
	sum := uint32(0)
	for e, n := range ends {
		ends[e] = sum
		sum += n
	}
	for i, e := range entity {
		members[ends[e]] = uint32(i)
		ends[e]++
	}
	w.U32("member", members)
	w.U32("member/ends", ends)
}

// pairsOf lists who is kept apart, each pair once.
func pairsOf(apart map[int32][]int32) (list []uint32) {
	for _, a := range slices.Sorted(maps.Keys(apart)) {
		for _, b := range apart[a] {
			if a < b {
				list = append(list, uint32(a), uint32(b))
			}
		}
	}
	return list
}

func unsureOf(unsure map[[2]int32]bool) (list []uint32) {
	for _, p := range slices.SortedFunc(maps.Keys(unsure), func(a, b [2]int32) int { return slices.Compare(a[:], b[:]) }) {
		list = append(list, uint32(p[0]), uint32(p[1]))
	}
	return list
}

// readHead reads and checks what a part says of itself.
func readHead(f *flat.File) (head, error) {
	var h head
	d := json.NewDecoder(bytes.NewReader(f.Bytes("head")))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil {
		return h, damaged(err)
	}
	if h.Version != keptVersion {
		return h, fault.Conflictf("归并结果是另一版本程序保存的，请重新归并。", "the linkage was saved by another version of the program; link again.")
	}
	return h, nil
}

// damaged says that what was kept cannot be used.
func damaged(err error) error {
	return fault.Invalidf("保存的归并结果已损坏，请重新归并。", "the saved linkage is damaged; link again.").Because(err)
}

// sound reports whether a model can be worked with: probabilities are some, and levels and
// rules are those of its features.
func (m *Model) sound() bool {
	open := func(p float64) bool { return p > 0 && p < 1 && !math.IsNaN(p) }
	if m == nil || !open(m.Prior) || len(m.Features) > maxFeatures || len(m.Rules) > maxRules {
		return false
	}
	for _, p := range m.Features {
		levels := len(compare.Levels(p.Kind))
		if len(p.M) != levels || len(p.U) != levels || math.IsNaN(p.Common) || p.Common < 0 || p.Common > 1 {
			return false
		}
		for k := 1; k < levels; k++ {
			if !(p.M[k] > 0 && p.M[k] <= 1 && p.U[k] > 0 && p.U[k] <= 1) {
				return false
			}
		}
	}
	for _, r := range m.Rules {
		for _, k := range r.Keys {
			if !m.has(k) {
				return false
			}
		}
	}
	return true
}

// has reports whether a key is one of the model's features.
func (m *Model) has(k Key) bool {
	return k.Feature >= 0 && k.Feature < len(m.Features) && k.Way >= 0 && k.Way < compare.Ways(m.Features[k.Feature].Kind)
}
