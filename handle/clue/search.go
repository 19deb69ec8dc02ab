package clue

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
)

// searchable makes printed and typed case numbers alike: courts print full-width brackets,
// people type others.
func searchable(s string) string {
	return strings.NewReplacer("（", "(", "）", ")", "〔", "(", "〕", ")", "[", "(", "]", ")", " ", "").Replace(s)
}

var (
	lastNumber = regexp.MustCompile(`(\d+)号?$`)
	numberOf   = regexp.MustCompile(`(\d+)(?:号|-|之|$)`)
)

// serial returns the running number of a case: 23663 of （2018）粤0303民初23663号.
func serial(caseNo string) string {
	all := numberOf.FindAllStringSubmatch(caseNo, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1][1]
}

// index makes a clue searchable by the cases and courts of its finding.
func index(ctx context.Context, tx *db.Tx, id ID, f scan.Finding) error {
	for _, c := range f.Courts {
		if _, err := tx.Exec(ctx, `INSERT INTO court (name) VALUES ($1) ON CONFLICT DO NOTHING`, c); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO clue_court (court, clue) VALUES ($1, $2) ON CONFLICT DO NOTHING`, c, string(id)); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(f.Cases, 100) { // one statement for many: a scan writes a million of these
		marks, args := make([]string, len(part)), []any{string(id)}
		for i, c := range part {
			args = append(args, searchable(c), serial(c))
			marks[i] = fmt.Sprintf("($%d, $%d, $1)", len(args)-1, len(args))
		}
		if _, err := tx.Exec(ctx, `INSERT INTO clue_case (case_no, serial, clue) VALUES `+strings.Join(marks, ", ")+` ON CONFLICT DO NOTHING`, args...); err != nil {
			return err
		}
	}
	if len(f.Actors) == 0 {
		return nil
	}
	marks, args := make([]string, 0, len(f.Actors)+1), []any{string(id)}
	for _, a := range append([]scan.Actor{{ID: f.Subject.ID}}, f.Actors...) {
		args = append(args, a.ID)
		marks = append(marks, fmt.Sprintf("($%d, $1)", len(args)))
	}
	_, err := tx.Exec(ctx, `INSERT INTO clue_actor (actor, clue) VALUES `+strings.Join(marks, ", ")+` ON CONFLICT DO NOTHING`, args...)
	return err
}

// unindex takes back what index wrote for the finding.
func unindex(ctx context.Context, tx *db.Tx, id ID, f scan.Finding) error {
	for _, c := range f.Courts {
		if _, err := tx.Exec(ctx, `DELETE FROM clue_court WHERE court = $1 AND clue = $2`, c, string(id)); err != nil {
			return fmt.Errorf("forget the courts of clue %s: %w", id, err)
		}
	}
	for _, c := range f.Cases {
		if _, err := tx.Exec(ctx, `DELETE FROM clue_case WHERE case_no = $1 AND clue = $2`, searchable(c), string(id)); err != nil {
			return fmt.Errorf("forget the cases of clue %s: %w", id, err)
		}
	}
	if _, err := tx.Exec(ctx, `DELETE FROM clue_actor WHERE clue = $1`, string(id)); err != nil {
		return fmt.Errorf("forget who acts in the cases of clue %s: %w", id, err)
	}
	return nil
}

// A match is one of the things in a filter that hardly any clue has, as a rule: its text, a
// court, a holder, being put aside.
type match struct {
	ids     string // selects the ids of the clues that have it, in whatever office
	idArgs  []any
	row     string // the same as a condition on the row of a clue
	rowArgs []any
}

// matches returns what f has of them. || ” keeps SQLite from reading all clues in the order of
// their ids to name each once.
func (f Filter) matches() []*match {
	var list []*match
	if f.Court != "" {
		list = append(list, inCourt(f.Court))
	}
	if day := f.today.String(); f.Holder != "" {
		list = append(list, &match{`SELECT id || '' AS id FROM clue WHERE holder = ? AND holder <> '' AND held_until >= ?`, []any{f.Holder, day},
			"holder = ? AND held_until >= ?", []any{f.Holder, day}})
	}
	if f.News != "" {
		const since = `EXISTS (SELECT 1 FROM clue_event WHERE clue_event.clue = clue_look.clue AND clue_event.n > clue_look.n AND clue_event.actor <> clue_look.account)`
		list = append(list, &match{`SELECT clue_look.clue AS id FROM clue_look WHERE clue_look.account = ? AND ` + since, []any{f.News},
			`EXISTS (SELECT 1 FROM clue_look WHERE clue_look.account = ? AND clue_look.clue = clue.id AND ` + since + `)`, []any{f.News}})
	}
	if day := f.today.String(); f.Aside == OnlyAside {
		list = append(list, &match{`SELECT id || '' AS id FROM clue WHERE aside_until >= ? AND aside_until <> ''`, []any{day}, "aside_until || '' >= ?", []any{day}})
	}
	return list
}

// inCourt finds the clues with a case of a court whose name contains text. CROSS JOIN
// keeps SQLite from reading every clue's courts before it has looked for the name.
func inCourt(text string) *match {
	return &match{`SELECT clue_court.clue AS id FROM court CROSS JOIN clue_court WHERE clue_court.court = court.name AND court.name LIKE ? ESCAPE '\'`, []any{contains(text)},
		of("clue_court", `court LIKE ? ESCAPE '\'`), []any{contains(text)}}
}

