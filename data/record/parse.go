package record

import "unicode/utf8"

// ReaderVersion is stored with everything read, so that a later reader's work can be told
// from this one's.
const ReaderVersion = "1"

// Parse reads one court document. It never fails: what it cannot read it leaves empty and
// lists among the defects. All spans are half-open ranges of characters of text as given.
func Parse(id, text string) Judgment {
	r := &reader{text: text}
	r.j.ID = id
	if !utf8.ValidString(text) {
		// One replacement character for each broken byte keeps the count of characters.
		r.text = string([]rune(text))
		r.defect("text", "unreadable", "文书正文含有无法识别的字符。", place{})
	}
	r.scan()
	r.readParties()
	r.readHead()
	r.findTail()
	r.readTail()
	r.splitSections()
	r.readReported()
	r.readCause()
	r.readProcedure()
	r.readCast()
	r.readOutcome()
	r.readAttendance()
	r.readAnswers()
	r.readElements()
	r.readLoans()
	r.readAmounts()
	r.readGuarantee()
	r.j.Bands = Bands(r.bandText())
	r.findDefects()
	r.toCharacters()
	return r.j
}

// toCharacters turns all spans from bytes into characters, after one walk over the text.
func (r *reader) toCharacters() {
	c := newCounter(r.text)
	for _, e := range r.offsets() {
		*e = c.before(*e)
	}
	r.j.Spans = make(map[string]Span, len(r.fields))
	for _, f := range r.fields {
		r.j.Spans[f.field] = f.at
	}
}

// offsets returns a pointer to every offset of every span of the judgment.
func (r *reader) offsets() []*int {
	var out []*int
	add := func(s *Span) { out = append(out, &s.Start, &s.End) }
	for i := range r.fields {
		add(&r.fields[i].at)
	}
	for i := range r.j.Parties {
		p := &r.j.Parties[i]
		add(&p.NameSpan)
		add(&p.LineSpan)
		for k := range p.Agents {
			add(&p.Agents[k].Span)
		}
	}
	for i := range r.j.Judges {
		add(&r.j.Judges[i].Span)
	}
	for i := range r.j.Loans {
		add(&r.j.Loans[i].Span)
	}
	for i := range r.j.Amounts {
		add(&r.j.Amounts[i].Span)
	}
	for i := range r.j.Elements {
		add(&r.j.Elements[i].Span)
	}
	for i := range r.j.Sections {
		add(&r.j.Sections[i].Span)
	}
	for i := range r.j.Defects {
		add(&r.j.Defects[i].Span)
	}
	return out
}
