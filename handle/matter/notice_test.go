package matter

import (
	"maps"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// TestRemind: each occasion is told once, however often it is asked; the leader hears of what
// nobody has explained; who sees the matter no more sees no notice of it.
func TestRemind(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a") // due on 2026-06-02
		remind := func(day string, want int64) {
			t.Helper()
			d.on(day)
			if n, err := d.Remind(t.Context()); err != nil || n != want {
				t.Errorf("%s: wrote %d, want %d, %v", day, n, want, err)
			}
		}
		remind("2026-05-20", 0)
		remind("2026-05-27", 2) // 7 days before, and the digest
		remind("2026-05-27", 0)
		remind("2026-05-28", 1) // the digest only
		remind("2026-05-30", 2)
		remind("2026-06-01", 2)
		remind("2026-06-02", 2)
		remind("2026-06-03", 4) // the leader too
		remind("2026-06-05", 2)
		remind("2026-06-10", 4) // a week later again
		page, unread, err := d.Notices(t.Context(), d.handler, NoticeFilter{Limit: 3})
		if err != nil || len(page.Items) != 3 || page.Next == "" || unread != 14 {
			t.Fatalf("got %+v, %d unread, %v", page, unread, err)
		}
		var says []string
		for f := (NoticeFilter{Limit: 3}); ; {
			page, _, err := d.Notices(t.Context(), d.handler, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range page.Items {
				says = append(says, n.Says.ZH)
				if n.Kind != "digest" && n.Of != m.Title {
					t.Errorf("got %+v", n)
				}
			}
			if f.Cursor = page.Next; f.Cursor == "" {
				break
			}
		}
		all := strings.Join(says, "\n")
		for _, want := range []string{"还有 6 日", "今日（2026-06-02）届满", "逾期 1 日。请说明原因", "今日期限：逾期 1 项"} {
			if !strings.Contains(all, want) {
				t.Errorf("no %q in %s", want, all)
			}
		}
		if len(says) != 14 {
			t.Errorf("got %d notices", len(says))
		}
		if err := d.MarkRead(t.Context(), d.handler, []string{page.Items[0].ID}, true); err != nil {
			t.Error(err)
		}
		if err := d.MarkRead(t.Context(), d.leader, []string{page.Items[0].ID}, true); !fault.Is(err, fault.NotFound) {
			t.Errorf("somebody else's: %v", err)
		}
		if _, unread, _ := d.Notices(t.Context(), d.handler, NoticeFilter{Unread: true}); unread != 13 {
			t.Errorf("%d unread", unread)
		}
		if err := d.MarkRead(t.Context(), d.handler, nil, true); err != nil {
			t.Error(err)
		}
		if page, unread, _ := d.Notices(t.Context(), d.handler, NoticeFilter{Unread: true}); unread != 0 || len(page.Items) != 0 {
			t.Errorf("%d unread", unread)
		}
		if page, _, err := d.Notices(t.Context(), d.second, NoticeFilter{}); err != nil || len(page.Items) != 0 {
			t.Errorf("a stranger: %v %v", page.Items, err)
		}
	})
}

// TestGivenBack: whoever proposed a step is told that it was given back and why; whoever takes
// back their own is told nothing.
func TestGivenBack(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		d.on("2026-03-10")
		m := issued(t, d, d.open("a"))
		m = d.step(m, "close", map[string]any{"reason": "已经查明"})
		m, err := d.Return(t.Context(), d.leader, m.ID, "理由不足，请补充", Request{Seen: m.Version})
		if err != nil {
			t.Fatal(err)
		}
		page, unread, err := d.Notices(t.Context(), d.handler, NoticeFilter{})
		if err != nil || unread != 1 || page.Items[0].Kind != "returned" || page.Items[0].Matter != m.ID || !strings.Contains(page.Items[0].Says.ZH, "理由不足") {
			t.Fatalf("got %+v, %d unread, %v", page.Items, unread, err)
		}
		m = d.step(m, "close", map[string]any{"reason": "已经查明"})
		if _, err := d.Return(t.Context(), d.handler, m.ID, "", Request{Seen: m.Version}); err != nil {
			t.Fatal(err)
		}
		if _, unread, _ := d.Notices(t.Context(), d.handler, NoticeFilter{}); unread != 1 {
			t.Errorf("%d unread after taking it back oneself", unread)
		}
	})
}

