package access

import (
	"cmp"
	"context"
	"crypto/cipher"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
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
	cost    argon2id.Params
	nobody  string // a hash that no password has
	rules   Rules
	vault   cipher.AEAD // keeps second factors; nil if there is no key
}

// NewService returns the accounts and sessions kept in d.
func NewService(d *db.DB) (*Service, error) {
	s := &Service{db: d, hashing: make(chan struct{}, 4), cost: cost(), rules: DefaultRules()}
	var err error
	s.nobody, err = s.hash(rand.Text())
	return s, err
}

// cost is that of the OWASP password storage cheat sheet: 19 MiB, 2 passes.
func cost() argon2id.Params {
	return argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

func (s *Service) hash(password string) (string, error) {
	h, err := argon2id.CreateHash(password, &s.cost)
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
	h, err := s.acceptable(password)
	if err != nil {
		return Account{}, err
	}
	a.MustChange = by.Role != local
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

// SetPassword gives the account called who a new password and ends its sessions. Who gets
// a password from somebody else chooses one of their own when they sign in with it.
func (s *Service) SetPassword(ctx context.Context, by Account, who, password string) error {
	h, err := s.acceptable(password)
	if err != nil {
		return err
	}
	return s.change(ctx, by, who, audit.SetPassword, func(tx *db.Tx, a Account) error {
		if a.Outside {
			return fault.Conflictf("该账号通过统一登录服务登录，没有密码。", "The account signs in by the office's own service and has no password.")
		}
		_, err := tx.Exec(ctx, `UPDATE account SET password = $1, must_change = $2 WHERE id = $3`, h, number(by.Role != local), a.ID)
		return err
	})
}

// ChangePassword gives the person signed in a new password and ends their other sessions.
// In a session that waits for just that, the present one was typed a moment ago.
func (s *Service) ChangePassword(ctx context.Context, by Session, present, password string) error {
	a := by.Account
	switch {
	case by.via != "" || a.Outside:
		return elsewhere()
	case by.Stage == NeedsCode:
		return Denied()
	case by.Stage == Whole && present == password, strings.EqualFold(password, a.Name):
		return fault.Invalidf("新密码不能与当前密码或者账号名相同。", "The new password must be neither the present one nor the name.")
	}
	h, err := s.acceptable(password)
	if err != nil {
		return err
	}
	if err := s.prove(ctx, a, present); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE account SET password = $1, must_change = 0 WHERE id = $2`, h, a.ID); err != nil {
			return fmt.Errorf("change the password of %s: %w", a.ID, err)
		}
		if err := settled(ctx, tx, a, by.token); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.SetPassword, Object: a.ID, Office: string(a.Office)})
	})
}

// Disable ends the sessions of the account called who and refuses it from now on. What
// the person did keeps their name, so an account is never deleted. seen is the version that the
// person was looking at; 0 is not asked.
func (s *Service) Disable(ctx context.Context, by Account, who string, seen int) error {
	return s.change(ctx, by, who, audit.Disable, func(tx *db.Tx, a Account) error {
		if err := a.as(seen); err != nil {
			return err
		}
		if a.ID == by.ID {
			return fault.Conflictf("不能停用自己的账号，请由另一位系统管理员停用。", "You cannot disable your own account; another administrator may.")
		}
		_, err := tx.Exec(ctx, `UPDATE account SET disabled = 1 WHERE id = $1`, a.ID)
		return err
	})
}

// Enable lets a disabled account sign in again, if it is as it was seen.
func (s *Service) Enable(ctx context.Context, by Account, who string, seen int) error {
	return s.change(ctx, by, who, audit.Enable, func(tx *db.Tx, a Account) error {
		if err := a.as(seen); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE account SET disabled = 0 WHERE id = $1`, a.ID)
		return err
	})
}

// A Position is what can be changed of an account.
type Position struct {
	Display    string
	Role       Role
	Office     Office
	Department string
	Seen       int // version of the account that the person was looking at; 0: not asked
}

