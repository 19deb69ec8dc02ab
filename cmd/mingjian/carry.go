package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/carry"
	"github.com/mingjian/mingjian/transfer/node"
)

func (a *app) carrier(store *db.DB, log *slog.Logger) (*carry.Carrier, error) {
	self, err := node.Load(a.nodeDir())
	if err != nil {
		return nil, err
	}
	b, err := a.box(store, self)
	if err != nil {
		return nil, err
	}
	return &carry.Carrier{Self: self, Box: b, Files: a.files(), Log: log, Now: a.now}, nil
}

// carry answers partners on addr and calls them regularly, and when b has something for them,
// until ctx ends.
func (a *app) carry(ctx context.Context, g *errgroup.Group, b *box.Box, log *slog.Logger, addr string) error {
	self, err := node.Load(a.nodeDir())
	if err != nil {
		return err
	}
	c := &carry.Carrier{Self: self, Box: b, Files: a.files(), Log: log, Now: a.now}
	c.Checkpoint = func() (string, error) { return audit.Checkpoint(a.auditPlace().Dir) }
	listener, err := a.answerOn(ctx, c, addr)
	if err != nil {
		return err
	}
	g.Go(func() error { return listen(ctx, listener, c.Handler()) })
	g.Go(func() error { return c.Run(ctx, carry.Every) })
	return nil
}

// exchanging returns the box of this agency, or nil if it has not been set up.
func (a *app) exchanging(store *db.DB) (*box.Box, error) {
	self, err := node.Load(a.nodeDir())
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return a.box(store, self)
}

// box is the outbox and inbox of self, with the clocks of the law.
func (a *app) box(store *db.DB, self *node.Self) (*box.Box, error) {
	d, err := a.desk()
	if err != nil {
		return nil, err
	}
	return box.New(store, self).WithClocks(box.Clocks{Limits: d.clock.Limits, Calendar: d.clock.Calendar}), nil
}

type transferAnswerCmd struct {
	Addr string `arg:"" placeholder:"HOST:PORT" help:"${transfer_answeron}"`
}

// Run answers partners until it is told to stop.
func (c *transferAnswerCmd) Run(a *app, t *transferCmd) error {
	return a.withStore(t.database, func(store *db.DB) error {
		carrier, err := a.carrier(store, slog.New(slog.NewTextHandler(a.term.err, nil)))
		if err != nil {
			return err
		}
		listener, err := a.answerOn(a.ctx, carrier, c.Addr)
		if err != nil {
			return err
		}
		return listen(a.ctx, listener, carrier.Handler())
	})
}

// answerOn listens for partners on addr, and says so.
func (a *app) answerOn(ctx context.Context, c *carry.Carrier, addr string) (net.Listener, error) {
	settings, err := c.ServerTLS(ctx)
	if err != nil {
		return nil, err
	}
	settings.NextProtos = []string{"http/1.1"}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fault.Invalidf("无法在 %s 接待往来伙伴：该地址可能已被占用。", "Partners cannot be answered on %s: the address may be in use.", addr).Because(err)
	}
	fmt.Fprintf(a.term.out, a.pick("往来：https://%s（%s，指纹 %s）\n", "Exchange: https://%s (%s, fingerprint %s)\n"), listener.Addr(), c.Self.Card.Code, c.Self.Card.Fingerprint())
	return tls.NewListener(listener, settings), nil
}

// Run talks with partners now.
func (c *transferSyncCmd) Run(a *app, t *transferCmd) error {
	return a.withStore(t.database, func(store *db.DB) error {
		carrier, err := a.carrier(store, slog.New(slog.NewTextHandler(a.term.err, nil)))
		if err != nil {
			return err
		}
		partners, err := carrier.Box.Confirmed(a.ctx)
		if err != nil {
			return err
		}
		called := 0
		var failed error
		for _, p := range partners {
			if c.To != "" && p.Card.Code != c.To || c.To == "" && p.Card.Address == "" {
				continue
			}
			called++
			call, err := carrier.Sync(a.ctx, p)
			failed = errors.Join(failed, err)
			if err := a.printCall(p, call, err); err != nil {
				return err
			}
		}
		if called == 0 {
			return fault.NotFoundf("没有可以往来的伙伴：须已核对指纹并且有接收地址。", "There is no partner to talk with: it must be confirmed and have an address.")
		}
		return failed
	})
}

func (a *app) printCall(p node.Partner, call carry.Call, failed error) error {
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]any{"peer": p.Card.Code, "sent": call.Sent, "came": call.Came, "files": call.Files, "ok": failed == nil})
	}
	end := a.pick("完成", "done")
	if failed != nil {
		end = a.pick("未完成", "not done")
	}
	_, err := fmt.Fprintf(a.term.out, a.pick("%s：送出 %d 件，收到 %d 件，附件 %d 个，%s\n", "%s: %d letters sent, %d came, %d files, %s\n"), p.Card.Code, call.Sent, call.Came, call.Files, end)
	return err
}
