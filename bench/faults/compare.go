package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// A kept is what one side has at the end.
type kept struct {
	states map[string]dispatch.State
	items  map[string][]box.Item // by exchange
	taken  map[string][]string   // ids of dispatches by exchange, in the order in which they took effect here
	times  map[string]int        // how often a dispatch took effect here
}

// read reads everything that a side has, and verifies its log.
func read(ctx context.Context, s *side) (k kept, err error) {
	d, err := db.Open(ctx, databaseOf(s.home), time.Now)
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	self, err := node.Load(filepath.Join(s.home, "node"))
	if err != nil {
		return k, err
	}
	k = kept{map[string]dispatch.State{}, map[string][]box.Item{}, map[string][]string{}, map[string]int{}}
	a := &agency{by: access.CommandLine(access.Home), db: d}
	b := box.New(d, self)
	f := box.Filter{Limit: 500}
	for {
		page, after, err := b.List(ctx, a.by, f)
		if err != nil {
			return k, err
		}
		for _, x := range page {
			v, err := b.Get(ctx, a.by, x.ID)
			if err != nil {
				return k, err
			}
			k.states[x.ID], k.items[x.ID] = v.State, v.Items
		}
		if after == "" {
			break
		}
		f.Before = after
	}
	return k, errors.Join(k.effects(ctx, d), sound(ctx, s, d))
}

// effects reads from the record in what order dispatches took effect.
func (k kept) effects(ctx context.Context, d *db.DB) error {
	list, err := audit.NewLog(d).List(ctx, audit.Filter{Limit: 10_000_000})
	if err != nil {
		return err
	}
	for _, e := range list { // oldest first
		if e.Verb != audit.TakeDispatch || e.Detail["fate"] != string(dispatch.Taken) {
			continue
		}
		k.taken[e.Detail["exchange"]] = append(k.taken[e.Detail["exchange"]], e.Object)
		k.times[e.Object]++
	}
	return nil
}

// sound carries what waits into the log and verifies it.
func sound(ctx context.Context, s *side, d *db.DB) error {
	sealer, err := audit.OpenSealer(ctx, d, logOf(s.home))
	if err != nil {
		return err
	}
	_, err = sealer.Seal(ctx)
	if err := errors.Join(err, sealer.Close()); err != nil {
		return err
	}
	v, err := audit.VerifyDatabase(ctx, audit.Check{Dir: logOf(s.home).Dir}, d)
	if err == nil && len(v.Findings) > 0 {
		err = fmt.Errorf("the log of %s is not sound: %s", s.code, v.Findings[0].Says.EN)
	}
	return err
}

// compare proves that both sides have the same and that every dispatch took effect once, in
// order. It returns how many there are, and how many of them only their sender understands.
func compare(ctx context.Context, o options, a, b *side) (n, newer int, err error) {
	here, err := read(ctx, a)
	if err != nil {
		return 0, 0, err
	}
	there, err := read(ctx, b)
	if err != nil {
		return 0, 0, err
	}
	if len(here.states) != o.exchanges || len(there.states) != o.exchanges {
		return 0, 0, fmt.Errorf("%d exchanges here, %d there, want %d", len(here.states), len(there.states), o.exchanges)
	}
	for id, state := range here.states {
		if state != there.states[id] || state != dispatch.Concluded {
			return 0, 0, fmt.Errorf("exchange %s is %s here, %s there", id, state, there.states[id])
		}
		if err := same(here.items[id], there.items[id]); err != nil {
			return 0, 0, fmt.Errorf("exchange %s: %w", id, err)
		}
		for _, s := range []kept{here, there} {
			if err := s.once(id); err != nil {
				return 0, 0, fmt.Errorf("exchange %s: %w", id, err)
			}
		}
		n += len(here.items[id])
		for _, i := range here.items[id] {
			if i.Fate == dispatch.Unknown {
				newer++
			}
		}
	}
	return n, newer, nil
}

// same reports whether both sides have the same dispatches, each with a receipt.
func same(here, there []box.Item) error {
	if len(here) != len(there) {
		return fmt.Errorf("%d dispatches here, %d there", len(here), len(there))
	}
	for _, x := range here {
		i := slices.IndexFunc(there, func(y box.Item) bool { return y.ID == x.ID })
		if i < 0 || there[i].Hash != x.Hash || there[i].Incoming == x.Incoming || there[i].Fate != x.Fate {
			return fmt.Errorf("%s (%s) is not the same on both sides", x.ID, x.Kind)
		}
		d, err := dispatch.Claimed(x.Text)
		if err != nil {
			return err
		}
		told := x.Fate == dispatch.Taken || x.Fate == dispatch.Noted
		if !d.Understood() {
			told = x.Fate == dispatch.Unknown
		}
		if x.Receipt == "" || there[i].Receipt == "" || !told {
			return fmt.Errorf("%s (%s) is %q and has a receipt: %v, %v", x.ID, x.Kind, x.Fate, x.Receipt != "", there[i].Receipt != "")
		}
	}
	return nil
}

// once proves that what came in an exchange took effect once and in the order of its numbers.
func (k kept) once(exchange string) error {
	sequence := map[string]int{}
	for _, i := range k.items[exchange] {
		if !i.Incoming || i.Fate != dispatch.Taken {
			continue
		}
		sequence[i.ID] = i.Sequence
		if k.times[i.ID] != 1 {
			return fmt.Errorf("%s (%s) took effect %d times", i.ID, i.Kind, k.times[i.ID])
		}
	}
	last := 0
	for _, id := range k.taken[exchange] {
		n, there := sequence[id]
		if !there || n <= last {
			return fmt.Errorf("%s, number %d, took effect after number %d", id, n, last)
		}
		last = n
	}
	return nil
}
