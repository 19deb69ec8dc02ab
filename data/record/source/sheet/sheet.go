// Package sheet turns lines as they stand on printed pages back into the paragraphs
// that were printed. A page knows where a line broke, not why: because the paragraph
// was over, or because the paper was.
package sheet

// A Page is one printed page. Positions are in any unit, the same for the whole page,
// measured from the page's upper left corner.
type Page struct {
	Width, Height float64
	Lines         []Line // in the order in which they are read
	Pictures      bool   // something besides text stands on the page
}

// A Line is a line of text and the box that it fills.
type Line struct {
	Text                     string
	Left, Top, Right, Bottom float64
}

// height returns how high the line is, which is about the width of one Han character.
func (l Line) height() float64 { return l.Bottom - l.Top }

// Blank reports whether the page has next to no text: fewer characters than the
// shortest page that a court prints, a signature and a date.
func (p Page) Blank() bool {
	const least = 8
	n := 0
	for _, l := range p.Lines {
		n += letters(l.Text)
	}
	return n < least
}
