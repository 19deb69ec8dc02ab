package scan

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// A Snapshot is what a scan looks at: an engine opened on it, with entities linked
// (linkage.Link).
type Snapshot struct {
	Engine engine.Engine
	ID     string
	AsOf   time.Time // the day as of which to look; zero: the latest date in the snapshot
	// Known leaves out what was not known on a day, for looking at the past; nil: everything in
	// the snapshot counts.
	Known *models.Cut

	// Only are the subjects of whom anything is told, where the engine has only what bears on
	// them; nil: everybody.
	Only map[string]bool
	// Has reports whether there is any record of a data set in the snapshot of which the engine
	// has only a part; nil: the engine is asked.
	Has func(context.Context, standard.Standard) (bool, error)
	// Plans remembers compiled models; nil: each is compiled when it is asked.
	Plans *Plans
}

// A Result is what one model says about one snapshot.
type Result struct {
	Findings []Finding  // by risk, largest first, then by subject
	Excluded []Excluded // look-alikes that the rule would have hit, by subject and exclusion
	// Missing are the data sets that the model reads and the snapshot has no record of.
	// What rests on them was not looked for, so that no finding does not mean no wrong.
	Missing []standard.Standard
	Cuts    []Cut // what bounded steps left out, by step
}

// An Excluded is a subject that makes no finding because it is a known look-alike.
// Nothing is left out silently.
type Excluded struct {
	Subject   Subject    `json:"subject"`
	Exclusion string     `json:"exclusion"`
	Says      fault.Text `json:"says"`
}

// Run runs a model with its default parameters and returns what it finds, by risk and
// subject. as of the zero time it looks as of the latest date in the snapshot; it never
// looks at a clock, so the same snapshot always gives the same findings.
func Run(ctx context.Context, e engine.Engine, m models.Model, snapshot string, asOf time.Time) ([]Finding, error) {
	r, err := Scan(ctx, Snapshot{Engine: e, ID: snapshot, AsOf: asOf}, m, nil)
	return r.Findings, err
}

// Scan runs a model with parameters other than its defaults where params has them, and
// also says who was excluded.
func Scan(ctx context.Context, s Snapshot, m models.Model, params map[string]any) (Result, error) {
	lib, err := engine.Standards(s.Engine)
	if err != nil {
		return Result{}, fmt.Errorf("load the standards: %w", err)
	}
	if s.AsOf.IsZero() {
		if s.AsOf, err = Latest(ctx, s.Engine); err != nil {
			return Result{}, err
		}
	}
	plan, err := s.Plans.compile(m, models.Target{Standards: lib, Dialect: s.Engine.Dialect(), AsOf: s.AsOf, Params: params, Known: s.Known})
	if err != nil {
		return Result{}, err
	}
	r := Result{}
	if r.Missing, err = s.missing(ctx, lib, m.Inputs); err != nil {
		return Result{}, fmt.Errorf("run model %s version %d: %w", m.ID, m.Version, err)
	}
	reader := &reader{Snapshot: s, model: m, plan: plan, result: &r}
	for row, err := range engine.QueryParts(ctx, s.Engine, plan.Parts, plan.Answer) {
		if err != nil {
			return Result{}, fmt.Errorf("run model %s version %d: %w", m.ID, m.Version, err)
		}
		reader.read(row)
	}
	reader.finish()
	if reader.err != nil {
		return Result{}, reader.err
	}
	if s.Only != nil {
		r.only(s.Only)
	}
	slices.SortFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Risk, a.Risk), strings.Compare(a.Subject.ID, b.Subject.ID))
	})
	return r, nil
}

// Latest returns the latest date of a court document or of a register's records (by the
// date that its standard counts deliveries by) in the snapshot, or 1970-01-01 if there is
// none.
func Latest(ctx context.Context, e engine.Engine) (time.Time, error) {
	lib, err := engine.Standards(e)
	if err != nil {
		return time.Time{}, fmt.Errorf("load the standards: %w", err)
	}
	dates := []string{"SELECT max(decided_on) AS d FROM judgment", "SELECT max(filed_on) FROM judgment"}
	for _, name := range lib.Names() {
		if s := lib[name]; s.Kind == standard.Register && s.Coverage != nil && engine.Holds(e, name) {
			dates = append(dates, "SELECT max("+e.Dialect().Name(s.Coverage.Date)+") FROM "+e.Dialect().Name(engine.AsRead(s)))
		}
	}
	row, err := engine.One(ctx, e, "SELECT max(d) AS latest FROM ("+strings.Join(dates, " UNION ALL ")+") x")
	if err != nil {
		return time.Time{}, fmt.Errorf("find the latest date of the snapshot: %w", err)
	}
	if t, ok := row["latest"].(time.Time); ok {
		return t, nil
	}
	return time.Unix(0, 0).UTC(), nil
}

