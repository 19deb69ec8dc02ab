package main

import (
	"cmp"
	"slices"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/joint"
)

type transferJointCmd struct {
	List     jointListCmd     `cmd:"" help:"${joint_list}"`
	Show     jointShowCmd     `cmd:"" help:"${joint_show}"`
	Open     jointOpenCmd     `cmd:"" help:"${joint_open}"`
	Invite   jointInviteCmd   `cmd:"" help:"${joint_invite}"`
	Task     jointTaskCmd     `cmd:"" help:"${joint_task}"`
	Work     jointWorkCmd     `cmd:"" help:"${joint_work}"`
	Evidence jointEvidenceCmd `cmd:"" help:"${joint_evidence}"`
	Hand     jointHandCmd     `cmd:"" help:"${joint_hand}"`
	Receive  jointReceiveCmd  `cmd:"" help:"${joint_receive}"`
	Save     jointSaveCmd     `cmd:"" help:"${joint_save}"`
	End      jointEndCmd      `cmd:"" help:"${joint_end}"`
	Tie      jointTieCmd      `cmd:"" help:"${joint_tie}"`
}

type jointListCmd struct {
	Matter string `help:"${joint_about_matter}"`
}

type jointShowCmd struct {
	ID string `arg:"" help:"${joint_id}"`
}

// inviting is whom to invite, and by what right.
type inviting struct {
	To    []string `required:"" help:"${joint_to}" placeholder:"CODE"`
	Due   string   `required:"" help:"${transfer_due}" placeholder:"YYYY-MM-DD"`
	Basis []string `help:"${transfer_basis}" placeholder:"LAW@VERSION#ARTICLE"`
}

type jointOpenCmd struct {
	Title    string `arg:"" help:"${joint_title}"`
	About    string `help:"${joint_about}"`
	Matter   string `help:"${joint_matter}"`
	inviting `embed:""`
}

type jointInviteCmd struct {
	ID       string `arg:"" help:"${joint_id}"`
	inviting `embed:""`
}

type jointTaskCmd struct {
	ID   string   `arg:"" help:"${joint_id}"`
	Task string   `arg:"" optional:"" help:"${joint_oldtask}"`
	What string   `help:"${joint_what}"`
	Who  string   `help:"${joint_who}" placeholder:"CODE"`
	Due  string   `help:"${joint_by}" placeholder:"YYYY-MM-DD"`
	For  []string `help:"${joint_for}" placeholder:"CODE"`
	Drop bool     `help:"${joint_drop}"`
}

type jointWorkCmd struct {
	ID    string `arg:"" help:"${joint_id}"`
	Task  string `arg:"" help:"${joint_mytask}"`
	State string `arg:"" enum:"doing,done,hindered" help:"${joint_state}"`
	On    string `help:"${joint_on}" placeholder:"YYYY-MM-DD"`
	Note  string `help:"${joint_worknote}"`
}

type jointEvidenceCmd struct {
	ID       string   `arg:"" help:"${joint_id}"`
	Piece    string   `arg:"" optional:"" help:"${joint_oldpiece}"`
	Title    string   `help:"${joint_piecetitle}"`
	Kind     string   `help:"${joint_kind}"`
	Source   string   `help:"${joint_source}"`
	Obtained string   `help:"${joint_obtained}" placeholder:"YYYY-MM-DD"`
	Proves   string   `help:"${joint_proves}"`
	For      []string `help:"${joint_for}" placeholder:"CODE"`
	File     string   `type:"path" xor:"file" placeholder:"FILE" help:"${joint_file}"`
	SHA256   string   `name:"sha256" xor:"file" placeholder:"HASH" help:"${joint_hash}"`
}

type jointHandCmd struct {
	ID    string `arg:"" help:"${joint_id}"`
	Piece string `arg:"" help:"${joint_piece}"`
	To    string `required:"" help:"${joint_handto}" placeholder:"CODE"`
	Note  string `help:"${joint_how}"`
}

type jointReceiveCmd struct {
	ID     string `arg:"" help:"${joint_id}"`
	Piece  string `arg:"" help:"${joint_piece}"`
	SHA256 string `name:"sha256" placeholder:"HASH" help:"${joint_gothash}"`
	Note   string `help:"${joint_condition}"`
}

