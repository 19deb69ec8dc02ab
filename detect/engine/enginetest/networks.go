package enginetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
)

// moved is a few transfers: payer, payee, day, amount, kind. a pays b pays c pays a; x and y
// pay one another on one day; hub pays five who pay nobody else but it.
const moved = `a b 1 100 spouse
b c 2 95 parent
c a 4 104 officer
x y 3 100 spouse
y x 3 100 spouse
c x 9 1 officer
hub p 1 7 agent
p hub 1 7 agent
hub q 1 7 agent
q hub 1 7 agent
hub r 1 7 agent
r hub 1 7 agent
hub s 1 7 agent
s hub 1 7 agent
a hub 1 3 agent`

// networkModel has one step of each operator whose SQL an engine must read beyond what the
// other parts of the contract ask.
const networkModel = `id: civil/contract
version: 1
branch: civil
inputs: [bank_transfer]
rule:
  - step: transfers
    derive: {from: bank_transfer, keep: [record_id, payer_entity, payee_entity, made_on, amount, remark]}
  - step: edges
    derive: {from: transfers, keep: [record_id, remark], set: {a: payer_entity, b: payee_entity}}
  - step: people
    tally: {from: transfers, by: [payer_entity], set: {last: {take: max, of: made_on}, first: {take: min, of: made_on}}}
  - step: asked
    derive: {from: people, keep: [payer_entity], set: {other: '"x"'}}
  - step: cycles
    cycle: {from: transfers, payer: payer_entity, payee: payee_entity, on: made_on, amount: amount, id: record_id, days: 5, tolerance: 0.1, longest: 4, most: 3}
  - step: any_order
    cycle: {from: transfers, payer: payer_entity, payee: payee_entity, on: made_on, amount: amount, id: record_id, days: 9, tolerance: 0, longest: 6, most: 9, unordered: true}
  - step: ways
    reach: {from: asked, start: payer_entity, to: other, edges: edges, kind: remark, record: record_id, within: 3, most: 4}
  - step: around
    reach: {from: asked, start: payer_entity, edges: edges, within: 2, most: 4}
  - step: groups
    connect: {from: people, id: payer_entity, edges: edges, as: label, most: 4, size: 4}
  - step: close
    community: {from: people, id: payer_entity, edges: edges, as: label, rounds: 3, most: 4}
  - step: meanwhile
    overlap: {from: people, span: [first, last], with: transfers, other: [made_on, made_on], on: {payer_entity: payee_entity}, take: {from_whom: payer_entity}}
  - step: met
    join: {from: people, with: transfers, on: {payer_entity: payee_entity}, take: {payee: payer_entity, day: made_on}, where: 'payee != "b" && day >= addDays(first, 2)', once: true}
  - step: sparing
    join: {from: people, with: transfers, on: {payer_entity: payer_entity}, take: {paid: amount}, most: 3}
score:
  over: bank_transfer
  subject: {id: payer_entity, name: payer, kind: person}
  case: {key: record_id, from: made_on}
  measures: [{id: n, take: rows}]
  gate: n > 0
`

