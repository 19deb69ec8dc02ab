package box

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/dispatch"
)

// TestLegs: the time that the law gives for an answer runs on both sides from the day on which
// the letter arrived, and is over on both sides; where the law gives none, what was asked counts.
func TestLegs(t *testing.T) {
	limits, err := law.LoadLimits()
	if err != nil {
		t.Fatal(err)
	}
	days, err := law.OpenCalendar("")
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, a, b *office) {
		for _, o := range []*office{a, b} {
			o.WithClocks(Clocks{limits, days})
		}
		for _, tc := range []struct {
			name       string
			kind       dispatch.Kind
			data       any
			asked, due string // due: once it has arrived
		}{
			// 30 days from Monday, 2026-01-05: the first day is not counted
			{"a protest", dispatch.Protest, &dispatch.Paper{Number: "检民监〔2026〕1号", Title: "民事抗诉书", Basis: []dispatch.Law{{Law: "民事诉讼法", Version: "2023-09-01", Article: "222"}}}, "", "2026-02-04"},
			{"asked for sooner than the law", dispatch.Protest, &dispatch.Paper{Number: "2号", Title: "民事抗诉书", Due: "2026-01-09", Basis: []dispatch.Law{{Law: "民事诉讼法", Version: "2023-09-01", Article: "222"}}}, "2026-01-09", "2026-02-04"},
			{"to an agency", dispatch.Suggestion, &dispatch.Paper{Number: "3号", Title: "检察建议书", Basis: []dispatch.Law{{Law: "检察公益诉讼解释", Version: "2018-02-23", Article: "21"}}}, "", "2026-03-05"},
			{"no limit in what it rests on", dispatch.Suggestion, &dispatch.Paper{Number: "4号", Title: "检察建议书", Due: "2026-01-20", Basis: []dispatch.Law{}}, "2026-01-20", "2026-01-20"},
		} {
			var x Exchange
			a.tx(func(ctx context.Context, tx *db.Tx) (err error) {
				x, err = a.Open(ctx, tx, a.by, Start{To: "330102-ga", Kind: tc.kind, Data: tc.data})
				return err
			})
			if v := a.view(x.ID); v.Due != tc.asked || v.Leg == nil || v.Leg.From != "" {
				t.Errorf("%s: before it arrived, due %q, leg %+v", tc.name, v.Due, v.Leg)
			}
			post(a, b)
			for _, o := range []*office{a, b} {
				v := o.view(x.ID)
				if v.Due != tc.due || v.Leg == nil || v.Leg.Due != tc.due || v.Leg.Asked != tc.asked {
					t.Errorf("%s: %s has due %q, leg %+v; want %s", tc.name, o.self.Card.Code, v.Due, v.Leg, tc.due)
				}
				list, _, err := o.List(context.Background(), o.by, Filter{Late: "2026-12-31"})
				if err != nil || len(list) != 1 || !list[0].Overdue("2026-12-31") || list[0].Overdue(tc.due) {
					t.Errorf("%s: overdue at %s are %+v, %v", tc.name, o.self.Card.Code, list, err)
				}
			}
			answer := map[dispatch.Kind]dispatch.Kind{dispatch.Protest: dispatch.RetrialDecision, dispatch.Suggestion: dispatch.Reply}[tc.kind]
			b.tx(func(ctx context.Context, tx *db.Tx) error {
				_, err := b.Send(ctx, tx, b.by, x.ID, answer, &dispatch.Paper{Number: "答1号", Title: "答复", Basis: []dispatch.Law{}, Adopts: "yes"}, 0)
				return err
			})
			post(b, a)
			for _, o := range []*office{a, b} {
				if v := o.view(x.ID); v.Due != "" || v.Leg != nil {
					t.Errorf("%s: after the answer %s has due %q, leg %+v", tc.name, o.self.Card.Code, v.Due, v.Leg)
				}
			}
		}
	})
}

// TestClockOfBefore: what an earlier version of the program opened, without noting the time limit of
// the law, is under it all the same; receipts of many dispatches
// tell of each.
func TestClockOfBefore(t *testing.T) {
	limits, err := law.LoadLimits()
	if err != nil {
		t.Fatal(err)
	}
	days, err := law.OpenCalendar("")
	if err != nil {
		t.Fatal(err)
	}
	paper := func(law, version, article string) *dispatch.Paper {
		return &dispatch.Paper{Number: "检民监〔2026〕1号", Title: "抗诉书", Basis: []dispatch.Law{{Law: law, Version: version, Article: article}}}
	}
	each(t, func(t *testing.T, a, b *office) {
		due := map[string]string{}
		for i := range 150 { // more than go into one statement
			if i == 75 {
				for _, o := range []*office{a, b} {
					o.WithClocks(Clocks{limits, days})
				}
			}
			data, want := paper("民事诉讼法", "2023-09-01", "222"), "2026-02-04"
			if i%2 == 1 {
				data, want = paper("民事诉讼法", "2023-09-01", "1"), ""
			}
			a.tx(func(ctx context.Context, tx *db.Tx) error {
				x, err := a.Open(ctx, tx, a.by, Start{To: "330102-ga", Kind: dispatch.Protest, Data: data})
				due[x.ID] = want
				return err
			})
		}
		post(a, b)
		for id, want := range due {
			if v := a.view(id); v.Due != want || v.Items[0].Fate != dispatch.Taken {
				t.Errorf("due %q, want %q; fate %q", v.Due, want, v.Items[0].Fate)
			}
		}
	})
}

// TestInParts: every receipt is in exactly one part, in its order; parts are powers of two, and none
// names a dispatch twice.
func TestInParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfN(rapid.IntRange(0, 300), 0, 400).Draw(t, "ids")
		var list, got []dispatch.Received
		for _, id := range ids {
			list = append(list, dispatch.Received{ID: strconv.Itoa(id)})
		}
		for part := range inParts(list) {
			seen := map[string]bool{}
			for _, r := range part {
				if seen[r.ID] {
					t.Fatalf("%s is twice in a part", r.ID)
				}
				seen[r.ID] = true
			}
			if n := len(part); n == 0 || n > 64 || n&(n-1) != 0 {
				t.Fatalf("a part of %d", n)
			}
			got = append(got, part...)
		}
		if !slices.Equal(got, list) {
			t.Fatalf("got %v of %v", got, list)
		}
	})
}
