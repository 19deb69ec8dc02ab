package clue

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
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
	return nil
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
	return nil
}

// A match is a statement, with its values, that selects the ids of the clues that the text
// of a filter finds, or that somebody holds or has put aside, each once, in whatever office: the rest of the filter is asked of them afterwards.
type match struct {
	sql  string
	args []any
}

// match returns nil if f has neither text nor anything else that few clues are.
func (f Filter) match() *match {
	var m *match
	for _, part := range []struct {
		asked bool
		match func() *match
	}{
		{f.Query != "", func() *match { return found(f.Query) }},
		{f.Court != "", func() *match { return inCourt(f.Court) }},
		{f.Holder != "", func() *match {
			return &match{`SELECT id FROM clue WHERE holder = ? AND holder <> '' AND held_until >= ?`, []any{f.Holder, f.today.String()}}
		}},
		{f.Aside == OnlyAside, func() *match {
			return &match{`SELECT id FROM clue WHERE aside_until >= ? AND aside_until <> ''`, []any{f.today.String()}}
		}},
	} {
		if part.asked {
			m = m.and(part.match())
		}
	}
	return m
}

// and returns what both find; a match that is nil finds everything.
func (m *match) and(b *match) *match {
	if m == nil {
		return b
	}
	return &match{"SELECT id FROM (" + m.sql + ") AS a WHERE id IN (" + b.sql + ")", append(m.args, b.args...)}
}

// inCourt finds the clues with a case of a court whose name contains text. CROSS JOIN
// keeps SQLite from reading every clue's courts before it has looked for the name.
func inCourt(text string) *match {
	return &match{`SELECT DISTINCT clue_court.clue AS id FROM court CROSS JOIN clue_court
		WHERE clue_court.court = court.name AND court.name LIKE ? ESCAPE '\'`, []any{contains(text)}}
}

// found finds what the search box asks for: text is part of the subject's name or a
// court's, or the beginning of a case number, or a part of one that ends in its running
// number. The running number finds the few candidates by an index. UNION would make SQLite
// read all clues in the order of their ids to merge them; DISTINCT afterwards does not.
func found(text string) *match {
	court, number := inCourt(text), searchable(text)
	m := &match{`SELECT id FROM clue WHERE subject_name LIKE ? ESCAPE '\' UNION ALL SELECT * FROM (` + court.sql +
		`) AS c UNION ALL SELECT clue FROM clue_case WHERE case_no LIKE ? ESCAPE '\'`,
		append([]any{contains(text)}, append(court.args, escaped(number)+"%")...)}
	if n := lastNumber.FindStringSubmatch(number); n != nil {
		m.sql += ` UNION ALL SELECT clue FROM clue_case WHERE serial LIKE ? AND case_no LIKE ? ESCAPE '\'`
		m.args = append(m.args, n[1]+"%", contains(number))
	}
	m.sql = "SELECT DISTINCT id FROM (" + m.sql + ") AS found"
	return m
}

// narrowed looks up the ids if they are at most few, so that they are looked up once.
func (m *match) narrowed(ctx context.Context, tx *db.Tx, few int) (*match, error) {
	w := &where{}
	rows, err := tx.Query(ctx, w.bind(m.sql+` LIMIT `+strconv.Itoa(max(few, 0)+1), m.args...), w.args...)
	if err != nil {
		return nil, fmt.Errorf("search clues: %w", err)
	}
	defer rows.Close()
	ids := &match{sql: "SELECT id FROM clue WHERE id = ''"} // no clue has it: there may be no match
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("search clues: %w", err)
		}
		ids.args = append(ids.args, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("search clues: %w", err)
	}
	if len(ids.args) > few {
		return m, nil
	}
	if n := len(ids.args); n > 0 {
		ids.sql = "VALUES " + strings.TrimSuffix(strings.Repeat("(?), ", n), ", ")
	}
	return ids, nil
}

// contains returns the pattern for text anywhere.
func contains(text string) string { return "%" + escaped(text) + "%" }

// escaped returns the pattern for text as it is.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}
