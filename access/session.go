package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

const (
	codeTime   = 5 * time.Minute // for a code after the password
	touchEvery = 5 * time.Minute // how exactly idling is measured: saves a write for each request
)

// A Stage is what somebody still has to do before their session opens anything.
type Stage string

// The stages, in the order in which they come.
const (
	Whole       Stage = ""         // nothing: the session is open
	NeedsCode   Stage = "code"     // type a code of the second factor
	NeedsChange Stage = "password" // choose a password of their own
	NeedsFactor Stage = "enrol"    // set a second factor up, which their role needs
)

// A Session is somebody who has signed in.
type Session struct {
	ID      string
	Account Account
	Stage   Stage

	token string
	via   string // "oidc" if the office's own service vouches for them
	used  string
}

// Outside reports whether the office's own service vouches for them.
func (s Session) Outside() bool { return s.via != "" }

// From is where somebody signs in from, as far as that is known.
type From struct {
	Address string // network address
	Agent   string // what the browser says of itself
}

// clean bounds what a browser says of itself.
func (f From) clean() From {
	cut := func(s string, most int) string {
		if s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), ""); len([]rune(s)) > most {
			s = string([]rune(s)[:most])
		}
		return s
	}
	return From{cut(f.Address, 64), cut(f.Agent, 300)}
}

// SignIn checks name and password and begins a session, which may still ask for more: see
// its stage. The token goes into the browser's cookie and is kept nowhere. A name that
// nobody has takes as long and answers as a wrong password does. Errors are Denied or
// TooMany.
func (s *Service) SignIn(ctx context.Context, name, password string, from From) (Session, string, error) {
	a, stored, err := s.try(ctx, name)
	if err != nil {
		return Session{}, "", err
	}
	right, err := s.matches(ctx, password, stored)
	if err != nil {
		return Session{}, "", err
	}
	if !right || a.ID == "" || a.Disabled {
		return Session{}, "", s.refuse(ctx, a)
	}
	made := Session{Account: a, Stage: s.stage(a, "", "")}
	if a.Factor {
		made.Stage = NeedsCode
	}
	token := rand.Text() // 130 bits
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if made.Stage != NeedsCode { // with a code to come, a right password is half of it
			if err := forgetTries(ctx, tx, a.Name); err != nil {
				return err
			}
		}
		made.ID, err = s.begin(ctx, tx, made, token, from.clean())
		return err
	})
	if err != nil {
		return Session{}, "", err
	}
	made.token = token
	return made, token, nil
}

// try counts this attempt before it is checked. For a name that nobody has, and for one
// that has no password, it returns a hash that never matches.
func (s *Service) try(ctx context.Context, name string) (a Account, stored string, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := countTry(ctx, tx, tryKey(name)); err != nil {
			return err
		}
		a, stored, err = byName(ctx, tx, name)
		if errors.Is(err, sql.ErrNoRows) {
			a, stored, err = Account{}, "", nil
		}
		return err
	})
	if stored == "" {
		stored = s.nobody
	}
	return a, stored, err
}

