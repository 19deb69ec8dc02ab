package box

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// A Joint is a matter that several agencies work on together. The one that leads has an exchange
// with each of the others; what is shared goes over it.
type Joint struct {
	ID      string        `json:"id" doc:"The same at every agency."`
	Office  access.Office `json:"-"`
	Title   string        `json:"title" doc:"What it is called; it names nobody."`
	Lead    string        `json:"lead" doc:"Code of the agency that leads."`
	About   string        `json:"about" doc:"What it is about, without names."`
	Matter  string        `json:"matter" doc:"The matter here; empty if none was named."`
	Code    string        `json:"code" doc:"How it ended; empty while it goes on."`
	Says    string        `json:"says" doc:"How it ended, in words."`
	Version int           `json:"version" doc:"Counts changes; an act names the version that the person was looking at."`
	Opened  time.Time     `json:"opened" doc:"When it was opened, or the invitation came."`
	Ended   time.Time     `json:"ended" doc:"When it ended; the zero time while it goes on."`
}

// ofBoard reports whether a kind is sent by what is done on the board of a joint matter, and
// not as a step of its own.
func ofBoard(k dispatch.Kind) bool {
	return k == dispatch.JointInvite || k == dispatch.JointChange || k == dispatch.JointEnd
}

func onBoard() error {
	return fault.Invalidf("请在联合办案页面办理。", "This is done on the page of the joint matter.")
}

const jointColumns = `id, office, title, lead, about, matter, code, says, version, opened_at, ended_at`

func scanJoint(row interface{ Scan(...any) error }) (j Joint, err error) {
	var opened, ended string
	if err = row.Scan(&j.ID, &j.Office, &j.Title, &j.Lead, &j.About, &j.Matter, &j.Code, &j.Says, &j.Version, &opened, &ended); err != nil {
		return Joint{}, err
	}
	var err1, err2 error
	j.Opened, err1 = db.ParseTime(opened)
	j.Ended, err2 = db.ParseTime(ended)
	return j, errors.Join(err1, err2)
}

// findJoint returns [sql.ErrNoRows] if there is none.
func findJoint(ctx context.Context, tx *db.Tx, id string) (Joint, error) {
	if !db.Storable(id) {
		return Joint{}, sql.ErrNoRows
	}
	j, err := scanJoint(tx.QueryRow(ctx, `SELECT `+jointColumns+` FROM joint WHERE id = $1`, id))
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Joint{}, fmt.Errorf("read joint matter %s: %w", id, err)
	}
	return j, err
}

// getJoint returns the joint matter if by may read it; to anyone else it does not exist, and who
// is kept from it by a tie is told so.
func getJoint(ctx context.Context, tx *db.Tx, by access.Account, id string) (Joint, error) {
	j, err := findJoint(ctx, tx, id)
	gone := fault.NotFoundf("没有这一联合办案。", "There is no such joint matter.")
	if errors.Is(err, sql.ErrNoRows) {
		return Joint{}, gone
	}
	if err != nil {
		return Joint{}, err
	}
	ids, err := tied(ctx, tx, by.ID, ` CROSS JOIN joint`, `joint.id = $1 AND `+tieOfJoint, id)
	if err == nil {
		err = permit(by, access.ReadDispatches, j.ID, j.Office, "", ids)
	}
	if fault.Is(err, fault.NotFound) {
		err = gone
	}
	if err != nil {
		return Joint{}, err
	}
	return j, nil
}

func insertJoint(ctx context.Context, tx *db.Tx, j Joint) error {
	_, err := tx.Exec(ctx, `INSERT INTO joint (`+jointColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		j.ID, string(j.Office), j.Title, j.Lead, j.About, j.Matter, j.Code, j.Says, j.Version, db.Time(j.Opened), "")
	if err != nil {
		return fmt.Errorf("keep joint matter %s: %w", j.ID, err)
	}
	return nil
}

