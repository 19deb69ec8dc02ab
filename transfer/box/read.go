package box

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
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// A Filter chooses exchanges; its zero value is the first page of all, newest change first.
type Filter struct {
	Peer   string         // only with this agency
	Side   dispatch.Side  // only those that this agency opened (starter) or answers (answerer)
	State  dispatch.State // only those that stand there
	Clue   string         // only about this clue
	Late   string         // only those whose answer was due before this day, ISO
	Before string         // only those that changed before this one: a cursor
	Limit  int            // at most so many, 1 to 500; 0 means 50
}

// List returns the exchanges that by may read, and the cursor of the next page.
func (b *Box) List(ctx context.Context, by access.Account, f Filter) (list []Exchange, next string, err error) {
	only, ok := listable(by)
	if !ok {
		return []Exchange{}, "", nil
	}
	if f.Limit <= 0 || f.Limit > 500 {
		f.Limit = 50
	}
	for _, s := range []string{f.Peer, string(f.Side), string(f.State), f.Clue, f.Late, f.Before} {
		if !db.Storable(s) {
			return nil, "", fault.Invalidf("筛选条件含有无法使用的字符。", "The filter has characters that cannot be used.")
		}
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		if list, err = listed(ctx, tx, by, only, f); err != nil {
			return err
		}
		if len(list) > f.Limit {
			list = list[:f.Limit]
			next = list[f.Limit-1].ID
		}
		return stood(ctx, tx, list)
	})
	return list, next, err
}

// listed returns one more than a page, of one agency only if it is named.
func listed(ctx context.Context, tx *db.Tx, by access.Account, only string, f Filter) ([]Exchange, error) {
	rows, err := tx.Query(ctx, `SELECT `+exchangeColumns+` FROM exchange
		WHERE office = $1 AND opened <> '' AND ($2 = '' OR peer = $2) AND ($3 = '' OR side = $3) AND ($4 = '' OR state = $4) AND ($5 = '' OR clue = $5)
		  AND ($10 = '' OR peer = $10) AND ($8 = '' OR (due <> '' AND due < $8))
		  AND ($6 = '' OR (changed_at, id) < (SELECT changed_at, id FROM exchange WHERE id = $6))`+unlessTied(tieOfExchange, "$9")+`
		ORDER BY changed_at DESC, id DESC LIMIT $7`,
		string(by.Office), f.Peer, string(f.Side), string(f.State), f.Clue, f.Before, f.Limit+1, f.Late, by.ID, only)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Exchange{}
	for rows.Next() {
		x, err := scanExchange(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, rows.Err()
}

// A Stood is a state that an exchange came to.
type Stood struct {
	State dispatch.State `json:"state" doc:"Where it came to stand."`
	At    time.Time      `json:"at" doc:"When this agency sent or got what brought it there."`
}

// stood fills in which states the exchanges of a page went through, with one question for all.
func stood(ctx context.Context, tx *db.Tx, list []Exchange) error {
	if len(list) == 0 {
		return nil
	}
	marks, ids := make([]string, len(list)), make([]any, len(list))
	for i, x := range list {
		marks[i], ids[i] = fmt.Sprintf("$%d", i+1), x.ID
	}
	// What arrived before one that was sent earlier took effect with that one.
	rows, err := tx.Query(ctx, `SELECT exchange, kind, incoming, MAX(kept_at) OVER (PARTITION BY exchange, incoming ORDER BY sequence)
		FROM dispatch WHERE exchange IN (`+strings.Join(marks, ", ")+`) AND (incoming = 0 OR fate = '`+string(dispatch.Taken)+`') ORDER BY sequence`, ids...)
	if err != nil {
		return fmt.Errorf("read the ways of exchanges: %w", err)
	}
	defer rows.Close()
	sent, came := map[string][]move{}, map[string][]move{}
	for rows.Next() {
		var id, at string
		var m move
		var incoming int
		if err := rows.Scan(&id, &m.kind, &incoming, &at); err != nil {
			return fmt.Errorf("read the ways of exchanges: %w", err)
		}
		if m.at, err = db.ParseTime(at); err != nil {
			return fmt.Errorf("read the ways of exchanges: %w", err)
		}
		if incoming == 1 {
			came[id] = append(came[id], m)
		} else {
			sent[id] = append(sent[id], m)
		}
	}
	for i := range list {
		list[i].walk(sent[list[i].ID], came[list[i].ID])
	}
	return rows.Err()
}

// A move is a dispatch that took effect, and when.
type move struct {
	kind dispatch.Kind
	at   time.Time
}

// walk goes the way of an exchange again: what was sent and what came, each in its order, the
// earlier first; of two of the same moment what came, unless it answers what was sent.
func (x *Exchange) walk(sent, came []move) {
	state := dispatch.None
	for len(sent)+len(came) > 0 {
		list, side := &sent, x.Side
		if len(sent) == 0 || len(came) > 0 && !came[0].at.After(sent[0].at) {
			if _, effect, err := dispatch.Arrive(state, came[0].kind, x.Side.Other(), x.Duty); len(sent) == 0 || came[0].at.Before(sent[0].at) || err == nil && effect {
				list, side = &came, x.Side.Other()
			}
		}
		m := (*list)[0]
		*list = (*list)[1:]
		if to, effect, err := dispatch.Arrive(state, m.kind, side, x.Duty); err == nil && effect && to != state {
			state = to
			x.Stood = append(x.Stood, Stood{to, m.at})
		}
	}
}

// A View is an exchange with everything that went and came.
type View struct {
	Exchange
	Items []Item // in the order in which they were kept
	Leg   *Leg   // the clock of the answer it waits for; nil if it waits for none
}

// Get returns the exchange and what went and came in it, or NotFound.
func (b *Box) Get(ctx context.Context, by access.Account, id string) (v View, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		if v.Exchange, err = getExchange(ctx, tx, by, id); err != nil {
			return err
		}
		if v.Items, err = items(ctx, tx, `WHERE exchange = $1 ORDER BY kept_at, incoming DESC, sequence`, id); err != nil {
			return err
		}
		one := []Exchange{v.Exchange}
		if err = stood(ctx, tx, one); err != nil {
			return err
		}
		v.Exchange = one[0]
		v.Leg, err = b.running(ctx, tx, v.Exchange, v.Items)
		return err
	})
	return v, err
}

