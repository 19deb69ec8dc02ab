package clue

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/law"
)

// searchable makes printed and typed case numbers alike: courts print full-width brackets,
// people type others.
func searchable(s string) string {
	return strings.NewReplacer("（", "(", "）", ")", "〔", "(", "〕", ")", "[", "(", "]", ")", " ", "").Replace(s)
}

var (
	lastNumber  = regexp.MustCompile(`(\d+)号?$`)
	wholeNumber = regexp.MustCompile(`^\(\d{4}\)`) // no number has its year elsewhere than at its beginning
	numberOf    = regexp.MustCompile(`(\d+)(?:号|-|之|$)`)
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
	many    bool   // ids are known to be too many to begin with, and need not be all
	known   int    // ids are no more than so many; 0 if nobody has counted them, or there are none
	begins  *match // of a name: it begins with the text
	later   *match // of a name: it begins with something else
	among   string // selects more ids than ids does, for less: enough to see that they are few; empty if nothing does
	halves  *halves
}

// halves are the two ways by which a match with members finds a clue, where many are found by their own.
type halves struct {
	own       *match // the clues that have it themselves
	answering string // selects the ids of those into which one is merged that has it: few are merged
	args      []any
	begins    *match // own by the beginning of a name, if few have it later; nil where that is not known
	later     *match // and those few
}

// matches returns what f has of them. || ” keeps SQLite from reading all clues in the order of
// their ids to name each once.
func (f Filter) matches() []*match {
	var list []*match
	if f.Court != "" {
		list = append(list, inCourt(f.Court))
	}
	if day := f.today.String(); f.Holder != "" {
		list = append(list, &match{ids: `SELECT id || '' AS id FROM clue WHERE holder = ? AND holder <> '' AND held_until >= ?`, idArgs: []any{f.Holder, day},
			row: "holder = ? AND held_until >= ?", rowArgs: []any{f.Holder, day}})
	}
	if day := f.today; f.Due { // of the few that somebody holds
		const soon = `holder <> '' AND held_until >= ? AND held_until <= ?`
		until := []any{day.String(), day.AddDays(heldSoon).String()}
		list = append(list, &match{ids: `SELECT id || '' AS id FROM clue WHERE ` + soon, idArgs: until, row: soon, rowArgs: until})
	}
	if f.News != "" {
		// Asked one by one: to join them, PostgreSQL would read all events.
		const since = `(SELECT 1 FROM clue_event WHERE clue_event.clue = clue_look.clue AND clue_event.n > clue_look.n AND clue_event.actor <> clue_look.account LIMIT 1) = 1`
		list = append(list, &match{ids: `SELECT clue_look.clue AS id FROM clue_look WHERE clue_look.account = ? AND ` + since, idArgs: []any{f.News},
			row:     `(SELECT 1 FROM clue_look WHERE clue_look.account = ? AND clue_look.clue = clue.id AND ` + since + ` LIMIT 1) = 1`,
			rowArgs: []any{f.News}, among: `SELECT clue AS id FROM clue_look WHERE account = ?`})
	}
	if day := f.today.String(); f.Aside == OnlyAside {
		list = append(list, &match{ids: `SELECT id || '' AS id FROM clue WHERE aside_until >= ? AND aside_until <> ''`, idArgs: []any{day}, row: "aside_until || '' >= ?", rowArgs: []any{day}})
	}
	return list
}

// inCourt finds the clues with a case of a court whose name contains text. CROSS JOIN
// keeps SQLite from reading every clue's courts before it has looked for the name.
func inCourt(text string) *match {
	return &match{ids: `SELECT clue_court.clue AS id FROM court CROSS JOIN clue_court WHERE clue_court.court = court.name AND instr(court.name, ?) > 0`, idArgs: []any{text},
		row: of("clue_court", `instr(court, ?) > 0`), rowArgs: []any{text}}
}

// of is the condition that a clue has a row in table. It is written so that PostgreSQL asks
// for the rows of one clue at a time, and not once for those of all.
func of(table, condition string) string {
	return "(SELECT 1 FROM " + table + " WHERE " + table + ".clue = clue.id AND " + condition + " LIMIT 1) = 1"
}

