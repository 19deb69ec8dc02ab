package box

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// An AlarmKind is where something showed that an honest partner does not do.
type AlarmKind string

// The kinds of alarm.
const (
	OfLetter     AlarmKind = "letter"     // 信件: not signed by whom it says, not for us, changed on the way
	OfDispatch   AlarmKind = "dispatch"   // 移送: proven, but its sender may not do that
	OfFile       AlarmKind = "file"       // 附件: asked for what it may not have, or sent what was not signed
	OfParcel     AlarmKind = "parcel"     // 移送包: changed, cut, or stuffed
	OfConnection AlarmKind = "connection" // 连接: a key of no confirmed partner
)

// In returns the name of the kind for people.
func (k AlarmKind) In() fault.Text {
	return map[AlarmKind]fault.Text{
		OfLetter: {ZH: "信件", EN: "letter"}, OfDispatch: {ZH: "移送", EN: "dispatch"}, OfFile: {ZH: "附件", EN: "file"},
		OfParcel: {ZH: "移送包", EN: "parcel"}, OfConnection: {ZH: "连接", EN: "connection"},
	}[k]
}

// An Alarm is something that an honest partner does not do, and that a person must see to. The
// same thing again, while nobody has, is counted.
type Alarm struct {
	ID     string     `json:"id" doc:"Of the alarm."`
	Kind   AlarmKind  `json:"kind" enum:"letter,dispatch,file,parcel,connection" doc:"Where it showed."`
	Peer   string     `json:"peer" doc:"Code of the agency that it says it is from; unknown if none is told."`
	Says   fault.Text `json:"says" doc:"What happened."`
	Object string     `json:"object" doc:"Hash of the letter, the file or the key, of the first time."`
	First  time.Time  `json:"first" doc:"When it first happened."`
	Last   time.Time  `json:"last" doc:"When it last happened."`
	Times  int64      `json:"times" doc:"How often."`
	SeenBy string     `json:"seen_by" doc:"Id of the account that saw to it; empty while nobody has."`
	SeenAt time.Time  `json:"seen_at" doc:"When; the zero time while nobody has."`
	Note   string     `json:"note" doc:"What they say about it."`
}

// alarm raises an alarm, in the transaction in which what happened is recorded.
func alarm(ctx context.Context, tx *db.Tx, kind AlarmKind, peer, object string, why error) error {
	_, says := fault.Split(why)
	_, err := tx.Exec(ctx,
		`INSERT INTO alarm (id, kind, peer, says_zh, says_en, object, first_at, last_at, times) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 1)
		 ON CONFLICT (kind, peer, says_en) WHERE seen_at = '' DO UPDATE SET times = alarm.times + 1, last_at = $7`,
		newID("l", tx.Now), string(kind), peer, says.ZH, says.EN, object, db.Time(tx.Now))
	if err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	return nil
}

// Suspect records that a partner, or somebody who passes for one, did what an honest one does
// not, and raises an alarm.
func (b *Box) Suspect(ctx context.Context, kind AlarmKind, peer, object string, why error) error {
	_, says := fault.Split(why)
	return b.db.Together(ctx, func(tx *db.Tx) error {
		err := audit.Append(ctx, tx, audit.Entry{Actor: "system", Verb: audit.RefuseAsk, Object: peer, Office: string(access.Home),
			Detail: map[string]string{"kind": string(kind), "object": object, "why": says.EN}})
		return errors.Join(err, alarm(ctx, tx, kind, peer, object, why))
	})
}

// An AlarmFilter chooses alarms; its zero value is the first page of all, the last first.
type AlarmFilter struct {
	Open   bool   // only those that nobody has seen to
	Before string // only those before this one: a cursor
	Limit  int    // at most so many, 1 to 200; 0 means 50
}

// Alarms returns alarms, the cursor of the next page, and how many nobody has seen to.
func (b *Box) Alarms(ctx context.Context, f AlarmFilter) (list []Alarm, next string, open int64, err error) {
	if f.Limit <= 0 || f.Limit > 200 {
		f.Limit = 50
	}
	if !db.Storable(f.Before) {
		return nil, "", 0, fault.Invalidf("筛选条件含有无法使用的字符。", "The filter has characters that cannot be used.")
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		if err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM alarm WHERE seen_at = ''`).Scan(&open); err != nil {
			return err
		}
		list, err = alarms(ctx, tx, `WHERE ($1 = 0 OR seen_at = '') AND ($2 = '' OR (last_at, id) < (SELECT last_at, id FROM alarm WHERE id = $2))
			ORDER BY last_at DESC, id DESC LIMIT $3`, number(f.Open), f.Before, f.Limit+1)
		return err
	})
	if err != nil {
		return nil, "", 0, fmt.Errorf("read alarms: %w", err)
	}
	if len(list) > f.Limit {
		list = list[:f.Limit]
		next = list[f.Limit-1].ID
	}
	return list, next, open, nil
}

func alarms(ctx context.Context, tx *db.Tx, rest string, args ...any) ([]Alarm, error) {
	rows, err := tx.Query(ctx, `SELECT id, kind, peer, says_zh, says_en, object, first_at, last_at, times, seen_by, seen_at, note FROM alarm `+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Alarm{}
	for rows.Next() {
		var a Alarm
		var first, last, seen string
		if err := rows.Scan(&a.ID, &a.Kind, &a.Peer, &a.Says.ZH, &a.Says.EN, &a.Object, &first, &last, &a.Times, &a.SeenBy, &seen, &a.Note); err != nil {
			return nil, err
		}
		var err1, err2, err3 error
		a.First, err1 = db.ParseTime(first)
		a.Last, err2 = db.ParseTime(last)
		a.SeenAt, err3 = db.ParseTime(seen)
		if err := errors.Join(err1, err2, err3); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

// minNote is how much must be said about an alarm that somebody saw to.
const minNote = 4

// SeeTo notes that somebody looked into an alarm, and what they found. What happens from then
// on raises a new one.
func (b *Box) SeeTo(ctx context.Context, by access.Account, id, note string) (a Alarm, err error) {
	if !access.May(by, access.ManagePartners, by.Office) {
		return Alarm{}, fault.Forbiddenf("您不能处理往来告警。", "You may not see to alarms.")
	}
	note = strings.TrimSpace(note)
	if n := utf8.RuneCountInString(note); n < minNote || n > 2000 || !db.Storable(note) {
		return Alarm{}, fault.Invalidf("请写明核查情况（%d 至 2000 个字）。", "Say what you found, in %d to 2000 characters.", minNote)
	}
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		if !db.Storable(id) {
			id = ""
		}
		found, err := alarms(ctx, tx, `WHERE id = $1`, id)
		switch {
		case err != nil:
			return fmt.Errorf("read alarm %s: %w", id, err)
		case len(found) == 0:
			return fault.NotFoundf("没有这条告警。", "There is no such alarm.")
		case !found[0].SeenAt.IsZero():
			return fault.Conflictf("这条告警已经处理。", "Somebody has seen to this alarm already.")
		}
		if _, err := tx.Exec(ctx, `UPDATE alarm SET seen_by = $1, seen_at = $2, note = $3 WHERE id = $4`, by.ID, db.Time(tx.Now), note, id); err != nil {
			return fmt.Errorf("keep alarm %s: %w", id, err)
		}
		a = found[0]
		a.SeenBy, a.SeenAt, a.Note = by.ID, tx.Now, note
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.SeeAlarm, Object: id, Office: string(by.Office), Detail: map[string]string{"peer": a.Peer, "kind": string(a.Kind)}})
	})
	return a, err
}