// A JointStart opens a joint matter; this agency leads it.
type JointStart struct {
	Matter  string // the matter here that it is about; empty if none
	Title   string
	About   string
	Due     string // day by whose end the others are asked to answer, ISO
	Basis   []dispatch.Law
	Members []string // codes of the partners that are invited
}

// OpenJoint opens a joint matter and invites partners to it.
func (b *Box) OpenJoint(ctx context.Context, by access.Account, s JointStart) (v JointView, err error) {
	if err := may(by); err != nil {
		return v, err
	}
	if len(s.Members) == 0 || !db.Storable(s.Matter+s.About+s.Title) {
		return v, fault.Invalidf("请至少邀请一个机构。", "Invite at least one agency.")
	}
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		if err := standsAside(ctx, tx, by, "", s.Matter); err != nil {
			return err
		}
		self := b.self.Card
		j := Joint{ID: newID("j", tx.Now), Office: by.Office, Title: s.Title, Lead: self.Code, About: s.About, Matter: s.Matter, Version: 1, Opened: tx.Now}
		if err := insertJoint(ctx, tx, j); err != nil {
			return err
		}
		if _, err := b.make(ctx, tx, by, j, dispatch.JointEvent{Member: &dispatch.JointMember{Code: self.Code, Name: self.Name, State: "joined"}}); err != nil {
			return err
		}
		for _, code := range s.Members {
			if err := b.invite(ctx, tx, by, j, code, s); err != nil {
				return err
			}
		}
		v, err = b.jointView(ctx, tx, j.ID)
		return errors.Join(err, b.enteredJoint(ctx, tx, by, j, "open"))
	})
	return v, err
}

func (b *Box) enteredJoint(ctx context.Context, tx *db.Tx, by access.Account, j Joint, what string) error {
	return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.ChangeJoint, Object: j.ID, Office: string(j.Office), Detail: map[string]string{"what": what, "matter": j.Matter, "lead": j.Lead}})
}

// invite asks one partner to take part.
func (b *Box) invite(ctx context.Context, tx *db.Tx, by access.Account, j Joint, code string, s JointStart) error {
	p, err := b.book.Get(ctx, tx, code)
	if err != nil {
		return err
	}
	v, err := b.jointView(ctx, tx, j.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(v.Board.Members, func(m dispatch.JointMember) bool {
		return m.Code == code && (m.State == "joined" || m.State == "invited")
	}) {
		return fault.Conflictf("已经邀请 %s。", "%s was invited already.", code)
	}
	members := []string{code}
	for _, m := range v.Board.Members {
		members = append(members, m.Code)
	}
	slices.Sort(members)
	in := &dispatch.Invitation{Joint: j.ID, Title: j.Title, Lead: j.Lead, About: j.About, Members: slices.Compact(members), Due: s.Due, Basis: orEmpty(s.Basis)}
	if err := fits(dispatch.JointInvite, in); err != nil {
		return err
	}
	if _, err := b.make(ctx, tx, by, j, dispatch.JointEvent{Member: &dispatch.JointMember{Code: code, Name: p.Card.Name, State: "invited"}}); err != nil {
		return err
	}
	_, err = b.openWith(ctx, tx, by, Start{To: code, Kind: dispatch.JointInvite, Data: in, joint: j.ID})
	return err
}

// fits checks what somebody here wants to send as its recipient will.
func fits(k dispatch.Kind, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("write %s: %w", k, err)
	}
	_, err = dispatch.Dispatch{Kind: k, Version: 1, Data: body}.Read()
	return err
}

// Invite asks another partner to take part.
func (b *Box) Invite(ctx context.Context, by access.Account, id string, seen int, s JointStart) (JointView, error) {
	return b.onJoint(ctx, by, id, seen, "invite", func(tx *db.Tx, j Joint) error {
		if j.Lead != b.self.Card.Code {
			return notLead()
		}
		for _, code := range s.Members {
			if err := b.invite(ctx, tx, by, j, code, s); err != nil {
				return err
			}
		}
		return b.relay(ctx, tx, by, j)
	})
}

func notLead() error {
	return fault.Conflictf("只有牵头机构可以这样做。", "Only the agency that leads can do this.")
}

