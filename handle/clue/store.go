package clue

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

const columns = `clue.id, clue.office, clue.model, clue.model_version, clue.snapshot, clue.seen, clue.stale,
	clue.subject_kind, clue.subject_id, clue.subject_name, clue.risk, clue.state, clue.version,
	clue.cases, clue.courts, clue.amount, clue.from_on, clue.to_on, clue.top, clue.against,
	clue.found_at, clue.changed_at, clue.reopened, clue.reason, clue.aside_until, clue.holder, clue.holder_name, clue.held_until, clue.merged_into, clue.alone`

// scanClue reads columns, and after them whatever goes into more, as the clue stands today.
func scanClue(row interface{ Scan(...any) error }, today law.Date, more ...any) (c Clue, err error) {
	var courts, top, found, changed, aside, held string
	err = row.Scan(append([]any{&c.ID, &c.Office, &c.Model, &c.ModelVersion, &c.Snapshot, &c.Seen, &c.Stale,
		&c.Subject.Kind, &c.Subject.ID, &c.Subject.Name, &c.Risk, &c.State, &c.Version,
		&c.Cases, &courts, &c.Amount, &c.From, &c.To, &top, &c.Against,
		&found, &changed, &c.Reopened, &c.Reason, &aside, &c.Holder, &c.HolderName, &held, &c.MergedInto, &c.Alone}, more...)...)
	if err != nil {
		return Clue{}, err
	}
	var err1, err2 error
	c.FoundAt, err1 = db.ParseTime(found)
	c.ChangedAt, err2 = db.ParseTime(changed)
	err = errors.Join(err1, err2, json.Unmarshal([]byte(courts), &c.Courts), json.Unmarshal([]byte(top), &c.Top),
		c.AsideUntil.UnmarshalText([]byte(aside)), c.HeldUntil.UnmarshalText([]byte(held)))
	c.ended(today)
	return c, err
}

// get returns the clue and the finding it rests on, if by may read it. To anyone else it
// does not exist: "forbidden" would tell them that it does.
func get(ctx context.Context, tx *db.Tx, by access.Account, id ID) (Clue, scan.Finding, error) {
	if !db.Storable(string(id)) {
		return Clue{}, scan.Finding{}, noSuchClue()
	}
	var text string
	c, err := scanClue(tx.QueryRow(ctx,
		`SELECT `+columns+`, clue_finding.body
		   FROM clue JOIN clue_finding ON clue_finding.clue = clue.id AND clue_finding.n = clue.finding
		  WHERE clue.id = $1`, string(id)), law.DateOf(tx.Now), &text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Clue{}, scan.Finding{}, noSuchClue()
	case err != nil:
		return Clue{}, scan.Finding{}, fmt.Errorf("get clue %s: %w", id, err)
	}
	if err := check(ctx, tx, by, access.ReadClues, c); err != nil {
		return Clue{}, scan.Finding{}, err
	}
	var f scan.Finding
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return Clue{}, scan.Finding{}, fmt.Errorf("read the finding of clue %s: %w", id, err)
	}
	return c, f, nil
}

// check returns nil if by may use right on the clue.
func check(ctx context.Context, tx *db.Tx, by access.Account, right access.Right, c Clue) error {
	ties, err := access.Tied(ctx, tx, c.Subject.ID, string(c.ID))
	if err != nil {
		return err
	}
	more, err := tiedToMembers(ctx, tx, []ID{c.ID})
	if err != nil {
		return err
	}
	return judge(ctx, tx, by, right, c, append(ties, more[c.ID]...))
}

// judge is check where it is known who is tied to the clue.
func judge(ctx context.Context, tx *db.Tx, by access.Account, right access.Right, c Clue, ties []string) error {
	r, err := access.Locate(ctx, tx, by, access.Resource{Kind: access.AClue, ID: string(c.ID), Office: c.Office, State: string(c.State), Tied: ties})
	if err != nil {
		return err
	}
	return access.Check(by, right, access.ReadClues, r, access.Purpose{})
}

func noSuchClue() error { return fault.NotFoundf("没有这条线索。", "There is no such clue.") }

func changedMeanwhile() error {
	return fault.Conflictf("在您查看期间线索已被他人修改，请刷新后再操作。", "Somebody changed the clue while you were reading it; reload it first.")
}

// number is b as both databases keep it.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// known is what Register must know of a clue that is there.
type known struct {
	facts, bodyHash string
	old             scan.Finding // its present finding
	state           State
	reason          Code
	reopened        bool
	stale           bool   // the scan before did not find it
	aside           string // last day on which it is put aside; may be over
	changed         bool   // changed_at moves
	version         int
	finding         int // number of its present finding
	into            ID  // the clue it is merged into; empty if into none
	was             was // how it stood before it was merged
}

