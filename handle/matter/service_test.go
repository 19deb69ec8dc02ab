package matter

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/template"
	"github.com/mingjian/mingjian/law"
)

// A desk is a service with a clock that the test sets, and the people who use it.
type desk struct {
	*Service
	t       testing.TB
	db      *db.DB
	now     *time.Time
	handler access.Account
	second  access.Account
	leader  access.Account
}

// each runs test on every database.
func each(t *testing.T, test func(*testing.T, desk)) {
	t.Helper()
	now := time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	clockAt := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Microsecond) // no two acts at one moment
		return now
	}
	dbtest.EachAt(t, clockAt, func(t *testing.T, d *db.DB) {
		now = time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
		test(t, newDesk(t, d, &now, small))
	})
}

func newDesk(t testing.TB, d *db.DB, now *time.Time, text string) desk {
	t.Helper()
	laws, clock := clockAndLaws(t)
	p, err := Read("small.yaml", []byte(text), laws, clock)
	if err != nil {
		t.Fatal(err)
	}
	templates, err := template.Load("")
	if err != nil {
		t.Fatal(err)
	}
	out := desk{Service: NewService(d, Rules{Library{"small": p}, laws, clock, templates}), t: t, db: d, now: now}
	for _, a := range []struct {
		to   *access.Account
		id   string
		role access.Role
	}{{&out.handler, "a-handler", access.Handler}, {&out.second, "a-second", access.Handler}, {&out.leader, "a-leader", access.Leader}} {
		*a.to = access.Account{ID: a.id, Name: a.id, Display: a.id, Role: a.role, Office: access.Home}
		insertAccount(t, d, *a.to)
	}
	return out
}

