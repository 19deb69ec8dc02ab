package backtest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

const (
	shown  = 5  // examples of each kind
	judged = 50 // of those that only one of two versions finds, for people to judge
	opened = 3  // documents and reasons of one example
)

// examples returns the findings with the highest risk, at most so many.
func examples(findings []scan.Finding, most int, decisions map[string]bool) []Example {
	list := slices.Clone(findings)
	slices.SortFunc(list, func(a, b scan.Finding) int {
		return cmp.Or(cmp.Compare(b.Risk, a.Risk), strings.Compare(a.Subject.ID, b.Subject.ID))
	})
	out := []Example{}
	for _, f := range list[:min(len(list), most)] {
		e := Example{Subject: f.Subject, Risk: f.Risk, Cases: len(f.Cases), Summary: f.Summary, Reasons: reasons(f.Indicators), Documents: f.Documents[:min(len(f.Documents), opened)]}
		if confirmed, ok := decisions[f.Subject.ID]; ok {
			e.Decided = map[bool]string{true: "right", false: "wrong"}[confirmed]
		}
		out = append(out, e)
	}
	return out
}

// reasons are the indicators that add most.
func reasons(list []scan.Indicator) (out []Reason) {
	for _, i := range list {
		if i.Share > 0 && len(out) < opened {
			out = append(out, Reason{i.Title, i.Share, i.Value, i.Threshold, i.Unit})
		}
	}
	return out
}

func sides(a, b []scan.Finding, most int, decisions map[string]bool) Sides {
	gained, lost := difference(a, b), difference(b, a)
	both := difference(a, gained)
	return Sides{Side{len(gained), examples(gained, most, decisions)}, Side{len(lost), examples(lost, most, decisions)}, Side{len(both), examples(both, shown, decisions)}}
}

// overlap compares what is found by a model with the findings of m.
func overlap(m models.Model, own, other []scan.Finding) Overlap {
	subjects := func(list []scan.Finding) map[string]bool {
		set := map[string]bool{}
		for _, f := range list {
			set[f.Subject.ID] = true
		}
		return set
	}
	cases := func(list []scan.Finding) map[string]bool {
		set := map[string]bool{}
		for _, f := range list {
			for _, c := range f.Cases {
				set[c] = true
			}
		}
		return set
	}
	o := Overlap{Model: m.ID, Findings: len(other)}
	o.Common, o.Subjects = jaccard(subjects(own), subjects(other))
	_, o.Cases = jaccard(cases(own), cases(other))
	return o
}

