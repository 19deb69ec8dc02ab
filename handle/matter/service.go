package matter

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
)

// A Service keeps the matters; each of its acts is one transaction.
type Service struct {
	db         *db.DB
	procedures Library
	laws       law.Register
	clock      atomic.Pointer[Clock] // exchanged when a notice of holidays comes
	templates  template.Library

	mu  sync.Mutex
	old map[string]*Procedure // by hash: texts of procedures that the program no longer brings
}

// Rules are what matters go by.
type Rules struct {
	Procedures Library
	Laws       law.Register
	Clock      Clock
	Templates  template.Library // of papers
}

// NewService returns the matters kept in d.
func NewService(d *db.DB, r Rules) *Service {
	s := &Service{db: d, procedures: r.Procedures, laws: r.Laws, templates: r.Templates, old: map[string]*Procedure{}}
	s.clock.Store(&r.Clock)
	return s
}

// Procedures returns the procedures by which matters can be opened.
func (s *Service) Procedures() Library { return s.procedures }

// Templates returns the templates by which papers are drafted.
func (s *Service) Templates() template.Library { return s.templates }

// Clock returns what counts the deadlines.
func (s *Service) Clock() Clock { return *s.clock.Load() }

// A Request is what every act carries besides what it is about.
type Request struct {
	Seen int    // the version the person was looking at; not asked when a matter is opened
	Key  string // names the request, so that one sent twice acts once; may be empty
}

// A Draft is a matter that somebody wants to open.
type Draft struct {
	Procedure string         `json:"procedure"`
	Origin    string         `json:"origin"`
	Title     string         `json:"title"`
	On        law.Date       `json:"on"` // zero: today
	Fields    map[string]any `json:"fields"`
	Clues     []clue.ID      `json:"clues"`
	Parties   []Party        `json:"parties"`
}

// Open opens a matter. Clues it is opened on are accepted by it, if they are not yet.
func (s *Service) Open(ctx context.Context, by access.Account, d Draft, r Request) (out Detail, err error) {
	p, err := s.procedures.Get(d.Procedure)
	if err != nil {
		return out, err
	}
	if d.Title, err = line("案件名称", "The title", d.Title, 2, 200); err != nil {
		return out, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := mayOpen(by); err != nil {
			return err
		}
		if done, err := answered(ctx, tx, by, r.Key, d); err != nil || done != "" {
			out, err = s.detailIfDone(ctx, tx, by, done, err)
			return err
		}
		f, err := s.open(ctx, tx, by, p, d)
		if err != nil {
			return err
		}
		if err := answer(ctx, tx, by, r.Key, d, string(f.ID)); err != nil {
			return err
		}
		out, err = s.detail(ctx, tx, by, f.ID)
		return err
	})
	return out, err
}

func (s *Service) detailIfDone(ctx context.Context, tx *db.Tx, by access.Account, id string, err error) (Detail, error) {
	if err != nil {
		return Detail{}, err
	}
	return s.detail(ctx, tx, by, ID(id))
}

func (s *Service) open(ctx context.Context, tx *db.Tx, by access.Account, p *Procedure, d Draft) (*file, error) {
	f := &file{Row: Row{ID: ID(newID(tx, "m")), Office: by.Office, Procedure: p.ID, Branch: p.Branch, Title: d.Title, Origin: d.Origin, rules: p.hash()}}
	f.engine, f.by, f.at = NewEngine(p, s.Clock()), by, tx.Now
	on, err := actDay(d.On, f.at)
	if err != nil {
		return nil, err
	}
	a := Act{On: on, By: personOf(by), Fields: d.Fields}
	if f.m, err = f.engine.Open(d.Origin, a); err != nil {
		return nil, err
	}
	if !isLocal(by) {
		f.lead, f.Lead = by.ID, by.Display
	}
	f.Year = on.Year()
	if f.Number, err = nextNumber(ctx, tx, string(f.Office)+" matter "+p.ID, f.Year); err != nil {
		return nil, err
	}
	if err := insertMatter(ctx, tx, f, p); err != nil {
		return nil, err
	}
	if err := f.twin(ctx, tx, nil); err != nil {
		return nil, err
	}
	if err := s.named(ctx, tx, f, f.m.Taken[0].Fields); err != nil {
		return nil, err
	}
	f.event("opened", p.opening().ID, on, map[string]any{"origin": d.Origin, "fields": f.m.Taken[0].Fields, "by": a.By})
	if err := s.follow(ctx, tx, f, Matter{}); err != nil {
		return nil, err
	}
	if err := s.join(ctx, tx, f, d.Clues...); err != nil {
		return nil, err
	}
	for _, x := range d.Parties {
		if err := addParty(ctx, tx, f, x); err != nil {
			return nil, err
		}
	}
	return f, s.save(ctx, tx, f, Matter{}, audit.OpenMatter)
}

