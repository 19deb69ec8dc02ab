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

// inCourt adds the condition that a case is of a court whose name contains text.
func inCourt(w *where, text string) {
	w.and("id IN ("+byCourt+")", contains(text))
}

const byCourt = `SELECT clue_court.clue FROM court JOIN clue_court ON clue_court.court = court.name WHERE court.name LIKE ? ESCAPE '\'`

// found adds the condition that the clue is one that the search box finds: text is part of
// the subject's name or a court's, or the beginning of a case number, or a part of one that
// ends in its running number. The running number finds the few candidates by an index.
func found(w *where, office, text string) {
	number := searchable(text)
	union := []string{`SELECT id FROM clue WHERE office = ? AND subject_name LIKE ? ESCAPE '\'`, byCourt,
		`SELECT clue FROM clue_case WHERE case_no LIKE ? ESCAPE '\'`}
	args := []any{office, contains(text), contains(text), escaped(number) + "%"}
	if m := lastNumber.FindStringSubmatch(number); m != nil {
		union = append(union, `SELECT clue FROM clue_case WHERE serial LIKE ? AND case_no LIKE ? ESCAPE '\'`)
		args = append(args, m[1]+"%", contains(number))
	}
	w.and("id IN ("+strings.Join(union, " UNION ")+")", args...)
}

// contains returns the pattern for text anywhere.
func contains(text string) string { return "%" + escaped(text) + "%" }

// escaped returns the pattern for text as it is.
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}
