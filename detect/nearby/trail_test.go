package nearby

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/models/expr"
)

func TestChoices(t *testing.T) {
	for _, tc := range []struct {
		expression string
		columns    []choice
		ok         bool
	}{
		{"case_no", []choice{{"case_no", false}}, true},
		{"known(case_no) ? case_no : id", []choice{{"case_no", true}, {"id", false}}, true},
		{"known(a) ? b : a", []choice{{"b", false}, {"a", false}}, true},
		{"(known(a) ? a : (b > 1 ? b : c))", []choice{{"a", true}, {"b", false}, {"c", false}}, true},
		{`known(a) ? a : "—"`, nil, false}, // the text is a value that no column has
		{"known(a) ? a + b : c", nil, false},
		{"a + b", nil, false},
		{"true", nil, false},
		{"as_of", nil, false},
		{"params.x", nil, false},
		{"lower(a)", nil, false},
	} {
		columns, ok := choices(tc.expression)
		if ok != tc.ok || ok && !slices.Equal(columns, tc.columns) {
			t.Errorf("%s: %v %v, want %v %v", tc.expression, columns, ok, tc.columns, tc.ok)
		}
	}
}

func TestDocumentOf(t *testing.T) {
	for _, tc := range []struct {
		record string
		fields int
		want   string
	}{{"d-1#2", 2, "d-1"}, {"d#1#2#3", 3, "d#1"}, {"d", 1, "d"}, {"d", 2, "d"}} {
		if got := documentOf(tc.record, tc.fields); got != tc.want {
			t.Errorf("%s of %d fields: %s, want %s", tc.record, tc.fields, got, tc.want)
		}
	}
}

// TestWords: texts keep their numbers, and the empty text is not the unknown one.
func TestWords(t *testing.T) {
	w, given := newWords(), map[string]uint32{}
	for i := range 5000 {
		s := fmt.Sprint(i % 3000)
		if i == 0 {
			s = ""
		}
		n := w.number(s)
		if before, known := given[s]; n == 0 || known && before != n {
			t.Fatalf("%q is %d, and was %d", s, n, before)
		}
		given[s] = n
	}
	for s, n := range given {
		if w.word(n) != s || w.known(s) != n {
			t.Errorf("%d is %q, want %q, which is %d", n, w.word(n), s, w.known(s))
		}
	}
	if w.number(engine.Unknown) != 0 || w.known("nobody") != 0 || w.len() != len(given)+1 {
		t.Errorf("%d words", w.len())
	}
}

// A board is a shelf of a few rows, some of which are new.
type board struct {
	rows  map[string][]engine.Row
	fresh map[string]string // by data set, the key of the new row
	most  int
}

func (b board) values(_ context.Context, dataset, in string, keys set, out string, w wheres) (set, bool, error) {
	a := told{found: set{}}
	for _, row := range b.rows[dataset] {
		if key, ok := at(row, in).(string); ok && keys[key] && w.met(row) {
			a.add(at(row, out))
		}
	}
	return a.found, a.none, nil
}

func (b board) changed(ctx context.Context, dataset, column string, w wheres) (set, bool, error) {
	return b.values(ctx, dataset, "id", of(b.fresh[dataset]), column, w)
}

func (b board) few(_ context.Context, dataset string) error {
	if len(b.rows[dataset]) > b.most {
		return whole("%s 太多", "too many of %s", dataset)
	}
	return nil
}

// on is a trail of steps over a board of the data sets suit and note.
func (b board) on(steps ...models.Step) *trail {
	text := func(names ...string) (fields []standard.Field) {
		for _, n := range names {
			fields = append(fields, standard.Field{Name: n, Type: standard.TypeText})
		}
		return fields
	}
	lib := standard.Library{
		"suit": {Name: "suit", Fields: text("id", "who", "whom", "about")},
		"note": {Name: "note", Fields: text("id", "who", "about")},
	}
	return newTrail(models.Model{Rule: steps}, lib, b)
}

func suit(id string, who, whom any, about string) engine.Row {
	return engine.Row{"id": id, "who": who, "whom": whom, "about": about}
}

// TestPicked: the least of a group can be that of any of its rows, and goes back to all of them.
func TestPicked(t *testing.T) {
	b := board{rows: map[string][]engine.Row{"suit": {suit("1", "a", "x", ""), suit("2", "b", "x", ""), suit("3", "c", "y", "")}},
		fresh: map[string]string{"suit": "2"}}
	tr := b.on(models.Step{Name: "heads", Tally: &models.Tally{From: "suit", By: []string{"whom"}, Set: map[string]models.Aggregate{"head": {Take: "min", Of: "who"}, "last": {Take: "max", Of: "id"}}}})
	found, _, err := tr.changed(t.Context(), "heads", "head", nil)
	if err != nil || !slices.Equal(found.sorted(), []string{"a", "b"}) {
		t.Errorf("heads that may be others: %v %v", found.sorted(), err)
	}
	found, none, err := tr.values(t.Context(), "heads", "head", of("b"), "last", nil)
	if err != nil || !none || !slices.Equal(found.sorted(), []string{"1", "2"}) {
		t.Errorf("the last of the groups of b: %v %v %v", found.sorted(), none, err)
	}
	if err := tr.need(t.Context(), "heads", "head", of("b"), nil); err != nil || !tr.needs["suit"]["whom "].keys["x"] {
		t.Errorf("needed for b: %v %v", tr.needs["suit"], err)
	}
}

