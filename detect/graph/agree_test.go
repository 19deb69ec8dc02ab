package graph_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/graph"
	"github.com/mingjian/mingjian/detect/models"
)

// steps asks the operators for everything that this package answers too.
const steps = `id: civil/test
version: 1
branch: civil
inputs: [bank_transfer]
rule:
  - step: moved
    derive: {from: bank_transfer, keep: [record_id, payer_entity, payee_entity, made_on, amount, remark]}
  - step: edges
    derive: {from: moved, keep: [record_id, remark], set: {a: payer_entity, b: payee_entity}}
  - step: payers
    derive: {from: moved, keep: [], set: {node: payer_entity}}
  - step: payees
    derive: {from: moved, keep: [], set: {node: payee_entity}}
  - step: both
    union: {of: [payers, payees]}
  - step: nodes
    tally: {from: both, by: [node], set: {n: {take: rows}, any: {take: min, of: node}}}
  - step: same
    derive: {from: nodes, keep: [node], set: {one: "1"}}
  - step: pairs
    join: {from: same, with: same, on: {one: one}, take: {other: node}}
  - step: cycles
    cycle: {from: moved, payer: payer_entity, payee: payee_entity, on: made_on, amount: amount, id: record_id, days: DAYS, tolerance: TOLERANCE, longest: LONGEST, unordered: UNORDERED, most: MOST}
  - step: ways
    reach: {from: pairs, start: node, to: other, edges: edges, kind: remark, record: record_id, within: WITHIN, most: DEGREE}
  - step: groups
    connect: {from: nodes, id: node, edges: edges, as: label, most: DEGREE}
  - step: close
    community: {from: nodes, id: node, edges: edges, as: label, rounds: ROUNDS, most: DEGREE}
score:
  over: bank_transfer
  subject: {id: payer_entity, name: payer, kind: person}
  case: {key: record_id, from: made_on}
  measures: [{id: n, take: rows}]
  gate: n > 0
`

// drawn is a small network and what is asked of it.
type drawn struct {
	legs                   []graph.Leg
	kinds                  []string
	cycling                graph.Cycling
	within, degree, rounds int
}

func draw(t *rapid.T) drawn {
	d := drawn{cycling: graph.Cycling{
		Days: rapid.IntRange(1, 6).Draw(t, "days"), Tolerance: rapid.SampledFrom([]float64{0, 0.05, 0.1}).Draw(t, "tolerance"),
		Unordered: rapid.Bool().Draw(t, "unordered"), Longest: rapid.IntRange(2, 6).Draw(t, "longest"), Most: rapid.SampledFrom([]int{1, 2, 3, 50}).Draw(t, "most")},
		within: rapid.IntRange(1, 4).Draw(t, "within"), degree: rapid.IntRange(1, 5).Draw(t, "degree"), rounds: rapid.IntRange(1, 5).Draw(t, "rounds")}
	// Few nodes, days and amounts make parallel legs and rings of one day; many make long ones.
	node := rapid.SampledFrom(strings.Split("abcdefg", "")[:rapid.IntRange(2, 7).Draw(t, "nodes")])
	days, amounts := rapid.IntRange(0, 6).Draw(t, "last day"), []float64{100, 104, 95, 110, 90}[:rapid.IntRange(1, 5).Draw(t, "amounts")]
	for i := range rapid.IntRange(6, 20).Draw(t, "legs") {
		d.legs = append(d.legs, graph.Leg{ID: fmt.Sprint("r", 10+i), From: node.Draw(t, "from"), To: node.Draw(t, "to"), Day: rapid.IntRange(0, days).Draw(t, "day"),
			Amount: rapid.SampledFrom(amounts).Draw(t, "amount")})
		d.kinds = append(d.kinds, rapid.SampledFrom([]string{"x", "y"}).Draw(t, "kind"))
	}
	return d
}

func (d drawn) graph() *graph.Graph {
	var edges []graph.Edge
	for i, l := range d.legs {
		edges = append(edges, graph.Edge{From: l.From, To: l.To, Kind: d.kinds[i], Dataset: "bank_transfer", Record: l.ID, Records: 1})
	}
	return graph.New(edges)
}

