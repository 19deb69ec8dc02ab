package clue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Filter chooses clues; its zero value is every clue the actor may see, greatest risk
// first.
type Filter struct {
	States      []State  // in any of these; empty means all
	Models      []string // of any of these models; empty means all
	Court       string   // with a case of a court whose name contains this
	SubjectKind string   // person, organisation or group; empty means all
	MinRisk     float64  // risk at least this
	Query       string   // in the subject's name, a court's or a case number; see found
	Sort        string   // one of Sorts; empty means -risk
	Cursor      string   // Next of the page before; empty means the first page
	Limit       int      // clues on a page, 1 to MaxLimit; 0 means 50
}

// MaxLimit is the greatest number of clues on one page.
const MaxLimit = 200

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
		if p.Counts, err = counts(ctx, tx, by.Office, f); err != nil {
			return err
		}
		for state, n := range p.Counts {
			if len(f.States) == 0 || slices.Contains(f.States, state) {
				p.Total += n
			}
		}
		w := f.conditions(by.Office)
		hits := walk
		if p.Total <= s.few {
			hits = sorted
		}
		p.Items, err = page(ctx, tx, hits(w, f, o), w, f, o)
		return err
	})
	if err != nil {
		return Page{}, err
	}
	if len(p.Items) > f.Limit {
		p.Items = p.Items[:f.Limit]
		p.Next = o.after(p.Items[f.Limit-1])
	}
	return p, nil
}

// check fills in what is empty and refuses what cannot be.
func (f *Filter) check() (order, error) {
	if f.Limit == 0 {
		f.Limit = 50
	}
	if f.Limit < 1 || f.Limit > MaxLimit {
		return order{}, fault.Invalidf("每页条数须为 1 至 %d。", "A page has 1 to %d clues.", MaxLimit)
	}
	for _, s := range f.States {
		if !slices.Contains(States(), s) {
			return order{}, fault.Invalidf("没有线索状态 %q。", "There is no state %q.", s)
		}
	}
	for _, text := range append([]string{f.Court, f.Query, f.SubjectKind}, f.Models...) {
		if !db.Storable(text) {
			return order{}, fault.Invalidf("查询中有无法识别的字符。", "The search has characters that cannot be read.")
		}
	}
	f.Query = strings.TrimSpace(f.Query)
	f.Court = strings.TrimSpace(f.Court)
	return newOrder(f.Sort, f.Cursor)
}

// A where is a condition in SQL and its values, which never stand in the text.
type where struct {
	text []string
	args []any
}

// and adds a condition whose values are written ?.
func (w *where) and(text string, args ...any) {
	for _, a := range args {
		w.args = append(w.args, a)
		text = strings.Replace(text, "?", fmt.Sprintf("$%d", len(w.args)), 1)
	}
	w.text = append(w.text, text)
}

func (w *where) String() string { return strings.Join(w.text, " AND ") }

// conditions returns everything in f but its states.
func (f Filter) conditions(office access.Office) *where {
	w := &where{}
	w.and("office = ?", string(office))
	if len(f.Models) > 0 {
		in(w, "model", f.Models)
	}
	if f.SubjectKind != "" {
		w.and("subject_kind = ?", f.SubjectKind)
	}
	if f.MinRisk > 0 {
		w.and("risk >= ?", f.MinRisk)
	}
	if f.Court != "" {
		inCourt(w, f.Court)
	}
	if f.Query != "" {
		found(w, string(office), f.Query)
	}
	return w
}

func in[T ~string](w *where, column string, values []T) {
	marks := make([]string, len(values))
	args := make([]any, len(values))
	for i, v := range values {
		marks[i], args[i] = "?", string(v)
	}
	w.and(column+" IN ("+strings.Join(marks, ", ")+")", args...)
}

func counts(ctx context.Context, tx *db.Tx, office access.Office, f Filter) (map[State]int, error) {
	w := f.conditions(office)
	rows, err := tx.Query(ctx, `SELECT state, COUNT(*) FROM clue WHERE `+w.String()+` GROUP BY state`, w.args...)
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

// page returns one clue more than the page holds, if there is one. hits is the beginning
// of the statement, which finds the ids.
func page(ctx context.Context, tx *db.Tx, hits string, w *where, f Filter, o order) ([]Clue, error) {
	limit := fmt.Sprintf(" ORDER BY clue.%s %s, clue.id %s LIMIT %d", o.column, o.direction, o.direction, f.Limit+1)
	rows, err := tx.Query(ctx, hits+` SELECT `+columns+` FROM clue JOIN hit ON hit.id = clue.id`+limit, w.args...)
	if err != nil {
		return nil, fmt.Errorf("list clues: %w", err)
	}
	defer rows.Close()
	list := []Clue{}
	for rows.Next() {
		c, err := scanClue(rows)
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
	if len(f.States) > 0 {
		in(w, "state", f.States)
	}
	o.from(w)
	return `WITH hit AS MATERIALIZED (SELECT id FROM clue WHERE ` + w.String() + `)`
}

// walk reads each state along its index and takes from each no more than a page.
func walk(w *where, f Filter, o order) string {
	o.from(w)
	states := f.States
	if len(states) == 0 {
		states = States()
	}
	parts := make([]string, len(states))
	for i, s := range states {
		w.args = append(w.args, string(s))
		parts[i] = fmt.Sprintf(`SELECT id FROM (SELECT id FROM clue WHERE %s AND state = $%d ORDER BY %s %s, id %s LIMIT %d) AS s%d`,
			w, len(w.args), o.column, o.direction, o.direction, f.Limit+1, i)
	}
	return `WITH hit AS MATERIALIZED (` + strings.Join(parts, " UNION ALL ") + `)`
}

func export(ctx context.Context, tx *db.Tx, by access.Account, f Filter, yield func(Exported, error) bool) error {
	f.Sort, f.Cursor = "", ""
	if _, err := f.check(); err != nil {
		return err
	}
	w := f.conditions(by.Office)
	if len(f.States) > 0 {
		in(w, "state", f.States)
	}
	rows, err := tx.Query(ctx,
		`SELECT `+columns+`, clue_finding.body
		   FROM clue JOIN clue_finding ON clue_finding.clue = clue.id AND clue_finding.n = clue.finding
		  WHERE `+w.String()+` ORDER BY clue.id`, w.args...)
	if err != nil {
		return fmt.Errorf("export clues: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		var e Exported
		if e.Clue, err = scanClue(rows, &text); err != nil {
			return fmt.Errorf("export clues: %w", err)
		}
		if err := json.Unmarshal([]byte(text), &e.Finding); err != nil {
			return fmt.Errorf("export clue %s: %w", e.ID, err)
		}
		if !yield(e, nil) {
			return nil
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("export clues: %w", err)
	}
	return nil
}
