package scan

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/fault"
)

// An Ahead is something in a finding about the past that nobody could have known then. It is
// an error: a model that sees the future would look better than it is.
type Ahead struct {
	Model   string
	Version int
	Step    string // of the model, that the finding took it from
	Record  string // data set and id of the record, or the number of the case
	Day     string // on which it could be known
	AsOf    string
}

func (a *Ahead) Error() string {
	return fmt.Sprintf("model %s version %d: step %s: %s is of %s, after %s", a.Model, a.Version, a.Step, a.Record, a.Day, a.AsOf)
}

// refuse is the fault by which a person learns of a.
func (a *Ahead) refuse() error {
	return fault.Invalidf("模型 %s 第 %d 版在截至 %[6]s 的回测中使用了当时不可能知道的内容：步骤“%[3]s”，%[4]s，日期 %[5]s。",
		"model %s version %d, as of %[6]s, used what nobody could know then: step %[3]s, %[4]s of %[5]s.",
		a.Model, a.Version, a.Step, a.Record, a.Day, a.AsOf).Because(a)
}

// checkCase notes a case that begins after the day that is looked at, or a court document's
// that ends after it. The end of a register's case may have been set in advance.
func (r *reader) checkCase(row engine.Row) {
	if r.Known == nil || r.err != nil {
		return
	}
	for _, d := range []string{"since", "until"} {
		day, ok := row[d].(time.Time)
		if ok && day.After(r.Known.On) && (d == "since" || text(row["record"]) != "") {
			r.err = (&Ahead{r.model.ID, r.model.Version, r.model.Score.Over, text(row["id"]), day.Format(time.DateOnly), r.Known.On.Format(time.DateOnly)}).refuse()
		}
	}
}

// A Witness knows since when records can be known. It asks each record once, and asks the
// snapshot itself, not what the compiler made of it: so it finds what slipped through.
type Witness struct {
	engine engine.Engine
	lib    standard.Library
	lag    int
	days   map[string]map[string]time.Time // by data set and record; the zero time: not dated
}

// NewWitness returns a witness of what is in e; lag is that of models.Cut.
func NewWitness(e engine.Engine, lag int) (*Witness, error) {
	lib, err := engine.Standards(e)
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	return &Witness{e, lib, lag, map[string]map[string]time.Time{}}, nil
}

// Check reports the first record on which a finding rests and that could not be known on
// asOf, as a fault that has an *Ahead in it.
func (w *Witness) Check(ctx context.Context, m models.Model, findings []Finding, asOf time.Time) error {
	wanted := w.restsOn(m, findings)
	for _, dataset := range slices.Sorted(maps.Keys(wanted)) {
		if err := w.check(ctx, m, dataset, wanted[dataset], asOf); err != nil {
			return err
		}
	}
	return nil
}

// restsOn is what findings rest on: step by data set and record.
func (w *Witness) restsOn(m models.Model, findings []Finding) map[string]map[string]string {
	wanted := map[string]map[string]string{}
	want := func(dataset, record, step string) {
		if wanted[dataset] == nil {
			wanted[dataset] = map[string]string{}
		}
		wanted[dataset][record] = step
	}
	for _, f := range findings {
		for _, d := range f.Documents {
			want("judgment", d, m.Score.Over)
		}
		for _, r := range f.Records {
			dataset := r.Dataset
			if w.lib[dataset].Kind == standard.Reading {
				dataset = "judgment" // a part is known with its document
			}
			want(dataset, r.RecordID, stepOf(m, r))
		}
	}
	return wanted
}

// stepOf is the step from which an indicator took a record.
func stepOf(m models.Model, r Record) string {
	for _, x := range m.Score.Indicators {
		for _, e := range x.Evidence {
			if x.ID == r.Indicator && e.Dataset == r.Dataset {
				return cmp.Or(e.From, m.Score.Over)
			}
		}
	}
	return m.Score.Over
}

func (w *Witness) check(ctx context.Context, m models.Model, dataset string, steps map[string]string, asOf time.Time) error {
	records := slices.Sorted(maps.Keys(steps))
	if err := w.ask(ctx, dataset, records); err != nil {
		return err
	}
	for _, id := range records {
		if day := w.days[dataset][id]; day.After(asOf) {
			return (&Ahead{m.ID, m.Version, steps[id], dataset + " " + id, day.Format(time.DateOnly), asOf.Format(time.DateOnly)}).refuse()
		}
	}
	return nil
}

// ask reads the days of records that were not asked before.
func (w *Witness) ask(ctx context.Context, dataset string, records []string) error {
	s, d := w.lib[dataset], w.engine.Dialect()
	id, day := standard.RecordID, s.KnownOn()
	if dataset == "judgment" {
		id, day = "id", "decided_on"
	}
	if w.days[dataset] == nil {
		w.days[dataset] = map[string]time.Time{}
	}
	known := w.days[dataset]
	records = slices.DeleteFunc(slices.Clone(records), func(r string) bool { _, ok := known[r]; return ok })
	if day == "" {
		return nil // nobody can tell
	}
	column := d.Name(day)
	if dataset == "judgment" {
		column = "coalesce(" + column + ", " + d.Name("filed_on") + ")"
	}
	const atOnce = 1000
	for part := range slices.Chunk(records, atOnce) {
		quoted := make([]string, len(part))
		for i, r := range part {
			quoted[i], known[r] = d.Text(r), time.Time{}
		}
		query := "SELECT " + d.Name(id) + " AS id, min(" + column + ") AS day FROM " + d.Name(engine.AsRead(s)) + " WHERE " + d.Name(id) + " IN (" + strings.Join(quoted, ", ") + ") GROUP BY " + d.Name(id)
		for row, err := range w.engine.Query(ctx, query) {
			if err != nil {
				return fmt.Errorf("ask for the days of %s: %w", dataset, err)
			}
			if t, ok := row["day"].(time.Time); ok {
				if dataset == "judgment" {
					t = t.AddDate(0, 0, w.lag)
				}
				known[text(row["id"])] = t
			}
		}
	}
	return nil
}
