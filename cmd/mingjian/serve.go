package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/access/oidc"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/web"
)

type serveCmd struct {
	database `embed:""`
	address  `embed:""`
	entrance `embed:""`
	HTTPS    bool   `help:"${https}" name:"https" env:"MINGJIAN_HTTPS"`
	Watch    bool   `help:"${watch}" env:"MINGJIAN_WATCH"`
	Metrics  string `help:"${metrics_listen}" name:"metrics-addr" env:"MINGJIAN_METRICS_ADDR" placeholder:"HOST:PORT"`
	Transfer string `help:"${transfer_listen}" name:"transfer-addr" env:"MINGJIAN_TRANSFER_ADDR" placeholder:"HOST:PORT"`
}

// A workbench is how the interface is served.
type workbench struct {
	addr   string            // to listen on
	secure bool              // people reach it by HTTPS, through a web server in front
	demo   []web.DemoAccount // shown to everybody; none outside a demonstration

	rules   access.Rules
	limits  web.Limits
	proxies []netip.Prefix
	single  *oidc.Provider // the office's own sign-in service; may be nil

	transfer string // where partners are answered; empty: they are not
	metrics  string // where monitoring is answered; empty: it is not
	watch    bool   // new documents are looked at as they come
}

// Run serves the workbench until it is told to stop.
func (c *serveCmd) Run(a *app) error {
	return a.withStore(c.database, func(store *db.DB) error {
		var demo []web.DemoAccount
		if a.isDemo() {
			demo = demoAccounts()
		}
		w := workbench{addr: c.listenOn(), secure: c.HTTPS, demo: demo, transfer: c.Transfer, metrics: c.Metrics, watch: c.Watch, rules: c.entrance.rules(), limits: limits(c.AccountRate, c.AddressRate)}
		var err error
		if w.proxies, err = c.proxies(); err != nil {
			return err
		}
		if w.single, err = c.single(a.now); err != nil {
			return err
		}
		return a.serve(store, w)
	})
}

