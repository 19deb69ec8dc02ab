package record

// ReaderVersion is stored with everything read, so that a later reader's work can be told
// from this one's.
const ReaderVersion = "3"

// Parse reads one court document. It never fails: what it cannot read it leaves empty and
// lists among the defects. All spans are half-open ranges of characters of text as given.
func Parse(id, text string) Judgment {
	r := read(id, text)
	r.findDefects()
	r.toCharacters()
	return r.j
}

// Index is Parse that also makes what documents are compared by: Bands and Passages.
func Index(id, text string) Judgment {
	r := read(id, text)
	r.readSimilarity()
	r.findDefects()
	r.toCharacters()
	return r.j
}

// read returns a reader that has read all fields of a text.
func read(id, text string) *reader {
	r := &reader{text: text}
	r.j.ID = id
	if !r.scan() {
		// One replacement character for each broken byte keeps the count of characters.
		r = &reader{text: string([]rune(text))}
		r.j.ID = id
		r.defect("text", "unreadable", "文书正文含有无法识别的字符。", place{})
		r.scan()
	}
	r.readParties()
	r.readHead()
	r.findTail()
	r.readTail()
	r.splitSections()
	r.readReported()
	r.readCaseNoParts()
	r.readCourtPlace()
	r.readCause()
	r.readCauseCode()
	r.readProcedure()
	r.readCast()
	r.findNames()
	r.readSuccession()
	r.findFigures()
	r.readPriorCases()
	r.readCitations()
	r.readOutcome()
	r.readAttendance()
	r.readConduct()
	r.readAppealNotice()
	r.readClerks()
	r.readCosts()
	r.readObjections()
	r.readAnswers()
	r.otherObjections()
	r.readElements()
	r.readTags()
	r.readLoans()
	r.readLoanTerms()
	r.readRepayments()
	r.readNotes()
	r.readSecurities()
	r.readSpouse()
	r.readEvidence()
	r.readAmounts()
	r.readGuarantee()
	r.readClaims()
	r.readOrders()
	r.readEnforcement()
	return r
}

// toCharacters turns all spans from bytes into characters, after one walk over the text.
func (r *reader) toCharacters() {
	c := newCounter(r.text)
	turn := func(s *Span) { s.Start, s.End = c.before(s.Start), c.before(s.End) }
	r.j.eachSpan(turn)
	r.j.Spans = make(map[string]Span, len(r.fields))
	r.j.Confidence = make(map[string]float64, len(r.fields))
	for _, f := range r.fields {
		turn(&f.at)
		r.j.Spans[f.field] = f.at
		r.j.Confidence[f.field] = f.confidence
	}
}
