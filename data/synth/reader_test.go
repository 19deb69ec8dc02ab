package synth

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/data/record"
)

// A field is something the reader must find in the papers, with what was planned.
type field struct {
	name string
	asks func(s *suit) bool // whether the paper says it
	same func(wr *writer, s *suit, j record.Judgment) bool
}

func always(*suit) bool { return true }

func judged(s *suit) bool { return s.paper == judgmentPaper }

// fields are the key fields of a paper.
func fields() []field {
	return []field{
		{"court", always, func(_ *writer, s *suit, j record.Judgment) bool { return j.Court == s.court.name }},
		{"case_no", always, func(_ *writer, s *suit, j record.Judgment) bool { return j.CaseNo == s.no }},
		{"doc_type", always, func(_ *writer, s *suit, j record.Judgment) bool { return j.DocType == docType(s) }},
		{"procedure", always, func(_ *writer, s *suit, j record.Judgment) bool { return j.Procedure == proceeding(s) }},
		{"cause", func(s *suit) bool { return s.paper != orderPaper }, func(_ *writer, s *suit, j record.Judgment) bool { return j.Cause == s.cause }},
		{"filed_on", func(s *suit) bool { return judged(s) || s.paper == mediationPaper }, func(_ *writer, s *suit, j record.Judgment) bool { return j.FiledOn == s.filed.iso() }},
		{"decided_on", always, func(_ *writer, s *suit, j record.Judgment) bool { return j.DecidedOn == s.decided.iso() }},
		{"claiming", always, func(wr *writer, s *suit, j record.Judgment) bool {
			return slices.Equal(side(j, record.Claiming), called(wr, s.claims))
		}},
		{"defending", always, func(wr *writer, s *suit, j record.Judgment) bool {
			return slices.Equal(side(j, record.Defending), called(wr, s.oppose))
		}},
		{"agents", always, func(_ *writer, s *suit, j record.Judgment) bool { return slices.Equal(agentsRead(j), agentsPlanned(s)) }},
		{"judge", always, func(_ *writer, s *suit, j record.Judgment) bool {
			return len(j.Judges) > 0 && j.Judges[0].Name == s.judge.name
		}},
		{"absent", judged, func(_ *writer, s *suit, j record.Judgment) bool {
			return j.AbsentDefendant != nil && *j.AbsentDefendant == s.anyAbsent()
		}},
		{"outcome of judgments", judged, func(_ *writer, s *suit, j record.Judgment) bool { return j.Outcome == outcome(s) }},
		{"outcome of mediations", func(s *suit) bool { return s.paper == mediationPaper }, func(_ *writer, _ *suit, j record.Judgment) bool { return j.Outcome == record.Settled }},
		{"outcome of withdrawals", func(s *suit) bool { return s.paper == withdrawnPaper }, func(_ *writer, _ *suit, j record.Judgment) bool { return j.Outcome == record.Withdrawn }},
		{"loan", func(s *suit) bool { return judged(s) && s.topic == "loan" }, func(_ *writer, s *suit, j record.Judgment) bool {
			return len(j.Loans) > 0 && j.Loans[0].LentOn == s.begun.iso() && j.Loans[0].Delivery == handedOver(s)
		}},
		{"basis of enforcement", func(s *suit) bool { return s.paper == enforcementPaper }, func(_ *writer, s *suit, j record.Judgment) bool {
			return slices.ContainsFunc(j.Elements, func(e record.Element) bool { return e.Kind == record.ElBasis && e.Value == s.basis.no })
		}},
	}
}

// TestReaderReadsThePapers holds the reader to these papers, field by field: papers
// that the reader cannot read would measure the reader and not the models.
func TestReaderReadsThePapers(t *testing.T) {
	const floor = 0.95
	c := plan(t, Options{Seed: 11})
	wr := newWriter(c.w)
	list := fields()
	right, asked := make([]int, len(list)), make([]int, len(list))
	missed := make([][]string, len(list))
	for _, s := range c.w.suits {
		j := record.Parse(s.id, string(wr.write(s)))
		for i, f := range list {
			if !f.asks(s) {
				continue
			}
			asked[i]++
			if f.same(wr, s, j) {
				right[i]++
			} else if len(missed[i]) < 5 {
				missed[i] = append(missed[i], s.no+" "+s.topic)
			}
		}
	}
	for i, f := range list {
		share := float64(right[i]) / float64(asked[i])
		t.Logf("%-24s %.3f of %d", f.name, share, asked[i])
		if share < floor {
			t.Errorf("%s is read right in %.3f of %d papers, want %.2f; for example not in %q", f.name, share, asked[i], floor, missed[i])
		}
	}
}

func side(j record.Judgment, side record.Side) (names []string) {
	for _, p := range j.Parties {
		if p.Side == side {
			names = append(names, p.Name)
		}
	}
	return names
}

func called(wr *writer, parties []*party) (names []string) {
	for _, p := range parties {
		names = append(names, wr.name(p))
	}
	return names
}

func agentsRead(j record.Judgment) (names []string) {
	for _, p := range j.Parties {
		for _, a := range p.Agents {
			names = append(names, a.Name)
		}
	}
	slices.Sort(names)
	return names
}

func agentsPlanned(s *suit) (names []string) {
	for _, p := range slices.Concat(s.claims, s.oppose) {
		if p.agent != nil && p.came != absent {
			names = append(names, p.agent.name)
		}
	}
	slices.Sort(names)
	return names
}

func docType(s *suit) record.DocType {
	switch s.paper {
	case mediationPaper:
		return record.Mediation
	case orderPaper:
		return record.PaymentOrder
	case withdrawnPaper, deemedPaper, reviewPaper, enforcementPaper:
		return record.Ruling
	}
	if s.result == "withdrawn" {
		return record.Ruling
	}
	return record.JudgmentDoc
}

func proceeding(s *suit) record.Procedure {
	switch s.paper {
	case appealPaper:
		return record.Second
	case reviewPaper:
		return record.RetrialReview
	case orderPaper:
		return record.Payment
	case enforcementPaper:
		return record.Enforcement
	}
	return record.First
}

// outcome is how a judgment of first instance ended: granting the principal but less
// interest, or only against one of two, is granting in part.
func outcome(s *suit) record.Outcome {
	switch {
	case s.result == "none":
		return record.Rejected
	case s.result == "part", s.capped(), s.other("spouse") != nil && !s.has(spouseyes):
		return record.Partly
	}
	return record.Supported
}

func handedOver(s *suit) string {
	switch {
	case s.has(cash):
		return "cash"
	case s.has(mixed):
		return "mixed"
	}
	return "transfer"
}