// TestBoard: the numbers of the board are those of the list, place by place: of all open matters of the office, and of
// those that somebody handles.
func TestBoard(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		d.open("a")
		for i, at := range [][2]string{{"small", "b"}, {"a", "c"}, {"z", "a"}} { // states of other procedures, as a list of all has them
			m := d.open("b")
			err := d.db.InTx(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `UPDATE matter SET procedure = $1, state = $2, number = $3 WHERE id = $4`, at[0], at[1], 90+i, string(m.ID))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		d.step(issued(t, d, d.open("a")), "close", map[string]any{"reason": "已经查明"})
		for _, mine := range []bool{false, true} {
			for _, by := range []access.Account{d.leader, d.handler, d.second} {
				b, err := d.Board(t.Context(), by, mine)
				if err != nil {
					t.Fatal(err)
				}
				f := Filter{Mine: mine, Limit: MaxLimit}
				page, err := d.List(t.Context(), by, f)
				if err != nil {
					t.Fatal(err)
				}
				want := map[[2]string]int64{}
				for _, m := range page.Items {
					want[[2]string{m.Procedure, m.State}]++
				}
				got := map[[2]string]int64{}
				for _, c := range b.States {
					got[[2]string{c.Procedure, c.State}] = c.Matters
				}
				if !maps.Equal(got, want) || by.ID == d.leader.ID && !mine && len(got) != 4 {
					t.Errorf("%s, mine %v: the board says %v, the list %v", by.Name, mine, got, want)
				}
			}
		}
	})
}

// TestRecount: a notice that makes the last day a day off moves it, says so in the history and
// to the members, and does so once; asked dry, nothing changes.
func TestRecount(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("a")
		c := d.Clock()
		notice, err := law.ReadNotice("2026.yaml", []byte("year: 2026\nnotice: 某地放假通知\nadds: true\noff: [{name: 某节, from: 2026-06-02, to: 2026-06-03}]\n"))
		if err != nil {
			t.Fatal(err)
		}
		c.Calendar = c.Calendar.With(notice)
		d.SetClock(c)
		by := access.CommandLine(access.Home)
		for _, dry := range []bool{true, false} {
			moved, err := d.Recount(t.Context(), by, notice.Title, dry)
			if err != nil || len(moved) != 1 || moved[0].Now != day(t, "2026-06-04") || !strings.Contains(moved[0].Why.ZH, "休息日") {
				t.Fatalf("dry %v: %+v %v", dry, moved, err)
			}
			got, err := d.Get(t.Context(), d.handler, m.ID)
			if err != nil || got.NextDue.String() == "2026-06-02" != dry || got.Course.Terms[0].Due != got.NextDue {
				t.Errorf("dry %v: due %s, %v", dry, got.NextDue, err)
			}
			m = got
		}
		last := m.Events[len(m.Events)-1]
		if last.Kind != "recounted" || !strings.Contains(string(last.Body), "某地放假通知") {
			t.Errorf("recorded %+v", last)
		}
		if moved, err := d.Recount(t.Context(), by, "", false); err != nil || len(moved) != 0 {
			t.Errorf("moved again: %v %v", moved, err)
		}
		page, _, err := d.Notices(t.Context(), d.handler, NoticeFilter{})
		if err != nil || len(page.Items) != 1 || page.Items[0].Kind != "moved" || !strings.Contains(page.Items[0].Says.ZH, "由 2026-06-02 改为 2026-06-04") {
			t.Errorf("told %+v %v", page.Items, err)
		}
		what, err := d.WhatIf(t.Context(), d.handler, m.ID, "review", day(t, "2026-04-01"))
		if err != nil || what.Due != day(t, "2026-07-01") || what.Now == nil || *what.Now != m.NextDue || len(what.Lines) == 0 {
			t.Errorf("what if: %+v %v", what, err)
		}
		if _, err := d.WhatIf(t.Context(), d.handler, m.ID, "none", day(t, "2026-04-01")); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v", err)
		}
		d.on("2026-05-30")
		b, err := d.Board(t.Context(), d.leader, false)
		if err != nil || len(b.States) != 1 || b.States[0].Matters != 1 || b.Soon != 1 || b.Overdue != 0 || b.Waiting != 0 {
			t.Errorf("board %+v %v", b, err)
		}
		if b, err = d.Board(t.Context(), d.second, true); err != nil || len(b.States) != 0 || b.Soon != 0 {
			t.Errorf("board of a stranger %+v %v", b, err)
		}
		var ics strings.Builder
		if err := d.ICalendar(t.Context(), d.handler, DueFilter{}, "zh", &ics); err != nil {
			t.Fatal(err)
		}
		text := ics.String()
		if !strings.Contains(text, "DTSTART;VALUE=DATE:20260604\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n ", ""), "王某") {
			t.Errorf("got %s", text)
		}
		for _, line := range strings.Split(text, "\r\n") {
			if len(line) > 75 {
				t.Errorf("a line of %d bytes", len(line))
			}
		}
	})
}
