package matter

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/law"
)

// TestOrderOfUrgency: matters and tasks stand with those first that the law lets go first, then
// what is overdue or due soonest, at last what has no day; page after page, on both databases.
func TestOrderOfUrgency(t *testing.T) {
	everyProcedure(t, func(t *testing.T, d desk) {
		ctx := t.Context()
		suit := func(green bool) map[string]any {
			return map[string]any{"applicant": "甲", "group": "migrant_worker", "claim_kind": "wages", "opponent": "某公司", "green_channel": green}
		}
		petition := func(priority, day string) map[string]any {
			x := map[string]any{"petitioner": "甲", "contact_known": true, "channel": "letter", "matter": "反映欠薪", "matter_kind": "other", "priority": priority, "received_on": day}
			if priority != "normal" {
				x["reply_by"] = "2026-03-03"
			}
			return x
		}
		none := d.begin(d.handler, "support-for-suit", "petition", suit(false)) // nothing is due
		late := d.begin(d.handler, "petition", "petition", petition("normal", "2026-02-02"))
		soon := d.begin(d.handler, "petition", "petition", petition("normal", "2026-03-02"))
		first := d.begin(d.handler, "petition", "petition", petition("urgent", "2026-03-02"))
		want := []ID{first.ID, late.ID, soon.ID, none.ID}
		if none.NextDue != (law.Date{}) || !late.Overdue || soon.Overdue || !first.Urgent {
			t.Fatalf("none %v, late %v, soon %v, first %v", none.NextDue, late.Overdue, soon.Overdue, first.Urgent)
		}
		for _, f := range []Filter{{}, {Mine: true}, {Sort: "urgency"}} {
			for _, by := range []access.Account{d.leader, d.handler} {
				if f.Mine && by.ID == d.leader.ID {
					continue
				}
				var got []ID
				for f.Limit = 1; len(got) < 9; {
					p, err := d.List(ctx, by, f)
					if err != nil {
						t.Fatal(err)
					}
					for _, m := range p.Items {
						got = append(got, m.ID)
					}
					if f.Cursor = p.Next; f.Cursor == "" {
						break
					}
				}
				if !slices.Equal(got, want) {
					t.Errorf("%+v: %v, want %v", f, got, want)
				}
			}
		}
		for name, x := range map[string]struct {
			f    Filter
			want []ID
		}{"overdue": {Filter{Overdue: true}, []ID{late.ID}}, "urgent": {Filter{Urgent: true}, []ID{first.ID}}, "of a procedure": {Filter{Procedure: "support-for-suit"}, []ID{none.ID}}} {
			p, err := d.List(ctx, d.leader, x.f)
			if err != nil || len(p.Items) != 1 || p.Items[0].ID != x.want[0] {
				t.Errorf("%s: %+v %v", name, p.Items, err)
			}
		}
		p, err := d.List(ctx, d.leader, Filter{Procedure: "petition", Limit: 2})
		if err != nil || len(p.Items) != 2 || p.Items[0].ID != first.ID {
			t.Fatalf("petitions: %+v %v", p.Items, err)
		}
		if p, err = d.List(ctx, d.leader, Filter{Procedure: "petition", Cursor: p.Next}); err != nil || len(p.Items) != 1 || p.Items[0].ID != soon.ID {
			t.Errorf("the petition on the next page: %+v %v", p.Items, err)
		}
		d.tasksInOrder(t, none, late, soon, first)
	})
}

// TestOrderOfWhatIsDue: overdue deadlines of matters that the law lets go first stand first, then
// what else is overdue; then day by day, on each what goes first; page after page, on both databases.
func TestOrderOfWhatIsDue(t *testing.T) {
	everyProcedure(t, func(t *testing.T, d desk) {
		ctx, today := t.Context(), law.DateOf(d.db.Now())
		for _, x := range []struct{ priority, received string }{
			{"normal", "2026-02-02"}, {"urgent", "2026-02-09"}, {"normal", "2026-02-09"}, {"urgent", "2026-03-02"}, {"normal", "2026-02-26"}, {"normal", "2026-03-02"},
		} {
			facts := map[string]any{"petitioner": "甲", "contact_known": true, "channel": "letter", "matter": "反映欠薪", "matter_kind": "other", "priority": x.priority, "received_on": x.received}
			if x.priority != "normal" {
				facts["reply_by"] = x.received
			}
			d.begin(d.handler, "petition", "petition", facts)
		}
		for _, f := range []DueFilter{{}, {Mine: true}, {Whose: "office"}} {
			whole, err := d.Due(ctx, d.handler, f)
			if err != nil {
				t.Fatal(err)
			}
			late, urgent := 0, 0
			for i, x := range whole.Items {
				if x.Overdue != x.Due.Before(today) {
					t.Errorf("%+v is overdue or not", x)
				}
				if x.Overdue {
					late++
				}
				if x.Urgent {
					urgent++
				}
				if i == 0 {
					continue
				}
				before := whole.Items[i-1]
				if x.Overdue && (!before.Overdue || x.Urgent && !before.Urgent || x.Urgent == before.Urgent && x.Due.Before(before.Due)) ||
					!x.Overdue && !before.Overdue && (x.Due.Before(before.Due) || x.Due == before.Due && x.Urgent && !before.Urgent) {
					t.Errorf("%+v: %+v stands after %+v", f, x, before)
				}
			}
			if late < 3 || late == len(whole.Items) || urgent < 2 {
				t.Fatalf("%+v: %d overdue and %d urgent of %d show nothing", f, late, urgent, len(whole.Items))
			}
			var paged []Due
			for f.Limit = 1; len(paged) <= len(whole.Items); {
				p, err := d.Due(ctx, d.handler, f)
				if err != nil {
					t.Fatal(err)
				}
				paged = append(paged, p.Items...)
				if f.Cursor = p.Next; f.Cursor == "" {
					break
				}
			}
			if !slices.Equal(paged, whole.Items) {
				t.Errorf("%+v: one by one %+v, want %+v", f, paged, whole.Items)
			}
		}
	})
}

// tasksInOrder gives each matter a task and reads them one by one.
func (d desk) tasksInOrder(t *testing.T, none, late, soon, first Detail) {
	t.Helper()
	ctx, want := t.Context(), []string{}
	for _, x := range []struct {
		m   Detail
		due string
	}{{first, ""}, {late, "2026-02-20"}, {soon, "2026-03-09"}, {none, ""}} {
		task := Task{Assignee: d.handler.ID}
		task.Title.ZH = "约谈" + string(x.m.ID)
		if x.due != "" {
			task.Due = day(t, x.due)
		}
		if _, err := d.AddTask(ctx, d.handler, x.m.ID, task, Request{Seen: x.m.Version}); err != nil {
			t.Fatal(err)
		}
		want = append(want, task.Title.ZH)
	}
	for _, f := range []TaskFilter{{}, {Mine: true}} {
		var got []string
		for f.Limit = 1; len(got) < 40; {
			p, err := d.Tasks(ctx, d.handler, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range p.Items {
				if slices.Contains(want, x.Title.ZH) {
					got = append(got, x.Title.ZH)
				}
			}
			if f.Cursor = p.Next; f.Cursor == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%+v: %v, want %v", f, got, want)
		}
	}
	p, err := d.Tasks(ctx, d.handler, TaskFilter{Overdue: true})
	if err != nil || len(p.Items) == 0 || p.Items[0].Title.ZH != want[1] {
		t.Errorf("overdue: %+v %v", p.Items, err)
	}
}
