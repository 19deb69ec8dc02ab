package stats

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A Report is the figures of an office, with those below it, in one period.
type Report struct {
	Window     Window                 `json:"window" doc:"The period."`
	Whole      bool                   `json:"whole" doc:"The period is over."`
	Before     Window                 `json:"before" doc:"The same stretch of the period before, as it stood then."`
	YearBefore Window                 `json:"year_before" doc:"The same stretch a year earlier, as it stood then."`
	Office     access.Office          `json:"office" doc:"Id of the office."`
	Offices    []access.Procuratorate `json:"offices" nullable:"false" doc:"The office and those below it that are counted, by code of their division."`
	Least      int                    `json:"least" doc:"Of a smaller denominator no rate is given."`
	Figures    []Value                `json:"figures" nullable:"false" doc:"Every figure, in the order in which they are shown."`
	Funnel     []Part                 `json:"funnel" nullable:"false" doc:"From a clue to what came of it; each a part of the one before."`
	ClueAges   []Part                 `json:"clue_ages" nullable:"false" doc:"Clues that wait for a decision, by days since they were found."`
	MatterAges []Part                 `json:"matter_ages" nullable:"false" doc:"Open matters, by days since they were opened."`
	Models     []Yield                `json:"models" nullable:"false" doc:"What became of the clues of each model, by id."`
	Divisions  []Division             `json:"divisions" nullable:"false" doc:"Each office by itself, by code of its division. No order says anything of an office."`
	Procedures []Kept                 `json:"procedures" nullable:"false" doc:"The statistics of the procedures that have any in the period."`
}

// A Number is one or two counts.
type Number struct {
	Numerator   int      `json:"numerator" doc:"Rows above."`
	Denominator int      `json:"denominator" doc:"Rows below; 0 for a count."`
	Rate        *float64 `json:"rate" doc:"One over the other; null for a count, and where the denominator is smaller than least."`
}

// number tells a rate where the denominator is large enough.
func (f Form) number(above, below int) Number {
	n := Number{Numerator: above, Denominator: below}
	if f != Count && below >= Least {
		r := float64(above) / float64(below)
		n.Rate = &r
	}
	return n
}

// A Value is a figure in the period, beside what it was.
type Value struct {
	Figure
	NumeratorSays   fault.Text `json:"numerator" doc:"What is counted above."`
	DenominatorSays fault.Text `json:"denominator" doc:"What is counted below; empty for a count."`
	Now             Number     `json:"now" doc:"In the period."`
	Before          Number     `json:"before" doc:"In the period before."`
	YearBefore      Number     `json:"year_before" doc:"A year earlier."`
	Change          *float64   `json:"change" doc:"Now less before: of a count, rows; else the difference of the rates; null where one is not given."`
	YearChange      *float64   `json:"year_change" doc:"Now less a year earlier."`
}

// change is the difference of two numbers of a form.
func (f Form) change(now, before Number) *float64 {
	if f == Count {
		d := float64(now.Numerator - before.Numerator)
		return &d
	}
	if now.Rate == nil || before.Rate == nil {
		return nil
	}
	d := *now.Rate - *before.Rate
	return &d
}

// A Part is one bar: a set, or the rows of one of an age.
type Part struct {
	Set  string     `json:"set" doc:"Set whose rows it counts."`
	Says fault.Text `json:"says" doc:"Which rows."`
	From int        `json:"from" doc:"Of an age: least days."`
	To   int        `json:"to" doc:"Of an age: most days; 0 without end."`
	Rows int        `json:"rows" doc:"How many."`
}

// A Yield is what became of the clues of one model in the period.
type Yield struct {
	Model     string     `json:"model" doc:"Id of the model."`
	Title     fault.Text `json:"title" doc:"Name of the model."`
	Found     int        `json:"found" doc:"Clues found."`
	Decided   int        `json:"decided" doc:"Clues decided."`
	Dismissed int        `json:"dismissed" doc:"Clues dismissed."`
	LookAlike int        `json:"look_alike" doc:"Of these, those that were something lawful that looks alike."`
	Yield     Number     `json:"yield" doc:"Clues that proved right over those whose decision tells."`
	Before    Number     `json:"before" doc:"The same in the period before."`
}

// A Division is the numbers of one office by itself.
type Division struct {
	access.Procuratorate
	Found    int `json:"found" doc:"Clues found."`
	Opened   int `json:"opened" doc:"Matters opened."`
	Remedied int `json:"remedied" doc:"Suggestions, protests, suits and crime leads made."`
	Overdue  int `json:"overdue" doc:"Deadlines of the office that are overdue."`
}

