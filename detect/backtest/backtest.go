// Package backtest shows what a model would have found, month by month, had it looked with
// what was known at the end of each month: how much work it makes, what it gains and loses
// against another version, what people have decided about the same clues. It compares
// models with one another, and fits the weights of one to decisions (package calibrate).
package backtest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// Options say how to test a model. The zero value tests it over all history.
type Options struct {
	From, To time.Time // any day of the first and the last month; zero: as far as the data go
	Lag      int       // days from a decision until its document is at hand
	Params   map[string]any
	Against  *models.Model  // another version, or another model, to compare with
	Others   []models.Model // of which the overlap is told, at the end

	Decisions []Decision
	Minutes   float64    // that a person needs for one clue; 0: DefaultMinutes
	MinutesOf fault.Text // where that was measured; empty: the author's assumption

	Progress func(done, total int) // called after each month; may be nil
	Clock    func() time.Time      // to tell the cost; nil: it is not told
}

// A Decision is what a person said of one clue of the model.
type Decision struct {
	Subject   string // id
	Confirmed bool
}

// DefaultMinutes is the author's assumption of how long a person looks at one clue before
// deciding whether to go on with it. Nobody has measured it.
const DefaultMinutes = 60

// MostMonths is how far back a test goes unless it is told from when: twenty years. What is
// older is mostly a date misread.
const MostMonths = 240

// Run tests a model on a snapshot whose entities are linked. A model that looks ahead is
// refused: by its text (*models.Faults) or by what it found (scan.Ahead).
func Run(ctx context.Context, s scan.Snapshot, m models.Model, o Options) (Report, error) {
	r := &runner{Options: o, snapshot: s, model: m}
	months, err := r.months(ctx)
	if err != nil {
		return Report{}, err
	}
	if r.witness, err = scan.NewWitness(s.Engine, o.Lag); err != nil {
		return Report{}, err
	}
	start := r.now()
	r.report = Report{Model: m.ID, Version: m.Version, Title: m.Title, Snapshot: s.ID, Lag: o.Lag,
		From: months[0].Format(time.DateOnly), To: months[len(months)-1].Format(time.DateOnly), Parameters: r.settings()}
	for i, end := range months {
		if err := r.month(ctx, end); err != nil {
			return Report{}, err
		}
		if o.Progress != nil {
			o.Progress(i+1, len(months))
		}
	}
	r.report.Cost.Seconds = r.now().Sub(start).Seconds()
	return r.report, r.conclude(ctx, months[len(months)-1])
}

// A runner is one test under way.
type runner struct {
	Options
	snapshot scan.Snapshot
	model    models.Model
	witness  *scan.Witness
	report   Report

	seen    map[string]int // subjects found in any month so far, with the highest level they were in
	before  []scan.Finding // of the month before
	against []scan.Finding // of the other model, at the last month
	courts  map[string][]int

	first, later tally // what was new in the first month, and in the months after it
}

func (r *runner) now() time.Time {
	if r.Clock == nil {
		return time.Time{}
	}
	return r.Clock()
}

// at runs a model with what was known at the end of a day.
func (r *runner) at(ctx context.Context, m models.Model, params map[string]any, day time.Time) ([]scan.Finding, error) {
	s := r.snapshot
	s.AsOf, s.Known = day, &models.Cut{On: day, Lag: r.Lag}
	found, err := scan.Scan(ctx, s, m, params)
	if err != nil {
		return nil, fmt.Errorf("as of %s: %w", day.Format(time.DateOnly), err)
	}
	if err := r.witness.Check(ctx, m, found.Findings, day); err != nil {
		return nil, err
	}
	return found.Findings, nil
}

// month looks at the end of one month and counts.
func (r *runner) month(ctx context.Context, end time.Time) error {
	found, err := r.at(ctx, r.model, r.Params, end)
	if err != nil {
		return err
	}
	first := r.seen == nil
	if first {
		r.seen, r.courts = map[string]int{}, map[string][]int{}
	}
	line := Month{AsOf: end.Format(time.DateOnly), Standing: len(found), First: first}
	n := len(r.report.Months)
	for _, f := range found {
		if !r.notice(f, first) {
			continue
		}
		line.New++
		for _, c := range f.Courts {
			if !first {
				r.courts[c] = append(r.courts[c], make([]int, max(0, n-len(r.courts[c])))...)
				r.courts[c][n-1]++
			}
		}
	}
	line.Gone = len(difference(r.before, found))
	if r.Against != nil {
		if r.against, err = r.at(ctx, *r.Against, nil, end); err != nil {
			return err
		}
		line.Gained, line.Lost = len(difference(found, r.against)), len(difference(r.against, found))
	}
	r.before = found
	r.report.Months = append(r.report.Months, line)
	return nil
}