// named finds the clues whose subject's name contains text.
func named(text string) *match {
	m := &match{row: `instr(subject_name, ?) > 0`, rowArgs: []any{text}}
	from, before, whole := db.PartRange(text)
	if whole {
		m.begins = &match{row: "subject_name >= ? AND subject_name < ?", rowArgs: []any{from, before}}
		m.later = &match{ids: `SELECT clue_part.clue AS id FROM clue_part WHERE part >= ? AND part < ? AND later = 1`, idArgs: []any{from, before}}
	}
	m.ids, m.idArgs = `SELECT clue_part.clue AS id FROM clue_part WHERE part >= ? AND part < ?`, []any{from, before}
	if !whole {
		m.ids = `SELECT clue_part.clue AS id FROM clue_part CROSS JOIN clue WHERE part >= ? AND part < ? AND clue.id = clue_part.clue AND ` + m.row
		m.idArgs = append(m.idArgs, m.rowArgs...)
	}
	return m
}

// yearsBack is how far back at most lies the year with which a case number is looked up that was typed
// without it.
const yearsBack = 30

// withoutYear returns the digits that number ends in, and whether it may be a number whose year was not typed: they are few, and
// behind other text.
func withoutYear(number string) (digits string, may bool) {
	n := lastNumber.FindStringSubmatch(number)
	if n == nil || wholeNumber.MatchString(number) {
		return "", false
	}
	return n[1], len(n[1]) <= 2 && !strings.HasPrefix(number, n[1])
}

// firstYear is the year of the oldest case, at most yearsBack before today: each year before it would be looked up for nothing.
func firstYear(ctx context.Context, tx *db.Tx, today law.Date) (int, error) {
	var oldest sql.NullString
	if err := tx.QueryRow(ctx, `SELECT MIN(case_no) FROM clue_case WHERE case_no >= '(1'`).Scan(&oldest); err != nil {
		return 0, fmt.Errorf("search clues: %w", err)
	}
	year, back := 0, today.Year()-yearsBack+1
	if wholeNumber.MatchString(oldest.String) {
		year, _ = strconv.Atoi(oldest.String[1:5]) // four digits
	}
	return max(year, back), nil
}

// numbered finds the clues with a case whose number begins with text, or contains it if it
// ends in a running number. The running number finds the few candidates by an index. One digit or two
// find a third or a twentieth of all cases: behind other text they are the whole running number, or text is a
// number without its year, which is one from first to last.
func numbered(text string, first, last int) *match {
	const begins = `case_no LIKE ? ESCAPE '\'`
	number := searchable(text)
	m := &match{ids: "SELECT clue AS id FROM clue_case WHERE " + begins, idArgs: []any{escaped(number) + "%"}, row: begins, rowArgs: []any{escaped(number) + "%"}}
	if digits, may := withoutYear(number); digits != "" {
		serial, more := `serial LIKE ? AND instr(case_no, ?) > 0`, []any{digits + "%", number}
		if may {
			serial, more[0] = `serial = ? AND instr(case_no, ?) > 0`, digits
			for year := last; year >= first; year-- {
				m.ids += " UNION ALL SELECT clue FROM clue_case WHERE " + begins
				m.idArgs = append(m.idArgs, fmt.Sprintf("(%d)%s%%", year, escaped(number)))
			}
			m.row += " OR " + begins
			m.rowArgs = append(m.rowArgs, "(____)"+escaped(number)+"%")
		}
		m.ids += " UNION ALL SELECT clue FROM clue_case WHERE " + serial
		m.idArgs, m.row, m.rowArgs = append(m.idArgs, more...), "("+m.row+" OR "+serial+")", append(m.rowArgs, more...)
	}
	m.row = of("clue_case", m.row)
	return m
}

// members finds the clues into which one is merged that m finds. Of hundreds of thousands few are
// merged: an index of those alone says who is, and no row has to be read.
func (m *match) members() *match {
	return &match{ids: "SELECT clue.merged_into AS id FROM (SELECT DISTINCT id FROM (" + m.ids + ") AS found) AS member CROSS JOIN clue INDEXED BY clue_member WHERE clue.id = member.id AND clue.merged_into <> ''", idArgs: m.idArgs,
		row: "(SELECT 1 FROM clue m WHERE m.merged_into = clue.id AND m.merged_into <> '' AND " + strings.ReplaceAll(m.row, "= clue.id", "= m.id") + " LIMIT 1) = 1", rowArgs: m.rowArgs}
}

