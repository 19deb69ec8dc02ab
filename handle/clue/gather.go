package clue

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// gathered is how many clusters are made in one transaction.
const gathered = 100

// A gathering makes one clue of each cluster that a scan finds (scan.Clusters). One of its clues
// answers for all, the others are its members, as if somebody had merged them; but what a person
// has touched is never taken from them.
type gathering struct {
	sc       Scan
	findings map[ID]scan.Finding
	group    map[ID]int // which cluster of this scan; none: by itself
	done     *Registered
}

// gather makes and mends clusters after the findings of sc were registered.
func (s *Service) gather(ctx context.Context, sc Scan, done *Registered) error {
	g := gathering{sc: sc, findings: make(map[ID]scan.Finding, len(sc.Findings)), group: map[ID]int{}, done: done}
	for _, f := range sc.Findings {
		g.findings[NewID(f.Model, f.Subject.ID)] = f
	}
	groups := g.together()
	if sc.Subjects == nil {
		if err := s.db.InTx(ctx, func(tx *db.Tx) error { return g.release(ctx, tx) }); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(groups, gathered) {
		err := s.db.InTx(ctx, func(tx *db.Tx) error {
			for _, ids := range part {
				if err := g.join(ctx, tx, ids); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error { return g.whole(ctx, tx) })
}

// together lists the clusters of the scan. Where only some subjects were looked at, the others
// of a cluster are looked up: the cluster of each finding is then asked for by itself.
func (g *gathering) together() (groups [][]ID) {
	if g.sc.Subjects != nil {
		for _, f := range g.sc.Findings {
			groups = append(groups, []ID{NewID(f.Model, f.Subject.ID)})
		}
		return groups
	}
	for n, places := range scan.Together(g.sc.Findings) {
		ids := make([]ID, len(places))
		for i, p := range places {
			f := g.sc.Findings[p]
			ids[i] = NewID(f.Model, f.Subject.ID)
			g.group[ids[i]] = n + 1
		}
		groups = append(groups, ids)
	}
	return groups
}

// A member that a scan put there.
type placed struct {
	id, into ID
	was      was
	stale    bool
}

// placedBy lists all members in an office, and of models only if any are named.
func placedBy(ctx context.Context, tx *db.Tx, office access.Office, models []string) (list []placed, err error) {
	w := &where{}
	w.and("merged_into <> ''")
	w.and("office = ?", string(office))
	if len(models) > 0 {
		in(w, "model", models)
	}
	rows, err := tx.Query(ctx, `SELECT id, merged_into, merged_was, stale FROM clue WHERE `+w.String()+` ORDER BY merged_into, id`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("read the members of clusters: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m placed
		var before string
		if err := rows.Scan(&m.id, &m.into, &before, &m.stale); err != nil {
			return nil, fmt.Errorf("read the members of clusters: %w", err)
		}
		if err := json.Unmarshal([]byte(before), &m.was); err != nil {
			return nil, fmt.Errorf("read how clue %s stood: %w", m.id, err)
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// release takes out what scans have put into a clue with which it is no longer of one cluster.
// What people have decided meanwhile, they have decided of all members: that stands.
func (g *gathering) release(ctx context.Context, tx *db.Tx) error {
	members, err := placedBy(ctx, tx, g.sc.Office, g.sc.Models)
	if err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m placed) bool {
		_, found := g.findings[m.id]
		return !m.was.Scan || !found || g.group[m.id] != 0 && g.group[m.id] == g.group[m.into]
	})
	var ids []ID
	for _, m := range members {
		ids = append(ids, m.id, m.into)
	}
	clues, err := standing(ctx, tx, ids)
	if err != nil {
		return err
	}
	for _, m := range members {
		c, of := clues[m.id], clues[m.into]
		if of.State != Found && of.State != Screening {
			continue
		}
		m.was.back(&c, law.DateOf(g.sc.At))
		c.MergedInto = ""
		saved, err := put(ctx, tx, []change{{clue: c, quiet: true}})
		if err != nil {
			return err
		}
		if !saved[m.id] {
			continue // somebody was faster; the next scan looks again
		}
		if err := addEvent(ctx, tx, m.id, Event{At: g.sc.At, Kind: WasSplit, From: Merged, To: c.State, Whom: string(m.into)}); err != nil {
			return err
		}
		if err := addEvent(ctx, tx, m.into, Event{At: g.sc.At, Kind: WasSplit, From: of.State, To: of.State, Whom: string(m.id)}); err != nil {
			return err
		}
		if err := g.total(ctx, tx, m.into); err != nil {
			return err
		}
	}
	return nil
}

// standing reads how clues stand.
func standing(ctx context.Context, tx *db.Tx, ids []ID) (map[ID]Clue, error) {
	list, err := json.Marshal(append([]ID{}, ids...))
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM clue WHERE id IN (SELECT value FROM json_each($1))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("read the clues of clusters: %w", err)
	}
	defer rows.Close()
	all, today := make(map[ID]Clue, len(ids)), law.DateOf(tx.Now)
	for rows.Next() {
		c, err := scanClue(rows, today)
		if err != nil {
			return nil, fmt.Errorf("read the clues of clusters: %w", err)
		}
		all[c.ID] = c
	}
	return all, rows.Err()
}

// join puts the clues of one cluster into the one of them that answers for all.
func (g *gathering) join(ctx context.Context, tx *db.Tx, ids []ID) error {
	var err error
	if g.sc.Subjects != nil {
		if ids, err = around(ctx, tx, ids[0]); err != nil || len(ids) < 2 {
			return err
		}
	}
	clues, err := standing(ctx, tx, ids)
	if err != nil {
		return err
	}
	list := make([]Clue, 0, len(ids))
	for _, id := range ids {
		if c, there := clues[id]; there && c.Office == g.sc.Office {
			list = append(list, c)
		}
	}
	if err := memberCounts(ctx, tx, list); err != nil {
		return err
	}
	head, ok, err := headOf(ctx, tx, list)
	if err != nil || !ok {
		return err
	}
	joining := slices.DeleteFunc(slices.Clone(list), func(c Clue) bool { return c.ID == head.ID || !c.free() || c.State != Found })
	slices.SortStableFunc(joining, byRisk)
	joining = joining[:min(len(joining), max(0, MaxMembers-head.Members))]
	if len(joining) == 0 {
		return nil
	}
	return g.put(ctx, tx, head, joining)
}

// free reports whether a scan may put the clue into another: nobody holds it, has put it aside or
// taken it out, and nothing is merged into it.
func (c Clue) free() bool {
	return c.MergedInto == "" && c.Holder == "" && c.AsideUntil.IsZero() && c.Members == 0 && !c.Alone && !c.Stale
}

func byRisk(a, b Clue) int { return cmp.Or(cmp.Compare(b.Risk, a.Risk), cmp.Compare(a.ID, b.ID)) }

// headOf chooses the clue that answers for a cluster: the one that does so already, for most of
// it; or else one that somebody works on, or that of the greatest risk. What was transferred is
// no longer here to be added to.
func headOf(ctx context.Context, tx *db.Tx, list []Clue) (Clue, bool, error) {
	votes := map[ID]int{}
	for _, c := range list {
		switch {
		case c.MergedInto != "":
			votes[c.MergedInto]++
		case c.Members > 0:
			votes[c.ID]++
		}
	}
	best := ID("")
	for id, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && id < best {
			best = id
		}
	}
	if best != "" {
		one, err := standing(ctx, tx, []ID{best})
		if err != nil {
			return Clue{}, false, err
		}
		of := []Clue{one[best]}
		err = memberCounts(ctx, tx, of)
		return of[0], of[0].State != Transferred && !of[0].Stale, err
	}
	open := slices.DeleteFunc(slices.Clone(list), func(c Clue) bool { return c.State != Found && c.State != Screening || c.Alone || c.Stale })
	if len(open) == 0 {
		return Clue{}, false, nil
	}
	worked := func(c Clue) int {
		if c.State == Screening || c.Holder != "" {
			return 0
		}
		return 1
	}
	return slices.MinFunc(open, func(a, b Clue) int { return cmp.Or(cmp.Compare(worked(a), worked(b)), byRisk(a, b)) }), true, nil
}

// put makes clues members of head, and tells it. To a clue that people know they are new facts,
// which reopen it if it is dismissed or put aside.
func (g *gathering) put(ctx context.Context, tx *db.Tx, head Clue, joining []Clue) error {
	changes := make([]change, len(joining))
	for i, c := range joining {
		before := wasOf(c)
		before.Scan = true
		text, err := json.Marshal(before)
		if err != nil {
			return err
		}
		c.State, c.MergedInto = Merged, head.ID
		changes[i] = change{clue: c, was: string(text), quiet: true}
	}
	saved, err := put(ctx, tx, changes)
	if err != nil {
		return err
	}
	var events []happening
	for _, c := range joining {
		if saved[c.ID] {
			events = append(events, happening{c.ID, Event{At: g.sc.At, Kind: WasMerged, From: Found, To: Merged, Whom: string(head.ID)}})
		}
	}
	if len(events) == 0 {
		return nil
	}
	g.done.Joined += len(events)
	for part := range slices.Chunk(events, together) {
		if err := addEvents(ctx, tx, part); err != nil {
			return err
		}
	}
	if head.Members == 0 && head.State == Found && head.FoundAt.Equal(g.sc.At) { // nobody has seen it without them
		if err := addEvent(ctx, tx, head.ID, Event{At: g.sc.At, Kind: WasMerged, From: Found, To: Found}); err != nil {
			return err
		}
		return g.total(ctx, tx, head.ID)
	}
	if err := g.total(ctx, tx, head.ID); err != nil {
		return err
	}
	now, err := unchecked(ctx, tx, head.ID)
	if err != nil {
		return err
	}
	whom := ID("")
	if len(events) == 1 {
		whom = events[0].clue
	}
	woken, err := wake(ctx, tx, g.sc, head.ID, whom, max(0, now.Cases-head.Cases))
	if woken {
		g.done.Reopened++
	}
	return err
}

// whole brings the figures of all clusters of the scan up to date: a finding that was replaced
// tells only of itself.
func (g *gathering) whole(ctx context.Context, tx *db.Tx) error {
	members, err := placedBy(ctx, tx, g.sc.Office, nil)
	if err != nil {
		return err
	}
	of := map[ID]bool{}
	for _, m := range members {
		_, one := g.findings[m.id]
		_, other := g.findings[m.into]
		if (one || other) && !of[m.into] {
			of[m.into] = true
			if err := g.total(ctx, tx, m.into); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *gathering) total(ctx context.Context, tx *db.Tx, head ID) error {
	return total(ctx, tx, head, g.findings)
}

// total writes what a clue and its members say together into the row of the clue: the greatest
// risk, all cases and courts, each once, and a sum that counts no case twice. Members that are no
// longer found count no more. Findings that are at hand need not be read.
func total(ctx context.Context, tx *db.Tx, head ID, known map[ID]scan.Finding) error {
	list, err := parts(ctx, tx, head, known)
	if err != nil || len(list) == 0 {
		return err
	}
	t := sumUp(list)
	courts, err := json.Marshal(t.courts)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE clue SET risk = $1, cases = $2, courts = $3, amount = $4, from_on = $5, to_on = $6
		WHERE id = $7 AND (risk <> $1 OR cases <> $2 OR courts <> $3 OR amount <> $4 OR from_on <> $5 OR to_on <> $6)`,
		t.risk, t.cases, string(courts), t.amount, t.from, t.to, string(head))
	if err != nil {
		return fmt.Errorf("sum up the cluster of clue %s: %w", head, err)
	}
	return nil
}

// parts returns the present findings of a clue and its members, its own first.
func parts(ctx context.Context, tx *db.Tx, head ID, known map[ID]scan.Finding) (list []scan.Finding, err error) {
	rows, err := tx.Query(ctx, `SELECT id, finding FROM (SELECT id, finding, 0 AS place FROM clue WHERE id = $1 AND stale = 0
		UNION ALL SELECT id, finding, 1 FROM clue WHERE merged_into = $1 AND merged_into <> '' AND stale = 0) AS c ORDER BY place, id`, string(head))
	if err != nil {
		return nil, fmt.Errorf("read the cluster of clue %s: %w", head, err)
	}
	defer rows.Close()
	type unread struct {
		place, n int
		id       ID
	}
	var rest []unread
	for rows.Next() {
		var id ID
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return nil, fmt.Errorf("read the cluster of clue %s: %w", head, err)
		}
		f, ok := known[id]
		if !ok {
			rest = append(rest, unread{len(list), n, id})
		}
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the cluster of clue %s: %w", head, err)
	}
	rows.Close()
	for _, u := range rest {
		var body string
		if err := tx.QueryRow(ctx, `SELECT body FROM clue_finding WHERE clue = $1 AND n = $2`, string(u.id), u.n).Scan(&body); err != nil {
			return nil, fmt.Errorf("read the finding of clue %s: %w", u.id, err)
		}
		if err := json.Unmarshal([]byte(body), &list[u.place]); err != nil {
			return nil, fmt.Errorf("read the finding of clue %s: %w", u.id, err)
		}
	}
	return list, nil
}

// A sum is what several findings say together.
type sum struct {
	risk     float64
	cases    int
	courts   []string
	amount   float64
	from, to string
}

// sumUp adds up findings. The sum claimed is told of a finding and not of each case, so that of
// findings with a case in common only the one with the most cases is added.
func sumUp(list []scan.Finding) sum {
	t := sum{courts: []string{}}
	most := slices.Clone(list)
	slices.SortStableFunc(most, func(a, b scan.Finding) int { return cmp.Compare(len(facts(b)), len(facts(a))) })
	seen := map[string]bool{}
	for _, f := range most {
		own := facts(f)
		if !slices.ContainsFunc(own, func(x string) bool { return seen[x] }) {
			t.amount += f.Amount
		}
		for _, x := range own {
			seen[x] = true
		}
		t.risk, t.to = max(t.risk, f.Risk), max(t.to, f.To)
		if f.From != "" && (t.from == "" || f.From < t.from) {
			t.from = f.From
		}
		t.courts = append(t.courts, f.Courts...)
	}
	slices.Sort(t.courts)
	t.courts, t.cases = slices.Compact(t.courts), len(seen)
	return t
}

// say tells what a clue and its members are together: whose matter it is, how many findings and
// cases it has, and whom they are about.
func say(all []scan.Finding, head string, members []Member) fault.Text {
	t := sumUp(all)
	const most = 5
	names := []string{head}
	for _, m := range members {
		if !slices.Contains(names, m.Subject) {
			names = append(names, m.Subject)
		}
	}
	more := fault.Text{}
	if n := len(names); n > most {
		more, names = fault.Text{ZH: fmt.Sprintf("等 %d 个主体", n), EN: fmt.Sprintf(" and %d more", n-most)}, names[:most]
	}
	whose := fault.Text{}
	if a := commonActor(all); a != "" {
		whose = fault.Text{ZH: a + "：", EN: a + ": "}
	}
	return fault.Text{
		ZH: fmt.Sprintf("%s%d 条命中，涉及%s%s，共 %d 件案件", whose.ZH, len(members)+1, strings.Join(names, "、"), more.ZH, t.cases),
		EN: fmt.Sprintf("%s%d findings about %s%s, %d cases in all", whose.EN, len(members)+1, strings.Join(names, ", "), more.EN, t.cases)}
}

// commonActor is the name of who acts in most findings, and in more than one.
func commonActor(all []scan.Finding) string {
	n, name := map[string]int{}, map[string]string{}
	for _, f := range all {
		for _, a := range f.Actors {
			n[a.ID]++
			name[a.ID] = a.Name
		}
	}
	best := ""
	for _, id := range slices.Sorted(maps.Keys(n)) {
		if n[id] > 1 && (best == "" || n[id] > n[best]) {
			best = id
		}
	}
	return name[best]
}

// tellGone notes in the history of clusters which members the scan no longer finds; to be asked
// before these are marked.
func tellGone(ctx context.Context, tx *db.Tx, sc Scan, model string) error {
	rows, err := tx.Query(ctx, `SELECT m.id, m.subject_id, m.cases, m.merged_into, head.state FROM clue m JOIN clue head ON head.id = m.merged_into
		WHERE m.merged_into <> '' AND m.office = $1 AND m.model = $2 AND m.seen <> $3 AND m.stale = 0 ORDER BY m.id`, string(sc.Office), model, sc.Snapshot)
	if err != nil {
		return fmt.Errorf("look for members that are gone: %w", err)
	}
	defer rows.Close()
	var told []happening
	for rows.Next() {
		var member, head ID
		var subject string
		var cases int
		var state State
		if err := rows.Scan(&member, &subject, &cases, &head, &state); err != nil {
			return fmt.Errorf("look for members that are gone: %w", err)
		}
		if sc.Subjects == nil || slices.Contains(sc.Subjects[model], subject) {
			told = append(told, happening{head, Event{At: sc.At, Kind: WasGone, From: state, To: state, Whom: string(member), GoneCases: cases}})
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("look for members that are gone: %w", err)
	}
	rows.Close()
	for _, h := range told { // several may be of one clue
		if err := addEvent(ctx, tx, h.clue, h.event); err != nil {
			return err
		}
	}
	return nil
}

// around returns a clue and those of its model that belong to one cluster with it, members and
// what was decided too.
func around(ctx context.Context, tx *db.Tx, id ID) ([]ID, error) {
	c, err := unchecked(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	list, err := spread(ctx, tx, c, map[ID]bool{id: true}, true)
	ids := []ID{id}
	for _, x := range list {
		ids = append(ids, x.Clue)
	}
	return ids, err
}