// notice takes down that a subject was found, and reports whether it never was before.
func (r *runner) notice(f scan.Finding, first bool) bool {
	highest, known := r.seen[f.Subject.ID]
	if !known {
		highest = -1
	}
	count := &r.later
	if first {
		count = &r.first
	}
	r.seen[f.Subject.ID] = count.news(f, highest)
	return !known
}

// difference returns the findings of a about subjects of which b says nothing.
func difference(a, b []scan.Finding) (out []scan.Finding) {
	there := map[string]bool{}
	for _, f := range b {
		there[f.Subject.ID] = true
	}
	for _, f := range a {
		if !there[f.Subject.ID] {
			out = append(out, f)
		}
	}
	return out
}

// conclude adds what is told once, at the last month.
func (r *runner) conclude(ctx context.Context, last time.Time) (err error) {
	p := &r.report
	p.Standing = len(r.before)
	decisions := map[string]bool{}
	for _, d := range r.Decisions {
		decisions[d.Subject] = d.Confirmed
	}
	p.decisions, p.found, p.other = r.Decisions, hits(r.before), hits(r.against)
	p.Examples = examples(r.before, shown, decisions)
	if r.Against != nil {
		p.Against = &Versus{Model: r.Against.ID, Version: r.Against.Version, Sides: sides(r.before, r.against, judged, decisions)}
	}
	for _, m := range r.Others {
		if m.ID == r.model.ID {
			continue
		}
		other, err := r.at(ctx, m, nil, last)
		if err != nil {
			return err
		}
		p.Overlap = append(p.Overlap, overlap(m, r.before, other))
	}
	slices.SortFunc(p.Overlap, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(b.Subjects, a.Subjects), strings.Compare(a.Model, b.Model))
	})
	if p.Inputs, err = r.inputs(ctx, last); err != nil {
		return err
	}
	for _, in := range p.Inputs {
		p.Cost.Rows += in.Known
	}
	p.Effort = r.effort()
	p.Levels = r.levels(p.Effort.Minutes)
	p.judge(r.Decisions)
	if p.Courts, err = r.stability(ctx, last); err != nil {
		return err
	}
	p.Notes = r.notes()
	return nil
}

// months lists the last day of each month to look at.
func (r *runner) months(ctx context.Context) ([]time.Time, error) {
	from, to := r.From, r.To
	if from.IsZero() || to.IsZero() {
		first, last, err := r.history(ctx)
		if err != nil {
			return nil, err
		}
		if first.IsZero() {
			return nil, fault.Invalidf("模型 %s 的输入数据没有日期，无法回测。", "the inputs of model %s have no dates: there is no history to test on.", r.model.ID)
		}
		if from.IsZero() {
			from = first
		}
		if to.IsZero() {
			to = last
		}
	}
	if to.Before(from) {
		return nil, fault.Invalidf("回测的终月早于起月。", "the last month of the test is before the first.")
	}
	n := 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month()) + 1
	if r.From.IsZero() && n > MostMonths {
		return nil, fault.Invalidf("数据最早的日期是 %s，距终月 %d 个月，可能有误读的日期；请用 --from 指定起月。",
			"the earliest date in the data is %s, %d months before the last: a date may have been misread. Say from which month with --from.", from.Format(time.DateOnly), n)
	}
	var ends []time.Time
	for i := range n {
		ends = append(ends, time.Date(from.Year(), from.Month()+time.Month(i+1), 0, 0, 0, 0, 0, time.UTC))
	}
	return ends, nil
}

// history finds the first and the last day on which an input of the model has a record.
func (r *runner) history(ctx context.Context) (first, last time.Time, err error) {
	dates, err := r.dates()
	if err != nil {
		return first, last, err
	}
	for _, d := range dates {
		if d.day == "" {
			continue
		}
		row, err := engine.One(ctx, r.snapshot.Engine, "SELECT min("+d.day+") AS first, max("+d.day+") AS last FROM "+d.table)
		if err != nil {
			return first, last, fmt.Errorf("find the history of %s: %w", d.name, err)
		}
		a, ok := row["first"].(time.Time)
		b, also := row["last"].(time.Time)
		if ok && also && (first.IsZero() || a.Before(first)) {
			first = a
		}
		if ok && also && b.After(last) {
			last = b
		}
	}
	return first, last, nil
}
