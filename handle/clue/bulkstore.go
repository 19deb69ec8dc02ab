package clue

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// insertBulk keeps the change and the clues that are chosen now, in the order of their ids.
func insertBulk(ctx context.Context, tx *db.Tx, b *Bulk, c Choice, most bounds) error {
	act, err := json.Marshal(b.Act)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO clue_bulk (id, office, account, act, state, total, started_at) VALUES ($1, $2, $3, $4, $5, 0, $6)`,
		b.ID, string(b.office), b.account, string(act), string(b.State), db.Time(b.Started))
	if err != nil {
		return fmt.Errorf("begin a change of many clues: %w", err)
	}
	if c.Filter != nil {
		b.Total, err = pickAll(ctx, tx, b, *c.Filter, most)
	} else {
		b.Total, err = len(c.Picks), pick(ctx, tx, b, c.Picks)
	}
	switch {
	case err != nil:
		return err
	case b.Total > MaxBulk:
		return tooMany()
	case b.Total == 0:
		return fault.Invalidf("没有符合条件的线索。", "The filter chooses no clue.")
	}
	_, err = tx.Exec(ctx, `UPDATE clue_bulk SET total = $1 WHERE id = $2`, b.Total, b.ID)
	return err
}

// pickAll keeps what a filter finds, with the versions that were found.
func pickAll(ctx context.Context, tx *db.Tx, b *Bulk, f Filter, most bounds) (int, error) {
	f.Sort, f.Cursor, f.Limit = "", "", 0
	o, err := f.check()
	if err != nil {
		return 0, err
	}
	f.today = law.DateOf(tx.Now)
	chosen, err := f.choose(ctx, tx, o, most)
	if err != nil {
		return 0, err
	}
	w := f.where(b.office, chosen)
	query := every(w, f, o)
	query += w.bind(`INSERT INTO clue_bulk_item (bulk, n, clue, seen)
		SELECT CAST(? AS TEXT), ROW_NUMBER() OVER (ORDER BY clue.id), clue.id, clue.version FROM hit CROSS JOIN clue WHERE clue.id = hit.id
		 ORDER BY clue.id LIMIT ?`, b.ID, MaxBulk+1)
	n, err := tx.Exec(ctx, query, w.args...)
	if err != nil {
		return 0, fmt.Errorf("choose clues by a filter: %w", err)
	}
	return int(n), nil
}

// pick keeps clues that are named by id. In the order of ids, a batch is in one part of the history and of
// the record of acts, whose pages are then written once and not with every batch.
func pick(ctx context.Context, tx *db.Tx, b *Bulk, picks []Pick) error {
	rows := make([][]any, len(picks))
	for i, p := range slices.SortedFunc(slices.Values(picks), func(a, b Pick) int { return cmp.Compare(a.ID, b.ID) }) {
		rows[i] = []any{i + 1, string(p.ID), p.Version}
	}
	text, err := db.Rows(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO clue_bulk_item (bulk, n, clue, seen)
		SELECT CAST($1 AS TEXT), CAST(value ->> 0 AS INTEGER), value ->> 1, CAST(value ->> 2 AS INTEGER) FROM json_rows($2) AS v`, b.ID, text)
	if err != nil {
		return fmt.Errorf("choose clues by id: %w", err)
	}
	return nil
}

// getBulk returns a change of many clues that by has begun, and what it left as it was.
func getBulk(ctx context.Context, tx *db.Tx, by access.Account, id string) (Bulk, error) {
	b, err := findBulk(ctx, tx, by, id)
	if err != nil {
		return Bulk{}, err
	}
	return b, b.readKept(ctx, tx)
}

// findBulk is getBulk without what was left.
func findBulk(ctx context.Context, tx *db.Tx, by access.Account, id string) (b Bulk, err error) {
	if !db.Storable(id) {
		return Bulk{}, noSuchBulk()
	}
	var act, started, ended string
	err = tx.QueryRow(ctx, `SELECT id, office, account, act, state, total, done, changed, skipped, restored, started_at, ended_at
		FROM clue_bulk WHERE id = $1 AND account = $2 AND office = $3`, id, by.ID, string(by.Office)).
		Scan(&b.ID, &b.office, &b.account, &act, &b.State, &b.Total, &b.Done, &b.Changed, &b.Skipped, &b.Restored, &started, &ended)
	if errors.Is(err, sql.ErrNoRows) {
		return Bulk{}, noSuchBulk()
	}
	if err == nil {
		b.Started, err = db.ParseTime(started)
	}
	if err == nil && ended != "" {
		b.ended, err = db.ParseTime(ended)
	}
	if err == nil {
		err = json.Unmarshal([]byte(act), &b.Act)
	}
	if err != nil {
		return Bulk{}, fmt.Errorf("get a change of many clues: %w", err)
	}
	if b.State == BulkDone || b.State == BulkCancelled {
		b.Undoable = b.ended.Add(UndoWindow)
	}
	return b, nil
}