// running returns the clock of the answer that an exchange waits for, nil if it waits for none.
func (b *Box) running(ctx context.Context, tx *db.Tx, x Exchange, list []Item) (*Leg, error) {
	at := slices.IndexFunc(list, func(i Item) bool { return i.Kind == x.Opened && i.Sequence == 1 })
	if !waitsForAnswer(x.State) || at < 0 {
		return nil, nil
	}
	d, err := dispatch.Claimed(list[at].Text)
	if err != nil {
		return nil, err
	}
	data, err := d.Read()
	if err != nil {
		return nil, err
	}
	day := law.Date{}
	if list[at].Incoming {
		day = law.DateOf(list[at].Kept)
	} else if list[at].Receipt != "" {
		if day, err = toldArrived(ctx, tx, list[at]); err != nil {
			return nil, err
		}
	}
	l := b.leg(x.Opened, data, day)
	return &l, nil
}

// toldArrived is the day on which the receipt of a dispatch says that it arrived.
func toldArrived(ctx context.Context, tx *db.Tx, i Item) (law.Date, error) {
	var text string
	if err := tx.QueryRow(ctx, `SELECT text FROM receipt WHERE id = $1`, i.Receipt).Scan(&text); err != nil {
		return law.Date{}, fmt.Errorf("read receipt %s: %w", i.Receipt, err)
	}
	d, err := dispatch.Claimed(text)
	if err != nil {
		return law.Date{}, err
	}
	data, err := d.Read()
	if err != nil {
		return law.Date{}, err
	}
	list, _ := data.(*dispatch.Receipts)
	if list == nil {
		return law.Date{}, nil
	}
	for _, r := range list.Items {
		if r.ID == i.ID {
			return law.DateOf(r.At), nil
		}
	}
	return law.Date{}, nil
}

// A Seen is what somebody reads of a dispatch.
type Seen struct {
	Item
	Exchange    string                `json:"exchange" doc:"The exchange it stands in."`
	Understood  bool                  `json:"understood" doc:"Whether this program knows the kind in that version; what it does not know it keeps and shows as it came."`
	Data        any                   `json:"data" doc:"What it carries, by kind; mingjian transfer schema prints the JSON Schema of each."`
	Attachments []dispatch.Attachment `json:"attachments" nullable:"false" doc:"Files that go with it."`
}

// Look returns what one dispatch of an exchange carries, and records that by read it. Before
// the clue is accepted only its summary is shown, and the first such look tells the sender
// that it was previewed.
func (b *Box) Look(ctx context.Context, by access.Account, id string) (data any, err error) {
	s, err := b.See(ctx, by, id)
	return s.Data, err
}

// See is Look with what else is known of the dispatch.
func (b *Box) See(ctx context.Context, by access.Account, id string) (s Seen, err error) {
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		i, d, x, err := kept(ctx, tx, by, id)
		if err != nil {
			return err
		}
		var data any
		if !d.Understood() {
			data = d.Data
		} else if data, err = d.Read(); err != nil {
			return err
		}
		if o, ok := data.(*dispatch.Offer); ok && i.Incoming && !owns(x.State) {
			o.Content = nil
		}
		s = Seen{i, x.ID, d.Understood(), data, orEmpty(d.Attachments)}
		err = audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.LookDispatch, Object: x.ID, Office: string(x.Office), Detail: map[string]string{"dispatch": id}})
		if err != nil {
			return err
		}
		if d.Kind == dispatch.ClueOffer && x.Side == dispatch.Answerer && x.State == dispatch.Offered && may(by) == nil {
			_, err = b.send(ctx, tx, by, x, dispatch.CluePreview, dispatch.Notice{}, nil)
		}
		return err
	})
	return s, err
}

// owns reports whether the recipient answers for the clue in that state, and so may read it
// whole.
func owns(s dispatch.State) bool {
	switch s {
	case dispatch.Accepted, dispatch.Returned, dispatch.Retaken, dispatch.Concluded:
		return true
	}
	return false
}
