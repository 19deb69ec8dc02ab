package access

import (
	"context"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Department is a part of an office.
type Department struct {
	Name   string `json:"name" doc:"Its name; empty for those who are in none."`
	People int    `json:"people" doc:"Accounts in it."`
	Active int    `json:"active" doc:"Of these, those that may sign in."`
}

// Departments returns the departments of an office that the actor manages: those in which
// somebody has an account.
func (s *Service) Departments(ctx context.Context, by Account, office Office) (list []Department, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := mayManage(ctx, tx, by, Account{Office: office}); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT department, COUNT(*), SUM(1 - disabled) FROM account WHERE office = $1 GROUP BY department ORDER BY department`, string(office))
		if err != nil {
			return fmt.Errorf("list departments: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var d Department
			if err := rows.Scan(&d.Name, &d.People, &d.Active); err != nil {
				return fmt.Errorf("list departments: %w", err)
			}
			list = append(list, d)
		}
		return rows.Err()
	})
	return list, err
}

// RenameDepartment gives a department of an office another name. What a liaison may see
// hangs on the code of their agency, which stands in its place, so that their sessions end.
func (s *Service) RenameDepartment(ctx context.Context, by Account, office Office, from, to string) error {
	to = strings.TrimSpace(to)
	if err := worded("", to); err != nil {
		return err
	}
	if from == "" || to == "" || !db.Storable(from) {
		return fault.Invalidf("请写明部门的现名和新名。", "Give the department's present name and its new one.")
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := mayManage(ctx, tx, by, Account{Office: office}); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE account SET department = $1 WHERE office = $2 AND department = $3`, to, string(office), from)
		if err != nil {
			return fmt.Errorf("rename a department: %w", err)
		}
		if n == 0 {
			return fault.NotFoundf("没有这个部门。", "There is no such department.")
		}
		if _, err := tx.Exec(ctx, `DELETE FROM session WHERE account IN (SELECT id FROM account WHERE office = $1 AND department = $2 AND role = 'liaison')`, string(office), to); err != nil {
			return fmt.Errorf("rename a department: %w", err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.RenameDept, Object: string(office), Office: string(office),
			Detail: map[string]string{"accounts": fmt.Sprint(n)}})
	})
}

// Colleagues returns the people of the actor's office who may sign in, to whoever gives
// them work.
func (s *Service) Colleagues(ctx context.Context, by Account) (list []Account, err error) {
	if err := Check(by, AssignMatters, AssignMatters, In(by.Office), Purpose{}); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		all, err := byOffice(ctx, tx, by.Office)
		for _, a := range all {
			if !a.Disabled && a.Role != Citizen && a.Role != Liaison {
				list = append(list, a)
			}
		}
		return err
	})
	return list, err
}
