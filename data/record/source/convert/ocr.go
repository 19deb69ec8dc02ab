package convert

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"github.com/mingjian/mingjian/data/record/source/sheet"
)

// language is what Tesseract calls simplified Chinese, with digits and Latin letters.
const language = "chi_sim"

// Recognise reads the text in a picture: PNG, JPEG, TIFF, BMP, GIF or WebP. A TIFF file
// may have several pages.
func (t Tools) Recognise(ctx context.Context, picture []byte) ([]sheet.Page, error) {
	if t.OCR == "" {
		return nil, ErrAbsent
	}
	table, err := run(ctx, job{
		program: t.OCR, input: "in", bytes: picture,
		args: []string{"in", "stdout", "-l", language, "tsv"},
	})
	if err != nil {
		return nil, err
	}
	return pages(string(table)), nil
}

// The columns of Tesseract's table, and the levels of its rows.
const (
	columnLevel  = 0
	columnPage   = 1
	columnLeft   = 6
	columnTop    = 7
	columnWidth  = 8
	columnHeight = 9
	columnText   = 11

	levelPage = 1
	levelLine = 4
	levelWord = 5
)

// pages returns the pages in Tesseract's table of boxes: a row for each page, block,
// paragraph, line and word.
func pages(table string) []sheet.Page {
	var found []sheet.Page
	var words []string
	flush := func() {
		if len(words) > 0 {
			lines := found[len(found)-1].Lines
			lines[len(lines)-1].Text = together(words)
		}
		words = nil
	}
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.TrimRight(row, "\r\n"), "\t")
		if len(cells) <= columnHeight {
			continue
		}
		box := sheet.Line{Left: number(cells[columnLeft]), Top: number(cells[columnTop])}
		box.Right, box.Bottom = box.Left+number(cells[columnWidth]), box.Top+number(cells[columnHeight])
		switch level := int(number(cells[columnLevel])); {
		case level == levelPage:
			flush()
			found = append(found, sheet.Page{Width: box.Right, Height: box.Bottom, Picture: true})
		case level == levelLine && len(found) > 0:
			flush()
			p := &found[len(found)-1]
			p.Lines = append(p.Lines, box)
		case level == levelWord && len(found) > 0 && len(found[len(found)-1].Lines) > 0 && len(cells) > columnText:
			if text := strings.TrimSpace(cells[columnText]); text != "" {
				words = append(words, text)
			}
		}
	}
	flush()
	for i := range found {
		found[i].Lines = written(found[i].Lines)
	}
	return found
}

// written returns the lines with text in them; Tesseract takes rules and stains for
// lines too.
func written(lines []sheet.Line) []sheet.Line {
	kept := lines[:0]
	for _, l := range lines {
		if l.Text != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// together joins the words of a line. Tesseract parts Chinese into words, which print
// does not: a space stands only between two words of Latin letters or digits. It writes
// some stops as in English; after a Han character they were Chinese on paper.
func together(words []string) string {
	var b strings.Builder
	var last rune
	for _, w := range words {
		for i, r := range w {
			if i == 0 && spaced(last) && spaced(r) {
				b.WriteByte(' ')
			}
			if stop := strings.IndexRune(",:;?!", r); stop >= 0 && unicode.Is(unicode.Han, last) {
				r = []rune("，：；？！")[stop]
			}
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

func spaced(r rune) bool {
	return r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// number returns the number in a cell, or 0.
func number(cell string) float64 {
	n, _ := strconv.ParseFloat(cell, 64)
	return n
}
