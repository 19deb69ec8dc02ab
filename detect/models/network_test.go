package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
)

// paid makes rows of judgment serve as transfers: id, payer (court), payee (cause), day
// (filed_on) and amount (claim_amount).
func paid(list ...[5]any) map[string][]engine.Row {
	var rows []engine.Row
	for _, l := range list {
		row := engine.Row{"id": l[0], "court": l[1], "cause": l[2], "claim_amount": l[4]}
		if l[3] != nil {
			row["filed_on"] = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, l[3].(int))
		}
		rows = append(rows, row)
	}
	return map[string][]engine.Row{"judgment": rows}
}

// brief has what of a cycle the tests look at.
const brief = "\n" + `  - {step: s, derive: {from: c, keep: [ring, length, leg, node, next, record, amount_out, amount_back, days]}}`

func TestCycle(t *testing.T) {
	cycle := `  - {step: c, cycle: {from: judgment, payer: court, payee: cause, on: filed_on, amount: claim_amount, id: id, days: 10, tolerance: 0.1, longest: %d, most: %d}}` + brief
	for _, c := range []struct {
		name          string
		data          map[string][]engine.Row
		longest, most int // longest below 0: in any order
		want          []string
	}{
		{"three legs within the days", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "b", 3, 95.0}, [5]any{"3", "b", "x", 9, 90.0}, [5]any{"4", "b", "y", 9, 90.0}), 4, 9,
			[]string{"a→b→x 3 1 x a 1 100 90 10", "a→b→x 3 2 a b 2 100 90 10", "a→b→x 3 3 b x 3 100 90 10"}},
		{"a day too late", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "x", 10, 100.0}), 4, 9, nil},
		{"too little comes back", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "x", 1, 89.0}), 4, 9, nil},
		{"too much comes back", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "x", 1, 110.5}), 4, 9, nil},
		{"just as much as is allowed", paid([5]any{"1", "x", "a", 0, 3.0}, [5]any{"2", "a", "x", 1, 3.3}), 4, 9, []string{"a→x 2 1 x a 1 3 3.3 2", "a→x 2 2 a x 2 3 3.3 2"}},
		{"back before it went", paid([5]any{"1", "x", "a", 3, 100.0}, [5]any{"2", "a", "b", 2, 100.0}, [5]any{"3", "b", "x", 1, 100.0}), 4, 9, nil},
		{"in any order, from the earliest and, of one day, from the smallest node", paid([5]any{"1", "x", "a", 1, 100.0}, [5]any{"2", "a", "b", 5, 100.0}, [5]any{"3", "b", "x", 1, 100.0}), -4, 9,
			[]string{"a→b→x 3 1 b x 3 100 100 5", "a→b→x 3 2 x a 1 100 100 5", "a→b→x 3 3 a b 2 100 100 5"}},
		{"in any order, a day too late", paid([5]any{"1", "x", "a", 10, 100.0}, [5]any{"2", "a", "b", 5, 100.0}, [5]any{"3", "b", "x", 0, 100.0}), -4, 9, nil},
		{"longer than is looked for", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "b", 0, 100.0}, [5]any{"3", "b", "x", 1, 100.0}), 2, 9, nil},
		{"a node is in a cycle once", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "b", 1, 100.0}, [5]any{"3", "b", "a", 2, 100.0}, [5]any{"4", "a", "x", 3, 100.0}), 6, 9,
			[]string{"a→b 2 1 a b 2 100 100 2", "a→b 2 2 b a 3 100 100 2", "a→x 2 1 x a 1 100 100 4", "a→x 2 2 a x 4 100 100 4"}},
		{"on one day, told once and from the smallest node", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "b", 0, 100.0}, [5]any{"3", "b", "x", 0, 100.0}), 4, 9,
			[]string{"a→b→x 3 1 a b 2 100 100 1", "a→b→x 3 2 b x 3 100 100 1", "a→b→x 3 3 x a 1 100 100 1"}},
		{"three rounds on one day are three", paid([5]any{"1", "a", "b", 0, 100.0}, [5]any{"2", "b", "a", 0, 100.0}, [5]any{"3", "a", "b", 0, 100.0}, [5]any{"4", "b", "a", 0, 100.0}, [5]any{"5", "a", "b", 0, 100.0}, [5]any{"6", "b", "a", 0, 100.0}), 4, 9,
			[]string{"a→b 2 1 a b 1 100 100 1", "a→b 2 1 a b 3 100 100 1", "a→b 2 1 a b 5 100 100 1", "a→b 2 2 b a 2 100 100 1", "a→b 2 2 b a 4 100 100 1", "a→b 2 2 b a 6 100 100 1"}},
		{"what is unknown is in no cycle", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "x", nil, 100.0}, [5]any{"3", "a", "x", 1, nil}, [5]any{"4", "a", nil, 1, 100.0}, [5]any{"5", "x", "x", 1, 100.0}), 4, 9, nil},
		{"one record counts once", paid([5]any{"1", "x", "a", 0, 100.0}, [5]any{"1", "x", "a", 0, 100.0}, [5]any{"2", "a", "x", 1, 100.0}), 4, 9, []string{"a→x 2 1 x a 1 100 100 2", "a→x 2 2 a x 2 100 100 2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := fmt.Sprintf(cycle, max(c.longest, -c.longest), c.most)
			if c.longest < 0 {
				asked = strings.Replace(asked, "most:", "unordered: true, most:", 1)
			}
			if got := rows(t, c.data, asked); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestCycleHub: a payer of too many legs is not followed, and of too many ways none; what
// is not in any cycle does not count. The stage of the cut says who and how much.
func TestCycleHub(t *testing.T) {
	list := [][5]any{{"1", "x", "hub", 0, 100.0}, {"2", "hub", "x", 1, 100.0}, {"3", "p", "q", 0, 100.0}, {"4", "q", "p", 1, 100.0}}
	for i := range 5 {
		y := fmt.Sprint("y", i)
		list = append(list, [5]any{"to" + y, "hub", y, 1, 1.0}, [5]any{"of" + y, y, "hub", 1, 500.0}, [5]any{"pay" + y, "p", "employee" + y, 0, 100.0})
	}
	cycle := `  - {step: c, cycle: {from: judgment, payer: court, payee: cause, on: filed_on, amount: claim_amount, id: id, days: 10, tolerance: 0.1, longest: 4, most: %d}}` + brief
	if got := rows(t, paid(list...), fmt.Sprintf(cycle, 5)); !slices.Equal(got, []string{"p→q 2 1 p q 3 100 100 2", "p→q 2 2 q p 4 100 100 2"}) {
		t.Errorf("got %q", got)
	}
	if got := rows(t, paid(list...), fmt.Sprintf(cycle, 6)); len(got) != 4 {
		t.Errorf("got %q", got)
	}
	if got := left(t, paid(list...), fmt.Sprintf(cycle, 5), "c cut"); !slices.Equal(got, []string{"hub 6"}) {
		t.Errorf("left out %q, want the 6 legs of the hub", got)
	}
	if got := left(t, paid(list...), fmt.Sprintf(cycle, 6), "c cut"); got != nil {
		t.Errorf("left out %q, want nothing", got)
	}
}

// edges makes rows of loan serve as edges: a (judgment), b (delivery) and a kind.
func edges(list string) []engine.Row {
	var rows []engine.Row
	for i, e := range strings.Fields(list) {
		a, b, _ := strings.Cut(e, "-")
		b, kind, _ := strings.Cut(b, ":")
		rows = append(rows, engine.Row{"judgment": a, "n": int64(i + 1), "delivery": b, "purpose": kind})
	}
	return rows
}

func nodes(list string) []engine.Row {
	var rows []engine.Row
	for _, n := range strings.Fields(list) {
		start, end, _ := strings.Cut(n, ">")
		row := engine.Row{"id": n, "court": start}
		if end != "" {
			row["cause"] = end
		}
		rows = append(rows, row)
	}
	return rows
}

const asEdges = `  - {step: tied, derive: {from: loan, keep: [n], set: {a: judgment, b: delivery, kind: purpose}}}
  - {step: who, derive: {from: judgment, keep: [id, court, cause]}}
`

func TestReach(t *testing.T) {
	family := edges("a-b:spouse b-c:parent c-d:parent b-e:officer e-f:officer f-d:officer hub-a:x hub-z:x hub-y:x hub-w:x")
	for _, c := range []struct{ name, asked, reach string }{
		{"pairs within two steps", "a>b a>c a>d d>b a>a a>nobody", `to: cause, kind: kind, record: n, within: 2, most: 3`},
		{"the way through the smaller node", "b>d", `to: cause, kind: kind, record: n, within: 4, most: 3`},
		{"one step", "a>b a>c", `to: cause, kind: kind, record: n, within: 1, most: 3`},
		{"a hub is reached but not gone through", "a>hub a>z", `to: cause, kind: kind, record: n, within: 3, most: 3`},
		{"from a hub the way is looked for from its end", "hub>b", `to: cause, kind: kind, record: n, within: 3, most: 3`},
		{"one way", "a>c c>a", `to: cause, kind: kind, record: n, oneway: true, within: 2, most: 3`},
		{"everything within reach", "c", `kind: kind, record: n, within: 2, most: 3`},
		{"without kinds and records", "c", `within: 1, most: 3`},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := map[string][]engine.Row{"loan": family, "judgment": nodes(c.asked)}
			got := rows(t, data, asEdges+`  - {step: s, reach: {from: who, start: court, edges: tied, `+c.reach+`}}`)
			if want := reachWanted()[c.name]; !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// reachWanted has the rows of TestReach: id, court, cause, (reached,) distance, through,
// path, records.
func reachWanted() map[string][]string {
	return map[string][]string{
		"pairs within two steps":                        {"a>a a a 0   ", "a>b a b 1  spouse 1", "a>c a c 2 b spouse/parent 1/2", "d>b d b 2 c parent/parent 3/2"},
		"the way through the smaller node":              {"b>d b d 2 c parent/parent 2/3"},
		"one step":                                      {"a>b a b 1  spouse 1"},
		"a hub is reached but not gone through":         {"a>hub a hub 1  x 7"},
		"from a hub the way is looked for from its end": {"hub>b hub b 2 a x/spouse 7/1"},
		"one way":                   {"a>c a c 2 b spouse/parent 1/2"},
		"everything within reach":   {"c c - a 2 b parent/spouse 2/1", "c c - b 1  parent 2", "c c - d 1  parent 3", "c c - e 2 b parent/officer 2/4", "c c - f 2 d parent/officer 3/6"},
		"without kinds and records": {"c c - b 1 ", "c c - d 1 "},
	}
}

// TestReachHub: what is not gone through is reported, if it was met at all.
func TestReachHub(t *testing.T) {
	data := map[string][]engine.Row{"loan": edges("a-hub h2-x h2-y h2-z hub-x2 hub-y2 hub-z2"), "judgment": nodes("a>y2")}
	steps := asEdges + `  - {step: s, reach: {from: who, start: court, to: cause, edges: tied, within: 3, most: 2}}`
	if got := rows(t, data, steps); got != nil {
		t.Errorf("got %q", got)
	}
	if got := left(t, data, steps, "s cut"); !slices.Equal(got, []string{"hub 4"}) {
		t.Errorf("left out %q", got)
	}
}

func TestConnectBounded(t *testing.T) {
	data := map[string][]engine.Row{"loan": edges("a-b b-a b-c hub-a hub-d hub-e p-q q-r r-t"), "judgment": nodes("a b c d e hub p q r t")}
	for _, c := range []struct {
		bounds    string
		want, cut []string
	}{
		{"", []string{"a 6", "p 4"}, nil},
		{", most: 2", []string{"a 3", "d 1", "e 1", "hub 1", "p 4"}, []string{"hub 3"}},
		{", most: 2, size: 3", []string{"a 3", "d 1", "e 1", "hub 1", "p 1", "q 1", "r 1", "t 1"}, []string{"hub 3", "p 4", "q 4", "r 4", "t 4"}},
		{", size: 4", []string{"a 1", "b 1", "c 1", "d 1", "e 1", "hub 1", "p 4"}, []string{"a 6", "b 6", "c 6", "d 6", "e 6", "hub 6"}},
	} {
		steps := asEdges + `  - {step: g, connect: {from: who, id: court, edges: tied, as: batch` + c.bounds + `}}`
		if got := rows(t, data, steps+"\n  - {step: s, tally: {from: g, by: [batch], set: {k: {take: rows}}}}"); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.bounds, got, c.want)
		}
		if c.bounds == "" {
			continue
		}
		if got := left(t, data, steps, "g cut"); !slices.Equal(got, c.cut) {
			t.Errorf("%s: left out %q, want %q", c.bounds, got, c.cut)
		}
	}
}

// TestCommunity: two groups held together by one edge are two; alone stands who has none.
func TestCommunity(t *testing.T) {
	data := map[string][]engine.Row{"loan": edges("a-b a-c a-d b-c b-d c-d d-e e-f e-g e-h f-g f-h g-h"), "judgment": nodes("a b c d e f g h z")}
	steps := asEdges + `  - {step: g, community: {from: who, id: court, edges: tied, as: batch, rounds: 8, most: %d}}` + "\n  - {step: s, tally: {from: g, by: [batch], set: {k: {take: rows}}}}"
	if got := rows(t, data, fmt.Sprintf(steps, 9)); !slices.Equal(got, []string{"a 4", "e 4", "z 1"}) {
		t.Errorf("got %q", got)
	}
	if got := left(t, data, fmt.Sprintf(steps, 3), "g cut"); !slices.Equal(got, []string{"d 4", "e 4"}) {
		t.Errorf("left out %q", got)
	}
}

// TestCommunityWeight: the heavier edge decides.
func TestCommunityWeight(t *testing.T) {
	data := map[string][]engine.Row{"loan": edges("a-m b-m m-b m-b"), "judgment": nodes("a b m")}
	steps := asEdges + "  - {step: heavy, tally: {from: tied, by: [a, b], set: {k: {take: rows}}}}\n" +
		`  - {step: g, community: {from: who, id: court, edges: heavy, weight: k, as: batch, rounds: 1, most: 9}}` + "\n  - {step: s, derive: {from: g, keep: [court, batch]}}"
	if got := rows(t, data, steps); !slices.Equal(got, []string{"a a", "b m", "m b"}) {
		t.Errorf("got %q", got)
	}
}

func TestOverlap(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n) }
	data := map[string][]engine.Row{
		"judgment": {
			{"id": "closed", "court": "p", "filed_on": day(0), "decided_on": day(9)},
			{"id": "open", "court": "p", "filed_on": day(5)},
			{"id": "unknown", "court": "p", "decided_on": day(9)},
			{"id": "other", "court": "q", "filed_on": day(0), "decided_on": day(9)},
			{"id": "later", "court": "p", "filed_on": day(500)}, // after the day of the scan
			{"id": "reversed", "court": "p", "filed_on": day(9), "decided_on": day(0)},
		},
		"loan": {
			{"judgment": "p", "n": int64(1), "lent_on": day(8), "due_on": day(12)},
			{"judgment": "p", "n": int64(2), "lent_on": day(150)},
			{"judgment": "p", "n": int64(3), "lent_on": day(20), "due_on": day(10)},
		},
	}
	slim := "  - {step: who, derive: {from: judgment, keep: [id, court, filed_on, decided_on]}}\n  - {step: lent, derive: {from: loan, keep: [judgment, n, lent_on, due_on]}}\n"
	for _, c := range []struct {
		name, overlap string
		want          []string
	}{
		{"state during state", "span: [filed_on, decided_on], with: lent, other: [lent_on, due_on], on: {court: judgment}, take: {k: n}",
			[]string{"closed p 2020-01-01 2020-01-10 1 2020-01-09 2020-01-10 2", "open p 2020-01-06 - 1 2020-01-09 2020-01-13 5", "open p 2020-01-06 - 2 2020-05-30 2020-06-01 3"}},
		{"long enough", "span: [filed_on, decided_on], with: lent, other: [lent_on, due_on], on: {court: judgment}, take: {k: n}, days: 5",
			[]string{"open p 2020-01-06 - 1 2020-01-09 2020-01-13 5"}},
		{"event during state", "span: [filed_on, decided_on], with: lent, other: [lent_on, lent_on], on: {court: judgment}, take: {k: n}",
			[]string{"closed p 2020-01-01 2020-01-10 1 2020-01-09 2020-01-09 1", "open p 2020-01-06 - 1 2020-01-09 2020-01-09 1", "open p 2020-01-06 - 2 2020-05-30 2020-05-30 1", "open p 2020-01-06 - 3 2020-01-21 2020-01-21 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rows(t, data, slim+`  - {step: s, overlap: {from: who, `+c.overlap+`}}`); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestNearCut: what was compared with the first document only is reported.
func TestNearCut(t *testing.T) {
	list := map[string][]int64{}
	for i := range 5 {
		list[fmt.Sprintf("d%d", i)] = []int64{1, 2}
	}
	steps := `  - {step: s, near: {from: judgment, id: id, bands: band, least: 2, most: %d}}`
	if got := left(t, bands(list), fmt.Sprintf(steps, 4), "s cut"); !slices.Equal(got, []string{"d1 6", "d2 6", "d3 6", "d4 6"}) {
		t.Errorf("left out %q", got)
	}
	if got := left(t, bands(list), fmt.Sprintf(steps, 5), "s cut"); got != nil {
		t.Errorf("left out %q", got)
	}
}

// TestHubCosts: what a hub leads to is not worked out: the stages stay as small as without
// it, though thousands of ways lead through it.
func TestHubCosts(t *testing.T) {
	list := [][5]any{{"1", "p", "q", 0, 100.0}, {"2", "q", "p", 1, 100.0}}
	var loan []engine.Row
	for i := range 2000 {
		y := fmt.Sprint("y", i)
		list = append(list, [5]any{"to" + y, "hub", y, i % 5, 100.0}, [5]any{"of" + y, y, "hub", i % 5, 100.0})
		loan = append(loan, engine.Row{"judgment": "hub", "n": int64(i), "delivery": y})
	}
	cycle := `  - {step: c, cycle: {from: judgment, payer: court, payee: cause, on: filed_on, amount: claim_amount, id: id, days: 10, tolerance: 0.1, longest: 6, most: 50}}`
	for _, stage := range []string{"c ways of 2", "c ways of 3", "c ways of 6"} {
		if got := left(t, paid(list...), cycle, stage); len(got) > 4 {
			t.Errorf("%s has %d rows", stage, len(got))
		}
	}
	reach := asEdges + `  - {step: s, reach: {from: who, start: court, edges: tied, within: 3, most: 50}}`
	data := map[string][]engine.Row{"loan": loan, "judgment": nodes("y1 y2 y3")}
	if got := rows(t, data, reach); len(got) != 3 { // each reaches the hub and nothing else
		t.Errorf("%d are reached", len(got))
	}
	if got := left(t, data, reach, "s cut"); !slices.Equal(got, []string{"hub 2000"}) {
		t.Errorf("left out %q", got)
	}
}
