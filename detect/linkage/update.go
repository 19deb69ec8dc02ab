package linkage

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage/flat"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// An Update says who the mentions are that came after a State, and what they changed.
type Update struct {
	Links      []LinkRow           // of the new mentions, in the order of their keys
	Alone      map[Mention]LinkRow // old mentions that stood alone, and how they belong to others now
	Renamed    map[string]string   // entities that were joined to another
	Entities   []EntityRow         // that have new mentions
	Candidates []CandidateRow      // with a new mention in them
	Report     Report              // of everything, but pairs and blocks of the new mentions

	keep *keeping
	file []byte
}

// Add reads everybody whom new records name and finds out who they are: e has the new records
// only. By the same rules as Resolve, with the parameters of the last whole run, they join old
// entities or make new ones; nothing old is taken apart. The error is fault.Conflict if the
// parameters are too old for so many new records, or if these tell of bank accounts.
func (st *State) Add(ctx context.Context, e engine.Engine, c Context, o match.AddOptions) (*Update, error) {
	came, err := accountsCame(ctx, e, c.Library)
	if err != nil {
		return nil, err
	}
	if came {
		return nil, fault.Conflictf("新增记录中有银行账户，须与全部记录一并归并", "the new records tell of bank accounts, whose holders may stand in old ones")
	}
	all, err := gather(ctx, e, c.Library)
	if err != nil {
		return nil, err
	}
	if err := st.outgrown(all); err != nil {
		return nil, err
	}
	u := &Update{Alone: map[Mention]LinkRow{}, Renamed: map[string]string{}}
	if u.keep, err = newKeeping(c); err != nil {
		return nil, err
	}
	var added []*joining
	for _, at := range inOrder(all) {
		x := &joining{crowd: all[at], at: at, kept: st.crowds[at], update: u, joined: map[int][]Mention{}}
		if err := x.find(ctx, o); err != nil {
			return nil, fmt.Errorf("tell %ss apart: %w", x.kind, err)
		}
		added = append(added, x)
		u.Report.Conflicts += len(x.answer.Conflicts)
	}
	u.keep.head.Conflicts = st.head.Conflicts + u.Report.Conflicts
	next, err := st.followed(u)
	if err != nil {
		return nil, err
	}
	for _, x := range added {
		x.kept = next.crowds[x.at]
		if err := x.tell(); err != nil {
			return nil, err
		}
	}
	next.report(&u.Report)
	u.sort()
	return u, nil
}

// Save writes what was added, to be kept after the files of the state.
func (u *Update) Save(w io.Writer) error {
	_, err := w.Write(u.file)
	return err
}

