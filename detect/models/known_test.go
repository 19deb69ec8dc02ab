package models_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models"
)

func on(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// known returns what was known of a data set on a day.
func known(t *testing.T, dataset string, cut models.Cut, data map[string][]engine.Row, columns ...string) (out []string) {
	t.Helper()
	e, err := duck.Open(t.Context(), duck.Options{Rows: data, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	if err := e.Define(t.Context(), "custody", `SELECT *, 'p-' || name AS person_entity FROM custody_as_read`); err != nil {
		t.Fatal(err)
	}
	if err := e.Define(t.Context(), "household", `SELECT *, '' AS person_entity, '' AS head_entity, '' AS father_entity, '' AS mother_entity, '' AS spouse_entity, '' AS guardian_entity FROM household_as_read`); err != nil {
		t.Fatal(err)
	}
	m, err := models.Read([]byte(strings.Replace(source, "inputs: [judgment,", "inputs: [judgment, element, custody, household,", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := models.Compile(m, models.Target{Standards: standards(t), Dialect: e.Dialect(), AsOf: cut.On, Known: &cut})
	if err != nil {
		t.Fatal(err)
	}
	var with []string
	for _, s := range p.Stages {
		if strings.HasPrefix(s.Name, "known ") && s.Name != "known party" {
			with = append(with, e.Dialect().With(s.Name, s.SQL, false))
		}
	}
	for row, err := range e.Query(t.Context(), "WITH "+strings.Join(with, ",\n")+" SELECT * FROM "+e.Dialect().Name("known "+dataset)+" ORDER BY 1, 2") {
		if err != nil {
			t.Fatal(err)
		}
		var values []string
		for _, c := range columns {
			values = append(values, show(row[c]))
		}
		out = append(out, strings.Join(values, " "))
	}
	return out
}

// TestKnownDocuments: a document is known once it is decided and published, its parts with it.
func TestKnownDocuments(t *testing.T) {
	data := map[string][]engine.Row{
		"judgment": {
			{"id": "a", "filed_on": on("2020-01-10"), "decided_on": on("2020-03-31")},
			{"id": "b", "filed_on": on("2020-01-10"), "decided_on": on("2020-04-01")},
			{"id": "c", "filed_on": on("2020-01-10")},
			{"id": "d", "filed_on": on("2020-05-10")},
			{"id": "e"},
		},
		"element": {{"judgment": "a", "n": int64(1), "kind": "kin"}, {"judgment": "b", "n": int64(1), "kind": "kin"}, {"judgment": "e", "n": int64(1), "kind": "kin"}},
	}
	march := models.Cut{On: on("2020-03-31")}
	if diff := cmp.Diff([]string{"a", "c", "e"}, known(t, "judgment", march, data, "id")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "e"}, known(t, "element", march, data, "judgment")); diff != "" {
		t.Error(diff)
	}
	march.Lag = 30
	if diff := cmp.Diff([]string{"c", "e"}, known(t, "judgment", march, data, "id")); diff != "" {
		t.Errorf("published 30 days after the decision:\n%s", diff)
	}
}

// TestKnownRegisters: a record is known from its day, how it ended from the end; a record or a
// field without a day is taken as known.
func TestKnownRegisters(t *testing.T) {
	data := map[string][]engine.Row{
		"custody": {
			{"name": "一", "held_from": on("2020-01-01"), "held_to": on("2020-03-31"), "release_reason": "期满"},
			{"name": "三", "held_from": on("2020-01-01"), "held_to": on("2020-04-01"), "release_reason": "期满"},
			{"name": "二", "held_from": on("2020-04-01")},
			{"name": "四", "release_reason": "期满"},
		},
		"household": {{"name": "五", "id_no": "1"}},
	}
	got := known(t, "custody", models.Cut{On: on("2020-03-31")}, data, "name", "held_from", "held_to", "release_reason", "person_entity")
	want := []string{"一 2020-01-01 2020-03-31 期满 p-一", "三 2020-01-01 - - p-三", "四 - - 期满 p-四"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := known(t, "household", models.Cut{On: on("1900-01-01")}, data, "name"); len(got) != 1 {
		t.Errorf("a register without dates is taken as known, got %v", got)
	}
}

// TestLookingAheadIsRefused: a model that asks for what nobody could know yet runs on the present
// and is refused for the past, with the line of each place.
func TestLookingAheadIsRefused(t *testing.T) {
	for _, c := range []struct{ where, says string }{
		{`side == "claiming" && filed_on <= addDays(as_of, 90)`, "a day after as_of"},
		{`side == "claiming" && daysBetween(as_of, decided_on) < 0`, ""},
	} {
		m, err := models.Read([]byte(strings.Replace(source, `side == "claiming"`, c.where, 1)), nil)
		if err != nil {
			t.Fatal(err)
		}
		target := models.Target{Standards: standards(t), Dialect: duck.Dialect{}, AsOf: on("2020-03-31")}
		if _, err := models.Compile(m, target); err != nil {
			t.Errorf("%s: %v", c.where, err)
		}
		target.Known = &models.Cut{On: target.AsOf}
		_, err = models.Compile(m, target)
		var f *models.Faults
		if c.says == "" {
			if err != nil {
				t.Errorf("%s: %v", c.where, err)
			}
			continue
		}
		if !errors.As(err, &f) || len(f.List) != 1 || f.List[0].Line != 14 || !strings.Contains(f.List[0].Says.EN, c.says) || f.List[0].Says.ZH == "" {
			t.Errorf("%s: got %v, want a fault in line 14 that says %q", c.where, err, c.says)
		}
	}
	over, err := models.Read([]byte(strings.Replace(source, "  - step: claims\n", "  - step: late\n    filter: {from: judgment, where: decided_on > as_of}\n  - step: claims\n", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = models.Compile(over, models.Target{Standards: standards(t), Dialect: duck.Dialect{}, AsOf: on("2020-03-31"), Known: &models.Cut{On: on("2020-03-31")}})
	if err == nil || !strings.Contains(err.Error(), "model.yaml:14: rule[0].filter.where") || !strings.Contains(err.Error(), "happened after as_of") {
		t.Errorf("got %v", err)
	}
}
