package access

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

const columns = `account.id, account.name, account.display, account.role, account.office, account.department, account.demo, account.disabled,
	account.totp <> '', account.must_change, account.subject <> '', account.version`

func scan(row interface{ Scan(...any) error }, more ...any) (a Account, err error) {
	err = row.Scan(append([]any{&a.ID, &a.Name, &a.Display, &a.Role, &a.Office, &a.Department, &a.Demo, &a.Disabled,
		&a.Factor, &a.MustChange, &a.Outside, &a.Version}, more...)...)
	return a, err
}

func insert(ctx context.Context, tx *db.Tx, a Account, hash string) error {
	n, err := tx.Exec(ctx,
		`INSERT INTO account (id, name, display, role, office, department, password, demo, must_change, created_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		 ON CONFLICT (name) DO NOTHING`,
		a.ID, a.Name, a.Display, string(a.Role), string(a.Office), a.Department, hash, number(a.Demo), number(a.MustChange), db.Time(tx.Now))
	if err != nil {
		return fmt.Errorf("insert account %s: %w", a.ID, err)
	}
	if n == 0 {
		return fault.Conflictf("账号 %s 已存在。", "There is already an account called %s.", a.Name)
	}
	return nil
}

// number is b as both databases keep it.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// byName returns the account and the hash of its password, or [sql.ErrNoRows].
func byName(ctx context.Context, tx *db.Tx, name string) (a Account, hash string, err error) {
	if !db.Storable(name) {
		return Account{}, "", sql.ErrNoRows
	}
	a, err = scan(tx.QueryRow(ctx, `SELECT `+columns+`, password FROM account WHERE name = $1`, name), &hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("get an account by name: %w", err)
	}
	return a, hash, err
}

// Find returns the account in the transaction of an act that names it, or NotFound.
func Find(ctx context.Context, tx *db.Tx, id string) (Account, error) { return byID(ctx, tx, id) }

// byID returns the account, or NotFound.
func byID(ctx context.Context, tx *db.Tx, id string) (Account, error) {
	if !db.Storable(id) {
		return Account{}, Person.missing()
	}
	a, err := scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM account WHERE id = $1`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Account{}, Person.missing()
	}
	if err != nil {
		return Account{}, fmt.Errorf("get an account: %w", err)
	}
	return a, nil
}

func byOffice(ctx context.Context, tx *db.Tx, office Office) ([]Account, error) {
	rows, err := tx.Query(ctx, `SELECT `+columns+` FROM account WHERE office = $1 ORDER BY name`, string(office))
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	defer rows.Close()
	list := []Account{}
	for rows.Next() {
		a, err := scan(rows)
		if err != nil {
			return nil, fmt.Errorf("list accounts: %w", err)
		}
		list = append(list, a)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	return list, nil
}
