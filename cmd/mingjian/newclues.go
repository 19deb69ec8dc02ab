package main

import (
	"context"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// owing returns what models have to be told that have looked up to where a group has.
func (f *desks) owing(d *openedDesk) func(group) (lake.Snapshot, nearby.News, error) {
	return func(g group) (lake.Snapshot, nearby.News, error) {
		if g.Snapshot == d.since.ID && !d.owed.Empty() {
			d.asked[g.Snapshot] = true
			return d.since, d.owed, nil
		}
		if news, ok := d.after(g.Snapshot); ok {
			d.asked[g.Snapshot] = true
			return lake.Snapshot{ID: g.Snapshot}, news, nil
		}
		if d.owed.Empty() {
			return d.Snapshot(), nearby.News{}, nil
		}
		return d.since, d.owed, nil
	}
}

// told is what new documents caused.
type told struct {
	clue.Registered
	left []leftModel // models that only a whole scan can tell of
}

// tell asks the models what is new and registers clues. A model that left something to a whole
// scan stays noted as having looked up to where it was; what later documents cause is told all
// the same.
func (f *desks) tell(ctx context.Context, d *openedDesk, x *newScan, since func(group) (lake.Snapshot, nearby.News, error)) (t told, err error) {
	before, err := readScanned(f.lake)
	if why, whole := nearby.Whole(err); whole {
		for _, m := range d.Models() {
			t.left = append(t.left, leftModel{m.ID, why})
		}
		return t, nil
	}
	if err != nil {
		return t, err
	}
	d.read(before)
	x.ask = d.Ask
	at := map[string]bool{} // snapshots from which models are brought to the present one
	for _, g := range x.groups(before, d.Models()) {
		if at[g.Snapshot], err = f.askGroup(ctx, d, x, g, since); err != nil {
			return t, err
		}
	}
	t.left = x.found.left
	if len(x.found.models) == 0 {
		return t, nil
	}
	if t.Registered, err = f.register(ctx, x.found); err != nil {
		return t, err
	}
	for _, m := range x.found.cards {
		if r := before[m.ID]; at[r.Snapshot] {
			r.Snapshot = x.now.ID
			before[m.ID] = r
		}
	}
	if err := putScanned(f.lake, x.now, before); err != nil {
		return t, err
	}
	d.noted = maps.Clone(before)
	return t, nil
}

// askGroup asks the models of a group, and reports whether they have seen then all that came
// since they last looked.
func (f *desks) askGroup(ctx context.Context, d *openedDesk, x *newScan, g group, since func(group) (lake.Snapshot, nearby.News, error)) (all bool, err error) {
	from, news, err := since(g)
	if why, whole := nearby.Whole(err); whole {
		for _, m := range g.models {
			x.leave(m, why)
		}
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := d.plan(ctx, g); err != nil {
		return false, err
	}
	if err := x.on(news, g); err != nil {
		return false, err
	}
	return f.between(from, g.Snapshot, x.now)
}

// plan makes the plans of models as of the day of a group, once.
func (d *openedDesk) plan(ctx context.Context, g group) error {
	if slices.ContainsFunc(d.days, g.AsOf.Equal) {
		return nil
	}
	if err := d.Prepare(ctx, g.AsOf, g.models); err != nil {
		return err
	}
	d.days = append(d.days, g.AsOf)
	return nil
}

// between reports whether a snapshot is one of those from one to another.
func (f *desks) between(from lake.Snapshot, snapshot string, to lake.Snapshot) (bool, error) {
	if snapshot == from.ID {
		return true, nil
	}
	for s := to; ; {
		if s.ID == snapshot {
			return true, nil
		}
		if s.ID == from.ID || s.Manifest.Parent == "" || s.Manifest.Parent == from.ID {
			return false, nil
		}
		var err error
		if s, err = f.lake.Snapshot(s.Manifest.Parent); fault.Is(err, fault.NotFound) {
			return false, nil // forgotten since
		}
		if err != nil {
			return false, err
		}
	}
}

// register makes clues of findings.
func (f *desks) register(ctx context.Context, found scanned) (clue.Registered, error) {
	return clue.NewService(f.store).Register(ctx, f.app.actor(), clue.Scan{
		Office: access.Home, Snapshot: found.snapshot, Models: found.models, Findings: found.findings, At: f.app.now(), Subjects: found.subjects})
}
