package law

import (
	"regexp"
	"strings"
)

// articleStart is the heading of an article; one of the texts has its space before 条.
var articleStart = regexp.MustCompile(`^第([零一二三四五六七八九十百千]+)[ 　]*条(?:之([一二三四五六七八九十]+))?[ 　]*`)

// pointStart is the number of a point: 一、.
var pointStart = regexp.MustCompile(`^([一二三四五六七八九十]+)、`)

// headOfText is the line of the file that ends title and history of the law.
const headOfText = "<!-- INFO END -->"

// A reader goes through the lines of a text.
type reader struct {
	entry    *entry
	headings []string // by level
	lines    []string // of the article at hand
	last     [2]int   // number of the last article: 307, 1
	open     bool     // lines belong to an article
	all      []Article
}

// read finds the articles of an official text, each with its paragraphs and items as
// written. What stands before the first article, notes and annexes belong to none.
func (e *entry) read(text string) []Article {
	r := &reader{entry: e}
	_, body, _ := strings.Cut(text, headOfText)
	for line := range strings.Lines(body) {
		r.line(strings.Trim(line, " \t\r\n　\u200b"))
	}
	r.end()
	return r.all
}

func (r *reader) line(line string) {
	switch {
	case line == "":
	case strings.HasPrefix(line, "#"):
		r.heading(line)
	case line == "附则": // a heading that the file does not mark
		r.heading("## " + line)
	case strings.HasPrefix(line, "①"): // a note of the publisher
		r.end()
	case r.begins(line):
	case r.open:
		r.lines = append(r.lines, line)
	}
}

func (r *reader) heading(line string) {
	r.end()
	title := strings.TrimLeft(line, "#")
	level := max(len(line)-len(title)-2, 0)
	for len(r.headings) < level {
		r.headings = append(r.headings, "")
	}
	r.headings = append(r.headings[:level], strings.Join(strings.Fields(title), " "))
}

// begins starts an article if line has the heading of the next one. An article follows
// its predecessor: a paragraph that happens to begin with 第一百二十条 does not.
func (r *reader) begins(line string) bool {
	form := articleStart
	switch {
	case r.entry.points:
		form = pointStart
	case !strings.HasPrefix(line, "第"):
		return false
	}
	m := form.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	next := [2]int{value(m[1]), 0}
	if len(m) > 2 {
		next[1] = value(m[2])
	}
	if next != [2]int{r.last[0] + 1, 0} && next != [2]int{r.last[0], r.last[1] + 1} {
		return false
	}
	r.end()
	r.last, r.open = next, true
	r.lines = append(r.lines, strings.TrimPrefix(line, m[0]))
	return true
}

// end closes the article at hand.
func (r *reader) end() {
	if r.open {
		r.all = append(r.all, Article{
			Edition: r.entry.Edition, Number: number(r.last), Chapter: strings.TrimSpace(strings.Join(r.headings, " ")),
			Text: strings.Join(r.lines, "\n"), points: r.entry.points,
		})
	}
	r.open, r.lines = false, nil
}

// A Paragraph is one paragraph 款 of an article.
type Paragraph struct {
	Text  string   `json:"text"`
	Items []string `json:"items,omitempty"` // （一）, （二） … with their numbers 项
}

// itemStart is the number of an item: （一） and, below it, 1. or (1).
var itemStart = regexp.MustCompile(`^(（[一二三四五六七八九十]+）|[0-9０-９]+[．.、]|[(（][0-9]+[)）])`)

// Paragraphs parts the text of the article into its paragraphs and their items.
func (a Article) Paragraphs() []Paragraph {
	var all []Paragraph
	if a.Text == "" {
		return nil
	}
	for line := range strings.SplitSeq(a.Text, "\n") {
		if n := len(all); n > 0 && itemStart.MatchString(line) {
			all[n-1].Items = append(all[n-1].Items, line)
			continue
		}
		all = append(all, Paragraph{Text: line})
	}
	return all
}
