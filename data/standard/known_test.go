package standard

import (
	"slices"
	"testing"
	"testing/fstest"
)

// TestKnown: an event is known on its day, what follows from it with it, who is meant by a name
// with the name, and the rest with the record.
func TestKnown(t *testing.T) {
	const text = `name: boat
version: 1
kind: register
title: {zh: 船舶登记, en: Boats}
owner: transport
note: {zh: 每船一行。, en: One row a boat.}
coverage: {date: registered_on, every: month, days: 30}
mentions:
  - {name: buyer, title: {zh: 买方, en: Buyer}, kind: person, entity: buyer_entity, by: {name: buyer}}
fields:
  - {name: boat_no, title: {zh: 船号, en: Number}, type: text, sensitivity: public}
  - {name: registered_on, title: {zh: 登记日期, en: Registered on}, type: date, sensitivity: public}
  - {name: sold_on, title: {zh: 出售日期, en: Sold on}, type: date, sensitivity: public}
  - {name: buyer, title: {zh: 买方姓名, en: Buyer}, type: text, known: [sold_on], sensitivity: personal}
  - {name: licence_to, title: {zh: 许可截止, en: Licence to}, type: date, known: [registered_on], sensitivity: public}
  - {name: buyer_entity, title: {zh: 买方主体, en: Buyer}, type: text, derived: linkage, sensitivity: public}
`
	lib, err := load(fstest.MapFS{"boat.yaml": {Data: []byte(text)}}, "x", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := lib["boat"]
	if s.KnownOn() != "registered_on" {
		t.Errorf("a record is known on %q", s.KnownOn())
	}
	for name, want := range map[string][]string{"boat_no": nil, "registered_on": {"registered_on"}, "sold_on": {"sold_on"}, "buyer": {"sold_on"},
		"licence_to": {"registered_on"}, "buyer_entity": {"sold_on"}, "record_id": nil} {
		f, _ := s.Field(name)
		if got := s.KnownBy(f); !slices.Equal(got, want) {
			t.Errorf("%s is known by %v, want %v", name, got, want)
		}
	}
}

// TestEndsAreKnownAtTheEnd: a word for how something ended says with which date it can be known.
func TestEndsAreKnownAtTheEnd(t *testing.T) {
	lib, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ standard, field string }{
		{"custody", "release_reason"}, {"dishonest_debtor", "removal_reason"}, {"docket", "closed_how"}, {"enforcement_case", "closed_how"},
		{"auction", "winner"}, {"auction", "winner_entity"}, {"driving_licence", "revoked_why"}, {"pension_payment", "stop_reason"},
	} {
		f, ok := lib[c.standard].Field(c.field)
		if by := lib[c.standard].KnownBy(f); !ok || len(by) == 0 || by[0] == lib[c.standard].KnownOn() {
			t.Errorf("%s.%s is known by %v", c.standard, c.field, by)
		}
	}
}