func noSuchBulk() error {
	return fault.NotFoundf("没有这次批量操作。", "There is no such change of many clues.")
}

// readKept reads what was left. To learn that there is none, all items of the change are read.
func (b *Bulk) readKept(ctx context.Context, tx *db.Tx) error {
	b.Kept = []Kept{}
	if undone := b.State == BulkUndoing || b.State == BulkUndone; b.Skipped == 0 && (!undone || b.Restored == min(b.Done, b.Changed)) {
		return nil
	}
	rows, err := tx.Query(ctx, `SELECT clue, why FROM clue_bulk_item WHERE bulk = $1 AND why <> '' ORDER BY n LIMIT 100`, b.ID)
	if err != nil {
		return fmt.Errorf("read what a change left: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var k Kept
		var why string
		if err := rows.Scan(&k.Clue, &why); err != nil {
			return fmt.Errorf("read what a change left: %w", err)
		}
		if err := json.Unmarshal([]byte(why), &k.Why); err != nil {
			return fmt.Errorf("read what a change left: %w", err)
		}
		b.Kept = append(b.Kept, k)
	}
	return rows.Err()
}

// advance moves the change on, if nobody else has since it was read. On PostgreSQL whoever
// comes second waits here for the first and then fails.
func (b *Bulk) advance(ctx context.Context, tx *db.Tx, to int) error {
	n, err := tx.Exec(ctx, `UPDATE clue_bulk SET done = $1 WHERE id = $2 AND done = $3 AND state = $4`, to, b.ID, b.Done, string(b.State))
	if err != nil {
		return fmt.Errorf("go on with a change of many clues: %w", err)
	}
	if n != 1 {
		return fault.Conflictf("这次批量操作正由另一请求推进，请稍后再试。", "Another request goes on with this change; try again.")
	}
	b.Done = to
	return nil
}

func (b *Bulk) save(ctx context.Context, tx *db.Tx) error {
	ended := ""
	if !b.ended.IsZero() {
		ended = db.Time(b.ended)
	}
	_, err := tx.Exec(ctx, `UPDATE clue_bulk SET state = $1, changed = $2, skipped = $3, restored = $4, ended_at = $5 WHERE id = $6`,
		string(b.State), b.Changed, b.Skipped, b.Restored, ended, b.ID)
	if err != nil {
		return fmt.Errorf("save a change of many clues: %w", err)
	}
	return nil
}

// A bulkItem is one clue of a change.
type bulkItem struct {
	bulk        string
	n           int
	clue        ID
	seen, after int
	was         was
	err         error // why this batch leaves the clue as it is
}

// was is how a clue stood before a change.
type was struct {
	State      State    `json:"state"`
	Reason     Code     `json:"reason"`
	Reopened   bool     `json:"reopened"`
	AsideUntil law.Date `json:"aside_until"`
	Holder     string   `json:"holder"`
	HolderName string   `json:"holder_name"`
	HeldUntil  law.Date `json:"held_until"`
	Scan       bool     `json:"scan,omitempty"` // a scan put it where it is, and not a person
}

func wasOf(c Clue) was {
	return was{c.State, c.Reason, c.Reopened, c.AsideUntil, c.Holder, c.HolderName, c.HeldUntil, false}
}

// back puts a clue back to how it was; what is over today stays over.
func (w was) back(c *Clue, today law.Date) {
	c.State, c.Reason, c.Reopened, c.AsideUntil = w.State, w.Reason, w.Reopened, w.AsideUntil
	c.Holder, c.HolderName, c.HeldUntil = w.Holder, w.HolderName, w.HeldUntil
	c.ended(today)
}

// bulkItems reads the items after place from, up to place to.
func bulkItems(ctx context.Context, tx *db.Tx, bulk string, from, to int) ([]bulkItem, error) {
	rows, err := tx.Query(ctx, `SELECT n, clue, seen, after, was FROM clue_bulk_item WHERE bulk = $1 AND n > $2 AND n <= $3 ORDER BY n`, bulk, from, to)
	if err != nil {
		return nil, fmt.Errorf("read a batch of clues: %w", err)
	}
	defer rows.Close()
	var list []bulkItem
	for rows.Next() {
		i := bulkItem{bulk: bulk}
		var before string
		if err := rows.Scan(&i.n, &i.clue, &i.seen, &i.after, &before); err != nil {
			return nil, fmt.Errorf("read a batch of clues: %w", err)
		}
		if before != "" {
			if err := json.Unmarshal([]byte(before), &i.was); err != nil {
				return nil, fmt.Errorf("read a batch of clues: %w", err)
			}
		}
		list = append(list, i)
	}
	return list, rows.Err()
}

// many reads how the clues of a batch stand.
func many(ctx context.Context, tx *db.Tx, items []bulkItem) (map[ID]Clue, error) {
	ids := make([]ID, len(items))
	for i, x := range items {
		ids[i] = x.clue
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `SELECT id, office, subject_id, state, version, reopened, reason, aside_until, holder, holder_name, held_until, merged_into
		FROM clue WHERE id IN (SELECT value FROM json_each($1))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("read the clues of a batch: %w", err)
	}
	defer rows.Close()
	all, today := make(map[ID]Clue, len(items)), law.DateOf(tx.Now)
	for rows.Next() {
		c, err := scanStanding(rows, today)
		if err != nil {
			return nil, fmt.Errorf("read the clues of a batch: %w", err)
		}
		all[c.ID] = c
	}
	return all, rows.Err()
}

// scanStanding reads of a clue what an act asks of it and changes: neither its facts nor its figures.
func scanStanding(rows *sql.Rows, today law.Date) (c Clue, err error) {
	var aside, held string
	err = rows.Scan(&c.ID, &c.Office, &c.Subject.ID, &c.State, &c.Version, &c.Reopened, &c.Reason, &aside, &c.Holder, &c.HolderName, &held, &c.MergedInto)
	if err != nil {
		return Clue{}, err
	}
	err = errors.Join(c.AsideUntil.UnmarshalText([]byte(aside)), c.HeldUntil.UnmarshalText([]byte(held)))
	c.ended(today)
	return c, err
}

// putItems keeps how each clue stood and the version that the change has made of it, or why
// it stays.
func putItems(ctx context.Context, tx *db.Tx, items []bulkItem) error {
	if len(items) == 0 {
		return nil
	}
	rows := make([][]any, len(items))
	for n, i := range items {
		var kept any = i.was
		if i.err != nil {
			_, kept = fault.Split(i.err)
		}
		text, err := json.Marshal(kept)
		if err != nil {
			return err
		}
		rows[n] = []any{i.bulk, i.n, string(i.clue), i.seen, i.after, string(text), number(i.err != nil)}
	}
	text, err := db.Rows(rows)
	if err != nil {
		return err
	}
	// The items are there. Written as new ones that meet them, each is looked up by its key whatever the
	// tables are thought to hold: to join them, SQLite and PostgreSQL each found a way to read the batch once
	// for each of its rows. A clue that could not be put back keeps what the change made of it.
	_, err = tx.Exec(ctx, `INSERT INTO clue_bulk_item AS item (bulk, n, clue, seen, after, was, why)
		SELECT value ->> 0, CAST(value ->> 1 AS INTEGER), value ->> 2, CAST(value ->> 3 AS INTEGER), CAST(value ->> 4 AS INTEGER),
		       CASE WHEN CAST(value ->> 6 AS INTEGER) = 1 THEN '' ELSE value ->> 5 END,
		       CASE WHEN CAST(value ->> 6 AS INTEGER) = 1 THEN value ->> 5 ELSE '' END
		  FROM json_rows($1) AS v WHERE true
		ON CONFLICT (bulk, n) DO UPDATE
		SET after = CASE WHEN excluded.why = '' THEN excluded.after ELSE item.after END,
		    was = CASE WHEN excluded.why = '' THEN excluded.was ELSE item.was END,
		    why = CASE WHEN excluded.why = '' THEN item.why ELSE excluded.why END`, text)
	if err != nil {
		return fmt.Errorf("keep what became of a batch: %w", err)
	}
	return nil
}
