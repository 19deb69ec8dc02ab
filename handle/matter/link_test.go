package matter

import (
	"errors"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
)

// everyProcedure is a desk with the procedures that come with the program.
func everyProcedure(t *testing.T, test func(*testing.T, desk)) {
	t.Helper()
	now := time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
	dbtest.EachAt(t, func() time.Time { now = now.Add(time.Microsecond); return now }, func(t *testing.T, store *db.DB) {
		now = time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
		d := newDesk(t, store, &now, small)
		laws, clock := clockAndLaws(t)
		all, err := NewLibrary(All(laws, clock))
		if err != nil {
			t.Fatal(err)
		}
		d.Service = NewService(store, Rules{all, laws, clock, d.templates})
		test(t, d)
	})
}

func (d desk) begin(by access.Account, procedure, origin string, fields map[string]any, clues ...clue.ID) Detail {
	d.t.Helper()
	m, err := d.Open(d.t.Context(), by, Draft{Procedure: procedure, Origin: origin, Title: "某监督案", Fields: fields, Clues: clues}, Request{})
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

// TestRelations: the inverse of each relation is one, and its inverse is the relation.
func TestRelations(t *testing.T) {
	for _, r := range Relations() {
		back, ok := relation(r.Inverse)
		if !ok || back.Inverse != r.ID || r.Title.ZH == "" || r.Title.EN == "" {
			t.Errorf("%+v, back %+v", r, back)
		}
	}
}

// TestLinks: a link names a matter that is there for whoever makes it, stands on both sides, and
// is shown to whoever may see the other side.
func TestLinks(t *testing.T) {
	everyProcedure(t, func(t *testing.T, d desk) {
		ctx := t.Context()
		petition := map[string]any{"petitioner": "甲", "contact_known": true, "channel": "letter", "matter": "反映欠薪", "matter_kind": "other", "priority": "urgent", "received_on": "2026-03-02", "reply_by": "2026-03-03"}
		a := d.begin(d.handler, "petition", "petition", petition)
		b := d.begin(d.second, "support-for-suit", "petition", map[string]any{"applicant": "甲", "group": "migrant_worker", "claim_kind": "wages", "opponent": "某公司"})
		for _, tc := range []struct {
			x    Linking
			kind fault.Kind
		}{
			{Linking{Matter: "m-none", Relation: "led-to"}, fault.NotFound},
			{Linking{Matter: b.ID, Relation: "led-to"}, fault.NotFound}, // of somebody else
			{Linking{Matter: a.ID, Relation: "series"}, fault.Invalid},
			{Linking{Matter: b.ID, Relation: "friend-of"}, fault.Invalid},
			{Linking{Matter: b.ID, Relation: "merged-into"}, fault.Invalid},
		} {
			if _, err := d.Link(ctx, d.handler, a.ID, tc.x, Request{Seen: a.Version}); !fault.Is(err, tc.kind) {
				t.Errorf("%+v: %v", tc.x, err)
			}
		}
		if _, err := d.Assign(ctx, d.leader, b.ID, Member{Account: d.handler.ID, Part: "member"}, Request{Seen: b.Version}); err != nil {
			t.Fatal(err)
		}
		a, err := d.Link(ctx, d.handler, a.ID, Linking{Matter: b.ID, Relation: "led-to", Note: "信访引出"}, Request{Seen: a.Version})
		if err != nil || len(a.Links) != 1 || a.Links[0].Matter != b.ID || a.Links[0].Called != "某监督案" {
			t.Fatalf("got %+v %v", a.Links, err)
		}
		if b, err = d.Get(ctx, d.handler, b.ID); err != nil || len(b.Links) != 1 || b.Links[0].Relation != "came-from" {
			t.Errorf("the other side: %+v %v", b.Links, err)
		}
		if b, err = d.Get(ctx, d.second, b.ID); err != nil || len(b.Links) != 0 {
			t.Errorf("to who may not see the first: %+v %v", b.Links, err)
		}
		if _, err := d.Link(ctx, d.handler, a.ID, Linking{Matter: b.ID, Relation: "led-to"}, Request{Seen: a.Version}); !fault.Is(err, fault.Conflict) {
			t.Errorf("linked twice: %v", err)
		}
		if a, err = d.Link(ctx, d.handler, a.ID, Linking{Matter: b.ID, Relation: "led-to", Remove: true}, Request{Seen: a.Version}); err != nil || len(a.Links) != 0 {
			t.Errorf("taken away: %+v %v", a.Links, err)
		}
		p, err := d.List(ctx, d.leader, Filter{Urgent: true, Sort: "next_due"})
		if err != nil || len(p.Items) != 1 || p.Items[0].ID != a.ID || !p.Items[0].Urgent || p.Items[0].NextDue != day(t, "2026-03-03") {
			t.Errorf("what goes first: %+v %v", p.Items, err)
		}
		// A field of a step that names a matter is held to the same.
		for id, kind := range map[string]fault.Kind{"m-none": fault.NotFound, string(a.ID): ""} {
			m, err := d.Open(ctx, d.handler, Draft{Procedure: "judicial-assistance", Origin: "petition", Title: "某救助案",
				Fields: map[string]any{"applicant": "甲", "case_no": "某号", "relation": "petitioner", "group": "none", "for_matter": id}}, Request{})
			if kind == "" && (err != nil || len(m.Links) != 1 || m.Links[0].Relation != "assists") || kind != "" && !fault.Is(err, kind) {
				t.Errorf("%s: %+v %v", id, m.Links, err)
			}
		}
	})
}

// TestOneCase: while a matter on the same agency and kind of violation is open a second is not
// filed; it is merged into the first, with its clues.
func TestOneCase(t *testing.T) {
	everyProcedure(t, func(t *testing.T, d desk) {
		ctx := t.Context()
		lead := func(agency string) map[string]any {
			return map[string]any{"area": "environment", "agency": agency, "violation_kind": "not_punished", "violation": "未查处倾倒", "harm": "耕地受到污染"}
		}
		file := func(m Detail, by access.Account) (Detail, error) {
			m, err := d.Step(ctx, by, m.ID, Doing{Step: "assess", Fields: map[string]any{"checkable": true, "duty": "环境保护法规定的职责"}}, Request{Seen: m.Version})
			if err != nil {
				return m, err
			}
			for _, kind := range []string{"filing"} {
				m = d.issued(by, m, kind)
			}
			if m, err = d.Step(ctx, by, m.ID, Doing{Step: "file"}, Request{Seen: m.Version}); err != nil {
				return m, err
			}
			return d.Approve(ctx, d.leader, m.ID, Approving{By: "leader"}, Request{Seen: m.Version})
		}
		ready := func(by access.Account, agency string, clues ...clue.ID) Detail {
			m := d.begin(by, "public-interest-administrative", "clue", lead(agency), clues...)
			return d.issued(by, m, "assessment")
		}
		first, err := file(ready(d.handler, "某县 生态环境局"), d.handler)
		if err != nil {
			t.Fatal(err)
		}
		c := found(t, d.db, clue.Screening)
		second := ready(d.second, "某县生态环境局", c)
		_, err = file(second, d.second)
		var r *Refusal
		if !errors.As(err, &r) || r.Why != "one" || len(r.Law) != 1 || r.Law[0].Article != "69" {
			t.Fatalf("filed twice: %v", err)
		}
		if second, err = d.Get(ctx, d.second, second.ID); err != nil {
			t.Fatal(err)
		}
		merge := func(into ID) (Detail, error) {
			return d.Step(ctx, d.second, second.ID, Doing{Step: "merge", Fields: map[string]any{"merged_into": string(into)}}, Request{Seen: second.Version})
		}
		if _, err := merge(second.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("merged into what is no case of it: %v", err)
		}
		if second, err = merge(first.ID); err != nil || second.Outcome != "merged" {
			t.Fatalf("merged: %+v %v", second.Outcome, err)
		}
		if first, err = d.Get(ctx, d.handler, first.ID); err != nil || len(first.Clues) != 1 || first.Clues[0] != c {
			t.Errorf("its clues: %v %v", first.Clues, err)
		}
		if seen, err := d.Get(ctx, d.leader, first.ID); err != nil || len(seen.Links) != 1 || seen.Links[0].Relation != "takes-in" {
			t.Errorf("its links: %+v %v", seen.Links, err)
		}
		if _, err := file(ready(d.second, "某县水利局"), d.second); err != nil {
			t.Errorf("another agency: %v", err)
		}
	})
}

// issued drafts and approves a paper.
func (d desk) issued(by access.Account, m Detail, kind string) Detail {
	d.t.Helper()
	m, err := d.DraftPaper(d.t.Context(), by, m.ID, PaperDraft{Kind: kind, Prefix: "青检", Body: "正文"}, Request{Seen: m.Version})
	if err != nil {
		d.t.Fatal(err)
	}
	id := m.Papers[len(m.Papers)-1].ID
	for to, who := range map[string]access.Account{"review": by} {
		if m, err = d.MovePaper(d.t.Context(), who, m.ID, id, PaperMove{To: to}, Request{Seen: m.Version}); err != nil {
			d.t.Fatal(err)
		}
	}
	if m, err = d.MovePaper(d.t.Context(), d.leader, m.ID, id, PaperMove{To: "approved"}, Request{Seen: m.Version}); err != nil {
		d.t.Fatal(err)
	}
	return m
}

// TestRecordsAboutACase: a record of who asked about a case is secret, is read by whoever wrote it and
// by leaders, and not by a leader who handles the case; the case does not tell of it.
func TestRecordsAboutACase(t *testing.T) {
	everyProcedure(t, func(t *testing.T, d desk) {
		ctx := t.Context()
		m := d.begin(d.handler, "support-for-suit", "application", map[string]any{"applicant": "甲", "group": "other", "claim_kind": "other", "opponent": "某公司"})
		m, err := d.Assign(ctx, d.leader, m.ID, Member{Account: d.second.ID, Part: "member"}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		x := d.begin(d.handler, "three-regulations-record", "report", map[string]any{"case_no": "某号", "asked_by": "某人", "asker_kind": "inside", "in_duty": false, "about_matter": string(m.ID)})
		can := func(by access.Account, want bool) {
			t.Helper()
			_, err := d.Get(ctx, by, x.ID)
			p, err2 := d.List(ctx, by, Filter{Procedure: "three-regulations-record"})
			if err2 != nil || (err == nil) != want || (len(p.Items) == 1) != want || err != nil && !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v, %d in the list %v", by.ID, err, len(p.Items), err2)
			}
		}
		can(d.handler, true) // wrote it, and handles the case
		can(d.second, false)
		can(d.leader, true)
		above := d.leader
		above.ID, above.Office = "a-above", "city"
		if _, err := d.Get(ctx, above, x.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("a leader above: %v", err)
		}
		seen, err := d.Get(ctx, d.second, m.ID)
		if err != nil || len(seen.Links) != 0 {
			t.Errorf("the case tells of it: %+v %v", seen.Links, err)
		}
		for _, e := range seen.Events {
			if e.Kind == "link" {
				t.Errorf("the history of the case tells of it: %+v", e)
			}
		}
		if _, err := d.Assign(ctx, d.leader, m.ID, Member{Account: d.leader.ID, Part: "member"}, Request{Seen: m.Version}); err != nil {
			t.Fatal(err)
		}
		can(d.leader, false) // handles the case now
	})
}