// jaccard returns how many members two sets share and their share in all members.
func jaccard(a, b map[string]bool) (common int, share float64) {
	for x := range a {
		if b[x] {
			common++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		share = round(float64(common) / float64(all))
	}
	return common, share
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// wilson is a share with the interval of Wilson (1927) for 95 %, which keeps within 0 and 1
// and is usable with few cases.
func wilson(count, of int) Share {
	s := Share{Count: count, Of: of, High: 1}
	if of == 0 {
		return s
	}
	const z = 1.959964
	n, p := float64(of), float64(count)/float64(of)
	middle, half := (p+z*z/(2*n))/(1+z*z/n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))/(1+z*z/n)
	s.Value, s.Low, s.High = round(p), round(max(0, middle-half)), round(min(1, middle+half))
	return s
}

// decided compares findings with decisions; nil if there are none.
func decided(findings []hit, decisions []Decision) *Decided {
	if len(decisions) == 0 {
		return nil
	}
	found := map[string]bool{}
	for _, f := range findings {
		found[f.Subject] = true
	}
	var both, confirmed, foundDecided, dropped int
	seen := map[string]bool{}
	for _, d := range decisions {
		seen[d.Subject] = true
		switch {
		case found[d.Subject] && d.Confirmed:
			both++
		case !found[d.Subject] && !d.Confirmed:
			dropped++
		}
		if d.Confirmed {
			confirmed++
		}
		if found[d.Subject] {
			foundDecided++
		}
	}
	undecided := 0
	for _, f := range findings {
		if !seen[f.Subject] {
			undecided++
		}
	}
	n := len(decisions)
	return &Decided{Precision: wilson(both, foundDecided), Kept: wilson(both, confirmed), Dropped: wilson(dropped, n-confirmed),
		Agreement: wilson(both+dropped, n), Undecided: undecided}
}

func (r *runner) effort() Effort {
	e := Effort{Minutes: r.Minutes, Source: r.MinutesOf}
	if e.Minutes <= 0 {
		e.Minutes = DefaultMinutes
	}
	if e.Source == (fault.Text{}) {
		e.Source = fault.Text{ZH: "作者的假设，未经实测", EN: "the author's assumption, measured by nobody"}
	}
	hours := func(clues int) float64 { return round(float64(clues) * e.Minutes / 60) }
	sum := 0
	for _, m := range r.report.Months {
		if m.First {
			e.Backlog = hours(m.New)
			continue
		}
		sum += m.New
		e.Busiest = max(e.Busiest, hours(m.New))
	}
	if n := len(r.report.Months) - 1; n > 0 {
		e.Monthly = round(float64(sum) * e.Minutes / 60 / float64(n))
	}
	return e
}

// fewFindings is up to how many findings of a court nothing is said about it.
const fewFindings = 10

// stability tells how evenly the findings come, court by court, by name: it ranks nobody.
func (r *runner) stability(ctx context.Context, last time.Time) ([]Court, error) {
	documents, err := r.documents(ctx, last)
	if err != nil {
		return nil, err
	}
	all, papers := 0, 0.0
	for _, counts := range r.courts {
		for _, n := range counts {
			all += n
		}
	}
	for _, n := range documents {
		papers += n
	}
	months, out := len(r.report.Months)-1, []Court{}
	for _, name := range slices.Sorted(maps.Keys(r.courts)) {
		c := Court{Court: name}
		for _, n := range r.courts[name] {
			c.New += n
		}
		c.Share, c.Few = round(float64(c.New)/float64(all)), c.New < fewFindings
		if papers > 0 {
			c.Documents = round(documents[name] / papers)
		}
		c.Dispersion = dispersion(r.courts[name], months)
		out = append(out, c)
	}
	return out, nil
}

// dispersion is the variance of so many monthly numbers over their mean; months that counts
// does not reach had none.
func dispersion(counts []int, months int) float64 {
	if months < 2 {
		return 0
	}
	sum := 0
	for _, n := range counts {
		sum += n
	}
	mean, squares := float64(sum)/float64(months), 0.0
	for i := range months {
		x := 0.0
		if i < len(counts) {
			x = float64(counts[i])
		}
		squares += (x - mean) * (x - mean)
	}
	if mean == 0 {
		return 0
	}
	return round(squares / float64(months-1) / mean)
}

// documents counts the known court documents of each court.
func (r *runner) documents(ctx context.Context, last time.Time) (map[string]float64, error) {
	d := r.snapshot.Engine.Dialect()
	cut := models.Cut{On: last, Lag: r.Lag}
	query := "SELECT court, count(*) AS n FROM judgment WHERE court IS NOT NULL AND coalesce(decided_on, filed_on) <= CAST(" +
		d.Text(cut.Decided().Format(time.DateOnly)) + " AS " + d.Type(standard.TypeDate) + ") GROUP BY court"
	counts := map[string]float64{}
	for row, err := range r.snapshot.Engine.Query(ctx, query) {
		if err != nil {
			return nil, fmt.Errorf("count the documents of courts: %w", err)
		}
		court, _ := row["court"].(string)
		n, _ := row["n"].(int64)
		counts[court] = float64(n)
	}
	return counts, nil
}

// A dated is one input with the SQL of the day since which a row of it can be known; empty if
// nothing says so.
type dated struct {
	name  string
	title fault.Text
	table string
	day   string
	lag   int
}

// dates lists the inputs of the model that have rows of their own: registers and court
// documents, whose parts are known with them.
func (r *runner) dates() ([]dated, error) {
	lib, err := engine.Standards(r.snapshot.Engine)
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	d := r.snapshot.Engine.Dialect()
	var list []dated
	documents := false
	for _, name := range r.model.Inputs {
		s := lib[name]
		if s.Kind == standard.Reading {
			documents = true
			continue
		}
		in := dated{name: name, title: s.Title, table: d.Name(engine.AsRead(s))}
		if s.KnownOn() != "" {
			in.day = d.Name(s.KnownOn())
		}
		list = append(list, in)
	}
	if documents {
		day := "coalesce(" + d.Name("decided_on") + ", " + d.Name("filed_on") + ")"
		list = append([]dated{{"judgment", lib["judgment"].Title, d.Name("judgment"), day, r.Lag}}, list...)
	}
	return list, nil
}

// inputs counts what was known of each input at the end of the last month.
func (r *runner) inputs(ctx context.Context, last time.Time) ([]Input, error) {
	dates, err := r.dates()
	if err != nil {
		return nil, err
	}
	d := r.snapshot.Engine.Dialect()
	out := []Input{}
	for _, in := range dates {
		query := "SELECT count(*) AS n, count(*) AS undated, count(*) AS known FROM " + in.table
		if in.day != "" {
			until := d.Text(last.AddDate(0, 0, -in.lag).Format(time.DateOnly))
			query = "SELECT count(*) AS n, count(*) - count(" + in.day + ") AS undated, count(CASE WHEN " + in.day + " IS NULL OR " + in.day +
				" <= CAST(" + until + " AS " + d.Type(standard.TypeDate) + ") THEN 1 END) AS known FROM " + in.table
		}
		row, err := engine.One(ctx, r.snapshot.Engine, query)
		if err != nil {
			return nil, fmt.Errorf("count the rows of %s: %w", in.name, err)
		}
		n, _ := row["n"].(int64)
		undated, _ := row["undated"].(int64)
		known, _ := row["known"].(int64)
		out = append(out, Input{in.name, in.title, n, known, undated})
	}
	return out, nil
}

// notes says what a reader of the report must know.
func (r *runner) notes() []fault.Text {
	notes := []fault.Text{
		{ZH: "首月包含此前积累的全部命中，不计入每月工作量和法院稳定性。", EN: "The first month holds all that had gathered before; it does not count in the monthly work nor in the stability of courts."},
		{ZH: "“同一主体”的判断使用了整个快照，比当时所知为多。", EN: "Who is who was worked out from the whole snapshot, with more than was known then."},
		{ZH: "登记数据以最后一次交付的状态为准：没有日期的字段按当时已知处理。", EN: "Registers are as they were delivered last: a field without a date is taken as known then."},
	}
	for _, in := range r.report.Inputs {
		if in.Undated > 0 {
			notes = append(notes, fault.Text{ZH: fmt.Sprintf("%s：%d 行没有日期，按已知处理。", in.Title.ZH, in.Undated),
				EN: fmt.Sprintf("%s: %d rows without a date were taken as known.", in.Title.EN, in.Undated)})
		}
	}
	if r.Lag == 0 {
		notes = append(notes, fault.Text{ZH: "裁判文书按裁判当日可知处理；实际公开较晚，可用 --lag 设定天数。", EN: "Court documents were taken as known on the day of the decision; they are published later: set the days with --lag."})
	}
	if p := r.report.Decided; p != nil {
		notes = append(notes, fault.Text{ZH: "已决线索是人看过的线索，多由现行版本命中；草案新增的命中经人标注后才计入，且先列风险高者，不是随机抽样。", EN: "What was decided is what somebody looked at, mostly found by the live version; what a draft finds anew counts once somebody has marked it here, and those of the greatest risk are listed first: they are no random sample."})
	}
	return notes
}
