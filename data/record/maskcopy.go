package record

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A MaskedCopy is a copy of a document in which nobody can be recognised.
type MaskedCopy struct {
	Text string
	// Persons is how many natural persons got another name.
	Persons int
	// Hidden counts the places where something was hidden, by what it was: one of the Hid
	// or ID constants.
	Hidden map[string]int
	// Doubts say why the copy may show what it should not. Empty means that the reader
	// found everybody whom a document of its form names; it is no proof.
	Doubts []Doubt
	// Otherwise says that the reader does not read the same parts, parties, amounts and facts in
	// the copy. It is of no concern to those whom the copy hides.
	Otherwise bool

	edits  []edit
	copied []Span // where each edit stands in the copy
	names  *nameTree
	given  spacing // of the text that was copied
}

// What a copy hides besides identifiers.
const (
	HidName    = "name"    // the name of a natural person
	HidBirth   = "birth"   // month and day of a birth
	HidAddress = "address" // an address below the county
)

// A Doubt is a reason why a masked copy may still show what it should not.
type Doubt string

// The doubts.
const (
	DoubtParties    Doubt = "parties"    // no party was found, so nobody's name is known
	DoubtUnreadable Doubt = "unreadable" // some characters could not be decoded and may belong to a name
	DoubtName       Doubt = "name"       // what stands where a person's name should is none, so it stayed
	DoubtOpen       Doubt = "open"       // the copy still shows a name or number of somebody
)

// Span converts a span of the text into one of the copy. A span that touches hidden words
// covers all that stands for them.
func (c MaskedCopy) Span(s Span) Span {
	return c.of(c.given.closed(s))
}

// of is Span for a span of the text from which the copy was made, which was closed up if it
// was spaced out.
func (c MaskedCopy) of(s Span) Span {
	return Span{moved(c.edits, c.copied, s.Start, false), moved(c.edits, c.copied, s.End, true)}
}

// Conceal hides the persons of the document and all identifiers in other words that belong to
// it, such as the name of its file.
func (c MaskedCopy) Conceal(words string) string {
	m := newMasker(Judgment{}, words)
	m.keepCaseNumbers()
	m.hideIdentifiers()
	m.hide(c.names)
	copied, _ := m.copy()
	return copied.Text
}

// doubts returns what speaks against a copy with these characters.
func (m *masker) doubts(c MaskedCopy, copied []rune) []Doubt {
	var out []Doubt
	if len(m.j.Parties) == 0 {
		out = append(out, DoubtParties)
	}
	if strings.ContainsRune(m.text, utf8.RuneError) {
		out = append(out, DoubtUnreadable)
	}
	if m.odd {
		out = append(out, DoubtName)
	}
	if m.shows(c, copied) {
		out = append(out, DoubtOpen)
	}
	return out
}

// shows reports whether a copy still shows a name or number that was to be hidden. What was
// kept on purpose, such as the signature of a judge, may contain a name.
func (m *masker) shows(c MaskedCopy, copied []rune) bool {
	kept, at, next := make([]bool, len(copied)), 0, 0
	for i := 0; i < len(m.chars); i++ {
		if next < len(c.edits) && i == c.edits[next].at.Start {
			i, at = c.edits[next].at.End-1, c.copied[next].End
			next++
			continue
		}
		kept[at] = m.taken[i]
		at++
	}
	found := false
	m.names.each(copied, kept, func(Span, string) { found = true })
	suits := make([]Span, len(m.caseNos))
	for i, s := range m.caseNos {
		suits[i] = c.of(s)
	}
	for _, id := range identifiers(copied, suits) {
		found = found || id.Kind != IDTail
	}
	return found
}

// copy applies the edits and returns the copy and its characters.
func (m *masker) copy() (MaskedCopy, []rune) {
	slices.SortFunc(m.edits, func(a, b edit) int { return a.at.Start - b.at.Start })
	c := MaskedCopy{Hidden: map[string]int{}, Persons: len(m.persons), edits: m.edits, copied: make([]Span, len(m.edits)), names: m.names, given: m.given}
	chars := make([]rune, 0, len(m.chars))
	from := 0
	for i, e := range m.edits {
		chars = append(chars, m.chars[from:e.at.Start]...)
		start := len(chars)
		chars = append(chars, []rune(e.with)...)
		c.copied[i] = Span{start, len(chars)}
		from = e.at.End
		c.Hidden[e.hid]++
	}
	chars = append(chars, m.chars[from:]...)
	c.Text = string(chars)
	return c, chars
}

// moved returns where character i of the text stands in the copy. Inside an edit that is the
// start of what stands for it, or its end if the end of a span is asked for.
func moved(edits []edit, copied []Span, i int, end bool) int {
	n, _ := slices.BinarySearchFunc(edits, i, func(e edit, i int) int {
		if e.at.End <= i {
			return -1
		}
		return 1
	})
	switch {
	case n < len(edits) && i > edits[n].at.Start && end:
		return copied[n].End
	case n < len(edits) && i >= edits[n].at.Start && !end:
		return copied[n].Start
	case n == 0:
		return i
	}
	return i + copied[n-1].End - edits[n-1].at.End
}
