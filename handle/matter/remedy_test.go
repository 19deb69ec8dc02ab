package matter

import (
	"slices"
	"testing"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// TestJudge: what goes on weighs more than what is missing, and silence counts only where every
// data set reaches beyond the day.
func TestJudge(t *testing.T) {
	promised := day(t, "2026-03-31")
	upTo := func(days ...string) (list []RemedyReach) {
		for _, d := range days {
			r := RemedyReach{Dataset: "judgment"}
			if d != "" {
				r.Until = day(t, d)
			}
			list = append(list, r)
		}
		return list
	}
	after := []RemedyLater{{Dataset: "judgment", Record: "d-1", Day: day(t, "2026-04-02")}}
	for _, tc := range []struct {
		name  string
		later []RemedyLater
		reach []RemedyReach
		want  string
	}{
		{"data reach beyond, nothing found", nil, upTo("2026-05-01", "2026-04-01"), Stopped},
		{"data end on the day", nil, upTo("2026-05-01", "2026-03-31"), NotEnough},
		{"a data set is empty", nil, upTo("2026-05-01", ""), NotEnough},
		{"nobody knows what to look at", nil, nil, NotEnough},
		{"found after the day", after, upTo("2026-05-01"), Continues},
		{"found, though another data set is short", after, upTo("2026-05-01", "2026-03-01"), Continues},
	} {
		l := RemedyLook{Later: tc.later, Reach: tc.reach}
		if l.Judge(promised); l.Result != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, l.Result, tc.want)
		}
	}
}

// TestRemedy: later data are asked once the day has passed, also of a matter that was closed, and
// what they say is an event and counts in the statistics.
func TestRemedy(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		verified := `  - {id: verified, title: {zh: 核实, en: verified}, counts: {when: remedy == "stopped"}, of: all}` + "\n"
		d.Service = newDesk(t, d.db, d.now, replaced(t, "statistics:\n", "promised: day\nstatistics:\n"+verified)).Service
		m, err := d.Open(t.Context(), d.handler, Draft{Procedure: "small", Origin: "clue", Title: "某局检察建议案", Fields: map[string]any{"kind": "a", "day": "2026-03-31"}, Clues: []clue.ID{found(t, d.db, clue.Screening)}}, Request{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Promise(t.Context(), d.handler, m.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("before the day: %v", err)
		}
		d.on("2026-05-04")
		p, err := d.Promise(t.Context(), d.handler, m.ID)
		if err != nil || p.Day != day(t, "2026-03-31") || len(p.Clues) != 1 {
			t.Fatalf("got %+v, %v", p, err)
		}
		if _, err := d.Promise(t.Context(), d.second, m.ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("whose matter it is not: %v", err)
		}
		look := func(until string, later ...RemedyLater) []RemedyLook {
			return []RemedyLook{{Clue: p.Clues[0], Model: "civil/professional-lender", Later: later, Reach: []RemedyReach{{Dataset: "judgment", Until: day(t, until)}}}}
		}
		for _, tc := range []struct {
			looks  []RemedyLook
			result string
			counts bool
		}{
			{look("2026-03-20"), NotEnough, false},
			{look("2026-05-01", RemedyLater{Dataset: "judgment", Record: "d-9", Day: day(t, "2026-04-20")}), Continues, false},
			{look("2026-05-01"), Stopped, true},
		} {
			m, err = d.KeepRemedy(t.Context(), d.handler, m.ID, p, tc.looks, Request{Seen: m.Version})
			if err != nil {
				t.Fatal(err)
			}
			last := m.Events[len(m.Events)-1]
			if m.Course.Remedy.Result != tc.result || last.Kind != "checked" || last.What != tc.result || last.On != law.DateOf(last.At) {
				t.Errorf("got %+v, event %+v", m.Course.Remedy, last)
			}
			if counted := slices.Contains(m.Counted, "verified"); counted != tc.counts {
				t.Errorf("%s is counted in %v", tc.result, m.Counted)
			}
		}
		if _, err := d.KeepRemedy(t.Context(), d.handler, m.ID, p, look("2026-05-01"), Request{Seen: m.Version - 1}); !fault.Is(err, fault.Conflict) {
			t.Errorf("an older version: %v", err)
		}
		var since string
		err = d.db.View(t.Context(), func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), `SELECT on_day FROM matter_count WHERE matter = $1 AND statistic = 'verified'`, string(m.ID)).Scan(&since)
		})
		if err != nil || since != "2026-05-04" {
			t.Errorf("the figures count it since %q, %v", since, err)
		}
		log(t, d.db, string(m.ID), audit.OpenMatter, audit.CheckRemedy, audit.CheckRemedy, audit.CheckRemedy)
	})
}

