package draft

import (
	"slices"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/fault"
)

// An Annex is a test of a draft as it goes into the file of its approval, with nobody's name of
// those whom the test found.
type Annex struct {
	Draft   string          `json:"draft" doc:"Id of the draft."`
	Model   string          `json:"model" doc:"Id of the model."`
	State   State           `json:"state" enum:"draft,review,approved,active,dropped" doc:"Where the draft stands."`
	Test    string          `json:"test" doc:"Id of the test."`
	Tested  int             `json:"tested" doc:"Version of the draft that was tested."`
	Version int             `json:"version" doc:"Version of the draft now."`
	Maker   string          `json:"maker" doc:"Who writes it."`
	By      string          `json:"by" doc:"Who started the test."`
	Started time.Time       `json:"started" doc:"When."`
	Report  backtest.Report `json:"report" doc:"What the test says, with labels counted. The sentences of findings are taken out, and of persons and groups the family name is left."`
	Labels  []Label         `json:"labels" nullable:"false" doc:"What people said of findings that it lists."`
	MadeAt  time.Time       `json:"made_at" doc:"When the annex was made."`
	Stamp   string          `json:"stamp" doc:"Line with the newest checkpoint of the log; empty before anything is sealed, and while it is only looked at."`
	SHA256  string          `json:"sha256" doc:"Hash of this answer as JSON without it; it stands in the log beside the export. Empty while it is only looked at."`
}

// NewAnnex makes the annex of a test that is done.
func NewAnnex(d Draft, x Test, labels []Label, now time.Time) Annex {
	listed := slices.DeleteFunc(slices.Clone(labels), func(l Label) bool { return !x.Report.Lists(l.Subject) })
	if listed == nil {
		listed = []Label{}
	}
	return Annex{Draft: d.ID, Model: d.Model, State: d.State, Test: x.ID, Tested: x.Version, Version: d.Version, Maker: d.MakerName, By: x.By, Started: x.Started,
		Report: masked(x.Report.Judged(Decisions(labels))), Labels: listed, MadeAt: now}
}

// masked is a report without what names people: of a subject that is no organisation the family
// name is left, and sentences are taken out whole, because nothing vouches for a name within them.
func masked(r backtest.Report) backtest.Report {
	hide := func(list []backtest.Example) []backtest.Example {
		list = slices.Clone(list)
		for i, e := range list {
			if e.Subject.Kind != "organisation" {
				list[i].Subject.Name = record.FamilyName(e.Subject.Name)
			}
			list[i].Summary, list[i].Documents = fault.Text{}, nil
		}
		return list
	}
	r.Examples = hide(r.Examples)
	if r.Against != nil {
		against := *r.Against
		for _, side := range []*backtest.Side{&against.Gained, &against.Lost, &against.Both} {
			side.Examples = hide(side.Examples)
		}
		r.Against = &against
	}
	return r
}
