package main

import (
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// modelCards returns the rule cards of all models as the workbench shows them.
func (a *app) modelCards() ([]web.Card, error) {
	list, err := a.chooseModels(nil)
	if err != nil {
		return nil, err
	}
	var cards []web.Card
	for _, m := range list {
		cards = append(cards, modelCard(m))
	}
	return cards, nil
}

func modelCard(m models.Model) web.Card {
	c := web.Card{
		ID: m.ID, Version: m.Version, Branch: m.Branch, Title: m.Title, Harm: m.Harm, Point: m.Point,
		PrecisionNote: fault.Text{
			ZH: "准确率须由本院的处理结果衡量；示范县上的数字见 docs/accuracy.md。",
			EN: "Precision is for this office's own decisions to show; figures on the demonstration county are in docs/accuracy.md.",
		},
		Basis: []scan.Basis{}, Inputs: m.Inputs, Parameters: []web.ParameterCard{}, Indicators: []web.IndicatorCard{},
		Exclusions: []web.ExclusionCard{}, YAML: string(m.Source), Family: m.Family, Depends: m.Depends,
	}
	for _, b := range m.Basis {
		c.Basis = append(c.Basis, scan.Basis(b))
	}
	for _, p := range m.Parameters {
		card := web.ParameterCard{ID: p.ID, Title: p.Title, Type: p.Type, Default: p.Default, Unit: p.Unit, Source: p.Source}
		if p.Min != nil {
			card.Min = *p.Min
		}
		if p.Max != nil {
			card.Max = *p.Max
		}
		c.Parameters = append(c.Parameters, card)
	}
	for _, i := range m.Score.Indicators {
		c.Indicators = append(c.Indicators, web.IndicatorCard{ID: i.ID, Title: i.Title, Weight: i.Weight, Source: i.Source})
	}
	for _, x := range m.Exclusions {
		c.Exclusions = append(c.Exclusions, web.ExclusionCard{ID: x.ID, Title: x.Title, Says: x.Checked})
	}
	return c
}
