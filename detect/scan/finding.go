// Package scan runs models over a snapshot and makes findings. A finding is a value:
// the same model version on the same snapshot gives the same findings anywhere.
package scan

import (
	"encoding/json"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/fault"
)

// A Finding is what one model says about one subject on one snapshot. It is a reason
// to look, never a verdict.
type Finding struct {
	Model       string      `json:"model"`    // id of the model: civil/professional-lender
	Version     int         `json:"version"`  // version of the model
	Snapshot    string      `json:"snapshot"` // id of the snapshot
	Subject     Subject     `json:"subject"`
	Risk        float64     `json:"risk"`        // risk coefficient 风险系数, 0 to 1
	Probability Probability `json:"probability"` // that a clue of this model and risk is confirmed
	Summary     fault.Text  `json:"summary"`
	Indicators  []Indicator `json:"indicators"` // sorted by share, largest first; exculpatory ones last
	Cases       []string    `json:"cases"`      // case numbers, sorted
	Documents   []string    `json:"documents"`  // ids of the court documents, sorted
	Courts      []string    `json:"courts"`     // sorted
	Amount      float64     `json:"amount"`     // sum claimed in those cases, yuan
	From        string      `json:"from"`       // earliest date of those cases, ISO; empty if unknown
	To          string      `json:"to"`         // latest
	Records     []Record    `json:"records"`    // what each indicator rests on
	Against     []Against   `json:"against"`
	Law         []Basis     `json:"law"`
	Actors      []Actor     `json:"actors,omitempty"` // who else acts in most of its cases, by cases; see [Clusters]
}

// An Actor is somebody besides the subject who acts in most cases of a finding.
type Actor struct {
	ID   string `json:"id"` // an entity; contains no name
	Name string `json:"name"`
}

// A Subject is whom or what a finding is about.
type Subject struct {
	Kind string `json:"kind"` // person, organisation, group, record (a thing that a register lists: a project, a lot)
	ID   string `json:"id"`   // contains no name
	Name string `json:"name"`
}

// An Indicator is one red flag (or, with a negative share, one thing that speaks
// against) and what it adds to the risk coefficient. The shares of a finding add up
// to its risk, except where the sum was cut to 0 or 1.
type Indicator struct {
	ID        string     `json:"id"`
	Title     fault.Text `json:"title"`
	Weight    float64    `json:"weight"`    // what it can add at most; negative if exculpatory
	Degree    float64    `json:"degree"`    // how far it is fulfilled, 0 to 1
	Share     float64    `json:"share"`     // what it adds to the risk: points of the coefficient
	Value     float64    `json:"value"`     // measured value
	Threshold float64    `json:"threshold"` // value at which it begins to count
	Full      float64    `json:"full"`      // value at which it counts in full
	Unit      string     `json:"unit"`      // cases, share, yuan, days, months, years, people, records
	Says      fault.Text `json:"says"`      // the fact as a sentence
	Source    string     `json:"source"`    // where the threshold comes from; empty if it is the model author's

	Group       string `json:"group,omitempty"`        // indicators of one group tell one fact; the strongest counts
	CountedWith string `json:"counted_with,omitempty"` // the indicator of the group that counts instead of this one
}

// A Record is one field of one record that an indicator rests on.
type Record struct {
	Indicator string      `json:"indicator"` // id of the indicator
	Dataset   string      `json:"dataset"`   // name of the standard
	RecordID  string      `json:"record_id"` // id of the court document (for its parts too), or the record_id of a register
	Field     string      `json:"field"`
	Value     string      `json:"value"`
	Span      record.Span `json:"span"` // characters of the document's text; empty in a register
}

// An Against is one thing that speaks against the finding: a look-alike that was
// checked, an exculpatory fact, or data that is missing.
type Against struct {
	ID   string     `json:"id"`
	Kind string     `json:"kind"` // checked (a look-alike ruled out), fact (speaks against), missing (data not at hand)
	Says fault.Text `json:"says"`
}

// A Basis is one legal basis as (law, version, article).
type Basis struct {
	Law     string `json:"law" yaml:"law"`
	Version string `json:"version" yaml:"version"` // date of adoption or last amendment, ISO
	Article string `json:"article" yaml:"article"` // number in digits: 18, 307-1
}

// Line returns the finding as the one JSON object that `mingjian scan --json` and
// `mingjian clue list --json` print, with its sentences in language lang.
func (f Finding) Line(lang string) ([]byte, error) {
	type indicator struct {
		ID     string  `json:"id"`
		Weight float64 `json:"weight"`
		Share  float64 `json:"share"`
		Says   string  `json:"says"`
	}
	type against struct {
		ID   string `json:"id"`
		Says string `json:"says"`
	}
	type probability struct {
		Value float64 `json:"value"`
		Basis string  `json:"basis"`
		N     int     `json:"n"`
	}
	out := struct {
		Model      string      `json:"model"`
		Version    int         `json:"version"`
		Snapshot   string      `json:"snapshot"`
		Subject    Subject     `json:"subject"`
		Risk       float64     `json:"risk"`
		Indicators []indicator `json:"indicators"`
		Cases      []string    `json:"cases"`
		Records    []Record    `json:"records"`
		Against    []against   `json:"against"`
		Law        []Basis     `json:"law"`

		Probability probability `json:"probability"`
	}{f.Model, f.Version, f.Snapshot, f.Subject, f.Risk, []indicator{}, f.Cases, f.Records, []against{}, f.Law,
		probability{f.Probability.Value, f.Probability.Basis.In(lang), f.Probability.N}}
	for _, i := range f.Indicators {
		out.Indicators = append(out.Indicators, indicator{i.ID, i.Weight, i.Share, i.Says.In(lang)})
	}
	for _, a := range f.Against {
		out.Against = append(out.Against, against{a.ID, a.Says.In(lang)})
	}
	return json.Marshal(out)
}

// Command returns the command that makes the finding again, on any machine that has the
// snapshot.
func (f Finding) Command() string {
	return "mingjian scan --model " + f.Model + " --snapshot " + f.Snapshot + " --json"
}
