package backtest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A hit is a finding as far as it is compared with decisions.
type hit struct {
	Subject string
	Risk    float64
}

func hits(findings []scan.Finding) []hit {
	out := make([]hit, len(findings))
	for i, f := range findings {
		out[i] = hit{f.Subject.ID, f.Risk}
	}
	return out
}

// Judged returns the report with the labels that people gave subjects counted besides what was
// decided of clues. Where a clue was decided, that counts and not the label: whoever decided
// it had all of the file before them.
func (r Report) Judged(labels []Decision) Report {
	all := slices.Clone(r.decisions)
	known := map[string]bool{}
	for _, d := range all {
		known[d.Subject] = true
	}
	for _, l := range labels {
		if !known[l.Subject] {
			all = append(all, l)
		}
	}
	r.judge(all)
	return r
}

// judge compares what was found with decisions, those of the report and labels after them.
// It changes nothing that a copy of the report shares with it.
func (r *Report) judge(decisions []Decision) {
	labels := len(decisions) - len(r.decisions)
	count := func(found []hit) *Decided {
		d := decided(found, decisions)
		if d != nil {
			d.Labels = labels
		}
		return d
	}
	r.Decided = count(r.found)
	if r.Against != nil {
		against := *r.Against
		against.Decided = count(r.other)
		r.Against = &against
	}
	r.Levels = slices.Clone(r.Levels)
	for k := range r.Levels {
		shown := slices.DeleteFunc(slices.Clone(r.found), func(h hit) bool { return reached(h.Risk) < k })
		if d := decided(shown, decisions); d != nil {
			r.Levels[k].Precision, r.Levels[k].Kept = d.Precision, d.Kept
		}
	}
}

// Lists reports whether the report lists a subject, for people to judge.
func (r Report) Lists(subject string) bool {
	lists := [][]Example{r.Examples}
	if r.Against != nil {
		lists = append(lists, r.Against.Gained.Examples, r.Against.Lost.Examples)
	}
	return slices.ContainsFunc(lists, func(list []Example) bool {
		return slices.ContainsFunc(list, func(e Example) bool { return e.Subject.ID == subject })
	})
}

// settings are the parameters of the model as the test sets them.
func (r *runner) settings() (out []Setting) {
	for _, p := range r.model.Parameters {
		value := p.Default
		if given, ok := r.Params[p.ID]; ok {
			value = given
		}
		text := fmt.Sprint(value)
		if list, ok := value.([]any); ok {
			text = strings.Trim(fmt.Sprint(list), "[]")
		}
		out = append(out, Setting{p.ID, p.Title, cmp.Or(text, "–"), p.Unit})
	}
	return out
}

// UnitText is a unit of measures in words.
func UnitText(unit string) fault.Text {
	switch unit {
	case "cases":
		return fault.Text{ZH: "件", EN: "cases"}
	case "share":
		return fault.Text{ZH: "占比", EN: "share"}
	case "yuan":
		return fault.Text{ZH: "元", EN: "yuan"}
	case "days":
		return fault.Text{ZH: "天", EN: "days"}
	case "months":
		return fault.Text{ZH: "个月", EN: "months"}
	case "years":
		return fault.Text{ZH: "年", EN: "years"}
	case "people":
		return fault.Text{ZH: "人", EN: "people"}
	case "records":
		return fault.Text{ZH: "条", EN: "records"}
	}
	return fault.Text{}
}