type jointSaveCmd struct {
	ID    string `arg:"" help:"${joint_id}"`
	Piece string `arg:"" help:"${joint_piece}"`
	Out   string `required:"" short:"o" type:"path" placeholder:"DIR" help:"${transfer_folder}"`
}

type jointEndCmd struct {
	ID   string `arg:"" help:"${joint_id}"`
	Code string `arg:"" help:"${joint_code}"`
	Says string `required:"" help:"${joint_says}"`
}

type jointTieCmd struct {
	ID     string `arg:"" help:"${joint_id}"`
	Matter string `arg:"" help:"${joint_matter}"`
}

// Run lists joint matters, the last opened first.
func (c *jointListCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		list, err := b.Joints(a.ctx, a.actor(), c.Matter)
		if err != nil {
			return err
		}
		return a.printJoints(list, b.Code())
	})
}

// Run shows the board of a joint matter and every change of it.
func (c *jointShowCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		v, err := b.GetJoint(a.ctx, a.actor(), c.ID)
		if err != nil {
			return err
		}
		if err := a.printJoint(v); err != nil || a.json {
			return err
		}
		return a.printJointLog(v)
	})
}

// Run opens a joint matter, which this agency leads.
func (c *jointOpenCmd) Run(a *app, t *transferCmd) error {
	basis, err := a.articles(c.Basis)
	if err != nil {
		return err
	}
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		if err := a.matterThere(store, c.Matter); err != nil {
			return err
		}
		v, err := b.OpenJoint(a.ctx, a.actor(), box.JointStart{Matter: c.Matter, Title: c.Title, About: c.About, Due: c.Due, Basis: basis, Members: c.To})
		if err != nil {
			return err
		}
		return a.printJoint(v)
	})
}

// matterThere refuses a matter that is not there; none is fine.
func (a *app) matterThere(store *db.DB, id string) error {
	if id == "" {
		return nil
	}
	rules, err := a.rules()
	if err != nil {
		return err
	}
	_, err = matter.NewService(store, rules).Get(a.ctx, a.actor(), matter.ID(id))
	return err
}

// Run invites more agencies.
func (c *jointInviteCmd) Run(a *app, t *transferCmd) error {
	basis, err := a.articles(c.Basis)
	if err != nil {
		return err
	}
	return a.onJoint(t, c.ID, func(b *box.Box, v box.JointView) (box.JointView, error) {
		return b.Invite(a.ctx, a.actor(), v.ID, v.Version, box.JointStart{Due: c.Due, Basis: basis, Members: c.To})
	})
}

// onJoint does something in a joint matter as it stands and prints the board.
func (a *app) onJoint(t *transferCmd, id string, do func(*box.Box, box.JointView) (box.JointView, error)) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		v, err := b.GetJoint(a.ctx, a.actor(), id)
		if err != nil {
			return err
		}
		if v, err = do(b, v); err != nil {
			return err
		}
		return a.printJoint(v)
	})
}

// changeJoint makes one change in a joint matter as it stands and prints the board.
func (a *app) changeJoint(t *transferCmd, id string, change func(joint.Board) (dispatch.JointEvent, error)) error {
	return a.onJoint(t, id, func(b *box.Box, v box.JointView) (box.JointView, error) {
		e, err := change(v.Board)
		if err != nil {
			return v, err
		}
		if err := v.SayHash(a.files(), &e); err != nil {
			return v, err
		}
		return b.ChangeJoint(a.ctx, a.actor(), v.ID, v.Version, e)
	})
}

// Run sets a task of the plan; what is not said of one that is there stays.
func (c *jointTaskCmd) Run(a *app, t *transferCmd) error {
	return a.changeJoint(t, c.ID, func(b joint.Board) (dispatch.JointEvent, error) {
		var was dispatch.JointTask
		if c.Task != "" {
			i := slices.IndexFunc(b.Tasks, func(t joint.Task) bool { return t.ID == c.Task })
			if i < 0 {
				return dispatch.JointEvent{}, fault.NotFoundf("没有这项任务。", "There is no such task.")
			}
			was = b.Tasks[i].JointTask
		}
		return dispatch.JointEvent{Task: &dispatch.JointTask{ID: c.Task, What: cmp.Or(c.What, was.What), Who: cmp.Or(c.Who, was.Who), Due: cmp.Or(c.Due, was.Due),
			For: seers(c.For, was.For), Dropped: c.Drop}}, nil
	})
}

