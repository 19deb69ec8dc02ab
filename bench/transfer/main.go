// Command transfer measures how many dispatches two agencies on this machine exchange: each is
// signed, kept and entered in the log at the sender, sealed, sent over mutual TLS, proven, kept,
// applied and entered at the recipient, and its receipt is signed, sent back and kept. Both
// agencies run in this process and share its cores.
//
//	make bench-transfer
package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/klog/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/carry"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

func main() {
	n := flag.Int("n", 20_000, "dispatches of a run")
	people := flag.Int("people", 64, "who act at once")
	runs := flag.Int("runs", 3, "runs; the median counts")
	latency := flag.Bool("latency", true, "measure latency, too")
	only := flag.String("suite", "", "ed25519 or sm2; both if it is empty")
	profile := flag.String("cpuprofile", "", "write a profile of the processor to this file")
	flag.Parse()
	klog.SetOutput(io.Discard) // Tessera tells of its files
	klog.LogToStderr(false)
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		defer pprof.StopCPUProfile()
	}
	for _, suite := range seal.Suites() {
		if *only != "" && seal.Suite(*only) != suite {
			continue
		}
		pace := 1000
		if suite == seal.National {
			pace = 250
		}
		if err := measure(suite, work{*n, *people, pace, *latency}, *runs); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
	}
}

// figures are what was measured of one suite.
type figures struct {
	rates, cpu   []float64 // a second; seconds of processor for each dispatch
	alone, paced []float64 // milliseconds from the act to its receipt
}

// measure prints the figures of one suite.
func measure(suite seal.Suite, work work, runs int) error {
	var f figures
	for range runs {
		dir, err := os.MkdirTemp("", "mingjian-transfer-*")
		if err != nil {
			return err
		}
		err = once(dir, suite, work, &f)
		os.RemoveAll(dir)
		if err != nil {
			return err
		}
	}
	for _, list := range [][]float64{f.rates, f.cpu, f.alone, f.paced} {
		slices.Sort(list)
	}
	at := func(list []float64, share float64) float64 { return list[int(float64(len(list)-1)*share)] }
	fmt.Printf("%s\t%.0f dispatches/s\t%.0f µs of processor each\t%d acts of %d people at once, offers of 2 KB: signed, sealed, kept, entered in both Merkle logs, receipt signed and kept\n",
		suite, at(f.rates, .5), at(f.cpu, .5)*1e6, work.n, work.people)
	if !work.latency {
		return nil
	}
	fmt.Printf("%s\tfrom the act to its receipt: alone p50 %.1f ms, p95 %.1f ms; at %d acts/s p50 %.1f ms, p95 %.1f ms\n",
		suite, at(f.alone, .5), at(f.alone, .95), work.pace, at(f.paced, .5), at(f.paced, .95))
	return nil
}

// work is what one run does.
type work struct {
	n      int // dispatches as fast as they go
	people int // who act at once
	pace   int // acts a second, where latency under load is measured

	latency bool // it is measured
}

// once exchanges dispatches in bulk, then at a steady pace, then one at a time.
func once(dir string, suite seal.Suite, work work, f *figures) error {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	a, err := newAgency(ctx, filepath.Join(dir, "a"), "330102-jcy", suite, "")
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	b, err := newAgency(ctx, filepath.Join(dir, "b"), "330102-ga", suite, "https://"+listener.Addr().String())
	if err != nil {
		return err
	}
	defer a.close()
	defer b.close()
	defer end()
	settings, err := b.ServerTLS(ctx)
	if err != nil {
		return err
	}
	settings.NextProtos = []string{"http/1.1"} // as mingjian serve
	srv := &http.Server{Handler: b.Handler(), ReadHeaderTimeout: time.Minute}
	go srv.Serve(tls.NewListener(listener, settings)) //nolint:errcheck // it ends when it is closed
	defer srv.Close()
	for _, p := range [][2]*agency{{a, b}, {b, a}} {
		if err := p[0].meet(ctx, p[1]); err != nil {
			return err
		}
	}
	var carrying sync.WaitGroup
	defer carrying.Wait()
	defer end()
	carrying.Go(func() { a.Run(ctx, carry.Every) }) //nolint:errcheck // it ends with ctx, and never fails

	began, used := time.Now(), processor()
	if err := errors.Join(a.offers(ctx, work.n, work.people, 0), a.delivered(ctx)); err != nil {
		return err
	}
	took := time.Since(began).Seconds()
	for _, x := range []*agency{a, b} { // the rest of the log counts as work, not as time
		if _, err := x.sealer.Seal(ctx); err != nil {
			return err
		}
	}
	f.rates, f.cpu = append(f.rates, float64(work.n)/took), append(f.cpu, (processor()-used)/float64(work.n))

	if !work.latency {
		return nil
	}
	from := time.Now()
	if err := errors.Join(a.offers(ctx, work.pace*3, work.people, work.pace), a.delivered(ctx)); err != nil {
		return err
	}
	if f.paced, err = a.latencies(ctx, from, f.paced); err != nil {
		return err
	}
	from = time.Now()
	for range 100 {
		if err := errors.Join(a.offer(ctx), a.delivered(ctx)); err != nil {
			return err
		}
	}
	f.alone, err = a.latencies(ctx, from, f.alone)
	return err
}

