package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
)

// An elementFile is one of the files of sentences labelled with court tags.
type elementFile struct{ name, title, tags string }

func elementFiles() []elementFile {
	return []elementFile{
		{"loan", "loans (借款)", "LN"},
		{"labor", "employment (劳动争议)", "LB"},
		{"divorce", "marriage (婚姻家庭)", "DV"},
	}
}

// A labelledDocument is one record of an element file.
type labelledDocument struct {
	ID        string
	Sentences []struct {
		Text   string
		Labels []string
	}
}

// seen reports whether the document is in the half that was looked at when the rules were
// written: the first byte of the SHA-256 of its id is even.
func (d labelledDocument) seen() bool { return sha256.Sum256([]byte(d.ID))[0]&1 == 0 }

// join makes one text of the sentences: what does not end in a full stop or a semicolon gets a
// line break. It returns the text and where each sentence ends, in characters.
func (d labelledDocument) join() (string, []int) {
	var b strings.Builder
	var ends []int
	n := 0
	for _, s := range d.Sentences {
		text := s.Text
		if !strings.HasSuffix(text, "。") && !strings.HasSuffix(text, "；") && !strings.HasSuffix(text, ";") {
			text += "\n"
		}
		b.WriteString(text)
		n += utf8.RuneCountInString(text)
		ends = append(ends, n)
	}
	return b.String(), ends
}

// A tagCount counts sentences by label and by what the reader said.
type tagCount struct{ both, said, labelled int }

func (c *tagCount) add(said, labelled bool) {
	switch {
	case said && labelled:
		c.both++
	case said:
		c.said++
	case labelled:
		c.labelled++
	}
}

