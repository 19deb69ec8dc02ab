package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // what was found on looking at the misses
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed misses.yaml
var missesYAML []byte

// A miss is a field of a labelled document in which the label and the reader differ.
type miss struct {
	document, field string
	print           string // tells this difference from any other between label and reading
}

// missesOf returns the misses that the scoring script tells: lines like
//
//	cause ol-028a8c29: want 'label', got 'reading'
//
// A document may be followed by a party's name, which is left out.
func missesOf(output string) []miss {
	var out []miss
	for line := range strings.Lines(output) {
		head, said, ok := strings.Cut(strings.TrimSpace(line), ": want ")
		if !ok {
			continue
		}
		field, document := splitField(head)
		sum := sha256.Sum256([]byte(head + said))
		out = append(out, miss{document, field, hex.EncodeToString(sum[:4])})
	}
	return out
}

// splitField splits a field, which may hold blanks, from the document's id, which holds a
// digit, and from what follows that.
func splitField(head string) (field, document string) {
	words := strings.Fields(head)
	for i, w := range words {
		if i > 0 && strings.ContainsAny(w, "0123456789") {
			return strings.Join(words[:i], " "), w
		}
	}
	return head, ""
}

// A verdict tells who is wrong in a miss.
type verdict string

// The verdicts.
const (
	readerWrong verdict = "reader"
	labelWrong  verdict = "label"
	bothRight   verdict = "both" // both can be defended
	notLookedAt verdict = "not looked at yet"
)

// A looked is one entry of misses.yaml: a miss that somebody has looked up in the text.
type looked struct {
	Document string  `yaml:"document"`
	Field    string  `yaml:"field"`   // as the scoring script calls it
	Print    string  `yaml:"print"`   // see miss; the entry holds for this difference only
	Verdict  verdict `yaml:"verdict"` // reader, label or both
	Reason   string  `yaml:"reason"`  // without names and case numbers
}

// readLooked reads the entries of a table of misses. A verdict that is none, an entry without
// a reason and two entries for one miss are errors.
func readLooked(b []byte) ([]looked, error) {
	var all []looked
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(&all); err != nil {
		return nil, fmt.Errorf("the table of misses: %w", err)
	}
	seen := map[miss]bool{}
	for _, l := range all {
		m := l.of()
		switch {
		case l.Verdict != readerWrong && l.Verdict != labelWrong && l.Verdict != bothRight:
			return nil, fmt.Errorf("the table of misses: %s, %s: %q is no verdict", l.Document, l.Field, l.Verdict)
		case l.Document == "" || l.Field == "" || l.Reason == "" || len(l.Print) != 8:
			return nil, fmt.Errorf("the table of misses: %s, %s: incomplete", l.Document, l.Field)
		case seen[m]:
			return nil, fmt.Errorf("the table of misses: %s, %s: twice", l.Document, l.Field)
		}
		seen[m] = true
	}
	return all, nil
}

func (l looked) of() miss { return miss{l.Document, l.Field, l.Print} }

// A judged is a miss with what is known of it.
type judged struct {
	miss
	verdict verdict
	reason  string
}

// judge looks up each miss in the table. One that is not there, or whose label or reading has
// changed since, is not looked at yet; its print is the reason, to be copied into the table.
func judge(misses []miss, table []looked) []judged {
	known := map[miss]looked{}
	for _, l := range table {
		known[l.of()] = l
	}
	out := make([]judged, len(misses))
	for i, m := range misses {
		out[i] = judged{m, notLookedAt, "print: " + m.print}
		if l, ok := known[m]; ok {
			out[i].verdict, out[i].reason = l.Verdict, l.Reason
		}
	}
	return out
}

const missHeading = `
### Every miss, looked up in the text

Who is wrong where label and reading differ: the **reader**; the **label** (the text says what was read);
**both** can be defended (the text allows either, or the label is the portal's heading for what the text
words otherwise). Mistakes of the reader that a general rule could mend are gone from here. An entry holds for one label and one reading only: where either changes, the miss is
"not looked at yet".

`

// missTable writes the misses with their verdicts, and how many there are of each.
func missTable(w io.Writer, all []judged) {
	fmt.Fprint(w, missHeading)
	counts := map[verdict]int{}
	for _, j := range all {
		counts[j.verdict]++
	}
	fmt.Fprintf(w, "| wrong | misses |\n|---|---|\n")
	for _, v := range []verdict{readerWrong, labelWrong, bothRight, notLookedAt} {
		fmt.Fprintf(w, "| %s | %d |\n", v, counts[v])
	}
	fmt.Fprintf(w, "\n| document | field | wrong | why |\n|---|---|---|---|\n")
	for _, j := range all {
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", j.document, strings.TrimSuffix(j.field, "*"), j.verdict, j.reason)
	}
}