// getKnown returns [sql.ErrNoRows] if there is no such clue.
func getKnown(ctx context.Context, tx *db.Tx, id ID) (k known, err error) {
	var text, before string
	err = tx.QueryRow(ctx,
		`SELECT clue.facts, clue.body_hash, clue.state, clue.reason, clue.reopened, clue.stale, clue.aside_until, clue.version, clue.finding, clue_finding.body, clue.merged_into, clue.merged_was
		   FROM clue JOIN clue_finding ON clue_finding.clue = clue.id AND clue_finding.n = clue.finding
		  WHERE clue.id = $1`, string(id)).
		Scan(&k.facts, &k.bodyHash, &k.state, &k.reason, &k.reopened, &k.stale, &k.aside, &k.version, &k.finding, &text, &k.into, &before)
	if err != nil {
		return known{}, err
	}
	if err := json.Unmarshal([]byte(text), &k.old); err != nil {
		return known{}, fmt.Errorf("read the finding of clue %s: %w", id, err)
	}
	if k.into != "" {
		if err := json.Unmarshal([]byte(before), &k.was); err != nil {
			return known{}, fmt.Errorf("read how clue %s stood: %w", id, err)
		}
	}
	return k, nil
}

// A row is a finding in the columns of the table.
type row struct {
	courts, top string
	cases       int
}

func newRow(f scan.Finding) (row, error) {
	courts, err := json.Marshal(append([]string{}, f.Courts...))
	if err != nil {
		return row{}, err
	}
	top, err := json.Marshal(top(f.Indicators))
	return row{string(courts), string(top), len(facts(f))}, err
}

// top returns the three indicators that add most.
func top(all []scan.Indicator) []Top {
	list := []Top{}
	byShare := slices.SortedStableFunc(slices.Values(all), func(a, b scan.Indicator) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return 0
	})
	for _, i := range byShare {
		if len(list) < 3 && i.Share > 0 {
			list = append(list, Top{i.ID, i.Title, i.Says, i.Share})
		}
	}
	return list
}

func insertClue(ctx context.Context, tx *db.Tx, sc Scan, f scan.Finding, b body) error {
	r, err := newRow(f)
	if err != nil {
		return err
	}
	id, at := NewID(f.Model, f.Subject.ID), db.Time(sc.At)
	n, err := tx.Exec(ctx,
		`INSERT INTO clue (id, office, model, model_version, snapshot, seen, subject_kind, subject_id, subject_name,
		                   risk, state, version, cases, courts, amount, from_on, to_on, top, against, facts, body_hash,
		                   finding, found_at, changed_at)
		 VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, 'found', 1, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, $19, $19)
		 ON CONFLICT (id) DO NOTHING`,
		string(id), string(sc.Office), f.Model, f.Version, f.Snapshot, f.Subject.Kind, f.Subject.ID, f.Subject.Name,
		f.Risk, r.cases, r.courts, f.Amount, f.From, f.To, r.top, len(f.Against), fingerprint(facts(f)), b.hash, at)
	if err != nil {
		return fmt.Errorf("insert clue %s: %w", id, err)
	}
	if n == 0 { // another scan registers the same at this moment
		return changedMeanwhile()
	}
	if err := addFinding(ctx, tx, id, 1, sc, f, b); err != nil {
		return err
	}
	if err := putName(ctx, tx, id, "", f.Subject.Name); err != nil {
		return err
	}
	return addEvent(ctx, tx, id, Event{At: sc.At, Kind: WasFound, To: Found, NewCases: r.cases})
}

// replace gives a clue another finding. The version it was read at guards it against a
// person who moves it at the same moment.
func replace(ctx context.Context, tx *db.Tx, sc Scan, f scan.Finding, b body, k known) error {
	r, err := newRow(f)
	if err != nil {
		return err
	}
	id, before := NewID(f.Model, f.Subject.ID), ""
	if k.into != "" {
		text, err := json.Marshal(k.was)
		if err != nil {
			return err
		}
		before = string(text)
	}
	n, err := tx.Exec(ctx,
		`UPDATE clue
		    SET model_version = $1, snapshot = $2, seen = $2, stale = 0, subject_kind = $3, subject_name = $4, risk = $5,
		        cases = $6, courts = $7, amount = $8, from_on = $9, to_on = $10, top = $11, against = $12, facts = $13,
		        body_hash = $14, finding = finding + 1, version = version + 1, state = $15, reason = $16, reopened = $17,
		        changed_at = CASE WHEN $18 = 1 THEN $19 ELSE changed_at END, aside_until = $20, merged_was = $21
		  WHERE id = $22 AND version = $23`,
		f.Version, f.Snapshot, f.Subject.Kind, f.Subject.Name, f.Risk, r.cases, r.courts, f.Amount, f.From, f.To, r.top,
		len(f.Against), fingerprint(facts(f)), b.hash, string(k.state), string(k.reason), number(k.reopened),
		number(k.changed), db.Time(sc.At), k.aside, before, string(id), k.version)
	if err != nil {
		return fmt.Errorf("replace the finding of clue %s: %w", id, err)
	}
	if n != 1 {
		return changedMeanwhile()
	}
	if err := unindex(ctx, tx, id, k.old); err != nil {
		return err
	}
	if err := putName(ctx, tx, id, k.old.Subject.Name, f.Subject.Name); err != nil {
		return err
	}
	return addFinding(ctx, tx, id, k.finding+1, sc, f, b)
}