// offers lets people act at once: as fast as they can, or pace times a second together.
func (a *agency) offers(ctx context.Context, n, people, pace int) error {
	acts := make(chan time.Time, n)
	for i := range n {
		at := time.Time{}
		if pace > 0 {
			at = time.Now().Add(time.Duration(i) * time.Second / time.Duration(pace))
		}
		acts <- at
	}
	close(acts)
	var all errgroup.Group
	for range people {
		all.Go(func() error {
			for at := range acts {
				time.Sleep(time.Until(at))
				if err := a.offer(ctx); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return all.Wait()
}

// delivered waits until every dispatch has its receipt.
func (a *agency) delivered(ctx context.Context) error {
	for {
		n, err := box.Undelivered(ctx, a.db)
		if err != nil || n == 0 {
			return err
		}
		time.Sleep(3 * time.Millisecond)
	}
}

// latencies adds how long it took from each act since a moment to the entry of its receipt.
func (a *agency) latencies(ctx context.Context, since time.Time, list []float64) ([]float64, error) {
	err := a.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT d.at, e.at FROM dispatch d JOIN audit_outbox e ON e.object = d.receipt AND e.verb = 'take-receipt' WHERE d.incoming = 0 AND d.at >= $1`, db.Time(since))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var act, receipt string
			if err := rows.Scan(&act, &receipt); err != nil {
				return err
			}
			from, err1 := db.ParseTime(act)
			to, err2 := db.ParseTime(receipt)
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			list = append(list, float64(to.Sub(from).Microseconds())/1000)
		}
		return rows.Err()
	})
	return list, err
}

// An agency is one side.
type agency struct {
	*carry.Carrier
	db     *db.DB
	by     access.Account
	sealer *audit.Sealer

	sealing sync.WaitGroup
}

func newAgency(ctx context.Context, dir, code string, suite seal.Suite, address string) (*agency, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	self, err := node.Init(filepath.Join(dir, "node"), node.Agency{Code: code, Name: fault.Text{ZH: "某机关", EN: "Office"}, Kind: node.Police, Address: address}, suite, time.Now(), rand.Reader)
	if err != nil {
		return nil, err
	}
	d, err := db.Open(ctx, "sqlite:"+filepath.Join(dir, "workflow.db"), time.Now)
	if err != nil {
		return nil, err
	}
	limits, err := law.LoadLimits()
	if err != nil {
		return nil, err
	}
	calendar, err := law.LoadCalendar()
	if err != nil {
		return nil, err
	}
	b := box.New(d, self).WithClocks(box.Clocks{Limits: limits, Calendar: calendar})
	c := &carry.Carrier{Self: self, Box: b, Files: box.NewFiles(filepath.Join(dir, "files")), Log: slog.New(slog.DiscardHandler), Now: time.Now}
	sealer, err := audit.OpenSealer(ctx, d, audit.Place{Dir: filepath.Join(dir, "audit"), Key: filepath.Join(dir, "audit.key")})
	if err != nil {
		return nil, err
	}
	if err := tie(ctx, d); err != nil {
		return nil, err
	}
	x := &agency{Carrier: c, db: d, by: access.CommandLine(access.Home), sealer: sealer}
	x.sealing.Go(func() {
		sealer.Run(ctx, time.Second, func(err error) { fmt.Fprintln(os.Stderr, "bench:", err) })
	})
	return x, nil
}

// tie lets somebody of the agency declare a tie, as somebody in every agency has one: those who
// act are asked about theirs for each exchange.
func tie(ctx context.Context, d *db.DB) error {
	accounts, err := access.NewService(d)
	if err != nil {
		return err
	}
	aside, err := accounts.Make(ctx, access.CommandLine(access.Home), access.Account{Name: "aside", Role: access.Leader}, "a long password to measure with")
	if err == nil {
		_, err = accounts.Declare(ctx, aside, access.Tie{Subject: "p-1", Relation: "配偶"})
	}
	return err
}

// close ends what runs; the context has ended.
func (a *agency) close() {
	a.sealing.Wait()
	if err := errors.Join(a.sealer.Close(), a.db.Close()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
}

// meet lets a know b.
func (a *agency) meet(ctx context.Context, b *agency) error {
	return a.db.InTx(ctx, func(tx *db.Tx) error {
		card, err := b.Self.WriteCard(tx.Now)
		if err != nil {
			return err
		}
		if _, err := node.Add(ctx, tx, a.by, card); err != nil {
			return err
		}
		_, err = node.Confirm(ctx, tx, a.by, b.Self.Card.Code, b.Self.Card.Fingerprint())
		return err
	})
}

// offer opens an exchange with the police, as large as one about a real clue.
func (a *agency) offer(ctx context.Context) error {
	indicators := make([]fault.Text, 6)
	for i := range indicators {
		indicators[i] = fault.Text{ZH: "同一原告在同一法院密集起诉", EN: "many suits of one plaintiff in one court"}
	}
	data := &dispatch.Offer{Due: "2099-01-31", Basis: []dispatch.Law{{Law: "人民检察院民事诉讼监督规则", Version: "2021", Article: "120"}},
		Summary: dispatch.Summary{Model: fault.Text{ZH: "虚假劳资纠纷", EN: "Sham wages"}, ModelID: "civil/sham-wages", Version: 1, Subject: "organisation",
			Risk: 0.9, Cases: 24, Courts: []string{"青石县人民法院"}, Amount: 1.2e6, Indicators: indicators}}
	return a.db.Together(ctx, func(tx *db.Tx) error {
		_, err := a.Box.Open(ctx, tx, a.by, box.Start{To: "330102-ga", Kind: dispatch.ClueOffer, Data: data})
		return err
	})
}

// processor is the time that this process has used on all cores, in seconds.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
