package main

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"k8s.io/klog/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/carry"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// How the two processes are told what to do.
const (
	childVariable  = "MINGJIAN_FAULTS_ROLE"   // code of the agency
	homeVariable   = "MINGJIAN_FAULTS_HOME"   // its folder
	listenVariable = "MINGJIAN_FAULTS_LISTEN" // where it answers
	peerVariable   = "MINGJIAN_FAULTS_PEER"   // code of the other
	opensVariable  = "MINGJIAN_FAULTS_OPENS"  // how many exchanges it opens in all
	newerVariable  = "MINGJIAN_FAULTS_NEWER"  // true if it is of a newer version than the other
)

// An agency is one of the two while its process lives.
type agency struct {
	*carry.Carrier
	db     *db.DB
	by     access.Account
	home   string
	peer   string
	opens  int
	newer  bool         // it sends what the other does not know yet
	offset atomic.Int64 // by how much its clock is wrong, nanoseconds
}

// child is the process of one agency; it ends when it is told to, or is killed.
func child(role string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	klog.LogToStderr(false) // the library of the log speaks of every restart
	klog.SetOutput(io.Discard)
	signal.Ignore(syscall.SIGXFSZ) // a full disk is an error and no end
	if err := live(ctx, role); err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "faults:", role, err)
		return 1
	}
	return 0
}

func live(ctx context.Context, role string) error {
	home := os.Getenv(homeVariable)
	a := &agency{home: home, peer: os.Getenv(peerVariable), by: access.CommandLine(access.Home)}
	var err error
	if a.opens, err = strconv.Atoi(os.Getenv(opensVariable)); err != nil {
		return err
	}
	if a.newer, err = strconv.ParseBool(os.Getenv(newerVariable)); err != nil {
		return err
	}
	a.readClock()
	self, err := node.Load(filepath.Join(home, "node"))
	if err != nil {
		return err
	}
	if a.db, err = db.Open(ctx, databaseOf(home), a.now); err != nil {
		return err
	}
	defer a.db.Close()
	a.Carrier = &carry.Carrier{Self: self, Box: box.New(a.db, self), Files: box.NewFiles(filepath.Join(home, "files")), Log: slog.New(slog.DiscardHandler), Now: a.now}
	sealer, err := audit.OpenSealer(ctx, a.db, logOf(home))
	if err != nil {
		return err
	}
	settings, err := a.ServerTLS(ctx)
	if err != nil {
		return err
	}
	settings.NextProtos = []string{"http/1.1"}
	l, err := net.Listen("tcp", os.Getenv(listenVariable))
	if err != nil {
		return errors.Join(err, sealer.Close())
	}
	srv := &http.Server{Handler: a.Handler(), ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	var all sync.WaitGroup
	all.Go(func() { srv.Serve(tls.NewListener(l, settings)) }) //nolint:errcheck // it always ends with an error
	all.Go(func() { sealer.Run(ctx, 200*time.Millisecond, func(error) {}) })
	all.Go(func() { a.call(ctx) })
	all.Go(func() { a.obey(ctx) })
	a.work(ctx)
	srv.Close()
	all.Wait()
	return sealer.Close()
}

func databaseOf(home string) string { return "sqlite:" + filepath.Join(home, "workflow.db") }

func logOf(home string) audit.Place {
	return audit.Place{Dir: filepath.Join(home, "audit"), Key: filepath.Join(home, "audit.key")}
}

func (a *agency) now() time.Time { return time.Now().Add(time.Duration(a.offset.Load())) }

// call talks with the other side again and again, however often it fails.
func (a *agency) call(ctx context.Context) {
	for every(ctx, 20*time.Millisecond) {
		p, err := a.Box.Partner(ctx, a.peer)
		if err != nil {
			continue
		}
		short, cancel := context.WithTimeout(ctx, 3*time.Minute)
		a.Sync(short, p) //nolint:errcheck // tried again
		cancel()
	}
}

// every waits and reports whether the process goes on.
func every(ctx context.Context, pause time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause):
		return true
	}
}

