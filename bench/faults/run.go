package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

type options struct {
	exchanges, crashes int
	seed               uint64
	dir                string
	patience           time.Duration // after the last fault; zero: five minutes
}

// A report is what was done to the two and what came of it.
type report struct {
	Dispatches, Exchanges          int
	Newer                          int // of the dispatches, those that only the sender knows
	Crashes                        int
	Cuts, Delays, Refusals, Failed int64
	Took                           time.Duration
}

func (r report) String() string {
	return fmt.Sprintf("%d dispatches in %d exchanges: each took effect once, in order, on both sides; both logs are sound.\n"+
		"%d were of a newer version than the recipient's: kept, acknowledged as not understood.\n"+
		"%d crashes, %d connections cut, %d slowed, %d refused, %d acts that could not be kept at once; %s",
		r.Dispatches, r.Exchanges, r.Newer, r.Crashes, r.Cuts, r.Delays, r.Refusals, r.Failed, r.Took.Round(time.Second))
}

// A side is one agency as the parent knows it.
type side struct {
	code, home, listen string
	line               *line // on which it is called
	peer               *side
	opens              int
	newer              bool // its program is of a newer version
	cmd                *exec.Cmd
	ended              chan error
}

func run(ctx context.Context, o options) (r report, err error) {
	start := time.Now()
	if o.dir == "" {
		if o.dir, err = os.MkdirTemp("", "mingjian-faults-*"); err != nil {
			return r, err
		}
		defer os.RemoveAll(o.dir)
	}
	a := &side{code: "330102-jcy", home: filepath.Join(o.dir, "jcy"), opens: o.exchanges - o.exchanges/2}
	b := &side{code: "330102-ga", home: filepath.Join(o.dir, "ga"), opens: o.exchanges / 2, newer: true}
	a.peer, b.peer = b, a
	if err := prepare(ctx, o, a, b); err != nil {
		return r, err
	}
	defer func() {
		for _, s := range []*side{a, b} {
			s.line.close()
			s.kill()
		}
	}()
	for _, s := range []*side{a, b} {
		if err := s.start(); err != nil {
			return r, err
		}
	}
	if r.Crashes, err = storm(ctx, o, a, b); err != nil {
		return r, err
	}
	if r.Failed, err = settle(ctx, o, a, b); err != nil {
		return r, err
	}
	for _, s := range []*side{a, b} {
		s.stop()
		r.Cuts, r.Delays, r.Refusals = r.Cuts+s.line.cuts.Load(), r.Delays+s.line.delays.Load(), r.Refusals+s.line.refusals.Load()
	}
	r.Exchanges = o.exchanges
	r.Dispatches, r.Newer, err = compare(ctx, o, a, b)
	r.Took = time.Since(start)
	return r, err
}

// prepare makes the two agencies, lets them know each other and sets the clock of one a day
// ahead.
func prepare(ctx context.Context, o options, a, b *side) error {
	for i, s := range []*side{a, b} {
		if err := os.MkdirAll(s.home, 0o700); err != nil {
			return err
		}
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		s.listen = l.Addr().String()
		l.Close() // the process of the agency will listen there
		if s.line, err = newLine(s.listen, o.seed+uint64(i)); err != nil {
			return err
		}
		suite := []seal.Suite{seal.Usual, seal.National}[i]
		about := node.Agency{Code: s.code, Name: fault.Text{ZH: "某机关" + s.code, EN: s.code}, Kind: node.Police, Address: "https://" + s.line.Addr().String()}
		if _, err := node.Init(filepath.Join(s.home, "node"), about, suite, time.Now().Add(-time.Hour), rand.Reader); err != nil {
			return err
		}
	}
	for _, s := range []*side{a, b} {
		if err := s.knows(ctx, s.peer); err != nil {
			return err
		}
	}
	return b.clock(24 * time.Hour)
}

// knows lets a side know the other.
func (s *side) knows(ctx context.Context, other *side) error {
	self, err := node.Load(filepath.Join(other.home, "node"))
	if err != nil {
		return err
	}
	card, err := self.WriteCard(time.Now())
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, databaseOf(s.home), time.Now)
	if err != nil {
		return err
	}
	by := access.CommandLine(access.Home)
	return errors.Join(d.InTx(ctx, func(tx *db.Tx) error {
		if _, err := node.Add(ctx, tx, by, card); err != nil {
			return err
		}
		_, err := node.Confirm(ctx, tx, by, other.code, self.Card.Fingerprint())
		return err
	}), d.Close())
}