// seers are the agencies that see a thing: those that were said, or those of before; none is all.
func seers(said, before []string) []string {
	if len(said) == 0 {
		said = before
	}
	return append([]string{}, said...)
}

// Run tells how a task of this agency stands.
func (c *jointWorkCmd) Run(a *app, t *transferCmd) error {
	return a.changeJoint(t, c.ID, func(joint.Board) (dispatch.JointEvent, error) {
		return dispatch.JointEvent{Work: &dispatch.JointWork{Task: c.Task, State: c.State, On: cmp.Or(c.On, law.DateOf(a.now()).String()), Note: c.Note}}, nil
	})
}

// Run shares a piece of evidence; what is not said of one that is there stays.
func (c *jointEvidenceCmd) Run(a *app, t *transferCmd) error {
	return a.changeJoint(t, c.ID, func(b joint.Board) (e dispatch.JointEvent, err error) {
		e.Evidence = &dispatch.JointEvidence{ID: c.Piece}
		if was, ok := b.Piece(e); ok {
			*e.Evidence = was.JointEvidence
		} else if c.Piece != "" {
			return e, fault.NotFoundf("没有这件证据。", "There is no such piece of evidence.")
		}
		p := e.Evidence
		p.Title, p.Kind, p.Source, p.Obtained = cmp.Or(c.Title, p.Title), cmp.Or(c.Kind, p.Kind), cmp.Or(c.Source, p.Source), cmp.Or(c.Obtained, p.Obtained)
		p.Proves, p.SHA256, p.For = cmp.Or(c.Proves, p.Proves), cmp.Or(c.SHA256, p.SHA256), seers(c.For, p.For)
		if c.File == "" {
			return e, nil
		}
		f, err := a.files().Attach(c.File)
		if err != nil {
			return e, err
		}
		p.SHA256, p.File = f.SHA256, &dispatch.File{Name: f.Name, Type: f.Type, Size: f.Size}
		return e, nil
	})
}

// Run hands a piece of evidence on.
func (c *jointHandCmd) Run(a *app, t *transferCmd) error {
	return a.changeJoint(t, c.ID, func(joint.Board) (dispatch.JointEvent, error) {
		return dispatch.JointEvent{Handover: &dispatch.JointHandover{Evidence: c.Piece, To: c.To, Note: c.Note}}, nil
	})
}

// Run receives a piece of evidence; its file, if it is here, is compared by its hash.
func (c *jointReceiveCmd) Run(a *app, t *transferCmd) error {
	return a.changeJoint(t, c.ID, func(joint.Board) (dispatch.JointEvent, error) {
		return dispatch.JointEvent{Received: &dispatch.JointReceived{Evidence: c.Piece, SHA256: c.SHA256, Note: c.Note}}, nil
	})
}

// Run writes the file of a piece of evidence into a folder; the look is recorded.
func (c *jointSaveCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, _ *db.DB) error {
		p, err := b.LookPiece(a.ctx, a.actor(), c.ID, c.Piece)
		if err != nil {
			return err
		}
		if err := a.files().Sound(p.SHA256); err != nil {
			return err
		}
		return a.saveFiles([]dispatch.Attachment{{Name: p.File.Name, SHA256: p.SHA256}}, c.Out)
	})
}

// Run ends a joint matter with a result.
func (c *jointEndCmd) Run(a *app, t *transferCmd) error {
	return a.onJoint(t, c.ID, func(b *box.Box, v box.JointView) (box.JointView, error) {
		return b.EndJoint(a.ctx, a.actor(), v.ID, v.Version, dispatch.Outcome{Code: c.Code, Says: c.Says})
	})
}

// Run names the matter here that a joint matter is about.
func (c *jointTieCmd) Run(a *app, t *transferCmd) error {
	return a.withBox(t.database, func(b *box.Box, store *db.DB) error {
		if err := a.matterThere(store, c.Matter); err != nil {
			return err
		}
		v, err := b.TieJoint(a.ctx, a.actor(), c.ID, c.Matter)
		if err != nil {
			return err
		}
		return a.printJoint(v)
	})
}
