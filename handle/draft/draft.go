// Package draft carries supervision models that an office writes itself from the first line
// to the day on which scans run them: written by one person, proved by their cases, read and
// approved by another, and in force from a day that is stated. Whether a model is sound is
// for package detect/models to say; here is who may do what with it, and when.
package draft

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A State is where a draft stands.
type State string

// The states.
const (
	Writing  State = "draft"    // 起草
	Review   State = "review"   // 送审: its text is fixed
	Approved State = "approved" // 待启用: in force from its day on
	Active   State = "active"   // 已启用
	Dropped  State = "dropped"  // 已放弃
)

// A Draft is a model on its way.
type Draft struct {
	ID        string
	Office    access.Office
	Model     string // id of the model: branch/name
	State     State
	Version   int    // raised with every change, to see that nobody was faster
	Rule      string // model.yaml
	Cases     string // cases.yaml
	Maker     string // id of who writes it
	MakerName string
	MadeAt    time.Time
	ChangedAt time.Time
	Judge     string // id of who approved it or gave it back; empty if nobody has yet
	JudgeName string
	Note      string   // what they said
	Starts    law.Date // day from which scans run it; zero until it is approved
}

// A Text is what a person has written.
type Text struct {
	Rule, Cases string
	Seen        int // version that they had before them
}

// A Move takes a draft one step on its way.
type Move struct {
	To     State
	Note   string   // why it is given back or dropped
	Starts law.Date // approved: from which day on
	Seen   int
}

// Most is how many bytes a rule and cases may have, each.
const Most = 400_000

var idPattern = regexp.MustCompile(`^(civil|criminal|administrative|public-interest)/[a-z0-9]+(-[a-z0-9]+)*$`)

// CheckID says whether id can be that of a model of an office.
func CheckID(id string) error {
	if len(id) > 64 || !idPattern.MatchString(id) {
		return fault.Invalidf("模型编号须写作“领域/名称”：领域为 civil、criminal、administrative 或 public-interest，名称用小写字母、数字和连字符，总长不超过 64。",
			"The id of a model is branch/name: the branch is civil, criminal, administrative or public-interest, the name of small letters, digits and hyphens, 64 at most in all.")
	}
	return nil
}

func (x Text) check() error {
	for _, s := range []string{x.Rule, x.Cases} {
		if len(s) > Most || !db.Storable(s) {
			return fault.Invalidf("规则和用例各不超过 %d 字节，不能有空字符。", "The rule and the cases have at most %d bytes each, and no NUL characters.", Most)
		}
	}
	return nil
}

// way is a move that there is: who may take it.
type way struct {
	right access.Right
	own   bool // only whoever wrote it
}

// ways returns where a draft can go from a state.
func ways(from State) map[State]way {
	switch from {
	case Writing:
		return map[State]way{Review: {access.DraftModels, true}, Dropped: {access.DraftModels, true}}
	case Review:
		return map[State]way{Writing: {access.ApproveModels, false}, Approved: {access.ApproveModels, false}, Dropped: {access.DraftModels, true}}
	case Approved:
		return map[State]way{Dropped: {access.ApproveModels, false}}
	}
	return nil
}

// States returns where a draft can stand, in the order in which it goes.
func States() []State { return []State{Writing, Review, Approved, Active, Dropped} }

// In returns the state in words.
func (s State) In() fault.Text {
	switch s {
	case Writing:
		return fault.Text{ZH: "起草", EN: "being written"}
	case Review:
		return fault.Text{ZH: "送审", EN: "in review"}
	case Approved:
		return fault.Text{ZH: "待启用", EN: "approved"}
	case Active:
		return fault.Text{ZH: "已启用", EN: "in force"}
	}
	return fault.Text{ZH: "已放弃", EN: "given up"}
}

// Moves lists where a person can take the draft, in the order of States.
func (d Draft) Moves(by access.Account) []State {
	return slices.DeleteFunc(States(), func(to State) bool {
		w, ok := ways(d.State)[to]
		return !ok || d.permit(by, w) != nil || d.runsHere(to) != nil
	})
}

// Writable reports whether a person may write the draft now.
func (d Draft) Writable(by access.Account) bool {
	return d.State == Writing && d.permit(by, way{access.DraftModels, true}) == nil
}

func (d Draft) permit(by access.Account, w way) error {
	r := access.Resource{Kind: access.ADraft, ID: d.ID, Office: d.Office, Owner: d.Maker}
	if w.right == access.ApproveModels {
		r.Maker = d.Maker
	}
	if err := access.Check(by, w.right, access.ReadModels, r, access.Purpose{}); err != nil {
		return err
	}
	if w.own && d.Maker != by.ID {
		return fault.Forbiddenf("只有起草人可以这样做。", "Only whoever wrote the draft may do this.")
	}
	return nil
}

// runsHere refuses to put a model in force that was not written in the home: models in force
// run over the lake, which is the home's.
func (d Draft) runsHere(to State) error {
	if to == Approved && d.Office != access.Home {
		return fault.Forbiddenf("启用的模型在数据所属院（home）的数据上运行，其他院起草的模型不能在此批准启用；请由该院起草并审批。",
			"A model in force runs over the data of the office home: what another office wrote cannot be approved here; have it drafted and approved there.")
	}
	return nil
}

// check finds what is wrong with a move that there is.
func (x *Move) check(from State, today law.Date) error {
	x.Note = strings.TrimSpace(x.Note)
	if len(x.Note) > 2000 || !db.Storable(x.Note) {
		return fault.Invalidf("说明不超过 2000 字节。", "The note has at most 2000 bytes.")
	}
	switch {
	case (x.To == Writing || x.To == Dropped && from != Writing) && x.Note == "":
		return fault.Invalidf("请写明理由。", "Give the reason.")
	case x.To == Approved && x.Starts.IsZero():
		x.Starts = today
	case x.To == Approved && x.Starts.Before(today):
		return fault.Invalidf("启用日期不能早于今天。", "A model cannot come into force before today.")
	}
	return nil
}
