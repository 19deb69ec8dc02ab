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
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/carry"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

func main() {
	n := flag.Int("n", 10_000, "dispatches of a run")
	runs := flag.Int("runs", 3, "runs; the median counts")
	profile := flag.String("cpuprofile", "", "write a profile of the processor to this file")
	flag.Parse()
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
		if err := measure(suite, *n, *runs); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
	}
}

// measure prints the figures of one suite.
func measure(suite seal.Suite, n, runs int) error {
	var rates, cpu, singles []float64
	for range runs {
		dir, err := os.MkdirTemp("", "mingjian-transfer-*")
		if err != nil {
			return err
		}
		rate, seconds, single, err := once(dir, suite, n)
		os.RemoveAll(dir)
		if err != nil {
			return err
		}
		rates, cpu, singles = append(rates, rate), append(cpu, seconds), append(singles, single...)
	}
	slices.Sort(rates)
	slices.Sort(cpu)
	slices.Sort(singles)
	fmt.Printf("%s\t%.0f dispatches/s\t%.0f µs of processor each\tone alone p50 %.1f ms, p95 %.1f ms\t%d offers of 2 KB, signed, sealed, logged, with receipt\n",
		suite, rates[len(rates)/2], cpu[len(cpu)/2]/float64(n)*1e6, singles[len(singles)/2], singles[len(singles)*95/100], n)
	return nil
}

// once exchanges n dispatches in bulk and then a hundred one at a time.
func once(dir string, suite seal.Suite, n int) (rate, cpu float64, single []float64, err error) {
	ctx := context.Background()
	a, err := newAgency(ctx, filepath.Join(dir, "a"), "330102-jcy", suite, "")
	if err != nil {
		return 0, 0, nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, 0, nil, err
	}
	b, err := newAgency(ctx, filepath.Join(dir, "b"), "330102-ga", suite, "https://"+listener.Addr().String())
	if err != nil {
		return 0, 0, nil, err
	}
	settings, err := b.ServerTLS(ctx)
	if err != nil {
		return 0, 0, nil, err
	}
	srv := &http.Server{Handler: b.Handler(), TLSConfig: settings, ReadHeaderTimeout: time.Minute}
	go srv.ServeTLS(listener, "", "")
	defer srv.Close()
	for _, p := range [][2]*agency{{a, b}, {b, a}} {
		if err := p[0].meet(ctx, p[1]); err != nil {
			return 0, 0, nil, err
		}
	}
	partner, err := a.Box.Partner(ctx, "330102-ga")
	if err != nil {
		return 0, 0, nil, err
	}
	began, used := time.Now(), processor()
	for range n {
		if err := a.offer(ctx); err != nil {
			return 0, 0, nil, err
		}
	}
	if call, err := a.Sync(ctx, partner); err != nil || call.Sent < n {
		return 0, 0, nil, fmt.Errorf("%+v: %w", call, err)
	}
	rate, cpu = float64(n)/time.Since(began).Seconds(), processor()-used
	for range 100 {
		at := time.Now()
		if err := a.offer(ctx); err != nil {
			return 0, 0, nil, err
		}
		if _, err := a.Sync(ctx, partner); err != nil {
			return 0, 0, nil, err
		}
		single = append(single, float64(time.Since(at).Microseconds())/1000)
	}
	return rate, cpu, single, nil
}

// An agency is one side.
type agency struct {
	*carry.Carrier
	db *db.DB
	by access.Account
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
	c := &carry.Carrier{Self: self, Box: box.New(d, self), Files: box.NewFiles(filepath.Join(dir, "files")), Log: slog.New(slog.DiscardHandler), Now: time.Now}
	return &agency{c, d, access.CommandLine(access.Home)}, nil
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
	return a.db.InTx(ctx, func(tx *db.Tx) error {
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
