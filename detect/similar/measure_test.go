package similar_test

import (
	"bufio"
	"cmp"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/synth"
)

// A paper is what the measurements look at of one document.
type paper struct {
	plaintiff, court, cause string
	drafter                 string   // who wrote for the plaintiff
	lawyers                 []string // of the defending side
	bands, passages         []uint64
}

// paperOf reads one document. A masked plaintiff is nobody but of this document.
func paperOf(id, text string) paper {
	j := record.Index(id, text)
	p := paper{court: j.Court, cause: j.Cause, bands: j.Bands}
	for _, x := range j.Parties {
		if x.Side == record.Claiming && !x.Masked {
			p.plaintiff = cmp.Or(p.plaintiff, x.Name)
		}
		for _, a := range x.Agents {
			switch {
			case record.Masked(a.Name):
			case x.Side == record.Defending:
				p.lawyers = append(p.lawyers, a.Name)
			case x.Side == record.Claiming && a.Kind != "employee" && a.Kind != "statutory":
				p.drafter = cmp.Or(p.drafter, a.Name)
			}
		}
	}
	p.plaintiff = cmp.Or(p.plaintiff, id)
	p.drafter = cmp.Or(p.drafter, p.plaintiff)
	for _, x := range j.Passages {
		p.passages = append(p.passages, x.Hash)
	}
	return p
}

// clones are suits of one plaintiff against clients of one lawyer.
func clones(a, b paper) bool {
	return a.plaintiff == b.plaintiff && slices.ContainsFunc(a.lawyers, func(l string) bool { return slices.Contains(b.lawyers, l) })
}

// unrelated are suits of different plaintiffs in different courts for different causes.
func unrelated(a, b paper) bool {
	return a.plaintiff != b.plaintiff && a.court != b.court && a.cause != b.cause && a.court != "" && b.court != "" && a.cause != "" && b.cause != ""
}

// shared counts, as the operator near does, what each pair of papers shares. What more than
// most drafters wrote does not count; 0 means that everything does.
func shared(papers []paper, of func(paper) []uint64, most int) map[[2]int]int {
	where := map[uint64][]int{}
	for i, p := range papers {
		for _, h := range of(p) {
			if at := where[h]; len(at) == 0 || at[len(at)-1] != i {
				where[h] = append(at, i)
			}
		}
	}
	pairs := map[[2]int]int{}
	for _, at := range where {
		drafters := map[string]bool{}
		for _, i := range at {
			drafters[papers[i].drafter] = true
		}
		if most > 0 && len(drafters) > most {
			continue
		}
		for k, i := range at {
			for _, j := range at[k+1:] {
				pairs[[2]int{i, j}]++
			}
		}
	}
	return pairs
}

// linked counts the pairs that share at least least.
func linked(papers []paper, pairs map[[2]int]int, least int, is func(a, b paper) bool) (n int) {
	for p, k := range pairs {
		if k >= least && is(papers[p[0]], papers[p[1]]) {
			n++
		}
	}
	return n
}

// all counts the pairs of papers.
func all(papers []paper, is func(a, b paper) bool) (n int) {
	for i, a := range papers {
		for _, b := range papers[i+1:] {
			if is(a, b) {
				n++
			}
		}
	}
	return n
}

func bandsOf(p paper) []uint64    { return p.bands }
func passagesOf(p paper) []uint64 { return p.passages }

