package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/follow"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/fault"
)

// desks keeps a desk on the present snapshot. As documents come it is carried on; where more
// happened another is opened, and the one before answers until then.
type desks struct {
	app   *app
	lake  *lake.Lake
	store *db.DB
	log   *slog.Logger
	tells bool // what new documents cause becomes clues
	cards func() ([]models.Model, error)

	work  sync.Mutex // held by whoever carries the desk on
	mu    sync.RWMutex
	desk  *openedDesk
	ready chan struct{} // closed when there is a first desk
}

// An openedDesk is a desk and what was learnt when it was opened.
type openedDesk struct {
	*follow.Desk
	close func()
	users sync.WaitGroup
	days  []time.Time // as of which its models have their plans
	shelf string      // the models of the office when they were read

	since lake.Snapshot      // up to which was told what is new
	owed  nearby.News        // what is new after that
	steps []step             // by which the desk was carried on
	asked map[string]bool    // snapshots of which it was asked, once, what came after them
	noted map[string]reached // how far models had looked when that was last read or written
}

// read takes note of how far models have looked. Where others have written that since, it is
// asked again what came after.
func (d *openedDesk) read(at map[string]reached) {
	if !maps.Equal(at, d.noted) {
		clear(d.asked)
		d.noted = maps.Clone(at)
	}
}

// A step carried a desk on.
type step struct {
	from string // snapshot
	news nearby.News
}

// mostSteps is how many steps are remembered, for models that are noted as having looked up to an
// earlier snapshot: a whole scan ends after documents came that it did not see.
const mostSteps = 5000

// after is what came after a snapshot; ok is false if the desk does not know, or was asked that.
func (d *openedDesk) after(snapshot string) (n nearby.News, ok bool) {
	i := slices.IndexFunc(d.steps, func(s step) bool { return s.from == snapshot })
	if i < 0 || d.asked[snapshot] {
		return n, false
	}
	for _, s := range d.steps[i:] {
		n = n.And(s.news)
	}
	return n, true
}

func newDesks(a *app, l *lake.Lake, store *db.DB, log *slog.Logger) *desks {
	all := func() ([]models.Model, error) { return a.chooseModels(nil) }
	return &desks{app: a, lake: l, store: store, log: log, cards: all, ready: make(chan struct{})}
}

// patience is how long a check waits for the first desk to open.
const patience = 20 * time.Second

// Check answers one filing.
func (f *desks) Check(ctx context.Context, x filing.Filing) (filing.Answer, error) {
	if err := x.Check(); err != nil {
		return filing.Answer{}, err
	}
	select {
	case <-f.ready:
	case <-ctx.Done():
		return filing.Answer{}, ctx.Err()
	case <-time.After(patience):
		return filing.Answer{}, fault.Conflictf("还没有可供核对的数据，或者正在打开；请导入数据，或者稍后再试。",
			"There is nothing to look filings up in, or it is still being opened: import records, or try again in a while.")
	}
	d := f.take()
	if d == nil {
		return filing.Answer{}, fault.Conflictf("程序正在停止。", "The program is stopping.")
	}
	defer d.users.Done()
	return d.Check(ctx, x)
}

// take returns the desk, which stays open until its user is done; nil if there is none.
func (f *desks) take() *openedDesk {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.desk != nil {
		f.desk.users.Add(1)
	}
	return f.desk
}

// watched is how often it is looked whether there is a new snapshot.
const watched = time.Second

