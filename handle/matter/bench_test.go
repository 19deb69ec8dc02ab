package matter

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/law"
)

// BenchmarkLists asks the lists of an office with 200,000 matters and 1,000,000 tasks and
// reports the 95th percentile of each. Run with -bench Lists -benchtime 200x.
func BenchmarkLists(b *testing.B) {
	now := time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
	store := dbtest.OpenAt(b, func() time.Time { return now })
	d := newDesk(b, store, &now, small)
	m := d.open("a")
	manyMatters(b, d, m.ID)
	for _, list := range []struct {
		name string
		ask  func() error
	}{
		{"matters", func() error { _, err := d.List(b.Context(), d.leader, Filter{}); return err }},
		{"matters changed", func() error { _, err := d.List(b.Context(), d.leader, Filter{Sort: "-changed_at"}); return err }},
		{"matters overdue by urgency", func() error { _, err := d.List(b.Context(), d.leader, Filter{Overdue: true}); return err }},
		{"matters by day", func() error { _, err := d.List(b.Context(), d.leader, Filter{Sort: "next_due"}); return err }},
		{"matters of a handler", func() error { _, err := d.List(b.Context(), d.handler, Filter{}); return err }},
		{"matters overdue", func() error {
			_, err := d.List(b.Context(), d.leader, Filter{Overdue: true, Sort: "next_due"})
			return err
		}},
		{"matters waiting", func() error { _, err := d.List(b.Context(), d.leader, Filter{Waits: "leader"}); return err }},
		{"deadlines", func() error { _, err := d.Due(b.Context(), d.leader, DueFilter{Whose: "office"}); return err }},
		{"deadlines of a month", func() error {
			_, err := d.Due(b.Context(), d.leader, DueFilter{From: law.NewDate(2026, 6, 1), To: law.NewDate(2026, 6, 30)})
			return err
		}},
		{"tasks", func() error { _, err := d.Tasks(b.Context(), d.leader, TaskFilter{}); return err }},
		{"tasks of a handler", func() error { _, err := d.Tasks(b.Context(), d.handler, TaskFilter{Mine: true}); return err }},
		{"tasks overdue", func() error { _, err := d.Tasks(b.Context(), d.leader, TaskFilter{Overdue: true}); return err }},
		{"one matter", func() error { _, err := d.Get(b.Context(), d.leader, m.ID); return err }},
	} {
		b.Run(list.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if err := list.ask(); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
		})
	}
}

// manyMatters copies one matter 200,000 times, each with a deadline and five tasks, spread
// over 500 handlers and two years.
func manyMatters(b *testing.B, d desk, id ID) {
	b.Helper()
	err := d.db.InTx(b.Context(), func(tx *db.Tx) error {
		for i := range 200_000 {
			n := fmt.Sprintf("m-%07d", i)
			due := law.NewDate(2026, 1, 1).AddDays(i * 7919 % 730).String()
			at := db.Time(time.Date(2026, 1, 1, 0, 0, i, 0, time.UTC))
			who := fmt.Sprintf("a-%d", i%500)
			if i%500 == 0 {
				who = d.handler.ID
			}
			_, err := tx.Exec(b.Context(), `INSERT INTO matter (id, office, procedure, rules, branch, year, number, title, origin, state, outcome, closed, waits, lead, next_due, version, body, opened_at, changed_at, press)
				SELECT $1, office, procedure, rules, branch, year, $2, title, origin, state, outcome, $3, $4, lead, $5, version, body, $6, $6, '1' || $5 FROM matter WHERE id = $7`,
				n, i+2, i%10/9, map[bool]string{true: "leader"}[i%300 == 0], due, at, string(id))
			if err == nil {
				_, err = tx.Exec(b.Context(), `INSERT INTO matter_term (matter, n, office, deadline, title_zh, title_en, whose, due, ended, explained) VALUES ($1, 1, 'home', 'review', '审查', 'review', 'office', $2, '', 0)`, n, due)
			}
			if err == nil && who == d.handler.ID {
				_, err = tx.Exec(b.Context(), `INSERT INTO matter_member (matter, account, display, part) VALUES ($1, $2, $2, 'lead')`, n, who)
			}
			for k := 0; k < 5 && err == nil; k++ {
				_, err = tx.Exec(b.Context(), `INSERT INTO matter_task (id, matter, office, title_zh, title_en, role, assignee, deadline, due, made_at, done, press) VALUES ($1, $2, 'home', '办理', 'do', 'handler', $3, '', $4, $5, $6, '1' || $4)`,
					fmt.Sprintf("t-%07d-%d", i, k), n, who, due, at, k%2)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
