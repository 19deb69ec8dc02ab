// Package follow keeps what models need of the newest snapshot in memory and carries it on from
// snapshot to snapshot as documents come, so that what a new document causes is known in a
// fraction of a second. What it says of whom a document bears on is what a whole scan of that
// snapshot says of them as of the same day.
//
// It can be carried on where court documents were added and nothing else happened. Other records,
// corrections and removals, and a new run of linkage ask for another to be opened.
package follow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
)

// A Desk answers what models say of filings, and of documents that came, on the newest
// snapshot. Several may ask at a time.
type Desk struct {
	mu     sync.RWMutex // held by whoever asks; wholly while the index changes
	desk   filing.Desk
	at     lake.Snapshot
	lib    standard.Library
	linked bool // mingjian link says who is who
	latest time.Time
	close  func()
	who    *duck.Pool // tells who is who in new documents
}

// Open makes a desk of one that is open for one question on a snapshot. As filing.Desk.Keep, it
// takes long; files must stay open as long as the desk.
func Open(ctx context.Context, once filing.Desk, at lake.Snapshot, files engine.Engine) (*Desk, error) {
	lib, err := engine.Standards(files)
	if err != nil {
		return nil, err
	}
	d := &Desk{at: at, lib: lib, latest: once.Snapshot.AsOf}
	if d.linked, err = linkage.Linked(ctx, once.Snapshot.Engine); err != nil {
		return nil, err
	}
	if d.desk, d.close, err = once.Keep(ctx, files); err != nil {
		return nil, err
	}
	if d.who, err = duck.NewPool(ctx, linkage.Delivered(lib), 1); err != nil {
		d.close()
		return nil, err
	}
	for _, query := range linkage.FewQueries(files.Dialect(), lib, d.linked) {
		if err := d.who.Prepare(ctx, query); err != nil {
			d.Close()
			return nil, err
		}
	}
	return d, nil
}

// Close frees what the desk holds. Nobody may ask it any more.
func (d *Desk) Close() {
	d.who.Close()
	d.close()
}

// Snapshot is the snapshot that the desk answers of.
func (d *Desk) Snapshot() lake.Snapshot {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.at
}

// Models are those that are asked.
func (d *Desk) Models() []models.Model { return d.desk.Models }

// Check answers what the models say of a filing.
func (d *Desk) Check(ctx context.Context, f filing.Filing) (filing.Answer, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.desk.Check(ctx, f)
}

// Follow carries the desk on to a later snapshot and returns what is new in it. ok is false if
// more happened than that documents came: then the desk stays where it is, and another has to be
// opened. It is asked once at a time.
func (d *Desk) Follow(ctx context.Context, to lake.Snapshot) (n nearby.News, ok bool, err error) {
	from := d.Snapshot()
	came, ok, err := to.Came(ctx, from, func(string) bool { return true })
	if err != nil || !ok {
		return n, false, err
	}
	a := nearby.Arrived{Rows: map[string][]engine.Row{}, Linked: d.linked}
	for table, rows := range came {
		for _, row := range rows {
			a.Rows[table] = append(a.Rows[table], engine.Row(row))
		}
	}
	if len(a.Rows["judgment"]) > most {
		return n, false, nil
	}
	if d.linked {
		if a.Links, err = d.links(ctx, a.Rows["party"], a.Rows["agent"]); err != nil {
			return n, false, err
		}
	}
	step, err := d.desk.Index.Step(ctx, d.lib, a, d.who.Lend)
	if err != nil {
		return n, false, fmt.Errorf("carry the index on to snapshot %s: %w", to.ID, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	step.Take()
	d.at, d.desk.Snapshot.ID = to, to.ID
	for _, row := range a.Rows["judgment"] {
		for _, column := range []string{"decided_on", "filed_on"} {
			if day, ok := row[column].(time.Time); ok && day.After(d.latest) {
				d.latest = day
			}
		}
	}
	return step.News, true, nil
}

// most is how many documents a desk is carried on by at a time: of more, opening another takes
// no longer.
const most = 20_000

// links reads what mingjian link said of parties and agents before they came: nothing, unless
// they had been removed since.
func (d *Desk) links(ctx context.Context, came ...[]engine.Row) (rows []engine.Row, err error) {
	e := d.desk.Snapshot.Engine
	q := e.Dialect()
	var records []string
	for _, row := range slices.Concat(came...) {
		records = append(records, q.Text(fmt.Sprint(row["judgment"], "#", row["n"])))
	}
	if len(records) == 0 {
		return nil, nil
	}
	for row, err := range e.Query(ctx, "SELECT * FROM link WHERE dataset IN ('party', 'agent') AND record IN ("+strings.Join(records, ", ")+")") {
		if err != nil {
			return nil, fmt.Errorf("look for links of new documents: %w", err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// Ask returns, for each model, what new documents cause, as of a day. The desk must have been
// carried on to the snapshot that they came with.
func (d *Desk) Ask(ctx context.Context, n nearby.News, asOf time.Time, list []models.Model) ([]nearby.Answer, error) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	s := d.desk.Snapshot
	s.AsOf = asOf
	return nearby.Search{Snapshot: s, News: n, Open: d.desk.Open, Index: d.desk.Index, Abreast: d.desk.Abreast, Most: d.desk.Most}.Scan(ctx, list)
}

// Prepare makes the plans by which models are asked as of a day, before somebody waits for it.
func (d *Desk) Prepare(ctx context.Context, asOf time.Time, list []models.Model) error {
	d.mu.RLock()
	defer d.mu.RUnlock()
	s := scan.Snapshot{Engine: d.desk.Snapshot.Engine, Plans: d.desk.Snapshot.Plans, AsOf: asOf}
	return d.desk.Prepare(ctx, s, list)
}

// Renew makes the day as of which filings are checked that of the latest document, if that has
// changed. It takes seconds, in which the day before is answered by.
func (d *Desk) Renew(ctx context.Context) error {
	d.mu.RLock()
	day, now := d.latest, d.desk.Snapshot.AsOf
	d.mu.RUnlock()
	if !day.After(now) {
		return nil
	}
	if err := d.Prepare(ctx, day, d.desk.Models); err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.desk.Snapshot.AsOf = day
	return nil
}