// matches compares in a time that does not depend on the password. Few hashes are made
// at once: each takes 19 MiB and a core.
func (s *Service) matches(ctx context.Context, password, stored string) (bool, error) {
	if stored == "" {
		stored = s.nobody
	}
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

// begin keeps a new session and forgets those that have ended.
func (s *Service) begin(ctx context.Context, tx *db.Tx, made Session, token string, from From) (string, error) {
	now := db.Time(tx.Now)
	if _, err := tx.Exec(ctx, `DELETE FROM session WHERE created_at <= $1 OR used_at <= $2 OR (stage = 'code' AND created_at <= $3)`,
		db.Time(tx.Now.Add(-s.rules.Length)), db.Time(tx.Now.Add(-s.rules.Idle)), db.Time(tx.Now.Add(-codeTime))); err != nil {
		return "", fmt.Errorf("forget ended sessions: %w", err)
	}
	kept := ""
	if made.Stage == NeedsCode {
		kept = string(NeedsCode)
	}
	id := newID("s-")
	if _, err := tx.Exec(ctx, `INSERT INTO session (token, id, account, created_at, used_at, address, agent, stage, via) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
		digest("session", token), id, made.Account.ID, now, from.Address, from.Agent, kept, made.via); err != nil {
		return "", fmt.Errorf("begin a session: %w", err)
	}
	detail := map[string]string{}
	if made.Stage != Whole {
		detail["stage"] = string(made.Stage)
	}
	if made.via != "" {
		detail["via"] = made.via
	}
	return id, audit.Append(ctx, tx, audit.Entry{Actor: made.Account.ID, Verb: audit.SignIn, Object: made.Account.ID, Office: string(made.Account.Office), Detail: detail})
}

// stage is what a session of the account waits for. Whoever the office's own service
// vouches for has shown there what the office asks.
func (s *Service) stage(a Account, kept, via string) Stage {
	switch {
	case kept == string(NeedsCode):
		return NeedsCode
	case via != "":
		return Whole
	case a.MustChange:
		return NeedsChange
	case s.NeedsFactor(a.Role) && !a.Factor:
		return NeedsFactor
	}
	return Whole
}

// Session returns whose session token is and keeps it from idling out. The error is
// Denied if there is none, it has ended or the account is disabled.
func (s *Service) Session(ctx context.Context, token string) (found Session, err error) {
	var stale bool
	err = s.db.View(ctx, func(tx *db.Tx) error {
		found, err = s.session(ctx, tx, token)
		stale = found.used <= db.Time(tx.Now.Add(-min(touchEvery, s.rules.Idle/4)))
		return err
	})
	if err != nil || !stale {
		return found, err
	}
	return found, s.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE session SET used_at = $1 WHERE token = $2`, db.Time(tx.Now), digest("session", token))
		if err != nil {
			return fmt.Errorf("keep a session: %w", err)
		}
		return nil
	})
}

func (s *Service) session(ctx context.Context, tx *db.Tx, token string) (Session, error) {
	found, kept := Session{token: token}, ""
	a, err := scan(tx.QueryRow(ctx,
		`SELECT `+columns+`, session.id, session.used_at, session.stage, session.via
		   FROM session JOIN account ON account.id = session.account
		  WHERE session.token = $1 AND session.created_at > $2 AND session.used_at > $3 AND account.disabled = 0
		    AND (session.stage = '' OR session.created_at > $4)`,
		digest("session", token), db.Time(tx.Now.Add(-s.rules.Length)), db.Time(tx.Now.Add(-s.rules.Idle)), db.Time(tx.Now.Add(-codeTime))),
		&found.ID, &found.used, &kept, &found.via)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Session{}, Denied()
	case err != nil:
		return Session{}, fmt.Errorf("get a session: %w", err)
	}
	found.Account, found.Stage = a, s.stage(a, kept, found.via)
	return found, nil
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

// A SignedIn is a session as people see it in a list.
type SignedIn struct {
	ID      string    `json:"id" doc:"Id of the session, by which it is ended."`
	At      time.Time `json:"at" doc:"When it began."`
	Used    time.Time `json:"used" doc:"When it was last used, within five minutes."`
	Ends    time.Time `json:"ends" doc:"When it ends at the latest."`
	Address string    `json:"address" doc:"Network address it began from; empty if unknown."`
	Agent   string    `json:"agent" doc:"What the browser said of itself."`
	Via     string    `json:"via" enum:",oidc" doc:"oidc: by the office's own sign-in service. Empty: by password."`
	Waits   bool      `json:"waits" doc:"The code of the second factor has not been given yet."`
	Here    bool      `json:"here" doc:"It is the session that asks."`
}

