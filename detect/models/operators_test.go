package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models"
)

// rows returns what the last of the steps gives on data, each row as its values in the
// order of the columns, sorted.
func rows(t *testing.T, data map[string][]engine.Row, steps string) []string {
	t.Helper()
	return left(t, data, steps, "")
}

// left returns what a stage gives that serves one of the steps; "" is the last step.
func left(t *testing.T, data map[string][]engine.Row, steps, stage string) []string {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: data, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	before, after, _ := strings.Cut(source, "  - step: claims")
	before = strings.Replace(before, "inputs: [judgment,", "inputs: [judgment, band, passage, loan,", 1)
	m, err := models.Read([]byte(before+steps+"\n  - step: claims"+after), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Compile(m, models.Target{Standards: standards(t), Dialect: e.Dialect(), AsOf: time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	last := slices.IndexFunc(p.Stages, func(s models.Stage) bool { return s.Name == "claims" }) - 1
	if stage != "" {
		last = slices.IndexFunc(p.Stages, func(s models.Stage) bool { return s.Name == stage })
	}
	var with []string
	for _, s := range p.Stages[:last+1] {
		with = append(with, e.Dialect().With(s.Name, s.SQL, false))
	}
	var out []string
	for row, err := range e.Query(t.Context(), "WITH "+strings.Join(with, ",\n")+" SELECT * FROM "+e.Dialect().Name(p.Stages[last].Name)) {
		if err != nil {
			t.Fatalf("%v\n%s", err, p.Explain())
		}
		if len(row) != len(p.Stages[last].Columns) {
			t.Fatalf("the row has %d columns, the plan says %d", len(row), len(p.Stages[last].Columns))
		}
		var values []string
		for _, c := range p.Stages[last].Columns {
			values = append(values, show(row[c.Name]))
		}
		out = append(out, strings.Join(values, " "))
	}
	slices.Sort(out)
	return out
}

func show(v any) string {
	if d, ok := v.(time.Time); ok {
		return d.Format(time.DateOnly)
	}
	if v == nil {
		return "-"
	}
	return fmt.Sprint(v)
}

// loans is a table of few columns: document, number, principal and day.
func loans(list ...[4]any) []engine.Row {
	var rows []engine.Row
	for _, l := range list {
		row := engine.Row{"judgment": l[0], "n": int64(l[1].(int)), "principal": l[2]}
		if l[3] != nil {
			row["lent_on"] = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, l[3].(int))
		}
		rows = append(rows, row)
	}
	return rows
}

// slim keeps what the tests look at.
const slim = "  - step: slim\n    derive: {from: loan, keep: [judgment, n, principal, lent_on]}\n"

func TestOperators(t *testing.T) {
	data := map[string][]engine.Row{
		"loan":     loans([4]any{"a", 1, 10.0, 0}, [4]any{"a", 2, 20.0, 9}, [4]any{"a", 3, nil, 10}, [4]any{"b", 1, 5.0, nil}),
		"judgment": {{"id": "a", "court": "x"}, {"id": "c", "court": "y"}},
	}
	for _, c := range []struct {
		name, steps string
		want        []string
	}{
		{"filter", slim + `  - {step: s, filter: {from: slim, where: principal >= 10.0}}`, []string{"a 1 10 2020-01-01", "a 2 20 2020-01-10"}},
		{"an unknown value meets no condition", slim + `  - {step: s, filter: {from: slim, where: principal < 10.0 || principal >= 10.0}}`,
			[]string{"a 1 10 2020-01-01", "a 2 20 2020-01-10", "b 1 5 -"}},
		{"join", slim + `  - {step: s, join: {from: slim, with: judgment, on: {judgment: id}, take: {seat: court}}}`,
			[]string{"a 1 10 2020-01-01 x", "a 2 20 2020-01-10 x", "a 3 - 2020-01-11 x"}},
		{"join with a condition", slim + `  - {step: s, join: {from: slim, with: judgment, on: {judgment: id}, take: {seat: court}, where: n > 1 && known(principal)}}`,
			[]string{"a 2 20 2020-01-10 x"}},
		{"optional join", slim + `  - {step: s, join: {from: slim, with: judgment, on: {judgment: id}, take: {seat: court}, optional: true}}`,
			[]string{"a 1 10 2020-01-01 x", "a 2 20 2020-01-10 x", "a 3 - 2020-01-11 x", "b 1 5 - -"}},
		{"join once", slim + `  - {step: s, join: {from: slim, with: loan, on: {judgment: judgment}, take: {other: principal, day: lent_on}, where: other > 9.0 && day != lent_on, once: true}}`,
			[]string{"a 1 10 2020-01-01", "a 2 20 2020-01-10", "a 3 - 2020-01-11"}},
		{"join once without a condition", slim + `  - {step: s, join: {from: slim, with: judgment, on: {judgment: id}, once: true}}`,
			[]string{"a 1 10 2020-01-01", "a 2 20 2020-01-10", "a 3 - 2020-01-11"}},
		{"an unknown value is no match", slim + `  - {step: s, join: {from: slim, with: slim, on: {judgment: judgment, n: n}, take: {other: principal}, where: other == principal || other != principal, once: true}}`,
			[]string{"a 1 10 2020-01-01", "a 2 20 2020-01-10", "b 1 5 -"}},
		{"bounded join", slim + `  - {step: s, join: {from: judgment, with: slim, on: {id: judgment}, take: {number: n}, most: 2}}`, nil},
		{"bounded join within its bound", slim + `  - {step: seats, derive: {from: judgment, keep: [id]}}` + "\n" + `  - {step: s, join: {from: seats, with: slim, on: {id: judgment}, take: {number: n}, most: 3}}`, []string{"a 1", "a 2", "a 3"}},
		{"missing", slim + `  - {step: s, missing: {from: slim, with: judgment, on: {judgment: id}}}`, []string{"b 1 5 -"}},
		{"union", slim + `  - {step: few, filter: {from: slim, where: n == 1}}` + "\n" + `  - {step: s, union: {of: [few, few]}}`,
			[]string{"a 1 10 2020-01-01", "a 1 10 2020-01-01", "b 1 5 -", "b 1 5 -"}},
		{"derive", `  - {step: s, derive: {from: loan, keep: [judgment], set: {age: "daysBetween(lent_on, as_of)", much: principal > 9.0}}}`,
			[]string{"a 142 false", "a 143 true", "a 152 true", "b - false"}},
		{"first", slim + `  - {step: s, first: {from: slim, by: [judgment], order: [-principal]}}`, []string{"a 2 20 2020-01-10", "b 1 5 -"}},
		{"tally", slim + `  - {step: s, tally: {from: slim, by: [judgment], set: {a: {take: rows}, b: {take: rows, where: n > 1}, c: {take: sum, of: principal}, d: {take: max, of: lent_on}, e: {take: distinct, of: principal}, f: {take: share, where: principal > 10.0}, g: {take: median, of: n}, h: {take: list, of: n}, i: {take: min, of: principal, where: n > 1}}}}`,
			[]string{"a 3 2 30 2020-01-11 2 0.3333333333333333 2 1、2、3 20", "b 1 0 5 - 1 0 1 1 -"}},
		{"window of ten days", slim + `  - {step: s, window: {from: slim, by: [judgment], on: lent_on, days: 10, set: {k: {take: rows}, m: {take: sum, of: principal}, x: {take: distinct, of: n, where: n > 1}}}}`,
			[]string{"a 1 10 2020-01-01 1 10 0", "a 2 20 2020-01-10 2 30 1", "a 3 - 2020-01-11 2 20 2"}},
		{"concentrate", slim + `  - {step: s, concentrate: {from: slim, whole: [judgment], part: [principal], of: n}}`,
			[]string{"a 10 1 3 0.3333333333333333", "a 20 1 3 0.3333333333333333", "a - 1 3 0.3333333333333333", "b 5 1 1 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			slices.Sort(c.want)
			if got := rows(t, data, c.steps); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestBoundedJoinTells: what a bounded join leaves out is counted, by what it is told of.
func TestBoundedJoinTells(t *testing.T) {
	data := map[string][]engine.Row{"loan": loans([4]any{"a", 1, 10.0, 0}, [4]any{"a", 2, 20.0, 9}, [4]any{"b", 1, 5.0, nil}), "judgment": {{"id": "a"}, {"id": "b"}}}
	steps := slim + `  - {step: s, join: {from: slim, with: slim, on: {judgment: judgment}, take: {number: n}, most: 1}}`
	if got := rows(t, data, steps); !slices.Equal(got, []string{"b 1 5 - 1"}) {
		t.Errorf("got %v", got)
	}
	if got := left(t, data, steps, "s cut"); !slices.Equal(got, []string{"a 4"}) {
		t.Errorf("left out %v", got)
	}
}

// bands gives each document its hashes.
func bands(list map[string][]int64) map[string][]engine.Row {
	data := map[string][]engine.Row{}
	for id, hashes := range list {
		data["judgment"] = append(data["judgment"], engine.Row{"id": id, "court": "x"})
		for i, h := range hashes {
			data["band"] = append(data["band"], engine.Row{"judgment": id, "n": int64(i), "hash": h})
		}
	}
	return data
}

func TestNear(t *testing.T) {
	data := bands(map[string][]int64{"a": {1, 2, 3}, "b": {1, 2, 4}, "c": {1, 5, 6}, "d": {1, 1, 1}})
	near := `  - {step: s, near: {from: judgment, id: id, bands: band, least: 2, most: %d}}`
	if got := rows(t, data, fmt.Sprintf(near, 100)); !slices.Equal(got, []string{"a b 2"}) {
		t.Errorf("got %v, want the pair of a and b", got)
	}
}

// TestNearInLargeBuckets: above the limit each document is compared with the first only,
// and identical documents are still all connected.
func TestNearInLargeBuckets(t *testing.T) {
	list := map[string][]int64{"other": {7, 8, 9}}
	for i := range 50 {
		list[fmt.Sprintf("d%02d", i)] = []int64{1, 2, 3}
	}
	steps := `  - {step: pairs, near: {from: judgment, id: id, bands: band, least: 3, most: 5}}`
	if got := rows(t, bands(list), steps); len(got) != 49 {
		t.Errorf("%d pairs, want 49", len(got))
	}
	groups := steps + "\n" + `  - {step: grouped, connect: {from: judgment, id: id, edges: pairs, as: batch}}` + "\n" +
		`  - {step: s, tally: {from: grouped, by: [batch], set: {n: {take: rows}}}}`
	if got := rows(t, bands(list), groups); !slices.Equal(got, []string{"d00 50", "other 1"}) {
		t.Errorf("got %v", got)
	}
}

// passages gives each document its passages and its court, the owner.
func passages(list map[string][]int64, owners map[string]string) map[string][]engine.Row {
	data := map[string][]engine.Row{}
	for id, hashes := range list {
		data["judgment"] = append(data["judgment"], engine.Row{"id": id, "court": owners[id]})
		for i, h := range hashes {
			data["passage"] = append(data["passage"], engine.Row{"judgment": id, "n": int64(i + 1), "hash": h, "section": "facts"})
		}
	}
	return data
}

// TestNearPassages: what many owners write is boilerplate however often; what one owner
// writes is not. The passages that two documents share come with their numbers.
func TestNearPassages(t *testing.T) {
	data := passages(
		map[string][]int64{"a": {1, 7, 8, 7}, "b": {8, 1, 2, 7}, "c": {1, 2, 9}, "d": {1, 5}, "e": {5, 6}, "f": {6, 5}},
		map[string]string{"a": "x", "b": "y", "c": "z", "d": "w", "e": "w", "f": "w"})
	near := `  - {step: s, near: {from: judgment, id: id, passages: passage, least: %d, most: 100, common: {over: judgment, id: id, of: court, most: %d}%s}}`
	for _, c := range []struct {
		name         string
		least, owned int
		each         string
		want         []string
	}{
		{"1 is of four courts", 1, 3, "", []string{"a b 2", "b c 1", "d e 1", "d f 1", "e f 2"}},
		{"1 is of no more than four courts", 1, 4, "", []string{"a b 3", "a c 1", "a d 1", "b c 2", "b d 1", "c d 1", "d e 1", "d f 1", "e f 2"}},
		{"two rare passages", 2, 3, "", []string{"a b 2", "e f 2"}},
		{"each of them, the first where one stands twice", 2, 3, ", each: true", []string{"a b 2 2 4", "a b 2 3 1", "e f 2 1 2", "e f 2 2 1"}},
		{"only what one court writes", 1, 1, "", []string{"d e 1", "d f 1", "e f 2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rows(t, data, fmt.Sprintf(near, c.least, c.owned, c.each)); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestNearEachOnce: a pair that several ties link has each shared passage once.
func TestNearEachOnce(t *testing.T) {
	data := passages(map[string][]int64{"a": {1, 2}, "b": {2, 1}}, map[string]string{"a": "x", "b": "x"})
	steps := `  - {step: twice, union: {of: [judgment, judgment]}}
  - {step: s, near: {from: twice, id: id, within: [court], passages: passage, least: 1, most: 9, each: true, common: {over: twice, id: id, of: id, most: 5}}}`
	if got := rows(t, data, steps); !slices.Equal(got, []string{"a b 2 1 2", "a b 2 2 1"}) {
		t.Errorf("got %q", got)
	}
}

// TestNearCommonBands: bands too can be boilerplate.
func TestNearCommonBands(t *testing.T) {
	data := bands(map[string][]int64{"a": {1, 2}, "b": {1, 2}, "c": {1, 3}, "d": {1, 4}})
	steps := `  - {step: s, near: {from: judgment, id: id, bands: band, least: 1, most: 9, common: {over: judgment, id: id, of: id, most: 3}}}`
	if got := rows(t, data, steps); !slices.Equal(got, []string{"a b 1"}) {
		t.Errorf("got %q", got)
	}
}

// TestStepNames: a step may be called anything, also like what the compiler uses inside.
func TestStepNames(t *testing.T) {
	steps := `  - {step: member, derive: {from: judgment, keep: [id, court]}}
  - {step: bucket, near: {from: member, id: id, within: [court], bands: band, least: 2, most: 9}}
  - {step: edges, derive: {from: bucket, keep: [a, b]}}
  - {step: nodes, connect: {from: member, id: id, edges: edges, as: batch}}
  - {step: spread, tally: {from: nodes, by: [batch], set: {n: {take: rows}}}}`
	if got := rows(t, bands(map[string][]int64{"a": {1, 2}, "b": {1, 2}, "c": {3, 4}}), steps); !slices.Equal(got, []string{"a 2", "c 1"}) {
		t.Errorf("got %v", got)
	}
}

// TestNearWithin: documents of different groups are no pair, however alike.
func TestNearWithin(t *testing.T) {
	data := bands(map[string][]int64{"a": {1, 2}, "b": {1, 2}, "c": {1, 2}})
	for _, row := range data["judgment"] {
		if row["id"] == "c" {
			row["court"] = "y"
		}
	}
	if got := rows(t, data, `  - {step: s, near: {from: judgment, id: id, within: [court], bands: band, least: 2, most: 100}}`); !slices.Equal(got, []string{"a b 2"}) {
		t.Errorf("got %v", got)
	}
}

// TestBrokenOperators: each operator says what is wrong with it.
func TestBrokenOperators(t *testing.T) {
	for step, want := range map[string]string{
		`{step: s, filter: {from: loan, where: "1"}}`: "a condition is needed",
		`{step: s}`: "exactly one operator",
		`{step: s, filter: {from: loan, where: "true"}, missing: {from: loan}}`:                                                                                 "exactly one operator",
		`{step: S!, filter: {from: loan, where: "true"}}`:                                                                                                       "small letters",
		`{step: s, join: {from: loan, with: judgment}}`:                                                                                                         "at least one pair",
		`{step: s, join: {from: loan, with: judgment, on: {judgment: id}, optional: true, once: true}}`:                                                         "once excludes",
		`{step: s, join: {from: loan, with: judgment, on: {judgment: id}, take: {x: court}, once: true}}`:                                                       "there is none",
		`{step: s, join: {from: loan, with: judgment, on: {judgment: id}, most: 0}}`:                                                                            "at least 1",
		`{step: s, union: {of: [loan, judgment]}}`:                                                                                                              "no column of type",
		`{step: s, derive: {from: loan, set: {n: "1"}}}`:                                                                                                        "already",
		`{step: s, derive: {from: loan, keep: [m]}}`:                                                                                                            "no column",
		`{step: s, derive: {from: loan, keep: [n], set: {as_of: "1"}}}`:                                                                                         "as_of",
		`{step: s, first: {from: loan, by: [n], order: [-m]}}`:                                                                                                  "no column",
		`{step: s, tally: {from: loan, by: [n], set: {x: {take: sum, of: lent_on}}}}`:                                                                           "no number",
		`{step: s, tally: {from: loan, by: [n], set: {x: {take: rows, of: n}}}}`:                                                                                "takes no column",
		`{step: s, window: {from: loan, by: [n], on: n, days: 3, set: {x: {take: rows}}}}`:                                                                      "no date",
		`{step: s, window: {from: loan, by: [n], on: lent_on, days: 0, set: {x: {take: rows}}}}`:                                                                "at least 1",
		`{step: s, window: {from: loan, by: [n], on: lent_on, days: 3, set: {x: {take: median, of: n}}}}`:                                                       "a window has no way",
		`{step: s, concentrate: {from: loan, whole: [n], part: [n], of: judgment}}`:                                                                             "already",
		`{step: s, near: {from: loan, id: judgment, bands: judgment, least: 1, most: 2}}`:                                                                       "no column",
		`{step: s, near: {from: loan, id: judgment, passages: passage, least: 1, most: 2}}`:                                                                     "which passages are boilerplate",
		`{step: s, near: {from: loan, id: judgment, least: 1, most: 2}}`:                                                                                        "no step or input",
		`{step: s, near: {from: loan, id: judgment, bands: band, passages: passage, least: 1, most: 2, common: {over: loan, id: judgment, of: n, most: 3}}}`:    "exclude",
		`{step: s, near: {from: loan, id: judgment, passages: passage, least: 1, most: 2, common: {over: loan, id: judgment, of: m, most: 3}}}`:                 "no column",
		`{step: s, near: {from: loan, id: judgment, passages: passage, least: 1, most: 2, common: {over: loan, id: judgment, of: n, most: 0}}}`:                 "at least 1",
		`{step: s, cycle: {from: loan, payer: judgment, payee: n, on: lent_on, amount: principal, id: n, days: 9, tolerance: 0.1, longest: 4, most: 9}}`:        "must have type text",
		`{step: s, cycle: {from: loan, payer: judgment, payee: judgment, on: lent_on, amount: principal, id: n, days: 9, tolerance: 0.1, longest: 7, most: 9}}`: "at most 6",
		`{step: s, cycle: {from: loan, payer: judgment, payee: judgment, on: lent_on, amount: principal, id: n, days: 9, tolerance: 1, longest: 3, most: 9}}`:   "below 1",
		`{step: s, reach: {from: loan, start: judgment, edges: loan, within: 2, most: 9}}`:                                                                      "no column",
		`{step: s, community: {from: loan, id: judgment, edges: loan, as: x, rounds: 13, most: 9}}`:                                                             "at most 12",
		`{step: s, overlap: {from: loan, span: [lent_on], with: loan, other: [lent_on, due_on], on: {judgment: judgment}}}`:                                     "two columns",
		`{step: s, overlap: {from: loan, span: [lent_on, n], with: loan, other: [lent_on, due_on], on: {judgment: judgment}}}`:                                  "must have type date",
		`{step: s, connect: {from: loan, id: judgment, edges: judgment, as: x}}`:                                                                                "no column",
	} {
		before, after, _ := strings.Cut(source, "  - step: claims")
		before = strings.Replace(before, "inputs: [judgment,", "inputs: [judgment, band, passage, loan,", 1)
		f := read(t, before+"  - "+step+"\n  - step: claims"+after, cases)
		if f == nil || !strings.Contains(f.Error(), want) {
			t.Errorf("%s: got %v, want %q", step, f, want)
		}
	}
}
