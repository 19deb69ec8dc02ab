package clue

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A change is what one act makes of one clue. It is decided first and saved afterwards, so
// that many are saved together.
type change struct {
	from  Clue   // as it was read; the zero Clue if that is not known
	clue  Clue   // as it is to be; its version is the one that was read
	was   string // how it stood before it was merged; empty if it stands by itself
	quiet bool   // neither its state nor its facts change: changed_at stays
	event Event
	entry audit.Entry
}

// changed is the change that by makes of a clue: from is the clue before it and c after it. An
// event that names no state leaves it where it is.
func changed(by access.Account, from, c Clue, e Event, now time.Time, verb audit.Verb, detail map[string]string) change {
	e.At, e.Actor, e.By, e.Note = now, by.ID, by.Display, strings.TrimSpace(e.Note)
	if e.To == "" {
		e.From, e.To = c.State, c.State
	}
	return change{from: from, clue: c, event: e, entry: audit.Entry{Actor: by.ID, Verb: verb, Object: string(c.ID), Office: string(c.Office), Detail: detail}}
}

// save saves one change, its event and its record. The error is Conflict if somebody has
// saved the clue since it was read.
func save(ctx context.Context, tx *db.Tx, c change) error {
	lost, err := saveAll(ctx, tx, []change{c})
	if err == nil && len(lost) > 0 {
		err = changedMeanwhile()
	}
	return err
}

// together is how many changes go into one statement.
const together = BulkBatch

// saveAll saves many, each if nobody has saved its clue since it was read, and returns the
// clues of those that it did not save.
func saveAll(ctx context.Context, tx *db.Tx, list []change) (lost []ID, err error) {
	for part := range slices.Chunk(list, together) {
		saved, err := put(ctx, tx, part)
		if err != nil {
			return nil, err
		}
		var events []happening
		var entries []audit.Entry
		for _, c := range part {
			if !saved[c.clue.ID] {
				lost = append(lost, c.clue.ID)
				continue
			}
			events, entries = append(events, happening{c.clue.ID, c.event}), append(entries, c.entry)
		}
		if err := addEvents(ctx, tx, events); err != nil {
			return nil, err
		}
		if err := audit.AppendAll(ctx, tx, entries); err != nil {
			return nil, err
		}
	}
	return lost, nil
}

// put saves how clues stand and returns which of them it saved.
func put(ctx context.Context, tx *db.Tx, list []change) (map[ID]bool, error) {
	alike := map[string][]change{}
	for _, c := range list {
		sets := c.sets()
		alike[sets] = append(alike[sets], c)
	}
	saved := make(map[ID]bool, len(list))
	for _, sets := range slices.Sorted(maps.Keys(alike)) {
		if err := putAlike(ctx, tx, sets, alike[sets], saved); err != nil {
			return nil, fmt.Errorf("put %d clues: %w", len(list), err)
		}
	}
	return saved, nil
}

// sets are the columns that the change gives a value, from a row of [putAlike]. What it leaves as it
// was is not among them: SQLite writes a row anew into every index that has a column which is set,
// whether to another value or not. A day that has passed was read as none and so may stay in its
// column: whoever asks for it compares it with today.
func (c change) sets() string {
	a, b, all := c.from, c.clue, c.from.ID == ""
	text := "version = version + 1"
	if !c.quiet {
		text += ", changed_at = $2"
	}
	if all || a.State != b.State || a.Reason != b.Reason || a.Reopened != b.Reopened {
		text += ", state = value ->> 2, reason = value ->> 3, reopened = CAST(value ->> 4 AS INTEGER)"
	}
	if all || a.AsideUntil != b.AsideUntil {
		text += ", aside_until = value ->> 5"
	}
	if all || a.Holder != b.Holder || a.HolderName != b.HolderName || a.HeldUntil != b.HeldUntil {
		text += ", holder = value ->> 6, holder_name = value ->> 7, held_until = value ->> 8"
	}
	if all || a.MergedInto != b.MergedInto || c.was != "" {
		text += ", merged_into = value ->> 9, merged_was = value ->> 10"
	}
	return text
}

