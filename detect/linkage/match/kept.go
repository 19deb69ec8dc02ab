package match

import (
	"errors"
	"maps"
	"slices"

	"github.com/cespare/xxhash/v2"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/flat"
)

// Kept is a linkage as it was saved, with what was added to it since. It is not read into
// memory structures: Add looks up only what the new mentions share a key with. It never
// changes and may be used from several goroutines.
type Kept struct {
	head
	parts    []*part
	splits   []splits
	classes  []flat.U64
	counts   []flat.U32
	members  flat.U32 // of the first part, by entity
	ends     flat.U32
	into     map[int32]int32   // an entity that was joined to another
	later    map[int32][]int32 // mentions of the first part's entities and others that came later
	mentions int
	entities int
	apart    [][2]int32
	unsure   [][2]int32
}

// part is one saved file.
type part struct {
	mentions, entities int // before it
	ids                flat.Texts
	hashes             flat.U64
	hashed             flat.U32
	values             []flat.Texts
	codes              []flat.U32
	numbers            []flat.U64
	masked             []byte
	keys, keyed        []flat.U32
	entity             flat.U32
	names              flat.Texts
	nameHashes         flat.U64
	nameHashed         flat.U32
	odds               flat.F64
}

// Open makes ready what Save of a Result and then Save of each Addition wrote, in that order.
// Each file is read whole by the caller; Open keeps the bytes. Whatever is wrong with them is
// an error: fault.Conflict if another version of the program wrote them, else fault.Invalid.
func Open(files ...[]byte) (*Kept, error) {
	k := &Kept{into: map[int32]int32{}, later: map[int32][]int32{}}
	for i, b := range files {
		f, err := flat.Open(b)
		if err != nil {
			return nil, damaged(err)
		}
		h, err := readHead(f)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			err = k.begin(f, h)
		}
		if err == nil && (h.Added != (i > 0) || h.Mentions != k.mentions || h.Entities != k.entities) {
			err = errors.New("the parts do not follow each other")
		}
		if err == nil {
			err = k.take(f)
		}
		if err != nil {
			return nil, damaged(err)
		}
	}
	if len(k.parts) == 0 {
		return nil, damaged(errors.New("there is nothing"))
	}
	return k, nil
}

// begin reads what only the first part has.
func (k *Kept) begin(f *flat.File, h head) error {
	k.head = h
	if !h.fits() {
		return errors.New("the model does not fit the columns")
	}
	for r := range h.Model.Rules {
		by, chunks := f.U32(section("split", r)), f.U32(section("chunk", r))
		if by.Len()%2 != 0 || chunks.Len()%2 != 0 {
			return errors.New("the blocks do not fit")
		}
		s := splits{map[uint32]int{}, map[uint32]int{}}
		for i := 0; i < by.Len(); i += 2 {
			if by.At(i+1) >= uint32(len(h.Further)) {
				return errors.New("the blocks do not fit")
			}
			s.by[by.At(i)] = int(by.At(i + 1))
		}
		for i := 0; i < chunks.Len(); i += 2 {
			s.chunks[chunks.At(i)] = int(chunks.At(i + 1))
		}
		k.splits = append(k.splits, s)
	}
	for i := range h.Plan {
		keys, counts := f.U64(section("class", i)), f.U32(section("class", i)+"/count")
		if keys.Len() != counts.Len() || !keys.Ascending() || !counts.Below(1<<31) {
			return errors.New("the frequencies do not fit")
		}
		k.classes, k.counts = append(k.classes, keys), append(k.counts, counts)
	}
	return f.Err()
}

// fits reports whether plan, model and columns belong together.
func (h *head) fits() bool {
	if !h.Model.sound() || len(h.Plan) != len(h.Model.Features) || len(h.Known) != len(h.Plan) || len(h.Plan) == 0 ||
		!(h.Merge > 0 && h.Merge < 1 && h.Candidate > 0 && h.Candidate < 1 && h.MaxBlock > 0) {
		return false
	}
	for i, p := range h.Plan {
		q := h.Model.Features[i]
		if p.Name != q.Name || p.Kind != q.Kind || len(p.Columns) == 0 || h.Known[i] < 0 || !slices.Contains(compare.Kinds(), p.Kind) ||
			slices.ContainsFunc(p.Columns, func(c int) bool { return c < 0 || c >= len(h.Fields) }) {
			return false
		}
	}
	return !slices.ContainsFunc(h.Further, func(x Key) bool { return !h.Model.has(x) })
}