// or finds what m or other finds.
func (m *match) or(other *match) *match {
	both := &match{ids: m.ids + " UNION ALL SELECT * FROM (" + other.ids + ") AS more", idArgs: slices.Concat(m.idArgs, other.idArgs),
		row: "(" + m.row + " OR " + other.row + ")", rowArgs: slices.Concat(m.rowArgs, other.rowArgs), many: m.many || other.many}
	if m.known > 0 && other.known > 0 {
		both.known = m.known + other.known
	}
	return both
}

// mergedFew times as many as are sorted may be merged and still be gone through: their names stand
// in an index.
const mergedFew = 4

// A merged says how many clues are merged into others.
type merged struct {
	any bool // at least one is
	few bool // in an order that knows no states: some, and few enough to be gone through
}

// countMerged counts no further than the order o asks for.
func countMerged(ctx context.Context, tx *db.Tx, o order, most bounds) (*merged, error) {
	enough := 0
	if !o.stated {
		enough = mergedFew * max(most.sorted, 0)
	}
	n, few, err := (&match{ids: "SELECT merged_into AS id FROM clue WHERE merged_into <> ''"}).count(ctx, tx, enough)
	return &merged{any: n > 0, few: few && !o.stated}, err
}

// withMembers finds what m finds few of, and what answers for it: each is looked up to see whether it is merged, once if
// few are.
func (m *match) withMembers(ctx context.Context, tx *db.Tx, most bounds) (*match, error) {
	member := m.members()
	few, err := member.ask(ctx, tx, most.few)
	if err != nil || few != nil && len(few) == 0 {
		return m, err
	}
	if few != nil {
		return m.or(member.of(few)), nil
	}
	if n, narrow, err := member.count(ctx, tx, max(most.sorted, 0)); err != nil {
		return nil, err
	} else if narrow {
		member.known = n
	}
	return m.or(member), nil
}

// askingMembers finds what m finds many of, and what answers for it. None of the many is looked up to see
// whether it is merged: that would be to read all if none is. Each clue that the list comes upon is asked for its
// members instead; or, in an order in which it may come upon most clues first, those that are
// merged are gone through once (see halves).
func (m *match) askingMembers(ctx context.Context, tx *db.Tx, o order, gone *merged, most bounds) (*match, error) {
	if !gone.any {
		return m, nil
	}
	both := m.or(m.members())
	both.ids, both.idArgs = m.ids, m.idArgs // some of them, to count by
	if !gone.few {
		return both, nil
	}
	both.halves = &halves{own: m, args: m.rowArgs,
		answering: "SELECT DISTINCT m.merged_into AS id FROM clue m WHERE m.merged_into <> '' AND " + strings.ReplaceAll(m.row, "= clue.id", "= m.id")}
	if o.column != "subject_name" || m.later == nil {
		return both, nil
	}
	return both, both.halves.byBeginning(ctx, tx, m, most)
}

// byBeginning lets names be read from where those stand that begin with what m asks for, if few have it later.
// A list in their order would else come upon all those before it first: which takes less time where thousands have it later.
func (h *halves) byBeginning(ctx context.Context, tx *db.Tx, m *match, most bounds) error {
	_, few, err := m.later.count(ctx, tx, max(most.sorted/2, 0))
	if few {
		h.begins, h.later = m.begins, m.later
	}
	return err
}

