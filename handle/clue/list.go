package clue

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Page is a part of a list.
type Page struct {
	Items  []Clue
	Next   string        // cursor of the page after; empty if this is the last
	Total  int           // clues under the whole filter, or more if one of its states is in More
	Counts map[State]int // clues in each state, under the whole filter but its states
	More   []State       // states that have more than that: nobody reads on, and counting all takes long
}

// List returns one page. Pages never show a clue twice or leave one out because others
// were added in between.
func (s *Service) List(ctx context.Context, by access.Account, f Filter) (p Page, err error) {
	if !access.May(by, access.ReadClues, by.Office) {
		return Page{}, fault.Forbiddenf("您没有查看线索的权限。", "You may not read clues.")
	}
	o, err := f.check()
	if err != nil {
		return Page{}, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if f.closed, err = closed(ctx, tx, by); err != nil {
			return err
		}
		if p, err = s.list(ctx, tx, by.Office, f, o); err != nil {
			return err
		}
		if len(p.Items) > f.Limit {
			p.Items = p.Items[:f.Limit]
			p.Next = o.cursor(p.Items[f.Limit-1])
		}
		if err := memberCounts(ctx, tx, p.Items); err != nil {
			return err
		}
		return news(ctx, tx, by, p.Items)
	})
	if err != nil {
		return Page{}, err
	}
	return p, nil
}

// list looks up the text first and then uses whatever it found twice: to count and to fill
// the page, on which it returns one clue more than fits if there is one.
func (s *Service) list(ctx context.Context, tx *db.Tx, office access.Office, f Filter, o order) (p Page, err error) {
	f.today = law.DateOf(tx.Now)
	c, err := f.choose(ctx, tx, o, s.most)
	if err != nil {
		return Page{}, err
	}
	if c.few != nil {
		return f.ofFew(ctx, tx, office, o, c)
	}
	if p.Counts, p.More, err = f.counts(ctx, tx, office, c.rest, s.most); err != nil {
		return Page{}, err
	}
	exact := true
	for state, n := range p.Counts {
		if len(f.States) == 0 || slices.Contains(f.States, state) {
			p.Total += n
			exact = exact && !slices.Contains(p.More, state)
		}
	}
	few := s.most.few
	if !o.stated {
		few = s.most.sorted
	}
	sort := exact && p.Total <= few
	if !sort && !o.stated && len(c.rest) > 0 {
		if sort, err = f.narrow(ctx, tx, office, 2*s.most.sorted); err != nil {
			return Page{}, err
		}
	}
	if sort && c.few == nil && len(c.rest) > 0 && p.Total > f.Limit {
		query, args := nearest(office, f, o, c.rest)
		if p.Items, err = readClues(ctx, tx, f, query, args); err != nil || len(p.Items) > f.Limit {
			return p, err
		}
	}
	p.Items, err = page(ctx, tx, office, f, o, c, sort)
	return p, err
}

// nearest asks the first few in the order for all that has to be asked of each clue: where many have it, they are
// a page, and the thousands behind them need not be asked.
func nearest(office access.Office, f Filter, o order, rest []*match) (string, []any) {
	w := f.plain(office, nil)
	// MATERIALIZED keeps SQLite from walking the order of all states for them.
	placed := fmt.Sprintf("found (id, place) AS MATERIALIZED (%s), placed (id, place) AS MATERIALIZED (SELECT id, place FROM found ORDER BY place %s, id %s LIMIT %d)",
		matching(w, f, o, "clue.id, clue."+o.column), o.direction, o.direction, 4*(f.Limit+1))
	asked := &where{args: w.args}
	for _, m := range rest {
		asked.and(m.row, m.rowArgs...)
	}
	hit := fmt.Sprintf("hit (id) AS MATERIALIZED (SELECT clue.id FROM placed CROSS JOIN clue WHERE clue.id = placed.id AND %s ORDER BY placed.place %s, placed.id %s LIMIT %d)",
		asked, o.direction, o.direction, f.Limit+1)
	return "WITH " + placed + ", " + hit + fmt.Sprintf(` SELECT %s FROM hit CROSS JOIN clue WHERE clue.id = hit.id%s LIMIT %d`, columns, o.by(), f.Limit+1), asked.args
}