// serve builds the program from the bottom up and runs it until the context ends. Read
// it to see what depends on what; there is no container and no init.
func (a *app) serve(store *db.DB, w workbench) error {
	accounts, err := a.accounts(store, w.rules)
	if err != nil {
		return err
	}
	standards, err := a.standards()
	if err != nil {
		return err
	}
	rules, err := a.rules()
	if err != nil {
		return err
	}
	documents, err := openDocuments(a)
	if err != nil {
		return err
	}
	defer documents.close()
	listener, err := net.Listen("tcp", w.addr)
	if err != nil {
		return fault.Invalidf("无法监听 %s：该地址可能已被占用。用 --addr 或 MINGJIAN_PORT 换一个。",
			"cannot listen on %s: the address may be in use. Choose another with --addr or MINGJIAN_PORT.", w.addr).Because(err)
	}
	log, record := slog.New(slog.NewTextHandler(a.term.err, nil)), audit.NewLog(store)
	seal, err := a.sealing(store, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	cards, err := a.shownCards(log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	intake := newIntake(a.ctx, newFiles(standards, a.now), documents.lake, record, log)
	defer intake.wait()
	check := a.logCheck(store, log)
	defer check.running.Wait()
	kin := a.kinshipOf(documents, store)
	drafts := draft.NewService(store)
	shop := &workshop{app: a, documents: documents, standards: standards, laws: rules.Laws, clues: clue.NewService(store), drafts: drafts, log: log, planning: make(chan struct{}, 1), tests: map[string]context.CancelFunc{}, server: serverAt(listener.Addr().String())}
	defer shop.wait()
	if err := drafts.Interrupted(a.ctx, a.actor(), shop.server); err != nil {
		return errors.Join(err, listener.Close())
	}
	network := newNetworks(a, documents, standards)
	defer network.close()
	registers := registers{documents.lake, standards, documents.info, a.now}
	matters := matter.NewService(store, rules)
	verify := newVerifier(a, store, matters, log)
	defer verify.wait()
	clues := clue.NewService(store)
	clues.KeepSummary(numbersStand)
	renewing := &renewals{app: a, store: store, clues: clues, audit: record, title: cards.title, log: log}
	defer renewing.wait()
	server := &web.Server{
		Accounts: accounts, Clues: clues, Matters: matters, Figures: stats.NewService(store, rules.Procedures, cards.title), Drafts: drafts, Workshop: shop, Audit: record, Answers: store, Documents: documents, Law: rules.Laws,
		Standards: standards, Models: cards.now, Snapshot: documents.info, Demo: w.demo, Secure: w.secure, Proxies: w.proxies, Single: w.single, Limits: w.limits, Log: log, Now: a.now,
		Checkpoint: func() (string, error) { return audit.Checkpoint(a.auditPlace().Dir) }, Verifier: check,
		Files:   a.files(),
		Uploads: web.Uploads{Dir: filepath.Join(a.home, "uploads")}, Intake: intake, Registers: registers, Quarantine: registers, Records: kin,
		PDF:        a.printer(),
		Remedies:   verify,
		Identities: identities{documents, standards}, Decisions: identity.NewService(store), Renewals: renewing, Networks: network.present,
	}
	if server.Box, err = a.exchanging(store); err != nil {
		return errors.Join(err, listener.Close())
	}
	desk := newDesks(a, documents.lake, store, log)
	desk.tells = w.watch
	server.Filings, server.Arrivals = desk, desk
	watched, err := a.watch(store, documents.lake, server, w.metrics)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	a.announce(listener.Addr(), w.demo)
	g, ctx := errgroup.WithContext(a.ctx)
	g.Go(func() error { return watched(ctx) })
	g.Go(func() error { return listen(ctx, listener, server.Handler()) })
	if w.transfer != "" {
		if err := a.carry(ctx, g, server.Box, log, w.transfer); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	g.Go(func() error { return a.remind(ctx, matters, log) })
	g.Go(func() error {
		countAll(ctx, matters, log) // whose promise is due is known of counted matters only
		return verify.keep(ctx)
	})
	g.Go(func() error { return a.detecting(ctx, accounts, kin, log) })
	g.Go(func() error { return shop.activating(ctx) })
	g.Go(func() error { return seal(ctx) })
	if w.watch || server.Box != nil && server.Box.Kind() == node.Court {
		g.Go(func() error { return desk.keep(ctx) })
	}
	return g.Wait()
}

// watch lets the server count its requests and returns what answers monitoring at addr. With
// no address nothing is counted and nothing listens.
func (a *app) watch(store *db.DB, l *lake.Lake, server *web.Server, addr string) (func(context.Context) error, error) {
	if addr == "" {
		return func(context.Context) error { return nil }, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fault.Invalidf("监控地址 %s 无法监听：可能已被占用。用 --metrics-addr 换一个。",
			"cannot listen on %s for monitoring: the address may be in use. Choose another with --metrics-addr.", addr).Because(err)
	}
	m := newMeter()
	server.Observe = m.observe
	fmt.Fprintf(a.term.out, a.pick("监控：http://%s/metrics\n", "Monitoring: http://%s/metrics\n"), listener.Addr())
	return func(ctx context.Context) error { return listen(ctx, listener, a.monitoring(store, l, m)) }, nil
}

// countAll counts what an earlier version of the program did not count, while people work
// already: of hundreds of thousands of matters it takes minutes, and only figures wait for it.
// What it has not counted when the program ends it counts the next time.
func countAll(ctx context.Context, s *matter.Service, log *slog.Logger) {
	n, err := s.CountAll(ctx)
	if err != nil && ctx.Err() == nil {
		log.Error("matters of an earlier version were not counted", slog.Any("err", err))
	}
	if n > 0 {
		log.Info("matters of an earlier version were counted", slog.Int("matters", n))
	}
}

// sealing returns what carries acts into the log while the program runs. Where several
// servers share one home, one of them does it.
func (a *app) sealing(store *db.DB, log *slog.Logger) (func(context.Context) error, error) {
	sealer, err := a.sealer(a.ctx, store)
	if fault.Is(err, fault.Conflict) {
		log.Warn("another process writes the log", slog.Any("err", err))
		return func(context.Context) error { return nil }, nil
	}
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) error {
		sealer.Run(ctx, time.Second, func(err error) { log.Error("the log falls behind", slog.Any("err", err)) })
		return sealer.Close()
	}, nil
}

// announce prints where the workbench is and, in a demonstration, how to sign in.
func (a *app) announce(at net.Addr, demo []web.DemoAccount) {
	fmt.Fprintf(a.term.out, a.pick("工作台：http://%s\n", "Workbench: http://%s\n"), at)
	for _, d := range demo {
		fmt.Fprintf(a.term.out, a.pick("  示范账号 %-8s 口令 %s（%s）\n", "  demonstration login %-8s password %s (%s)\n"), d.Name, d.Password, d.Display)
	}
}

// numbersStand is how old the numbers of the whole office may be that people see.
const numbersStand = 10 * time.Second

// listen serves until ctx ends, then lets the requests in hand finish.
func listen(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
		defer cancel()
		err := srv.Shutdown(ctx)
		if ended := <-failed; err == nil && !errors.Is(ended, http.ErrServerClosed) {
			err = ended
		}
		return err
	}
}

type openapiCmd struct{}

// Run prints the description of the HTTP API.
func (c *openapiCmd) Run(a *app) error {
	_, err := fmt.Fprintf(a.term.out, "%s\n", web.OpenAPI())
	return err
}
