package matter

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
)

// Withheld returns which of the ids are matters that are known to few, and not to the actor:
// secret ones, and records of who asked about a case that the actor handles. Lists that reach
// further than those of matters, of figures or of the record of acts, name nothing of them. Ties
// are not asked here.
func Withheld(ctx context.Context, tx *db.Tx, by access.Account, ids []string) (map[string]bool, error) {
	closed := map[string]bool{}
	if len(ids) == 0 {
		return closed, nil
	}
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	var few []access.Resource
	err := rows(ctx, tx, "matters known to few", `SELECT matter.id, matter.office, matter.state, matter.secret FROM matter WHERE matter.id IN (`+strings.Join(marks, ", ")+`)
		AND (matter.secret = 1 OR EXISTS (SELECT 1 FROM matter_link WHERE matter_link.matter = matter.id AND matter_link.relation = $`+fmt.Sprint(len(ids)+1)+`))`, append(args, recordsAbout),
		func(r interface{ Scan(...any) error }) error {
			x := access.Resource{Kind: access.AMatter}
			err := r.Scan(&x.ID, &x.Office, &x.State, &x.Secret)
			few = append(few, x)
			return err
		})
	if err != nil {
		return nil, err
	}
	for _, x := range few {
		if x, err = known(ctx, tx, by, x); err != nil {
			return nil, err
		}
		closed[x.ID] = access.Check(by, access.ReadMatters, access.ReadMatters, x, access.Purpose{}) != nil
	}
	return closed, nil
}

// known completes what the policy asks of a matter but ties.
func known(ctx context.Context, tx *db.Tx, by access.Account, x access.Resource) (_ access.Resource, err error) {
	var err1, err2, err3 error
	x.Members, err1 = texts(ctx, tx, `SELECT account FROM matter_member WHERE matter = $1 ORDER BY account`, x.ID)
	x.Concerned, err2 = concerned(ctx, tx, ID(x.ID))
	opened, err3 := texts(ctx, tx, `SELECT actor FROM matter_event WHERE matter = $1 AND kind = 'opened' ORDER BY n LIMIT 1`, x.ID)
	if err := errors.Join(err1, err2, err3); err != nil {
		return x, err
	}
	if len(x.Concerned) > 0 && len(opened) > 0 {
		x.Owner = opened[0]
	}
	return access.Locate(ctx, tx, by, x)
}

// concerned returns who handles the cases that a matter is a record about.
func concerned(ctx context.Context, tx *db.Tx, id ID) ([]string, error) {
	return texts(ctx, tx, `SELECT DISTINCT matter_member.account FROM matter_link JOIN matter_member ON matter_member.matter = matter_link.other
		WHERE matter_link.matter = $1 AND matter_link.relation = $2 ORDER BY matter_member.account`, string(id), recordsAbout)
}

// Withheld is [Withheld] in a transaction of its own.
func (s *Service) Withheld(ctx context.Context, by access.Account, ids []string) (closed map[string]bool, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		closed, err = Withheld(ctx, tx, by, ids)
		return err
	})
	return closed, err
}
