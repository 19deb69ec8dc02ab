package matter

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// serving is small with a step that needs a paper served, and a deadline that runs from its receipt.
func serving() string {
	return strings.NewReplacer(
		"deadlines:\n  - {id: review,", "deadlines:\n  - {id: reply, title: {zh: 回复, en: reply}, period: civil-retrial-suggestion-court, whose: court}\n  - {id: review,",
		"  - id: close\n", "  - id: deliver\n    title: {zh: 送达, en: Deliver}\n    from: [open]\n    by: [handler]\n    papers: [transfer: served]\n    deadlines: [{end: review, sent: transfer}, {start: reply, served: transfer}]\n  - id: close\n",
	).Replace(small)
}

// TestServed: a paper that is approved or sealed is not served. The deadline begins on the day
// of the receipt, whenever the step is recorded, and one that was met when the paper was sent
// was met in time.
func TestServed(t *testing.T) {
	now := time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
	dbtest.EachAt(t, func() time.Time { now = now.Add(time.Microsecond); return now }, func(t *testing.T, store *db.DB) {
		now = time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)
		d := newDesk(t, store, &now, serving())
		ctx := t.Context()
		m := d.open("a")
		var err error
		must := func(out Detail, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			m = out
		}
		must(d.DraftPaper(ctx, d.handler, m.ID, PaperDraft{Kind: "transfer", Prefix: "青检民监", To: "某局", Body: "正文"}, Request{Seen: m.Version}))
		move := func(by access.Account, x PaperMove) {
			t.Helper()
			must(d.MovePaper(ctx, by, m.ID, m.Papers[0].ID, x, Request{Seen: m.Version}))
		}
		refused := func(why string) {
			t.Helper()
			_, err := d.Step(ctx, d.handler, m.ID, Doing{Step: "deliver"}, Request{Seen: m.Version})
			var r *Refusal
			if !errors.As(err, &r) || r.Why != why {
				t.Errorf("refused for %v, want %s", err, why)
			}
		}
		refused("paper:transfer")
		move(d.handler, PaperMove{To: "review"})
		move(d.leader, PaperMove{To: "approved"})
		refused("served:transfer")
		move(d.handler, PaperMove{To: "sealed"})
		refused("served:transfer")
		d.on("2026-06-10")
		receipt := Request{Seen: m.Version}
		if _, err = d.AddReceipt(ctx, d.handler, m.ID, m.Papers[0].ID, "a.pdf", []byte("%PDF-1"), receipt); !fault.Is(err, fault.Conflict) {
			t.Errorf("a receipt of what was not served: %v", err)
		}
		for _, x := range []PaperMove{
			{To: "served", Receiver: "收发室", On: day(t, "2026-06-05"), Sent: day(t, "2026-06-06")},
			{To: "served", Receiver: "收发室", On: day(t, "2026-06-05"), Sent: day(t, "2026-02-28")},
			{To: "served", On: day(t, "2026-06-05")},
		} {
			if _, err := d.MovePaper(ctx, d.handler, m.ID, m.Papers[0].ID, x, Request{Seen: m.Version}); !fault.Is(err, fault.Invalid) {
				t.Errorf("served as %+v: %v", x, err)
			}
		}
		move(d.handler, PaperMove{To: "served", Receiver: "收发室", On: day(t, "2026-06-05"), Sent: day(t, "2026-06-01")})
		if p := m.Papers[0]; p.ServedOn != day(t, "2026-06-05") || p.SentOn != day(t, "2026-06-01") || p.Receiver != "收发室" {
			t.Errorf("served %+v", p)
		}
		if _, err := d.Step(ctx, d.handler, m.ID, Doing{Step: "deliver", On: day(t, "2026-06-04")}, Request{Seen: m.Version}); !fault.Is(err, fault.Invalid) {
			t.Errorf("a step before its paper was served: %v", err)
		}
		m = d.step(m, "deliver", nil) // the review was due on 2 June, and the paper was sent on the first
		want := map[string]law.Date{"reply": day(t, "2026-09-07")}
		for _, x := range m.Course.Terms {
			if x.Deadline == "review" && x.Ended != day(t, "2026-06-01") || x.Deadline == "reply" && (x.Start != day(t, "2026-06-05") || x.Due != want["reply"]) {
				t.Errorf("deadline %+v", x)
			}
		}
		replayed(t, d, m)
		scans(t, d, m)
	})
}

// scans adds the scan of a receipt and looks at it.
func scans(t *testing.T, d desk, m Detail) {
	t.Helper()
	ctx, paper := t.Context(), m.Papers[0].ID
	for name, content := range map[string][]byte{"empty": nil, "html": []byte("<html>"), "large": append([]byte("%PDF-"), make([]byte, MaxReceipt)...)} {
		if _, err := d.AddReceipt(ctx, d.handler, m.ID, paper, "回证.pdf", content, Request{Seen: m.Version}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m, err := d.AddReceipt(ctx, d.handler, m.ID, paper, "回证.png", []byte("\x89PNG\r\n\x1a\nx"), Request{Seen: m.Version})
	if err != nil || len(m.Papers[0].Receipts) != 1 || m.Papers[0].Receipts[0].Kind != "png" || m.Papers[0].Receipts[0].Size != 9 {
		t.Fatalf("got %+v %v", m.Papers, err)
	}
	stranger := d.handler
	stranger.ID, stranger.Office = "a-other", "other"
	for _, tc := range []struct {
		by      access.Account
		n       int
		purpose string
		kind    fault.Kind
	}{{d.handler, 1, "", fault.Invalid}, {stranger, 1, "核对送达", fault.NotFound}, {d.second, 1, "核对送达", fault.NotFound}, {d.handler, 2, "核对送达", fault.NotFound}} {
		if _, _, err := d.Receipt(ctx, tc.by, m.ID, paper, tc.n, tc.purpose); !fault.Is(err, tc.kind) {
			t.Errorf("%s %d %q: %v", tc.by.ID, tc.n, tc.purpose, err)
		}
	}
	x, content, err := d.Receipt(ctx, d.handler, m.ID, paper, 1, "核对送达")
	if err != nil || string(content) != "\x89PNG\r\n\x1a\nx" || x.Name != "回证.png" {
		t.Errorf("got %+v %q %v", x, content, err)
	}
	list, err := audit.NewLog(d.db).List(ctx, audit.Filter{Object: string(m.ID), Verbs: []audit.Verb{audit.LookMatter}})
	if err != nil || len(list) != 1 || list[0].Detail["sha256"] != x.SHA256 || list[0].Detail["purpose"] != "核对送达" {
		t.Errorf("recorded %v %v", list, err)
	}
}

// TestNeedsAreChecked: a day of a receipt comes from a paper that the step needs served.
func TestNeedsAreChecked(t *testing.T) {
	laws, clock := clockAndLaws(t)
	for was, is := range map[string]string{
		"papers: [transfer: served]": "papers: [transfer]",
		"transfer: served]":          "transfer: posted]",
		"{start: reply, served":      "{start: reply, from: day, served",
	} {
		_, err := Read("small.yaml", []byte(strings.Replace(serving(), was, is, 1)), laws, clock)
		var faults *Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: %v", is, err)
		}
	}
}
