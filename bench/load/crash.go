package main

import (
	"context"
	"fmt"
	mrand "math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
)

// crash kills the program at random moments under load and starts it again, and compares,
// after each kill, what was acknowledged with the database and, at the end, with the log.
func crash(ctx context.Context, o options, engine string) error {
	dir, err := os.MkdirTemp("", "mingjian-crash-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil { // PostgreSQL runs as another user
		return err
	}
	of := office{engine: engine, home: filepath.Join(dir, "home")}
	of.database = "sqlite:" + filepath.Join(of.home, "workflow.db")
	if err := fill(ctx, of.home, size{clues: 2000, matters: 400, tasks: 2, users: 16}); err != nil {
		return err
	}
	if engine == "postgres" {
		if of.pg, err = startPostgres(ctx, filepath.Join(dir, "pg")); err != nil {
			return err
		}
		defer of.close()
		if err := copyInto(ctx, filepath.Join(of.home, "workflow.db"), of.pg.url); err != nil {
			return err
		}
		of.database = of.pg.url
	}
	_, err = crashes(ctx, o.bin, of, 16, o.rounds)
	return err
}

// crashes does so many rounds and returns what was acknowledged in them.
func crashes(ctx context.Context, bin string, of office, people, rounds int) (*ledger, error) {
	before, err := standOf(ctx, of)
	if err != nil {
		return nil, err
	}
	l, dice := newLedger(), mrand.New(mrand.NewPCG(uint64(time.Now().UnixNano()), 0))
	var workers []*worker
	for round := range rounds + 1 {
		s, err := serve(ctx, bin, of.home, of.database)
		if err != nil {
			return nil, fmt.Errorf("round %d: %w", round+1, err)
		}
		if workers == nil {
			if workers, err = staff(ctx, s.url, people, l, before); err != nil {
				return nil, err
			}
		}
		for _, w := range workers {
			w.base = s.url
		}
		if round == rounds { // all that was sent and not answered is sent again, and nobody kills any more
			err = settle(ctx, workers, s)
		} else {
			underLoad(ctx, workers, time.Duration(20+dice.IntN(1500))*time.Millisecond, s)
			time.Sleep(100 * time.Millisecond) // PostgreSQL may still be ending what the program had begun
		}
		if err != nil {
			return nil, err
		}
		wrong, err := l.compare(ctx, of, before, round == rounds)
		if err != nil {
			return nil, err
		}
		if len(wrong)+len(l.fails) > 0 {
			return nil, fmt.Errorf("round %d: %d wrong, %d unexpected answers, the first: %s", round+1, len(wrong), len(l.fails), append(wrong, l.fails...)[0])
		}
	}
	return l, l.verify(ctx, of, rounds)
}

// underLoad lets people work and kills the program after a while.
func underLoad(ctx context.Context, workers []*worker, after time.Duration, s *server) {
	during, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	for _, w := range workers {
		all.Go(func() {
			for during.Err() == nil {
				w.next(during)
				if w.pending != nil {
					return // it is dead
				}
			}
		})
	}
	time.Sleep(after)
	s.kill()
	stop()
	all.Wait()
}

// settle sends what was never answered and ends the program in order.
func settle(ctx context.Context, workers []*worker, s *server) error {
	for _, w := range workers {
		for n := 0; w.pending != nil; n++ {
			if n == 10 {
				return fmt.Errorf("%s is not answered", w.pending.path)
			}
			w.send(ctx, w.pending)
		}
	}
	return s.stop()
}

// verify compares the database with the log.
func (l *ledger) verify(ctx context.Context, of office, rounds int) error {
	d, err := db.Open(ctx, of.database, time.Now)
	if err != nil {
		return err
	}
	defer d.Close()
	v, err := audit.VerifyDatabase(ctx, audit.Check{Dir: filepath.Join(of.home, "audit")}, d)
	if err != nil {
		return err
	}
	var rows, places, waiting int64
	err = d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(*), COUNT(DISTINCT place), SUM(CASE WHEN place = 0 THEN 1 ELSE 0 END) FROM audit_outbox`).Scan(&rows, &places, &waiting)
	})
	if err != nil {
		return err
	}
	acks := 0
	for _, n := range l.acks {
		acks += n
	}
	fmt.Printf("%s\t%d kills\t%d acknowledged changes, each in the database once\t%d entries of the record, %d in the log, %d findings\t(load %s)\n",
		of.engine, rounds, acks, rows, v.Entries, len(v.Findings), load())
	if len(v.Findings) > 0 || v.Entries != rows || places != rows || waiting != 0 {
		return fmt.Errorf("the log does not fit: %d rows at %d places, %d wait, %d entries in the log, %v", rows, places, waiting, v.Entries, v.Findings)
	}
	return nil
}
