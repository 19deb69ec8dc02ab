package matter

import (
	"errors"
	"testing"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
)

// TestNamedDays: a day that a decision or a promise named is a deadline as those of the law
// are: in the list of what is due, in the calendar, told in time, overdue when it has passed.
func TestNamedDays(t *testing.T) {
	for _, tc := range []struct{ name, deadline, field, start, due string }{
		{"until", "until: day", "day", "{start: review}", "2026-06-06"}, // a Saturday: it stays
		{"months", "months: months", "months", "{start: review, from: day}", "2026-09-06"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			now := time.Time{}
			dbtest.EachAt(t, func() time.Time { now = now.Add(time.Microsecond); return now }, func(t *testing.T, store *db.DB) {
				d := newDesk(t, store, &now, replaced(t, "period: civil-review", tc.deadline, "[{start: review}]", "["+tc.start+"]", "may: [kind, day]", "may: [kind, day, months]",
					"  day: {title", "  months: {title: {zh: 月数, en: Months}, schema: {type: integer}}\n  day: {title",
					"deadlines: [{pause: review, for: file-retrieval}]", "deadlines: []", "deadlines: [{resume: review}]", "deadlines: [{end: review}]"))
				d.on("2026-03-02")
				draft := Draft{Procedure: "small", Origin: "clue", Title: "某争议化解案", Fields: map[string]any{"kind": "a"}}
				_, err := d.Open(t.Context(), d.handler, draft, Request{})
				if r := (*Refusal)(nil); !errors.As(err, &r) || !fault.Is(err, fault.Invalid) {
					t.Errorf("without the day: %v", err)
				}
				draft.Fields = map[string]any{"kind": "a", "day": "2026-06-06", "months": 3}
				m, err := d.Open(t.Context(), d.handler, draft, Request{})
				if err != nil {
					t.Fatal(err)
				}
				term := m.Course.Terms[0]
				if term.Due != day(t, tc.due) || len(term.Lines) != 1 || m.NextDue != term.Due {
					t.Fatalf("got %+v", term)
				}
				d.on("2026-05-01")
				if got, err := d.WhatIf(t.Context(), d.handler, m.ID, "review", day(t, "2026-07-01")); (err != nil) != (tc.name == "until") || err == nil && got.Due != day(t, "2026-10-01") {
					t.Errorf("got %+v, %v", got, err)
				}
				*d.now = time.Date(term.Due.Year(), term.Due.Month(), term.Due.Day(), 3, 0, 0, 0, time.UTC)
				if n, err := d.Remind(t.Context()); err != nil || n == 0 {
					t.Errorf("nobody is told: %d, %v", n, err)
				}
				*d.now = d.now.AddDate(0, 0, 2)
				page, err := d.Due(t.Context(), d.handler, DueFilter{})
				if err != nil || len(page.Items) != 1 || !page.Items[0].Overdue || page.Items[0].Left != -2 {
					t.Errorf("got %+v, %v", page.Items, err)
				}
				m = d.step(m, "pause", nil) // moves nothing
				if _, err := d.Step(t.Context(), d.handler, m.ID, Doing{Step: "resume"}, Request{Seen: m.Version}); !fault.Is(err, fault.Conflict) {
					t.Errorf("an overdue end without a reason: %v", err)
				}
			})
		})
	}
}
