package match_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/detect/linkage/matchtest"
	"github.com/mingjian/mingjian/detect/linkage/sheet"
	"github.com/mingjian/mingjian/fault"
)

// fieldsOf gives headings their kinds as a file's would be.
func fieldsOf(headings []string) []match.Field {
	var out []match.Field
	for _, h := range headings[1:] {
		kind, _ := sheet.Recognise(h)
		out = append(out, match.Field{Name: h, Kind: kind})
	}
	return out
}

// tableOf makes a table of rows whose first cell is the id.
func tableOf(t testing.TB, headings []string, rows [][]string) *match.Table {
	t.Helper()
	table := match.NewTable(fieldsOf(headings)...)
	for _, row := range rows {
		if err := table.Add(row[0], row[1:]...); err != nil {
			t.Fatal(err)
		}
	}
	return table
}

func link(t testing.TB, table *match.Table, o match.Options) *match.Result {
	t.Helper()
	r, err := match.Link(context.Background(), table, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// entities returns the entity of each mention.
func entities(r *match.Result) map[string]string {
	out := map[string]string{}
	for _, a := range r.Assignments {
		out[a.ID] = a.Entity
	}
	return out
}

// register invents mentions and returns their rows, persons and which are masked.
func register(t testing.TB, seed uint64, n int) (rows [][]string, person map[string]string, masked map[string]bool) {
	t.Helper()
	person, masked = map[string]string{}, map[string]bool{}
	err := matchtest.Register(seed, n, func(m matchtest.Mention) error {
		rows = append(rows, m.Row)
		person[m.Row[0]] = m.Person
		masked[m.Row[0]] = m.Masked
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows, person, masked
}

// accuracy returns precision and recall over pairs of the mentions that keep is true of.
func accuracy(found, truth map[string]string, keep func(id string) bool) (precision, recall float64) {
	said, is, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for id, e := range truth {
		if keep(id) {
			said[found[id]]++
			is[e]++
			both[[2]string{found[id], e}]++
		}
	}
	pairs := func(n int) float64 { return float64(n * (n - 1) / 2) }
	var s, i, b float64
	for _, n := range said {
		s += pairs(n)
	}
	for _, n := range is {
		i += pairs(n)
	}
	for _, n := range both {
		b += pairs(n)
	}
	return b / s, b / i
}

func TestRegister(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		rows, person, masked := register(t, seed, 12000)
		r := link(t, tableOf(t, matchtest.Headings, rows), match.Options{Seed: seed})
		found := entities(r)
		p, c := accuracy(found, person, func(id string) bool { return !masked[id] })
		t.Logf("seed %d: precision %.5f, recall %.4f", seed, p, c)
		if p < 0.999 || c < 0.97 {
			t.Errorf("seed %d: precision %.5f, recall %.4f; want 0.999 and 0.97", seed, p, c)
		}
		size := map[string]int{}
		for _, e := range found {
			size[e]++
		}
		for id, hidden := range masked {
			if hidden && size[found[id]] > 1 {
				t.Fatalf("the masked mention %s was merged", id)
			}
		}
		if len(r.Candidates()) == 0 {
			t.Error("nothing is left for a person to decide")
		}
	}
}

func TestPeople(t *testing.T) {
	for _, seed := range []uint64{4, 5} {
		var rows [][]string
		person := map[string]string{}
		err := matchtest.People(seed, 1500, 3, func(m matchtest.Mention) error {
			rows = append(rows, m.Row)
			person[m.Row[0]] = m.Person
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		r := link(t, tableOf(t, matchtest.PeopleHeadings, rows), match.Options{Seed: seed})
		p, c := accuracy(entities(r), person, func(string) bool { return true })
		t.Logf("seed %d: precision %.5f, recall %.4f", seed, p, c)
		if 2*p*c/(p+c) < 0.995 {
			t.Errorf("seed %d: precision %.5f, recall %.4f", seed, p, c)
		}
	}
}

// TestOrder: neither the order of the rows nor the number of cores changes anything.
func TestOrder(t *testing.T) {
	rows, _, _ := register(t, 8, 3000)
	want := link(t, tableOf(t, matchtest.Headings, rows), match.Options{Seed: 1, Workers: 1})
	for n := range 3 {
		shuffled := slices.Clone(rows)
		rand.New(rand.NewPCG(uint64(n), 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := link(t, tableOf(t, matchtest.Headings, shuffled), match.Options{Seed: 1, Workers: n + 2})
		if diff := cmp.Diff(entities(want), entities(got)); diff != "" {
			t.Fatalf("another order, another result:\n%s", diff)
		}
		if diff := cmp.Diff(want.Pairs, got.Pairs); diff != "" {
			t.Fatalf("another order, other pairs:\n%s", diff)
		}
	}
}

var small = []string{"id", "姓名", "出生日期", "身份证号", "电话", "住址"}

// filler makes enough rows about other people for the model to be estimated.
func filler(t testing.TB) [][]string {
	all, _, _ := register(t, 9, 400)
	var out [][]string
	for _, r := range all {
		out = append(out, []string{r[0], r[1], r[3], r[4], r[5], r[7]})
	}
	return out
}

func TestNumbers(t *testing.T) {
	const number = "330106199001010017"
	valid := number
	for _, c := range "0123456789X" {
		if s := number[:17] + string(c); recordResident(s) {
			valid = s
		}
	}
	for _, tc := range []struct {
		name     string
		a, b     []string
		together bool
		conflict bool
	}{
		{"the same number", []string{"a", "王伟强", "", valid, "", ""}, []string{"b", "王玮强", "", valid, "", ""}, true, false},
		{"another name alone is no contradiction", []string{"a", "王伟强", "", valid, "", ""}, []string{"b", "赵敏", "", valid, "", ""}, true, false},
		{"another name and birth date", []string{"a", "王伟强", "1990-01-01", valid, "", ""}, []string{"b", "赵敏", "1961-07-12", valid, "", ""}, false, true},
		{"different numbers", []string{"a", "王伟强", "1990-01-01", valid, "13812345678", ""}, []string{"b", "王伟强", "1990-01-01", "110101199003070011"[:17] + "X", "13812345678", ""}, true, false},
		{"masked with the number", []string{"a", "王某某", "1990-01-01", valid, "13812345678", ""}, []string{"b", "王伟强", "1990-01-01", valid, "13812345678", ""}, false, false},
		{"old number", []string{"a", "王伟强", "", valid[:6] + valid[8:17], "", ""}, []string{"b", "王伟强", "", valid, "", ""}, true, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := link(t, tableOf(t, small, append(filler(t), tc.a, tc.b)), match.Options{Seed: 1})
			found := entities(r)
			if got := found["a"] == found["b"]; got != tc.together {
				e, _ := r.Explain("a", "b")
				t.Errorf("together is %t, want %t: %+v", got, tc.together, e)
			}
			if got := len(r.Conflicts) > 0; got != tc.conflict {
				t.Errorf("conflicts %v", r.Conflicts)
			}
		})
	}
}

// TestOwn: somebody whose entity has many mentions without telephone is known by name and
// telephone all the same, a namesake by neither, and a relative who shares the telephone is not.
func TestOwn(t *testing.T) {
	const number = "330106199001010017"
	valid := number
	for _, c := range "0123456789X" {
		if s := number[:17] + string(c); recordResident(s) {
			valid = s
		}
	}
	rows := append(filler(t), []string{"known", "慕容文靖", "", valid, "13511112222", ""},
		[]string{"unnumbered", "慕容文靖", "", "", "13511112222", "西湖区文三路1号"},
		[]string{"relative", "慕容文博", "", "", "13511112222", ""},
		[]string{"namesake", "慕容文靖", "", "", "13933334444", ""})
	for i := range 12 {
		rows = append(rows, []string{fmt.Sprint("silent", i), "慕容文靖", "", valid, "", fmt.Sprintf("拱墅区莫干山路%d号", 100+i)},
			[]string{fmt.Sprint("other", i), "慕容文靖", fmt.Sprintf("%d-0%d-11", 1950+2*i, 1+i%9), "", fmt.Sprintf("139%08d", 12345678+7654321*i), ""})
	}
	found := entities(link(t, tableOf(t, small, rows), match.Options{Seed: 1}))
	if found["known"] != found["silent0"] || found["unnumbered"] != found["known"] {
		t.Error("the mention without number should be known by name and telephone")
	}
	for _, other := range []string{"relative", "namesake"} {
		if found[other] == found["known"] {
			t.Errorf("the %s was taken for the one with the number", other)
		}
	}
	rows = slices.DeleteFunc(rows, func(r []string) bool { return r[0] == "unnumbered" })
	found = entities(link(t, tableOf(t, small, append(rows, []string{"child", "慕容文靖", "2019-03-04", "", "13511112222", ""})), match.Options{Seed: 1}))
	if found["child"] == found["known"] {
		t.Error("the child of the same name and telephone was taken for the one with the number")
	}
}

func recordResident(s string) bool {
	c := compare.Prepare(compare.Identifier, []string{s})
	return c.Note(0)&compare.Certain != 0
}

func TestDecisions(t *testing.T) {
	rows := append(filler(t),
		[]string{"a", "欧阳文静", "1980-02-03", "", "13511112222", "西湖区文三路1号"},
		[]string{"b", "欧阳文静", "1980-02-03", "", "13511112222", "西湖区文三路1号"},
		[]string{"c", "欧阳某", "1980-02-03", "", "13511112222", "西湖区文三路1号"},
		[]string{"d", "司马建国", "1950-10-10", "", "", ""})
	run := func(d ...match.Decision) *match.Result {
		return link(t, tableOf(t, small, rows), match.Options{Seed: 1, Decisions: d})
	}
	together := func(r *match.Result, x, y string) bool { e := entities(r); return e[x] == e[y] }
	if r := run(); !together(r, "a", "b") || together(r, "a", "c") || together(r, "a", "d") {
		t.Fatal("undecided, a and b should be one, c and d alone")
	}
	r := run(match.Decision{A: "a", B: "b", Verdict: match.Different}, match.Decision{A: "a", B: "c", Verdict: match.Same}, match.Decision{A: "d", B: "nobody", Verdict: match.Same})
	if together(r, "a", "b") || !together(r, "a", "c") || len(r.Changes) != 2 {
		t.Errorf("decisions were not followed, or not told: %+v", r.Changes)
	}
	if r = run(match.Decision{A: "b", B: "a", Verdict: match.Unsure}); together(r, "a", "b") {
		t.Error("unsure should leave the pair to people")
	}
	if r = run(match.Decision{A: "a", B: "b", Verdict: match.Same}, match.Decision{A: "a", B: "b", Verdict: match.Different}); len(r.Undecidable) != 1 {
		t.Errorf("a contradiction was not told: %+v", r.Undecidable)
	}
}

func TestNamesOfEntities(t *testing.T) {
	rows, _, _ := register(t, 10, 800)
	first := link(t, tableOf(t, matchtest.Headings, rows), match.Options{Seed: 1})
	earlier := map[string]string{}
	for id, e := range entities(first) {
		earlier[id] = "old-" + e
	}
	again := link(t, tableOf(t, matchtest.Headings, rows[:700]), match.Options{Seed: 1, Earlier: earlier})
	for id, e := range entities(again) {
		if e != earlier[id] && entities(first)[id] != "" {
			// A cluster may have changed with the model; then it keeps the name of most of it.
			votes := map[string]int{}
			for other, f := range entities(again) {
				if f == e {
					votes[earlier[other]]++
				}
			}
			if votes[e] == 0 && e[:2] != "e-" {
				t.Errorf("%s is called %s, which none of its mentions was", id, e)
			}
		}
	}
	// A split gives the new name to the smaller part.
	three := append(filler(t), []string{"a", "欧阳文静", "1980-02-03", "", "13511112222", ""}, []string{"b", "欧阳文静", "1980-02-03", "", "13511112222", ""}, []string{"c", "司马建国", "1950-10-10", "", "", ""})
	r := link(t, tableOf(t, small, three), match.Options{Seed: 1, Earlier: map[string]string{"a": "e-x", "b": "e-x", "c": "e-x"}})
	if e := entities(r); e["a"] != "e-x" || e["b"] != "e-x" || e["c"] == "e-x" {
		t.Errorf("got %s %s %s", e["a"], e["b"], e["c"])
	}
}

func TestExplain(t *testing.T) {
	rows, _, _ := register(t, 12, 3000)
	r := link(t, tableOf(t, matchtest.Headings, rows), match.Options{Seed: 1})
	for _, p := range r.Pairs[:200] {
		e, err := r.Explain(p.A, p.B)
		if err != nil {
			t.Fatal(err)
		}
		sum := e.Prior
		for _, w := range e.Weights {
			sum += w.Bits + w.Frequency
		}
		if math.Abs(sum-e.Total) > 1e-9 {
			t.Errorf("weights add up to %f, not %f", sum, e.Total)
		}
		if e.Number == "" && math.Abs(e.Total-p.Bits) > 0.01 {
			t.Errorf("%s and %s scored %f and are explained as %f", p.A, p.B, p.Bits, e.Total)
		}
	}
	if _, err := r.Explain("m0000001", "nobody"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
}

// TestLargeBlocks: many mentions with one key are divided, and what is lost is told.
func TestLargeBlocks(t *testing.T) {
	rows, _, _ := register(t, 13, 2600)
	for i := range rows {
		if i%2 == 0 {
			rows[i] = []string{rows[i][0], "王伟", "男", "1980-01-01", "", "", "", ""}
		}
	}
	r := link(t, tableOf(t, matchtest.Headings, rows), match.Options{Seed: 1, MaxBlock: 100})
	if len(r.Blocks) == 0 {
		t.Fatal("no block was reported")
	}
	for _, b := range r.Blocks {
		if b.Mentions*(b.Mentions-1)/2 != b.Compared+b.Left || b.Left == 0 {
			t.Errorf("pairs do not add up: %+v", b)
		}
	}
}

// TestProperties: whatever people decide and whoever is masked, cannot-links hold and masked
// mentions stay alone.
func TestProperties(t *testing.T) {
	rows, _, _ := register(t, 14, 300)
	rapid.Check(t, func(rt *rapid.T) {
		some := slices.Clone(rows[:rapid.IntRange(20, 120).Draw(rt, "rows")])
		var decisions []match.Decision
		decided := map[string]bool{}
		for range rapid.IntRange(0, 8).Draw(rt, "decisions") {
			a, b := rapid.SampledFrom(some).Draw(rt, "a")[0], rapid.SampledFrom(some).Draw(rt, "b")[0]
			v := rapid.SampledFrom([]match.Verdict{match.Same, match.Different, match.Unsure}).Draw(rt, "verdict")
			if a != b {
				decisions = append(decisions, match.Decision{A: a, B: b, Verdict: v})
				decided[a], decided[b] = v == match.Same || decided[a], v == match.Same || decided[b]
			}
		}
		r := link(t, tableOf(t, matchtest.Headings, some), match.Options{Seed: 1, Decisions: decisions})
		e := entities(r)
		for _, d := range decisions {
			switch {
			case slices.Contains(r.Undecidable, d):
			case d.Verdict == match.Different && e[d.A] == e[d.B], d.Verdict == match.Same && e[d.A] != e[d.B]:
				rt.Errorf("%+v was not followed", d)
			}
		}
		size := map[string]int{}
		for _, x := range e {
			size[x]++
		}
		for _, row := range some {
			if compare.MaskedName(row[1]) && size[e[row[0]]] > 1 && !decided[row[0]] {
				joined := false
				for _, d := range decisions {
					joined = joined || d.Verdict == match.Same && (e[d.A] == e[row[0]])
				}
				if !joined {
					rt.Errorf("%s (%s) is masked and was merged", row[0], row[1])
				}
			}
		}
	})
}

// TestFewRows: a table of no row, of one, or of one column is linked like any other.
func TestFewRows(t *testing.T) {
	for n, rows := range [][][]string{{}, {{"1", "王伟"}}, {{"1", "王伟"}, {"2", "王伟"}}, {{"1", ""}, {"2", ""}, {"3", "王某"}}} {
		r := link(t, tableOf(t, []string{"id", "姓名"}, rows), match.Options{Seed: 1})
		if len(r.Assignments) != len(rows) || r.Counts.Entities != len(rows) {
			t.Errorf("%d: %+v", n, r.Assignments)
		}
	}
	number := "33010619900101123"
	for _, c := range "0123456789X" {
		if recordResident(number[:17] + string(c)) {
			number += string(c)
			break
		}
	}
	e := entities(link(t, tableOf(t, []string{"id", "身份证号"}, [][]string{{"1", number}, {"2", number[:6] + number[8:17]}, {"3", ""}}), match.Options{Seed: 1}))
	if e["1"] != e["2"] || e["1"] == e["3"] {
		t.Errorf("numbers alone: %v", e)
	}
}

func TestTableRefuses(t *testing.T) {
	table := match.NewTable(match.Field{Name: "姓名", Kind: compare.Name})
	if err := table.Add("1", "王一"); err != nil {
		t.Fatal(err)
	}
	if err := table.Add("1", "王二"); !fault.Is(err, fault.Invalid) {
		t.Errorf("the same id twice: %v", err)
	}
	if err := table.Add("2"); err == nil {
		t.Error("a row without cells was taken")
	}
	wide := match.NewTable(fieldsOf(slices.Repeat([]string{"姓名"}, 18))...)
	for i := range 2 {
		row := make([]string, 17)
		for k := range row {
			row[k] = fmt.Sprint("王", i, k)
		}
		if err := wide.Add(fmt.Sprint(i), row...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := match.Link(context.Background(), wide, match.Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("too many columns: %v", err)
	}
	if _, err := match.Link(context.Background(), match.NewTable(), match.Options{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("no columns: %v", err)
	}
}