// Sessions returns the sessions of an account that run, the latest used first: to the
// person themself and to whoever manages the account. token is the session that asks.
func (s *Service) Sessions(ctx context.Context, by Account, who, token string) (list []SignedIn, err error) {
	list = []SignedIn{}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		a, err := own(ctx, tx, by, who)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx,
			`SELECT id, token, created_at, used_at, address, agent, stage, via FROM session
			  WHERE account = $1 AND created_at > $2 AND used_at > $3 ORDER BY used_at DESC, id`,
			a.ID, db.Time(tx.Now.Add(-s.rules.Length)), db.Time(tx.Now.Add(-s.rules.Idle)))
		if err != nil {
			return fmt.Errorf("list sessions: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var raw rawSession
			if err := rows.Scan(raw.into()...); err != nil {
				return fmt.Errorf("list sessions: %w", err)
			}
			one, err := raw.read(s.rules, token)
			if err != nil {
				return err
			}
			list = append(list, one)
		}
		return rows.Err()
	})
	return list, err
}

// A Presence is a session with whose it is.
type Presence struct {
	SignedIn
	Account Account
}

// Present returns the sessions that run in an office that the actor manages, the latest
// used first. token is the session that asks.
func (s *Service) Present(ctx context.Context, by Account, office Office, token string) (list []Presence, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := mayManage(ctx, tx, by, Account{Office: office}); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT `+columns+`, session.id, session.token, session.created_at, session.used_at, session.address, session.agent, session.stage, session.via
			FROM session JOIN account ON account.id = session.account
			WHERE account.office = $1 AND session.created_at > $2 AND session.used_at > $3 ORDER BY session.used_at DESC, session.id`,
			string(office), db.Time(tx.Now.Add(-s.rules.Length)), db.Time(tx.Now.Add(-s.rules.Idle)))
		if err != nil {
			return fmt.Errorf("list sessions: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var p Presence
			var raw rawSession
			if p.Account, err = scan(rows, raw.into()...); err != nil {
				return fmt.Errorf("list sessions: %w", err)
			}
			if p.SignedIn, err = raw.read(s.rules, token); err != nil {
				return err
			}
			list = append(list, p)
		}
		return rows.Err()
	})
	return list, err
}

// A rawSession is a session as the database keeps it.
type rawSession struct{ id, token, at, used, address, agent, stage, via string }

func (r *rawSession) into() []any {
	return []any{&r.id, &r.token, &r.at, &r.used, &r.address, &r.agent, &r.stage, &r.via}
}

func (r *rawSession) read(rules Rules, token string) (SignedIn, error) {
	at, err1 := db.ParseTime(r.at)
	used, err2 := db.ParseTime(r.used)
	return SignedIn{ID: r.id, At: at, Used: used, Ends: at.Add(rules.Length), Address: r.address, Agent: r.agent, Via: r.via,
		Waits: r.stage != "", Here: r.token == digest("session", token)}, errors.Join(err1, err2)
}

// EndSession ends one session of an account. The error is NotFound if it has none such.
func (s *Service) EndSession(ctx context.Context, by Account, who, id string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		a, err := own(ctx, tx, by, who)
		if err != nil {
			return err
		}
		if !db.Storable(id) {
			return noSuchSession()
		}
		n, err := tx.Exec(ctx, `DELETE FROM session WHERE account = $1 AND id = $2`, a.ID, id)
		if err != nil {
			return fmt.Errorf("end a session: %w", err)
		}
		if n == 0 {
			return noSuchSession()
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.EndSession, Object: a.ID, Office: string(a.Office), Detail: map[string]string{"session": id}})
	})
}

// EndSessions ends all sessions of an account but the one of token, which may be empty.
func (s *Service) EndSessions(ctx context.Context, by Account, who, token string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		a, err := own(ctx, tx, by, who)
		if err != nil {
			return err
		}
		if err := endSessions(ctx, tx, a.ID, token); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.EndSession, Object: a.ID, Office: string(a.Office), Detail: map[string]string{"session": "all"}})
	})
}

func endSessions(ctx context.Context, tx *db.Tx, account, token string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM session WHERE account = $1 AND token <> $2`, account, digest("session", token)); err != nil {
		return fmt.Errorf("end the sessions of %s: %w", account, err)
	}
	return nil
}

func noSuchSession() error {
	return fault.NotFoundf("没有这个登录会话，可能已经结束。", "There is no such session; it may have ended.")
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

// newID makes an id of 64 random bits.
func newID(prefix string) string {
	var b [8]byte
	rand.Read(b[:])
	return prefix + hex.EncodeToString(b[:])
}