// clock sets by how much the clock of a side is ahead.
func (s *side) clock(ahead time.Duration) error {
	path := filepath.Join(s.home, "clock")
	if err := os.WriteFile(path+".new", []byte(strconv.FormatInt(int64(ahead), 10)), 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// full says whether a side may write.
func (s *side) full(on bool) error {
	path := filepath.Join(s.home, "full")
	if !on {
		return os.Remove(path)
	}
	return os.WriteFile(path, nil, 0o600)
}

func (s *side) start() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	s.cmd = exec.Command(self)
	s.cmd.Env = append(os.Environ(), childVariable+"="+s.code, homeVariable+"="+s.home, listenVariable+"="+s.listen, peerVariable+"="+s.peer.code, opensVariable+"="+strconv.Itoa(s.opens),
		newerVariable+"="+strconv.FormatBool(s.newer))
	s.cmd.Stderr = os.Stderr
	if err := s.cmd.Start(); err != nil {
		return err
	}
	s.ended = make(chan error, 1)
	go func(cmd *exec.Cmd, ended chan error) { ended <- cmd.Wait() }(s.cmd, s.ended)
	return nil
}

// kill ends the process as a power cut would.
func (s *side) kill() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill() // it may have ended already
	<-s.ended                //nolint:errcheck // it was killed
	s.cmd = nil
}

// stop asks the process to end.
func (s *side) stop() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // it may have ended already
	select {
	case <-s.ended: //nolint:errcheck // it was told to end
		s.cmd = nil
	case <-time.After(20 * time.Second):
		s.kill()
	}
}

// storm kills the two at random moments while the line is bad; in the middle the line is gone
// for an hour of both clocks, and later one of them cannot write for a while.
func storm(ctx context.Context, o options, a, b *side) (crashes int, err error) {
	r := mathrand.New(mathrand.NewPCG(o.seed, 11))
	for i := range o.crashes {
		if !every(ctx, time.Duration(50+r.IntN(700))*time.Millisecond) {
			return crashes, ctx.Err()
		}
		s := []*side{a, b}[r.IntN(2)]
		switch i {
		case o.crashes / 3:
			err = partition(ctx, a, b)
		case 2 * o.crashes / 3:
			err = noRoom(ctx, s)
		}
		if err != nil {
			return crashes, err
		}
		s.kill()
		crashes++
		if !every(ctx, time.Duration(r.IntN(200))*time.Millisecond) {
			return crashes, ctx.Err()
		}
		if err := s.start(); err != nil {
			return crashes, err
		}
	}
	return crashes, nil
}

// partition blocks the line for an hour by the clocks of both sides.
func partition(ctx context.Context, a, b *side) error {
	for _, s := range []*side{a, b} {
		s.line.block(true)
	}
	if err := errors.Join(a.clock(time.Hour), b.clock(25*time.Hour-time.Minute)); err != nil {
		return err
	}
	every(ctx, 1500*time.Millisecond)
	for _, s := range []*side{a, b} {
		s.line.block(false)
	}
	return nil
}

// noRoom lets a side write nothing for a while.
func noRoom(ctx context.Context, s *side) error {
	if err := s.full(true); err != nil {
		return err
	}
	every(ctx, time.Second)
	return s.full(false)
}

// settle lets the line calm down and waits until both sides have nothing left to do. It returns
// how many acts failed and were tried again.
func settle(ctx context.Context, o options, a, b *side) (failed int64, err error) {
	patience := o.patience
	if patience == 0 {
		patience = 30 * time.Minute
	}
	for _, s := range []*side{a, b} {
		s.line.calm.Store(true)
	}
	var last [2]status
	for end := time.Now().Add(patience); time.Now().Before(end); {
		done := true
		for i, s := range []*side{a, b} {
			x, err := s.status()
			done = done && err == nil && x.Done == o.exchanges && x.Waiting == 0
			last[i] = x
		}
		if done {
			return last[0].Failed + last[1].Failed, nil
		}
		select {
		case err := <-a.ended:
			return 0, fmt.Errorf("%s ended by itself: %w", a.code, err)
		case err := <-b.ended:
			return 0, fmt.Errorf("%s ended by itself: %w", b.code, err)
		default:
		}
		if !every(ctx, 100*time.Millisecond) {
			return 0, ctx.Err()
		}
	}
	return 0, fmt.Errorf("after %s not everything has arrived: %+v", patience, last)
}

func (s *side) status() (x status, err error) {
	b, err := os.ReadFile(filepath.Join(s.home, "status"))
	if err != nil {
		return x, err
	}
	return x, json.Unmarshal(b, &x)
}