// ChangeJoint makes one change: of the plan, of how a task stands, of the evidence or of who has
// it. It goes to whoever may see it.
func (b *Box) ChangeJoint(ctx context.Context, by access.Account, id string, seen int, e dispatch.JointEvent) (JointView, error) {
	return b.onJoint(ctx, by, id, seen, "change", func(tx *db.Tx, j Joint) error {
		if e.Member != nil {
			return fault.Invalidf("参加机构由邀请和答复决定。", "Who takes part shows in invitations and answers.")
		}
		if j.Lead != b.self.Card.Code {
			if in, err := b.takesPart(ctx, tx, j); err != nil || !in {
				return errors.Join(err, fault.Conflictf("本机构没有参加，或者联合办案已办结。", "This agency does not take part, or the matter has ended."))
			}
		}
		if err := b.made(ctx, tx, by, j, e); err != nil {
			return err
		}
		return b.relay(ctx, tx, by, j)
	})
}

// made makes a change that somebody here wants, if it fits.
func (b *Box) made(ctx context.Context, tx *db.Tx, by access.Account, j Joint, e dispatch.JointEvent) error {
	v, err := b.jointView(ctx, tx, j.ID)
	if err != nil {
		return err
	}
	v.complete(&e, tx.Now)
	e.By, e.ID, e.Who, e.At = b.self.Card.Code, newID("e", tx.Now), by.Display, tx.Now // as make does
	if err := fits(dispatch.JointChange, dispatch.JointChanges{Items: []dispatch.JointEvent{e}}); err != nil {
		return err
	}
	if err := v.Board.Fits(e); err != nil {
		return err
	}
	why, err := b.make(ctx, tx, by, j, e)
	return errors.Join(err, why)
}

// complete fills in what a person need not say: the id of what is new, which giving of a task is
// meant, and which handing on.
func (v JointView) complete(e *dispatch.JointEvent, now time.Time) {
	if e.Task != nil && e.Task.ID == "" {
		e.Task.ID = newID("k", now)
	}
	if e.Evidence != nil && e.Evidence.ID == "" {
		e.Evidence.ID = newID("v", now)
	}
	if e.Work != nil && e.Work.Given == "" {
		for _, t := range v.Board.Tasks {
			if t.ID == e.Work.Task {
				e.Work.Given = t.Given
			}
		}
	}
	if e.Received != nil && e.Received.Handover == "" {
		for _, p := range v.Board.Evidence {
			if n := len(p.Hands); p.ID == e.Received.Evidence && n > 0 {
				e.Received.Handover = p.Hands[n-1].ID
			}
		}
	}
}

// takesPart reports whether this agency works on a joint matter that another leads.
func (b *Box) takesPart(ctx context.Context, tx *db.Tx, j Joint) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT COUNT(*) FROM exchange WHERE joint = $1 AND state = $2`, j.ID, string(dispatch.Joined)).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("find the exchange of joint matter %s: %w", j.ID, err)
	}
	return n > 0, nil
}

// EndJoint ends a joint matter with a result, which every member is told.
func (b *Box) EndJoint(ctx context.Context, by access.Account, id string, seen int, o dispatch.Outcome) (JointView, error) {
	return b.onJoint(ctx, by, id, seen, "end", func(tx *db.Tx, j Joint) error {
		if j.Lead != b.self.Card.Code {
			return notLead()
		}
		if err := fits(dispatch.JointEnd, o); err != nil {
			return err
		}
		if err := setEnded(ctx, tx, j.ID, o); err != nil {
			return err
		}
		open, err := jointExchanges(ctx, tx, j.ID)
		if err != nil {
			return err
		}
		for _, x := range open {
			switch x.State {
			case dispatch.Joined:
				_, err = b.send(ctx, tx, by, x, dispatch.JointEnd, o, nil)
			case dispatch.Invited:
				_, err = b.send(ctx, tx, by, x, dispatch.ClueWithdraw, dispatch.Reasoned{Reason: "联合办案已办结"}, nil)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// TieJoint names the matter here that a joint matter is about.
func (b *Box) TieJoint(ctx context.Context, by access.Account, id string, matter string) (JointView, error) {
	return b.onJoint(ctx, by, id, 0, "tie", func(tx *db.Tx, j Joint) error {
		if !db.Storable(matter) {
			matter = ""
		}
		if err := standsAside(ctx, tx, by, "", matter); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE joint SET matter = $1 WHERE id = $2`, matter, id); err != nil {
			return fmt.Errorf("tie joint matter %s: %w", id, err)
		}
		return nil
	})
}