// Move gives an account another position and ends its sessions, which had the rights of
// the old one. Nobody moves themself.
func (s *Service) Move(ctx context.Context, by Account, who string, to Position) error {
	to.Display, to.Department = strings.TrimSpace(to.Display), strings.TrimSpace(to.Department)
	if err := worded(to.Display, to.Department); err != nil {
		return err
	}
	if !slices.Contains(Roles(), to.Role) {
		return noSuchRole(to.Role)
	}
	return s.change(ctx, by, who, audit.ChangeAccount, func(tx *db.Tx, a Account) error {
		if err := a.as(to.Seen); err != nil {
			return err
		}
		if a.ID == by.ID {
			return fault.Conflictf("不能修改自己的角色和单位，请由另一位系统管理员修改。", "You cannot change your own role or office; another administrator may.")
		}
		if _, err := office(ctx, tx, to.Office); err != nil {
			return err
		}
		if err := mayManage(ctx, tx, by, Account{ID: a.ID, Office: to.Office}); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE account SET display = $1, role = $2, office = $3, department = $4 WHERE id = $5`,
			cmp.Or(to.Display, a.Name), string(to.Role), string(to.Office), to.Department, a.ID)
		return err
	})
}

// change changes how an account may sign in or what it may do, which ends its sessions.
func (s *Service) change(ctx context.Context, by Account, who string, verb audit.Verb, how func(*db.Tx, Account) error) error {
	return s.act(ctx, by, who, verb, func(tx *db.Tx, a Account) error {
		if err := how(tx, a); err != nil {
			return err
		}
		return endSessions(ctx, tx, a.ID, "")
	})
}

// act does something to the account that who names by its id or what is typed to sign in.
func (s *Service) act(ctx context.Context, by Account, who string, verb audit.Verb, how func(*db.Tx, Account) error) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		a, err := managed(ctx, tx, by, who)
		if err != nil {
			return err
		}
		if err := how(tx, a); err != nil {
			return fmt.Errorf("%s %s: %w", verb, a.ID, err)
		}
		if _, err := tx.Exec(ctx, `UPDATE account SET version = version + 1 WHERE id = $1`, a.ID); err != nil {
			return fmt.Errorf("%s %s: %w", verb, a.ID, err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: verb, Object: a.ID, Office: string(a.Office)})
	})
}

// as refuses to change an account that is not as it was seen.
func (a Account) as(seen int) error {
	if seen == 0 || a.Version == seen {
		return nil
	}
	return fault.Conflictf("在您查看期间账号已有变动，请刷新后再操作。", "Somebody changed the account while you were reading it; reload it first.")
}

// managed returns an account that by manages. To an administrator of another office there
// is no such account.
func managed(ctx context.Context, tx *db.Tx, by Account, who string) (Account, error) {
	if !Could(by, ManageAccounts) && by.Role != local {
		return Account{}, forbidden()
	}
	a, err := byID(ctx, tx, who)
	if fault.Is(err, fault.NotFound) {
		a, _, err = byName(ctx, tx, who)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return Account{}, Person.missing()
	}
	if err != nil {
		return Account{}, err
	}
	if mayManage(ctx, tx, by, a) != nil {
		return Account{}, Person.missing()
	}
	return a, nil
}

// own returns the account called who if it is the actor's own or one they manage.
func own(ctx context.Context, tx *db.Tx, by Account, who string) (Account, error) {
	if who == by.ID {
		return byID(ctx, tx, who)
	}
	return managed(ctx, tx, by, who)
}

// A Card is an account as whoever manages it sees it.
type Card struct {
	Account
	LockedUntil time.Time // nothing is tried before; the zero time if it is not locked
	Codes       int       // recovery codes that are left
	Sessions    int       // that run
	MadeAt      time.Time
}

// Card returns one account to whoever manages it, or whose it is.
func (s *Service) Card(ctx context.Context, by Account, who string) (c Card, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if c.Account, err = own(ctx, tx, by, who); err != nil {
			return err
		}
		if c.LockedUntil, err = lockedUntil(ctx, tx, tryKey(c.Name)); err != nil {
			return err
		}
		var made string
		err := tx.QueryRow(ctx, `SELECT created_at, (SELECT COUNT(*) FROM recovery_code WHERE account = $1),
			(SELECT COUNT(*) FROM session WHERE account = $1 AND created_at > $2 AND used_at > $3) FROM account WHERE id = $1`,
			c.ID, db.Time(tx.Now.Add(-s.rules.Length)), db.Time(tx.Now.Add(-s.rules.Idle))).Scan(&made, &c.Codes, &c.Sessions)
		if err != nil {
			return fmt.Errorf("get the card of %s: %w", c.ID, err)
		}
		c.MadeAt, err = db.ParseTime(made)
		return err
	})
	return c, err
}

// Cards returns the accounts of an office that the actor manages, by name, each with how
// its sign-ins stand.
func (s *Service) Cards(ctx context.Context, by Account, office Office) (list []Card, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := mayManage(ctx, tx, by, Account{Office: office}); err != nil {
			return err
		}
		locked, err := lockedNames(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT `+columns+`, account.created_at,
			(SELECT COUNT(*) FROM recovery_code WHERE recovery_code.account = account.id),
			(SELECT COUNT(*) FROM session WHERE session.account = account.id AND session.created_at > $2 AND session.used_at > $3)
			FROM account WHERE office = $1 ORDER BY name`, string(office), db.Time(tx.Now.Add(-s.rules.Length)), db.Time(tx.Now.Add(-s.rules.Idle)))
		if err != nil {
			return fmt.Errorf("list accounts: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var c Card
			var made string
			if c.Account, err = scan(rows, &made, &c.Codes, &c.Sessions); err != nil {
				return fmt.Errorf("list accounts: %w", err)
			}
			if c.MadeAt, err = db.ParseTime(made); err != nil {
				return err
			}
			c.LockedUntil = locked[tryKey(c.Name)]
			list = append(list, c)
		}
		return rows.Err()
	})
	return list, err
}

