package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/web"
)

// renewals link and scan again while the workbench runs, one at a time, so that what people
// decide about who is who takes effect.
type renewals struct {
	app   *app
	store *db.DB
	clues *clue.Service
	audit *audit.Log
	title func(model string) fault.Text
	log   *slog.Logger

	mu   sync.Mutex
	runs []*renewal // of this life of the program, the newest last
	done sync.WaitGroup
}

// A renewal is one run, and whose.
type renewal struct {
	web.Renewal
	office access.Office
}

// mostRenewals is how many runs are remembered.
const mostRenewals = 20

// wait returns when none is at work.
func (r *renewals) wait() { r.done.Wait() }

// Start begins a run.
func (r *renewals) Start(ctx context.Context, by access.Account) (web.Renewal, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.runs); n > 0 && r.runs[n-1].State == "running" {
		return web.Renewal{}, fault.Conflictf("%s 正在重新关联和扫描，请等它结束后再试。", "%s is linking and scanning; wait for it to end and try again.", r.runs[n-1].By)
	}
	run := &renewal{web.Renewal{ID: "renewal-" + strings.ToLower(rand.Text()[:16]), State: "running", Stage: "linking", By: by.Display, Started: r.app.now()}, by.Office}
	if err := r.audit.Record(ctx, audit.Entry{Actor: by.ID, Verb: audit.Renew, Object: run.ID, Office: string(by.Office)}); err != nil {
		return web.Renewal{}, err
	}
	r.runs = append(r.runs, run)
	r.runs = r.runs[max(0, len(r.runs)-mostRenewals):]
	r.done.Add(1)
	go func() {
		defer r.done.Done()
		r.finish(run, r.work(run))
	}()
	return run.Renewal, nil
}

// List returns the runs of the reader's office.
func (r *renewals) List(_ context.Context, by access.Account) (list []web.Renewal, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, run := range slices.Backward(r.runs) {
		if run.office == by.Office {
			list = append(list, run.Renewal)
		}
	}
	return list, nil
}

// note changes what people are told of a run.
func (r *renewals) note(change func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change()
}

// work links, scans and compares the clues about those whom linkage moved with what they were.
func (r *renewals) work(run *renewal) error {
	quiet, closeQuiet, err := r.app.quietly()
	if err != nil {
		return err
	}
	defer closeQuiet()
	l, err := quiet.link(r.store, room{}, false)
	if err != nil {
		return fmt.Errorf("link: %w", err)
	}
	r.note(func() { run.Stage, run.Snapshot, run.Entities = "scanning", l.Snapshot, len(l.Moved) })
	local := quiet.actor()
	before, err := r.clues.About(quiet.ctx, local, l.Moved)
	if err != nil {
		return err
	}
	c := &scanCmd{engineChoice: engineChoice{Engine: "duckdb"}}
	found, err := c.scan(quiet)
	if err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	registered, err := c.register(quiet.ctx, quiet, r.store, found)
	if err != nil {
		return fmt.Errorf("register: %w", err)
	}
	if err := quiet.keepScanned(found); err != nil { // it costs the next scan time, no more
		r.log.Warn("the scan could not be noted", "err", err)
	}
	after, err := r.clues.About(quiet.ctx, local, l.Moved)
	if err != nil {
		return err
	}
	r.note(func() {
		run.Counts = web.RenewalCounts{New: registered.New, Changed: registered.Changed, Reopened: registered.Reopened, Unchanged: registered.Unchanged}
		run.Clues = r.differ(before, after)
	})
	return nil
}

// differ lists the clues that are not as they were.
func (r *renewals) differ(before, after []clue.Clue) (list []web.RenewedClue) {
	was := map[clue.ID]clue.Clue{}
	for _, c := range before {
		was[c.ID] = c
	}
	for _, c := range after {
		old, known := was[c.ID]
		x := web.RenewedClue{ID: c.ID, Model: r.title(c.Model), Subject: c.Subject.Name, Before: web.ClueSize{Cases: old.Cases, Risk: old.Risk}, After: web.ClueSize{Cases: c.Cases, Risk: c.Risk}}
		switch {
		case !known:
			x.What = "new"
		case c.Stale && !old.Stale:
			x.What, x.After = "gone", web.ClueSize{}
		case old.Stale && !c.Stale:
			x.What = "back"
		case x.Before != x.After:
			x.What = "changed"
		default:
			continue
		}
		list = append(list, x)
	}
	return list
}

func (r *renewals) finish(run *renewal, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.app.now()
	run.Ended, run.Stage = &now, "done"
	switch kind, public := fault.Split(err); {
	case err == nil:
		run.State = "done"
	case errors.Is(err, context.Canceled):
		run.State = "cancelled"
	default:
		run.State, run.Says = "failed", public
		if kind == fault.Internal {
			r.log.Error("link and scan again", "run", run.ID, "err", err)
			run.Says = fault.Text{ZH: "重新关联和扫描失败，原因已记入运行日志。", EN: "Linking and scanning failed; the cause is in the log of the program."}
		}
	}
}

// quietly is the program without a terminal, for what it does beside answering requests.
func (a *app) quietly() (*app, func(), error) {
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return nil, nil, err
	}
	quiet := *a
	quiet.term.out, quiet.term.err = io.Discard, nowhere
	return &quiet, func() { nowhere.Close() }, nil
}