// Found lists who passes the gate of a model with its default parameters: to plan the whole
// answer takes longer than to find that out.
func Found(ctx context.Context, s Snapshot, m models.Model) (subjects []string, err error) {
	lib, err := engine.Standards(s.Engine)
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	plan, err := s.Plan(m, lib)
	if err != nil {
		return nil, err
	}
	parts, found := plan.Found(s.Engine.Dialect())
	for row, err := range engine.QueryParts(ctx, s.Engine, parts, found) {
		if err != nil {
			return nil, fmt.Errorf("look who is found by model %s version %d: %w", m.ID, m.Version, err)
		}
		subjects = append(subjects, text(row["subject"]))
	}
	return subjects, nil
}

// Asked is the statement by which Found asks a model, for engines that make plans beforehand.
func (s Snapshot) Asked(m models.Model, lib standard.Library) (string, error) {
	plan, err := s.Plan(m, lib)
	if err != nil {
		return "", err
	}
	parts, found := plan.Found(s.Engine.Dialect())
	return engine.Statement(s.Engine.Dialect(), parts, found), nil
}

// Plan compiles a model with its default parameters for tables of lib.
func (s Snapshot) Plan(m models.Model, lib standard.Library) (models.Plan, error) {
	return s.Plans.compile(m, models.Target{Standards: lib, Dialect: s.Engine.Dialect(), AsOf: s.AsOf})
}

// only leaves out what is told of others, and what steps left out, which is about everybody.
func (r *Result) only(subjects map[string]bool) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f Finding) bool { return !subjects[f.Subject.ID] })
	r.Excluded = slices.DeleteFunc(r.Excluded, func(x Excluded) bool { return !subjects[x.Subject.ID] })
	r.Cuts = nil
}

// missing lists the registers and kinds of document among inputs that have no record. Parts
// of documents are not among them: a document may well have none.
func (s Snapshot) missing(ctx context.Context, lib standard.Library, inputs []string) (list []standard.Standard, err error) {
	has := s.Has
	if has == nil {
		has = func(ctx context.Context, st standard.Standard) (bool, error) { return Holds(ctx, s.Engine, st) }
	}
	for _, name := range inputs {
		st := lib[name]
		if st.Kind != standard.Register && name != "judgment" {
			continue
		}
		there, err := has(ctx, st)
		if err != nil {
			return nil, err
		}
		if !there {
			list = append(list, st)
		}
	}
	return list, nil
}

// Holds reports whether an engine has any record of a data set.
func Holds(ctx context.Context, e engine.Engine, s standard.Standard) (bool, error) {
	if !engine.Holds(e, s.Name) {
		return false, nil
	}
	row, err := engine.One(ctx, e, "SELECT count(*) AS n FROM "+e.Dialect().Name(engine.AsRead(s)))
	if err != nil {
		return false, fmt.Errorf("count the records of %s: %w", s.Name, err)
	}
	return row["n"] != int64(0), nil
}

// A reader puts the rows of an answer together. They come subject by subject, so it
// holds one subject at a time.
type reader struct {
	Snapshot
	model   models.Model
	plan    models.Plan
	result  *Result
	subject Subject
	rows    map[string][]engine.Row // by part
	err     error
}

func (r *reader) read(row engine.Row) {
	if row["subject"] == nil && text(row["part"]) == models.PartCut {
		r.cut(row)
		return
	}
	if id := text(row["subject"]); id != r.subject.ID || r.rows == nil {
		r.finish()
		r.subject, r.rows = Subject{ID: id}, map[string][]engine.Row{}
	}
	if name := text(row["name"]); name != "" {
		r.subject.Name, r.subject.Kind = name, text(row["kind"])
	}
	part := text(row["part"])
	r.rows[part] = append(r.rows[part], row)
}

// finish turns the rows of one subject into a finding or an exclusion.
func (r *reader) finish() {
	if r.rows == nil {
		return
	}
	v := r.values()
	excluded := false
	for _, x := range r.model.Exclusions {
		if v.holds(models.ExclusionKey(x.ID)) {
			r.result.Excluded = append(r.result.Excluded, Excluded{r.subject, x.ID, models.Say(x.Says, v.quantity)})
			excluded = true
		}
	}
	if !excluded {
		r.result.Findings = append(r.result.Findings, r.finding(v))
	}
}

func (r *reader) finding(v values) Finding {
	f := Finding{Model: r.model.ID, Version: r.model.Version, Snapshot: r.ID, Subject: r.subject, Summary: models.Say(r.model.Summary, v.quantity),
		Indicators: []Indicator{}, Records: []Record{}, Against: []Against{}, Law: []Basis{}}
	sum := 0.0
	for _, x := range r.model.Score.Indicators {
		if i, counts := r.indicator(x, v); counts {
			f.Indicators = append(f.Indicators, i)
		}
	}
	strongest(f.Indicators)
	for _, i := range f.Indicators {
		sum += i.Share
	}
	f.Risk = round(min(max(sum, 0), 1))
	f.Probability = probability(r.model, f.Risk)
	slices.SortStableFunc(f.Indicators, func(a, b Indicator) int { return cmp.Compare(b.Share, a.Share) })
	r.records(&f)
	r.cases(&f)
	r.actors(&f)
	r.against(&f, v)
	for _, b := range r.model.Basis {
		f.Law = append(f.Law, Basis(b))
	}
	return f
}

