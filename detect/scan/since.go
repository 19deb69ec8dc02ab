package scan

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
)

// Since is what a snapshot tells of one subject after a day: whether the model that found it
// still does, on what that came later, and how far the data reach that it reads.
type Since struct {
	Finding *Finding // as the model finds it now, on everything; nil: it does not
	Later   []Later  // documents and records of the finding that are of after the day
	Reach   []Reach  // how far each data set reaches on which the finding rested and whose records have dates
}

// A Later is a document or record of after the day.
type Later struct {
	Dataset string
	Record  string
	Day     time.Time
}

// A Reach is the latest day of a data set in a snapshot; the zero time if it has no record.
type Reach struct {
	Standard standard.Standard
	Until    time.Time
}

// LookSince runs a model again and tells what of the finding on a subject is of after a day. The
// model sees what it rests on from before too: a benefit drawn after a death is found only with
// the death. What was found then says which data sets must reach beyond the day for silence to
// mean that the wrong stopped.
func LookSince(ctx context.Context, s Snapshot, m models.Model, then Finding, day time.Time) (Since, error) {
	list, err := LookAllSince(ctx, s, m, []Asked{{then, day}})
	if err != nil {
		return Since{}, err
	}
	return list[0], nil
}

// An Asked is a finding of a model and the day after which is asked.
type Asked struct {
	Then Finding
	Day  time.Time
}

// LookAllSince is LookSince for many findings of one model, which runs once.
func LookAllSince(ctx context.Context, s Snapshot, m models.Model, asked []Asked) ([]Since, error) {
	w, err := NewWitness(s.Engine, 0)
	if err != nil {
		return nil, err
	}
	s.Only = map[string]bool{}
	for _, a := range asked {
		s.Only[a.Then.Subject.ID] = true
	}
	r, err := Scan(ctx, s, m, nil)
	if err != nil {
		return nil, err
	}
	now := map[string]*Finding{}
	for i, f := range r.Findings {
		if now[f.Subject.ID] == nil {
			now[f.Subject.ID] = &r.Findings[i]
		}
	}
	known := map[string]Reach{} // by data set; without a standard: its records have no date that tells
	list := make([]Since, len(asked))
	for i, a := range asked {
		out := &list[i]
		if out.Reach, err = w.reaches(ctx, s.Engine, m, a.Then, known); err != nil {
			return nil, err
		}
		if out.Finding = now[a.Then.Subject.ID]; out.Finding == nil {
			continue
		}
		if out.Later, err = w.after(ctx, m, *out.Finding, a.Day); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// reaches tells how far the data sets reach on which a finding rested.
func (w *Witness) reaches(ctx context.Context, e engine.Engine, m models.Model, then Finding, known map[string]Reach) (list []Reach, err error) {
	for _, name := range slices.Sorted(maps.Keys(w.restsOn(m, []Finding{then}))) {
		r, asked := known[name]
		if !asked {
			dated := false
			if r, dated, err = reach(ctx, e, w.lib[name], name); err != nil {
				return nil, err
			}
			if !dated {
				r = Reach{}
			}
			known[name] = r
		}
		if r.Standard.Name != "" {
			list = append(list, r)
		}
	}
	return list, nil
}

// reach tells how far a data set reaches; dated is false for one whose records have no date that
// tells, such as parts of documents.
func reach(ctx context.Context, e engine.Engine, s standard.Standard, name string) (r Reach, dated bool, err error) {
	d := e.Dialect()
	column := "coalesce(" + d.Name("decided_on") + ", " + d.Name("filed_on") + ")" // as ask reads it
	if name != "judgment" {
		if s.Kind != standard.Register || s.KnownOn() == "" {
			return Reach{}, false, nil
		}
		column = d.Name(s.KnownOn())
	}
	r.Standard = s
	if !engine.Holds(e, name) {
		return r, true, nil
	}
	row, err := engine.One(ctx, e, "SELECT max("+column+") AS latest FROM "+d.Name(engine.AsRead(s)))
	if err != nil {
		return r, true, fmt.Errorf("find the latest date of %s: %w", name, err)
	}
	if t, ok := row["latest"].(time.Time); ok {
		r.Until = t
	}
	return r, true, nil
}

// after lists the documents and records of a finding that are of after a day.
func (w *Witness) after(ctx context.Context, m models.Model, f Finding, day time.Time) (list []Later, err error) {
	wanted := w.restsOn(m, []Finding{f})
	for dataset, steps := range wanted {
		records := make([]string, 0, len(steps))
		for id := range steps {
			records = append(records, id)
		}
		slices.Sort(records)
		if err := w.ask(ctx, dataset, records); err != nil {
			return nil, err
		}
		for _, id := range records {
			if known := w.days[dataset][id]; known.After(day) {
				list = append(list, Later{dataset, id, known})
			}
		}
	}
	slices.SortFunc(list, func(a, b Later) int {
		if c := a.Day.Compare(b.Day); c != 0 {
			return c
		}
		return strings.Compare(a.Dataset+a.Record, b.Dataset+b.Record)
	})
	return list, nil
}
