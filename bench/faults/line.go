package main

import (
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// A line stands between callers and one agency. What it does to a connection is decided when
// the connection is made.
type line struct {
	net.Listener
	to      string // where the agency listens
	blocked atomic.Bool
	calm    atomic.Bool

	mu                     sync.Mutex
	r                      *rand.Rand
	conns                  map[net.Conn]bool
	cuts, delays, refusals atomic.Int64
	all                    sync.WaitGroup
}

func newLine(to string, seed uint64) (*line, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	x := &line{Listener: l, to: to, r: rand.New(rand.NewPCG(seed, 7)), conns: map[net.Conn]bool{}}
	x.all.Go(x.accept)
	return x, nil
}

func (l *line) accept() {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		l.all.Go(func() { l.carry(conn) })
	}
}

// roll draws what happens to a connection: after how many bytes it is cut, 0 for never, and how
// long each piece takes. None stays for good, although both sides would keep it.
func (l *line) roll() (cut int64, delay time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.calm.Load() {
		return 0, 0
	}
	cut = 60_500 + l.r.Int64N(60_000)
	if l.r.IntN(3) > 0 {
		cut = 500 + l.r.Int64N(60_000) // within the handshake, a letter, or the answer
	}
	if l.r.IntN(3) == 0 {
		delay = time.Duration(l.r.IntN(60)) * time.Millisecond
		l.delays.Add(1)
	}
	return cut, delay
}

// hold keeps a connection so that a block can end it, or reports that the line is blocked.
func (l *line) hold(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.blocked.Load() {
		return false
	}
	l.conns[conn] = true
	return true
}

func (l *line) drop(conn net.Conn) {
	l.mu.Lock()
	delete(l.conns, conn)
	l.mu.Unlock()
	conn.Close()
}

func (l *line) carry(in net.Conn) {
	defer l.drop(in)
	if !l.hold(in) {
		l.refusals.Add(1)
		return
	}
	out, err := net.DialTimeout("tcp", l.to, time.Second)
	if err != nil {
		return // the agency is down
	}
	defer out.Close()
	cut, delay := l.roll()
	var passed atomic.Int64
	pipe := func(to, from net.Conn) {
		defer to.Close()
		defer from.Close()
		b := make([]byte, 4096)
		for {
			n, err := from.Read(b)
			if cut > 0 && passed.Add(int64(n)) > cut {
				l.cuts.Add(1)
				return
			}
			time.Sleep(delay)
			if _, werr := to.Write(b[:n]); err != nil || werr != nil {
				return
			}
		}
	}
	var both sync.WaitGroup
	both.Go(func() { pipe(out, in) })
	pipe(in, out)
	both.Wait()
}

// block ends every connection and lets none through until it is lifted.
func (l *line) block(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.blocked.Store(on)
	for conn := range l.conns {
		conn.Close()
	}
}

func (l *line) close() {
	l.Listener.Close()
	l.block(true)
	l.all.Wait()
}