// answers returns the rows of each step, written as text and sorted.
func (d drawn) answers(t *rapid.T, e engine.Engine, columns map[string][]string) map[string][]string {
	text := e.Dialect().Type(standard.TypeText)
	var rows []string
	for i, l := range d.legs {
		day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, l.Day).Format(time.DateOnly)
		rows = append(rows, fmt.Sprintf("SELECT CAST('%[2]s' AS %[1]s) AS record_id, '%[3]s' AS payer_entity, '%[4]s' AS payee_entity, CAST('%[5]s' AS DATE) AS made_on, CAST(%[6]g AS DOUBLE) AS amount, '%[7]s' AS remark, '' AS payer",
			text, l.ID, l.From, l.To, day, l.Amount, d.kinds[i]))
	}
	if err := e.Define(context.Background(), "bank_transfer", strings.Join(rows, " UNION ALL ")); err != nil {
		t.Fatal(err)
	}
	source := strings.NewReplacer("DAYS", fmt.Sprint(d.cycling.Days), "TOLERANCE", fmt.Sprint(d.cycling.Tolerance), "UNORDERED", fmt.Sprint(d.cycling.Unordered), "LONGEST", fmt.Sprint(d.cycling.Longest), "MOST", fmt.Sprint(d.cycling.Most),
		"WITHIN", fmt.Sprint(d.within), "DEGREE", fmt.Sprint(d.degree), "ROUNDS", fmt.Sprint(d.rounds)).Replace(steps)
	m, err := models.Read([]byte(source), nil)
	if err != nil {
		t.Fatal(err)
	}
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Compile(m, models.Target{Standards: lib, Dialect: e.Dialect()})
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string][]string{}
	var with []string
	for _, s := range p.Stages {
		with = append(with, e.Dialect().With(s.Name, s.SQL, false))
		if list, asked := columns[s.Name]; asked {
			answers[s.Name] = texts(t, e, "WITH "+strings.Join(with, ",\n")+" SELECT * FROM "+e.Dialect().Name(s.Name), list)
		}
	}
	return answers
}

func texts(t *rapid.T, e engine.Engine, query string, columns []string) []string {
	list := []string{}
	for row, err := range e.Query(context.Background(), query) {
		if err != nil {
			t.Fatalf("%v\n%s", err, query)
		}
		values := make([]string, len(columns))
		for i, c := range columns {
			values[i] = fmt.Sprint(row[c])
		}
		list = append(list, strings.Join(values, " "))
	}
	slices.Sort(list)
	return list
}

// TestOperatorsAgree: what the operators of models find in an engine is what this package
// finds, with every bound, and what each says that it left out.
func TestOperatorsAgree(t *testing.T) {
	e, err := duck.Open(t.Context(), duck.Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	columns := map[string][]string{"cycles": {"ring", "leg", "record"}, "cycles cut": {"node", "left_out"}, "ways": {"node", "other", "distance", "through", "path", "records"},
		"groups": {"node", "label"}, "groups cut": {"node"}, "close": {"node", "label"}, "close cut": {"node"}}
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		want := map[string][]string{}
		cycles, cut := graph.Cycles(d.legs, d.cycling)
		for _, c := range cycles {
			for i, l := range c.Legs {
				want["cycles"] = append(want["cycles"], fmt.Sprintf("%s %d %s", c.Ring, i+1, l.ID))
			}
		}
		for n, k := range cut {
			want["cycles cut"] = append(want["cycles cut"], fmt.Sprint(n, " ", k))
		}
		g := d.graph()
		want["ways"] = ways(t, g, d)
		components, hubs := g.Components(d.degree)
		want["groups"], want["groups cut"] = labels(d, components), hubs
		communities, hubs := g.Communities(d.rounds, d.degree)
		want["close"], want["close cut"] = labels(d, communities), hubs
		got := d.answers(t, e, columns)
		for name := range columns {
			slices.Sort(want[name])
			if !slices.Equal(got[name], want[name]) {
				t.Errorf("%s: the operator says\n%s\nand the package\n%s", name, strings.Join(got[name], "\n"), strings.Join(want[name], "\n"))
			}
		}
	})
}

// nodes lists those of the network, also those with nothing but edges to themselves.
func (d drawn) nodes() []string {
	all := map[string]bool{}
	for _, l := range d.legs {
		all[l.From], all[l.To] = true, true
	}
	return slices.Sorted(maps.Keys(all))
}

func labels(d drawn, label map[string]string) (list []string) {
	for _, n := range d.nodes() {
		list = append(list, n+" "+cmp.Or(label[n], n))
	}
	return list
}

func ways(t *rapid.T, g *graph.Graph, d drawn) (list []string) {
	for _, a := range d.nodes() {
		for _, b := range d.nodes() {
			w, _, ok, err := graph.Between(context.Background(), g, a, b, d.within, d.degree)
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				continue
			}
			var kinds, records []string
			for _, e := range w.Edges {
				kinds, records = append(kinds, e.Kind), append(records, e.Record)
			}
			through := ""
			if len(w.Nodes) > 2 {
				through = strings.Join(w.Nodes[1:len(w.Nodes)-1], "/")
			}
			list = append(list, fmt.Sprintf("%s %s %d %s %s %s", a, b, len(w.Edges), through, strings.Join(kinds, "/"), strings.Join(records, "/")))
		}
	}
	return list
}
