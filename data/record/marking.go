package record

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// A Marking is a passage of the text and the field that was read from it.
type Marking struct {
	Field      string // JSON name of the field, or of the list whose item it is
	Value      string // what tells the item apart: its kind or name; empty for single-valued fields
	Span       Span
	Confidence float64 // see Judgment.Confidence; 0 where the list carries none
}

// Markings returns every passage that a field was read from, sections and defects without a
// place left out, in the order of the text; of those that start together the longer first.
func (j *Judgment) Markings() []Marking {
	var m markings
	for _, f := range slices.Sorted(maps.Keys(j.Spans)) {
		m.add(f, "", j.Spans[f], j.Confidence[f])
	}
	for _, p := range j.Parties {
		m.add("parties", string(p.Role), p.NameSpan, 0)
		for _, a := range p.Agents {
			m.add("agents", a.Kind, a.Span, 0)
		}
	}
	each(&m, "judges", j.Judges, func(v Judge) (string, Span, float64) { return v.Role, v.Span, 0 })
	each(&m, "prior_cases", j.PriorCases, func(v PriorCase) (string, Span, float64) { return string(v.Relation), v.Span, v.Confidence })
	each(&m, "claims", j.Claims, func(v Claim) (string, Span, float64) { return string(v.Kind), v.Span, v.Confidence })
	each(&m, "orders", j.Orders, func(v Order) (string, Span, float64) { return string(v.Kind), v.Span, v.Confidence })
	each(&m, "costs", j.Costs, func(v Cost) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "citations", j.Citations, func(v Citation) (string, Span, float64) { return v.Article, v.Span, v.Confidence })
	each(&m, "loans", j.Loans, func(v Loan) (string, Span, float64) { return v.Delivery, v.Span, v.Confidence })
	each(&m, "repayments", j.Repayments, func(v Repayment) (string, Span, float64) { return v.By, v.Span, v.Confidence })
	each(&m, "notes", j.Notes, func(v Note) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "securities", j.Securities, func(v Security) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "evidence", j.Evidence, func(v Evidence) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "objections", j.Objections, func(v Objection) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "amounts", j.Amounts, func(v Amount) (string, Span, float64) { return v.Kind, v.Span, 0 })
	each(&m, "elements", j.Elements, func(v Element) (string, Span, float64) { return string(v.Kind), v.Span, 0 })
	each(&m, "defects", j.Defects, func(v Defect) (string, Span, float64) { return v.Says, v.Span, 0 })
	if e := j.Enforcement; e != nil {
		each(&m, "enforcement", e.Properties, func(v Property) (string, Span, float64) { return v.Act, v.Span, v.Confidence })
		each(&m, "enforcement", e.Shares, func(v Share) (string, Span, float64) { return "share", v.Span, v.Confidence })
	}
	slices.SortStableFunc(m, func(a, b Marking) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), strings.Compare(a.Field, b.Field))
	})
	return m
}

type markings []Marking

func (m *markings) add(field, value string, at Span, confidence float64) {
	if at.Known() {
		*m = append(*m, Marking{field, value, at, confidence})
	}
}

// each adds the items of a list.
func each[T any](m *markings, field string, items []T, tell func(T) (value string, at Span, confidence float64)) {
	for _, v := range items {
		value, at, confidence := tell(v)
		m.add(field, value, at, confidence)
	}
}