// obey reads the clock and the room on the disk that the parent allows.
func (a *agency) obey(ctx context.Context) {
	full := false
	for every(ctx, 50*time.Millisecond) {
		a.readClock()
		_, err := os.Stat(filepath.Join(a.home, "full"))
		if now := err == nil; now != full {
			full = now
			limitFiles(full, filepath.Join(a.home, "workflow.db-wal"))
		}
	}
}

func (a *agency) readClock() {
	b, err := os.ReadFile(filepath.Join(a.home, "clock"))
	if err != nil {
		return
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil {
		a.offset.Store(n)
	}
}

// limitFiles lets no file grow beyond where one stands now, as on a full disk; or lifts that.
func limitFiles(on bool, path string) {
	var r syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_FSIZE, &r) != nil {
		return
	}
	r.Cur = r.Max
	if info, err := os.Stat(path); on && err == nil {
		r.Cur = uint64(info.Size()) / 2
	}
	syscall.Setrlimit(syscall.RLIMIT_FSIZE, &r) //nolint:errcheck // the disk is then not full
}

// A status is how far an agency is.
type status struct {
	Opened, Done, Waiting int
	Failed                int64 // acts that could not be kept, also by the processes that were killed
}

// work opens exchanges and answers those of the other side until it is told to end.
func (a *agency) work(ctx context.Context) {
	failed := a.reported().Failed
	for every(ctx, 10*time.Millisecond) {
		list, err := a.exchanges(ctx)
		if err != nil {
			failed++
			continue
		}
		s := status{}
		if s.Opened, s.Done, err = a.count(ctx); err != nil {
			failed++
			continue
		}
		var jobs []func() error
		for _, x := range list {
			k, ok := next(x)
			switch {
			case a.newer && x.State == dispatch.Accepted && x.Version == 2:
				jobs = append(jobs, func() error { return a.sendNewer(ctx, x) })
			case ok:
				jobs = append(jobs, func() error { return a.step(ctx, x, k) })
			}
		}
		for range min(16, max(0, a.opens-s.Opened)) {
			jobs = append(jobs, func() error { return a.offer(ctx) })
		}
		var wrong atomic.Int64
		var all sync.WaitGroup
		for _, job := range jobs[:min(len(jobs), 64)] {
			all.Go(func() {
				if job() != nil {
					wrong.Add(1)
				}
			})
		}
		all.Wait()
		failed += wrong.Load()
		n, err := box.Undelivered(ctx, a.db)
		if err != nil {
			continue
		}
		s.Waiting, s.Failed = int(n), failed
		a.report(s)
	}
}

// report tells the parent; the file is whole or the one before.
func (a *agency) report(s status) {
	b, err := json.Marshal(s)
	if err != nil {
		return
	}
	path := filepath.Join(a.home, "status")
	if os.WriteFile(path+".new", b, 0o600) == nil {
		os.Rename(path+".new", path) //nolint:errcheck // the next one counts
	}
}

// reported is what the process before this one told the parent last.
func (a *agency) reported() (s status) {
	b, err := os.ReadFile(filepath.Join(a.home, "status"))
	if err != nil || json.Unmarshal(b, &s) != nil {
		return status{}
	}
	return s
}