func insertAccount(t testing.TB, d *db.DB, a access.Account) {
	t.Helper()
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO account (id, name, display, role, office, password, created_at) VALUES ($1, $1, $1, $2, $3, '', '') ON CONFLICT (id) DO NOTHING`,
			a.ID, string(a.Role), string(a.Office))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (d desk) on(s string) {
	d.t.Helper()
	x := day(d.t, s)
	*d.now = time.Date(x.Year(), x.Month(), x.Day(), 3, 0, 0, 0, time.UTC)
}

func (d desk) open(kind string) Detail {
	d.t.Helper()
	out, err := d.Open(d.t.Context(), d.handler, Draft{Procedure: "small", Origin: "clue", Title: "王某虚假诉讼监督案", Fields: map[string]any{"kind": kind}}, Request{})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d desk) step(m Detail, step string, fields map[string]any) Detail {
	d.t.Helper()
	out, err := d.Step(d.t.Context(), d.handler, m.ID, Doing{Step: step, Fields: fields}, Request{Seen: m.Version})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func found(t testing.TB, d *db.DB, to ...clue.State) clue.ID {
	t.Helper()
	s := clue.NewService(d)
	f := scan.Finding{Model: "civil/professional-lender", Version: 1, Snapshot: "s-1", Risk: 0.5,
		Subject: scan.Subject{Kind: "person", ID: "p-王某", Name: "王某"}, Cases: []string{"（2021）甲0101民初1号"}, Summary: fault.Text{ZH: "多次起诉", EN: "sued often"}}
	_, err := s.Register(t.Context(), access.CommandLine(access.Home), clue.Scan{Snapshot: "s-1", Models: []string{f.Model}, Findings: []scan.Finding{f}, At: dbtest.Monday})
	if err != nil {
		t.Fatal(err)
	}
	id := clue.NewID(f.Model, f.Subject.ID)
	for i, state := range to {
		if _, err := s.Move(t.Context(), access.CommandLine(access.Home), id, clue.Move{To: state, Seen: i + 1}); err != nil {
			t.Fatal(err)
		}
	}
	return id
}

// TestLife: from a clue that is being screened to the end, and what is kept of it.
func TestLife(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		c := found(t, d.db, clue.Screening)
		m, err := d.Open(t.Context(), d.handler, Draft{Procedure: "small", Origin: "clue", Title: " 王某虚假诉讼监督案 ",
			Fields: map[string]any{"kind": "a"}, Clues: []clue.ID{c},
			Parties: []Party{{Kind: "person", Part: "被监督人", Name: "王某", Identifier: "330199198001010011"}}}, Request{})
		if err != nil {
			t.Fatal(err)
		}
		if m.Title != "王某虚假诉讼监督案" || m.State != "open" || m.NextDue != day(t, "2026-06-02") || m.Lead != "a-handler" || m.Number != 1 || m.Version != 1 {
			t.Errorf("opened %+v", m.Row)
		}
		if m.Parties[0].Identifier != "33**************11" {
			t.Errorf("the identifier is shown as %s", m.Parties[0].Identifier)
		}
		if got, err := clue.NewService(d.db).Get(t.Context(), d.handler, c); err != nil || got.State != clue.Accepted {
			t.Errorf("the clue is %s, %v", got.State, err)
		}
		d.on("2026-03-10")
		m = d.step(m, "pause", nil)
		if !m.NextDue.IsZero() {
			t.Errorf("paused, and still due on %s", m.NextDue)
		}
		d.on("2026-03-12")
		m = d.step(m, "resume", nil)
		m = issued(t, d, m)
		m = d.step(m, "close", map[string]any{"reason": "已经查明"})
		if m.Waits != "leader" || m.Closed {
			t.Errorf("proposed %+v", m.Row)
		}
		m, err = d.Approve(t.Context(), d.leader, m.ID, Approving{By: "leader"}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		if !m.Closed || m.Outcome != "done" || m.Waits != "" || !slices.Equal(m.Counted, []string{"all", "a"}) {
			t.Errorf("closed %+v, counted %q", m.Row, m.Counted)
		}
		wantKinds := []string{"opened", "joined", "party", "taken", "taken", "issued", "proposed", "approved"}
		var kinds []string
		for _, e := range m.Events {
			kinds = append(kinds, e.Kind)
		}
		if d := cmp.Diff(wantKinds, kinds); d != "" {
			t.Error(d)
		}
		replayed(t, d, m)
		log(t, d.db, string(m.ID), audit.OpenMatter, audit.TakeStep, audit.TakeStep, audit.MovePaper, audit.ProposeStep, audit.ApproveStep)
	})
}

// issued puts a paper on the record as issued.
func issued(t testing.TB, d desk, m Detail) Detail {
	t.Helper()
	out, err := d.act(t.Context(), d.handler, m.ID, Request{Seen: m.Version}, access.HandleMatters, "report", func(_ *db.Tx, f *file) (audit.Verb, error) {
		f.issue("report")
		return audit.MovePaper, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// log checks what the audit log has about an object.
func log(t testing.TB, d *db.DB, object string, want ...audit.Verb) {
	t.Helper()
	entries, err := audit.NewLog(d).List(t.Context(), audit.Filter{Object: object})
	if err != nil {
		t.Fatal(err)
	}
	var got []audit.Verb
	for _, e := range entries {
		got = append(got, e.Verb)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// replayed makes the matter again from its events alone and compares.
func replayed(t testing.TB, d desk, m Detail) {
	t.Helper()
	e := NewEngine(d.procedures["small"], d.Clock())
	var again Matter
	var err error
	for _, x := range m.Events {
		if again, err = replay(e, again, x); err != nil {
			t.Fatalf("event %d %s: %v", x.N, x.Kind, err)
		}
	}
	if d := cmp.Diff(m.Course, again, cmp.Exporter(func(reflect.Type) bool { return true })); d != "" {
		t.Error(d)
	}
}

func replay(e Engine, m Matter, x Event) (Matter, error) {
	var body struct {
		Origin string         `json:"origin"`
		Fields map[string]any `json:"fields"`
		By     Person         `json:"by"`
		Why    string         `json:"why"`
		State  string         `json:"state"`
		Kind   string         `json:"kind"`
		Sent   law.Date       `json:"sent"`
		Who    string         `json:"receiver"`
		Reason string         `json:"reason"`
	}
	if x.Kind != "approved" {
		if err := json.Unmarshal(x.Body, &body); err != nil {
			return m, err
		}
	}
	switch x.Kind {
	case "opened":
		return e.Open(body.Origin, Act{On: x.On, By: body.By, Fields: body.Fields})
	case "taken", "proposed":
		return e.Take(m, Act{Step: x.What, On: x.On, By: body.By, Fields: body.Fields})
	case "returned":
		return e.Return(m, body.By, body.Reason)
	case "explained":
		return e.Explain(m, x.What, body.Why, body.By, x.On)
	case "issued":
		if !slices.Contains(m.Issued, x.What) {
			m.Issued = append(m.Issued, x.What)
		}
	case "paper":
		if (body.State == "sealed" || body.State == "served") && !slices.Contains(m.Sealed, body.Kind) {
			m.Sealed = append(m.Sealed, body.Kind)
		}
		if body.State == "served" {
			m.Served = append(m.Served, Delivery{Paper: body.Kind, Sent: body.Sent, On: x.On, Receiver: body.Who})
		}
	case "approved":
		var g Given
		if err := json.Unmarshal(x.Body, &g); err != nil {
			return m, err
		}
		return e.Approve(m, g)
	}
	return m, nil
}

// TestActsAreGuarded: who, on what version, with which words.
func TestActsAreGuarded(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a")
		elsewhere, analyst := d.handler, d.handler
		elsewhere.Office = "other"
		analyst.Role = access.Analyst
		for _, tc := range []struct {
			name string
			by   access.Account
			do   func(access.Account) error
			kind fault.Kind
		}{
			{"another office", elsewhere, func(a access.Account) error { _, err := d.Get(t.Context(), a, m.ID); return err }, fault.NotFound},
			{"no such matter", d.handler, func(a access.Account) error { _, err := d.Get(t.Context(), a, "m-\x00"); return err }, fault.NotFound},
			{"an analyst", analyst, func(a access.Account) error {
				_, err := d.Step(t.Context(), a, m.ID, Doing{Step: "pause"}, Request{Seen: m.Version})
				return err
			}, fault.NotFound},
			{"a handler who is no member", d.second, func(a access.Account) error { _, err := d.Get(t.Context(), a, m.ID); return err }, fault.NotFound},
			{"a leader who is no member", d.leader, func(a access.Account) error {
				_, err := d.Step(t.Context(), a, m.ID, Doing{Step: "pause"}, Request{Seen: m.Version})
				return err
			}, fault.Forbidden},
			{"a handler names members", d.handler, func(a access.Account) error {
				_, err := d.Assign(t.Context(), a, m.ID, Member{Account: d.second.ID, Part: "member"}, Request{Seen: m.Version})
				return err
			}, fault.Forbidden},
			{"an older version", d.handler, func(a access.Account) error {
				_, err := d.Step(t.Context(), a, m.ID, Doing{Step: "pause"}, Request{Seen: m.Version - 1})
				return err
			}, fault.Conflict},
			{"tomorrow", d.handler, func(a access.Account) error {
				_, err := d.Step(t.Context(), a, m.ID, Doing{Step: "pause", On: day(t, "2026-03-03")}, Request{Seen: m.Version})
				return err
			}, fault.Invalid},
			{"no such procedure", d.handler, func(a access.Account) error {
				_, err := d.Open(t.Context(), a, Draft{Procedure: "nothing", Origin: "clue", Title: "某案"}, Request{})
				return err
			}, fault.NotFound},
			{"no title", d.handler, func(a access.Account) error {
				_, err := d.Open(t.Context(), a, Draft{Procedure: "small", Origin: "clue", Title: " "}, Request{})
				return err
			}, fault.Invalid},
			{"a clue nobody has screened", d.handler, func(a access.Account) error {
				_, err := d.Open(t.Context(), a, Draft{Procedure: "small", Origin: "clue", Title: "某案", Clues: []clue.ID{found(t, d.db)}}, Request{})
				return err
			}, fault.Conflict},
			{"no such clue", d.handler, func(a access.Account) error {
				_, err := d.Join(t.Context(), a, m.ID, "c-nothing", Request{Seen: m.Version})
				return err
			}, fault.NotFound},
			{"a member who is nobody", d.leader, func(a access.Account) error {
				_, err := d.Assign(t.Context(), a, m.ID, Member{Account: "a-nobody", Part: "member"}, Request{Seen: m.Version})
				return err
			}, fault.NotFound},
		} {
			if err := tc.do(tc.by); !fault.Is(err, tc.kind) {
				t.Errorf("%s: got %v, want %s", tc.name, err, tc.kind)
			}
		}
		if after, err := d.Get(t.Context(), d.handler, m.ID); err != nil || after.Version != m.Version || len(after.Events) != len(m.Events) {
			t.Errorf("something was left behind: %+v, %v", after.Row, err)
		}
	})
}

// TestMembers: a leader names who handles a matter; they see it from then on, and whoever
// is tied to a party no longer does and is told.
func TestMembers(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		c := found(t, d.db, clue.Screening, clue.Accepted)
		m := d.open("a")
		m, err := d.Join(t.Context(), d.handler, m.ID, c, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		m, err = d.Assign(t.Context(), d.leader, m.ID, Member{Account: d.second.ID, Part: "lead"}, Request{Seen: m.Version})
		if err != nil || m.Lead != d.second.Display || len(m.Members) != 2 {
			t.Fatalf("got %+v, %v", m.Members, err)
		}
		if _, err := d.Release(t.Context(), d.leader, m.ID, d.second.ID, Request{Seen: m.Version}); !fault.Is(err, fault.Conflict) {
			t.Errorf("the lead left: %v", err)
		}
		if _, err := d.Release(t.Context(), d.second, m.ID, d.handler.ID, Request{Seen: m.Version}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("released by a member: %v", err)
		}
		if _, err := d.Release(t.Context(), d.leader, m.ID, d.leader.ID, Request{Seen: m.Version}); !fault.Is(err, fault.NotFound) {
			t.Errorf("released who is none: %v", err)
		}
		if m, err = d.Release(t.Context(), d.leader, m.ID, d.handler.ID, Request{Seen: m.Version}); err != nil || len(m.Members) != 1 {
			t.Fatalf("got %+v, %v", m.Members, err)
		}
		if _, err := d.Get(t.Context(), d.handler, m.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("who was released still sees it: %v", err)
		}
		if m, err = d.Assign(t.Context(), d.leader, m.ID, Member{Account: d.handler.ID, Part: "member"}, Request{Seen: m.Version}); err != nil || len(m.Members) != 2 {
			t.Fatalf("got %+v, %v", m.Members, err)
		}
		for _, who := range []access.Account{d.handler, d.second} {
			if page, err := d.List(t.Context(), who, Filter{}); err != nil || len(page.Items) != 1 {
				t.Errorf("%s sees %d, %v", who.ID, len(page.Items), err)
			}
		}
		err = d.db.InTx(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO recusal (id, office, account, subject, relation, source, at) VALUES ('r-1', 'home', $1, 'p-王某', '亲属', 'declared', $2)`,
				d.handler.ID, db.Time(tx.Now))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Get(t.Context(), d.handler, m.ID); !fault.Is(err, fault.Forbidden) {
			t.Errorf("the tied: %v", err)
		}
		page, err := d.List(t.Context(), d.handler, Filter{})
		due, err2 := d.Due(t.Context(), d.handler, DueFilter{})
		if err != nil || err2 != nil || len(page.Items) != 0 || len(due.Items) != 0 {
			t.Errorf("the tied sees %v %v, %v %v", page.Items, due.Items, err, err2)
		}
		if _, err := d.Get(t.Context(), d.second, m.ID); err != nil {
			t.Errorf("the other: %v", err)
		}
	})
}

