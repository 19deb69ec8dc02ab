package scan

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// A Corroboration is a subject, or a case, to which several models point.
type Corroboration struct {
	Kind        string      `json:"kind"` // subject or case
	ID          string      `json:"id"`   // of the subject, or the case number
	Name        string      `json:"name"` // of the subject; empty for a case
	Groups      []Evidence  `json:"groups"`
	Probability Probability `json:"probability"` // of all together
}

// An Evidence is what counts once: the findings of models that depend on one another, or
// that rest on the same cases. The strongest of them stands for all.
type Evidence struct {
	Models      []string `json:"models"` // that of the strongest first
	Probability float64  `json:"probability"`
}

// Models lists the models that point there, sorted.
func (c Corroboration) Models() []string {
	var list []string
	for _, g := range c.Groups {
		list = append(list, g.Models...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Corroborate returns the subjects and then the cases to which findings of several models
// point, by probability, with the probability that they have together. The findings are
// those of all models on one snapshot; their order does not matter.
//
// Findings of which the models depend on one another (models.Depend), or that share half the
// cases of the smaller, are one piece of evidence, of which only the strongest counts. What
// is independent adds its weight over the one prior, that of all clues. A weight below that
// prior is none: that another model points at somebody too never speaks for them.
func Corroborate(findings []Finding, list []models.Model) []Corroboration {
	known := map[string]models.Model{}
	for _, m := range list {
		known[m.ID] = m
	}
	subjects, cases := map[string][]Finding{}, map[string][]Finding{}
	for _, f := range findings {
		subjects[f.Subject.ID] = append(subjects[f.Subject.ID], f)
		for _, c := range f.Cases {
			cases[c] = append(cases[c], f)
		}
	}
	out := append(gathered("subject", subjects, known), gathered("case", cases, known)...)
	slices.SortFunc(out, func(a, b Corroboration) int {
		return cmp.Or(-strings.Compare(a.Kind, b.Kind), cmp.Compare(b.Probability.Value, a.Probability.Value), strings.Compare(a.ID, b.ID))
	})
	return out
}

func gathered(kind string, by map[string][]Finding, known map[string]models.Model) (out []Corroboration) {
	for _, id := range slices.Sorted(maps.Keys(by)) {
		if !slices.ContainsFunc(by[id], func(f Finding) bool { return f.Model != by[id][0].Model }) {
			continue
		}
		c := Corroboration{Kind: kind, ID: id}
		c.Groups, c.Probability = together(by[id], known)
		if kind == "subject" {
			c.Name = by[id][0].Subject.Name
		}
		out = append(out, c)
	}
	return out
}

// together groups findings by dependence and adds up their weights.
func together(findings []Finding, known map[string]models.Model) ([]Evidence, Probability) {
	list := slices.Clone(findings)
	slices.SortFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Probability.Value, a.Probability.Value), strings.Compare(a.Model, b.Model), strings.Compare(a.Subject.ID, b.Subject.ID))
	})
	set := newSets(len(list))
	for i := range list {
		for j := range i {
			if dependent(list[i], list[j], known) {
				set.join(i, j)
			}
		}
	}
	var groups []Evidence
	at := map[int]int{}
	for i, f := range list {
		g, there := at[set.root(i)]
		if !there {
			g = len(groups)
			at[set.root(i)] = g
			groups = append(groups, Evidence{Probability: f.Probability.Value})
		}
		if !slices.Contains(groups[g].Models, f.Model) {
			groups[g].Models = append(groups[g].Models, f.Model)
		}
	}
	return groups, combined(groups, list[0].Probability)
}

// dependent reports whether two findings are not to be counted twice. Of a model that nobody
// knows any more, nobody can say that it is independent.
func dependent(a, b Finding, known map[string]models.Model) bool {
	x, ok := known[a.Model]
	y, also := known[b.Model]
	return !ok || !also || models.Depend(x, y) || sameCases(a, b)
}

// combined adds up groups, the strongest first. One group alone has its own probability.
func combined(groups []Evidence, strongest Probability) Probability {
	if len(groups) == 1 {
		return strongest
	}
	common := models.CommonYield()
	odds := logit(groups[0].Probability)
	for _, g := range groups[1:] {
		odds += max(0, logit(g.Probability)-logit(common.Prior))
	}
	prior := models.Percent(common.Prior)
	return Probability{Value: round(1 / (1 + math.Exp(-odds))), N: strongest.N, Basis: fault.Text{
		ZH: fmt.Sprintf("%d 组互不依赖的命中合并，每组只计最强的一个；以全部线索的成案率 %s 为共同先验", len(groups), prior),
		EN: fmt.Sprintf("%d pieces of evidence that do not depend on one another, the strongest of each; the one prior is %s, the yield of all clues", len(groups), prior)}}
}

func logit(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}