// take adds a part and checks that every number in it stands for something.
func (k *Kept) take(f *flat.File) error {
	p := &part{mentions: k.mentions, entities: k.entities, ids: f.Texts("id"), hashes: f.U64("idhash"), hashed: f.U32("idhash/of"),
		masked: f.Bytes("masked"), entity: f.U32("entity"), names: f.Texts("name"), nameHashes: f.U64("namehash"),
		nameHashed: f.U32("namehash/of"), odds: f.F64("odds")}
	for c := range k.head.Fields {
		p.values, p.codes = append(p.values, f.Texts(section("value", c))), append(p.codes, f.U32(section("code", c)))
	}
	for _, plan := range k.Plan {
		if plan.Kind == compare.Identifier {
			p.numbers = append(p.numbers, f.U64(section("number", len(p.numbers))))
		}
	}
	for r := range k.Model.Rules {
		p.keys, p.keyed = append(p.keys, f.U32(section("key", r))), append(p.keyed, f.U32(section("key", r)+"/of"))
	}
	if err := errors.Join(f.Err(), p.check()); err != nil {
		return err
	}
	k.parts = append(k.parts, p)
	k.mentions += p.ids.Len()
	k.entities += p.names.Len()
	if !p.entity.Below(k.entities) {
		return errors.New("an entity is missing")
	}
	return k.relate(f, p)
}

// check reports what does not fit within a part.
func (p *part) check() error {
	n := p.ids.Len()
	fits := p.hashes.Len() == n && p.hashed.Len() == n && p.hashed.Below(n) && p.hashes.Ascending() && len(p.masked) == n && p.entity.Len() == n && p.odds.Len() == n &&
		p.nameHashes.Len() == p.names.Len() && p.nameHashed.Len() == p.names.Len() && p.nameHashed.Below(p.names.Len()) && p.nameHashes.Ascending()
	for c, codes := range p.codes {
		fits = fits && codes.Len() == n && p.values[c].Len() > 0 && p.values[c].At(0) == "" && codes.Below(p.values[c].Len())
	}
	for _, numbers := range p.numbers {
		fits = fits && numbers.Len() == n
	}
	for r, keys := range p.keys {
		fits = fits && keys.Len() == p.keyed[r].Len() && keys.Ascending() && p.keyed[r].Below(n)
	}
	if !fits {
		return errors.New("the columns do not fit")
	}
	return nil
}

// relate reads who belongs together and who is kept apart.
func (k *Kept) relate(f *flat.File, p *part) error {
	pairs := func(name string, bound int) (list [][2]int32, ok bool) {
		u := f.U32(name)
		if u.Len()%2 != 0 || !u.Below(bound) {
			return nil, false
		}
		for i := 0; i < u.Len(); i += 2 {
			list = append(list, [2]int32{int32(u.At(i)), int32(u.At(i + 1))})
		}
		return list, true
	}
	apart, ok1 := pairs("apart", k.mentions)
	unsure, ok2 := pairs("unsure", k.mentions)
	if f.Err() != nil || !ok1 || !ok2 {
		return errors.Join(f.Err(), errors.New("a pair is missing"))
	}
	k.apart, k.unsure = append(k.apart, apart...), append(k.unsure, unsure...)
	if len(k.parts) == 1 {
		k.members, k.ends = f.U32("member"), f.U32("member/ends")
		n := k.mentions
		if f.Err() != nil || k.members.Len() != n || !k.members.Below(n) || k.ends.Len() != k.entities || !k.ends.Ascending() ||
			k.entities > 0 && int(k.ends.At(k.entities-1)) != n || k.entities == 0 && n > 0 {
			return errors.New("the members do not fit")
		}
		return nil
	}
	into, ok := pairs("into", k.entities)
	if f.Err() != nil || !ok {
		return errors.Join(f.Err(), errors.New("an entity is missing"))
	}
	for _, x := range into {
		lost, kept := x[0], x[1]
		if k.entity(lost) != lost || k.entity(kept) != kept || lost == kept {
			return errors.New("an entity was joined twice")
		}
		moved := k.membersOf(lost)
		k.later[kept] = append(k.later[kept], moved...)
		k.into[lost] = kept
		delete(k.later, lost)
	}
	for i := range p.ids.Len() {
		e := k.entity(int32(p.entity.At(i)))
		k.later[e] = append(k.later[e], int32(p.mentions+i))
	}
	return nil
}

// entity returns the entity that one is now, if it was joined to another.
func (k *Kept) entity(e int32) int32 {
	for {
		next, joined := k.into[e]
		if !joined {
			return e
		}
		e = next
	}
}

// of returns the part of mention i and its number in it.
func (k *Kept) of(i int32) (*part, int) {
	for n := len(k.parts) - 1; ; n-- {
		if p := k.parts[n]; int(i) >= p.mentions {
			return p, int(i) - p.mentions
		}
	}
}

// entityOf returns the entity of mention i.
func (k *Kept) entityOf(i int32) int32 {
	p, at := k.of(i)
	return k.entity(int32(p.entity.At(at)))
}

// membersOf returns the mentions of an entity, the oldest part first.
func (k *Kept) membersOf(e int32) (list []int32) {
	if int(e) < k.ends.Len() {
		from := uint32(0)
		if e > 0 {
			from = k.ends.At(int(e) - 1)
		}
		for at := from; at < k.ends.At(int(e)); at++ {
			list = append(list, int32(k.members.At(int(at))))
		}
	}
	return append(list, k.later[e]...)
}

