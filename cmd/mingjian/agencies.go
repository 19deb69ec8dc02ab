package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/carry"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

// An agency of the demonstration is a whole one: a home, a database, keys, a log, and a process of
// its own that answers partners on a socket.
type agency struct {
	*app
	name    fault.Text
	code    string
	store   *db.DB
	carrier *carry.Carrier
	pid     int // of the process that answers partners
}

// openAgency sets an agency up in a home of its own.
func (a *app) openAgency(home, code string, name fault.Text, kind node.Kind, suite seal.Suite) (*agency, error) {
	own := *a
	own.home = home
	x := &agency{app: &own, name: name, code: code}
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	about := node.Agency{Code: code, Name: name, Kind: kind, Address: "https://" + address}
	if _, err = node.Init(x.nodeDir(), about, suite, a.now(), rand.Reader); err != nil {
		return nil, err
	}
	if x.store, err = db.Open(a.ctx, x.databaseURL(""), a.now); err != nil {
		return nil, err
	}
	if x.carrier, err = x.app.carrier(x.store, slog.New(slog.DiscardHandler)); err != nil {
		return nil, errors.Join(err, x.store.Close())
	}
	return x, nil
}

// freeAddress returns an address of this machine on which nobody listens.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// answer starts the process that serves partners until ctx ends, and returns once it listens.
func (x *agency) answer(ctx context.Context, g *errgroup.Group) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	addr := strings.TrimPrefix(x.carrier.Self.Card.Address, "https://")
	cmd := exec.CommandContext(ctx, program, "transfer", "answer", addr, "--home", x.home)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	cmd.Stderr = x.term.err
	said, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	x.pid = cmd.Process.Pid
	first := make(chan bool, 1)
	g.Go(func() error {
		first <- bufio.NewScanner(said).Scan() // it says that it listens
		err := cmd.Wait()
		if ctx.Err() != nil {
			return nil // it was told to stop
		}
		return fmt.Errorf("the process of %s ended: %w", x.code, err)
	})
	if !<-first {
		return fault.Conflictf("%s 的进程没有启动。", "The process of %s did not start.", x.code)
	}
	return nil
}

// knows reads the card of another agency and compares its fingerprint, as two people do by
// telephone.
func (x *agency) knows(y *agency) error {
	card, err := y.carrier.Self.WriteCard(x.now())
	if err != nil {
		return err
	}
	return x.store.InTx(x.ctx, func(tx *db.Tx) error {
		if _, err := node.Add(x.ctx, tx, x.actor(), card); err != nil {
			return err
		}
		_, err := node.Confirm(x.ctx, tx, x.actor(), y.code, y.carrier.Self.Card.Fingerprint())
		return err
	})
}

// calls lets x talk with y over the network: everything goes and comes in one call.
func (x *agency) calls(y *agency) error {
	p, err := x.carrier.Box.Partner(x.ctx, y.code)
	if err != nil {
		return err
	}
	_, err = x.carrier.Sync(x.ctx, p)
	return err
}

// opens sends something that opens an exchange, and delivers it.
func (x *agency) opens(y *agency, k dispatch.Kind, data any, files ...dispatch.Attachment) (box.Exchange, error) {
	e, err := x.carrier.Box.Begin(x.ctx, x.actor(), box.Start{To: y.code, Kind: k, Data: data, Attachments: files})
	if err != nil {
		return e, err
	}
	return e, x.calls(y)
}

// takes takes a step in an exchange with y, and delivers it.
func (x *agency) takes(y *agency, id string, k dispatch.Kind, data any, files ...dispatch.Attachment) error {
	if _, err := x.carrier.Box.Do(x.ctx, x.actor(), box.Step{Exchange: id, Kind: k, Data: data, Attachments: files}); err != nil {
		return err
	}
	return x.calls(y)
}

// sound seals the log of x and verifies it: a copy of its folder alone, and against the database.
func (x *agency) sound() (audit.Verdict, error) {
	if err := x.sealNow(x.store); err != nil {
		return audit.Verdict{}, err
	}
	copied, err := os.MkdirTemp("", "mingjian-log-*")
	if err != nil {
		return audit.Verdict{}, err
	}
	defer os.RemoveAll(copied)
	if err := os.CopyFS(filepath.Join(copied, "log"), os.DirFS(x.auditPlace().Dir)); err != nil {
		return audit.Verdict{}, err
	}
	v, err := audit.Verify(audit.Check{Dir: filepath.Join(copied, "log")})
	if err != nil {
		return v, err
	}
	with, err := audit.VerifyDatabase(x.ctx, audit.Check{Dir: x.auditPlace().Dir}, x.store)
	if err != nil {
		return v, err
	}
	if n := len(v.Findings) + len(with.Findings); n > 0 {
		return v, fault.Invalidf("%s 的操作记录有 %d 处不对。", "%[1]s: %[2]d things are wrong with its log.", x.code, n)
	}
	return v, nil
}

// witnessed sends the newest checkpoint of the log of x to the others, who keep it.
func (x *agency) witnessed(all []*agency) error {
	text, err := audit.Checkpoint(x.auditPlace().Dir)
	if err != nil {
		return err
	}
	for _, y := range all {
		if y == x {
			continue
		}
		if _, err := x.carrier.Box.SendCheckpoint(x.ctx, x.actor(), y.code, text, 0); err != nil {
			return err
		}
		if err := x.calls(y); err != nil {
			return err
		}
	}
	return nil
}

// unpack copies a file that came to a path.
func (x *agency) unpack(f dispatch.Attachment, path string) error {
	in, err := x.carrier.Files.Open(f.SHA256)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// close frees what an agency holds.
func (x *agency) close() error { return x.store.Close() }

// attach keeps a file that is to go with a dispatch.
func (x *agency) attach(name string, content []byte) (dispatch.Attachment, error) {
	dir, err := os.MkdirTemp("", "mingjian-paper-*")
	if err != nil {
		return dispatch.Attachment{}, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, bytes.Clone(content), 0o600); err != nil {
		return dispatch.Attachment{}, err
	}
	return x.carrier.Files.Attach(path)
}