// join lets clues join the matter; those that nobody has accepted yet are accepted by it.
func (s *Service) join(ctx context.Context, tx *db.Tx, f *file, clues ...clue.ID) error {
	for _, id := range clues {
		if _, err := clue.Accept(ctx, tx, f.by, id); err != nil {
			return err
		}
		if err := addClue(ctx, tx, f, id); err != nil {
			return err
		}
		f.event("joined", string(id), law.Date{}, nil)
	}
	return nil
}

// act does one thing in a matter: find, permit, change, save, record.
func (s *Service) act(ctx context.Context, by access.Account, id ID, r Request, right access.Right, request any, do func(*db.Tx, *file) (audit.Verb, error)) (out Detail, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := f.permit(right); err != nil {
			return err
		}
		named := struct {
			Matter  ID
			Request any
		}{id, request}
		if done, err := answered(ctx, tx, by, r.Key, named); err != nil || done != "" {
			out, err = s.detailIfDone(ctx, tx, by, done, err)
			return err
		}
		if f.Version != r.Seen {
			return changedMeanwhile()
		}
		before := f.m
		verb, err := do(tx, f)
		if err != nil {
			return err
		}
		if err := s.save(ctx, tx, f, before, verb); err != nil {
			return err
		}
		if err := answer(ctx, tx, by, r.Key, named, string(id)); err != nil {
			return err
		}
		out, err = s.detail(ctx, tx, by, id)
		return err
	})
	return out, err
}

// A Doing is a step that somebody wants to take.
type Doing struct {
	Step   string         `json:"step"`
	On     law.Date       `json:"on"` // zero: today
	Fields map[string]any `json:"fields"`
}

// Step takes a step, or proposes it if it needs approval.
func (s *Service) Step(ctx context.Context, by access.Account, id ID, d Doing, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, d, func(tx *db.Tx, f *file) (audit.Verb, error) {
		on, err := actDay(d.On, f.at)
		if err != nil {
			return "", err
		}
		a := Act{Step: d.Step, On: on, By: personOf(by), Fields: d.Fields}
		if err := f.twin(ctx, tx, d.Fields); err != nil {
			return "", err
		}
		before := f.m
		if f.m, err = f.engine.Take(f.m, a); err != nil {
			return "", err
		}
		if err := s.named(ctx, tx, f, givenFor(before, f.m)); err != nil {
			return "", err
		}
		if err := s.follow(ctx, tx, f, before); err != nil {
			return "", err
		}
		body := map[string]any{"by": a.By, "fields": givenFor(before, f.m)}
		if before.Waiting == nil && f.m.Waiting != nil {
			f.event("proposed", d.Step, on, body)
			return audit.ProposeStep, nil
		}
		f.event("taken", d.Step, on, body)
		return audit.TakeStep, nil
	})
}

// givenFor returns what was given for the step that made after of before.
func givenFor(before, after Matter) map[string]any {
	if before.Waiting == nil && after.Waiting != nil {
		return after.Waiting.Fields
	}
	return after.Taken[len(after.Taken)-1].Fields
}

// An Approving is an approval that somebody gives.
type Approving struct {
	By       string   `json:"by"` // leader or committee
	On       law.Date `json:"on"` // day of the approval or of the meeting; zero: today
	Decision string   `json:"decision"`
}

// Approve gives the approval that the waiting step needs next.
func (s *Service) Approve(ctx context.Context, by access.Account, id ID, x Approving, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.ApproveMatters, x, func(tx *db.Tx, f *file) (audit.Verb, error) {
		on, err := actDay(x.On, f.at)
		if err != nil {
			return "", err
		}
		if x.Decision, err = line("决定编号", "The number of the decision", x.Decision, 0, 100); err != nil {
			return "", err
		}
		g := Given{By: x.By, Person: personOf(by), On: on, Decision: x.Decision}
		step, before := "", f.m
		if f.m.Waiting != nil {
			step = f.m.Waiting.Step
			if err := f.twin(ctx, tx, f.m.Waiting.Fields); err != nil {
				return "", err
			}
		}
		if f.m, err = f.engine.Approve(f.m, g); err != nil {
			return "", err
		}
		if err := s.follow(ctx, tx, f, before); err != nil {
			return "", err
		}
		f.event("approved", step, on, g)
		return audit.ApproveStep, nil
	})
}

