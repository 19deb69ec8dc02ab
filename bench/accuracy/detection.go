package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/mingjian/mingjian/data/synth"
)

// seeds are the counties that are measured. They are none of those that tests and the
// demonstration use, and nobody looks at their documents when writing rules.
func seeds() []uint64 { return []uint64{7001, 7002, 7003, 7004, 7005} }

const inhabitants = "36000" // of each county: some 6,000 documents

// detection scores the models on invented counties.
func (m *measure) detection() error {
	var truth []synth.Truth
	var found []synth.Found
	documents := 0
	for _, seed := range seeds() {
		t, f, n, err := m.county(seed)
		if err != nil {
			return err
		}
		// Case numbers of different counties may be equal; a mark keeps them apart.
		mark := fmt.Sprintf("#%d", seed)
		for i := range t {
			t[i].Cases = marked(t[i].Cases, mark)
		}
		for i := range f {
			f[i].Cases = marked(f[i].Cases, mark)
		}
		truth, found, documents = append(truth, t...), append(found, f...), documents+n
	}
	s := synth.Score(truth, found)
	p := &m.page
	fmt.Fprintf(p, "\n## Suits, by documents alone\n\nAll models on court papers without any register. %d counties (seeds %v), %d documents together, %d findings. ", len(seeds()), seeds(), documents, len(found))
	fmt.Fprintf(p, "A finding is right if at least half of its cases belong to one planted wrong, or if it names one of the wrong's people and a third of its cases belong to it.\n")
	fmt.Fprintf(p, "\n| | right | of | rate |\n|---|---|---|---|\n")
	row(p, "precision, all findings", s.Precision)
	rows(p, "precision, ", s.PrecisionByModel)
	rows(p, "precision at ", s.PrecisionAt)
	row(p, "recall, all planted wrongs", s.Recall)
	rows(p, "recall by the model meant for it, ", s.RecallByModel)
	rows(p, "recall, ", s.RecallByClass)
	rows(p, "recall, ", s.RecallByStrength)
	fmt.Fprintf(p, "\n### Alarms on honest look-alikes\n\nOf the look-alikes planted, how many a wrong finding names. %d findings name neither a wrong nor a planted look-alike.\n", s.Unexplained)
	fmt.Fprintf(p, "\n| look-alike | alarms | of | rate |\n|---|---|---|---|\n")
	rows(p, "", s.Alarms)
	high := slices.DeleteFunc(slices.Clone(found), func(f synth.Found) bool { return f.Risk < highRisk })
	s = synth.Score(truth, high)
	fmt.Fprintf(p, "\n### Only findings with a risk coefficient of %.1f or more\n\n%d of %d findings.\n", highRisk, len(high), len(found))
	fmt.Fprintf(p, "\n| | hits | of | rate |\n|---|---|---|---|\n")
	row(p, "precision", s.Precision)
	row(p, "recall, all planted wrongs", s.Recall)
	for _, a := range s.Alarms {
		if a.Hits > 0 {
			row(p, "alarms, "+a.Name, a.Rate)
		}
	}
	return nil
}

// highRisk is the risk coefficient from which the page counts findings once more: a
// reader who starts at the top sees these first.
const highRisk = 0.5

// county invents one county, runs the program over it, and returns its truth, what was
// found and how many documents it has.
func (m *measure) county(seed uint64) ([]synth.Truth, []synth.Found, int, error) {
	dir := filepath.Join(m.work, fmt.Sprint("county", seed))
	home := filepath.Join(dir, "home")
	if _, err := m.command("synth", "--registers=false", "--seed", fmt.Sprint(seed), "--people", inhabitants, dir); err != nil {
		return nil, nil, 0, err
	}
	if _, err := m.command("import", "judgments", filepath.Join(dir, "judgments.jsonl"), "--home", home); err != nil {
		return nil, nil, 0, err
	}
	if _, err := m.command("link", "--home", home); err != nil {
		return nil, nil, 0, err
	}
	out, err := m.command("scan", "--json", "--home", home)
	if err != nil {
		return nil, nil, 0, err
	}
	type finding struct {
		Model   string
		Subject struct{ Name string }
		Cases   []string
		Risk    float64
	}
	findings, err := lines[finding](out)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("findings of county %d: %w", seed, err)
	}
	var found []synth.Found
	for _, f := range findings {
		found = append(found, synth.Found{Model: f.Model, SubjectName: f.Subject.Name, Cases: f.Cases, Risk: f.Risk})
	}
	b, err := os.ReadFile(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return nil, nil, 0, err
	}
	truth, err := lines[synth.Truth](b)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("truth of county %d: %w", seed, err)
	}
	county, err := os.ReadFile(filepath.Join(dir, "judgments.jsonl"))
	if err != nil {
		return nil, nil, 0, err
	}
	documents, err := lines[struct{ ID string }](county)
	return truth, found, len(documents), err
}

func marked(cases []string, mark string) []string {
	out := make([]string, len(cases))
	for i, c := range cases {
		out[i] = c + mark
	}
	return out
}

func rows(p io.Writer, prefix string, rates []synth.NamedRate) {
	for _, r := range rates {
		row(p, prefix+r.Name, r.Rate)
	}
}

func row(p io.Writer, name string, r synth.Rate) {
	fmt.Fprintf(p, "| %s | %d | %d | %.2f |\n", name, r.Hits, r.Of, r.Value())
}
