package matter

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/law"
)

// A Counting is a statistic that a matter is counted in, and since which day.
type Counting struct {
	Statistic string
	On        law.Date
	Amount    float64 // what the statistic adds up; 0 where it only counts
}

// Counted returns the statistics that m is counted in, in their order.
func (e Engine) Counted(m Matter) ([]string, error) {
	all := []string{}
	list, err := e.CountedOn(m)
	for _, c := range list {
		all = append(all, c.Statistic)
	}
	return all, err
}

// CountedOn is Counted with the days. A matter is counted on the day of the step that made it
// be; where a condition says so, on that of the step since which the condition has been true.
func (e Engine) CountedOn(m Matter) ([]Counting, error) {
	all := []Counting{}
	for _, s := range e.Statistics {
		on, ok, err := e.countedIn(m, s.Counts)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, Counting{s.ID, on, m.amount(s.Sum)})
		}
	}
	return all, nil
}

// amount is what a field of the matter says, or 0.
func (m Matter) amount(field string) float64 {
	switch n := m.Facts[field].(type) {
	case float64:
		return n
	case int64:
		return float64(n)
	}
	return 0
}

func (e Engine) countedIn(m Matter, c Counts) (on law.Date, ok bool, err error) {
	switch {
	case c.When != "":
		return e.heldSince(m, c.When)
	case c.Opened:
		return m.OpenedOn, len(m.Taken) > 0, nil
	case len(c.Outcome) > 0:
		return m.ClosedOn, m.Outcome != "" && slices.Contains(c.Outcome, m.Outcome), nil
	}
	if i := slices.IndexFunc(m.Taken, func(t Taken) bool { return slices.Contains(c.Step, t.Step) }); i >= 0 {
		return m.Taken[i].On, true, nil
	}
	return law.Date{}, false, nil
}

// heldSince takes the steps back one by one for as long as the condition is true. What later data
// said comes after the steps: where only that makes it true, it has been since they said so.
func (e Engine) heldSince(m Matter, when string) (on law.Date, ok bool, err error) {
	if r := m.Remedy; r != nil {
		holds, _, err := e.conditions[when].holds(e.facts(m, Taken{On: m.last()}))
		if err != nil || !holds {
			return law.Date{}, false, err
		}
		m.Remedy = nil
		if holds, _, err = e.conditions[when].holds(e.facts(m, Taken{On: m.last()})); err != nil || !holds {
			return r.On, true, err
		}
	}
	for n := len(m.Taken); ; n-- {
		was := m.after(n)
		holds, _, err := e.conditions[when].holds(e.facts(was, Taken{On: was.last()}))
		if err != nil || !holds || n == 0 {
			return on, ok, err
		}
		on, ok = m.Taken[n-1].On, true
	}
}

// after is the matter as conditions saw it when n of its steps had been taken. Deadlines stay
// as they are: no statistic asks for them.
func (m Matter) after(n int) Matter {
	if n == len(m.Taken) {
		return m
	}
	m.Facts = map[string]any{}
	m.State = ""
	for _, t := range m.Taken[:n] {
		maps.Copy(m.Facts, t.Fields)
		m.State = t.To
	}
	m.Taken = m.Taken[:n]
	return m
}

// putCounts keeps for the figures what the steps of the matter were and what it is counted in.
// Only a step changes either, and what later data say.
func putCounts(ctx context.Context, tx *db.Tx, f *file, before Matter) error {
	if len(f.m.Taken) == len(before.Taken) && f.m.Remedy == before.Remedy {
		return nil
	}
	for n := len(before.Taken); n < len(f.m.Taken); n++ {
		t := f.m.Taken[n]
		_, err := tx.Exec(ctx, `INSERT INTO matter_step (matter, n, procedure, step, on_day) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (matter, n) DO NOTHING`,
			string(f.ID), n+1, f.Procedure, t.Step, t.On.String())
		if err != nil {
			return fmt.Errorf("keep the steps of matter %s: %w", f.ID, err)
		}
	}
	list, err := f.engine.CountedOn(f.m)
	if err != nil {
		return fmt.Errorf("count matter %s: %w", f.ID, err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM matter_count WHERE matter = $1`, string(f.ID)); err != nil {
		return fmt.Errorf("count matter %s: %w", f.ID, err)
	}
	for _, c := range list {
		_, err := tx.Exec(ctx, `INSERT INTO matter_count (matter, office, procedure, statistic, on_day, amount) VALUES ($1, $2, $3, $4, $5, $6)`,
			string(f.ID), string(f.Office), f.Procedure, c.Statistic, c.On.String(), c.Amount)
		if err != nil {
			return fmt.Errorf("count matter %s: %w", f.ID, err)
		}
	}
	return nil
}

// countedAtOnce bounds how long those who work meanwhile wait for the database: a matter takes
// about a millisecond.
const countedAtOnce = 10

// CountAll counts the matters that were saved by a version of the program that did not count,
// and returns how many they were. Nothing in them changes.
func (s *Service) CountAll(ctx context.Context) (n int, err error) {
	var ids []string
	err = s.db.View(ctx, func(tx *db.Tx) error {
		ids, err = texts(ctx, tx, `SELECT id FROM matter WHERE counted = 0 ORDER BY id`)
		return err
	})
	if err != nil {
		return 0, err
	}
	for some := range slices.Chunk(ids, countedAtOnce) {
		err := s.db.InTx(ctx, func(tx *db.Tx) error {
			for _, id := range some {
				if err := s.count(ctx, tx, ID(id)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return n, err
		}
		n += len(some)
	}
	return n, nil
}

func (s *Service) count(ctx context.Context, tx *db.Tx, id ID) error {
	f, err := s.load(ctx, tx, access.CommandLine(access.Home), id)
	if err != nil {
		return err
	}
	if err := putCounts(ctx, tx, f, Matter{}); err != nil {
		return err
	}
	if err := putTerms(ctx, tx, f); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE matter SET counted = 1, opened_on = $1, closed_on = $2, promised = $4, remedy = $5, looked = $6 WHERE id = $3`,
		f.m.OpenedOn.String(), f.m.ClosedOn.String(), string(id), f.promise(), f.m.remedied(f.promise()), f.m.lookedAt(f.promise()))
	if err != nil {
		return fmt.Errorf("count matter %s: %w", id, err)
	}
	return nil
}
