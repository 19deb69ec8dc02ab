package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/web"
)

// A verifier asks later data about promises while the program runs, one question at a time: it
// opens the whole snapshot.
type verifier struct {
	remedies
	matters *matter.Service
	store   *db.DB
	log     *slog.Logger

	turn chan struct{} // holds one: who has it, asks
	done sync.WaitGroup
	mu   sync.Mutex
	runs map[matter.ID]*web.RemedyRun // of this life of the program, the newest of each matter
}

func newVerifier(a *app, store *db.DB, s *matter.Service, log *slog.Logger) *verifier {
	r := remedies{app: a, clues: clue.NewService(store), open: (&engineChoice{Engine: "duckdb"}).open}
	return &verifier{remedies: r, matters: s, store: store, log: log, turn: make(chan struct{}, 1), runs: map[matter.ID]*web.RemedyRun{}}
}

// wait returns when nothing is being asked.
func (v *verifier) wait() { v.done.Wait() }

// Begin begins to ask about one matter.
func (v *verifier) Begin(by access.Account, id matter.ID, p matter.Promise) web.RemedyRun {
	v.mu.Lock()
	defer v.mu.Unlock()
	if r := v.runs[id]; r != nil && (r.State == "waiting" || r.State == "running") {
		return *r
	}
	r := &web.RemedyRun{State: "waiting", By: by.Display, Started: v.app.now()}
	v.runs[id] = r
	v.done.Go(func() {
		err := v.inTurn(v.app.ctx, func(ctx context.Context) error { return v.ask(ctx, by, id, p, r) })
		v.end(r, err)
	})
	return *r
}

// inTurn waits for its turn and asks.
func (v *verifier) inTurn(ctx context.Context, ask func(ctx context.Context) error) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case v.turn <- struct{}{}:
	}
	defer func() { <-v.turn }()
	return ask(ctx)
}

func (v *verifier) ask(ctx context.Context, by access.Account, id matter.ID, p matter.Promise, r *web.RemedyRun) error {
	looks, err := v.look(ctx, by, p, func(done, total int) {
		v.mu.Lock()
		defer v.mu.Unlock()
		r.State, r.Done, r.Total = "running", done, total
	})
	if err != nil {
		return err
	}
	d, err := v.matters.Get(ctx, by, id)
	if err != nil {
		return err
	}
	_, err = v.matters.KeepRemedy(ctx, by, id, p, looks, matter.Request{Seen: d.Version})
	return err
}

func (v *verifier) end(r *web.RemedyRun, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err == nil {
		r.State = "done"
		return
	}
	kind, public := fault.Split(err)
	r.State, r.Says = "failed", public
	if kind == fault.Internal {
		r.Says = fault.Text{ZH: "复核未完成，原因已记入运行日志。", EN: "The look was not finished; the cause is in the log of the program."}
		v.log.Error("later data could not be asked", slog.Any("err", err))
	}
}

// Run returns the newest run of a matter.
func (v *verifier) Run(id matter.ID) web.RemedyRun {
	v.mu.Lock()
	defer v.mu.Unlock()
	r := v.runs[id]
	if r == nil {
		return web.RemedyRun{State: web.NoRemedyRun}
	}
	return *r
}

// verifyEvery is how often the server looks for promises that are due. Finding none costs one query.
const verifyEvery = 10 * time.Minute

// scanned reports whether models have looked at the newest snapshot: between an import and its
// scan nothing is asked, for more may be coming.
func (v *verifier) scanned() (bool, error) {
	l, s, err := v.app.snapshot("")
	if err != nil {
		return false, err
	}
	defer l.Close()
	at, err := readScanned(l)
	if err != nil {
		return false, err
	}
	for _, r := range at {
		if r.Snapshot == s.ID {
			return true, nil
		}
	}
	return false, nil
}

// checkScanned asks about what is due, if the newest data were scanned.
func (v *verifier) checkScanned(ctx context.Context) error {
	ready, err := v.scanned()
	if err != nil || !ready {
		return err
	}
	n, err := v.checkDue(ctx, v.matters, v.store, io.Discard)
	if n > 0 {
		v.log.Info("promises were looked at", slog.Int("matters", n))
	}
	return err
}

// keep asks about what is due while the program runs: the day of a promise has passed. After new
// data the scan asks.
func (v *verifier) keep(ctx context.Context) error {
	tick := time.NewTicker(verifyEvery)
	defer tick.Stop()
	for {
		err := v.inTurn(ctx, v.checkScanned)
		if err != nil && ctx.Err() == nil && !fault.Is(err, fault.NotFound) { // NotFound: nothing was imported yet
			v.log.Error("promises that are due could not be looked at", slog.Any("err", err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// checkPromises asks the data that were just scanned about promises that are due. A scan stands
// without it: what goes wrong is told.
func (c *scanCmd) checkPromises(a *app, store *db.DB) {
	r := &remedies{app: a, clues: clue.NewService(store), open: c.open}
	_, due, err := r.due(a.ctx, store)
	if err == nil && len(due) > 0 {
		rules, wrong := a.rules()
		if err = wrong; err == nil {
			_, err = r.checkDue(a.ctx, matter.NewService(store, rules), store, a.term.err)
		}
	}
	if err != nil {
		fmt.Fprintf(a.term.err, a.pick("到期的整改承诺未能复核：%v\n", "promises that are due could not be looked at: %v\n"), a.said(err))
	}
}