// TestOneOfManyWins: many act on the same version at once; one does, the others are told.
func TestOneOfManyWins(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a")
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() {
				_, errs[i] = d.Note(t.Context(), d.handler, m.ID, fmt.Sprintf("第 %d 次", i), Request{Seen: m.Version})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			switch {
			case err == nil:
				won++
			case !fault.Is(err, fault.Conflict):
				t.Errorf("got %v", err)
			}
		}
		after, err := d.Get(t.Context(), d.handler, m.ID)
		if err != nil || won != 1 || after.Version != m.Version+1 || len(after.Events) != len(m.Events)+1 {
			t.Errorf("%d won; %+v, %v", won, after.Row, err)
		}
	})
}

// TestKeys: a request sent twice acts once; its key is good for nothing else.
func TestKeys(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		draft := Draft{Procedure: "small", Origin: "clue", Title: "某案", Fields: map[string]any{"kind": "a"}}
		first, err := d.Open(t.Context(), d.handler, draft, Request{Key: "k-1"})
		if err != nil {
			t.Fatal(err)
		}
		again, err := d.Open(t.Context(), d.handler, draft, Request{Key: "k-1"})
		if err != nil || again.ID != first.ID || again.Version != first.Version {
			t.Errorf("got %s, %v, want %s", again.ID, err, first.ID)
		}
		other := draft
		other.Title = "另一案"
		if _, err := d.Open(t.Context(), d.handler, other, Request{Key: "k-1"}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a key used for another request: %v", err)
		}
		if _, err := d.Open(t.Context(), d.second, other, Request{Key: "k-1"}); err != nil {
			t.Errorf("somebody else's key: %v", err)
		}
		r := Request{Seen: first.Version, Key: "k-2"}
		for range 2 {
			m, err := d.Step(t.Context(), d.handler, first.ID, Doing{Step: "pause"}, r)
			if err != nil || m.Version != first.Version+1 {
				t.Errorf("got version %d, %v", m.Version, err)
			}
		}
		page, err := d.List(t.Context(), d.leader, Filter{})
		if err != nil || len(page.Items) != 2 {
			t.Errorf("%d matters, %v", len(page.Items), err)
		}
	})
}

