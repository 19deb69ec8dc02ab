package nearby

import (
	"context"
	"fmt"
	"slices"
	"sync"
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
	Index    *Index // of the snapshot, where one is kept; nil: the engine is asked
	// Abreast is on how many engines models are asked at a time; 0: on one.
	Abreast int
	// Most is how many values of a column are gathered for one model; 0: 20,000.
	Most int
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
	if s.Most == 0 {
		s.Most = most
	}
	if s.Snapshot.Plans == nil {
		s.Snapshot.Plans = &scan.Plans{}
	}
	r := &run{Search: s, lib: lib, shelves: &shelves{s.Snapshot.Engine, s.Index, lib, s.News, map[asked]told{}, s.Most, map[string]int{}}, has: map[string]bool{}}
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
	answers := make([]Answer, len(r.answers))
	for i, a := range r.answers {
		answers[i] = a.Answer
	}
	return answers, nil
}

// A run is one search.
type run struct {
	Search
	lib     standard.Library
	shelves *shelves
	answers []*asking
	mu      sync.Mutex
	has     map[string]bool // data sets of which the snapshot has records
}

// An asking is a model that is asked.
type asking struct {
	Answer
	trail *trail
	needs needs // on which it rests who passes the gate, and then what is said of them
	found set   // of the subjects, who passes the gate
}

// ask finds out whom a model has to look at, and what it needs to.
func (r *run) ask(ctx context.Context, m models.Model) (*asking, error) {
	plan, err := r.Snapshot.Plan(m, Linked(r.lib))
	if err != nil {
		return nil, err
	}
	a := &asking{Answer: Answer{Model: m}, trail: newTrail(m, r.lib, r.shelves)}
	t := a.trail
	t.most, t.named, t.gone, t.demands = r.Most, of(r.News.Named...), len(r.News.Was) > 0 || len(r.News.Rows) > 0, plan.Demands
	subjects, err := t.subjects(ctx)
	if err == nil && len(subjects) > 0 {
		err = t.weigh(ctx, subjects)
	}
	if says, whole := Whole(err); whole {
		a.Whole = says
		return a, nil
	}
	if err != nil {
		return a, fmt.Errorf("follow new records through model %s version %d: %w", m.ID, m.Version, err)
	}
	if len(subjects) > 0 {
		a.Subjects, a.needs = subjects.sorted(), t.needs
	}
	return a, nil
}

// scan runs the models that have somebody to look at: first who passes the gate, on what that
// rests on, and then what is said of those who do.
func (r *run) scan(ctx context.Context) error {
	looking := r.looking(func(a *asking) bool { return len(a.Subjects) > 0 })
	err := r.on(ctx, looking, func(few scan.Snapshot, a *asking) error {
		found, err := scan.Found(ctx, few, a.Model)
		if err != nil {
			return err
		}
		a.found = set{}
		for _, id := range found {
			if _, asked := slices.BinarySearch(a.Subjects, id); asked {
				a.found[id] = true
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	looking = r.looking(func(a *asking) bool { return len(a.found) > 0 })
	for _, a := range looking {
		a.trail.again()
		err := a.trail.gather(ctx, a.found)
		if says, whole := Whole(err); whole {
			a.Answer = Answer{Model: a.Model, Whole: says}
			continue
		}
		if err != nil {
			return fmt.Errorf("follow new records through model %s version %d: %w", a.Model.ID, a.Model.Version, err)
		}
		a.needs = a.trail.needs
	}
	looking = slices.DeleteFunc(looking, func(a *asking) bool { return a.Whole != (fault.Text{}) })
	return r.on(ctx, looking, func(few scan.Snapshot, a *asking) (err error) {
		few.Only, few.Has = a.found, r.holds
		a.Result, err = scan.Scan(ctx, few, a.Model, nil)
		return err
	})
}

func (r *run) looking(which func(*asking) bool) (list []*asking) {
	for _, a := range r.answers {
		if which(a) {
			list = append(list, a)
		}
	}
	return list
}

// on asks models on as many small engines as there may be, each with what its models need.
func (r *run) on(ctx context.Context, list []*asking, ask func(few scan.Snapshot, a *asking) error) error {
	shares := make([][]*asking, max(1, r.Abreast))
	for i, a := range list {
		shares[i%len(shares)] = append(shares[i%len(shares)], a)
	}
	tasks := make([]func(context.Context) error, len(shares))
	for i, share := range shares {
		tasks[i] = func(ctx context.Context) error { return r.together(ctx, share, ask) }
	}
	return scan.Abreast(ctx, tasks...)
}

// together asks models one after the other on a small engine with what all of them need.
func (r *run) together(ctx context.Context, list []*asking, ask func(few scan.Snapshot, a *asking) error) error {
	all := needs{}
	for _, a := range list {
		for dataset, by := range a.needs {
			for _, x := range by {
				all.add(dataset, *x)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	rows := map[string][]engine.Row{}
	for dataset, by := range all {
		if _, ok := r.lib[dataset]; !ok {
			continue
		}
		found, err := r.shelves.rows(ctx, dataset, by)
		if says, whole := Whole(err); whole {
			giveUp(list, says)
			return nil
		}
		if err != nil {
			return err
		}
		rows[dataset] = found
	}
	few, err := r.Open(ctx, Linked(r.lib), rows)
	if err != nil {
		return err
	}
	defer few.Close()
	for _, a := range list {
		if err := ask(scan.Snapshot{Engine: few, ID: r.Snapshot.ID, AsOf: r.Snapshot.AsOf, Plans: r.Snapshot.Plans}, a); err != nil {
			return err
		}
	}
	return nil
}

// giveUp leaves everything that was to be looked at to a whole scan.
func giveUp(list []*asking, says fault.Text) {
	for _, a := range list {
		*a = asking{Answer: Answer{Model: a.Model, Whole: says}}
	}
}

// holds reports whether the snapshot has any record of a data set.
func (r *run) holds(ctx context.Context, s standard.Standard) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if has, known := r.has[s.Name]; known {
		return has, nil
	}
	if len(r.News.Supposed[s.Name]) > 0 {
		return true, nil
	}
	if r.Index != nil && r.Index.holds(s.Name) {
		return r.Index.tables[s.Name].rows > 0, nil
	}
	has, err := scan.Holds(ctx, r.Snapshot.Engine, r.lib[s.Name])
	r.has[s.Name] = has
	return has, err
}

// Linked is lib with no field left to derive: the rows that are gathered have their entities
// already.
func Linked(lib standard.Library) standard.Library {
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
