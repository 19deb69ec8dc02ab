package backtest

import (
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Report is what a test of a model over history says.
type Report struct {
	Model    string     `json:"model"`
	Version  int        `json:"version"`
	Title    fault.Text `json:"title"`
	Snapshot string     `json:"snapshot"`
	From     string     `json:"from"` // end of the first month, ISO
	To       string     `json:"to"`   // end of the last
	Lag      int        `json:"lag"`  // days from a decision until its document is taken as known

	Months   []Month      `json:"months"`
	Standing int          `json:"standing"` // subjects found as of the last month
	Examples []Example    `json:"examples"` // of them, by risk
	Against  *Versus      `json:"against,omitempty"`
	Overlap  []Overlap    `json:"overlap,omitempty"` // with other models, as of the last month
	Decided  *Decided     `json:"decided,omitempty"` // absent if nothing was decided
	Effort   Effort       `json:"effort"`
	Courts   []Court      `json:"courts"`
	Inputs   []Input      `json:"inputs"`
	Cost     Cost         `json:"cost"`
	Notes    []fault.Text `json:"notes"` // what to bear in mind
}

// A Month is what the model would have found with what was known at its end.
type Month struct {
	AsOf     string `json:"as_of"`
	First    bool   `json:"first,omitempty"` // the first month: all that had gathered until then is new in it
	New      int    `json:"new"`             // subjects not found in any month before
	Standing int    `json:"standing"`        // subjects found
	Gone     int    `json:"gone"`            // found the month before and no more
	Gained   int    `json:"gained"`          // found, and not by the other version
	Lost     int    `json:"lost"`            // found by the other version only
}

// An Example is one finding in short.
type Example struct {
	Subject scan.Subject `json:"subject"`
	Risk    float64      `json:"risk"`
	Cases   int          `json:"cases"`
	Summary fault.Text   `json:"summary"`
}

// Sides is what two models find: only the first, only the second, both. Subjects are counted.
type Sides struct {
	Gained Side `json:"gained"` // only the first
	Lost   Side `json:"lost"`   // only the second
	Both   Side `json:"both"`
}

// A Side is a number of findings and a few of them.
type Side struct {
	Count    int       `json:"count"`
	Examples []Example `json:"examples"`
}

// A Versus is a comparison with another version, as of the last month.
type Versus struct {
	Model   string `json:"model"`
	Version int    `json:"version"`
	Sides
}

// An Overlap is how far two models find the same: the common ones among all that either
// finds (Jaccard), 0 to 1.
type Overlap struct {
	Model    string  `json:"model"`
	Findings int     `json:"findings"` // of the other model
	Common   int     `json:"common"`   // subjects that both find
	Subjects float64 `json:"subjects"`
	Cases    float64 `json:"cases"`
}

// A Share is a share with the Wilson interval of 95 %.
type Share struct {
	Count int     `json:"count"`
	Of    int     `json:"of"`
	Value float64 `json:"value"` // 0 if there is nothing to divide by
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// A Decided compares the model with what people have decided.
type Decided struct {
	Precision Share `json:"precision"` // confirmed, of the decided subjects that it finds
	Kept      Share `json:"kept"`      // found, of the confirmed ones
	Dropped   Share `json:"dropped"`   // not found, of those that were dismissed
	Agreement Share `json:"agreement"` // found and confirmed, or not found and dismissed, of all decided
	Undecided int   `json:"undecided"` // found, and nobody has decided
}

// An Effort is the expected work of people.
type Effort struct {
	Minutes float64    `json:"minutes"` // for one clue
	Source  fault.Text `json:"source"`
	Backlog float64    `json:"backlog_hours"` // for what is found in the first month
	Monthly float64    `json:"monthly_hours"` // mean of the months after it
	Busiest float64    `json:"busiest_hours"` // the month with most
}

// A Court is how evenly the model finds at one court: in the months after the first.
type Court struct {
	Court      string  `json:"court"`
	New        int     `json:"new"`        // subjects found for the first time, with a case of the court
	Share      float64 `json:"share"`      // of the findings of all courts
	Documents  float64 `json:"documents"`  // the court's share of the documents, to compare with
	Dispersion float64 `json:"dispersion"` // variance of the monthly numbers over their mean: 1 if they come at random, more if in bursts
	Few        bool    `json:"few"`        // too few to say anything: less than ten
}

// An Input is what the model had of one data set at the end of the last month.
type Input struct {
	Dataset string     `json:"dataset"`
	Title   fault.Text `json:"title"`
	Rows    int64      `json:"rows"`    // in the snapshot
	Known   int64      `json:"known"`   // taken as known in the last month
	Undated int64      `json:"undated"` // of them, without a date: taken as known in every month
}

// A Cost is what the test took.
type Cost struct {
	Seconds float64 `json:"seconds"` // all months together
	Rows    int64   `json:"rows"`    // of the inputs, in the last month
}