// TestTasksFollowDeadlines: made by a step, moved with its deadline, closed when it ends.
func TestTasksFollowDeadlines(t *testing.T) {
	dbtest.EachAt(t, func() time.Time { return time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC) }, func(t *testing.T, store *db.DB) {
		now := time.Time{}
		d := newDesk(t, store, &now, replaced(t, "deadlines: [{start: review}]", "deadlines: [{start: review}]\n    tasks: [{title: {zh: 审结, en: Finish}, for: handler, deadline: review}]",
			"  - id: close\n", "  - id: met\n    title: {zh: 审结, en: Finish}\n    from: [open]\n    by: [handler]\n    deadlines: [{end: review}]\n  - id: close\n"))
		m := d.open("a")
		if len(m.Tasks) != 1 || m.Tasks[0].Due != day(t, "2026-06-02") || m.Tasks[0].Assignee != d.handler.ID {
			t.Fatalf("got %+v", m.Tasks)
		}
		m = d.step(d.step(m, "pause", nil), "resume", nil)
		if m.Tasks[0].Due != day(t, "2026-06-02") { // the day of the event itself does not count
			t.Errorf("got %+v", m.Tasks)
		}
		m = d.step(m, "met", nil)
		if !m.Tasks[0].Done || m.Tasks[0].DoneBy != "" {
			t.Errorf("got %+v", m.Tasks)
		}
		m, err := d.AddTask(t.Context(), d.handler, m.ID, Task{Title: fault.Text{ZH: "约谈证人"}, Due: day(t, "2026-03-05"), Assignee: d.handler.ID}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		page, err := d.Tasks(t.Context(), d.handler, TaskFilter{Mine: true})
		if err != nil || len(page.Items) != 1 || page.Items[0].Of != m.Title {
			t.Fatalf("got %+v, %v", page, err)
		}
		for _, want := range []fault.Kind{"", fault.NotFound} {
			after, err := d.FinishTask(t.Context(), d.handler, m.ID, page.Items[0].ID, Request{Seen: m.Version})
			if (err == nil) != (want == "") || want != "" && !fault.Is(err, want) {
				t.Errorf("got %v, want %q", err, want)
			}
			if err == nil {
				m = after
			}
		}
	})
}

