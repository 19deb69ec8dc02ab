package sheet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// All lengths below are in heights of a line, which is about the width of a Han
// character, so that they hold for every size of print.
const (
	// hanging is how far before the right margin a full line may end. A line of
	// Chinese is filled to the last character, but one may go down with a stop that
	// must not begin the next line.
	hanging = 2.2
	// indent is how far from the left margin a line must begin to be the first of a
	// paragraph. Two characters are usual.
	indent = 0.7
	// apart is how much further below the line before than usual a line must stand to
	// belong to another paragraph.
	apart = 0.8
	// narrow is the width of a letter or digit.
	narrow = 0.55
	// shortest is how many characters the page with the widest line must have in it
	// for the ends of its lines to say anything.
	shortest = 12
)

// Text returns the text of a document's pages, a line for each paragraph, without
// numbers of pages and without heads and feet that stand on page after page.
//
// A line and the next become one if the line is full, for then it was the paper that
// ended it, and the next begins at the margin, for a paragraph begins further in. Where
// a document does not indent its paragraphs, a line that ends with a stop ends one.
func Text(pages []Page) string {
	pages = body(scaled(pages))
	print := printOf(pages)
	var b strings.Builder
	var before *Line
	for _, p := range pages {
		for i := range p.Lines {
			l := &p.Lines[i]
			if before != nil {
				b.WriteString(print.between(*before, *l, i == 0))
			}
			b.WriteString(l.Text)
			before = l
		}
	}
	if before != nil {
		b.WriteByte('\n')
	}
	return b.String()
}

// scaled returns the pages with the same width: a page that was recognised is measured
// in dots, its neighbour with a text layer in points.
func scaled(pages []Page) []Page {
	const width = 600
	same := slices.Clone(pages)
	for i, p := range pages {
		if p.Width <= 0 {
			continue
		}
		by := width / p.Width
		same[i] = Page{Width: width, Height: p.Height * by, Picture: p.Picture, Lines: make([]Line, len(p.Lines))}
		for j, l := range p.Lines {
			same[i].Lines[j] = Line{Text: l.Text, Left: l.Left * by, Top: l.Top * by, Right: l.Right * by, Bottom: l.Bottom * by}
		}
	}
	return same
}

// A print is how a document is set.
type print struct {
	left, right float64 // margins
	height      float64 // of a usual line
	leading     float64 // from the top of a line to the top of the next
	indents     bool    // paragraphs begin further in
}

// printOf finds out how pages are set from where most lines begin and the widest end.
func printOf(pages []Page) print {
	var lefts, rights, heights, leadings []float64
	for _, p := range pages {
		for i, l := range p.Lines {
			lefts, rights, heights = append(lefts, l.Left), append(rights, l.Right), append(heights, l.height())
			if i > 0 && l.Top > p.Lines[i-1].Top {
				leadings = append(leadings, l.Top-p.Lines[i-1].Top)
			}
		}
	}
	p := print{height: quantile(heights, 0.5), leading: quantile(leadings, 0.5)}
	p.left, p.right = margin(lefts, p.height, 0), margin(rights, p.height, 1)
	if p.right-p.left < shortest*p.height {
		p.right = p.left + 1e9 // too narrow to tell: nothing is full
	}
	indented := 0
	for _, l := range lefts {
		if d := (l - p.left) / p.height; d > indent && d < 4*indent {
			indented++
		}
	}
	p.indents = indented >= 3 || 4*indented > len(lefts)
	return p
}

// quantile returns the value below which share of the values lie, or 0 if there are none.
func quantile(values []float64, share float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[int(share*float64(len(sorted)-1))]
}

// margin returns the outermost place, lowest for side 0 and highest for side 1, where at
// least a tenth of the lines that are there have their ends, so that a single line that
// sticks out moves no margin.
func margin(ends []float64, height, side float64) float64 {
	if len(ends) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(ends))
	if side > 0 {
		slices.Reverse(sorted)
	}
	least := max(2, len(sorted)/10)
	for i := range sorted {
		j := i
		for j < len(sorted) && max(sorted[j]-sorted[i], sorted[i]-sorted[j]) < height {
			j++
		}
		if j-i >= least {
			return sorted[i]
		}
	}
	return sorted[0]
}

// between returns what stands between two lines that follow each other.
func (p print) between(a, b Line, newPage bool) string {
	if !p.wrapped(a, b, newPage) {
		return "\n"
	}
	last, _ := utf8.DecodeLastRuneInString(a.Text)
	first, _ := utf8.DecodeRuneInString(b.Text)
	if word(last) && word(first) && unicode.IsLetter(last) && unicode.IsLetter(first) {
		return " "
	}
	return ""
}

// wrapped reports whether a ended only because it was full, and b goes on.
func (p print) wrapped(a, b Line, newPage bool) bool {
	begins := strings.HasPrefix(b.Text, "\u3000") || strings.HasPrefix(b.Text, "  ")
	switch {
	case begins, b.Left-p.left > indent*p.height:
		return false
	case p.right-a.Right > p.needs(b.Text):
		return false // there was room for more
	case !newPage && b.Top-a.Top > p.leading+apart*p.height:
		return false
	case !newPage && b.Top < a.Bottom-p.height/2:
		return false // beside it, not below
	case strings.HasSuffix(a.Text, "。"), strings.HasSuffix(a.Text, "；"), strings.HasSuffix(a.Text, "："):
		return p.indents
	}
	return true
}

// needs returns how much room the beginning of text must have had in the line before to
// stand there: a character and what must not be parted from it, or a word.
func (p print) needs(text string) float64 {
	letters := 0
	for _, r := range text {
		if !word(r) {
			break
		}
		letters++
	}
	return (hanging + narrow*float64(letters)) * p.height
}

// word reports whether r is part of something that is not broken between two lines: a
// word in Latin letters, a number, an amount.
func word(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(".,%-/:", r))
}

// letters counts the characters of text that are not white space.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