// Return gives the waiting step back with a reason.
func (s *Service) Return(ctx context.Context, by access.Account, id ID, reason string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.ReadMatters, reason, func(tx *db.Tx, f *file) (audit.Verb, error) {
		reason, err := line("理由", "The reason", reason, 0, 2000)
		if err != nil {
			return "", err
		}
		step, proposer := "", ""
		if f.m.Waiting != nil {
			step, proposer = f.m.Waiting.Step, f.m.Waiting.By.ID
		}
		if f.m, err = f.engine.Return(f.m, personOf(by), reason); err != nil {
			return "", err
		}
		f.event("returned", step, law.Date{}, map[string]any{"by": personOf(by), "reason": reason})
		known, _ := f.engine.Step(step)
		return audit.ReturnStep, f.giveBack(ctx, tx, proposer, known.Title, reason)
	})
}

// Explain keeps why a deadline is overdue.
func (s *Service) Explain(ctx context.Context, by access.Account, id ID, deadline, why string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, [2]string{deadline, why}, func(_ *db.Tx, f *file) (audit.Verb, error) {
		why, err := line("原因", "The reason", why, 0, 2000)
		if err != nil {
			return "", err
		}
		today := law.DateOf(f.at)
		if f.m, err = f.engine.Explain(f.m, deadline, why, personOf(by), today); err != nil {
			return "", err
		}
		f.event("explained", deadline, today, map[string]any{"why": why, "by": personOf(by)})
		return audit.ExplainLate, nil
	})
}

// AcceptWhy approves why a deadline is overdue.
func (s *Service) AcceptWhy(ctx context.Context, by access.Account, id ID, deadline string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.ApproveMatters, deadline, func(_ *db.Tx, f *file) (audit.Verb, error) {
		g := Given{By: "leader", Person: personOf(by), On: law.DateOf(f.at)}
		var err error
		if f.m, err = f.engine.Accept(f.m, deadline, g); err != nil {
			return "", err
		}
		f.event("accepted", deadline, g.On, g)
		return audit.AcceptLate, nil
	})
}

// Join lets a clue join the matter.
func (s *Service) Join(ctx context.Context, by access.Account, id ID, c clue.ID, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, c, func(tx *db.Tx, f *file) (audit.Verb, error) {
		if f.Closed {
			return "", closedAlready()
		}
		return audit.JoinMatter, s.join(ctx, tx, f, c)
	})
}

// Note writes a note into the history of the matter.
func (s *Service) Note(ctx context.Context, by access.Account, id ID, text string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, text, func(_ *db.Tx, f *file) (audit.Verb, error) {
		text, err := line("记录", "The note", text, 1, 10_000)
		if err != nil {
			return "", err
		}
		f.event("note", "", law.Date{}, map[string]any{"text": text})
		return audit.NoteMatter, nil
	})
}

// Assign makes an account a member of the matter, or its lead.
func (s *Service) Assign(ctx context.Context, by access.Account, id ID, m Member, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.AssignMatters, m, func(tx *db.Tx, f *file) (audit.Verb, error) {
		if m.Part != "lead" && m.Part != "member" {
			return "", fault.Invalidf("须为主办（lead）或者协办（member）。", "A member is the lead or a member.")
		}
		display, err := member(ctx, tx, f, m)
		if err != nil {
			return "", err
		}
		if m.Part == "lead" {
			f.lead, f.Lead = m.Account, display
		}
		f.event("member", m.Account, law.Date{}, map[string]any{"part": m.Part, "display": display})
		return audit.AssignMatter, nil
	})
}

// Release ends that an account handles the matter. The lead stays until another is named.
func (s *Service) Release(ctx context.Context, by access.Account, id ID, account string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.AssignMatters, []any{"release", account}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		display, err := release(ctx, tx, f, account)
		if err != nil {
			return "", err
		}
		f.event("member", account, law.Date{}, map[string]any{"part": "none", "display": display})
		return audit.AssignMatter, nil
	})
}