func replaced(t testing.TB, pairs ...string) string {
	t.Helper()
	p, err := read(t, pairs...)
	if err != nil {
		t.Fatal(err)
	}
	return string(p.Source)
}

// TestEvidence: what there is and who has held it.
func TestEvidence(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a")
		m, err := d.AddEvidence(t.Context(), d.handler, m.ID, Evidence{Title: "借条", Kind: "document", Source: "原告提交", Obtained: day(t, "2026-03-01"), Proves: "落款日期"}, "", Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		m, err = d.PassOn(t.Context(), d.handler, m.ID, m.Evidence[0].ID, Custody{Holder: "司法鉴定所", Note: "送检"}, Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		var holders []string
		for _, c := range m.Evidence[0].Custody {
			holders = append(holders, c.Holder)
		}
		if !slices.Equal(holders, []string{"a-handler", "司法鉴定所"}) {
			t.Errorf("held by %q", holders)
		}
		for _, e := range []Evidence{
			{Title: "借条", Kind: "rumour", Source: "原告"},
			{Title: "", Kind: "document", Source: "原告"},
			{Title: "借条", Kind: "document", Source: "原告", SHA256: "xyz"},
			{Title: "借条", Kind: "document", Source: "原告", Obtained: day(t, "2026-03-03")},
		} {
			if _, err := d.AddEvidence(t.Context(), d.handler, m.ID, e, "", Request{Seen: m.Version}); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: got %v", e, err)
			}
		}
		if _, err := d.PassOn(t.Context(), d.handler, m.ID, "e-nothing", Custody{Holder: "某人"}, Request{Seen: m.Version}); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v", err)
		}
	})
}

