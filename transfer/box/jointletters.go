package box

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// jointExchanges returns the exchanges of a joint matter, the first first.
func jointExchanges(ctx context.Context, tx *db.Tx, id string) (list []Exchange, err error) {
	rows, err := tx.Query(ctx, `SELECT `+exchangeColumns+` FROM exchange WHERE joint = $1 ORDER BY opened_at, id`, id)
	if err != nil {
		return nil, fmt.Errorf("read the exchanges of joint matter %s: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		x, err := scanExchange(rows)
		if err != nil {
			return nil, fmt.Errorf("read the exchanges of joint matter %s: %w", id, err)
		}
		list = append(list, x)
	}
	return list, rows.Err()
}

// eventsAtOnce is how many changes one dispatch tells.
const eventsAtOnce = 200

// relay sends every change that counts to each agency that works on the matter, may see it and
// has not had it. What is about a piece of evidence of another agency waits until its file is
// here: what is passed on can be given.
func (b *Box) relay(ctx context.Context, tx *db.Tx, by access.Account, j Joint) error {
	v, err := b.jointView(ctx, tx, j.ID)
	if err != nil {
		return err
	}
	list, err := jointExchanges(ctx, tx, j.ID)
	if err != nil {
		return err
	}
	for _, x := range list {
		if x.State != dispatch.Joined {
			continue
		}
		var items []dispatch.JointEvent
		for _, l := range v.Log {
			if l.Why == "" && !l.went(x.Peer) && b.goesTo(v, x, l.JointEvent) && !v.waits(l.JointEvent) {
				items = append(items, l.JointEvent)
			}
		}
		for part := range slices.Chunk(items, eventsAtOnce) {
			if x, err = b.tell(ctx, tx, by, x, part); err != nil {
				return err
			}
		}
	}
	return nil
}

// awaited returns the ids of pieces of evidence whose file is still to come: to the lead from
// their owner, to a member from the lead. That the file is here from elsewhere does not count: an
// agency shares what it has, and not what it only knows the hash of.
func awaited(ctx context.Context, tx *db.Tx, v JointView) (list []string, err error) {
	for _, p := range v.Board.Evidence {
		if p.File == nil || p.Owner == v.Self {
			continue
		}
		from := p.Owner
		if v.Lead != v.Self {
			from = v.Lead
		}
		there, err := came(ctx, tx, from, p.SHA256)
		if err != nil {
			return nil, err
		}
		if !there {
			list = append(list, p.ID)
		}
	}
	return list, nil
}

// waits reports whether a change is about a piece of evidence that the lead cannot pass on yet.
func (v JointView) waits(e dispatch.JointEvent) bool {
	p, ok := v.Board.Piece(e)
	return ok && v.Lead == v.Self && slices.Contains(v.Awaited, p.ID)
}

// cameFor passes on what waited for a file that has come from a partner.
func (b *Box) cameFor(ctx context.Context, tx *db.Tx, peer, hash string) error {
	ids, err := jointsOf(ctx, tx, peer, hash)
	if err != nil {
		return err
	}
	for _, id := range ids {
		j, err := findJoint(ctx, tx, id)
		if err != nil {
			return err
		}
		if j.Ended.IsZero() && j.Lead == b.self.Card.Code {
			if err := b.relay(ctx, tx, b.program(Exchange{Office: j.Office}), j); err != nil {
				return err
			}
		}
	}
	return nil
}

// jointsOf returns the joint matters to which a file of a partner belongs.
func jointsOf(ctx context.Context, tx *db.Tx, peer, hash string) (ids []string, err error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT x.joint FROM dispatch_file f JOIN dispatch d ON d.id = f.dispatch JOIN exchange x ON x.id = d.exchange
		WHERE f.sha256 = $1 AND f.peer = $2 AND f.incoming = 1 AND x.joint <> '' ORDER BY x.joint`, hash, peer)
	if err != nil {
		return nil, fmt.Errorf("find the joint matters of file %s: %w", hash, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("find the joint matters of file %s: %w", hash, err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// goesTo reports whether a change is for this agency to tell the other side of an exchange.
func (b *Box) goesTo(v JointView, x Exchange, e dispatch.JointEvent) bool {
	if x.Side == dispatch.Answerer { // the lead hears what is made here, and has told the rest itself
		return e.By == b.self.Card.Code
	}
	return e.By != x.Peer && v.Board.Sees(x.Peer, e)
}

// tell sends changes in an exchange and notes that they went.
func (b *Box) tell(ctx context.Context, tx *db.Tx, by access.Account, x Exchange, items []dispatch.JointEvent) (Exchange, error) {
	x, err := b.send(ctx, tx, by, x, dispatch.JointChange, dispatch.JointChanges{Items: items}, dispatch.Attachments(items))
	if err != nil {
		return x, err
	}
	sent, err := lastSent(ctx, tx, x)
	if err != nil {
		return x, err
	}
	for _, e := range items {
		if err := keepWay(ctx, tx, x.Joint, e.ID, x.Peer, sent); err != nil {
			return x, err
		}
	}
	return x, nil
}

// lastSent returns the id of what was last sent in an exchange.
func lastSent(ctx context.Context, tx *db.Tx, x Exchange) (id string, err error) {
	err = tx.QueryRow(ctx, `SELECT id FROM dispatch WHERE exchange = $1 AND incoming = 0 AND sequence = $2`, x.ID, x.sent).Scan(&id)
	if err != nil {
		return "", fmt.Errorf("find what was sent in %s: %w", x.ID, err)
	}
	return id, nil
}

func keepWay(ctx context.Context, tx *db.Tx, id, event, peer, by string) error {
	_, err := tx.Exec(ctx, `INSERT INTO joint_way (joint, event, peer, dispatch) VALUES ($1, $2, $3, $4) ON CONFLICT (joint, event, peer) DO NOTHING`, id, event, peer, by)
	if err != nil {
		return fmt.Errorf("keep the way of a change of joint matter %s: %w", id, err)
	}
	return nil
}

// jointHonest says why what arrives in a joint matter can be of no honest partner: it speaks for
// another agency than it may.
func (b *Box) jointHonest(ctx context.Context, tx *db.Tx, x Exchange, d dispatch.Dispatch, data any) error {
	switch v := data.(type) {
	case *dispatch.Invitation:
		j, err := findJoint(ctx, tx, v.Joint)
		if err == nil && j.Lead != d.From || v.Lead != d.From {
			return fault.Forbiddenf("联合办案由另一机构牵头。", "Another agency leads this joint matter.")
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	case *dispatch.JointChanges:
		for _, e := range v.Items {
			if x.Side == dispatch.Starter && e.By != d.From || x.Side == dispatch.Answerer && e.By == b.self.Card.Code || e.Parts() != 1 {
				return fault.Forbiddenf("变更冒用了其他机构的名义。", "A change speaks for another agency.")
			}
		}
	}
	return nil
}

// jointEffect does what a step means for the joint matter that the exchange belongs to.
func (b *Box) jointEffect(ctx context.Context, tx *db.Tx, by access.Account, x Exchange, d dispatch.Dispatch, data any, from dispatch.Side) error {
	arrived := from != x.Side
	switch v := data.(type) {
	case *dispatch.Invitation:
		if !arrived {
			return nil
		}
		if _, err := findJoint(ctx, tx, v.Joint); !errors.Is(err, sql.ErrNoRows) {
			return err // invited again
		}
		return insertJoint(ctx, tx, Joint{ID: v.Joint, Office: x.Office, Title: v.Title, Lead: v.Lead, About: v.About, Version: 1, Opened: tx.Now})
	case *dispatch.JointChanges:
		if !arrived {
			return nil
		}
		return b.took(ctx, tx, x, d, v.Items)
	case *dispatch.Outcome:
		if !arrived || d.Kind != dispatch.JointEnd {
			return nil
		}
		return errors.Join(setEnded(ctx, tx, x.Joint, *v), touch(ctx, tx, x.Joint))
	}
	if x.Side != dispatch.Starter {
		return nil
	}
	state := map[dispatch.Kind]string{dispatch.JointJoin: "joined", dispatch.JointDecline: "declined", dispatch.ClueWithdraw: "withdrawn"}[d.Kind]
	if state == "" {
		return nil
	}
	return b.memberIs(ctx, tx, by, x, state)
}

// took keeps changes that arrived, and passes them on to whoever may see them.
func (b *Box) took(ctx context.Context, tx *db.Tx, x Exchange, d dispatch.Dispatch, items []dispatch.JointEvent) error {
	view, err := b.jointView(ctx, tx, x.Joint)
	if err != nil {
		return err
	}
	for _, e := range items {
		if _, err := keepEvent(ctx, tx, &view, e); err != nil {
			return err
		}
		if err := keepWay(ctx, tx, x.Joint, e.ID, x.Peer, d.ID); err != nil {
			return err
		}
	}
	if err := touch(ctx, tx, x.Joint); err != nil || x.Side != dispatch.Starter {
		return err
	}
	j, err := findJoint(ctx, tx, x.Joint)
	if err != nil {
		return err
	}
	return b.relay(ctx, tx, b.program(x), j)
}

// program is who does what follows by itself.
func (b *Box) program(x Exchange) access.Account {
	return access.Account{ID: "system", Display: "系统", Role: access.Handler, Office: x.Office}
}

// memberIs notes at the lead whether an agency takes part, and tells the others. Who joins has
// everything that it may see; who joins what has ended is told how.
func (b *Box) memberIs(ctx context.Context, tx *db.Tx, by access.Account, x Exchange, state string) error {
	j, err := findJoint(ctx, tx, x.Joint)
	if err != nil {
		return err
	}
	p, err := b.book.Get(ctx, tx, x.Peer)
	if err != nil {
		return err
	}
	if _, err := b.make(ctx, tx, by, j, dispatch.JointEvent{Member: &dispatch.JointMember{Code: x.Peer, Name: p.Card.Name, State: state}}); err != nil {
		return err
	}
	if err := touch(ctx, tx, j.ID); err != nil {
		return err
	}
	if j.Ended.IsZero() {
		return b.relay(ctx, tx, b.program(x), j)
	}
	if state == "joined" {
		_, err = b.send(ctx, tx, b.program(x), x, dispatch.JointEnd, dispatch.Outcome{Code: j.Code, Says: j.Says}, nil)
	}
	return err
}