// keep keeps the desk on the present snapshot until ctx ends.
func (f *desks) keep(ctx context.Context) error {
	if f.tells {
		f.work.Lock()
		err := f.lake.Remember(ctx)
		f.work.Unlock()
		if err != nil {
			f.log.Error("imports will read again which documents there are", slog.Any("err", err))
		}
	}
	tick := time.NewTicker(watched)
	defer tick.Stop()
	defer f.end()
	for {
		if err := errors.Join(f.renew(ctx), f.ahead(ctx)); err != nil && ctx.Err() == nil && !fault.Is(err, fault.NotFound) {
			f.log.Error("the desk cannot be kept on the present snapshot", slog.Any("err", err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// end closes the desk once nobody uses it.
func (f *desks) end() {
	f.mu.Lock()
	d := f.desk
	f.desk = nil
	f.mu.Unlock()
	if d != nil {
		d.users.Wait()
		d.close()
	}
}

// renew carries the desk on to the present snapshot, or opens another there, and closes the one
// before once nobody uses it.
func (f *desks) renew(ctx context.Context) error {
	followed, err := f.follow(ctx)
	if err != nil || followed {
		return err
	}
	s, err := f.lake.Current()
	if err != nil {
		return err
	}
	d, err := f.open(ctx, s)
	if err != nil {
		return err
	}
	f.work.Lock()
	f.mu.Lock()
	before := f.desk
	f.desk = d
	f.mu.Unlock()
	f.work.Unlock()
	if before == nil {
		close(f.ready)
		return nil
	}
	before.users.Wait()
	before.close()
	return nil
}

// ahead makes plans before somebody waits for them: as of the day of the latest document for
// filings, as of that of the last whole scan for new documents.
func (f *desks) ahead(ctx context.Context) error {
	d := f.take()
	if d == nil {
		return nil
	}
	defer d.users.Done()
	if !f.tells {
		return d.Renew(ctx)
	}
	f.work.Lock()
	defer f.work.Unlock()
	before, err := readScanned(f.lake)
	if err != nil {
		return nil //nolint:nilerr // nothing was scanned yet, which whoever brings documents is told
	}
	d.read(before)
	behind := false
	for _, g := range newNewScan(f.app, f.lake, d.Snapshot(), nil, room{}).groups(before, d.Models()) {
		if err := d.plan(ctx, g); err != nil {
			return err
		}
		_, more := d.after(g.Snapshot)
		behind = behind || more
	}
	if behind { // a whole scan has ended that did not see the latest documents
		if _, err := f.tell(ctx, d, newNewScan(f.app, f.lake, d.Snapshot(), nil, room{}), f.owing(d)); err != nil {
			clear(d.asked)
			return err
		}
	}
	return d.Renew(ctx)
}

// open opens a desk on a snapshot, and tells what came since models last looked.
func (f *desks) open(ctx context.Context, s lake.Snapshot) (*openedDesk, error) {
	a, shelf := f.app, f.app.shelfMark()
	list, err := f.cards()
	if err != nil {
		return nil, err
	}
	once, err := a.openDesk(ctx, s, list, room{})
	if err != nil {
		return nil, err
	}
	defer once.close() // what it knows is in memory then
	files, closeFiles, err := a.engineOn(s, room{})
	if err != nil {
		return nil, err
	}
	desk, err := follow.Open(ctx, once.Desk, s, files)
	if err != nil {
		closeFiles()
		return nil, err
	}
	d := &openedDesk{Desk: desk, shelf: shelf, asked: map[string]bool{}, close: func() { desk.Close(); closeFiles() }}
	if !f.tells {
		return d, nil
	}
	x := newNewScan(a, f.lake, s, once.Snapshot.Engine, room{})
	if _, err := f.tell(ctx, d, x, func(g group) (lake.Snapshot, nearby.News, error) {
		n, err := x.news(g.Snapshot)
		return lake.Snapshot{ID: g.Snapshot}, n, err
	}); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

// follow carries the desk on to the present snapshot and tells what is new in it. It reports
// whether the desk is there.
func (f *desks) follow(ctx context.Context) (bool, error) {
	f.work.Lock()
	defer f.work.Unlock()
	_, followed, err := f.carry(ctx)
	return followed, err
}

// carry is follow, for whoever holds work, and what came of it. What cannot be told is owed, and
// tried again when the desk is next looked after.
func (f *desks) carry(ctx context.Context) (registered told, followed bool, err error) {
	d := f.take()
	if d == nil {
		return registered, false, nil
	}
	defer d.users.Done()
	head, err := f.lake.Head()
	if err != nil || f.app.shelfMark() != d.shelf {
		return registered, false, err
	}
	from := d.Snapshot()
	if head != from.ID {
		to, err := f.lake.Snapshot(head)
		if err != nil {
			return registered, false, err
		}
		news, ok, err := d.Follow(ctx, to)
		if err != nil || !ok {
			return registered, false, err
		}
		if d.owed.Empty() {
			d.since = from
		}
		d.owed = d.owed.And(news)
		d.steps = append(d.steps, step{from.ID, news})
		d.steps = d.steps[max(0, len(d.steps)-mostSteps):]
	}
	if f.tells && !d.owed.Empty() {
		if registered, err = f.tell(ctx, d, newNewScan(f.app, f.lake, d.Snapshot(), nil, room{}), f.owing(d)); err != nil {
			clear(d.asked)
			return registered, true, err
		}
	}
	d.owed = nearby.News{}
	return registered, true, nil
}
