package backtest

import (
	"context"
	"time"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// A Plan is what a test would do and what it is expected to take, told before it runs.
type Plan struct {
	From    string  `json:"from" doc:"End of the first month, ISO."`
	To      string  `json:"to" doc:"End of the last."`
	Months  int     `json:"months" doc:"How many months are looked at."`
	Inputs  []Input `json:"inputs" nullable:"false" doc:"What it would have of each data set at the end of the last month."`
	Seconds float64 `json:"seconds" doc:"What it is expected to take: the last month was looked at once, and every month is taken to cost as much."`
	More    bool    `json:"more" doc:"It takes longer than that: the trial was given up."`
}

// Foresee says what a test on a snapshot would do. It links the entities and looks at the last
// month once, and gives that up when it has waited long enough.
func Foresee(ctx context.Context, s scan.Snapshot, m models.Model, o Options, link func(context.Context) error, patience time.Duration) (p Plan, err error) {
	r := &runner{Options: o, snapshot: s, model: m}
	months, err := r.months(ctx)
	if err != nil {
		return p, err
	}
	last := months[len(months)-1]
	p = Plan{From: months[0].Format(time.DateOnly), To: last.Format(time.DateOnly), Months: len(months)}
	if p.Inputs, err = r.inputs(ctx, last); err != nil {
		return p, err
	}
	if r.witness, err = scan.NewWitness(s.Engine, o.Lag); err != nil {
		return p, err
	}
	limited, stop := context.WithTimeout(ctx, patience)
	defer stop()
	p.Seconds, err = r.rehearse(limited, link, last, len(months))
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		p.More, err = true, nil
	}
	return p, err
}

// rehearse links and looks at one month, and returns how many seconds so many would take.
// The other models, with which only the last month is looked at, are taken to be as slow.
func (r *runner) rehearse(ctx context.Context, link func(context.Context) error, day time.Time, months int) (seconds float64, err error) {
	took := func(times int, do func() error) error {
		start := r.now()
		err := do()
		seconds += r.now().Sub(start).Seconds() * float64(times)
		return err
	}
	if err := took(1, func() error { return link(ctx) }); err != nil {
		return seconds, err
	}
	look := func(m models.Model, params map[string]any) func() error {
		return func() error { _, err := r.at(ctx, m, params, day); return err }
	}
	err = took(months+len(r.Others), look(r.model, r.Params))
	if err == nil && r.Against != nil {
		err = took(months, look(*r.Against, nil))
	}
	return seconds, err
}
