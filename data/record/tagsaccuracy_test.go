package record

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The elements of a field of law must not get worse than this on sentences labelled with the
// court tags: micro-averaged F1 over all tags and documents, a little below what was measured.
// `make accuracy` tells the figures tag by tag and for the half that nobody looked at.
func TestAccuracyOfCourtTags(t *testing.T) {
	for _, f := range []struct {
		file, tags string
		least      float64
	}{{"loan", "LN", 0.71}, {"labor", "LB", 0.66}, {"divorce", "DV", 0.73}} {
		both, wrong := 0, 0
		file, err := os.Open(filepath.Join(shared(t), "data", "elements", f.file+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			b, w := scoreCourtTags(t, lines.Bytes(), f.tags)
			both, wrong = both+b, wrong+w
		}
		f1 := 2 * float64(both) / float64(2*both+wrong)
		t.Logf("%s: micro-F1 %.3f", f.file, f1)
		if f1 < f.least {
			t.Errorf("%s: micro-F1 %.3f, want %.2f or more", f.file, f1, f.least)
		}
	}
}

// scoreCourtTags returns how many tags of a labelled document were told and how many were told
// wrongly or missed.
func scoreCourtTags(t *testing.T, line []byte, prefix string) (both, wrong int) {
	var d struct {
		ID        string
		Sentences []struct {
			Text   string
			Labels []string
		}
	}
	if err := json.Unmarshal(line, &d); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var starts []int
	n := 0
	for _, s := range d.Sentences {
		starts = append(starts, n)
		text.WriteString(s.Text + "\n")
		n += utf8.RuneCountInString(s.Text) + 1
	}
	said := make([]map[ElementKind]bool, len(starts))
	for _, e := range Parse(d.ID, text.String()).Elements {
		k, found := slices.BinarySearch(starts, e.Span.Start)
		if !found {
			k--
		}
		if said[k] == nil {
			said[k] = map[ElementKind]bool{}
		}
		said[k][e.Kind] = true
	}
	for k, s := range d.Sentences {
		for _, tag := range CourtTags() {
			switch labelled := slices.Contains(s.Labels, tag.Tag); {
			case !strings.HasPrefix(tag.Tag, prefix):
			case labelled && said[k][tag.Kind]:
				both++
			case labelled != said[k][tag.Kind]:
				wrong++
			}
		}
	}
	return both, wrong
}
