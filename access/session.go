package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// How long a session lasts and how often a wrong password may be tried.
const (
	SessionLength = 12 * time.Hour   // at most, however busy
	SessionIdle   = 2 * time.Hour    // at most without a request
	TriesAllowed  = 10               // wrong passwords for one name …
	TriesWindow   = 15 * time.Minute // … in this time from the first of them
	touchEvery    = 5 * time.Minute  // how exactly idling is measured: saves a write for each request
)

// SignIn checks name and password and begins a session. The token goes into the
// browser's cookie and is kept nowhere. A name that nobody has takes as long and answers
// as a wrong password does. Errors are Denied or TooMany.
func (s *Service) SignIn(ctx context.Context, name, password string) (Account, string, error) {
	try, a, stored, err := s.try(ctx, name)
	if err != nil {
		return Account{}, "", err
	}
	right, err := s.matches(ctx, password, stored)
	if err != nil {
		return Account{}, "", err
	}
	if !right || a.ID == "" || a.Disabled {
		return Account{}, "", s.refuse(ctx, a)
	}
	token := rand.Text() // 130 bits
	err = s.db.InTx(ctx, func(tx *db.Tx) error { return begin(ctx, tx, a, token, try) })
	if err != nil {
		return Account{}, "", err
	}
	return a, token, nil
}

// try counts this attempt before it is checked, so that attempts at the same time cannot
// slip through together. For a name that nobody has it returns a hash that never matches.
func (s *Service) try(ctx context.Context, name string) (key string, a Account, stored string, err error) {
	key = digest("name", name)
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		n, err := countTry(ctx, tx, key)
		if err != nil {
			return err
		}
		if n > TriesAllowed {
			return fault.New(fault.TooMany, "尝试次数过多，请 15 分钟后再试。", "Too many tries; wait 15 minutes.")
		}
		a, stored, err = byName(ctx, tx, name)
		if errors.Is(err, sql.ErrNoRows) {
			a, stored, err = Account{}, s.nobody, nil
		}
		return err
	})
	return key, a, stored, err
}

// countTry is one statement because PostgreSQL lets two transactions count at once and
// both find room.
func countTry(ctx context.Context, tx *db.Tx, key string) (n int, err error) {
	over := db.Time(tx.Now.Add(-TriesWindow))
	if _, err := tx.Exec(ctx, `DELETE FROM sign_in_try WHERE since <= $1`, over); err != nil {
		return 0, fmt.Errorf("forget old tries: %w", err)
	}
	err = tx.QueryRow(ctx,
		`INSERT INTO sign_in_try (name, since, tries) VALUES ($1, $2, 1)
		 ON CONFLICT (name) DO UPDATE SET tries = sign_in_try.tries + 1
		 RETURNING tries`, key, db.Time(tx.Now)).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("count a try: %w", err)
	}
	return n, nil
}

// matches compares in a time that does not depend on the password. Few hashes are made
// at once: each takes 19 MiB and a core.
func (s *Service) matches(ctx context.Context, password, stored string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
	case <-ctx.Done():
		return false, fmt.Errorf("wait to check a password: %w", ctx.Err())
	}
	defer func() { <-s.hashing }()
	ok, err := argon2id.ComparePasswordAndHash(password, stored)
	if err != nil {
		return false, fmt.Errorf("check a password: %w", err)
	}
	return ok, nil
}

// refuse records the failure. A name that nobody has is not recorded: people type
// passwords into the field of the name.
func (s *Service) refuse(ctx context.Context, a Account) error {
	object, office := a.ID, a.Office
	if object == "" {
		object, office = "unknown", Home
	}
	err := s.db.InTx(ctx, func(tx *db.Tx) error {
		return audit.Append(ctx, tx, audit.Entry{Actor: object, Verb: audit.SignInFailed, Object: object, Office: string(office)})
	})
	if err != nil {
		return err
	}
	return fault.New(fault.Denied, "账号或密码不正确。", "The name or the password is wrong.")
}

func begin(ctx context.Context, tx *db.Tx, a Account, token, try string) error {
	now := db.Time(tx.Now)
	if _, err := tx.Exec(ctx, `DELETE FROM sign_in_try WHERE name = $1`, try); err != nil {
		return fmt.Errorf("forget tries: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM session WHERE created_at <= $1 OR used_at <= $2`,
		db.Time(tx.Now.Add(-SessionLength)), db.Time(tx.Now.Add(-SessionIdle))); err != nil {
		return fmt.Errorf("forget ended sessions: %w", err)
	}
	if _, err := tx.Exec(ctx, `INSERT INTO session (token, account, created_at, used_at) VALUES ($1, $2, $3, $3)`,
		digest("session", token), a.ID, now); err != nil {
		return fmt.Errorf("begin a session: %w", err)
	}
	return audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.SignIn, Object: a.ID, Office: string(a.Office)})
}

// Session returns whose session token is and keeps it from idling out. The error is
// Denied if there is none, it has ended or the account is disabled.
func (s *Service) Session(ctx context.Context, token string) (a Account, err error) {
	var stale bool
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, stale, err = session(ctx, tx, token)
		return err
	})
	if err != nil || !stale {
		return a, err
	}
	return a, s.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE session SET used_at = $1 WHERE token = $2`, db.Time(tx.Now), digest("session", token))
		if err != nil {
			return fmt.Errorf("keep a session: %w", err)
		}
		return nil
	})
}

// session also reports whether used_at is old enough to be written again.
func session(ctx context.Context, tx *db.Tx, token string) (Account, bool, error) {
	var used string
	a, err := scan(tx.QueryRow(ctx,
		`SELECT `+columns+`, session.used_at
		   FROM session JOIN account ON account.id = session.account
		  WHERE session.token = $1 AND session.created_at > $2 AND session.used_at > $3 AND account.disabled = 0`,
		digest("session", token), db.Time(tx.Now.Add(-SessionLength)), db.Time(tx.Now.Add(-SessionIdle))), &used)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Account{}, false, Denied()
	case err != nil:
		return Account{}, false, fmt.Errorf("get a session: %w", err)
	}
	return a, used <= db.Time(tx.Now.Add(-touchEvery)), nil
}

// SignOut ends the session of token. One that has ended already is no error.
func (s *Service) SignOut(ctx context.Context, by Account, token string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `DELETE FROM session WHERE token = $1`, digest("session", token)); err != nil {
			return fmt.Errorf("end a session: %w", err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.SignOut, Object: by.ID, Office: string(by.Office)})
	})
}

// Denied is the error for whoever has not signed in.
func Denied() error {
	return fault.New(fault.Denied, "请先登录。", "Please sign in.")
}

// digest is what the database keeps of a secret: 256 random bits need no slow hash, and
// a name typed wrongly is better not kept at all.
func digest(what, secret string) string {
	sum := sha256.Sum256([]byte(what + "\x00" + secret))
	return hex.EncodeToString(sum[:])
}
