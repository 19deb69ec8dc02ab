package access

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// MinPassword is the least number of characters of a password (NIST SP 800-63B-4, 3.1.1.2,
// asks for 8 where a second factor is used; the offices are off the internet).
const MinPassword = 8

// A Service keeps accounts and sessions.
type Service struct {
	db      *db.DB
	hashing chan struct{} // how many passwords may be hashed at once
	nobody  string        // a hash that no password has
}

// NewService returns the accounts and sessions kept in d.
func NewService(d *db.DB) (*Service, error) {
	nobody, err := hash(rand.Text())
	if err != nil {
		return nil, err
	}
	return &Service{db: d, hashing: make(chan struct{}, 4), nobody: nobody}, nil
}

// hash uses the parameters of the OWASP password storage cheat sheet: 19 MiB, 2 passes.
func hash(password string) (string, error) {
	h, err := argon2id.CreateHash(password, &argon2id.Params{
		Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32,
	})
	if err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	return h, nil
}

// Make makes account a, whose id it sets, with password. An empty office is Home, an
// empty display name is the name. Errors are Invalid or Conflict (the name is taken).
func (s *Service) Make(ctx context.Context, by Account, a Account, password string) (Account, error) {
	a, err := complete(a)
	if err != nil {
		return Account{}, err
	}
	h, err := acceptable(password)
	if err != nil {
		return Account{}, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := office(ctx, tx, a.Office); err != nil {
			return err
		}
		if err := mayManage(ctx, tx, by, a); err != nil {
			return err
		}
		if err := insert(ctx, tx, a, h); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.MakeAccount, Object: a.ID,
			Office: string(a.Office), Detail: map[string]string{"role": string(a.Role)}})
	})
	if err != nil {
		return Account{}, err
	}
	return a, nil
}

// SetPassword gives the account called name a new password and ends its sessions.
func (s *Service) SetPassword(ctx context.Context, by Account, name, password string) error {
	h, err := acceptable(password)
	if err != nil {
		return err
	}
	return s.change(ctx, by, name, audit.SetPassword, func(tx *db.Tx, a Account) error {
		_, err := tx.Exec(ctx, `UPDATE account SET password = $1 WHERE id = $2`, h, a.ID)
		return err
	})
}

// Disable ends the sessions of the account called name and refuses it from now on. What
// the person did keeps their name, so an account is never deleted.
func (s *Service) Disable(ctx context.Context, by Account, name string) error {
	return s.change(ctx, by, name, audit.Disable, func(tx *db.Tx, a Account) error {
		_, err := tx.Exec(ctx, `UPDATE account SET disabled = 1 WHERE id = $1`, a.ID)
		return err
	})
}

func (s *Service) change(ctx context.Context, by Account, name string, verb audit.Verb, how func(*db.Tx, Account) error) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		a, _, err := byName(ctx, tx, name)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return fault.NotFoundf("没有名为 %s 的账号。", "There is no account called %s.", name)
		case err != nil:
			return err
		}
		if err := mayManage(ctx, tx, by, a); err != nil {
			if Could(by, ManageAccounts) { // an administrator of another office
				return fault.NotFoundf("没有名为 %s 的账号。", "There is no account called %s.", name)
			}
			return err
		}
		if err := how(tx, a); err != nil {
			return fmt.Errorf("%s %s: %w", verb, a.ID, err)
		}
		if _, err := tx.Exec(ctx, `DELETE FROM session WHERE account = $1`, a.ID); err != nil {
			return fmt.Errorf("end the sessions of %s: %w", a.ID, err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: verb, Object: a.ID, Office: string(a.Office)})
	})
}

// mayManage returns nil if by may make or change account a.
func mayManage(ctx context.Context, tx *db.Tx, by, a Account) error {
	r, err := Locate(ctx, tx, by, Resource{Kind: Wide, ID: a.ID, Office: a.Office})
	if err != nil {
		return err
	}
	if !Decide(by, ManageAccounts, r, Purpose{}).Allowed {
		return forbidden()
	}
	return nil
}

// List returns all accounts of the actor's office, by name.
func (s *Service) List(ctx context.Context, by Account) (list []Account, err error) {
	if !May(by, ManageAccounts, by.Office) {
		return nil, forbidden()
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, err = byOffice(ctx, tx, by.Office)
		return err
	})
	return list, err
}

func forbidden() error {
	return fault.Forbiddenf("您没有管理账号的权限。", "You may not manage accounts.")
}

// nameForm is what can be typed without doubt on any keyboard of the office.
var nameForm = regexp.MustCompile(`^[\p{L}0-9._-]{1,64}$`)

func complete(a Account) (Account, error) {
	if !nameForm.MatchString(a.Name) {
		return Account{}, fault.Invalidf("账号名须为 1 至 64 个字母、汉字、数字或 . _ - 。",
			"An account's name is 1 to 64 letters, digits or . _ -")
	}
	if !slices.Contains(Roles(), a.Role) {
		return Account{}, fault.Invalidf("没有角色 %q；可用：handler、analyst、leader、admin、liaison、citizen。",
			"There is no role %q; there are handler, analyst, leader, admin, liaison and citizen.", a.Role)
	}
	if a.Office == "" {
		a.Office = Home
	}
	if strings.TrimSpace(a.Display) == "" {
		a.Display = a.Name
	}
	var b [8]byte
	rand.Read(b[:])
	a.ID = "a-" + hex.EncodeToString(b[:])
	return a, nil
}

// acceptable returns the hash of password. The upper limit keeps hashing cheap.
func acceptable(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > 256 {
		return "", fault.Invalidf("密码须为 %d 至 256 个字符。", "A password has %d to 256 characters.", MinPassword)
	}
	return hash(password)
}
