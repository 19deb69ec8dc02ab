package backtest

import (
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// A Report is what a test of a model over history says.
type Report struct {
	Model    string     `json:"model" doc:"Id of the model."`
	Version  int        `json:"version" doc:"Its version."`
	Title    fault.Text `json:"title" doc:"Its name."`
	Snapshot string     `json:"snapshot" doc:"Snapshot it was tested on."`
	From     string     `json:"from" doc:"End of the first month, ISO."`
	To       string     `json:"to" doc:"End of the last."`
	Lag      int        `json:"lag" doc:"Days from a decision until its document is taken as known."`

	Months   []Month      `json:"months" nullable:"false" doc:"Month by month."`
	Standing int          `json:"standing" doc:"Subjects found as of the last month."`
	Examples []Example    `json:"examples" nullable:"false" doc:"Of them, by risk."`
	Against  *Versus      `json:"against,omitempty" doc:"Comparison with another version."`
	Overlap  []Overlap    `json:"overlap,omitempty" nullable:"false" doc:"With other models, as of the last month."`
	Decided  *Decided     `json:"decided,omitempty" doc:"Absent if nothing was decided."`
	Effort   Effort       `json:"effort" doc:"Expected work of people."`
	Levels   []Level      `json:"levels,omitempty" nullable:"false" doc:"What would be found, and how well, from each risk on: from 0 to 1 by 0.05. Absent in tests made before they were told."`
	Courts   []Court      `json:"courts" nullable:"false" doc:"How evenly it finds at each court."`
	Inputs   []Input      `json:"inputs" nullable:"false" doc:"What it had of each data set."`
	Cost     Cost         `json:"cost" doc:"What the test took."`
	Notes    []fault.Text `json:"notes" nullable:"false" doc:"What to bear in mind."`

	Parameters []Setting `json:"parameters,omitempty" nullable:"false" doc:"What its parameters were set to."`

	// What it is counted with, so that it can be counted anew; only Encode tells it.
	decisions    []Decision
	found, other []hit
}

// A Setting is what a parameter of the model was set to in the test.
type Setting struct {
	ID    string     `json:"id" doc:"Id of the parameter."`
	Title fault.Text `json:"title" doc:"Its name."`
	Value string     `json:"value" doc:"As it is written in the model."`
	Unit  string     `json:"unit" doc:"cases, share, yuan, days, months, years, people, records; empty for others."`
}

// A Month is what the model would have found with what was known at its end.
type Month struct {
	AsOf     string `json:"as_of" doc:"End of the month, ISO."`
	First    bool   `json:"first,omitempty" doc:"The first month: all that had gathered until then is new in it."`
	New      int    `json:"new" doc:"Subjects not found in any month before."`
	Standing int    `json:"standing" doc:"Subjects found."`
	Gone     int    `json:"gone" doc:"Found the month before and no more."`
	Gained   int    `json:"gained" doc:"Found, and not by the other version."`
	Lost     int    `json:"lost" doc:"Found by the other version only."`
}

// An Example is one finding in short.
type Example struct {
	Subject scan.Subject `json:"subject" doc:"Who or what is found."`
	Risk    float64      `json:"risk" doc:"Risk coefficient, 0 to 1."`
	Cases   int          `json:"cases" doc:"Number of cases."`
	Summary fault.Text   `json:"summary" doc:"The sentence that explains it."`

	Reasons   []Reason `json:"reasons,omitempty" nullable:"false" doc:"What adds most to the risk, three at most."`
	Documents []string `json:"documents,omitempty" nullable:"false" doc:"Ids of court documents it rests on, three at most."`
	Decided   string   `json:"decided,omitempty" enum:"right,wrong" doc:"What was decided of the clue about the subject before the test; absent if nothing was."`
}

// A Reason is one indicator of an example in short.
type Reason struct {
	Title     fault.Text `json:"title" doc:"Name of the indicator."`
	Share     float64    `json:"share" doc:"What it adds to the risk."`
	Value     float64    `json:"value" doc:"Measured value."`
	Threshold float64    `json:"threshold" doc:"Value at which it begins to count."`
	Unit      string     `json:"unit" doc:"cases, share, yuan, days, months, years, people or records."`
}

// Sides is what two models find: only the first, only the second, both. Subjects are counted.
type Sides struct {
	Gained Side `json:"gained" doc:"Only the first."`
	Lost   Side `json:"lost" doc:"Only the second."`
	Both   Side `json:"both" doc:"Both."`
}

// A Side is a number of findings and a few of them.
type Side struct {
	Count    int       `json:"count" doc:"How many."`
	Examples []Example `json:"examples" nullable:"false" doc:"A few of them."`
}

// A Versus is a comparison with another version, as of the last month.
type Versus struct {
	Model   string `json:"model" doc:"Id of the model."`
	Version int    `json:"version" doc:"Its version."`
	Sides
	Decided *Decided `json:"decided,omitempty" doc:"How it compares with the same decisions and labels; absent if there are none."`
}

// An Overlap is how far two models find the same: the common ones among all that either
// finds (Jaccard), 0 to 1.
type Overlap struct {
	Model    string  `json:"model" doc:"Id of the model."`
	Findings int     `json:"findings" doc:"Of the other model."`
	Common   int     `json:"common" doc:"Subjects that both find."`
	Subjects float64 `json:"subjects" doc:"Share of subjects in common."`
	Cases    float64 `json:"cases" doc:"Cases in common, of all that either finds, 0 to 1."`
}

// A Share is a share with the Wilson interval of 95 %.
type Share struct {
	Count int     `json:"count" doc:"How many."`
	Of    int     `json:"of" doc:"Of how many."`
	Value float64 `json:"value" doc:"0 if there is nothing to divide by."`
	Low   float64 `json:"low" doc:"Lower end of the interval of 95 % (Wilson)."`
	High  float64 `json:"high" doc:"Upper end of it."`
}

// A Decided compares the model with what people have decided.
type Decided struct {
	Precision Share `json:"precision" doc:"Confirmed, of the decided subjects that it finds."`
	Kept      Share `json:"kept" doc:"Found, of the confirmed ones."`
	Dropped   Share `json:"dropped" doc:"Not found, of those that were dismissed."`
	Agreement Share `json:"agreement" doc:"Found and confirmed, or not found and dismissed, of all decided."`
	Undecided int   `json:"undecided" doc:"Found, and nobody has decided."`
	Labels    int   `json:"labels" doc:"Labels of findings of this model that count among the decided, besides what was decided of clues."`
}

// An Effort is the expected work of people.
type Effort struct {
	Minutes float64    `json:"minutes" doc:"For one clue."`
	Source  fault.Text `json:"source" doc:"Where the minutes were measured."`
	Backlog float64    `json:"backlog_hours" doc:"For what is found in the first month."`
	Monthly float64    `json:"monthly_hours" doc:"Mean of the months after it."`
	Busiest float64    `json:"busiest_hours" doc:"The month with most."`
}

// A Level is what would be found if only what has some risk and more were shown to people.
type Level struct {
	Least     float64 `json:"least" doc:"The risk from which on it would be shown, 0 to 1."`
	Standing  int     `json:"standing" doc:"Subjects found as of the last month."`
	Backlog   float64 `json:"backlog_hours" doc:"Work of the first month."`
	Monthly   float64 `json:"monthly_hours" doc:"Mean of the months after it. A subject counts in the month in which it first reaches the risk."`
	Precision Share   `json:"precision" doc:"Confirmed, of the decided subjects that would be shown; of 0 if none was decided."`
	Kept      Share   `json:"kept" doc:"Shown, of the confirmed ones: recall as far as anybody can know it."`
}

// A Court is how evenly the model finds at one court: in the months after the first.
type Court struct {
	Court      string  `json:"court" doc:"Name of the court."`
	New        int     `json:"new" doc:"Subjects found for the first time, with a case of the court."`
	Share      float64 `json:"share" doc:"Of the findings of all courts."`
	Documents  float64 `json:"documents" doc:"The court's share of the documents, to compare with."`
	Dispersion float64 `json:"dispersion" doc:"Variance of the monthly numbers over their mean: 1 if they come at random, more if in bursts."`
	Few        bool    `json:"few" doc:"Too few to say anything: less than ten."`
}

// An Input is what the model had of one data set at the end of the last month.
type Input struct {
	Dataset string     `json:"dataset" doc:"Name of the data set."`
	Title   fault.Text `json:"title" doc:"Its name."`
	Rows    int64      `json:"rows" doc:"In the snapshot."`
	Known   int64      `json:"known" doc:"Taken as known in the last month."`
	Undated int64      `json:"undated" doc:"Of them, without a date: taken as known in every month."`
}

// A Cost is what the test took.
type Cost struct {
	Seconds float64 `json:"seconds" doc:"All months together."`
	Rows    int64   `json:"rows" doc:"Of the inputs, in the last month."`
}
