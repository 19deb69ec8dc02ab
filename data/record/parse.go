package record

import "sync"

// ReaderVersion is stored with everything read, so that a later reader's work can be told
// from this one's.
const ReaderVersion = "15"

// Parse reads one court document. It never fails: what it cannot read it leaves empty and
// lists among the defects. All spans are half-open ranges of characters of text as given.
func Parse(id, text string) Judgment {
	r := newReader()
	defer r.release()
	r.read(id, text)
	r.findDefects()
	r.toCharacters()
	return r.j
}

// A Text is a document to be read.
type Text struct{ ID, Text string }

// ParseAll reads documents as Parse does each, and returns what it read in their order. It takes
// less time than as many calls of Parse: each rule goes over some dozens of documents before the
// next does, so that its code and what the processor has learned of its branches stay at hand.
func ParseAll(docs []Text) []Judgment {
	all := make([]Judgment, 0, len(docs))
	var readers [abreast]*reader
	for len(docs) > 0 {
		n, size := 0, 0
		for ; n < len(docs) && n < abreast && (n == 0 || size+len(docs[n].Text) <= maxAbreast); n++ {
			readers[n] = newReader()
			size += len(docs[n].Text)
		}
		readAbreast(readers[:n], docs[:n])
		for _, r := range readers[:n] {
			all = append(all, r.j)
			r.release()
		}
		docs = docs[n:]
	}
	return all
}

// How many documents are read abreast at most, and how many bytes: all that is known of them has
// to stay in the second-level cache.
const (
	abreast    = 64
	maxAbreast = 1 << 20
)

// readAbreast reads a text with each reader, all of them step by step.
func readAbreast(readers []*reader, docs []Text) {
	for i, r := range readers {
		r.take(docs[i].ID, docs[i].Text)
	}
	for _, step := range steps {
		for _, r := range readers {
			step(r)
		}
	}
	for _, r := range readers {
		r.findDefects()
	}
	for _, r := range readers {
		r.toCharacters()
	}
}

// Index is Parse that also makes what documents are compared by: Bands and Passages.
func Index(id, text string) Judgment {
	r := newReader()
	defer r.release()
	r.read(id, text)
	r.readSimilarity()
	r.findDefects()
	r.toCharacters()
	return r.j
}

// readers keeps what readers that are done worked with, for the next: the lists of what stands
// where would be two thirds of all memory that reading takes. Nothing of a text stays in them.
var readers = sync.Pool{New: func() any { return new(reader) }}

// newReader returns a reader that has read nothing.
func newReader() *reader { return readers.Get().(*reader) }

// maxKept bounds the lists that are kept, by how many marks that end phrases there is room for: those
// of a text of a few hundred thousand characters.
const maxKept = 1 << 15

// release gives back what the reader worked with. What it has read stays the caller's.
func (r *reader) release() {
	if cap(r.stops) > maxKept {
		return
	}
	clear(r.days) // the lists that hold words of the text
	clear(r.numbers)
	clear(r.fields)
	clear(r.units)
	clear(r.cast.claiming)
	clear(r.cast.defending)
	clear(r.cast.names)
	r.begin("", "")
	readers.Put(r)
}

// begin empties the reader for a text. Its lists keep their room.
func (r *reader) begin(id, text string) {
	c := r.cast
	*r = reader{
		cast: cast{claiming: c.claiming[:0], defending: c.defending[:0], names: c.names[:0]},
		text: text, finds: finds{r.marks[:0], r.tagged[:0]},
		starts: r.starts[:0], stops: r.stops[:0], figures: r.figures[:0], titles: r.titles[:0], parts: r.parts[:0],
		named: r.named[:0], days: r.days[:0], sums: r.sums[:0], foreign: r.foreign[:0], numbers: r.numbers[:0], fields: r.fields[:0], chars: r.chars[:0], pairs: r.pairs[:0], units: r.units[:0], near: r.near[:0],
	}
	r.j.ID = id
}

// steps are the rules, in the order in which they need one another's findings.
var steps = [...]func(*reader){
	(*reader).findParties, (*reader).readParties, (*reader).readAgents, (*reader).settleParties, (*reader).readTitle, (*reader).readCaseNo, (*reader).readNoticed, (*reader).readCourt, (*reader).readArbitrators, (*reader).findTail, (*reader).readAnnex, (*reader).readTail,
	(*reader).splitSections, (*reader).readReported, (*reader).readCaseNoParts, (*reader).readCourtPlace,
	(*reader).readCause, (*reader).readProcedure, (*reader).readCast,
	(*reader).findNames, (*reader).readSuccession, (*reader).findFigures, (*reader).readPriorCases,
	(*reader).readCitations, (*reader).readOutcome, (*reader).readAttendance, (*reader).readConduct, (*reader).readCauseCode,
	(*reader).readAppealNotice, (*reader).readClerks, (*reader).readCosts, (*reader).readObjections,
	(*reader).readAnswers, (*reader).otherObjections, (*reader).readElements, (*reader).readTags, (*reader).readAssignedTies, (*reader).readCircles,
	(*reader).readLoans, (*reader).readLoanTerms, (*reader).readRepayments, (*reader).readPaidOver, (*reader).readNotes, (*reader).readNotedLoan,
	(*reader).readSecurities, (*reader).readSpouse, (*reader).readEvidence, (*reader).readAmounts,
	(*reader).readGuarantee, (*reader).readClaims, (*reader).readOrders, (*reader).readEnforcement,
	(*reader).readIdentifiers,
}

// read reads all fields of a text.
func (r *reader) read(id, text string) {
	r.take(id, text)
	for _, step := range steps {
		step(r)
	}
}

// take takes a text up and goes over it.
func (r *reader) take(id, text string) {
	var given spacing
	if spacedOut(text) {
		text, given = closeUp(text)
	}
	r.text, r.j.ID = text, id // it has read nothing, or release has emptied it
	r.given = given
	r.asCourts()
	if !r.scan() {
		// One replacement character for each broken byte keeps the count of characters.
		r.begin(id, string([]rune(text)))
		r.given = given
		r.asCourts()
		r.defect("text", "unreadable", "文书正文含有无法识别的字符。", place{})
		r.scan()
	}
}

// toCharacters turns all spans from bytes into characters of the text as given, after one walk
// over what was read.
func (r *reader) toCharacters() {
	c := newCounter(r.text, r.chars)
	r.chars = c.blocks
	turn := func(s *Span) { *s = r.given.span(Span{c.before(s.Start), c.before(s.End)}) }
	r.j.eachSpan(turn)
	r.j.Spans = make(map[string]Span, len(r.fields))
	r.j.Confidence = make(map[string]float64, len(r.fields))
	for _, f := range r.fields {
		turn(&f.at)
		r.j.Spans[f.field] = f.at
		r.j.Confidence[f.field] = f.confidence
	}
}
