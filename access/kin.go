package access

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Near is somebody who stands close to a person, or something in which they or theirs
// have a part.
type Near struct {
	Entity   string // of linkage
	Relation string // what it is to the person, in Chinese, as the records show it
}

// Records tell who is who and who stands close to whom: the registers that were imported,
// after linkage. Where there are none, nothing is detected.
type Records interface {
	// Person returns the entity that has the identity number, or empty if there is none.
	Person(ctx context.Context, number string) (entity string, err error)
	// Near returns the person themself, their spouse, parents, children and siblings, and the
	// firms that they lead, own or work for.
	Near(ctx context.Context, entity string) ([]Near, error)
	// Cases returns the clues and matters in which an entity is a party, by entity.
	Cases(ctx context.Context, entities []string) (map[string][]string, error)
}

// residentID is the form of a resident identity number (GB 11643).
var residentID = regexp.MustCompile(`^\d{17}[\dX]$`)

// Identify notes which person of the records the account called who is, and then whom they
// are tied to: everybody says so for themselves, once; whoever manages the account may do it
// for them and put it right. The number itself is not kept.
func (s *Service) Identify(ctx context.Context, by Account, who string, from Records, typed string) ([]Tie, error) {
	typed = strings.ToUpper(strings.TrimSpace(typed))
	if !residentID.MatchString(typed) {
		return nil, fault.Invalidf("公民身份号码为 18 位。", "A resident identity number has 18 characters.")
	}
	entity, err := from.Person(ctx, typed)
	if err != nil {
		return nil, err
	}
	if entity == "" {
		return nil, fault.NotFoundf("已导入的登记数据中没有此人，无法自动发现关系；请自行申报应当回避的关系。",
			"The registers that were imported do not have this person, so no ties can be detected; declare yours.")
	}
	var a Account
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if a, err = own(ctx, tx, by, who); err != nil {
			return err
		}
		var present string
		if err := tx.QueryRow(ctx, `SELECT entity FROM account WHERE id = $1`, a.ID).Scan(&present); err != nil {
			return fmt.Errorf("ask who %s is: %w", a.ID, err)
		}
		if by.ID == a.ID && present != "" && present != entity {
			return fault.Conflictf("您已登记过本人身份，与这一号码不是同一人；确需更正的，由系统管理员更正。",
				"You have said who you are, and this number is another person's; an administrator can put it right.")
		}
		if _, err := tx.Exec(ctx, `UPDATE account SET entity = $1 WHERE id = $2`, entity, a.ID); err != nil {
			return fmt.Errorf("note who %s is: %w", a.ID, err)
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.Identify, Object: a.ID, Office: string(a.Office)})
	})
	if err != nil {
		return nil, err
	}
	if _, err := s.detect(ctx, by, a.ID, entity, from); err != nil {
		return nil, err
	}
	return s.Ties(ctx, a.ID)
}

// DetectTies looks for the ties of everybody who has said who they are, and returns how
// many are new. It is run when records, clues or matters have come.
func (s *Service) DetectTies(ctx context.Context, by Account, from Records) (found int, err error) {
	who := map[string]string{} // entity by account
	err = s.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT id, entity FROM account WHERE entity <> '' AND disabled = 0`)
		if err != nil {
			return fmt.Errorf("list who people are: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var id, entity string
			if err := rows.Scan(&id, &entity); err != nil {
				return fmt.Errorf("list who people are: %w", err)
			}
			who[id] = entity
		}
		return rows.Err()
	})
	if err != nil {
		return 0, err
	}
	for id, entity := range who {
		n, err := s.detect(ctx, by, id, entity, from)
		if err != nil {
			return found, err
		}
		found += n
	}
	return found, nil
}

// detect records the ties of one account: to each that stands near, and to each case in
// which one of them is a party.
func (s *Service) detect(ctx context.Context, by Account, id, entity string, from Records) (found int, err error) {
	near, err := from.Near(ctx, entity)
	if err != nil {
		return 0, err
	}
	entities := make([]string, len(near))
	for i, n := range near {
		entities[i] = n.Entity
	}
	cases, err := from.Cases(ctx, entities)
	if err != nil {
		return 0, err
	}
	for _, n := range near {
		ties := []Tie{{Account: id, Subject: n.Entity, Relation: n.Relation}}
		for _, c := range cases[n.Entity] {
			ties = append(ties, Tie{Account: id, Case: c, Relation: n.Relation})
		}
		for _, t := range ties {
			made, err := s.Detect(ctx, by, t)
			if err != nil {
				return found, err
			}
			if made.ID != "" {
				found++
			}
		}
	}
	return found, nil
}
