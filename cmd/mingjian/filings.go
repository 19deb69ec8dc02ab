package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A keptDesk is a desk at which filings are checked: it stays open, with its models read and
// everybody told apart, because that takes seconds and an answer must not.
type keptDesk struct {
	filing.Desk
	close func()
	users sync.WaitGroup
}

// keepDesk opens a desk that is asked again and again. It takes longer to open than one
// question does without.
func (a *app) keepDesk(ctx context.Context, s lake.Snapshot, list []models.Model, r room) (*keptDesk, error) {
	once, err := a.openDesk(ctx, s, list, r)
	if err != nil {
		return nil, err
	}
	defer once.close() // what it knows is in memory then
	files, closeFiles, err := a.engineOn(s, r)
	if err != nil {
		return nil, err
	}
	d, done, err := once.Keep(ctx, files)
	if err != nil {
		closeFiles()
		return nil, err
	}
	return &keptDesk{Desk: d, close: func() { done(); closeFiles() }}, nil
}

// openDesk opens a desk on a snapshot for one question.
func (a *app) openDesk(ctx context.Context, s lake.Snapshot, list []models.Model, r room) (*keptDesk, error) {
	e, closeEngine, err := a.engineOn(s, r)
	if err != nil {
		return nil, err
	}
	if err := linkage.Link(ctx, e, append(inputsOf(list), "party", "agent")...); err != nil {
		closeEngine()
		return nil, err
	}
	asOf, err := scan.Latest(ctx, e)
	if err != nil {
		closeEngine()
		return nil, err
	}
	return &keptDesk{Desk: filing.Desk{Snapshot: scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, Models: list, Open: openFew}, close: closeEngine}, nil
}

// filings checks filings at a desk on the present snapshot. While the desk of a new one is being
// opened, the one before answers; the answer names its snapshot.
type filings struct {
	app  *app
	lake *lake.Lake
	log  *slog.Logger

	mu    sync.Mutex
	desk  *keptDesk
	ready chan struct{} // closed when there is a first desk
}

func newFilings(a *app, l *lake.Lake, log *slog.Logger) *filings {
	return &filings{app: a, lake: l, log: log, ready: make(chan struct{})}
}

// patience is how long a check waits for the first desk to open.
const patience = 20 * time.Second

// Check answers one filing.
func (f *filings) Check(ctx context.Context, x filing.Filing) (filing.Answer, error) {
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
	f.mu.Lock()
	d := f.desk
	d.users.Add(1)
	f.mu.Unlock()
	defer d.users.Done()
	return d.Check(ctx, x)
}

// keep opens a desk on the present snapshot, and a new one when that changes, until ctx ends.
func (f *filings) keep(ctx context.Context) error {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	defer func() {
		if f.desk != nil {
			f.desk.users.Wait()
			f.desk.close()
		}
	}()
	for {
		if err := f.renew(ctx); err != nil && ctx.Err() == nil && !fault.Is(err, fault.NotFound) {
			f.log.Error("the desk for filings cannot be opened", slog.Any("err", err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// renew opens a desk if that of the present snapshot is not open yet, and closes the one before
// once nobody uses it.
func (f *filings) renew(ctx context.Context) error {
	s, err := f.lake.Current()
	if err != nil || f.desk != nil && f.desk.Snapshot.ID == s.ID {
		return err
	}
	list, err := f.app.chooseModels(nil)
	if err != nil {
		return err
	}
	d, err := f.app.keepDesk(ctx, s, list, room{})
	if err != nil {
		return err
	}
	f.mu.Lock()
	before := f.desk
	f.desk = d
	f.mu.Unlock()
	if before == nil {
		close(f.ready)
		return nil
	}
	before.users.Wait()
	before.close()
	return nil
}
