package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// A logCheck checks the log of the home while the program runs, one check at a time: a log
// of years takes longer than a request may.
type logCheck struct {
	check func() (audit.Verdict, error)
	now   func() time.Time
	log   *slog.Logger

	running sync.WaitGroup
	mu      sync.Mutex
	last    web.LogCheck
}

func (a *app) logCheck(store *db.DB, log *slog.Logger) *logCheck {
	dir := a.auditPlace().Dir
	return &logCheck{now: a.now, log: log, check: func() (audit.Verdict, error) {
		return audit.VerifyDatabase(context.WithoutCancel(a.ctx), audit.Check{Dir: dir}, store)
	}}
}

// Begin begins a check.
func (c *logCheck) Begin() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last.State == "running" {
		return fault.Conflictf("正在核验，请稍候。", "A check is running; wait for it.")
	}
	began := c.now()
	c.last = web.LogCheck{State: "running", Began: &began}
	c.running.Go(func() {
		verdict, err := c.check()
		c.end(verdict, err)
	})
	return nil
}

// mostFindings is how many findings are shown one by one.
const mostFindings = 100

func (c *logCheck) end(v audit.Verdict, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ended := c.now()
	c.last.Ended = &ended
	if err != nil {
		c.last.State = "failed"
		c.log.Error("the log could not be checked", slog.Any("err", err))
		return
	}
	c.last.State = "sound"
	if len(v.Findings) > 0 {
		c.last.State = "unsound"
	}
	c.last.Origin, c.last.Key, c.last.Entries, c.last.Root = v.Origin, v.Key, v.Entries, v.Root
	for _, f := range v.Findings[:min(len(v.Findings), mostFindings)] {
		c.last.Findings = append(c.last.Findings, web.LogFinding{Place: f.Place, File: f.File, Says: f.Says})
	}
	c.last.More = max(0, len(v.Findings)-mostFindings)
}

// Last returns the check that runs or ran last.
func (c *logCheck) Last() web.LogCheck {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}