// networks: the steps over networks and periods give the same everywhere, also what they
// leave out.
func networks(t *testing.T, e engine.Engine) {
	d := e.Dialect()
	text := func(s string) string { return "CAST(" + d.Text(s) + " AS " + d.Type(standard.TypeText) + ")" }
	var rows []string
	for i, line := range strings.Split(moved, "\n") {
		f := strings.Fields(line)
		rows = append(rows, "SELECT "+text(fmt.Sprintf("r%02d", i+1))+" AS record_id, "+text(f[0])+" AS payer_entity, "+text(f[1])+" AS payee_entity, CAST("+d.Text("2024-01-0"+f[2])+" AS "+
			d.Type(standard.TypeDate)+") AS made_on, CAST("+f[3]+" AS "+d.Type(standard.TypeNumber)+") AS amount, "+text(f[4])+" AS remark, "+text(f[0])+" AS payer")
	}
	if err := e.Define(t.Context(), "bank_transfer", strings.Join(rows, " UNION ALL ")); err != nil {
		t.Fatal(err)
	}
	m, err := models.Read([]byte(networkModel), nil)
	if err != nil {
		t.Fatal(err)
	}
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Compile(m, models.Target{Standards: lib, Dialect: d, AsOf: time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range p.Stages {
		want, asked := networkAnswers()[s.Name]
		if !asked {
			continue
		}
		got := lines(t, e, needed(p.Stages[:i+1]), "SELECT * FROM "+d.Name(s.Name), want[0])
		if !slices.Equal(got, want[1:]) {
			t.Errorf("%s: got\n%s\nwant\n%s", s.Name, strings.Join(got, "\n"), strings.Join(want[1:], "\n"))
		}
	}
}

// needed returns the parts that the last of some stages rests on, and that itself.
func needed(stages []models.Stage) (parts []engine.Part) {
	read := map[string]bool{stages[len(stages)-1].Name: true}
	for _, s := range slices.Backward(stages) {
		if read[s.Name] {
			parts = append(parts, engine.Part{Name: s.Name, SQL: s.SQL})
			for _, r := range s.Reads {
				read[r] = true
			}
		}
	}
	slices.Reverse(parts)
	return parts
}

// lines writes the columns of the rows of a query over parts, sorted.
func lines(t *testing.T, e engine.Engine, parts []engine.Part, query, columns string) (list []string) {
	t.Helper()
	for row, err := range engine.QueryParts(t.Context(), e, parts, query) {
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var values []string
		for _, c := range strings.Fields(columns) {
			v := row[c]
			if d, ok := v.(time.Time); ok {
				v = d.Format(time.DateOnly)
			}
			values = append(values, fmt.Sprint(v))
		}
		list = append(list, strings.Join(values, " "))
	}
	slices.Sort(list)
	return list
}

// networkAnswers has the rows of each step, under the names of the columns.
func networkAnswers() map[string][]string {
	return map[string][]string{
		"met":         {"payer_entity", "a", "x"},
		"sparing":     {"payer_entity paid", "a 100", "a 3", "b 95", "c 1", "c 104", "p 7", "q 7", "r 7", "s 7", "x 100", "y 100"},
		"sparing cut": {"node left_out", "hub 4"},
		"cycles cut":  {"node left_out", "hub 4"},
		"cycles": {"cycle ring length leg node next record day amount amount_out amount_back days",
			"5fb573276020b77ec77ab1a67b2ff49b3e6c4faaa4a45c38c33ff816dd408723 a→b→c 3 1 a b r01 2024-01-01 100 100 104 4",
			"5fb573276020b77ec77ab1a67b2ff49b3e6c4faaa4a45c38c33ff816dd408723 a→b→c 3 2 b c r02 2024-01-02 95 100 104 4",
			"5fb573276020b77ec77ab1a67b2ff49b3e6c4faaa4a45c38c33ff816dd408723 a→b→c 3 3 c a r03 2024-01-04 104 100 104 4",
			"944f3448388e2aeab3442382f7992fa2f750ce5f207b873eaf895292ffd32e3c x→y 2 1 x y r04 2024-01-03 100 100 100 1",
			"944f3448388e2aeab3442382f7992fa2f750ce5f207b873eaf895292ffd32e3c x→y 2 2 y x r05 2024-01-03 100 100 100 1"},
		"any_order cut": {"node left_out"},
		"any_order":     {"ring leg record days", "hub→p 1 r07 1", "hub→p 2 r08 1", "hub→q 1 r09 1", "hub→q 2 r10 1", "hub→r 1 r11 1", "hub→r 2 r12 1", "hub→s 1 r13 1", "hub→s 2 r14 1", "x→y 1 r04 1", "x→y 2 r05 1"},
		"ways cut":      {"node left_out", "hub 5"},
		"ways": {"payer_entity other distance through path records", "a x 2 c officer/officer r03/r06", "b x 2 c parent/officer r02/r06", "c x 1  officer r06",
			"hub x 3 a/c agent/officer/officer r15/r03/r06", "x x 0   ", "y x 1  spouse r04"},
		"around cut": {"node left_out", "hub 5"},
		"around": {"payer_entity reached distance through", "a b 1 ", "a c 1 ", "a hub 1 ", "a x 2 c", "b a 1 ", "b c 1 ", "b hub 2 a", "b x 2 c", "c a 1 ", "c b 1 ", "c hub 2 a", "c x 1 ", "c y 2 x",
			"p hub 1 ", "q hub 1 ", "r hub 1 ", "s hub 1 ", "x a 2 c", "x b 2 c", "x c 1 ", "x y 1 ", "y c 2 x", "y x 1 "},
		"groups cut": {"node left_out", "a 5", "b 5", "c 5", "hub 5", "x 5", "y 5"},
		"groups":     {"payer_entity label", "a a", "b b", "c c", "hub hub", "p p", "q q", "r r", "s s", "x x", "y y"},
		"close cut":  {"node left_out", "hub 5"},
		"close":      {"payer_entity label", "a a", "b a", "c a", "hub hub", "p p", "q q", "r r", "s s", "x a", "y a"},
		"meanwhile": {"payer_entity from_whom overlap_from overlap_to overlap_days", "hub a 2024-01-01 2024-01-01 1", "hub p 2024-01-01 2024-01-01 1", "hub q 2024-01-01 2024-01-01 1",
			"hub r 2024-01-01 2024-01-01 1", "hub s 2024-01-01 2024-01-01 1", "p hub 2024-01-01 2024-01-01 1", "q hub 2024-01-01 2024-01-01 1", "r hub 2024-01-01 2024-01-01 1",
			"s hub 2024-01-01 2024-01-01 1", "x y 2024-01-03 2024-01-03 1", "y x 2024-01-03 2024-01-03 1"},
	}
}