// TestLists: pages follow each other and lose nothing, in every order and filter.
func TestLists(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		want := map[ID]bool{}
		for range 7 {
			want[d.open("a").ID] = true
		}
		for _, f := range []Filter{{}, {Sort: "-opened_at"}, {Sort: "next_due"}, {Mine: true}, {Query: "虚假诉讼"}, {Procedure: "small", State: "open"}} {
			got := map[ID]bool{}
			f.Limit = 3
			for {
				page, err := d.List(t.Context(), d.handler, f)
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range page.Items {
					if got[r.ID] {
						t.Errorf("%+v: %s stands twice", f, r.ID)
					}
					got[r.ID] = true
				}
				if f.Cursor = page.Next; f.Cursor == "" {
					break
				}
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("%+v: %s", f, d)
			}
		}
		for _, f := range []Filter{{Closed: true}, {State: "closed"}, {Query: "100%"}, {Overdue: true}, {Waits: "leader"}, {Clue: "c-1"}} {
			if page, err := d.List(t.Context(), d.handler, f); err != nil || len(page.Items) != 0 {
				t.Errorf("%+v: got %d, %v", f, len(page.Items), err)
			}
		}
		for _, f := range []Filter{{Sort: "title"}, {Limit: 1000}, {Cursor: "!"}, {Cursor: db.Cursor(mark{Sort: "due"})}, {Query: "\x00"}} {
			if _, err := d.List(t.Context(), d.handler, f); !fault.Is(err, fault.Invalid) {
				t.Errorf("%+v: got %v", f, err)
			}
		}
	})
}

// TestDueList: what is pressing comes first; what is overdue says so until it has ended.
func TestDueList(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		early := d.open("a")
		d.on("2026-04-01")
		late := d.open("a")
		d.on("2026-06-10")
		var got []ID
		f := DueFilter{Whose: "office", Limit: 1}
		for {
			page, err := d.Due(t.Context(), d.handler, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range page.Items {
				got = append(got, x.Matter)
				if x.Overdue != (x.Matter == early.ID) || x.Overdue != (x.Left < 0) {
					t.Errorf("got %+v", x)
				}
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				break
			}
		}
		if !slices.Equal(got, []ID{early.ID, late.ID}) {
			t.Errorf("got %q", got)
		}
		early, err := d.Explain(t.Context(), d.handler, early.ID, "review", "卷宗迟迟未能调取", Request{Seen: early.Version})
		if err != nil || early.Course.Terms[0].Why == "" {
			t.Fatalf("got %+v, %v", early.Course.Terms, err)
		}
		page, err := d.Due(t.Context(), d.leader, DueFilter{To: law.NewDate(2026, 6, 9), ToApprove: true})
		if err != nil || len(page.Items) != 1 || !page.Items[0].Excused || !page.Items[0].Overdue || page.Items[0].Accepted {
			t.Errorf("got %+v, %v", page.Items, err)
		}
		if early, err = d.AcceptWhy(t.Context(), d.leader, early.ID, "review", Request{Seen: early.Version}); err != nil || early.Course.Terms[0].Accepted == nil {
			t.Fatalf("got %+v, %v", early.Course.Terms, err)
		}
		page, err = d.Due(t.Context(), d.leader, DueFilter{ToApprove: true})
		if err != nil || len(page.Items) != 0 {
			t.Errorf("got %+v, %v", page.Items, err)
		}
	})
}

// TestOldTextStays: a matter goes by the procedure it was opened with, whatever the
// program brings later.
func TestOldTextStays(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("b")
		later := newDesk(t, d.db, d.now, replaced(t, "version: 1", "version: 2", `must: kind != "b"`, `must: kind != "a"`))
		m, err := later.Get(t.Context(), d.handler, m.ID)
		if err != nil {
			t.Fatal(err)
		}
		m = issued(t, later, m)
		_, err = later.Step(t.Context(), d.handler, m.ID, Doing{Step: "close", Fields: map[string]any{"reason": "已经查明"}}, Request{Seen: m.Version})
		if refusal(err) != "no-b" {
			t.Errorf("got %v", err)
		}
		if m := later.open("b"); m.Course.Version != 2 {
			t.Errorf("a new matter goes by version %d", m.Course.Version)
		}
	})
}
