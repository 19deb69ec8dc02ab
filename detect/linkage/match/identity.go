package match

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// A claim is that a cluster should keep the name of an entity of an earlier run.
type claim struct {
	root   int32 // the first mention of the cluster
	entity string
	votes  int
}

// name gives every cluster its entity. A cluster keeps the name that most of its mentions had
// earlier; where an entity was split the part with most of them keeps it. Others are named
// after what their first mention says, first by its content and not by its row.
func (r *Result) name(c *clusters) {
	l := r.linker
	first := make([]int32, len(l.order)) // of each root
	for i := int32(len(l.order)) - 1; i >= 0; i-- {
		first[c.root(i)] = i
	}
	names := map[int32]string{}
	taken := map[string]bool{}
	for _, k := range r.claims(c, first) {
		if names[k.root] == "" && !taken[k.entity] {
			names[k.root], taken[k.entity] = k.entity, true
		}
	}
	r.entity = make([]string, len(l.order))
	for i := range int32(len(l.order)) {
		f := first[c.root(i)]
		if f == i && names[f] == "" {
			names[f] = l.fresh(i, func(name string) bool { return taken[name] })
			taken[names[f]] = true
		}
		r.entity[i] = names[f]
	}
	r.Counts.Entities = len(names)
}

// claims lists the claims of all clusters, the strongest first.
func (r *Result) claims(c *clusters, first []int32) []claim {
	l := r.linker
	if len(l.opts.Earlier) == 0 {
		return nil
	}
	type key struct {
		root   int32
		entity string
	}
	votes := map[key]int{}
	for i := range int32(len(l.order)) {
		if e := l.opts.Earlier[l.id(i)]; e != "" {
			votes[key{first[c.root(i)], e}]++
		}
	}
	list := make([]claim, 0, len(votes))
	for k, n := range votes {
		list = append(list, claim{k.root, k.entity, n})
	}
	slices.SortFunc(list, func(a, b claim) int {
		return cmp.Or(-cmp.Compare(a.votes, b.votes), cmp.Compare(a.entity, b.entity), cmp.Compare(a.root, b.root))
	})
	return list
}

// fresh returns a name that no entity bears yet: 64 bits of a hash of a mention. It is a label
// and hides nothing from somebody who knows the mention.
func (l *linker) fresh(i int32, taken func(name string) bool) string {
	h := l.hashes[i]
	for {
		b := binary.BigEndian.AppendUint64(nil, h)
		if name := "e-" + hex.EncodeToString(b); !taken(name) {
			return name
		}
		h = xxhash.Sum64(b)
	}
}
