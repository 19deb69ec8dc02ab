package sheet

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// pageNumber is a line that holds the number of its page and nothing else, in the ways
// in which courts and programs write it: 3, - 3 -, 第 3 页 共 8 页, 3/8, Page 3 of 8.
var pageNumber = regexp.MustCompile(`^(?i:[-—–－─·~\s]*\d{1,4}[-—–－─·~\s]*|第\s*[\d一二三四五六七八九十百]+\s*页[\s,，/／;；()（）]*(?:共\s*[\d一二三四五六七八九十百]+\s*页)?[)）]?|\d{1,4}\s*[/／]\s*\d{1,4}|page\s*\d+(?:\s*of\s*\d+)?)$`)

// digits are what differs between the heads of two pages.
var digits = regexp.MustCompile(`\d+`)

// edge is how many lines from the top and from the bottom of a page may be furniture.
const edge = 2

// body returns the pages without their furniture: numbers of pages, and heads and feet,
// which are lines that stand on the edge of at least half of all pages, and of two, in
// the same place and with the same words but for digits. The last line of a paragraph
// is short and may happen to be the same on two pages, "行。", but a head has no stop.
func body(pages []Page) []Page {
	const least = 2
	on := map[spot]int{} // how many pages have it
	for _, p := range pages {
		here := map[spot]bool{}
		for _, i := range edges(p) {
			here[spotOf(p.Lines[i])] = true
		}
		for s := range here {
			on[s]++
		}
	}
	often := max(least, (len(pages)+1)/2)
	bare := slices.Clone(pages)
	for n, p := range pages {
		out := edges(p)
		bare[n].Lines = nil
		for i, l := range p.Lines {
			furniture := on[spotOf(l)] >= often && !sentence(l.Text) || pageNumber.MatchString(strings.TrimSpace(l.Text))
			if !furniture || !slices.Contains(out, i) {
				bare[n].Lines = append(bare[n].Lines, l)
			}
		}
	}
	return bare
}

// sentence reports whether a line ends with a stop, as no head or foot of a page does.
func sentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(line))
	return strings.ContainsRune("。，；：、？！", last)
}

// A spot is what a line says, without digits, and how far down the page.
type spot struct {
	words string
	down  int
}

func spotOf(l Line) spot {
	const near = 2 // heights of a line: scanned pages do not lie quite straight
	s := spot{words: digits.ReplaceAllString(strings.Join(strings.Fields(l.Text), ""), "#")}
	if h := l.height(); h > 0 {
		s.down = int(math.Round(l.Top / (h * near)))
	}
	return s
}

// edges returns which lines of a page stand first and last on the paper.
func edges(p Page) []int {
	order := make([]int, len(p.Lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.Lines[a].Top, p.Lines[b].Top) })
	if len(order) <= 2*edge {
		return order
	}
	return slices.Concat(order[:edge], order[len(order)-edge:])
}