// TestNothingInCommon: rows that meet in a column that is worked out may all meet, if there are
// few of them.
func TestNothingInCommon(t *testing.T) {
	b := board{rows: map[string][]engine.Row{
		"suit": {suit("1", "a", "x", ""), suit("2", "b", "y", "")},
		"note": {{"id": "n", "who": "c"}},
	}, fresh: map[string]string{"note": "n"}, most: 2}
	steps := []models.Step{
		{Name: "ones", Derive: &models.Derive{From: "suit", Set: map[string]string{"one": "1"}}},
		{Name: "notes", Derive: &models.Derive{From: "note", Set: map[string]string{"one": "1"}}},
		{Name: "sum", Tally: &models.Tally{From: "notes", By: []string{"one"}, Set: map[string]models.Aggregate{"n": {Take: "rows"}}}},
		{Name: "all", Join: &models.Join{From: "ones", With: "sum", On: map[string]string{"one": "one"}, Take: map[string]string{"n": "n"}}},
	}
	tr := b.on(steps...)
	found, _, err := tr.changed(t.Context(), "all", "who", nil)
	if err != nil || !slices.Equal(found.sorted(), []string{"a", "b"}) {
		t.Errorf("whom a note bears on that counts for all: %v %v", found.sorted(), err)
	}
	if err := tr.need(t.Context(), "all", "who", of("a"), nil); err != nil || tr.needs["note"]["* "] == nil || tr.needs["suit"]["* "] != nil {
		t.Errorf("needed for a: %v %v", tr.needs, err)
	}
	b.fresh = nil
	if found, _, err := b.on(steps...).changed(t.Context(), "all", "who", nil); err != nil || len(found) > 0 {
		t.Errorf("nothing is new, and bears on %v %v", found, err)
	}
	b.fresh, b.most = map[string]string{"note": "n"}, 1
	tr = b.on(steps...)
	if _, ok := Whole(tr.need(t.Context(), "all", "who", of("a"), nil)); ok {
		t.Error("one note is not gathered")
	}
	b.rows["note"] = append(b.rows["note"], engine.Row{"id": "m", "who": "d"})
	tr = b.on(steps...)
	if _, ok := Whole(tr.need(t.Context(), "all", "who", of("a"), nil)); !ok {
		t.Error("more notes are gathered than there may be")
	}
}

// TestNobodyNamed: rows that lack what a step groups by are followed by what else it groups by,
// and those that lack all of it are one group.
func TestNobodyNamed(t *testing.T) {
	b := board{rows: map[string][]engine.Row{"suit": {suit("1", nil, "x", ""), suit("2", nil, "x", ""), suit("3", nil, "y", ""), suit("4", "a", "x", ""), suit("5", nil, nil, "")}},
		fresh: map[string]string{"suit": "2"}, most: 9}
	step := models.Step{Name: "one", First: &models.First{From: "suit", By: []string{"who", "whom"}, Order: []string{"id"}}}
	for fresh, want := range map[string][]string{"2": {"1", "2"}, "4": {"4"}, "5": {"5"}} {
		b.fresh["suit"] = fresh
		tr := b.on(step)
		found, _, err := tr.changed(t.Context(), "one", "id", nil)
		if err != nil || !slices.Equal(found.sorted(), want) {
			t.Errorf("%s bears on %v %v, want %v", fresh, found.sorted(), err, want)
		}
		if err := tr.need(t.Context(), "one", "id", found, nil); err != nil {
			t.Error(err)
		}
		needed := set{}
		for _, row := range b.rows["suit"] {
			for _, w := range tr.needs["suit"] {
				if w.has(row) {
					needed.add(of(row["id"].(string)))
				}
			}
		}
		if !slices.Equal(needed.sorted(), want) {
			t.Errorf("for %s are needed %v, want %v", fresh, needed.sorted(), want)
		}
	}
}

// TestSides: a row without a match has nothing of the other table; what comes there may end that.
func TestSides(t *testing.T) {
	w := wheres{{Column: "paid", Is: expr.Unknown}, {Column: "way", Is: expr.Among, Of: []string{"x"}}, {Column: "who", Is: expr.Known}}
	take := map[string]string{"paid": "id", "way": "about"}
	left, right := w.sides(meeting{take: take, must: true})
	if len(left) != 1 || len(right) != 2 {
		t.Errorf("of rows that meet: %v, %v", left, right)
	}
	left, right = w.sides(meeting{take: take})
	if len(left) != 1 || len(right) != 1 || right[0].Column != "about" {
		t.Errorf("of rows that may meet nothing: %v, %v", left, right)
	}
}

// TestGatheredWhole: of the models of the library few let rows meet by what cannot be followed,
// so that a table is gathered whole. These compare registers: they ask of a register whether it tells
// something of anybody before they take its silence about somebody for an answer.
func TestGatheredWhole(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	var wholly []string
	for m, err := range models.All() {
		if err != nil {
			t.Fatal(err)
		}
		if newTrail(m, lib, nil).gathersWhole() {
			wholly = append(wholly, m.ID)
		}
	}
	t.Logf("whole tables are gathered for: %v", wholly)
	if len(wholly) > 16 {
		t.Errorf("for %d models whole tables are gathered: %v", len(wholly), wholly)
	}
}

// gathersWhole reports whether rows of some step meet by nothing that can be followed.
func (t *trail) gathersWhole() bool {
	return slices.ContainsFunc(t.model.Rule, func(s models.Step) bool {
		if m, ok := meetingOf(s); ok {
			at, err := t.meets(m.from, m.with, m.on)
			return err == nil && at.left == every
		}
		g, ok := groupingOf(s)
		if !ok {
			return false
		}
		ways, err := t.grouped(g.from, g.by)
		return err == nil && ways[0] == every
	})
}
