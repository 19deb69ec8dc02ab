package synth

import (
	"slices"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/data/synth/delivery"
)

// TestRegistersFitTheStandards holds the descriptions of the registers to the library:
// every standard of another agency is delivered, every field named exists, and the
// mentions are those of the standard with their traits in the fields it says. Headings
// are not held to anything: they are what agencies write.
func TestRegistersFitTheStandards(t *testing.T) {
	lib, err := standard.Load()
	if err != nil {
		t.Fatal(err)
	}
	books, err := readRegisters()
	if err != nil {
		t.Fatal(err)
	}
	delivered := map[string]bool{}
	for _, b := range books {
		delivered[b.Standard] = true
		s, ok := lib[b.Standard]
		if !ok || s.Kind != standard.Register {
			t.Errorf("%s is no register of the library", b.Standard)
			continue
		}
		for i, c := range b.Columns {
			f, ok := s.Field(c.Field)
			if !ok {
				t.Errorf("%s has no field %s", b.Standard, c.Field)
			} else if f.Derived != "" {
				t.Errorf("%s.%s is worked out, not delivered", b.Standard, c.Field)
			}
			if c.Role >= 0 {
				checkMention(t, s, b, i)
			}
		}
		for _, f := range s.Fields {
			if (f.Required || f.Key) && !slices.ContainsFunc(b.Columns, func(c delivery.Column) bool { return c.Field == f.Name && c.Needed }) {
				t.Errorf("%s.%s is required and not marked so here", b.Standard, f.Name)
			}
		}
	}
	asked := []string{"arbitral_award", "bank_account", // of institutions, for a case; no county delivers them
		"crime_victim", "driving_training", "family_relation", "farmland_use", "fuel_sale", "identity_complaint", "judicial_aid", "lost_id_card", "recall_order", "staff_inquiry", "tort_award", "traffic_accident"} // of single offices
	for name, s := range lib {
		if s.Kind == standard.Register && !delivered[name] && !slices.Contains(asked, name) {
			t.Errorf("%s is not delivered", name)
		}
	}
}

// checkMention holds column i to the mention of the standard that it tells of.
func checkMention(t *testing.T, s standard.Standard, b *register, i int) {
	t.Helper()
	traits := map[delivery.Kind][]standard.Trait{delivery.Name: {standard.TraitName}, delivery.Org: {standard.TraitName},
		delivery.ID: {standard.TraitIDNo}, delivery.Code: {standard.TraitCreditCode, standard.TraitIDNo}, delivery.Born: {standard.TraitBornOn},
		delivery.Sex: {standard.TraitSex}, delivery.Address: {standard.TraitAddress}, delivery.Phone: {standard.TraitPhone}, delivery.Division: {standard.TraitDivision}}
	c := b.Columns[i]
	role := b.Roles[c.Role]
	k := slices.IndexFunc(s.Mentions, func(m standard.Mention) bool { return m.Name == role })
	if k < 0 {
		t.Errorf("%s has no mention %s", s.Name, role)
		return
	}
	for _, trait := range traits[c.Kind] {
		if s.Mentions[k].By[trait] == c.Field {
			return
		}
	}
	t.Errorf("%s: mention %s does not tell %v in %s", s.Name, role, traits[c.Kind], c.Field)
}

// TestRowsFillTheirColumns: every record has a value, if an empty one, for every column
// that tells of nobody, and for every role; and no number is left to be given out.
func TestRowsFillTheirColumns(t *testing.T) {
	f := gatherFacts(t, Options{Seed: 1, People: 3000})
	for _, b := range f.g.books {
		values := 0
		for _, s := range b.from {
			if s.role < 0 {
				values++
			}
		}
		if len(f.rows[b.Standard]) == 0 {
			t.Errorf("%s has no records", b.Standard)
		}
		for _, x := range f.rows[b.Standard] {
			if len(x.vals) != values || len(x.who) != len(b.Roles) {
				t.Fatalf("%s: %d values for %d columns, %d of %d roles", b.Standard, len(x.vals), values, len(x.who), len(b.Roles))
			}
			for _, v := range x.vals {
				if strings.HasPrefix(v.S, ticketMark) {
					t.Fatalf("%s: a number was not given out", b.Standard)
				}
			}
		}
	}
}