// Kept is the statistics of one procedure.
type Kept struct {
	Procedure  string     `json:"procedure" doc:"Id of the procedure."`
	Title      fault.Text `json:"title" doc:"Name of the procedure."`
	Statistics []Counted  `json:"statistics" nullable:"false" doc:"In the order of the procedure."`
}

// Counted is one statistic of a procedure: same period, above and below.
type Counted struct {
	Statistic string     `json:"statistic" doc:"Id of the statistic."`
	Title     fault.Text `json:"title" doc:"Name of the statistic."`
	Of        string     `json:"of" doc:"Id of the statistic below it; empty if there is none."`
	OfTitle   fault.Text `json:"of_title" doc:"Name of that."`
	Now       Number     `json:"now" doc:"In the period."`
	Before    Number     `json:"before" doc:"In the period before."`
	Sums      bool       `json:"sums" doc:"It adds up an amount of the matters that it counts."`
	Amount    float64    `json:"amount" doc:"That amount in yuan, in the period; 0 where it only counts."`
	AmountWas float64    `json:"amount_before" doc:"The same in the period before."`
}

// Report returns the figures. Errors are NotFound, Forbidden or Invalid.
func (s *Service) Report(ctx context.Context, by access.Account, q Query) (r Report, err error) {
	return s.reportFor(ctx, by, access.ReadFigures, q)
}

// Export is Report for whoever may take figures out.
func (s *Service) Export(ctx context.Context, by access.Account, q Query) (r Report, err error) {
	return s.reportFor(ctx, by, access.ExportFigures, q)
}

func (s *Service) reportFor(ctx context.Context, by access.Account, right access.Right, q Query) (r Report, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		list, p, err := s.scope(ctx, tx, by, right, q)
		if err != nil {
			return err
		}
		r, err = s.report(ctx, tx, list, p)
		return err
	})
	return r, err
}

func (s *Service) report(ctx context.Context, tx *db.Tx, list []access.Procuratorate, p place) (r Report, err error) {
	r = Report{Window: p.Window, Whole: p.Whole(), Before: p.Window.Before(), YearBefore: p.Window.YearBefore(), Office: list[0].ID, Least: Least}
	r.Offices = slices.Clone(list)
	slices.SortFunc(r.Offices, func(a, b access.Procuratorate) int {
		return cmp.Or(cmp.Compare(a.Division, b.Division), cmp.Compare(a.ID, b.ID))
	})
	now, err := s.tallies(ctx, tx, p)
	if err != nil {
		return r, err
	}
	was, err := s.tallies(ctx, tx, p.at(r.Before))
	if err != nil {
		return r, err
	}
	year, err := s.tallies(ctx, tx, p.at(r.YearBefore))
	if err != nil {
		return r, err
	}
	for _, f := range Figures() {
		r.Figures = append(r.Figures, s.value(f, now, was, year))
	}
	for _, id := range funnel() {
		r.Funnel = append(r.Funnel, Part{Set: id, Says: s.sets[id].Says, Rows: now[id].all})
	}
	if r.ClueAges, err = s.ages(ctx, tx, p, "clues-open", "clues-aged", clueAges()); err != nil {
		return r, err
	}
	if r.MatterAges, err = s.ages(ctx, tx, p, "matters-pending", "matters-aged", matterAges()); err != nil {
		return r, err
	}
	r.Models, r.Divisions = s.yields(now, was), divisions(r.Offices, now)
	r.Procedures, err = s.kept(ctx, tx, p, r.Before)
	return r, err
}

// at is the same offices in another window.
func (p place) at(w Window) place {
	p.Window = w
	return p
}

// tallies counts every set that a figure or a bar needs, in one window.
func (s *Service) tallies(ctx context.Context, tx *db.Tx, p place) (map[string]tally, error) {
	all := map[string]tally{}
	ids := slices.Concat(funnel(), []string{"clues-decided", "remedies"})
	for _, f := range Figures() {
		ids = append(ids, f.Numerator, f.Denominator)
	}
	for _, id := range ids {
		if _, done := all[id]; done || id == "" {
			continue
		}
		t, err := s.sets[id].tally(ctx, tx, p)
		if err != nil {
			return nil, err
		}
		all[id] = t
	}
	return all, nil
}

func (s *Service) value(f Figure, now, was, year map[string]tally) Value {
	v := Value{Figure: f, NumeratorSays: s.sets[f.Numerator].Says, DenominatorSays: s.sets[f.Denominator].Says}
	of := func(t map[string]tally) Number { return f.Form.number(t[f.Numerator].all, t[f.Denominator].all) }
	v.Now, v.Before, v.YearBefore = of(now), of(was), of(year)
	v.Change, v.YearChange = f.Form.change(v.Now, v.Before), f.Form.change(v.Now, v.YearBefore)
	return v
}

