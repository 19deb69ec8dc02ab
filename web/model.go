package web

import (
	"context"
	"slices"

	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Card is the rule card of one supervision model, as people read it.
type Card struct {
	ID            string          `json:"id" doc:"Id of the model: branch/name."`
	Version       int             `json:"version" doc:"Version of the model."`
	Branch        string          `json:"branch" doc:"Branch of supervision: civil, criminal, administrative, public-interest."`
	Title         fault.Text      `json:"title" doc:"Name of the model."`
	Harm          fault.Text      `json:"harm" doc:"The wrong that the model looks for."`
	Point         fault.Text      `json:"point" doc:"The point of supervision: which act of which authority is examined."`
	PrecisionNote fault.Text      `json:"precision_note" doc:"How often the model is right, as far as it was measured."`
	Basis         []scan.Basis    `json:"basis" nullable:"false" doc:"The legal basis."`
	Inputs        []string        `json:"inputs" nullable:"false" doc:"Names of the data standards it reads."`
	Parameters    []ParameterCard `json:"parameters" nullable:"false" doc:"What can be set, with limits."`
	Indicators    []IndicatorCard `json:"indicators" nullable:"false" doc:"What the risk coefficient is made of."`
	Exclusions    []ExclusionCard `json:"exclusions" nullable:"false" doc:"The look-alikes that the model leaves out."`
	YAML          string          `json:"yaml" doc:"The model's file as it is."`
	Family        string          `json:"-"` // models of one family rest on the same facts
	Depends       []string        `json:"-"` // models on which this one rests in part
	Clues         int             `json:"clues" doc:"How many clues rest on it, in whatever state."`
}

// A ParameterCard is one parameter of a model.
type ParameterCard struct {
	ID      string     `json:"id" doc:"Id within the model."`
	Title   fault.Text `json:"title" doc:"Name of the parameter."`
	Type    string     `json:"type" doc:"Type of its value: int, float, date, text …"`
	Default any        `json:"default" doc:"Value used if nobody sets another."`
	Min     any        `json:"min" doc:"Least value; null if there is none."`
	Max     any        `json:"max" doc:"Greatest value; null if there is none."`
	Unit    string     `json:"unit" doc:"Unit of the value; empty if it has none."`
	Source  string     `json:"source" doc:"Where the default comes from; empty if it is the model author's."`
}

// An IndicatorCard is one indicator of a model.
type IndicatorCard struct {
	ID     string     `json:"id" doc:"Id within the model."`
	Title  fault.Text `json:"title" doc:"Name of the indicator."`
	Weight float64    `json:"weight" doc:"What it can add to the risk at most; negative if it speaks against."`
	Source string     `json:"source" doc:"Where the threshold comes from; empty if it is the model author's."`
}

// An ExclusionCard is one look-alike that a model leaves out.
type ExclusionCard struct {
	ID    string     `json:"id" doc:"Id within the model."`
	Title fault.Text `json:"title" doc:"Name of the look-alike."`
	Says  fault.Text `json:"says" doc:"What is left out, as a sentence."`
}

func (s *Server) card(id string) (Card, bool) {
	cards := s.Models()
	i := slices.IndexFunc(cards, func(c Card) bool { return c.ID == id })
	if i < 0 {
		return Card{}, false
	}
	return cards[i], true
}

// Cards are the rule cards of all models.
type Cards struct {
	Items []Card `json:"items" nullable:"false" doc:"Every model at hand."`
}

func (s *Server) listModels(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Cards }, error) {
	n, err := s.cluesByModel(ctx, c)
	if err != nil {
		return nil, err
	}
	out := Cards{Items: []Card{}}
	for _, card := range s.Models() {
		card.Clues = n[card.ID]
		out.Items = append(out.Items, card.whole())
	}
	return &struct{ Body Cards }{out}, nil
}

func (s *Server) getModel(ctx context.Context, c caller, in *struct {
	Branch string `path:"branch" maxLength:"64" doc:"Branch of the model's id."`
	Name   string `path:"name" maxLength:"64" doc:"Name after the branch."`
}) (*struct{ Body Card }, error) {
	n, err := s.cluesByModel(ctx, c)
	if err != nil {
		return nil, err
	}
	card, ok := s.card(in.Branch + "/" + in.Name)
	if !ok {
		return nil, fault.NotFoundf("没有这个监督模型。", "There is no such model.")
	}
	card.Clues = n[card.ID]
	return &struct{ Body Card }{card.whole()}, nil
}

func (s *Server) cluesByModel(ctx context.Context, c caller) (map[string]int, error) {
	sum, err := s.Clues.Summary(ctx, c.By)
	if err != nil {
		return nil, err
	}
	n := map[string]int{}
	for _, m := range sum.ByModel {
		n[m.Model] = m.Clues
	}
	return n, nil
}

// whole returns the card with empty lists instead of none.
func (c Card) whole() Card {
	c.Basis, c.Inputs, c.Parameters = list(c.Basis), list(c.Inputs), list(c.Parameters)
	c.Indicators, c.Exclusions = list(c.Indicators), list(c.Exclusions)
	return c
}