// onJoint does something about a joint matter that goes on, as it was seen; 0 takes any version.
func (b *Box) onJoint(ctx context.Context, by access.Account, id string, seen int, what string, do func(tx *db.Tx, j Joint) error) (v JointView, err error) {
	if err := may(by); err != nil {
		return v, err
	}
	err = b.db.Together(ctx, func(tx *db.Tx) error {
		j, err := getJoint(ctx, tx, by, id)
		switch {
		case err != nil:
			return err
		case seen != 0 && seen != j.Version:
			return fault.Conflictf("在您查看期间联合办案已有变化，请刷新后再操作。", "The joint matter has changed while you were reading it; reload it first.")
		case !j.Ended.IsZero() && what != "tie":
			return fault.Conflictf("联合办案已办结。", "The joint matter has ended.")
		}
		if err := do(tx, j); err != nil {
			return err
		}
		if err := touch(ctx, tx, id); err != nil {
			return err
		}
		v, err = b.jointView(ctx, tx, id)
		return errors.Join(err, b.enteredJoint(ctx, tx, by, v.Joint, what))
	})
	return v, err
}

// touch counts a change.
func touch(ctx context.Context, tx *db.Tx, id string) error {
	if _, err := tx.Exec(ctx, `UPDATE joint SET version = version + 1 WHERE id = $1`, id); err != nil {
		return fmt.Errorf("keep joint matter %s: %w", id, err)
	}
	return nil
}

func setEnded(ctx context.Context, tx *db.Tx, id string, o dispatch.Outcome) error {
	if _, err := tx.Exec(ctx, `UPDATE joint SET code = $1, says = $2, ended_at = $3 WHERE id = $4`, o.Code, o.Says, db.Time(tx.Now), id); err != nil {
		return fmt.Errorf("end joint matter %s: %w", id, err)
	}
	return nil
}

// make applies and keeps a change of this agency. why says that it does not count.
func (b *Box) make(ctx context.Context, tx *db.Tx, by access.Account, j Joint, e dispatch.JointEvent) (why, err error) {
	v, err := b.jointView(ctx, tx, j.ID)
	if err != nil {
		return nil, err
	}
	e.By, e.ID, e.Who, e.At = b.self.Card.Code, newID("e", tx.Now), by.Display, tx.Now
	return keepEvent(ctx, tx, &v, e)
}

// keepEvent applies a change to the board and keeps it; one that is known already changes
// nothing. why says that it does not count.
func keepEvent(ctx context.Context, tx *db.Tx, v *JointView, e dispatch.JointEvent) (why, err error) {
	if slices.ContainsFunc(v.Log, func(l JointEntry) bool { return l.ID == e.ID }) {
		return nil, nil
	}
	l := JointEntry{JointEvent: e, Kept: tx.Now, Ways: []JointWay{}}
	if why = v.Board.Apply(e); why != nil {
		_, public := fault.Split(why)
		l.Why = public.ZH
	}
	text, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("write a change: %w", err)
	}
	v.Log = append(v.Log, l)
	_, err = tx.Exec(ctx, `INSERT INTO joint_event (joint, position, id, maker, text, why, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		v.ID, len(v.Log), e.ID, e.By, string(text), l.Why, db.Time(tx.Now))
	if err != nil {
		return nil, fmt.Errorf("keep a change of joint matter %s: %w", v.ID, err)
	}
	return why, nil
}
