package clue

import (
	"context"
	"fmt"
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
	clue  Clue   // as it is to be; its version is the one that was read
	was   string // how it stood before it was merged; empty if it stands by itself
	quiet bool   // neither its state nor its facts change: changed_at stays
	event Event
	entry audit.Entry
}

// changed is the change that by makes of a clue; c is the clue after it. An event that names
// no state leaves it where it is.
func changed(by access.Account, c Clue, e Event, now time.Time, verb audit.Verb, detail map[string]string) change {
	e.At, e.Actor, e.By, e.Note = now, by.ID, by.Display, strings.TrimSpace(e.Note)
	if e.To == "" {
		e.From, e.To = c.State, c.State
	}
	return change{clue: c, event: e, entry: audit.Entry{Actor: by.ID, Verb: verb, Object: string(c.ID), Office: string(c.Office), Detail: detail}}
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
const together = 100

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
	w := &where{}
	rows := make([]string, len(list))
	for i, x := range list {
		c := x.clue
		rows[i] = w.bind("(?, CAST(? AS INTEGER), ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?)", string(c.ID), c.Version, string(c.State), string(c.Reason),
			number(c.Reopened), number(x.quiet), c.AsideUntil.String(), c.Holder, c.HolderName, c.HeldUntil.String(), string(c.MergedInto), x.was)
	}
	at := w.bind("?", db.Time(tx.Now))
	found, err := tx.Query(ctx,
		`UPDATE clue
		    SET state = column3, reason = column4, reopened = column5, changed_at = CASE WHEN column6 = 1 THEN changed_at ELSE `+at+` END,
		        aside_until = column7, holder = column8, holder_name = column9, held_until = column10, merged_into = column11, merged_was = column12, version = version + 1
		   FROM (VALUES `+strings.Join(rows, ", ")+`) AS v
		  WHERE id = column1 AND version = column2
		 RETURNING id`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("put %d clues: %w", len(list), err)
	}
	defer found.Close()
	saved := make(map[ID]bool, len(list))
	for found.Next() {
		var id ID
		if err := found.Scan(&id); err != nil {
			return nil, fmt.Errorf("put clues: %w", err)
		}
		saved[id] = true
	}
	return saved, found.Err()
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
	w := &where{}
	rows := make([]string, len(list))
	for i, h := range list {
		e := h.event
		rows[i] = w.bind("(?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), ?, ?)", string(h.clue), db.Time(e.At), e.Actor, e.By, string(e.Kind),
			string(e.From), string(e.To), string(e.Reason), e.Note, e.NewCases, e.GoneCases, e.Until.String(), e.Whom)
	}
	_, err := tx.Exec(ctx,
		`INSERT INTO clue_event (clue, n, at, actor, display, kind, from_state, to_state, reason, note, new_cases, gone_cases, until, whom)
		 SELECT column1, COALESCE((SELECT MAX(n) FROM clue_event WHERE clue = column1), 0) + 1, column2, column3, column4, column5, column6, column7,
		        column8, column9, column10, column11, column12, column13
		   FROM (VALUES `+strings.Join(rows, ", ")+`) AS v`, w.args...)
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
