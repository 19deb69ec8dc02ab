package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// A Once is a request that its sender has named with a key, so that it acts once however
// often it is sent. The first transaction under its context that changes anything keeps the
// key: the act and its key are kept together or lost together.
type Once struct {
	Actor, Key string
	Request    string // a digest of all that was asked
	Object     string // what the act was done to, by the first entry of its record
	spent      bool
}

type onceKey struct{}

// WithOnce returns a context under which what is done is done once.
func WithOnce(ctx context.Context, o *Once) context.Context {
	return context.WithValue(ctx, onceKey{}, o)
}

// OnceOf returns the named request that ctx carries out, or nil.
func OnceOf(ctx context.Context) *Once {
	o, _ := ctx.Value(onceKey{}).(*Once)
	return o
}

// Spent reports whether the request has changed anything.
func (o *Once) Spent() bool { return o.spent }

// once keeps the key of the request that ctx carries out, if this is what it changes first.
func (t *Tx) once(ctx context.Context) error {
	o := OnceOf(ctx)
	if o == nil || o.spent || !t.wrote {
		return nil
	}
	t.After(func() { o.spent = true })
	return o.claim(ctx, t)
}

// claim keeps the key in the transaction that acts. Whoever sends the same key at the same
// moment waits here, on PostgreSQL, or before, on SQLite, and then fails.
func (o *Once) claim(ctx context.Context, tx *Tx) error {
	n, err := tx.Exec(ctx, `INSERT INTO answered (actor, key, request, object, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (actor, key) DO NOTHING`,
		o.Actor, o.Key, o.Request, o.Object, Time(tx.Now))
	if err != nil {
		return fmt.Errorf("keep the key of a request: %w", err)
	}
	if n == 0 {
		return fault.Conflictf("同一请求正在处理。", "The same request is being handled.")
	}
	return nil
}

// An Answer is what somebody was told of a named request.
type Answer struct {
	Request string // digest of the request that had the key
	Object  string // what it was done to
	Status  int    // 0 if it was carried out and the answer was lost
	Type    string // media type of the body
	ETag    string
	Body    string
}

// AnswersKept is how long an answer is kept, and with it the promise that its request does
// not act again.
const AnswersKept = 24 * time.Hour

// Answer returns what the actor was told of the request with that key; ok is false if it
// has done nothing yet.
func (d *DB) Answer(ctx context.Context, actor, key string) (a Answer, ok bool, err error) {
	err = d.View(ctx, func(tx *Tx) error {
		err := tx.QueryRow(ctx, `SELECT request, object, status, type, etag, body FROM answered WHERE actor = $1 AND key = $2`, actor, key).
			Scan(&a.Request, &a.Object, &a.Status, &a.Type, &a.ETag, &a.Body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	if err != nil {
		return Answer{}, false, fmt.Errorf("look for the key of a request: %w", err)
	}
	return a, ok, nil
}

// KeepAnswer keeps what the actor was told, and forgets what is older than [AnswersKept].
func (d *DB) KeepAnswer(ctx context.Context, o *Once, a Answer) error {
	ctx = context.WithValue(ctx, onceKey{}, (*Once)(nil))
	return d.Together(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO answered (actor, key, request, object, at, status, type, etag, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (actor, key) DO UPDATE SET status = excluded.status, type = excluded.type, etag = excluded.etag, body = excluded.body`,
			o.Actor, o.Key, o.Request, o.Object, Time(tx.Now), a.Status, a.Type, a.ETag, a.Body)
		if err == nil {
			_, err = tx.Exec(ctx, `DELETE FROM answered WHERE at < $1`, Time(tx.Now.Add(-AnswersKept)))
		}
		if err != nil {
			return fmt.Errorf("keep the answer to a request: %w", err)
		}
		return nil
	})
}
