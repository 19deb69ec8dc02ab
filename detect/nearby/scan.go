package nearby

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
)

// An Open opens an engine on rows that are in no file, for the tables of lib. It had better
// plan quickly: there are few rows.
type Open func(ctx context.Context, lib standard.Library, rows map[string][]engine.Row) (engine.Engine, error)

// A Search looks for what new records cause in a snapshot.
type Search struct {
	Snapshot scan.Snapshot // whole and linked, with a day to look as of
	News     News
	Open     Open
}

// An Answer is what new records cause for one model.
type Answer struct {
	Model    models.Model
	Subjects []string    // looked at anew: whoever is not among them is as before
	Result   scan.Result // about Subjects only
	// Whole says why the model has to be run over the whole snapshot; then nothing else is set.
	Whole fault.Text
}

// Scan returns, for each model, what new records cause.
func (s Search) Scan(ctx context.Context, list []models.Model) ([]Answer, error) {
	lib, err := engine.Standards(s.Snapshot.Engine)
	if err != nil {
		return nil, fmt.Errorf("load the standards: %w", err)
	}
	if s.Snapshot.AsOf.Equal(time.Time{}) {
		return nil, fmt.Errorf("a day to look as of is needed")
	}
	r := &run{Search: s, lib: lib, shelves: &shelves{s.Snapshot.Engine, lib, s.News, map[asked]told{}}, needs: map[string]map[string]set{}, has: map[string]bool{}}
	for _, m := range list {
		a, err := r.ask(ctx, m)
		if err != nil {
			return nil, err
		}
		r.answers = append(r.answers, a)
	}
	if err := r.scan(ctx); err != nil {
		return nil, err
	}
	return r.answers, nil
}

// A run is one search.
type run struct {
	Search
	lib     standard.Library
	shelves *shelves
	answers []Answer
	needs   map[string]map[string]set // by data set and column, of all models
	has     map[string]bool           // data sets of which the snapshot has records
}

// ask finds out whom a model has to look at, and what it needs to.
func (r *run) ask(ctx context.Context, m models.Model) (Answer, error) {
	a := Answer{Model: m}
	t := newTrail(m, r.lib, r.shelves, of(r.News.Named...))
	subjects, err := t.subjects(ctx)
	if err == nil && len(subjects) > 0 {
		err = t.gather(ctx, subjects)
	}
	if says, whole := Whole(err); whole {
		a.Whole = says
		return a, nil
	}
	if err != nil {
		return a, fmt.Errorf("follow new records through model %s version %d: %w", m.ID, m.Version, err)
	}
	if len(subjects) == 0 {
		return a, nil
	}
	a.Subjects = subjects.sorted()
	for at, keys := range t.needs {
		if r.needs[at.dataset] == nil {
			r.needs[at.dataset] = map[string]set{}
		}
		if r.needs[at.dataset][at.column] == nil {
			r.needs[at.dataset][at.column] = set{}
		}
		r.needs[at.dataset][at.column].add(keys)
	}
	return a, nil
}

// scan runs the models that have somebody to look at, on what all of them need.
func (r *run) scan(ctx context.Context) error {
	if len(r.needs) == 0 {
		return nil
	}
	rows := map[string][]engine.Row{}
	for dataset, by := range r.needs {
		if _, ok := r.lib[dataset]; !ok {
			continue
		}
		found, err := r.shelves.rows(ctx, dataset, by)
		if says, whole := Whole(err); whole {
			return r.giveUp(says)
		}
		if err != nil {
			return err
		}
		rows[dataset] = found
	}
	few, err := r.Open(ctx, asLinked(r.lib), rows)
	if err != nil {
		return err
	}
	defer few.Close()
	for i := range r.answers {
		a := &r.answers[i]
		if len(a.Subjects) == 0 {
			continue
		}
		some := scan.Snapshot{Engine: few, ID: r.Snapshot.ID, AsOf: r.Snapshot.AsOf, Only: of(a.Subjects...), Has: r.holds}
		if a.Result, err = scan.Scan(ctx, some, a.Model, nil); err != nil {
			return err
		}
	}
	return nil
}

// giveUp leaves everything that was to be looked at to a whole scan.
func (r *run) giveUp(says fault.Text) error {
	for i := range r.answers {
		if len(r.answers[i].Subjects) > 0 {
			r.answers[i] = Answer{Model: r.answers[i].Model, Whole: says}
		}
	}
	return nil
}

// holds reports whether the snapshot has any record of a data set.
func (r *run) holds(ctx context.Context, s standard.Standard) (bool, error) {
	if has, known := r.has[s.Name]; known {
		return has, nil
	}
	if len(r.News.Supposed[s.Name]) > 0 {
		return true, nil
	}
	has, err := scan.Holds(ctx, r.Snapshot.Engine, r.lib[s.Name])
	r.has[s.Name] = has
	return has, err
}

// asLinked is lib with no field left to derive: the rows have their entities already.
func asLinked(lib standard.Library) standard.Library {
	linked := standard.Library{}
	for name, s := range lib {
		s.Fields = slices.Clone(s.Fields)
		for i := range s.Fields {
			s.Fields[i].Derived = ""
		}
		linked[name] = s
	}
	return linked
}