// AddParty adds a party.
func (s *Service) AddParty(ctx context.Context, by access.Account, id ID, p Party, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, p, func(tx *db.Tx, f *file) (audit.Verb, error) {
		return audit.ChangeMatter, addParty(ctx, tx, f, p)
	})
}

// AddEvidence adds a piece of evidence; who records it holds it, unless custody says otherwise.
func (s *Service) AddEvidence(ctx context.Context, by access.Account, id ID, e Evidence, holder string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, e, func(tx *db.Tx, f *file) (audit.Verb, error) {
		if holder == "" {
			holder = by.Display
		}
		return audit.ChangeMatter, addEvidence(ctx, tx, f, e, holder)
	})
}

// PassOn records that evidence has come into other hands.
func (s *Service) PassOn(ctx context.Context, by access.Account, id ID, evidence string, c Custody, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, []any{evidence, c}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		return audit.ChangeMatter, addCustody(ctx, tx, f, evidence, c)
	})
}

// AddTask adds a thing to do.
func (s *Service) AddTask(ctx context.Context, by access.Account, id ID, t Task, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, t, func(tx *db.Tx, f *file) (audit.Verb, error) {
		if f.Closed {
			return "", closedAlready()
		}
		title, err := line("任务", "The task", t.Title.ZH, 2, 200)
		if err != nil {
			return "", err
		}
		if t.Assignee != "" && !f.handles(t.Assignee) {
			return "", fault.Invalidf("只能指派给本案承办人。", "A task can be given to members of the matter only.")
		}
		t.Title = fault.Text{ZH: title, EN: title}
		f.event("task", "", t.Due, map[string]any{"title": title, "assignee": t.Assignee})
		return audit.ChangeMatter, insertTask(ctx, tx, f, t)
	})
}

// FinishTask marks a task as done.
func (s *Service) FinishTask(ctx context.Context, by access.Account, id ID, task string, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, task, func(tx *db.Tx, f *file) (audit.Verb, error) {
		f.event("task", task, law.Date{}, map[string]any{"done": true})
		return audit.ChangeMatter, finishTask(ctx, tx, f, task)
	})
}

// Get returns a matter, or NotFound if there is none that the actor may see.
func (s *Service) Get(ctx context.Context, by access.Account, id ID) (d Detail, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		d, err = s.detail(ctx, tx, by, id)
		return err
	})
	return d, err
}

// actDay returns the day of an act: today unless a day was given, which cannot be to come.
func actDay(on law.Date, now time.Time) (law.Date, error) {
	today := law.DateOf(now)
	if on.IsZero() {
		return today, nil
	}
	if on.After(today) {
		return on, fault.Invalidf("日期不能晚于今天（%s）。", "The day cannot be after today (%s).", today)
	}
	return on, nil
}

func personOf(a access.Account) Person { return Person{ID: a.ID, Display: a.Display, Role: a.Role} }

// isLocal reports whether the actor is the command line.
func isLocal(a access.Account) bool { return a.Role == access.CommandLine("").Role }

// newID makes an id that sorts by moment, then by the order of acts in this process; the
// random end keeps two servers apart.
func newID(tx *db.Tx, kind string) string {
	var b [6]byte
	rand.Read(b[:])
	return fmt.Sprintf("%s-%016x-%08x-%s", kind, tx.Now.UnixMicro(), tx.Act(), hex.EncodeToString(b[:]))
}

// digest is what is kept of a request with a key.
func digest(request any) (string, error) {
	b, err := json.Marshal(request)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), err
}

// hash names the text of a procedure.
func (p *Procedure) hash() string {
	sum := sha256.Sum256(p.Source)
	return hex.EncodeToString(sum[:])
}

func closedAlready() error { return fault.Conflictf("案件已办结。", "The matter is closed.") }

func noSuchMatter() error {
	return fault.NotFoundf("没有这个案件。", "There is no such matter.")
}

func changedMeanwhile() error {
	return fault.Conflictf("在您查看期间案件已有变动，请刷新后再操作。", "Somebody changed the matter while you were reading it; reload it first.")
}

func keyOf(key string) (string, error) {
	if len(key) > 100 || strings.TrimSpace(key) != key || !db.Storable(key) {
		return "", fault.Invalidf("请求标识（Idempotency-Key）须为 100 个字符以内。", "An Idempotency-Key has at most 100 characters and no space at its ends.")
	}
	return key, nil
}
