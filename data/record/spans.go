package record

// eachSpan calls f with every span of the judgment but those of the single-valued fields.
func (j *Judgment) eachSpan(f func(*Span)) {
	for i := range j.Parties {
		p := &j.Parties[i]
		f(&p.NameSpan)
		f(&p.LineSpan)
		knownOf(&p.SexSpan, f)
		knownOf(&p.BornOnSpan, f)
		knownOf(&p.AddressSpan, f)
		knownOf(&p.IDNumberSpan, f)
		knownOf(&p.LegalRepSpan, f)
		knownOf(&p.FormerlySpan, f)
		for k := range p.Agents {
			f(&p.Agents[k].Span)
			knownOf(&p.Agents[k].FirmSpan, f)
		}
	}
	spansOf(j.Judges, func(v *Judge) *Span { return &v.Span }, f)
	spansOf(j.PriorCases, func(v *PriorCase) *Span { return &v.Span }, f)
	foreign := func(v *ForeignSum) *Span { return &v.Span }
	spansOf(j.ClaimForeign, foreign, f)
	for i := range j.Claims {
		f(&j.Claims[i].Span)
		spansOf(j.Claims[i].Foreign, foreign, f)
	}
	for i := range j.Orders {
		f(&j.Orders[i].Span)
		spansOf(j.Orders[i].Foreign, foreign, f)
	}
	spansOf(j.Costs, func(v *Cost) *Span { return &v.Span }, f)
	spansOf(j.Citations, func(v *Citation) *Span { return &v.Span }, f)
	for i := range j.Loans {
		l := &j.Loans[i]
		f(&l.Span)
		for _, s := range []*Span{&l.DeliveredSpan, &l.WithheldSpan, &l.TransferredSpan, &l.RateSpan, &l.DueOnSpan, &l.TermSpan, &l.PurposeSpan} {
			knownOf(s, f)
		}
	}
	spansOf(j.Repayments, func(v *Repayment) *Span { return &v.Span }, f)
	spansOf(j.Notes, func(v *Note) *Span { return &v.Span }, f)
	spansOf(j.Securities, func(v *Security) *Span { return &v.Span }, f)
	spansOf(j.Evidence, func(v *Evidence) *Span { return &v.Span }, f)
	spansOf(j.Objections, func(v *Objection) *Span { return &v.Span }, f)
	spansOf(j.Amounts, func(v *Amount) *Span { return &v.Span }, f)
	spansOf(j.Identifiers, func(v *Identifier) *Span { return &v.Span }, f)
	spansOf(j.Elements, func(v *Element) *Span { return &v.Span }, f)
	spansOf(j.Sections, func(v *Section) *Span { return &v.Span }, f)
	spansOf(j.Passages, func(v *Passage) *Span { return &v.Span }, f)
	spansOf(j.Defects, func(v *Defect) *Span { return &v.Span }, f)
	if e := j.Enforcement; e != nil {
		f(&e.Span)
		for _, s := range []*Span{&e.AppliedYuanSpan, &e.PaidYuanSpan, &e.OpenYuanSpan, &e.AppliedOnSpan, &e.EndSpan, &e.EndReasonSpan, &e.ListedSpan, &e.RestrictedSpan} {
			knownOf(s, f)
		}
		spansOf(e.Basis, func(v *PriorCase) *Span { return &v.Span }, f)
		spansOf(e.Properties, func(v *Property) *Span { return &v.Span }, f)
		spansOf(e.Shares, func(v *Share) *Span { return &v.Span }, f)
	}
}

// knownOf calls f with a span if it names a place: what most parties are not told to have has none.
func knownOf(s *Span, f func(*Span)) {
	if s.Known() {
		f(s)
	}
}

// spansOf calls f with the span of every item of a list.
func spansOf[T any](items []T, span func(*T) *Span, f func(*Span)) {
	for i := range items {
		f(span(&items[i]))
	}
}
