package models_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models"
)

func parts(t *testing.T, replace ...string) []string {
	t.Helper()
	m, err := models.Read([]byte(strings.NewReplacer(replace...).Replace(source)), nil)
	if err != nil {
		t.Fatal(err)
	}
	list, err := models.Parts(m, standards(t))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestAlike: names and numbers make no other model, conditions and aggregates do.
func TestAlike(t *testing.T) {
	first := parts(t)
	renamed := parts(t, "- step: claims", "- step: plaintiffs", "over: claims", "over: plaintiffs", "who: entity", "person: entity", "{id: who,", "{id: person,",
		"suits", "trials", "least", "fewest", "default: 2", "default: 7", "weight: 1", "weight: 0.7")
	if got := models.Alike(first, renamed); got != 1 {
		t.Errorf("the same model under other names is alike by %v\n%v\n%v", got, first, renamed)
	}
	other := parts(t, `side == "claiming"`, `side == "defending"`)
	if got := models.Alike(first, other); got >= 1 || got < 0.5 {
		t.Errorf("a model with another condition is alike by %v", got)
	}
	if got := models.Alike(first, parts(t, `side == "claiming"`, `kind == "person" && side == "claiming"`)); got >= 1 || got < 0.7 {
		t.Errorf("a model with one more condition is alike by %v", got)
	}
	if models.Alike(nil, nil) != 0 || models.Alike(first, nil) != 0 {
		t.Error("nothing is like nothing")
	}
}

// TestPartsOfTheLibrary: every model of the library comes apart, is like itself, and is not
// the same as another.
func TestPartsOfTheLibrary(t *testing.T) {
	lib := standards(t)
	var ids []string
	var lists [][]string
	for _, m := range all(t) {
		list, err := models.Parts(m, lib)
		if err != nil || len(list) < 5 {
			t.Errorf("%s: %v, %v", m.ID, list, err)
		}
		for i, other := range lists {
			if got := models.Alike(list, other); got >= 1 {
				t.Errorf("%s and %s are alike by %v", m.ID, ids[i], got)
			}
		}
		ids, lists = append(ids, m.ID), append(lists, list)
	}
}

// TestTheLibraryKeepsToTheCut: no model of the library reads past what was known, nor asks for
// what is to come.
func TestTheLibraryKeepsToTheCut(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all(t) {
		_, err := models.Compile(m, models.Target{Standards: lib, Dialect: duck.Dialect{}, AsOf: on("2020-03-31"), Known: &models.Cut{On: on("2020-03-31")}})
		var f *models.Faults
		if errors.As(err, &f) {
			t.Errorf("%v", f)
		} else if err != nil {
			t.Error(err)
		}
	}
}