// nameOf returns the name of an entity.
func (k *Kept) nameOf(e int32) string {
	for n := len(k.parts) - 1; ; n-- {
		if p := k.parts[n]; int(e) >= p.entities {
			return p.names.At(int(e) - p.entities)
		}
	}
}

// named reports whether an entity bears a name, or bore it before it was joined to another.
func (k *Kept) named(name string) bool {
	h := xxhash.Sum64String(name)
	for _, p := range k.parts {
		for at := p.nameHashes.Search(h); at < p.nameHashes.Len() && p.nameHashes.At(at) == h; at++ {
			if p.names.At(int(p.nameHashed.At(at))) == name {
				return true
			}
		}
	}
	return false
}

// find returns the number of the mention with an id.
func (k *Kept) find(id string) (int32, bool) {
	h := xxhash.Sum64String(id)
	for _, p := range k.parts {
		for at := p.hashes.Search(h); at < p.hashes.Len() && p.hashes.At(at) == h; at++ {
			if i := int(p.hashed.At(at)); p.ids.At(i) == id {
				return int32(p.mentions + i), true
			}
		}
	}
	return 0, false
}

// Fields returns the columns.
func (k *Kept) Fields() []Field { return k.head.Fields }

// Len returns how many mentions there are.
func (k *Kept) Len() int { return k.mentions }

// First returns how many mentions there were when the parameters were estimated; the others
// have been added since.
func (k *Kept) First() int { return k.parts[0].ids.Len() }

// Additions returns how many times mentions have been added.
func (k *Kept) Additions() int { return len(k.parts) - 1 }

// Entities returns how many entities there are.
func (k *Kept) Entities() int { return k.entities - len(k.into) }

// Masked returns how many mentions are masked.
func (k *Kept) Masked() (n int) {
	for _, p := range k.parts {
		for _, m := range p.masked {
			n += int(m & 1)
		}
	}
	return n
}

// A Member is a kept mention.
type Member struct {
	Assignment
	Number int      // of the mention, which stays
	Values []string // one a column
}

// Member returns the mention with an id, and whether there is one.
func (k *Kept) Member(id string) (Member, bool) {
	i, ok := k.find(id)
	if !ok {
		return Member{}, false
	}
	return k.member(i), true
}

// Has reports whether there is a mention with an id.
func (k *Kept) Has(id string) bool { _, ok := k.find(id); return ok }

// Numbered returns the mention with a number, which must be below Len.
func (k *Kept) Numbered(n int) Member { return k.member(int32(n)) }

// Members returns all mentions of the entity of the mention with an id.
func (k *Kept) Members(id string) (list []Member) {
	if i, ok := k.find(id); ok {
		for _, m := range k.membersOf(k.entityOf(i)) {
			list = append(list, k.member(m))
		}
	}
	return list
}

func (k *Kept) member(i int32) Member {
	p, at := k.of(i)
	m := Member{Assignment{p.ids.At(at), k.nameOf(k.entityOf(i)), p.odds.At(at)}, int(i), make([]string, len(p.codes))}
	for c := range m.Values {
		m.Values[c] = k.value(p, at, c)
	}
	return m
}

// value is the value of a mention of a part in a column.
func (k *Kept) value(p *part, at, column int) string {
	return p.values[column].At(int(p.codes[column].At(at)))
}

// Assignments returns the entity of every mention, by its id.
func (k *Kept) Assignments() map[string]string {
	all := make(map[string]string, k.mentions)
	for _, p := range k.parts {
		for i := range p.ids.Len() {
			all[p.ids.At(i)] = k.nameOf(k.entity(int32(p.entity.At(i))))
		}
	}
	return all
}

// rules returns the index that new mentions find their keys with.
func (k *Kept) rules() *index {
	return &index{rules: k.Model.Rules, splits: k.splits, further: k.Further}
}

// sharing returns the mentions that share one of the keys, in order; of rule r, 0 is no key.
func (k *Kept) sharing(keys []uint32) []int32 {
	var found []int32
	for r, key := range keys {
		if key == 0 {
			continue
		}
		for _, p := range k.parts {
			list := p.keys[r]
			for at := list.Search(key); at < list.Len() && list.At(at) == key; at++ {
				found = append(found, int32(p.mentions)+int32(p.keyed[r].At(at)))
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// differ reports whether a mention and one with these numbers bear different valid numbers.
func (k *Kept) differ(i int32, numbers []uint64) bool {
	p, at := k.of(i)
	for n, x := range numbers {
		if y := p.numbers[n].At(at); x != 0 && y != 0 {
			return x != y
		}
	}
	return false
}

// count returns how many mentions had the values of a key when the parameters were estimated.
func (k *Kept) count(feature int, key uint64) int32 {
	keys := k.classes[feature]
	if at := keys.Search(key); at < keys.Len() && keys.At(at) == key {
		return int32(k.counts[feature].At(at))
	}
	return 0
}

// joinedIn lists the entities that were joined to others, in order.
func joinedIn(into map[int32]int32) (list []uint32) {
	for _, lost := range slices.Sorted(maps.Keys(into)) {
		list = append(list, uint32(lost), uint32(into[lost]))
	}
	return list
}