// narrow reports whether no more clues than so many have the states, models and the like that are
// asked for. To ask all these for what has to be asked of each takes less time than to walk along an order of all
// states and come upon one of them in a hundred.
func (f Filter) narrow(ctx context.Context, tx *db.Tx, office access.Office, most int) (bool, error) {
	if most < 0 {
		return false, nil
	}
	w, n := f.plain(office, nil), 0
	in(w, "state", f.states())
	query := fmt.Sprintf(`SELECT COUNT(*) FROM (SELECT 1 FROM clue WHERE %s LIMIT %d) AS narrow`, w, most+1)
	if err := tx.QueryRow(ctx, query, w.args...).Scan(&n); err != nil {
		return false, fmt.Errorf("count clues: %w", err)
	}
	return n <= most, nil
}

// first is list without counting, which whoever wants only the first few need not wait for.
func (s *Service) first(ctx context.Context, tx *db.Tx, office access.Office, f Filter, o order) ([]Clue, error) {
	f.today = law.DateOf(tx.Now)
	c, err := f.choose(ctx, tx, o, s.most)
	if err != nil {
		return nil, err
	}
	return page(ctx, tx, office, f, o, c, false)
}

// among is the statement that counts the clues of each state among the few that c begins with, and names those of a
// page: each is looked up once for both.
func (f Filter) among(office access.Office, o order, c chosen) (string, []any) {
	w := f.where(office, c)
	found := w.with("found (id, state, place) AS MATERIALIZED (" + w.ids("clue.id, clue.state, clue."+o.column) + ")")
	paged := &where{args: w.args}
	in(paged, "state", f.states())
	o.after(paged, "(place, id)")
	return found + fmt.Sprintf(`SELECT state, COUNT(*), '' FROM found GROUP BY state UNION ALL
		SELECT * FROM (SELECT '', 0, id FROM found WHERE %s ORDER BY place %s, id %s LIMIT %d) AS paged`, paged, o.direction, o.direction, f.Limit+1), paged.args
}

// ofFew counts the few that c begins with and reads a page of them.
func (f Filter) ofFew(ctx context.Context, tx *db.Tx, office access.Office, o order, c chosen) (p Page, err error) {
	query, args := f.among(office, o, c)
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return Page{}, fmt.Errorf("list clues: %w", err)
	}
	defer rows.Close()
	var ids []string
	p.Counts = f.none()
	for rows.Next() {
		var s State
		var n int
		var id string
		if err := rows.Scan(&s, &n, &id); err != nil {
			return Page{}, fmt.Errorf("list clues: %w", err)
		}
		_, counted := p.Counts[s]
		switch {
		case s == "":
			ids = append(ids, id)
		case counted:
			p.Counts[s] = n
		}
		if slices.Contains(f.states(), s) {
			p.Total += n
		}
	}
	if err := rows.Err(); err != nil {
		return Page{}, fmt.Errorf("list clues: %w", err)
	}
	if p.Items = []Clue{}; len(ids) > 0 {
		w := &where{}
		in(w, "clue.id", ids)
		p.Items, err = readClues(ctx, tx, f, "SELECT "+columns+" FROM clue WHERE "+w.String()+o.by(), w.args)
	}
	return p, err
}

// none is the count of each state before anything is counted.
func (f Filter) none() map[State]int {
	n := map[State]int{Found: 0, Screening: 0, Accepted: 0, Dismissed: 0, Transferred: 0}
	if slices.Contains(f.States, Merged) {
		n[Merged] = 0
	}
	return n
}

