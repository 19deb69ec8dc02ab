package backtest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Comparison is what two models find on one snapshot, and how much their rules ask the same.
type Comparison struct {
	A       Card    `json:"a"`
	B       Card    `json:"b"`
	Rule    float64 `json:"rule"` // models.Alike: 1 if they differ in names and numbers only
	Overlap Overlap `json:"overlap"`
	Sides
}

// A Card names a model.
type Card struct {
	Model    string     `json:"model"`
	Version  int        `json:"version"`
	Title    fault.Text `json:"title"`
	Findings int        `json:"findings"`
}

func card(m models.Model, findings []scan.Finding) Card {
	return Card{m.ID, m.Version, m.Title, len(findings)}
}

// Compare runs two models on a snapshot whose entities are linked.
func Compare(ctx context.Context, s scan.Snapshot, a, b models.Model) (Comparison, error) {
	lib, err := engine.Standards(s.Engine)
	if err != nil {
		return Comparison{}, fmt.Errorf("load the standards: %w", err)
	}
	var found [2][]scan.Finding
	var parts [2][]string
	for i, m := range []models.Model{a, b} {
		r, err := scan.Scan(ctx, s, m, nil)
		if err != nil {
			return Comparison{}, err
		}
		found[i] = r.Findings
		if parts[i], err = models.Parts(m, lib); err != nil {
			return Comparison{}, err
		}
	}
	return Comparison{A: card(a, found[0]), B: card(b, found[1]), Rule: round(models.Alike(parts[0], parts[1])),
		Overlap: overlap(b, found[0], found[1]), Sides: sides(found[0], found[1], shown, nil)}, nil
}

// Print writes the comparison for people.
func (c Comparison) Print(w io.Writer, lang string) error {
	p := newPrinter(w, lang)
	for _, x := range []Card{c.A, c.B} {
		p.say("%s 第 %d 版  %s\t%d 条命中", "%s version %d  %s\t%d findings", x.Model, x.Version, x.Title.In(lang), x.Findings)
	}
	p.say("规则相同部分 %.2f，主体重叠 %.2f，案件重叠 %.2f", "rules alike %.2f, subjects in common %.2f, cases in common %.2f", c.Rule, c.Overlap.Subjects, c.Overlap.Cases)
	p.sides(c.Sides)
	return p.w.Flush()
}

// From where on two models are near-duplicates: the author's choice.
const (
	AlikeRules    = 0.6 // of the parts of their rules are the same
	AlikeFindings = 0.5 // of the subjects that either finds are found by both,
	LeastCommon   = 5   // and these are at least so many
)

// A Pair is two models and how much they are the same.
type Pair struct {
	A        string  `json:"a"`
	B        string  `json:"b"`
	Rule     float64 `json:"rule"`     // models.Alike
	Common   int     `json:"common"`   // subjects that both find
	Subjects float64 `json:"subjects"` // of all that either finds
	Cases    float64 `json:"cases"`
	ByRule   bool    `json:"by_rule"`     // near-duplicates by their rules
	ByFound  bool    `json:"by_findings"` // by what they find
}

// Near reports whether the two are near-duplicates.
func (p Pair) Near() bool { return p.ByRule || p.ByFound }

// Duplicates compares each model with each by its rule and, where findings has what it found,
// by its findings. The most alike come first.
func Duplicates(list []models.Model, findings map[string][]scan.Finding, parts func(models.Model) ([]string, error)) ([]Pair, error) {
	rules := make([][]string, len(list))
	for i, m := range list {
		var err error
		if rules[i], err = parts(m); err != nil {
			return nil, err
		}
	}
	var out []Pair
	for i, a := range list {
		for j := i + 1; j < len(list); j++ {
			b := list[j]
			o := overlap(b, findings[a.ID], findings[b.ID])
			p := Pair{A: a.ID, B: b.ID, Rule: round(models.Alike(rules[i], rules[j])), Common: o.Common, Subjects: o.Subjects, Cases: o.Cases}
			p.ByRule = p.Rule >= AlikeRules
			p.ByFound = p.Common >= LeastCommon && p.Subjects >= AlikeFindings
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(max(y.Rule, y.Subjects), max(x.Rule, x.Subjects)), strings.Compare(x.A, y.A), strings.Compare(x.B, y.B))
	})
	return out, nil
}

// PrintPairs writes the near-duplicates and, if there are fewer, the ten most alike pairs.
func PrintPairs(w io.Writer, lang string, pairs []Pair) error {
	p := newPrinter(w, lang)
	near := 0
	for _, x := range pairs {
		if x.Near() {
			near++
		}
	}
	p.say("近似重复的模型 %d 对（规则相同部分 ≥ %g，或者共有主体 ≥ %d 个且占 ≥ %g；阈值为作者所定）",
		"%d pairs of near-duplicate models (rules alike ≥ %g, or at least %d subjects in common that are ≥ %g of all; thresholds are the author's)",
		near, AlikeRules, LeastCommon, AlikeFindings)
	p.say("模型\t模型\t规则\t共有主体\t主体\t案件", "model\tmodel\trules\tcommon\tsubjects\tcases")
	for i, x := range pairs {
		if !x.Near() && i >= 10 {
			continue
		}
		mark := ""
		if x.Near() {
			mark = fault.Text{ZH: "近似重复", EN: "near-duplicate"}.In(lang)
		}
		fmt.Fprintf(p.w, "%s\t%s\t%.2f\t%d\t%.2f\t%.2f\t%s\n", x.A, x.B, x.Rule, x.Common, x.Subjects, x.Cases, mark)
	}
	return p.w.Flush()
}