// count says how many exchanges this side has opened and how many have ended. A list whose pages
// change while they are turned could not.
func (a *agency) count(ctx context.Context) (opened, done int, err error) {
	err = a.db.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(CASE WHEN side = 'starter' THEN 1 END), COUNT(CASE WHEN state = 'concluded' THEN 1 END) FROM exchange`).Scan(&opened, &done)
	})
	return opened, done, err
}

func (a *agency) exchanges(ctx context.Context) (list []box.Exchange, err error) {
	f := box.Filter{Limit: 500}
	for {
		page, after, err := a.Box.List(ctx, a.by, f)
		if err != nil {
			return nil, err
		}
		list = append(list, page...)
		if after == "" {
			return list, nil
		}
		f.Before = after
	}
}

// next is the step that a side takes: the answerer accepts, tells the result; the starter, once
// it is accepted, sends the plan.
func next(x box.Exchange) (dispatch.Kind, bool) {
	switch {
	case x.Side == dispatch.Answerer && (x.State == dispatch.Offered || x.State == dispatch.Previewed):
		return dispatch.ClueAccept, true
	case x.Side == dispatch.Answerer && x.State == dispatch.Accepted && x.Version < 4:
		return dispatch.Progress, true
	case x.Side == dispatch.Starter && x.State == dispatch.Accepted && x.Version < 4:
		return dispatch.Plan, true
	case x.Side == dispatch.Answerer && x.State == dispatch.Accepted:
		return dispatch.Result, true
	}
	return "", false
}

func (a *agency) step(ctx context.Context, x box.Exchange, k dispatch.Kind) error {
	var data any = &dispatch.Notice{Note: "见附件"}
	switch k {
	case dispatch.Plan:
		data = &dispatch.JointPlan{Lead: a.Self.Card.Code, Tasks: []dispatch.Task{{What: "核实", Who: a.peer}}}
	case dispatch.Result:
		data = &dispatch.Outcome{Code: "established", Says: "属实"}
	}
	_, err := a.Box.Do(ctx, a.by, box.Step{Exchange: x.ID, Kind: k, Data: data, Seen: x.Version})
	return err
}

// sendNewer sends, as a newer program would, what this one does not know: a kind, or a known one
// in a higher version, with attributes and data of another form.
func (a *agency) sendNewer(ctx context.Context, x box.Exchange) error {
	return a.db.InTx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE exchange SET sent = sent + 1, version = version + 1, changed_at = $1 WHERE id = $2 AND version = $3`, db.Time(tx.Now), x.ID, x.Version)
		if err != nil || n == 0 {
			return err // it has changed meanwhile: then not
		}
		var sequence int
		if err := tx.QueryRow(ctx, `SELECT sent FROM exchange WHERE id = $1`, x.ID).Scan(&sequence); err != nil {
			return err
		}
		id := make([]byte, 16)
		rand.Read(id)
		event := map[string]any{"specversion": "1.0", "id": "d-" + hex.EncodeToString(id), "source": "urn:mingjian:agency:" + a.Self.Card.Code, "type": "cn.mingjian.progress.v2",
			"subject": x.ID, "time": tx.Now, "recipient": a.peer, "sequence": fmt.Sprintf("%010d", sequence), "priority": 3, "data": "5Y+m5LiA56eN5qC85byP"}
		if sequence%2 == 0 {
			event["type"], event["data"] = "cn.mingjian.video-hearing.v1", map[string]any{"body": map[string]any{"room": 3}, "sealed": true}
		}
		payload, err := json.Marshal(event)
		if err != nil {
			return err
		}
		text, err := a.Self.Key().Write("mingjian-dispatch+jws", payload)
		if err != nil {
			return err
		}
		d, err := dispatch.Claimed(text)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO dispatch (id, exchange, peer, incoming, kind, sequence, at, kept_at, actor, display, text, hash) VALUES ($1, $2, $3, 0, $4, $5, $6, $6, $7, $7, $8, $9)`,
			d.ID, x.ID, a.peer, string(d.Kind), sequence, db.Time(tx.Now), a.by.ID, text, dispatch.Hash(text)); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: a.by.ID, Verb: audit.SendDispatch, Object: d.ID, Office: string(x.Office), Detail: map[string]string{"exchange": x.ID, "sha256": dispatch.Hash(text)}})
	})
}

func (a *agency) offer(ctx context.Context) error {
	data := &dispatch.Offer{Due: "2099-01-31", Basis: []dispatch.Law{}, Summary: dispatch.Summary{Model: fault.Text{ZH: "虚假劳资纠纷", EN: "Sham wages"},
		ModelID: "civil/sham-wages", Version: 1, Subject: "organisation", Courts: []string{}, Indicators: []fault.Text{}}}
	_, err := a.Box.Begin(ctx, a.by, box.Start{To: a.peer, Kind: dispatch.ClueOffer, Data: data})
	return err
}
