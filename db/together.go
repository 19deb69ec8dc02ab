package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Together runs f as InTx does, and returns when what it did is kept; but where many call it
// at once, several share one transaction of the file and so wait for the disk once. Each has
// its own moment and is kept or taken back for itself. f must be short and may be run by
// another goroutine than the caller's. What it does in the database is all that counts if it
// fails: the transaction of the others goes on.
func (d *DB) Together(ctx context.Context, f func(tx *Tx) error) error {
	if d.kind != sqlite { // PostgreSQL gathers commits by itself
		return d.InTx(ctx, f)
	}
	m := &member{ctx: ctx, f: f, done: make(chan struct{})}
	d.crowd.join(m)
	for {
		select {
		case <-m.done:
			if m.panicked != nil {
				panic(m.panicked)
			}
			return m.err
		case d.crowd.turn <- struct{}{}:
			d.lead()
			<-d.crowd.turn
		case <-ctx.Done():
			if d.crowd.leave(m) {
				return ctx.Err()
			}
			ctx = context.WithoutCancel(ctx) // it is being done
		}
	}
}

// A crowd is those who wait for the writer. Whoever has the turn does what all of them ask.
type crowd struct {
	mu      sync.Mutex
	waiting []*member
	turn    chan struct{}
}

// A member is one act of a crowd.
type member struct {
	ctx      context.Context // it waits with what is to be done in it
	f        func(tx *Tx) error
	err      error
	panicked any
	after    []func()
	done     chan struct{}
}

func (c *crowd) join(m *member) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = append(c.waiting, m)
}

// leave takes m back and reports whether nobody had begun with it.
func (c *crowd) leave(m *member) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.Index(c.waiting, m)
	if i < 0 {
		return false
	}
	c.waiting = slices.Delete(c.waiting, i, i+1)
	return true
}

// atOnce bounds one transaction of a crowd, and with it how long the first waits for the last.
const (
	atOnce   = 256
	together = 20 * time.Millisecond
)

// take returns the next that waits, or nil.
func (c *crowd) take() *member {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.waiting) == 0 {
		return nil
	}
	m := c.waiting[0]
	c.waiting[0] = nil
	c.waiting = c.waiting[1:]
	return m
}

// lead does what waits, in one transaction, and tells each what came of it.
func (d *DB) lead() {
	first := d.crowd.take()
	if first == nil {
		return
	}
	done := []*member{first}
	err := d.run(context.Background(), d.write, nil, func(tx *Tx) error {
		tx.whole = true
		begin := tx.Now
		for m := first; m != nil; {
			if err := d.one(tx, m); err != nil {
				return err // the transaction of all is broken
			}
			if m = nil; len(done) < atOnce && d.Now().Sub(begin) < together {
				if m = d.crowd.take(); m != nil {
					done = append(done, m)
				}
			}
		}
		return nil
	})
	for _, m := range done {
		m.end(err)
	}
}

// end tells a member what came of its act; broken is why the transaction of all was not kept.
func (m *member) end(broken error) {
	if broken != nil {
		m.err = broken
	}
	if m.err == nil && m.panicked == nil {
		for _, f := range m.after {
			f()
		}
	}
	close(m.done)
}

// one does what one member asks, or nothing of it. It fails if the transaction did: a full
// disk takes all of it back.
func (d *DB) one(all *Tx, m *member) error {
	if m.err = m.ctx.Err(); m.err != nil {
		return nil
	}
	ctx := context.Background()
	if _, err := all.Exec(ctx, `SAVEPOINT act`); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	tx := *all
	tx.Now, tx.after, tx.wrote = d.Now(), nil, false
	if m.err = m.run(&tx); m.err == nil && m.panicked == nil {
		m.err = tx.once(m.ctx)
	}
	all.stmts, m.after = tx.stmts, tx.after
	if m.err != nil || m.panicked != nil {
		if _, err := all.Exec(ctx, `ROLLBACK TO act`); err != nil {
			return fmt.Errorf("take back: %w", errors.Join(m.err, err))
		}
	}
	if _, err := all.Exec(ctx, `RELEASE act`); err != nil {
		return fmt.Errorf("release: %w", err)
	}
	return nil
}

// run keeps a panic for the goroutine it belongs to.
func (m *member) run(tx *Tx) error {
	defer func() { m.panicked = recover() }()
	return m.f(tx)
}

// readied are the statements of the writer that outlive a transaction: the few that every
// act repeats. They are compiled between transactions, for the writer is one connection.
type readied struct {
	mu     sync.Mutex
	kept   map[string]*sql.Stmt
	wanted map[string]bool
}

// readiedAtMost keeps statements that are put together anew each time from filling the memory.
const readiedAtMost = 300

// get returns a statement that was compiled before, or nil.
func (r *readied) get(query string) *sql.Stmt {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept[query]
}

// want asks for a statement to be compiled before the next transaction.
func (r *readied) want(query string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.wanted == nil {
		r.wanted, r.kept = map[string]bool{}, map[string]*sql.Stmt{}
	}
	if len(r.kept)+len(r.wanted) < readiedAtMost {
		r.wanted[query] = true
	}
}

// prepare compiles what is wanted. What does not compile is left to the transaction, which
// then says why.
func (r *readied) prepare(ctx context.Context, pool *sql.DB) {
	r.mu.Lock()
	list := r.wanted
	r.wanted = map[string]bool{}
	if r.kept == nil {
		r.kept = map[string]*sql.Stmt{}
	}
	r.mu.Unlock()
	for query := range list {
		stmt, err := pool.PrepareContext(ctx, sqlite.text(query)) //nolint:sqlclosecheck // it is kept, and close closes it
		if err != nil {
			continue
		}
		r.mu.Lock()
		r.kept[query] = stmt // it was not kept before, or it would not be wanted
		r.mu.Unlock()
	}
}

func (r *readied) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, stmt := range r.kept {
		stmt.Close() //nolint:errcheck // the database closes next, and with it all of them
	}
	r.kept = nil
}
