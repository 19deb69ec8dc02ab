package linkage

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// A Decision is what a person decided about two mentions.
type Decision struct {
	Left, Right Mention
	Verdict     match.Verdict
}

// Options say how to resolve. The zero value is what is recommended.
type Options struct {
	Match     match.Options // Decisions and Earlier are set by Resolve
	Decisions []Decision
	Earlier   map[Mention]string // the entity of mentions in an earlier run
	Keep      bool               // whether Answer.Save will be asked for
}

// A LinkRow is a row of the table link.
type LinkRow struct {
	Mention
	Entity      string
	Probability float64
	How         string  // alone, identifier, words, weights or decision
	Via         Mention // the mention by which it belongs to the entity; zero if it stands alone
	Bits        float64 // of the pair of the two
	Weights     string  // JSON, see weightsOf
}

// An EntityRow is a row of the table entity.
type EntityRow struct {
	ID, Kind, Name, IDNo, BornOn string // BornOn is an ISO date
	BornFrom                     string // what tells BornOn: stated, or id_no if only the number does
	Sex                          string // male or female, as stated or else by the number; empty if nothing tells
	Mentions, Datasets           int64
	Least                        float64
}

// A CandidateRow is a row of the table candidate.
type CandidateRow struct {
	Left, Right             Mention
	LeftEntity, RightEntity string
	Kind                    string
	Probability, Bits       float64
	Why                     string // weak, masked, conflict or chain
	Weights                 string
}

// A Report is what a person is told of a run.
type Report struct {
	Mentions    int           `json:"mentions"`
	Masked      int           `json:"masked"`
	Persons     int           `json:"persons"`
	Firms       int           `json:"organisations"`
	Compared    int           `json:"compared"`
	Candidates  int           `json:"candidates"`
	Conflicts   int           `json:"conflicts"`   // mentions of one valid number that cannot be one subject
	Blocks      []match.Block `json:"blocks"`      // groups too large to compare each with each
	Changes     []Changed     `json:"changes"`     // decisions that made a difference
	Undecidable int           `json:"undecidable"` // decisions that contradict others and were not followed
}

// A Changed is a decision that made a difference, with the entities it is about now.
type Changed struct {
	Decision Decision `json:"decision"`
	Entities []string `json:"entities"`
}

// An Answer says who is who in a snapshot. Its rows are in the order of their keys.
type Answer struct {
	Links      []LinkRow
	Entities   []EntityRow
	Candidates []CandidateRow
	Report     Report
	keep       *keeping
}

// mostCandidates is how many candidate pairs of a kind are kept, the most probable first:
// nobody looks at more.
const mostCandidates = 100_000

// Resolve reads everybody whom the records name and works out who is who. The same records,
// decisions and earlier entities give the same answer, whatever the order of the records.
func Resolve(ctx context.Context, e engine.Engine, lib standard.Library, o Options) (*Answer, error) {
	all, err := gather(ctx, e, lib)
	if err != nil {
		return nil, err
	}
	a := &Answer{}
	if o.Keep {
		if a.keep, err = newKeeping(Context{lib, o.Decisions}); err != nil {
			return nil, err
		}
	}
	for _, at := range inOrder(all) {
		c := all[at]
		if err := c.seal(); err != nil {
			return nil, err
		}
		if err := a.resolve(ctx, at, c, o); err != nil {
			return nil, fmt.Errorf("tell %ss apart: %w", c.kind, err)
		}
	}
	a.sort()
	return a, nil
}

// Save writes the state from which later runs can go on, if Options.Keep was set; it can be
// called once. It holds personal data in the clear: the caller protects it.
func (a *Answer) Save(w io.Writer) error {
	a.keep.head.Conflicts = a.Report.Conflicts
	return a.keep.save(w)
}