// counts counts the clues of each state, as far as it is short, and says of which states there
// are more. Each is asked for rest.
func (f Filter) counts(ctx context.Context, tx *db.Tx, office access.Office, rest []*match, most bounds) (n map[State]int, more []State, err error) {
	n = f.none()
	atMost := most.count
	if len(rest) > 0 {
		atMost = most.asked
	}
	w, query := f.bounded(office, rest, slices.Sorted(maps.Keys(n)), atMost)
	rows, err := tx.Query(ctx, query, w.args...)
	if err != nil {
		return nil, nil, fmt.Errorf("count clues: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s State
		var k, asked int
		if err := rows.Scan(&s, &k, &asked); err != nil {
			return nil, nil, fmt.Errorf("count clues: %w", err)
		}
		if _, ok := n[s]; !ok {
			continue
		}
		if n[s] = min(k, atMost); asked > atMost {
			more = append(more, s)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, nil, fmt.Errorf("count clues: %w", err)
	}
	if len(rest) > 0 && slices.ContainsFunc(more, func(s State) bool { return n[s] == 0 }) {
		err = f.atLeast(ctx, tx, office, rest, n, most.few/2)
	}
	return n, more, err
}

// atLeast raises counts to what so many of the clues that a match finds have: where hardly one
// in hundreds of a state matches, none of the first few does.
func (f Filter) atLeast(ctx context.Context, tx *db.Tx, office access.Office, rest []*match, n map[State]int, most int) error {
	some := *rest[0]
	some.ids = fmt.Sprintf("SELECT DISTINCT id FROM (SELECT id FROM (%s) AS all_found LIMIT %d) AS found", some.ids, most)
	w := f.where(office, chosen{few: &some, rest: rest[1:]})
	rows, err := tx.Query(ctx, w.with()+w.ids("state, COUNT(*)")+" GROUP BY state", w.args...)
	if err != nil {
		return fmt.Errorf("count clues: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s State
		var k int
		if err := rows.Scan(&s, &k); err != nil {
			return fmt.Errorf("count clues: %w", err)
		}
		if known, ok := n[s]; ok {
			n[s] = max(known, k)
		}
	}
	return rows.Err()
}

// bounded counts in each state among so many clues, and one to see whether there are more.
func (f Filter) bounded(office access.Office, rest []*match, states []State, most int) (*where, string) {
	w := f.plain(office, nil)
	hit := "1"
	if len(rest) > 0 {
		asked := &where{args: w.args}
		for _, m := range rest {
			asked.and(m.row, m.rowArgs...)
		}
		w.args, hit = asked.args, "CASE WHEN "+asked.String()+" THEN 1 ELSE 0 END"
	}
	parts := make([]string, len(states))
	for i, s := range states {
		parts[i] = fmt.Sprintf(`SELECT '%s', COALESCE(SUM(hit), 0), COUNT(*) FROM (SELECT %s AS hit FROM clue WHERE %s AND %s LIMIT %d) AS s%d`,
			s, hit, w, w.bind("state = ?", string(s)), most+1, i)
	}
	return w, strings.Join(parts, " UNION ALL ")
}

// paged is the statement that reads the clues of a page and one more, in order o, with its values.
// Where they are few it finds them all first.
func paged(tx *db.Tx, office access.Office, f Filter, o order, c chosen, few bool) (string, []any) {
	few = few || c.few != nil
	f.walked = !few && o.column != "risk"
	if !few && !o.stated && len(c.rest) == 1 && c.rest[0].halves != nil {
		return alongside(office, f, o, c.rest[0].halves)
	}
	w, hits := f.where(office, c), ""
	if few && c.few == nil && len(c.rest) == 1 && c.rest[0].halves != nil {
		h := c.rest[0].halves
		w = f.plain(office, nil)
		answering := "answering (id) AS MATERIALIZED (" + w.bind(h.answering, h.args...) + ")" // once, instead of asking each for its members
		w.and("("+h.own.row+" OR clue.id IN (SELECT id FROM answering))", h.own.rowArgs...)
		hits = sorted(w, f, o, answering)
	} else if few {
		hits = sorted(w, f, o) // adds to the values
	} else {
		hits = walk(tx, w, f, o)
	}
	return hits + fmt.Sprintf(`SELECT %s FROM hit CROSS JOIN clue WHERE clue.id = hit.id%s LIMIT %d`, columns, o.by(), f.Limit+1), w.args
}

func page(ctx context.Context, tx *db.Tx, office access.Office, f Filter, o order, c chosen, few bool) ([]Clue, error) {
	query, args := paged(tx, office, f, o, c, few)
	return readClues(ctx, tx, f, query, args)
}

// readClues reads the clues that a statement selects.
func readClues(ctx context.Context, tx *db.Tx, f Filter, query string, args []any) ([]Clue, error) {
	rows, err := tx.Query(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list clues: %w", err)
	}
	defer rows.Close()
	list := []Clue{}
	for rows.Next() {
		c, err := scanClue(rows, f.today)
		if err != nil {
			return nil, fmt.Errorf("list clues: %w", err)
		}
		list = append(list, c)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list clues: %w", err)
	}
	return list, nil
}

// alongside reads an order that knows no states twice: along its index, asking each clue only
// for itself, and what answers for a merged clue, which is few and sorted. In the order of names that is to begin where those
// stand that begin with the text, and to sort the few more that have it later. Between them they are
// the page.
func alongside(office access.Office, f Filter, o order, h *halves) (string, []any) {
	w := f.plain(office, nil)
	o.from(w)
	in(w, "state || ''", f.states())
	own, answering, args := h.own, h.answering, h.args
	if h.begins != nil && o.column == "subject_name" {
		own, answering, args = h.begins, answering+" UNION "+h.later.ids, slices.Concat(args, h.later.idArgs)
	}
	place := fmt.Sprintf(" ORDER BY place %s, id %s LIMIT %d", o.direction, o.direction, f.Limit+1)
	query := fmt.Sprintf(`WITH own (place, id) AS MATERIALIZED (SELECT %s AS place, id FROM clue WHERE %s AND %s%s), `, o.column, w, w.bind(own.row, own.rowArgs...), place)
	query += fmt.Sprintf(`answering (id) AS MATERIALIZED (%s), `, w.bind(answering, args...))
	// Asked one by one: to join them, PostgreSQL, which takes them for many times as many, would read all clues.
	query += fmt.Sprintf(`answered (place, id) AS MATERIALIZED (SELECT (SELECT clue.%s FROM clue WHERE clue.id = answering.id AND %s), answering.id FROM answering), `, o.column, w)
	query += fmt.Sprintf(`hit (place, id) AS MATERIALIZED (SELECT place, id FROM own UNION SELECT place, id FROM answered WHERE place IS NOT NULL%s) `, place)
	return query + fmt.Sprintf(`SELECT %s FROM hit CROSS JOIN clue WHERE clue.id = hit.id%s LIMIT %d`, columns, o.by(), f.Limit+1), w.args
}

// every finds all matches. MATERIALIZED keeps either database from walking an index past hundreds
// of thousands of rows to find the few.
func every(w *where, f Filter, o order) string {
	return w.with("hit (id) AS MATERIALIZED (" + matching(w, f, o, "clue.id") + ")")
}

// sorted finds all matches, sorts them and leaves those of the page. before are the tables that w uses.
func sorted(w *where, f Filter, o order, before ...string) string {
	return w.with(append(before, "found (id, place) AS MATERIALIZED ("+matching(w, f, o, "clue.id, clue."+o.column)+")",
		fmt.Sprintf("hit (id) AS MATERIALIZED (SELECT id FROM found ORDER BY place %s, id %s LIMIT %d)", o.direction, o.direction, f.Limit+1))...)
}

// matching selects columns of all matches after the place of o. Each state is asked for by itself, or SQLite
// reads all clues of all states where only those of a model are wanted; and a column that no index
// has keeps it from reading an index whole only because that has all columns.
func matching(w *where, f Filter, o order, columns string) string {
	o.from(w)
	if len(f.Models) > 0 {
		w.and("clue.version > 0")
	}
	if w.match != "" {
		in(w, "state", f.states())
		return w.ids(columns)
	}
	parts := make([]string, len(f.states()))
	for i, s := range f.states() {
		parts[i] = w.ids(columns) + " AND " + w.bind("state = ?", string(s))
	}
	return strings.Join(parts, " UNION ALL ")
}

// walk reads the states side by side, each along its index, until a page is full; or it reads an
// order that knows no states, and asks each clue for its own. || ” keeps SQLite from reading all
// clues of a state and sorting them.
func walk(tx *db.Tx, w *where, f Filter, o order) string {
	o.from(w)
	states := f.states()
	if !o.stated {
		in(w, "state || ''", states)
		return w.with(fmt.Sprintf("hit (id) AS MATERIALIZED (SELECT id FROM clue WHERE %s ORDER BY %s %s, id %s LIMIT %d)", w, o.column, o.direction, o.direction, f.Limit+1))
	}
	parts := make([]string, len(states))
	for i, s := range states {
		parts[i] = fmt.Sprintf(`SELECT %s AS place, id FROM clue WHERE %s AND %s`, o.column, w, w.bind("state = ?", string(s)))
	}
	return w.with("hit (place, id) AS MATERIALIZED (" + tx.Merge(parts, "place "+o.direction+", id "+o.direction, f.Limit+1) + ")")
}
