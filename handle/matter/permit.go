package matter

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// permit returns nil if the actor may use right on the matter. To whoever may not even see
// it, it does not exist; who is kept from it by a tie to a party is told so.
func (f *file) permit(right access.Right) error {
	r := f.resource
	if right == access.ApproveMatters && f.m.Waiting != nil {
		r.Maker = f.m.Waiting.By.ID
	}
	return access.Check(f.by, right, access.ReadMatters, r, access.Purpose{})
}

// locate finds what the policy asks about the matter: who handles it and who is tied to it.
func (f *file) locate(ctx context.Context, tx *db.Tx) (err error) {
	f.resource, err = access.Locate(ctx, tx, f.by, access.Resource{Kind: access.AMatter, ID: string(f.ID), Office: f.Office, Members: f.members, State: f.State, Secret: f.secret})
	if err != nil {
		return err
	}
	if f.resource.Tied, err = access.Tied(ctx, tx, "", string(f.ID)); err != nil {
		return err
	}
	f.resource.Concerned, err = concerned(ctx, tx, f.ID)
	if err != nil {
		return err
	}
	if len(f.resource.Concerned) > 0 && len(f.m.Taken) > 0 {
		f.resource.Owner = f.m.Taken[0].By.ID
	}
	about := map[string]string{} // subject by clue
	err = rows(ctx, tx, "clues", `SELECT clue.id, clue.subject_id FROM matter_clue JOIN clue ON clue.id = matter_clue.clue WHERE matter_clue.matter = $1`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			var id, subject string
			err := r.Scan(&id, &subject)
			about[id] = subject
			return err
		})
	if err != nil {
		return err
	}
	for id, subject := range about {
		tied, err := access.Tied(ctx, tx, subject, id)
		if err != nil {
			return err
		}
		f.resource.Tied = append(f.resource.Tied, tied...)
	}
	return nil
}

// mayOpen returns nil if the actor may open matters in their office.
func mayOpen(by access.Account) error {
	return access.Check(by, access.OpenMatters, access.OpenMatters, access.In(by.Office), access.Purpose{})
}

// limits adds to a list what keeps the actor to the matters they may see: all of the
// office, or those they handle, and none in which they are tied to a party. column of
// table holds the id of the matter.
func limits(ctx context.Context, tx *db.Tx, by access.Account, w *where, table, column string) error {
	if !access.Could(by, access.ReadMatters) {
		return fault.Forbiddenf("您没有查看案件的权限。", "You may not read matters.")
	}
	if !access.May(by, access.ReadMatters, by.Office) && !strings.HasPrefix(w.from, " FROM matter_member ") {
		w.own(by.ID, table, column)
	}
	var records int
	err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM matter_link JOIN matter_member ON matter_member.matter = matter_link.other AND matter_member.account = $1 WHERE matter_link.relation = $2`, by.ID, recordsAbout).Scan(&records)
	if err != nil {
		return fmt.Errorf("ask for records: %w", err)
	}
	if records > 0 { // about matters that the actor handles: they do not read them, but those they wrote
		w.and(`NOT EXISTS (SELECT 1 FROM matter_link JOIN matter_member ON matter_member.matter = matter_link.other
			WHERE matter_link.matter = `+column+` AND matter_link.relation = ? AND matter_member.account = ?
			  AND NOT EXISTS (SELECT 1 FROM matter_event WHERE matter_event.matter = matter_link.matter AND matter_event.kind = 'opened' AND matter_event.actor = matter_member.account))`, recordsAbout, by.ID)
	}
	var ties int
	if err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM recusal WHERE account = $1 AND lifted_at = ''`, by.ID).Scan(&ties); err != nil {
		return fmt.Errorf("ask for ties: %w", err)
	}
	if ties > 0 {
		w.and(`NOT EXISTS (SELECT 1 FROM recusal WHERE recusal.account = ? AND recusal.lifted_at = '' AND (recusal.case_id = `+column+`
			OR EXISTS (SELECT 1 FROM matter_clue JOIN clue ON clue.id = matter_clue.clue
			            WHERE matter_clue.matter = `+column+` AND (clue.id = recusal.case_id OR clue.subject_id = recusal.subject))))`, by.ID)
	}
	return nil
}

// handles reports whether the account is a member of the matter.
func (f *file) handles(account string) bool { return slices.Contains(f.members, account) }
