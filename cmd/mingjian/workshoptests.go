package main

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
)

// testBeat is how often it is noted how far a test is.
const testBeat = time.Second

// serverAt names what listens at an address of this machine. Whoever listens there next follows
// it, so that what it left undone is known to be.
func serverAt(address string) string {
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	return host + " " + address
}

// Backtest begins to test a draft on history.
func (w *workshop) Backtest(ctx context.Context, by access.Account, d draft.Draft, o draft.TestOrder) (draft.Test, error) {
	m, err := w.sound(d.Model, d.Rule, d.Cases)
	if err != nil {
		return draft.Test{}, err
	}
	options, err := w.options(m, o)
	if err != nil {
		return draft.Test{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	x, err := w.drafts.BeginTest(ctx, by, d.ID, o, w.server)
	if err != nil {
		return draft.Test{}, err
	}
	running, stop := context.WithCancel(w.app.ctx)
	w.tests[x.ID] = stop
	w.done.Add(1)
	go func() {
		defer w.done.Done()
		defer stop()
		w.run(running, stop, by, x, m, options)
	}()
	return x, nil
}

// run tests a model and keeps what comes of it. What the end of the program breaks off is noted
// as interrupted before the database closes.
func (w *workshop) run(ctx context.Context, stop context.CancelFunc, by access.Account, x draft.Test, m models.Model, o backtest.Options) {
	var done, total atomic.Int64
	o.Progress = func(d, of int) { done.Store(int64(d)); total.Store(int64(of)) }
	keep := context.WithoutCancel(ctx)
	beat := make(chan struct{})
	go func() {
		defer close(beat)
		w.beat(ctx, stop, func() (bool, error) { return w.drafts.TestGoes(keep, x.ID, int(done.Load()), int(total.Load())) })
	}()
	report, err := w.test(ctx, by, m, o)
	end := w.ended(ctx, report, err)
	stop()
	<-beat
	if _, err := w.drafts.TestGoes(keep, x.ID, int(done.Load()), int(total.Load())); err != nil {
		w.log.Error("backtest", "error", err)
	}
	if err := w.drafts.EndTest(keep, w.app.actor(), x.ID, end); err != nil {
		w.log.Error("backtest", "error", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.tests, x.ID)
}

// beat notes again and again that a test goes on, and stops it once somebody has ended it.
func (w *workshop) beat(ctx context.Context, stop context.CancelFunc, note func() (bool, error)) {
	tick := time.NewTicker(testBeat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		goes, err := note()
		if err != nil {
			w.log.Error("backtest", "error", err)
		} else if !goes {
			stop()
		}
	}
}

// ended says how a test ended.
func (w *workshop) ended(ctx context.Context, report backtest.Report, err error) draft.TestEnd {
	var faults *models.Faults
	switch {
	case err == nil:
		return draft.TestEnd{State: draft.TestDone, Report: &report}
	case w.app.ctx.Err() != nil:
		return draft.TestEnd{State: draft.TestInterrupted}
	case ctx.Err() != nil:
		return draft.TestEnd{State: draft.TestStopped}
	case errors.As(err, &faults):
		return draft.TestEnd{State: draft.TestFailed, Says: faults.List[0].Says}
	}
	kind, public := fault.Split(err)
	if kind == fault.Internal {
		w.log.Error("backtest", "error", err)
		public = fault.Text{ZH: "回测失败，原因已记入运行日志。", EN: "The test failed; the cause is in the log of the program."}
	}
	return draft.TestEnd{State: draft.TestFailed, Says: public}
}

// test runs a test on an engine of its own.
func (w *workshop) test(ctx context.Context, by access.Account, m models.Model, o backtest.Options) (backtest.Report, error) {
	s, closeEngine, err := w.open()
	if err != nil {
		return backtest.Report{}, err
	}
	defer closeEngine()
	if err := linkage.Link(ctx, s.Engine, inputsOf(used(m, o))...); err != nil {
		return backtest.Report{}, err
	}
	decided, _, err := w.clues.Decisions(ctx, by, m.ID)
	if err != nil {
		return backtest.Report{}, err
	}
	for _, d := range decided {
		o.Decisions = append(o.Decisions, backtest.Decision{Subject: d.Finding.Subject.ID, Confirmed: d.Confirmed})
	}
	return backtest.Run(ctx, s, m, o)
}

// StopBacktest ends the test of a draft that runs, here at once and elsewhere with its next beat.
func (w *workshop) StopBacktest(ctx context.Context, by access.Account, id string) error {
	x, err := w.drafts.StopTest(ctx, by, id)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if stop, ok := w.tests[x.ID]; ok {
		stop()
	}
	return nil
}
