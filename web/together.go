package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// A Together is what the open clues about one subject say together, without counting the same
// fact twice.
type Together struct {
	Says        []fault.Text     `json:"says" nullable:"false" doc:"In sentences: which models find the subject, what of it counts once and what counts beside it, and what that makes."`
	Pieces      []Piece          `json:"pieces" nullable:"false" doc:"The pieces of evidence, the strongest first; one alone if no other model finds the subject."`
	Probability scan.Probability `json:"probability" doc:"Of all together."`
}

// A Piece is one piece of evidence: the clues of models that depend on one another, or that rest
// on the same cases. It counts once.
type Piece struct {
	Models      []fault.Text `json:"models" nullable:"false" doc:"Names of the models, that of the strongest clue first."`
	Probability float64      `json:"probability" doc:"Of the strongest, which alone counts."`
}

// together says what other models add to a clue, by the rule of scan.Corroborate.
func (s *Server) together(ctx context.Context, c caller, d clue.Detail) (Together, error) {
	findings := []scan.Finding{d.Finding}
	for _, x := range d.SubjectRisk.Models {
		if x.Clue == d.ID {
			continue
		}
		other, err := s.Clues.Get(ctx, c.By, x.Clue)
		if fault.Is(err, fault.NotFound) {
			continue // a tie keeps the reader from it
		}
		if err != nil {
			return Together{}, fmt.Errorf("read what other models found about the subject of clue %s: %w", d.ID, err)
		}
		findings = append(findings, other.Finding)
	}
	for _, x := range scan.Corroborate(findings, s.dependence()) {
		if x.Kind == "subject" {
			return s.sayTogether(d, x), nil
		}
	}
	return Together{Probability: d.Finding.Probability, Pieces: []Piece{},
		Says: []fault.Text{{ZH: "目前没有其他模型命中该主体。", EN: "No other model finds the subject at present."}}}, nil
}

// dependence is what the cards say of which models rest on one another.
func (s *Server) dependence() (list []models.Model) {
	for _, c := range s.Models() {
		list = append(list, models.Model{ID: c.ID, Family: c.Family, Depends: c.Depends})
	}
	return list
}

func (s *Server) sayTogether(d clue.Detail, x scan.Corroboration) Together {
	out := Together{Probability: x.Probability}
	others := slices.DeleteFunc(x.Models(), func(m string) bool { return m == d.Model })
	names := s.quoted(others)
	out.Says = append(out.Says, fault.Text{ZH: "该主体还被" + names.ZH + "命中。", EN: "The subject is also found by " + names.EN + "."})
	for _, g := range x.Groups {
		p := Piece{Probability: g.Probability}
		for _, m := range g.Models {
			p.Models = append(p.Models, s.title(m))
		}
		out.Pieces = append(out.Pieces, p)
		if len(g.Models) > 1 {
			all, most := s.quoted(g.Models), models.Percent(g.Probability)
			out.Says = append(out.Says, fault.Text{ZH: all.ZH + "相互依赖或者依据相同的案件，只按最强的一项（" + most + "）计一次。",
				EN: all.EN + " depend on one another or rest on the same cases: they count once, as the strongest of them (" + most + ")."})
		}
	}
	if len(x.Groups) == 1 {
		out.Says = append(out.Says, fault.Text{ZH: "因此其他模型的命中不增加成案概率。", EN: "So the other models add nothing to the probability."})
		return out
	}
	out.Says = append(out.Says, fault.Text{
		ZH: fmt.Sprintf("%d 组命中互不依赖，合并后的成案概率为 %s（%s）。", len(x.Groups), models.Percent(x.Probability.Value), x.Probability.Basis.ZH),
		EN: fmt.Sprintf("%d pieces of evidence do not depend on one another; together they make %s (%s).", len(x.Groups), models.Percent(x.Probability.Value), x.Probability.Basis.EN)})
	return out
}

// quoted lists the names of models in quotation marks.
func (s *Server) quoted(ids []string) fault.Text {
	var zh, en []string
	for _, id := range ids {
		t := s.title(id)
		zh, en = append(zh, "“"+t.ZH+"”"), append(en, `"`+t.EN+`"`)
	}
	return fault.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

// A MemberClue is a clue that is merged into another, with the name of its model.
type MemberClue struct {
	clue.Member
	Title fault.Text `json:"title" doc:"Name of the model."`
}

func (s *Server) memberClues(members []clue.Member) []MemberClue {
	out := []MemberClue{}
	for _, m := range members {
		out = append(out, MemberClue{m, s.title(m.Model)})
	}
	return out
}