// followed is the state with what an update adds.
func (st *State) followed(u *Update) (*State, error) {
	var b bytes.Buffer
	if err := u.keep.save(&b); err != nil {
		return nil, err
	}
	u.file = b.Bytes()
	f, err := flat.Open(u.file)
	if err != nil {
		return nil, err
	}
	next := &State{head: u.keep.head, files: st.files + 1, crowds: map[[2]string]*keptCrowd{}}
	for at, k := range st.crowds {
		next.crowds[at] = &keptCrowd{k.Kept, slices.Clip(k.parts), slices.Clip(k.members)}
	}
	for _, at := range next.head.Crowds {
		if err := next.take(f, at); err != nil {
			return nil, err
		}
		k := next.crowds[at]
		if k.Kept, err = match.Open(k.parts...); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// report fills in how many of everything there are.
func (st *State) report(r *Report) {
	r.Mentions, r.Conflicts = st.Mentions(), st.head.Conflicts
	for at, k := range st.crowds {
		if at[1] == person {
			r.Persons += k.Entities()
		} else {
			r.Firms += k.Entities()
		}
		r.Masked += k.Masked()
	}
}

// Report tells of a state without anything new.
func (st *State) Report() (r Report) {
	st.report(&r)
	return r
}

// joining adds one crowd of new mentions to the one that was kept.
type joining struct {
	*crowd
	at     [2]string
	kept   *keptCrowd // after find, with what was added
	update *Update
	joined map[int][]Mention // new mentions that tell what an old figure does
	same   map[[2]string]bool
	answer *match.Addition
}

// find says which new figures are old ones, and has the others compared.
func (x *joining) find(ctx context.Context, o match.AddOptions) error {
	x.attach()
	o.Same = slices.SortedFunc(maps.Keys(x.same), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	if err := x.fill(); err != nil {
		return err
	}
	var err error
	if x.answer, err = x.kept.Add(ctx, x.table, o); err != nil {
		return err
	}
	u := x.update
	for _, a := range x.answer.Renamed {
		old, _ := x.kept.Member(a.ID)
		u.Renamed[x.named(old.Entity)] = x.named(a.Entity)
	}
	u.Report.Compared += x.answer.Compared
	u.Report.Blocks = append(u.Report.Blocks, x.answer.Blocks...)
	members, names := maps.Clone(x.joined), map[int]string{}
	for i, f := range x.figures {
		n := x.answer.Number(i)
		members[n], names[n] = f.members, f.name
	}
	for _, list := range x.joined {
		slices.SortFunc(list, Mention.compare)
	}
	var result interface{ Save(io.Writer) error }
	if len(x.figures) > 0 {
		result = x.answer
	}
	return u.keep.crowd(x.at, result, members, names)
}

func (x *joining) named(entity string) string {
	return x.letter + strings.TrimPrefix(entity, plainEntity)
}

// attach leaves as figures only those that are new.
func (x *joining) attach() {
	x.same = map[[2]string]bool{}
	var fresh []figure
	for _, f := range x.figures {
		if old, known := x.kept.Member(f.id); known {
			x.joined[old.Number] = append(x.joined[old.Number], f.members...)
		} else {
			fresh = append(fresh, f)
		}
	}
	x.figures = fresh
	x.fold()
	if x.kind != organisation {
		return
	}
	named := map[string][]figure{}
	for _, f := range x.figures {
		if name := foldedName(f.name); wholeFirm(name) {
			named[name] = append(named[name], f)
		}
	}
	gone := map[string]bool{}
	for name, figures := range named {
		for _, f := range x.bearers(name, figures) {
			gone[f] = true
		}
	}
	x.figures = slices.DeleteFunc(x.figures, func(f figure) bool { return gone[f.id] })
}

// bearers joins organisations of one whole name to the old ones of that name, as together
// does, and returns the ids of those that are not figures of their own any more. Where the
// new one brings the number that the old one lacked it stays a figure, tied to the old.
func (x *joining) bearers(name string, figures []figure) (gone []string) {
	var old []figure
	number := map[string]int{} // of the old figure
	for _, m := range x.kept.bearing(name) {
		f := figure{id: m.ID, number: x.number(m.Values), members: x.kept.membersOf(m.Number)}
		if _, twice := number[f.number]; !twice {
			number[f.number] = m.Number
		}
		old = append(old, f)
	}
	if len(old) == 0 {
		return nil
	}
	usual, clear := usual(append(slices.Clone(old), figures...))
	if !clear {
		return nil
	}
	for _, f := range figures {
		if f.number != "" && f.number != usual {
			continue
		}
		if at, known := number[usual]; known {
			x.joined[at] = append(x.joined[at], f.members...)
			gone = append(gone, f.id)
			continue
		}
		at, known := number[""]
		switch {
		case known && f.number == "":
			x.joined[at] = append(x.joined[at], f.members...)
			gone = append(gone, f.id)
		case known:
			x.same[[2]string{f.id, x.kept.Numbered(at).ID}] = true
		}
	}
	return gone
}

// tell makes the rows. The crowd that was kept has the new mentions by now.
func (x *joining) tell() error {
	best := map[string]match.Pair{}
	for _, p := range x.answer.Pairs { // the most probable first
		for _, id := range []string{p.A, p.B} {
			if _, known := best[id]; p.Merged && !known {
				best[id] = p
			}
		}
	}
	touched := map[string]string{} // an id of a figure of each entity
	for i, f := range x.figures {
		p, paired := best[f.id]
		if err := x.links(i, f, p, paired); err != nil {
			return err
		}
		touched[x.answer.Assignments[i].Entity] = f.id
	}
	for number, members := range x.joined {
		old := x.kept.Numbered(number)
		x.join(old, members)
		touched[old.Entity] = old.ID
	}
	for _, id := range slices.Sorted(maps.Keys(best)) {
		if _, fresh := x.byID[id]; !fresh {
			if err := x.noLongerAlone(id, best[id]); err != nil {
				return err
			}
		}
	}
	for _, e := range slices.Sorted(maps.Keys(touched)) {
		x.describe(e, touched[e])
	}
	return x.candidates()
}

// first returns the first mention of a figure, old or new.
func (x *joining) first(id string) Mention {
	if i, fresh := x.byID[id]; fresh {
		return x.figures[i].members[0]
	}
	m, _ := x.kept.Member(id)
	return x.kept.membersOf(m.Number)[0]
}

// links adds the rows of a new figure.
func (x *joining) links(i int, f figure, p match.Pair, paired bool) error {
	a := x.answer.Assignments[i]
	row := LinkRow{Entity: x.named(a.Entity), Probability: a.Probability, How: "alone"}
	if paired {
		if err := x.via(&row, f.id, p); err != nil {
			return err
		}
	}
	for n, m := range f.members {
		row := row
		row.Mention = m
		if n > 0 {
			row.How, row.Via, row.Bits, row.Weights = x.alike(f.number), f.members[0], 0, ""
		} else if row.How == "alone" && len(f.members) > 1 {
			row.How, row.Via = x.alike(f.number), f.members[1]
		}
		x.update.Links = append(x.update.Links, row)
	}
	return nil
}

// alike tells by what the mentions of one figure are one.
func (x *joining) alike(number string) string {
	if number == "" {
		return "words"
	}
	return "identifier"
}

// via tells by which other figure one belongs to its entity.
func (x *joining) via(row *LinkRow, id string, p match.Pair) error {
	other := p.A
	if other == id {
		other = p.B
	}
	e, err := x.answer.Explain(p.A, p.B)
	if err != nil {
		return err
	}
	row.Via, row.Bits = x.first(other), hundredth(p.Bits)
	switch {
	case x.same[[2]string{p.A, p.B}] || x.same[[2]string{p.B, p.A}]:
		row.How = "words"
	case e.Number != "" && !e.Clash:
		row.How = "identifier"
	default:
		row.How = "weights"
	}
	row.Weights, err = weightsOf(e)
	return err
}

// join adds the rows of new mentions that tell what an old figure does.
func (x *joining) join(old match.Member, members []Mention) {
	all := x.kept.membersOf(old.Number)
	how := x.alike(x.number(old.Values))
	for _, m := range members {
		x.update.Links = append(x.update.Links, LinkRow{Mention: m, Entity: x.named(old.Entity), Probability: old.Probability, How: how, Via: all[0]})
	}
	x.update.Alone[all[0]] = LinkRow{How: how, Via: members[0], Probability: old.Probability}
}

// noLongerAlone notes by which new figure an old one belongs to others, if it did not before.
func (x *joining) noLongerAlone(id string, p match.Pair) error {
	row := LinkRow{Probability: p.Probability}
	if err := x.via(&row, id, p); err != nil {
		return err
	}
	x.update.Alone[x.first(id)] = row
	return nil
}

// describe adds the row of an entity, of which one figure is given.
func (x *joining) describe(entity, id string) {
	d := newDescription(x.named(entity), x.kind)
	for _, m := range x.kept.Members(id) {
		d.add(figure{name: m.Values[slices.Index(traits(), standard.TraitName)], number: x.number(m.Values),
			born: m.Values[slices.Index(traits(), standard.TraitBornOn)], sex: m.Values[slices.Index(traits(), standard.TraitSex)], members: x.kept.membersOf(m.Number)}, m.Probability)
	}
	x.update.Entities = append(x.update.Entities, d.row())
}

// candidates adds the pairs that a person should decide.
func (x *joining) candidates() error {
	conflicts := conflicting(x.answer.Conflicts)
	n := 0
	for _, p := range x.answer.Pairs {
		if p.Merged {
			continue
		}
		if n++; n > mostCandidates {
			break
		}
		e, err := x.answer.Explain(p.A, p.B)
		if err != nil {
			return err
		}
		left, _ := x.kept.Member(p.A)
		right, _ := x.kept.Member(p.B)
		row := CandidateRow{Left: x.first(p.A), Right: x.first(p.B), LeftEntity: x.named(left.Entity), RightEntity: x.named(right.Entity),
			Kind: x.kind, Probability: p.Probability, Bits: hundredth(p.Bits), Why: why(p, e, conflicts)}
		row.order()
		if row.Weights, err = weightsOf(e); err != nil {
			return err
		}
		x.update.Candidates = append(x.update.Candidates, row)
	}
	return nil
}

// sort puts the rows in the order of their keys.
func (u *Update) sort() {
	a := Answer{Links: u.Links, Entities: u.Entities, Candidates: u.Candidates}
	a.sort()
	slices.SortFunc(u.Report.Blocks, func(a, b match.Block) int { return cmp.Compare(a.Example, b.Example) })
}