// ages counts a stock by age; the last stretch has no end.
func (s *Service) ages(ctx context.Context, tx *db.Tx, p place, whole, aged string, list []age) (parts []Part, err error) {
	for _, a := range list {
		set := s.sets[aged]
		if a.to == 0 {
			set = s.sets[whole]
		}
		p.youngest, p.oldest = a.from, a.to
		t, err := set.tally(ctx, tx, p)
		if err != nil {
			return nil, err
		}
		says := fault.Text{ZH: fmt.Sprintf("%d 至 %d 天", a.from, a.to), EN: fmt.Sprintf("%d to %d days", a.from, a.to)}
		if a.to == 0 {
			says = fault.Text{ZH: fmt.Sprintf("%d 天以上", a.from-1), EN: fmt.Sprintf("more than %d days", a.from-1)}
		}
		parts = append(parts, Part{Set: set.ID, Says: says, From: a.from, To: a.to, Rows: t.all})
	}
	return parts, nil
}

// yields tells of every model that found something, or of which something was decided.
func (s *Service) yields(now, was map[string]tally) []Yield {
	list := []Yield{}
	models := map[string]bool{}
	for _, set := range []string{"clues-found", "clues-decided"} {
		for m := range now[set].models {
			models[m] = true
		}
	}
	for _, m := range slices.Sorted(maps.Keys(models)) {
		list = append(list, Yield{Model: m, Title: s.model(m), Found: now["clues-found"].models[m], Decided: now["clues-decided"].models[m],
			Dismissed: now["clues-dismissed"].models[m], LookAlike: now["clues-lookalike"].models[m],
			Yield:  Rate.number(now["clues-confirmed"].models[m], now["clues-judged"].models[m]),
			Before: Rate.number(was["clues-confirmed"].models[m], was["clues-judged"].models[m])})
	}
	return list
}

func divisions(offices []access.Procuratorate, now map[string]tally) []Division {
	list := []Division{}
	for _, o := range offices {
		of := func(set string) int { return now[set].offices[o.ID] }
		list = append(list, Division{Procuratorate: o, Found: of("clues-found"), Opened: of("matters-opened"), Remedied: of("remedies"), Overdue: of("terms-overdue")})
	}
	return list
}

// kept counts the statistics of the procedures.
func (s *Service) kept(ctx context.Context, tx *db.Tx, p place, before Window) ([]Kept, error) {
	now, err := s.statistics(ctx, tx, p)
	if err != nil {
		return nil, err
	}
	was, err := s.statistics(ctx, tx, p.at(before))
	if err != nil {
		return nil, err
	}
	list := []Kept{}
	for _, pr := range s.procedures.All() {
		k := Kept{Procedure: pr.ID, Title: pr.Title}
		some := false
		for _, x := range pr.Statistics {
			key, of := [2]string{pr.ID, x.ID}, [2]string{pr.ID, x.Of}
			some = some || now[key].n > 0 || was[key].n > 0
			c := Counted{Statistic: x.ID, Title: x.Title, Of: x.Of, Now: Count.number(now[key].n, 0), Before: Count.number(was[key].n, 0),
				Sums: x.Sum != "", Amount: now[key].amount, AmountWas: was[key].amount}
			if x.Of != "" {
				c.Now, c.Before = Rate.number(now[key].n, now[of].n), Rate.number(was[key].n, was[of].n)
				for _, y := range pr.Statistics {
					if y.ID == x.Of {
						c.OfTitle = y.Title
					}
				}
			}
			k.Statistics = append(k.Statistics, c)
		}
		if some {
			list = append(list, k)
		}
	}
	return list, nil
}

// A sum is how many matters a statistic counts, and what it adds up over them.
type sum struct {
	n      int
	amount float64
}

func (s *Service) statistics(ctx context.Context, tx *db.Tx, p place) (map[[2]string]sum, error) {
	text, args := p.fill(`SELECT procedure, statistic, COUNT(*), SUM(amount) FROM matter_count WHERE office IN {offices} AND on_day >= {from} AND on_day < {to} GROUP BY procedure, statistic`)
	rows, err := tx.Query(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("count statistics: %w", err)
	}
	defer rows.Close()
	all := map[[2]string]sum{}
	for rows.Next() {
		var key [2]string
		var n sum
		if err := rows.Scan(&key[0], &key[1], &n.n, &n.amount); err != nil {
			return nil, fmt.Errorf("count statistics: %w", err)
		}
		all[key] = n
	}
	return all, rows.Err()
}

// dayOf reads the day of a row: a day, or a moment.
func dayOf(s string) (law.Date, error) {
	if d, err := law.ParseDate(s); err == nil {
		return d, nil
	}
	t, err := db.ParseTime(s)
	return law.DateOf(t), err
}
