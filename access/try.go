package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// How wrong tries for one name are slowed down: passwords and codes count alike. A wait
// ends by itself, because a lock without an end lets anybody shut others out.
const (
	FreeTries   = 5              // wrong tries before the first wait
	FirstWait   = time.Minute    // after that many; each further one doubles it …
	LongestWait = time.Hour      // … up to this
	ForgetTries = 24 * time.Hour // tries are forgotten so long after the last of them
)

// waitAfter returns how long nothing is tried after the nth wrong try.
func waitAfter(n int) time.Duration {
	wait := FirstWait
	for range n - FreeTries {
		if wait *= 2; wait >= LongestWait {
			return LongestWait
		}
	}
	if n < FreeTries {
		return 0
	}
	return wait
}

// tryKey is under what the tries for a name are counted.
func tryKey(name string) string { return digest("name", name) }

// countTry counts a try before it is checked, so that tries at the same time cannot slip
// through together: the row is locked by whoever counts first. The error is TooMany, with
// how long to wait.
func countTry(ctx context.Context, tx *db.Tx, key string) error {
	now := db.Time(tx.Now)
	if _, err := tx.Exec(ctx, `DELETE FROM sign_in_try WHERE since <= $1`, db.Time(tx.Now.Add(-ForgetTries))); err != nil {
		return fmt.Errorf("forget old tries: %w", err)
	}
	var n int
	err := tx.QueryRow(ctx,
		`INSERT INTO sign_in_try (name, since, tries) VALUES ($1, $2, 1)
		 ON CONFLICT (name) DO UPDATE SET tries = sign_in_try.tries + 1, since = excluded.since
		  WHERE sign_in_try.until <= excluded.since
		 RETURNING tries`, key, now).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		until, err := lockedUntil(ctx, tx, key)
		if err != nil {
			return err
		}
		return tooMany(until.Sub(tx.Now))
	}
	if err != nil {
		return fmt.Errorf("count a try: %w", err)
	}
	if wait := waitAfter(n); wait > 0 {
		if _, err := tx.Exec(ctx, `UPDATE sign_in_try SET until = $1 WHERE name = $2`, db.Time(tx.Now.Add(wait)), key); err != nil {
			return fmt.Errorf("count a try: %w", err)
		}
	}
	return nil
}

func tooMany(wait time.Duration) error {
	wait = max(wait, time.Second).Round(time.Second)
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return fault.Waiting(wait, "尝试次数过多，请 %d 分钟后再试，或者请系统管理员解除锁定。", "Too many tries; wait %d minutes, or ask the administrator to unlock the account.", minutes)
}

// lockedUntil returns until when nothing is tried for the name, or the zero time.
func lockedUntil(ctx context.Context, tx *db.Tx, key string) (time.Time, error) {
	var until string
	err := tx.QueryRow(ctx, `SELECT until FROM sign_in_try WHERE name = $1 AND until > $2`, key, db.Time(tx.Now)).Scan(&until)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("ask whether a name is locked: %w", err)
	}
	return db.ParseTime(until)
}

// lockedNames returns until when nothing is tried for which names, by their keys.
func lockedNames(ctx context.Context, tx *db.Tx) (map[string]time.Time, error) {
	rows, err := tx.Query(ctx, `SELECT name, until FROM sign_in_try WHERE until > $1`, db.Time(tx.Now))
	if err != nil {
		return nil, fmt.Errorf("list locked names: %w", err)
	}
	defer rows.Close()
	locked := map[string]time.Time{}
	for rows.Next() {
		var key, until string
		if err := rows.Scan(&key, &until); err != nil {
			return nil, fmt.Errorf("list locked names: %w", err)
		}
		if locked[key], err = db.ParseTime(until); err != nil {
			return nil, err
		}
	}
	return locked, rows.Err()
}

func forgetTries(ctx context.Context, tx *db.Tx, name string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM sign_in_try WHERE name = $1`, tryKey(name)); err != nil {
		return fmt.Errorf("forget tries: %w", err)
	}
	return nil
}

// Unlock lets the account try again at once.
func (s *Service) Unlock(ctx context.Context, by Account, who string) error {
	return s.act(ctx, by, who, audit.Unlock, func(tx *db.Tx, a Account) error { return forgetTries(ctx, tx, a.Name) })
}

// prove checks the password of somebody who is signed in already, before an act that
// whoever found an open screen must not do. A wrong one counts like one typed to sign in.
func (s *Service) prove(ctx context.Context, a Account, password string) error {
	var stored string
	err := s.db.InTx(ctx, func(tx *db.Tx) (err error) {
		if err := countTry(ctx, tx, tryKey(a.Name)); err != nil {
			return err
		}
		_, stored, err = byName(ctx, tx, a.Name)
		return err
	})
	if err != nil {
		return err
	}
	right, err := s.matches(ctx, password, stored)
	if err != nil {
		return err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if right {
			return forgetTries(ctx, tx, a.Name)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.SignInFailed, Object: a.ID, Office: string(a.Office)})
	})
	if err == nil && !right {
		return fault.Invalidf("当前密码不正确。", "The present password is wrong.")
	}
	return err
}
