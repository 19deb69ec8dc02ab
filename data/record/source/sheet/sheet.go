// Package sheet turns lines as they stand on printed pages back into the paragraphs
// that were printed. A page knows where a line broke, not why: because the paragraph
// was over, or because the paper was.
package sheet

// A Page is one printed page. Positions are in any unit, which may differ from page to
// page if the width is given, measured from the page's upper left corner.
type Page struct {
	Width, Height float64
	Lines         []Line // in the order in which they are read
	Picture       bool   // a picture covers most of the page, as in a scan
}

// A Line is a line of text and the box that it fills.
type Line struct {
	Text                     string
	Left, Top, Right, Bottom float64
}

// height returns how high the line is, which is about the width of one Han character.
func (l Line) height() float64 { return l.Bottom - l.Top }

// Blank reports whether the page has next to no text: fewer characters than a line. A
// scanned page may have its number or the name of the scanner printed over it.
func (p Page) Blank() bool {
	const least = 15
	n := 0
	for _, l := range p.Lines {
		n += letters(l.Text)
	}
	return n < least
}
