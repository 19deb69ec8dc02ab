// Package joint is what several agencies see of a matter that they work on together: who takes
// part, the plan with its tasks, and the evidence with the hands it went through. A board is the
// changes applied in order. Each thing has one agency that may change it, so that boards which
// had the same changes are the same, in whatever order those of different agencies came.
package joint

import (
	"slices"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// A Board is a joint matter as one agency sees it.
type Board struct {
	Lead     string
	Members  []dispatch.JointMember
	Tasks    []Task
	Evidence []Piece
}

// A Task is a task of the plan and how it stands.
type Task struct {
	dispatch.JointTask
	Given string    `json:"given" doc:"The change by which it was given to the agency that does it."`
	State string    `json:"state" enum:"open,doing,done,hindered" doc:"How it stands: open 待办, doing 办理中, done 已完成, hindered 遇有障碍."`
	On    string    `json:"on" doc:"Since when it stands so, ISO date; empty while nothing was told."`
	Note  string    `json:"note" doc:"What the agency that does it said last."`
	Told  time.Time `json:"told" doc:"When that was told; the zero time while nothing was."`
	had   []string  // agencies that it was given to before: they see that it no longer is
}

// Overdue reports whether a task was to be done by a day before today and is not.
func (t Task) Overdue(today string) bool {
	return t.Due != "" && t.Due < today && t.State != "done" && !t.Dropped
}

// A Piece is a piece of evidence and the hands it went through.
type Piece struct {
	dispatch.JointEvidence
	Owner  string `json:"owner" doc:"Code of the agency that brought it."`
	Holder string `json:"holder" doc:"Code of the agency that has it."`
	Hands  []Hand `json:"hands" nullable:"false" doc:"Every handing on, the first first."`
}

// A Hand is one handing on of a piece of evidence.
type Hand struct {
	ID       string    `json:"id" doc:"The change that tells it."`
	From     string    `json:"from" doc:"Code of the agency that handed it on."`
	To       string    `json:"to" doc:"Code of the agency it was handed to."`
	By       string    `json:"by" doc:"Who there handed it on."`
	At       time.Time `json:"at" doc:"When."`
	Note     string    `json:"note" doc:"How."`
	Got      time.Time `json:"got" doc:"When it arrived; the zero time while nobody has said so."`
	GotBy    string    `json:"got_by" doc:"Who took it."`
	GotNote  string    `json:"got_note" doc:"In what state it arrived."`
	SameHash bool      `json:"same_hash" doc:"The file that arrived has the hash that was shared."`
}

// Fits says why a change that somebody here wants to make names an agency that does not take
// part. It is not asked of what arrives: who takes part may have changed on the way.
func (b *Board) Fits(e dispatch.JointEvent) error {
	var names []string
	switch {
	case e.Task != nil && !e.Task.Dropped:
		names = append(slices.Clone(e.Task.For), e.Task.Who)
	case e.Evidence != nil:
		names = e.Evidence.For
	case e.Handover != nil:
		names = []string{e.Handover.To}
	}
	for _, code := range append(names, e.By) {
		if code != b.Lead && !slices.ContainsFunc(b.Members, func(m dispatch.JointMember) bool {
			return m.Code == code && (m.State == "joined" || m.State == "invited")
		}) {
			return fault.Invalidf("机构 %s 没有参加这次联合办案。", "The agency %s does not take part.", code)
		}
	}
	return nil
}

// Apply applies one change, or says why it may not be made.
func (b *Board) Apply(e dispatch.JointEvent) error {
	if e.Parts() != 1 {
		return fault.Invalidf("变更应当恰有一项内容。", "A change says exactly one thing.")
	}
	switch {
	case e.Member != nil:
		return b.member(e.By, *e.Member)
	case e.Task != nil:
		return b.task(e)
	case e.Work != nil:
		return b.work(e)
	case e.Evidence != nil:
		return b.evidence(e)
	case e.Handover != nil:
		return b.handover(e)
	}
	return b.received(e)
}

func notYours() error {
	return fault.Forbiddenf("这一内容不由该机构变更。", "This is not for that agency to change.")
}

func (b *Board) member(by string, m dispatch.JointMember) error {
	if by != b.Lead {
		return notYours()
	}
	if i := slices.IndexFunc(b.Members, func(x dispatch.JointMember) bool { return x.Code == m.Code }); i >= 0 {
		b.Members[i] = m
		return nil
	}
	b.Members = append(b.Members, m)
	return nil
}

func (b *Board) task(e dispatch.JointEvent) error {
	if e.By != b.Lead {
		return notYours()
	}
	i := slices.IndexFunc(b.Tasks, func(t Task) bool { return t.ID == e.Task.ID })
	if i < 0 {
		b.Tasks = append(b.Tasks, Task{JointTask: *e.Task, Given: e.ID, State: "open"})
		return nil
	}
	old := b.Tasks[i]
	if narrower(old.For, e.Task.For) {
		return narrowed()
	}
	if old.Who != e.Task.Who { // whoever does it now begins anew
		b.Tasks[i] = Task{JointTask: *e.Task, Given: e.ID, State: "open", had: append(slices.Clip(old.had), old.Who)}
		return nil
	}
	b.Tasks[i].JointTask = *e.Task
	return nil
}

// narrower reports whether somebody who could see a thing no longer could; nil is everybody.
func narrower(old, now []string) bool {
	if len(now) == 0 {
		return false
	}
	return len(old) == 0 || slices.ContainsFunc(old, func(code string) bool { return !slices.Contains(now, code) })
}

func narrowed() error {
	return fault.Conflictf("已经看到的内容不能收回，只能增加可见的机构。", "What an agency has seen cannot be taken back: agencies can only be added.")
}

func (b *Board) work(e dispatch.JointEvent) error {
	i := slices.IndexFunc(b.Tasks, func(t Task) bool { return t.ID == e.Work.Task })
	switch {
	case i < 0:
		return fault.NotFoundf("没有这项任务。", "There is no such task.")
	case b.Tasks[i].Who != e.By:
		return notYours()
	case b.Tasks[i].Given != e.Work.Given:
		return fault.Conflictf("任务已经改派，此前的办理情况不再计入。", "The task was given anew since; what was told before no longer counts.")
	}
	t := &b.Tasks[i]
	t.State, t.On, t.Note, t.Told = e.Work.State, e.Work.On, e.Work.Note, e.At
	return nil
}

func (b *Board) piece(id string) *Piece {
	if i := slices.IndexFunc(b.Evidence, func(p Piece) bool { return p.ID == id }); i >= 0 {
		return &b.Evidence[i]
	}
	return nil
}

func noPiece() error {
	return fault.NotFoundf("没有这件证据。", "There is no such piece of evidence.")
}

func (b *Board) evidence(e dispatch.JointEvent) error {
	p := b.piece(e.Evidence.ID)
	switch {
	case e.Evidence.File != nil && e.Evidence.SHA256 == "":
		return fault.Invalidf("证据文件没有哈希值。", "A file of evidence has no hash.")
	case p == nil:
		b.Evidence = append(b.Evidence, Piece{JointEvidence: *e.Evidence, Owner: e.By, Holder: e.By, Hands: []Hand{}})
		return nil
	case p.Owner != e.By:
		return notYours()
	case p.SHA256 != e.Evidence.SHA256:
		return fault.Conflictf("证据的哈希值不能更改；请另行登记。", "The hash of a piece of evidence cannot change; share it as another.")
	case narrower(p.For, e.Evidence.For):
		return narrowed()
	}
	file := p.File
	p.JointEvidence = *e.Evidence
	if p.File == nil { // it was shared before; only what is said of it changed
		p.File = file
	}
	return nil
}

func (b *Board) handover(e dispatch.JointEvent) error {
	p := b.piece(e.Handover.Evidence)
	switch {
	case p == nil:
		return noPiece()
	case p.Holder != e.By:
		return notYours()
	case p.underWay():
		return fault.Conflictf("证据已经交出，对方尚未签收。", "It was handed on already and has not been received.")
	case e.Handover.To == e.By:
		return fault.Invalidf("请写明交给哪一机构。", "Say which other agency it goes to.")
	}
	p.Hands = append(p.Hands, Hand{ID: e.ID, From: e.By, To: e.Handover.To, By: e.Who, At: e.At, Note: e.Handover.Note})
	return nil
}

// underWay reports whether the piece was handed on and nobody has received it yet.
func (p Piece) underWay() bool { return len(p.Hands) > 0 && p.Hands[len(p.Hands)-1].Got.IsZero() }

func (b *Board) received(e dispatch.JointEvent) error {
	p := b.piece(e.Received.Evidence)
	if p == nil {
		return noPiece()
	}
	if !p.underWay() || p.Hands[len(p.Hands)-1].ID != e.Received.Handover {
		return fault.Conflictf("这次交接已经签收，或者不存在。", "That handing on was received already, or there is none.")
	}
	h := &p.Hands[len(p.Hands)-1]
	if h.To != e.By {
		return notYours()
	}
	h.Got, h.GotBy, h.GotNote = e.At, e.Who, e.Received.Note
	h.SameHash = p.SHA256 != "" && e.Received.SHA256 == p.SHA256
	p.Holder = e.By
	return nil
}

// Piece returns the piece of evidence that a change is about; ok is false if it is about none.
func (b *Board) Piece(e dispatch.JointEvent) (p Piece, ok bool) {
	var id string
	switch {
	case e.Evidence != nil:
		id = e.Evidence.ID
	case e.Handover != nil:
		id = e.Handover.Evidence
	case e.Received != nil:
		id = e.Received.Evidence
	}
	if found := b.piece(id); found != nil {
		return *found, true
	}
	return Piece{}, false
}

// Sees reports whether an agency may see a change of the board as it stands.
func (b *Board) Sees(code string, e dispatch.JointEvent) bool {
	if code == b.Lead || e.Member != nil {
		return true
	}
	switch {
	case e.Task != nil:
		return b.seesTask(code, e.Task.ID)
	case e.Work != nil:
		return b.seesTask(code, e.Work.Task)
	case e.Evidence != nil:
		return b.seesPiece(code, e.Evidence.ID)
	case e.Handover != nil:
		return b.seesPiece(code, e.Handover.Evidence)
	case e.Received != nil:
		return b.seesPiece(code, e.Received.Evidence)
	}
	return false
}

func (b *Board) seesTask(code, id string) bool {
	return slices.ContainsFunc(b.Tasks, func(t Task) bool {
		return t.ID == id && (len(t.For) == 0 || t.Who == code || slices.Contains(t.For, code) || slices.Contains(t.had, code))
	})
}

func (b *Board) seesPiece(code, id string) bool {
	p := b.piece(id)
	return p != nil && (len(p.For) == 0 || p.Owner == code || slices.Contains(p.For, code) ||
		slices.ContainsFunc(p.Hands, func(h Hand) bool { return h.To == code }))
}
