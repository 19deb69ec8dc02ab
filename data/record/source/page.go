package source

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/mingjian/mingjian/data/charset"
)

// startsPage reports whether a text in lower case begins like a web page, a piece of
// one, or a script that writes one.
func startsPage(text []byte) bool {
	for _, start := range []string{
		"<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<p ", "<table", "<a type=",
		"document.write(", "$(function", "var jsonhtmldata",
	} {
		if bytes.HasPrefix(text, []byte(start)) {
			return true
		}
	}
	return false
}

// page reads a web page.
func (w *walk) page(e entry) bool {
	d, why := w.decoded(e, decodePage)
	if d.Text = pageText(d.Text); why == nil && blank(d.Text) {
		return w.refuse(e.source, saysNoPageText(e.source))
	}
	return w.foundOr(d, why)
}

// declared finds the encoding that a page says it has. Pages say it in
// <meta charset=gbk> and in <meta http-equiv content="text/html; charset=gb2312">.
var declared = regexp.MustCompile(`(?i)<meta[^>]*charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// decodePage is decode, save that bytes which are not UTF-8 are taken for what the
// page says they are, if that makes sense. What is UTF-8 stays so whatever it says:
// programs that save pages convert them and leave the old word standing.
func decodePage(b []byte) (text string, mended int, ok bool) {
	said := declared.FindSubmatch(b[:min(len(b), charset.SampleSize)])
	if said == nil || utf8.Valid(b) || charset.MarkedUTF16(b) != nil {
		return charset.Decode(b)
	}
	enc, err := htmlindex.Get(string(said[1]))
	if err != nil {
		return charset.Decode(b)
	}
	if enc == simplifiedchinese.GBK {
		enc = simplifiedchinese.GB18030 // the same and more
	}
	if text, mended = charset.Transcode(enc, b); charset.Plausible(text) < charset.LeastPlausible {
		return charset.Decode(b)
	}
	return text, mended, true
}

// pageText returns what a page shows: a line for each block and row, a tab between
// cells. If it shows nothing its scripts are looked into, for some write the page.
func pageText(page string) string {
	start := strings.ToLower(strings.TrimSpace(page[:min(len(page), headSize)]))
	if !strings.HasPrefix(start, "<") && startsPage([]byte(start)) {
		return shown(written(page)) // a script alone
	}
	if text := shown(page); !blank(text) {
		return text
	}
	return shown(written(page))
}

// holdsDocument reports whether a div is the one in which China Judgments Online shows
// a document, with the site's own menus and buttons around it.
func holdsDocument(z *html.Tokenizer) bool {
	for {
		key, value, more := z.TagAttr()
		if string(key) == "class" && slices.Contains(strings.Fields(string(value)), "PDF_pox") {
			return true
		}
		if !more {
			return false
		}
	}
}

// shown returns the text of the markup.
func shown(markup string) string {
	var l layout
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end; whatever is broken is text
			return l.String()
		case html.TextToken:
			if !unseen(l.inside) {
				l.write(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, has := z.TagName()
			l.inside = atom.Lookup(name)
			if l.inside == atom.Div && l.open == 0 && has && holdsDocument(z) {
				l = layout{open: 1}
				continue
			}
			l.tag(l.inside)
			if l.inside == atom.Div && l.open > 0 {
				l.open++
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			l.inside = 0
			l.tag(atom.Lookup(name))
			if l.open > 0 && atom.Lookup(name) == atom.Div {
				if l.open--; l.open == 0 {
					return l.String()
				}
			}
		}
	}
}

// unseen reports whether a page does not show what stands in an element as part of its
// text. The title is that of the window; the document has its own.
func unseen(element atom.Atom) bool {
	switch element {
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Textarea, atom.Iframe, atom.Noembed,
		atom.Noframes, atom.Template, atom.Option, atom.Button:
		return true
	}
	return false
}

// block reports whether an element begins and ends a line (HTML, section 15.3).
func block(element atom.Atom) bool {
	switch element {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Caption, atom.Center,
		atom.Dd, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Nav, atom.Ol,
		atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

// A layout puts the text of a page together as a browser does.
type layout struct {
	strings.Builder
	open   int       // divs open in the one that holds the document, with it
	inside atom.Atom // the element that began last, unless one ended since
	begun  bool      // the line has text
	last   rune      // the character written last
	gap    gap       // white space since then
}

// A gap is white space in markup, of which a browser shows one space at most.
type gap int

const (
	noGap gap = iota
	spaceGap
	lineGap // with a line break in it, which Chinese text shows as nothing
	cellGap // between two cells of a table
)

func (l *layout) tag(element atom.Atom) {
	switch {
	case block(element):
		if l.begun {
			l.WriteByte('\n')
		}
		l.begun, l.gap = false, noGap
	case element == atom.Td || element == atom.Th:
		l.gap = cellGap
	}
}

func (l *layout) write(text string) {
	for _, r := range text {
		switch r {
		case '\n', '\r':
			l.gap = max(l.gap, lineGap)
		case ' ', '\t', '\f':
			l.gap = max(l.gap, spaceGap)
		case 0x200B, 0xFEFF: // of no width
		case 0xA0:
			l.letter(' ')
		default:
			l.letter(r)
		}
	}
}

// letter writes a character and the gap before it. Space at the start of a line is
// left out, but for the full-width spaces with which Chinese begins a paragraph.
func (l *layout) letter(r rune) {
	const firstWide = 0x2E80 // CJK radicals; from here on no spaces between words
	switch {
	case !l.begun && r == ' ':
		return
	case !l.begun:
	case l.gap == cellGap:
		l.WriteByte('\t')
	case l.gap == spaceGap, l.gap == lineGap && (r < firstWide || l.last < firstWide):
		l.WriteByte(' ')
	}
	l.WriteRune(r)
	l.begun, l.last, l.gap = true, r, noGap
}
