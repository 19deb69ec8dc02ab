package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/mingjian/mingjian/data/record"
)

// labelledFields are the single-valued fields that have labels, by their name in judgments.jsonl
// and their name in gold.jsonl; "" where a file has no label for it.
func labelledFields() []struct{ field, labels, gold string } {
	return []struct{ field, labels, gold string }{
		{"court", "court", "court"},
		{"case_no", "case_no", "case_no"},
		{"doc_type", "doc_type", "doc_type"},
		{"procedure", "procedure", "procedure"},
		{"cause", "cause", "cause"},
		{"decided_on", "decided_on", "judgment_date"},
		{"claim_amount", "", "claim_amount_yuan"},
		{"absent_defendant", "", "absent_defendant"},
		{"defendant_disputes", "", "defendant_disputes"},
		{"guarantee", "", "guarantee"},
		{"outcome", "", "outcome"},
	}
}

// A labelling is one line of a file of labels.
type labelling struct {
	id     string
	gold   bool
	values map[string]json.RawMessage
}

// readLabels reads a file of labels.
func readLabels(path string, gold bool) ([]labelling, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	raw, err := lines[map[string]json.RawMessage](b)
	if err != nil {
		return nil, fmt.Errorf("labels of %s: %w", path, err)
	}
	var out []labelling
	for _, values := range raw {
		l := labelling{gold: gold, values: values}
		if err := json.Unmarshal(values["id"], &l.id); err != nil {
			return nil, fmt.Errorf("labels of %s: id: %w", path, err)
		}
		if !gold {
			l.values = nil
			if err := json.Unmarshal(values["labels"], &l.values); err != nil {
				return nil, fmt.Errorf("labels of %s: %s: %w", path, l.id, err)
			}
		}
		out = append(out, l)
	}
	return out, nil
}

// has reports whether the scoring script compares a label with what was read: an excerpt names
// no cause, a published report is no kind of paper, and an unknown outcome is no label.
func (l labelling) has(name string) bool {
	v := string(l.values[name])
	switch {
	case name == "" || v == "" || v == "null":
		return false
	case !l.gold:
		return true
	case name == "cause":
		return string(l.values["completeness"]) != `"excerpt_to_facts"`
	case name == "doc_type":
		return v == `"民事判决书"` || v == `"民事裁定书"`
	}
	return v != `"unknown"`
}

// A sureCount counts the values of one field that were read at one step of confidence.
type sureCount struct {
	field      string
	confidence float64
	read       int
	differ     int // from the label
	wrong      int // by the reader's fault, or not looked at yet
}

// countSure counts, by field and step, the values that the label of their document can be
// compared with. Of a read value without a miss, label and reading agree.
func countSure(labels []labelling, parsed []record.Judgment, misses []judged) []sureCount {
	type at struct{ document, field string }
	missed := map[at]verdict{}
	for _, m := range misses {
		missed[at{m.document, m.field}] = m.verdict
	}
	byID := map[string]record.Judgment{}
	for _, j := range parsed {
		byID[j.ID] = j
	}
	var out []sureCount
	for _, f := range labelledFields() {
		by := map[float64]*sureCount{}
		for _, l := range labels {
			name := f.labels
			if l.gold {
				name = f.gold
			}
			sure, read := byID[l.id].Confidence[f.field]
			if !read || !l.has(name) {
				continue
			}
			if by[sure] == nil {
				by[sure] = &sureCount{field: f.field, confidence: sure}
			}
			by[sure].add(missed[at{l.id, f.field}])
		}
		for _, c := range by {
			out = append(out, *c)
		}
	}
	slices.SortStableFunc(out, func(a, b sureCount) int { return order(a) - order(b) })
	return out
}

// order sorts counts as labelledFields has the fields, the surest values first.
func order(c sureCount) int {
	i := slices.IndexFunc(labelledFields(), func(f struct{ field, labels, gold string }) bool { return f.field == c.field })
	return 1000*i - int(100*c.confidence)
}

// add counts a value; v is the verdict on its miss, "" if it has none.
func (c *sureCount) add(v verdict) {
	c.read++
	if v != "" {
		c.differ++
	}
	if v == readerWrong || v == notLookedAt {
		c.wrong++
	}
}

const sureHeading = `
### How sure the reader is, and how often it was right

Each value carries how sure the reader is, by how it was read: %.2f from its fixed place in the form of the
document, %.2f from words that announce it, %.2f from what stands around it. Counted are the values of
labelled documents that have the label: "as labelled" is the share that equals the label, "right" the share
that is not the reader's mistake by the table above. A field of few documents shows little.

| field | confidence | values | as labelled | right |
|---|---|---|---|---|
`

// sureTable writes the counts.
func sureTable(w io.Writer, all []sureCount) {
	fmt.Fprintf(w, sureHeading, record.Formal, record.Led, record.Guessed)
	total := map[float64]*sureCount{}
	row := func(c sureCount) {
		fmt.Fprintf(w, "| %s | %.2f | %d | %.3f | %.3f |\n", c.field, c.confidence, c.read, ratio(c.read-c.differ, c.read), ratio(c.read-c.wrong, c.read))
	}
	for _, c := range all {
		row(c)
		if total[c.confidence] == nil {
			total[c.confidence] = &sureCount{field: "all", confidence: c.confidence}
		}
		t := total[c.confidence]
		t.read, t.differ, t.wrong = t.read+c.read, t.differ+c.differ, t.wrong+c.wrong
	}
	for _, step := range []float64{record.Formal, record.Led, record.Guessed} {
		if t := total[step]; t != nil {
			row(*t)
		}
	}
}
