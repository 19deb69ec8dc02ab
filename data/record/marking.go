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
		m.add("parties", string(p.Role), p.NameSpan, p.Confidence)
		for _, f := range []Marking{
			{"sex", p.Sex, p.SexSpan, 0}, {"born_on", p.BornOn, p.BornOnSpan, 0}, {"address", "", p.AddressSpan, 0}, {"id_number", "", p.IDNumberSpan, 0},
			{"legal_rep", "", p.LegalRepSpan, 0}, {"formerly", "", p.FormerlySpan, 0},
		} {
			m.add(f.Field, f.Value, f.Span, p.Confidence)
		}
		for _, a := range p.Agents {
			m.add("firm", "", a.FirmSpan, a.Confidence)
			m.add("agents", a.Kind, a.Span, a.Confidence)
		}
	}
	each(&m, "judges", j.Judges, func(v Judge) (string, Span, float64) { return v.Role, v.Span, v.Confidence })
	each(&m, "prior_cases", j.PriorCases, func(v PriorCase) (string, Span, float64) { return string(v.Relation), v.Span, v.Confidence })
	for _, c := range j.Claims {
		each(&m, "foreign", c.Foreign, markForeign)
	}
	for _, o := range j.Orders {
		each(&m, "foreign", o.Foreign, markForeign)
	}
	each(&m, "claim_foreign", j.ClaimForeign, markForeign)
	each(&m, "claims", j.Claims, func(v Claim) (string, Span, float64) { return string(v.Kind), v.Span, v.Confidence })
	each(&m, "orders", j.Orders, func(v Order) (string, Span, float64) { return string(v.Kind), v.Span, v.Confidence })
	each(&m, "costs", j.Costs, func(v Cost) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "citations", j.Citations, func(v Citation) (string, Span, float64) { return v.Article, v.Span, v.Confidence })
	each(&m, "loans", j.Loans, func(v Loan) (string, Span, float64) { return v.Delivery, v.Span, v.Confidence })
	for _, l := range j.Loans {
		m.add("delivered", "", l.DeliveredSpan, Led)
		m.add("withheld", "", l.WithheldSpan, Led)
		m.add("transferred", "", l.TransferredSpan, Led)
		m.add("rate", "", l.RateSpan, Led)
		m.add("due_on", "", l.DueOnSpan, Led)
		m.add("term", "", l.TermSpan, Led)
		m.add("purpose", "", l.PurposeSpan, Led)
	}
	each(&m, "repayments", j.Repayments, func(v Repayment) (string, Span, float64) { return v.By, v.Span, v.Confidence })
	each(&m, "notes", j.Notes, func(v Note) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "securities", j.Securities, func(v Security) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "evidence", j.Evidence, func(v Evidence) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "objections", j.Objections, func(v Objection) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "amounts", j.Amounts, func(v Amount) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "identifiers", j.Identifiers, func(v Identifier) (string, Span, float64) { return v.Kind, v.Span, v.Confidence })
	each(&m, "elements", j.Elements, func(v Element) (string, Span, float64) { return string(v.Kind), v.Span, v.Confidence })
	each(&m, "defects", j.Defects, func(v Defect) (string, Span, float64) { return v.Says, v.Span, 0 })
	if e := j.Enforcement; e != nil {
		m.add("applied_yuan", "", e.AppliedYuanSpan, e.Confidence)
		m.add("paid_yuan", "", e.PaidYuanSpan, e.Confidence)
		m.add("open_yuan", "", e.OpenYuanSpan, e.Confidence)
		m.add("applied_on", "", e.AppliedOnSpan, e.Confidence)
		m.add("end", e.End, e.EndSpan, e.Confidence)
		m.add("end_reason", "", e.EndReasonSpan, e.Confidence)
		m.add("listed", "", e.ListedSpan, e.Confidence)
		m.add("restricted", "", e.RestrictedSpan, e.Confidence)
		each(&m, "enforcement", e.Properties, func(v Property) (string, Span, float64) { return v.Act, v.Span, v.Confidence })
		each(&m, "enforcement", e.Shares, func(v Share) (string, Span, float64) { return "share", v.Span, v.Confidence })
	}
	slices.SortStableFunc(m, func(a, b Marking) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), strings.Compare(a.Field, b.Field))
	})
	return m
}

// markForeign tells a sum of another currency apart by its currency.
func markForeign(v ForeignSum) (string, Span, float64) { return v.Currency, v.Span, Led }

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