func (c tagCount) precision() float64 { return ratio(c.both, c.both+c.said) }
func (c tagCount) recall() float64    { return ratio(c.both, c.both+c.labelled) }
func (c tagCount) f1() float64        { return ratio(2*c.both, 2*c.both+c.said+c.labelled) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// An elementScore holds the counts of one file, by tag.
type elementScore struct {
	seen, unseen map[string]*tagCount
	// fresh leaves out of the unseen half the sentences that stand word for word in the other:
	// several records are parts of one case.
	fresh map[string]*tagCount
}

// elements scores the elements of the fields of law, sentence by sentence.
func (m *measure) elements() error {
	fmt.Fprint(&m.page, elementHeading)
	for _, f := range elementFiles() {
		s, err := m.scoreElements(f)
		if err != nil {
			return err
		}
		m.elementTable(f, s)
	}
	return nil
}

const elementHeading = `
### Elements of a field of law

Sentences of real judgments labelled with the element tags of 中国法律智能技术评测 (CAIL 2019). The sentences
of a record are joined to one text (a line break after what ends in neither full stop nor semicolon), the
reader reads it, and an element counts for the sentence in which its span starts; a sentence has a tag if
it has an element of the tag's kind. The records are split by the first byte of the SHA-256 of their id.
Where it is even the record is in the half that was in sight when the rules were written ("seen"); where it
is odd, in the half that was only counted and not read for them ("unseen"): those columns tell what to expect
of other documents. "Fresh" is the unseen half without sentences that stand word for word in the seen half,
since several records are parts of one case.
P is precision, R recall, n the number of labelled sentences; micro sums all tags.
`

func (m *measure) scoreElements(f elementFile) (elementScore, error) {
	s := elementScore{map[string]*tagCount{}, map[string]*tagCount{}, map[string]*tagCount{}}
	b, err := os.ReadFile(filepath.Join(m.shared, "data", "elements", f.name+".jsonl"))
	if err != nil {
		return s, err
	}
	documents, err := lines[labelledDocument](b)
	if err != nil {
		return s, fmt.Errorf("labelled sentences of %s: %w", f.name, err)
	}
	parsed, err := m.parseJoined(f.name, documents)
	if err != nil {
		return s, err
	}
	known := map[string]bool{}
	for _, d := range documents {
		for _, x := range d.Sentences {
			known[x.Text] = known[x.Text] || d.seen()
		}
	}
	for i, d := range documents {
		said := elementsBySentence(d, parsed[i])
		for k, x := range d.Sentences {
			for _, tag := range record.CourtTags() {
				if !strings.HasPrefix(tag.Tag, f.tags) {
					continue
				}
				has, labelled := slices.Contains(said[k], tag.Kind), slices.Contains(x.Labels, tag.Tag)
				if d.seen() {
					count(s.seen, tag.Tag).add(has, labelled)
					continue
				}
				count(s.unseen, tag.Tag).add(has, labelled)
				if !known[x.Text] {
					count(s.fresh, tag.Tag).add(has, labelled)
				}
			}
		}
	}
	return s, nil
}

func count(by map[string]*tagCount, tag string) *tagCount {
	if by[tag] == nil {
		by[tag] = &tagCount{}
	}
	return by[tag]
}

// parseJoined runs the program over the joined documents and returns what it read, in their
// order.
func (m *measure) parseJoined(name string, documents []labelledDocument) ([]record.Judgment, error) {
	path := filepath.Join(m.work, name+".jsonl")
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	out := json.NewEncoder(file)
	for _, d := range documents {
		text, _ := d.join()
		if err := out.Encode(map[string]string{"id": d.ID, "text": text}); err != nil {
			return nil, err
		}
	}
	printed, err := m.command("parse", path)
	if err != nil {
		return nil, err
	}
	parsed, err := lines[record.Judgment](printed)
	if err != nil {
		return nil, fmt.Errorf("what parse printed of %s: %w", name, err)
	}
	if len(parsed) != len(documents) {
		return nil, fmt.Errorf("parse printed %d of %d documents of %s", len(parsed), len(documents), name)
	}
	return parsed, nil
}

// elementsBySentence returns the kinds of the elements that start in each sentence.
func elementsBySentence(d labelledDocument, j record.Judgment) [][]record.ElementKind {
	_, ends := d.join()
	said := make([][]record.ElementKind, len(ends))
	for _, e := range j.Elements {
		if k, _ := slices.BinarySearch(ends, e.Span.Start+1); k < len(ends) {
			said[k] = append(said[k], e.Kind)
		}
	}
	return said
}

func (m *measure) elementTable(f elementFile, s elementScore) {
	p := &m.page
	fmt.Fprintf(p, "\n#### %s\n\n| tag | | seen P | seen R | n | unseen P | unseen R | n |\n|---|---|---|---|---|---|---|---|\n", f.title)
	for _, tag := range record.CourtTags() {
		if !strings.HasPrefix(tag.Tag, f.tags) {
			continue
		}
		a, b := count(s.seen, tag.Tag), count(s.unseen, tag.Tag)
		fmt.Fprintf(p, "| %s | %s | %s | %s |\n", tag.Tag, strings.ReplaceAll(tag.Name, "|", "、"), cells(*a), cells(*b))
	}
	fmt.Fprintf(p, "\n| micro | P | R | F1 |\n|---|---|---|---|\n")
	for _, half := range []struct {
		name string
		by   map[string]*tagCount
	}{{"seen", s.seen}, {"unseen", s.unseen}, {"fresh", s.fresh}} {
		var all tagCount
		for _, c := range half.by {
			all = tagCount{all.both + c.both, all.said + c.said, all.labelled + c.labelled}
		}
		fmt.Fprintf(p, "| %s | %.2f | %.2f | %.2f |\n", half.name, all.precision(), all.recall(), all.f1())
	}
}

// cells writes precision, recall and the number of labelled sentences; a dash where nothing
// was said or nothing labelled.
func cells(c tagCount) string {
	p, r := "–", "–"
	if c.both+c.said > 0 {
		p = fmt.Sprintf("%.2f", c.precision())
	}
	if c.both+c.labelled > 0 {
		r = fmt.Sprintf("%.2f", c.recall())
	}
	return fmt.Sprintf("%s | %s | %d", p, r, c.both+c.labelled)
}