// of is the condition that a clue has a row in table. It is written so that PostgreSQL asks
// for the rows of one clue at a time, and not once for those of all.
func of(table, condition string) string {
	return "(SELECT 1 FROM " + table + " WHERE " + table + ".clue = clue.id AND " + condition + " LIMIT 1) = 1"
}

// named finds the clues whose subject's name contains text.
func named(text string) *match {
	m := &match{row: `subject_name LIKE ? ESCAPE '\'`, rowArgs: []any{contains(text)}}
	from, before, whole := db.PartRange(text)
	m.ids, m.idArgs = `SELECT clue_part.clue AS id FROM clue_part WHERE part >= ? AND part < ?`, []any{from, before}
	if !whole {
		m.ids = `SELECT clue_part.clue AS id FROM clue_part CROSS JOIN clue WHERE part >= ? AND part < ? AND clue.id = clue_part.clue AND ` + m.row
		m.idArgs = append(m.idArgs, m.rowArgs...)
	}
	return m
}

// numbered finds the clues with a case whose number begins with text, or contains it if it
// ends in a running number. The running number finds the few candidates by an index.
func numbered(text string) *match {
	number := searchable(text)
	row, args := `case_no LIKE ? ESCAPE '\'`, []any{escaped(number) + "%"}
	m := &match{"SELECT clue AS id FROM clue_case WHERE " + row, args, of("clue_case", row), args}
	if n := lastNumber.FindStringSubmatch(number); n != nil {
		const serial = `serial LIKE ? AND case_no LIKE ? ESCAPE '\'`
		more := []any{n[1] + "%", contains(number)}
		m.ids += " UNION ALL SELECT clue FROM clue_case WHERE " + serial
		m.idArgs = slices.Concat(args, more)
		m.row, m.rowArgs = of("clue_case", "("+row+" OR "+serial+")"), m.idArgs
	}
	return m
}

// namedMember is named for clues into which one is merged whose subject's name contains text.
func namedMember(text string) *match {
	return named(text).ofMember("m.subject_name LIKE ? ESCAPE '\\'", contains(text))
}

// numberedMember is numbered for clues into which one is merged that has such a case.
func numberedMember(text string) *match {
	m := numbered(text)
	return m.ofMember(strings.ReplaceAll(m.row, "= clue.id", "= m.id"), m.rowArgs...)
}

// ofMember finds the clues that answer for what m finds; row is the condition on a member m.
func (m *match) ofMember(row string, args ...any) *match {
	return &match{"SELECT clue.merged_into AS id FROM (" + m.ids + ") AS member CROSS JOIN clue WHERE clue.id = member.id AND clue.merged_into <> ''", m.idArgs,
		"(SELECT 1 FROM clue m WHERE m.merged_into = clue.id AND m.merged_into <> '' AND " + row + " LIMIT 1) = 1", args}
}

