package clue

import (
	"context"
	"fmt"
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
	Total  int           // clues under the whole filter
	Counts map[State]int // clues in each state, under the whole filter but its states
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
			p.Next = o.after(p.Items[f.Limit-1])
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
	m := f.match()
	if m != nil {
		if m, err = m.narrowed(ctx, tx, s.few); err != nil {
			return Page{}, err
		}
	}
	if p.Counts, err = f.counts(ctx, tx, office, m); err != nil {
		return Page{}, err
	}
	if !slices.Contains(f.States, Merged) {
		delete(p.Counts, Merged)
	}
	for state, n := range p.Counts {
		if len(f.States) == 0 || slices.Contains(f.States, state) {
			p.Total += n
		}
	}
	w := f.where(office, m)
	hits := walk
	if p.Total <= s.few {
		hits = sorted
	}
	p.Items, err = page(ctx, tx, hits(w, f, o), w.args, f, o)
	return p, err
}

// first is list without counting, which whoever wants only the first few need not wait for.
func (s *Service) first(ctx context.Context, tx *db.Tx, office access.Office, f Filter, o order) ([]Clue, error) {
	f.today = law.DateOf(tx.Now)
	m := f.match()
	if m != nil {
		var err error
		if m, err = m.narrowed(ctx, tx, s.few); err != nil {
			return nil, err
		}
	}
	w := f.where(office, m)
	hits := walk(w, f, o)
	return page(ctx, tx, hits, w.args, f, o)
}

// counts counts the clues of each state. Without a text, nearly all are counted, and few of
// them are put aside: to count these and take them off is faster than to look at the day
// of each.
func (f Filter) counts(ctx context.Context, tx *db.Tx, office access.Office, m *match) (map[State]int, error) {
	less := map[State]int{}
	if m == nil && f.Aside == NoAside {
		var err error
		f.Aside = OnlyAside
		if less, err = counts(ctx, tx, f.where(office, f.match())); err != nil {
			return nil, err
		}
		f.Aside = AnyAside
	}
	w := f.where(office, m)
	if m == nil && f.MinRisk > 0 {
		in(w, "state", append(States(), Merged)) // all of them: the index of the risk begins with it
	}
	n, err := counts(ctx, tx, w)
	for s := range n {
		n[s] -= less[s]
	}
	return n, err
}

func counts(ctx context.Context, tx *db.Tx, w *where) (map[State]int, error) {
	rows, err := tx.Query(ctx, w.with()+w.ids("state, COUNT(*)")+" GROUP BY state", w.args...)
	if err != nil {
		return nil, fmt.Errorf("count clues: %w", err)
	}
	defer rows.Close()
	n := map[State]int{Found: 0, Screening: 0, Accepted: 0, Dismissed: 0, Transferred: 0}
	for rows.Next() {
		var s State
		var k int
		if err := rows.Scan(&s, &k); err != nil {
			return nil, fmt.Errorf("count clues: %w", err)
		}
		n[s] = k
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("count clues: %w", err)
	}
	return n, nil
}

// page reads the clues of a page and one more, in order o, of those that hits finds: the beginning of a
// statement that makes the table hit.
func page(ctx context.Context, tx *db.Tx, hits string, args []any, f Filter, o order) ([]Clue, error) {
	rows, err := tx.Query(ctx, hits+fmt.Sprintf(`SELECT %s FROM hit CROSS JOIN clue WHERE clue.id = hit.id ORDER BY clue.%s %s, clue.id %s LIMIT %d`,
		columns, o.column, o.direction, o.direction, f.Limit+1), args...)
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

// sorted finds all matches first. MATERIALIZED keeps either database from walking an
// index past hundreds of thousands of rows to find the few.
func sorted(w *where, f Filter, o order) string {
	states := f.States
	if len(states) == 0 {
		states = States()
	}
	in(w, "state", states)
	o.from(w)
	return w.with("hit (id) AS MATERIALIZED (" + w.ids("clue.id") + ")")
}

// walk reads each state along its index and takes from each no more than a page.
func walk(w *where, f Filter, o order) string {
	o.from(w)
	if w.match != "" {
		w.and("id IN (SELECT id FROM match)")
	}
	states := f.States
	if len(states) == 0 {
		states = States()
	}
	parts := make([]string, len(states))
	for i, s := range states {
		parts[i] = fmt.Sprintf(`SELECT id FROM (SELECT id FROM clue WHERE %s AND %s ORDER BY %s %s, id %s LIMIT %d) AS s%d`,
			w, w.bind("state = ?", string(s)), o.column, o.direction, o.direction, f.Limit+1, i)
	}
	return w.with("hit (id) AS MATERIALIZED (" + strings.Join(parts, " UNION ALL ") + ")")
}