// putName lets a clue be found by any part of its subject's name.
func putName(ctx context.Context, tx *db.Tx, id ID, before, name string) error {
	return tx.PutParts(ctx, "clue_part", "clue", string(id), before, name)
}

// addFinding keeps the finding whole and makes it searchable.
func addFinding(ctx context.Context, tx *db.Tx, id ID, n int, sc Scan, f scan.Finding, b body) error {
	_, err := tx.Exec(ctx, `INSERT INTO clue_finding (clue, n, at, body) VALUES ($1, $2, $3, $4)`, string(id), n, db.Time(sc.At), b.text)
	if err != nil {
		return fmt.Errorf("keep the finding of clue %s: %w", id, err)
	}
	if err := index(ctx, tx, id, f); err != nil {
		return fmt.Errorf("make clue %s searchable: %w", id, err)
	}
	return nil
}

// touch notes that the newest scan still finds the clue, or finds it again.
func touch(ctx context.Context, tx *db.Tx, sc Scan, id ID, k known) error {
	_, err := tx.Exec(ctx, `UPDATE clue SET seen = $1, stale = 0 WHERE id = $2`, sc.Snapshot, string(id))
	if err != nil {
		return fmt.Errorf("touch clue %s: %w", id, err)
	}
	if !k.stale {
		return nil
	}
	return addEvent(ctx, tx, id, Event{At: sc.At, Kind: WasFound, From: k.state, To: k.state})
}

// markStale marks the clues of a model that were looked for and not found again.
func markStale(ctx context.Context, tx *db.Tx, sc Scan, model string) error {
	args := []any{string(sc.Office), model, sc.Snapshot}
	if sc.Subjects == nil {
		return leave(ctx, tx, sc, "", args)
	}
	for _, subject := range sc.Subjects[model] {
		if err := leave(ctx, tx, sc, ` AND id = $4`, append(args, string(NewID(model, subject)))); err != nil {
			return err
		}
	}
	return nil
}

// leave marks clues that were not found again and notes it in their history.
func leave(ctx context.Context, tx *db.Tx, sc Scan, which string, args []any) error {
	gone := `office = $1 AND model = $2 AND seen <> $3 AND stale = 0` + which
	_, err := tx.Exec(ctx,
		`INSERT INTO clue_event (clue, n, at, actor, display, kind, from_state, to_state, reason, note, new_cases, gone_cases, until, whom)
		 SELECT id, COALESCE((SELECT MAX(n) FROM clue_event WHERE clue_event.clue = clue.id), 0) + 1, '`+db.Time(sc.At)+`', '', '', 'gone', state, state, '', '', 0, cases, '', ''
		   FROM clue WHERE `+gone, args...)
	if err == nil {
		_, err = tx.Exec(ctx, `UPDATE clue SET stale = 1 WHERE `+gone, args...)
	}
	if err != nil {
		return fmt.Errorf("mark stale clues of %s: %w", args[1], err)
	}
	return nil
}

func history(ctx context.Context, tx *db.Tx, id ID) ([]Event, error) {
	rows, err := tx.Query(ctx,
		`SELECT at, actor, display, kind, from_state, to_state, reason, note, new_cases, gone_cases, until, whom
		   FROM clue_event WHERE clue = $1 ORDER BY n`, string(id))
	if err != nil {
		return nil, fmt.Errorf("read the history of clue %s: %w", id, err)
	}
	defer rows.Close()
	events := []Event{}
	for rows.Next() {
		var e Event
		var at, until string
		if err := rows.Scan(&at, &e.Actor, &e.By, &e.Kind, &e.From, &e.To, &e.Reason, &e.Note, &e.NewCases, &e.GoneCases, &until, &e.Whom); err != nil {
			return nil, fmt.Errorf("read the history of clue %s: %w", id, err)
		}
		if e.At, err = db.ParseTime(at); err == nil {
			err = e.Until.UnmarshalText([]byte(until))
		}
		if err != nil {
			return nil, fmt.Errorf("read the history of clue %s: %w", id, err)
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// siblings returns the open clues about the subject, greatest risk first.
func siblings(ctx context.Context, tx *db.Tx, office access.Office, subject string) ([]Sibling, error) {
	rows, err := tx.Query(ctx,
		`SELECT model, id, risk, state FROM clue WHERE office = $1 AND subject_id = $2 ORDER BY risk DESC, id`, string(office), subject)
	if err != nil {
		return nil, fmt.Errorf("find clues about one subject: %w", err)
	}
	defer rows.Close()
	list := []Sibling{}
	for rows.Next() {
		var s Sibling
		var state State
		if err := rows.Scan(&s.Model, &s.Clue, &s.Risk, &state); err != nil {
			return nil, fmt.Errorf("find clues about one subject: %w", err)
		}
		if state.Open() {
			list = append(list, s)
		}
	}
	return list, rows.Err()
}