// found finds what the search box asks for: text is part of the subject's name or a court's,
// or of a case number, its own or a member's. What it is of none is not asked for again.
func found(ctx context.Context, tx *db.Tx, text string) (*match, error) {
	var all *match
	for _, m := range []*match{named(text), namedMember(text), inCourt(text), numbered(text), numberedMember(text)} {
		n, _, err := m.count(ctx, tx, 0)
		if err != nil {
			return nil, err
		}
		switch {
		case n == 0:
		case all == nil:
			all = m
		default:
			all = &match{all.ids + " UNION ALL SELECT * FROM (" + m.ids + ") AS more", slices.Concat(all.idArgs, m.idArgs),
				"(" + all.row + " OR " + m.row + ")", slices.Concat(all.rowArgs, m.rowArgs)}
		}
	}
	if all == nil {
		all = &match{ids: "SELECT id FROM clue WHERE id = ''", row: "clue.id = ''"} // no clue has it
	}
	return all, nil
}

// A chosen is how a list gets at what f matches.
type chosen struct {
	few  *match   // the clues that it begins with: those that the narrowest match finds; nil if none is narrow
	rest []*match // what has to be asked of each clue
}

// choose looks up what each match of f finds, as far as it is few.
func (f Filter) choose(ctx context.Context, tx *db.Tx, most bounds) (c chosen, err error) {
	best, all := 0, f.matches()
	if f.Query != "" {
		m, err := found(ctx, tx, f.Query)
		if err != nil {
			return chosen{}, err
		}
		all = append(all, m)
	}
	for _, m := range all {
		n, narrow, err := m.count(ctx, tx, most.sorted)
		switch {
		case err != nil:
			return chosen{}, err
		case !narrow, c.few != nil && best <= n:
			c.rest = append(c.rest, m)
			continue
		case c.few != nil:
			c.rest = append(c.rest, c.few)
		}
		c.few, best = m, n
	}
	if c.few == nil {
		return c, nil
	}
	if best > most.few {
		c.few.ids = "SELECT DISTINCT id FROM (" + c.few.ids + ") AS found"
		return c, nil
	}
	return c, c.few.read(ctx, tx)
}

// count counts the ids that m selects, each once, and reports whether they are at most so many.
func (m *match) count(ctx context.Context, tx *db.Tx, most int) (n int, narrow bool, err error) {
	if most < 0 { // nothing is few
		return 0, false, nil
	}
	w, all := &where{}, 0
	query := w.bind(fmt.Sprintf(`SELECT COUNT(*), COUNT(DISTINCT id) FROM (%s LIMIT %d) AS found`, m.ids, 2*most+1), m.idArgs...)
	if err := tx.QueryRow(ctx, query, w.args...).Scan(&all, &n); err != nil {
		return 0, false, fmt.Errorf("search clues: %w", err)
	}
	return n, all <= 2*most && n <= most, nil
}

// read looks up the ids once and for all.
func (m *match) read(ctx context.Context, tx *db.Tx) error {
	w := &where{}
	rows, err := tx.Query(ctx, w.bind("SELECT DISTINCT id FROM ("+m.ids+") AS found", m.idArgs...), w.args...)
	if err != nil {
		return fmt.Errorf("search clues: %w", err)
	}
	defer rows.Close()
	m.idArgs = nil
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return fmt.Errorf("search clues: %w", err)
		}
		m.idArgs = append(m.idArgs, id)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("search clues: %w", err)
	}
	m.ids = "SELECT id FROM clue WHERE id = ''" // no clue has it: there may be no match
	if n := len(m.idArgs); n > 0 {
		m.ids = "VALUES " + strings.TrimSuffix(strings.Repeat("(?), ", n), ", ")
	}
	return nil
}

// contains returns the pattern for text anywhere.
func contains(text string) string { return "%" + escaped(text) + "%" }

// escaped returns the pattern for text as it is.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}