// TestPromisesDue: once the day has passed a promise is due in every snapshot until the wrong has
// stopped; the members are told when the answer is another than before, and not each time.
func TestPromisesDue(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		d.Service = newDesk(t, d.db, d.now, replaced(t, "statistics:\n", "promised: day\nstatistics:\n")).Service
		m, err := d.Open(t.Context(), d.handler, Draft{Procedure: "small", Origin: "clue", Title: "某局检察建议案", Fields: map[string]any{"kind": "a", "day": "2026-03-31"}, Clues: []clue.ID{found(t, d.db, clue.Screening)}}, Request{})
		if err != nil {
			t.Fatal(err)
		}
		due := func(snapshot string, want int) (p DuePromise) {
			t.Helper()
			list, err := PromisesDue(t.Context(), d.db, snapshot)
			if err != nil || len(list) != want {
				t.Fatalf("due in %s: %+v, %v", snapshot, list, err)
			}
			if want > 0 {
				return list[0]
			}
			return p
		}
		due("s-1", 0)
		d.on("2026-05-04")
		for _, tc := range []struct {
			snapshot, until, result string
			later                   []RemedyLater
			events, notices         int
		}{
			{"s-1", "2026-03-20", NotEnough, nil, 1, 1},
			{"s-2", "2026-03-25", NotEnough, nil, 1, 1},
			{"s-3", "2026-05-01", Continues, []RemedyLater{{Dataset: "judgment", Record: "d-9", Day: day(t, "2026-04-20")}}, 2, 2},
			{"s-4", "2026-05-01", Stopped, nil, 3, 3},
		} {
			p := due(tc.snapshot, 1)
			if p.Matter != m.ID || p.Day != day(t, "2026-03-31") || len(p.Clues) != 1 {
				t.Fatalf("due: %+v", p)
			}
			looks := []RemedyLook{{Clue: p.Clues[0], Model: "civil/professional-lender", Snapshot: tc.snapshot, Later: tc.later, Reach: []RemedyReach{{Dataset: "judgment", Until: day(t, tc.until)}}}}
			r, err := d.KeepChecked(t.Context(), p, looks)
			if err != nil || r.Result != tc.result || r.By.ID != program {
				t.Errorf("%s: %+v, %v", tc.snapshot, r, err)
			}
			due(tc.snapshot, 0)
			got, err := d.Get(t.Context(), d.handler, m.ID)
			if err != nil || got.Remedied != tc.result || got.Promised != p.Day {
				t.Errorf("%s: the row says %q by %s, %v", tc.snapshot, got.Remedied, got.Promised, err)
			}
			events := 0
			for _, e := range got.Events {
				if e.Kind == "checked" {
					events++
				}
			}
			_, unread, err := d.Notices(t.Context(), d.handler, NoticeFilter{})
			if err != nil || events != tc.events || unread != int64(tc.notices) {
				t.Errorf("%s: %d events, %d notices, %v", tc.snapshot, events, unread, err)
			}
		}
		due("s-5", 0) // it has stopped
	})
}

// TestUnanswered: what could not be asked in a snapshot is asked in the next, and a promise whose
// day changed is another.
func TestUnanswered(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		d.Service = newDesk(t, d.db, d.now, replaced(t, "statistics:\n", "promised: day\nstatistics:\n")).Service
		m, err := d.Open(t.Context(), d.handler, Draft{Procedure: "small", Origin: "clue", Title: "某局检察建议案", Fields: map[string]any{"kind": "a", "day": "2026-03-31"}, Clues: []clue.ID{found(t, d.db, clue.Screening)}}, Request{})
		if err != nil {
			t.Fatal(err)
		}
		d.on("2026-05-04")
		if err := d.Unanswered(t.Context(), m.ID, "s-1"); err != nil {
			t.Fatal(err)
		}
		for snapshot, want := range map[string]int{"s-1": 0, "s-2": 1} {
			if list, err := PromisesDue(t.Context(), d.db, snapshot); err != nil || len(list) != want {
				t.Errorf("due in %s: %+v, %v", snapshot, list, err)
			}
		}
		other := Promise{Day: day(t, "2026-02-28")}
		if _, err := d.KeepRemedy(t.Context(), d.handler, m.ID, other, nil, Request{Seen: m.Version}); !fault.Is(err, fault.Conflict) {
			t.Errorf("an answer about another day: %v", err)
		}
	})
}
