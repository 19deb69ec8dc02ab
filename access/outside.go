package access

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// An Outsider is somebody for whom the office's own sign-in service vouches, and what it
// gives them by the office's table.
type Outsider struct {
	Issuer, Subject string // who they are there, for good
	Name, Display   string
	Department      string

	Mapped bool // role and office come from there, each time somebody signs in
	Role   Role // empty: the table gives them none
	Office Office
}

// SignInOutside begins a session for somebody for whom the office's service vouches. Their
// account is the one that was linked with them, or, where the service gives role and office, one
// that is made now. An account that is only called the same is never taken over.
func (s *Service) SignInOutside(ctx context.Context, o Outsider, from From) (Session, string, error) {
	var made Session
	token := rand.Text()
	err := s.db.InTx(ctx, func(tx *db.Tx) error {
		a, err := s.admit(ctx, tx, o)
		if err != nil {
			return err
		}
		made = Session{Account: a, Stage: Whole, token: token, via: "oidc"}
		made.ID, err = s.begin(ctx, tx, made, token, from.clean())
		return err
	})
	if err != nil {
		return Session{}, "", err
	}
	return made, token, nil
}

// admit returns the account of the outsider as it has to be now.
func (s *Service) admit(ctx context.Context, tx *db.Tx, o Outsider) (Account, error) {
	if o.Issuer == "" || o.Subject == "" || !db.Storable(o.Issuer+o.Subject+o.Name+o.Display+o.Department) {
		return Account{}, fault.New(fault.Denied, "统一登录没有说明您是谁。", "The office's service does not say who you are.")
	}
	a, err := scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM account WHERE issuer = $1 AND subject = $2`, o.Issuer, o.Subject))
	known := err == nil
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return Account{}, fmt.Errorf("get an account by its subject: %w", err)
	case known && a.Disabled:
		return Account{}, fault.New(fault.Denied, "账号已停用。", "The account is disabled.")
	case o.Mapped && (o.Role == "" || o.Office == ""):
		return Account{}, fault.Forbiddenf("统一登录服务没有给您本系统的角色或者单位，请联系系统管理员。", "The office's service gives you no role or office here; tell the administrator.")
	case known && !o.Mapped:
		return a, nil
	case !known && !o.Mapped:
		return Account{}, fault.Forbiddenf("没有与您的统一登录关联的账号，请联系系统管理员。", "No account here is linked with you; tell the administrator.")
	}
	if _, err := office(ctx, tx, o.Office); err != nil {
		return Account{}, err
	}
	if known {
		return follow(ctx, tx, a, o)
	}
	return s.welcome(ctx, tx, o)
}

// follow gives a known account the role and office that the service gives now. Sessions with
// the rights of the old ones end.
func follow(ctx context.Context, tx *db.Tx, a Account, o Outsider) (Account, error) {
	if a.Role == o.Role && a.Office == o.Office && a.Department == o.Department {
		return a, nil
	}
	a.Role, a.Office, a.Department = o.Role, o.Office, o.Department
	if err := worded(a.Display, a.Department); err != nil {
		return Account{}, err
	}
	if _, err := tx.Exec(ctx, `UPDATE account SET role = $1, office = $2, department = $3 WHERE id = $4`, string(a.Role), string(a.Office), a.Department, a.ID); err != nil {
		return Account{}, fmt.Errorf("change account %s: %w", a.ID, err)
	}
	if err := endSessions(ctx, tx, a.ID, ""); err != nil {
		return Account{}, err
	}
	return a, audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.ChangeAccount, Object: a.ID, Office: string(a.Office),
		Detail: map[string]string{"role": string(a.Role), "via": "oidc"}})
}

// welcome makes an account without a password.
func (s *Service) welcome(ctx context.Context, tx *db.Tx, o Outsider) (Account, error) {
	a, err := complete(Account{Name: strings.TrimSpace(o.Name), Display: strings.TrimSpace(o.Display), Role: o.Role, Office: o.Office, Department: o.Department})
	if err != nil {
		return Account{}, err
	}
	err = insert(ctx, tx, a, "")
	if fault.Is(err, fault.Conflict) {
		return Account{}, fault.Forbiddenf("本系统已有名为 %s 的账号，但没有与您的统一登录关联，请联系系统管理员。", "There is an account called %s here that is not linked with you; tell the administrator.", a.Name)
	}
	if err != nil {
		return Account{}, err
	}
	if err := attach(ctx, tx, a.ID, o.Issuer, o.Subject); err != nil {
		return Account{}, err
	}
	a.Outside = true
	return a, audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.MakeAccount, Object: a.ID, Office: string(a.Office),
		Detail: map[string]string{"role": string(a.Role), "via": "oidc"}})
}

// Link lets an account sign in by the office's service from now on, and by password no more.
func (s *Service) Link(ctx context.Context, by Account, who, issuer, subject string) error {
	if issuer == "" || subject == "" || !db.Storable(issuer+subject) {
		return fault.Invalidf("请写明统一登录服务的地址（issuer）和该用户在那里的标识（subject）。", "Give the issuer and the person's subject there.")
	}
	return s.change(ctx, by, who, audit.LinkAccount, func(tx *db.Tx, a Account) error {
		var taken int
		if err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM account WHERE issuer = $1 AND subject = $2 AND id <> $3`, issuer, subject, a.ID).Scan(&taken); err != nil {
			return err
		}
		if taken > 0 {
			return fault.Conflictf("该标识已与另一个账号关联。", "Another account is linked with that subject.")
		}
		if err := dropFactor(ctx, tx, a.ID); err != nil {
			return err
		}
		return attach(ctx, tx, a.ID, issuer, subject)
	})
}

// attach notes who an account is at the service. It has no password any more.
func attach(ctx context.Context, tx *db.Tx, account, issuer, subject string) error {
	if _, err := tx.Exec(ctx, `UPDATE account SET issuer = $1, subject = $2, password = '', must_change = 0 WHERE id = $3`, issuer, subject, account); err != nil {
		return fmt.Errorf("link account %s: %w", account, err)
	}
	return nil
}