// TestRealDocuments measures how many clones and how many strangers are linked, without
// and with the rule on boilerplate. A rule that lets strangers in or loses clones fails.
func TestRealDocuments(t *testing.T) {
	papers := realPapers(t)
	clonePairs, strangerPairs := all(papers, clones), all(papers, unrelated)
	t.Logf("%d documents, %d pairs of clones, %d pairs of strangers", len(papers), clonePairs, strangerPairs)
	type result struct{ clones, strangers int }
	measure := func(name string, of func(paper) []uint64, least, most int) result {
		pairs := shared(papers, of, most)
		r := result{linked(papers, pairs, least, clones), linked(papers, pairs, least, unrelated)}
		t.Logf("%-8s at least %d shared, of at most %2d drafters: %4d clones, %6d strangers", name, least, most, r.clones, r.strangers)
		return r
	}
	bands := measure("bands", bandsOf, 2, 0)
	measure("passages", passagesOf, 1, 0)
	before := measure("passages", passagesOf, 3, 0)
	measure("passages", passagesOf, 3, 20)
	after := measure("passages", passagesOf, 3, 8)
	measure("passages", passagesOf, 5, 8)
	if bands.strangers > 5 || bands.clones*10 < clonePairs*7 {
		t.Errorf("bands link %+v", bands)
	}
	if after.strangers*10 > before.strangers || after.strangers*2000 > strangerPairs || after.clones*10 < clonePairs*8 {
		t.Errorf("passages link %+v, without the rule on boilerplate %+v", after, before)
	}
}

func realPapers(t *testing.T) (papers []paper) {
	t.Helper()
	root := os.Getenv("MINGJIAN_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "data", "judgments.jsonl"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("no evaluation data: set MINGJIAN_SHARED")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var d struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		papers = append(papers, paperOf(d.ID, d.Text))
	}
	if lines.Err() != nil {
		t.Fatal(lines.Err())
	}
	return papers
}

// TestCounty measures recall on the families of clones that invented counties hold, several of them, since
// in one a single lender's form decides. An invented county writes from few forms, which often more than
// eight drafters share: there the rule on boilerplate costs clones that it costs among real documents
// none of (TestRealDocuments), so that less is asked of it here.
func TestCounty(t *testing.T) {
	var counties []county
	for seed := range uint64(5) {
		counties = append(counties, countyOf(t, 1+seed))
	}
	for _, m := range []struct {
		name              string
		of                func(paper) []uint64
		least, most, asks int // asks is in percent
	}{{"bands", bandsOf, 2, 0, 90}, {"passages", passagesOf, 3, 0, 95}, {"passages", passagesOf, 3, 20, 90}, {"passages", passagesOf, 3, 8, 80}} {
		met, suits, strangers := 0, 0, 0
		for _, c := range counties {
			pairs := shared(c.papers, m.of, m.most)
			found, of := c.meet(pairs, m.of, m.least)
			met, suits, strangers = met+found, suits+of, strangers+linked(c.papers, pairs, m.least, unrelated)
		}
		t.Logf("%-8s at least %d shared, of at most %2d drafters: %d of %d clones meet another of their family, %d strangers are linked",
			m.name, m.least, m.most, met, suits, strangers)
		if met*100 < suits*m.asks || suits < 100 {
			t.Errorf("%s of at most %d drafters find %d of %d clones", m.name, m.most, met, suits)
		}
	}
}

// A county is the papers of an invented county, and which of them are clones of each other.
type county struct {
	papers   []paper
	families [][]int
}

func countyOf(t *testing.T, seed uint64) (of county) {
	t.Helper()
	c, err := synth.New(synth.Options{Seed: seed, People: 12_000})
	if err != nil {
		t.Fatal(err)
	}
	number := map[string]int{}
	for d := range c.Documents() {
		number[d.ID] = len(of.papers)
		of.papers = append(of.papers, paperOf(d.ID, d.Text))
	}
	of.families = slices.Collect(families(c, number))
	return of
}

// meet counts the clones that have something to compare, and those of them that share at least least with
// another of their family. A withdrawal tells nothing.
func (c county) meet(pairs map[[2]int]int, of func(paper) []uint64, least int) (met, suits int) {
	for _, family := range c.families {
		for _, i := range family {
			if len(of(c.papers[i])) == 0 {
				continue
			}
			suits++
			if slices.ContainsFunc(family, func(k int) bool { return k != i && pairs[[2]int{min(i, k), max(i, k)}] >= least }) {
				met++
			}
		}
	}
	return met, suits
}

// families yields the papers of each planted series of clones.
func families(c *synth.County, number map[string]int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		for tr := range c.Truth() {
			if tr.Class != "batch_clone" {
				continue
			}
			var family []int
			for _, id := range tr.Documents {
				family = append(family, number[id])
			}
			if !yield(family) {
				return
			}
		}
	}
}