// round cuts what floating-point sums add, so that equal findings are equal.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// indicator measures one indicator, and reports whether it adds anything.
func (r *reader) indicator(x models.Indicator, v values) (Indicator, bool) {
	value, known := v.number(x.Value)
	from, full := r.plan.Bounds(x)
	degree := 0.0
	switch {
	case !known:
	case from == full && value >= full:
		degree = 1
	case from != full:
		degree = min(max((value-from)/(full-from), 0), 1)
	}
	return Indicator{ID: x.ID, Title: x.Title, Weight: x.Weight, Degree: round(degree), Share: round(x.Weight * degree), Value: round(value), Threshold: from, Full: full,
		Unit: r.unit(x.Value), Says: models.Say(x.Says, v.quantity), Source: x.Source, Group: x.Group}, degree > 0
}

// strongest leaves the share of one indicator in each group, the one that adds or takes
// most: the others tell the same fact.
func strongest(list []Indicator) {
	best := map[string]int{}
	for i, x := range list {
		if j, ok := best[x.Group]; x.Group != "" && (!ok || math.Abs(x.Share) > math.Abs(list[j].Share)) {
			best[x.Group] = i
		}
	}
	for i := range list {
		if j, ok := best[list[i].Group]; ok && i != j {
			list[i].Share, list[i].CountedWith = 0, list[j].ID
		}
	}
}

func (r *reader) unit(measure string) string {
	for _, m := range r.model.Score.Measures {
		if m.ID == measure {
			return m.Unit
		}
	}
	return ""
}

// records adds what the indicators that count rest on, in the order of the indicators.
func (r *reader) records(f *Finding) {
	for _, i := range f.Indicators {
		for _, row := range r.rows[models.PartRecord] {
			if text(row["id"]) == i.ID {
				f.Records = append(f.Records, Record{i.ID, text(row["dataset"]), text(row["record"]), text(row["field"]), text(row["words"]), span(row)})
			}
		}
	}
}

func span(row engine.Row) record.Span {
	start, ok := row["start"].(int64)
	stop, also := row["stop"].(int64)
	if !ok || !also {
		return record.Span{}
	}
	return record.Span{Start: int(start), End: int(stop)}
}

// actors names who else acts in at least half of the cases, whoever acts in most first.
func (r *reader) actors(f *Finding) {
	rows := slices.Clone(r.rows[models.PartActor]) // by id
	cases := func(row engine.Row) float64 { n, _ := row["number"].(float64); return n }
	slices.SortStableFunc(rows, func(a, b engine.Row) int { return cmp.Compare(cases(b), cases(a)) })
	for _, row := range rows {
		x := Actor{text(row["id"]), text(row["words"])}
		if 2*cases(row) >= float64(len(r.rows[models.PartCase])) && !slices.ContainsFunc(f.Actors, func(a Actor) bool { return a.ID == x.ID }) {
			f.Actors = append(f.Actors, x)
		}
	}
}

// cases sums up the cases of the subject.
func (r *reader) cases(f *Finding) {
	for _, row := range r.rows[models.PartCase] {
		r.checkCase(row)
		for list, name := range map[*[]string]string{&f.Cases: "id", &f.Documents: "record", &f.Courts: "words"} {
			if s := text(row[name]); s != "" {
				*list = append(*list, s)
			}
		}
		amount, _ := row["number"].(float64)
		f.Amount += amount
		for _, d := range []string{date(row["since"]), date(row["until"])} {
			if d != "" && (f.From == "" || d < f.From) {
				f.From = d
			}
			f.To = max(f.To, d)
		}
	}
	f.Amount = round(f.Amount)
	for _, list := range []*[]string{&f.Cases, &f.Documents, &f.Courts} {
		slices.Sort(*list)
		*list = append([]string{}, slices.Compact(*list)...)
	}
}

// against lists the look-alikes that were ruled out, what speaks against, and what is
// missing.
func (r *reader) against(f *Finding, v values) {
	for _, x := range r.model.Exclusions {
		f.Against = append(f.Against, Against{x.ID, "checked", models.Say(x.Checked, v.quantity)})
	}
	for _, i := range f.Indicators {
		if i.Weight < 0 {
			f.Against = append(f.Against, Against{i.ID, "fact", i.Says})
		}
	}
	for _, x := range r.model.Against {
		if v.holds(models.AgainstKey(x.ID)) {
			f.Against = append(f.Against, Against{x.ID, x.Kind, models.Say(x.Says, v.quantity)})
		}
	}
	r.notFollowed(f)
	for _, s := range r.result.Missing {
		f.Against = append(f.Against, Against{"no_" + s.Name, "missing", fault.Text{
			ZH: "没有“" + s.Title.ZH + "”数据，依赖该数据的核对没有做。",
			EN: "There are no data of \"" + s.Title.EN + "\"; what rests on them was not checked."}})
	}
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func date(v any) string {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.DateOnly)
	}
	return ""
}