// found finds what the search box asks for: the text is part of the subject's name or a court's,
// or of a case number, its own or a member's. What it is of none is not asked for again.
func (f Filter) found(ctx context.Context, tx *db.Tx, o order, most bounds) (all *match, err error) {
	var gone *merged // counted when first asked for
	first, last := 0, f.today.Year()
	if _, may := withoutYear(searchable(f.Query)); may {
		if first, err = firstYear(ctx, tx, f.today); err != nil {
			return nil, err
		}
	}
	name, number, court := named(f.Query), numbered(f.Query, first, last), inCourt(f.Query)
	for _, m := range []*match{name, number, court} {
		n, narrow, err := m.count(ctx, tx, max(most.sorted, 0))
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		if m.many = !narrow; narrow {
			m.known = n
		}
		if m.many && m != court && gone == nil {
			if gone, err = countMerged(ctx, tx, o, most); err != nil {
				return nil, err
			}
		}
		switch {
		case m == court: // a member's court is not asked for
		case m.many:
			m, err = m.askingMembers(ctx, tx, o, gone, most)
		default:
			m, err = m.withMembers(ctx, tx, most)
		}
		if err != nil {
			return nil, err
		}
		if all != nil {
			m = all.or(m)
		}
		all = m
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
func (f Filter) choose(ctx context.Context, tx *db.Tx, o order, most bounds) (c chosen, err error) {
	best, all := 0, f.matches()
	if f.Query != "" {
		m, err := f.found(ctx, tx, o, most)
		if err != nil {
			return chosen{}, err
		}
		all = append(all, m)
	}
	for _, m := range all {
		n, narrow, err := m.bound(ctx, tx, most.sorted)
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
	if c.few.among != "" && len(c.rest) > 0 { // asked last: what else is asked leaves few
		c.rest = append(c.rest, c.few)
		c.few = &match{ids: c.few.among, idArgs: c.few.idArgs}
	}
	if best <= most.few {
		return c, c.few.read(ctx, tx)
	}
	// What was counted of this moment is all there is of it: the limit cuts nothing off, and keeps PostgreSQL, which takes
	// it that a third of all courts have the text in their name, from reading all clues for those of one.
	c.few.ids = fmt.Sprintf("SELECT DISTINCT id FROM (SELECT id FROM (%s) AS all_found LIMIT %d) AS found", c.few.ids, 2*most.sorted)
	return c, nil
}

// bound is count, and no more than a bound where among tells at once that the ids are few.
func (m *match) bound(ctx context.Context, tx *db.Tx, most int) (n int, narrow bool, err error) {
	if m.among != "" {
		if n, narrow, err = (&match{ids: m.among, idArgs: m.idArgs}).count(ctx, tx, most); narrow || err != nil {
			return n, narrow, err
		}
	}
	return m.count(ctx, tx, most)
}

// count counts the ids that m selects if nobody has, and reports whether they are at most so many. What m selects
// several times counts once where that decides.
func (m *match) count(ctx context.Context, tx *db.Tx, most int) (n int, narrow bool, err error) {
	switch {
	case m.many || most < 0: // below 0 nothing is few
		return 0, false, nil
	case m.known > 0:
		return m.known, m.known <= most, nil
	}
	found := fmt.Sprintf("(%s LIMIT %d) AS found", m.ids, 2*most+1)
	for _, from := range []string{found, "(SELECT DISTINCT id FROM " + found + ") AS each"} { // PostgreSQL would sort for COUNT(DISTINCT id)
		w := &where{}
		query := w.bind("SELECT COUNT(*) FROM "+from, m.idArgs...)
		if err := tx.QueryRow(ctx, query, w.args...).Scan(&n); err != nil {
			return 0, false, fmt.Errorf("search clues: %w", err)
		}
		if n <= most || n > 2*most {
			break
		}
	}
	return n, n <= most, nil
}

// read looks up the ids once and for all.
func (m *match) read(ctx context.Context, tx *db.Tx) error {
	ids, err := m.ask(ctx, tx, math.MaxInt32)
	if err == nil {
		*m = *m.of(ids)
	}
	return err
}

// ask returns the ids, or nil if they are more than most.
func (m *match) ask(ctx context.Context, tx *db.Tx, most int) ([]string, error) {
	w := &where{}
	rows, err := tx.Query(ctx, w.bind(fmt.Sprintf("SELECT DISTINCT id FROM (%s) AS found LIMIT %d", m.ids, most+1), m.idArgs...), w.args...)
	if err != nil {
		return nil, fmt.Errorf("search clues: %w", err)
	}
	defer rows.Close()
	ids := []string{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("search clues: %w", err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("search clues: %w", err)
	}
	if len(ids) > most {
		return nil, nil
	}
	return ids, nil
}

// of is m with the ids that it is known to select.
func (m *match) of(ids []string) *match {
	list := []byte("[]")
	if len(ids) > 0 {
		list, _ = json.Marshal(ids) // texts can always be written
	}
	known := *m
	known.ids, known.idArgs, known.known = "SELECT value AS id FROM json_each(?)", []any{string(list)}, len(ids)
	return &known
}

// escaped returns the pattern for text as it is.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}
