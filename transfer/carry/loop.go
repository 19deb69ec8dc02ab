package carry

import (
	"context"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/transfer/node"
)

// Every is how often partners are called when all is well.
const Every = 30 * time.Second

// Run calls every confirmed partner that has an address, until ctx ends. One that does not
// answer is called less and less often, at last every half hour; the others do not wait for it.
func (c *Carrier) Run(ctx context.Context, every time.Duration) error {
	running := map[string]bool{}
	var all sync.WaitGroup
	defer c.hangUp()
	defer all.Wait()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		partners, err := c.Box.Confirmed(ctx)
		if err != nil && ctx.Err() == nil {
			c.Log.ErrorContext(ctx, "partners cannot be read", "err", err)
		}
		for _, p := range partners {
			if !running[p.Card.Code] && p.Card.Address != "" {
				running[p.Card.Code] = true
				all.Go(func() { c.keep(ctx, p.Card.Code, every) })
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// keep calls one partner again and again, and at once when something is to go to it. Its card is read each time: it may have moved or
// ended meanwhile.
func (c *Carrier) keep(ctx context.Context, code string, every time.Duration) {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = every, 30*time.Minute
	for {
		pause, called := every, c.Box.Calls(code)
		p, err := c.Box.Partner(ctx, code)
		if err == nil && p.Standing == node.Confirmed && p.Card.Address != "" {
			if err = c.witnessed(ctx, code); err == nil {
				_, err = c.Sync(ctx, p)
			}
		}
		if err != nil && ctx.Err() == nil {
			pause, called = wait.NextBackOff(), nil // more to send does not mend a line
			c.Log.WarnContext(ctx, "a partner cannot be reached", "peer", code, "again_in", pause.Round(time.Second), "err", err)
		} else {
			wait.Reset()
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-called:
			timer.Stop()
		case <-timer.C:
		}
	}
}

// witnessed sends the partner the checkpoint of the day, if it has had none.
func (c *Carrier) witnessed(ctx context.Context, code string) error {
	if c.Checkpoint == nil {
		return nil
	}
	text, err := c.Checkpoint()
	if err != nil || text == "" {
		return err
	}
	program := access.Account{ID: "system", Display: "系统", Office: access.Home}
	_, err = c.Box.SendCheckpoint(ctx, program, code, text, 24*time.Hour)
	return err
}
