package main

import (
	"context"
	"fmt"
	mrand "math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mingjian/mingjian/db"
)

// users lets many people work at once and compares what they were told with what is there.
func users(ctx context.Context, o options, of office) error {
	before, err := standOf(ctx, of)
	if err != nil {
		return err
	}
	s, err := serve(ctx, o.bin, of.home, of.database)
	if err != nil {
		return err
	}
	defer s.kill()
	l := newLedger()
	workers, err := staff(ctx, s.url, o.people, l, before)
	if err != nil {
		return err
	}
	for _, w := range workers {
		w.reads, w.think = true, o.think
	}
	say("%d people have signed in", len(workers))
	work := processors{s, of.pg}
	began, cpu, both := time.Now(), s.processor(), work.used()
	during, stop := context.WithTimeout(ctx, o.length)
	defer stop()
	var all sync.WaitGroup
	for _, w := range workers {
		all.Go(func() { w.work(during) })
	}
	all.Wait()
	took, used, with := time.Since(began), s.processor()-cpu, work.used()-both
	if err := s.stop(); err != nil {
		return fmt.Errorf("the program did not end in order: %w", err)
	}
	l.print(fmt.Sprintf("%s, %d people who think %s between two acts (mean)", of.engine, len(workers), o.think), took, used, with)
	lost, err := l.compare(ctx, of, before, true)
	if err != nil {
		return err
	}
	fmt.Printf("%s, think %s\t%d errors\t%d lost or doubled\t(load %s)\n", of.engine, o.think, len(l.fails), len(lost), load())
	for _, text := range append(l.fails[:min(len(l.fails), 10)], lost[:min(len(lost), 10)]...) {
		fmt.Println("  ", text)
	}
	if len(l.fails)+len(lost) > 0 {
		return fmt.Errorf("%d errors, %d lost or doubled", len(l.fails), len(lost))
	}
	return nil
}

// print prints how long the answers took, and what of the processor the program, and the
// program with its database, used for them.
func (l *ledger) print(name string, took, used, with time.Duration) {
	var all []time.Duration
	sorts := []string{}
	for sort, times := range l.times {
		slices.Sort(times)
		all = append(all, times...)
		sorts = append(sorts, sort)
	}
	slices.Sort(all)
	slices.Sort(sorts)
	fmt.Printf("\n%s, for %.0f s (load %s)\n\nrequest\tanswers\tp50 ms\tp95 ms\tp99 ms\tworst ms\n", name, took.Seconds(), load())
	for _, sort := range sorts {
		row(sort, l.times[sort])
	}
	row("all", all)
	answers := float64(max(1, len(all)))
	fmt.Printf("%.0f answers a second, %.2f cores of the program; of the processor an answer took %.1f ms, with the database %.1f ms\n",
		answers/took.Seconds(), used.Seconds()/took.Seconds(), 1000*used.Seconds()/answers, 1000*with.Seconds()/answers)
}

func row(name string, times []time.Duration) {
	fmt.Printf("%s\t%d\t%s\t%s\t%s\t%s\n", name, len(times), ms(percentile(times, 50)), ms(percentile(times, 95)), ms(percentile(times, 99)), ms(percentile(times, 100)))
}

// staff signs people in and gives each something to do: mostly things of their own, and a
// few clues on which they meet.
func staff(ctx context.Context, base string, n int, l *ledger, at stand) ([]*worker, error) {
	var clues, matters []string
	for id := range at.versions {
		if at.closed[id] == 1 {
			continue
		}
		if id[0] == 'c' {
			clues = append(clues, id)
		} else if strings.HasSuffix(id, "-load") {
			matters = append(matters, id)
		}
	}
	slices.Sort(clues)
	slices.Sort(matters)
	workers := make([]*worker, n)
	for i := range workers {
		c, err := signIn(ctx, base, fmt.Sprintf("u-%03d", i))
		if err != nil {
			return nil, err
		}
		w := &worker{client: c, ledger: l, dice: mrand.New(mrand.NewPCG(uint64(i), 7))}
		w.clues = append(w.clues, clues[:min(len(clues), 20)]...)
		for k := i; k < len(clues) && len(w.clues) < 220; k += n {
			w.clues = append(w.clues, clues[k])
		}
		for _, id := range matters {
			if len(w.matters) < 100 && leads(id)%n == i {
				w.matters = append(w.matters, id)
			}
		}
		workers[i] = w
	}
	return workers, nil
}

// leads is the number of a matter that was copied: it is led by the account that has it.
func leads(matter string) int {
	n, err := strconv.ParseInt(matter[len(matter)-len("00000000-load"):len(matter)-len("-load")], 16, 64)
	if err != nil {
		return -1
	}
	return int(n)
}

// A stand is how an office stood at one moment, by the id of a clue or a matter: what was done in
// it before does not count as lost or doubled.
type stand struct {
	versions map[string]int
	events   map[string]int // acts in its history
	entries  map[string]int // acts in the record
	closed   map[string]int // matters that have ended and clues that another answers for, on which nobody works
}

// standOf reads how the office stands.
func standOf(ctx context.Context, of office) (stand, error) {
	s := stand{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	return s, within(ctx, of, func(tx *db.Tx) error {
		for _, q := range []struct {
			into map[string]int
			text string
		}{
			{s.versions, `SELECT id, version FROM clue UNION ALL SELECT id, version FROM matter`},
			{s.closed, `SELECT id, closed FROM matter WHERE closed = 1 UNION ALL SELECT id, 1 FROM clue WHERE state = 'merged' OR id IN (SELECT merged_into FROM clue WHERE merged_into <> '')`},
			{s.events, `SELECT clue, COUNT(*) FROM clue_event WHERE kind <> 'found' GROUP BY clue`},
			{s.entries, `SELECT object, COUNT(*) FROM audit_outbox WHERE verb IN ('move', 'hold-clue', 'take-step', 'note-matter') GROUP BY object`},
			{s.events, `SELECT matter, COUNT(*) FROM matter_event WHERE kind IN ('taken', 'note') GROUP BY matter`},
		} {
			if err := counts(ctx, tx, q.into, q.text); err != nil {
				return err
			}
		}
		return nil
	})
}

// within reads the database beside the program.
func within(ctx context.Context, of office, f func(*db.Tx) error) error {
	d, err := db.Open(ctx, of.database, time.Now)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.View(ctx, f)
}

func counts(ctx context.Context, tx *db.Tx, into map[string]int, query string) error {
	rows, err := tx.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var n int
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		into[id] += n
	}
	return rows.Err()
}

// compare holds what was acknowledged against the database: each object has as many new
// versions, as many new events and as many entries in the record as acknowledged changes. If
// not all requests were answered, it may have more, but of all three alike.
func (l *ledger) compare(ctx context.Context, of office, before stand, answered bool) (wrong []string, err error) {
	now, err := standOf(ctx, of)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, as := range l.twice {
		wrong = append(wrong, as+": acknowledged twice")
	}
	for id, v := range before.versions {
		made, events, entries, acks := now.versions[id]-v, now.events[id]-before.events[id], now.entries[id]-before.entries[id], l.acks[id]
		if made != events || made != entries || made < acks || answered && made != acks {
			wrong = append(wrong, fmt.Sprintf("%s: %d acknowledged, %d versions, %d events, %d entries", id, acks, made, events, entries))
		}
	}
	slices.Sort(wrong)
	return wrong, nil
}