// putAlike saves clues of which the same columns change.
func putAlike(ctx context.Context, tx *db.Tx, sets string, list []change, saved map[ID]bool) error {
	rows := make([][]any, len(list))
	for i, x := range list {
		c := x.clue
		rows[i] = []any{string(c.ID), c.Version, string(c.State), string(c.Reason), number(c.Reopened), c.AsideUntil.String(),
			c.Holder, c.HolderName, c.HeldUntil.String(), string(c.MergedInto), x.was}
	}
	text, err := db.Rows(rows)
	if err != nil {
		return err
	}
	args := []any{text}
	if strings.Contains(sets, "$2") {
		args = append(args, db.Time(tx.Now))
	}
	found, err := tx.Query(ctx, `UPDATE clue SET `+sets+` FROM json_rows($1) AS v
		WHERE clue.id = value ->> 0 AND clue.version = CAST(value ->> 1 AS INTEGER) RETURNING clue.id`, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var id ID
		if err := found.Scan(&id); err != nil {
			return err
		}
		saved[id] = true
	}
	return found.Err()
}

// A happening is an event of one clue.
type happening struct {
	clue  ID
	event Event
}

// addEvents notes events, each at the end of the history of its clue. No two are of one clue.
func addEvents(ctx context.Context, tx *db.Tx, list []happening) error {
	if len(list) == 0 {
		return nil
	}
	rows := make([][]any, len(list))
	for i, h := range list {
		e := h.event
		rows[i] = []any{string(h.clue), db.Time(e.At), e.Actor, e.By, string(e.Kind), string(e.From), string(e.To), string(e.Reason), e.Note,
			e.NewCases, e.GoneCases, e.Until.String(), e.Whom}
	}
	text, err := db.Rows(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx,
		`INSERT INTO clue_event (clue, n, at, actor, display, kind, from_state, to_state, reason, note, new_cases, gone_cases, until, whom)
		 SELECT value ->> 0, COALESCE((SELECT MAX(n) FROM clue_event WHERE clue = value ->> 0), 0) + 1, value ->> 1, value ->> 2, value ->> 3, value ->> 4,
		        value ->> 5, value ->> 6, value ->> 7, value ->> 8, CAST(value ->> 9 AS INTEGER), CAST(value ->> 10 AS INTEGER), value ->> 11, value ->> 12
		   FROM json_rows($1) AS v`, text)
	if err != nil {
		return fmt.Errorf("note %d events: %w", len(list), err)
	}
	return nil
}

func addEvent(ctx context.Context, tx *db.Tx, id ID, e Event) error {
	return addEvents(ctx, tx, []happening{{id, e}})
}

// An asker says whether somebody may use a right on a clue.
type asker func(by access.Account, right access.Right, c Clue) error

// asking asks about each clue by itself.
func asking(ctx context.Context, tx *db.Tx) asker {
	return func(by access.Account, right access.Right, c Clue) error { return check(ctx, tx, by, right, c) }
}

// askingOf asks about clues of which the ties were looked up together. Clues of one office in
// one state to which nobody is tied are alike to the policy, which is asked once for them.
func askingOf(ctx context.Context, tx *db.Tx, list []Clue) (asker, error) {
	subjects, ids, heads := make([]string, len(list)), make([]string, len(list)), make([]ID, len(list))
	for i, c := range list {
		subjects[i], ids[i], heads[i] = c.Subject.ID, string(c.ID), c.ID
	}
	members, err := tiedToMembers(ctx, tx, heads)
	if err != nil {
		return nil, err
	}
	tied, err := access.TiedTo(ctx, tx, subjects, ids)
	if err != nil {
		return nil, err
	}
	type alike struct {
		by     string
		right  access.Right
		office access.Office
		state  State
	}
	known := map[alike]error{}
	return func(by access.Account, right access.Right, c Clue) error {
		ties := append(tied(c.Subject.ID, string(c.ID)), members[c.ID]...)
		of := alike{by.ID, right, c.Office, c.State}
		if err, ok := known[of]; ok && len(ties) == 0 {
			return err
		}
		err := judge(ctx, tx, by, right, c, ties)
		if kind, _ := fault.Split(err); len(ties) == 0 && (err == nil || kind != fault.Internal) {
			known[of] = err
		}
		return err
	}, nil
}
