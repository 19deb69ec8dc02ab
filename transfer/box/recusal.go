package box

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// tie is the condition that a row of recusal keeps its account from an exchange or a joint
// matter called id: a tie to it, or to the clue or the matter here that it is about, or to whom
// these are about. The arguments are SQL; an empty text is no clue and no matter.
func tie(id, clueID, matterID string) string {
	return `(recusal.case_id <> '' AND (recusal.case_id = ` + id + ` OR recusal.case_id = ` + clueID + ` OR recusal.case_id = ` + matterID + `)
		OR EXISTS (SELECT 1 FROM clue WHERE (clue.id = ` + clueID + ` OR clue.id IN (SELECT matter_clue.clue FROM matter_clue WHERE matter_clue.matter = ` + matterID + `))
			AND (clue.id = recusal.case_id OR recusal.subject <> '' AND clue.subject_id = recusal.subject)))`
}

// Of the rows of exchange and of joint.
var (
	tieOfExchange = tie("exchange.id", "exchange.clue", "COALESCE((SELECT joint.matter FROM joint WHERE joint.id = exchange.joint), '')")
	tieOfJoint    = tie("joint.id", "''", "joint.matter")
)

// tied returns the account's id if a tie of it that a condition tells of keeps it away, else
// nothing. Most accounts have no tie at all, which a short statement that stays compiled tells: the
// long one costs a sixth of a dispatch.
func tied(ctx context.Context, tx *db.Tx, account, from, condition string, args ...any) ([]string, error) {
	one := 0
	err := tx.QueryRow(ctx, `SELECT 1 FROM recusal WHERE account = $1 AND lifted_at = '' LIMIT 1`, account).Scan(&one)
	if err == nil {
		at := fmt.Sprintf("$%d", len(args)+1)
		err = tx.QueryRow(ctx, `SELECT 1 FROM recusal`+from+` WHERE recusal.account = `+at+` AND recusal.lifted_at = '' AND `+condition+` LIMIT 1`, append(args, account)...).Scan(&one)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("ask who is tied to an exchange: %w", err)
	}
	return []string{account}, nil
}

// permit returns nil if by may use right on something of an office that goes to or comes from
// another agency, which peer names unless it is between several. Whoever is kept from it by a tie
// is told so.
func permit(by access.Account, right access.Right, id string, office access.Office, peer string, tied []string) error {
	return access.Check(by, right, access.ReadDispatches, access.Resource{Kind: access.Dispatch, ID: id, Office: office, Agency: peer, Tied: tied}, access.Purpose{})
}

// listable reports whether there is anything that by may read, and with which agency alone it must
// be: the one for which a liaison answers, empty if with any.
func listable(by access.Account) (peer string, ok bool) {
	if access.May(by, access.ReadDispatches, by.Office) {
		return "", true
	}
	return by.Department, by.Department != "" && permit(by, access.ReadDispatches, "", by.Office, by.Department, nil) == nil
}

// standsAside refuses to begin something about a clue or a matter from which by is kept, and
// about a matter that is known to few: everybody who reads exchanges would read of it.
func standsAside(ctx context.Context, tx *db.Tx, by access.Account, clueID, matterID string) error {
	if matterID != "" {
		few := 0
		if err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM matter WHERE id = $1 AND secret = 1`, matterID).Scan(&few); err != nil {
			return fmt.Errorf("ask whether a matter is known to few: %w", err)
		}
		if few > 0 {
			return fault.Conflictf("该案限定知悉范围，不能用于联合办案。", "The matter is known to few and no joint matter is opened about it.")
		}
	}
	ids, err := tied(ctx, tx, by.ID, "", tie("''", "CAST($1 AS TEXT)", "CAST($2 AS TEXT)"), clueID, matterID)
	if err != nil {
		return err
	}
	return permit(by, access.SendDispatches, "", by.Office, "", ids)
}

// unlessTied keeps a list to what no tie keeps the account at a place of the arguments from.
func unlessTied(condition, account string) string {
	return ` AND NOT EXISTS (SELECT 1 FROM recusal WHERE recusal.account = ` + account + ` AND recusal.lifted_at = '' AND ` + condition + `)`
}
