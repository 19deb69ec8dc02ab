package match

import (
	"runtime"

	"github.com/mingjian/mingjian/detect/linkage/compare"
)

// Options say how to link. The zero value is what is recommended.
type Options struct {
	// Merge is the probability from which a link is made without asking; 0 means 0.95.
	Merge float64
	// Candidate is the probability from which a pair that was not merged is listed for a
	// person to decide; 0 means 0.2.
	Candidate float64
	// Seed chooses the pairs from which the model is estimated. The same seed and the same
	// mentions give the same result, in whatever order the rows stand and on any machine.
	Seed uint64
	// Workers is how many cores to use; 0 means all. It never changes the result.
	Workers int
	// MaxBlock is the most mentions that are compared with each other because they share one
	// key; larger blocks are divided and reported. 0 means 1000.
	MaxBlock int
	// Model, if given, is used instead of estimating one.
	Model *Model
	// Earlier gives the entity of mentions in an earlier run, by id.
	Earlier map[string]string
	// Decisions are those that people took.
	Decisions []Decision
	// Progress, if given, is told how far each stage has come. Calls do not overlap.
	Progress func(stage Stage, done, total int)
}

// A Stage is a part of the work.
type Stage string

// The stages, in order.
const (
	Preparing  Stage = "prepare"
	Training   Stage = "train"
	Comparing  Stage = "compare"
	Clustering Stage = "cluster"
)

func (o Options) withDefaults() Options {
	if o.Merge == 0 {
		o.Merge = 0.95
	}
	if o.Candidate == 0 {
		o.Candidate = 0.2
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.MaxBlock == 0 {
		o.MaxBlock = 1000
	}
	if o.Progress == nil {
		o.Progress = func(Stage, int, int) {}
	}
	return o
}

// A Verdict is what a person decided about two mentions.
type Verdict string

// The verdicts. Unsure keeps a pair from being merged on its own evidence and lists it on.
const (
	Same      Verdict = "same"
	Different Verdict = "different"
	Unsure    Verdict = "unsure"
)

// A Decision says that two mentions are, or are not, one subject. Decisions about mentions
// that are not in the table are kept and do nothing.
type Decision struct {
	A       string  `json:"a"`
	B       string  `json:"b"`
	Verdict Verdict `json:"verdict"`
}

// An Assignment says which entity a mention belongs to.
type Assignment struct {
	ID          string  `json:"id"`
	Entity      string  `json:"entity"`
	Probability float64 `json:"probability"` // that the mention belongs to the entity; 1 for one that stands alone
}

// A Pair is two mentions and how likely they are one subject.
type Pair struct {
	A           string  `json:"a"`
	B           string  `json:"b"`
	Bits        float64 `json:"bits"` // logarithm to base 2 of the odds
	Probability float64 `json:"probability"`
	Masked      bool    `json:"masked,omitempty"` // one of them is masked: never merged without a decision
	Merged      bool    `json:"merged"`           // they ended in one entity
}

// A Conflict is two mentions with the same valid number, but clearly different names, and
// birth dates or telephone and address that differ too. They are not merged; somebody should
// look at them.
type Conflict struct {
	A      string `json:"a"`
	B      string `json:"b"`
	Column string `json:"column"`
}

// A Block is a group of mentions that was too large to compare each with each.
type Block struct {
	Rule     string `json:"rule"`     // the columns that agree
	Example  string `json:"example"`  // id of one of the mentions
	Mentions int    `json:"mentions"` // how many share the key
	Compared int    `json:"compared"` // pairs that were compared all the same
	Left     int    `json:"left"`     // pairs that this rule did not compare; others may have
}

// A Change is a decision that made a difference.
type Change struct {
	Decision Decision `json:"decision"`
	Entities []string `json:"entities"` // the entities of the two mentions now
	Mentions int      `json:"mentions"` // how many mentions belong to them
}

// A Result says who is who.
type Result struct {
	Assignments []Assignment
	Pairs       []Pair // scored from Options.Candidate on, the most probable first
	Conflicts   []Conflict
	Blocks      []Block
	Changes     []Change
	Undecidable []Decision // that contradict others and so were not followed
	Counts      Counts
	Model       *Model

	linker   *linker
	clusters *clusters
	entity   []string // of each mention, in canonical order
}

// Counts are the figures of a run.
type Counts struct {
	Mentions int `json:"mentions"`
	Masked   int `json:"masked"`
	Compared int `json:"compared"` // pairs
	Entities int `json:"entities"`
}

// Candidates returns the pairs that a person should decide: likely, but not merged.
func (r *Result) Candidates() []Pair {
	var out []Pair
	for _, p := range r.Pairs {
		if !p.Merged {
			out = append(out, p)
		}
	}
	return out
}

// A Model is what was learned from the data: how often each level of each comparison occurs
// among pairs that match (m) and pairs that do not (u), and by which keys pairs are found.
type Model struct {
	Prior    float64     `json:"prior"` // that two mentions drawn at random match
	Features []Parameter `json:"features"`
	Rules    []Rule      `json:"rules"`
}

// A Parameter belongs to one comparison.
type Parameter struct {
	Name   string       `json:"name"`
	Kind   compare.Kind `json:"kind"`
	M      []float64    `json:"m"`
	U      []float64    `json:"u"`
	Common float64      `json:"common"` // how often two values drawn at random are the same, matches among them
}