// resolve adds what is found out about one crowd.
func (a *Answer) resolve(ctx context.Context, at [2]string, c *crowd, o Options) error {
	options := o.Match
	of := c.figureOf()
	options.Earlier = c.earlier(o.Earlier)
	var back map[match.Decision]Decision
	var contradicted int
	options.Decisions, back, contradicted = c.decisions(o.Decisions, of)
	a.Report.Undecidable += contradicted
	r, err := match.Link(ctx, c.table, options)
	if err != nil {
		return err
	}
	x := &answering{crowd: c, result: r, decided: back}
	x.read()
	if err := x.links(a); err != nil {
		return err
	}
	x.entities(a)
	if err := x.candidates(a); err != nil {
		return err
	}
	x.report(a)
	if a.keep == nil {
		return nil
	}
	members, names := map[int][]Mention{}, map[int]string{}
	for i, f := range c.figures {
		n := r.Number(i)
		members[n], names[n] = f.members, f.name
	}
	return a.keep.crowd(at, r, members, names)
}

// figureOf returns the figure of each mention, by its key.
func (c *crowd) figureOf() map[string]int {
	of := map[string]int{}
	for i, f := range c.figures {
		for _, m := range f.members {
			of[m.key()] = i
		}
	}
	return of
}

// earlier returns the entity that most members of each figure had, as package match names
// entities.
func (c *crowd) earlier(before map[Mention]string) map[string]string {
	if len(before) == 0 {
		return nil
	}
	out := map[string]string{}
	for _, f := range c.figures {
		count := map[string]int{}
		for _, m := range f.members {
			if e, ok := before[m]; ok {
				count[e]++
			}
		}
		if e := most(count); e != "" {
			out[f.id] = plainEntity + strings.TrimPrefix(e, c.letter)
		}
	}
	return out
}

// plainEntity begins the names that package match gives.
const plainEntity = "e-"

// most returns the key with the largest count; of several, the smallest.
func most(count map[string]int) string {
	best := ""
	for _, k := range slices.Sorted(maps.Keys(count)) {
		if best == "" || count[k] > count[best] {
			best = k
		}
	}
	return best
}

// decisions turns decisions about mentions into decisions about rows of the table, and counts
// those that cannot be followed because both mentions are one row.
func (c *crowd) decisions(list []Decision, of map[string]int) (out []match.Decision, back map[match.Decision]Decision, contradicted int) {
	back = map[match.Decision]Decision{}
	for _, d := range list {
		left, ok1 := of[d.Left.key()]
		right, ok2 := of[d.Right.key()]
		if !ok1 || !ok2 {
			continue // about the other crowd, or records that are gone
		}
		if left == right {
			if d.Verdict == match.Different {
				contradicted++ // one number, or one whole name of a firm
			}
			continue
		}
		m := match.Decision{A: c.figures[left].id, B: c.figures[right].id, Verdict: d.Verdict}
		out, back[m] = append(out, m), d
	}
	return out, back, contradicted
}

// weightsOf returns prior and weights as JSON, without the values, which stand in the
// records: [{"column","level":{zh,en},"bits","frequency"}], the prior first.
func weightsOf(e match.Explanation) (string, error) {
	type weight struct {
		Column    string     `json:"column"`
		Level     fault.Text `json:"level,omitzero"`
		Bits      float64    `json:"bits"`
		Frequency float64    `json:"frequency,omitempty"`
	}
	list := []weight{{Column: "prior", Bits: hundredth(e.Prior)}}
	for _, w := range e.Weights {
		if w.Bits != 0 || w.Frequency != 0 {
			list = append(list, weight{w.Column, w.Level, hundredth(w.Bits), hundredth(w.Frequency)})
		}
	}
	b, err := json.Marshal(list)
	return string(b), err
}

// sort puts the rows in the order of their keys.
func (a *Answer) sort() {
	slices.SortFunc(a.Links, func(x, y LinkRow) int { return x.compare(y.Mention) })
	slices.SortFunc(a.Entities, func(x, y EntityRow) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortStableFunc(a.Candidates, func(x, y CandidateRow) int {
		return cmp.Or(cmp.Compare(y.Probability, x.Probability), x.Left.compare(y.Left), x.Right.compare(y.Right))
	})
}