// Names returns the accounts with these ids, by id, whosever they are: what is told of an
// act names who did it. Ids that nobody has are left out.
func (s *Service) Names(ctx context.Context, ids []string) (map[string]Account, error) {
	found := map[string]Account{}
	err := s.db.View(ctx, func(tx *db.Tx) error {
		for part := range slices.Chunk(ids, 200) {
			marks, args := make([]string, len(part)), make([]any, len(part))
			for i, id := range part {
				marks[i], args[i] = fmt.Sprintf("$%d", i+1), id
			}
			rows, err := tx.Query(ctx, `SELECT `+columns+` FROM account WHERE id IN (`+strings.Join(marks, ", ")+`)`, args...)
			if err != nil {
				return fmt.Errorf("name accounts: %w", err)
			}
			if err := gather(rows, found); err != nil {
				return fmt.Errorf("name accounts: %w", err)
			}
		}
		return nil
	})
	return found, err
}

// gather puts the accounts of an answer into found, by id.
func gather(rows *sql.Rows, found map[string]Account) error {
	defer rows.Close()
	for rows.Next() {
		a, err := scan(rows)
		if err != nil {
			return err
		}
		found[a.ID] = a
	}
	return rows.Err()
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

// List returns all accounts of an office that the actor manages, by name.
func (s *Service) List(ctx context.Context, by Account, office Office) (list []Account, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := mayManage(ctx, tx, by, Account{Office: office}); err != nil {
			return err
		}
		list, err = byOffice(ctx, tx, office)
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
		return Account{}, noSuchRole(a.Role)
	}
	if a.Office == "" {
		a.Office = Home
	}
	if strings.TrimSpace(a.Display) == "" {
		a.Display = a.Name
	}
	a.ID, a.Version = newID("a-"), 1
	return a, worded(a.Display, a.Department)
}

// worded returns nil if what others are shown of an account can be kept and shown.
func worded(display, department string) error {
	if len([]rune(display)) > 64 || len([]rune(department)) > 100 || !db.Storable(display+department) {
		return fault.Invalidf("姓名不超过 64 个字，部门不超过 100 个字。", "A name has at most 64 characters, a department 100.")
	}
	return nil
}

func noSuchRole(r Role) error {
	return fault.Invalidf("没有角色 %q；可用：handler、analyst、leader、admin、liaison、citizen。",
		"There is no role %q; there are handler, analyst, leader, admin, liaison and citizen.", r)
}

// acceptable returns the hash of password. The upper limit keeps hashing cheap.
func (s *Service) acceptable(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > 256 {
		return "", fault.Invalidf("密码须为 %d 至 256 个字符。", "A password has %d to 256 characters.", MinPassword)
	}
	return s.hash(password)
}
