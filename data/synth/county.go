// Package synth invents a county: people, firms, courts and some years of court
// papers, among them planted wrongs and many honest suits that look like them. What
// was planted is known, so that detection can be measured, shown and tested without
// one line of real data.
//
// The same Options give the same bytes on every machine. README.md tells what the
// county is made of, at which rates, and how to add phrases.
package synth

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
)

// Options say how large a county to invent.
type Options struct {
	Seed      uint64 // any number; another seed is another county
	People    int    // inhabitants; 0 means six for each document, or 12,000
	Documents int    // about how many papers; 0 means one for six inhabitants
	Folder    bool   // Write also puts each paper into a text file of its own
	Registers bool   // Write also writes the registers of the other agencies
}

// withDefaults fills in what was left out.
func (o Options) withDefaults() Options {
	if o.People <= 0 {
		o.People = max(6*o.Documents, 12000)
		if o.Documents > 0 {
			o.People = 6 * o.Documents
		}
	}
	if o.Documents <= 0 {
		o.Documents = o.People / 6
	}
	return o
}

// A Document is one court paper as an agency delivers it. Its ID tells nothing about
// what is in it.
type Document struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// A County is an invented county, planned but not yet written out.
type County struct {
	w     *world
	truth []Truth
}

// New plans a county. It fails only if the embedded names or phrases are broken.
func New(o Options) (*County, error) {
	o = o.withDefaults()
	w, err := newWorld(o)
	if err != nil {
		return nil, fmt.Errorf("invent county of seed %d: %w", o.Seed, err)
	}
	w.plan()
	w.number()
	return &County{w: w, truth: w.tell()}, nil
}

// Len returns how many documents the county has.
func (c *County) Len() int { return len(c.w.suits) }

// Documents yields every paper, oldest first. It may be ranged over more than once.
func (c *County) Documents() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		wr := newWriter(c.w)
		for _, s := range c.w.suits {
			if !yield(Document{s.id, string(wr.write(s))}) {
				return
			}
		}
	}
}

// Truth yields what was planted, wrongs first.
func (c *County) Truth() iter.Seq[Truth] { return slices.Values(c.truth) }

// A world is everything the planning knows.
type world struct {
	seed     uint64
	people   int
	target   int // documents wanted
	names    *nameTable
	phrases  *grammar
	places   places
	courts   []*court // basic courts first, the intermediate court last
	lawyers  []*counsel
	workers  []*counsel
	insurers []*firm
	suits    []*suit
	plots    []*plot
	parts    uint64         // how many dice have been handed out
	lastNo   map[string]int // the last case number of each court, year and kind
}

func newWorld(o Options) (*world, error) {
	w := &world{seed: o.Seed, people: o.People, target: o.Documents, places: newPlaces()}
	var err error
	if w.names, err = readNames(); err != nil {
		return nil, err
	}
	if w.phrases, err = readPhrases(); err != nil {
		return nil, err
	}
	w.courts = w.newCourts(o.Documents)
	w.lawyers, w.workers = w.newCounsel(o.Documents)
	w.insurers = w.newInsurers()
	return w, nil
}

// readPhrases compiles the embedded phrase book, files in the order of their names.
func readPhrases() (*grammar, error) {
	entries, err := library.ReadDir("phrases")
	if err != nil {
		return nil, fmt.Errorf("read phrases: %w", err)
	}
	files, order := map[string]string{}, []string{}
	for _, e := range entries {
		b, err := library.ReadFile("phrases/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read phrases: %w", err)
		}
		files[e.Name()] = string(b)
		order = append(order, e.Name())
	}
	return compile(files, order)
}

// dice hands out the dice of the next part of the plan.
func (w *world) dice() dice {
	w.parts++
	return newDice(w.seed, w.parts)
}

// number gives every suit its case number, consecutive per court, year and kind in the
// order of filing, and its document id, and puts the papers in order of date.
func (w *world) number() {
	slices.SortStableFunc(w.suits, func(a, b *suit) int { return cmp.Compare(a.filed, b.filed) })
	w.lastNo = map[string]int{}
	for _, s := range w.suits {
		k := "（" + strconv.Itoa(s.filed.year()) + "）" + s.court.code + s.paper.typeCode()
		w.lastNo[k]++
		s.no = k + strconv.Itoa(w.lastNo[k]) + "号"
	}
	slices.SortStableFunc(w.suits, func(a, b *suit) int { return cmp.Compare(a.decided, b.decided) })
	for i, s := range w.suits {
		s.id = fmt.Sprintf("%016x", mix(w.seed^0x6964, uint64(i)))
	}
}
