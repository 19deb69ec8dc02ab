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
	"github.com/mingjian/mingjian/transfer/joint"
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

// getJoint returns the joint matter if by may read it; to anyone else it does not exist.
func getJoint(ctx context.Context, tx *db.Tx, by access.Account, id string) (Joint, error) {
	j, err := findJoint(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !access.May(by, access.ReadDispatches, j.Office) {
		return Joint{}, fault.NotFoundf("没有这一联合办案。", "There is no such joint matter.")
	}
	return j, err
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
		self := b.self.Card
		j := Joint{ID: newID("j"), Office: by.Office, Title: s.Title, Lead: self.Code, About: s.About, Matter: s.Matter, Version: 1, Opened: tx.Now}
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
	v.complete(&e)
	e.By, e.ID, e.Who, e.At = b.self.Card.Code, newID("e"), by.Display, tx.Now // as make does
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
func (v JointView) complete(e *dispatch.JointEvent) {
	if e.Task != nil && e.Task.ID == "" {
		e.Task.ID = newID("k")
	}
	if e.Evidence != nil && e.Evidence.ID == "" {
		e.Evidence.ID = newID("v")
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
	e.By, e.ID, e.Who, e.At = b.self.Card.Code, newID("e"), by.Display, tx.Now
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
// has not had it.
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
			if l.Why == "" && !l.went(x.Peer) && b.goesTo(v, x, l.JointEvent) {
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

// goesTo reports whether a change is for this agency to tell the other side of an exchange.
func (b *Box) goesTo(v JointView, x Exchange, e dispatch.JointEvent) bool {
	if x.Side == dispatch.Answerer { // the lead hears what is made here, and has told the rest itself
		return e.By == b.self.Card.Code
	}
	return e.By != x.Peer && v.Board.Sees(x.Peer, e)
}

// tell sends changes in an exchange and notes that they went.
func (b *Box) tell(ctx context.Context, tx *db.Tx, by access.Account, x Exchange, items []dispatch.JointEvent) (Exchange, error) {
	x, err := b.send(ctx, tx, by, x, dispatch.JointChange, dispatch.JointChanges{Items: items}, nil)
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

// A JointEntry is one change of a joint matter as it is kept.
type JointEntry struct {
	dispatch.JointEvent
	Why  string     `json:"why" doc:"Why it does not count; empty if it does."`
	Kept time.Time  `json:"kept" doc:"When it was kept here."`
	Ways []JointWay `json:"ways" nullable:"false" doc:"To whom it went, or from whom it came."`
}

// A JointWay is how a change went to another agency, or came.
type JointWay struct {
	Peer     string        `json:"peer" doc:"Code of the other agency."`
	Incoming bool          `json:"incoming" doc:"Whether it came or went."`
	Dispatch string        `json:"dispatch" doc:"The dispatch that carried it."`
	Fate     dispatch.Fate `json:"fate" doc:"What became of it there; empty while no receipt has come."`
	Receipt  string        `json:"receipt" doc:"Id of the receipt; empty while there is none."`
}

func (l JointEntry) went(peer string) bool {
	return slices.ContainsFunc(l.Ways, func(w JointWay) bool { return w.Peer == peer })
}

// A JointView is a joint matter with everything about it that this agency may see.
type JointView struct {
	Joint
	Self      string
	Board     joint.Board
	Log       []JointEntry // in the order in which they were kept
	Exchanges []Exchange   // at the lead one for each member, else one
}

// GetJoint returns a joint matter.
func (b *Box) GetJoint(ctx context.Context, by access.Account, id string) (v JointView, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		if _, err := getJoint(ctx, tx, by, id); err != nil {
			return err
		}
		v, err = b.jointView(ctx, tx, id)
		return err
	})
	return v, err
}

// Joints returns joint matters, the last opened first, at most 200: those about a matter, or all.
func (b *Box) Joints(ctx context.Context, by access.Account, matter string) (list []Joint, err error) {
	if !access.May(by, access.ReadDispatches, by.Office) || !db.Storable(matter) {
		return []Joint{}, nil
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, `SELECT `+jointColumns+` FROM joint WHERE office = $1 AND ($2 = '' OR matter = $2) ORDER BY opened_at DESC, id LIMIT 200`, string(by.Office), matter)
		if err != nil {
			return fmt.Errorf("list joint matters: %w", err)
		}
		defer rows.Close()
		list = []Joint{}
		for rows.Next() {
			j, err := scanJoint(rows)
			if err != nil {
				return fmt.Errorf("list joint matters: %w", err)
			}
			list = append(list, j)
		}
		return rows.Err()
	})
	return list, err
}

// jointView reads a joint matter and applies its changes in order. What was made here and the
// lead noted without effect, because it crossed the end, does not count.
func (b *Box) jointView(ctx context.Context, tx *db.Tx, id string) (v JointView, err error) {
	if v.Joint, err = findJoint(ctx, tx, id); err != nil {
		return v, err
	}
	v.Self, v.Board.Lead = b.self.Card.Code, v.Lead
	if v.Log, err = jointLog(ctx, tx, id); err != nil {
		return v, err
	}
	if v.Exchanges, err = jointExchanges(ctx, tx, id); err != nil {
		return v, err
	}
	for i, l := range v.Log {
		if l.Why == "" && l.By == v.Self && v.Lead != v.Self && slices.ContainsFunc(l.Ways, func(w JointWay) bool {
			return w.Fate == dispatch.Noted || w.Fate == dispatch.Refuse || w.Fate == dispatch.Unknown
		}) {
			v.Log[i].Why = "牵头机构未予采用"
		}
		if v.Log[i].Why == "" {
			if err := v.Board.Apply(l.JointEvent); err != nil {
				_, public := fault.Split(err)
				v.Log[i].Why = public.ZH
			}
		}
	}
	return v, nil
}

func jointLog(ctx context.Context, tx *db.Tx, id string) ([]JointEntry, error) {
	list, at := []JointEntry{}, map[string]int{}
	rows, err := tx.Query(ctx, `SELECT text, why, kept_at FROM joint_event WHERE joint = $1 ORDER BY position`, id)
	if err != nil {
		return nil, fmt.Errorf("read the changes of joint matter %s: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		l := JointEntry{Ways: []JointWay{}}
		var text, kept string
		if err := rows.Scan(&text, &l.Why, &kept); err != nil {
			return nil, fmt.Errorf("read the changes of joint matter %s: %w", id, err)
		}
		if err := json.Unmarshal([]byte(text), &l.JointEvent); err != nil {
			return nil, fmt.Errorf("read the changes of joint matter %s: %w", id, err)
		}
		if l.Kept, err = db.ParseTime(kept); err != nil {
			return nil, err
		}
		at[l.ID] = len(list)
		list = append(list, l)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, jointWays(ctx, tx, id, list, at)
}

// jointWays reads how changes went and came.
func jointWays(ctx context.Context, tx *db.Tx, id string, list []JointEntry, at map[string]int) error {
	rows, err := tx.Query(ctx, `SELECT w.event, w.peer, d.incoming, d.id, d.fate, d.receipt FROM joint_way w JOIN dispatch d ON d.id = w.dispatch WHERE w.joint = $1 ORDER BY w.peer`, id)
	if err != nil {
		return fmt.Errorf("read the ways of joint matter %s: %w", id, err)
	}
	defer rows.Close()
	for rows.Next() {
		var w JointWay
		var event string
		var incoming int
		if err := rows.Scan(&event, &w.Peer, &incoming, &w.Dispatch, &w.Fate, &w.Receipt); err != nil {
			return fmt.Errorf("read the ways of joint matter %s: %w", id, err)
		}
		w.Incoming = incoming == 1
		if i, ok := at[event]; ok {
			list[i].Ways = append(list[i].Ways, w)
		}
	}
	return rows.Err()
}
